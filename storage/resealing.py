"""Sealing anew what another key sealed, a slice at a time, while everything goes on."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, LargeBinary, Table, and_, func, literal, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from storage.database import Base, Sealed, seal, unseal
from storage.sealing import KEY_ID, CannotOpen

Key = tuple[Any, ...]
"""The values of a row's primary key."""
AT_ONCE_LARGE = 4
"""Rows a transaction seals anew of what may be megabytes."""


@dataclass(frozen=True)
class Slice:
    """What became of some rows."""

    done: int
    """How many were sealed anew."""
    damaged: int
    """How many open with no key, whatever is done."""
    last: Key | None
    """Where the next slice begins; None: this was the last."""


def sealed_columns() -> Iterator[tuple[Table, Column[bytes]]]:
    """Every column in which something is sealed."""
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, Sealed):
                yield table, column


async def count(session: AsyncSession, keys: Collection[str]) -> int:
    """How many texts are sealed with one of some keys, by the keys' ids."""
    found = 0
    for table, column in sealed_columns():
        sealed = select(func.count()).select_from(table).where(_sealed_with(column, keys))
        found += await session.scalar(sealed) or 0
    return found


async def reseal(
    session: AsyncSession,
    table: Table,
    column: Column[bytes],
    keys: Collection[str],
    after: Key | None,
    at_most: int,
) -> Slice:
    """Seal the next rows of a column with the key that seals now, in the order of their keys.

    A row that somebody wrote meanwhile is sealed with that key already, and left as it is.
    """
    assert isinstance(column.type, Sealed)
    primary = list(table.primary_key)
    names = [each for each in table.columns if not isinstance(each.type, Sealed)]
    rows = select(*dict.fromkeys([*primary, column, *names])).where(_sealed_with(column, keys))
    at_most = min(at_most, AT_ONCE_LARGE) if column.type.large else at_most
    if after is not None:
        begins = [literal(each, of.type) for each, of in zip(after, primary, strict=True)]
        rows = rows.where(tuple_(*primary) > tuple_(*begins))
    found = (await session.execute(rows.order_by(*primary).limit(at_most))).mappings().all()
    done = damaged = 0
    for row in found:
        name = column.type.row_of({each.name: row[each] for each in names})
        try:
            anew = seal(session, unseal(session, row[column], name), name)
        except CannotOpen:
            damaged += 1
            continue
        this_row = and_(*(each == row[each] for each in primary), column == row[column])
        await session.execute(table.update().where(this_row).values({column: anew}))
        done += 1
    last = tuple(found[-1][each] for each in primary) if len(found) == at_most else None
    return Slice(done, damaged, last)


def _sealed_with(column: Column[bytes], keys: Collection[str]) -> Any:
    begins: Sequence[bytes] = [each.encode() for each in keys]
    return func.substr(column, 1, KEY_ID, type_=LargeBinary()).in_(begins)
