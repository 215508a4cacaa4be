"""Mentoring's rules: as many as can be have a mentor, and what happens when."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import rustworkx
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.hours import Clock
from handlers.matching import Candidate
from handlers.mentorships import (
    Due,
    Helper,
    Seeker,
    Step,
    ahead,
    assign,
    less_often,
    suits,
    talk_meant,
    talks,
)
from storage.mentoring import Agreed, Mentoring, Role, Side, Stage
from storage.reminders import Every

LONDON = ZoneInfo("Europe/London")
CLOCK = Clock(LONDON, None)
TUESDAY = 1


# --- Who goes with whom -------------------------------------------------------------------


def seeker(no: int, *topics: str, **more: frozenset[str]) -> Seeker:
    who = Candidate(
        no, more.get("languages", frozenset({"en"})), more.get("interests", frozenset())
    )
    return Seeker(who, frozenset(topics))


def helper(no: int, *topics: str, room: int = 1, **more: frozenset[str]) -> Helper:
    who = Candidate(
        no, more.get("languages", frozenset({"en"})), more.get("interests", frozenset())
    )
    return Helper(who, frozenset(topics), room)


def test_who_has_been_through_more_of_it_suits_better_than_who_shares_interests() -> None:
    art = frozenset({"arts", "music", "dance"})
    ana = seeker(1, "bank_account", "rules", interests=art)

    assert assign([ana], [helper(2, "rules", interests=art), helper(3, "rules", "bank_account")],
                  ()) == {1: 3}  # fmt: skip


def test_nobody_is_put_with_whom_they_may_not_be_or_do_not_suit() -> None:
    ana = Seeker(seeker(1, "rules").who, frozenset({"rules"}), met=frozenset({4}))
    polish = helper(5, "rules", languages=frozenset({"pl"}))
    others = [helper(1, "rules"), helper(2, "rules"), helper(3, "closing"), helper(4, "rules")]

    assert assign([ana], [*others, polish], {(1, 2)}) == {}


def test_who_waits_longest_comes_first_and_makes_way_only_for_the_next_best() -> None:
    both, one = helper(8, "rules", "closing"), helper(9, "rules")
    ana, ben, cat = seeker(1, "rules", "closing"), seeker(2, "closing"), seeker(3, "rules")

    assert assign([ana], [both, one], ()) == {1: 8}
    assert assign([ana, ben, cat], [both, one], ()) == {1: 9, 2: 8}


def test_however_many_have_to_make_way_for_one_more_they_do() -> None:
    count = 1500
    seekers = [seeker(no, f"{no}", f"{no + 1}") for no in range(count)]
    helpers = [helper(10_000 + no, f"{no}") for no in range(count + 1)]

    chosen = assign([*seekers, seeker(count, "0")], helpers, ())

    assert chosen == {count: 10_000} | {no: 10_001 + no for no in range(count)}


TOPICS = st.frozensets(st.sampled_from(["a", "b", "c", "d"]), min_size=1)
LANGUAGES = st.frozensets(st.sampled_from(["en", "cy", "pl"]), min_size=1)


@st.composite
def markets(
    draw: st.DrawFn,
) -> tuple[list[Seeker], list[Helper], frozenset[tuple[int, int]]]:
    """Some who wait and some with room, of whom some are kept apart. A few are both."""
    wait, help_ = draw(st.integers(0, 12)), draw(st.integers(0, 8))
    seekers = [Seeker(Candidate(n, draw(LANGUAGES)), draw(TOPICS)) for n in range(wait)]
    helpers = [
        Helper(Candidate(n + 9, draw(LANGUAGES)), draw(TOPICS), draw(st.integers(1, 3)))
        for n in range(help_)
    ]
    pairs = st.tuples(st.integers(0, 8), st.integers(9, 17))
    return seekers, helpers, draw(st.frozensets(pairs, max_size=20))


@given(markets())
@settings(max_examples=60)
def test_as_many_as_can_be_have_one_and_nobody_beyond_their_room(
    market: tuple[list[Seeker], list[Helper], frozenset[tuple[int, int]]],
) -> None:
    seekers, helpers, blocks = market
    chosen = assign(seekers, helpers, blocks)

    waiting = {each.who.id: each for each in seekers}
    free = {each.who.id: each for each in helpers}
    for one, other in chosen.items():
        assert suits(waiting[one], free[other], blocks)
    for other, count in Counter(chosen.values()).items():
        assert count <= free[other].room
    graph = rustworkx.PyGraph()
    left = {each: graph.add_node(each) for each in waiting}
    for each in helpers:
        for _ in range(each.room):
            place = graph.add_node(each.who.id)
            for one, node in left.items():
                if suits(waiting[one], each, blocks):
                    graph.add_edge(node, place, 1)
    assert len(chosen) == len(rustworkx.max_weight_matching(graph, max_cardinality=True))
    assert all(one in chosen for one in assign(seekers[: len(seekers) // 2], helpers, blocks)), (
        "who waits longer has one, whoever comes after them"
    )


# --- A plan -------------------------------------------------------------------------------


def test_talks_are_on_their_day_from_two_days_on_to_the_end() -> None:
    begins, ends = date(2026, 11, 22), date(2027, 1, 17)
    weekly = talks(Agreed(Every.WEEK, TUESDAY, begins, ends))

    assert weekly[0] == date(2026, 11, 24)
    assert weekly[-1] == date(2027, 1, 12)
    assert len(weekly) == 8
    assert talks(Agreed(Every.FORTNIGHT, TUESDAY, begins, ends)) == weekly[::2]
    assert talks(Agreed(Every.MONTH, TUESDAY, begins, ends)) == weekly[::4]
    assert talks(Agreed(Every.WEEK, 0, begins, ends))[0] == date(2026, 11, 30)


@given(
    st.sampled_from(list(Every)),
    st.integers(0, 6),
    st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    st.integers(4, 24),
)
def test_every_plan_has_a_talk_and_none_before_it_begins_or_after_it_ends(
    every: Every, weekday: int, begins: date, weeks: int
) -> None:
    days = talks(Agreed(every, weekday, begins, begins + timedelta(weeks=weeks)))

    assert days
    assert all(day.weekday() == weekday for day in days)
    assert begins + timedelta(days=2) <= days[0]
    assert days[-1] <= begins + timedelta(weeks=weeks)


def test_the_talk_that_is_meant_is_the_last_or_that_of_tomorrow() -> None:
    agreed = Agreed(Every.WEEK, TUESDAY, date(2026, 11, 22), date(2027, 1, 17))

    assert talk_meant(agreed, date(2026, 11, 22)) == date(2026, 11, 24)
    assert talk_meant(agreed, date(2026, 11, 29)) == date(2026, 11, 24)
    assert talk_meant(agreed, date(2026, 11, 30)) == date(2026, 12, 1)
    assert talk_meant(agreed, date(2027, 5, 1)) == date(2027, 1, 12)


def test_less_often_is_half_as_often_until_it_is_every_four_weeks() -> None:
    assert less_often(Every.WEEK) == Every.FORTNIGHT
    assert less_often(Every.FORTNIGHT) == Every.MONTH
    assert less_often(Every.MONTH) is None


# --- The clock ----------------------------------------------------------------------------


def at(day: date, hour: int = 10) -> datetime:
    return datetime.combine(day, time(hour), LONDON).astimezone(UTC)


SUNDAY = date(2026, 11, 22)


def two(stage: Stage, role: Role, **more: date | datetime) -> tuple[Mentoring, Side]:
    mentoring = Mentoring(
        id=uuid4(), stage=stage, made_at=at(SUNDAY), moved_at=at(SUNDAY), every=Every.WEEK,
        weekday=TUESDAY, begins_on=SUNDAY, ends_on=SUNDAY + timedelta(weeks=8),
    )  # fmt: skip
    return mentoring, Side(mentoring_id=mentoring.id, role=role, **more)


def steps(stage: Stage, role: Role, *, moves: bool = False, **more: date | datetime) -> list[Due]:
    return ahead(*two(stage, role, **more), CLOCK, moves=moves)


def told(planned: list[Due]) -> list[tuple[Step, datetime]]:
    return [(each.step, each.at) for each in planned]


def test_who_is_asked_has_three_days_to_say() -> None:
    now, over = at(SUNDAY), at(SUNDAY) + timedelta(days=3)

    assert told(steps(Stage.SHOWN, Role.MENTEE)) == [(Step.SHOW, now)]
    assert told(steps(Stage.SHOWN, Role.MENTEE, told_at=now)) == [(Step.LAPSE, over)]
    assert told(steps(Stage.SHOWN, Role.MENTOR)) == []
    assert told(steps(Stage.ASKED, Role.MENTOR)) == [(Step.ASK, now)]
    assert told(steps(Stage.ASKED, Role.MENTOR, told_at=now)) == [(Step.DECLINE, over)]
    assert told(steps(Stage.ASKED, Role.MENTEE)) == []
    assert told(steps(Stage.OVER, Role.MENTEE)) == []


def test_whose_turn_it_is_with_the_plan_is_reminded_once() -> None:
    reminded, over = at(SUNDAY) + timedelta(days=4), at(SUNDAY) + timedelta(days=21)

    assert told(steps(Stage.AGREEING, Role.MENTEE, moves=True)) == [
        (Step.REMIND, reminded),
        (Step.LET_GO, over),
    ]
    assert told(steps(Stage.AGREEING, Role.MENTEE, moves=True, told_at=at(SUNDAY))) == [
        (Step.LET_GO, over)
    ]
    assert told(steps(Stage.AGREEING, Role.MENTOR)) == []


def test_each_talk_is_prepared_the_day_before_and_asked_after_the_day_after() -> None:
    planned = steps(Stage.RUNNING, Role.MENTEE, said_of=date(2026, 12, 29), upto=SUNDAY)
    days = [each.day for each in planned if each.step is Step.PREPARE]

    assert days == [date(2026, 11, 23) + timedelta(weeks=n) for n in range(8)]
    assert [each.at for each in planned[:1]] == [at(date(2026, 11, 23))]
    notes = [each.talk for each in planned if each.step is Step.NOTE]
    assert notes == [date(2027, 1, 5), date(2027, 1, 12)]
    assert told(planned)[-2:] == [
        (Step.FINISH, at(date(2027, 1, 17))),
        (Step.COMPLETE, at(date(2027, 1, 31))),
    ]
    assert steps(Stage.RUNNING, Role.MENTOR)[-1].step is Step.FINISH


def test_who_says_nothing_of_two_talks_is_not_asked_after_the_next() -> None:
    planned = steps(Stage.RUNNING, Role.MENTEE, upto=SUNDAY)
    assert [each.talk for each in planned if each.step is Step.NOTE] == [
        date(2026, 11, 24),
        date(2026, 12, 1),
    ]


def test_nothing_comes_on_christmas_day_and_what_is_done_comes_no_more() -> None:
    saturday = ahead(*two(Stage.RUNNING, Role.MENTEE, upto=date(2026, 12, 20)), CLOCK, moves=False)
    assert all(each.day > date(2026, 12, 20) for each in saturday)
    mentoring, side = two(Stage.RUNNING, Role.MENTEE, upto=date(2026, 12, 20))
    mentoring.weekday = 5
    first = ahead(mentoring, side, CLOCK, moves=False)[0]
    assert (first.step, first.talk) == (Step.PREPARE, date(2026, 12, 26))
    assert first.at == at(date(2026, 12, 26), 8)


def test_after_an_outage_only_what_still_helps_is_said() -> None:
    tuesday = date(2026, 11, 24)
    prepare = Due(at(tuesday), Step.PREPARE, tuesday - timedelta(days=1), tuesday)
    note = Due(at(tuesday), Step.NOTE, tuesday + timedelta(days=1), tuesday)

    assert prepare.helps(tuesday)
    assert not prepare.helps(tuesday + timedelta(days=1))
    assert note.helps(tuesday + timedelta(days=3))
    assert not note.helps(tuesday + timedelta(days=4))
    assert Due(at(tuesday), Step.FINISH, tuesday).helps(date(2030, 1, 1))
