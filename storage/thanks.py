"""Thanks that are passed on, from one peer to another whom they know."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ForeignKey, exists, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, aliased, contains_eager, mapped_column

from storage.database import Base, BigId, Condition, among, new_id, upsert
from storage.earliest import Earliest
from storage.mentoring import Mentoring, Role, Side, thank
from storage.people import Account, Person, is_where_to_write
from storage.retention import Rule


class Thanks(Base):
    """That one thanks another, and for what: one of our own words, nothing that anybody typed."""

    __tablename__ = "thanks"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("person.id", ondelete="CASCADE"), index=True
    )
    """Who is thanked."""
    giver_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("peer.person_id", ondelete="CASCADE"), index=True
    )
    what: Mapped[str]
    at: Mapped[datetime] = mapped_column(index=True)
    due_at: Mapped[datetime | None] = mapped_column(index=True)
    """When to pass it on; None: that is done."""


class Thanked(Base):
    """What somebody wants of thanks, and that they were asked if they would like to do more."""

    __tablename__ = "thanked"

    person_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    off_at: Mapped[datetime | None]
    """Since when they want no thanks passed on to them; None: they do."""
    asked_at: Mapped[datetime | None]
    """When they were asked if they would like to mentor or lead; None: they were not."""


KEPT = timedelta(days=365)

RULES = (Rule("thanks that were passed on", Thanks, "at", KEPT),)


@dataclass(frozen=True)
class Due:
    """Somebody with thanks to pass on to them; `account` None: they can't be written to."""

    person: Person
    account: Account | None
    thanks: Sequence[tuple[Thanks, Person]]
    """With whoever gives them, the oldest first."""


# --- Giving -------------------------------------------------------------------------------


async def give(
    session: AsyncSession,
    giver_id: int,
    to_id: int,
    what: str,
    now: datetime,
    due_at: datetime,
) -> None:
    """Keep thanks, to be passed on at an instant."""
    session.add(
        Thanks(id=new_id(now), person_id=to_id, giver_id=giver_id, what=what, at=now, due_at=due_at)
    )
    await session.flush()


async def last_between(session: AsyncSession, giver_id: int, to_id: int) -> datetime | None:
    """When somebody last thanked another; None: never, in the last year."""
    return await session.scalar(
        select(func.max(Thanks.at)).where(Thanks.giver_id == giver_id, Thanks.person_id == to_id)
    )


async def who_take_them(session: AsyncSession, people: Sequence[int]) -> frozenset[int]:
    """Those of some people to whom thanks may be passed on."""
    theirs = among(session, Thanked.person_id.expression, people)
    off = await session.scalars(
        select(Thanked.person_id).where(theirs, Thanked.off_at.is_not(None))
    )
    return frozenset(people) - frozenset(off)


async def switch_off(session: AsyncSession, person_id: int, off_at: datetime | None) -> None:
    """Pass no more thanks on to somebody; None: do so again. What waits for them goes."""
    added = upsert(session, Thanked).values(person_id=person_id, off_at=off_at)
    await session.execute(
        added.on_conflict_do_update(
            index_elements=[Thanked.person_id], set_={"off_at": added.excluded.off_at}
        )
    )
    if off_at:
        await session.execute(
            update(Thanks)
            .where(Thanks.person_id == person_id, Thanks.due_at.is_not(None))
            .values(due_at=None)
        )


# --- Passing on ---------------------------------------------------------------------------


NEXT_DUE = Earliest(select(func.min(Thanks.due_at)))
"""When thanks are to be passed on next; None: there are none."""


async def due(session: AsyncSession, now: datetime, at_most: int) -> Sequence[Due]:
    """Those to whom thanks are to be passed on, a slice of them, each with all that wait."""
    whom = (
        await session.scalars(
            select(Thanks.person_id)
            .where(Thanks.due_at <= now)
            .group_by(Thanks.person_id)
            .order_by(func.min(Thanks.due_at), Thanks.person_id)
            .limit(at_most)
        )
    ).all()
    giver = aliased(Person)
    found = await session.execute(
        select(Thanks, Person, Account, giver)
        .join(Person, Person.id == Thanks.person_id)
        .join(giver, giver.id == Thanks.giver_id)
        .outerjoin(Account, is_where_to_write())
        .options(contains_eager(Account.person))
        .where(among(session, Thanks.person_id.expression, whom), Thanks.due_at.is_not(None))
        .order_by(Thanks.id)
        .with_for_update(of=Thanks)
    )
    waiting: dict[int, list[tuple[Thanks, Person]]] = {}
    whose: dict[int, tuple[Person, Account | None]] = {}
    for thanks, person, account, by in found:
        whose[person.id] = person, account
        waiting.setdefault(person.id, []).append((thanks, by))
    return [Due(*whose[person], thanks) for person, thanks in waiting.items()]


async def givers_to(session: AsyncSession, people: Sequence[int]) -> Mapping[int, int]:
    """How many different people thanked each of some in the last year, also as mentoring ended."""
    mine, other = aliased(Side), aliased(Side)
    by_us = select(Thanks.person_id, Thanks.giver_id).where(
        among(session, Thanks.person_id.expression, people)
    )
    in_mentoring = (
        select(mine.person_id, other.person_id)
        .join(other, other.mentoring_id == mine.mentoring_id)
        .where(
            among(session, mine.person_id.expression, people),
            other.role != mine.role,
            other.thanked_at.is_not(None),
        )
    )
    given = by_us.union(in_mentoring).subquery()
    whom = given.c.person_id
    return dict((await session.execute(select(whom, func.count()).group_by(whom))).all())


async def credit(session: AsyncSession, giver_id: int, mentor_id: int) -> None:
    """Note with a mentor that one whom they help, or helped, is about to say thank you.

    Once for each mentoring, whether it is said in it or beside it.
    """
    mine, other = aliased(Side), aliased(Side)
    between = (Thanks.giver_id == giver_id) & (Thanks.person_id == mentor_id)
    first = await session.scalar(
        select(mine.thanked_at.is_(None) & ~exists().where(between, Thanks.at >= Mentoring.made_at))
        .join(other, other.mentoring_id == mine.mentoring_id)
        .join(Mentoring, Mentoring.id == mine.mentoring_id)
        .where(
            mine.person_id == giver_id,
            mine.role == Role.MENTEE,
            other.person_id == mentor_id,
            other.role == Role.MENTOR,
            Mentoring.begins_on.is_not(None),
        )
        .order_by(Mentoring.made_at.desc())
        .limit(1)
    )
    if first:
        await thank(session, mentor_id)


async def ask_once(session: AsyncSession, person_id: int, now: datetime) -> bool:
    """Note that somebody is asked if they would like to do more; False: they were before."""
    added = upsert(session, Thanked).values(person_id=person_id, asked_at=now)
    asked = await session.execute(
        added.on_conflict_do_update(
            index_elements=[Thanked.person_id],
            set_={"asked_at": added.excluded.asked_at},
            where=Thanked.asked_at.is_(None),
        ).returning(Thanked.person_id)
    )
    return asked.first() is not None


# --- Told ---------------------------------------------------------------------------------


async def wishes_of(session: AsyncSession, person_id: int) -> Thanked | None:
    """What somebody wants of thanks; None: they never said, and were never asked."""
    return await session.get(Thanked, person_id)


async def given_to(session: AsyncSession, person_id: int) -> Sequence[tuple[Thanks, Person]]:
    """What was passed on to somebody, with who gave it, the oldest first."""
    return await _with_people(
        session, Thanks.giver_id, Thanks.person_id == person_id, Thanks.due_at.is_(None)
    )


async def given_by(session: AsyncSession, person_id: int) -> Sequence[tuple[Thanks, Person]]:
    """What somebody gave, with those to whom, the oldest first."""
    return await _with_people(session, Thanks.person_id, Thanks.giver_id == person_id)


async def _with_people(
    session: AsyncSession, whose: Mapped[int], *conditions: Condition
) -> Sequence[tuple[Thanks, Person]]:
    found = await session.execute(
        select(Thanks, Person)
        .join(Person, Person.id == whose)
        .where(*conditions)
        .order_by(Thanks.id)
    )
    return [(thanks, person) for thanks, person in found]
