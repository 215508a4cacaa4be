"""Kept pots: who keeps which, what they are reminded of next, and how it went."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    UniqueConstraint,
    delete,
    exists,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, contains_eager, mapped_column

from storage.database import Base, BigId, upsert
from storage.earliest import Earliest
from storage.people import Account, Person, is_where_to_write
from storage.pots import Pot, programme_of
from storage.retention import Rule


class Outcome(StrEnum):
    """How it went with a pot."""

    GOT = "got"
    NOT_GOT = "not-got"
    NOT_APPLIED = "not-applied"
    WAITING = "waiting"


class Kept(Base):
    """A pot that a person keeps."""

    __tablename__ = "kept"
    __table_args__ = (UniqueConstraint("person_id", "pot_id"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(BigId, ForeignKey("person.id", ondelete="CASCADE"))
    pot_id: Mapped[int] = mapped_column(ForeignKey("pot.id", ondelete="CASCADE"), index=True)
    kept_at: Mapped[datetime]
    closes_on: Mapped[date | None]
    """The deadline by which `step` was counted; if the pot's is another now, we count anew."""
    step: Mapped[int | None]
    """The last step done: so many days before the deadline, or after it as a negative number. None:
    none yet."""
    due_at: Mapped[datetime | None] = mapped_column(index=True)
    """When the next step is, or is to be worked out anew; None: there is none."""
    outcome: Mapped[str]
    """How it went; empty: not told."""
    tells: Mapped[bool]
    """They got it, and are happy to tell others how."""


KEPT_FOR = timedelta(days=730)
"""So that two rounds of a yearly pot count when we tell how it went."""

RULES = (Rule("pots that somebody keeps, and how it went", Kept, "kept_at", KEPT_FOR),)


# --- Keeping --------------------------------------------------------------------------------


async def keep(
    session: AsyncSession,
    person_id: int,
    pot: Pot,
    now: datetime,
    step: int | None,
    due_at: datetime | None,
) -> None:
    """Keep a pot for a person, unless they keep it."""
    await session.execute(
        upsert(session, Kept)
        .values(
            person_id=person_id,
            pot_id=pot.id,
            kept_at=now,
            closes_on=pot.closes_on,
            step=step,
            due_at=due_at,
            outcome="",
            tells=False,
        )
        .on_conflict_do_nothing()
    )


async def drop(session: AsyncSession, person_id: int, pot_id: int) -> None:
    """Keep a pot for a person no longer."""
    await session.execute(delete(Kept).where(Kept.person_id == person_id, Kept.pot_id == pot_id))


async def kept_by(session: AsyncSession, person_id: int) -> Sequence[tuple[Kept, Pot]]:
    """What a person keeps, with the pots: next to close first, without a deadline last."""
    found = await session.execute(
        select(Kept, Pot)
        .join(Pot, Pot.id == Kept.pot_id)
        .where(Kept.person_id == person_id)
        .order_by(Pot.closes_on.is_(None), Pot.closes_on, Pot.title, Pot.id)
    )
    return [(kept, pot) for kept, pot in found]


async def kept_one(session: AsyncSession, person_id: int, pot_id: int) -> Kept | None:
    """A person's keeping of a pot; None: they don't."""
    return await session.scalar(
        select(Kept).where(Kept.person_id == person_id, Kept.pot_id == pot_id)
    )


# --- What is due ----------------------------------------------------------------------------


async def due(
    session: AsyncSession, now: datetime, at_most: int
) -> Sequence[tuple[Kept, Pot, Person, Account | None]]:
    """A slice of what is due, with the pot, who keeps it and where to write to them.

    Without an account: they want no messages, or can't be reached.
    """
    found = await session.execute(
        select(Kept, Pot, Person, Account)
        .join(Pot, Pot.id == Kept.pot_id)
        .join(Person, Person.id == Kept.person_id)
        .outerjoin(Account, is_where_to_write())
        .options(contains_eager(Account.person))
        .where(Kept.due_at <= now)
        .order_by(Kept.due_at, Kept.id)
        .limit(at_most)
    )
    return [(kept, pot, person, account) for kept, pot, person, account in found]


NEXT_DUE = Earliest(select(func.min(Kept.due_at)))
"""When the next step is; None: there is none."""


async def look_again(session: AsyncSession, now: datetime) -> None:
    """Work out anew what is due where a pot's deadline is another now."""
    moved = exists().where(Pot.id == Kept.pot_id, Pot.closes_on.is_distinct_from(Kept.closes_on))
    await session.execute(
        update(Kept).where(moved).values(due_at=now).execution_options(synchronize_session=False)
    )


# --- How it went ----------------------------------------------------------------------------


async def outcomes_of(session: AsyncSession, pot: Pot) -> dict[str, int]:
    """How many told how it went with a pot, in this round or another, by what they told."""
    found = await session.execute(
        select(Kept.outcome, func.count())
        .join(Pot, Pot.id == Kept.pot_id)
        .where(Kept.outcome != "", _rounds_of(pot))
        .group_by(Kept.outcome)
    )
    return {row.outcome: row[1] for row in found}


async def somebody_tells(session: AsyncSession, pot: Pot, but: int) -> bool:
    """Whether somebody else who got a pot's money is happy to tell others how."""
    one = await session.scalar(
        select(Kept.id)
        .join(Pot, Pot.id == Kept.pot_id)
        .where(Kept.tells, Kept.person_id != but, _rounds_of(pot))
        .limit(1)
    )
    return one is not None


def _rounds_of(pot: Pot) -> ColumnElement[bool]:
    """Of `Pot`: whether it is a round of the same programme."""
    programme = programme_of(pot)
    begins = f"{programme} ("
    # LIKE ignores case on SQLite, and not on PostgreSQL.
    rounds = func.substr(Pot.title, 1, len(begins)) == begins
    return (Pot.funder == pot.funder) & or_(Pot.title == programme, rounds)


async def all_outcomes(session: AsyncSession) -> Sequence[tuple[str, str, str, int]]:
    """How many told how it went: funder, title, outcome, count."""
    found = await session.execute(
        select(Pot.funder, Pot.title, Kept.outcome, func.count())
        .join(Pot, Pot.id == Kept.pot_id)
        .where(Kept.outcome != "")
        .group_by(Pot.funder, Pot.title, Kept.outcome)
        .order_by(Pot.funder, Pot.title)
    )
    return [(funder, title, outcome, count) for funder, title, outcome, count in found]
