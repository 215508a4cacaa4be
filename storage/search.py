"""The one search, over pots, contacts, groups and past grants, in memory beside the database.

Each process has its own index of our own rows, the same on SQLite and PostgreSQL. A writer calls
`rows_changed` in its transaction; every process calls `refresh` every second or so, which costs one
small read where nothing has changed, and otherwise takes in a slice of rows. Until the last slice
is in, questions are answered from the index as it was.

A text's terms come from the function that `Search` is given, for what is stored; what is asked
arrives as `Part`s made of the same terms. So the index knows nothing of language.
"""

import asyncio
import math
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, NamedTuple, TypeVar

import msgspec
import tantivy
from sqlalchemy import Row, Select, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.contacts import Contact
from storage.database import Base, upsert
from storage.grants import Grant
from storage.groups import Group
from storage.pots import Pot

Kind = Literal["pot", "contact", "group", "grant"]

Found = TypeVar("Found", Pot, Contact, Group, Grant)

SLICE = 250
"""Rows taken in at once: some 30 ms of work."""

FIELDS = {"title": 1.0, "tags": 0.95, "body": 0.8}
"""The fields of an entry, and how much a term found there counts."""

_UNHEARD = 0.3
"""How much a word counts that no entry has, as a share of what it would count."""

_HEAP = 15_000_000  # bytes: the least that tantivy takes, and only while rows are taken in


class Part(msgspec.Struct, frozen=True):
    """One part of what is asked: what was said, and the terms that answer it, 1 being fully."""

    said: str
    terms: tuple[tuple[str, float], ...]
    weight: float
    """How much it counts beside the other parts."""


class Hit(NamedTuple):
    """A row that answers some of what is asked: `score` is the share of it, from 0 to 1."""

    kind: Kind
    id: int
    score: float


class SearchChange(Base):
    """How often the rows of a kind have changed: what a process compares its index with."""

    __tablename__ = "search_change"

    kind: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int]


async def rows_changed(session: AsyncSession, kind: Kind) -> None:
    """Tell every process, once this transaction is committed, that rows of a kind have changed."""
    await session.execute(
        upsert(session, SearchChange)
        .values(kind=kind, number=1)
        .on_conflict_do_update(
            index_elements=[SearchChange.kind], set_={"number": SearchChange.number + 1}
        )
    )


@dataclass(frozen=True)
class _Source:
    """Where the entries of a kind come from: a query by id, and a row's texts by field."""

    rows: Select[*tuple[Any, ...]]
    texts: Callable[[Any], tuple[str, str, str]]
    id: Any


def _listed(values: Iterable[str]) -> str:
    return " ; ".join(values)


def _grant(row: Row[Any]) -> tuple[str, str, str]:
    """A past grant's texts; nothing that could name a person to whom one was made."""
    if row.to_individual:
        return ("", row.programme, row.funder)
    return (f"{row.title} ; {row.recipient}", row.programme, f"{row.description} ; {row.funder}")


SOURCES: dict[Kind, _Source] = {
    "pot": _Source(
        select(Pot.id, Pot.title, Pot.themes, Pot.summary, Pot.funder),
        lambda row: (row.title, _listed(row.themes), f"{row.summary} ; {row.funder}"),
        Pot.id,
    ),
    "contact": _Source(
        select(Contact.id, Contact.name, Contact.topics, Contact.role, Contact.organisation),
        lambda row: (row.name, _listed(row.topics), f"{row.role} ; {row.organisation}"),
        Contact.id,
    ),
    "group": _Source(
        select(Group.id, Group.name, Group.offers, Group.group_type),
        lambda row: (row.name, _listed(row.offers), row.group_type),
        Group.id,
    ),
    "grant": _Source(
        select(
            Grant.id,
            Grant.title,
            Grant.recipient,
            Grant.programme,
            Grant.description,
            Grant.funder,
            Grant.to_individual,
        ),
        _grant,
        Grant.id,
    ),
}


async def rows_by_id(
    session: AsyncSession, table: type[Found], ids: Collection[int]
) -> Sequence[Found]:
    """The rows with some ids, in no order; an id that is gone is left out."""
    return (await session.scalars(select(table).where(table.id.in_(ids)))).all() if ids else ()


async def pots_not_closed(session: AsyncSession, on: date, limit: int = 500) -> Sequence[Pot]:
    """The pots that are open on a day or later: next to close first, always-open last."""
    return (
        await session.scalars(
            select(Pot)
            .where(or_(Pot.closes_on.is_(None), Pot.closes_on >= on))
            .order_by(Pot.closes_on.is_(None), Pot.closes_on, Pot.title, Pot.id)
            .limit(limit)
        )
    ).all()


async def contacts_by_ref(session: AsyncSession, refs: Collection[str]) -> Sequence[Contact]:
    """The contacts with some ids of the files', in the order of these ids."""
    if not refs:
        return ()
    return (
        await session.scalars(select(Contact).where(Contact.ref.in_(refs)).order_by(Contact.ref))
    ).all()


class _Shelf:
    """The index of one kind, as of one of its changes."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.last = 0
        """The id of the row taken in last."""
        builder = tantivy.SchemaBuilder().add_unsigned_field("id", fast=True)
        for field in FIELDS:
            builder.add_text_field(field, tokenizer_name="whitespace", index_option="basic")
        self._index = tantivy.Index(builder.build())
        self._writer: tantivy.IndexWriter | None = None
        self._searcher = self._index.searcher()

    def take_in(self, entries: Iterable[tuple[int, dict[str, str]]]) -> None:
        """Add entries; they are found after `close`."""
        if self._writer is None:
            self._writer = self._index.writer(heap_size=_HEAP, num_threads=1)
        for number, fields in entries:
            document = tantivy.Document()
            document.add_unsigned("id", number)
            for field, terms in fields.items():
                document.add_text(field, terms)
            self._writer.add_document(document)

    def close(self) -> None:
        """Let what was taken in be found, and give the writer's memory back."""
        if self._writer is not None:
            self._writer.commit()
            self._writer.wait_merging_threads()
            self._writer = None
        self._index.reload()
        self._searcher = self._index.searcher()

    def known(self, term: str) -> int:
        """About how many entries have a term."""
        return sum(self._searcher.doc_freq(field, term) for field in FIELDS)

    def find(self, parts: Sequence[Part], limit: int) -> list[tuple[int, float]]:
        """The ids that answer most of the parts, and the share that they answer."""
        weights = [self._weight(part) for part in parts]
        total = sum(weights)
        if not total or not self._searcher.num_docs:
            return []
        asked = [
            (tantivy.Occur.Should, self._query(part, weight / total))
            for part, weight in zip(parts, weights, strict=True)
        ]
        hits = self._searcher.search(tantivy.Query.boolean_query(asked), limit, count=False).hits
        ids = self._searcher.fast_field_values("id", [address for _, address in hits])
        return [(int(row or 0), score) for row, (score, _) in zip(ids, hits, strict=True)]

    def _weight(self, part: Part) -> float:
        """How much a part says: the rarer its terms, the more; a word unheard of, little."""
        seen = max(self.known(term) for term, worth in part.terms if worth == 1)
        entries = self._searcher.num_docs + 1
        rarity = max(math.log(entries / (seen + 0.5)) / math.log(entries / 0.5), 0.05)
        return part.weight * (rarity if seen or len(part.terms) > 1 else _UNHEARD)

    def _query(self, part: Part, weight: float) -> tantivy.Query:
        schema = self._index.schema
        return tantivy.Query.disjunction_max_query(
            [
                tantivy.Query.const_score_query(
                    tantivy.Query.term_query(schema, field, term, "basic"), worth * counts * weight
                )
                for term, worth in part.terms
                for field, counts in FIELDS.items()
            ]
        )


class Search:
    """This process's index. `terms` gives the terms of a stored text."""

    def __init__(self, terms: Callable[[str], Iterable[str]]) -> None:
        self._terms = terms
        self._shelves: dict[Kind, _Shelf] = {kind: _Shelf(-1) for kind in SOURCES}
        self._next: dict[Kind, _Shelf] = {}

    def find(self, parts: Sequence[Part], kind: Kind, limit: int = 50) -> list[Hit]:
        """The rows of a kind that answer most of what is asked, best first."""
        return [Hit(kind, row, score) for row, score in self._shelves[kind].find(parts, limit)]

    async def refresh(self, session: AsyncSession) -> int:
        """Take in the next slice of what has changed; 0 when all is up to date."""
        changes = await session.execute(select(SearchChange.kind, SearchChange.number))
        numbers = {row.kind: row.number for row in changes}
        for kind in SOURCES:
            number = numbers.get(kind, 0)
            if self._shelves[kind].number != number:
                return await self._take_in(session, kind, number)
        return 0

    async def _take_in(self, session: AsyncSession, kind: Kind, number: int) -> int:
        """One slice of a kind's rows; after the last one they are what is found."""
        source = SOURCES[kind]
        shelf = self._next.get(kind)
        if shelf is None or shelf.number != number:  # changed again meanwhile: from the start
            shelf = self._next[kind] = _Shelf(number)
        rows = (
            await session.execute(
                source.rows.where(source.id > shelf.last).order_by(source.id).limit(SLICE)
            )
        ).all()
        await asyncio.to_thread(self._read, shelf, source, rows)
        if len(rows) < SLICE:
            await asyncio.to_thread(shelf.close)
            self._shelves[kind] = self._next.pop(kind)
            return max(len(rows), 1)
        shelf.last = rows[-1].id
        return len(rows)

    def _read(self, shelf: _Shelf, source: _Source, rows: Sequence[Row[Any]]) -> None:
        """Take rows in. In a thread, so that others are answered meanwhile."""
        shelf.take_in(
            (
                row.id,
                {
                    field: " ".join(self._terms(text))
                    for field, text in zip(FIELDS, source.texts(row), strict=True)
                },
            )
            for row in rows
        )
