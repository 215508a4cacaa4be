"""Hours of peace, and rounds at the right wall time across every change of the clocks."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers import hours
from handlers.hours import HOURS, is_quiet, next_at, next_round, politely
from storage.reminders import Every

LONDON = ZoneInfo("Europe/London")
AUCKLAND = ZoneInfo("Pacific/Auckland")
ST_JOHNS = ZoneInfo("America/St_Johns")
ZONES = (LONDON, AUCKLAND, ST_JOHNS, *map(ZoneInfo, ("Africa/Cairo", "Australia/Lord_Howe")))


MINUTE = timedelta(minutes=1)


def utc(told: str) -> datetime:
    return datetime.fromisoformat(told).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "zone", "hour", "then"),
    [
        ("2026-11-22 08:00", LONDON, None, "2026-11-22 08:00"),
        ("2026-11-22 20:59", LONDON, None, "2026-11-22 20:59"),
        ("2026-11-22 21:00", LONDON, None, "2026-11-23 08:00"),
        ("2026-11-22 07:59", LONDON, None, "2026-11-22 08:00"),
        ("2026-07-22 07:00", LONDON, None, "2026-07-22 07:00"),
        ("2026-11-22 21:30", LONDON, 22, "2026-11-22 22:00"),
        ("2026-11-22 22:59", LONDON, 22, "2026-11-22 22:59"),
        ("2026-11-22 23:00", LONDON, 22, "2026-11-23 08:00"),
        ("2026-11-22 02:00", LONDON, 6, "2026-11-22 06:00"),
        ("2026-11-22 02:00", LONDON, 10, "2026-11-22 08:00"),
        ("2026-11-22 08:00", AUCKLAND, None, "2026-11-22 19:00"),
        ("2026-11-22 08:00", ST_JOHNS, None, "2026-11-22 11:30"),
        ("2026-12-24 21:00", LONDON, None, "2026-12-26 08:00"),
        ("2026-12-25 10:00", LONDON, 10, "2026-12-26 08:00"),
        ("2026-10-24 23:30", LONDON, None, "2026-10-25 08:00"),  # the clocks go back that night
        ("2027-03-27 23:30", LONDON, None, "2027-03-28 07:00"),  # and forward in this one
    ],
)
def test_nobody_is_written_to_at_night_unless_they_chose_the_hour(
    now: str, zone: ZoneInfo, hour: int | None, then: str
) -> None:
    assert politely(utc(now), zone, hour) == utc(then)


@pytest.mark.parametrize(
    ("after", "zone", "hour", "weekday", "every", "last", "then"),
    [
        # weekly, on Sundays at ten, across both changes of the clocks
        ("2026-10-18 09:00", LONDON, None, 6, "week", "2026-10-18", "2026-10-25 10:00"),
        ("2026-10-25 10:00", LONDON, None, 6, "week", "2026-10-25", "2026-11-01 10:00"),
        ("2027-03-21 10:00", LONDON, None, 6, "week", "2027-03-21", "2027-03-28 09:00"),
        ("2026-09-20 00:00", AUCKLAND, 10, 6, "week", "2026-09-20", "2026-09-26 21:00"),
        ("2026-10-25 12:30", ST_JOHNS, 10, 6, "week", "2026-10-25", "2026-11-01 13:30"),
        # an hour that is not there, or there twice
        ("2027-03-27 00:00", LONDON, 1, 6, "week", None, "2027-03-28 02:00"),
        ("2026-10-24 00:00", LONDON, 1, 6, "week", None, "2026-10-25 03:00"),
        # the first of all, today
        ("2026-11-20 09:00", LONDON, 10, 4, "week", None, "2026-11-20 10:00"),
        ("2026-11-20 10:00", LONDON, 10, 4, "week", None, "2026-11-27 10:00"),
        # another day in a week that had its own
        ("2026-11-16 10:00", LONDON, 10, 4, "week", "2026-11-16", "2026-11-27 10:00"),
        # each fortnight, also after a long silence, and on another day
        ("2026-11-20 10:00", LONDON, 10, 4, "fortnight", "2026-11-20", "2026-12-04 10:00"),
        ("2026-12-10 10:00", LONDON, 10, 4, "fortnight", "2026-11-20", "2026-12-18 10:00"),
        ("2026-11-20 10:00", LONDON, 10, 0, "fortnight", "2026-11-20", "2026-11-30 10:00"),
        # each month, on its first Friday
        ("2026-11-06 10:00", LONDON, 10, 4, "month", "2026-11-06", "2026-12-04 10:00"),
        ("2026-11-20 10:00", LONDON, 10, 4, "month", None, "2026-12-04 10:00"),
        # not on Christmas Day
        ("2026-12-18 10:00", LONDON, 10, 4, "week", "2026-12-18", "2027-01-01 10:00"),
        ("2026-12-11 10:00", LONDON, 10, 4, "fortnight", "2026-12-11", "2027-01-08 10:00"),
    ],
)  # fmt: skip
def test_a_round_comes_at_the_wall_time_that_was_chosen(
    after: str,
    zone: ZoneInfo,
    hour: int | None,
    weekday: int,
    every: str,
    last: str | None,
    then: str,
) -> None:
    before = date.fromisoformat(last) if last else None

    assert next_round(utc(after), zone, hour, weekday, Every(every), before) == utc(then)


INSTANTS = st.integers(0, 7 * 365 * 24 * 60).map(lambda n: utc("2025-01-01") + n * MINUTE)


@given(INSTANTS, st.sampled_from(ZONES), st.none() | st.sampled_from(HOURS))
def test_the_polite_instant_is_the_first_that_is_not_quiet(
    now: datetime, zone: ZoneInfo, hour: int | None
) -> None:
    then = politely(now, zone, hour)

    assert not is_quiet(then, zone, hour)
    assert then == now or is_quiet(then - MINUTE, zone, hour)
    assert then - now <= timedelta(hours=36)


@given(INSTANTS, st.sampled_from(ZONES), st.sampled_from(HOURS))
def test_their_hour_comes_within_a_day(now: datetime, zone: ZoneInfo, hour: int) -> None:
    then = next_at(now, zone, hour)

    assert timedelta(0) <= then - now <= timedelta(hours=25)
    assert then.astimezone(zone).replace(tzinfo=None) == datetime.combine(
        then.astimezone(zone).date(), time(hour if exists(then, zone, hour) else hour + 1)
    )


def exists(day: datetime, zone: ZoneInfo, hour: int) -> bool:
    """Whether the clocks do not skip an hour on a day."""
    told = datetime.combine(day.astimezone(zone).date(), time(hour), zone)
    return told.astimezone(UTC).astimezone(zone).hour == hour


@given(
    INSTANTS,
    st.sampled_from(ZONES),
    st.sampled_from(HOURS),
    st.integers(0, 6),
    st.sampled_from(Every),
)
def test_rounds_follow_one_another_on_their_day_once_a_week_at_most(
    start: datetime, zone: ZoneInfo, hour: int, weekday: int, every: Every
) -> None:
    last, now = None, start
    days = []
    for _ in range(9):
        now = next_round(now, zone, hour, weekday, every, last)
        last = now.astimezone(zone).date()
        days.append(last)
        assert now.astimezone(zone).hour == (hour if exists(now, zone, hour) else hour + 1)

    assert {day.weekday() for day in days} == {weekday}
    assert not any((day.month, day.day) == (12, 25) for day in days)
    weeks = [(b - a).days // 7 for a, b in pairwise(days)]
    usual = {Every.WEEK: {1}, Every.FORTNIGHT: {2}, Every.MONTH: {4, 5}}[every]
    left_out = {Every.WEEK: {2}, Every.FORTNIGHT: {4}, Every.MONTH: set[int]()}[every]
    assert set(weeks) <= usual | left_out
    assert sum(each in left_out for each in weeks) <= sum(
        (day + timedelta(days=n)).month == 12 and (day + timedelta(days=n)).day == 25
        for day, following in pairwise(days)
        for n in range((following - day).days)
    )


def test_the_hours_on_offer_leave_out_those_in_which_clocks_change() -> None:
    assert [hour for hour in range(24) if hour not in hours.HOURS] == [1, 2]
