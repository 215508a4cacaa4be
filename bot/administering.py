"""`sparkplug admin`: who may do what others may not."""

import getpass
import re
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime

import click
from rich.console import Console
from rich.table import Table
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import WallClock
from storage import administrators, audit
from storage.administrators import Role, TooFew
from storage.database import Database

Opened = Callable[[], AbstractAsyncContextManager[Database]]

_IDS = {
    "telegram": (
        r"[1-9]\d{0,19}",
        "on Telegram it is a number such as 123456789, not the user name",
    ),
    "slack": (
        r"[UW][A-Z0-9]{2,}",
        'on Slack it looks like U012ABCDEF; "Copy member ID" in a profile gives it',
    ),
}


async def add(opened: Opened, platform: str, user: str, role: str) -> None:
    """Give a user a role.

    Raises:
        ClickException: that is no id of the platform.
    """
    checked_id(platform, user)
    now = WallClock().now()
    async with opened() as database, database.transaction() as session:
        new = await administrators.add(session, platform, user, Role(role), now)
        if new:
            await _note(session, now, f"role-given-{role}", f"{platform} {user}")
    click.echo(f"{platform} {user} is {role}{' now' if new else ' already'}.")


def checked_id(platform: str, user: str) -> None:
    """Pass an id of a platform's user; raises `ClickException` for anything else."""
    pattern, hint = _IDS[platform]
    if not re.fullmatch(pattern, user, re.ASCII):
        raise click.ClickException(f"{user!r} is no id: {hint}.")


async def remove(opened: Opened, platform: str, user: str, role: str | None) -> None:
    """Take a role from a user, or with None every one.

    Raises:
        ClickException: they have none, or there would be too few administrators.
    """
    now = WallClock().now()
    try:
        async with opened() as database, database.transaction() as session:
            had = await administrators.remove(session, platform, user, Role(role) if role else None)
            for each in had:
                await _note(session, now, f"role-taken-{each}", f"{platform} {user}")
    except TooFew:
        raise click.ClickException(
            f"There must be {administrators.FEWEST} administrators: one alone could never be "
            "away. Add another one first: sparkplug admin add"
        ) from None
    if not had:
        raise click.ClickException(f"{platform} {user} has no such role; see: sparkplug admin list")
    click.echo(f"{platform} {user} is no longer {', '.join(had)}.")


async def show(opened: Opened) -> None:
    """Print who has which role."""
    async with opened() as database, database.transaction() as session:
        found = await administrators.administrators(session)
    if not found:
        click.echo("There are none yet. Add one: sparkplug admin add telegram 123456789")
        return
    table = Table("platform", "user", "role", "since")
    for each in found:
        table.add_row(each.platform, each.user, each.role, f"{each.added_at:%-d %B %Y}")
    Console().print(table)


async def _note(session: AsyncSession, now: datetime, what: str, about: str) -> None:
    """Note in the audit log what was done on the command line, and by which account there."""
    try:
        by = getpass.getuser()
    except (KeyError, OSError):  # an account without a name, as in a container
        by = ""
    await audit.note(session, now, "terminal", by, what, about)
