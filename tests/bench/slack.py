"""How soon Slack is told that we have it, and whether what it tells us often is done once."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import quantiles

from bot.simulator.server import Simulator
from bot.simulator.slack_world import BOT_USER
from bot.slack import PATH
from tests.bench.far_end import far_end, folder
from tests.bench.table import Measure
from tests.processes import ColdProcess
from tests.serving import free_port, settings_for, slack_settings, until

PEOPLE = 200
TIMES = 5
SPAN = 10.0
"""Seconds in which everybody writes so often, each at moments of their own."""
EACH = 10
TOLD_AT_MOST = 4
"""How often one event is delivered, at most."""


async def slack() -> list[Measure]:
    """Socket Mode, then HTTP."""
    measures = []
    for name, over_http in (("Socket Mode", False), ("HTTP", True)):
        async with far_end() as simulator, folder() as where, _bot(simulator, where, over_http):
            waits = await _waits(simulator)
            effects = await _effects(simulator)
        missed = abs(effects - PEOPLE * EACH)
        measures += [
            Measure(f"Slack told after commit, {name}, p99", "ms", waits, below=500),
            Measure(f"events repeated and shuffled, {name}: off by", "", missed, below=1),
        ]
    return measures


@asynccontextmanager
async def _bot(simulator: Simulator, where: Path, over_http: bool) -> AsyncIterator[None]:
    """The real bot, in a process of its own, once Slack reaches it."""
    port = free_port()
    settings = settings_for(simulator) | slack_settings(simulator, over_http=over_http)
    settings |= {"SPARKPLUG_PORT": str(port), "SPARKPLUG_SLACK_RATE": "100000"}
    async with ColdProcess(where, "bot", "run", settings=settings) as process:
        await until(lambda: "is running" in process.log)
        await simulator.send_events_to(f"http://127.0.0.1:{port}{PATH}" if over_http else "")
        yield


async def _waits(simulator: Simulator) -> float:
    """The 99th percentile of the milliseconds from telling an event to its acknowledgement."""
    chance = random.Random(1)
    people = [simulator.workspace.meet(f"Person {n}").id for n in range(PEOPLE)]
    after = simulator.ledger.last

    async def write(person: str) -> None:
        for _ in range(TIMES):
            await asyncio.sleep(chance.uniform(0, 2 * SPAN / TIMES))
            simulator.workspace.say(person, "help")

    await asyncio.gather(*map(write, people))
    await until(lambda: _answered(simulator, people) == PEOPLE * TIMES)
    told: dict[object, float] = {}
    waits = []
    for entry in simulator.ledger.entries(after):
        event = (entry.updates or [None])[0]
        if entry.kind == "handed_out":
            told.setdefault(event, entry.seconds)
        elif entry.kind == "confirmed" and entry.ok:
            waits.append((entry.seconds - told[event]) * 1000)
    return quantiles(waits, n=100)[-1]


async def _effects(simulator: Simulator) -> int:
    """How many answers come to 2,000 events, each told one to four times, in any order."""
    people = [simulator.workspace.meet(f"Person {n}").id for n in range(PEOPLE)]
    simulator.slack.events.hold()
    for person in people * EACH:
        simulator.workspace.say(person, "help")
    simulator.slack.events.release(random.Random(2), copies=TOLD_AT_MOST)
    await until(lambda: _answered(simulator, people) >= PEOPLE * EACH)
    await asyncio.sleep(2.0)  # for one too many
    return _answered(simulator, people)


def _answered(simulator: Simulator, people: list[str]) -> int:
    world = simulator.slack.world
    return sum(
        post.sender == BOT_USER
        for person in people
        for post in world.posts(world.people[person].dm)
    )
