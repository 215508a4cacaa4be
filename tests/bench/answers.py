"""How long a person waits for an answer to a real question, with the sample area loaded."""

import asyncio
from importlib.resources import as_file, files
from pathlib import Path
from statistics import median, quantiles

from bot.clock import WallClock
from bot.evaluation import read_questions
from bot.simulator.server import Simulator
from scheduler.imports import SAMPLE, import_file
from storage.database import Database
from storage.migrations import migrate
from storage.sealing import keys_in
from tests.bench.far_end import ECHO, OURS, bot_called, crowd, far_end, folder, is_reply, replies
from tests.bench.table import Measure
from tests.processes import database_url

QUESTIONS = 100


async def answers() -> list[Measure]:
    """One question after the other, each by somebody who has written before."""
    asked = [
        each.question
        for each in read_questions(Path(__file__).parents[1] / "questions" / "dev.jsonl")
        if each.kind in ("funding", "contact")
    ][:QUESTIONS]
    waits: dict[str, list[float]] = {}
    for name in (OURS, ECHO):
        async with far_end() as simulator, folder() as where:
            if name == OURS:
                await furnish(where)
            async with bot_called(name, where, simulator):
                waits[name] = await _waits(simulator, asked)
    ours, echo = waits[OURS], waits[ECHO]
    return [
        Measure("wait for an answer, median", "ms", median(ours), median(echo), "echo"),
        Measure("wait for an answer, p95", "ms", _p95(ours), _p95(echo), "echo"),
    ]


async def _waits(simulator: Simulator, asked: list[str]) -> list[float]:
    """Milliseconds from a question to its answer."""
    people = crowd(simulator, len(asked))
    for person in people:
        simulator.phones.say(person, "/help")
    await replies(simulator, len(people), 0)
    waits = []
    for person, question in zip(people, asked, strict=True):
        after, began = simulator.ledger.last, asyncio.get_running_loop().time()
        simulator.phones.say(person, question)
        entries = await replies(simulator, 1, after)
        assert any(is_reply(each) and each.chat == person for each in entries)
        waits.append((asyncio.get_running_loop().time() - began) * 1000)
    return waits


def _p95(values: list[float]) -> float:
    return quantiles(values, n=20)[-1]


async def furnish(where: Path) -> None:
    """Import the sample area into the database that a bot in this folder will open."""
    url = database_url(where)
    (where / "data").mkdir()
    await asyncio.to_thread(migrate, url)
    database = Database(url, keys_in(where / "sparkplug.key"))
    with as_file(files("bot") / "sample") as sample:
        for kind, name in SAMPLE.items():
            await import_file(database, kind, sample / name, now=WallClock().now())
    await database.close()
