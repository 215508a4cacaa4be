"""One transaction at a time on SQLite."""

import asyncio

import pytest

from storage.database import Database


async def test_one_within_another_is_refused_for_it_would_wait_for_ever(
    database: Database,
) -> None:
    async with database.transaction():
        with pytest.raises(RuntimeError, match="within another"):
            async with database.transaction():
                pass

    async with database.transaction():
        pass


async def test_another_task_waits_until_the_first_has_ended(database: Database) -> None:
    ended: list[str] = []

    async def work(name: str) -> None:
        async with database.transaction():
            await asyncio.sleep(0)
            ended.append(name)

    await asyncio.gather(*map(work, "abc"))

    assert ended == ["a", "b", "c"]
