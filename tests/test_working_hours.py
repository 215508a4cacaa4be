"""Working hours: what people write, and when it is next within them."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from handlers.wording import wording
from handlers.working_hours import (
    NoHours,
    bank_holidays,
    in_words,
    is_open,
    opens_next,
    read_hours,
    written_hours,
)

UK = ZoneInfo("Europe/London")
OFFICE = read_hours("Mon-Fri 9-17")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UK)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Mon-Fri 9-17", "Monday to Friday, 9am to 5pm"),
        ("monday to friday 9am-5pm", "Monday to Friday, 9am to 5pm"),
        ("Mon-Fri 9-5", "Monday to Friday, 9am to 5pm"),
        ("Mon, Wed and Thu 10:00 - 12:30", "Monday, Wednesday, Thursday, 10am to 12:30pm"),
        ("Mon–Thu 9-17; Fri 9-16", "Monday to Thursday, 9am to 5pm; Friday, 9am to 4pm"),
        ("every day 8-20", "every day, 8am to 8pm"),
        ("Sat-Sun 0-24", "Saturday, Sunday, 12am to 11:59pm"),
    ],
)
def test_hours_are_read_kept_and_told(typed: str, told: str) -> None:
    hours = read_hours(typed)

    assert read_hours(written_hours(hours)) == hours
    assert wording("en")(in_words(hours)) == told


@pytest.mark.parametrize(
    "typed",
    ["", "sometimes", "Mon-Fri", "9-17", "Fri-Mon 9-17", "Mon 25-26", "Mon 17-16", "Mo 9-5"],
)
def test_what_are_no_hours_is_refused(typed: str) -> None:
    with pytest.raises(NoHours):
        read_hours(typed)


@pytest.mark.parametrize(
    ("now", "nation", "is_now", "opens"),
    [
        ("2026-11-20T16:59", "England", True, "2026-11-23T09:00"),  # a Friday
        ("2026-11-20T17:00", "England", False, "2026-11-23T09:00"),
        ("2026-11-23T08:59", "England", False, "2026-11-23T09:00"),
        ("2026-11-30T10:00", "England", True, "2026-12-01T09:00"),
        ("2026-11-30T10:00", "Scotland", False, "2026-12-01T09:00"),  # St Andrew's Day
        ("2026-12-24T18:00", "Wales", False, "2026-12-29T09:00"),
        ("2026-03-27T18:00", "", False, "2026-03-30T09:00"),  # over the clock change
    ],
)
def test_hours_know_weekends_and_bank_holidays(
    now: str, nation: str, is_now: bool, opens: str
) -> None:
    closed = bank_holidays(nation)

    assert is_open(OFFICE, at(now), closed) is is_now
    assert opens_next(OFFICE, at(now), closed) == at(opens)
