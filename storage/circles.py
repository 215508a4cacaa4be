"""Circles: a few peers around a subject or a place, their seats, meetings, and who waits for one.

What is shown of others is worked out when it is shown: whoever left the peers, or is out for a
report, sits in no circle any more, from that second on.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Index,
    UniqueConstraint,
    and_,
    delete,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, contains_eager, mapped_column

from storage.database import Base, BigId, Sealed, new_id, partial, seal, unseal, upsert
from storage.earliest import Earliest
from storage.peers import UNAWARE, Peer
from storage.people import Account, Person, first_account
from storage.retention import Rule
from storage.sealing import CannotOpen

KEPT_FOR = timedelta(days=365)
"""How long a circle is kept after it ended, and anything else after it was."""


class Why(StrEnum):
    """Why a circle ended."""

    OVER = "over"
    """Its weeks were over, and too few wanted more."""
    FEW = "few"
    """Too few were left."""
    NOT_BEGUN = "not_begun"
    """Too few said yes."""


class Circle(Base):
    """A few people who meet, or are about to. It belongs to nobody."""

    __tablename__ = "circle"
    __table_args__ = (partial("ix_circle_next", "next_at", "next_at IS NOT NULL"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    language: Mapped[str]
    subject: Mapped[str]
    """As the thesaurus names it; empty: none, but a place."""
    place: Mapped[str]
    """An area's ref; empty: its people are anywhere."""
    every: Mapped[str]
    """How often it meets: a `reminders.Every`; empty: to be agreed."""
    weekday: Mapped[int | None]
    hour: Mapped[int | None]
    """When it meets, by the clock of the installation; None: to be agreed."""
    made_at: Mapped[datetime]
    began_at: Mapped[datetime | None]
    """When enough had said yes; None: it gathers."""
    ends_at: Mapped[datetime | None]
    """When its weeks are over, and its people are asked if they go on; None: it gathers."""
    ended_at: Mapped[datetime | None]
    ended_why: Mapped[str | None]
    """A `Why`; None: it has not ended."""
    next_at: Mapped[datetime | None]
    """When there is something to do for it; None: it has ended."""
    small_since: Mapped[datetime | None]
    """Since when it has been too small; None: it is not."""
    joins_id: Mapped[int | None] = mapped_column(
        BigId, ForeignKey("circle.id", ondelete="SET NULL"), index=True
    )
    """The one that its people were asked to join; None: none was there."""


def _as_told(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """A seat as whose it is may see it: what is news to them names others."""
    return {name: value for name, value in row.items() if name != "news"}


class Seat(Base):
    """Somebody's place in a circle: offered, taken, or left."""

    __tablename__ = "circle_seat"
    __table_args__ = (
        UniqueConstraint("circle_id", "person_id"),
        partial("ix_circle_seat_tell", "tell_at", "tell_at IS NOT NULL"),
        {"info": {"tell": _as_told}},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    circle_id: Mapped[int] = mapped_column(BigId, ForeignKey("circle.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("person.id", ondelete="CASCADE"), index=True
    )
    offered_at: Mapped[datetime]
    came_at: Mapped[datetime | None]
    """When they said yes; None: not yet."""
    left_at: Mapped[datetime | None]
    """When they left or said no, or it ended; None: it is theirs."""
    contact: Mapped[bytes | None] = mapped_column(Sealed("circle_seat {id}"))
    """How the others reach them, as they typed it; None: they did not say yes, or left."""
    days: Mapped[list[str]]
    parts: Mapped[list[str]]
    """When they can come, where that is to be agreed."""
    hosted_at: Mapped[datetime | None]
    """When they last hosted; None: never."""
    goes_on: Mapped[bool | None]
    """Whether they go on when its weeks are over; None: not told."""
    news: Mapped[list[str]]
    """What they are yet to be told, as handlers/circle_clock.py words it."""
    tell_at: Mapped[datetime | None]
    """When to tell them; None: there is nothing."""


class Meeting(Base):
    """A meeting of a circle: the next one, or one that was."""

    __tablename__ = "circle_meeting"
    __table_args__ = (Index("ix_circle_meeting_circle", "circle_id", "at"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    circle_id: Mapped[int] = mapped_column(BigId, ForeignKey("circle.id", ondelete="CASCADE"))
    at: Mapped[datetime] = mapped_column(index=True)
    prompt: Mapped[str]
    """The refs of the prompts in the host's pack, one a line; empty: none yet."""
    asked_at: Mapped[datetime | None]
    """When everybody was asked who comes; None: not yet."""
    listed_at: Mapped[datetime | None]
    """When the host was told who comes; None: not yet."""
    over_at: Mapped[datetime | None]
    """When it was seen to be over; None: it is the next one."""


class Coming(Base):
    """What somebody is to a meeting: whether they come, and whether they host it."""

    __tablename__ = "circle_coming"

    meeting_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("circle_meeting.id", ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    coming: Mapped[bool | None]
    """None: they did not say."""
    hosts: Mapped[bool]


class CircleNote(Base):
    """What a circle agreed, as its host wrote it. It goes with whoever wrote it."""

    __tablename__ = "circle_note"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("circle_meeting.id", ondelete="CASCADE"), index=True
    )
    person_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("person.id", ondelete="CASCADE"), index=True
    )
    at: Mapped[datetime] = mapped_column(index=True)
    words: Mapped[bytes] = mapped_column(Sealed("circle_note {id}"))


class CircleWait(Base):
    """That somebody waits for a circle."""

    __tablename__ = "circle_wait"

    person_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    since: Mapped[datetime]
    look_at: Mapped[datetime] = mapped_column(index=True)
    """When to look for one next."""
    told_at: Mapped[datetime]
    """When they last heard how it stands."""


RULES = (
    Rule("circles that have ended, with who was in them", Circle, "ended_at", KEPT_FOR,
         Circle.ended_at.is_not(None), at_once=50),
    Rule("seats in circles that somebody left", Seat, "left_at", KEPT_FOR,
         Seat.left_at.is_not(None)),
    Rule("meetings of circles, and who came", Meeting, "at", KEPT_FOR),
    Rule("what circles agreed, as hosts wrote it", CircleNote, "at", KEPT_FOR),
)  # fmt: skip


# --- Waiting for one ------------------------------------------------------------------------


async def wait(
    session: AsyncSession, person_id: int, now: datetime, *, look_at: datetime | None = None
) -> None:
    """Look for a circle for somebody, from an instant on. Who waits already keeps their place."""
    row = {"person_id": person_id, "since": now, "look_at": look_at or now, "told_at": now}
    added = upsert(session, CircleWait).values(row)
    await session.execute(
        added.on_conflict_do_update(
            index_elements=[CircleWait.person_id], set_={"look_at": added.excluded.look_at}
        )
    )


async def wait_first(session: AsyncSession, seat: Seat, now: datetime) -> None:
    """Look for another circle for somebody, who waits since they first did."""
    row = {"person_id": seat.person_id, "since": seat.offered_at, "look_at": now, "told_at": now}
    await session.execute(upsert(session, CircleWait).values(row).on_conflict_do_nothing())


async def wait_no_more(session: AsyncSession, people: Collection[int]) -> None:
    """Look for no circle for some people any more."""
    await session.execute(delete(CircleWait).where(CircleWait.person_id.in_(people)))


async def waiting(session: AsyncSession, due_by: datetime) -> Sequence[CircleWait]:
    """Who waits for a circle, the longest first; not who is to be looked at later than that."""
    statement = select(CircleWait).where(CircleWait.look_at <= due_by)
    order = CircleWait.since, CircleWait.person_id
    return (await session.scalars(statement.order_by(*order))).all()


async def wait_of(session: AsyncSession, person_id: int) -> CircleWait | None:
    """Somebody's waiting; None: they don't."""
    return await session.get(CircleWait, person_id)


NEXT_LOOK = Earliest(select(func.min(CircleWait.look_at)))
"""When to look next for circles for those who wait; None: nobody does."""


async def look_again(session: AsyncSession, person_id: int, now: datetime) -> None:
    """Look soon at the circle of somebody who left the peers, or is not to meet somebody."""
    theirs = select(Seat.circle_id).where(Seat.person_id == person_id, Seat.left_at.is_(None))
    await session.execute(
        update(Circle)
        .where(Circle.id.in_(theirs), Circle.ended_at.is_(None))
        .values(next_at=now)
        .execution_options(synchronize_session="fetch")
    )


# --- Circles --------------------------------------------------------------------------------


async def circle_with_id(session: AsyncSession, number: int) -> Circle | None:
    """A circle that has not ended; it is ours until the transaction ends."""
    return await session.scalar(
        select(Circle).where(Circle.id == number, Circle.ended_at.is_(None)).with_for_update()
    )


async def open_circles(session: AsyncSession) -> Sequence[Circle]:
    """Every circle that has not ended, those that gather first, then the oldest."""
    order = Circle.began_at.is_not(None), Circle.id
    statement = select(Circle).where(Circle.ended_at.is_(None)).order_by(*order)
    return (await session.scalars(statement)).all()


async def due(session: AsyncSession, now: datetime, at_most: int) -> Sequence[int]:
    """A slice of the circles for which there is something to do, by their ids."""
    return (
        await session.scalars(
            select(Circle.id)
            .where(Circle.next_at <= now)
            .order_by(Circle.next_at, Circle.id)
            .limit(at_most)
            .with_for_update(skip_locked=True)
        )
    ).all()


async def put_off(session: AsyncSession, number: int, at: datetime) -> None:
    """Do what there is to do for a circle later."""
    later = update(Circle).where(Circle.id == number).values(next_at=at)
    await session.execute(later.execution_options(synchronize_session="fetch"))


NEXT_DUE = Earliest(select(func.min(Circle.next_at)))
"""When there is something to do for a circle; None: there is none."""


# --- Seats ----------------------------------------------------------------------------------

IS_PEER: ColumnElement[bool] = and_(
    Peer.adult_at.is_not(None), Peer.left_at.is_(None), Peer.out_at.is_(None)
)
"""Of `Peer`: whether they asked to be one, and are, or wait for somebody to vouch for them."""
STAYS: ColumnElement[bool] = and_(IS_PEER, Peer.vouched_at.is_not(None))
"""Of `Peer`: whether they keep their seat. A rest does not take it from them."""


@dataclass(frozen=True)
class Sitting:
    """Somebody with a seat in a circle, as it stands and as a peer."""

    seat: Seat
    peer: Peer
    person: Person


async def seats(
    session: AsyncSession, circles: Collection[int], viewer: int | None = None
) -> Sequence[Sitting]:
    """The seats of some circles that are offered or taken, by who came first.

    Whoever is out has theirs in their own eyes alone, until they know it.
    """
    found = await session.execute(
        select(Seat, Peer, Person)
        .join(Peer, Peer.person_id == Seat.person_id)
        .join(Person, Person.id == Seat.person_id)
        .where(Seat.circle_id.in_(circles), Seat.left_at.is_(None))
        .where(or_(STAYS, (Seat.person_id == viewer) & UNAWARE))
        .order_by(Seat.came_at, Seat.offered_at, Seat.id)
    )
    return [Sitting(seat, peer, person) for seat, peer, person in found]


async def stay(session: AsyncSession, people: Collection[int]) -> set[int]:
    """Those of some people who may sit in a circle, as far as they know."""
    known = or_(STAYS, UNAWARE)
    found = await session.scalars(select(Peer.person_id).where(Peer.person_id.in_(people), known))
    return set(found)


async def may_come(session: AsyncSession, people: Collection[int]) -> set[int]:
    """The same, or who may when somebody has vouched for them."""
    known = or_(IS_PEER, UNAWARE)
    found = await session.scalars(select(Peer.person_id).where(Peer.person_id.in_(people), known))
    return set(found)


async def gone(session: AsyncSession, circle: Circle) -> Sequence[Seat]:
    """Seats that are somebody's who may sit in no circle any more, and know why."""
    stay = select(Peer.person_id).where(or_(STAYS, UNAWARE))
    found = await session.scalars(
        select(Seat).where(
            Seat.circle_id == circle.id, Seat.left_at.is_(None), Seat.person_id.not_in(stay)
        )
    )
    return found.all()


async def unanswered(session: AsyncSession, circle: Circle) -> Sequence[Seat]:
    """Seats in a circle that are offered, the longest ago first."""
    offered = Seat.left_at.is_(None), Seat.came_at.is_(None)
    statement = select(Seat).where(Seat.circle_id == circle.id, *offered)
    return (await session.scalars(statement.order_by(Seat.offered_at, Seat.id))).all()


async def all_seats(session: AsyncSession, circle: Circle) -> Sequence[Seat]:
    """Every seat in a circle that is offered or taken, also of those who are out."""
    statement = select(Seat).where(Seat.circle_id == circle.id, Seat.left_at.is_(None))
    return (await session.scalars(statement.order_by(Seat.id))).all()


async def seat_of(session: AsyncSession, person_id: int) -> tuple[Seat, Circle] | None:
    """The seat that somebody has or is offered, and its circle; None: they are in none."""
    found = await session.execute(
        select(Seat, Circle)
        .join(Circle, Circle.id == Seat.circle_id)
        .where(Seat.person_id == person_id, Seat.left_at.is_(None), Circle.ended_at.is_(None))
        .order_by(Seat.came_at.desc().nulls_last(), Seat.id)
        .limit(1)
    )
    row = found.first()
    return (row[0], row[1]) if row else None


async def is_asked(session: AsyncSession, circle: Circle, person_id: int) -> bool:
    """Whether somebody was asked to join a circle: it, or that theirs joins it."""
    mine = Seat.person_id == person_id, Seat.left_at.is_(None)
    found = await session.scalar(
        select(Seat.id)
        .join(Circle, Circle.id == Seat.circle_id)
        .where(*mine, or_(Circle.id == circle.id, Circle.joins_id == circle.id))
        .limit(1)
    )
    return found is not None


async def was_in(session: AsyncSession, people: Collection[int]) -> set[tuple[int, int]]:
    """Who has or had a seat in which circle, by person and circle."""
    found = await session.execute(
        select(Seat.person_id, Seat.circle_id).where(Seat.person_id.in_(people))
    )
    return {(person, circle) for person, circle in found}


async def seated(session: AsyncSession, people: Collection[int]) -> set[int]:
    """Those of some people who have a seat or are offered one, in a circle that has not ended."""
    found = await session.scalars(
        select(Seat.person_id)
        .join(Circle, Circle.id == Seat.circle_id)
        .where(Seat.person_id.in_(people), Seat.left_at.is_(None), Circle.ended_at.is_(None))
    )
    return set(found)


async def offer(session: AsyncSession, circle: Circle, person_id: int, now: datetime) -> Seat:
    """Somebody's seat in a circle, offered anew if they had one before."""
    seat = await session.scalar(
        select(Seat).where(Seat.circle_id == circle.id, Seat.person_id == person_id)
    )
    if seat is None:
        seat = Seat(id=new_id(now), circle_id=circle.id, person_id=person_id)
        seat.contact = seat.hosted_at = None
        session.add(seat)
    seat.offered_at, seat.came_at, seat.left_at, seat.goes_on = now, None, None, None
    seat.days, seat.parts = [], []
    seat.news, seat.tell_at = [], None
    await session.flush()
    return seat


def come(session: AsyncSession, seat: Seat, contact: str, now: datetime) -> None:
    """Take a seat, and keep how the others reach them."""
    seat.came_at = now
    seat.contact = seal(session, contact.encode(), f"circle_seat {seat.id}")


def leave(seat: Seat, now: datetime) -> None:
    """Give a seat up: the others can't reach them by it any more."""
    seat.left_at, seat.contact = now, None
    seat.news, seat.tell_at = [], None


def contact_of(session: AsyncSession, seat: Seat) -> str:
    """How somebody is reached; empty: not told, or it can't be opened any more."""
    try:
        told = seat.contact and unseal(session, seat.contact, f"circle_seat {seat.id}")
    except CannotOpen:
        return ""
    return told.decode() if told else ""


# --- News -----------------------------------------------------------------------------------


async def to_tell(
    session: AsyncSession, now: datetime, at_most: int
) -> Sequence[tuple[Seat, Circle, Person, Account | None]]:
    """A slice of the seats of which somebody is to be told something, and where to write to."""
    found = await session.execute(
        select(Seat, Circle, Person, Account)
        .join(Circle, Circle.id == Seat.circle_id)
        .join(Person, Person.id == Seat.person_id)
        .outerjoin(Account, Account.id == first_account())
        .options(contains_eager(Account.person))
        .where(Seat.tell_at <= now)
        .order_by(Seat.tell_at, Seat.id)
        .limit(at_most)
        .with_for_update(of=Seat, skip_locked=True)
    )
    return [(seat, circle, person, account) for seat, circle, person, account in found]


async def reached(session: AsyncSession, person_id: int) -> Account | None:
    """Where somebody is written to; None: nowhere."""
    return await session.scalar(
        select(Account)
        .join(Account.person)
        .options(contains_eager(Account.person))
        .where(Person.id == person_id, Account.id == first_account())
    )


NEXT_TO_TELL = Earliest(select(func.min(Seat.tell_at)))
"""When somebody is to be told something of a circle; None: nobody is."""


# --- Meetings -------------------------------------------------------------------------------


async def next_meeting(session: AsyncSession, circle: Circle) -> Meeting | None:
    """A circle's next meeting; None: it gathers, or its weeks are over."""
    statement = select(Meeting).where(Meeting.circle_id == circle.id, Meeting.over_at.is_(None))
    return await session.scalar(statement.order_by(Meeting.at.desc()).limit(1))


async def last_meeting(session: AsyncSession, circle: Circle) -> Meeting | None:
    """A circle's last meeting that is over; None: there was none."""
    statement = select(Meeting).where(Meeting.circle_id == circle.id, Meeting.over_at.is_not(None))
    return await session.scalar(statement.order_by(Meeting.at.desc()).limit(1))


async def count_meetings(session: AsyncSession, circle: Circle, person_id: int) -> tuple[int, int]:
    """How often a circle met, and how often somebody hosted it."""
    met = select(func.count()).where(Meeting.circle_id == circle.id, Meeting.over_at.is_not(None))
    hosted = (
        select(func.count())
        .select_from(Coming)
        .join(Meeting, Meeting.id == Coming.meeting_id)
        .where(
            Meeting.circle_id == circle.id,
            Meeting.over_at.is_not(None),
            Coming.person_id == person_id,
            Coming.hosts,
        )
    )
    return await session.scalar(met) or 0, await session.scalar(hosted) or 0


async def meeting_with_id(session: AsyncSession, number: int) -> Meeting | None:
    """A meeting; None: it is gone."""
    return await session.get(Meeting, number)


async def set_meeting(session: AsyncSession, circle: Circle, at: datetime) -> Meeting:
    """Set down a circle's next meeting."""
    meeting = Meeting(circle_id=circle.id, at=at, prompt="")
    meeting.asked_at = meeting.listed_at = meeting.over_at = None
    session.add(meeting)
    await session.flush()
    return meeting


async def coming_to(session: AsyncSession, meeting: Meeting) -> Sequence[Coming]:
    """What people said about a meeting."""
    statement = select(Coming).where(Coming.meeting_id == meeting.id).order_by(Coming.person_id)
    return (await session.scalars(statement)).all()


async def coming_of(session: AsyncSession, meeting: Meeting, person_id: int) -> Coming:
    """What somebody said about a meeting, to be changed."""
    coming = await session.get(Coming, (meeting.id, person_id))
    if coming is None:
        coming = Coming(meeting_id=meeting.id, person_id=person_id, coming=None, hosts=False)
        session.add(coming)
        await session.flush()
    return coming


async def let_host(session: AsyncSession, meeting: Meeting, person_id: int | None) -> None:
    """Note who hosts a meeting; None: nobody."""
    for each in await coming_to(session, meeting):
        each.hosts = False
    if person_id is not None:
        (await coming_of(session, meeting, person_id)).hosts = True


async def move_to(
    session: AsyncSession, people: Collection[int], old: Meeting, new: Meeting
) -> None:
    """Let what some people said about a meeting stand for another."""
    for each in await coming_to(session, old):
        if each.person_id in people:
            (await coming_of(session, new, each.person_id)).coming = each.coming
            await session.delete(each)
    await session.flush()


async def share_last(
    session: AsyncSession, circle: Circle, new: Circle, people: Collection[int]
) -> None:
    """Let the last meeting of a circle be that of another, too, and its host if one of those."""
    last = await last_meeting(session, circle)
    if last is None:
        return
    shared = await set_meeting(session, new, last.at)
    shared.asked_at, shared.listed_at, shared.over_at = last.asked_at, last.listed_at, last.over_at
    for each in await coming_to(session, last):
        if each.hosts and each.person_id in people:
            await let_host(session, shared, each.person_id)


# --- Notes ----------------------------------------------------------------------------------


async def write_note(
    session: AsyncSession, meeting: Meeting, person_id: int, words: str, now: datetime
) -> None:
    """Keep what a circle agreed; it takes the place of what the same person wrote before."""
    await session.execute(
        delete(CircleNote).where(
            CircleNote.meeting_id == meeting.id, CircleNote.person_id == person_id
        )
    )
    number = new_id(now)
    sealed = seal(session, words.encode(), f"circle_note {number}")
    session.add(
        CircleNote(id=number, meeting_id=meeting.id, person_id=person_id, at=now, words=sealed)
    )
    await session.flush()


async def last_note(session: AsyncSession, circle: Circle) -> tuple[CircleNote, str] | None:
    """What a circle agreed last, and the words of it; None: nobody wrote it down."""
    note = await session.scalar(
        select(CircleNote)
        .join(Meeting, Meeting.id == CircleNote.meeting_id)
        .where(Meeting.circle_id == circle.id)
        .order_by(Meeting.at.desc(), CircleNote.id.desc())
        .limit(1)
    )
    if note is None:
        return None
    try:
        return note, unseal(session, note.words, f"circle_note {note.id}").decode()
    except CannotOpen:
        return None


async def note_of(session: AsyncSession, number: UUID, person_id: int) -> CircleNote | None:
    """A note that somebody wrote; None: it is gone, or isn't theirs."""
    note = await session.get(CircleNote, number)
    return note if note and note.person_id == person_id else None


async def notes_by(session: AsyncSession, person_id: int) -> Sequence[tuple[CircleNote, str]]:
    """What somebody wrote down as a host, the oldest first."""
    found = await session.scalars(
        select(CircleNote).where(CircleNote.person_id == person_id).order_by(CircleNote.id)
    )
    told = []
    for note in found:
        try:
            told.append((note, unseal(session, note.words, f"circle_note {note.id}").decode()))
        except CannotOpen:
            continue
    return told


async def seats_by(session: AsyncSession, person_id: int) -> Sequence[tuple[Seat, Circle]]:
    """Every seat that somebody has, was offered or left, the oldest first."""
    found = await session.execute(
        select(Seat, Circle)
        .join(Circle, Circle.id == Seat.circle_id)
        .where(Seat.person_id == person_id)
        .order_by(Seat.id)
    )
    return [(seat, circle) for seat, circle in found]


async def meetings_of(session: AsyncSession, person_id: int) -> Sequence[tuple[Coming, Meeting]]:
    """What somebody said about meetings, the oldest first."""
    found = await session.execute(
        select(Coming, Meeting)
        .join(Meeting, Meeting.id == Coming.meeting_id)
        .where(Coming.person_id == person_id)
        .order_by(Meeting.at, Meeting.id)
    )
    return [(coming, meeting) for coming, meeting in found]
