"""Imports: which file brought what, and the set-based writing of its rows."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Literal, get_args, get_type_hints
from uuid import UUID

from sqlalchemy import Table, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage import search
from storage.areas import Area
from storage.contacts import Contact
from storage.database import Base, upsert
from storage.grants import Grant
from storage.groups import Group
from storage.pots import Pot
from storage.signposts import Signpost


class Kind(StrEnum):
    """What a file can hold."""

    AREAS = "areas"
    CONTACTS = "contacts"
    POTS = "pots"
    GROUPS = "groups"
    SIGNPOSTS = "signposts"
    GRANTS = "grants"


HELD_IN: Mapping[Kind, type[Base]] = {
    Kind.AREAS: Area,
    Kind.CONTACTS: Contact,
    Kind.POTS: Pot,
    Kind.GROUPS: Group,
    Kind.SIGNPOSTS: Signpost,
    Kind.GRANTS: Grant,
}

_TOLD_OF: Mapping[Kind, search.Kind | Literal["area", "signpost"]] = {
    Kind.AREAS: "area",
    Kind.SIGNPOSTS: "signpost",
    Kind.POTS: "pot",
    Kind.CONTACTS: "contact",
    Kind.GROUPS: "group",
    Kind.GRANTS: "grant",
}

Values = dict[str, Any]
"""A row to keep: its values by column, `ref` among them."""


class Import(Base):
    """One file that was kept, so that it is known where the rows came from."""

    __tablename__ = "import"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str]
    file: Mapped[str]
    """The file's name, without its folder."""
    digest: Mapped[str]
    """The SHA-256 of its bytes, in hexadecimal."""
    at: Mapped[datetime]
    complete: Mapped[bool]
    """False while its slices are written; if it stays so, the import was cut short."""
    new: Mapped[int]
    changed: Mapped[int]
    same: Mapped[int]
    refused: Mapped[int]
    warnings: Mapped[int]


def columns(kind: Kind) -> Mapping[str, Any]:
    """The Python type of each column that rows of a kind may have."""
    hints = get_type_hints(HELD_IN[kind])
    return {column.key: get_args(hints[column.key])[0] for column in _table(kind).columns}


async def keep(session: AsyncSession, record: Import, rows: Sequence[Values]) -> None:
    """Insert the rows that are new, update those that changed, and count them in the record.

    Each ref stands in the rows once, and all have the same columns. With the last of them, which
    is when the record is complete, every process hears of it: also where they are all the same,
    since an earlier import of them may have been cut short.
    """
    written = await compare(session, record, rows)
    if written:
        # "Insert or update", by ref; rows that are the same are not touched.
        statement = upsert(session, HELD_IN[Kind(record.kind)])
        changes = {name: statement.excluded[name] for name in rows[0] if name != "ref"}
        await session.execute(
            statement.on_conflict_do_update(index_elements=["ref"], set_=changes), written
        )
    session.add(record)
    if record.complete and record.kind in _TOLD_OF:
        await search.rows_changed(session, _TOLD_OF[Kind(record.kind)])


async def compare(session: AsyncSession, record: Import, rows: Sequence[Values]) -> list[Values]:
    """The rows that are new or changed; the record counts what it would be to keep them."""
    table = _table(Kind(record.kind))
    refs = [row["ref"] for row in rows]
    found = await session.execute(
        select(*(table.c[name] for name in rows[0])).where(table.c.ref.in_(refs))
    )
    stored = {row["ref"]: dict(row) for row in found.mappings()}
    new = [row for row in rows if row["ref"] not in stored]
    changed = [row for row in rows if stored.get(row["ref"], row) != row]
    record.new += len(new)
    record.changed += len(changed)
    record.same += len(rows) - len(new) - len(changed)
    return new + changed


def _table(kind: Kind) -> Table:
    table = HELD_IN[kind].__table__
    assert isinstance(table, Table)
    return table


async def all_rows(session: AsyncSession, kind: Kind) -> Sequence[Any]:
    """Every row of a kind, in the order of the refs."""
    return (await session.scalars(select(HELD_IN[kind]).order_by(_table(kind).c.ref))).all()


async def count(session: AsyncSession, kind: Kind) -> int:
    """How many rows of a kind there are."""
    return await session.scalar(select(func.count()).select_from(_table(kind))) or 0


async def count_unchecked(session: AsyncSession, kind: Kind, since: date) -> int:
    """How many rows of a kind were last checked on a day or before it, or never."""
    checked = _table(kind).c.last_verified_on
    old = checked.is_(None) | (checked <= since)
    return await session.scalar(select(func.count()).select_from(_table(kind)).where(old)) or 0


async def contact_refs(session: AsyncSession) -> Sequence[str]:
    """The ref of every contact, in order."""
    return (await session.scalars(select(Contact.ref).order_by(Contact.ref))).all()
