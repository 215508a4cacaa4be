"""The platforms' pace: token buckets, so that we stay under their limits and never bounce off."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Pace:
    """How fast one may go: steadily, and at once after a rest."""

    per_second: float
    burst: int = 1


REMEMBERED = 10_000
"""Chats whose pace is remembered; then those that have rested are forgotten."""


class Bucket:
    """Tokens that come back at a steady pace; `time` is a monotonic clock in seconds."""

    def __init__(self, pace: Pace, time: Callable[[], float]) -> None:
        self._pace = pace
        self._time = time
        self._tokens = float(pace.burst)
        self._filled_at = time()

    def take(self, count: int = 1) -> None:
        """Use tokens; more than there are is a debt that later ones wait for."""
        self._fill()
        self._tokens -= count

    def available(self) -> int:
        """How many may go now."""
        self._fill()
        return max(0, int(self._tokens))

    def wait(self) -> float:
        """Seconds until one may go."""
        self._fill()
        return max(0.0, (1 - self._tokens) / self._pace.per_second)

    def pause(self, seconds: float) -> None:
        """Let nothing go for a while: the platform asked for patience."""
        self._tokens = min(self._tokens, 1 - seconds * self._pace.per_second)

    def full(self) -> bool:
        """Whether it has rested long enough to be forgotten."""
        self._fill()
        return self._tokens >= self._pace.burst

    def _fill(self) -> None:
        now = self._time()
        gained = (now - self._filled_at) * self._pace.per_second
        self._tokens = min(float(self._pace.burst), self._tokens + gained)
        self._filled_at = now


class Chats:
    """The pace of each chat, shared by all that goes there: letters, keyboards, crisis text.

    An address may be any place that has a pace of its own.
    """

    def __init__(self, pace_of: Callable[[str], Pace]) -> None:
        self._pace_of = pace_of
        self._chats: dict[str, _Chat] = {}

    async def turn(self, address: str) -> None:
        """Wait until one more may go to a chat, and count it: first come, first served."""
        chat = self._chat(address)
        async with chat.queue:
            while wait := chat.bucket.wait():  # noqa: ASYNC110  a pause may come meanwhile
                await asyncio.sleep(wait)
            chat.bucket.take()

    def spend(self, address: str) -> None:
        """Count what goes without waiting, so that others wait for it."""
        self._chat(address).bucket.take()

    def pause(self, address: str, seconds: float) -> None:
        """Let nothing go to a chat for a while: the platform asked for patience."""
        self._chat(address).bucket.pause(seconds)

    def __len__(self) -> int:
        """How many are remembered."""
        return len(self._chats)

    def _chat(self, address: str) -> "_Chat":
        if address not in self._chats:
            if len(self._chats) >= REMEMBERED:
                self._chats = {name: each for name, each in self._chats.items() if each.busy()}
            time = asyncio.get_running_loop().time
            self._chats[address] = _Chat(Bucket(self._pace_of(address), time))
        return self._chats[address]


class _Chat:
    def __init__(self, bucket: Bucket) -> None:
        self.bucket = bucket
        self.queue = asyncio.Lock()

    def busy(self) -> bool:
        return self.queue.locked() or not self.bucket.full()
