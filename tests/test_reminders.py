"""The weekly reminder as a job: each round once, at its hour, whatever happens meanwhile."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import count, product
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from handlers import rhythm
from handlers.consents import VERSIONS
from handlers.hours import next_round
from handlers.messages import read
from handlers.turns import Here, Moment
from scheduler import clockwork
from scheduler.reminders import ask_begun, begin_due, remind_again
from scheduler.timetable import Job
from storage import consents, people, reminders, safeguarding, unasked
from storage.consents import Consent, Purpose
from storage.database import Database
from storage.mailbox import Letter
from storage.people import Account, Person, zone_of
from storage.reminders import Every, Reminder
from storage.safeguarding import CheckInArea, SafeguardingContact
from storage.unasked import Sort
from tests.both import database
from tests.postgres import another

__all__ = ["database"]  # the fixture

LONDON = ZoneInfo("Europe/London")
HERE = Here(
    organisation="", notice_url="", nation="", zone=LONDON, overseen=frozenset({"overseen"})
)
JOBS = [
    Job(begin_due, reminders.NEXT_DUE),
    Job(ask_begun, reminders.NEXT_TO_ASK),
    Job(remind_again, reminders.NEXT_DUE_AGAIN),
]
BEGUN_AND_ASKED = 2
"""What there is to do for a round."""

FRIDAY = datetime(2026, 11, 27, 10, 0, tzinfo=UTC)
HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(days=7)

_users = count(1)


async def reminded(
    database: Database,
    *,
    begins: datetime = FRIDAY - DAY,
    weekday: int = 4,
    every: Every = Every.WEEK,
    **told: Any,
) -> int:
    """Somebody with check-ins, and what they said about when; their id."""
    async with database.transaction() as session:
        user = str(next(_users))
        account = await people.meet(
            session, "x", user, address=user, name="", language="en", now=begins
        )
        person = account.person
        for name, value in told.items():
            setattr(person, name, value)
        zone = zone_of(person.zone, LONDON)
        first = next_round(begins, zone, person.hour, weekday, every)
        await reminders.begin(session, person, weekday, every, first)
        version = VERSIONS[Purpose.CHECK_INS]
        await consents.give(session, person.id, Purpose.CHECK_INS, version, begins)
        if not await safeguarding.areas_switched_on(session):
            contacts = [
                await people.meet(
                    session, "x", user, address="", name="", language="en", now=begins
                )
                for user in ("Moira", "Sam")
            ]
            await check_ins_on(session, contacts)
        return person.id


async def check_ins_on(session: AsyncSession, contacts: Iterable[Account]) -> None:
    """Have check-ins somewhere, and contacts who are ready."""
    since = FRIDAY - timedelta(days=4000)
    session.add(CheckInArea(area_ref="everywhere", since=since, switched_on_by="a test"))
    for account in contacts:
        contact = SafeguardingContact(
            person_id=account.person_id,
            account_id=account.id,
            area_ref="everywhere",
            name=f"Moira {account.id}",
            hours="",
            position=1,
            added_at=since,
            accepted_at=since,
            answered_at=since,
        )
        session.add(contact)
    await session.flush()


async def tick(database: Database, now: datetime) -> int:
    """What the clockwork does, without a lease: even two at once must not harm."""
    handled = 0
    for job in JOBS:
        while handled < 1000:
            async with database.transaction() as session:
                count = await job.run(Moment(session, now, HERE))
            handled += count
            if not count:
                break
    return handled


async def letters(database: Database) -> Sequence[tuple[int, datetime]]:
    """Who was written to, and when."""
    async with database.transaction() as session:
        found = (await session.scalars(select(Letter).order_by(Letter.id))).all()
        return [(each.person_id or 0, each.posted_at) for each in found]


async def row(database: Database, person: int) -> Reminder:
    async with database.transaction() as session:
        return await session.get_one(Reminder, person)


# --- Who is asked ---------------------------------------------------------------------------


async def switch_off(session: AsyncSession) -> None:
    await session.execute(delete(CheckInArea))


async def lose_a_contact(session: AsyncSession) -> None:
    one = select(func.min(SafeguardingContact.id)).scalar_subquery()
    await session.execute(delete(SafeguardingContact).where(SafeguardingContact.id == one))


async def change_the_words(session: AsyncSession) -> None:
    await session.execute(update(Consent).values(version=0))


async def withdraw(session: AsyncSession) -> None:
    await session.execute(update(Consent).values(withdrawn_at=FRIDAY))


async def be_overseen(session: AsyncSession) -> None:
    await session.execute(update(Account).values(platform="overseen"))


@pytest.mark.parametrize(
    "something", [switch_off, lose_a_contact, change_the_words, withdraw, be_overseen]
)
async def test_nobody_is_asked_for_whom_there_are_no_check_ins(
    database: Database, something: Callable[[AsyncSession], Awaitable[None]]
) -> None:
    ana = await reminded(database)
    async with database.transaction() as session:
        await something(session)

    await tick(database, FRIDAY)

    assert await letters(database) == []
    assert (await row(database, ana)).open_on is None


async def test_nor_once_more(database: Database) -> None:
    ana = await reminded(database)
    await tick(database, FRIDAY)
    async with database.transaction() as session:
        await session.execute(update(Reminder).values(again_at=FRIDAY + HOUR))
        await switch_off(session)

    await tick(database, FRIDAY + HOUR)

    assert [person for person, _ in await letters(database)] == [ana]


# --- A round --------------------------------------------------------------------------------


async def test_a_round_is_a_letter_in_the_open_that_opens_and_is_set_down_anew(
    database: Database,
) -> None:
    ana = await reminded(database, language="cy")

    assert await tick(database, FRIDAY - timedelta(seconds=1)) == 0
    assert await tick(database, FRIDAY) == BEGUN_AND_ASKED

    async with database.transaction() as session:
        (letter,) = (await session.scalars(select(Letter))).all()
    assert (letter.person_id, letter.language, letter.sealed) == (ana, "cy", False)
    assert (letter.posted_at, letter.due_at) == (FRIDAY, FRIDAY)
    assert read(letter.content) == rhythm.invitation(FRIDAY.date(), Every.WEEK)
    kept = await row(database, ana)
    assert (kept.last_on, kept.open_on) == (date(2026, 11, 27), date(2026, 11, 27))
    assert (kept.due_at, kept.next_at) == (FRIDAY + WEEK, FRIDAY + WEEK)
    async with database.transaction() as session:
        assert await reminders.NEXT_DUE.read(session) == FRIDAY + WEEK


async def test_a_new_round_closes_the_one_before_and_its_second_reminder(
    database: Database,
) -> None:
    ana = await reminded(database)
    await tick(database, FRIDAY)
    async with database.transaction() as session:
        await session.execute(update(Reminder).values(again_at=FRIDAY + WEEK))

    assert await tick(database, FRIDAY + WEEK) == BEGUN_AND_ASKED

    kept = await row(database, ana)
    assert (kept.open_on, kept.again_at) == (date(2026, 12, 4), None)


async def test_many_are_asked_each_by_their_own_rhythm(database: Database) -> None:
    rhythms: list[dict[str, Any]] = [
        {"every": Every.WEEK},
        {"every": Every.MONTH, "begins": FRIDAY - 4 * WEEK, "weekday": 4},
        {"every": Every.FORTNIGHT, "hour": 10},
        {"zone": "Europe/Lisbon"},
    ]
    people = [await reminded(database, **each) for each in rhythms for _ in range(3)]

    await tick(database, FRIDAY)

    told = Counter(who for who, _ in await letters(database))
    assert told == Counter([*people[:3], *people[6:]])
    following = [(await row(database, each)).due_at for each in people]
    assert following == [
        *[FRIDAY + WEEK] * 6,
        *[FRIDAY + 2 * WEEK] * 3,
        *[FRIDAY + WEEK] * 3,
    ]


# --- Neither skipped nor doubled ------------------------------------------------------------


async def test_a_restart_in_the_middle_asks_nobody_twice(database: Database) -> None:
    ana = await reminded(database)
    for n in range(3):
        restarted = another(database) if database.shared else database
        assert await tick(restarted, FRIDAY + n * HOUR) == (0 if n else BEGUN_AND_ASKED)
        if database.shared:
            await restarted.close()

    assert [who for who, _ in await letters(database)] == [ana]


@pytest.mark.parametrize(
    ("late", "asked_at"),
    [
        (timedelta(minutes=3), FRIDAY + timedelta(minutes=3)),
        (10 * HOUR, FRIDAY + 10 * HOUR),
        (12 * HOUR, FRIDAY + 22 * HOUR),  # it is night: at eight in the morning
        (23 * HOUR, FRIDAY + 23 * HOUR),
        (24 * HOUR, FRIDAY + WEEK),
        (30 * DAY, FRIDAY + 5 * WEEK),
    ],
)
async def test_after_an_outage_a_round_is_late_or_passed_over_never_stale_or_at_night(
    database: Database, late: timedelta, asked_at: datetime
) -> None:
    ana = await reminded(database)
    now: datetime | None = FRIDAY + late
    while now and now <= asked_at:
        await tick(database, now)
        async with database.transaction() as session:
            now = await reminders.NEXT_DUE.read(session)

    assert await letters(database) == [(ana, asked_at)]


async def test_a_chosen_hour_in_the_night_is_kept_to(database: Database) -> None:
    ana = await reminded(database, hour=22)

    await tick(database, FRIDAY + 12 * HOUR)

    assert await letters(database) == [(ana, FRIDAY + 12 * HOUR)]


async def test_a_round_that_cannot_be_on_time_for_christmas_is_passed_over(
    database: Database,
) -> None:
    eve = datetime(2026, 12, 24, 20, 0, tzinfo=UTC)
    ana = await reminded(database, begins=eve - DAY, weekday=3, hour=20)

    for hours in (5, 13, 37):
        await tick(database, eve + hours * HOUR)

    assert await letters(database) == []
    assert (await row(database, ana)).due_at == eve + WEEK


# One process alone works on an SQLite file.
@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
async def test_two_processes_side_by_side_ask_each_once(database: Database) -> None:
    everybody = [await reminded(database) for _ in range(30)]
    other = another(database)

    for n in range(3):
        await asyncio.gather(tick(database, FRIDAY + n * WEEK), tick(other, FRIDAY + n * WEEK))

    told = Counter(who for who, _ in await letters(database))
    assert told == dict.fromkeys(everybody, 3)
    await other.close()


# --- Who is passed over ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "told",
    [
        {"stopped_at": FRIDAY - HOUR},
        {"paused_until": FRIDAY + DAY},
    ],
)
async def test_who_is_not_to_be_written_to_is_passed_over(
    database: Database, told: dict[str, Any]
) -> None:
    ana = await reminded(database, **told)

    assert await tick(database, FRIDAY) == BEGUN_AND_ASKED

    assert await letters(database) == []
    kept = await row(database, ana)
    assert (kept.due_at, kept.open_on) == (FRIDAY + WEEK, None)


async def test_a_week_without_room_is_passed_over(database: Database) -> None:
    ana = await reminded(database, weekly_number=1, begins=FRIDAY - 2 * WEEK)
    async with database.transaction() as session:
        await session.execute(update(Reminder).values(due_at=FRIDAY + WEEK))
        assert await unasked.claim(session, ana, Sort.PROMPT, FRIDAY - HOUR, LONDON)
        await session.execute(update(Reminder).values(due_at=FRIDAY, next_at=FRIDAY))

    await tick(database, FRIDAY)

    assert await letters(database) == []
    assert (await row(database, ana)).asked == 0


@pytest.mark.parametrize(("number", "times"), [(1, 1), (2, 2)])
async def test_one_that_came_in_the_week_after_its_own_is_counted_there(
    database: Database, number: int, times: int
) -> None:
    sunday = datetime(2026, 11, 29, 20, 0, tzinfo=UTC)
    await reminded(database, weekly_number=number, weekday=6, hour=20)
    await reminded(database, weekly_number=number, weekday=6, hour=20, begins=FRIDAY + WEEK)

    await tick(database, sunday + 3 * HOUR)  # at night: on Monday at eight
    for at in (sunday + 12 * HOUR, sunday + WEEK):
        await tick(database, at)

    monday = [at for _, at in await letters(database) if at < sunday + WEEK]
    assert monday == [sunday + 12 * HOUR]
    assert len(await letters(database)) == times + 1


async def test_after_withdrawing_nobody_is_asked_and_nothing_is_kept(database: Database) -> None:
    ana = await reminded(database)
    async with database.transaction() as session:
        await reminders.end(session, ana)

    assert await tick(database, FRIDAY) == 0
    assert await letters(database) == []
    async with database.transaction() as session:
        assert await reminders.NEXT_DUE.read(session) is None


# --- Once more ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("late", "told", "again"),
    [
        (timedelta(0), {}, 1),
        (23 * HOUR, {}, 1),
        (24 * HOUR, {}, 0),
        (timedelta(0), {"stopped_at": FRIDAY}, 0),
    ],
)
async def test_a_second_reminder_comes_once_and_is_not_counted(
    database: Database, late: timedelta, told: dict[str, Any], again: int
) -> None:
    ana = await reminded(database, weekly_number=1)
    await tick(database, FRIDAY)
    async with database.transaction() as session:
        await session.execute(update(Reminder).values(again_at=FRIDAY + 3 * HOUR))
        if told:
            await session.execute(update(Person).values(told))
        assert await reminders.NEXT_DUE_AGAIN.read(session) == FRIDAY + 3 * HOUR

    for _ in range(2):
        await tick(database, FRIDAY + 3 * HOUR + late)

    expected = [(ana, FRIDAY), (ana, FRIDAY + 3 * HOUR + late)]
    assert await letters(database) == expected[: 1 + again]


# --- Across the changes of the clocks -------------------------------------------------------


ZONES = ("Europe/London", "Pacific/Auckland", "America/St_Johns")


@dataclass(frozen=True)
class Wish:
    """When somebody wants their note."""

    weekday: int
    hour: int
    zone: str
    every: Every

    def rounds(self, begins: datetime, weeks: int = 8) -> list[datetime]:
        """The wall times in the weeks from an instant, none on 25 December."""
        first = begins.astimezone(ZoneInfo(self.zone)).replace(tzinfo=None)
        days = (first.date() + timedelta(days=n) for n in range(7 * weeks + 1))
        walls = [datetime.combine(each, time(self.hour)) for each in days if self._is_on(each)]
        ours = [each for each in walls if first < each <= first + weeks * WEEK]
        due = ours[:: 2 if self.every is Every.FORTNIGHT else 1]
        return [each for each in due if (each.month, each.day) != (12, 25)]

    def _is_on(self, day: date) -> bool:
        return day.weekday() == self.weekday and (self.every is not Every.MONTH or day.day <= 7)


@pytest.mark.parametrize(
    "begins",
    [datetime(2026, 9, 20, 12, 0, tzinfo=UTC), datetime(2027, 3, 7, 12, 0, tzinfo=UTC)],
    ids=["autumn", "spring"],
)
async def test_eight_weeks_bring_each_note_once_at_its_wall_time(
    database: Database, begins: datetime
) -> None:
    wishes = [
        Wish((6, 0, 5, 6)[n % 4], (10, 0, 20, 3, 23)[n % 5], zone, every)
        for n, (zone, every) in enumerate(product(ZONES, Every))
    ]
    who = {await wished(database, begins, each): each for each in wishes}

    await pushed(database, begins, begins + 8 * WEEK)

    assert await told(database, who) == {
        person: wish.rounds(begins) for person, wish in who.items()
    }


async def wished(database: Database, begins: datetime, wish: Wish) -> int:
    """Somebody who is reminded as they wish; their id."""
    return await reminded(
        database,
        begins=begins,
        weekday=wish.weekday,
        every=wish.every,
        hour=wish.hour,
        zone=wish.zone,
    )


async def told(database: Database, who: Mapping[int, Wish]) -> dict[int, list[datetime]]:
    """When each was written to, by the clock on their wall."""
    walls: dict[int, list[datetime]] = {person: [] for person in who}
    for person, at in await letters(database):
        walls[person].append(at.astimezone(ZoneInfo(who[person].zone)).replace(tzinfo=None))
    return walls


async def pushed(database: Database, begins: datetime, ends: datetime) -> None:
    """Do what falls due between two instants, each at its own."""
    now = begins
    while now <= ends:
        await tick(database, now)
        due = await clockwork.next_due(database, now, JOBS)
        now = due or ends + DAY
