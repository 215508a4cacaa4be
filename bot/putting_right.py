"""`sparkplug wrong`, `sparkplug outcomes`: what people say of pots, for who looks after them."""

from collections import defaultdict
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from uuid import UUID

import click
from rich.console import Console
from rich.table import Table

from handlers.messages import say
from handlers.outcomes import FEWEST, rounded
from handlers.wording import wording
from storage import kept, wrong
from storage.database import Database
from storage.kept import Outcome

Opened = Callable[[], AbstractAsyncContextManager[Database]]

_MOST = 1_000


async def show(opened: Opened) -> None:
    """Print what people say is wrong, the oldest first, never who said it."""
    async with opened() as database, database.transaction() as session:
        said = await wrong.told(session, _MOST)
    if not said:
        click.echo("Nobody says that anything is wrong.")
        return
    words = wording("en")
    for each in said:
        click.echo(f"{each.id}  {each.said_at:%-d %B %Y}  {each.pot.ref} {each.pot.title}")
        click.echo(f"    {words(say(f'wrong-what-{each.what}'))}")
        if each.note:
            click.echo(f"    {' '.join(each.note.split())}")
    click.echo("\nOnce it is put right: sparkplug wrong --settle ID")


async def settle(opened: Opened, one: UUID) -> None:
    """Take something off the list."""
    async with opened() as database, database.transaction() as session:
        found = await wrong.settle(session, one)
    if not found:
        raise click.ClickException("There is no such thing on the list.")
    click.echo("Settled.")


async def outcomes(opened: Opened) -> None:
    """Print how it went with each pot of which enough groups told, rounded to five."""
    async with opened() as database, database.transaction() as session:
        rows = await kept.all_outcomes(session)
    told: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for funder, title, outcome, count in rows:
        told[funder, title][outcome] = count
    shown = {pot: counts for pot, counts in told.items() if sum(counts.values()) >= FEWEST}
    if not shown:
        click.echo(f"There is no pot yet of which {FEWEST} groups told how it went.")
        return
    table = Table("funder", "pot", *(outcome.replace("-", " ") for outcome in Outcome))
    for (funder, title), counts in shown.items():
        table.add_row(funder, title, *(f"{rounded(counts.get(each, 0))}" for each in Outcome))
    Console().print(table)
    click.echo("Rounded to five; pots of which fewer than ten groups told are left out.")
