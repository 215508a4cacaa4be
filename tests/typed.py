"""Commands as somebody types them in a folder, and what is in the folder then."""

import asyncio
import contextlib
import logging
import os
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import main
from bot.simulating import STORY_BEGINS
from scheduler.imports import SAMPLE as SAMPLE_FILES
from scheduler.imports import import_file
from storage.database import Database
from storage.everything import Base
from storage.migrations import migrate
from storage.sealing import keys_in
from tests.serving import clean

SAMPLE = Path(__file__).parents[1] / "bot" / "sample"
DATA = Path(__file__).parent / "data"
LUNCH = "is there money for an older people's lunch club?"

WHO = {
    "SPARKPLUG_ORGANISATION": "Fernleigh Together",
    "SPARKPLUG_NOTICE_URL": "https://www.fernleigh.example/privacy",
    "SPARKPLUG_NATION": "England",
}
"""What a bot must know of those who run it."""

Say = Callable[..., Result]


@pytest.fixture
def sparkplug(tmp_path: Path) -> Iterator[Say]:
    """Types a command in an empty folder; `typed` is what is said to its questions."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level

    def command(*words: str, typed: str = "", **settings: str) -> Result:
        with (
            contextlib.chdir(tmp_path),
            patch.dict(os.environ, clean(settings), clear=True),  # a command may read a .env
        ):
            result = CliRunner().invoke(main, words, input=typed)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    yield command
    root.handlers[:], root.level = handlers, level


@contextlib.asynccontextmanager
async def database_in(folder: Path) -> AsyncIterator[Database]:
    """The database that commands in a folder use."""
    (folder / "data").mkdir(exist_ok=True)
    url = f"sqlite:///{folder / 'data' / 'sparkplug.sqlite'}"
    await asyncio.to_thread(migrate, url)
    database = Database(url, keys_in(folder / "sparkplug.key"))
    yield database
    await database.close()


def keep_sample(folder: Path) -> None:
    """Import the sample area's files, as `sparkplug import` does."""

    async def keep() -> None:
        async with database_in(folder) as database:
            for kind, name in SAMPLE_FILES.items():
                await import_file(database, kind, SAMPLE / name, now=STORY_BEGINS)

    asyncio.run(keep())


def contents(file: Path) -> dict[str, list[Any]]:
    """Every row of a database."""
    with contextlib.closing(sqlite3.connect(file)) as database:
        return {
            table.name: sorted(
                database.execute(f'SELECT * FROM "{table.name}"').fetchall(), key=repr
            )
            for table in Base.metadata.sorted_tables
        }
