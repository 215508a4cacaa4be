"""Turns that clash with another transaction on PostgreSQL are begun anew, and nobody notices."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import func, select, text

from bot.app import ANEW, App
from bot.simulating import STORY_BEGINS, demonstration
from handlers import teams
from handlers.dispatch import FEATURES, Routing
from handlers.messages import Incoming, Left, Message, Sender
from handlers.turns import Moment, Routes, Turn
from storage import questions
from storage import teams as stored_teams
from storage.areas import Area
from storage.database import Database
from storage.inbox import Update
from tests.postgres import another, database, url
from tests.town import Core, House, StillClock, Town

__all__ = ["database", "url"]  # the fixtures

MINE, THEIRS = 1, 2
"""Two locks that a turn and somebody else take in opposite order."""


@dataclass
class Trouble:
    """What happens to the turns that are to come, and how many there were."""

    codes: list[str] = field(default_factory=list)
    tries: int = 0
    holds: asyncio.Event = field(default_factory=asyncio.Event)
    go_on: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass(frozen=True)
class Place:
    town: Town
    trouble: Trouble
    database: Database


def routes(trouble: Trouble) -> Routes:
    """A feature that writes, and then clashes."""
    on = Routes()

    @on.command("clash", in_menu=False)
    async def clash(turn: Turn, words: str) -> Message:
        """Fail as PostgreSQL does, as often as was asked for."""
        trouble.tries += 1
        turn.person.name += f" {trouble.tries}"
        await turn.session.flush()
        if trouble.codes:
            code = trouble.codes.pop(0)
            raised = f"DO $$ BEGIN RAISE SQLSTATE '{code}'; END $$"
            await turn.session.execute(text(raised))
        return Message(turn.person.name)

    @on.command("embrace", in_menu=False)
    async def embrace(turn: Turn, words: str) -> Message:
        """Take two locks that somebody else takes the other way round."""
        trouble.tries += 1
        await turn.session.execute(select(func.pg_advisory_xact_lock(MINE)))
        trouble.holds.set()
        await trouble.go_on.wait()
        await turn.session.execute(select(func.pg_advisory_xact_lock(THEIRS)))
        return Message("Here.")

    return on


@pytest.fixture
async def place(database: Database, tmp_path: Path) -> AsyncIterator[Place]:
    trouble, clock, core = Trouble(), StillClock(STORY_BEGINS), Core()
    routing = Routing.of([*FEATURES, SimpleNamespace(on=routes(trouble))])
    mine = another(database)
    app = App(demonstration(tmp_path, port=0), clock, mine, [await core.open(clock)], routing)
    await app.start()
    yield Place(Town(House(core, app, clock)), trouble, database)
    await app.stop()


async def mishaps(database: Database) -> list[str | None]:
    """What went wrong with each update, by its kind."""
    async with database.transaction() as session:
        return list(await session.scalars(select(Update.mishap).order_by(Update.seen_at)))


@pytest.mark.parametrize("code", ["40001", "40P01"])
async def test_a_turn_that_clashed_is_done_once_from_its_start(place: Place, code: str) -> None:
    ana = place.town.voice("Ana")
    place.trouble.codes = [code] * ANEW

    await ana.says("/clash")

    assert ana.last_heard == "Ana 3"  # the first tries left nothing behind
    assert place.trouble.tries == ANEW + 1
    assert await mishaps(place.database) == [None]


async def test_one_that_clashes_each_time_is_a_mishap(place: Place) -> None:
    ana = place.town.voice("Ana")
    place.trouble.codes = ["40P01"] * (ANEW + 1)

    await ana.says("/clash")

    assert place.trouble.tries == ANEW + 1
    [mishap] = await mishaps(place.database)
    assert mishap
    assert len(ana.hears) == 1


async def test_another_error_is_a_mishap_at_once(place: Place) -> None:
    ana = place.town.voice("Ana")
    place.trouble.codes = ["22012"]  # division by zero

    await ana.says("/clash")

    assert place.trouble.tries == 1
    [mishap] = await mishaps(place.database)
    assert mishap


async def test_a_deadlock_is_survived(place: Place) -> None:
    ana, trouble = place.town.voice("Ana"), place.trouble

    async def they_wait() -> bool:
        locks = "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
        async with place.database.transaction() as session:
            return await session.scalar(text(locks)) is not None

    async def embrace_back() -> None:
        async with place.database.transaction() as session:
            # So that it is the turn that PostgreSQL ends.
            await session.execute(text("SET LOCAL deadlock_timeout = '1min'"))
            await session.execute(select(func.pg_advisory_xact_lock(THEIRS)))
            await trouble.holds.wait()
            await session.execute(select(func.pg_advisory_xact_lock(MINE)))

    async def let_go_on() -> None:
        while not await they_wait():  # noqa: ASYNC110  PostgreSQL tells nobody
            await asyncio.sleep(0.01)
        trouble.go_on.set()

    await asyncio.gather(ana.says("/embrace"), embrace_back(), let_go_on())

    assert ana.last_heard == "Here."
    assert trouble.tries == 2
    assert await mishaps(place.database) == [None]


async def test_a_team_that_ends_waits_for_those_who_go_through_its_questions(place: Place) -> None:
    async with place.database.transaction() as session:
        fernleigh = Area(
            ref="AR01", name="Fernleigh", kind="town", also_called=[], landmarks=[],
            postcode_districts=[], part_of="England", notes="",
        )  # fmt: skip
        session.add(fernleigh)
    parks, _ = await place.town.team("Parks", "Moira", front_door=True)
    ana = place.town.voice("Ana")
    await ana.says("/ask")
    await ana.fills("Who mows the verge?", "A question", "Me, by my name")

    async def end() -> None:
        gone = Incoming("core", "1", Sender("", "", ""), parks.id, Left(), public=True)
        async with another(place.database).transaction() as session:
            await teams.hear(Moment(session, STORY_BEGINS, place.town.app.here), gone)

    async def waits() -> bool:
        async with place.database.transaction() as session:
            locks = text("SELECT 1 FROM pg_locks WHERE NOT granted")
            return await session.scalar(locks) is not None

    async with place.database.transaction() as clock:
        [question] = await questions.open_for_clock(clock, STORY_BEGINS + timedelta(days=99), 9)
        ending = asyncio.create_task(end())
        while not await waits():  # noqa: ASYNC110  PostgreSQL tells nobody
            await asyncio.sleep(0.01)
        team = await stored_teams.the_team(clock, question.team_id)
        assert team
        team.reminded_at = STORY_BEGINS
    await ending
