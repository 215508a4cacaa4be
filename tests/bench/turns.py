"""Updates a second and memory: a full turn on SQLite beside an echo that keeps nothing."""

import signal
from statistics import median

from tests.bench.far_end import ECHO, OURS, bot_called, crowd, far_end, folder, load
from tests.bench.table import Measure

TURN = "/help"
"""Note the update, read the person, read the talk, keep the talk, post a letter, commit, send."""
PEOPLE = 1000
TIMES = 2
ROUNDS = 3


async def turns() -> list[Measure]:
    """Both bots in turn, each with a simulator and a folder of its own.

    The first message of everybody warms the bot up and is not counted.
    """
    speeds: dict[str, list[float]] = {OURS: [], ECHO: []}
    sizes: dict[str, float] = {}
    for _ in range(ROUNDS):
        for name, measured in speeds.items():
            async with far_end() as simulator, folder() as where:
                people = crowd(simulator, PEOPLE)
                async with bot_called(name, where, simulator) as bot:
                    await load(simulator, people, TURN, 1)
                    measured.append(await load(simulator, people, TURN, TIMES))
                    sizes[name] = await bot.resident()
                    await bot.end(signal.SIGINT)
    ours, echo = speeds[OURS], speeds[ECHO]
    ratio = median(mine / its for mine, its in zip(ours, echo, strict=True))
    return [
        Measure("full turns, SQLite", "a second", ratio * median(echo), median(echo),
                "echo, python-telegram-bot", at_least=0.5),
        Measure(f"memory after {PEOPLE:,} people", "MB", sizes[OURS], sizes[ECHO],
                "echo", below=150),
    ]  # fmt: skip
