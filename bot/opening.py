"""The installation's database, opened for a command; what stands in the way is said in words."""

import asyncio
import gc
import os
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import click
from dotenv import load_dotenv
from sqlalchemy import make_url
from sqlalchemy.exc import DBAPIError

from bot.settings import Settings, WrongSettings, settings_in, to_run
from storage.database import Database
from storage.migrations import BrokenReferences, WrittenByNewer, migrate
from storage.sealing import KeyFile, keys_in

if sys.platform != "win32":
    import fcntl

ENV_FILE = Path(".env")
"""Settings of this folder; those of the environment come before them."""


def read_env_file() -> None:
    """Take in the settings of this folder's `.env`, if there is one."""
    try:
        load_dotenv(ENV_FILE)
    except (OSError, UnicodeDecodeError) as error:
        raise click.ClickException(f"{ENV_FILE.resolve()} can't be read: {_why(error)}.") from None


def settings() -> Settings:
    """The settings, or the end of the command with what is wrong with them."""
    read_env_file()
    try:
        return settings_in(os.environ)
    except WrongSettings as wrong:
        raise _not_right(wrong) from None


def settings_to_run() -> Settings:
    """The settings that real people can be served with, or the end of the command."""
    read_env_file()
    try:
        return to_run(os.environ)
    except WrongSettings as wrong:
        raise _not_right(wrong) from None


def _not_right(wrong: WrongSettings) -> click.ClickException:
    listed = "\n".join(f"  - {problem}" for problem in wrong.problems)
    return click.ClickException(
        f"The settings are not right:\n{listed}\nsparkplug setup asks for them one by one."
    )


@asynccontextmanager
async def installation() -> AsyncIterator[Database]:
    """The installation's database, up to date."""
    database = await opened(settings())
    try:
        yield database
    finally:
        await database.close()


async def opened(settings: Settings) -> Database:
    """The database of some settings, up to date and fit to be written; a new one is made.

    Raises:
        ClickException: why it can't be.
    """
    url = settings.database_url
    keys = await asyncio.to_thread(_made, settings)
    try:
        await asyncio.to_thread(migrate, url)
        database = Database(url, keys)
        async with database.transaction():
            pass  # SQLite takes the lock to write
    except DBAPIError as error:
        raise click.ClickException(out_of_reach(url, error)) from None
    except WrittenByNewer:
        raise click.ClickException(
            f"The database {name_of(url)} was written by a newer version of Sparkplug. "
            "Install that version, or restore a backup."
        ) from None
    except BrokenReferences:
        raise click.ClickException(
            f"The database {name_of(url)} could not be brought up to date, and is as it was. "
            "Please report this."
        ) from None
    return database


@contextmanager
def alone_on(url: str) -> Iterator[None]:
    """Be the only bot on an SQLite file, and keep others out as long as this lasts.

    Two would each send what the other has under way. Those who share PostgreSQL agree there
    (`storage.lease`). The lock lies beside the database, and goes with the process that has it.

    Raises:
        ClickException: another bot is running on it.
    """
    address = make_url(url)
    if address.get_backend_name() != "sqlite" or sys.platform == "win32":
        yield
        return
    database = Path(address.database or "").resolve()
    try:
        database.parent.mkdir(parents=True, exist_ok=True)
        lock = database.with_name(f"{database.name}.lock").open("a")
    except OSError:  # what keeps us from writing there, opening the database tells in words
        yield
        return
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise click.ClickException(
                f"Another Sparkplug is running on {database}. Stop that one first: two would "
                "send everything twice."
            ) from None
        yield


def _made(settings: Settings) -> KeyFile:
    """The folder and the keys, made where they are missing."""
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise click.ClickException(
            f"I can't write in {settings.data_dir.resolve()} ({_why(error)}). "
            "Set SPARKPLUG_DATA_DIR to a folder that I may write in."
        ) from None
    try:
        return keys_in(settings.key_file)
    except OSError as error:
        raise click.ClickException(
            f"I can't read or make the key file {settings.key_file.resolve()} ({_why(error)}). "
            "Set SPARKPLUG_KEY_FILE to a file that I may."
        ) from None
    except (ValueError, LookupError, TypeError, AttributeError):
        raise click.ClickException(
            f"{settings.key_file.resolve()} is no key file. Restore it from your copy; without "
            "it, what people wrote can't be read."
        ) from None


def out_of_reach(url: str, error: DBAPIError) -> str:
    """What keeps us from a database, in a sentence without its password."""
    address = make_url(url)
    if address.get_backend_name() != "sqlite":
        return (
            f"The database {name_of(url)} can't be reached ({type(error.orig).__name__}). "
            "Check SPARKPLUG_DATABASE_URL, and that the server runs."
        )
    file = Path(address.database or "").resolve()
    said = str(error.orig)
    if "readonly" in said or not os.access(file.parent, os.W_OK):
        return f"I can't write in {file.parent}. Set SPARKPLUG_DATA_DIR to a folder that I may."
    if "not a database" in said:
        return f"{file} is not a database, or is damaged. Move it away, or restore a backup."
    if "locked" in said:
        return f"{file} is in use by another program that does not let go of it."
    return f"The database {file} can't be opened ({said})."


def name_of(url: str) -> str:
    """A database's address as it may be shown."""
    return make_url(url).render_as_string(hide_password=True)


def _why(error: OSError | UnicodeDecodeError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or type(error).__name__


def set_apart() -> None:
    """Leave what is here by now out of every later search for garbage: it stays until the end.

    All else waits for such a search, and for 150 ms where it goes through all that we have loaded.
    """
    gc.collect()
    gc.freeze()
