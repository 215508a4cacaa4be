"""`sparkplug backup`: the database in one file, whole, while the bot runs.

By SQLite's backup interface: a copy of the file alone would lack what is still in its log.
"""

import os
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import click
from sqlalchemy import make_url

from bot.settings import Settings

_SQLITE = b"SQLite format 3\x00"


def back_up(settings: Settings, file: Path) -> None:
    """Copy the database to a file, readable by its owner alone; an older backup is replaced.

    Raises:
        ClickException: why it can't be done; what was there before is as it was.
    """
    url = make_url(settings.database_url)
    if url.get_backend_name() != "sqlite":
        raise click.ClickException(
            "This copies SQLite databases. PostgreSQL has a tool of its own: pg_dump."
        )
    source = Path(url.database or "")
    if not source.exists():
        raise click.ClickException(f"There is no database at {source.resolve()} yet.")
    if file.exists() and (file.samefile(source) or not _is_database(file)):
        raise click.ClickException(f"{file} is no backup of ours; it is left as it is.")
    try:
        size = _copy(source, file)
    except OSError as error:
        raise click.ClickException(f"{file} can't be written: {error.strerror}.") from None
    except sqlite3.Error as error:
        raise click.ClickException(f"{source.resolve()} can't be copied: {error}.") from None
    click.echo(
        f"{size / 1e6:.1f} MB written to {file}. Keep a copy of {settings.key_file} in another "
        "place: without it, what people wrote can't be read."
    )
    if settings.key_file.resolve().parent == file.resolve().parent:
        click.echo(
            "This backup lies beside its key: whoever copies the folder can read all of it. "
            "Write it to another folder."
        )


def _copy(source: Path, file: Path) -> int:
    """Copy and check beside the file, then take its place; the size in bytes."""
    handle, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)  # mode 600
    os.close(handle)
    made = Path(name)
    try:
        with closing(sqlite3.connect(source)) as database, closing(sqlite3.connect(made)) as copy:
            # In one step: between two, each write of the bot would make it begin again.
            database.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, no log beside it
            [sound] = copy.execute("PRAGMA integrity_check").fetchone()
            if sound != "ok":
                raise sqlite3.DatabaseError("the copy is damaged")
        made.replace(file)
    except BaseException:
        made.unlink(missing_ok=True)
        raise
    return file.stat().st_size


def _is_database(file: Path) -> bool:
    with file.open("rb") as content:
        return content.read(len(_SQLITE)) == _SQLITE
