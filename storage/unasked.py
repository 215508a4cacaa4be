"""Messages that nobody asked for: a few a week for each person, and no more.

`claim` before each of them, or `claim_many` in a job: who may have one is counted then.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from enum import IntEnum
from typing import TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Select,
    case,
    delete,
    func,
    literal,
    literal_column,
    select,
    tuple_,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import (
    Base,
    BigId,
    Condition,
    Instant,
    among,
    bare,
    dialect_of,
    upsert,
    upsert_in,
)
from storage.earliest import Earliest
from storage.people import Person, first_account, willing, zone_of
from storage.reminders import Reminder


class Unasked(Base):
    """How many unasked-for messages a person had in a week; check-ins are counted by `Reminder`."""

    __tablename__ = "unasked"

    person_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    week: Mapped[date] = mapped_column(primary_key=True, index=True)
    """The Monday on which it began where they are."""
    number: Mapped[int]


class Sort(IntEnum):
    """What an unasked-for message is; where there is no room for all, the last go first."""

    PEERS = 1
    PROMPT = 2
    ENQUIRY = 3
    """News for an enquiry that the person saved."""
    ANNOUNCEMENT = 4
    """Leaves a place free for the others, where there are three or more."""


T = TypeVar("T")

KEPT = timedelta(days=14)
"""How long after it began a week is counted."""


async def claim(
    session: AsyncSession, person_id: int, sort: Sort, now: datetime, home: ZoneInfo
) -> bool:
    """Take one of a person's messages of this week; False: they are not to have it.

    `home` is the installation's zone.
    """
    return bool(await claim_many(session, [person_id], sort, now, home))


async def claim_many(
    session: AsyncSession,
    whom: Select[int] | Sequence[int],
    sort: Sort,
    now: datetime,
    home: ZoneInfo,
) -> Sequence[int]:
    """Take one for each of many, by their ids or a query for these; the ids of those who get it.

    Not who stopped or paused, can't be reached, or has had as many as they want this week.
    """
    theirs: ColumnElement[int] = Person.id.expression
    chosen: ColumnElement[bool] = (
        theirs.in_(whom) if isinstance(whom, Select) else among(session, theirs, whom)
    )
    weeks = await _weeks(session, chosen, now, home)
    if not weeks:
        return []
    week = _by_zone({name: literal(begins) for name, (begins, _) in weeks.items()})
    ends = _by_zone({name: literal(ends, Instant) for name, (_, ends) in weeks.items()})
    room = _room(sort, week, ends)
    row = {"person_id": Person.id, "week": week, "number": literal(1)}
    reached = first_account().is_not(None)
    rows = select(*row.values()).where(chosen, willing(now), reached, room > 0).order_by(Person.id)
    its_room = select(room).where(Person.id == literal_column("unasked.person_id"))
    taken = await session.scalars(
        upsert_in(dialect_of(session), _unasked)
        .from_select(list(row), rows)
        .on_conflict_do_update(
            index_elements=[_unasked.c.person_id, _unasked.c.week],
            set_={"number": _unasked.c.number + 1},
            where=_unasked.c.number < its_room.scalar_subquery(),
        )
        .returning(_unasked.c.person_id)
    )
    return taken.all()


_unasked = bare(Unasked)


async def _weeks(
    session: AsyncSession, whose: ColumnElement[bool], now: datetime, home: ZoneInfo
) -> dict[str, tuple[date, datetime]]:
    """The week that it is where some people are, by their zones."""
    zones = (await session.scalars(select(Person.zone).where(whose).distinct())).all()
    return {name or "": week_of(now, zone_of(name, home)) for name in zones}


async def give_back(
    session: AsyncSession, whom: Sequence[int], now: datetime, home: ZoneInfo
) -> None:
    """Count one less in this week for each of some people: what it was claimed for never came."""
    weeks = await _weeks(session, among(session, Person.id.expression, whom), now, home)
    if not weeks:
        return
    week = _by_zone({name: literal(begins) for name, (begins, _) in weeks.items()})
    theirs = select(week).where(Person.id == _unasked.c.person_id).scalar_subquery()
    had = among(session, _unasked.c.person_id, whom), _unasked.c.week == theirs
    less = update(_unasked).where(*had, _unasked.c.number > 0)
    await session.execute(less.values(number=_unasked.c.number - 1))


def week_of(now: datetime, zone: ZoneInfo) -> tuple[date, datetime]:
    """The Monday on which the week began in a zone, and the instant at which the next one does."""
    today = now.astimezone(zone).date()
    monday = today - timedelta(days=today.weekday())
    return monday, datetime.combine(monday + timedelta(days=7), time(), zone).astimezone(UTC)


def _room(
    sort: Sort, week: ColumnElement[date], ends: ColumnElement[datetime]
) -> ColumnElement[int]:
    """How many messages of this week may be other than check-ins, with one of this sort among them.

    A check-in that was is counted, and a place is kept for one that is due.
    """
    wanted = Person.weekly_number.expression
    was = case((Reminder.asked_in == week, Reminder.asked), else_=0)
    due = case((Reminder.due_at < ends, 1), else_=0)
    check_ins = select(was + due).where(Reminder.person_id == Person.id).scalar_subquery()
    room = wanted - func.coalesce(check_ins, 0)
    if sort is Sort.ANNOUNCEMENT:
        room -= case((wanted >= 3, 1), else_=0)
    return room


def has_room_for(check_ins: int, week: date) -> Condition:
    """Of `Person`: whether they want so many check-ins in a week beside what they had in it."""
    others = select(Unasked.number).where(Unasked.person_id == Person.id, Unasked.week == week)
    number = func.coalesce(others.scalar_subquery(), 0) + check_ins
    return number <= Person.weekly_number.expression


async def take_over(session: AsyncSession, person_id: int) -> None:
    """Count somebody's check-ins of a week here, before their reminder goes."""
    columns = [_unasked.c.person_id, _unasked.c.week, _unasked.c.number]
    theirs = Reminder.person_id == person_id, Reminder.asked > 0
    added = upsert(session, Unasked).from_select(
        columns, select(Reminder.person_id, Reminder.asked_in, Reminder.asked).where(*theirs)
    )
    await session.execute(
        added.on_conflict_do_update(
            index_elements=[_unasked.c.person_id, _unasked.c.week],
            set_={"number": _unasked.c.number + added.excluded.number},
        )
    )


def _by_zone(values: dict[str, ColumnElement[T]]) -> ColumnElement[T]:
    """What differs by a person's zone."""
    return case(values, value=func.coalesce(Person.zone, ""))


async def weeks_of(session: AsyncSession, person_id: int) -> Sequence[tuple[date, int]]:
    """How many a person had in the weeks that are still counted, the first week first.

    By the Monday on which the week began.
    """
    check_ins = select(Reminder.asked_in, Reminder.asked).where(
        Reminder.person_id == person_id, Reminder.asked > 0
    )
    others = select(Unasked.week, Unasked.number).where(Unasked.person_id == person_id)
    each = others.union_all(check_ins).subquery()
    weeks = await session.execute(
        select(each.c.week, func.sum(each.c.number)).group_by(each.c.week).order_by(each.c.week)
    )
    return [(week, int(number)) for week, number in weeks]


async def forget_weeks(session: AsyncSession, now: datetime, at_most: int) -> int:
    """Forget how many there were in weeks gone by; how many rows that were."""
    old = select(_unasked.c.person_id, _unasked.c.week).where(_unasked.c.week <= _day(now) - KEPT)
    gone = await session.execute(
        delete(_unasked)
        .where(tuple_(_unasked.c.person_id, _unasked.c.week).in_(old.limit(at_most)))
        .returning(_unasked.c.person_id)
    )
    return len(gone.all())


NEXT_WEEK_TO_FORGET = Earliest(
    select(func.min(Unasked.week)),
    lambda oldest: oldest and datetime.combine(oldest + KEPT, time(), UTC),
)
"""When the oldest week goes; None: there is none."""


def _day(now: datetime) -> date:
    return now.astimezone(UTC).date()
