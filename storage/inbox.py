"""The updates that platforms hand to us: each is done once, or set aside if it ends the process."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache

from sqlalchemy import Executable, bindparam, case, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base, bare, dialect_of, upsert_in
from storage.retention import Rule

UPDATES_KEPT = timedelta(days=9)
"""How long an update is known again; Slack repeats for hours, Telegram keeps them for a day."""


class Update(Base):
    """An update that was handed to us: by its id, so that its effect happens once."""

    __tablename__ = "update_seen"

    platform: Mapped[str] = mapped_column(primary_key=True)
    update: Mapped[str] = mapped_column(primary_key=True)
    seen_at: Mapped[datetime] = mapped_column(index=True)
    tries: Mapped[int]
    """How often it was handed over before it was done; for a suspect also how often it ran."""
    done_at: Mapped[datetime | None]
    """When its effect was stored; None: not yet."""
    mishap: Mapped[str | None]
    """What went wrong: an id for the log and the kind of error, never words. None: nothing."""


TRIES = 2
"""How often an update is tried beside others. Was it there once more when the process ended, it is
a suspect, and tried alone."""
TRIES_ALONE = 2
"""How often a suspect is tried before it is set aside."""

_updates = bare(Update)


@cache
def _noting(dialect: str) -> Executable:
    noted = upsert_in(dialect, _updates)
    return noted.on_conflict_do_update(
        index_elements=[_updates.c.platform, _updates.c.update],
        set_={
            "tries": case((_updates.c.tries > TRIES, _updates.c.tries), else_=_updates.c.tries + 1)
        },
    ).returning(_updates.c.update, _updates.c.tries, _updates.c.done_at)


async def note(
    session: AsyncSession, platform: str, updates: Sequence[str], now: datetime
) -> dict[str, int]:
    """Count that updates were handed over, before any is handled; the tries of those not done."""
    rows = await session.execute(
        _noting(dialect_of(session)),
        [  # in one order, so that two processes with the same batch never wait for each other
            {"platform": platform, "update": each, "seen_at": now, "tries": 1}
            for each in sorted(set(updates))
        ],
    )
    return {name: tries for name, tries, done_at in rows if done_at is None}


async def suspect(session: AsyncSession, platform: str, name: str) -> bool:
    """Count, before it runs alone, that an update may end the process; False: it did so too often.

    Those that were merely beside it in a batch are done one by one, and so come through.
    """
    counted = await session.execute(
        update(_updates)
        .where(_updates.c.platform == platform, _updates.c.update == name)
        .values(tries=_updates.c.tries + 1)
        .returning(_updates.c.tries)
    )
    tries: int = counted.scalar_one()
    return tries <= TRIES + 1 + TRIES_ALONE


_FINISH = (
    update(_updates)
    .where(
        _updates.c.platform == bindparam("on"),
        _updates.c.update == bindparam("name"),
        _updates.c.done_at.is_(None),
    )
    .values(done_at=bindparam("now"), mishap=bindparam("went_wrong"))
    .returning(_updates.c.update)
)


async def finish(
    session: AsyncSession, platform: str, name: str, now: datetime, mishap: str | None = None
) -> bool:
    """Claim an update's one effect, in the transaction that has it; False: it was done before."""
    claimed = await session.execute(
        _FINISH, {"on": platform, "name": name, "now": now, "went_wrong": mishap}
    )
    return claimed.first() is not None


async def set_aside(session: AsyncSession, at_most: int) -> Sequence[Update]:
    """The updates that we couldn't handle, the latest first."""
    statement = select(Update).where(Update.mishap.is_not(None))
    return (await session.scalars(statement.order_by(Update.seen_at.desc()).limit(at_most))).all()


async def count_set_aside(session: AsyncSession) -> int:
    """How many updates we couldn't handle, of those that we still know."""
    statement = select(func.count()).select_from(Update).where(Update.mishap.is_not(None))
    return await session.scalar(statement) or 0


RULES = (Rule("which updates were handled", Update, "seen_at", UPDATES_KEPT),)
