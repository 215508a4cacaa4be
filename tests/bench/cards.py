"""How soon a question stands as a card in its team's channel, while 200 others write."""

import asyncio
import random
import signal
import time
from dataclasses import replace
from pathlib import Path
from statistics import quantiles

from bot.simulator.limits import Limits, SlackLimits
from bot.simulator.server import Simulator
from handlers import thesaurus
from tests.bench.far_end import ECHO, PATIENCE, bot_called, crowd, far_end, folder, is_reply
from tests.bench.table import Measure
from tests.offices import bot_with_teams, furnish, make_teams
from tests.processes import ColdProcess
from tests.serving import heard, until

OTHERS = 200
TEAMS = 20
EACH = 6
"""Questions to a team, at least two seconds apart."""
APART = (2.0, 3.0)
WRITES = 5.0
"""Seconds, about, between two messages of one of the others."""
LAST = "Who is it from?"
"""How the last thing begins that is asked before a question goes."""


async def cards() -> list[Measure]:
    """From the answer that sends a question to the call that posts its card."""
    subjects = sorted(thesaurus.subjects())[:: len(thesaurus.subjects()) // TEAMS][:TEAMS]
    ours, echo = await _cards(subjects), await _echo()
    return [
        Measure(f"card in one of {TEAMS} channels, {OTHERS} writing, p95", "ms", _p95(ours),
                _p95(echo), "echo's reply", below=1000),
    ]  # fmt: skip


async def _cards(subjects: list[str]) -> list[float]:
    # Slack's limits hold, and our pace there is that of every day: cards wait for both.
    limits = replace(Limits.none(), slack=SlackLimits())
    async with far_end(limits) as simulator, folder() as where:
        database = await furnish(where)
        named = {f"team {n}": f"{subject}" for n, subject in enumerate(subjects)}
        await make_teams(database, simulator, named)
        await database.close()
        async with bot_with_teams(where, simulator, slack_rate=1, kind=ColdProcess) as bot:
            others = crowd(simulator, OTHERS)
            asking = {name: crowd(simulator, EACH) for name in named}
            for name, people in asking.items():
                for person in people:
                    simulator.phones.say(person, f"/ask {named[name]}, please? {_token(person)}")
            await _to_the_last_question(simulator, [p for each in asking.values() for p in each])
            said = await _while_others_write(simulator, others, list(asking.values()), "1")
            async with asyncio.timeout(PATIENCE):
                while len(stood := _stood(simulator, said)) < len(said):  # noqa: ASYNC110 another process
                    await asyncio.sleep(0.2)
            await bot.end(signal.SIGINT)
    return [1000 * (stood[person] - at) for person, at in said.items()]


async def _to_the_last_question(simulator: Simulator, people: list[int]) -> None:
    """Take the first answer on offer, again and again, until only one is left to give."""
    asked = dict.fromkeys(people, 0)
    while asked:
        await until(lambda: all(len(heard(simulator, each)) > n for each, n in asked.items()))
        for person in list(asked):
            told = heard(simulator, person)
            if told[-1].startswith(LAST):
                del asked[person]
            else:
                asked[person] = len(told)
                simulator.phones.say(person, "1")


async def _while_others_write(
    simulator: Simulator, others: list[int], asking: list[list[int]], text: str
) -> dict[int, float]:
    """Each of those who ask says a text in their turn; when they did, by the ledger's time."""
    chance = random.Random(1)
    said: dict[int, float] = {}
    begun = time.monotonic() - simulator.ledger.age
    over = asyncio.Event()

    async def write(person: int) -> None:
        await asyncio.sleep(chance.uniform(0, WRITES))
        while not over.is_set():
            simulator.phones.say(person, "/help")
            await asyncio.sleep(chance.uniform(0.5, 1.5) * WRITES)

    async def ask(people: list[int]) -> None:
        for person in people:
            await asyncio.sleep(chance.uniform(*APART))
            said[person] = time.monotonic() - begun
            simulator.phones.say(person, text)

    writing = [asyncio.create_task(write(person)) for person in others]
    await asyncio.gather(*map(ask, asking))
    over.set()
    for each in writing:
        each.cancel()
    await asyncio.gather(*writing, return_exceptions=True)
    return said


def _stood(simulator: Simulator, said: dict[int, float]) -> dict[int, float]:
    """When the card of each question was posted."""
    found: dict[int, float] = {}
    for entry in simulator.ledger.calls("chat.postMessage"):
        text = str((entry.parameters or {}).get("text"))
        for person in said:
            if entry.ok and _token(person) in text:
                found.setdefault(person, entry.seconds)
    return found


def _token(person: int) -> str:
    """A word that no other question has."""
    return f"q{person}q"


async def _echo() -> list[float]:
    """The same people write to the echo; how soon it says back what the askers said."""
    async with far_end() as simulator, folder() as where, bot_called(ECHO, Path(where), simulator):
        others, asking = crowd(simulator, OTHERS), [crowd(simulator, EACH) for _ in range(TEAMS)]
        simulator.phones.say(others[0], "/help")
        await until(lambda: any(map(is_reply, simulator.ledger.entries())))
        said = await _while_others_write(simulator, others, asking, "1")
        await until(lambda: len(_echoed(simulator, said)) == len(said))
        echoed = _echoed(simulator, said)
    return [1000 * (echoed[person] - at) for person, at in said.items()]


def _echoed(simulator: Simulator, said: dict[int, float]) -> dict[int, float]:
    replies = filter(is_reply, simulator.ledger.calls("sendMessage"))
    return {int(each.chat or 0): each.seconds for each in replies if each.chat in said}


def _p95(values: list[float]) -> float:
    return quantiles(values, n=20)[-1]
