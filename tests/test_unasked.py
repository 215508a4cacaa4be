"""Messages that nobody asked for: as many a week as a person wants, on both databases."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update

from storage import people, reminders, unasked
from storage.database import Database
from storage.people import Person
from storage.reminders import Every, Reminder
from storage.unasked import Sort
from tests.both import database

__all__ = ["database"]  # the fixture

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
"""A Tuesday."""


async def met(database: Database, count: int = 1, **told: Any) -> list[int]:
    """People who have said how they want to hear from us; their ids."""
    ids = []
    async with database.transaction() as session:
        for n in range(count):
            user = f"{n} {told}"
            account = await people.meet(
                session, "x", user, address=user, name="", language="en", now=NOW
            )
            ids.append(account.person_id)
        if told:
            await session.execute(update(Person).where(Person.id.in_(ids)).values(told))
    return ids


async def claimed(database: Database, whom: int, *sorts: Sort, now: datetime = NOW) -> list[bool]:
    async with database.transaction() as session:
        return [await unasked.claim(session, whom, sort, now, LONDON) for sort in sorts]


async def due(database: Database, whom: int, at: datetime, **told: Any) -> None:
    """A check-in at an instant."""
    async with database.transaction() as session:
        reminder = Reminder(
            person_id=whom, weekday=0, every=Every.WEEK, due_at=at, next_at=at, **told
        )
        session.add(reminder)


PROMPTS = (Sort.PROMPT,) * 6


@pytest.mark.parametrize("number", [1, 3, 5])
async def test_a_person_has_as_many_a_week_as_they_want(database: Database, number: int) -> None:
    (ana,) = await met(database, weekly_number=number)

    assert sum(await claimed(database, ana, *PROMPTS)) == number
    assert sum(await claimed(database, ana, *PROMPTS, now=NOW + timedelta(days=7))) == number


async def test_three_are_usual(database: Database) -> None:
    (ana,) = await met(database)

    assert await claimed(database, ana, *PROMPTS[:4]) == [True, True, True, False]


@pytest.mark.parametrize(
    ("zone", "begins"),
    [
        (None, datetime(2026, 11, 30, 0, 0, tzinfo=UTC)),
        ("Pacific/Auckland", datetime(2026, 11, 29, 11, 0, tzinfo=UTC)),
        ("America/St_Johns", datetime(2026, 11, 30, 3, 30, tzinfo=UTC)),
    ],
)
async def test_a_week_begins_on_monday_where_the_person_is(
    database: Database, zone: str | None, begins: datetime
) -> None:
    (ana,) = await met(database, weekly_number=1, zone=zone)

    assert await claimed(database, ana, Sort.PROMPT) == [True]
    assert await claimed(database, ana, Sort.PROMPT, now=begins - timedelta(seconds=1)) == [False]
    assert await claimed(database, ana, Sort.PROMPT, now=begins) == [True]


@pytest.mark.parametrize(
    ("told", "has"),
    [
        ({}, True),
        ({"stopped_at": NOW}, False),
        ({"paused_until": NOW + timedelta(seconds=1)}, False),
        ({"paused_until": NOW}, True),
    ],
)
async def test_who_stopped_or_rests_has_none(
    database: Database, told: dict[str, Any], has: bool
) -> None:
    (ana,) = await met(database, **told)

    assert await claimed(database, ana, Sort.PROMPT) == [has]


async def test_who_cannot_be_reached_has_none(database: Database) -> None:
    (ana,) = await met(database)
    async with database.transaction() as session:
        await people.mark_unreachable(session, "x", "0 {}", NOW)

    assert await claimed(database, ana, Sort.PROMPT) == [False]


async def test_a_check_in_that_is_due_this_week_has_its_place_kept(database: Database) -> None:
    (ana,) = await met(database)
    await due(database, ana, NOW + timedelta(days=3))

    assert await claimed(database, ana, *PROMPTS[:3]) == [True, True, False]


async def test_no_place_is_kept_for_a_check_in_next_week(database: Database) -> None:
    (ana,) = await met(database)
    await due(database, ana, datetime(2026, 11, 30, tzinfo=UTC))

    assert await claimed(database, ana, *PROMPTS[:4]) == [True, True, True, False]


async def test_who_wants_one_a_week_and_check_ins_has_those_alone(database: Database) -> None:
    (ana,) = await met(database, weekly_number=1)
    await due(database, ana, NOW)

    assert await claimed(database, ana, Sort.PEERS) == [False]


MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("asked_in", "asked", "others"),
    [(MONDAY, 1, 2), (MONDAY, 2, 1), (MONDAY, 0, 3), (MONDAY - timedelta(days=7), 1, 3)],
)
async def test_check_ins_of_this_week_are_counted(
    database: Database, asked_in: date, asked: int, others: int
) -> None:
    (ana,) = await met(database)
    await due(database, ana, NOW + timedelta(days=7), asked_in=asked_in, asked=asked)

    assert sum(await claimed(database, ana, *PROMPTS)) == others


async def test_they_are_told_with_the_rest_and_stay_counted_without_a_reminder(
    database: Database,
) -> None:
    (ana,) = await met(database)
    await due(database, ana, NOW + timedelta(days=7), asked_in=MONDAY, asked=1)
    await claimed(database, ana, Sort.PROMPT)

    async with database.transaction() as session:
        assert await unasked.weeks_of(session, ana) == [(MONDAY, 2)]
        await unasked.take_over(session, ana)
        await reminders.end(session, ana)
        assert await unasked.weeks_of(session, ana) == [(MONDAY, 2)]
    assert sum(await claimed(database, ana, *PROMPTS)) == 1


async def test_announcements_leave_a_place_to_what_is_more_ones_own(database: Database) -> None:
    (ana,) = await met(database)
    (ben,) = await met(database, weekly_number=1)
    two = (Sort.ANNOUNCEMENT,) * 2

    assert await claimed(database, ana, *two, Sort.ANNOUNCEMENT) == [True, True, False]
    assert await claimed(database, ana, Sort.ENQUIRY) == [True]
    assert await claimed(database, ben, *two) == [True, False]


async def many(database: Database, whom: Sequence[int], sort: Sort = Sort.PROMPT) -> Sequence[int]:
    async with database.transaction() as session:
        return await unasked.claim_many(session, whom, sort, NOW, LONDON)


async def test_many_have_theirs_in_one_statement_each_by_their_own_wish(database: Database) -> None:
    some = await met(database, 3)
    one = await met(database, 3, weekly_number=1, zone="Pacific/Auckland")
    stopped = await met(database, 2, stopped_at=NOW)
    everybody = [*some, *one, *stopped]

    assert sorted(await many(database, everybody)) == [*some, *one]
    assert sorted(await many(database, everybody)) == some
    assert sorted(await many(database, everybody)) == some
    assert await many(database, everybody) == []
    assert await many(database, []) == []


async def test_two_who_claim_side_by_side_never_give_too_many(database: Database) -> None:
    whom = await met(database, 20, weekly_number=2)

    given = await asyncio.gather(*(many(database, whom) for _ in range(5)))

    assert sorted(each for some in given for each in some) == sorted(whom * 2)


async def test_weeks_gone_by_are_forgotten(database: Database) -> None:
    (ana,) = await met(database)
    await claimed(database, ana, Sort.PROMPT)

    async with database.transaction() as session:
        goes = await unasked.NEXT_WEEK_TO_FORGET.read(session)
        assert goes == datetime(2026, 12, 7, tzinfo=UTC)
        assert await unasked.forget_weeks(session, goes - timedelta(seconds=1), 10) == 0
        assert await unasked.forget_weeks(session, goes, 10) == 1
        assert await unasked.NEXT_WEEK_TO_FORGET.read(session) is None
