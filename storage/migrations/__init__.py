"""The database's tables, brought to what this version needs, one step at a time."""

from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    column,
    create_engine,
    event,
    func,
    inspect,
    make_url,
    select,
    table,
)

VERSIONS = Path(__file__).parent / "versions"
"""The steps, a file each, named by their number: the last one is where all of them lead."""

DRIVERS = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg"}


_MIGRATING = 0x5BA4C_B106
"""The number of our lock in PostgreSQL's list of them; any other would do."""

_PATIENCE = 60.0
"""Seconds to wait on SQLite for another process that migrates the same file."""


class WrittenByNewer(Exception):
    """A newer version of the program has changed the database in ways this one does not know."""


class BrokenReferences(Exception):
    """After a migration, rows point at rows that are not there. Nothing of it was kept."""


def migrate(url: str, versions: Path = VERSIONS) -> None:
    """Bring a database up to date; a new one is made whole. All of it is done, or nothing.

    Processes that start together migrate one after the other. On SQLite with foreign keys off:
    altering a table there replaces it, and with them on, that would delete every row that points
    at it.

    Raises:
        WrittenByNewer: the database is further than this version.
        BrokenReferences: the migration lost rows.
    """
    address = make_url(url)
    on_sqlite = address.get_backend_name() == "sqlite"
    engine = _sqlite(address) if on_sqlite else _engine(address)
    try:
        with engine.begin() as connection:
            if not on_sqlite:
                connection.execute(select(func.pg_advisory_xact_lock(_MIGRATING)))
            if _stored(connection) == newest(versions):
                return
            _upgrade(connection, versions)
            if on_sqlite and (
                broken := connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            ):
                raise BrokenReferences(broken)
    finally:
        engine.dispose()


def is_current(url: str) -> bool:
    """Whether a database has the tables of this version; nothing is changed."""
    engine = _engine(make_url(url))
    try:
        with engine.connect() as connection:
            return _stored(connection) == newest(VERSIONS)
    finally:
        engine.dispose()


def newest(versions: Path) -> str:
    """The number of the last step."""
    return max(file.stem.partition("_")[0] for file in versions.glob("[0-9]*.py"))


_VERSION = table("alembic_version", column("version_num"))


def _stored(connection: Connection) -> str | None:
    """The number of the last step that was taken; None: it is new."""
    if not inspect(connection).has_table(_VERSION.name):
        return None
    return connection.scalar(select(_VERSION.c.version_num))


def _upgrade(connection: Connection, versions: Path) -> None:
    # Alembic and all the steps take as long to load as the rest of the bot: only where needed.
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", "storage:migrations")
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", str(versions).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise WrittenByNewer(str(error)) from None


def _engine(address: URL, **options: Any) -> Engine:
    return create_engine(
        address.set(drivername=DRIVERS[address.get_backend_name()]), connect_args=options
    )


def _sqlite(address: URL) -> Engine:
    """An engine whose transactions hold all that is done in them, tables made included.

    Left to itself, Python's sqlite3 begins one only before the first row is written.
    https://docs.sqlalchemy.org/en/20/dialects/sqlite.html#enabling-non-legacy-sqlite-transactional-modes-with-the-sqlite3-or-aiosqlite-driver
    """
    engine = _engine(address, isolation_level=None, timeout=_PATIENCE)
    event.listen(engine, "connect", _foreign_keys_off)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def _foreign_keys_off(connection: Any, _: object) -> None:
    connection.execute("PRAGMA foreign_keys = OFF")  # in a transaction it would do nothing


def _begin_immediate(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
