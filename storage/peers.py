"""Peers: volunteers who want to be put in touch with each other, and who is kept apart from whom.

All that somebody told goes when they leave. What stays is what keeps others safe: who is kept apart
from them, and that a report about them is not decided.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import permutations
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ForeignKey, and_, delete, exists, func, or_, select, union_all, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, contains_eager, mapped_column, relationship

from storage import mailbox
from storage.database import Base, BigId, Condition, Sealed, among, new_id, seal, unseal, upsert
from storage.earliest import Earliest
from storage.pairs import pair
from storage.people import Person, willing
from storage.retention import Rule
from storage.sealing import CannotOpen

# --- Peers --------------------------------------------------------------------------------


class Want(StrEnum):
    """What somebody would like."""

    PEER = "peer"
    """Another volunteer to talk with."""
    MENTOR = "mentor"
    BE_MENTOR = "be_mentor"
    CIRCLE = "circle"


class Cadence(StrEnum):
    """How often somebody would like to meet another peer."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"


def _without(*names: str) -> Mapping[str, Any]:
    """Of a table: what its rows hold that is not for whom they are about."""
    return {"tell": lambda row: {name: it for name, it in row.items() if name not in names}}


class Peer(Base):
    """Somebody who asked to be put in touch with other volunteers, or may not."""

    __tablename__ = "peer"
    __table_args__ = ({"info": _without("vouched_by", "out_at")},)

    person_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    adult_at: Mapped[datetime | None]
    """When they said that they are 18 or over; None: they did not."""
    under_at: Mapped[datetime | None] = mapped_column(index=True)
    """When they said that they are not: nothing else is kept of them. None: they did not."""
    vouched_at: Mapped[datetime | None]
    """When somebody vouched for them; None: nobody has yet."""
    vouched_by: Mapped[str]
    """Who did, as platform and user; empty: nobody."""
    refused_at: Mapped[datetime | None]
    """When a coordinator said no; None: none did."""
    via: Mapped[str]
    """How they came to be vouched for: invitation, coordinator; empty: they are not."""
    wants: Mapped[list[str]]
    """Of `Want`."""
    every: Mapped[str]
    """A `Cadence`; empty: they left."""
    languages: Mapped[list[str]]
    """Those in which they like to talk."""
    anywhere: Mapped[bool]
    """Whether the other may be from anywhere; False: from near them."""
    interests: Mapped[list[str]]
    """Subjects, as the thesaurus names them."""
    lived: Mapped[list[str]]
    """What they have been through in running a group; never health."""
    ways: Mapped[list[str]]
    """How they like to meet: call, message, in_person."""
    line: Mapped[bytes | None] = mapped_column(Sealed("peer {person_id}"))
    """What others read about them, in their own words; None: nothing."""
    joined_at: Mapped[datetime]
    left_at: Mapped[datetime | None] = mapped_column(index=True)
    """When they left; None: they did not."""
    paused_until: Mapped[datetime | None]
    """Until when they want to meet nobody new; None, or gone by: no rest."""
    skip_next: Mapped[bool]
    """They leave the next round out."""
    out_at: Mapped[datetime | None]
    """Since when they are out because of a report; None: they are not."""
    first_at: Mapped[datetime | None]
    """Since when they come first in the next round, for the last one brought them nobody."""

    person: Mapped[Person] = relationship(lazy="raise")


def is_in(now: datetime) -> Condition:
    """Of `Peer`: whether somebody may be introduced to others now.

    They are an adult whom somebody vouched for, did not leave, pause or stop, and aren't out for a
    report. Whether they want what is made, and leave the next one out, is for the maker.
    """
    awake = select(Person.id).where(willing(now)).correlate(None)
    return and_(
        Peer.adult_at.is_not(None),
        Peer.vouched_at.is_not(None),
        Peer.left_at.is_(None),
        Peer.out_at.is_(None),
        or_(Peer.paused_until.is_(None), Peer.paused_until <= now),
        Peer.person_id.in_(awake),
    )


async def peer_of(session: AsyncSession, person_id: int) -> Peer | None:
    """What somebody said as a peer; None: they never asked to be one.

    Look at `left_at`, `under_at` and so on before you take them for one: or see `may_meet`.
    """
    return await session.get(Peer, person_id)


_WITH_PERSON = (
    select(Peer)
    .join(Peer.person)
    .outerjoin(Person.area)
    .options(contains_eager(Peer.person).contains_eager(Person.area))
    .order_by(Peer.person_id)
)


async def all_in(session: AsyncSession, now: datetime) -> Sequence[Peer]:
    """Everybody who may be introduced to others now, with their persons and areas."""
    return (await session.scalars(_WITH_PERSON.where(is_in(now)))).all()


async def those_in(session: AsyncSession, ids: Sequence[int], now: datetime) -> Sequence[Peer]:
    """Those of some people who may be introduced to others now, with their persons and areas."""
    theirs = among(session, Peer.person_id.expression, ids)
    return (await session.scalars(_WITH_PERSON.where(is_in(now), theirs))).all()


async def with_person(session: AsyncSession, person_id: int) -> Peer | None:
    """What somebody said as a peer, with their person and area; None: they never asked."""
    return await session.scalar(_WITH_PERSON.where(Peer.person_id == person_id))


async def waiting(session: AsyncSession, at_most: int) -> Sequence[Peer]:
    """Those for whom nobody has vouched yet, with their persons, the longest waiting first."""
    asks = (
        Peer.adult_at.is_not(None),
        Peer.left_at.is_(None),
        Peer.vouched_at.is_(None),
        Peer.refused_at.is_(None),
    )
    found = _WITH_PERSON.where(*asks).order_by(None).order_by(Peer.joined_at, Peer.person_id)
    return (await session.scalars(found.limit(at_most))).all()


async def may_meet(session: AsyncSession, ids: Sequence[int], now: datetime) -> bool:
    """Whether some people may be in touch: all of them are in, and none is kept from another."""
    known = await session.scalars(select(Peer.person_id).where(is_in(now), Peer.person_id.in_(ids)))
    return set(known) == set(ids) and not await blocks(session, ids)


def write_line(session: AsyncSession, peer: Peer, line: str) -> None:
    """Seal what others read about somebody; empty: nothing."""
    peer.line = seal(session, line.encode(), _row(peer.person_id)) if line else None


def line_of(session: AsyncSession, peer: Peer) -> str:
    """What others read about somebody; empty: nothing, or it can't be opened any more."""
    if peer.line is None:
        return ""
    try:
        return unseal(session, peer.line, _row(peer.person_id)).decode()
    except CannotOpen:
        return ""


def _row(person_id: int) -> str:
    return f"peer {person_id}"


def told_nothing(person_id: int, now: datetime) -> Peer:
    """A peer who has told nothing yet."""
    return Peer(
        person_id=person_id,
        vouched_by="",
        via="",
        wants=[],
        every="",
        languages=[],
        anywhere=False,
        interests=[],
        lived=[],
        ways=[],
        joined_at=now,
        skip_next=False,
    )


async def leave(session: AsyncSession, person_id: int, now: datetime) -> bool:
    """Let somebody be no peer any more, and forget what they told; False: they were none.

    Who is kept apart from them stays so, and so does a report that is not decided.
    """
    gone = await session.execute(
        update(Peer)
        .where(Peer.person_id == person_id, Peer.left_at.is_(None), Peer.adult_at.is_not(None))
        .values(
            wants=[], every="", languages=[], anywhere=False, interests=[], lived=[], ways=[],
            line=None, left_at=now, paused_until=None, skip_next=False, first_at=None,
        )
        .returning(Peer.person_id)
    )  # fmt: skip
    await mailbox.show_no_more(session, person_id)
    return gone.first() is not None


async def comes_first(session: AsyncSession, ids: Sequence[int], now: datetime) -> None:
    """Have some people come first in the next round; since when, is kept from the first time."""
    await session.execute(
        update(Peer)
        .where(among(session, Peer.person_id.expression, ids), Peer.first_at.is_(None))
        .values(first_at=now)
    )


async def have_left_out(session: AsyncSession, ids: Sequence[int]) -> None:
    """Whoever left a round out doesn't leave out the next."""
    theirs = among(session, Peer.person_id.expression, ids)
    await session.execute(update(Peer).where(theirs).values(skip_next=False))


# --- Introduced ---------------------------------------------------------------------------


class Introduced(Base):
    """That somebody was shown another: whom they can name afterwards, to block or report."""

    __tablename__ = "introduced"
    __table_args__ = ({"info": _without("other_id")},)

    person_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    other_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("peer.person_id", ondelete="CASCADE"), primary_key=True, index=True
    )
    at: Mapped[datetime] = mapped_column(index=True)
    """When last."""
    both_at: Mapped[datetime | None]
    """When both had said that they want to be in touch; None: they were shown, and no more."""


async def introduce(session: AsyncSession, person_id: int, other_id: int, now: datetime) -> None:
    """Note that somebody is shown another."""
    told = {"at": now}
    await session.execute(
        upsert(session, Introduced)
        .values(person_id=person_id, other_id=other_id, **told)
        .on_conflict_do_update(
            index_elements=[Introduced.person_id, Introduced.other_id], set_=told
        )
    )


async def acquaint(session: AsyncSession, people: Sequence[int], now: datetime) -> None:
    """Note that some people have all said yes to each other: each may thank or name the others."""
    rows = [
        {"person_id": one, "other_id": other, "at": now, "both_at": now}
        for one, other in permutations(people, 2)
    ]
    if not rows:
        return
    added = upsert(session, Introduced).values(rows)
    await session.execute(
        added.on_conflict_do_update(
            index_elements=[Introduced.person_id, Introduced.other_id],
            set_={"at": added.excluded.at, "both_at": added.excluded.both_at},
        )
    )


async def introduced_to(session: AsyncSession, person_id: int) -> Sequence[tuple[Person, datetime]]:
    """Those whom somebody was shown, and when last, the latest first."""
    found = await session.execute(
        select(Person, Introduced.at)
        .join(Introduced, Introduced.other_id == Person.id)
        .where(Introduced.person_id == person_id)
        .order_by(Introduced.at.desc(), Person.id)
    )
    return [(person, at) for person, at in found]


async def the_other(session: AsyncSession, person_id: int, other_id: int) -> Person | None:
    """Somebody by their id, if they were shown to a person; None: they were not, or are gone."""
    return await session.scalar(
        select(Person)
        .join(Introduced, Introduced.other_id == Person.id)
        .where(Introduced.person_id == person_id, Introduced.other_id == other_id)
    )


async def acquainted_with(session: AsyncSession, person_id: int, now: datetime) -> Sequence[Person]:
    """Those whom somebody met by us, which both wanted, the latest first.

    Nobody who may not be introduced to others now, or is kept apart from them: but whose report
    keeps them apart is there still, until they know of it.
    """
    found = await session.scalars(
        select(Person)
        .join(Peer, Peer.person_id == Person.id)
        .join(Introduced, Introduced.other_id == Person.id)
        .where(Introduced.person_id == person_id, Introduced.both_at.is_not(None), is_in(now))
        .order_by(Introduced.at.desc(), Person.id)
    )
    known = {each.id: each for each in found}
    for two in await blocks_for_all_they_know(session, person_id, sorted(known)):
        if person_id in two:
            known.pop(next(each for each in two if each != person_id), None)
    return list(known.values())


# --- Kept apart ---------------------------------------------------------------------------


class NeverWith(Base):
    """Somebody whom a person does not want to be introduced to. The other never learns of it."""

    __tablename__ = "never_with"
    __table_args__ = ({"info": _without("other_id")},)

    person_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    other_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("peer.person_id", ondelete="CASCADE"), primary_key=True, index=True
    )
    at: Mapped[datetime]


class NeverNamed(Base):
    """The same by name: nobody is shown who else is a peer, so nobody can be picked from a list."""

    __tablename__ = "never_named"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("person.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[bytes] = mapped_column(Sealed("never_named {id}"))
    at: Mapped[datetime]


async def keep_apart(session: AsyncSession, person_id: int, other_id: int, now: datetime) -> None:
    """Never introduce two people to each other, for one of them wants it so."""
    await session.execute(
        upsert(session, NeverWith)
        .values(person_id=person_id, other_id=other_id, at=now)
        .on_conflict_do_nothing()
    )
    await mailbox.show_apart(session, person_id, [other_id])


async def keep_apart_by_name(
    session: AsyncSession, person_id: int, name: str, now: datetime
) -> None:
    """Never introduce somebody to whoever is called so."""
    number = new_id(now)
    sealed = seal(session, name.encode(), f"never_named {number}")
    session.add(NeverNamed(id=number, person_id=person_id, name=sealed, at=now))
    await session.flush()
    met = [each.id for each, _ in await introduced_to(session, person_id)]
    apart = await blocks(session, [person_id, *met])
    others = [each for two in apart if person_id in two for each in two if each != person_id]
    if others:
        await mailbox.show_apart(session, person_id, others)


async def kept_from(session: AsyncSession, person_id: int) -> Sequence[Person]:
    """Those whom somebody does not want to be introduced to again, by name."""
    return (
        await session.scalars(
            select(Person)
            .join(NeverWith, NeverWith.other_id == Person.id)
            .where(NeverWith.person_id == person_id)
            .order_by(Person.name, Person.id)
        )
    ).all()


async def names_kept_from(session: AsyncSession, person_id: int) -> Sequence[tuple[UUID, str]]:
    """The names that somebody does not want to be introduced to, the oldest first."""
    found = await session.scalars(
        select(NeverNamed).where(NeverNamed.person_id == person_id).order_by(NeverNamed.id)
    )
    return [(each.id, _name(session, each.id, each.name)) for each in found]


async def let_meet(session: AsyncSession, person_id: int, other_id: int) -> None:
    """Somebody may be introduced to another again, as far as they are concerned."""
    await session.execute(
        delete(NeverWith).where(NeverWith.person_id == person_id, NeverWith.other_id == other_id)
    )


async def let_meet_by_name(session: AsyncSession, person_id: int, number: UUID) -> None:
    """The same for a name."""
    await session.execute(
        delete(NeverNamed).where(NeverNamed.person_id == person_id, NeverNamed.id == number)
    )


async def blocks(session: AsyncSession, ids: Sequence[int]) -> frozenset[tuple[int, int]]:
    """The pairs among some people who are not to meet, whichever of them wants it so.

    The lower id stands first. A name keeps apart from everybody who may be called so: from "Gareth"
    as well as from "Gareth Jones" if that is who is named, and from both if "Gareth" is.
    """
    found = await session.execute(
        select(NeverWith.person_id, NeverWith.other_id).where(
            among(session, NeverWith.person_id.expression, ids),
            among(session, NeverWith.other_id.expression, ids),
        )
    )
    apart = {pair(one, other) for one, other in found}
    named = await _named_by(session, ids)
    if named:
        people = await session.execute(
            select(Person.id, Person.name).where(among(session, Person.id.expression, ids))
        )
        called = _Called({number: _words(name) for number, name in people})
        for one, words in named:
            apart |= {pair(one, other) for other in called.maybe(words) if other != one}
    return frozenset(apart)


async def blocks_for_all_they_know(
    session: AsyncSession, person_id: int, others: Sequence[int]
) -> frozenset[tuple[int, int]]:
    """As `blocks`, of somebody and others, for the eyes of that somebody.

    Who is out and does not know it sees nothing of what came since: it would tell by whom.
    """
    apart = await blocks(session, [person_id, *others])
    if not await unaware(session, [person_id]):
        return apart
    out_at = select(Peer.out_at).where(Peer.person_id == person_id).scalar_subquery()
    since = await session.scalars(
        select(NeverWith.person_id).where(NeverWith.other_id == person_id, NeverWith.at >= out_at)
    )
    return apart - {pair(each, person_id) for each in since}


async def who_wants_apart(session: AsyncSession, one: int, other: int) -> frozenset[int]:
    """Those of two who do not want to meet the other, whether they said so by a tap or a name."""
    both = one, other
    tapped = await session.scalars(
        select(NeverWith.person_id).where(
            NeverWith.person_id.in_(both), NeverWith.other_id.in_(both)
        )
    )
    named = await _named_by(session, both)
    people = await session.execute(select(Person.id, Person.name).where(Person.id.in_(both)))
    called = _Called({number: _words(name) for number, name in people})
    by_name = {one for one, words in named for number in called.maybe(words) if number != one}
    return frozenset(tapped) | by_name


async def _named_by(
    session: AsyncSession, ids: Sequence[int]
) -> Sequence[tuple[int, frozenset[str]]]:
    """The names that some people do not want to meet, in words, with whose each is."""
    found = await session.execute(
        select(NeverNamed.person_id, NeverNamed.id, NeverNamed.name).where(
            among(session, NeverNamed.person_id.expression, ids)
        )
    )
    return [(one, _words(_name(session, number, name))) for one, number, name in found]


def _name(session: AsyncSession, number: UUID, sealed: bytes) -> str:
    try:
        return unseal(session, sealed, f"never_named {number}").decode()
    except CannotOpen:
        return ""


def _words(name: str) -> frozenset[str]:
    """The words of a name, without accents and capitals."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(each for each in plain if not unicodedata.combining(each))
    return frozenset(re.findall(r"\w+", bare))


class _Called:
    """The words of people's names, and by each word who is called so."""

    def __init__(self, words_of: Mapping[int, frozenset[str]]) -> None:
        self._words_of = words_of
        self._by_word = defaultdict[str, list[int]](list)
        for number, words in words_of.items():
            for word in words:
                self._by_word[word].append(number)

    def maybe(self, name: frozenset[str]) -> Sequence[int]:
        """Whose name it may be: all of one's words are among the other's."""
        shared = Counter(number for word in name for number in self._by_word.get(word, ()))
        return [
            number
            for number, count in shared.items()
            if count in (len(name), len(self._words_of[number]))
        ]


# --- Reports ------------------------------------------------------------------------------


def _as_told(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """A report as whom it is about may see it: once they were told, and nothing of who made it."""
    shown = ("told_at", "decided_at", "in_again")
    return {name: row[name] for name in shown} if row["told_at"] else {}


class PeerReport(Base):
    """That somebody was reported, and what was decided. Who did, and their words, are apart."""

    __tablename__ = "peer_report"
    __table_args__ = ({"info": {"tell": _as_told}},)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("person.id", ondelete="CASCADE"), index=True
    )
    """The one who was reported."""
    area_ref: Mapped[str]
    """Whose safeguarding contacts decide: those of their area as it was; empty: there were none."""
    at: Mapped[datetime]
    tell_at: Mapped[datetime | None] = mapped_column(index=True)
    """When they are told of it: some time later, so that they can't guess from the hour who it was.
    None: they were, or it came to nothing before."""
    told_at: Mapped[datetime | None]
    """When they were told; None: they were not."""
    ask_at: Mapped[datetime | None] = mapped_column(index=True)
    """When those who decide are asked next; None: it is decided."""
    decided_at: Mapped[datetime | None] = mapped_column(index=True)
    in_again: Mapped[bool | None]
    """Whether they may be introduced to others again; None: nobody has decided."""


class PeerReportWords(Base):
    """What somebody reported, sealed. It goes with them; the report itself does not."""

    __tablename__ = "peer_report_words"

    report_id: Mapped[UUID] = mapped_column(
        ForeignKey("peer_report.id", ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("person.id", ondelete="CASCADE"), index=True
    )
    """The one who reported."""
    what: Mapped[str]
    """What it is about, in a word of ours."""
    words: Mapped[bytes] = mapped_column(Sealed("peer_report_words {report_id}"))


REPORTS_KEPT = timedelta(days=365)
INTRODUCED_FOR = timedelta(days=365)
LEFT_FOR = timedelta(days=365)
"""How long it is kept that somebody left, with whom to keep apart from them."""
UNDER_FOR = timedelta(days=365)
"""How long after they said that they are under 18 somebody is not asked again."""

RULES = (
    Rule("that somebody is no peer any more", Peer, "left_at", LEFT_FOR, Peer.out_at.is_(None)),
    Rule("that somebody said they are under 18", Peer, "under_at", UNDER_FOR),
    Rule("that two were introduced", Introduced, "at", INTRODUCED_FOR),
    Rule("reports about peers, once decided", PeerReport, "decided_at", REPORTS_KEPT),
)


async def report(
    session: AsyncSession,
    about_id: int,
    by_id: int,
    area_ref: str,
    what: str,
    words: str,
    tell_at: datetime,
    now: datetime,
) -> PeerReport:
    """Keep a report; whom it is about is out from now on, and the two are kept apart."""
    made = PeerReport(
        id=new_id(now), person_id=about_id, area_ref=area_ref, at=now, tell_at=tell_at, ask_at=now
    )
    session.add(made)
    await session.flush()
    sealed = seal(session, words.encode(), _words_row(made.id))
    session.add(PeerReportWords(report_id=made.id, person_id=by_id, what=what, words=sealed))
    await session.execute(
        update(Peer)
        .where(Peer.person_id == about_id)
        .values(out_at=func.coalesce(Peer.out_at, now))
    )
    await mailbox.show_no_more(session, about_id)
    await keep_apart(session, by_id, about_id, now)
    await session.flush()
    return made


async def report_with_id(session: AsyncSession, number: str) -> PeerReport | None:
    """The report with an id in hex digits; None: it is gone, or never was."""
    try:
        wanted = UUID(hex=number)
    except ValueError:
        return None
    return await session.scalar(select(PeerReport).where(PeerReport.id == wanted).with_for_update())


class Reported(NamedTuple):
    """Who reported something, and what, in their words."""

    by: int
    what: str
    words: str
    """Empty: they wrote none, or these can't be opened any more."""


async def reported(session: AsyncSession, report_id: UUID) -> Reported | None:
    """What was reported, and by whom; None: it is gone with them."""
    kept = await session.get(PeerReportWords, report_id)
    if kept is None:
        return None
    try:
        words = unseal(session, kept.words, _words_row(report_id)).decode()
    except CannotOpen:
        words = ""
    return Reported(kept.person_id, kept.what, words)


def _words_row(report_id: UUID) -> str:
    return f"peer_report_words {report_id}"


async def decide(session: AsyncSession, made: PeerReport, *, in_again: bool, now: datetime) -> bool:
    """Note what was decided; whether whom it is about is in again.

    They are, unless another report about them is open still, or ended with their staying out. Who
    stays out hears so no sooner than of the report: the hour would tell whose it was.
    """
    made.decided_at, made.in_again, made.ask_at = now, in_again, None
    if in_again:
        made.tell_at = None
    await session.flush()
    against = await session.scalar(
        select(PeerReport.id)
        .where(PeerReport.person_id == made.person_id, PeerReport.in_again.is_not(True))
        .limit(1)
    )
    if against is None:
        await session.execute(
            update(Peer).where(Peer.person_id == made.person_id).values(out_at=None)
        )
    return against is None


async def known_reports(session: AsyncSession, person_id: int) -> Sequence[PeerReport]:
    """The reports about somebody of which they know, the oldest first."""
    known = PeerReport.told_at.is_not(None)
    return (
        await session.scalars(
            select(PeerReport)
            .where(PeerReport.person_id == person_id, known)
            .order_by(PeerReport.id)
        )
    ).all()


_about = exists().where(PeerReport.person_id == Peer.person_id)

UNAWARE: Condition = and_(
    Peer.out_at.is_not(None),
    _about.where(PeerReport.tell_at.is_not(None)),
    ~_about.where(PeerReport.told_at.is_not(None), PeerReport.in_again.is_not(True)),
)
"""Of `Peer`: whether somebody is out and does not know it yet. Nothing that they see may tell."""


async def unaware(session: AsyncSession, people: Sequence[int]) -> set[int]:
    """Those of some people who are out and don't know it yet."""
    found = select(Peer.person_id).where(Peer.person_id.in_(people), UNAWARE)
    return set(await session.scalars(found))


async def in_for_all_they_know(session: AsyncSession, person_id: int, now: datetime) -> bool:
    """Whether somebody may be introduced to others now, or does not know yet that they may not."""
    me = [person_id]
    return await may_meet(session, me, now) or bool(await unaware(session, me))


async def not_gone(session: AsyncSession, people: Sequence[int]) -> frozenset[int]:
    """Those of some people who did not leave, and are not out."""
    theirs = among(session, Peer.person_id.expression, people)
    there = select(Peer.person_id).where(theirs, Peer.left_at.is_(None), Peer.out_at.is_(None))
    return frozenset(await session.scalars(there))


async def reports_by(session: AsyncSession, person_id: int) -> Sequence[PeerReport]:
    """The reports that somebody made, the oldest first."""
    return (
        await session.scalars(
            select(PeerReport)
            .join(PeerReportWords, PeerReportWords.report_id == PeerReport.id)
            .where(PeerReportWords.person_id == person_id)
            .order_by(PeerReport.id)
        )
    ).all()


async def reports_to_tell(
    session: AsyncSession, now: datetime, at_most: int
) -> Sequence[PeerReport]:
    """The next reports of which those whom they are about are to be told."""
    due = select(PeerReport).where(PeerReport.tell_at <= now).order_by(PeerReport.tell_at)
    return (await session.scalars(due.limit(at_most).with_for_update())).all()


async def reports_to_ask(
    session: AsyncSession, now: datetime, at_most: int
) -> Sequence[PeerReport]:
    """The next reports that wait for a decision."""
    due = select(PeerReport).where(PeerReport.ask_at <= now).order_by(PeerReport.ask_at)
    return (await session.scalars(due.limit(at_most).with_for_update())).all()


_steps = union_all(
    select(func.min(PeerReport.tell_at).label("at")), select(func.min(PeerReport.ask_at))
).subquery()

NEXT_REPORT = Earliest(select(func.min(_steps.c.at)))
"""When there is something to do for a report next; None: nothing waits."""


async def count_reports(session: AsyncSession, since: datetime) -> int:
    """How many reports there were since an instant."""
    return await session.scalar(select(func.count()).where(PeerReport.at >= since)) or 0
