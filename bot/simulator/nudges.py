"""Nudges: "something changed there, read it again", for the pages that are looking."""

import asyncio
from collections.abc import AsyncGenerator
from typing import Literal, NamedTuple

Part = Literal["chat", "view", "home", "people"]


class Nudge(NamedTuple):
    """What kind of thing changed, and where."""

    kind: str
    which: int | str | None  # of the chats, say; None: not a matter of one
    part: Part = "chat"


class Nudges:
    """Carries nudges to whoever listens. With nobody listening, telling costs nothing."""

    def __init__(self) -> None:
        self._listeners: set[_Listener] = set()

    def tell(self, kind: str, which: int | str | None = None, part: Part = "chat") -> None:
        """Nudge every listener. A nudge that one has not yet taken is not given to it twice."""
        for listener in self._listeners:
            listener.untold[Nudge(kind, which, part)] = None
            listener.woken.set()

    async def listen(self) -> AsyncGenerator[Nudge | None, None]:
        """Each nudge from now on, None after 15 silent seconds, until closed."""
        listener = _Listener()
        self._listeners.add(listener)
        try:
            while not listener.closed:
                for nudge in listener.take():
                    yield nudge
                try:
                    await asyncio.wait_for(listener.woken.wait(), 15)
                except TimeoutError:
                    yield None
        finally:
            self._listeners.discard(listener)

    def close(self) -> None:
        """End every listening at once."""
        for listener in self._listeners:
            listener.closed = True
            listener.woken.set()


class _Listener:
    def __init__(self) -> None:
        self.untold: dict[Nudge, None] = {}
        self.woken = asyncio.Event()
        self.closed = False

    def take(self) -> list[Nudge]:
        taken = list(self.untold)
        self.untold.clear()
        self.woken.clear()
        return taken
