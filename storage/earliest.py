"""When things fall due: read of everything at once, in one statement."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, null, select
from sqlalchemy.ext.asyncio import AsyncSession


def _itself(value: datetime | None) -> datetime | None:
    return value


@dataclass(frozen=True, eq=False)
class Earliest:
    """When something falls due next; None: it waits for nothing."""

    value: Select[Any]
    """One row of one column."""
    then: Callable[[Any], datetime | None] = _itself
    """What follows from what is read, if it is no instant itself."""

    async def read(self, session: AsyncSession) -> datetime | None:
        """When it is, of this alone."""
        return (await read(session, [self]))[0]


NEVER = Earliest(select(null()))
"""What looks by itself when it has something to do."""


async def read(session: AsyncSession, things: Sequence[Earliest]) -> Sequence[datetime | None]:
    """When each is. One statement, however many: they are read every few seconds."""
    if not things:
        return []
    row = (await session.execute(_together(tuple(things)))).one()
    return [each.then(value) for each, value in zip(things, row, strict=True)]


@lru_cache(maxsize=32)
def _together(things: tuple[Earliest, ...]) -> Select[Any]:
    """One statement for all, made once: SQLAlchemy knows it again by what it noted on it."""
    return select(*(each.value.scalar_subquery() for each in things))
