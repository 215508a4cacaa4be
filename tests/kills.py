"""People write while the bot is killed, again and again; afterwards every update is accounted for.

Each update is a command that nobody else sends and that the bot does not know. It has one effect,
a letter that names it: an effect that happened twice would show as a second letter, and one that
was lost as none.
"""

import asyncio
import itertools
import random
import re
import signal
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from sqlalchemy import func, select

from bot.clock import WallClock
from bot.simulator.ledger import Entry
from bot.simulator.limits import Limits
from bot.simulator.server import Simulator
from handlers.messages import say
from handlers.wording import wording
from storage.database import Database
from storage.inbox import Update
from storage.mailbox import Letter, State
from storage.people import Account
from storage.sealing import new_keys
from tests.processes import database_url, real_bot
from tests.serving import until

PEOPLE = 100
BETWEEN = 0.03
"""Seconds between two messages."""
WAITING = 50
"""Updates that wait for a bot that is not there; then people wait, too."""
LIVES = 0.6
"""Seconds a bot lives at most after its first delivery."""

AGAIN = wording("en")(say("sent-again"))


async def kill_while_people_write(folder: Path, *, kills: int, seed: int) -> None:
    """Kill the bot so many times, let it finish, and see that nothing was lost or done twice."""
    simulator = Simulator(WallClock(), limits=Limits.none())
    await simulator.start()
    try:
        written = await _story(folder, simulator, kills, random.Random(seed))
        for person, names in written.items():
            _check_delivered(_replies(simulator, person), names)
    finally:
        await simulator.stop()
    await _check_kept(folder, written)


async def _story(
    folder: Path, simulator: Simulator, kills: int, chance: random.Random
) -> dict[int, list[str]]:
    """What each person wrote, all of it answered."""
    people = [simulator.phones.meet(f"Person {n}").id for n in range(PEOPLE)]
    written: dict[int, list[str]] = defaultdict(list)

    async def write() -> None:
        names = (f"/n{number}" for number in itertools.count())
        while True:
            if simulator.updates.count < WAITING:
                person, name = chance.choice(people), next(names)
                written[person].append(name)
                simulator.phones.say(person, name)
            await asyncio.sleep(BETWEEN)

    async with real_bot(folder, simulator) as bot:
        writing = asyncio.create_task(write())
        for _ in range(kills):
            await until(partial(_delivered_since, simulator, simulator.ledger.last))
            await asyncio.sleep(chance.uniform(0, LIVES))
            await bot.end(signal.SIGKILL)
            await bot.start()
        writing.cancel()
        for person, names in written.items():
            await until(partial(_answered, simulator, person, names))
        assert await bot.end(signal.SIGINT) == 0
    return written


def _delivered_since(simulator: Simulator, last: int) -> bool:
    return any(each.method == "sendMessage" for each in simulator.ledger.entries(last))


def _answered(simulator: Simulator, person: int, written: Sequence[str]) -> bool:
    return {_named(each) for each in _replies(simulator, person)} >= set(written)


def _replies(simulator: Simulator, person: int) -> list[Entry]:
    return [each for each in simulator.ledger.calls("sendMessage", person) if each.ok]


def _text(reply: Entry) -> str:
    assert reply.parameters is not None
    return str(reply.parameters["text"])


def _named(reply: Entry) -> str:
    """The update that a reply answers; its text where it names none."""
    named = re.search(r"/n\d+", _text(reply))
    return named[0] if named else _text(reply)


def _check_delivered(replies: Sequence[Entry], written: Sequence[str]) -> None:
    """Each update was answered, in the order in which they were written; repeats say so."""
    answers = [(name, list(each)) for name, each in itertools.groupby(replies, _named)]
    assert [name for name, _ in answers] == written
    for _, (_, *repeats) in answers:
        assert all(_text(repeat).startswith(AGAIN) for repeat in repeats)


async def _check_kept(folder: Path, written: dict[int, list[str]]) -> None:
    """Each update is done, with one letter, that was sent."""
    sent: Counter[str] = Counter()
    database = Database(database_url(folder), new_keys())
    async with database.transaction() as session:
        updates = (await session.scalars(select(Update))).all()
        letters = await session.execute(
            select(Account.user, Letter.state, func.count())
            .join(Account, Account.person_id == Letter.person_id)
            .group_by(Account.user, Letter.state)
        )
        for user, state, count in letters:
            assert state == State.SENT
            sent[user] += count
    await database.close()
    assert [each.update for each in updates if each.done_at is None or each.mishap] == []
    assert len(updates) == sum(map(len, written.values()))
    assert sent == {str(person): len(names) for person, names in written.items()}
