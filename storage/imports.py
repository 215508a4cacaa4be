"""Imports: which file brought what, the set-based writing of its rows, and how to take it back."""

import zlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from hashlib import blake2b
from typing import Any, Literal, get_args, get_type_hints
from uuid import UUID

import msgspec
from sqlalchemy import ForeignKey, Table, delete, func, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage import kept as kept_pots
from storage import search, wanted
from storage.areas import Area
from storage.contacts import Contact
from storage.database import Base, upsert
from storage.grants import Grant
from storage.groups import Group
from storage.pots import Pot
from storage.prompts import Prompt
from storage.retention import Rule
from storage.signposts import Signpost


class Kind(StrEnum):
    """What a file can hold."""

    AREAS = "areas"
    CONTACTS = "contacts"
    POTS = "pots"
    GROUPS = "groups"
    SIGNPOSTS = "signposts"
    GRANTS = "grants"
    PROMPTS = "prompts"


Row = Area | Contact | Pot | Group | Signpost | Grant | Prompt

HELD_IN: Mapping[Kind, type[Row]] = {
    Kind.AREAS: Area,
    Kind.CONTACTS: Contact,
    Kind.POTS: Pot,
    Kind.GROUPS: Group,
    Kind.SIGNPOSTS: Signpost,
    Kind.GRANTS: Grant,
    Kind.PROMPTS: Prompt,
}

_TOLD_OF: Mapping[Kind, search.Kind | Literal["area", "signpost", "prompt"]] = {
    Kind.AREAS: "area",
    Kind.SIGNPOSTS: "signpost",
    Kind.POTS: "pot",
    Kind.CONTACTS: "contact",
    Kind.GROUPS: "group",
    Kind.GRANTS: "grant",
    Kind.PROMPTS: "prompt",
}

Values = dict[str, Any]
"""A row to keep: its values by column, `ref` among them."""

UNDONE_WITHIN = timedelta(days=30)
"""How long it is remembered how the rows of an import were before it."""


class Import(Base):
    """One file or feed that was kept, so that it is known where the rows came from."""

    __tablename__ = "import"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str]
    file: Mapped[str]
    """The file's name, without its folder; or the address it was fetched from."""
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
    said: Mapped[list[str]]
    """What was told of its rows, a line each: the first ones."""
    undone_at: Mapped[datetime | None]
    """When it was taken back; None: it was not."""


class ImportSlice(Base):
    """How the rows that a slice of an import wrote were before."""

    __tablename__ = "import_slice"

    import_id: Mapped[UUID] = mapped_column(
        ForeignKey("import.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True)
    """From 0, in the order in which they were written."""
    at: Mapped[datetime] = mapped_column(index=True)
    """When it was written."""
    content: Mapped[bytes]
    """A `_Written`, packed: 500 rows that were new take some 15 kB."""


class _Written(msgspec.Struct, array_like=True):
    """What one slice wrote."""

    names: list[str]
    """The columns that the file had."""
    rows: list[tuple[str, bytes, dict[str, Any] | None]]
    """Each row's ref, a mark of what was written, and what stood there (None: nothing)."""


RULES = (Rule("how rows were before an import", ImportSlice, "at", UNDONE_WITHIN, at_once=20),)


@dataclass(frozen=True)
class Change:
    """A row that an import writes, or would write."""

    ref: str
    fields: Mapping[str, tuple[Any, Any]] | None
    """What differs: before and after. None: the row is new."""


def columns(kind: Kind) -> Mapping[str, Any]:
    """The Python type of each column that rows of a kind may have."""
    hints = get_type_hints(HELD_IN[kind])
    return {column.key: get_args(hints[column.key])[0] for column in _table(kind).columns}


# --- In -------------------------------------------------------------------------------------


async def keep(
    session: AsyncSession, record: Import, rows: Sequence[Values], number: int = 0
) -> list[Change]:
    """Insert the rows that are new, update those that changed, and count them in the record.

    Each ref stands in the rows once, and all have the same columns; they are the slice of this
    number. With the last of them, which is when the record is complete, every process hears of
    it: also where they are all the same, since an earlier import of them may have been cut short.
    """
    kind = Kind(record.kind)
    changes, before = await _compared(session, record, rows)
    session.add(record)
    if changes:
        refs = {change.ref for change in changes}
        written = [{**row, "import_id": record.id} for row in rows if row["ref"] in refs]
        # "Insert or update", by ref; rows that are the same are not touched.
        statement = upsert(session, HELD_IN[kind])
        settable = {name: statement.excluded[name] for name in written[0] if name != "ref"}
        await session.execute(
            statement.on_conflict_do_update(index_elements=["ref"], set_=settable), written
        )
        names = list(rows[0])
        content = _Written(
            names,
            [(row["ref"], _mark(row, names), before.get(row["ref"])) for row in written],
        )
        await session.flush()
        session.add(
            ImportSlice(import_id=record.id, number=number, at=record.at, content=_packed(content)),
        )
        if kind is Kind.POTS:
            await wanted.note(session, refs, record.at)
    if record.complete:
        await search.rows_changed(session, _TOLD_OF[kind])
        await kept_pots.look_again(session, record.at)
        await wanted.note_complete(session)
    return changes


async def compare(session: AsyncSession, record: Import, rows: Sequence[Values]) -> list[Change]:
    """What keeping the rows would change; the record counts it."""
    changes, _ = await _compared(session, record, rows)
    return changes


async def _compared(
    session: AsyncSession, record: Import, rows: Sequence[Values]
) -> tuple[list[Change], dict[str, Values]]:
    """The rows that are new or changed, and how those that changed were, by their refs."""
    kind, names = Kind(record.kind), [*rows[0], "import_id"]
    stored = await _stored(session, kind, names, [row["ref"] for row in rows])
    changes: list[Change] = []
    before: dict[str, Values] = {}
    for row in rows:
        ref = row["ref"]
        if ref not in stored:
            changes.append(Change(ref, None))
            continue
        differs = {name: (stored[ref][name], row[name]) for name in row}
        differs = {name: both for name, both in differs.items() if both[0] != both[1]}
        if differs and not _checked_since(differs):
            changes.append(Change(ref, differs))
            before[ref] = stored[ref]
    record.new += len(changes) - len(before)
    record.changed += len(before)
    record.same += len(rows) - len(changes)
    return changes, before


def _checked_since(differs: Mapping[str, tuple[Any, Any]]) -> bool:
    """Whether a row says the same, and was merely confirmed after the file was written."""
    if differs.keys() != {"last_verified_on"}:
        return False
    stored, said = differs["last_verified_on"]
    return stored is not None and (said is None or said < stored)


async def _stored(
    session: AsyncSession, kind: Kind, names: Iterable[str], refs: Collection[str]
) -> dict[str, Values]:
    """What is stored under some refs, by ref."""
    table = _table(kind)
    found = await session.execute(
        select(*(table.c[name] for name in names)).where(table.c.ref.in_(refs))
    )
    return {row["ref"]: dict(row) for row in found.mappings()}


def _mark(row: Mapping[str, Any], names: Iterable[str]) -> bytes:
    """What tells whether a row is as it was written, in a few bytes."""
    return blake2b(msgspec.msgpack.encode([row[name] for name in names]), digest_size=8).digest()


def _packed(written: _Written) -> bytes:
    return zlib.compress(msgspec.msgpack.encode(written), 1)


def _unpacked(content: bytes) -> _Written:
    return msgspec.msgpack.decode(zlib.decompress(content), type=_Written)


# --- Back -----------------------------------------------------------------------------------


async def last_import(session: AsyncSession, kind: Kind | None = None) -> Import | None:
    """The last import that changed something and can be undone; None: there is none."""
    query = select(Import).where(
        Import.id.in_(select(ImportSlice.import_id)), Import.undone_at.is_(None)
    )
    if kind:
        query = query.where(Import.kind == kind)
    return await session.scalar(query.order_by(Import.at.desc(), Import.id.desc()).limit(1))


async def slices_of(session: AsyncSession, record: Import) -> Sequence[int]:
    """The numbers of an import's slices, the last one first: so they are undone."""
    return (
        await session.scalars(
            select(ImportSlice.number)
            .where(ImportSlice.import_id == record.id)
            .order_by(ImportSlice.number.desc())
        )
    ).all()


@dataclass(frozen=True)
class Undone:
    """What taking a slice back comes to."""

    removed: int = 0
    restored: int = 0
    left: Sequence[str] = ()
    """The refs of rows that were changed since, or that something else holds on to."""


async def undo(
    session: AsyncSession, record: Import, number: int, *, dry_run: bool = False
) -> Undone:
    """Make a slice's rows what they were before it, except those that are not as it left them."""
    kind = Kind(record.kind)
    table = _table(kind)
    kept = await session.get(ImportSlice, (record.id, number))
    if kept is None:
        return Undone()
    slice_ = _unpacked(kept.content)
    refs = [ref for ref, _, _ in slice_.rows]
    stored = await _stored(session, kind, ["id", *slice_.names], refs)
    held = await _held(session, table, [row["id"] for row in stored.values()])
    removed, restored, left = list[str](), list[Values](), list[str]()
    for ref, mark, before in slice_.rows:
        now = stored.get(ref)
        if now is None:
            if before is not None:
                left.append(ref)
        elif _mark(now, slice_.names) != mark or (before is None and now["id"] in held):
            left.append(ref)
        elif before is None:
            removed.append(ref)
        else:
            restored.append(_typed(kind, before))
    if not dry_run:
        if removed:
            await session.execute(delete(table).where(table.c.ref.in_(removed)))
        if restored:
            statement = upsert(session, HELD_IN[kind])
            settable = {name: statement.excluded[name] for name in restored[0] if name != "ref"}
            await session.execute(
                statement.on_conflict_do_update(index_elements=["ref"], set_=settable), restored
            )
        await session.delete(kept)
    return Undone(len(removed), len(restored), left)


async def undone(session: AsyncSession, record: Import, now: datetime) -> None:
    """Note that an import was taken back, and let every process hear of it."""
    await session.execute(update(Import).where(Import.id == record.id).values(undone_at=now))
    await search.rows_changed(session, _TOLD_OF[Kind(record.kind)])
    await kept_pots.look_again(session, now)


def _typed(kind: Kind, row: Mapping[str, Any]) -> Values:
    """A row as it was, from what was packed; columns that are gone meanwhile are left out."""
    types = columns(kind)
    return {
        name: msgspec.convert(value, types[name], strict=False)
        for name, value in row.items()
        if name in types
    }


async def _held(session: AsyncSession, table: Table, ids: Collection[int]) -> set[int]:
    """Which rows others refer to: a person's area, a pot that somebody keeps."""
    held = set[int]()
    for other in Base.metadata.sorted_tables:
        for key in other.foreign_keys:
            if key.column is table.c.id:
                held.update(await session.scalars(select(key.parent).where(key.parent.in_(ids))))
    return held


async def forget_older(session: AsyncSession, record: Import, at_most: int) -> int:
    """Forget what earlier imports of the same kind found, a slice at a time; how many.

    So what is kept to undo is bounded: one import of each kind.
    """
    keys = (ImportSlice.import_id, ImportSlice.number)
    earlier = select(Import.id).where(Import.kind == record.kind, Import.id != record.id)
    some = select(*keys).where(ImportSlice.import_id.in_(earlier)).limit(at_most)
    gone = await session.execute(
        delete(ImportSlice).where(tuple_(*keys).in_(some)).returning(ImportSlice.number)
    )
    return len(gone.all())


# --- What is stored -------------------------------------------------------------------------


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
