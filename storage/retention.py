"""How long things are kept: rules as data, and the one way in which each is carried out.

A rule stands beside its table; the timetable lists them all, and so does `docs/retention.md`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, select, true, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from storage.database import Base, bare
from storage.earliest import Earliest


@dataclass(frozen=True)
class Rule:
    """Some rows, and how long they, or some of what they hold, are kept."""

    what: str
    """As `docs/retention.md` calls it."""
    table: type[Base]
    since: str
    """The column of the instant from which on they are kept; NULL: for as long as it is."""
    kept: timedelta
    only: ColumnElement[bool] = field(default_factory=true)
    """Which rows."""
    left: Mapping[str, Any] | None = None
    """What the columns that are cleared say then; None: the row goes."""
    at_once: int = 500
    """Rows that go in one transaction, so that it ends within milliseconds: fewer if large."""
    ends: bool = False
    """The column holds the instant at which they go, `kept` after they were written."""


async def forget(session: AsyncSession, rule: Rule, now: datetime, at_most: int) -> int:
    """Forget a slice of what a rule keeps no longer; how many rows that were."""
    table = bare(rule.table)
    key = list(table.primary_key)
    since = table.c[rule.since]
    old = select(*key).where(since <= now - _after(rule), rule.only).limit(at_most)
    chosen = tuple_(*key).in_(old)
    if rule.left is None:
        gone = await session.execute(table.delete().where(chosen).returning(key[0]))
    else:
        cleared = table.update().where(chosen).values(rule.left)
        gone = await session.execute(cleared.returning(key[0]))
    return len(gone.all())


def next_to_forget(rule: Rule) -> Earliest:
    """When a rule has something to forget next; None: it keeps nothing."""
    since = bare(rule.table).c[rule.since]
    oldest = select(func.min(since)).where(rule.only)
    return Earliest(oldest, lambda first: first and first + _after(rule))


def _after(rule: Rule) -> timedelta:
    return timedelta(0) if rule.ends else rule.kept
