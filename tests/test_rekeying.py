"""A new key for all that is sealed: while others write, and however often it is stopped."""

import asyncio
import json
import shutil
import signal
import stat
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from click import ClickException
from sqlalchemy import select, update

from bot import rekeying
from bot.rekeying import Damaged, add_key, old_keys, reseal_all, retire
from handlers.messages import Message, written
from storage import check_ins, mailbox, people, resealing, talk
from storage.check_ins import CheckIn
from storage.database import Database
from storage.mailbox import Kind, Letter
from storage.sealing import keys_in, read_keys
from storage.talk import Topic
from tests.processes import Process
from tests.town import STORY_BEGINS as NOW
from tests.typed import Say, database_in

MANY = 2 * rekeying.SLICE + 1


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    return tmp_path / "sparkplug.key"


@pytest.fixture
async def database(empty: Path, tmp_path: Path, key_file: Path) -> AsyncIterator[Database]:
    shutil.copy(empty, tmp_path / "town.sqlite")
    database = Database(f"sqlite:///{tmp_path / 'town.sqlite'}", keys_in(key_file))
    yield database
    await database.close()


async def wrote(database: Database, name: str, letters: int) -> None:
    """Somebody who wrote in every place that is sealed."""
    async with database.transaction() as session:
        account = await people.meet(
            session, "core", name, address=name, name=name, language="en", now=NOW
        )
        kept = await check_ins.check_in(session, account.person_id, NOW.date(), "good", NOW)
        check_ins.write_note(session, kept, f"{name}'s note")
        await talk.keep(session, account.person_id, Topic.RECENT, b'{"of": "talk"}', NOW)
        for n in range(letters):
            await posted(database, account.person_id, name, n, session)


async def posted(
    database: Database, person: int | None, name: str, n: int, session: object = None
) -> None:
    content = written(Message(f"{name} {n}"))
    if session is None:
        async with database.transaction() as own:
            await posted(database, person, name, n, own)
        return
    await mailbox.post(
        session,  # type: ignore[arg-type]
        content,
        platform="core",
        address=name,
        person_id=person,
        language="en",
        kind=Kind.ANSWER,
        now=NOW,
    )


async def opened(database: Database) -> tuple[list[str], list[bytes]]:
    """Every note and letter, in words."""
    async with database.transaction() as session:
        notes = [
            check_ins.note_of(session, each) for each in await session.scalars(select(CheckIn))
        ]
        letters = await session.scalars(select(Letter).order_by(Letter.id))
        return sorted(notes), [mailbox.content(session, each) for each in letters]


async def test_all_opens_with_the_new_key_alone(database: Database, key_file: Path) -> None:
    await wrote(database, "Ana", MANY)
    await wrote(database, "Ben", 1)
    before, first = await opened(database), read_keys(key_file).sealing

    await rekeying.rekey(database, key_file, same_file=False)

    assert await opened(database) == before
    assert len(before[1]) == MANY + 1
    keys = read_keys(key_file)
    assert list(keys.by_id) == [keys.sealing] != [first]
    assert_alone(key_file)


def assert_alone(key_file: Path) -> None:
    """Nobody else may read it, and nothing is left lying beside it."""
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    assert [each.name for each in key_file.parent.glob(".*key*")] == []


@pytest.mark.parametrize("stops", [1, 4])
async def test_however_often_it_is_stopped_nothing_is_lost(
    database: Database, key_file: Path, stops: int
) -> None:
    """As a kill would: what is committed stays, and the next run goes on from there."""
    await wrote(database, "Ana", MANY)
    before = await opened(database)

    for slices in range(stops):
        add_key(key_file)
        left = slices

        def told(_: int) -> None:
            nonlocal left
            left -= 1
            if left < 0:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            await reseal_all(database, key_file, told)
        assert await opened(database) == before
    await rekeying.rekey(database, key_file, same_file=False)

    assert await opened(database) == before
    assert len(read_keys(key_file).by_id) == 1


async def test_killed_over_it_it_goes_on_at_the_next_run(
    database: Database, key_file: Path, tmp_path: Path
) -> None:
    await wrote(database, "Ana", 10 * MANY)
    before, first = await opened(database), read_keys(key_file).sealing
    all_of_it = await sealed_with(database, first)
    settings = {
        "SPARKPLUG_DATABASE_URL": f"sqlite:///{tmp_path / 'town.sqlite'}",
        "SPARKPLUG_KEY_FILE": str(key_file),
    }

    async with Process(tmp_path, "bot", "rekey", settings=settings) as run:
        while await sealed_with(database, first) == all_of_it:  # noqa: ASYNC110 another process
            await asyncio.sleep(0.001)
        await run.end(signal.SIGKILL)
        assert 0 < await sealed_with(database, first) < all_of_it, "it was killed too late"
        assert len(read_keys(key_file).by_id) == 2
        assert await opened(database) == before
        await run.start()
        assert await run.wait() == 0, run.log

    assert await opened(database) == before
    assert len(read_keys(key_file).by_id) == 1


async def sealed_with(database: Database, key: str) -> int:
    """How many rows a key has sealed."""
    async with database.reading() as session:
        return await resealing.count(session, [key])


async def test_what_is_written_meanwhile_opens_afterwards(
    database: Database, key_file: Path
) -> None:
    """By a process that has had the old key in its hands since its start."""
    running = Database(str(database.url), keys_in(key_file))
    await wrote(running, "Ana", MANY)

    async def goes_on() -> None:
        for n in range(60):
            await posted(running, None, "Ben", n)
            await asyncio.sleep(0)

    add_key(key_file)
    await asyncio.gather(reseal_all(database, key_file, lambda _: None), goes_on())
    retire(key_file)

    notes, letters = await opened(running)
    assert notes == ["Ana's note"]
    assert len(letters) == MANY + 60
    await running.close()


async def test_a_damaged_row_keeps_the_old_key_in_the_file(
    database: Database, key_file: Path
) -> None:
    await wrote(database, "Ana", 3)
    first = read_keys(key_file).sealing
    async with database.transaction() as session:
        await session.execute(update(CheckIn).values(note=first.encode() + b"x" * 40))
    add_key(key_file)

    with pytest.raises(Damaged):
        await reseal_all(database, key_file, lambda _: None)
    with pytest.raises(ClickException, match="1 rows can't be opened"):
        await rekeying.rekey(database, key_file, same_file=False)

    assert old_keys(key_file) == [first]


def test_the_command_says_what_to_do_with_the_keys(sparkplug: Say, tmp_path: Path) -> None:
    async def fill() -> None:
        async with database_in(tmp_path) as database:
            await wrote(database, "Ana", 3)

    asyncio.run(fill())
    first = json.loads((tmp_path / "sparkplug.key").read_text())

    answer = sparkplug("rekey")

    assert answer.exit_code == 0
    said = " ".join(answer.stderr.split())
    assert "has a new key. Copy the file to its other place now" in said
    assert "Backups of before still need it: keep its copy apart until they are gone" in said
    now = json.loads((tmp_path / "sparkplug.key").read_text())
    assert set(first["keys"]) & set(now["keys"]) == set()
    for keys in (first, now):
        assert not any(key in answer.output for key in keys["keys"].values())
