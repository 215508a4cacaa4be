"""Making a round: who is in, who meets whom, and telling those who have nobody. Once a week, once.

It takes many transactions, each a few milliseconds. Whoever is killed in the middle leaves nothing
that counts: who was counted as written to stays so, and is in the round of whoever goes on.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import combinations
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from handlers import introductions
from handlers.hours import USUAL, next_round, politely
from handlers.matching import AGAIN, Candidate, Given, Group, Matching
from handlers.turns import Here, Moment
from scheduler.workers import NoProcess, worked
from storage import lease, peers, rounds, unasked
from storage.areas import all_areas, around
from storage.database import Database
from storage.peers import Cadence, Peer
from storage.reminders import Every
from storage.rounds import Asked, NotOurs, Past, Round
from storage.unasked import Sort

WEEKDAY = 1
"""Rounds are made on a Tuesday, so that three days to answer end in the same week."""
SLICE = 100
"""People a transaction handles."""
MATCHES = 50
"""Matches that one keeps."""
LATE = timedelta(days=3)
"""How long after its hour a round is still made; then that week has none."""
AT_ONCE = 40
"""Up to so many people the matching takes a few milliseconds: a process would take a third of a
second to begin."""
NOT_NOW = timedelta(minutes=10)
"""When the next try is, where the matching failed."""
EACH: Mapping[str, timedelta] = {
    Cadence.WEEKLY: timedelta(weeks=1),
    Cadence.FORTNIGHTLY: timedelta(weeks=2),
    Cadence.MONTHLY: timedelta(weeks=4),
}
"""How long after their last round people are in another one."""


async def begin_rounds(database: Database, here: Here, now: datetime, token: int) -> int:
    """Set the next round down, and make it when its hour has come."""
    async with lease.held(database, token) as session:
        due = await _due(Moment(session, now, here))
        mark = await rounds.take(session, due.week) if due else None
    if due is None or mark is None:
        return 0
    try:
        await _make(_Making(database, here, now, token, due.week, mark))
    except NotOurs:
        return 0
    return 1


async def _due(moment: Moment) -> Round | None:
    """The round to be made now; if it is to be another time, that is set down."""
    session, now, zone = moment.session, moment.now, moment.here.zone
    coming = await rounds.to_come(session)
    if coming is None:
        if await rounds.NEXT_DUE.read(session) is not None:
            await set_down_next(session, now, zone)
        return None
    if coming.at > now:
        return None
    polite = politely(now, zone, None)
    if polite - coming.at > LATE:
        await session.delete(coming)
        await session.flush()
        await set_down_next(session, now, zone)
        return None
    if polite > now:
        coming.at = polite
        return None
    return coming


async def set_down_next(session: AsyncSession, now: datetime, zone: ZoneInfo) -> None:
    """Set down the round after an instant, in a week that has none yet."""
    last = await rounds.last_made(session)
    at = next_round(now, zone, USUAL, WEEKDAY, Every.WEEK, last.week if last else None)
    week, _ = unasked.week_of(at, zone)
    await rounds.set_down(session, week, at)


# --- Making it ----------------------------------------------------------------------------


@dataclass(frozen=True)
class _Making:
    """A round that we make."""

    database: Database
    here: Here
    now: datetime
    token: int
    week: date
    mark: UUID

    @asynccontextmanager
    async def moment(self) -> AsyncIterator[tuple[Moment, Round]]:
        """A transaction in which nobody else makes it, and the round.

        Raises:
            NotOurs: somebody else does, or has.
        """
        async with lease.held(self.database, self.token) as session:
            ours = await rounds.hold(session, self.week, self.mark)
            yield Moment(session, self.now, self.here), ours
        await asyncio.sleep(0)  # others have their turns


async def _make(making: _Making) -> None:
    while await _look_at_some(making):
        pass
    async with making.database.reading() as session:
        ids = await rounds.enrolled(session, making.week)
    basis = await given(making.database, ids, making.now)
    matching = await matched(basis)
    async with making.moment() as (moment, ours):
        if matching is None:
            ours.at = making.now + NOT_NOW
            return
    more = True
    while more:
        async with making.moment() as (moment, _):
            more = await rounds.begin_anew(moment.session, making.week, MATCHES)
    for begins in range(0, len(matching.groups), MATCHES):
        async with making.moment() as (moment, _):
            some = matching.groups[begins : begins + MATCHES]
            await rounds.keep(moment.session, making.week, some, making.now)
    while await _tell_some_of_nobody(making):
        pass
    async with making.moment() as (moment, ours):
        ours.again = again(basis, matching.groups)
        await rounds.finish(moment.session, ours, making.now)
        await set_down_next(moment.session, making.now, making.here.zone)


async def _look_at_some(making: _Making) -> bool:
    """Count a slice of those who are due in, as written to this week; False: none are left."""
    async with making.moment() as (moment, _):
        session, now, week = moment.session, making.now, making.week
        some = await rounds.to_look_at(session, week, now, SLICE)
        if not some:
            return False
        due = [each for each in some if is_due(each, week)]
        whom = [each.person_id for each in due if not each.skips]
        may = await unasked.claim_many(session, whom, Sort.PEERS, now, moment.here.zone)
        await rounds.enrol(session, week, [each.person_id for each in some], may)
        await peers.have_left_out(session, [each.person_id for each in due if each.skips])
        return True


def is_due(asked: Asked, week: date) -> bool:
    """Whether somebody wants to meet others this week; who comes first does in any case."""
    if asked.every not in EACH:
        return False
    return asked.first or asked.last is None or week - asked.last >= EACH[asked.every]


async def given(database: Database, ids: Sequence[int], now: datetime) -> Given:
    """All that the matching of some people is made from."""
    async with database.reading() as session:
        weeks = await rounds.weeks_made(session)
        blocks = await peers.blocks(session, ids)
        chains = around(await all_areas(session))
    past = Past()
    for week in weeks:
        async with database.reading() as session:
            await rounds.look_back(session, week, past)
        await asyncio.sleep(0)
    people: list[Candidate] = []
    for begins in range(0, len(ids), SLICE):
        async with database.reading() as session:
            them = await peers.those_in(session, ids[begins : begins + SLICE], now)
            people += [_candidate(each, past, chains) for each in them]
        await asyncio.sleep(0)
    known = {each.id for each in people}
    met = [(*two, ago) for two, ago in past.ago.items() if known.issuperset(two)]
    return Given(people, sorted(blocks), met, len(weeks))


def _candidate(peer: Peer, past: Past, chains: Mapping[str, Sequence[str]]) -> Candidate:
    number = peer.person_id
    return replace(
        introductions.candidate(peer, chains),
        first=peer.first_at is not None,
        threes=100 * past.threes[number] // max(1, past.rounds[number]),
    )


async def matched(basis: Given) -> Matching | None:
    """The matching, of many made by a process that ends; None: it failed."""
    if len(basis.people) <= AT_ONCE:
        return basis.matching()
    try:
        made = await worked("handlers.matching", msgspec.json.encode(basis))
    except NoProcess:
        return None
    return msgspec.json.decode(made, type=Matching) if made else None


def again(basis: Given, groups: Sequence[Group]) -> int:
    """How many twos met too short a time ago."""
    recent = {(one, other) for one, other, ago in basis.met if ago <= AGAIN}
    return sum(two in recent for group in groups for two in combinations(group, 2))


async def _tell_some_of_nobody(making: _Making) -> bool:
    """Tell a slice of those for whom there is nobody; False: all know."""
    async with making.moment() as (moment, _):
        alone = await rounds.left_over(moment.session, making.week, SLICE)
        if alone:
            await introductions.tell_of_nobody(moment, making.week, alone)
            await rounds.told(moment.session, making.week, alone, making.now)
        return bool(alone)
