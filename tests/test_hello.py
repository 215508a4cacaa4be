"""The hello, held as conversations."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, func, select, update

from handlers.greeting import HIDDEN_AMONG
from storage import consents, hellos, peers, people
from storage.consents import Purpose
from storage.database import bare
from storage.hellos import Greeting, GreetingRound, Hello
from storage.peers import Cadence, Peer
from tests.test_check_ins import agreed, core_alone, everywhere
from tests.test_thanks import id_of, until
from tests.town import Town, Voice

__all__ = ["everywhere"]  # a fixture

FRIDAY = datetime(2026, 11, 27, 10, 0, tzinfo=UTC)
"""The first note about the week."""
MONDAY = datetime(2026, 12, 7, 10, 0, tzinfo=UTC)
"""The one after the second note, at the usual hour."""
WEEK = timedelta(days=7)

NOTE = (
    "When did you last talk with Ana? A short hello does you both good.\n\n"
    "I send such notes now and then to people who met through me, nearly always by chance. "
    "Two words are enough."
)


async def met(town: Town, ana: Voice, *, others: int = 9) -> Voice:
    """Ana and Ben met by us, as did others, each with the next: enough to hide among."""
    ben = town.voice("Ben")
    await ben.says("/language")
    ids, now = [await id_of(town, ana), await id_of(town, ben)], town.clock.now()
    async with town.database.transaction() as session:
        for table in (Peer, GreetingRound):  # those of the story before
            await session.execute(delete(table))
        for number in range(others):
            name = f"{ben.id} {number}"
            account = await people.meet(
                session, "nowhere", name, address=name, name=name, language="en", now=now
            )
            await session.flush()
            ids.append(account.person_id)
        for each in ids:
            peer = peers.told_nothing(each, now)
            peer.adult_at = peer.vouched_at = now
            peer.every = Cadence.WEEKLY  # and wants nobody new, so that no round writes to them
            session.add(peer)
        await session.flush()
        pairs = [(0, 1), *((2 + n, 2 + (n + 1) % others) for n in range(others))]
        for one, other in pairs if others > 1 else pairs[:1]:
            await peers.acquaint(session, [ids[one], ids[other]], now)
    return ben


async def names_ben(town: Town, ana: Voice) -> None:
    """Ana names him; the first notes are drawn when she has gone quiet, so that no lot is his."""
    await ana.says("/hello")
    await ana.presses("Ben")
    await ana.presses("Yes, Ben may be asked")
    async with town.database.transaction() as session:
        await session.execute(update(GreetingRound).values(due_at=MONDAY - timedelta(hours=7)))


async def could_greet(town: Town) -> Collection[int]:
    """Who could be asked to say hello to somebody."""
    async with town.database.transaction() as session:
        now = town.clock.now()
        could, _ = await hellos.who_could_greet(session, now, now, 0, 1000)
        return could


async def hello_of(town: Town, voice: Voice) -> Hello | None:
    number = await id_of(town, voice)
    async with town.database.transaction() as session:
        return await session.get(Hello, number)


async def holds(town: Town, voice: Voice) -> bool:
    number = await id_of(town, voice)
    async with town.database.transaction() as session:
        return await consents.in_force(session, number, Purpose.HELLO) is not None


async def test_all_is_said_before_the_yes(town: Town) -> None:
    ana = await agreed(town)
    ben = await met(town, ana, others=12)

    await ana.says("/hello")
    assert ana.buttons == ["Ben", "No, thank you"]
    await ana.presses("Ben")
    for said in (
        "You would name Ben.",
        "I don't tell them that you named them, or how you are.",
        "At least nine in ten go out by chance",
        "It holds for three months.",
        "You can end it at any time",
    ):
        assert said in ana.last_heard
    assert not await holds(town, ana)

    ids, now = [await id_of(town, ana), await id_of(town, ben)], town.clock.now()
    async with town.database.transaction() as session:  # of which she does not know yet
        told_on = now + timedelta(days=2)
        await peers.report(session, ids[0], ids[1], "", "unkind", "", told_on, now)
    await ana.says("/hello")
    assert ana.buttons == ["Ben", "No, thank you"]
    await ana.presses("Ben")
    await ana.presses("Yes, Ben may be asked")
    assert ana.last_heard.startswith("Good. If you go quiet, I ask Ben to say hello.")
    assert await holds(town, ana)
    await ana.says("/hello")
    await ana.presses("End it")
    assert not await holds(town, ana)
    assert await hello_of(town, ana) is None


async def test_two_notes_without_an_answer_have_the_peer_say_hello(town: Town) -> None:
    ana = await agreed(town)
    ben = await met(town, ana)
    await names_ben(town, ana)
    before = ben.last_heard

    await until(town, MONDAY - timedelta(minutes=1))
    assert ben.last_heard == before
    await until(town, MONDAY + timedelta(minutes=1))

    assert ben.last_heard == NOTE
    assert ben.buttons == ["I said hello", "No more of these"]
    hello = await hello_of(town, ana)
    assert hello
    assert (hello.missed, hello.due_at) == (0, None)
    await ben.presses("I said hello")
    assert ben.last_heard == "Lovely. That is all there is to it."


@core_alone
@pytest.mark.parametrize("says", ["stop", "rest", "skip"])
async def test_whoever_answers_stops_or_rests_in_time_leaves_no_reason(
    town: Town, says: str
) -> None:
    ana = await agreed(town)
    await met(town, ana)
    await names_ben(town, ana)

    await until(town, FRIDAY + WEEK + timedelta(hours=1))
    hello = await hello_of(town, ana)
    assert hello
    assert hello.missed == 2
    if says == "stop":
        await ana.says("/stop")
    elif says == "rest":
        await ana.says("/when")
        await ana.presses("Keep quiet for a while")
        await ana.fills("Two weeks")
    else:
        await ana.presses("Skip this week")

    hello = await hello_of(town, ana)
    assert hello
    assert (hello.missed, hello.due_at) == (0, None)


@core_alone
async def test_the_others_note_is_the_same_and_no_row_tells_which(town: Town) -> None:
    ana = await agreed(town)
    await met(town, ana)
    await names_ben(town, ana)
    await until(town, MONDAY + timedelta(minutes=1))

    async with town.database.transaction() as session:
        planned = (await session.scalars(select(Greeting))).all()
    assert len(planned) >= HIDDEN_AMONG + 1
    assert set(bare(Greeting).columns.keys()) == {"person_id", "other_id", "at", "due_at"}
    assert len({each.at for each in planned}) == 1


@core_alone
async def test_where_too_few_know_each_other_it_cannot_start(town: Town) -> None:
    ana = await agreed(town)
    await met(town, ana, others=5)

    await ana.says("/hello")

    assert ana.last_heard.startswith("This can't start here yet.")


@core_alone
async def test_whoever_has_no_check_ins_is_asked_for_them_first(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/hello")
    assert ana.last_heard.startswith("You can name one person you met through me.")
    assert "It goes with check-ins" in ana.last_heard
    await ana.presses("What check-ins are")

    assert ana.buttons == ["Yes, ask me and keep my answers", "No, thank you"]


@core_alone
async def test_it_lapses_kindly_after_three_months_unless_it_is_renewed(town: Town) -> None:
    ana = await agreed(town)
    await met(town, ana)
    await names_ben(town, ana)
    hello = await hello_of(town, ana)
    assert hello
    assert hello.until == town.clock.now() + timedelta(weeks=13)

    await sooner(town, ana)

    await until(town, town.clock.now() + timedelta(days=2))
    assert ana.last_heard.startswith("You named Ben to be asked for a hello.")
    assert "If you say nothing, it ends by itself on" in ana.last_heard
    await ana.presses("Yes, keep Ben")
    hello = await hello_of(town, ana)
    assert hello
    assert hello.until == town.clock.now() + timedelta(weeks=13)

    await sooner(town, ana)
    await until(town, town.clock.now() + timedelta(days=8))
    assert await hello_of(town, ana) is None
    assert not await holds(town, ana)


async def sooner(town: Town, voice: Voice) -> None:
    """Twelve weeks have gone by."""
    number, weeks = await id_of(town, voice), timedelta(weeks=12)
    async with town.database.transaction() as session:
        hello = await session.get_one(Hello, number)
        hello.until, hello.next_at = hello.until - weeks, hello.next_at - weeks


@core_alone
async def test_it_ends_with_check_ins(town: Town) -> None:
    ana = await agreed(town)
    await met(town, ana)
    await names_ben(town, ana)

    await ana.says("/stopcheckins")

    assert await hello_of(town, ana) is None
    assert not await holds(town, ana)


@core_alone
async def test_whoever_wants_no_such_notes_has_none(town: Town) -> None:
    ana = await agreed(town)
    ben = await met(town, ana)
    await names_ben(town, ana)
    number = await id_of(town, ben)
    await until(town, MONDAY + timedelta(minutes=1))
    assert number in await could_greet(town)

    await ben.presses("No more of these")
    assert ben.last_heard.startswith("Done:")
    assert number not in await could_greet(town)

    await ben.presses("Suggest a hello now and then")
    assert ben.last_heard == "Good: I suggest a hello now and then."
    assert number in await could_greet(town)


@core_alone
async def test_whoever_stopped_is_not_greeted(town: Town) -> None:
    ana = await agreed(town)
    ben = await met(town, ana)
    await names_ben(town, ana)
    before = ben.last_heard
    await until(town, FRIDAY + WEEK + timedelta(hours=1))
    await ana.says("/stop")

    assert await id_of(town, ben) not in await could_greet(town)
    await until(town, MONDAY + timedelta(minutes=1))
    assert ben.last_heard == before


@core_alone
async def test_whoever_is_erased_takes_it_with_them(town: Town) -> None:
    ana = await agreed(town)
    ben = await met(town, ana)
    await names_ben(town, ana)
    number = await id_of(town, ben)

    async with town.database.transaction() as session:
        await people.erase(session, number)
        left = await session.scalar(select(func.count()).select_from(Hello))

    assert left == 0
