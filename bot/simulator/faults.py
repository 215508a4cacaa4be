"""Faults that can be ordered: what a platform or the network may do to a call on a bad day."""

import math
from fnmatch import fnmatchcase
from typing import Literal

from msgspec import Struct

FaultKind = Literal[
    "drop",  # the connection ends before the call has any effect
    "accept_then_drop",  # the call has its effect, then the connection ends without an answer
    "delay",  # the call waits, then goes through
    "429",
    "500",
    "502",
    "401",
    "403",  # blocked by the person
    "kicked",  # from the group
]


class Fault(Struct, kw_only=True):
    """A fault to be played on calls of a method."""

    method: str = "*"  # a pattern: "sendMessage", "edit*", "*"
    kind: FaultKind
    times: int | None = 1  # None: until cleared
    chat: int | None = None  # None: in any chat
    seconds: float = 1  # how long a delay lasts, or what a 429 tells the bot to wait

    @property
    def whole_seconds(self) -> int:
        """The wait in the whole seconds that an answer can carry, at least 1."""
        return max(1, math.ceil(self.seconds))


class Faults:
    """The faults in force, oldest first."""

    def __init__(self) -> None:
        self.in_force: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Play a fault from now on."""
        self.in_force.append(fault)

    def take(self, method: str, chat: int | None) -> Fault | None:
        """The oldest fault that befalls this call; it is used up once."""
        for fault in self.in_force:
            if fnmatchcase(method, fault.method) and fault.chat in (None, chat):
                if fault.times is not None:
                    fault.times -= 1
                    if fault.times <= 0:
                        self.in_force.remove(fault)
                return fault
        return None

    def clear(self) -> None:
        """All is well again."""
        self.in_force.clear()
