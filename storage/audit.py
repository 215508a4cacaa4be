"""The audit log: who did what that others must be able to ask about, reads of people's data too."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, Index, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base, BigId
from storage.retention import Rule


class Audit(Base):
    """Something that somebody did."""

    __tablename__ = "audit"
    __table_args__ = (Index("ix_audit_user", "platform", "user"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    platform: Mapped[str]
    """Where they did it; "terminal": on the command line."""
    user: Mapped[str]
    """The platform's id of who did it, on the command line the name of the account there; empty:
    nobody did, it came to be so."""
    what: Mapped[str]
    """One of our words, such as team-approved; `audit-…` in the locales tells it."""
    about: Mapped[str]
    """What it was done to, by an id: never somebody's words, never a volunteer's name."""
    person_id: Mapped[int | None] = mapped_column(
        BigId, ForeignKey("person.id", ondelete="SET NULL"), index=True
    )
    """Whose data it was about; None: nobody's, or they were erased since."""


KEPT_FOR = timedelta(days=730)

RULES = (Rule("the audit log", Audit, "at", KEPT_FOR),)


async def note(
    session: AsyncSession,
    now: datetime,
    platform: str,
    user: str,
    what: str,
    about: str = "",
    person_id: int | None = None,
) -> None:
    """Note that somebody did something."""
    session.add(
        Audit(at=now, platform=platform, user=user, what=what, about=about, person_id=person_id)
    )
    await session.flush()


READ_ONCE = timedelta(hours=1)
"""For how long reading the same again is the same reading."""


async def note_reading(
    session: AsyncSession,
    now: datetime,
    platform: str,
    user: str,
    what: str,
    about: str,
    person_id: int,
) -> None:
    """Note that somebody read what is kept about a person, unless they just did."""
    before = await session.scalar(
        select(Audit.id)
        .where(
            Audit.person_id == person_id,
            Audit.platform == platform,
            Audit.user == user,
            Audit.what == what,
            Audit.about == about,
            Audit.at > now - READ_ONCE,
        )
        .limit(1)
    )
    if before is None:
        await note(session, now, platform, user, what, about, person_id)


async def latest(session: AsyncSession, at_most: int, before: int | None = None) -> Sequence[Audit]:
    """What was done last, the newest first; `before` the one of an id, where one is given."""
    statement = select(Audit).order_by(Audit.id.desc()).limit(at_most)
    if before is not None:
        statement = statement.where(Audit.id < before)
    return (await session.scalars(statement)).all()


async def about(session: AsyncSession, person_id: int) -> Sequence[Audit]:
    """What was done with the data of a person, the oldest first."""
    statement = select(Audit).where(Audit.person_id == person_id).order_by(Audit.id)
    return (await session.scalars(statement)).all()


async def done_by(session: AsyncSession, platform: str, user: str) -> Sequence[Audit]:
    """What somebody did, the oldest first."""
    statement = select(Audit).where(Audit.platform == platform, Audit.user == user)
    return (await session.scalars(statement.order_by(Audit.id))).all()
