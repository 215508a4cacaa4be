"""Working hours: read from the way people write them, and when it is next within them.

"Mon-Fri 9-17; Sat 10-12:30". Local wall time: what zone, and which days are closed, is given.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import NamedTuple

from handlers.messages import Listing, Say, say

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

LONGEST_CLOSED = 21
"""Days after which, from any day, hours come round again; no holiday is longer."""

Closed = Callable[[date], bool]
"""Whether a day is a bank holiday."""


class Shift(NamedTuple):
    """The days of the week, Monday being 0, and from when until when."""

    days: tuple[int, ...]
    opens: time
    closes: time


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
        closes = closes.replace(hour=closes.hour + 12)  # "9-5"
    if closes <= opens:
        raise NoHours(text)
    return Shift(_days(found["days"]), opens, closes)


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


def is_open(hours: Hours, at: datetime, closed: Closed) -> bool:
    """Whether an instant, in local time, is within the hours."""
    day = at.date()
    return not closed(day) and any(
        day.weekday() in shift.days and shift.opens <= at.time() < shift.closes for shift in hours
    )


def opens_next(hours: Hours, at: datetime, closed: Closed) -> datetime:
    """The next opening after an instant, both in local time; raises `NoHours`: there is none."""
    for ahead in range(LONGEST_CLOSED):
        day = at.date() + timedelta(days=ahead)
        for opens in sorted(s.opens for s in hours if day.weekday() in s.days):
            opening = datetime.combine(day, opens, at.tzinfo)
            if opening > at and not closed(day):
                return opening
    raise NoHours(written_hours(hours))


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
