"""What time it is: the wall's in service, one that can be pushed forward in the simulator."""

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the time. The one place below which nobody looks at a clock; `now` is an argument."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        ...


class WallClock:
    """The machine's own time."""

    def now(self) -> datetime:
        """The present instant."""
        return datetime.now(UTC)


class PushedClock:
    """Runs as the wall's time does, from a start of one's choosing, and can be pushed forward."""

    def __init__(self, start: datetime) -> None:
        self._ahead = start - datetime.now(UTC)

    def now(self) -> datetime:
        """The present instant, as pushed so far."""
        return datetime.now(UTC) + self._ahead

    def push_to(self, instant: datetime) -> None:
        """Move on to an instant. Time never goes back: an earlier one changes nothing."""
        self._ahead += max(instant - self.now(), timedelta(0))
