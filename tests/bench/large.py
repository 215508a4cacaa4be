"""Answers with a thousand times the usual rows, and the index behind them.

An answer is all between a message and its words: understood, searched for, ranked, read, worded.
The search in it is held against SQLite's own, FTS5, asked for the words of the same questions in
the texts of the same rows.
"""

import asyncio
import json
import resource
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from importlib.resources import as_file, files
from pathlib import Path
from statistics import quantiles
from time import perf_counter, process_time
from typing import Any, TypeVar

from sqlalchemy import update

from bot.settings import UK
from handlers import asking
from handlers.messages import Incoming, Message, Said, Sender
from handlers.turns import Here, Turn
from handlers.wording import wording
from scheduler.imports import load_sample
from storage import people
from storage.database import Database
from storage.grants import Grant
from storage.migrations import migrate
from storage.sealing import new_keys
from storage.search import SOURCES, Hit, Search, rows_changed
from storage.words import words
from tests.bench.far_end import folder
from tests.bench.large_area import fill
from tests.bench.table import Measure
from tests.town import STORY_BEGINS

T = TypeVar("T")

GRANTS, OTHERS = 100_000, 10_000
"""How many past grants there are, and how many pots and contacts each."""

ROUNDS = 3


async def large() -> list[Measure]:
    """Fill an area that is at work already, index it, and ask it every question some times over."""
    async with folder() as where:
        database = await _furnished(where)
        here = Here("Fernleigh", "", "England", UK)
        await here.refresh(database)
        await fill(database, grants=GRANTS, others=OTHERS)
        index, held = await _refreshed(database, here)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        async with database.transaction() as session:
            await session.execute(update(Grant).where(Grant.id == 1).values(title="Zorbing"))
            await rows_changed(session, "grant")
        change, _ = await _refreshed(database, here)
        answers, searches = await _asked(database, here)
        full_text = await _full_text(database)
        await database.close()
    return [
        Measure("index of 120,000 rows, CPU", "s", index),
        Measure("index after one row changed, CPU", "s", change),
        Measure("event loop held by the index, at most", "ms", held * 1000, below=50),
        Measure("memory, most, with 120,000 rows", "MB", memory, below=350),
        Measure("whole answer in 120,000 rows, p95", "ms", _p95(answers), below=20),
        Measure("search in it, p95", "ms", _p95(searches), _p95(full_text), "FTS5", below=3),
    ]


class TimedSearch(Search):
    """A search with a stop watch."""

    def __init__(self, search: Search) -> None:
        self.__dict__.update(search.__dict__)
        self.seconds = 0.0

    def find(self, *asked: Any, **how: Any) -> list[Hit]:
        return self._timed(super().find, *asked, **how)

    def has(self, *asked: Any) -> bool:
        return self._timed(super().has, *asked)

    def _timed(self, search: Callable[..., T], *asked: Any, **how: Any) -> T:
        began = perf_counter()
        found = search(*asked, **how)
        self.seconds += perf_counter() - began
        return found


async def _furnished(where: Path) -> Database:
    url = f"sqlite:///{where / 'large.sqlite'}"
    await asyncio.to_thread(migrate, url)
    database = Database(url, new_keys())
    with as_file(files("bot") / "sample") as sample:
        await load_sample(database, STORY_BEGINS, sample)
    return database


async def _refreshed(database: Database, here: Here) -> tuple[float, float]:
    """The CPU seconds it takes, and the longest that nobody else had a turn."""
    began, done = process_time(), asyncio.create_task(here.refresh(database))
    longest = 0.0
    while not done.done():
        since = perf_counter()
        await asyncio.sleep(0.001)
        longest = max(longest, perf_counter() - since - 0.001)
    await done
    return process_time() - began, longest


async def _asked(database: Database, here: Here) -> tuple[list[float], list[float]]:
    """The seconds of each answer, and those of all searches in it."""
    here.search = search = TimedSearch(here.search)
    answers, searches = [], []
    for nth in range(ROUNDS + 1):
        for text in _questions():
            async with _turn(database, here, text) as turn:
                search.seconds, began = 0.0, perf_counter()
                _worded(await asking.ask(turn, text))
                took = perf_counter() - began
            if nth:  # the first round fills what is remembered
                answers.append(took)
                searches.append(search.seconds)
    return answers, searches


@asynccontextmanager
async def _turn(database: Database, here: Here, text: str) -> AsyncIterator[Turn]:
    async with database.transaction() as session:
        account = await people.meet(
            session, "bench", "1", address="1", name="", language="en", now=STORY_BEGINS
        )
        incoming = Incoming("bench", "1", Sender("1", "", "en"), "1", Said(text, ""))
        yield Turn(session, STORY_BEGINS, here, incoming, account)
        await session.rollback()


def _worded(message: Message) -> list[str]:
    word = wording("en")
    cards = [line for card in message.cards for line in (card.title, *card.lines)]
    labels = [button.label for row in message.buttons for button in row]
    return [word(each) for each in (*message.paragraphs, *cards, *message.after, *labels)]


async def _full_text(database: Database) -> list[float]:
    index = sqlite3.connect(":memory:")
    for kind, source in SOURCES.items():
        index.execute(f"CREATE VIRTUAL TABLE text_{kind} USING fts5(text, tokenize = 'porter')")
        async with database.transaction() as session:
            rows = (await session.execute(source.rows)).all()
        texts = [(" ; ".join(source.texts(row)),) for row in rows]
        index.executemany(f"INSERT INTO text_{kind} VALUES (?)", texts)
    took = []
    for text in _questions():
        asked = " OR ".join(words(text))
        began = perf_counter()
        for kind in SOURCES:
            found = f"SELECT rowid FROM text_{kind}(?) ORDER BY rank LIMIT 50"
            index.execute(found, (asked,)).fetchall()
        took.append(perf_counter() - began)
    index.close()
    return took


def _questions() -> Iterator[str]:
    for name in ("dev", "heldout"):
        file = Path(__file__).parents[1] / "questions" / f"{name}.jsonl"
        yield from (json.loads(line)["question"] for line in file.read_text("utf-8").splitlines())


def _p95(seconds: Sequence[float]) -> float:
    """In milliseconds."""
    return quantiles(seconds, n=20)[18] * 1000
