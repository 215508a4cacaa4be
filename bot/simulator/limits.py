"""How fast a bot may send before it is told to wait."""

import math
from collections.abc import Hashable
from dataclasses import dataclass, field

UNHURRIED = 60.0
"""Seconds of real time within which whoever answers at all has answered, however slow."""


@dataclass(frozen=True)
class SlackLimits:
    """Slack's paces and patience, in real time but for the waits between events' retries.

    https://docs.slack.dev/apis/web-api/rate-limits
    """

    tiers_per_minute: tuple[float, float, float, float] = (1, 20, 50, 100)  # for each method
    tier_burst: float = 10  # at least so many at once
    posts_per_second: float = 1  # to a channel
    post_burst: float = 5
    ack_seconds: float = 3
    trigger_seconds: float = 3
    connections: int = 10
    retries: tuple[float, ...] = (0, 60, 300)  # seconds of simulated time before each
    response_url_uses: int = 5
    response_url_seconds: float = 30 * 60  # of simulated time

    @classmethod
    def none(cls) -> "SlackLimits":
        """No pace at all, and patience enough for a machine that has much else to do."""
        return cls(
            (math.inf, math.inf, math.inf, math.inf),
            math.inf,
            math.inf,
            math.inf,
            ack_seconds=UNHURRIED,
            trigger_seconds=UNHURRIED,
        )


@dataclass(frozen=True)
class Limits:
    """Telegram's paces, in real time. `Limits.none()` is for tests and benchmarks.

    https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
    """

    overall_per_second: float = 30
    overall_burst: float = 30
    chat_per_second: float = 1
    chat_burst: float = 5
    group_per_minute: float = 20
    group_burst: float = 20
    press_seconds: float = 15  # how long after a press it can be answered
    slack: SlackLimits = field(default_factory=SlackLimits)

    @classmethod
    def none(cls) -> "Limits":
        """No pace at all."""
        return cls(
            math.inf,
            math.inf,
            math.inf,
            math.inf,
            math.inf,
            math.inf,
            slack=SlackLimits.none(),
        )


class Pace:
    """At most `burst` at once, `rate` a second in the long run, for each key by itself."""

    def __init__(self, rate: float, burst: float) -> None:
        self._each = 1 / rate  # seconds; 0 when the rate is infinite
        self._ahead = self._each * (burst - 1) if self._each else 0.0
        self._used_up: dict[Hashable, float] = {}  # when each key's bucket will be full again

    def wait(self, key: Hashable, now: float) -> float:
        """How many seconds until one more would be within the pace; 0: now is fine."""
        return max(0.0, self._used_up.get(key, 0.0) - now - self._ahead)

    def use(self, key: Hashable, now: float) -> None:
        """Count one."""
        self._used_up[key] = max(now, self._used_up.get(key, 0.0)) + self._each
