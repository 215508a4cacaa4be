"""Feeds: addresses that data are fetched from, how far that is, and the pages so far.

Pages wait here until the last one is in: so a restart goes on from the page it was at, and a feed
that breaks off or lies changes nothing.
"""

import zlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ForeignKey, and_, delete, func, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base, new_id
from storage.earliest import Earliest
from storage.retention import Rule

PAGES_KEPT = timedelta(days=7)
"""How long pages wait of a feed that was never fetched to its end."""


class Feed(Base):
    """An address to fetch from, at intervals or once."""

    __tablename__ = "feed"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    url: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    """What it holds, as imports call it; empty: what its content says."""
    every_days: Mapped[int]
    """0: only when a command asks for it."""
    details: Mapped[bool]
    """Whether each service of a list is fetched by itself, too: some lists are short of them."""
    added_at: Mapped[datetime]
    due_at: Mapped[datetime | None]
    """When there is something to do next; None: when a command asks for it."""
    fetched_at: Mapped[datetime | None]
    """When it was last fetched to its end and kept; None: never."""
    import_id: Mapped[UUID | None]
    """The `Import` of that time."""
    problem: Mapped[str]
    """What went wrong the last time, in a sentence; empty: nothing."""

    # How far a fetching is that has not ended.
    started_at: Mapped[datetime | None]
    """None: none has begun."""
    page: Mapped[int]
    """The page to fetch next, from 1."""
    first_number: Mapped[int]
    """What the source calls its first page: 1, or 0."""
    pages: Mapped[int | None]
    """How many there are, says the source; None: it doesn't."""
    rows: Mapped[int]
    """Rows on the pages so far."""
    ids: Mapped[list[str]]
    """Their ids, where each is to be fetched by itself when the list is in."""
    listed: Mapped[int | None]
    """How many pages the list has; those that follow are its services, one by one. None: it is
    not all in."""
    size: Mapped[int]
    """Bytes of the pages so far."""
    whole: Mapped[bool]
    """Whether all pages are in, and wait to be kept."""
    tries: Mapped[int]
    """How often the next page could not be had."""


class FeedPiece(Base):
    """A piece of a page that waits."""

    __tablename__ = "feed_piece"

    feed_id: Mapped[UUID] = mapped_column(
        ForeignKey("feed.id", ondelete="CASCADE"), primary_key=True
    )
    page: Mapped[int] = mapped_column(primary_key=True)
    piece: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    mark: Mapped[str]
    """What tells whether a page says the same as another."""
    body: Mapped[bytes]
    """Packed."""


RULES = (
    Rule("pages of a feed that were fetched and not kept", FeedPiece, "at", PAGES_KEPT, at_once=20),
    Rule(
        "addresses that a command fetched from once",
        Feed,
        "added_at",
        PAGES_KEPT,
        only=and_(Feed.every_days == 0, Feed.id.not_in(select(FeedPiece.feed_id))),
    ),
)


# --- The list ---------------------------------------------------------------------------------


def new_feed(url: str, kind: str, every_days: int, now: datetime, *, details: bool = False) -> Feed:
    """A feed that is due now, if it is one to fetch at intervals."""
    return Feed(
        id=new_id(now),
        url=url,
        kind=kind,
        every_days=every_days,
        details=details,
        added_at=now,
        due_at=now if every_days else None,
        problem="",
        page=1,
        first_number=1,
        rows=0,
        ids=[],
        size=0,
        whole=False,
        tries=0,
    )


async def all_feeds(session: AsyncSession) -> Sequence[Feed]:
    """The feeds that are fetched at intervals, the oldest first."""
    return (
        await session.scalars(select(Feed).where(Feed.every_days > 0).order_by(Feed.added_at))
    ).all()


async def feed_at(session: AsyncSession, url: str) -> Feed | None:
    """The feed with an address; None: there is none."""
    return await session.scalar(select(Feed).where(Feed.url == url))


# --- Fetching ---------------------------------------------------------------------------------


async def claim(session: AsyncSession, now: datetime, lasts: timedelta) -> Feed | None:
    """Take the feed that is due longest, for a while: nobody else takes it meanwhile."""
    feed = await session.scalar(
        select(Feed)
        .where(Feed.due_at <= now)
        .order_by(Feed.due_at, Feed.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    if feed is not None:
        feed.due_at = now + lasts
    return feed


NEXT_DUE = Earliest(select(func.min(Feed.due_at)))
"""When a feed is due next; None: none is."""


async def put(
    session: AsyncSession, feed: Feed, piece: int, mark: str, body: bytes, now: datetime
) -> None:
    """Set a piece of the feed's next page aside."""
    session.add(
        FeedPiece(
            feed_id=feed.id,
            page=feed.page,
            piece=piece,
            at=now,
            mark=mark,
            body=zlib.compress(body, 1),
        )
    )


async def drop(session: AsyncSession, feed: Feed, at_most: int, *, since: int = 1) -> int:
    """Forget pieces of a feed's pages from one on, a slice at a time; how many."""
    keys = (FeedPiece.feed_id, FeedPiece.page, FeedPiece.piece)
    some = select(*keys).where(FeedPiece.feed_id == feed.id, FeedPiece.page >= since).limit(at_most)
    gone = await session.execute(
        delete(FeedPiece).where(tuple_(*keys).in_(some)).returning(FeedPiece.piece)
    )
    return len(gone.all())


async def has_mark(session: AsyncSession, feed: Feed, mark: str) -> bool:
    """Whether an earlier page says the same."""
    found = select(FeedPiece.piece).where(
        FeedPiece.feed_id == feed.id, FeedPiece.mark == mark, FeedPiece.page < feed.page
    )
    return await session.scalar(found.limit(1)) is not None


async def pieces_of(session: AsyncSession, feed: Feed) -> Sequence[tuple[int, int]]:
    """Each piece that waits, by page and number, in their order."""
    found = await session.execute(
        select(FeedPiece.page, FeedPiece.piece)
        .where(FeedPiece.feed_id == feed.id)
        .order_by(FeedPiece.page, FeedPiece.piece)
    )
    return [(row.page, row.piece) for row in found]


async def body_of(session: AsyncSession, feed: Feed, page: int, piece: int) -> bytes:
    """What a piece says."""
    body: bytes = (
        await session.scalars(
            select(FeedPiece.body).where(
                FeedPiece.feed_id == feed.id, FeedPiece.page == page, FeedPiece.piece == piece
            )
        )
    ).one()
    return zlib.decompress(body)


async def save(session: AsyncSession, feed: Feed) -> None:
    """Write down how far a feed is, unless it was removed meanwhile."""
    told = {name: getattr(feed, name) for name in _TOLD}
    await session.execute(update(Feed).where(Feed.id == feed.id).values(told))


_TOLD = (
    *("due_at", "fetched_at", "import_id", "problem", "started_at", "page", "first_number"),
    *("pages", "rows", "ids", "listed", "size", "whole", "tries"),
)
