"""Letters on their way out: at the platform's pace, through every failure, each accounted for."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, select, update
from telegram.error import TimedOut

from bot.simulator.faults import Fault, FaultKind
from bot.telegram import Telegram
from bot.telegram.transport import AiohttpRequest, NotSent
from handlers.messages import (
    Message,
    Moved,
    Outgoing,
    Refused,
    ShutOut,
    TryLater,
    Unreachable,
    written,
)
from scheduler.delivery import LEASE
from scheduler.pace import Bucket, Pace
from storage import mailbox
from storage.database import new_id
from storage.mailbox import Kind, Letter, State
from storage.people import Account
from tests.town import STORY_BEGINS, OnTelegram, Town, Voice, opened

AGAIN = "You may have had this already.\n\n"


@dataclass
class PostOffice:
    """A town on Telegram whose network has bad days, and the accounts of its letters."""

    town: Town
    way: OnTelegram

    def fails(
        self, kind: FaultKind, times: int | None = 1, seconds: float = 1, to: Voice | None = None
    ) -> None:
        """From now on, sending fails: to anybody, or to somebody."""
        chat = int(to.id) if to else None
        fault = Fault(method="sendMessage", kind=kind, times=times, seconds=seconds, chat=chat)
        self.way.simulator.faults.add(fault)

    async def known(self, name: str) -> Voice:
        """Somebody who has written to us before."""
        voice = self.town.voice(name)
        await voice.says("/language")
        return voice

    async def posts(
        self,
        to: Voice,
        text: str,
        kind: Kind = Kind.ANSWER,
        *,
        late: timedelta = timedelta(0),
    ) -> None:
        """Put a letter in the outbox, some time ago, and let it leave."""
        async with self.town.turn(), self.town.database.transaction() as session:
            account = await session.scalar(select(Account).where(Account.user == to.id))
            assert account
            await mailbox.post(
                session,
                written(Message(text)),
                platform="telegram",
                address=to.id,
                person_id=account.person_id,
                language="en",
                kind=kind,
                now=self.town.clock.now() - late,
            )

    async def letters(self, to: Voice) -> list[tuple[str, str | None, int, int]]:
        """State, problem, failed tries and doubts of a person's letters since we got to know."""
        async with self.town.database.transaction() as session:
            rows = await session.execute(
                select(Letter.state, Letter.problem, Letter.tries, Letter.doubts)
                .where(Letter.address == to.id)
                .order_by(Letter.id)
            )
            return [(row.state, row.problem, row.tries, row.doubts) for row in rows][1:]


@pytest.fixture(scope="module")
async def telegram_house(
    furnished: Path, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[PostOffice]:
    way = OnTelegram()
    async with opened(way, furnished, tmp_path_factory.mktemp("post")) as house:
        yield PostOffice(Town(house), way)


@pytest.fixture
async def post(telegram_house: PostOffice) -> AsyncIterator[PostOffice]:
    """Its network is well at first, and after."""
    house, way = telegram_house.town.house, telegram_house.way
    house.clock.set(STORY_BEGINS)
    yield PostOffice(Town(house), way)
    way.simulator.faults.clear()


# --- How a send fails -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ("drop", TryLater(1.0, perhaps_sent=True)),  # nobody can tell it from the next
        ("accept_then_drop", TryLater(1.0, perhaps_sent=True)),
        ("500", TryLater(1.0, perhaps_sent=True)),
        ("502", TryLater(1.0, perhaps_sent=True)),
        ("429", TryLater(7.0, counts=False)),
        ("403", Unreachable("Forbidden: bot was blocked by the user")),
        ("kicked", Unreachable("Forbidden: bot was kicked from the group chat")),
        ("401", ShutOut("telegram")),
    ],
)
async def test_a_failed_send_is_told_by_what_to_do_about_it(
    post: PostOffice, fault: FaultKind, error: Exception
) -> None:
    ana = await post.known("Ana")
    post.fails(fault, seconds=7)

    with pytest.raises(type(error)) as raised:
        await post.way.telegram.send(Outgoing("", ana.id, Message("Hello"), "en"))

    assert told(raised.value) == told(error)


def told(error: Exception) -> object:
    """All that an exception says."""
    return (error.args, vars(error))


async def test_what_telegram_refuses_is_refused_for_good(post: PostOffice) -> None:
    ana = await post.known("Ana")

    with pytest.raises(Refused, match="text is empty"):
        await post.way.telegram.send(Outgoing("", ana.id, Message(""), "en"))


async def test_who_never_wrote_is_unreachable(post: PostOffice) -> None:
    with pytest.raises(Unreachable, match="Chat not found"):
        await post.way.telegram.send(Outgoing("", "77", Message("Hello"), "en"))


async def test_a_group_that_grew_has_moved(post: PostOffice) -> None:
    ana = await post.known("Ana")
    group = int(post.way.gather("Neighbours", [ana.id]))
    new = post.way.simulator.phones.upgrade(group)

    with pytest.raises(Moved) as moved:
        await post.way.telegram.send(Outgoing("", str(group), Message("Hello"), "en"))

    assert moved.value.address == str(new.id)


async def test_what_never_left_is_known_not_to_have_arrived(unused_tcp_port: int) -> None:
    telegram = Telegram("1:simulated", f"http://127.0.0.1:{unused_tcp_port}")
    request = AiohttpRequest()
    await request.initialize()

    with pytest.raises(NotSent):
        await request.do_request(f"http://127.0.0.1:{unused_tcp_port}/bot1:x/getMe", "POST")
    await request.shutdown()
    del telegram


async def test_an_answer_that_does_not_come_leaves_it_open(post: PostOffice) -> None:
    request = AiohttpRequest(read_timeout=0.05)
    await request.initialize()
    post.way.simulator.faults.add(Fault(method="getMe", kind="delay", seconds=0.3))

    with pytest.raises(TimedOut):
        await request.do_request(f"{post.way.simulator.telegram_api}/bot1:simulated/getMe", "POST")
    await request.shutdown()


# --- What becomes of the letter -------------------------------------------------------------


async def test_a_letter_that_may_have_arrived_is_sent_again_and_says_so(
    post: PostOffice,
) -> None:
    ana = await post.known("Ana")
    post.fails("accept_then_drop")

    await post.posts(ana, "Hello")
    assert ana.hears == ["Hello"]
    assert await post.letters(ana) == [(State.WAITING, None, 1, 1)]
    await post.town.later(seconds=2)

    assert ana.hears == [f"{AGAIN}Hello"]
    assert await post.letters(ana) == [(State.SENT, None, 1, 1)]


@pytest.mark.parametrize(
    ("kind", "heard"),
    [
        (Kind.ANSWER, ["Hello", *[f"{AGAIN}Hello"] * 4]),
        (Kind.COUNCIL, ["Hello", *[f"{AGAIN}Hello"] * 4]),
        (Kind.PROMPT, ["Hello", f"{AGAIN}Hello"]),
        (Kind.DIGEST, ["Hello"]),
    ],
)
async def test_how_often_a_letter_is_repeated_depends_on_what_it_is_for(
    post: PostOffice, kind: Kind, heard: list[str]
) -> None:
    ana = await post.known("Ana")
    post.fails("accept_then_drop", times=4, to=ana)

    await post.posts(ana, "Hello", kind)
    all_heard = [*ana.hears]
    for _ in range(6):
        await post.town.later(minutes=10)
        all_heard += ana.hears

    assert all_heard == heard
    last, *_ = await post.letters(ana)
    repeated = kind in (Kind.ANSWER, Kind.COUNCIL)
    assert last[:2] == ((State.SENT, None) if repeated else (State.FAILED, "may have arrived"))


async def test_a_try_that_failed_is_made_again_later_and_later(post: PostOffice) -> None:
    ana = await post.known("Ana")
    post.fails("502", times=3)

    await post.posts(ana, "Hello")
    waits = []
    for _ in range(3):
        async with post.town.database.transaction() as session:
            due = await mailbox.next_due(session, "telegram")
        assert due
        waits.append(due - post.town.clock.now())
        await post.town.later(seconds=waits[-1].total_seconds())

    assert waits == [timedelta(seconds=1), timedelta(seconds=2), timedelta(seconds=4)]
    assert ana.hears == [f"{AGAIN}Hello"]


async def test_after_a_day_without_an_answer_a_letter_is_given_up(post: PostOffice) -> None:
    ana = await post.known("Ana")
    post.fails("502", times=None, to=ana)

    await post.posts(ana, "Hello")
    await post.town.later(hours=24, seconds=1)
    await post.town.later(minutes=10)

    ((state, problem, *_),) = await post.letters(ana)
    assert (state, problem) == (State.FAILED, "no answer for a day")


async def test_being_told_to_wait_is_no_failed_try(post: PostOffice) -> None:
    ana = await post.known("Ana")
    post.fails("429", seconds=1)

    await post.posts(ana, "Hello")
    assert (ana.hears, await post.letters(ana)) == ([], [(State.WAITING, None, 0, 0)])
    await post.town.later(seconds=1)

    assert (ana.hears, await post.letters(ana)) == (["Hello"], [(State.SENT, None, 0, 0)])


async def test_who_is_told_to_wait_holds_nobody_else_up(post: PostOffice) -> None:
    ana, ben = await post.known("Ana"), await post.known("Ben")
    post.fails("429", seconds=1, to=ana)

    await post.posts(ana, "Hello")
    await post.posts(ben, "Hello")

    assert (ana.hears, ben.hears) == ([], ["Hello"])


async def test_letters_to_one_chat_keep_their_order_through_a_failure(post: PostOffice) -> None:
    ana = await post.known("Ana")
    post.fails("502", to=ana)

    for text in ("One", "Two", "Three"):
        await post.posts(ana, text)
    assert ana.hears == []
    await post.town.later(seconds=2)

    assert ana.hears == [f"{AGAIN}One", "Two", "Three"]


async def test_who_blocked_us_is_unreachable_until_they_write(post: PostOffice) -> None:
    ana = await post.known("Ana")
    post.fails("403", to=ana)

    await post.posts(ana, "Hello")
    assert await post.letters(ana) == [(State.FAILED, "unreachable", 0, 0)]
    assert await unreachable(post, ana)
    await ana.says("/language")

    assert ana.hears == ["Which language shall we use?"]
    assert not await unreachable(post, ana)


async def test_who_blocks_us_is_known_to_be_unreachable_at_once(post: PostOffice) -> None:
    ana = await post.known("Ana")

    await ana.blocks()
    assert await unreachable(post, ana)
    await ana.unblocks()
    await ana.says("/language")

    assert not await unreachable(post, ana)


async def unreachable(post: PostOffice, voice: Voice) -> bool:
    async with post.town.database.transaction() as session:
        since = await session.scalar(select(Account.unreachable_at).where(Account.user == voice.id))
    return since is not None


async def test_a_letter_to_a_group_that_moved_follows_it(post: PostOffice) -> None:
    ana = await post.known("Ana")
    group = post.town.group("Neighbours", ana)
    phones = post.way.simulator.phones

    async with post.town.turn():
        phones.say(int(ana.id), "/language", int(group.id))
        new = phones.upgrade(int(group.id))
        await post.way.simulator.quiet()
        await post.way.simulator.updates.wait_until_drained(10)

    heard = [seen.text for seen in post.way.read(str(new.id))]
    assert heard == ["Which language shall we use?"]


async def test_a_letter_that_telegram_refuses_is_given_up_and_stops_nobody(
    post: PostOffice,
) -> None:
    ana = await post.known("Ana")

    await post.posts(ana, "")
    await post.posts(ana, "Hello")

    assert ana.hears == ["Hello"]
    assert await post.letters(ana) == [
        (State.FAILED, "refused", 0, 0),
        (State.SENT, None, 0, 0),
    ]


async def test_with_a_wrong_token_nothing_is_sent_for_a_minute_and_nothing_is_lost(
    furnished: Path, tmp_path: Path
) -> None:
    way = OnTelegram()
    async with opened(way, furnished, tmp_path) as house:
        post = PostOffice(Town(house), way)
        ana, ben = await post.known("Ana"), await post.known("Ben")
        post.fails("401")

        await post.posts(ana, "Hello")
        async with house.database.transaction() as session:
            due = await mailbox.next_due(session, "telegram")

        assert due == STORY_BEGINS + timedelta(minutes=1)
        assert await post.letters(ana) == [(State.WAITING, None, 0, 0)]
        assert list(way.simulator.ledger.calls("sendMessage", int(ben.id)))[1:] == []


async def test_a_letter_whose_sender_died_is_sent_again(post: PostOffice) -> None:
    ana = await post.known("Ana")
    await post.posts(ana, "Hello")
    async with post.town.database.transaction() as session:
        # A process took it, and was killed before it could say how it went.
        await session.execute(
            update(Letter)
            .where(Letter.address == ana.id, Letter.id == await newest(session))
            .values(
                state=State.SENDING,
                claimed_until=STORY_BEGINS + LEASE,
                ended_at=None,
                content=written(Message("Hello")),
            )
        )
    await post.town.later(seconds=LEASE.total_seconds() - 1)
    assert ana.hears == []
    await post.town.later(seconds=1)

    assert ana.hears == [f"{AGAIN}Hello"]


async def newest(session: object) -> object:
    return await session.scalar(select(Letter.id).order_by(Letter.id.desc()).limit(1))  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("content", "sealed", "problem"),
    [
        (b"sealed with a key that is gone", True, "its key is gone"),
        (b'{"what an older version wrote": 1}', False, "can't be read"),
        (b"\xff", False, "can't be read"),
    ],
)
async def test_a_letter_that_cannot_be_read_stops_nobody(
    post: PostOffice, content: bytes, sealed: bool, problem: str
) -> None:
    ana = await post.known("Ana")
    now = post.town.clock.now()
    async with post.town.database.transaction() as session:
        person = await session.scalar(select(Account.person_id).where(Account.user == ana.id))
        await session.execute(
            insert(Letter).values(
                id=new_id(now),
                person_id=person,
                platform="telegram",
                address=ana.id,
                kind=Kind.ANSWER,
                language="en",
                content=content,
                sealed=sealed,
                home=False,
                state=State.WAITING,
                due_at=now,
                tries=0,
                doubts=0,
            )
        )

    await post.posts(ana, "Hello")

    assert ana.hears == ["Hello"]
    assert [letter[:2] for letter in await post.letters(ana)] == [
        (State.FAILED, problem),
        (State.SENT, None),
    ]


async def test_what_a_letter_held_goes_when_it_is_sent(post: PostOffice) -> None:
    ana = await post.known("Ana")

    await post.posts(ana, "Hello")

    async with post.town.database.transaction() as session:
        contents = await session.scalars(select(Letter.content).where(Letter.address == ana.id))
        assert set(contents) == {b""}


async def test_who_waits_for_an_answer_goes_before_news_to_many(post: PostOffice) -> None:
    ana, ben = await post.known("Ana"), await post.known("Ben")
    post.fails("429", seconds=1, times=2)

    await asyncio.gather(post.posts(ben, "News", Kind.DIGEST), post.posts(ana, "Your answer"))
    before = post.way.simulator.ledger.last
    await post.town.later(seconds=1)

    sent = [
        entry.chat
        for entry in post.way.simulator.ledger.entries(before)
        if entry.method == "sendMessage"
    ]
    assert sent == [int(ana.id), int(ben.id)]


# --- The pace -------------------------------------------------------------------------------


def test_a_bucket_lets_a_burst_go_and_then_a_steady_stream() -> None:
    now = 0.0
    bucket = Bucket(Pace(2.0, burst=3), lambda: now)

    assert (bucket.available(), bucket.wait(), bucket.full()) == (3, 0.0, True)
    bucket.take(3)
    assert (bucket.available(), bucket.wait(), bucket.full()) == (0, 0.5, False)
    now = 0.5
    assert (bucket.available(), bucket.wait()) == (1, 0.0)
    bucket.take(2)
    assert (bucket.available(), bucket.wait()) == (0, 1.0)
    now = 100.0
    assert (bucket.available(), bucket.full()) == (3, True)


def test_a_pause_empties_a_bucket() -> None:
    now = 0.0
    bucket = Bucket(Pace(1.0, burst=30), lambda: now)

    bucket.pause(7)
    assert (bucket.available(), bucket.wait()) == (0, 7.0)
    now = 7.0

    assert (bucket.available(), bucket.wait()) == (1, 0.0)


def test_a_person_may_be_sent_three_at_once_and_a_group_five() -> None:
    telegram = Telegram("1:simulated", "http://127.0.0.1")

    assert (telegram.chat_pace("5000000001"), telegram.chat_pace("-4000000001")) == (
        Pace(1.0, burst=3),
        Pace(20 / 60, burst=5),
    )


async def test_an_outage_of_half_a_day_does_not_end_delivery(post: PostOffice) -> None:
    ana = await post.known("Ana")
    post.fails("502", times=None, to=ana)
    await post.posts(ana, "Still here?")
    async with post.town.database.transaction() as session:
        waiting = update(Letter).where(Letter.address == ana.id, Letter.state == State.WAITING)
        await session.execute(waiting.values(tries=70))
    await post.town.later(minutes=11)

    post.way.simulator.faults.clear()
    await post.town.later(minutes=11)

    assert ana.last_heard == f"{AGAIN}Still here?"


# --- What nobody asked for ------------------------------------------------------------------


@pytest.mark.parametrize("kind", [Kind.PROMPT, Kind.DIGEST])
async def test_what_nobody_asked_for_waits_for_the_morning(post: PostOffice, kind: Kind) -> None:
    ana = await post.known("Ana")
    await post.town.later(hours=11)  # it is 21:00

    await post.posts(ana, "News", kind)
    at_night = ana.hears
    await post.posts(ana, "Your answer")
    answered = ana.hears
    await post.town.later(hours=11)

    assert (at_night, answered, ana.hears) == ([], ["Your answer"], ["News"])


@pytest.mark.parametrize("kind", [Kind.REMINDER, Kind.COUNCIL])
async def test_what_somebody_asked_for_comes_when_it_is_there(post: PostOffice, kind: Kind) -> None:
    ana = await post.known("Ana")
    await post.town.later(hours=13)

    await post.posts(ana, "Hello", kind)

    assert ana.hears == ["Hello"]


async def test_what_nobody_asked_for_is_dropped_after_a_day(post: PostOffice) -> None:
    ana = await post.known("Ana")

    await post.posts(ana, "Old news", Kind.PROMPT, late=timedelta(days=1))
    await post.posts(ana, "An old answer", late=timedelta(days=1))

    assert ana.hears == ["An old answer"]
    async with post.town.database.transaction() as session:
        failed = (await mailbox.undelivered(session)).all()
    assert [each.problem for each in failed if each.address == ana.id] == ["too late"]


async def test_nothing_that_waits_comes_after_stop(post: PostOffice) -> None:
    ana = await post.known("Ana")
    await post.town.later(hours=12)

    await post.posts(ana, "News", Kind.PROMPT)
    await ana.says("/stop")
    await post.town.later(hours=12)

    assert ana.hears == []
    assert [state for state, *_ in await post.letters(ana)] == [State.SENT]
