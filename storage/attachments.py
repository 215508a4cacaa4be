"""Files that go with a question, and how far they are: wanted, fetched, kept.

What a platform tells of a file is a row at once; its content comes later, when it has been fetched
with no transaction open (scheduler/fetching.py), and is sealed as all that people gave us.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

import msgspec
from msgspec import structs
from sqlalchemy import ForeignKey, Select, case, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base, BigId, Sealed, bare, new_id, partial, seal, unseal
from storage.earliest import Earliest
from storage.retention import Rule
from storage.sealing import CannotOpen


class Attached(Base):
    """A file. It goes with its question; one that belongs to no question yet goes after a day."""

    __tablename__ = "attachment"
    __table_args__ = (partial("ix_attachment_wanted", "fetch_at", "fetch_at IS NOT NULL"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("person.id", ondelete="CASCADE"), index=True
    )
    """Whose question it goes with; until there is one, who sent it."""
    question_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("question.id", ondelete="CASCADE"), index=True
    )
    """None: the form in which it is attached is not sent yet."""
    from_team: Mapped[bool]
    """An officer's, for who asked; otherwise the asker's, for the team."""
    platform: Mapped[str]
    """Where it is fetched."""
    user: Mapped[str]
    """Who sent it, as that platform knows them: told if it can't be had."""
    about: Mapped[bytes] = mapped_column(Sealed("attachment {id} about"))
    content: Mapped[bytes | None] = mapped_column(
        Sealed("attachment {id}", large=True), deferred=True
    )
    """None: it is not here yet."""
    wanted_at: Mapped[datetime] = mapped_column(index=True)
    fetch_at: Mapped[datetime | None]
    """When it is fetched, or tried again; None: it is here."""
    tries: Mapped[int]


class About(msgspec.Struct):
    """What is known of a file."""

    file: str
    """What its platform hands it over for."""
    kind: str
    """What it was sent as: photo, voice, document …"""
    name: str
    """As its sender called it; empty: not told."""
    media_type: str = ""
    """Known from its content; empty: it is not here."""
    ending: str = ""
    """Of what it is called when it goes on, by its content; empty: it is not here."""
    words: str = ""
    """What its sender wrote beneath it."""


class Told(NamedTuple):
    """A file without its content."""

    id: UUID
    question_id: UUID | None
    person_id: int
    from_team: bool
    platform: str
    user: str
    tries: int
    here: bool
    about: About


NOT_SENT = timedelta(days=1)
"""How long a file is kept whose form was left: as long as the form."""

RULES = (
    Rule("files of a question that was not sent", Attached, "wanted_at", NOT_SENT,
         Attached.question_id.is_(None), at_once=10),
)  # fmt: skip

_rows = bare(Attached)


# --- Wanted -------------------------------------------------------------------------------


async def want(
    session: AsyncSession, person_id: int, platform: str, user: str, about: About, now: datetime
) -> UUID:
    """Keep that somebody attaches a file, to be fetched now."""
    one = new_id(now)
    row = {
        "id": one,
        "person_id": person_id,
        "from_team": False,
        "platform": platform,
        "user": user,
        "about": _sealed(session, one, about),
        "wanted_at": now,
        "fetch_at": now,
        "tries": 0,
    }
    await session.execute(_rows.insert().values(row))
    return one


async def drop_unsent(session: AsyncSession, person_id: int, keep: Sequence[UUID] = ()) -> None:
    """Forget the files of forms that somebody has left, but for some."""
    await session.execute(
        delete(Attached).where(
            Attached.person_id == person_id,
            Attached.question_id.is_(None),
            Attached.id.not_in(keep),
        )
    )


async def give(
    session: AsyncSession,
    ids: Sequence[UUID],
    user: str,
    person_id: int,
    question_id: UUID,
    *,
    from_team: bool,
    nameless: bool = False,
) -> Sequence[Told]:
    """Let a user's files go with a question, whose person they are about from then on.

    A nameless one says no more what it was called: that may say whose it is.
    """
    given = await session.scalars(
        update(Attached)
        .where(Attached.id.in_(ids), Attached.user == user, Attached.question_id.is_(None))
        .values(question_id=question_id, person_id=person_id, from_team=from_team)
        .returning(Attached.id)
    )
    files = await told(session, given.all())
    if not nameless:
        return files
    for each in files:
        about = _sealed(session, each.id, structs.replace(each.about, name=""))
        await session.execute(_rows.update().where(_rows.c.id == each.id).values(about=about))
    return await told(session, [each.id for each in files])


# --- Fetched ------------------------------------------------------------------------------


async def claim(
    session: AsyncSession, now: datetime, lease: timedelta, at_most: int
) -> Sequence[Told]:
    """The next files to fetch; until the lease ends, nobody else fetches them."""
    due = (
        select(_rows.c.id)
        .where(_rows.c.fetch_at <= now)
        .order_by(_rows.c.fetch_at, _rows.c.id)
        .limit(at_most)
    )
    ids = (await session.scalars(due)).all()
    if not ids:
        return []
    await session.execute(
        update(Attached)
        .where(Attached.id.in_(ids))
        .values(fetch_at=now + lease, tries=Attached.tries + 1)
        .execution_options(synchronize_session=False)
    )
    return await told(session, ids)


async def keep(session: AsyncSession, one: UUID, about: About, content: bytes) -> Told | None:
    """Keep a file that was fetched; None: it is wanted no more."""
    known = next(iter(await told(session, [one])), None)
    if known is None:
        return None
    values = {  # which may have become nameless meanwhile
        "about": _sealed(session, one, structs.replace(about, name=known.about.name)),
        "content": seal(session, content, _row(one)),
        "fetch_at": None,
    }
    await session.execute(_rows.update().where(_rows.c.id == one).values(values))
    return next(iter(await told(session, [one])), None)


async def give_up(session: AsyncSession, one: UUID) -> Told | None:
    """Forget a file that can't be had: what was known of it; None: it is wanted no more."""
    known = next(iter(await told(session, [one])), None)
    await session.execute(_rows.delete().where(_rows.c.id == one))
    return known


async def put_back(session: AsyncSession, one: UUID, at: datetime) -> None:
    """Let a file be fetched again later."""
    await session.execute(_rows.update().where(_rows.c.id == one).values(fetch_at=at))


NEXT_TO_FETCH = Earliest(select(func.min(_rows.c.fetch_at)).where(_rows.c.fetch_at.is_not(None)))
"""When the next file is fetched; None: none is."""


# --- Kept ---------------------------------------------------------------------------------

_HERE = case((_rows.c.content.is_(None), False), else_=True)
_TOLD = select(
    _rows.c.id, _rows.c.question_id, _rows.c.person_id, _rows.c.from_team, _rows.c.platform,
    _rows.c.user, _rows.c.tries, _HERE, _rows.c.about,
).order_by(_rows.c.id)  # fmt: skip


async def told(session: AsyncSession, ids: Sequence[UUID]) -> Sequence[Told]:
    """Some files, in the order in which they came."""
    return await _all(session, _TOLD.where(_rows.c.id.in_(ids)))


async def of_question(session: AsyncSession, question_id: UUID) -> Sequence[Told]:
    """The files that go with a question, in the order in which they came."""
    return await _all(session, _TOLD.where(_rows.c.question_id == question_id))


async def of_person(session: AsyncSession, person_id: int) -> Sequence[Told]:
    """All files that are kept about a person, in the order in which they came."""
    return await _all(session, _TOLD.where(_rows.c.person_id == person_id))


async def content(session: AsyncSession, one: UUID) -> tuple[About, bytes] | None:
    """A file with what is known of it; None: it is not here (any more)."""
    found = await session.execute(select(_rows.c.about, _rows.c.content).where(_rows.c.id == one))
    row = found.first()
    if row is None or row.content is None:
        return None
    with suppress(CannotOpen):
        return _opened(session, one, row.about), unseal(session, row.content, _row(one))
    return None


async def _all(session: AsyncSession, statement: Select[Any]) -> Sequence[Told]:
    rows = await session.execute(statement)
    return [
        Told(one, question, person, from_team, platform, user, tries, bool(here),
             _opened(session, one, about))
        for one, question, person, from_team, platform, user, tries, here, about in rows
    ]  # fmt: skip


def _sealed(session: AsyncSession, one: UUID, about: About) -> bytes:
    return seal(session, msgspec.json.encode(about), f"{_row(one)} about")


def _opened(session: AsyncSession, one: UUID, sealed: bytes) -> About:
    try:
        return msgspec.json.decode(unseal(session, sealed, f"{_row(one)} about"), type=About)
    except CannotOpen:  # its key is gone, and so is the file
        return About("", "document", "")


def _row(one: UUID) -> str:
    return f"attachment {one}"
