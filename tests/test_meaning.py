"""Meaning, the optional extra: it puts what is found in a better order, and finds nothing else."""

import shutil
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.settings import read
from handlers.thesaurus import terms
from storage.database import Database
from storage.meaning import PACKAGE, Meaning, is_installed
from storage.sealing import new_keys
from storage.search import OUTSTANDING, Part, Search, rows_changed

SINGING = (Part("singing together", (("#arts", 1.0), ("#music", 1.0)), 1.0),)


@pytest.fixture
async def area(furnished: Path, tmp_path: Path) -> AsyncIterator[Database]:
    """The sample area."""
    shutil.copy(furnished, tmp_path / "area.sqlite")
    database = Database(f"sqlite:///{tmp_path / 'area.sqlite'}", new_keys())
    yield database
    await database.close()


async def indexed(database: Database, search: Search) -> Search:
    """A search that has taken in all rows."""
    while await search.refresh(database):
        pass
    return search


async def test_without_it_nothing_is_compared_or_imported(area: Database) -> None:
    search = await indexed(area, Search(terms))

    assert (await search.sense(SINGING), await search.learn()) == (None, 0)
    assert PACKAGE not in sys.modules or is_installed()


def test_to_switch_it_on_it_must_be_there() -> None:
    settings, problems = read({"SPARKPLUG_MEANING": "on"})

    assert settings.meaning
    assert ("pip install" in " ".join(problems)) != is_installed()


@pytest.mark.skipif(not is_installed(), reason="the extra `meaning` is not installed")
async def test_it_puts_what_is_found_in_a_better_order_and_finds_nothing_else(
    area: Database,
) -> None:
    search = await indexed(area, Search(terms, Meaning()))
    assert search.find(SINGING, "group", sense=await search.sense(SINGING)) == search.find(
        SINGING, "group"
    ), "no row is read yet"

    while await search.learn():
        pass
    plain = {hit.id: hit.score for hit in search.find(SINGING, "group")}
    better = search.find(SINGING, "group", sense=await search.sense(SINGING))
    assert {hit.id for hit in better} == plain.keys()
    assert better == sorted(better, key=lambda hit: -hit.score)
    assert all(1 <= hit.score / plain[hit.id] < 1 + 6 * OUTSTANDING for hit in better)

    async with area.transaction() as session:
        await rows_changed(session, "group")
    await indexed(area, search)
    assert await search.learn() == 0, "a row whose texts are as they were is not read again"
