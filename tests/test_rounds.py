"""Making a round: once, whoever tries and whoever is killed; for those whose week it is."""

import asyncio
import signal
import sys
from collections import Counter
from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select, update

from scheduler.rounds import AT_ONCE, MATCHES, NOT_NOW
from scheduler.timetable import TIMETABLE
from storage import dry_runs, rounds
from storage.database import Database
from storage.lease import Lease
from storage.peers import Peer
from storage.rounds import Match, Round, Side
from storage.sealing import keys_in
from storage.unasked import Unasked
from tests.postgres import url
from tests.rounding import BEGINS, FIRST, JOBS, Dying, Killed, join, told, turn

__all__ = ["url"]  # the fixture

WEEK = timedelta(weeks=1)
PEOPLE = 105
"""Two slices, and a three."""


async def check_made_once(database: Database, people: list[int]) -> None:
    """One round, in which each is once, was counted once and is told once."""
    async with database.transaction() as session:
        made = (await session.scalars(select(Round).where(Round.made_at.is_not(None)))).all()
        assert [(each.people, each.pairs, each.threes, each.alone) for each in made] == [
            (PEOPLE, PEOPLE // 2 - 1, 1, 0)
        ]
        assert await session.scalar(select(func.count(Match.id))) == PEOPLE // 2
        sides = (await session.scalars(select(Side.person_id).where(Side.match_id > 0))).all()
        assert sorted(sides) == people
        numbers = (await session.scalars(select(Unasked.number))).all()
        assert Counter(numbers) == {1: PEOPLE}
        assert len((await session.scalars(select(Round.week))).all()) == 2  # and the next one
    await turn(database, FIRST)
    assert Counter(key for _, key in await told(database)) == {"intro-meet": PEOPLE}


@pytest.fixture
async def dying(database: Database) -> AsyncIterator[Dying]:
    """The same database, for a process that ends."""
    same = Dying(database.url.render_as_string(hide_password=False), database.keys)
    yield same
    await same.close()


async def test_a_round_is_made_once_wherever_its_maker_is_killed(
    database: Database, dying: Dying
) -> None:
    async with database.transaction() as session:
        people = await join(session, PEOPLE)
    await turn(database, BEGINS)  # which sets it down

    kills = 0
    for nth in range(1, 30):
        dying.ends_in = nth
        try:
            await turn(dying, FIRST)
        except Killed:
            kills += 1
            continue
        break

    assert kills > 5
    await check_made_once(database, people)


async def test_a_round_is_made_once_though_two_make_it_at_once(
    database: Database, dying: Dying
) -> None:
    async with database.transaction() as session:
        people = await join(session, PEOPLE)
    await turn(database, BEGINS)

    await asyncio.gather(turn(database, FIRST), turn(dying, FIRST))

    await check_made_once(database, people)


async def test_two_processes_make_one_round_though_one_is_killed(url: str, tmp_path: Path) -> None:
    """On PostgreSQL; both believe that they hold the lease, so that it guards nothing."""
    key = tmp_path / "key"
    database = Database(url, keys_in(key))
    async with database.transaction() as session:
        people = await join(session, PEOPLE)
        until = BEGINS + 9999 * WEEK
        holder = "00000000-0000-0000-0000-000000000001"
        await session.execute(insert(Lease).values(id=1, holder=holder, token=1, until=until))
    await turn(database, BEGINS, 1)

    doomed = await _process(url, key, 8)
    await _says(doomed, "begun")
    await _says(doomed, "midway")
    async with database.reading() as session:
        kept = await session.scalar(select(func.count(Match.id)))
        assert kept == MATCHES, "some are kept, and not all"
    other = await _process(url, key, 0)
    await _says(other, "begun")
    doomed.kill()

    assert [await doomed.wait(), await other.wait()] == [-signal.SIGKILL, 0]
    async with database.transaction() as session:
        made = (await session.scalars(select(Round).where(Round.made_at.is_not(None)))).all()
        assert [each.people for each in made] == [PEOPLE]
        assert await session.scalar(select(func.count(Match.id))) == PEOPLE // 2
        sides = (await session.scalars(select(Side.person_id).where(Side.match_id > 0))).all()
        assert sorted(sides) == people
        assert Counter((await session.scalars(select(Unasked.number))).all()) == {1: PEOPLE}
    await database.close()


async def _process(url: str, key: Path, ends_in: int) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.rounding", url, str(key), str(ends_in),
        cwd=Path(__file__).parent.parent, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip


async def _says(process: asyncio.subprocess.Process, word: str) -> None:
    assert process.stdout
    assert await process.stdout.readline() == f"{word}\n".encode()


async def test_each_is_in_as_often_as_they_like(database: Database) -> None:
    async with database.transaction() as session:
        people = await join(session, 6)
        for person, every in zip(people, ["weekly"] * 2 + ["fortnightly"] * 2 + ["monthly"] * 2,
                                 strict=True):  # fmt: skip
            await session.execute(update(Peer).where(Peer.person_id == person).values(every=every))
    await turn(database, BEGINS)
    for week in range(7):
        await turn(database, FIRST + week * WEEK)

    async with database.transaction() as session:
        found = await session.execute(
            select(Side.person_id, func.count()).where(Side.is_in).group_by(Side.person_id)
        )
        assert [number for _, number in sorted(tuple(each) for each in found)] == [7, 7, 4, 4, 2, 2]


async def test_who_has_nobody_hears_it_once_and_then_pays_no_message_for_silence(
    database: Database,
) -> None:
    async with database.transaction() as session:
        *_, alone = await join(session, 3)
        theirs = update(Peer).where(Peer.person_id == alone)
        await session.execute(theirs.values(languages=["cy"], first_at=BEGINS))
    await turn(database, BEGINS)

    heard = []
    for week in range(3):
        await turn(database, FIRST + week * WEEK)
        heard.append([key for person, key in await told(database) if person == alone])

    assert heard == [["intro-nobody"], [], []], "who said yes alone before does not know it yet"
    async with database.transaction() as session:
        had = await session.scalars(select(Unasked.number).where(Unasked.person_id == alone))
        assert sum(had) == 1


async def test_who_has_no_room_in_their_week_is_not_in(database: Database) -> None:
    async with database.transaction() as session:
        people = await join(session, 5)
        monday = date(2026, 9, 7)
        session.add(Unasked(person_id=people[0], week=monday, number=3))
    await turn(database, BEGINS)
    await turn(database, FIRST)

    assert sorted(person for person, _ in await told(database)) == people[1:]


async def test_after_an_outage_of_days_that_week_has_no_round(database: Database) -> None:
    async with database.transaction() as session:
        await join(session, 2)
    await turn(database, BEGINS)

    await turn(database, FIRST + timedelta(days=4))
    async with database.transaction() as session:
        coming = await rounds.to_come(session)
        assert coming
        assert coming.at == FIRST + WEEK


async def test_a_round_that_is_due_at_night_waits_for_the_morning(database: Database) -> None:
    async with database.transaction() as session:
        await join(session, 2)
    await turn(database, BEGINS)

    await turn(database, FIRST + timedelta(hours=14))
    assert await told(database) == []
    await turn(database, FIRST + timedelta(hours=22))
    assert len(await told(database)) == 2


async def test_a_matching_for_which_there_is_no_process_is_tried_again_later(
    database: Database, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    async with database.transaction() as session:
        people = await join(session, AT_ONCE + 2)
    await turn(database, BEGINS)

    monkeypatch.setattr(sys, "executable", str(tmp_path / "is not there"))
    await turn(database, FIRST)
    assert await told(database) == []
    async with database.transaction() as session:
        coming = await rounds.to_come(session)
        assert coming
        assert coming.at == FIRST + NOT_NOW

    monkeypatch.undo()
    await turn(database, FIRST + NOT_NOW)
    assert sorted(person for person, _ in await told(database)) == people


async def test_whoever_tries_a_round_out_waits_until_they_are_told(
    database: Database, dying: Dying, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    async with database.transaction() as session:
        first, *_ = await join(session, AT_ONCE + 2)
        await dry_runs.want(session, "core", "Person0", BEGINS)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "is not there"))
    tries = [job for job in TIMETABLE if job.run.__name__ == "try_out"]

    dying.ends_in = 1
    with pytest.raises(Killed):
        await turn(dying, BEGINS, jobs=tries)
    await turn(database, BEGINS, jobs=tries)

    assert await told(database) == [(first, "coordinators-tried-not")]


async def test_a_match_that_fails_holds_up_no_other(database: Database) -> None:
    async with database.transaction() as session:
        people = await join(session, 6)
    await turn(database, BEGINS)
    await turn(database, FIRST, jobs=JOBS[:1])
    async with database.transaction() as session:
        bad = await session.scalar(select(func.min(Match.id)))
        assert bad
        await session.execute(update(Match).where(Match.id == bad).values(step="unheard-of"))
        sides = await rounds.sides_of(session, bad)
        its = {each.person_id for each in sides}

    await turn(database, FIRST)

    assert {person for person, _ in await told(database)} == set(people) - its
    async with database.transaction() as session:
        found = await rounds.match_with_id(session, bad)
        assert found
        assert found.next_at == FIRST + timedelta(hours=1)
