"""Saved enquiries: who wants to hear of new pots like which, and of which they have heard.

An import notes which pots are new or have changed (`note`). Rounds follow: the pots that are there
when one begins are held against every saved enquiry, a slice at a time. What fits is news for a
person, once per pot, and waits until they may have it.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ForeignKey, delete, exists, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, contains_eager, mapped_column

from storage.areas import Area
from storage.database import Base, BigId, Sealed, new_id, seal, unseal, upsert
from storage.earliest import Earliest
from storage.people import Account, Person, is_where_to_write
from storage.pots import Pot
from storage.retention import Rule
from storage.sealing import CannotOpen
from storage.search import changes


class Wanted(Base):
    """An enquiry that a person saved."""

    __tablename__ = "wanted"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("person.id", ondelete="CASCADE"), index=True
    )
    saved_at: Mapped[datetime]
    content: Mapped[bytes] = mapped_column(Sealed("wanted {id}"))


class News(Base):
    """A pot that a person knows of, or is to hear of, for what they saved."""

    __tablename__ = "wanted_news"

    person_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    pot_ref: Mapped[str] = mapped_column(primary_key=True)
    """The id in the file it came from: the same if an import is undone, and done again."""
    found_at: Mapped[datetime]
    due_at: Mapped[datetime | None] = mapped_column(index=True)
    """When to tell them; None: they know of it."""


class Changed(Base):
    """A pot that is new, or has changed, since the last round began."""

    __tablename__ = "pot_changed"

    ref: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    ready: Mapped[bool]
    """The import that brought it is complete, so that the search can have taken it in."""
    taken: Mapped[bool]
    """It belongs to the round under way."""


class Round(Base):
    """The one round under way."""

    __tablename__ = "wanted_round"

    id: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[UUID | None]
    """The saved enquiry that was looked at last; None: none was yet."""


NEWS_KEPT = timedelta(days=730)

RULES = (Rule("which pots somebody has heard of", News, "found_at", NEWS_KEPT),)

_THE_ONE = 1


# --- Saving ---------------------------------------------------------------------------------


async def save(session: AsyncSession, person_id: int, content: bytes, now: datetime) -> UUID:
    """Save an enquiry for a person; its id."""
    one = new_id(now)
    sealed = seal(session, content, _row(one))
    session.add(Wanted(id=one, person_id=person_id, saved_at=now, content=sealed))
    await session.flush()
    return one


async def saved_by(session: AsyncSession, person_id: int) -> Sequence[tuple[Wanted, bytes]]:
    """What a person saved and can still be opened, the oldest first."""
    rows = await session.scalars(
        select(Wanted).where(Wanted.person_id == person_id).order_by(Wanted.id)
    )
    found = [(row, _content(session, row)) for row in rows]
    return [(row, content) for row, content in found if content is not None]


async def drop(session: AsyncSession, person_id: int, wanted: UUID) -> bool:
    """Forget something that a person saved, and with the last of it what they were to hear."""
    gone = await session.execute(
        delete(Wanted)
        .where(Wanted.id == wanted, Wanted.person_id == person_id)
        .returning(Wanted.id)
    )
    found = gone.first() is not None
    others = exists().where(Wanted.person_id == person_id)
    await session.execute(
        update(News)
        .where(News.person_id == person_id, News.due_at.is_not(None), ~others)
        .values(due_at=None)
        .execution_options(synchronize_session=False)
    )
    return found


def _content(session: AsyncSession, row: Wanted) -> bytes | None:
    """What a row holds; None: its key is gone, or it is damaged."""
    try:
        return unseal(session, row.content, _row(row.id))
    except CannotOpen:
        return None


def _row(wanted: UUID) -> str:
    return f"wanted {wanted}"


# --- What is new ----------------------------------------------------------------------------


async def note(session: AsyncSession, refs: Collection[str], now: datetime) -> None:
    """Note that these pots are new or have changed, if anybody wants to hear of such."""
    anybody = await session.scalar(select(Wanted.id).limit(1))
    if refs and anybody is not None:
        statement = upsert(session, Changed)
        anew = {name: statement.excluded[name] for name in ("at", "ready", "taken")}
        await session.execute(
            statement.on_conflict_do_update(index_elements=[Changed.ref], set_=anew),
            [{"ref": ref, "at": now, "ready": False, "taken": False} for ref in sorted(refs)],
        )


async def note_complete(session: AsyncSession) -> None:
    """Note that what was noted can be found from now on: the import is complete."""
    await session.execute(update(Changed).where(~Changed.ready).values(ready=True))


class Candidate(NamedTuple):
    """A saved enquiry, to be held against the pots of a round."""

    id: UUID
    content: bytes
    person: Person
    area: str | None
    """Where the person is; None: not told."""


async def take_round(session: AsyncSession, taken_in: int, at_most: int) -> Collection[int]:
    """The ids of the pots of the round under way; begins the next one if there is none.

    `taken_in`: the change of the pots up to which this process's search is; it begins only what
    the search can find.
    """
    there = exists().where(Pot.ref == Changed.ref)
    await session.execute(delete(Changed).where(Changed.ready, ~there))  # by an undo, say
    if await NEXT_ROUND.read(session) is None:
        return ()
    pots = select(Pot.id).join(Changed, Changed.ref == Pot.ref).where(Changed.taken)
    found = (await session.scalars(pots)).all()
    if found or (await changes(session)).get("pot", 0) != taken_in:
        return found
    some = select(Changed.ref).where(Changed.ready).limit(at_most)
    begun = await session.execute(
        update(Changed)
        .where(Changed.ref.in_(some))
        .values(taken=True)
        .returning(Changed.ref)
        .execution_options(synchronize_session=False)
    )
    if not begun.all():
        return ()
    await _move(session, None)
    return (await session.scalars(pots)).all()


async def next_candidates(session: AsyncSession, at_most: int) -> Sequence[Candidate]:
    """The next saved enquiries of the round, less those that can't be opened.

    Where there was none to look at, the round is over, and its pots are done with.
    """
    last = await session.scalar(select(Round.last).where(Round.id == _THE_ONE))
    statement = (
        select(Wanted, Person, Area.name)
        .join(Person, Person.id == Wanted.person_id)
        .outerjoin(Area, Area.id == Person.area_id)
        .order_by(Wanted.id)
        .limit(at_most)
    )
    if last is not None:
        statement = statement.where(Wanted.id > last)
    rows = (await session.execute(statement)).all()
    if rows:
        await _move(session, rows[-1][0].id)
    else:
        await session.execute(delete(Changed).where(Changed.taken))
    opened = [(row.id, _content(session, row), person, area) for row, person, area in rows]
    return [
        Candidate(one, content, person, area)
        for one, content, person, area in opened
        if content is not None
    ]


async def _move(session: AsyncSession, last: UUID | None) -> None:
    statement = upsert(session, Round).values(id=_THE_ONE, last=last)
    await session.execute(
        statement.on_conflict_do_update(index_elements=[Round.id], set_={"last": last})
    )


NEXT_ROUND = Earliest(select(func.min(Changed.at)).where(Changed.ready))
"""When a round is to go on: at once, if anything has changed; None: nothing has."""


# --- News -----------------------------------------------------------------------------------


async def add_news(
    session: AsyncSession, rows: Sequence[tuple[int, str, datetime | None]], now: datetime
) -> None:
    """Note who is to hear of which pot, when; None: they know of it. Once per pot."""
    if rows:
        await session.execute(
            upsert(session, News).on_conflict_do_nothing(),
            [
                {"person_id": person, "pot_ref": ref, "found_at": now, "due_at": due_at}
                for person, ref, due_at in rows
            ],
        )


class Due(NamedTuple):
    """Somebody to whom news is to be told."""

    person: Person
    account: Account | None
    """Where to write to them; None: they want no messages, or can't be reached."""
    news: Sequence[tuple[News, Pot | None]]
    """All that waits for them, whether due yet or not; without a pot: it is gone."""


async def due(session: AsyncSession, now: datetime, at_most: int) -> Sequence[Due]:
    """A slice of those to whom news is due, each with all that waits for them."""
    ids = (
        await session.scalars(
            select(News.person_id)
            .where(News.due_at <= now)
            .group_by(News.person_id)
            .order_by(func.min(News.due_at), News.person_id)
            .limit(at_most)
        )
    ).all()
    people = await session.execute(
        select(Person, Account)
        .outerjoin(Account, is_where_to_write())
        .options(contains_eager(Account.person))
        .where(Person.id.in_(ids))
        .order_by(Person.id)
    )
    waiting: dict[int, list[tuple[News, Pot | None]]] = {}
    found = await session.execute(
        select(News, Pot)
        .outerjoin(Pot, Pot.ref == News.pot_ref)
        .where(News.person_id.in_(ids), News.due_at.is_not(None))
        .order_by(Pot.closes_on.is_(None), Pot.closes_on, Pot.title, News.pot_ref)
    )
    for news, pot in found:
        waiting.setdefault(news.person_id, []).append((news, pot))
    return [Due(person, account, waiting[person.id]) for person, account in people]


NEXT_DUE = Earliest(select(func.min(News.due_at)))
"""When the next news is due; None: nobody waits for any."""


async def known_by(session: AsyncSession, person_id: int) -> int:
    """Of how many pots a person has heard, or is to hear."""
    counted = select(func.count()).where(News.person_id == person_id)
    return await session.scalar(counted) or 0
