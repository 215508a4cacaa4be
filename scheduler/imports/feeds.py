"""Feeds: fetched page by page, set aside, and kept when the last page is in.

Each step is short: what is due is claimed in one transaction; the network is waited for with none
open; what came is set aside, in pieces, in transactions of milliseconds. A restart goes on from
the page it was at. A source decides neither how long this takes nor how much it is: what it says
of its pages is believed only as far as it is so.
"""

import asyncio
import logging
import tempfile
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from hashlib import blake2b
from itertools import groupby
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from scheduler.imports.checking import MOST_ROWS, Tell
from scheduler.imports.fetching import fetch
from scheduler.imports.files import Source, look_at
from scheduler.imports.jsons import Broken, Text, said
from scheduler.imports.keeping import Progress, import_pages
from scheduler.imports.oruk import Page, services_in
from scheduler.imports.policy import AskLater, CannotFetch, Policy
from scheduler.imports.problems import CannotRead, Report
from storage import feeds, lease
from storage.database import Database, Transacting
from storage.feeds import Feed
from storage.imports import Kind

log = logging.getLogger(__name__)

_CLAIMED = timedelta(minutes=10)
"""How long a step may take before another process tries it."""
_PIECE = 256 * 1024
"""Bytes set aside in one transaction: some milliseconds."""
_SLICE = 20
"""Pieces forgotten in one transaction."""
_STALE_WHOLE = timedelta(hours=1)
"""So long may pages wait that are all in: for a command that tried them dry, or refused some."""
_TRIES = 8
_FAILURES = 5
"""How often a step is tried that fails here: in all, less than `_STALE_WHOLE`."""
_SLOWEST = 3600.0
"""Seconds at most between two tries, unless the source asks for more."""


async def fetch_due(
    database: Database, policy: Policy, clock: Callable[[], datetime], token: int = lease.ALONE
) -> int:
    """Take a step with each feed that is due; how many steps that were."""
    steps = 0
    while True:
        async with lease.held(database, token) as session:
            feed = await feeds.claim(session, clock(), _CLAIMED)
        if feed is None:
            return steps
        await _step_by_schedule(lease.Fenced(database, token), feed, policy, clock)
        steps += 1


async def _step_by_schedule(
    database: Transacting, feed: Feed, policy: Policy, clock: Callable[[], datetime]
) -> None:
    """Fetch a page; after the last one, keep them all. What goes wrong is written down."""
    try:
        _expect_progress(feed, policy, clock())
        if await fetch_page(database, feed, policy, clock()):
            feed.due_at = clock() + timedelta(seconds=policy.pause)
            async with database.transaction() as session:
                await feeds.save(session, feed)
            return
        report = await keep_pages(database, feed, now=clock(), keep_good=True)
        log.info("feed %s: %d new, %d changed", feed.id, report.new, report.changed)
    except (CannotFetch, CannotRead) as refusal:
        feed.problem = str(refusal)
        await end(database, feed, clock())
    except AskLater as later:
        await _try_again(database, feed, clock(), str(later), later.seconds, _TRIES)
    except lease.Lost:
        raise
    except Exception as error:
        log.exception("feed %s: a step failed", feed.id)
        said = f"It failed here, not at the source ({type(error).__name__}): see the log."
        await _try_again(database, feed, clock(), said, 0.0, _FAILURES)


async def _try_again(
    database: Transacting, feed: Feed, now: datetime, problem: str, seconds: float, most: int
) -> None:
    """Note what went wrong, and when to try again; after the last try, in the feed's next time."""
    feed.tries += 1
    if feed.tries >= most:
        feed.problem = f"{problem} Tried {feed.tries} times."
        await end(database, feed, now)
        return
    wait = max(seconds, min(30.0 * 2**feed.tries, _SLOWEST))
    feed.problem, feed.due_at = problem, now + timedelta(seconds=wait)
    async with database.transaction() as session:
        await feeds.save(session, feed)


def _expect_progress(feed: Feed, policy: Policy, now: datetime) -> None:
    if feed.page > 1 and feed.started_at and now - feed.started_at > policy.lasts:
        raise CannotFetch(f"Only {feed.page - 1:,} pages came within {policy.lasts}.")


# --- A step -----------------------------------------------------------------------------------


async def fetch_page(database: Transacting, feed: Feed, policy: Policy, now: datetime) -> bool:
    """Fetch a feed's next page and set it aside; whether there is another one.

    Raises:
        CannotFetch: it can't be had, or there is no end of it.
        AskLater: it can't be had now.
        CannotRead: it is not what it should be.
    """
    await _begin(database, feed, policy, now)
    if feed.whole:
        return False
    if feed.listed is not None:
        return await _fetch_one_service(database, feed, policy, now)
    _expect_an_end(feed, policy)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page"
        size = await fetch(_address(feed), policy, file)
        page, mark, ids = await _look(file, first=feed.page == 1)
        if page and feed.page > 1 and not page.holds:
            return await _all_in(database, feed)
        if page and feed.page == 1 and page.number == 0:
            feed.first_number = 0
        async with database.transaction() as session:
            again = feed.page > 1 and await feeds.has_mark(session, feed, mark)
        if again:  # whatever its number
            return await _all_in(database, feed)
        await _set_aside(database, feed, file, mark, now)
    feed.page += 1
    feed.size += size
    feed.rows += page.holds if page else 0
    feed.ids = [*feed.ids, *ids] if feed.details else []
    feed.pages = page.pages if page else 1
    feed.tries, feed.problem = 0, ""
    if page is None or not _goes_on(feed, page):
        return await _all_in(database, feed)
    async with database.transaction() as session:
        await feeds.save(session, feed)
    return True


async def _all_in(database: Transacting, feed: Feed) -> bool:
    """Note that no page of the list follows; whether its services do."""
    feed.listed = feed.page - 1
    feed.ids = [one for one in dict.fromkeys(feed.ids) if one.strip("./") and len(one) <= 200]
    return await _save_details(database, feed)


async def _save_details(database: Transacting, feed: Feed) -> bool:
    """Write down how far it is with the services; whether another one follows."""
    assert feed.listed is not None
    feed.whole = feed.page > feed.listed + len(feed.ids)
    async with database.transaction() as session:
        await feeds.save(session, feed)
    return not feed.whole


async def _fetch_one_service(
    database: Transacting, feed: Feed, policy: Policy, now: datetime
) -> bool:
    """Fetch the next service by itself; whether another one follows.

    One that is not there, or is too much, is left as the list has it.

    Raises:
        AskLater: it can't be had now.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page"
        try:
            size = await fetch(_address(feed), policy, file)
            page, mark, _ = await _look(file, first=True)
        except (CannotFetch, CannotRead):
            page = None
        if page and feed.size + size <= policy.most_bytes:
            await _set_aside(database, feed, file, mark, now)
            feed.size += size
    feed.page += 1
    feed.tries, feed.problem = 0, ""
    return await _save_details(database, feed)


async def _begin(database: Transacting, feed: Feed, policy: Policy, now: datetime) -> None:
    """Go on where it was, or start again if that was long ago; a page that was cut short goes."""
    too_old = _STALE_WHOLE if feed.whole else policy.lasts
    if feed.page == 1 or feed.started_at is None or now - feed.started_at > too_old:
        feed.started_at, feed.page, feed.first_number = now, 1, 1
        feed.pages, feed.rows, feed.size, feed.whole = None, 0, 0, False
        feed.ids, feed.listed = [], None
    await _drop(database, feed, since=feed.page)


def _expect_an_end(feed: Feed, policy: Policy) -> None:
    if feed.page > policy.most_pages or feed.rows > MOST_ROWS or feed.size > policy.most_bytes:
        raise CannotFetch(
            f"The feed has no end: {feed.page - 1:,} pages with {feed.rows:,} rows came, and it "
            "says that there are more. Nothing was kept."
        )


def _goes_on(feed: Feed, page: Page) -> bool:
    """Whether a page that holds something says that another one follows."""
    more = page.pages is not None and feed.page <= page.pages
    return bool(page.holds) and (more or page.last is False)


def _address(feed: Feed) -> str:
    """The address of the next page; that of the first is the feed's own, if it names no page."""
    parts = urlsplit(feed.url)
    if feed.listed is not None:
        one = quote(feed.ids[feed.page - feed.listed - 1], safe="")
        return urlunsplit(parts._replace(path=f"{parts.path.rstrip('/')}/{one}", query=""))
    given = parse_qsl(parts.query, keep_blank_values=True)
    query = [(name, value) for name, value in given if name != "page"]
    if feed.page == 1:
        return feed.url if query == given else urlunsplit(parts._replace(query=urlencode(query)))
    number = feed.page - 1 + feed.first_number
    return urlunsplit(parts._replace(query=urlencode([*query, ("page", str(number))])))


async def _look(file: Path, *, first: bool) -> tuple[Page | None, str, list[str]]:
    """What a page says of itself, a mark of what is on it, and the ids.

    The first one may be something else: then it has no such `Page`, and the import says what it is.

    Raises:
        CannotRead: the first one is nothing that can be imported.
        AskLater: a later one is no page of services.
    """
    try:
        source = await asyncio.to_thread(look_at, file)
        if source.form == "json":
            return await asyncio.to_thread(_read, source)
    except (CannotRead, Broken):
        if not first:
            raise AskLater("A page is no page of services.") from None
        source = await asyncio.to_thread(look_at, file)
    if not first:
        raise AskLater("A page is no page of services.")
    return None, source.digest, []


def _read(source: Source) -> tuple[Page, str, list[str]]:
    page, digest, ids = Page(), blake2b(digest_size=16), list[str]()
    with source.open() as opened:
        for service in services_in(Text(opened), page):
            one = service if isinstance(service, dict) else {}
            ids.append(said(one.get("id")))
            digest.update(f"{ids[-1]}|{said(one.get('name'))}\n".encode("utf-8", "replace"))
    return page, digest.hexdigest(), ids


async def _set_aside(
    database: Transacting, feed: Feed, file: Path, mark: str, now: datetime
) -> None:
    with file.open("rb") as opened:
        for piece, body in enumerate(iter(lambda: opened.read(_PIECE), b"")):
            async with database.transaction() as session:
                await feeds.put(session, feed, piece, mark, body, now)


# --- The end ----------------------------------------------------------------------------------


async def keep_pages(
    database: Transacting,
    feed: Feed,
    *,
    now: datetime,
    keep_good: bool = False,
    dry_run: bool = False,
    progress: Progress | None = None,
    tell: Tell | None = None,
) -> Report:
    """Import the pages that were fetched; then the feed waits for its next time.

    Where they are not kept, they wait: the next command need not fetch them again.

    Raises:
        CannotRead: they are nothing that can be imported; nothing was kept.
    """
    with tempfile.TemporaryDirectory() as folder:
        pages = await _written(database, feed, Path(folder))
        report = await import_pages(
            database,
            Kind(feed.kind) if feed.kind else None,
            feed.url,
            pages,
            now=now,
            origin=urlsplit(feed.url).hostname or "",
            dry_run=dry_run,
            keep_good=keep_good,
            progress=progress,
            tell=tell,
        )
    if report.kept:
        feed.problem, feed.fetched_at, feed.import_id = "", now, report.import_id
        await end(database, feed, now)
    return report


async def _written(database: Transacting, feed: Feed, folder: Path) -> Sequence[Path]:
    """The pages as files, in their order; services that were fetched by themselves come first."""
    async with database.transaction() as session:
        found = await feeds.pieces_of(session, feed)
    lists, services = list[Path](), list[Path]()
    for page, pieces in groupby(found, key=lambda one: one[0]):
        name = folder / f"page-{page}"
        with name.open("wb") as file:
            for _, piece in pieces:
                async with database.transaction() as session:
                    body = await feeds.body_of(session, feed, page, piece)
                file.write(body)
        (lists if feed.listed is None or page <= feed.listed else services).append(name)
    return [*services, *lists]


async def end(database: Transacting, feed: Feed, now: datetime) -> None:
    """End a fetching, well or not: its pages go, and the next one starts at the first page."""
    feed.started_at, feed.page, feed.whole, feed.tries = None, 1, False, 0
    feed.due_at = now + timedelta(days=feed.every_days) if feed.every_days else None
    async with database.transaction() as session:
        await feeds.save(session, feed)
    await _drop(database, feed, since=1)


async def _drop(database: Transacting, feed: Feed, *, since: int) -> None:
    gone = _SLICE
    while gone == _SLICE:
        async with database.transaction() as session:
            gone = await feeds.drop(session, feed, _SLICE, since=since)
