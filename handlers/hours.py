"""When we may write: hours in which people want their peace, and the next of a person's rounds.

What people choose is wall time where they are; an instant is worked out for each day anew, so that
a change of the clocks moves nothing.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from storage.reminders import Every
from storage.unasked import week_of

DAY, NIGHT = 8, 21
"""From the second to the first of these hours we keep quiet."""
USUAL = 10
"""The hour for those who chose none."""
HOURS = (*range(1), *range(3, 24))
"""Those that can be chosen. Between 00:30 and 03:00 clocks change: an hour may not be there."""


def at(day: date, hour: int, zone: ZoneInfo) -> datetime:
    """The instant of an hour of a day. One that the clocks skip is the hour after it."""
    told = hour if hour in HOURS else 3
    return datetime.combine(day, time(told), zone).astimezone(UTC)


@dataclass(frozen=True)
class Clock:
    """Where somebody's clock is, and the hour at which they like to hear from us."""

    zone: ZoneInfo
    hour: int | None
    """None: the usual one."""

    def day(self, instant: datetime) -> date:
        """The date where they are."""
        return instant.astimezone(self.zone).date()

    def is_quiet(self, instant: datetime) -> bool:
        """Whether they want their peace then."""
        return is_quiet(instant, self.zone, self.hour)

    def politely(self, instant: datetime) -> datetime:
        """The first instant from then on at which nobody minds a message."""
        return politely(instant, self.zone, self.hour)

    def their_hour(self, instant: datetime) -> datetime:
        """When their hour comes next, if it isn't Christmas then."""
        return self.politely(next_at(instant, self.zone, self.hour))

    def on(self, day: date) -> datetime:
        """Their hour on a day, if it isn't Christmas then."""
        return self.politely(at(day, USUAL if self.hour is None else self.hour, self.zone))

    def another_time(self, now: datetime) -> datetime:
        """When to try again what could not be sent: after the night, or else in the next week."""
        if self.is_quiet(now):
            return self.politely(now)
        _, next_week = week_of(now, self.zone)
        return self.their_hour(next_week)


def is_quiet(now: datetime, zone: ZoneInfo, hour: int | None) -> bool:
    """Whether people want their peace: on 25 December, and at night, unless they chose the hour."""
    there = now.astimezone(zone)
    at_night = not DAY <= there.hour < NIGHT
    return _is_christmas(there.date()) or (at_night and there.hour != hour)


def politely(now: datetime, zone: ZoneInfo, hour: int | None) -> datetime:
    """The first instant from now on at which nobody minds a message."""
    if not is_quiet(now, zone, hour):
        return now
    today = now.astimezone(zone).date()
    hours = (DAY,) if hour is None else sorted((DAY, hour))
    instants = (at(today + timedelta(days=n), each, zone) for n in range(3) for each in hours)
    return next(each for each in instants if each > now and not is_quiet(each, zone, hour))


def not_at_christmas(told: datetime, zone: ZoneInfo) -> datetime:
    """An instant that somebody chose; on 25 December, a day later."""
    return told + timedelta(days=1) if _is_christmas(told.astimezone(zone).date()) else told


def next_at(now: datetime, zone: ZoneInfo, hour: int | None) -> datetime:
    """When their hour comes next: now, if it has just begun."""
    today = now.astimezone(zone).date()
    told = USUAL if hour is None else hour
    instants = (at(today + timedelta(days=n), told, zone) for n in range(3))
    return next(each for each in instants if each >= now)


def next_round(
    after: datetime,
    zone: ZoneInfo,
    hour: int | None,
    weekday: int,
    every: Every,
    last: date | None = None,
) -> datetime:
    """When a person's next round is: on their weekday (0 is Monday), at their hour.

    Each fortnight is counted from the last one; each month has it on the first such day. Never
    twice in a week, never on 25 December. `last` is their date of the last one; None: the first
    is still to come.
    """
    today = after.astimezone(zone).date()
    first = today + timedelta(days=(weekday - today.weekday()) % 7)
    told = USUAL if hour is None else hour
    days = (first + timedelta(weeks=n) for n in range(_FAR))
    instants = (at(day, told, zone) for day in days if _is_due(day, every, last))
    return next(each for each in instants if each > after)


_FAR = 20
"""Weeks within which there is a next one, whatever is left out."""


def _is_due(day: date, every: Every, last: date | None) -> bool:
    weeks = (_monday(day) - _monday(last)).days // 7 if last else None
    if _is_christmas(day) or (weeks is not None and weeks < 1):
        return False
    match every:
        case Every.MONTH:
            return day.day <= 7
        case Every.FORTNIGHT:
            return weeks is None or weeks % 2 == 0
        case Every.WEEK:
            return True


def _is_christmas(day: date) -> bool:
    return (day.month, day.day) == (12, 25)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
