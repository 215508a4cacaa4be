"""What is true of the installation as a whole: a few facts, each under its name."""

from datetime import datetime

from sqlalchemy import Select, delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base, upsert

SIMULATED = "simulated"
"""The simulator filled this database with made-up data, which real people must not be shown."""
TICKED = "ticked on "
"""Before the name of a machine: the last tick on it, by its own time. Is the bot alive there?"""


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


def since(name: str) -> Select[datetime]:
    """Since when something is a fact."""
    return select(Fact.at).where(Fact.name == name)


async def noted(session: AsyncSession, name: str) -> datetime | None:
    """Since when something is a fact; None: it is none."""
    return await session.scalar(since(name))


async def note_tick(session: AsyncSession, host: str, at: datetime) -> None:
    """Note that the bot ticks on a machine."""
    await note(session, TICKED + host, at)


async def ticked(session: AsyncSession, host: str | None = None) -> datetime | None:
    """The last tick on a machine, or on whichever ticked last; None: there was none."""
    if host is not None:
        return await noted(session, TICKED + host)
    return await session.scalar(
        select(func.max(Fact.at)).where(Fact.name.startswith(TICKED, autoescape=True))
    )


async def ticking(session: AsyncSession, since: datetime) -> list[str]:
    """The machines that have ticked since an instant, by name."""
    facts = await session.scalars(
        select(Fact.name)
        .where(Fact.name.startswith(TICKED, autoescape=True), Fact.at > since)
        .order_by(Fact.name)
    )
    return [each.removeprefix(TICKED) for each in facts]


async def forget_ticks(session: AsyncSession, before: datetime) -> None:
    """Forget the machines that have not ticked since: a container has another name each time."""
    await session.execute(
        delete(Fact).where(Fact.name.startswith(TICKED, autoescape=True), Fact.at < before)
    )
