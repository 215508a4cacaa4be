"""The database's tables, brought to what this version needs, one step at a time."""

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, func, make_url, select

DRIVERS = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg"}


_MIGRATING = 0x5BA4C_B106
"""The number of our lock in PostgreSQL's list of them; any other would do."""


class BrokenReferences(Exception):
    """After a migration, rows point at rows that are not there. Nothing of it was kept."""


def migrate(url: str) -> None:
    """Bring a database up to date; a new one is made whole.

    On SQLite with foreign keys off: altering a table there replaces it, and with them on, that
    would delete every row that points at it.

    Raises:
        BrokenReferences: the migration lost rows.
    """
    address = make_url(url)
    engine = create_engine(address.set(drivername=DRIVERS[address.get_backend_name()]))
    config = Config()
    config.set_main_option("script_location", "storage:migrations")
    try:
        with engine.connect() as connection:
            config.attributes["connection"] = connection
            if address.get_backend_name() == "postgresql":
                # Processes that start together migrate one after the other.
                connection.execute(select(func.pg_advisory_xact_lock(_MIGRATING)))
            command.upgrade(config, "head")
            if address.get_backend_name() == "sqlite":
                broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
                if broken:
                    connection.rollback()
                    raise BrokenReferences(broken)
            connection.commit()
    finally:
        engine.dispose()


def is_current(url: str) -> bool:
    """Whether a database has the tables of this version; nothing is changed."""
    address = make_url(url)
    engine = create_engine(address.set(drivername=DRIVERS[address.get_backend_name()]))
    config = Config()
    config.set_main_option("script_location", "storage:migrations")
    try:
        with engine.connect() as connection:
            stored = MigrationContext.configure(connection).get_current_revision()
    finally:
        engine.dispose()
    return stored == ScriptDirectory.from_config(config).get_current_head()
