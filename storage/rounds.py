"""Rounds of introductions: when the next one is, who is in it, who meets whom and what came of it.

A round is made over many transactions, and once: whoever makes it has put their mark on it
(`Round.maker`), and each transaction first makes sure that it is still theirs.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import combinations
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, delete, exists, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import (
    Base,
    BigId,
    Sealed,
    among,
    bare,
    partial,
    seal,
    unseal,
    upsert,
)
from storage.earliest import Earliest
from storage.peers import Peer, Want, is_in
from storage.retention import Rule
from storage.sealing import CannotOpen


class Round(Base):
    """A making of matches: one a week."""

    __tablename__ = "peer_round"

    week: Mapped[date] = mapped_column(primary_key=True)
    """The Monday of its week, where the installation is."""
    at: Mapped[datetime]
    """When it is made."""
    maker: Mapped[UUID | None]
    """The mark of whoever makes it; None: nobody has begun."""
    made_at: Mapped[datetime | None] = mapped_column(index=True)
    """When it was made; None: it is to come."""
    people: Mapped[int] = mapped_column(default=0)
    """How many were in."""
    pairs: Mapped[int] = mapped_column(default=0)
    threes: Mapped[int] = mapped_column(default=0)
    alone: Mapped[int] = mapped_column(default=0)
    """How many had nobody."""
    again: Mapped[int] = mapped_column(default=0)
    """How many twos had met within twelve rounds."""


class Step(StrEnum):
    """What comes next for a match, once its time has come."""

    TELL = "tell"
    """They are told of each other."""
    ANSWER = "answer"
    """Not all have said whether they want to; then it is over, or goes on between those who do."""
    START = "start"
    """They have each other's details; if none says that they are in touch, one is asked to."""
    TALK = "talk"
    """They are asked if they talked, one after the other until one says yes."""
    OVER = "over"


class Talked(StrEnum):
    """What somebody says when they are asked if they talked."""

    YES = "talked"
    PLANNED = "planned"
    NOT_YET = "not-yet"


class Match(Base):
    """Two or three people who are introduced to each other."""

    __tablename__ = "peer_match"
    __table_args__ = (partial("ix_peer_match_next", "next_at", "next_at IS NOT NULL"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    week: Mapped[date] = mapped_column(
        ForeignKey("peer_round.week", ondelete="CASCADE"), index=True
    )
    size: Mapped[int]
    """How many they are."""
    prompt: Mapped[str]
    """The ref of their first question; empty: not chosen yet."""
    step: Mapped[str]
    next_at: Mapped[datetime | None]
    """When the step is due, once its round is made; None: the match is over."""


class Side(Base):
    """Somebody's part in a round."""

    __tablename__ = "peer_side"

    person_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    week: Mapped[date] = mapped_column(
        ForeignKey("peer_round.week", ondelete="CASCADE"), primary_key=True, index=True
    )
    is_in: Mapped[bool]
    """Whether they were in; False: it wasn't their week, they left it out, or had no room."""
    match_id: Mapped[int | None] = mapped_column(
        BigId, ForeignKey("peer_match.id", ondelete="CASCADE"), index=True
    )
    """None: they have nobody, or not yet."""
    told_at: Mapped[datetime | None]
    """When they were told whom they are introduced to, or that there is nobody."""
    yes_at: Mapped[datetime | None]
    no_at: Mapped[datetime | None]
    contact: Mapped[bytes | None] = mapped_column(Sealed("peer_side {person_id} {week} contact"))
    """How the others may reach them, in their own words; it came with their yes."""
    put_at: Mapped[datetime | None]
    """When those who said yes were given each other's details; None: they were not."""
    in_touch_at: Mapped[datetime | None]
    """When they said that they are in touch."""
    start_at: Mapped[datetime | None]
    """When they were asked to write first; None: they were not."""
    asked_at: Mapped[datetime | None]
    """When they were asked if they talked; None: they were not."""
    talked: Mapped[str]
    """A `Talked`; empty: they have not told."""
    again: Mapped[bool | None]
    """Whether they would like to meet the same person again; None: they have not told."""
    note: Mapped[bytes | None] = mapped_column(Sealed("peer_side {person_id} {week} note"))
    """A line for themselves."""


MATCHES_KEPT = timedelta(days=365)

RULES = (
    Rule("who was introduced to whom, and what came of it", Round, "made_at", MATCHES_KEPT,
         at_once=1),
)  # fmt: skip

# --- When ---------------------------------------------------------------------------------


NEXT_DUE = Earliest(
    select(
        func.coalesce(
            select(func.min(Round.at)).where(Round.made_at.is_(None)).scalar_subquery(),
            select(func.min(Peer.joined_at)).where(Peer.left_at.is_(None)).scalar_subquery(),
        )
    )
)
"""When there is something to do for a round: it is to be made, or set down; None: nothing."""


async def to_come(session: AsyncSession) -> Round | None:
    """The round that is to be made next; None: none is set down, for nobody has joined yet."""
    return await session.scalar(
        select(Round).where(Round.made_at.is_(None)).order_by(Round.week).limit(1)
    )


async def last_made(session: AsyncSession) -> Round | None:
    """The round that was made last; None: none was."""
    return await session.scalar(
        select(Round).where(Round.made_at.is_not(None)).order_by(Round.week.desc()).limit(1)
    )


async def set_down(session: AsyncSession, week: date, at: datetime) -> None:
    """Set down a round, unless there is one in that week."""
    row = {"week": week, "at": at, "people": 0, "pairs": 0, "threes": 0, "alone": 0, "again": 0}
    await session.execute(upsert(session, Round).values(row).on_conflict_do_nothing())


# --- Making it ----------------------------------------------------------------------------


class NotOurs(Exception):
    """Somebody else makes the round, or has."""


async def take(session: AsyncSession, week: date) -> UUID | None:
    """Begin to make a round, or go on where somebody else stopped; our mark. None: it is made."""
    mark = uuid4()
    ours = update(Round).where(Round.week == week, Round.made_at.is_(None)).values(maker=mark)
    return mark if (await session.execute(ours.returning(Round.week))).first() else None


async def hold(session: AsyncSession, week: date, mark: UUID) -> Round:
    """The round that we make: until the transaction ends, nobody else takes it.

    Raises:
        NotOurs: somebody did before, or it is made.
    """
    held = await session.scalar(
        select(Round)
        .where(Round.week == week, Round.maker == mark, Round.made_at.is_(None))
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if held is None:
        raise NotOurs
    return held


@dataclass(frozen=True)
class Asked:
    """A peer who would like to meet others, and has not been looked at for a round."""

    person_id: int
    every: str
    skips: bool
    first: bool
    last: date | None
    """The week of the last round in which they had somebody; None: there was none."""


async def to_look_at(
    session: AsyncSession, week: date, now: datetime, at_most: int
) -> Sequence[Asked]:
    """A slice of those who may be in a round and haven't been looked at for it."""
    seen = exists().where(Side.person_id == Peer.person_id, Side.week == week)
    last = (
        select(func.max(Side.week))
        .where(Side.person_id == Peer.person_id, Side.match_id.is_not(None), Side.week < week)
        .scalar_subquery()
    )
    found = await session.execute(
        select(Peer.person_id, Peer.every, Peer.skip_next, Peer.first_at, Peer.wants, last)
        .where(is_in(now), ~seen)
        .order_by(Peer.person_id)
        .limit(at_most)
    )
    return [
        Asked(person, every if Want.PEER in wants else "", skips, first is not None, before)
        for person, every, skips, first, wants, before in found
    ]


async def enrol(
    session: AsyncSession, week: date, whom: Sequence[int], are_in: Sequence[int]
) -> None:
    """Note who was looked at, and who of them is in."""
    theirs = frozenset(are_in)
    rows = [
        {"person_id": person, "week": week, "is_in": person in theirs, "talked": ""}
        for person in whom
    ]
    await session.execute(insert(bare(Side)), rows)


async def enrolled(session: AsyncSession, week: date) -> Sequence[int]:
    """Who is in a round, by their ids."""
    theirs = select(Side.person_id).where(Side.week == week, Side.is_in)
    return (await session.scalars(theirs.order_by(Side.person_id))).all()


@dataclass
class Past:
    """What was in earlier rounds, for those who are in one."""

    ago: dict[tuple[int, int], int] = field(default_factory=dict)
    """How many of their own rounds ago two met, whichever of them has had fewer since."""
    rounds: Counter[int] = field(default_factory=Counter)
    """In how many rounds each had somebody."""
    threes: Counter[int] = field(default_factory=Counter)
    """And in how many of them they were three."""


async def weeks_made(session: AsyncSession) -> Sequence[date]:
    """The weeks of all rounds that were made, the latest first."""
    made = select(Round.week).where(Round.made_at.is_not(None))
    return (await session.scalars(made.order_by(Round.week.desc()))).all()


async def look_back(session: AsyncSession, week: date, past: Past) -> None:
    """Take in a round, after all later ones.

    Two of whom one would rather not meet the other again count as if they had met just now.
    """
    sides = await session.execute(
        select(Side.match_id, Side.person_id, Side.again)
        .where(Side.week == week, Side.match_id.is_not(None))
        .order_by(Side.match_id, Side.person_id)
    )
    matches: dict[int | None, list[tuple[int, bool | None]]] = defaultdict(list)
    for match_id, person, again in sides:
        matches[match_id].append((person, again))
        past.rounds[person] += 1
    for them in matches.values():
        for (one, wish), (other, theirs) in combinations(them, 2):
            ago = min(past.rounds[one], past.rounds[other])
            if False in (wish, theirs):
                ago = 1
            past.ago[one, other] = min(ago, past.ago.get((one, other), ago))
        if len(them) > 2:
            past.threes.update(person for person, _ in them)


async def begin_anew(session: AsyncSession, week: date, at_most: int) -> bool:
    """Forget a slice of the matches of a round that somebody began to make; False: none are left.

    Nobody was told of them.
    """
    begun = select(Match.id).where(Match.week == week).order_by(Match.id).limit(at_most)
    some = (await session.scalars(begun)).all()
    theirs = among(session, bare(Side).c.match_id, some)
    await session.execute(
        update(bare(Side)).where(bare(Side).c.week == week, theirs).values(match_id=None)
    )
    those = among(session, Match.id.expression, some)
    await session.execute(delete(Match).where(those).execution_options(synchronize_session=False))
    return len(some) == at_most


async def keep(
    session: AsyncSession, week: date, groups: Sequence[Sequence[int]], now: datetime
) -> None:
    """Keep some matches of a round. Nothing comes of them before it is made."""
    rows = [
        {"week": week, "size": len(group), "prompt": "", "step": Step.TELL, "next_at": now}
        for group in groups
    ]
    made = await session.scalars(
        insert(Match).returning(Match.id, sort_by_parameter_order=True), rows
    )
    for number, group in zip(made.all(), groups, strict=True):
        theirs = among(session, Side.person_id.expression, group)
        await session.execute(
            update(bare(Side)).where(Side.week == week, theirs).values(match_id=number)
        )


async def left_over(session: AsyncSession, week: date, at_most: int) -> Sequence[int]:
    """A slice of those who have nobody in a round and don't know it yet."""
    alone = Side.week == week, Side.is_in, Side.match_id.is_(None), Side.told_at.is_(None)
    found = select(Side.person_id).where(*alone).order_by(Side.person_id).limit(at_most)
    return (await session.scalars(found)).all()


async def had_nobody(session: AsyncSession, week: date, whom: Sequence[int]) -> frozenset[int]:
    """Those of some people who had nobody in the last of their rounds before one, and know it."""
    last = (
        select(Side.person_id, func.max(Side.week).label("week"))
        .where(among(session, Side.person_id.expression, whom), Side.week < week, Side.is_in)
        .group_by(Side.person_id)
        .subquery()
    )
    its = (Side.person_id == last.c.person_id) & (Side.week == last.c.week)
    alone = Side.match_id.is_(None), Side.told_at.is_not(None)
    return frozenset(await session.scalars(select(Side.person_id).join(last, its).where(*alone)))


async def told(session: AsyncSession, week: date, whom: Sequence[int], now: datetime) -> None:
    """Note that some people know what a round brought them."""
    theirs = among(session, Side.person_id.expression, whom)
    await session.execute(update(Side).where(Side.week == week, theirs).values(told_at=now))


async def finish(session: AsyncSession, made: Round, now: datetime) -> None:
    """Count a round, and let its matches begin."""
    sizes = await session.execute(
        select(Match.size, func.count()).where(Match.week == made.week).group_by(Match.size)
    )
    by_size = {size: number for size, number in sizes}  # noqa: C416 a row is no tuple to mypy
    people, matched = (
        await session.execute(
            select(func.count(), func.count(Side.match_id)).where(
                Side.week == made.week, Side.is_in
            )
        )
    ).one()
    made.people, made.alone = people, people - matched
    made.pairs, made.threes = by_size.get(2, 0), by_size.get(3, 0)
    made.made_at = now
    await session.flush()


# --- What comes of it ---------------------------------------------------------------------


_is_made = Match.week.in_(select(Round.week).where(Round.made_at.is_not(None)))

NEXT_STEP = Earliest(select(func.min(Match.next_at)).where(Match.next_at.is_not(None), _is_made))
"""When the next step of a match is due; None: none is."""


async def due(session: AsyncSession, now: datetime, at_most: int) -> Sequence[int]:
    """A slice of the matches whose next step is due, by their ids."""
    return (
        await session.scalars(
            select(Match.id)
            .where(Match.next_at <= now)
            .order_by(Match.next_at, Match.id)
            .limit(at_most)
            .with_for_update(skip_locked=True)
        )
    ).all()


async def put_off(session: AsyncSession, number: int, at: datetime) -> None:
    """Do the next step of a match later."""
    later = update(Match).where(Match.id == number).values(next_at=at)
    await session.execute(later.execution_options(synchronize_session="fetch"))


async def match_with_id(session: AsyncSession, number: int) -> Match | None:
    """A match by its id, which is ours until the transaction ends; None: it is gone."""
    return await session.scalar(select(Match).where(Match.id == number).with_for_update())


async def sides_of(session: AsyncSession, match_id: int) -> Sequence[Side]:
    """The sides of a match, by their people's ids. Whoever was erased is not among them."""
    theirs = select(Side).where(Side.match_id == match_id).order_by(Side.person_id)
    return (await session.scalars(theirs)).all()


async def sides(session: AsyncSession, person_id: int) -> Sequence[Side]:
    """In which rounds somebody was, with what came of it, the latest first."""
    theirs = Side.person_id == person_id, Side.match_id.is_not(None), Side.told_at.is_not(None)
    return (await session.scalars(select(Side).where(*theirs).order_by(Side.week.desc()))).all()


async def met_before(session: AsyncSession, people: Sequence[int], week: date) -> bool:
    """Whether some people were all introduced to each other in a round before one."""
    theirs = Side.person_id.in_(people), Side.week < week, Side.told_at.is_not(None)
    found = (
        select(Side.match_id)
        .where(*theirs, Side.match_id.is_not(None))
        .group_by(Side.match_id)
        .having(func.count() == len(people))
        .limit(1)
    )
    return await session.scalar(found) is not None


async def last_contact(session: AsyncSession, person_id: int) -> str:
    """How somebody let others reach them last; empty: they never did."""
    found = await session.scalar(
        select(Side)
        .where(Side.person_id == person_id, Side.contact.is_not(None))
        .order_by(Side.week.desc())
        .limit(1)
    )
    return contact_of(session, found) if found else ""


async def last_started(session: AsyncSession, people: Sequence[int]) -> Mapping[int, datetime]:
    """When each of some people was last asked to write first."""
    found = await session.execute(
        select(Side.person_id, func.max(Side.start_at))
        .where(Side.person_id.in_(people), Side.start_at.is_not(None))
        .group_by(Side.person_id)
    )
    return {person: at for person, at in found if at}


def say_yes(session: AsyncSession, side: Side, contact: str, now: datetime) -> None:
    """Somebody wants to meet the others, who may reach them so."""
    side.yes_at, side.no_at = now, None
    side.contact = seal(session, contact.encode(), _row("contact", side))


async def forget_contacts(session: AsyncSession, person_id: int) -> None:
    """Forget how somebody let others reach them; without it, a yes of theirs is none."""
    await session.execute(
        update(Side)
        .where(Side.person_id == person_id, Side.contact.is_not(None))
        .values(contact=None, yes_at=None)
    )


def contact_of(session: AsyncSession, side: Side) -> str:
    """How somebody may be reached; empty: they said no, or it can't be opened any more."""
    if side.contact is None:
        return ""
    try:
        return unseal(session, side.contact, _row("contact", side)).decode()
    except CannotOpen:
        return ""


def _row(what: str, side: Side) -> str:
    return f"peer_side {side.person_id} {side.week} {what}"


def write_note(session: AsyncSession, side: Side, words: str) -> None:
    """Keep a line for themselves."""
    side.note = seal(session, words.encode(), _row("note", side))


def note_of(session: AsyncSession, side: Side) -> str:
    """What somebody noted for themselves; empty: nothing."""
    if side.note is None:
        return ""
    try:
        return unseal(session, side.note, _row("note", side)).decode()
    except CannotOpen:
        return ""


# --- In numbers ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Numbers:
    """A round in numbers, for coordinators."""

    people: int
    pairs: int
    threes: int
    alone: int
    again: int
    put: int = 0
    """How many matches were put in touch."""
    met: int = 0
    """How many of them talked, as far as they told."""


async def numbers(session: AsyncSession, made: Round) -> Numbers:
    """What came of a round."""
    of_it = Side.week == made.week, Side.match_id.is_not(None)
    put, met = (
        await session.execute(
            select(
                func.count(func.distinct(Side.match_id)).filter(Side.put_at.is_not(None)),
                func.count(func.distinct(Side.match_id)).filter(Side.talked == Talked.YES),
            ).where(*of_it)
        )
    ).one()
    return Numbers(made.people, made.pairs, made.threes, made.alone, made.again, put, met)
