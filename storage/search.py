"""The one search, over pots, contacts, groups and past grants, in memory beside the database.

Each process has its own index of our own rows, the same on SQLite and PostgreSQL. A writer calls
`rows_changed` in its transaction; every process calls `refresh` every second or so, which costs one
small read where nothing has changed, and otherwise reads a slice of the kind's rows. Of each row it
keeps a mark, so only those that are new, changed or gone cost more than being read. Until the last
slice is in, questions are answered from the index as it was. No transaction is open, and nobody
waits long, while texts are read and written to the index.

A text's terms come from the function that `Search` is given, for what is stored; what is asked
arrives as `Part`s made of the same terms. So the index knows nothing of language.
"""

import asyncio
import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, Literal, NamedTuple, TypeVar, cast

import msgspec
import tantivy
from sqlalchemy import Row, Select, bindparam, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.contacts import Contact
from storage.database import Base, Database, bare, upsert
from storage.grants import Grant
from storage.groups import Group
from storage.meaning import Meaning, Neighbours, NotWorkedOut, Vector
from storage.pots import Pot

Kind = Literal["pot", "contact", "group", "grant"]

Found = TypeVar("Found", Contact, Group, Grant)

SLICE = 250
"""Rows read in one transaction: some 3 ms."""

_BREATH = 20
"""Rows taken in before others get a turn: about a millisecond."""

FIELDS = {"title": 1.0, "tags": 0.95, "body": 0.8}
"""The fields of an entry, and how much a term found there counts."""

_UNHEARD = 0.3
"""How much a word counts that no entry has, as a share of what it would count."""

_ABOUT = 1000
"""Characters of what a group says of itself that are searched: descriptions may run to pages."""

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


async def changes(session: AsyncSession) -> dict[str, int]:
    """How often the rows of each kind have changed; of a kind not named, never."""
    found = await session.execute(select(SearchChange.kind, SearchChange.number))
    return {row.kind: row.number for row in found}


async def rows_changed(
    session: AsyncSession, kind: Kind | Literal["area", "signpost", "prompt"]
) -> None:
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
        select(
            Contact.id,
            Contact.name,
            Contact.topics,
            Contact.decides,
            Contact.role,
            Contact.organisation,
        ),
        lambda row: (
            row.name,
            _listed([*row.topics, row.decides]),
            f"{row.role} ; {row.organisation}",
        ),
        Contact.id,
    ),
    "group": _Source(
        select(Group.id, Group.name, Group.offers, Group.group_type, Group.about),
        lambda row: (row.name, _listed(row.offers), f"{row.group_type} ; {row.about[:_ABOUT]}"),
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


COMPARED: tuple[Kind, ...] = ("pot", "contact", "group")
"""The kinds whose rows are compared by meaning; past grants are too many."""


async def rows_by_id(
    session: AsyncSession, table: type[Found], ids: Collection[int]
) -> Sequence[Found]:
    """The rows with some ids, in no order; an id that is gone is left out."""
    return (await session.scalars(select(table).where(table.id.in_(ids)))).all() if ids else ()


_POT = bare(Pot)
_POTS_BY_ID = select(_POT).where(_POT.c.id.in_(bindparam("ids", expanding=True)))
_NEXT_TO_CLOSE = (_POT.c.closes_on.is_(None), _POT.c.closes_on, _POT.c.title, _POT.c.id)
_POTS_NOT_CLOSED = (
    select(_POT)
    .where(
        _POT.c.id.in_(  # sorts ids, not whole rows: half the time
            select(_POT.c.id)
            .where(or_(_POT.c.closes_on.is_(None), _POT.c.closes_on >= bindparam("on")))
            .order_by(*_NEXT_TO_CLOSE)
            .limit(bindparam("limit"))
        )
    )
    .order_by(*_NEXT_TO_CLOSE)
)


async def pots_by_id(session: AsyncSession, ids: Collection[int]) -> Sequence[Pot]:
    """The pots with some ids, in no order, to be read only; an id that is gone is left out."""
    return await _read_only(session, _POTS_BY_ID, {"ids": list(ids)}) if ids else ()


async def pots_not_closed(session: AsyncSession, on: date, limit: int = 200) -> Sequence[Pot]:
    """The pots open on a day or later, to be read only: next to close first, always-open last."""
    return await _read_only(session, _POTS_NOT_CLOSED, {"on": on, "limit": limit})


async def _read_only(
    session: AsyncSession, pots: Select[*tuple[Any, ...]], values: dict[str, Any]
) -> Sequence[Pot]:
    """Rows that read as pots do. An answer weighs a hundred of them, and shows three."""
    return cast("Sequence[Pot]", (await session.execute(pots, values)).all())


async def contacts_by_ref(session: AsyncSession, refs: Collection[str]) -> Sequence[Contact]:
    """The contacts with some ids of the files', in the order of these ids."""
    if not refs:
        return ()
    return (
        await session.scalars(select(Contact).where(Contact.ref.in_(refs)).order_by(Contact.ref))
    ).all()


@dataclass
class _Reading:
    """One reading of all rows of a kind, slice by slice, in the order of their ids."""

    number: int
    """The change that it takes in; those that follow need another reading."""
    last: int = 0
    """The id of the row read last."""
    marks: dict[int, int] = field(default_factory=dict)
    """Of each row read, by its id, what tells whether its texts have changed."""


_Asked = tuple[tantivy.Occur, tantivy.Query]


class _Shelf:
    """The index of one kind. What is put in and taken out is so for `find` after `close`."""

    def __init__(self) -> None:
        self.number = -1
        """The change up to which all is taken in; -1: nothing is yet."""
        self._marks: dict[int, int] = {}
        self._reading: _Reading | None = None
        builder = tantivy.SchemaBuilder().add_unsigned_field("id", fast=True, indexed=True)
        for name in FIELDS:
            builder.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
        self._index = tantivy.Index(builder.build())
        self._writer: tantivy.IndexWriter | None = None
        self._searcher = self._index.searcher()

    def reading(self, number: int) -> _Reading:
        """The reading under way, or a new one that takes in a change."""
        if self._reading is None:
            self._reading = _Reading(number)
        return self._reading

    def take_in(
        self, row: int, texts: Sequence[str], terms: Callable[[str], frozenset[str]]
    ) -> bool:
        """Put a row in by the terms of its texts, unless these are as they were: whether it did.

        A term is put in the first of its fields alone: there it counts most.
        """
        reading, mark = self.reading(self.number), hash(texts)
        changed = row not in reading.marks and self._marks.get(row) != mark
        if changed:
            self._take_out(row)
            document = tantivy.Document()
            document.add_unsigned("id", row)
            taken: set[str] = set()
            for name, text in zip(FIELDS, texts, strict=True):
                document.add_text(name, " ".join(terms(text) - taken))
                taken |= terms(text)
            self._write().add_document(document)
        reading.marks[row] = mark
        return changed

    @property
    def rows(self) -> Collection[int]:
        """The ids of all rows that are in."""
        return self._marks.keys()

    def close(self) -> None:
        """End the reading: take out what is gone, and give the writer's memory back."""
        reading = self.reading(self.number)
        for row in self._marks.keys() - reading.marks.keys():
            self._take_out(row)
        if self._writer is not None:
            self._writer.commit()
            self._writer.wait_merging_threads()
            self._writer = None
            self._index.reload()
            self._searcher = self._index.searcher()
        self.number, self._marks, self._reading = reading.number, reading.marks, None

    def _take_out(self, row: int) -> None:
        if row in self._marks:
            one = tantivy.Query.term_query(self._index.schema, "id", row)
            self._write().delete_documents_by_query(one)

    def _write(self) -> tantivy.IndexWriter:
        if self._writer is None:
            self._writer = self._index.writer(heap_size=_HEAP, num_threads=1)
        return self._writer

    def known(self, term: str) -> int:
        """How many entries have a term."""
        return sum(self.known_in(name, term) for name in FIELDS)

    def known_in(self, name: str, term: str) -> int:
        """How many entries have a term in a field."""
        return self._searcher.doc_freq(name, term)

    def surely_finds(self, parts: Sequence[Part], least: float) -> bool:
        """Whether a single term already brings an entry that answers a share: no need to look."""
        weights = [self._weight(part) for part in parts]
        share = least * sum(weights) / min(FIELDS.values())
        return any(
            weight * worth >= share and self.known(term)
            for weight, part in zip(weights, parts, strict=True)
            for term, worth in part.terms
        )

    def find(self, parts: Sequence[Part], limit: int, least: float) -> list[tuple[int, float]]:
        """The ids that answer most of the parts, and the share that they answer."""
        weights = [self._weight(part) for part in parts]
        total = sum(weights)
        if not total or not self._searcher.num_docs:
            return []
        needed: list[_Asked] = []
        others: list[_Asked] = []
        share = 0.0
        for weight, part in sorted(zip(weights, parts, strict=True), key=lambda one: one[0]):
            share += weight / total
            asked = (tantivy.Occur.Should, self._query(part, weight / total))
            (needed if share >= least else others).append(asked)
        query = tantivy.Query.boolean_query(needed)
        if others:
            # All of these together are too little, and they are what is common: half of the work.
            query = tantivy.Query.boolean_query([(tantivy.Occur.Must, query), *others])
        hits = self._searcher.search(query, limit, count=False).hits
        ids = self._searcher.fast_field_values("id", [address for _, address in hits])
        return [
            (int(row or 0), score)
            for row, (score, _) in zip(ids, hits, strict=True)
            if score >= least
        ]

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
                    tantivy.Query.term_query(schema, name, term, "basic"), worth * counts * weight
                )
                for term, worth in part.terms
                for name, counts in FIELDS.items()
            ]
        )


OUTSTANDING = 0.1
"""What a row's score gains for each standard deviation by which it stands out in meaning."""


NAMED: Sequence[Kind] = ("pot", "contact", "group")
"""Kinds whose rows people may ask for by name."""


class _AtOnce(dict[str, Vector]):
    """Senses that are worked out when they are asked for."""

    def __init__(self, meaning: Meaning | None) -> None:
        super().__init__()
        self._meaning = meaning

    def __missing__(self, said: str) -> Vector:
        assert self._meaning
        return self._meaning.at_once(said)


class Search:
    """This process's index. `terms` gives the terms of a stored text; `meaning` may be there."""

    def __init__(
        self, terms: Callable[[str], Iterable[str]], meaning: Meaning | None = None
    ) -> None:
        # Many rows share a funder or a programme.
        self._terms = lru_cache(maxsize=2_000)(lambda text: frozenset(terms(text)))
        self._shelves: dict[Kind, _Shelf] = {kind: _Shelf() for kind in SOURCES}
        self._one_at_a_time = asyncio.Lock()
        self._meaning = meaning
        self._near = {kind: Neighbours(meaning) for kind in COMPARED} if meaning else {}

    def find(
        self,
        parts: Sequence[Part],
        kind: Kind,
        limit: int = 50,
        *,
        least: float = 0.0,
        sense: Vector | None = None,
    ) -> list[Hit]:
        """The rows of a kind that answer most of what is asked, best first.

        Those that answer less than a share of it, `least`, are left out. `sense`: of the question,
        to put what is found in a better order; None: meaning is not compared.
        """
        found = self._shelves[kind].find(parts, limit, least)
        if sense is not None and kind in self._near:
            above = self._near[kind].above_average(sense, [row for row, _ in found])
            found = sorted(
                ((row, score * (1 + OUTSTANDING * above[row])) for row, score in found),
                key=lambda one: -one[1],
            )
        return [Hit(kind, row, score) for row, score in found]

    def sense(self, parts: Sequence[Part], senses: Mapping[str, Vector]) -> Vector | None:
        """What a question means, by the words that say what it is about; None: not compared.

        Raises:
            NotWorkedOut: it is not among the `senses`.
        """
        if self._meaning is None or not parts:
            return None
        said = " ".join(part.said.replace("_", " ") for part in parts)
        try:
            return senses[said]
        except KeyError:
            raise NotWorkedOut(said) from None

    async def work_out(self, said: str) -> Vector:
        """What was not worked out."""
        assert self._meaning
        return await self._meaning.of_question(said)

    def senses_at_once(self) -> Mapping[str, Vector]:
        """All that may be asked for, worked out on the spot: for a command."""
        return _AtOnce(self._meaning)

    async def learn(self) -> int:
        """Read the next slice of rows for their meaning; 0 when all are read, or none is to be."""
        for near in self._near.values():
            if read := await near.read():
                return read
        return 0

    def in_names(self, term: str) -> bool:
        """Whether a pot, a contact or a group has a term in what it is called."""
        return any(self._shelves[kind].known_in("title", term) for kind in NAMED)

    def has(self, parts: Sequence[Part], kind: Kind, least: float) -> bool:
        """Whether a row of a kind answers a share of what is asked.

        Much the same as finding the best, in a tenth of the time where words are common.
        """
        shelf = self._shelves[kind]
        return shelf.surely_finds(parts, least) or bool(shelf.find(parts, 1, least))

    def taken_in(self, kind: Kind) -> int:
        """The change of a kind's rows up to which all is taken in; -1: nothing is yet."""
        return self._shelves[kind].number

    async def refresh(self, database: Database) -> int:
        """Read the next slice of what has changed; 0 when all is up to date."""
        async with self._one_at_a_time:
            async with database.reading() as session:
                changes = await session.execute(select(SearchChange.kind, SearchChange.number))
                numbers = {row.kind: row.number for row in changes}
                behind = (
                    kind for kind in SOURCES if self._shelves[kind].number != numbers.get(kind, 0)
                )
                if (kind := next(behind, None)) is None:
                    return 0
                shelf, source = self._shelves[kind], SOURCES[kind]
                reading = shelf.reading(numbers.get(kind, 0))
                rows = (
                    await session.execute(
                        source.rows.where(source.id > reading.last).order_by(source.id).limit(SLICE)
                    )
                ).all()
            for count, row in enumerate(rows, 1):
                texts = source.texts(row)
                if shelf.take_in(row.id, texts, self._terms) and kind in self._near:
                    self._near[kind].put(row.id, texts)
                if count % _BREATH == 0:
                    await asyncio.sleep(0)
            if len(rows) == SLICE:
                reading.last = rows[-1].id
            else:
                await asyncio.to_thread(shelf.close)
                if kind in self._near:
                    self._near[kind].keep_only(shelf.rows)
            return max(len(rows), 1)
