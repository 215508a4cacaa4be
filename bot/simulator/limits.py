"""How fast a bot may send before it is told to wait."""

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Telegram's paces, in real time. `Limits.none()` is for benchmarks.

    https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
    """

    overall_per_second: float = 30
    overall_burst: float = 30
    chat_per_second: float = 1
    chat_burst: float = 5
    group_per_minute: float = 20
    group_burst: float = 20
    press_seconds: float = 15  # how long after a press it can be answered

    @classmethod
    def none(cls) -> "Limits":
        """No pace at all."""
        return cls(math.inf, math.inf, math.inf, math.inf, math.inf, math.inf)


class Pace:
    """At most `burst` at once, `rate` a second in the long run, for each key by itself."""

    def __init__(self, rate: float, burst: float) -> None:
        self._each = 1 / rate  # seconds; 0 when the rate is infinite
        self._ahead = self._each * (burst - 1) if self._each else 0.0
        self._used_up: dict[int, float] = {}  # when each key's bucket will be full again

    def wait(self, key: int, now: float) -> float:
        """How many seconds until one more would be within the pace; 0: now is fine."""
        return max(0.0, self._used_up.get(key, 0.0) - now - self._ahead)

    def use(self, key: int, now: float) -> None:
        """Count one."""
        self._used_up[key] = max(now, self._used_up.get(key, 0.0)) + self._each
