"""Community groups and tiny enterprises: what they offer, what they need, when they meet."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base
from storage.imported import Imported


class Group(Imported, Base):
    """A group people can join, ask or lend to."""

    __tablename__ = "community_group"

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(unique=True)
    """The id in the file it came from, such as GR001."""
    name: Mapped[str]
    group_type: Mapped[str]
    area: Mapped[str]
    """The name of its area; empty: not known."""
    about: Mapped[str] = mapped_column(default="")
    """What it says of itself."""
    offers: Mapped[list[str]]
    needs: Mapped[list[str]]
    lead_count: Mapped[int | None]
    """How many people keep it going (1 is a risk); None: not known."""
    members_approx: Mapped[int | None]
    """About how many people are in it; None: not known."""
    meets: Mapped[str]
    contact_email: Mapped[str]
    phone: Mapped[str] = mapped_column(default="")
    url: Mapped[str] = mapped_column(default="")
    open_to_new_members: Mapped[bool | None]
    """None: not known."""
    last_verified_on: Mapped[date | None]
    """The day somebody last checked this row; None: not known."""
    source: Mapped[str] = mapped_column(default="")
    """Where the row came from; empty: not said."""


async def group_by_ref(session: AsyncSession, ref: str) -> Group | None:
    """The group with an id of the files', or None: there is none."""
    return await session.scalar(select(Group).where(Group.ref == ref))
