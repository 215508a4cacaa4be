"""When the law wants an answer to what is no question but a request under it."""

import calendar
from datetime import date, timedelta

from handlers.working_hours import Closed, bank_holidays

NATIONS = ("England", "Northern Ireland", "Scotland", "Wales")
FOI_DAYS = 20
"""Working days after the day of receipt: Freedom of Information Act 2000, section 10(1)."""


def due(other: str, asked: date, nation: str) -> date | None:
    """The last day for an answer to what came in on a day; None: the law names none."""
    match other:
        case "foi":
            return foi_due(asked)
        case "own_data":
            return own_data_due(asked, bank_holidays(nation))
    return None


def foi_due(asked: date) -> date:
    """Twenty working days on, the day of receipt not counted.

    Section 10(6): a bank holiday in any part of the United Kingdom is no working day.
    """
    day, left = asked, FOI_DAYS
    while left:
        day += timedelta(days=1)
        left -= _works(day, _closed_anywhere)
    return day


def own_data_due(asked: date, closed: Closed) -> date:
    """The same date of the next month, or its last; where nobody works then, the next working day.

    https://ico.org.uk/for-organisations/uk-gdpr-guidance-and-resources/individual-rights/
    """
    first = (asked.replace(day=1) + timedelta(days=32)).replace(day=1)
    last = calendar.monthrange(first.year, first.month)[1]
    day = first.replace(day=min(asked.day, last))
    while not _works(day, closed):
        day += timedelta(days=1)
    return day


def _works(day: date, closed: Closed) -> bool:
    return day.weekday() < 5 and not closed(day)


def _closed_anywhere(day: date) -> bool:
    return any(bank_holidays(nation)(day) for nation in NATIONS)
