"""SQLite for SQLAlchemy's asyncio without a thread: each call runs at once, in the event loop.

aiosqlite hands every statement to a thread and waits for it, up to four hops a statement. Ours
take microseconds, so the hops cost more than the work (docs/whys.md, "SQLite without a thread").
The one thing that can take long, waiting for another process's write, is waited for asleep.
"""

import asyncio
import os
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

PATIENCE = 10.0
"""Seconds to wait for another process's write before giving up."""

_PAUSE = 0.005


class Cursor:
    """The part of aiosqlite's cursor that SQLAlchemy calls."""

    def __init__(self, cursor: sqlite3.Cursor) -> None:
        self._cursor = cursor
        self.arraysize = 1

    async def __aenter__(self) -> "Cursor":
        return self

    @property
    def description(self) -> Any:
        """The columns of the result, as the DB-API has it."""
        return self._cursor.description

    @property
    def rowcount(self) -> int:
        """How many rows the statement touched."""
        return self._cursor.rowcount

    @property
    def lastrowid(self) -> int | None:
        """The id of the row inserted last."""
        return self._cursor.lastrowid

    async def execute(self, operation: str, parameters: Sequence[Any] = ()) -> "Cursor":
        """Run one statement."""
        if operation == "BEGIN IMMEDIATE":
            await self._begin()
        else:
            self._cursor.execute(operation, parameters)
        return self

    async def executemany(self, operation: str, parameters: Iterable[Sequence[Any]]) -> "Cursor":
        """Run one statement for each row of parameters."""
        self._cursor.executemany(operation, parameters)
        return self

    async def fetchone(self) -> Any:
        """The next row, or None."""
        return self._cursor.fetchone()

    async def fetchmany(self, size: int = 1) -> list[Any]:
        """The next rows, at most `size`."""
        return self._cursor.fetchmany(size)

    async def fetchall(self) -> list[Any]:
        """All rows left."""
        return self._cursor.fetchall()

    async def close(self) -> None:
        """Let the result go."""
        self._cursor.close()

    async def _begin(self) -> None:
        """Take the write lock, asleep while another process has it."""
        deadline = asyncio.get_running_loop().time() + PATIENCE
        while True:
            try:
                self._cursor.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
                if not busy or asyncio.get_running_loop().time() > deadline:
                    raise
                await asyncio.sleep(_PAUSE)
            else:
                return


class Connection:
    """The part of aiosqlite's connection that SQLAlchemy calls."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection: sqlite3.Connection | None = connection
        self._conn = connection

    @property
    def isolation_level(self) -> str | None:
        """None: transactions begin and end only where we say so."""
        return self._conn.isolation_level

    def cursor(self, *_: Any) -> Cursor:
        """A new cursor."""
        return Cursor(self._conn.cursor())

    async def create_function(self, *args: Any, **kwargs: Any) -> None:
        """Make a Python function callable from SQL."""
        self._conn.create_function(*args, **kwargs)

    async def commit(self) -> None:
        """Make the transaction's changes permanent."""
        self._conn.commit()

    async def rollback(self) -> None:
        """Undo the transaction."""
        self._conn.rollback()

    async def close(self) -> None:
        """Close the connection."""
        self.stop()

    def stop(self) -> None:
        """Close the connection at once."""
        self._conn.close()
        self._connection = None


async def connect(file: str, **kwargs: Any) -> Connection:
    """Open a database file for `create_async_engine(connect_args={"async_creator_fn": connect})`.

    WAL lets readers go on while one writes. With `synchronous = NORMAL` a commit outlives our end
    at once, and a power cut from the next `bring_to_disk` on; `secure_delete` overwrites what is
    erased.
    """
    connection = sqlite3.connect(
        file, isolation_level=None, timeout=0, cached_statements=512, **kwargs
    )
    connection.execute("PRAGMA busy_timeout = 0")
    for pragma in (
        "journal_mode = WAL",
        "synchronous = NORMAL",
        "foreign_keys = ON",
        "secure_delete = ON",
    ):
        await _patiently(connection, f"PRAGMA {pragma}")
    return Connection(connection)


async def bring_to_disk(file: str) -> None:
    """Wait until all that was committed to a database would outlive a power cut, too.

    One wait for many commits, and in a thread: `synchronous = FULL` would hold up the event loop
    at each of them until the disk is done.
    """
    await asyncio.to_thread(_sync, Path(f"{file}-wal"))


async def empty_log(file: str) -> bool:
    """Leave nothing in a database's log, where erased rows stand as they were; False: not now.

    In a thread, since it waits for the disk. Somebody who reads keeps it from ending.
    """
    return await asyncio.to_thread(_empty_log, file)


def _empty_log(file: str) -> bool:
    with closing(sqlite3.connect(file, timeout=PATIENCE)) as connection:
        [busy, *_] = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def _sync(log: Path) -> None:
    # Closing it releases none of SQLite's locks: those are on the other two files.
    for path, flags in ((log, os.O_RDWR), (log.parent, os.O_RDONLY)):
        descriptor = os.open(path, flags)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


async def _patiently(connection: sqlite3.Connection, statement: str) -> None:
    for _ in range(int(PATIENCE / _PAUSE)):
        try:
            connection.execute(statement)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            await asyncio.sleep(_PAUSE)
        else:
            return
    connection.execute(statement)
