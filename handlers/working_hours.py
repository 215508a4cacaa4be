"""Working hours: read from the way people write them, and what time it is by them.

"Mon-Fri 9-17; Sat 10-12:30; Sun 22-6". Local wall time: what zone, and which days are closed, is
given. How long somebody has worked is told by instants, so that a change of the clocks neither adds
an hour nor loses one.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cache
from itertools import groupby, islice
from typing import NamedTuple

from handlers.messages import Listing, Say, say

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

LONGEST_CLOSED = 35
"""Days after which, from any day, hours come round again: who works on Mondays alone may have
Christmas and New Year's Day on two of them."""
LONGEST_NIGHT = timedelta(hours=12)
"""Of a shift that goes on past midnight; what is longer was mistyped."""
ENDS_DAY = time(23, 59)
"""As a closing time: midnight, so that the next day's shift may follow without a break."""

Closed = Callable[[date], bool]
"""Whether a day is a bank holiday."""


class Shift(NamedTuple):
    """The days of the week on which it begins, Monday being 0, and from when until when."""

    days: tuple[int, ...]
    opens: time
    closes: time
    """No later than it opens: on the next day."""


Hours = Sequence[Shift]


class NoHours(ValueError):
    """That cannot be read as working hours."""


_SHIFT = re.compile(
    r"(?P<days>(?:every day|[a-z]+(?:\s*(?:-|to|,|and)\s*[a-z]+)*))[\s,:]*"
    r"(?P<opens>\d{1,2}(?:[:.]\d\d)?\s*(?:am|pm)?)\s*(?:-|to)\s*"
    r"(?P<closes>\d{1,2}(?:[:.]\d\d)?\s*(?:am|pm)?)"
)
_TIME = re.compile(r"(\d{1,2})(?:[:.](\d\d))?\s*(am|pm)?")


def read_hours(text: str) -> Hours:
    """The hours that a text tells; raises `NoHours`."""
    plain = text.casefold().replace("\N{EN DASH}", "-").strip(" .;")
    return [_shift(part.strip()) for part in plain.split(";")]


def written_hours(hours: Hours) -> str:
    """Hours as they are kept; `read_hours` reads them."""
    return "; ".join(
        f"{','.join(DAYS[day].capitalize() for day in shift.days)} "
        f"{shift.opens:%H:%M}-{shift.closes:%H:%M}"
        for shift in hours
    )


def _shift(text: str) -> Shift:
    found = _SHIFT.fullmatch(text)
    if not found:
        raise NoHours(text)
    opens, closes = _time(found["opens"]), _time(found["closes"])
    if closes <= opens and not re.search("am|pm", found["closes"]) and closes < time(12):
        afternoon = closes.replace(hour=closes.hour + 12)
        closes = afternoon if afternoon > opens else closes  # "9-5", but "22-6"
    if closes <= opens and _from(opens, closes) > LONGEST_NIGHT:
        raise NoHours(text)
    return Shift(_days(found["days"]), opens, closes)


def _from(opens: time, closes: time) -> timedelta:
    """How long it is past midnight from one time to another."""
    day = date.min
    return datetime.combine(day + timedelta(1), closes) - datetime.combine(day, opens)


def _time(text: str) -> time:
    found = _TIME.fullmatch(text.strip())
    if not found:
        raise NoHours(text)
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour == 24 and minute == 0:
        hour, minute = 23, 59
    try:
        return time(hour, minute)
    except ValueError:
        raise NoHours(text) from None


def _days(text: str) -> tuple[int, ...]:
    if text == "every day":
        return tuple(range(7))
    days: set[int] = set()
    for part in re.split(r"\s*(?:,|\band\b)\s*", text):
        ends = [_day(word) for word in re.split(r"\s*(?:-|\bto\b)\s*", part)]
        if len(ends) > 2 or ends[0] > ends[-1]:
            raise NoHours(text)
        days.update(range(ends[0], ends[-1] + 1))
    return tuple(sorted(days))


def _day(word: str) -> int:
    names = [nth for nth, day in enumerate(DAYS) if len(word) > 2 and word.startswith(day)]
    if not names:
        raise NoHours(word)
    return names[0]


# --- When ---------------------------------------------------------------------------------
#
# `at` is always an instant as the clock shows it where the hours are, and so is what comes out.


class Span(NamedTuple):
    """A time of work without a break, and the date on which it begins."""

    day: date
    opens: datetime
    closes: datetime


def spans(hours: Hours, at: datetime, closed: Closed) -> Iterator[Span]:
    """The times of work that are not over at an instant, in order; no two overlap.

    They end where nobody would work for longer than anybody rests.
    """
    now, done = at.astimezone(UTC), datetime.min.replace(tzinfo=UTC)
    day = at.date() - timedelta(days=1)  # whose last shift may go on past midnight
    last = day + timedelta(days=LONGEST_CLOSED)
    while day <= last:
        for opens, closes in sorted(_on(day, hours, at.tzinfo)) if not closed(day) else ():
            begins = max(opens, done)
            if begins < closes:
                done = closes
                last = day + timedelta(days=LONGEST_CLOSED)
                if now < closes:
                    yield Span(day, begins.astimezone(at.tzinfo), closes.astimezone(at.tzinfo))
        day += timedelta(days=1)


def _on(day: date, hours: Hours, zone: tzinfo | None) -> Iterator[tuple[datetime, datetime]]:
    """When the shifts that begin on a day open and close, in UTC, in which no hour comes twice."""
    for shift in hours:
        if day.weekday() in shift.days:
            next_day = shift.closes <= shift.opens or shift.closes == ENDS_DAY
            closes = time(0) if shift.closes == ENDS_DAY else shift.closes
            until = day + timedelta(days=1) if next_day else day
            yield (
                datetime.combine(day, shift.opens, zone).astimezone(UTC),
                datetime.combine(until, closes, zone).astimezone(UTC),
            )


def is_open(hours: Hours, at: datetime, closed: Closed) -> bool:
    """Whether an instant is within the hours."""
    first = next(spans(hours, at, closed), None)
    return first is not None and not _before(at, first.opens)


def opens_next(hours: Hours, at: datetime, closed: Closed) -> datetime:
    """The next opening after an instant; raises `NoHours`: there is none."""
    for each in spans(hours, at, closed):
        if _before(at, each.opens):
            return each.opens
    raise NoHours(written_hours(hours))


def first_open(hours: Hours, at: datetime, closed: Closed) -> datetime:
    """An instant, if it is within the hours; else the next opening. Raises `NoHours`."""
    return at if is_open(hours, at, closed) else opens_next(hours, at, closed)


def add_working(hours: Hours, at: datetime, span: timedelta, closed: Closed) -> datetime:
    """The instant at which, from another on, so much was worked. Raises `NoHours`."""
    left = span
    for each in spans(hours, at, closed):
        begins = each.opens if _before(at, each.opens) else at
        worked = each.closes.astimezone(UTC) - begins.astimezone(UTC)
        if left <= worked:
            return (begins.astimezone(UTC) + left).astimezone(at.tzinfo)
        left -= worked
    raise NoHours(written_hours(hours))


def add_days(hours: Hours, at: datetime, days: int, closed: Closed) -> datetime:
    """The same time of day so many working days on; at a time of no work, the next opening.

    What comes when nobody works has come when they begin. Raises `NoHours`.
    """
    begun = first_open(hours, at, closed)
    first = next(spans(hours, begun, closed))
    nth = _working_day(hours, begun, days, closed)[0]
    there = datetime.combine(begun.date() + (nth.day - first.day), begun.timetz())
    return first_open(hours, there, closed)


def end_of_day(hours: Hours, at: datetime, days: int, closed: Closed) -> datetime:
    """When work ends, so many working days after the one of an instant, or the next one.

    Raises:
        NoHours: nobody works by then.
    """
    return _working_day(hours, at, days, closed)[-1].closes


def _working_day(hours: Hours, at: datetime, days: int, closed: Closed) -> Sequence[Span]:
    """The spans of the day so many working days after that of an instant; of that, what is left."""
    by_day = groupby(spans(hours, at, closed), key=lambda each: each.day)
    for _, found in islice(by_day, days, None):
        return list(found)
    raise NoHours(written_hours(hours))


def _before(one: datetime, other: datetime) -> bool:
    """Whether an instant is before another; of two local times, the clock alone does not tell."""
    return one.astimezone(UTC) < other.astimezone(UTC)


_SUBDIVISIONS = {"England": "ENG", "Wales": "WLS", "Scotland": "SCT", "Northern Ireland": "NIR"}


@cache
def bank_holidays(nation: str) -> Closed:
    """Whether a day is a bank holiday in a nation; with none told, in every one.

    The first call takes half a second: a start makes it, beside the rest.
    """
    from holidays import country_holidays

    found = country_holidays("GB", subdiv=_SUBDIVISIONS.get(nation))
    return lambda day: day in found


# --- In words -----------------------------------------------------------------------------


def in_words(hours: Hours) -> Listing:
    """Hours as people read them: "Monday to Friday, 9am to 5pm"."""
    return Listing(
        tuple(
            say(
                "hours-shift",
                days=Listing(tuple(_spans(shift.days))),
                opens=clock(shift.opens),
                closes=clock(shift.closes),
            )
            for shift in hours
        ),
        apart="; ",
    )


def clock(at: time) -> Say:
    """A time of day in words."""
    told = f"{at.hour % 12 or 12}:{at.minute:02}" if at.minute else str(at.hour % 12 or 12)
    return say("clock-am" if at.hour < 12 else "clock-pm", at=told)


def _spans(days: Sequence[int]) -> Iterator[Say]:
    """Days in a row as one: Monday to Friday."""
    if len(days) == 7:
        yield say("hours-every-day")
        return
    start = 0
    for nth in range(1, len(days) + 1):
        if nth == len(days) or days[nth] != days[nth - 1] + 1:
            first, last = say(f"weekday-{DAYS[days[start]]}"), say(f"weekday-{DAYS[days[nth - 1]]}")
            span = nth - start
            if span == 1:
                yield first
            elif span == 2:
                yield from (first, last)
            else:
                yield say("hours-from-to", first=first, last=last)
            start = nth
