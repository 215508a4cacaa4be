"""The wiring: the database, the clock, the platforms. Every update comes in by `App.receive`."""

import asyncio
import logging
import secrets
from collections import deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from socket import gethostname
from typing import Any, Protocol
from uuid import uuid4
from weakref import WeakValueDictionary

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from bot.clock import Clock, PushedClock, WallClock
from bot.settings import Settings
from handlers import crisis, thesaurus
from handlers.dispatch import (
    ROUTING,
    Routing,
    asks_for_lines,
    menu,
    opens_form,
    say_anyway,
    take_turn,
)
from handlers.messages import (
    Answer,
    Incoming,
    Message,
    Sent,
    Submitted,
    TryLater,
    say,
    typed,
)
from handlers.turns import Here
from handlers.wording import language_for
from handlers.working_hours import bank_holidays
from scheduler import clockwork
from scheduler.delivery import Postman, Sender
from scheduler.fetching import Fetcher, fetching_from
from scheduler.membership import Office, looking_around
from scheduler.timetable import ERRANDS, Errand
from storage import inbox, installation, lease, mailbox
from storage.database import Database, clashed
from storage.meaning import Meaning, NotWorkedOut, Vector
from storage.search import Search

log = logging.getLogger(__name__)

TURN_LIMIT = 10.0
"""Seconds a turn may take."""
LINES_WITHIN = 1.0
"""Seconds after which /urgent is answered without the database."""


FORGOTTEN = timedelta(days=7)
"""How long after its last tick a machine that shares our database is remembered."""
ANEW = 2
"""How often a turn is begun anew that clashed with another transaction."""
AGAIN_AFTER = 30.0
"""Seconds at most between two tries to reach a platform."""


class CannotStart(Exception):
    """A platform won't have us: why, in words for whoever starts us."""


class NotHeard(Exception):
    """Help lines reached nobody."""


class Door(Protocol):
    """Where an adapter brings what comes in."""

    async def receive(self, batch: Sequence[Incoming]) -> Sequence[Answer | None]:
        """Handle updates in the order in which they came; done when all are stored."""
        ...

    async def our_turn(self) -> None:
        """Wait until this process is the one that polls, where several share the work."""
        ...

    def is_linked(self, begins: str) -> None:
        """Take in what a link to us begins with, where a platform has such links."""
        ...

    @property
    def commands(self) -> Collection[str]:
        """The names of the commands there are."""
        ...

    def menu(self, language: str) -> Sequence[tuple[str, str]]:
        """The commands for the menu, with a short description each."""
        ...

    def opens_form(self, incoming: Incoming) -> bool:
        """Whether the answer may be a form: something to keep a way open for."""
        ...


class Platform(Sender, Fetcher, Office, Protocol):
    """An adapter: letters out by `send`, updates in by the door, files in by `fetch`."""

    async def start(self, door: Door) -> None:
        """Connect, and begin to bring what comes in. Where that failed, it is called again.

        Raises:
            TryLater: out of reach.
            ShutOut: the platform does not know our token.
            CannotStart: it won't do for another reason.
        """
        ...

    async def stop(self) -> None:
        """Bring nothing more in."""
        ...

    async def close(self) -> None:
        """Let the connection go, when the last letter is out."""
        ...

    async def rest(self) -> None:
        """Wait until what is done beside the letters is done: toasts, keyboards."""
        ...

    async def send_now(self, address: str, message: Message, language: str) -> str | None:
        """Send past the mailbox: for crisis text alone. The message's id; None: it isn't there.

        A person's own id is an address, too: that of their chat with us.
        """
        ...


class App:
    """A running Sparkplug."""

    def __init__(
        self,
        settings: Settings,
        clock: Clock,
        database: Database,
        platforms: Sequence[Platform],
        routing: Routing = ROUTING,
        turn_limit: float = TURN_LIMIT,
        tick_every: float = clockwork.EVERY,
        lines_within: float = LINES_WITHIN,
    ) -> None:
        self.clock = clock
        self.database = database
        self.here = Here(
            organisation=settings.organisation,
            notice_url=settings.notice_url,
            nation=settings.nation,
            zone=settings.zone,
            search=Search(thesaurus.terms, Meaning() if settings.meaning else None),
            feed_hosts=settings.feed_hosts,
            overseen=frozenset() if settings.slack_check_ins else frozenset({"slack"}),
            council_on_slack=any(each.platform == "slack" for each in platforms),
        )
        self._platforms = {each.platform: each for each in platforms}
        self._routing = routing
        self._turn_limit = turn_limit
        self._tick_every = tick_every
        self._lines_within = lines_within
        self._lanes: WeakValueDictionary[tuple[str, str], asyncio.Lock] = WeakValueDictionary()
        self._suspicion = asyncio.Lock()
        """Held by the one suspect that is running."""
        self._process = uuid4()
        self._token: int | None = None
        """Our token of the lease; None: another process delivers, ticks and polls."""
        self._our_turn = asyncio.Event()
        self._postmen: dict[str, Postman] = {}
        self._rounds: list[asyncio.Task[None]] = []
        """The postmen at work."""
        self._holding: asyncio.Task[None] | None = None
        self._reaching: list[asyncio.Task[None]] = []
        """Those that begin with a platform, and those that try again where it was out of reach."""
        self._asides: set[asyncio.Task[Any]] = set()
        self._errands = (
            *ERRANDS, fetching_from(self._platforms), looking_around(self._platforms)
        )  # fmt: skip
        self._under_way: dict[Errand, asyncio.Task[None]] = {}
        """Errands: what waits on a network keeps no tick waiting, and no other errand."""
        self._done_on_errands = 0
        self._helped: deque[tuple[str, str]] = deque(maxlen=1000)
        """The updates that crisis text answered, so that one delivered again isn't again."""
        self._scheduler: AsyncIOScheduler | None = None
        self._ticking = asyncio.Lock()
        """Held by the one tick that is running: another sees all that it did."""

    async def start(self) -> None:
        """Take up the work: letters that were under way, then what comes in.

        Raises:
            ShutOut, CannotStart: a platform won't have us. One out of reach is tried again, for as
                long as it takes, while the others work.
        """
        await self._ask_for_the_lease()
        async with self.database.transaction() as session:
            await installation.forget_ticks(session, WallClock().now() - FORGOTTEN)
        if self.database.shared:
            self._holding = asyncio.create_task(self._hold())
        await self.tick()
        self._scheduler = clockwork.started(self.tick, self._tick_every)
        # It takes half a second, for which nobody in danger must wait later.
        self._beside(asyncio.create_task(asyncio.to_thread(bank_holidays, self.here.nation)))
        first = [asyncio.create_task(self._begin(each)) for each in self._platforms.values()]
        self._reaching += first
        await asyncio.gather(*first)

    async def serve(self) -> None:
        """Serve until cancelled.

        Raises:
            ShutOut, CannotStart: a platform that was out of reach at the start won't have us.
        """
        await asyncio.gather(*self._reaching)
        await asyncio.Event().wait()

    async def _begin(self, platform: Platform) -> None:
        try:
            await platform.start(self)
        except TryLater as later:
            log.warning("%s is out of reach; trying until it answers", platform.platform)
            self._reaching.append(asyncio.create_task(self._reach(platform, later.seconds)))

    async def _reach(self, platform: Platform, wait: float) -> None:
        while True:
            await asyncio.sleep(wait)
            try:
                await platform.start(self)
            except TryLater as later:
                wait = max(later.seconds, min(2 * wait, AGAIN_AFTER))
            else:
                log.info("%s is within reach", platform.platform)
                return

    async def stop(self) -> None:
        """Take nothing more in, finish what is under way, let everything go."""
        for each in self._reaching:
            each.cancel()
        await asyncio.gather(*self._reaching, return_exceptions=True)
        for platform in self._platforms.values():
            await platform.stop()
        if self._scheduler:
            self._scheduler.shutdown(wait=False)
        if self._holding:
            self._holding.cancel()
            await asyncio.gather(self._holding, return_exceptions=True)
        for errand in self._under_way.values():
            errand.cancel()  # the next start goes on from the step it was at
        await asyncio.gather(self._lay_down(), *self._asides, return_exceptions=True)
        if self.database.shared:
            with suppress(DBAPIError):
                async with self.database.transaction() as session:
                    await lease.release(session, self._process)
        for platform in self._platforms.values():
            await platform.close()
        await self.database.close()

    async def tick(self) -> int:
        """Do what is due now; when this returns, it is done, also if another tick began it.

        How much that was.
        """
        async with self._ticking:
            return await self._tick()

    async def _tick(self) -> int:
        handled = 0
        self.here.aside.let_go(self.clock.now())
        await self.here.refresh(self.database)
        if self._token is not None:
            now = self.clock.now()
            handled = await clockwork.tick(self.database, self.here, now, token=self._token)
            self._run_errands(self._token)
        async with self.database.transaction() as session:
            # By the machine's own time, by which others tell whether we are alive.
            await installation.note_tick(session, gethostname(), WallClock().now())
        await self.database.wipe()
        self._wake(self._postmen)
        return handled

    def _run_errands(self, token: int) -> None:
        """Begin the errands that are not under way."""
        for errand in self._errands:
            before = self._under_way.get(errand)
            if before is None or before.done():
                self._under_way[errand] = asyncio.create_task(self._run_errand(errand, token))
                self._beside(self._under_way[errand])

    async def _run_errand(self, errand: Errand, token: int) -> None:
        done = await clockwork.run_errand(errand, self.database, self.here, self.clock.now, token)
        self._done_on_errands += done
        self._wake(self._postmen)

    async def push(self, clock: PushedClock, target: datetime) -> None:
        """Push the clock on, and do what falls due on the way at its own instant, in order."""
        stop = self.clock.now()
        while True:
            clock.push_to(stop)
            before = self._done_on_errands
            handled = await self.tick()
            await self.settle()
            handled += self._done_on_errands - before
            # What was done, or how a letter ended, may have made something due at once.
            due = await self.next_due(after=datetime.min.replace(tzinfo=UTC) if handled else stop)
            if stop >= target and (due is None or due > target):
                break
            stop = min(due or target, target)

    async def next_due(self, after: datetime) -> datetime | None:
        """The next instant at which something falls due; None: nothing waits."""
        return await clockwork.next_due(self.database, after, errands=self._errands)

    async def settle(self) -> None:
        """Wait until every letter that is due is out, and nothing else is under way."""
        await asyncio.gather(*self._asides, return_exceptions=True)
        for postman in self._postmen.values():
            postman.wake()
            await postman.rest()
        for platform in self._platforms.values():
            await platform.rest()

    # --- Alone, where several share the work ------------------------------------------------

    def is_linked(self, begins: str) -> None:
        """Take in what a link to us begins with; a word at its end comes with `/start`."""
        self.here.link = begins

    async def our_turn(self) -> None:
        """Wait until this process is the one that polls."""
        await self._our_turn.wait()

    async def _hold(self) -> None:
        """Have the lease whenever no other process has it, for ever."""
        while True:
            await asyncio.sleep(lease.RENEWED.total_seconds())
            try:
                async with asyncio.timeout(lease.LASTS.total_seconds()):
                    await self._ask_for_the_lease()
            except (SQLAlchemyError, TimeoutError) as error:
                log.warning("the database is out of reach: %s", type(error).__name__)

    async def _ask_for_the_lease(self) -> None:
        """Renew the lease, take it, or see that another process has it."""
        token: int | None = lease.ALONE
        async with self.database.transaction() as session:
            if self.database.shared:
                token = await lease.take(session, self._process)
            if token not in (None, self._token):
                # Its last holder is gone; so are the letters that it was sending.
                await mailbox.take_back(session, self.clock.now(), expired_only=False)
        if token != self._token:
            await self._lay_down()
            self._take_up(token)

    def _take_up(self, token: int | None) -> None:
        """Begin to deliver, tick and poll, if we have the lease."""
        self._token = token
        if self.database.shared:
            log.info(
                "%s process polls, sends and keeps the timetable",
                "another" if token is None else "this",
            )
        if token is None:
            return
        self._our_turn.set()
        for platform in self._platforms.values():
            now, home = self.clock.now, self.here.zone
            postman = Postman(self.database, platform, now, home, token)
            self._postmen[platform.platform] = postman
            self._rounds.append(asyncio.create_task(postman.run()))

    async def _lay_down(self) -> None:
        """Leave to another process what only one may do."""
        self._token = None
        self._our_turn.clear()
        self._postmen.clear()
        rounds, self._rounds = self._rounds, []
        for each in rounds:
            each.cancel()
        await asyncio.gather(*rounds, return_exceptions=True)

    def _wake(self, platforms: Iterable[str]) -> None:
        """Have letters taken out that were posted: what one platform brings may be told on all."""
        for platform in platforms:
            if platform in self._postmen:
                self._postmen[platform].wake()

    # --- In -------------------------------------------------------------------------------

    @property
    def commands(self) -> Collection[str]:
        """The names of the commands there are."""
        return self._routing.commands

    def menu(self, language: str) -> Sequence[tuple[str, str]]:
        """The commands for the menu, with a short description each."""
        return menu(language, self._routing, has_teams=self.here.has_teams)

    def opens_form(self, incoming: Incoming) -> bool:
        """Whether the answer may be a form: something to keep a way open for."""
        return opens_form(incoming.what, self._routing)

    async def receive(self, batch: Sequence[Incoming]) -> list[Answer | None]:
        """Handle updates: each once, one person's in order, different people's side by side.

        When this returns, what they changed and what is to be said is stored: only then may the
        platform be told that they arrived. What is good only now is returned, an answer each.
        """
        helping = [self._help_at_once(incoming) for incoming in batch]
        urgent = [each for each in batch if asks_for_lines(each.what, self._routing)]
        late = asyncio.get_running_loop().call_later(self._lines_within, self._give_lines, urgent)
        try:
            tries = await self._note(batch)
            turns = [
                self._in_lane(each, tries.get((each.platform, each.update), 0), helped)
                for each, helped in zip(batch, helping, strict=True)
            ]
            answers = await asyncio.gather(*turns)
            await self.database.bring_to_disk()
        except Exception:
            self._give_lines(urgent)
            raise
        finally:
            late.cancel()
        return list(answers)

    def _help_at_once(self, incoming: Incoming) -> asyncio.Task[str | None] | None:
        """Answer somebody in danger before anything is queued, stored or looked up.

        The turn waits for it, so that a crash in between makes it come twice, never not at all.
        """
        danger = crisis.recognise(typed(incoming.what))
        update = (incoming.platform, incoming.update)
        if danger is None or update in self._helped:
            return None
        self._helped.append(update)
        task = asyncio.create_task(self._help(danger, incoming))
        self._beside(task)
        task.add_done_callback(partial(self._forget_unless_helped, update=update))
        return task

    def _give_lines(self, urgent: Sequence[Incoming]) -> None:
        """Answer /urgent without the database; when that is back, it is answered again."""
        for incoming in urgent:
            update = (incoming.platform, incoming.update)
            if update not in self._helped:
                self._helped.append(update)
                task = asyncio.create_task(self._send_lines(incoming))
                self._beside(task)
                task.add_done_callback(partial(self._forget_unless_helped, update=update))

    async def _send_lines(self, incoming: Incoming) -> str:
        """To them alone if that can be; they name nobody, so a group may read them, too."""
        platform, lines = self._platforms[incoming.platform], crisis.lines_alone(self.here)
        language = language_for(incoming.sender.language)
        there = [incoming.address] if incoming.alone or incoming.public else []
        for address in there if incoming.alone else [incoming.sender.user, *there]:
            message = await platform.send_now(address, lines, language)
            if message is not None:
                return message
        raise NotHeard

    def _forget_unless_helped(self, task: asyncio.Task[Any], update: tuple[str, str]) -> None:
        """Whom nothing has reached is answered when the platform delivers it again."""
        error = None if task.cancelled() else task.exception()
        if task.cancelled() or error:
            log.error("no crisis text for update %s: %s", update[1], type(error).__name__)
            with suppress(ValueError):  # so many have come since that it is forgotten
                self._helped.remove(update)

    def _beside(self, task: asyncio.Task[Any]) -> None:
        """Keep a task that runs beside the rest until it is done."""
        self._asides.add(task)
        task.add_done_callback(self._asides.discard)

    async def _help(self, danger: crisis.Danger, incoming: Incoming) -> str | None:
        """Say it where nobody reads along; where that can't be, a neutral line to all who do.

        The id of what was said in the chat that it answers; None: it was said elsewhere.
        """
        language = language_for(incoming.sender.language)
        platform = self._platforms[incoming.platform]
        address = incoming.address if incoming.alone else incoming.sender.user
        message = crisis.help_for(danger, self.here, public=False)
        there = await platform.send_now(address, message, language)
        if incoming.alone and there is not None:
            return there
        if incoming.public and there is None:
            message = crisis.help_for(danger, self.here, public=True)
            there = await platform.send_now(incoming.address, message, language)
        if there is None:
            log.error("crisis text waits for %s as a letter", incoming.platform)
            async with self.database.transaction() as session:
                await say_anyway(session, self.clock.now(), incoming, self.here, message)
            self._wake(mailbox.posted_to(session))
        return None

    async def _note(self, batch: Sequence[Incoming]) -> dict[tuple[str, str], int]:
        """Count the updates before any is handled, so that none can stop us for ever."""
        by_platform: dict[str, list[str]] = {}
        for incoming in batch:
            by_platform.setdefault(incoming.platform, []).append(incoming.update)
        async with self.database.transaction() as session:
            return {
                (platform, update): tries
                for platform, updates in by_platform.items()
                for update, tries in (
                    await inbox.note(session, platform, updates, self.clock.now())
                ).items()
            }

    async def _in_lane(
        self, incoming: Incoming, tries: int, helped: asyncio.Task[str | None] | None
    ) -> Answer | None:
        if helped:
            await asyncio.wait([helped])
            said = None if helped.exception() else helped.result()
            incoming = replace(incoming, helped=said)
        if tries == 0:  # done before: the platform repeats itself
            return None
        lane = self._lanes.setdefault((incoming.platform, incoming.sender.user), asyncio.Lock())
        async with lane:
            if tries > inbox.TRIES:
                return await self._alone(incoming)
            return await self._tried(incoming)

    async def _alone(self, incoming: Incoming) -> Answer | None:
        """Try an update that was there each time the process ended: perhaps it was the reason."""
        async with self._suspicion:
            async with self.database.transaction() as session:
                again = await inbox.suspect(session, incoming.platform, incoming.update)
            if again:
                return await self._tried(incoming)
            await self._set_aside(incoming, "tried too often")
            return None

    async def _tried(self, incoming: Incoming) -> Answer | None:
        try:
            answer = await self._turn(incoming)
        except Exception as error:
            mishap = secrets.token_hex(4)
            log.exception("mishap %s: update %s", mishap, incoming.update)
            await self._set_aside(incoming, f"{mishap} {type(error).__name__}")
            return None
        if _brings_files(incoming) and self._token is not None:
            self._run_errands(self._token)
        return answer

    async def _turn(self, incoming: Incoming) -> Answer | None:
        for _ in range(ANEW):
            try:
                return await self._turn_once(incoming)
            except DBAPIError as error:
                if not clashed(error):
                    raise
                log.info("update %s clashed with another transaction", incoming.update)
        return await self._turn_once(incoming)

    async def _turn_once(self, incoming: Incoming) -> Answer | None:
        """A turn in one transaction; what questions mean is worked out while none is open."""
        senses: dict[str, Vector] = {}
        while True:
            try:
                return await self._turn_with(incoming, senses)
            except NotWorkedOut as wanted:
                senses[wanted.said] = await self.here.search.work_out(wanted.said)

    async def _turn_with(self, incoming: Incoming, senses: Mapping[str, Vector]) -> Answer | None:
        now = self.clock.now()
        async with self.database.transaction() as session:
            if not await inbox.finish(session, incoming.platform, incoming.update, now):
                return None
            # The limit is the turn's own: what waits its turn behind others is not at fault.
            async with asyncio.timeout(self._turn_limit):
                answer = await take_turn(session, now, incoming, self.here, self._routing, senses)
        self._wake(mailbox.posted_to(session))
        return answer

    async def _set_aside(self, incoming: Incoming, mishap: str) -> None:
        """Close an update that we can't handle, and tell its sender to try again.

        Whoever asked for help lines is given them.
        """
        now = self.clock.now()
        async with self.database.transaction() as session:
            if await inbox.finish(session, incoming.platform, incoming.update, now, mishap):
                asked_for = asks_for_lines(incoming.what, self._routing)
                told = crisis.lines_alone(self.here) if asked_for else Message(say("mishap"))
                await say_anyway(session, now, incoming, self.here, told)
        self._wake(mailbox.posted_to(session))


def _brings_files(incoming: Incoming) -> bool:
    """Whether there may be something to fetch."""
    match incoming.what:
        case Sent():
            return True
        case Submitted(files=files):
            return bool(files)
    return False
