"""The weekly reminder: when each person who has check-ins hears of the next one."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    CursorResult,
    ForeignKey,
    Index,
    and_,
    case,
    delete,
    exists,
    false,
    func,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage import hellos
from storage.consents import Consent, Purpose
from storage.database import Base, BigId, Condition, among, among_those, bare, partial
from storage.earliest import Earliest
from storage.people import Account, Person, willing


class Every(StrEnum):
    """How often."""

    WEEK = "week"
    FORTNIGHT = "fortnight"
    MONTH = "month"


class Reminder(Base):
    """That a person wants check-ins, which they said, and when."""

    __tablename__ = "reminder"
    __table_args__ = (
        Index("ix_reminder_next", "next_at", "person_id"),
        partial("ix_reminder_ask", "ask_at", "ask_at IS NOT NULL"),
        partial("ix_reminder_again", "again_at", "again_at IS NOT NULL"),
    )

    person_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    weekday: Mapped[int]
    """0 is Monday."""
    every: Mapped[str]
    hour: Mapped[int | None]
    zone: Mapped[str | None]
    """The person's hour and zone as they were when `due_at` was worked out from them."""
    due_at: Mapped[datetime]
    """When the next round is, by their own day and hour."""
    next_at: Mapped[datetime]
    """When there is something to do for it: then, or later, if that would be at night."""
    last_on: Mapped[date | None]
    """Their date of the last round; None: there was none."""
    open_on: Mapped[date | None]
    """Their date of the round that waits for an answer; None: none does."""
    ask_at: Mapped[datetime | None]
    """When to write to them for the round that has begun; None: they were, or are not to be."""
    again_at: Mapped[datetime | None]
    """When to remind them once more, as they asked; None: not."""
    time_asked: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether they were asked if the day and hour suit them, or chose them."""
    asked_in: Mapped[date | None]
    """The Monday of the week, where they are, in which their last round began, also if
    they were passed over in it; None: none did."""
    asked: Mapped[int] = mapped_column(default=0, server_default="0")
    """How often they were asked in it: 2 where a round of the week before came late."""


@dataclass(frozen=True)
class Rhythm:
    """What people have in common whose next round is the same, and the one after it, too."""

    next_at: datetime
    due_at: datetime
    weekday: int
    every: Every
    hour: int | None
    zone: str | None
    asked_in: date | None
    asked: int

    def asked_before(self, week: date) -> int:
        """How often they were asked in a week that has begun."""
        return self.asked if self.asked_in == week else 0


@dataclass(frozen=True)
class Begun:
    """A round of somebody's that has begun, and of which they were not told yet."""

    person_id: int
    at: datetime
    """When they were to be written to."""
    day: date
    every: Every
    week: date
    """The Monday of the week in which they are asked."""
    asked: int
    """How often they are asked in it, this once among them."""


@dataclass(frozen=True)
class Again:
    """A second reminder that somebody asked for."""

    person_id: int
    at: datetime
    day: date
    """Of the round that waits for their answer."""
    every: Every


# --- One person's -------------------------------------------------------------------------


async def reminder_of(session: AsyncSession, person_id: int) -> Reminder | None:
    """A person's reminder; None: they have no check-ins."""
    return await session.get(Reminder, person_id)


async def begin(
    session: AsyncSession, person: Person, weekday: int, every: Every, due_at: datetime
) -> None:
    """Remind a person who said yes to check-ins. Who is reminded already keeps their day."""
    if await reminder_of(session, person.id) is None:
        reminder = Reminder(person_id=person.id)
        set_down(reminder, person, weekday, every, due_at)
        session.add(reminder)
        await session.flush()


def set_down(
    reminder: Reminder, person: Person, weekday: int, every: Every, due_at: datetime
) -> None:
    """Set down when a person's next round is, and what that was worked out from."""
    reminder.weekday, reminder.every = weekday, every
    reminder.hour, reminder.zone = person.hour, person.zone
    reminder.due_at = reminder.next_at = due_at


async def end(session: AsyncSession, person_id: int) -> None:
    """Remind a person no more, and forget that we did."""
    await session.execute(delete(Reminder).where(Reminder.person_id == person_id))


async def answered(session: AsyncSession, person_id: int) -> None:
    """Nothing waits for an answer of a person's any more, and they need no second reminder."""
    await session.execute(
        update(Reminder)
        .where(Reminder.person_id == person_id)
        .values(open_on=None, ask_at=None, again_at=None)
    )
    await hellos.answered(session, person_id)


# --- Everybody's --------------------------------------------------------------------------

_reminders = bare(Reminder)


async def first_due(session: AsyncSession, now: datetime) -> Rhythm | None:
    """The rhythm of the one whose round has been due for longest; None: nobody's is."""
    found = await session.execute(
        select(
            _reminders.c.next_at,
            _reminders.c.due_at,
            _reminders.c.weekday,
            _reminders.c.every,
            _reminders.c.hour,
            _reminders.c.zone,
            _reminders.c.asked_in,
            _reminders.c.asked,
        )
        .where(_reminders.c.next_at <= now)
        .order_by(_reminders.c.next_at, _reminders.c.person_id)
        .limit(1)
    )
    row = found.first()
    if row is None:
        return None
    next_at, due_at, weekday, every, *told = row
    return Rhythm(next_at, due_at, weekday, Every(every), *told)


NEXT_DUE = Earliest(select(func.min(Reminder.next_at)))
"""When the next round is due; None: nobody is reminded."""


async def put_off(session: AsyncSession, rhythm: Rhythm, at_most: int, until: datetime) -> int:
    """Look at the rounds of a rhythm again later, a slice of them; how many."""
    taken = await session.execute(
        update(_reminders)
        .where(_due(session, rhythm, at_most))
        .values(next_at=until)
        .returning(_reminders.c.person_id)
    )
    return len(taken.all())


async def begin_rounds(
    session: AsyncSession,
    rhythm: Rhythm,
    at_most: int,
    *,
    day: date,
    week: date,
    following: datetime,
    ask_at: datetime | None,
) -> int:
    """Open the rounds of a rhythm, a slice of them, and set down the next ones; how many.

    What was open before is closed by it. `week` is the Monday of the one in which they are asked,
    `ask_at` when; None: they are passed over.
    """
    before = rhythm.asked_before(week)
    asked_before = case((_reminders.c.asked_in == week, _reminders.c.asked), else_=0)
    taken = await session.execute(
        update(_reminders)
        .where(_due(session, rhythm, at_most), asked_before == before)
        .values(
            last_on=day,
            open_on=day if ask_at else None,
            ask_at=ask_at,
            again_at=None,
            due_at=following,
            next_at=following,
            asked_in=week,
            asked=before + 1 if ask_at else before,
        )
    )
    return cast(CursorResult[Any], taken).rowcount


async def next_place(
    session: AsyncSession, now: datetime, at_once: int, apart: timedelta
) -> datetime:
    """When the next whose round begins are to be written to: some at once, the others after them.

    No more than twice as many as `at_once` have the same instant.
    """
    last: datetime | None = await session.scalar(
        select(func.max(_reminders.c.ask_at)).where(_reminders.c.ask_at.is_not(None))
    )
    if last is None or last < now:
        return now
    at_it = select(func.count()).select_from(_reminders).where(_reminders.c.ask_at == last)
    return last + apart if (await session.scalar(at_it) or 0) >= at_once else last


def _due(session: AsyncSession, rhythm: Rhythm, at_most: int) -> ColumnElement[bool]:
    """Whether a reminder is one of the next ones, and of this rhythm: the first of them is.

    In the order of the index and by a range of it, although no `next_at` is below the rhythm's:
    with all of them equal, PostgreSQL walks another index, past all who were asked before.
    """
    next_ones = (
        select(_reminders.c.person_id)
        .where(_reminders.c.next_at <= rhythm.next_at)
        .order_by(_reminders.c.next_at, _reminders.c.person_id)
        .limit(at_most)
        .with_for_update(skip_locked=True)
    )
    return and_(
        among_those(session, _reminders.c.person_id, next_ones),
        _reminders.c.due_at == rhythm.due_at,
        _reminders.c.weekday == rhythm.weekday,
        _reminders.c.every == rhythm.every,
        _reminders.c.hour.is_not_distinct_from(rhythm.hour),
        _reminders.c.zone.is_not_distinct_from(rhythm.zone),
    )


def may_be_asked(
    session: AsyncSession,
    now: datetime,
    *,
    areas: Collection[int | None],
    version: int,
    not_on: Collection[str],
) -> Condition:
    """Of `Person` and `Account`: whether they want to hear of check-ins now, and may.

    They agreed to this version of the words, check-ins are on in their area, and the platform is
    not one that has none.
    """
    agreed = exists().where(
        Consent.person_id == Person.id,
        Consent.purpose == Purpose.CHECK_INS,
        Consent.version == version,
        Consent.ended_at.is_(None),
        Consent.withdrawn_at.is_(None),
    )
    ids = sorted(each for each in areas if each is not None)
    told = [*ids, *([0] if None in areas else [])]
    there = among(session, func.coalesce(Person.area_id, 0), told)
    return and_(willing(now), Account.platform.not_in(not_on), there, agreed)


async def pass_over(session: AsyncSession, whom: Sequence[int]) -> None:
    """Close people's rounds: they were not asked."""
    await session.execute(
        update(_reminders)
        .where(among(session, _reminders.c.person_id, whom))
        .values(open_on=None, asked=_reminders.c.asked - 1)
    )


async def take_begun(session: AsyncSession, now: datetime, at_most: int) -> Sequence[Begun]:
    """Those who are to be written to by now, a slice of them; each is taken once."""
    columns = (
        _reminders.c.person_id,
        _reminders.c.ask_at,
        _reminders.c.open_on,
        _reminders.c.every,
        _reminders.c.asked_in,
        _reminders.c.asked,
    )
    rows = await session.execute(
        select(*columns)
        .where(_reminders.c.ask_at <= now)
        .order_by(_reminders.c.ask_at)
        .limit(at_most)
        .with_for_update(skip_locked=True)
    )
    taken = [
        Begun(person, at, day, Every(every), week, asked)
        for person, at, day, every, week, asked in rows
    ]
    if taken:
        whom = [each.person_id for each in taken]
        await session.execute(
            update(_reminders)
            .where(among(session, _reminders.c.person_id, whom))
            .values(ask_at=None)
        )
    return taken


NEXT_TO_ASK = Earliest(select(func.min(Reminder.ask_at)).where(Reminder.ask_at.is_not(None)))
"""When the next are to be written to whose round has begun; None: nobody."""


async def take_again(session: AsyncSession, now: datetime, at_most: int) -> Sequence[Again]:
    """Those who asked to be reminded once more by now, a slice of them; each is taken once."""
    columns = _reminders.c.person_id, _reminders.c.again_at, _reminders.c.open_on
    rows = await session.execute(
        select(*columns, _reminders.c.every)
        .where(_reminders.c.again_at <= now)
        .order_by(_reminders.c.again_at, _reminders.c.person_id)
        .limit(at_most)
        .with_for_update(skip_locked=True)
    )
    taken = [Again(person_id, at, day, Every(every)) for person_id, at, day, every in rows]
    await session.execute(
        update(_reminders)
        .where(_reminders.c.person_id.in_([each.person_id for each in taken]))
        .values(again_at=None)
    )
    return taken


NEXT_DUE_AGAIN = Earliest(select(func.min(Reminder.again_at)).where(Reminder.again_at.is_not(None)))
"""When somebody is to be reminded once more; None: nobody."""
