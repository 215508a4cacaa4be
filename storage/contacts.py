"""Contacts: teams and roles to talk to, never a named person."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base
from storage.imported import Imported


class Contact(Imported, Base):
    """A team or a role, what it helps with, and how to reach it."""

    __tablename__ = "contact"

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(unique=True)
    """The id in the file it came from, such as CT001."""
    name: Mapped[str]
    organisation: Mapped[str]
    role: Mapped[str]
    """What they do, in one line."""
    areas: Mapped[list[str]]
    topics: Mapped[list[str]]
    email: Mapped[str]
    phone: Mapped[str]
    url: Mapped[str]
    opening_hours: Mapped[str]
    preferred_channel: Mapped[str]
    decides: Mapped[str]
    """What they can say yes to; empty: not known."""
    deputy: Mapped[str]
    """The ref of the contact to try when they are away; empty: none."""
    urgent_phone: Mapped[str]
    """The number for what can't wait; empty: none."""
    last_verified_on: Mapped[date | None]
    """The day somebody last checked this row; None: not known."""


async def contact_by_ref(session: AsyncSession, ref: str) -> Contact | None:
    """The contact with an id of the files', or None where there is none."""
    return await session.scalar(select(Contact).where(Contact.ref == ref))
