"""Signposts: where to send somebody who needs help that neither we nor a council can give."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base
from storage.imported import Imported


class Signpost(Imported, Base):
    """A service for people in distress, how to reach it, and for whom it is."""

    __tablename__ = "signpost"

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(unique=True)
    """The id in the file it came from, such as SP01."""
    name: Mapped[str]
    how_to_reach: Mapped[str]
    for_whom: Mapped[str]
    hours: Mapped[str]
    categories: Mapped[list[str]]
    """Kinds of distress (self, others, child, adult, burnout, medical), or "all"."""
    real_service: Mapped[str]
    """"yes", or "no (fictional)" in sample data."""
    last_verified_on: Mapped[date | None]
    """The day a person last checked the number; None: never."""


async def all_signposts(session: AsyncSession) -> Sequence[Signpost]:
    """Every signpost, in the order of the file it came from."""
    return (await session.scalars(select(Signpost).order_by(Signpost.id))).all()
