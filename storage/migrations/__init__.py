"""The database's tables, brought to what this version needs, one step at a time."""

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, make_url

DRIVERS = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg"}


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
            command.upgrade(config, "head")
            if address.get_backend_name() == "sqlite":
                broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
                if broken:
                    connection.rollback()
                    raise BrokenReferences(broken)
            connection.commit()
    finally:
        engine.dispose()
