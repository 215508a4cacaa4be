"""Dry runs: a coordinator would like to know what the next round would come to, in numbers."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base, upsert
from storage.earliest import Earliest


class DryRun(Base):
    """That a coordinator would like one: until they have it."""

    __tablename__ = "dry_run"

    platform: Mapped[str] = mapped_column(primary_key=True)
    user: Mapped[str] = mapped_column(primary_key=True)
    wanted_at: Mapped[datetime]


async def want(session: AsyncSession, platform: str, user: str, now: datetime) -> None:
    """Ask for one, unless they wait for one already."""
    await session.execute(
        upsert(session, DryRun)
        .values(platform=platform, user=user, wanted_at=now)
        .on_conflict_do_nothing()
    )


async def take(session: AsyncSession) -> Sequence[tuple[str, str]]:
    """Who would like one, by platform and user: they wait no longer."""
    gone = await session.execute(delete(DryRun).returning(DryRun.platform, DryRun.user))
    return sorted((platform, user) for platform, user in gone)


NEXT_DUE = Earliest(select(func.min(DryRun.wanted_at)))
"""Since when somebody waits for one; None: nobody does."""
