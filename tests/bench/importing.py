"""Rows a second of an import, beside reading the same file and keeping its rows unchecked.

Also how long it keeps others waiting, and how much memory a large file takes.
"""

import asyncio
import csv
import gc
import json
import sqlite3
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import median

from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import WallClock
from scheduler.imports import Kind, import_file
from storage.database import Database
from storage.migrations import migrate
from storage.sealing import new_keys
from tests.bench.far_end import folder
from tests.bench.table import Measure

GIVING = Path(__file__).parents[1] / "data" / "360giving"
TABLE = GIVING / "trafford_council_vcse_grants.csv"
JSON = GIVING / "lloyds_sample.json"
ROWS = 10_000
OF_JSON = 4_116
MANY = 100_000
ROUNDS = 3


async def importing() -> list[Measure]:
    """Councils' real files, repeated with other ids, into a new database each time."""
    ours, unchecked, of_json = list[float](), list[float](), list[float]()
    longest: list[float] = []
    async with folder() as where:
        table = await asyncio.to_thread(_write_table, where / "grants.csv", ROWS)
        grants = await asyncio.to_thread(_write_json, where / "grants.json")
        await _import(grants, OF_JSON, where / "warm.sqlite", [])  # statements are compiled once
        gc.freeze()  # what looks through the whole process is not the import's
        for n in range(ROUNDS):
            ours.append(await _import(table, ROWS, where / f"ours-{n}.sqlite", longest))
            of_json.append(await _import(grants, OF_JSON, where / f"json-{n}.sqlite", longest))
            unchecked.append(await asyncio.to_thread(_unchecked, table, where / f"raw-{n}.sqlite"))
        many = await asyncio.to_thread(_write_table, where / "many.csv", MANY)
        gc.unfreeze()
        memory = await _memory(many, where / "many.sqlite")
    return [
        Measure("import of past grants", "rows a second", median(ours), median(unchecked),
                "csv and sqlite3, unchecked"),
        Measure(f"import of {OF_JSON:,} grants in JSON", "rows a second", median(of_json), 5000,
                "asked for", at_least=1),
        Measure("longest write of these imports", "ms of the processor", max(longest), below=50),
        Measure(f"memory while {MANY:,} rows are imported", "MB", memory, below=350),
    ]  # fmt: skip


def _write_table(file: Path, rows: int) -> Path:
    with TABLE.open(encoding="utf-8", newline="") as real:
        heading, *real_rows = csv.reader(real)
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(heading)
        for n in range(rows):
            name, *rest = real_rows[n % len(real_rows)]
            writer.writerow([f"{name}-{n}", *rest])
    return file


def _write_json(file: Path) -> Path:
    real = json.loads(JSON.read_text("utf-8"))["grants"]
    grants = [{**real[n % len(real)], "id": f"360G-{n}"} for n in range(OF_JSON)]
    file.write_text(json.dumps({"grants": grants}), "utf-8")
    return file


class _Timed(Database):
    """A database that notes the processor's time within each transaction."""

    longest: list[float]

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncSession]:
        async with super().transaction() as session:
            began = time.thread_time()
            yield session
        self.longest.append((time.thread_time() - began) * 1000)


async def _import(file: Path, rows: int, into: Path, longest: list[float]) -> float:
    url = f"sqlite:///{into}"
    await asyncio.to_thread(migrate, url)
    database = _Timed(url, new_keys())
    database.longest = longest
    began = time.perf_counter()
    report = await import_file(database, Kind.GRANTS, file, now=WallClock().now(), keep_good=True)
    took = time.perf_counter() - began
    await database.close()
    assert report.new > rows * 0.9
    return rows / took


async def _memory(file: Path, into: Path) -> float:
    """The most memory that a process of its own takes, in megabytes."""
    code = (
        "import asyncio, sys; from pathlib import Path\n"
        "from tests.bench.importing import _import\n"
        "asyncio.run(_import(Path(sys.argv[1]), 1, Path(sys.argv[2]), []))\n"
        "status = Path('/proc/self/status').read_text()\n"
        "print(status.split('VmHWM:')[1].split()[0])\n"
    )
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", code, str(file), str(into)), stdout=asyncio.subprocess.PIPE
    )
    said, _ = await process.communicate()
    return int(said) / 1024


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
