"""Consents: what a person agreed to, in which version of the words, and since when."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base, BigId, new_id
from storage.retention import Rule


class Purpose(StrEnum):
    """What somebody may agree to, each by itself."""

    CHECK_INS = "check-ins"
    """The week in a word, what helped or weighed, a note."""
    ONS4 = "ons4"
    """The four questions of the Office for National Statistics, once a month."""


class Consent(Base):
    """A yes, and its end. The row stays when it ends, to show what was agreed when."""

    __tablename__ = "consent"
    __table_args__ = (Index("ix_consent_of", "person_id", "purpose"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(BigId, ForeignKey("person.id", ondelete="CASCADE"))
    purpose: Mapped[str]
    version: Mapped[int]
    """Of the words that they read and agreed to."""
    given_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    """When it ended; None: it holds."""


async def in_force(session: AsyncSession, person_id: int, purpose: Purpose) -> Consent | None:
    """The consent that holds for a purpose, in whichever version; None: there is none."""
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
        .values(withdrawn_at=now)
    )


RULES = (Rule("consents that were withdrawn", Consent, "withdrawn_at", timedelta(days=730)),)
