"""The weekly reminder: when each person who has check-ins hears of the next one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base, BigId, bare
from storage.people import Person, willing


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


@dataclass(frozen=True)
class Rhythm:
    """What people have in common whose next round is the same, and the one after it, too."""

    due_at: datetime
    weekday: int
    every: Every
    hour: int | None
    zone: str | None


@dataclass(frozen=True)
class Again:
    """A second reminder that somebody asked for."""

    person_id: int
    at: datetime
    day: date
    """Of the round that waits for their answer."""
    every: Every
    willing: bool
    """Whether they still want to hear from us."""


# --- One person's -------------------------------------------------------------------------


async def reminder_of(session: AsyncSession, person_id: int) -> Reminder | None:
    """A person's reminder; None: they have no check-ins."""
    return await session.get(Reminder, person_id)


async def begin(
    session: AsyncSession, person_id: int, weekday: int, every: Every, due_at: datetime
) -> None:
    """Remind a person who said yes to check-ins. Who is reminded already keeps their day."""
    if await reminder_of(session, person_id) is None:
        reminder = Reminder(
            person_id=person_id, weekday=weekday, every=every, due_at=due_at, next_at=due_at
        )
        session.add(reminder)
        await session.flush()


async def end(session: AsyncSession, person_id: int) -> None:
    """Remind a person no more, and forget that we did."""
    await session.execute(delete(Reminder).where(Reminder.person_id == person_id))


async def answered(session: AsyncSession, person_id: int) -> None:
    """Nothing waits for an answer of a person's any more, and they need no second reminder."""
    await session.execute(
        update(Reminder).where(Reminder.person_id == person_id).values(open_on=None, again_at=None)
    )


# --- Everybody's --------------------------------------------------------------------------

_reminders = bare(Reminder)
_DUE = (
    select(
        _reminders.c.person_id,
        _reminders.c.due_at,
        _reminders.c.weekday,
        _reminders.c.every,
        Person.hour,
        Person.zone,
    )
    .join(Person, Person.id == _reminders.c.person_id)
    .order_by(_reminders.c.next_at, _reminders.c.person_id)
    .with_for_update(of=_reminders, skip_locked=True)
)


async def due(session: AsyncSession, now: datetime, at_most: int) -> Mapping[Rhythm, Sequence[int]]:
    """The people whose round is due, a slice of them, by their rhythm."""
    rows = await session.execute(_DUE.where(_reminders.c.next_at <= now).limit(at_most))
    found: dict[Rhythm, list[int]] = {}
    for person_id, due_at, weekday, every, hour, zone in rows:
        rhythm = Rhythm(due_at, weekday, Every(every), hour, zone)
        found.setdefault(rhythm, []).append(person_id)
    return found


async def next_due(session: AsyncSession) -> datetime | None:
    """When the next round is due; None: nobody is reminded."""
    return await session.scalar(select(func.min(Reminder.next_at)))


async def put_off(session: AsyncSession, whom: Sequence[int], until: datetime) -> None:
    """Look at people's rounds again later."""
    await session.execute(
        update(_reminders).where(_reminders.c.person_id.in_(whom)).values(next_at=until)
    )


async def go_on(
    session: AsyncSession,
    whom: Sequence[int],
    day: date,
    following: datetime,
    *,
    asked: Sequence[int],
) -> None:
    """Close people's rounds of a day, with what came before. Of those asked, one opens."""
    closed = {
        "last_on": day,
        "due_at": following,
        "next_at": following,
        "open_on": None,
        "again_at": None,
    }
    passed_over = list(set(whom).difference(asked))
    for some, opens in ((asked, day), (passed_over, None)):
        if some:
            await session.execute(
                update(_reminders)
                .where(_reminders.c.person_id.in_(some))
                .values(closed | {"open_on": opens})
            )


async def take_again(session: AsyncSession, now: datetime, at_most: int) -> Sequence[Again]:
    """Those who asked to be reminded once more by now, a slice of them; each is taken once."""
    columns = _reminders.c.person_id, _reminders.c.again_at, _reminders.c.open_on
    rows = await session.execute(
        select(*columns, _reminders.c.every, willing(now))
        .join(Person, Person.id == _reminders.c.person_id)
        .where(_reminders.c.again_at <= now)
        .order_by(_reminders.c.again_at, _reminders.c.person_id)
        .limit(at_most)
        .with_for_update(of=_reminders, skip_locked=True)
    )
    taken = [
        Again(person_id, at, day, Every(every), is_willing)
        for person_id, at, day, every, is_willing in rows
    ]
    await session.execute(
        update(_reminders)
        .where(_reminders.c.person_id.in_([each.person_id for each in taken]))
        .values(again_at=None)
    )
    return taken


async def next_due_again(session: AsyncSession) -> datetime | None:
    """When somebody is to be reminded once more; None: nobody."""
    return await session.scalar(select(func.min(Reminder.again_at)))
