"""Consents: what a person agreed to, in which version of the words, and since when."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ColumnElement, ForeignKey, Index, and_, exists, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base, BigId, Condition, new_id, partial
from storage.earliest import Earliest
from storage.retention import Rule


class Purpose(StrEnum):
    """What somebody may agree to, each by itself."""

    CHECK_INS = "check-ins"
    """The week in a word, what helped or weighed, a note."""
    ONS4 = "ons4"
    """The four questions of the Office for National Statistics, once a month."""
    HELLO = "hello"
    """One peer, whom it names, is asked to say hello if they go quiet."""


class Consent(Base):
    """A yes, and its end. The row stays when it ends, to show what was agreed when."""

    __tablename__ = "consent"
    __table_args__ = (
        Index("ix_consent_of", "person_id", "purpose"),
        partial("ix_consent_ended", "ended_at", "ended_at IS NOT NULL AND withdrawn_at IS NULL"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(BigId, ForeignKey("person.id", ondelete="CASCADE"))
    purpose: Mapped[str]
    version: Mapped[int]
    """Of the words that they read and agreed to."""
    given_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    """When they said that it ends; None: they have not. Nothing is asked or added from then on."""
    withdrawn_at: Mapped[datetime | None]
    """When all that hung on it was deleted; None: it is there."""
    weekday: Mapped[int | None]
    every: Mapped[str | None]
    """On which day, and how often, they were reminded when they said that it ends: for whoever goes
    on after all. None: they have not said so, or all was deleted."""


GRACE = timedelta(days=1)
"""How long they can take it with them, or change their mind, after they said that it ends."""


async def in_force(session: AsyncSession, person_id: int, purpose: Purpose) -> Consent | None:
    """The consent for a purpose, in whichever version, be it that it ends; None: there is none."""
    return await session.scalar(
        select(Consent)
        .where(
            Consent.person_id == person_id,
            Consent.purpose == purpose,
            Consent.withdrawn_at.is_(None),
        )
        .order_by(Consent.id.desc())
        .limit(1)
    )


async def consents_of(session: AsyncSession, person_id: int) -> Sequence[Consent]:
    """All that somebody agreed to, and what they withdrew, the oldest first."""
    return (
        await session.scalars(
            select(Consent).where(Consent.person_id == person_id).order_by(Consent.id)
        )
    ).all()


async def give(
    session: AsyncSession, person_id: int, purpose: Purpose, version: int, now: datetime
) -> None:
    """Note a yes to a version; one to an earlier version ends with it."""
    await withdraw(session, person_id, [purpose], now)
    session.add(
        Consent(
            id=new_id(now),
            person_id=person_id,
            purpose=purpose,
            version=version,
            given_at=now,
        )
    )
    await session.flush()


_ENDS = and_(Consent.ended_at.is_not(None), Consent.withdrawn_at.is_(None))


def ends_for(person_id: ColumnElement[int]) -> Condition:
    """Whether somebody has said that it ends, and what hung on it is still there."""
    return exists().where(Consent.person_id == person_id, _ENDS)


async def end(
    session: AsyncSession, person_id: int, now: datetime, weekday: int, every: str
) -> datetime | None:
    """Note that all of somebody's consents end; when what hangs on them goes. None: on none.

    The day and how often they were reminded is kept with those that end by this, not with those
    that did before: by then, nobody is reminded.
    """
    await session.execute(
        update(Consent)
        .where(
            Consent.person_id == person_id,
            Consent.withdrawn_at.is_(None),
            Consent.ended_at.is_(None),
        )
        .values(ended_at=now, weekday=weekday, every=every)
    )
    first = select(func.min(Consent.ended_at)).where(Consent.person_id == person_id, _ENDS)
    ended: datetime | None = await session.scalar(first)
    return ended and ended + GRACE


async def go_on(session: AsyncSession, person_id: int) -> Sequence[Consent]:
    """Let somebody's consents hold that were to end; those."""
    theirs = select(Consent).where(Consent.person_id == person_id, _ENDS)
    found = (await session.scalars(theirs.with_for_update())).all()
    for each in found:
        each.ended_at = None
    return found


async def ended(session: AsyncSession, now: datetime, at_most: int) -> Sequence[int]:
    """The people of whom all goes now that hung on consents that they ended."""
    due = Consent.ended_at <= now - GRACE
    found = await session.scalars(
        select(Consent.person_id)
        .where(_ENDS, due)
        .order_by(Consent.ended_at)
        .limit(at_most)
        .with_for_update(skip_locked=True)  # whoever changes their mind just now is let be
    )
    return list(dict.fromkeys(found))


NEXT_TO_GO = Earliest(
    select(func.min(Consent.ended_at)).where(_ENDS), lambda first: first and first + GRACE
)
"""When the next goes; None: nobody has ended any."""


async def withdraw(
    session: AsyncSession, person_id: int, purposes: Sequence[Purpose], now: datetime
) -> None:
    """End the consents that hold for these purposes."""
    await session.execute(
        update(Consent)
        .where(
            Consent.person_id == person_id,
            Consent.purpose.in_(purposes),
            Consent.withdrawn_at.is_(None),
        )
        .values(withdrawn_at=now, weekday=None, every=None)
    )


RULES = (Rule("consents that were withdrawn", Consent, "withdrawn_at", timedelta(days=730)),)
