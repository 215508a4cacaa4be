"""Milliseconds of a turn's transaction, beside the same statements written by hand."""

import asyncio
import sqlite3
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from zoneinfo import ZoneInfo

from handlers.dispatch import take_turn
from handlers.messages import Command, Incoming, Sender
from handlers.turns import Here
from storage import inbox
from storage.database import Database
from storage.migrations import migrate
from storage.sealing import new_keys
from tests.bench.far_end import folder
from tests.bench.table import Measure

TURNS = 500
ROUNDS = 3
NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)


async def store() -> list[Measure]:
    """One person writes again and again, to each in turn; the file is new each time."""
    ours, by_hand = [], []
    for _ in range(ROUNDS):
        async with folder() as where:
            ours.append(await _turns(where / "ours.sqlite"))
            by_hand.append(_by_hand(where / "by_hand.sqlite"))
    return [Measure("a turn's transaction", "ms", median(ours), median(by_hand), "sqlite3 by hand")]


async def _turns(file: Path) -> float:
    url = f"sqlite:///{file}"
    await asyncio.to_thread(migrate, url)
    database = Database(url, new_keys())
    here = Here("Fernleigh Together", "", "England", ZoneInfo("Europe/London"))
    names = [str(n) for n in range(TURNS)]
    async with database.transaction() as session:
        await inbox.note(session, "bench", names, NOW)
    began = time.perf_counter()
    for name in names:
        incoming = Incoming("bench", name, Sender("1", "Ana", "en"), "1", Command("help"))
        async with database.transaction() as session:
            assert await inbox.finish(session, "bench", name, NOW)
            await take_turn(session, NOW, incoming, here)
    took = time.perf_counter() - began
    await database.close()
    return took / TURNS * 1000


def _by_hand(file: Path) -> float:
    """Two reads, three writes and a commit, as small as they can be written."""
    db = sqlite3.connect(file, isolation_level=None)
    db.executescript(
        """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        CREATE TABLE seen (name TEXT PRIMARY KEY, done_at TEXT);
        CREATE TABLE person (id INTEGER PRIMARY KEY, user TEXT UNIQUE, name TEXT);
        CREATE TABLE talk (person_id INTEGER PRIMARY KEY, content BLOB);
        CREATE TABLE letter (id INTEGER PRIMARY KEY, person_id INTEGER, content BLOB, state TEXT);
        INSERT INTO person VALUES (1, '1', 'Ana');
        """
    )
    db.executemany("INSERT INTO seen (name) VALUES (?)", [(str(n),) for n in range(TURNS)])
    content, at = b"x" * 300, NOW.isoformat()
    began = time.perf_counter()
    for n in range(TURNS):
        db.execute("BEGIN IMMEDIATE")
        db.execute("UPDATE seen SET done_at = ? WHERE name = ? AND done_at IS NULL", (at, str(n)))
        db.execute("SELECT id, name FROM person WHERE user = ?", ("1",)).fetchone()
        db.execute("SELECT content FROM talk WHERE person_id = 1").fetchone()
        db.execute(
            "INSERT INTO letter (person_id, content, state) VALUES (1, ?, 'waiting')", (content,)
        )
        db.execute(
            "INSERT INTO talk VALUES (1, ?) ON CONFLICT DO UPDATE SET content = excluded.content",
            (content,),
        )
        db.execute("COMMIT")
    took = time.perf_counter() - began
    db.close()
    return took / TURNS * 1000
