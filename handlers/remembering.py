"""When those who keep a pot are reminded of it, and when they are asked how it went.

A pure rule. Steps are counted in days before the deadline; after it, they are negative.
"""

from datetime import date, datetime, timedelta

from handlers.hours import Clock

BEFORE = (14, 3, 1)
"""Days before the deadline at which people are reminded."""
AFTER = -28
"""Four weeks after it they are asked how it went."""
STEPS = (*BEFORE, AFTER)


def day_of(closes_on: date, step: int) -> date:
    """The day of a step."""
    return closes_on - timedelta(days=step)


def instant(closes_on: date, step: int, clock: Clock) -> datetime:
    """When a step is: at the person's hour of that day."""
    return clock.on(day_of(closes_on, step))


def gone_by(closes_on: date, now: datetime, clock: Clock) -> int | None:
    """The last step whose instant has come; None: all are still to come."""
    come = [step for step in STEPS if instant(closes_on, step, clock) <= now]
    return come[-1] if come else None


def following(step: int | None) -> int | None:
    """The step after one; None: it was the last."""
    return next((each for each in STEPS if step is None or each < step), None)
