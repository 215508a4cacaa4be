"""Days as people write them, as ranges: "before Christmas", "this month", "by 5 December"."""

import re
from calendar import monthrange
from datetime import date, timedelta

import msgspec

from storage.words import folded, words


class Days(msgspec.Struct, frozen=True):
    """From one day to another, both included."""

    first: date
    last: date


class When(msgspec.Struct, frozen=True):
    """What a text says about time."""

    closing: Days | None = None
    """Deadlines in this range are asked for; None: nothing said."""
    opening: Days | None = None
    """Rounds that open in this range are asked for; None: nothing said."""
    rolling: bool = False
    """Only what has no deadline."""


_MONTHS = words(
    "january february march april may june july august september october november december"
)
_MONTH_NAMES = {name: n for n, full in enumerate(_MONTHS, 1) for name in (full, full[:3], full[:4])}
_MONTH_NAMES |= dict(
    zip(
        words(
            "ionawr chwefror mawrth ebrill mai mehefin gorffennaf awst medi hydref tachwedd rhagfyr"
        ),
        range(1, 13),
        strict=True,
    )
)
_MONTH_NAMES |= dict(
    zip(
        words(
            "stycznia lutego marca kwietnia maja czerwca lipca sierpnia wrzesnia pazdziernika "
            "listopada grudnia"
        ),
        range(1, 13),
        strict=True,
    )
)
_WEEKDAYS = words("monday tuesday wednesday thursday friday saturday sunday")

_MONTH = "|".join(sorted(_MONTH_NAMES, key=len, reverse=True))
_FEAST = r"christmas|xmas|crimbo|nadolig|new year|easter|pasg|valentines|halloween|bonfire night"
_SPAN = re.compile(
    rf"""
    (?:(?P<until>before|by|ahead\s+of|in\s+time\s+for|until|til|till|cyn|przed|do)\s+(?:the\s+)?)?
    (?:
      (?P<today>today|tonight|heddiw|dzis|dzisiaj) | (?P<tomorrow>tomorrow|yfory|jutro)
    | (?:this|(?:end|rest)\s+of\s+(?:the|this)|yr?|w\s+tym)\s+
      (?P<unit>week|weekend|month|year|wythnos\s+hon|mis\s+hwn|tygodniu|miesiacu)
    | (?:next|the\s+coming)\s+(?P<nunit>week|month|year)
    | (?:in\s+the\s+)?next\s+(?P<count>\d+|two|three|four|six|few|couple\s+of)\s+
      (?P<cunit>days|weeks|months)
    | (?P<soon>soon|soonest|next(?=\s+(?:deadline|one|to\s+close|closing))|(?<=closes\s)next
      |coming\s+up|any\s+day|wkrotce)
    | (?P<newyear>in\s+the\s+new\s+year)
    | (?P<feast>{_FEAST})
    | (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<dmonth>{_MONTH})\b(?:\s+(?P<dyear>20\d\d))?
    | (?P<mday>\d{{1,2}})/(?P<mmonth>\d{{1,2}})(?:/(?P<myear>(?:20)?\d\d))?
    | (?:in\s+|during\s+|next\s+|ym\s+mis\s+|w\s+)?\b(?P<month>{_MONTH})\b(?:\s+(?P<year>20\d\d))?
    | (?P<weekday>{"|".join(_WEEKDAYS)})
    )\b
    """,
    re.VERBOSE,
)
_CLOSING = re.compile(
    r"\b(clos\w*|deadlines?|due|end(s|ing)?|finish\w*|shut\w*|run(s|ning)? out|last day|apply by|"
    r"get in by|(still|can we|can i) (get in|apply|go) for|still time|"
    r"cau|termin\w*|zamyka\w*|konc\w*)\b"
)
_OPENING = re.compile(
    r"\b(opens?|opening|starts?|starting|launch\w*|coming up|new round|agor\w*|otwier\w*)\b"
)
_ROLLING = re.compile(
    r"\b(no (closing )?(deadlines?|dates?)|without (a )?(deadline|closing date)|any ?time|rolling|"
    r"always open|open all year|all year round|never manage deadlines|(hate|miss) deadlines|"
    r"dim dyddiad cau|bez terminu)\b"
)
_SUNDAY, _WEEK = 6, ("week", "wythnos", "tyg")
_COUNTS = {"two": 2, "three": 3, "four": 4, "six": 6, "few": 3}


def when_in(text: str, today: date) -> When:
    """What a text says about deadlines and openings, seen from a day.

    A time that belongs to the plan and not to the money ("a carnival next summer") is left alone.
    """
    plain = folded(text)
    if _ROLLING.search(plain):
        return When(rolling=True)
    closing, opening = _CLOSING.search(plain), _OPENING.search(plain)
    if not closing and not opening:
        return When()
    for match in _SPAN.finditer(plain):
        days = _days(match, today)
        if days:
            return When(closing=days) if closing else When(opening=days)
    return When()


def last_day(text: str, today: date) -> date | None:
    """The day until which a text says something lasts, seen from another; None: it says none."""
    found = (_days(match, today) for match in _SPAN.finditer(folded(text)))
    return next((each.last for each in found if each), None)


def spans_in(text: str, *, feasts: bool = True) -> list[tuple[int, int]]:
    """Where a text speaks of time, as places in the folded text; without `feasts` not of those."""
    return [m.span() for m in _SPAN.finditer(folded(text)) if feasts or not m["feast"]]


def _days(match: re.Match[str], today: date) -> Days | None:
    found = _range(match, today)
    if found is None:
        return None
    if match["until"]:
        return Days(today, found.first if match["feast"] else found.last)
    return found


def _range(match: re.Match[str], today: date) -> Days | None:
    group = match.groupdict()
    if group["today"]:
        return Days(today, today)
    if group["tomorrow"]:
        return Days(today + timedelta(1), today + timedelta(1))
    if unit := group["unit"]:
        if today.weekday() == _SUNDAY and unit != "weekend" and unit.startswith(_WEEK):
            # said on its last day, it is the week to come
            return Days(today, today + timedelta(7))
        return Days(today, _end_of(unit, today))
    if unit := group["nunit"]:
        first = _end_of(unit, today) + timedelta(1)
        return Days(first, _end_of(unit, first))
    if count := group["count"]:
        number = int(count) if count.isdigit() else _COUNTS.get(count, 2)
        length = {"days": 1, "weeks": 7, "months": 30}[group["cunit"]]
        return Days(today, today + timedelta(number * length))
    if group["soon"]:
        return Days(today, today + timedelta(30))
    if group["newyear"]:
        return Days(date(today.year + 1, 1, 1), date(today.year + 1, 3, 31))
    if feast := group["feast"]:
        day = _feast(feast, today)
        return Days(day, day)
    if weekday := group["weekday"]:
        day = today + timedelta((_WEEKDAYS.index(weekday) - today.weekday()) % 7)
        return Days(day, day)
    return _calendar(group, today)


def _calendar(group: dict[str, str | None], today: date) -> Days | None:
    """A day or a month by its name; without a year, the next one to come."""
    if name := group["month"]:
        month = _MONTH_NAMES[name]
        year = int(group["year"] or today.year + (month < today.month))
        return Days(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
    number = int(group["day"] or group["mday"] or 0)
    month = _MONTH_NAMES.get(group["dmonth"] or "") or int(group["mmonth"] or 0)
    said = group["dyear"] or group["myear"]
    try:
        day = date(int(said) % 2000 + 2000 if said else today.year, month, number)
        if not said and day < today:
            day = day.replace(year=today.year + 1)
    except ValueError:  # 31 February
        return None
    return Days(day, day)


def _end_of(unit: str, day: date) -> date:
    if unit.startswith(_WEEK):
        return day + timedelta(6 - day.weekday())
    if unit == "year":
        return date(day.year, 12, 31)
    return day.replace(day=monthrange(day.year, day.month)[1])


def _feast(name: str, today: date) -> date:
    """The next feast of that name, today included."""
    days = (_feast_in(name, year) for year in (today.year, today.year + 1))
    return next(day for day in days if day >= today)


def _feast_in(name: str, year: int) -> date:
    fixed = {"new year": (1, 1), "valentines": (2, 14), "halloween": (10, 31)}
    fixed |= {"bonfire night": (11, 5)}
    if name in ("easter", "pasg"):
        return _easter(year)
    return date(year, *fixed.get(name, (12, 25)))


def _easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (Meeus, Jones and Butcher's rule)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    month, day = divmod(h + week - 7 * ((a + 11 * h + 22 * week) // 451) + 114, 31)
    return date(year, month, day + 1)
