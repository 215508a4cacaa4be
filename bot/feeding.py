"""`sparkplug feed`, and addresses given to `sparkplug import`: data fetched over HTTP."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.clock import WallClock
from scheduler.imports import CannotRead, Kind, Report
from scheduler.imports.checking import Tell
from scheduler.imports.feeds import end, fetch_page, keep_pages
from scheduler.imports.keeping import Progress
from scheduler.imports.policy import AskLater, CannotFetch, Policy, check
from storage import feeds
from storage.database import Database
from storage.feeds import Feed
from storage.imports import Import

Opened = Callable[[], AbstractAsyncContextManager[Database]]

EVERY = {"day": 1, "week": 7, "month": 30}

_PATIENCE = 120.0
"""Seconds that a command waits for a source that wants to be asked later."""
_ASKED = 5
"""How often it asks."""
_AT_WORK = timedelta(minutes=10)
"""For so long after each page the bot leaves a feed to the command that fetches it."""


# --- Once -----------------------------------------------------------------------------------


async def fetched(
    database: Database,
    kind: Kind | None,
    url: str,
    policy: Policy,
    *,
    details: bool,
    dry_run: bool,
    keep_good: bool,
    progress: Progress,
    tell: Tell,
) -> Report:
    """Import what is at an address; pages that an earlier command fetched are not fetched again.

    Raises:
        CannotRead: it can't be imported.
        CannotFetch: it can't be had.
        AskLater: it can't be had now; the pages so far wait.
    """
    check(url, policy)
    async with database.transaction() as session:
        feed = await feeds.feed_at(session, url)
        if feed is None:
            feed = feeds.new_feed(url, kind or "", 0, WallClock().now(), details=details)
            session.add(feed)
        feed.kind = kind or feed.kind
        if details and not feed.details:
            feed.details, feed.page = True, 1  # from the beginning
            feed.whole = False
    try:
        await _fetch_all(database, feed, policy, progress)
        report = await keep_pages(
            database,
            feed,
            now=WallClock().now(),
            dry_run=dry_run,
            keep_good=keep_good,
            progress=progress,
            tell=tell,
        )
    except (CannotFetch, CannotRead) as refusal:
        feed.problem = str(refusal)
        await end(database, feed, WallClock().now())
        raise
    if report.kept and not feed.every_days:
        async with database.transaction() as session:
            await session.delete(feed)
    return report


async def _fetch_all(database: Database, feed: Feed, policy: Policy, progress: Progress) -> None:
    """Fetch page after page, one at a time, with a pause between them."""
    tries = 0
    while True:
        now = WallClock().now()
        if feed.every_days:
            feed.due_at = now + _AT_WORK
        try:
            more = await fetch_page(database, feed, policy, now)
        except AskLater as later:
            tries += 1
            if tries == _ASKED or later.seconds > _PATIENCE:
                raise AskLater(
                    f"{later} {feed.page - 1:,} pages are here; the same command goes on from "
                    f"there. Wait {max(later.seconds, 60) / 60:.0f} minutes.",
                    later.seconds,
                ) from None
            await asyncio.sleep(later.seconds)
            continue
        tries = 0
        total = feed.pages if feed.listed is None else feed.listed + len(feed.ids)
        progress(feed.page - 1, total)
        if not more:
            return
        await asyncio.sleep(policy.pause)


# --- At intervals ---------------------------------------------------------------------------


async def add(
    opened: Opened, url: str, kind: str, every: str, policy: Policy, *, details: bool = False
) -> None:
    """Have an address fetched at intervals, from now on.

    Raises:
        ClickException: it is none that we fetch from.
    """
    try:
        check(url, policy)
    except CannotFetch as refusal:
        raise click.ClickException(str(refusal)) from None
    now = WallClock().now()
    async with opened() as database, database.transaction() as session:
        feed = await feeds.feed_at(session, url)
        known = feed is not None and feed.every_days > 0
        if feed is None:
            session.add(feeds.new_feed(url, kind, EVERY[every], now, details=details))
        else:
            feed.kind, feed.every_days, feed.due_at = kind, EVERY[every], now
            feed.details = details
    click.echo(
        f"{url} {'is' if known else 'will be'} fetched every {every}"
        f"{' from now on' if known else ''}. The bot begins within seconds, if it runs; "
        "sparkplug feed list shows how it goes."
    )


async def remove(opened: Opened, url: str) -> None:
    """Have an address fetched no more. What it brought stays.

    Raises:
        ClickException: it is no feed of ours.
    """
    async with opened() as database:
        async with database.transaction() as session:
            feed = await feeds.feed_at(session, url)
        if feed is None:
            raise click.ClickException(f"{url} is no feed; see: sparkplug feed list")
        await end(database, feed, WallClock().now())
        async with database.transaction() as session:
            await session.delete(feed)
    click.echo(f"{url} is fetched no more. What it brought stays.")


async def show(opened: Opened) -> None:
    """Print every feed, and how it went the last time."""
    async with opened() as database, database.transaction() as session:
        found = [
            (feed, await session.get(Import, feed.import_id) if feed.import_id else None)
            for feed in await feeds.all_feeds(session)
        ]
    if not found:
        click.echo("There are none yet. Add one: sparkplug feed add https://… --every week")
        return
    table = Table("feed", "every", "last kept", "how it went", "next")
    for feed, record in found:
        every = next((word for word, days in EVERY.items() if days == feed.every_days), "")
        table.add_row(
            Text(feed.url, overflow="fold"),
            every,
            _day(feed.fetched_at),
            Text(_how(feed, record)),
            _day(feed.due_at),
        )
    Console().print(table)


def _day(instant: datetime | None) -> str:
    return f"{instant:%-d %B %Y %H:%M}" if instant else ""


def _how(feed: Feed, record: Import | None) -> str:
    if feed.problem:
        return feed.problem
    if feed.started_at:
        if feed.listed is not None:
            return f"at service {feed.page - feed.listed:,} of {len(feed.ids):,}"
        of = f" of {feed.pages:,}" if feed.pages else ""
        return f"at page {feed.page:,}{of}"
    if record is None:
        return "not fetched yet"
    kept = f"{record.new:,} new, {record.changed:,} changed, {record.same:,} same"
    return f"{kept}, {record.refused:,} refused, {record.warnings:,} doubts"


async def report(opened: Opened, url: str) -> None:
    """Print what was told of the rows of a feed the last time.

    Raises:
        ClickException: it is no feed of ours.
    """
    async with opened() as database, database.transaction() as session:
        feed = await feeds.feed_at(session, url)
        if feed is None:
            raise click.ClickException(f"{url} is no feed; see: sparkplug feed list")
        record = await session.get(Import, feed.import_id) if feed.import_id else None
    console = Console()
    for line in record.said if record else ():
        console.print(Text(line), soft_wrap=True)
    console.print(Text(_how(feed, record)), soft_wrap=True)
