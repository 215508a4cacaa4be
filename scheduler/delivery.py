"""Due letters to their platform, at its pace: sent, tried again, or accounted for.

One postman a platform. In one short transaction it settles the letters that ended and claims the
next ones; between transactions it sends. So a kill leaves only the letters that were under way in
doubt, and what happens to those is decided by what they are for (`mailbox.REPEATS`).
"""

import asyncio
import logging
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
from msgspec import structs
from sqlalchemy.ext.asyncio import AsyncSession

from handlers.attachments import to_send
from handlers.hours import politely
from handlers.messages import (
    Message,
    Moved,
    Outgoing,
    Refused,
    ShutOut,
    TryLater,
    Unreachable,
    read,
)
from scheduler.drawing import with_picture
from scheduler.pace import Bucket, Chats, Pace
from storage import alerts, attachments, lease, mailbox, people, questions, standing
from storage.database import Database
from storage.mailbox import REPEATS, Kind, Letter
from storage.sealing import CannotOpen

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=2)
"""How long a letter is ours to send; longer than any send takes."""
PATIENCE = timedelta(hours=24)
"""How long after it was posted a letter is tried."""
STALE = timedelta(days=1)
"""How long after it was posted something that its reader did not ask for is worth sending."""
DOUBLINGS = 10
"""How often the wait between two tries doubles; `LONGEST_WAIT` bounds it anyway."""
LONGEST_WAIT = timedelta(minutes=10)
"""Between two tries of one letter."""
SHARED_WAIT = timedelta(milliseconds=250)
"""Between two looks into a mailbox into which other processes may have put something."""
GRACE = 3.0
"""Seconds that letters under way get to arrive when we stop."""
OUT_OF_REACH = 1.0
"""Seconds to wait after a round that failed, as when the database does not answer."""
SHUT_OUT = timedelta(minutes=1)
"""How long nothing is sent after the platform did not know us."""


class Sender(Protocol):
    """A platform that takes letters."""

    platform: str
    pace: Pace
    """For all chats together."""
    chats: Chats
    """For each chat. A letter waits its turn before it is sent; what else the platform sends there
    itself, and what a letter takes beyond one message, it counts in."""
    at_once: int
    """Letters under way at a time."""

    async def send(self, letter: Outgoing) -> str:
        """Send a letter; the platform's id of the message.

        Raises:
            TryLater, Unreachable, Moved, Refused, ShutOut: as they say.
        """
        ...


@dataclass(frozen=True)
class _Outcome:
    """How the sending of a letter ended: with a message id, or an exception that says why not."""

    letter: Letter
    sent: str | Exception


class Postman:
    """Takes one platform's letters out."""

    def __init__(
        self,
        database: Database,
        sender: Sender,
        now: Callable[[], datetime],
        home: ZoneInfo,
        token: int = lease.ALONE,
    ) -> None:
        self._database = database
        self._home = home
        self._token = token
        self._longest = SHARED_WAIT if database.shared else LONGEST_WAIT
        self._sender = sender
        self._now = now
        self._bucket = Bucket(sender.pace, asyncio.get_running_loop().time)
        self._under_way: set[asyncio.Task[Any]] = set()
        self._ended: list[_Outcome] = []
        self._woken = asyncio.Event()
        self._woken.set()
        self._resting = asyncio.Event()
        self._drawing = asyncio.Lock()
        """Held while a chart is drawn: one at a time is work enough for the machine."""

    def wake(self) -> None:
        """There may be letters to take out."""
        self._resting.clear()
        self._woken.set()

    async def rest(self) -> None:
        """Wait until nothing is due and nothing is under way."""
        await self._resting.wait()

    async def run(self) -> None:
        """Take letters out until cancelled; those under way then are finished and settled.

        If another process takes over, it ends: what was under way is for the other to settle.
        """
        with suppress(lease.Lost):
            await self._run()

    async def _run(self) -> None:
        try:
            while True:
                try:
                    pause = await self._round()
                except lease.Lost:
                    raise
                except Exception:
                    # Whatever it is, letters wait: delivery must not end for it.
                    log.exception("a round of %s's letters failed", self._sender.platform)
                    pause = OUT_OF_REACH
                if pause is not None:
                    await self._sleep(pause)
        finally:
            if self._under_way:
                await asyncio.wait(self._under_way, timeout=GRACE)
            async with lease.held(self._database, self._token) as session:
                await self._settle(session, self._ended, self._now())

    async def _round(self) -> float | None:
        """Settle, claim and set off; how long to sleep then, or None: go on at once."""
        self._woken.clear()
        free = min(self._sender.at_once - len(self._under_way), self._bucket.available())
        claimed: list[tuple[Letter, Outgoing]] = []
        due: datetime | None = None
        ended = list(self._ended)
        async with lease.held(self._database, self._token) as session:
            now = self._now()
            await self._settle(session, ended, now)
            if free:
                claimed = await self._claim(session, now, free)
                if not claimed:
                    due = await mailbox.next_due(session, self._sender.platform)
        del self._ended[: len(ended)]
        if claimed:
            await self._database.bring_to_disk()
        for letter, outgoing in claimed:
            self._bucket.take()
            task = asyncio.create_task(self._send(letter, outgoing))
            self._under_way.add(task)
        if claimed:
            return None
        if not free and len(self._under_way) < self._sender.at_once:
            return self._bucket.wait()
        later = self._longest if due is None else min(max(due - now, timedelta(0)), self._longest)
        if later and not self._under_way and not self._woken.is_set():
            self._resting.set()
        return later.total_seconds() or None

    async def _sleep(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._woken.wait()
        except TimeoutError:
            pass

    # --- One letter ---

    async def _claim(
        self, session: AsyncSession, now: datetime, at_most: int
    ) -> list[tuple[Letter, Outgoing]]:
        platform, ready = self._sender.platform, []
        letters = await mailbox.claim(session, platform, now, LEASE, at_most)
        untimely = await self._untimely(session, [letter for letter, _ in letters], now)
        stands = await standing.named_by(session, [letter for letter, _ in letters])
        for letter, language in letters:
            if letter.id in untimely:
                continue
            repeats = REPEATS[Kind(letter.kind)]
            if repeats is not None and letter.doubts > repeats:
                await self._give_up(session, letter, "may have arrived", now)
                continue
            unsend, hide = letter.kind == Kind.UNSEND, letter.kind == Kind.HIDE
            try:
                message = (
                    read(mailbox.content(session, letter)) if not (unsend or hide) else Message("")
                )
            except CannotOpen:
                await self._give_up(session, letter, "its key is gone", now)
                continue
            except msgspec.DecodeError:  # another version wrote it
                await self._give_up(session, letter, "can't be read", now)
                continue
            replaces = stands.get(letter.standing_id) or letter.replaces
            # What is put in the place of the same again is not there twice.
            again = letter.doubts > 0 and not (letter.standing_id and replaces)
            leads = {each.leads_to for each in message.cards if each.leads_to}
            outgoing = Outgoing(
                str(letter.standing_id or letter.id),
                letter.address,
                message,
                language,
                thread=stands.get(letter.thread_of_id) or letter.thread,
                only_for=letter.only_for,
                replaces=replaces,
                stands=letter.standing_id is not None,
                home=letter.home,
                places=await standing.places(session, leads),
                again=again,
                made_at=mailbox.made_at(letter.standing_id or letter.id),
                unsend=unsend,
                hide=hide,
            )
            ready.append((letter, outgoing))
        return ready

    async def _untimely(
        self, session: AsyncSession, letters: Sequence[Letter], now: datetime
    ) -> Collection[UUID]:
        """Those of some letters that are not to go now.

        One that is not for the night waits for the morning; one that is stale is dropped.
        """
        untimely = set()
        for letter in letters:
            if letter.stale_at is not None and letter.stale_at <= now:
                await self._give_up(session, letter, "too late", now)
                untimely.add(letter.id)
        for letter, hour, zone in await mailbox.hours_of_readers(session, letters):
            polite = politely(now, people.zone_of(zone, self._home), hour)
            if letter.kind in mailbox.UNASKED and now - letter.posted_at >= STALE:
                await self._give_up(session, letter, "too late", now)
            elif polite > now:
                await mailbox.put_back(session, letter.id, polite, failed=False, doubt=False)
            else:
                continue
            untimely.add(letter.id)
        return untimely

    async def _send(self, letter: Letter, outgoing: Outgoing) -> None:
        await self._sender.chats.turn(letter.address)
        try:
            if outgoing.message.chart:
                async with self._drawing:
                    drawn = await with_picture(outgoing.message, outgoing.language)
                outgoing = replace(outgoing, message=drawn)
            if outgoing.message.kept:
                outgoing = replace(outgoing, message=await self._with_file(outgoing.message))
            sent: str | Exception = await self._sender.send(outgoing)
        except Exception as error:
            sent = error
        self._ended.append(_Outcome(letter, sent))
        self._under_way.discard(_this_task())
        self._woken.set()

    async def _with_file(self, message: Message) -> Message:
        """The message with the file that we keep.

        Raises:
            Refused: it is gone.
        """
        assert message.kept
        async with self._database.reading() as session:
            found = await attachments.content(session, message.kept)
        if found is None:
            raise Refused("the file is gone")
        about, content = found
        return structs.replace(message, kept=None, attached=to_send(about, content))

    async def _settle(
        self, session: AsyncSession, ended: Sequence[_Outcome], now: datetime
    ) -> None:
        arrived = {each.letter.id: each.sent for each in ended if isinstance(each.sent, str)}
        await mailbox.settle_sent(session, arrived, now)
        for each in ended:
            if isinstance(each.sent, Exception):
                await self._settle_unsent(session, each.letter, each.sent, now)
            else:
                await self._settle_named(session, each.letter, each.sent, now)

    async def _settle_named(
        self, session: AsyncSession, letter: Letter, message: str, now: datetime
    ) -> None:
        """Tell those that a letter names that it arrived."""
        if letter.standing_id and letter.kind != Kind.UNSEND:
            await standing.note_message(session, letter.standing_id, message)
        if letter.event_id:
            await questions.note_delivery(session, letter.event_id, now, arrived=True)

    async def _give_up(
        self, session: AsyncSession, letter: Letter, problem: str, now: datetime
    ) -> None:
        await mailbox.give_up(session, letter.id, problem, now)
        if letter.event_id:
            await questions.note_delivery(session, letter.event_id, now, arrived=False)

    async def _settle_unsent(
        self, session: AsyncSession, letter: Letter, why: Exception, now: datetime
    ) -> None:
        match why:
            case TryLater():
                if not why.counts:
                    self._sender.chats.pause(letter.address, why.seconds)
                await self._try_later(session, letter, why, now)
            case Unreachable():
                await people.mark_unreachable(session, letter.platform, letter.address, now)
                await alerts.hasten(session, letter.platform, letter.address, now)
                await self._give_up(session, letter, "unreachable", now)
            case Moved():
                old, new = letter.address, why.address
                await people.move(session, letter.platform, old, new)
                await mailbox.readdress(session, letter.platform, old, new)
                await mailbox.put_back(session, letter.id, now, failed=False, doubt=False)
            case ShutOut():
                log.error("%s does not know us: check its token", letter.platform)
                self._bucket.pause(SHUT_OUT.total_seconds())
                later = now + SHUT_OUT
                await mailbox.put_back(session, letter.id, later, failed=False, doubt=False)
            case Refused():
                log.error("%s refused letter %s: %s", letter.platform, letter.id, why)
                await self._give_up(session, letter, "refused", now)
            case _:
                log.error("letter %s could not be sent", letter.id, exc_info=why)
                await self._give_up(session, letter, type(why).__name__, now)

    async def _try_later(
        self, session: AsyncSession, letter: Letter, later: TryLater, now: datetime
    ) -> None:
        if later.counts and now - letter.posted_at > PATIENCE:
            await self._give_up(session, letter, "no answer for a day", now)
            return
        doublings = min(letter.tries, DOUBLINGS) if later.counts else 0
        backoff = timedelta(seconds=later.seconds * 2**doublings)
        wait = max(min(backoff, LONGEST_WAIT), timedelta(seconds=later.seconds))
        await mailbox.put_back(
            session, letter.id, now + wait, failed=later.counts, doubt=later.perhaps_sent
        )


def _this_task() -> asyncio.Task[Any]:
    task = asyncio.current_task()
    assert task is not None
    return task
