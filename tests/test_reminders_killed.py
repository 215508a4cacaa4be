"""A process is killed in the midst of planning reminders: nobody is skipped, nobody asked twice."""

import asyncio
import shutil
import signal
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select, update

from scheduler.reminders import SLICE
from storage.database import Database
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
PEOPLE = 5 * SLICE
ROOT = Path(__file__).parent.parent


async def test_a_second_process_goes_on_where_the_first_was_killed(
    server: Server, tables: str, tmp_path: Path
) -> None:
    database = await _due(server.make("reminders_killed", like=tables), tmp_path)
    async with AsyncExitStack() as running:
        first = await running.enter_async_context(_process(database, tmp_path, "first"))
        await until(lambda: "holds" in first.log)
        second = await running.enter_async_context(_process(database, tmp_path, "second"))
        await until(lambda: "stands by" in second.log)
        await _fall_due(database)
        planned = await _killed_midway(database, first)
        await _all_are_planned(database)
        assert "holds" in second.log
    await _check(database, planned)
    await database.close()


async def test_the_same_process_started_anew_does(empty: Path, tmp_path: Path) -> None:
    file = tmp_path / "town.sqlite"
    shutil.copy(empty, file)
    database = await _due(f"sqlite:///{file}", tmp_path)
    await _fall_due(database)
    async with _process(database, tmp_path, "first") as process:
        planned = await _killed_midway(database, process)
        await process.start()
        await _all_are_planned(database)
    await _check(database, planned)
    await database.close()


async def _due(url: str, folder: Path) -> Database:
    """A database with many whose round is a week from now, on a platform that sends nothing."""
    database = Database(url, keys_in(folder / "keys"))
    await reminded_at(database, range(1, PEOPLE + 1), FRIDAY + WEEK, "elsewhere")
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


async def _killed_midway(database: Database, process: Process) -> int:
    """Kill it while it plans; how many it had planned by then: some, not all."""
    while not await _letters(database):  # noqa: ASYNC110 another process
        await asyncio.sleep(0.001)
    await process.end(signal.SIGKILL)
    planned = await _letters(database)
    assert 0 < planned < PEOPLE, "it was killed too late"
    return planned


async def _letters(database: Database) -> int:
    async with database.reading() as session:
        return await session.scalar(select(func.count()).select_from(Letter)) or 0


async def _all_are_planned(database: Database) -> None:
    async with asyncio.timeout(60):
        while await _letters(database) < PEOPLE:  # noqa: ASYNC110 another process
            await asyncio.sleep(0.05)


async def _check(database: Database, planned: int) -> None:
    """Each was asked once, and is to be asked a week later; whole slices were kept by the kill."""
    async with database.transaction() as session:
        told = await session.execute(
            select(func.count(), func.count(Letter.person_id.distinct())).select_from(Letter)
        )
        assert told.one() == (PEOPLE, PEOPLE)
        rounds = await session.execute(
            select(Reminder.due_at, Reminder.open_on, Reminder.asked, func.count()).group_by(
                Reminder.due_at, Reminder.open_on, Reminder.asked
            )
        )
        assert rounds.all() == [(FRIDAY + WEEK, FRIDAY.date(), 1, PEOPLE)]
    assert planned % SLICE == 0
