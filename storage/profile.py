"""What a person's group is, kept because they said that we may."""

from datetime import datetime

from sqlalchemy import ForeignKey, delete
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base, BigId


class Profile(Base):
    """What a person told us of their group: answers that they tapped. None: not told."""

    __tablename__ = "profile"

    person_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    agreed_at: Mapped[datetime]
    """When they said that we may remember it."""
    kind: Mapped[str]
    """In the words of the pots' who_can_apply."""
    rules: Mapped[bool | None]
    """It has written rules (a constitution)."""
    bank: Mapped[str | None]
    """Who signs for the account in its name: two, one; none: it has no account."""
    insurance: Mapped[bool | None]
    """It has public liability insurance."""
    safeguarding: Mapped[bool | None]
    """It has a safeguarding policy."""


async def profile_of(session: AsyncSession, person_id: int) -> Profile | None:
    """What a person told us of their group; None: nothing that we may remember."""
    return await session.get(Profile, person_id)


async def forget(session: AsyncSession, person_id: int) -> None:
    """Forget what a person told us of their group."""
    await session.execute(delete(Profile).where(Profile.person_id == person_id))
