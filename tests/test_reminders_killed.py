"""A process is killed in the midst of planning reminders: nobody is skipped, nobody asked twice."""

import asyncio
import shutil
import signal
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select, update

from scheduler.reminders import FEWER, SLICE
from storage.database import Database
from storage.lease import Lease
from storage.mailbox import Letter
from storage.people import Account
from storage.reminders import Reminder
from storage.sealing import keys_in
from tests.crowd import reminded_at
from tests.postgres import Server
from tests.processes import Process
from tests.serving import until
from tests.test_reminders import check_ins_on

FRIDAY = datetime(2026, 11, 27, 10, 0, tzinfo=UTC)
WEEK = timedelta(days=7)
PEOPLE = 4 * SLICE
ROOT = Path(__file__).parent.parent


async def test_another_process_goes_on_where_one_was_killed(
    server: Server, tables: str, tmp_path: Path
) -> None:
    database = await _due(server.make("reminders_killed", like=tables), tmp_path)
    async with AsyncExitStack() as running:

        async def run(name: str) -> Process:
            return await running.enter_async_context(_process(database, tmp_path, name))

        first = await run("first")
        await until(lambda: _holds(first))
        others = [await run("second"), await run("third")]
        await until(lambda: all("stands by" in each.log for each in others))
        await _fall_due(database)
        await _killed_midway(database, first, _begun)
        await _let_the_lease_lapse(database)
        await until(lambda: any(map(_holds, others)))
        await _killed_midway(database, next(filter(_holds, others)), _written)
        await _let_the_lease_lapse(database)
        await first.start()
        await _all_are_written_to(database)
    await _check(database)
    await database.close()


async def test_the_same_process_started_anew_does(empty: Path, tmp_path: Path) -> None:
    file = tmp_path / "town.sqlite"
    shutil.copy(empty, file)
    database = await _due(f"sqlite:///{file}", tmp_path)
    await _fall_due(database)
    async with _process(database, tmp_path, "first") as process:
        await _killed_midway(database, process, _begun)
        await process.start()
        await _killed_midway(database, process, _written)
        await process.start()
        await _all_are_written_to(database)
    await _check(database)
    await database.close()


async def _due(url: str, folder: Path) -> Database:
    """A database with many whose round is two weeks from now, on a platform that sends nothing."""
    database = Database(url, keys_in(folder / "keys"))
    await reminded_at(database, range(1, PEOPLE + 1), FRIDAY + 2 * WEEK, "elsewhere")
    async with database.transaction() as session:
        await check_ins_on(session, await session.scalars(select(Account).limit(2)))
    return database


async def _fall_due(database: Database) -> None:
    async with database.transaction() as session:
        values = {"due_at": FRIDAY, "next_at": FRIDAY}
        await session.execute(update(Reminder).values(values))


def _process(database: Database, folder: Path, name: str) -> Process:
    url = database.url.render_as_string(hide_password=False)
    own = folder / name
    own.mkdir()
    told = url, str(folder / "keys"), name, FRIDAY.isoformat()
    return Process(own, "tests.standby", *told, settings={"PYTHONPATH": str(ROOT)})


def _holds(process: Process) -> bool:
    return "holds" in process.log


async def _let_the_lease_lapse(database: Database) -> None:
    """As if its holder had been silent for long; tests/test_lease.py waits for that."""
    async with database.transaction() as session:
        await session.execute(update(Lease).values(until=func.clock_timestamp()))


async def _killed_midway(
    database: Database, process: Process, done: Callable[[Database], Awaitable[int]]
) -> None:
    """Kill it in the midst of something: it had done so much then, by whole slices, not all."""
    while not await done(database):  # noqa: ASYNC110 another process
        await asyncio.sleep(0.001)
    await process.end(signal.SIGKILL)
    by_then = await done(database)
    assert 0 < by_then < PEOPLE, "it was killed too late"
    assert by_then % FEWER == 0


async def _begun(database: Database) -> int:
    """How many rounds have begun."""
    async with database.reading() as session:
        begun = select(func.count()).where(Reminder.due_at == FRIDAY + WEEK)
        return await session.scalar(begun) or 0


async def _written(database: Database) -> int:
    """How many letters there are."""
    async with database.reading() as session:
        return await session.scalar(select(func.count()).select_from(Letter)) or 0


async def _all_are_written_to(database: Database) -> None:
    async with asyncio.timeout(90):
        while await _written(database) < PEOPLE:  # noqa: ASYNC110 another process
            await asyncio.sleep(0.05)


async def _check(database: Database) -> None:
    """Each was asked once, and is to be asked a week later."""
    async with database.transaction() as session:
        told = await session.execute(
            select(func.count(), func.count(Letter.person_id.distinct())).select_from(Letter)
        )
        assert told.one() == (PEOPLE, PEOPLE)
        what = Reminder.due_at, Reminder.open_on, Reminder.asked, Reminder.ask_at
        rounds = await session.execute(select(*what, func.count()).group_by(*what))
        assert rounds.all() == [(FRIDAY + WEEK, FRIDAY.date(), 1, None, PEOPLE)]
