"""The platforms' pace: token buckets, so that we stay under their limits and never bounce off."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Pace:
    """How fast one may go: steadily, and at once after a rest."""

    per_second: float
    burst: int = 1


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
