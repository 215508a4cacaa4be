"""A year of weekly rounds for sixty people: they say yes and no, rest, and want few messages.

Most of them have check-ins, too, many a weekly prompt, and some name a peer who is to say hello.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import combinations

import pytest
from sqlalchemy import or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from handlers import introductions
from handlers.consents import VERSIONS
from handlers.hours import next_round
from handlers.messages import Incoming, Pressed, Sender, Sorry
from handlers.turns import Turn
from scheduler import clockwork
from scheduler.timetable import TIMETABLE
from storage import consents, hellos, peers, people, prompts, reminders, unasked
from storage.consents import Purpose
from storage.database import Database
from storage.peers import Peer
from storage.people import Account, Person
from storage.reminders import Every
from storage.rounds import Match, Round, Side, Step, Talked
from tests.rounding import BEGINS, HERE, join, told, turn
from tests.test_reminders import check_ins_on

pytestmark = [pytest.mark.soak, pytest.mark.timeout(3600)]

PEOPLE = 60
WEEKS = 52
COUNTED = {
    "intro-meet", "intro-meet-again", "intro-nobody", "intro-did-you",
    "rhythm-title-week", "rhythm-title-fortnight", "prompts-title", "greeting", "hello-still",
}  # fmt: skip
"""What nobody asked for: all else answers a yes of theirs."""
RUN = {
    "begin_rounds", "introduce", "begin_due", "ask_begun", "give_prompts",
    "look_after_hellos", "draw_greetings", "ask_for_greetings",
}  # fmt: skip
JOBS = [each for each in TIMETABLE if each.run.__name__ in RUN]
ROUNDS = 12


async def test_in_a_year_few_meet_again_threes_go_round_and_nobody_is_written_to_too_often(
    database: Database, record_property: Callable[[str, object], None]
) -> None:
    chance = random.Random(2026)
    async with database.transaction() as session:
        ids = await join(session, PEOPLE)
        numbers = {person: chance.choice([1, 2, 3, 3, 3, 4, 5]) for person in ids}
        for person, number in numbers.items():
            mine = Person.id == person
            await session.execute(update(Person).where(mine).values(weekly_number=number))
        for person in ids[:4]:  # who speak Welsh alone, and four more who speak both
            await session.execute(
                update(Peer).where(Peer.person_id == person).values(languages=["cy"])
            )
        for person in ids[4:8]:
            await session.execute(
                update(Peer).where(Peer.person_id == person).values(languages=["cy", "en"])
            )
        await _want_more(session, chance, ids)
    had: dict[date, Counter[int]] = defaultdict(Counter)
    heard = Counter[str]()
    now, ends = BEGINS, BEGINS + timedelta(weeks=WEEKS)
    while now < ends:
        await turn(database, now, jobs=JOBS)
        week, _ = unasked.week_of(now, HERE.zone)
        for person, key in await told(database):
            heard[key] += 1
            had[week][person] += key in COUNTED
        await _all_do_something(database, chance, now)
        due = await clockwork.next_due(database, now, JOBS, ())
        now = max(now + timedelta(minutes=1), min(due or ends, now + timedelta(hours=12)))
    await _check(database, record_property, numbers, had)
    record_property("heard", dict(heard))
    assert {key for key in COUNTED if not heard[key]} <= {"intro-nobody"}


async def _want_more(session: AsyncSession, chance: random.Random, ids: list[int]) -> None:
    """Most have check-ins, on a day and at an hour of theirs, and many a weekly prompt."""
    await check_ins_on(session, (await session.scalars(select(Account).limit(2))).all())
    for person in ids:
        if chance.random() < 0.7:
            day, hour = chance.randrange(7), chance.choice([9, 12, 18])
            every = chance.choice([Every.WEEK, Every.WEEK, Every.FORTNIGHT])
            first = next_round(BEGINS, HERE.zone, hour, day, every, None)
            await consents.give(
                session, person, Purpose.CHECK_INS, VERSIONS[Purpose.CHECK_INS], BEGINS
            )
            one = await session.get_one(Person, person)
            one.hour = hour
            await reminders.begin(session, one, day, every, first)
        if chance.random() < 0.5:
            day_of_prompts = next_round(BEGINS, HERE.zone, None, 2, Every.WEEK, None)
            await prompts.want_weekly(session, person, day_of_prompts)


async def _names_a_peer(session: AsyncSession, person: int, now: datetime) -> None:
    """Somebody wants a peer whom they met to say hello if they go quiet."""
    met = await peers.acquainted_with(session, person, now)
    if met and await hellos.hello_of(session, person) is None:
        until = now + timedelta(days=90)
        week = timedelta(weeks=1)
        await hellos.name(session, person, met[0].id, until, until - week, now + week)


async def _check(
    database: Database,
    record_property: Callable[[str, object], None],
    numbers: dict[int, int],
    had: dict[date, Counter[int]],
) -> None:
    async with database.transaction() as session:
        made = (await session.scalars(select(Round).where(Round.made_at.is_not(None)))).all()
        rows = await session.execute(
            select(Side.week, Side.match_id, Side.person_id)
            .where(Side.match_id.is_not(None))
            .order_by(Side.week, Side.match_id, Side.person_id)
        )
        groups: dict[tuple[date, int], list[int]] = defaultdict(list)
        for week, match, person in rows:
            groups[week, match or 0].append(person)
    threes = Counter(each for group in groups.values() if len(group) == 3 for each in group)
    rounds_of = Counter(each for group in groups.values() for each in group)
    share = sum(threes.values()) / sum(rounds_of.values())
    spread = {each: threes[each] - share * rounds_of[each] for each in numbers}
    most = max(had[week][person] - numbers[person] for week in had for person in had[week])
    again, within = _repeats(groups)
    record_property("rounds", len(made))
    record_property("matches", len(groups))
    record_property("threes", sum(each.threes for each in made))
    record_property("alone", sum(each.alone for each in made))
    record_property("again, as the rounds counted", sum(each.again for each in made))
    record_property("again", again)
    record_property("of them without a Welsh speaker", within)
    record_property("threes a person", sorted(Counter(threes[each] for each in numbers).items()))
    record_property("off a fair share, at most", round(max(map(abs, spread.values())), 2))
    record_property("messages above the number, at most", most)
    record_property("messages a week, at most", max(max(each.values()) for each in had.values()))

    assert len(made) >= WEEKS - 1  # none on Christmas
    assert within == 0
    assert again == sum(each.again for each in made)
    assert max(map(abs, spread.values())) <= 2
    assert most <= 0


def _repeats(groups: dict[tuple[date, int], list[int]]) -> tuple[int, int]:
    """How often two met within their last twelve rounds, and of these where both speak English."""
    number = Counter[int]()
    last: dict[tuple[int, int], tuple[int, int]] = {}
    again = within = 0
    for group in groups.values():
        number.update(group)
        for one, other in combinations(group, 2):
            before = last.get((one, other))
            here = number[one], number[other]
            if before and min(here[0] - before[0], here[1] - before[1]) <= ROUNDS:
                again += 1
                within += one > 4 and other > 4
            last[one, other] = here
    return again, within


async def _all_do_something(database: Database, chance: random.Random, now: datetime) -> None:
    async with database.transaction() as session:
        open_ = await session.execute(
            select(Side.person_id, Side.match_id, Match.step)
            .join(Match, Match.id == Side.match_id)
            .where(Match.next_at.is_not(None), Side.told_at.is_not(None))
            .where(or_(Match.step != Step.TALK, Side.asked_at.is_not(None)))
            .order_by(Side.person_id)
        )
        found = [(person, match or 0, step) for person, match, step in open_]
    for person, match, step in found:
        if chance.random() < 0.3:
            async with database.transaction() as session:
                account = (await people.accounts_of(session, [person])).get(person)
                if account:
                    incoming = Incoming(
                        "core", "1", Sender(account.user, "", "en"), account.address,
                        Pressed("", "1"),
                    )  # fmt: skip
                    turn_ = Turn(session, now, HERE, incoming, account)
                    await _does(turn_, chance, match, step)
    async with database.transaction() as session:
        person = chance.randrange(1, PEOPLE + 1)
        if chance.random() < 0.05:
            await _names_a_peer(session, person, now)
        if chance.random() < 0.3:  # they answer how their week was
            await reminders.answered(session, chance.randrange(1, PEOPLE + 1))
        pause = update(Peer).where(Peer.person_id == person)
        if chance.random() < 0.03:
            until = now + timedelta(weeks=chance.randrange(1, 5))
            await session.execute(pause.values(paused_until=until))
        elif chance.random() < 0.07:
            await session.execute(pause.values(skip_next=True))


async def _does(turn_: Turn, chance: random.Random, match: int, step: str) -> None:
    try:
        if step == "answer":
            if chance.random() < 0.8:
                await introductions.take_way(turn_, str(match), "@somebody")
            else:
                await introductions.decline(turn_, match)
        elif step == "start":
            await introductions.are_in_touch(turn_, match)
        elif step == "talk":
            answer = chance.choice(list(Talked))
            await introductions.talked(turn_, match, answer)
    except Sorry:
        pass
