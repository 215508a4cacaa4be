"""Updates on their way to the bot: kept in order until the bot has confirmed them."""

import asyncio
import contextlib
import itertools
from collections.abc import Callable, Iterable, Mapping

import msgspec

from bot.simulator.ledger import Entry, Ledger
from bot.simulator.telegram_refusals import Refused
from bot.simulator.world import Json, World

LONGEST_POLL = 50  # seconds
MOST_AT_ONCE = 100

_ONLY_WHEN_ASKED = {"chat_member", "message_reaction", "message_reaction_count"}


class Updates:
    """The queue. Whoever takes from it confirms by asking for what comes after."""

    def __init__(self, world: World, ledger: Ledger) -> None:
        self.arrived = asyncio.Event()  # something is waiting
        self._drained = asyncio.Event()  # nothing is
        self._drained.set()
        self._world = world
        self._ledger = ledger
        self._waiting: dict[int, msgspec.Raw] = {}
        self._poll: asyncio.Future[None] | None = None
        self._closed = False

    def load(self, kept: Mapping[str, bytes]) -> None:
        """Take up what was unconfirmed when the world was last closed."""
        for number in sorted(int(key) for key in kept):
            self._append(number, msgspec.Raw(kept[str(number)]))

    def put(self, kind: str, body: Json) -> None:
        """Something happened that the bot is to hear of, if it wants such updates."""
        allowed: list[str] = self._world.notes.get("allowed_updates", [])
        if kind in allowed if allowed else kind not in _ONLY_WHEN_ASKED:
            self.inject({kind: body})

    def inject(self, update: Json) -> int:
        """Queue an update just as it is, well-formed or not. It gets an id if it has none."""
        number = self._world.next_id("update")
        raw = msgspec.Raw(msgspec.json.encode({"update_id": number, **update}))
        self._world.keep("update", str(number), raw)
        self._append(number, raw)
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)
        return number

    def allow(self, kinds: list[str] | None) -> None:
        """Which kinds the bot wants from now on; none: the usual ones; None: as before."""
        if kinds is not None and kinds != self._world.notes.get("allowed_updates", []):
            self._world.note("allowed_updates", kinds)

    async def poll(
        self, offset: int, limit: int, seconds: int, still_there: Callable[[], bool]
    ) -> list[msgspec.Raw]:
        """The updates from `offset` on; those before are confirmed. Waits up to `seconds` for one.

        A second poll ends the first. Nothing is handed to a poller who is no longer there.
        """
        if self._poll is not None and not self._poll.done():
            self._poll.set_exception(
                Refused(
                    409,
                    "Conflict: terminated by other getUpdates request; "
                    "make sure that only one bot instance is running",
                )
            )
        self.confirm_before(self._start(offset))
        if not self._waiting and seconds > 0 and not self._closed:
            await self._wait(min(seconds, LONGEST_POLL))
        if self._waiting and still_there():
            return self.hand_out(max(1, min(limit, MOST_AT_ONCE)))
        return []

    def hand_out(self, most: int) -> list[msgspec.Raw]:
        """The oldest updates, which stay until they are confirmed."""
        taken = list(itertools.islice(self._waiting, most))
        if taken:
            self._ledger.add(Entry(platform="telegram", kind="handed_out", updates=taken))
        return [self._waiting[number] for number in taken]

    def confirm_before(self, number: int) -> None:
        """The bot is done with all updates below this id."""
        self._remove(list(itertools.takewhile(lambda one: one < number, self._waiting)))

    def confirm_first(self) -> None:
        """The bot is done with the oldest update."""
        self._remove(list(itertools.islice(self._waiting, 1)))

    def drop_all(self) -> None:
        """Forget everything that is waiting."""
        self._remove(list(self._waiting))

    async def wait_until_drained(self, seconds: float) -> None:
        """Return once everything is confirmed, or after so many seconds."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._drained.wait(), seconds)

    @property
    def count(self) -> int:
        """How many are waiting."""
        return len(self._waiting)

    def close(self) -> None:
        """End a waiting poll at once; it gets nothing."""
        self._closed = True
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)

    def _start(self, offset: int) -> int:
        """A negative offset counts from the end."""
        if offset >= 0:
            return offset
        last = list(self._waiting)[offset:]
        return last[0] if last else 0

    async def _wait(self, seconds: float) -> None:
        poll: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._poll = poll
        try:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(poll, seconds)
        finally:
            if self._poll is poll:
                self._poll = None

    def _append(self, number: int, raw: msgspec.Raw) -> None:
        self._waiting[number] = raw
        self._drained.clear()
        self.arrived.set()

    def _remove(self, numbers: Iterable[int]) -> None:
        removed = list(numbers)
        if not removed:
            return
        for number in removed:
            del self._waiting[number]
            self._world.keep("update", str(number), None)
        self._ledger.add(Entry(platform="telegram", kind="confirmed", updates=removed))
        if not self._waiting:
            self._drained.set()
            self.arrived.clear()
