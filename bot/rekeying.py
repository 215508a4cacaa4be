"""`sparkplug rekey`: a new key, and all that the old one sealed is sealed with it, while we run.

Each step can be the last one done: the next run goes on from there. The new key is on the disk
before it seals anything; the old one goes when no row needs it, and nobody can still seal with it.
"""

import asyncio
from collections.abc import Callable
from pathlib import Path
from socket import gethostname

import click
from rich.console import Console
from rich.progress import Progress

from bot.clock import WallClock
from bot.web import ALIVE
from storage import installation, resealing
from storage.database import Database
from storage.sealing import Keys, new_keys, read_keys, replace_keys

SLICE = 200
"""Rows a transaction seals anew."""
GRACE = 15.0
"""Seconds after which a turn that began with the old key has ended; one may take ten."""


class Damaged(Exception):
    """Some rows open with no key: how many."""


async def rekey(database: Database, key_file: Path, *, same_file: bool) -> None:
    """Seal everything with a new key, and say what to do with the old one.

    Raises:
        ClickException: it can't be done now; what was done stays, and nothing is lost.
    """
    console = Console(stderr=True)
    others = await _others(database, same_file=same_file)
    if others:
        raise click.ClickException(
            f"{others} work on this database, too. If they read this same key file, say "
            "--same-file. If they have copies, stop them, do this, and copy the new file to them."
        )
    add_key(key_file)
    console.print(
        f"{key_file} has a new key. Copy the file to its other place now: what is sealed from "
        "here on opens with the new key alone."
    )
    with Progress(console=console) as progress:
        task = progress.add_task("Sealing anew", total=None)
        async with database.transaction() as session:
            total = await resealing.count(session, old_keys(key_file))
        progress.update(task, total=total)
        try:
            await reseal_all(database, key_file, lambda done: progress.advance(task, done))
            if await _is_alive(database):
                await asyncio.sleep(GRACE)
                await reseal_all(database, key_file, lambda _: None)
        except Damaged as rows:
            raise click.ClickException(
                f"{rows} rows can't be opened; all others are sealed with the new key. The old "
                "one stays in the file. Restore those rows from a backup, or let them go when "
                "their time has come, and run this again."
            ) from None
    retire(key_file)
    console.print(
        "All is sealed with the new key, and the old one is gone from the file. Backups of before "
        "still need it: keep its copy apart until they are gone (35 days), then destroy it."
    )


def add_key(key_file: Path) -> None:
    """Put a new key in front, unless an earlier run did and was stopped."""
    keys = read_keys(key_file)
    if len(keys.by_id) == 1:
        new = new_keys()
        replace_keys(key_file, Keys(new.sealing, {**keys.by_id, **new.by_id}))


def old_keys(key_file: Path) -> list[str]:
    """The ids of the keys that seal no more."""
    keys = read_keys(key_file)
    return [each for each in keys.by_id if each != keys.sealing]


async def reseal_all(database: Database, key_file: Path, told: Callable[[int], None]) -> None:
    """Seal anew until nothing is left that an old key sealed; `told` hears how many, by slices.

    Raises:
        Damaged: what is left opens with no key.
    """
    old = old_keys(key_file)
    done, damaged = 1, 0
    while done:
        done = damaged = 0
        for table, column in resealing.sealed_columns():
            after: resealing.Key | None = ()
            while after is not None:
                async with database.transaction() as session:
                    rows = await resealing.reseal(session, table, column, old, after or None, SLICE)
                told(rows.done)
                done, damaged, after = done + rows.done, damaged + rows.damaged, rows.last
    await database.bring_to_disk()
    if damaged:
        raise Damaged(damaged)


def retire(key_file: Path) -> None:
    """Take the keys out of the file that seal no more."""
    keys = read_keys(key_file)
    replace_keys(key_file, Keys(keys.sealing, {keys.sealing: keys.by_id[keys.sealing]}))


async def _others(database: Database, *, same_file: bool) -> str:
    """The other machines that work on the database; empty: none that matters."""
    if same_file or not database.shared:
        return ""
    async with database.transaction() as session:
        hosts = await installation.ticking(session, WallClock().now() - ALIVE)
    return ", ".join(each for each in hosts if each != gethostname())


async def _is_alive(database: Database) -> bool:
    async with database.transaction() as session:
        return bool(await installation.ticking(session, WallClock().now() - ALIVE))
