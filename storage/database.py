"""The database: one declarative base, instants that are aware, and the one transaction a turn is.

The same code serves SQLite and PostgreSQL. Only `Database.transaction` begins and ends one.
"""

import asyncio
import os
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from datetime import UTC, datetime
from itertools import count
from typing import Any, ClassVar, Literal, Protocol
from uuid import UUID

from sqlalchemy import (
    JSON,
    BigInteger,
    ColumnElement,
    DateTime,
    Dialect,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Select,
    Table,
    any_,
    cast,
    event,
    func,
    make_url,
    select,
    text,
)
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects import sqlite as sqlite_sql
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

from storage import sqlite
from storage.sealing import KeyFile, Keys

BigId = BigInteger().with_variant(Integer(), "sqlite")
"""A 64-bit id; SQLite numbers rows only where the column says INTEGER."""


class Instant(TypeDecorator[datetime]):
    """A moment in time: aware in Python, UTC in the database, comparable on both."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store as UTC; a naive datetime is a mistake and refused."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a naive datetime is no instant: {value}")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Read as aware UTC."""
        if value is None or value.tzinfo is not None:
            return value
        return value.replace(tzinfo=UTC)


class Sealed(TypeDecorator[bytes]):
    """What people wrote, sealed for its row: its owner may read it, a copy of the file may not.

    `row` names the row for good by its columns, such as "letter {id}". By it every such column can
    be opened for whom it is about, and sealed anew with another key.
    """

    impl = LargeBinary
    cache_ok = True

    def __init__(self, row: str, *, large: bool = False) -> None:
        super().__init__()
        self.row = row
        self.large = large
        """Megabytes, of which few are handled at once."""

    def row_of(self, values: Mapping[str, Any]) -> str:
        """The name of a row, by its columns."""
        return self.row.format_map(values)


class Base(DeclarativeBase):
    """Every table. Constraints are named by rule, so that migrations can name them too."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: Instant(),
        list[str]: JSON(),
    }


POOL = 12
"""Connections of one process to PostgreSQL: several processes fit in its default of 100."""

_OPTIONS = "-c idle_in_transaction_session_timeout=5s -c timezone=UTC"
"""A process that froze in the middle of a transaction must not keep the others waiting; its days
begin where SQLite's do."""

_made = count()


def new_id(at: datetime) -> UUID:
    """A UUID of version 7 (RFC 9562), made before the insert; they sort in the order of making."""
    milliseconds = int(at.timestamp() * 1000) & (1 << 48) - 1
    nth = next(_made) & (1 << 32) - 1  # orders those made in the same millisecond
    number = milliseconds << 80 | nth >> 20 << 64 | (nth & 0xFFFFF) << 42
    number |= int.from_bytes(os.urandom(5)) | 0x7 << 76 | 0x2 << 62
    return UUID(int=number)


class Transacting(Protocol):
    """What transactions are had from: a database, or one that is fenced (storage/lease.py)."""

    def transaction(self) -> AbstractAsyncContextManager[AsyncSession]:
        """One session in one transaction."""
        ...


class _Queue(asyncio.Lock):
    """First in, first out. Who holds it and wants it again would wait for ever: RuntimeError."""

    _holder: asyncio.Task[Any] | None = None

    async def acquire(self) -> Literal[True]:
        task = asyncio.current_task()
        if self.locked() and task is self._holder:
            raise RuntimeError("a transaction was begun within another")
        await super().acquire()
        self._holder = task
        return True


class Database:
    """One database, by its SQLAlchemy URL without a driver: `sqlite:///file`, `postgresql://…`."""

    def __init__(self, url: str, keys: Keys | KeyFile) -> None:
        self.url = make_url(url)
        self.keys = keys
        self._erased = True
        """Somebody was, since the log was last emptied; perhaps just before we were killed."""
        if self.url.get_backend_name() == "sqlite":
            self.engine = create_async_engine(
                self.url.set(drivername="sqlite+aiosqlite"),
                connect_args={"async_creator_fn": sqlite.connect},
                pool_size=2,
                hide_parameters=True,  # an error must not tell what somebody wrote
            )
            event.listen(self.engine.sync_engine, "begin", _begin)
            # SQLite's own waiting is unfair; a first-in-first-out lock before it is not.
            self._queue: _Queue | None = _Queue()
        else:
            self.engine = create_async_engine(
                self.url.set(drivername="postgresql+psycopg"),
                pool_size=POOL,
                max_overflow=0,
                hide_parameters=True,
                pool_pre_ping=True,  # a restart of the server breaks what lies in the pool
                connect_args={"options": _OPTIONS},
            )
            self._queue = None

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncSession]:
        """One session in one transaction: committed at its end, undone if an exception leaves."""
        async with self._queue or nullcontext():
            session = AsyncSession(self.engine, expire_on_commit=False, info={"keys": self.keys})
            async with session, session.begin():
                yield session
            self._erased = self._erased or bool(session.info.get("erased"))

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """One session that sees the rows of one instant, and changes none; no writer waits."""
        engine = self.engine.execution_options(reading=True)
        session = AsyncSession(engine, expire_on_commit=False, info={"keys": self.keys})
        async with session, session.begin():
            yield session

    @property
    def shared(self) -> bool:
        """Whether several processes may work on it side by side."""
        return self._queue is None

    async def bring_to_disk(self) -> None:
        """Return when all that was committed would outlive a power cut; PostgreSQL sees to it."""
        if not self.shared and self.url.database:
            await sqlite.bring_to_disk(self.url.database)

    async def wipe(self) -> None:
        """If somebody was erased, leave nothing of them in SQLite's log either."""
        if self._erased and not self.shared and self.url.database:
            self._erased = not await sqlite.empty_log(self.url.database)

    async def close(self) -> None:
        """Close every connection."""
        await self.engine.dispose()


def _begin(connection: Any) -> None:
    """Take the write lock at the start: one taken later can fail with "database is locked"."""
    reading = connection.get_execution_options().get("reading")
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


_CLASHES = {"40001", "40P01"}
"""PostgreSQL's serialization_failure and deadlock_detected.

https://www.postgresql.org/docs/current/errcodes-appendix.html
"""


def clashed(error: DBAPIError) -> bool:
    """Whether a transaction failed for one beside it alone: from its start, it may go well."""
    return getattr(error.orig, "sqlstate", None) in _CLASHES


def bare(table: type[Base]) -> Table:
    """The table of a class, for the statements of every turn.

    Made once of it, with `bindparam` for what differs, and bringing rows instead of objects, a
    statement takes a quarter of the time (docs/whys.md, "Statements made once").
    """
    return Base.metadata.tables[table.__tablename__]


def partial(name: str, column: str, where: str) -> Index:
    """An index of the few rows that something looks for among very many."""
    return Index(name, column, sqlite_where=text(where), postgresql_where=text(where))


Condition = ColumnElement[bool]
"""Whether a row is one of those that are meant: for floors that hand it on and speak no SQL."""

Upsert = sqlite_sql.Insert | postgresql.Insert
"""An INSERT that can say `on_conflict_do_update`, in the words of one of our databases."""


def upsert(session: AsyncSession, table: type[Base]) -> Upsert:
    """An upsert in the words of the session's database."""
    return upsert_in(dialect_of(session), table)


def upsert_in(dialect: str, table: type[Base] | Table) -> Upsert:
    """An upsert in the words of a database: for statements made once for each."""
    return sqlite_sql.insert(table) if dialect == "sqlite" else postgresql.insert(table)


def among(
    session: AsyncSession, column: ColumnElement[int], ids: Sequence[int]
) -> ColumnElement[bool]:
    """Whether a column is one of some numbers: one parameter, however many these are.

    With one each, a statement for a thousand takes longer to make than to run.
    """
    told = ",".join(map(str, ids))
    if dialect_of(session) == "sqlite":
        each = func.json_each(f"[{told}]").table_valued("value")
        return column.in_(select(each.c.value))
    return column == any_(cast(func.string_to_array(told, ","), postgresql.ARRAY(BigInteger)))


def among_those(
    session: AsyncSession, column: ColumnElement[int], those: Select[int]
) -> ColumnElement[bool]:
    """Whether a column is one of the few numbers that a query finds, which are then looked up.

    PostgreSQL, left to choose, reads the whole table and compares.
    """
    if dialect_of(session) == "sqlite":
        return column.in_(those)
    return column == any_(func.array(those.scalar_subquery()))


def dialect_of(session: AsyncSession) -> str:
    """The name of a session's database as SQLAlchemy has it: sqlite or postgresql."""
    return session.get_bind().dialect.name


def note_erasure(session: AsyncSession) -> None:
    """Somebody is erased in this transaction: see `Database.wipe`."""
    session.info["erased"] = True


def seal(session: AsyncSession, text: bytes, row: str) -> bytes:
    """Seal a text for a row with the installation's key."""
    keys: Keys | KeyFile = session.info["keys"]
    return keys.seal(text, row)


def unseal(session: AsyncSession, sealed: bytes, row: str) -> bytes:
    """Open what `seal` sealed for this row; raises `CannotOpen`."""
    keys: Keys | KeyFile = session.info["keys"]
    return keys.open(sealed, row)


def marks(session: AsyncSession, secret: str, of: str) -> Sequence[str]:
    """What a secret comes to with each of the installation's keys, that which seals first."""
    keys: Keys | KeyFile = session.info["keys"]
    return keys.marks(secret, of)
