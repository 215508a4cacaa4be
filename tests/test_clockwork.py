"""The one tick: whatever is due, in slices, at its instant, whatever happened meanwhile."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, literal, select

from bot.clock import PushedClock
from handlers.turns import Here, Moment
from scheduler import clockwork
from scheduler.timetable import SLICE, TIMETABLE, Job
from storage import inbox
from storage.database import Database
from storage.earliest import Earliest
from storage.inbox import Update
from storage.talk import Talk
from tests.town import STORY_BEGINS as NOW
from tests.town import Town

HERE = Here(organisation="", notice_url="", nation="", zone=ZoneInfo("Europe/London"))


class Work:
    """A job that has so much to do, and fails where it is told to."""

    def __init__(self, *slices: int, due: datetime | None = NOW, fails: bool = False) -> None:
        self.slices = list(slices)
        self.moments: list[datetime] = []
        self._fails = fails
        self.next_due = Earliest(select(literal(1)), lambda _: due)
        self.job = Job(self.run, self.next_due)

    async def run(self, moment: Moment) -> int:
        self.moments.append(moment.now)
        if self._fails:
            raise RuntimeError("zebra")
        return self.slices.pop(0) if self.slices else 0


async def test_a_tick_does_each_job_until_nothing_is_left(database: Database) -> None:
    one, other, later = Work(500, 500, 3), Work(2), Work(9, due=NOW + timedelta(seconds=1))

    handled = await clockwork.tick(database, HERE, NOW, [one.job, other.job, later.job])

    assert handled == 1005
    assert (one.slices, other.slices, later.slices) == ([], [], [9])
    assert {*one.moments, *other.moments, *later.moments} == {NOW}


async def test_where_nothing_is_due_nothing_is_locked(database: Database) -> None:
    async with database.transaction():  # another's would wait for this one
        handled = await clockwork.tick(database, HERE, NOW, [Work(1, due=None).job])

    assert handled == 0


async def test_a_job_that_fails_stops_no_other_and_is_tried_at_the_next_tick(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    bad, good = Work(fails=True), Work(1, 1)

    assert await clockwork.tick(database, HERE, NOW, [bad.job, good.job]) == 2
    assert await clockwork.tick(database, HERE, NOW, [bad.job, good.job]) == 0

    assert len(bad.moments) == 2
    assert [record.getMessage() for record in caplog.records] == ["the job run failed"] * 2


async def test_a_slice_that_fails_is_undone_and_those_before_it_stay(database: Database) -> None:
    async def note(moment: Moment) -> int:
        noted = await inbox.note(moment.session, "x", ["1"], moment.now)
        if noted["1"] == 3:
            raise RuntimeError
        return 1

    await clockwork.tick(database, HERE, NOW, [Job(note, Work().next_due)])

    async with database.transaction() as session:
        assert await session.scalar(select(Update.tries)) == 2


async def test_the_next_instant_is_the_earliest_of_all_jobs(database: Database) -> None:
    soon, late, never = NOW + timedelta(hours=1), NOW + timedelta(hours=2), None
    jobs = [Work(due=each).job for each in (late, never, soon)]

    assert await clockwork.next_due(database, NOW, jobs) == soon
    assert await clockwork.next_due(database, soon, jobs) == late
    assert await clockwork.next_due(database, late, jobs) is None


async def test_many_rows_are_forgotten_in_slices(database: Database) -> None:
    updates = [str(n) for n in range(2 * SLICE + 1)]
    async with database.transaction() as session:
        await inbox.note(session, "x", updates, NOW)

    handled = await clockwork.tick(database, HERE, NOW + inbox.UPDATES_KEPT)

    assert handled == len(updates)
    async with database.transaction() as session:
        assert await session.scalar(select(func.count()).select_from(Update)) == 0


async def test_a_late_tick_is_not_dropped_and_those_missed_are_one() -> None:
    async def run() -> None: ...

    scheduler = clockwork.started(run, every=7)
    (job,) = scheduler.get_jobs()
    scheduler.shutdown(wait=False)

    assert job.trigger.interval == timedelta(seconds=7)
    assert (job.misfire_grace_time, job.coalesce, job.max_instances) == (None, True, 1)


def test_every_job_says_when_it_is_due() -> None:
    assert len({job.run for job in TIMETABLE}) == len(TIMETABLE)
    assert len({job.next_due for job in TIMETABLE}) == len(TIMETABLE)


# --- Pushed through the whole bot -----------------------------------------------------------


async def talks(town: Town) -> int:
    async with town.database.transaction() as session:
        return await session.scalar(select(func.count()).select_from(Talk)) or 0


async def test_what_was_said_is_forgotten_after_half_an_hour_and_a_form_after_a_day(
    own_town: Town,
) -> None:
    ana = own_town.voice("Ana")
    await ana.says("/outing hills")

    told = []
    for span in ({"minutes": 29}, {"minutes": 1}, {"hours": 23}, {"minutes": 30}):
        await own_town.later(**span)
        told.append(await talks(own_town))

    assert told == [2, 1, 1, 0]


async def test_a_pushed_clock_stops_at_each_due_instant_on_the_way(own_town: Town) -> None:
    ana = own_town.voice("Ana")
    await ana.says("/outing hills")

    await own_town.later(days=10)

    stops = [at - NOW for at in own_town.clock.stops]
    assert stops == sorted(stops)
    ends = [timedelta(minutes=30), *(timedelta(days=days) for days in (1, 7, 9, 10))]
    assert [each for each in stops if each in ends] == ends, "other jobs' are between them"


def test_a_pushed_clock_runs_on_and_never_goes_back() -> None:
    clock = PushedClock(NOW)

    assert timedelta(0) <= clock.now() - NOW < timedelta(seconds=5)
    clock.push_to(NOW + timedelta(days=5))
    clock.push_to(NOW)
    assert timedelta(0) <= clock.now() - NOW - timedelta(days=5) < timedelta(seconds=5)


@pytest.mark.parametrize(
    ("now", "today"),
    [
        (datetime(2026, 11, 22, 23, 59, tzinfo=UTC), 22),
        (datetime(2026, 11, 23, 0, 0, tzinfo=UTC), 23),
        (datetime(2026, 7, 22, 22, 59, tzinfo=UTC), 22),
        (datetime(2026, 7, 22, 23, 0, tzinfo=UTC), 23),
    ],
)
def test_today_is_the_date_where_we_are(now: datetime, today: int) -> None:
    moment = Moment(SimpleNamespace(), now, HERE)  # type: ignore[arg-type]

    assert moment.today.day == today
