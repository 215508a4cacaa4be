"""What is true of the installation as a whole: a few facts, each under its name."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base, upsert

SIMULATED = "simulated"
"""The simulator filled this database with made-up data, which real people must not be shown."""
TICKED = "ticked"
"""The last tick, by the machine's own time: whether the bot is alive."""


class Fact(Base):
    """A fact, and since when it is one."""

    __tablename__ = "installation_fact"

    name: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]


async def note(session: AsyncSession, name: str, at: datetime) -> None:
    """Note a fact, or that it is so again."""
    await session.execute(
        upsert(session, Fact)
        .values(name=name, at=at)
        .on_conflict_do_update(index_elements=[Fact.name], set_={"at": at})
    )


async def noted(session: AsyncSession, name: str) -> datetime | None:
    """Since when something is a fact; None: it is none."""
    return await session.scalar(select(Fact.at).where(Fact.name == name))
