"""Meaning, the optional extra: it puts what is found in a better order, and finds nothing else."""

import shutil
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest

from bot.settings import read
from handlers.thesaurus import terms
from storage.database import Database
from storage.meaning import PACKAGE, Meaning, is_installed
from storage.sealing import new_keys
from storage.search import OUTSTANDING, Part, Search, rows_changed
from tests.town import Town, opened
from tests.town.core import Core

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

    assert (search.sense(SINGING, {}), await search.learn()) == (None, 0)
    assert PACKAGE not in sys.modules or is_installed()


def test_to_switch_it_on_it_must_be_there() -> None:
    settings, problems = read({"SPARKPLUG_MEANING": "on"})

    assert settings.meaning
    assert ("pip install" in " ".join(problems)) != is_installed()


class Model:
    """In place of the model: what it is asked, and whether a transaction was open meanwhile."""

    folder: Path
    asked: list[str] = []  # noqa: RUF012

    def __init__(self, num_threads: int) -> None:
        pass

    def query(self, text: str) -> object:
        (file,) = self.folder.rglob("*.sqlite")
        with closing(sqlite3.connect(file, timeout=0.1)) as other:
            other.execute("BEGIN IMMEDIATE")  # fails while a turn is in its transaction
        self.asked.append(text)
        return object()

    def passage(self, text: str) -> object:
        return object()


async def test_what_a_question_means_is_worked_out_while_no_transaction_is_open(
    furnished: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, PACKAGE, SimpleNamespace(E5=Model))
    monkeypatch.setitem(sys.modules, "numpy", SimpleNamespace())
    monkeypatch.setattr(Model, "folder", tmp_path, raising=False)
    monkeypatch.setattr(Model, "asked", [])
    async with opened(Core(), furnished, tmp_path) as house:
        town = Town(house)
        town.app.here.search = Search(terms, Meaning())
        while await town.app.here.search.refresh(town.database):
            pass
        ana = town.voice("Ana")

        await ana.says("Is there money for an older people's lunch club?")
        assert ana.hears[0].startswith("I looked for: money for older people and lunch clubs.")
        await ana.says("Is there money for an older people's lunch club?")

    assert Model.asked == ["older peoples lunch club"] * 2, "nothing of it is kept"


@pytest.mark.skipif(not is_installed(), reason="the extra `meaning` is not installed")
async def test_it_puts_what_is_found_in_a_better_order_and_finds_nothing_else(
    area: Database,
) -> None:
    search = await indexed(area, Search(terms, Meaning()))
    assert search.find(
        SINGING, "group", sense=search.sense(SINGING, search.senses_at_once())
    ) == search.find(SINGING, "group"), "no row is read yet"

    while await search.learn():
        pass
    plain = {hit.id: hit.score for hit in search.find(SINGING, "group")}
    better = search.find(SINGING, "group", sense=search.sense(SINGING, search.senses_at_once()))
    assert {hit.id for hit in better} == plain.keys()
    assert better == sorted(better, key=lambda hit: -hit.score)
    assert all(1 <= hit.score / plain[hit.id] < 1 + 6 * OUTSTANDING for hit in better)

    async with area.transaction() as session:
        await rows_changed(session, "group")
    await indexed(area, search)
    assert await search.learn() == 0, "a row whose texts are as they were is not read again"
