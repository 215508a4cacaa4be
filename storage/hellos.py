"""Hellos: a standing yes that names one peer, and the notes that ask somebody to say hello.

A note's row is the same whether it was drawn by lot or somebody had named the peer: no table that
another can read tells which, and neither does what is sent.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, case, delete, func, literal, null, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, aliased, contains_eager, mapped_column

from storage.database import Base, BigId, Instant, among, bare, dialect_of, upsert, upsert_in
from storage.earliest import Earliest
from storage.peers import Introduced, Peer, blocks, is_in
from storage.people import Account, Person, is_where_to_write
from storage.retention import Rule

MISSES = 2
"""Check-ins without an answer, one after the other, after which somebody is asked to say hello."""
GRACE = timedelta(days=2)
"""How long the last of them may be answered still."""


class Hello(Base):
    """That somebody wants a peer whom they name to say hello if they go quiet. Theirs alone."""

    __tablename__ = "hello"

    person_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    peer_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("peer.person_id", ondelete="CASCADE"), index=True
    )
    """Who is to say hello. They are not told that they were named."""
    until: Mapped[datetime]
    """When it ends, unless they say yes again."""
    next_at: Mapped[datetime] = mapped_column(index=True)
    """When to ask for that, or to end it."""
    missed: Mapped[int]
    """How many check-ins have had no answer since their last one."""
    due_at: Mapped[datetime | None] = mapped_column(index=True)
    """From when on the peer is to be asked; None: there is no reason to."""


class Greeting(Base):
    """That somebody is asked, or is to be, to say hello to another."""

    __tablename__ = "greeting"

    person_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    """Who is asked."""
    other_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("peer.person_id", ondelete="CASCADE"), primary_key=True, index=True
    )
    at: Mapped[datetime] = mapped_column(index=True)
    """When that was decided last."""
    due_at: Mapped[datetime | None] = mapped_column(index=True)
    """When to ask them; None: that is done."""


class GreetingOff(Base):
    """That somebody wants no such notes."""

    __tablename__ = "greeting_off"

    person_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    at: Mapped[datetime]


class GreetingRound(Base):
    """When the next notes are drawn. One row, from the first standing yes on."""

    __tablename__ = "greeting_round"

    id: Mapped[int] = mapped_column(primary_key=True)
    due_at: Mapped[datetime] = mapped_column(index=True)


RULES = (Rule("who was asked to say hello to whom", Greeting, "at", timedelta(days=28)),)

_hellos = bare(Hello)


# --- The standing yes ---------------------------------------------------------------------


async def hello_of(session: AsyncSession, person_id: int) -> Hello | None:
    """Whom somebody named; None: nobody."""
    return await session.get(Hello, person_id)


async def name(
    session: AsyncSession,
    person_id: int,
    peer_id: int,
    until: datetime,
    next_at: datetime,
    first_round_at: datetime,
) -> None:
    """Keep whom somebody named, and until when. From the first such yes on, notes are drawn."""
    told = {"peer_id": peer_id, "until": until, "next_at": next_at, "missed": 0, "due_at": None}
    await session.execute(
        upsert(session, Hello)
        .values(person_id=person_id, **told)
        .on_conflict_do_update(index_elements=[Hello.person_id], set_=told)
    )
    await session.execute(
        upsert(session, GreetingRound).values(id=1, due_at=first_round_at).on_conflict_do_nothing()
    )


async def end(session: AsyncSession, person_id: int) -> None:
    """Forget whom somebody named."""
    await session.execute(delete(Hello).where(Hello.person_id == person_id))


async def asked(session: AsyncSession, people: Sequence[int], now: datetime) -> None:
    """Note that some people were asked how their week was: until they answer, they missed it."""
    missed = _hellos.c.missed + 1
    due_at = case((missed >= MISSES, literal(now + GRACE, Instant)), else_=null())
    await session.execute(
        update(_hellos)
        .where(among(session, _hellos.c.person_id, people))
        .values(missed=missed, due_at=func.coalesce(_hellos.c.due_at, due_at))
    )


async def answered(session: AsyncSession, person_id: int) -> None:
    """They are there: no reason to ask anybody."""
    await session.execute(
        update(_hellos).where(_hellos.c.person_id == person_id).values(missed=0, due_at=None)
    )


NEXT_LOOK = Earliest(select(func.min(Hello.next_at)))
"""When the next standing yes is to be renewed or ends; None: there is none."""


async def to_look_at(
    session: AsyncSession, now: datetime, at_most: int
) -> Sequence[tuple[Hello, Person, Person, Account | None]]:
    """Those that are to be renewed or end: whose each is, the peer, and where to ask."""
    peer = aliased(Person)
    found = await session.execute(
        select(Hello, Person, peer, Account)
        .join(Person, Person.id == Hello.person_id)
        .join(peer, peer.id == Hello.peer_id)
        .outerjoin(Account, is_where_to_write())
        .options(contains_eager(Account.person))
        .where(Hello.next_at <= now)
        .order_by(Hello.next_at, Hello.person_id)
        .limit(at_most)
        .with_for_update(of=Hello)
    )
    return [(hello, person, peer, account) for hello, person, peer, account in found]


# --- Drawing ------------------------------------------------------------------------------


NEXT_ROUND = Earliest(select(func.min(GreetingRound.due_at)))
"""When notes are drawn next; None: nobody ever named a peer."""


async def take_round(session: AsyncSession, now: datetime, following: datetime) -> bool:
    """Claim the round that is due, and set down the next one; False: there is none."""
    taken = await session.execute(
        update(GreetingRound)
        .where(GreetingRound.due_at <= now)
        .values(due_at=following)
        .returning(GreetingRound.id)
    )
    return taken.first() is not None


async def who_could_greet(
    session: AsyncSession, now: datetime, not_since: datetime, after: int, at_most: int
) -> tuple[Mapping[int, Sequence[int]], int | None]:
    """Who could be asked to say hello, and to whom, in the order of the ids.

    Both wanted to be in touch, are in and not kept apart; and it was not asked since an instant. Of
    those after an id a slice is looked at; the last of them, None: there are no more.
    """
    # Each part by itself: as one statement, SQLite took seconds for some thousand people.
    more = select(Peer.person_id).where(is_in(now), Peer.person_id > after)
    some = (await session.scalars(more.order_by(Peer.person_id).limit(at_most))).all()
    theirs = among(session, Introduced.person_id.expression, some), Introduced.both_at.is_not(None)
    found = await session.execute(select(Introduced.person_id, Introduced.other_id).where(*theirs))
    acquainted = {(person, other) for person, other in found}
    others = sorted({other for _, other in acquainted})
    known = select(Peer.person_id).where(
        is_in(now), among(session, Peer.person_id.expression, others)
    )
    there = set(await session.scalars(known))
    theirs_off = among(session, GreetingOff.person_id.expression, some)
    off = set(await session.scalars(select(GreetingOff.person_id).where(theirs_off)))
    since = select(Greeting.person_id, Greeting.other_id).where(
        among(session, Greeting.person_id.expression, some), Greeting.at > not_since
    )
    lately = {(person, other) for person, other in await session.execute(since)}
    apart = await blocks(session, sorted({*some, *there}))
    could: dict[int, list[int]] = {}
    for person, other in sorted(acquainted - lately):
        kept = (min(person, other), max(person, other)) in apart
        if other in there and person not in off and not kept:
            could.setdefault(person, []).append(other)
    return could, some[-1] if len(some) == at_most else None


async def named_and_due(session: AsyncSession, now: datetime) -> Sequence[tuple[int, int]]:
    """Peers who were named by somebody who has gone quiet, with them, the longest quiet first."""
    found = await session.execute(
        select(Hello.peer_id, Hello.person_id)
        .where(Hello.due_at <= now)
        .order_by(Hello.due_at, Hello.person_id)
    )
    return [(peer, person) for peer, person in found]


async def plan(
    session: AsyncSession, greetings: Sequence[tuple[int, int, datetime]], now: datetime
) -> None:
    """Keep who is to be asked to say hello to whom, and when."""
    if not greetings:
        return
    rows = [
        {"person_id": person, "other_id": other, "at": now, "due_at": due_at}
        for person, other, due_at in greetings
    ]
    added = upsert_in(dialect_of(session), bare(Greeting))
    await session.execute(
        added.on_conflict_do_update(
            index_elements=["person_id", "other_id"],
            set_={"at": added.excluded.at, "due_at": added.excluded.due_at},
        ),
        rows,
    )


async def hours_of(
    session: AsyncSession, people: Sequence[int]
) -> Sequence[tuple[int, int | None, str | None]]:
    """The ids of some people, with their hours and zones."""
    theirs = among(session, Person.id.expression, people)
    found = await session.execute(select(Person.id, Person.hour, Person.zone).where(theirs))
    return [(person, hour, zone) for person, hour, zone in found]


# --- Asking -------------------------------------------------------------------------------


NEXT_DUE = Earliest(select(func.min(Greeting.due_at)))
"""When somebody is to be asked to say hello; None: nobody is."""


async def due(
    session: AsyncSession, now: datetime, at_most: int
) -> Sequence[tuple[Greeting, Person, Person, Account | None]]:
    """A slice of what is due: who is to be asked, the other, and where to ask."""
    other = aliased(Person)
    found = await session.execute(
        select(Greeting, Person, other, Account)
        .join(Person, Person.id == Greeting.person_id)
        .join(other, other.id == Greeting.other_id)
        .outerjoin(Account, is_where_to_write())
        .options(contains_eager(Account.person))
        .where(Greeting.due_at <= now)
        .order_by(Greeting.due_at, Greeting.person_id, Greeting.other_id)
        .limit(at_most)
        .with_for_update(of=Greeting)
    )
    return [(greeting, person, other, account) for greeting, person, other, account in found]


async def switch_off(session: AsyncSession, person_id: int, now: datetime) -> None:
    """Ask somebody no more to say hello."""
    await session.execute(
        upsert(session, GreetingOff).values(person_id=person_id, at=now).on_conflict_do_nothing()
    )
    await session.execute(
        update(Greeting).where(Greeting.person_id == person_id).values(due_at=None)
    )


async def switch_on(session: AsyncSession, person_id: int) -> None:
    """Ask them again."""
    await session.execute(delete(GreetingOff).where(GreetingOff.person_id == person_id))


async def off_of(session: AsyncSession, person_id: int) -> GreetingOff | None:
    """That somebody wants no such notes; None: they do."""
    return await session.get(GreetingOff, person_id)


async def greetings_of(session: AsyncSession, person_id: int) -> Sequence[tuple[Greeting, Person]]:
    """To whom somebody was asked to say hello, the oldest first."""
    found = await session.execute(
        select(Greeting, Person)
        .join(Person, Person.id == Greeting.other_id)
        .where(Greeting.person_id == person_id, Greeting.due_at.is_(None))
        .order_by(Greeting.at, Greeting.other_id)
    )
    return [(greeting, other) for greeting, other in found]
