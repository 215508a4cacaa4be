"""The ledger: everything the bot asked of a platform, what it was told, and what it was handed."""

from collections import deque
from collections.abc import Iterator
from datetime import datetime
from time import monotonic
from typing import Any, Literal

from msgspec import Struct

from bot.clock import Clock
from bot.simulator.nudges import Nudges

KEPT = 50_000  # entries; older ones are forgotten


class Entry(Struct, kw_only=True):
    """One call, or one batch of updates that the bot was handed or has confirmed."""

    no: int = 0  # given when it is added
    at: datetime | None = None  # likewise; the simulated time
    seconds: float = 0.0  # likewise; real time since the simulator was made
    platform: str
    kind: Literal["call", "handed_out", "confirmed"]
    method: str | None = None
    chat: int | str | None = None
    parameters: dict[str, Any] | None = None
    ok: bool = True  # the call had its effect
    code: int = 200  # as in HTTP; 0: the connection ended without an answer
    error: str | None = None
    message: int | str | None = None  # the message that the call sent, changed or deleted
    updates: list[int] | list[str] | None = None
    fault: str | None = None  # the kind of fault that was played on it


class Ledger:
    """Numbered from 1 without gaps; the newest 50,000 entries are kept, in memory."""

    def __init__(self, clock: Clock, nudges: Nudges) -> None:
        self.last = 0
        self._clock = clock
        self._nudges = nudges
        self._entries: deque[Entry] = deque(maxlen=KEPT)
        self._since = monotonic()

    @property
    def age(self) -> float:
        """Seconds since the simulator was made, as entries tell them."""
        return monotonic() - self._since

    def add(self, entry: Entry) -> None:
        """Take down what has just happened."""
        self.last += 1
        entry.no = self.last
        entry.at = self._clock.now()
        entry.seconds = self.age
        self._entries.append(entry)
        self._nudges.tell("ledger")

    def entries(self, after: int = 0) -> list[Entry]:
        """The entries numbered above `after`, in order."""
        found: list[Entry] = []
        for entry in reversed(self._entries):
            if entry.no <= after:
                break
            found.append(entry)
        return found[::-1]

    def calls(self, method: str | None = None, chat: int | str | None = None) -> Iterator[Entry]:
        """The calls of a method (None: any), in a chat (None: any), in order."""
        for entry in list(self._entries):
            if (
                entry.kind == "call"
                and method in (None, entry.method)
                and chat in (None, entry.chat)
            ):
                yield entry
