"""The file in which a simulated world is kept from one start to the next."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import msgspec
from sqlalchemy import Column, LargeBinary, MetaData, String, Table, create_engine, delete, event
from sqlalchemy import select as rows
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

Kind = str  # "person", "message", "update" …
Key = tuple[Kind, str]

_tables = MetaData()
_record = Table(
    "record",
    _tables,
    Column("kind", String, primary_key=True),
    Column("key", String, primary_key=True),
    Column("body", LargeBinary, nullable=False),  # JSON
)


class WorldFile:
    """One table of records in a SQLite file; one that can't be used raises at once."""

    def __init__(self, path: Path) -> None:
        self._engine = create_engine(f"sqlite:///{path}")
        event.listen(self._engine, "connect", _write_ahead)
        _tables.create_all(self._engine)

    def read(self) -> dict[Kind, dict[str, bytes]]:
        """All records, by kind and key."""
        found: dict[Kind, dict[str, bytes]] = {}
        with self._engine.connect() as connection:
            for kind, key, body in connection.execute(rows(_record)):
                found.setdefault(kind, {})[key] = body
        return found

    def one(self, kind: Kind, key: str) -> bytes | None:
        """A single record."""
        statement = rows(_record.c.body).where(_record.c.kind == kind, _record.c.key == key)
        with self._engine.connect() as connection:
            return connection.execute(statement).scalar_one_or_none()

    def write(self, changes: Mapping[Key, bytes | None]) -> None:
        """Keep these records, all or none; those that are None are forgotten."""
        kept = [
            {"kind": kind, "key": key, "body": body}
            for (kind, key), body in changes.items()
            if body is not None
        ]
        with self._engine.begin() as connection:
            for (kind, key), body in changes.items():
                if body is None:
                    connection.execute(
                        delete(_record).where(_record.c.kind == kind, _record.c.key == key)
                    )
            if kept:
                statement = insert(_record)
                connection.execute(
                    statement.on_conflict_do_update(
                        index_elements=["kind", "key"], set_={"body": statement.excluded.body}
                    ),
                    kept,
                )

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()


def last_seen_instant(path: Path) -> datetime | None:
    """What the time was in a world when it was last written; None: no world is kept there yet."""
    if not path.exists():
        return None
    file = WorldFile(path)
    try:
        now = file.one("note", "now")
    finally:
        file.close()
    return msgspec.json.decode(now, type=datetime) if now else None


def _write_ahead(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    """Don't wait for the disk: losing the last writes to a power cut does no harm here."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.close()
