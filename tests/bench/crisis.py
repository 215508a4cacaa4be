"""How soon crisis text is handed over while 500 others write; how long recognising takes."""

import asyncio
import random
import signal
import time
from statistics import quantiles

from bot.simulator.server import Simulator
from handlers.recognising import recognise
from tests.bench.far_end import OURS, PATIENCE, bot_called, crowd, far_end, folder, load
from tests.bench.table import Measure

OTHERS = 500
IN_DANGER = 100
SPAN = 20.0
"""Seconds in which everybody writes: each of the others every ten, those in danger once."""
TIMES = 2
DANGER = "I want to kill myself"
LONGEST = ("we have a hall and a rota and she said that he would ring about the money " * 60)[:4096]


async def crisis() -> list[Measure]:
    """From the message's coming in to the call that carries the help lines."""
    async with far_end() as simulator, folder() as where:
        others, in_danger = crowd(simulator, OTHERS), crowd(simulator, IN_DANGER)
        async with bot_called(OURS, where, simulator) as bot:
            await load(simulator, others, "/help", 1)  # until it has begun
            waits = await _waits(simulator, others, in_danger)
            await bot.end(signal.SIGINT)
    return [
        Measure(f"crisis text handed over, {OTHERS} others writing, p99", "ms",
                quantiles(waits, n=100)[-1], below=1000),
        Measure("recognising, a message of 4,096 characters", "ms", _spent(LONGEST), below=50),
        Measure("recognising, an ordinary question", "ms",
                _spent("is there money for an older people's lunch club in Brookside?"), below=2),
    ]  # fmt: skip


async def _waits(simulator: Simulator, others: list[int], in_danger: list[int]) -> list[float]:
    chance = random.Random(1)
    said: dict[int, float] = {}
    begun = time.monotonic() - simulator.ledger.age

    async def write(person: int) -> None:
        for _ in range(TIMES):
            await asyncio.sleep(chance.uniform(0, 2 * SPAN / TIMES))
            simulator.phones.say(person, "/help")

    async def call_for_help(person: int) -> None:
        await asyncio.sleep(chance.uniform(0, SPAN))
        said[person] = time.monotonic() - begun
        simulator.phones.say(person, DANGER)

    await asyncio.gather(*map(write, others), *map(call_for_help, in_danger))
    async with asyncio.timeout(PATIENCE):
        while len(helped := _helped(simulator)) < len(in_danger):  # noqa: ASYNC110 another process
            await asyncio.sleep(0.5)
    return [1000 * (helped[person] - said[person]) for person in in_danger]


def _helped(simulator: Simulator) -> dict[int, float]:
    """When the help lines were handed to the platform for each person."""
    return {
        int(entry.chat or 0): entry.seconds
        for entry in simulator.ledger.calls("sendMessage")
        if entry.parameters and "116 123" in str(entry.parameters["text"])
    }


def _spent(text: str) -> float:
    """Milliseconds of the processor for recognising danger in a message."""
    begun = time.process_time()
    for _ in range(20):
        recognise(text)
    return (time.process_time() - begun) / 20 * 1000
