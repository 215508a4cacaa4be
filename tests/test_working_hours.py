"""Working hours: what people write, and what time it is by them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise, takewhile
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from handlers.wording import wording
from handlers.working_hours import (
    Closed,
    Hours,
    NoHours,
    Shift,
    Span,
    add_days,
    add_working,
    bank_holidays,
    end_of_day,
    first_open,
    in_words,
    is_open,
    opens_next,
    read_hours,
    spans,
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
        ("Fri 22-6", "Friday, 10pm to 6am"),
        ("Fri 8pm-8am", "Friday, 8pm to 8am"),
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


def test_who_works_on_mondays_alone_comes_back_after_christmas_and_new_year() -> None:
    monday = at("2028-12-18T09:00")

    assert opens_next(read_hours("Mon 9-17"), monday, bank_holidays("")) == at("2029-01-08T09:00")


@pytest.mark.parametrize(
    ("hours", "since", "worked", "told"),
    [
        ("Mon-Fri 9-17", "2026-11-23T10:00", 4, "2026-11-23T14:00"),
        ("Mon-Fri 9-17", "2026-11-23T15:00", 4, "2026-11-24T11:00"),
        ("Mon-Fri 9-17", "2026-11-27T15:00", 2, "2026-11-27T17:00"),
        ("Mon-Fri 9-17", "2026-11-27T15:00", 4, "2026-11-30T11:00"),  # over a weekend
        ("Mon-Fri 9-17", "2026-12-24T16:00", 4, "2026-12-29T12:00"),  # 26 December is a Saturday
        ("Mon-Fri 9-12; Mon-Fri 13-17", "2026-11-23T10:00", 4, "2026-11-23T15:00"),
        ("Mon-Fri 9-17; Mon 8-10", "2026-11-23T07:00", 4, "2026-11-23T12:00"),  # they overlap
        ("Fri 22-6", "2026-11-28T05:00", 2, "2026-12-04T23:00"),
        ("Fri 20-24; Sat 0-8", "2026-11-27T22:00", 4, "2026-11-28T02:00"),
        ("Sat 22-6", "2026-10-24T23:00", 4, "2026-10-25T02:00"),  # an hour comes twice
        ("Sat 22-6", "2026-03-28T23:00", 4, "2026-03-29T04:00"),  # an hour is missing
    ],
)
def test_working_hours_pass_only_while_somebody_works(
    hours: str, since: str, worked: int, told: str
) -> None:
    span, closed = timedelta(hours=worked), bank_holidays("England")

    assert add_working(read_hours(hours), at(since), span, closed) == at(told)


@pytest.mark.parametrize(
    ("hours", "since", "days", "told", "ends"),
    [
        ("Mon-Fri 9-17", "2026-11-23T10:00", 1, "2026-11-24T10:00", "2026-11-24T17:00"),
        ("Mon-Fri 9-17", "2026-11-23T19:00", 1, "2026-11-25T09:00", "2026-11-25T17:00"),
        ("Mon-Fri 9-17", "2026-11-28T12:00", 1, "2026-12-01T09:00", "2026-12-01T17:00"),
        ("Mon-Fri 9-17", "2026-11-23T10:00", 5, "2026-11-30T10:00", "2026-11-30T17:00"),
        ("Mon-Fri 9-17", "2026-12-22T10:00", 5, "2026-12-31T10:00", "2026-12-31T17:00"),
        ("Mon-Fri 9-17", "2026-12-30T10:00", 2, "2027-01-04T10:00", "2027-01-04T17:00"),
        ("Mon-Thu 9-17; Fri 9-16", "2026-11-26T16:30", 1, "2026-11-30T09:00", "2026-11-27T16:00"),
        ("Mon, Wed 9-12", "2026-11-23T10:00", 2, "2026-11-30T10:00", "2026-11-30T12:00"),
        ("every day 22-6", "2026-11-28T03:00", 1, "2026-11-29T03:00", "2026-11-29T06:00"),
    ],
)
def test_working_days_are_those_on_which_somebody_works(
    hours: str, since: str, days: int, told: str, ends: str
) -> None:
    closed = bank_holidays("England")

    assert add_days(read_hours(hours), at(since), days, closed) == at(told)
    assert end_of_day(read_hours(hours), at(since), days, closed) == at(ends)


# --- Whatever the hours are ---------------------------------------------------------------

QUARTER = timedelta(minutes=15)

times = st.builds(time, st.sampled_from([0, *range(3, 24)]), st.sampled_from([0, 15, 30, 45]))
"""None at which clocks change."""
shifts = st.builds(
    Shift,
    st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days))),
    times,
    times,
).filter(
    lambda shift: shift.opens < shift.closes or (shift.opens.hour - shift.closes.hour) % 24 > 12
)
some_hours = st.lists(shifts, min_size=1, max_size=3)
instants = st.builds(
    lambda begins, quarters: (datetime.fromisoformat(begins) + quarters * QUARTER).astimezone(UK),
    st.sampled_from(["2026-03-20T00:00Z", "2026-10-16T00:00Z", "2026-12-18T00:00Z"]),
    st.integers(0, 16 * 96),
)
"""Around both changes of the clocks, and Christmas."""


@st.composite
def holidays(draw: st.DrawFn) -> Closed:
    """Up to three weeks on end, and single days."""
    first = date(2026, 1, 1) + timedelta(draw(st.integers(70, 380)))
    week = {first + timedelta(n) for n in range(draw(st.integers(0, 21)))}
    return lambda day: day in week or day.day == 13


def is_work(hours: Hours, instant: datetime, closed: Closed) -> bool:
    """By the clock on the wall alone."""
    there = instant.astimezone(UK)
    today, yesterday, clock = there.date(), there.date() - timedelta(1), there.time()

    def works(shift: Shift, day: date) -> bool:
        return day.weekday() in shift.days and not closed(day)

    return any(
        (
            works(each, today) and each.opens <= clock < each.closes
            if each.opens < each.closes
            else (works(each, today) and each.opens <= clock)
            or (works(each, yesterday) and clock < each.closes)
        )
        for each in hours
    )


def quarters(since: datetime, until: datetime) -> Iterator[datetime]:
    now = since.astimezone(UTC)
    while now < until.astimezone(UTC):
        yield now
        now += QUARTER


@settings(max_examples=60, deadline=None)
@given(some_hours, instants, holidays(), st.integers(0, 60))
def test_time_worked_is_what_the_clock_on_the_wall_says(
    hours: Hours, since: datetime, closed: Closed, worked: int
) -> None:
    until = add_working(hours, since, worked * QUARTER, closed)

    assert sum(is_work(hours, each, closed) for each in quarters(since, until)) == worked
    assert is_open(hours, since, closed) == is_work(hours, since, closed)
    assert is_work(hours, first_open(hours, since, closed), closed)


@settings(max_examples=60, deadline=None)
@given(some_hours, instants, holidays(), st.integers(0, 40), st.integers(1, 40))
def test_time_worked_adds_up(
    hours: Hours, since: datetime, closed: Closed, first: int, then: int
) -> None:
    halfway = add_working(hours, since, first * QUARTER, closed)
    together = add_working(hours, since, (first + then) * QUARTER, closed)

    assert add_working(hours, halfway, then * QUARTER, closed) == together


@settings(max_examples=60, deadline=None)
@given(some_hours, instants, holidays())
def test_spans_follow_each_other(hours: Hours, since: datetime, closed: Closed) -> None:
    near = takewhile(
        lambda each: each.day < since.date() + timedelta(21), spans(hours, since, closed)
    )
    found = list(near)

    assert all(since.astimezone(UTC) < each.closes.astimezone(UTC) for each in found)
    assert all(each.opens.astimezone(UTC) < each.closes.astimezone(UTC) for each in found)
    assert all(
        one.closes.astimezone(UTC) <= other.opens.astimezone(UTC) for one, other in pairwise(found)
    )
    assert not any(closed(each.day) for each in found)


@settings(max_examples=60, deadline=None)
@given(some_hours, instants, holidays(), st.integers(0, 6))
@example(read_hours("Mon-Fri 9-17"), at("2026-12-24T16:59"), bank_holidays("England"), 5)
def test_so_many_working_days_on_it_is_that_day_or_just_after(
    hours: Hours, since: datetime, closed: Closed, days: int
) -> None:
    told, ends = add_days(hours, since, days, closed), end_of_day(hours, since, days, closed)

    worked = {each.day for each in spans_until(hours, since, told, closed)}
    assert is_open(hours, told, closed)
    assert days <= len(worked | {told.date()}) - 1  # a shift may last into the day
    assert len(worked) - 1 <= days + 1  # one more where work was over by then
    assert ends.astimezone(UTC) > since.astimezone(UTC)
    just_before = ends - timedelta(seconds=1)
    assert len({each.day for each in spans_until(hours, since, just_before, closed)}) == days + 1


def spans_until(hours: Hours, since: datetime, until: datetime, closed: Closed) -> list[Span]:
    """Those that have begun, or begin at the very end."""
    last = until.astimezone(UTC)
    begun = takewhile(lambda each: each.opens.astimezone(UTC) <= last, spans(hours, since, closed))
    return list(begun)
