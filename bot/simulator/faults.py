"""Faults that can be ordered: what a platform or the network may do to a call on a bad day."""

import asyncio
import math
from collections.abc import Callable
from contextlib import suppress
from fnmatch import fnmatchcase
from typing import Literal

from aiohttp import web
from msgspec import Struct

from bot.simulator.world import Impossible

FaultKind = Literal[
    "drop",  # the connection ends before the call has any effect
    "accept_then_drop",  # the call has its effect, then the connection ends without an answer
    "accept_then_delay",  # the call has its effect, then its answer waits
    "delay",  # the call waits, then goes through
    "429",
    "500",
    "502",
    "401",
    "403",  # blocked by the person
    "kicked",  # from the group
    "503",  # this and what follows is Slack's
    "refuse",  # with an error of one's choosing
    "no_ack",  # the bot's acknowledgement is lost
    "cut",  # every socket ends
    "half_open",  # every socket stays open and goes silent
    "refresh",  # every socket is to be replaced by a new one
]
Platform = Literal["telegram", "slack"]

_ONLY_TELEGRAM = {"403", "kicked"}
_ONLY_SLACK = {"503", "refuse", "no_ack", "cut", "half_open", "refresh"}
_LOOK_EVERY = 0.05  # seconds
AT_ONCE = {"cut", "half_open", "refresh"}  # these happen when they are ordered


class Fault(Struct, kw_only=True):
    """A fault to be played on calls of a method."""

    method: str = "*"  # a pattern: "sendMessage", "edit*", "*"
    kind: FaultKind
    times: int | None = 1  # None: until cleared
    chat: int | str | None = None  # None: in any chat
    seconds: float = 1  # how long a delay lasts at most, or what a 429 tells the bot to wait
    platform: Platform = "telegram"
    error: str | None = None  # with which a call is refused; None: fatal_error

    @property
    def whole_seconds(self) -> int:
        """The wait in the whole seconds that an answer can carry, at least 1."""
        return max(1, math.ceil(self.seconds))


async def answer_late(request: web.Request, fault: Fault) -> None:
    """Wait with an answer, as long as somebody waits for it."""
    with suppress(TimeoutError):
        async with asyncio.timeout(fault.seconds):
            while request.transport is not None:  # noqa: ASYNC110  it does not say when it ends
                await asyncio.sleep(_LOOK_EVERY)


class Faults:
    """The faults in force, oldest first."""

    def __init__(self) -> None:
        self.in_force: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Play a fault from now on."""
        elsewhere = _ONLY_SLACK if fault.platform == "telegram" else _ONLY_TELEGRAM
        if fault.kind in elsewhere:
            raise Impossible(f"{fault.kind} does not happen on {fault.platform}")
        if fault.kind in AT_ONCE:
            raise Impossible(f"{fault.kind} happens at once or not at all")
        self.in_force.append(fault)

    def take(
        self, method: str, chat: int | str | None, platform: Platform = "telegram"
    ) -> Fault | None:
        """The oldest fault that befalls this call; it is used up once."""
        return self._take(method, chat, platform, lambda kind: kind != "no_ack")

    def take_ack(self, kind: str, platform: Platform) -> Fault | None:
        """The oldest fault that befalls the acknowledgement of this kind of delivery."""
        return self._take(kind, None, platform, lambda kind: kind == "no_ack")

    def _take(
        self,
        method: str,
        chat: int | str | None,
        platform: Platform,
        befalls: Callable[[FaultKind], bool],
    ) -> Fault | None:
        for fault in self.in_force:
            if (
                fault.platform == platform
                and befalls(fault.kind)
                and fnmatchcase(method, fault.method)
                and fault.chat in (None, chat)
            ):
                if fault.times is not None:
                    fault.times -= 1
                    if fault.times <= 0:
                        self.in_force.remove(fault)
                return fault
        return None

    def clear(self) -> None:
        """All is well again."""
        self.in_force.clear()
