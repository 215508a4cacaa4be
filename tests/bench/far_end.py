"""The far end: the simulator without limits of pace, people who write, and the ledger as judge."""

import asyncio
import itertools
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from bot.clock import WallClock
from bot.simulator.ledger import Entry
from bot.simulator.limits import Limits
from bot.simulator.server import Simulator
from tests.processes import ColdProcess, Process, real_bot

PATIENCE = 120.0
"""Seconds after which a bot that has not answered never will."""

OURS, ECHO = "ours", "echo"


@asynccontextmanager
async def folder() -> AsyncIterator[Path]:
    """An empty folder, for a while."""
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


@asynccontextmanager
async def far_end(limits: Limits | None = None) -> AsyncIterator[Simulator]:
    """A simulator that takes messages as fast as they come, unless it has limits."""
    simulator = Simulator(WallClock(), limits=limits or Limits.none())
    await simulator.start()
    try:
        yield simulator
    finally:
        await simulator.stop()


def bot_called(name: str, where: Path, simulator: Simulator) -> Process:
    """One of the two bots that are compared."""
    if name == OURS:
        return real_bot(where, simulator, kind=ColdProcess)
    arguments = ("tests.bench.echo", simulator.telegram_api, simulator.account.token)
    return ColdProcess(where, *arguments, settings={})


def crowd(simulator: Simulator, size: int) -> list[int]:
    """New people, none of whom has written yet."""
    return [simulator.phones.meet(f"Person {n}").id for n in range(size)]


async def replies(simulator: Simulator, count: int, after: int) -> list[Entry]:
    """Wait for so many delivered messages since an entry of the ledger; all entries since.

    Raises:
        TimeoutError: they did not come.
    """
    found: list[Entry] = []
    delivered = 0
    async with asyncio.timeout(PATIENCE):
        while delivered < count:
            await asyncio.sleep(0.001)
            new = simulator.ledger.entries(after + len(found))
            delivered += sum(map(is_reply, new))
            found += new
    return found


def is_reply(entry: Entry) -> bool:
    """Whether it is a message that was delivered."""
    return entry.kind == "call" and entry.method == "sendMessage" and entry.ok


async def load(simulator: Simulator, people: Sequence[int], text: str, times: int) -> float:
    """Everybody writes so often, all at once; how many updates a second were done and answered."""
    after = simulator.ledger.last
    for _, person in itertools.product(range(times), people):
        simulator.phones.say(person, text)
    entries = await replies(simulator, len(people) * times, after)
    began = next(entry.seconds for entry in entries if entry.kind == "handed_out")
    ended = max(entry.seconds for entry in entries if is_reply(entry))
    return len(people) * times / (ended - began)
