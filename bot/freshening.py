"""`sparkplug fresh`: what owners of pots and contacts are to be asked, and what they confirmed."""

from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import date

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from handlers.freshness import Due, due, freshness
from storage.database import Database
from storage.freshness import Owned, all_owned, confirm, pots_of

Opened = Callable[[], AbstractAsyncContextManager[Database]]

_SHOWN = 40

_STYLES = {"fresh": "", "old": "yellow", "unsure": "red"}


async def show(opened: Opened, today: date, *, everything: bool) -> None:
    """Print what is due, the oldest first, with whom to ask."""
    async with opened() as database, database.transaction() as session:
        pots, contacts = await all_owned(session)
        names = {contact.ref: contact.name for contact in contacts}
        rows = due(pots, contacts, today)
    console = Console(highlight=False)
    if not rows:
        console.print("Nothing is due: every pot and contact was confirmed in the last 90 days.")
        return
    table = Table("what", "id", "name", "last confirmed", "ask", "question")
    shown = rows if everything else rows[:_SHOWN]
    for each in shown:
        last = each.last_verified_on
        table.add_row(
            each.kind,
            Text(each.ref),
            Text(each.name),
            Text(
                f"{last:%-d %B %Y}" if last else "never",
                _STYLES[freshness(last, today)],
            ),
            Text(names.get(each.owner, each.owner)),
            _question(each),
        )
    console.print(table)
    if len(shown) < len(rows):
        console.print(f"{len(rows) - len(shown):,} more; --all shows them.")
    console.print(
        "Ask, then: sparkplug fresh confirm pot ID, or confirm contact ID, or confirm all ID for "
        "a contact and every pot that they answer for.",
        soft_wrap=True,
    )


def _question(each: Due) -> str:
    if each.closed_on:
        return f"Closed on {each.closed_on:%-d %B %Y}. When is the next round?"
    return "Is all of this still true?"


async def confirmed(opened: Opened, what: str, refs: Sequence[str], today: date) -> None:
    """Note that owners confirmed something today: all of it, or nothing.

    Raises:
        ClickException: there is no such pot or contact.
    """
    async with opened() as database, database.transaction() as session:
        if what == "all":
            contacts = await confirm(session, "contact", refs, today)
            _expect(contacts, refs, "contact")
            theirs = [ref for contact in refs for ref in await pots_of(session, contact)]
            pots = await confirm(session, "pot", theirs, today)
        else:
            kind: Owned = "pot" if what == "pot" else "contact"
            found = await confirm(session, kind, refs, today)
            _expect(found, refs, kind)
            pots, contacts = (found, ()) if kind == "pot" else ((), found)
    for kind, done in (("pot", pots), ("contact", contacts)):
        if done:
            click.echo(f"Confirmed today, {kind}: {', '.join(sorted(done))}.")


def _expect(found: Collection[str], refs: Sequence[str], kind: str) -> None:
    if missing := [ref for ref in refs if ref not in found]:
        raise click.ClickException(
            f"There is no {kind} with the id {', '.join(missing)}. Nothing was changed."
        )
