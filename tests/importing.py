"""What tests of imports share: what is stored, and what became of a file's rows."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from scheduler.imports import Kind, Problem, Report
from storage.database import Database
from storage.imports import HELD_IN

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
SAMPLE = Path(__file__).parent.parent / "bot" / "sample"
DATA = Path(__file__).parent / "data"


async def stored(database: Database, kind: Kind) -> dict[str, Any]:
    """All that is stored of a kind, by its ref."""
    async with database.transaction() as session:
        rows: Iterable[Any] = (await session.scalars(select(HELD_IN[kind]))).all()
        return {row.ref: row for row in rows}


def counts(report: Report) -> tuple[int, int, int, int]:
    """New, changed, same, refused."""
    return report.new, report.changed, report.same, report.refused


def outcomes(problems: Iterable[Problem]) -> dict[int, str]:
    """What became of each line with a problem; the worst counts."""
    worst = {"skipped": 0, "warning": 1, "refused": 2}
    found: dict[int, str] = {}
    for problem in problems:
        before = found.get(problem.line, problem.severity)
        found[problem.line] = max(before, problem.severity, key=worst.__getitem__)
    return found


def written(folder: Path, content: str, name: str = "file.csv") -> Path:
    """A file with a text."""
    file = folder / name
    file.write_text(content, encoding="utf-8")
    return file
