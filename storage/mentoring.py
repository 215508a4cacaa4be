"""Mentoring: who offers time, who asks for it, and what becomes of two of them.

What somebody wrote is sealed with their side of it, and goes with them. A mentor never has more
mentorings at once than they said, and a mentee one, whoever takes one, and whenever.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

import msgspec
from sqlalchemy import (
    ColumnElement,
    Exists,
    ForeignKey,
    delete,
    exists,
    false,
    func,
    or_,
    select,
    tuple_,
    union_all,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, aliased, contains_eager, mapped_column, relationship

from storage.database import Base, BigId, Sealed, new_id, partial, seal, unseal
from storage.earliest import Earliest
from storage.peers import NeverWith, Peer, PeerReport, Want, is_in, who_wants_apart
from storage.people import Account, Person, is_first_account
from storage.retention import Rule
from storage.sealing import CannotOpen


class Mentor(Base):
    """Somebody who offers time to others."""

    __tablename__ = "mentor"

    person_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    at_once: Mapped[int]
    """To how many people at once; 0: they offer nothing any more."""
    what_for: Mapped[list[str]]
    """What of all they have been through they would talk about."""
    offered_at: Mapped[datetime]
    eased_until: Mapped[datetime | None]
    """Until when they have enough, and get nobody new; None, or gone by: they have room."""
    helped: Mapped[int] = mapped_column(default=0, server_default="0")
    """With how many people they have talked, in mentorings that are over."""
    talks: Mapped[int] = mapped_column(default=0, server_default="0")
    """How often."""
    thanks: Mapped[int] = mapped_column(default=0, server_default="0")
    """How many of them said thank you."""


class Mentee(Base):
    """Somebody who asked for a mentor."""

    __tablename__ = "mentee"

    person_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    in_the_way: Mapped[list[str]]
    """What is in their way: a mentor has been through one of these."""
    asked_at: Mapped[datetime]
    """Since when they wait: who has waited longest comes first."""
    waits: Mapped[bool]
    """We are to look for somebody, as long as they have nobody."""
    owed: Mapped[bool] = mapped_column(default=False, server_default=false())
    """It didn't work out with the last one, and they have not heard so yet."""
    look_at: Mapped[datetime] = mapped_column(index=True)
    """When we look next."""


class Stage(StrEnum):
    """How far two people are."""

    SHOWN = "shown"
    """The mentee is shown the mentor, who knows nothing of it."""
    ASKED = "asked"
    """The mentee said yes, and the mentor is asked."""
    AGREEING = "agreeing"
    """Both said yes: they can reach each other, and agree what for, how often and how long."""
    RUNNING = "running"
    """They agreed."""
    OVER = "over"


class Why(StrEnum):
    """Why it is over."""

    PASSED = "passed"
    """The mentee would rather have somebody else, or did not say."""
    DECLINED = "declined"
    """The mentor can't, or did not say."""
    NO_PLAN = "no-plan"
    """They did not agree on anything in weeks."""
    ENDED = "ended"
    """One of them ended it before its time."""
    CHANGED = "changed"
    """The mentee goes on with another mentor."""
    COMPLETED = "completed"
    APART = "apart"
    """One of them left or was erased, or is kept apart from the other."""


class Role(StrEnum):
    """Which of the two somebody is."""

    MENTOR = "mentor"
    MENTEE = "mentee"


class Mentoring(Base):
    """Two people, one of whom offers the other time. Who they are stands with their sides."""

    __tablename__ = "mentoring"
    __table_args__ = (partial("ix_mentoring_open", "made_at", "over_at IS NULL"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    stage: Mapped[str]
    made_at: Mapped[datetime]
    moved_at: Mapped[datetime]
    """When one of them did something last while they were to agree; before, since when it is at
    its stage."""
    proposals: Mapped[int] = mapped_column(default=0, server_default="0")
    """How many plans were suggested: a yes is to the last one alone."""
    every: Mapped[str | None]
    """How often they talk, a storage.reminders.Every; None: they have not agreed yet."""
    weekday: Mapped[int | None]
    """On which day; 0 is Monday."""
    begins_on: Mapped[date | None]
    """When they agreed on that, and their talks begin to be counted out."""
    ends_on: Mapped[date | None]
    talks: Mapped[int] = mapped_column(default=0, server_default="0")
    """How often they have talked, as one of them said."""
    talked_on: Mapped[date | None]
    """The day of the last talk of which one of them said so; None: of none."""
    over_at: Mapped[datetime | None] = mapped_column(index=True)
    why: Mapped[str | None]
    """`Why` it is over, or ends; None: it goes on."""

    @property
    def open(self) -> bool:
        """Whether it is not over."""
        return self.over_at is None

    @property
    def ending(self) -> bool:
        """Whether it is over for all but who is out for a report: they hear of it later.

        Something is due for these alone.
        """
        return self.open and self.why is not None

    @property
    def agreed(self) -> "Agreed":
        """What holds, of one that is running, or was."""
        assert self.every is not None
        assert self.weekday is not None
        assert self.begins_on is not None
        assert self.ends_on is not None
        return Agreed(self.every, self.weekday, self.begins_on, self.ends_on)


class Agreed(NamedTuple):
    """How often two talk, and from when to when."""

    every: str
    weekday: int
    begins_on: date
    ends_on: date


class Plan(msgspec.Struct, frozen=True):
    """What two people agree on."""

    goal: str
    every: str
    weekday: int
    weeks: int
    since: date | None = None
    """From when on the weeks are counted, and the talks go on as they were counted out; None: from
    the day on which both agree."""


class Told(msgspec.Struct, frozen=True):
    """What somebody wrote in a mentoring."""

    reach: str = ""
    """How the other can reach them, who is told once both have said yes."""
    goal: str = ""
    """What it is for, as both agreed; empty: the other wrote it, or nobody did yet."""
    plan: Plan | None = None
    """What they suggest to the other, who has not answered; None: nothing."""
    step: str = ""
    """Their next step, as they noted it for themselves: the other never sees it."""


class Side(Base):
    """One of the two in a mentoring."""

    __tablename__ = "mentoring_side"
    __table_args__ = (partial("ix_mentoring_side_due", "due_at", "due_at IS NOT NULL"),)

    mentoring_id: Mapped[UUID] = mapped_column(
        ForeignKey("mentoring.id", ondelete="CASCADE"), primary_key=True
    )
    role: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("person.id", ondelete="CASCADE"), index=True
    )
    told: Mapped[bytes] = mapped_column(Sealed("mentoring_side {mentoring_id} {role}"))
    told_at: Mapped[datetime | None]
    """When they were last asked something that they have not answered; None: nothing is open."""
    upto: Mapped[date | None]
    """The day up to which the steps of the plan are done for them; None: none is."""
    said_of: Mapped[date | None]
    """The day of the last talk of which they said whether it was; None: of none."""
    thanked_at: Mapped[datetime | None]
    """When they had us say thank you to the other, as it was over; None: they did not."""
    due_at: Mapped[datetime | None]
    """When there is something to do for them; None: nothing is planned."""

    person: Mapped[Person] = relationship(lazy="raise")


@dataclass(frozen=True)
class Two:
    """A mentoring with both its sides, their persons at hand."""

    mentoring: Mentoring
    mentor: Side
    mentee: Side

    @property
    def sides(self) -> tuple[Side, Side]:
        """Both."""
        return self.mentor, self.mentee

    def side(self, person_id: int) -> Side:
        """Somebody's."""
        return self.mentor if self.mentor.person_id == person_id else self.mentee

    def other(self, side: Side) -> Side:
        """The one beside another."""
        return self.mentee if side is self.mentor else self.mentor


KEPT_FOR = timedelta(days=365)

RULES = (Rule("who was whose mentor, and what they noted", Mentoring, "over_at", KEPT_FOR),)


# --- Offering and asking --------------------------------------------------------------------


async def mentor_of(session: AsyncSession, person_id: int) -> Mentor | None:
    """What somebody offers; None: nothing."""
    return await session.get(Mentor, person_id)


async def offer(
    session: AsyncSession, person_id: int, at_once: int, what_for: Sequence[str], now: datetime
) -> None:
    """Let somebody offer time, or offer it otherwise. Whom they have, they keep."""
    mentor = await mentor_of(session, person_id)
    if mentor is None:
        mentor = Mentor(person_id=person_id, offered_at=now)
        session.add(mentor)
    mentor.at_once, mentor.what_for, mentor.eased_until = at_once, list(what_for), None
    await session.flush()


async def offer_no_more(session: AsyncSession, person_id: int) -> None:
    """Let somebody offer no time any more. Whom they have, they keep; and what they gave stays."""
    await session.execute(update(Mentor).where(Mentor.person_id == person_id).values(at_once=0))


async def mentee_of(session: AsyncSession, person_id: int) -> Mentee | None:
    """What somebody asked for; None: nothing."""
    return await session.get(Mentee, person_id)


async def ask(
    session: AsyncSession, person_id: int, in_the_way: Sequence[str], look_at: datetime
) -> Mentee:
    """Let somebody wait for a mentor; who waits already keeps their place."""
    asked = await mentee_of(session, person_id)
    if asked is None:
        asked = Mentee(person_id=person_id, asked_at=look_at, waits=False)
        session.add(asked)
    if not asked.waits:
        asked.asked_at = look_at
    asked.in_the_way, asked.waits, asked.look_at = list(in_the_way), True, look_at
    await session.flush()
    return asked


async def wait_no_more(session: AsyncSession, person_id: int) -> None:
    """Let somebody wait for no mentor any more."""
    await session.execute(delete(Mentee).where(Mentee.person_id == person_id))


# --- Who goes with whom ---------------------------------------------------------------------


async def waiting(session: AsyncSession, now: datetime) -> Sequence[tuple[Mentee, Peer]]:
    """Those who wait for a mentor and have nobody, whoever waits longest first."""
    found = await session.execute(
        select(Mentee, Peer)
        .join(Peer, Peer.person_id == Mentee.person_id)
        .join(Peer.person)
        .outerjoin(Person.area)
        .options(contains_eager(Peer.person).contains_eager(Person.area))
        .where(Mentee.waits, is_in(now), ~_has_open(Mentee.person_id.expression, Role.MENTEE))
        .order_by(Mentee.asked_at, Mentee.person_id)
    )
    return [(mentee, peer) for mentee, peer in found if Want.MENTOR in peer.wants]


async def with_room(session: AsyncSession, now: datetime) -> Sequence[tuple[Mentor, Peer, int]]:
    """Mentors who may have somebody new, and how many."""
    has = (
        select(func.count())
        .select_from(Side)
        .join(Mentoring, Mentoring.id == Side.mentoring_id)
        .where(
            Side.person_id == Mentor.person_id,
            Side.role == Role.MENTOR,
            Mentoring.why.is_(None),
        )
        .correlate(Mentor)
        .scalar_subquery()
    )
    found = await session.execute(
        select(Mentor, Peer, Mentor.at_once - has)
        .join(Peer, Peer.person_id == Mentor.person_id)
        .join(Peer.person)
        .outerjoin(Person.area)
        .options(contains_eager(Peer.person).contains_eager(Person.area))
        .where(is_in(now), or_(Mentor.eased_until.is_(None), Mentor.eased_until <= now))
        .where(Mentor.at_once > has)
        .order_by(Mentor.person_id)
    )
    return [(mentor, peer, room) for mentor, peer, room in found if Want.BE_MENTOR in peer.wants]


async def met(session: AsyncSession, mentees: Collection[int]) -> frozenset[tuple[int, int]]:
    """Which mentors some people have had, or were shown: mentee and mentor, as long as it is known.

    Not those of whom they took leave when the time was up.
    """
    mentee, mentor = aliased(Side), aliased(Side)
    found = await session.execute(
        select(mentee.person_id, mentor.person_id)
        .join(mentor, mentor.mentoring_id == mentee.mentoring_id)
        .join(Mentoring, Mentoring.id == mentee.mentoring_id)
        .where(
            mentee.role == Role.MENTEE,
            mentor.role == Role.MENTOR,
            mentee.person_id.in_(mentees),
            Mentoring.why.is_distinct_from(Why.COMPLETED),
        )
    )
    return frozenset((one, other) for one, other in found)


async def begin(session: AsyncSession, mentee_id: int, mentor_id: int, now: datetime) -> Two | None:
    """Have a mentor for somebody; None: they have one, or the mentor has no room any more.

    Both rows are ours until the transaction ends, so that two who come at once take turns.
    """
    mentee = await session.get(Mentee, mentee_id, with_for_update=True, populate_existing=True)
    mentor = await session.get(Mentor, mentor_id, with_for_update=True, populate_existing=True)
    if mentee is None or mentor is None:
        return None
    if await _count_open(session, mentee_id, Role.MENTEE):
        return None
    if await _count_open(session, mentor_id, Role.MENTOR) >= mentor.at_once:
        return None
    mentee.waits = False
    made = Mentoring(id=new_id(now), stage=Stage.SHOWN, made_at=now, moved_at=now)
    session.add(made)
    await session.flush()
    for role, person_id in ((Role.MENTOR, mentor_id), (Role.MENTEE, mentee_id)):
        side = Side(mentoring_id=made.id, role=role, person_id=person_id, told=b"")
        write(session, side, Told())
        session.add(side)
    await session.flush()
    return await two_with_id(session, made.id)


async def has_mentor(session: AsyncSession, person_id: int) -> bool:
    """Whether somebody has a mentor, or is shown one."""
    return bool(await _count_open(session, person_id, Role.MENTEE))


async def _count_open(session: AsyncSession, person_id: int, role: Role) -> int:
    open_ones = (
        select(func.count())
        .select_from(Side)
        .join(Mentoring, Mentoring.id == Side.mentoring_id)
        .where(Side.person_id == person_id, Side.role == role, Mentoring.why.is_(None))
    )
    return await session.scalar(open_ones) or 0


def _has_open(person_id: ColumnElement[int], role: Role) -> Exists:
    return exists().where(
        Side.person_id == person_id,
        Side.role == role,
        Mentoring.id == Side.mentoring_id,
        Mentoring.why.is_(None),
    )


async def count_waiting(session: AsyncSession, now: datetime) -> dict[str, int]:
    """How many wait for a mentor, by what is in their way."""
    found: dict[str, int] = {}
    for mentee, _ in await waiting(session, now):
        for each in mentee.in_the_way:
            found[each] = found.get(each, 0) + 1
    return found


# --- Two of them ----------------------------------------------------------------------------


async def two_with_id(session: AsyncSession, number: UUID) -> Two | None:
    """A mentoring with both sides; None: it is gone, or one of the two is."""
    mentoring = await session.scalar(
        select(Mentoring).where(Mentoring.id == number).with_for_update()
    )
    if mentoring is None:
        return None
    found = await session.scalars(
        select(Side)
        .join(Side.person)
        .outerjoin(Person.area)
        .options(contains_eager(Side.person).contains_eager(Person.area))
        .where(Side.mentoring_id == number)
        .execution_options(populate_existing=True)
    )
    sides = {side.role: side for side in found}
    if len(sides) < 2:
        return None
    return Two(mentoring, sides[Role.MENTOR], sides[Role.MENTEE])


async def look_again(session: AsyncSession, person_id: int, now: datetime) -> None:
    """Look soon at the mentorings of somebody who does not want to meet somebody any more."""
    open_ones = select(Mentoring.id).where(Mentoring.why.is_(None))
    await session.execute(
        update(Side)
        .where(Side.person_id == person_id, Side.mentoring_id.in_(open_ones))
        .values(due_at=now)
        .execution_options(synchronize_session="fetch")
    )


async def two_called(session: AsyncSession, number: str) -> Two | None:
    """The same by the id in hex digits."""
    try:
        return await two_with_id(session, UUID(hex=number))
    except ValueError:
        return None


async def of_person(session: AsyncSession, person_id: int) -> Sequence[Two]:
    """All mentorings of somebody, the open ones first, the newest first."""
    found = await session.execute(
        select(Mentoring.id)
        .join(Side, Side.mentoring_id == Mentoring.id)
        .where(Side.person_id == person_id)
        .order_by(Mentoring.over_at.is_not(None), Mentoring.made_at.desc(), Mentoring.id)
    )
    each = [await two_with_id(session, number) for (number,) in found]
    return [two for two in each if two]


def told(session: AsyncSession, side: Side) -> Told:
    """What somebody wrote; nothing, if it can't be opened any more."""
    try:
        return msgspec.json.decode(unseal(session, side.told, _row(side)), type=Told)
    except CannotOpen:
        return Told()


def write(session: AsyncSession, side: Side, words: Told) -> None:
    """Seal what somebody wrote."""
    side.told = seal(session, msgspec.json.encode(words), _row(side))


def _row(side: Side) -> str:
    return f"mentoring_side {side.mentoring_id} {side.role}"


def end(
    session: AsyncSession, mentoring: Mentoring, sides: Sequence[Side], why: Why, now: datetime
) -> None:
    """It is over: nobody keeps how the other can be reached, and nothing is planned."""
    mentoring.stage, mentoring.why, mentoring.over_at = Stage.OVER, why, now
    for side in sides:
        side.due_at = side.told_at = None
        words = told(session, side)
        write(session, side, Told(goal=words.goal, step=words.step))


async def credit(session: AsyncSession, person_id: int, talks: int) -> None:
    """Note with a mentor what they gave somebody, so that it outlives the mentoring."""
    if talks:
        await session.execute(
            update(Mentor)
            .where(Mentor.person_id == person_id)
            .values(helped=Mentor.helped + 1, talks=Mentor.talks + talks)
        )


async def thank(session: AsyncSession, person_id: int) -> None:
    """Note with a mentor that somebody said thank you."""
    theirs = update(Mentor).where(Mentor.person_id == person_id)
    await session.execute(theirs.values(thanks=Mentor.thanks + 1))


async def account_of(session: AsyncSession, person_id: int) -> Account | None:
    """Where somebody is written to; None: they want no messages, or nothing arrives."""
    return await session.scalar(
        select(Account)
        .join(Account.person)
        .options(contains_eager(Account.person))
        .where(Account.person_id == person_id, Person.stopped_at.is_(None), is_first_account())
    )


# --- What is due ----------------------------------------------------------------------------


async def due(session: AsyncSession, now: datetime, at_most: int) -> Sequence[tuple[UUID, str]]:
    """A slice of the sides for which there is something to do, by mentoring and role."""
    found = await session.execute(
        select(Side.mentoring_id, Side.role)
        .where(Side.due_at <= now)
        .order_by(Side.due_at, Side.mentoring_id, Side.role)
        .limit(at_most)
    )
    return [(number, role) for number, role in found]


async def put_off(session: AsyncSession, whose: tuple[UUID, str], at: datetime) -> None:
    """Do later what there is to do for somebody."""
    later = update(Side).where(tuple_(Side.mentoring_id, Side.role) == whose).values(due_at=at)
    await session.execute(later.execution_options(synchronize_session="fetch"))


NEXT_DUE = Earliest(select(func.min(Side.due_at)))
"""When there is next something to do for somebody; None: nothing is planned."""


NEXT_LOOK = Earliest(select(func.min(Mentee.look_at)).where(Mentee.waits))
"""When we look for mentors next; None: nobody waits."""


async def count_to_look(session: AsyncSession, now: datetime) -> int:
    """For how many it is time to look."""
    waiting = select(func.count()).select_from(Mentee).where(Mentee.waits, Mentee.look_at <= now)
    return await session.scalar(waiting) or 0


async def to_look(session: AsyncSession, now: datetime, at_most: int) -> Sequence[Mentee]:
    """A slice of those for whom it is time to look, whether they may have somebody now or not."""
    due = Mentee.waits, Mentee.look_at <= now
    found = select(Mentee).where(*due).order_by(Mentee.look_at, Mentee.person_id).limit(at_most)
    return (await session.scalars(found.with_for_update())).all()


def _stays(person_id: ColumnElement[int]) -> Exists:
    """Whether somebody is a peer still: they did not leave, and nobody decided that they are out.

    One who rests, or is out until that is decided, is one.
    """
    out = exists().where(PeerReport.person_id == Peer.person_id, PeerReport.in_again == false())
    return exists().where(
        Peer.person_id == person_id, Peer.left_at.is_(None), Peer.under_at.is_(None), ~out
    )


def _apart() -> ColumnElement[bool]:
    """Of `Mentoring`: whether it goes on though the two are not to be in touch any more."""
    one, other = aliased(Side), aliased(Side)
    both = (
        select(func.count()).where(Side.mentoring_id == Mentoring.id).correlate(Mentoring)
    ).scalar_subquery()
    gone = exists().where(one.mentoring_id == Mentoring.id, ~_stays(one.person_id.expression))
    kept = exists().where(
        one.mentoring_id == Mentoring.id,
        other.mentoring_id == Mentoring.id,
        NeverWith.person_id == one.person_id,
        NeverWith.other_id == other.person_id,
    )
    hears_later = exists().where(Side.mentoring_id == Mentoring.id, Side.due_at.is_not(None))
    ends = Mentoring.why.is_not(None)  # for one of them; the other hears later
    return Mentoring.over_at.is_(None) & or_(
        ~ends & or_(both < 2, gone, kept), ends & (both < 2) & ~hears_later
    )


async def apart(session: AsyncSession, at_most: int) -> Sequence[UUID]:
    """A slice of the mentorings whose two are not to be in touch any more."""
    found = await session.scalars(
        select(Mentoring.id).where(_apart()).order_by(Mentoring.made_at).limit(at_most)
    )
    return found.all()


NEXT_APART = Earliest(select(func.min(Mentoring.made_at)).where(_apart()))
"""When the oldest of them began, which is to end at once; None: there is none."""


async def end_alone(session: AsyncSession, number: UUID, now: datetime) -> Sequence[Side]:
    """End a mentoring of which one, or both, were erased; who is there still, and to hear of it."""
    mentoring = await session.get(Mentoring, number, with_for_update=True)
    if mentoring is None:
        return ()
    theirs = select(Side).where(Side.mentoring_id == number)
    sides = (await session.scalars(theirs)).all()
    there = (await session.scalars(theirs.where(_stays(Side.person_id.expression)))).all()
    if not mentoring.open:
        for side in sides:
            side.due_at = None
        return ()
    early = mentoring.stage in (Stage.SHOWN, Stage.ASKED)
    hear = [
        side
        for side in there
        if (not early or side.role == Role.MENTEE) and (not mentoring.ending or side.due_at)
    ]
    end(session, mentoring, sides, Why.APART, now)
    return hear


async def left_by_the_other(session: AsyncSession, two: Two) -> Sequence[Side]:
    """Those of two who are peers still, and did not themselves want to be kept from the other."""
    ids = [side.person_id for side in two.sides]
    there = set(
        await session.scalars(
            select(Side.person_id).where(
                Side.mentoring_id == two.mentoring.id, _stays(Side.person_id.expression)
            )
        )
    )
    parted = await who_wants_apart(session, *ids)
    return [side for side in two.sides if side.person_id in there - parted]


async def to_hear_later(session: AsyncSession, two: Two) -> Sequence[Side]:
    """Those of two who are out, and did not themselves want to be kept from the other."""
    parted = await who_wants_apart(session, *[side.person_id for side in two.sides])
    return [side for side in await out(session, two) if side.person_id not in parted]


async def out(session: AsyncSession, two: Two) -> Sequence[Side]:
    """Those of two who are out because of a report."""
    ids = [side.person_id for side in two.sides]
    found = await session.scalars(
        select(Peer.person_id).where(Peer.person_id.in_(ids), Peer.out_at.is_not(None))
    )
    theirs = set(found)
    return [side for side in two.sides if side.person_id in theirs]


async def unmake(session: AsyncSession, two: Two) -> None:
    """Have it that two were never put together, as long as neither knows of it."""
    await session.execute(delete(Mentoring).where(Mentoring.id == two.mentoring.id))
    for side in two.sides:
        session.expunge(side)
    session.expunge(two.mentoring)


async def forget_those_gone(session: AsyncSession, at_most: int) -> int:
    """Forget what those offered or asked for who are no peers any more; how many."""
    gone = 0
    for table in (Mentor, Mentee):
        theirs = select(table.person_id).where(~_stays(table.person_id.expression)).limit(at_most)
        rows = await session.execute(
            delete(table).where(table.person_id.in_(theirs)).returning(table.person_id)
        )
        gone += len(rows.all())
    return gone


_gone = union_all(
    select(Mentor.offered_at.label("at")).where(~_stays(Mentor.person_id.expression)),
    select(Mentee.asked_at).where(~_stays(Mentee.person_id.expression)),
).subquery()

NEXT_GONE = Earliest(select(func.min(_gone.c.at)))
"""Since when the first of them offers or asks; None: there is none."""
