"""The clock of a question: what happens next, by its state and its team's."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.hours import is_quiet
from handlers.question_clock import Desk, Step, after_rest, holder, next_step
from handlers.working_hours import bank_holidays, is_open, read_hours
from storage.questions import Question

UK = ZoneInfo("Europe/London")


def at(text: str) -> datetime:
    """A wall time of November 2026 and after: "23 10:00" is a Monday's."""
    day, _, clock = text.partition(" ")
    return datetime.fromisoformat(f"2026-{'11-' * ('-' not in day)}{day}T{clock}").replace(
        tzinfo=UK
    )


def desk(hours: str = "Mon-Fri 9-17", reminded: str | None = None) -> Desk:
    return Desk(
        read_hours(hours), bank_holidays("England"), UK, 5, at(reminded) if reminded else None
    )


def question(moved: str, due: str = "30 17:00", **known: object) -> Question:
    state = {"waits_for_asker": False, "marked_at": None, "asked_again_at": None, "taken_by": None}
    state |= {"late_told_at": None, "closed_at": None}
    return Question(moved_at=at(moved), due_at=at(due), **(state | known))


@pytest.mark.parametrize(
    ("asked", "has_it", "team", "now", "when", "step"),
    [
        (question("23 10:00"), None, desk(), "23 10:00", "23 14:00", Step.MARK),
        (question("23 15:00"), None, desk(), "23 15:00", "24 11:00", Step.MARK),
        (question("27 18:00"), None, desk(), "27 18:00", "30 13:00", Step.MARK),
        (
            question("23 10:00", marked_at=at("23 14:00")),
            None, desk(), "23 14:00", "24 10:00", Step.REMIND,
        ),
        (  # the team was reminded of something else already
            question("23 10:00", marked_at=at("23 14:00")),
            None, desk(reminded="24 09:30"), "24 10:00", "25 09:00", Step.REMIND,
        ),
        (  # we were not there for a day, and it is evening
            question("23 10:00", marked_at=at("23 14:00")),
            None, desk(), "24 19:00", "25 09:00", Step.REMIND,
        ),
        (  # who took it is left alone until the last day
            question("23 10:00", taken_by="U1"), "U1", desk(), "23 11:00", "30 09:00", Step.REMIND,
        ),
        (
            question("23 10:00", taken_by="U1"),
            "U1", desk(reminded="30 09:00"), "30 09:00", "30 17:00", Step.TELL_LATE,
        ),
        (  # told once, it is told again when as many days have gone by
            question("23 10:00", taken_by="U1", late_told_at=at("30 17:00")),
            "U1", desk(reminded="12-08 09:00"), "12-08 09:00", "12-08 17:00", Step.TELL_LATE,
        ),
        (  # asked back, it is not late, and nobody is reminded
            question("23 10:00", due="23 17:00", waits_for_asker=True, taken_by="U1"),
            "U1", desk(), "24 09:00", "26 10:00", Step.ASK_AGAIN,
        ),
        (
            question("23 10:00", waits_for_asker=True, asked_again_at=at("26 10:00")),
            "U1", desk(), "26 10:00", "12-17 10:00", Step.CLOSE,
        ),
    ],
)  # fmt: skip
def test_what_happens_next(
    asked: Question, has_it: str | None, team: Desk, now: str, when: str, step: Step
) -> None:
    assert next_step(asked, has_it, team, None, at(now)) == (at(when).astimezone(UTC), step)


def test_the_backup_team_is_reminded_after_two_days_when_it_works() -> None:
    asked = question("23 10:00", marked_at=at("23 14:00"))
    team, backup = desk(reminded="25 09:00"), desk("Mon-Fri 13-17")

    told = next_step(asked, None, team, backup, at("25 09:00"))

    assert told == (at("25 13:00").astimezone(UTC), Step.REMIND_BACKUP)


@pytest.mark.parametrize(
    ("taken_by", "deputy", "there", "has_it"),
    [
        (None, "U2", {"U1", "U2"}, None),
        ("U1", "U2", {"U1", "U2"}, "U1"),
        ("U1", "U2", {"U2"}, "U2"),
        ("U1", "U2", {"U3"}, None),
        ("U2", "U2", set(), None),
        ("U1", None, {"U3"}, None),
    ],
)
def test_the_deputy_stands_in_for_who_is_away(
    taken_by: str | None, deputy: str | None, there: set[str], has_it: str | None
) -> None:
    assert holder(question("23 10:00", taken_by=taken_by), deputy, there) == has_it


def test_the_days_that_were_left_are_left_when_the_asker_has_answered() -> None:
    asked = question("25 11:00", due="30 17:00", waits_for_asker=True)

    assert after_rest(asked, desk(), at("12-09 12:00")) == at("12-14 17:00").astimezone(UTC)


def test_the_month_for_ones_own_data_does_not_rest() -> None:
    asked = question("25 11:00", due="12-22 17:00", waits_for_asker=True, other="own_data")

    assert after_rest(asked, desk(), at("12-09 12:00")) == at("12-22 17:00")


# --- Whatever happens -----------------------------------------------------------------------

HOURS = (
    "Mon-Fri 9-17",
    "Mon-Thu 9:30-12; Fri 13-16",
    "Wed 10-11",
    "Mon-Fri 22-6",
    "every day 0-24",
)
days = st.integers(0, 40 * 24 * 12).map(
    lambda fives: datetime(2026, 12, 10, tzinfo=UTC) + timedelta(minutes=5 * fives)
)


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(HOURS),
    st.none() | st.sampled_from(HOURS),
    st.sampled_from([None, "U1"]),
    st.booleans(),
    days,
    st.lists(st.integers(1, 3 * 24 * 60), min_size=20, max_size=40),
)
def test_it_always_goes_on_and_reminds_in_hours_at_most_once_a_day(
    hours: str,
    behind: str | None,
    has_it: str | None,
    waits: bool,
    asked_at: datetime,
    naps: Sequence[int],
) -> None:
    """However long the one who turns it sleeps."""
    team, backup = desk(hours), desk(behind) if behind else None
    asked = question("23 10:00", waits_for_asker=waits, taken_by=has_it)
    asked.moved_at, asked.due_at = asked_at, team.promised(asked_at)
    now, reminded = asked_at, list[tuple[Step, datetime]]()

    for minutes in naps:
        for _ in range(10):
            when, step = next_step(asked, has_it, team, backup, now)
            if when > now:
                break
            match step:
                case Step.MARK:
                    asked.marked_at = now
                case Step.REMIND:
                    team = replace(team, reminded_at=now)
                    reminded.append((step, now))
                case Step.REMIND_BACKUP:
                    assert backup
                    backup = replace(backup, reminded_at=now)
                    reminded.append((step, now))
                case Step.TELL_LATE:
                    assert not is_quiet(now, UK, None)
                    asked.late_told_at = now
                case Step.ASK_AGAIN:
                    asked.asked_again_at = now
                case Step.CLOSE:
                    break
        else:
            pytest.fail("it never comes to an end")
        if step is Step.CLOSE:
            break
        now += timedelta(minutes=minutes)

    for step, instant in reminded:
        its = hours if step is Step.REMIND else behind
        assert its is not None
        assert is_open(read_hours(its), instant.astimezone(UK), bank_holidays("England"))
    on_days = [(step, instant.astimezone(UK).date()) for step, instant in reminded]
    assert len(on_days) == len(set(on_days))
    assert not (reminded and waits)
