"""Either database, for what says the same to both."""

import itertools
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.database import Database
from tests.postgres import KEYS, Server

__all__ = ["database"]  # the fixture

_numbers = itertools.count(1)


@pytest.fixture(params=["sqlite", "postgresql"])
async def database(
    request: pytest.FixtureRequest, tmp_path: Path, empty: Path, server: Server, tables: str
) -> AsyncIterator[Database]:
    """A database with nothing in it."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'new.sqlite'}"
        shutil.copy(empty, tmp_path / "new.sqlite")
    else:
        url = server.make(f"either_{next(_numbers)}", like=tables)
    opened = Database(url, KEYS)
    yield opened
    await opened.close()
