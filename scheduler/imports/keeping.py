"""An import, from a file to its table: read and check all of it, then keep it in slices.

The whole file is read and checked before the first row is written; what is good waits in a
temporary file of the system, so that memory stays bounded. If a row is refused, nothing is
written, unless the caller wants the good rows kept.

Writing is not one transaction: 100,000 rows would hold everybody else up for seconds, and no
write may last over 50 ms. So it goes in slices of `SLICE` rows, each a transaction, and a file
of one slice is all or nothing in every case. A larger one that is cut short between slices (a
kill, a full disk) leaves whole good rows behind and its `Import` marked incomplete. Importing
the file again finishes it: rows are kept by their ref, so the ones written are "same". To
write them aside and swap in one statement would take that one long transaction after all.
"""

import asyncio
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from hashlib import sha256
from itertools import islice
from pathlib import Path
from types import GenericAlias
from typing import IO

import msgspec

from scheduler.imports import cells
from scheduler.imports.cells import day_here, squashed
from scheduler.imports.checking import Check, Tell
from scheduler.imports.files import Source, look_at
from scheduler.imports.giving import read_grants
from scheduler.imports.kinds import kind_of
from scheduler.imports.oruk import read_services
from scheduler.imports.problems import (
    MOST_CHANGES,
    CannotRead,
    Problem,
    Report,
    Why,
    sentences,
)
from scheduler.imports.rows import Known, Row
from scheduler.imports.sheets import SHEETS
from scheduler.imports.tables import read_table
from scheduler.imports.text import plain
from storage import imports
from storage.areas import all_areas
from storage.database import Transacting, new_id
from storage.imports import Change, Import, Kind, Values

SLICE = 500
"""Rows written at a time: on SQLite some 13 ms, at most 31 (100,000 past grants)."""

_IN_MEMORY = 4 << 20
"""Bytes of good rows that wait in memory; more wait on disk."""

_BREATH = 100
"""Rows read between two looks at how far it is."""

Progress = Callable[[int, int | None], None]
"""Hears how many rows are done, of how many; None: the file is still being read."""


_SAID = 100
"""Lines about rows that are kept with the account of an import."""

_FORGOTTEN = 20
"""Slices of earlier imports that a transaction forgets."""


async def import_file(
    database: Transacting,
    kind: Kind | None,
    file: Path,
    *,
    now: datetime,
    dry_run: bool = False,
    keep_good: bool = False,
    progress: Progress | None = None,
    tell: Tell | None = None,
) -> Report:
    """Keep a file's rows: all of them, or with `keep_good` those that can be, or else none.

    Args:
        database: where to.
        kind: what the file holds; None: what its headings say.
        file: CSV or XLSX in our form; for past grants 360Giving CSV, XLSX or JSON; for groups and
            contacts Open Referral UK JSON, too.
        now: the instant; days to come are told from days past by it.
        dry_run: report what would be done, and write nothing.
        keep_good: keep the good rows even if others are refused.
        progress: hears how far it is.
        tell: hears of each problem as it is met.

    Raises:
        CannotRead: the file as a whole is no such file; nothing was kept.
    """
    return await import_pages(
        database,
        kind,
        file.name,
        [file],
        now=now,
        dry_run=dry_run,
        keep_good=keep_good,
        progress=progress,
        tell=tell,
    )


async def import_pages(
    database: Transacting,
    kind: Kind | None,
    name: str,
    pages: Sequence[Path],
    *,
    now: datetime,
    origin: str = "",
    dry_run: bool = False,
    keep_good: bool = False,
    progress: Progress | None = None,
    tell: Tell | None = None,
) -> Report:
    """The same for the pages of a feed, in their order, which together are as one file.

    `name` is what the import is remembered by; `origin` what readers of its rows are told.
    """
    sources = [await asyncio.to_thread(look_at, page) for page in pages]
    if kind is None:
        kind = await asyncio.to_thread(kind_of, sources[0])
    known = await _known(database, day_here(now))
    check = Check(SHEETS[kind], known, tell or _ignore)
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as waiting:
        aside = _Aside(kind, waiting)
        rows = check.good(_rows(sources, kind, known, origin))
        await _read(rows, aside, progress or _ignore)
        if not (aside.count or check.refused or check.skipped):
            raise CannotRead(Why.NO_ROWS)
        keeps = not dry_run and (keep_good or not check.refused)
        record = Import(
            id=new_id(now),
            kind=kind,
            file=plain(name),
            digest=_digest(sources),
            at=now,
            complete=False,
            new=0,
            changed=0,
            same=0,
            refused=check.refused,
            warnings=check.warnings,
            said=sentences(check.problems)[:_SAID],
        )
        changes = await _go_through(database, record, aside, progress or _ignore, keeps=keeps)
    return Report(
        kind=kind,
        new=record.new,
        changed=record.changed,
        same=record.same,
        refused=check.refused,
        skipped=check.skipped,
        warnings=check.warnings,
        kept=keeps,
        problems=check.problems,
        changes=changes,
        import_id=record.id if keeps else None,
    )


def _digest(sources: Sequence[Source]) -> str:
    if len(sources) == 1:
        return sources[0].digest
    return sha256("".join(source.digest for source in sources).encode()).hexdigest()


SAMPLE: Mapping[Kind, str] = {
    Kind.AREAS: "areas.csv",
    Kind.CONTACTS: "contacts.csv",
    Kind.POTS: "funding_pots.csv",
    Kind.GROUPS: "groups.csv",
    Kind.SIGNPOSTS: "signposts.csv",
    Kind.GRANTS: "past_grants_360giving.csv",
    Kind.PROMPTS: "prompts.csv",
}
"""The files of a sample area, each after those it refers to."""


async def load_sample(database: Transacting, now: datetime, folder: Path) -> Mapping[Kind, Report]:
    """Keep every file of a sample area; doing so again changes nothing."""
    return {
        kind: await import_file(database, kind, folder / name, now=now)
        for kind, name in SAMPLE.items()
    }


def _ignore(*_: object) -> None:
    """Listen to nothing."""


async def _known(database: Transacting, today: date) -> Known:
    """What is stored that rows may refer to."""
    async with database.transaction() as session:
        areas = await all_areas(session)
        refs = await imports.contact_refs(session)
    names: dict[str, str] = {}
    for said_as in (
        lambda area: [area.name],
        lambda area: [squashed(area.name)],
        lambda area: area.also_called,
        lambda area: map(squashed, area.also_called),
    ):
        for area in areas:
            for word in said_as(area):
                names.setdefault(word.lower(), area.name)
    return Known(today, names, {ref.lower(): ref for ref in refs})


def _rows(
    sources: Sequence[Source], kind: Kind, known: Known, origin: str
) -> Iterator[Row | Problem | None]:
    """The rows, after what there is to say about the file as a whole."""
    source, sheet, about = sources[0], SHEETS[kind], Row(1, {})
    reads = {column.read for column in sheet.columns}
    if source.encoding == "cp1252":
        about.warn(None, Why.WINDOWS_TEXT)
    if not known.areas and reads & {cells.area, cells.areas}:
        about.warn(None, Why.NO_AREAS_YET)
    if not known.contacts and cells.contact_id in reads:
        about.warn(None, Why.NO_CONTACTS_YET)
    yield from about.problems
    if source.form != "json":
        yield from read_table(source, sheet)
    elif kind is Kind.GRANTS:
        yield from read_grants(source)
    elif kind in (Kind.GROUPS, Kind.CONTACTS):
        yield from read_services(sources, kind, known, origin or "Open Referral UK")
    else:
        raise CannotRead(Why.JSON_IS_FOR_OTHERS)


class _Aside:
    """Good rows that wait, in slices, until the whole file has been read."""

    def __init__(self, kind: Kind, file: IO[bytes]) -> None:
        self.count = 0
        self._kind = kind
        self._file = file
        self._sizes: list[int] = []
        self._columns: Iterable[str] = ()

    def put(self, rows: list[Values]) -> None:
        """Set a slice aside; every row has the same columns."""
        if rows:
            self.count += len(rows)
            self._columns = rows[0].keys()
            self._sizes.append(self._file.write(msgspec.msgpack.encode(rows)))

    def slices(self) -> Iterator[list[Values]]:
        """The slices, in their order."""
        types = imports.columns(self._kind)
        row = msgspec.defstruct("Kept", [(name, types[name]) for name in self._columns])
        decoder = msgspec.msgpack.Decoder(GenericAlias(list, (row,)))
        self._file.seek(0)
        for size in self._sizes:
            yield [msgspec.structs.asdict(kept) for kept in decoder.decode(self._file.read(size))]


async def _read(rows: Iterator[Values | None], aside: _Aside, progress: Progress) -> None:
    """Read and check the whole file, and set what is good aside."""
    good, read = list[Values](), 0
    # Beside the event loop: before its first row, a workbook has all its shared texts read.
    while some := await asyncio.to_thread(list, islice(rows, _BREATH)):
        read += len(some)
        good += [values for values in some if values is not None]
        while len(good) >= SLICE:
            aside.put(good[:SLICE])
            good = good[SLICE:]
        progress(read, None)
    aside.put(good)


async def _go_through(
    database: Transacting, record: Import, aside: _Aside, progress: Progress, *, keeps: bool
) -> list[Change]:
    """Keep what was set aside, or only count what that would change; the record has the counts."""
    done, first = 0, list[Change]()
    for number, rows in enumerate(aside.slices()):
        done += len(rows)
        record.complete = done == aside.count
        async with database.transaction() as session:
            if keeps:
                changes = await imports.keep(session, record, rows, number)
            else:
                changes = await imports.compare(session, record, rows)
        first += changes[: MOST_CHANGES - len(first)]
        progress(done, aside.count)
    if keeps and (record.new or record.changed):
        await _forget_older(database, record)
    return first


async def _forget_older(database: Transacting, record: Import) -> None:
    """Keep to undo no more than the last import of each kind."""
    forgotten = _FORGOTTEN
    while forgotten == _FORGOTTEN:
        async with database.transaction() as session:
            forgotten = await imports.forget_older(session, record, _FORGOTTEN)
