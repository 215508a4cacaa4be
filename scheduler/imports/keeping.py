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
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from types import GenericAlias
from typing import IO

import msgspec

from scheduler.imports import cells
from scheduler.imports.cells import day_here, squashed
from scheduler.imports.checking import Check, Tell
from scheduler.imports.files import Source, look_at
from scheduler.imports.giving import read_grants
from scheduler.imports.problems import CannotRead, Problem, Report, Why
from scheduler.imports.rows import Known, Row
from scheduler.imports.sheets import SHEETS
from scheduler.imports.tables import read_table
from scheduler.imports.text import plain
from storage import imports
from storage.areas import all_areas
from storage.database import Database, new_id
from storage.imports import Import, Kind, Values

SLICE = 500
"""Rows written at a time: on SQLite some 13 ms, at most 31 (100,000 past grants)."""

_IN_MEMORY = 4 << 20
"""Bytes of good rows that wait in memory; more wait on disk."""

_BREATH = 100
"""Rows read before others get a turn: some milliseconds."""

Progress = Callable[[int, int | None], None]
"""Hears how many rows are done, of how many; None: the file is still being read."""


async def import_file(
    database: Database,
    kind: Kind,
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
        kind: what the file holds.
        file: CSV in our form; for past grants 360Giving CSV or JSON.
        now: the instant; days to come are told from days past by it.
        dry_run: report what would be done, and write nothing.
        keep_good: keep the good rows even if others are refused.
        progress: hears how far it is.
        tell: hears of each problem as it is met.

    Raises:
        CannotRead: the file as a whole is no such file; nothing was kept.
    """
    source = await asyncio.to_thread(look_at, file)
    known = await _known(database, day_here(now))
    check = Check(SHEETS[kind], known, tell or _ignore)
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as waiting:
        aside = _Aside(kind, waiting)
        await _read(check.good(_rows(source, kind, known)), aside, progress or _ignore)
        if not (aside.count or check.refused or check.skipped):
            raise CannotRead(Why.NO_ROWS)
        keeps = not dry_run and (keep_good or not check.refused)
        record = Import(
            id=new_id(now),
            kind=kind,
            file=plain(file.name),
            digest=source.digest,
            at=now,
            complete=False,
            new=0,
            changed=0,
            same=0,
            refused=check.refused,
            warnings=check.warnings,
        )
        await _go_through(database, record, aside, progress or _ignore, keeps=keeps)
    return Report(
        new=record.new,
        changed=record.changed,
        same=record.same,
        refused=check.refused,
        skipped=check.skipped,
        warnings=check.warnings,
        kept=keeps,
        problems=check.problems,
    )


SAMPLE: Mapping[Kind, str] = {
    Kind.AREAS: "areas.csv",
    Kind.CONTACTS: "contacts.csv",
    Kind.POTS: "funding_pots.csv",
    Kind.GROUPS: "groups.csv",
    Kind.SIGNPOSTS: "signposts.csv",
    Kind.GRANTS: "past_grants_360giving.csv",
}
"""The files of a sample area, each after those it refers to."""


async def load_sample(database: Database, now: datetime, folder: Path) -> Mapping[Kind, Report]:
    """Keep every file of a sample area; doing so again changes nothing."""
    return {
        kind: await import_file(database, kind, folder / name, now=now)
        for kind, name in SAMPLE.items()
    }


def _ignore(*_: object) -> None:
    """Listen to nothing."""


async def _known(database: Database, today: date) -> Known:
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


def _rows(source: Source, kind: Kind, known: Known) -> Iterator[Row | Problem]:
    """The file's rows, after what there is to say about the file as a whole."""
    sheet, about = SHEETS[kind], Row(1, {})
    reads = {column.read for column in sheet.columns}
    if source.encoding == "cp1252":
        about.warn(None, Why.WINDOWS_TEXT)
    if not known.areas and reads & {cells.area, cells.areas}:
        about.warn(None, Why.NO_AREAS_YET)
    if not known.contacts and cells.contact_id in reads:
        about.warn(None, Why.NO_CONTACTS_YET)
    yield from about.problems
    if not source.is_json:
        yield from read_table(source, sheet)
    elif kind is Kind.GRANTS:
        yield from read_grants(source)
    else:
        raise CannotRead(Why.JSON_IS_FOR_GRANTS)


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
    good: list[Values] = []
    for read, values in enumerate(rows, 1):
        if values is not None:
            good.append(values)
        if len(good) == SLICE:
            aside.put(good)
            good = []
        if read % _BREATH == 0:
            progress(read, None)
            await asyncio.sleep(0)
    aside.put(good)


async def _go_through(
    database: Database, record: Import, aside: _Aside, progress: Progress, *, keeps: bool
) -> None:
    """Keep what was set aside, or only count what that would change; the record has the counts."""
    done = 0
    for rows in aside.slices():
        done += len(rows)
        record.complete = done == aside.count
        async with database.transaction() as session:
            if keeps:
                await imports.keep(session, record, rows)
            else:
                await imports.compare(session, record, rows)
        progress(done, aside.count)
