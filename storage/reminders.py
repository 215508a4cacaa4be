"""The weekly reminder: when each person who has check-ins hears of the next one."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, delete, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base, BigId


class Every(StrEnum):
    """How often."""

    WEEK = "week"
    FORTNIGHT = "fortnight"
    MONTH = "month"


class Reminder(Base):
    """That a person wants check-ins, which they said, and when."""

    __tablename__ = "reminder"

    person_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    weekday: Mapped[int]
    """0 is Monday."""
    every: Mapped[str]
    due_at: Mapped[datetime]
    """When the next round is, by their own day and hour."""
    next_at: Mapped[datetime] = mapped_column(index=True)
    """When there is something to do for it: then, or later, if that would be at night."""
    last_on: Mapped[date | None]
    """Their date of the last round; None: there was none."""
    open_on: Mapped[date | None]
    """Their date of the round that waits for an answer; None: none does."""
    again_at: Mapped[datetime | None] = mapped_column(index=True)
    """When to remind them once more, as they asked; None: not."""


async def begin(
    session: AsyncSession, person_id: int, weekday: int, every: Every, due_at: datetime
) -> None:
    """Remind a person who said yes to check-ins. Who is reminded already keeps their day."""
    if await reminder_of(session, person_id) is None:
        told = Reminder(
            person_id=person_id, weekday=weekday, every=every, due_at=due_at, next_at=due_at
        )
        session.add(told)
        await session.flush()


async def end(session: AsyncSession, person_id: int) -> None:
    """Remind a person no more, and forget that we did."""
    await session.execute(delete(Reminder).where(Reminder.person_id == person_id))


async def answered(session: AsyncSession, person_id: int) -> None:
    """A person told how their week was: nothing waits for an answer, and no second reminder."""
    await session.execute(
        update(Reminder).where(Reminder.person_id == person_id).values(open_on=None, again_at=None)
    )


async def reminder_of(session: AsyncSession, person_id: int) -> Reminder | None:
    """A person's reminder; None: they have no check-ins."""
    return await session.get(Reminder, person_id)
