"""Rows a second of an import, beside reading the same file and keeping its rows unchecked."""

import asyncio
import csv
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from bot.clock import WallClock
from scheduler.imports import Kind, import_file
from storage.database import Database
from storage.migrations import migrate
from storage.sealing import new_keys
from tests.bench.far_end import folder
from tests.bench.table import Measure

REAL = Path(__file__).parents[1] / "data" / "360giving" / "trafford_council_vcse_grants.csv"
ROWS = 10_000
ROUNDS = 3


async def importing() -> list[Measure]:
    """A council's real file, repeated with other ids, into a new database each time."""
    ours, unchecked = [], []
    for _ in range(ROUNDS):
        async with folder() as where:
            file = where / "grants.csv"
            await asyncio.to_thread(_write, file)
            ours.append(await _import(file, where / "ours.sqlite"))
            unchecked.append(await asyncio.to_thread(_unchecked, file, where / "raw.sqlite"))
    return [
        Measure("import of past grants", "rows a second", median(ours), median(unchecked),
                "csv and sqlite3, unchecked"),
    ]  # fmt: skip


def _write(file: Path) -> None:
    with REAL.open(encoding="utf-8", newline="") as real:
        heading, *rows = csv.reader(real)
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(heading)
        for n in range(ROWS):
            name, *rest = rows[n % len(rows)]
            writer.writerow([f"{name}-{n}", *rest])


async def _import(file: Path, into: Path) -> float:
    url = f"sqlite:///{into}"
    await asyncio.to_thread(migrate, url)
    database = Database(url, new_keys())
    began = time.perf_counter()
    report = await import_file(database, Kind.GRANTS, file, now=WallClock().now(), keep_good=True)
    took = time.perf_counter() - began
    await database.close()
    assert report.new > ROWS * 0.9
    return ROWS / took


def _unchecked(file: Path, into: Path) -> float:
    began = time.perf_counter()
    with file.open(encoding="utf-8", newline="") as source:
        rows: Iterator[list[str]] = csv.reader(source)
        width = len(next(rows))
        db = sqlite3.connect(into)
        db.execute(f"CREATE TABLE grants ({', '.join(f'c{n} TEXT' for n in range(width))})")
        db.executemany(f"INSERT INTO grants VALUES ({', '.join('?' * width)})", rows)
        db.commit()
    took = time.perf_counter() - began
    db.close()
    return ROWS / took
