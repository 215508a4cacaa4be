"""Several processes share one PostgreSQL: one delivers, ticks and polls, another takes over."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import func, select, update

from bot.clock import WallClock
from bot.settings import UK
from bot.simulator.limits import Limits
from bot.simulator.server import Simulator
from handlers.messages import Message, written
from scheduler import clockwork
from scheduler.delivery import Postman
from scheduler.timetable import Job
from storage import lease, mailbox
from storage.database import Database
from storage.lease import Lease, Lost
from storage.mailbox import Letter, State
from tests import warm
from tests.postgres import Server, database, url
from tests.processes import Process as Bot
from tests.serving import LONGEST, ROOT
from tests.warm import Started

__all__ = ["database", "url"]  # the fixtures

SECONDS = lease.LASTS.total_seconds() + lease.RENEWED.total_seconds() + LONGEST
"""Another has taken over by then, also on a machine that has much else to do."""


class Process:
    """One of ours, and what it told."""

    def __init__(self, running: Started, said: asyncio.StreamReader) -> None:
        self.running = running
        self._said = said
        self.told: list[str] = []
        self._heard = asyncio.Event()
        self._reading = asyncio.create_task(self._read())

    async def _read(self) -> None:
        async for line in self._said:
            self.told.append(line.decode().strip())
            self._heard.set()

    async def tells(self, line: str) -> None:
        async with asyncio.timeout(SECONDS):
            while line not in self.told:
                self._heard.clear()
                await self._heard.wait()

    async def end(self) -> None:
        if self.running.returncode is None:
            self.running.kill()
        await self.running.wait()
        await self._reading


Start = Callable[[str], Awaitable[Process]]


@pytest.fixture
async def start(url: str, tmp_path: Path) -> AsyncIterator[Start]:
    """Starts a process, by the name it is to have."""
    async with AsyncExitStack() as stack:

        async def begin(name: str) -> Process:
            process = Process(
                *await warm.heard(
                    *("tests.standby", url, str(tmp_path / "key"), name),
                    folder=ROOT,
                    environment=os.environ,
                )
            )
            stack.push_async_callback(process.end)
            await process.tells("stands by")
            return process

        yield begin


async def post(database: Database, text: str, address: str = "1") -> None:
    """Put an unsealed letter in the outbox, as a job does: it can be read with any key."""
    now = datetime.now(UTC)
    async with database.transaction() as session:
        letter = await mailbox.post(
            session,
            b"",
            platform="told",
            address=address,
            person_id=None,
            language="en",
            kind=mailbox.Kind.ANSWER,
            now=now,
        )
        await session.execute(
            update(Letter)
            .where(Letter.id == letter)
            .values(content=written(Message(text)), sealed=False)
        )


async def states(database: Database) -> list[str]:
    async with database.transaction() as session:
        return list(await session.scalars(select(Letter.state).order_by(Letter.id)))


async def all_sent(database: Database) -> None:
    """Wait until no letter is in doubt."""
    for _ in range(int(LONGEST * 20)):
        found = await states(database)
        if set(found) == {State.SENT}:
            return
        await asyncio.sleep(0.05)
    raise AssertionError(found)


# --- Processes ----------------------------------------------------------------------------


async def test_another_takes_over_when_the_holder_is_killed(
    database: Database, start: Start
) -> None:
    first = await start("stuck")
    await first.tells("holds")
    second = await start("second")
    await post(database, "hello")
    await first.tells("sending hello")
    assert "holds" not in second.told

    first.running.kill()
    await second.tells("holds")
    await second.tells("sent hello again")
    await post(database, "how are you")
    await second.tells("sent how are you")

    await all_sent(database)


async def test_one_that_slept_through_its_lease_neither_settles_nor_claims(
    database: Database, start: Start
) -> None:
    first = await start("first")
    await first.tells("holds")
    await post(database, "before")
    await first.tells("sent before")
    second = await start("second")

    first.running.send_signal(signal.SIGSTOP)
    await second.tells("holds")
    await post(database, "meanwhile")
    await second.tells("sent meanwhile")
    first.running.send_signal(signal.SIGCONT)
    await asyncio.sleep(1)
    await post(database, "after")
    await second.tells("sent after")

    assert first.told == ["stands by", "holds", "sent before"]
    await all_sent(database)


async def test_one_that_ends_politely_is_followed_within_a_moment(
    database: Database, start: Start
) -> None:
    async with database.transaction() as session:
        process = uuid4()
        assert await lease.take(session, process) == 1
        # It would not run out in time: only its end can pass it on.
        in_an_hour = func.clock_timestamp() + timedelta(hours=1)
        await session.execute(update(Lease).values(until=in_an_hour))
    waiting = await start("waiting")
    await asyncio.sleep(1)
    assert "holds" not in waiting.told

    async with database.transaction() as session:
        await lease.release(session, process)

    await waiting.tells("holds")


async def test_when_the_bot_that_polls_is_killed_the_other_answers(
    filled: str, server: Server, tmp_path: Path
) -> None:
    simulator = Simulator(WallClock(), limits=Limits.none())
    await simulator.start()
    settings = {
        "SPARKPLUG_DATABASE_URL": server.make("two_bots", like=filled),
        "SPARKPLUG_KEY_FILE": str(tmp_path / "sparkplug.key"),
        "SPARKPLUG_ORGANISATION": "Fernleigh Together",
        "SPARKPLUG_NOTICE_URL": "https://www.fernleigh.example/privacy",
        "SPARKPLUG_TELEGRAM_TOKEN": "1:simulated",
        "SPARKPLUG_TELEGRAM_API": simulator.telegram_api,
    }
    bots = [Bot(tmp_path / name, "bot", "run", settings=settings) for name in ("one", "two")]
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    ana = simulator.phones.meet("Ana").id

    async def answered(text: str) -> bool:
        before = len(simulator.world.messages(ana))
        simulator.phones.say(ana, text)
        for _ in range(int(SECONDS * 20)):
            await asyncio.sleep(0.05)
            if len(simulator.world.messages(ana)) >= before + 2:
                return True
        return False

    try:
        for bot in bots:  # both at once: they migrate and make the key file side by side
            await bot.start()
        assert await answered("/help")
        [holder] = [bot for bot in bots if "this process polls" in bot.log]
        await holder.end(signal.SIGKILL)
        assert await answered("Is there money for a lunch club?")
        await holder.start()
        assert await answered("Who can help with a street party?")
        [other] = [bot for bot in bots if bot is not holder]
        assert await other.end(signal.SIGTERM) == 0
        assert await answered("/pots")
    finally:
        for bot in bots:
            await bot.end(signal.SIGKILL)
        await simulator.stop()

    assert "Traceback" not in "".join(bot.log for bot in bots)


# --- The lease ----------------------------------------------------------------------------


async def silent(database: Database) -> None:
    """Let the lease run out."""
    async with database.transaction() as session:
        long_ago = func.clock_timestamp() - timedelta(hours=1)
        await session.execute(update(Lease).values(until=long_ago))


async def test_one_has_it_and_each_new_one_a_higher_token(database: Database) -> None:
    one, two = uuid4(), uuid4()

    async def take(process: object) -> int | None:
        async with database.transaction() as session:
            assert process in (one, two)
            return await lease.take(session, one if process is one else two)

    assert [await take(one), await take(two), await take(one)] == [1, None, 1]
    await silent(database)
    assert [await take(two), await take(one)] == [2, None]
    await silent(database)
    assert [await take(two), await take(one)] == [2, None]


async def test_of_many_that_ask_at_once_one_gets_it(database: Database) -> None:
    async def take() -> int | None:
        async with database.transaction() as session:
            return await lease.take(session, uuid4())

    assert sorted(await asyncio.gather(*(take() for _ in range(10))), key=str) == [1] + [None] * 9


@asynccontextmanager
async def taken_over(database: Database) -> AsyncIterator[int]:
    """The token of one whose lease another has taken."""
    async with database.transaction() as session:
        token = await lease.take(session, uuid4())
        assert token is not None
    await silent(database)
    async with database.transaction() as session:
        await lease.take(session, uuid4())
    yield token


async def test_a_stale_holders_transactions_are_refused(database: Database) -> None:
    async with taken_over(database) as token:
        with pytest.raises(Lost):
            async with lease.held(database, token):
                raise AssertionError


async def test_a_stale_holders_jobs_are_not_run(database: Database) -> None:
    ran: list[str] = []

    async def job(_: object) -> int:
        ran.append("a job")
        return 0

    async def never(_: object) -> None:
        return None

    async with taken_over(database) as token:
        here: object = None
        await clockwork.tick(database, here, datetime.now(UTC), [Job(job, never)], token)  # type: ignore[arg-type]

    assert ran == []


async def test_nobody_takes_over_in_the_middle_of_a_holders_transaction(
    database: Database,
) -> None:
    async with database.transaction() as session:
        token = await lease.take(session, uuid4())
        assert token is not None
    await silent(database)

    async def take() -> int | None:
        async with database.transaction() as session:
            return await lease.take(session, uuid4())

    async with lease.held(database, token):
        other = asyncio.create_task(take())
        await asyncio.sleep(0.3)
        assert not other.done()
    assert await other == token + 1


async def test_a_stale_postman_ends_and_leaves_its_letters_to_the_next(
    database: Database,
) -> None:
    from tests.standby import Told

    await post(database, "hello")
    async with taken_over(database) as token:
        postman = Postman(database, Told(stuck=False), lambda: datetime.now(UTC), UK, token)
        async with asyncio.timeout(LONGEST):
            await postman.run()

    assert await states(database) == [State.WAITING]
