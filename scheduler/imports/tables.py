"""Tables: from a CSV file's lines or a workbook's sheets to rows, whatever stands above them."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import IO

from scheduler.imports import workbooks
from scheduler.imports.cells import squashed
from scheduler.imports.files import Source
from scheduler.imports.problems import CannotRead, Problem, Why
from scheduler.imports.rows import Row
from scheduler.imports.sheets import Sheet
from scheduler.imports.text import unguarded

_SEPARATORS = ",;\t|"
_TITLE_LINES = 30
"""How far down the headings may be."""
_LONGEST_LINE = 500_000
_WIDEST = 500
_TOTALS = re.compile(r"(grand |sub-?)?totals?\b", re.IGNORECASE)


@dataclass(frozen=True)
class Header:
    """The line of headings: where it is, and which column is which field."""

    within: str
    """What separates its cells; in a workbook, the name of the sheet."""
    line: int
    words: Sequence[str]
    fields: Sequence[str | None]
    """Each column's field; None: not ours, or there twice."""

    @property
    def headings(self) -> Mapping[str, str]:
        """The file's own word for each field."""
        return {
            field: word.strip()
            for field, word in zip(self.fields, self.words, strict=True)
            if field
        }


def read_table(source: Source, sheet: Sheet) -> Iterator[Row | Problem | None]:
    """The rows of a table, in their order, after what there is to say about its headings.

    Lines that cannot be split into cells come as a refused row; None for those that are empty.

    Raises:
        CannotRead: it has no such headings, or no table has such lines.
    """
    if source.form == "workbook":
        with workbooks.opened(source.file) as workbook:
            header = _chosen(_in_workbook(workbook, sheet), sheet)
            yield from _about(header, sheet)
            yield from _workbook_rows(workbook, header)
        return
    header = _chosen(_in_text(source, sheet), sheet)
    yield from _about(header, sheet)
    with source.open() as text:
        lines = _Lines(text)
        for _ in islice(lines, header.line - 1):
            pass  # the title
        for cells in _split(lines, header.within):
            if isinstance(cells, Row):
                yield cells
            elif any(map(str.strip, cells)) and not _is_header(header, cells):
                yield _row(header, cells, lines.start)
            else:
                yield None


def fit(source: Source, sheet: Sheet) -> int:
    """How many of a kind's columns a table has; 0: not all that are needed."""
    try:
        if source.form == "workbook":
            with workbooks.opened(source.file) as workbook:
                return len(_chosen(_in_workbook(workbook, sheet), sheet).headings)
        return len(_chosen(_in_text(source, sheet), sheet).headings)
    except CannotRead:
        return 0


class _Lines:
    """The lines of a text, counted, none of them absurdly long."""

    def __init__(self, text: IO[str]) -> None:
        self._text = text
        self.count = 0
        self.start = 1
        """Where the row that is being read begins."""

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._text.readline(_LONGEST_LINE)
        if not line:
            raise StopIteration
        self.count += 1
        if len(line) == _LONGEST_LINE:
            raise CannotRead(Why.ABSURD_LINE, line=self.count, limit=f"{_LONGEST_LINE:,}")
        return line


def _split(lines: _Lines, separator: str) -> Iterator[list[str] | Row]:
    """Each row's cells; a refused row for lines that could not be split."""
    reader = csv.reader(lines, delimiter=separator, strict=True)
    while True:
        lines.start = lines.count + 1
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error:
            # Strict, so that one quotation mark too many costs its own row and not the file;
            # the reader begins afresh with the next line.
            yield _unsplit(lines.start, lines.count)


def _unsplit(start: int, end: int) -> Row:
    row = Row(start, {})
    if start == end:
        row.refuse(None, Why.BROKEN_QUOTES)
    else:
        row.refuse(None, Why.BROKEN_LINES, line=start, last=end)
    return row


def _is_header(header: Header, cells: list[str]) -> bool:
    """Whether it is the line of headings, or that line once more, as pasted pages have it."""
    return [cell.strip() for cell in cells] == [word.strip() for word in header.words]


def _row(header: Header, cells: list[str], line: int, unit: str = "line") -> Row:
    found = {
        field: unguarded(cell)
        for field, cell in zip(header.fields, cells, strict=False)
        if field and cell
    }
    row = Row(line, found, header.headings, unit)
    filled = [cell.strip() for cell in cells if cell.strip()]
    if len(filled) <= 3 and _TOTALS.match(filled[0]):
        row.skip(Why.TOTALS)
    elif beyond := "".join(cells[len(header.words) :]).strip():
        row.warn(None, Why.EXTRA_CELL, said=beyond)
    elif len(cells) < len(header.words):
        row.warn(None, Why.SHORT_ROW)
    return row


def _in_text(source: Source, sheet: Sheet) -> Iterator[Header]:
    """Each of the first lines, taken for headings, by any separator."""
    with source.open() as text:
        top = list(islice(_Lines(text), _TITLE_LINES))
    for separator in _SEPARATORS:
        for line, words in _first_rows(top, separator):
            yield Header(separator, line, words, _fields(words, sheet))


def _in_workbook(workbook: workbooks.Workbook, sheet: Sheet) -> Iterator[Header]:
    """Each of the first rows of each sheet, taken for headings."""
    for each in workbook.sheets:
        rows = (row for row in workbook.rows(each) if row is not None)
        for line, words in islice(rows, _TITLE_LINES):
            yield Header(each.name, line, words, _fields(words, sheet))


def _chosen(candidates: Iterable[Header], sheet: Sheet) -> Header:
    """The headings that name most of our columns.

    Raises:
        CannotRead: none do, or one is missing that is needed.
    """
    best = max(candidates, key=lambda header: len(header.headings), default=None)
    needed = [column for column in sheet.columns if column.needed]
    if best is None or not best.headings:
        raise CannotRead(
            Why.NO_HEADINGS, wanted=", ".join(column.headings[0] for column in sheet.columns)
        )
    if len(best.words) > _WIDEST:
        raise CannotRead(Why.ABSURD_WIDTH, limit=_WIDEST)
    missing = [column.headings[0] for column in needed if column.name not in best.headings]
    if missing:
        raise CannotRead(
            Why.MISSING_HEADINGS,
            missing=" and ".join(missing),
            found=", ".join(word.strip()[:40] for word in best.words[:40] if word.strip()),
        )
    return best


def _workbook_rows(workbook: workbooks.Workbook, header: Header) -> Iterator[Row | None]:
    chosen = next(each for each in workbook.sheets if each.name == header.within)
    for row in workbook.rows(chosen):
        if row is None or row[0] <= header.line or _is_header(header, row[1]):
            yield None
        elif any(map(str.strip, row[1])):
            # Cells that are empty at the end of a row are not in the file at all.
            cells = row[1] + [""] * (len(header.words) - len(row[1]))
            yield _row(header, cells, row[0], "row")


def _first_rows(top: Sequence[str], separator: str) -> Iterator[tuple[int, list[str]]]:
    """The row that begins on each line: so no quotation mark in a title swallows the headings."""
    for start in range(len(top)):
        try:
            yield start + 1, next(csv.reader(top[start:], delimiter=separator), [])
        except csv.Error:
            continue


def _fields(words: Sequence[str], sheet: Sheet) -> list[str | None]:
    by_heading, taken = sheet.by_heading(), set[str]()
    fields: list[str | None] = []
    for word in words:
        column = by_heading.get(squashed(word))
        fields.append(column.name if column and column.name not in taken else None)
        taken.update(filter(None, fields[-1:]))
    return fields


def _about(header: Header, sheet: Sheet) -> Sequence[Problem]:
    """Doubts about the headings themselves."""
    row = Row(header.line, {})
    by_heading = sheet.by_heading()
    unused = []
    for word, field in zip(header.words, header.fields, strict=True):
        if field is None and squashed(word) in by_heading:
            row.warn(None, Why.HEADING_TWICE, said=word)
        elif field is None and word.strip():
            unused.append(word.strip())
    if unused and sheet.strict:
        row.warn(None, Why.HEADINGS_UNUSED, said=", ".join(unused))
    return row.problems
