"""What people say is wrong with a pot, for whoever keeps the list."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint, delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base, BigId, Sealed, new_id, seal, unseal
from storage.pots import Pot
from storage.retention import Rule


class Wrong(Base):
    """Something that a person says is wrong with a pot; a later one takes the place of theirs."""

    __tablename__ = "wrong"
    __table_args__ = (UniqueConstraint("person_id", "pot_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(BigId, ForeignKey("person.id", ondelete="CASCADE"))
    pot_id: Mapped[int] = mapped_column(ForeignKey("pot.id", ondelete="CASCADE"), index=True)
    said_at: Mapped[datetime] = mapped_column(index=True)
    what: Mapped[str]
    """One of our words: closed, amount, who, contact, other."""
    note: Mapped[bytes] = mapped_column(Sealed("wrong {id}"))


KEPT_FOR = timedelta(days=90)

RULES = (Rule("what people say is wrong with a pot", Wrong, "said_at", KEPT_FOR),)


class Told(NamedTuple):
    """What is said to be wrong, opened; who said it is not told."""

    id: UUID
    pot: Pot
    said_at: datetime
    what: str
    note: str


async def keep(
    session: AsyncSession, person_id: int, pot: Pot, what: str, note: str, now: datetime
) -> None:
    """Keep what a person says is wrong with a pot."""
    before = delete(Wrong).where(Wrong.person_id == person_id, Wrong.pot_id == pot.id)
    await session.execute(before)
    one = new_id(now)
    sealed = seal(session, note.encode(), _row(one))
    row = Wrong(id=one, person_id=person_id, pot_id=pot.id, said_at=now, what=what, note=sealed)
    session.add(row)
    await session.flush()


async def told(session: AsyncSession, at_most: int, person_id: int | None = None) -> Sequence[Told]:
    """What is said to be wrong, the oldest first; of everybody, or of one."""
    statement = select(Wrong, Pot).join(Pot, Pot.id == Wrong.pot_id).order_by(Wrong.id)
    if person_id is not None:
        statement = statement.where(Wrong.person_id == person_id)
    rows = await session.execute(statement.limit(at_most))
    return [
        Told(row.id, pot, row.said_at, row.what, unseal(session, row.note, _row(row.id)).decode())
        for row, pot in rows
    ]


async def count(session: AsyncSession) -> int:
    """How much is said to be wrong."""
    return await session.scalar(select(func.count()).select_from(Wrong)) or 0


async def settle(session: AsyncSession, one: UUID) -> bool:
    """Forget something that was put right, or wasn't wrong; False: it is not there."""
    gone = await session.execute(delete(Wrong).where(Wrong.id == one).returning(Wrong.id))
    return gone.first() is not None


def _row(one: UUID) -> str:
    return f"wrong {one}"
