"""Excel workbooks (.xlsx), read row by row: never more of one in memory than a row.

A few kilobytes of workbook can say that a cell stands in the last column of the last row, that a
word is a gigabyte long, or that it unpacks to one. So sizes are checked before anything is read,
nothing is laid out as a rectangle, and shared texts wait on disk (docs/whys.md, "Our own reader
of workbooks").

ECMA-376, part 1: https://ecma-international.org/publications-and-standards/standards/ecma-376/
"""

import re
import tempfile
import zipfile
import zlib
from array import array
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from posixpath import join, normpath
from typing import IO
from xml.parsers import expat

from scheduler.imports.problems import CannotRead, Why

UNPACKED = 200 * 1024 * 1024
"""Bytes that the parts of a workbook may have together once they are unpacked."""

_PARTS = 1000
_SHEETS = 50
_COLUMNS = 1000
"""Cells further to the right are passed over."""
_LONGEST = 100_000
"""Characters of a cell; what is beyond is passed over."""
_TAG = 1 << 20
"""Bytes that one tag may have."""
_CHUNK = 1 << 16
_TEXTS_IN_MEMORY = 4 << 20
_MOST_TEXTS = 500_000
"""Texts that cells may share: five for each of 100,000 rows. A few bytes say one, packed."""

Cells = list[str]


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook."""

    name: str
    part: str
    """Where it is in the archive."""


@contextmanager
def opened(file: Path) -> Iterator["Workbook"]:
    """A workbook, as long as it is read.

    Raises:
        CannotRead: it is none, is broken, or would unpack to too much.
    """
    try:
        with (
            zipfile.ZipFile(file) as archive,
            tempfile.SpooledTemporaryFile(_TEXTS_IN_MEMORY) as texts,
        ):
            parts = archive.infolist()
            if len(parts) > _PARTS or sum(part.file_size for part in parts) > UNPACKED:
                raise CannotRead(Why.UNPACKS_TOO_BIG, limit=UNPACKED >> 20)
            yield Workbook(archive, texts)
    except (zipfile.BadZipFile, zlib.error, expat.ExpatError, EOFError, RuntimeError) as error:
        # RuntimeError is a password; NotImplementedError, a kind of it, an unusual packing.
        raise CannotRead(Why.BROKEN_WORKBOOK, detail=_short(error)) from None


def is_workbook(file: Path) -> bool:
    """Whether an archive holds a workbook, and not something else."""
    try:
        with zipfile.ZipFile(file) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except (zipfile.BadZipFile, ValueError):
        return False


def _short(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:80]


class Workbook:
    """A workbook's sheets and their rows."""

    def __init__(self, archive: zipfile.ZipFile, texts: IO[bytes]) -> None:
        self._archive = archive
        self._texts = _Texts(texts)
        self._is_date, self._zero = list[bool](), _ZERO
        self.sheets = self._find_sheets()
        self._read_styles()
        self._read_texts()

    def rows(self, sheet: Sheet) -> Iterator[tuple[int, Cells] | None]:
        """Each row that holds anything, with its number; None now and then while there is none."""
        reading = _Rows(self._texts, self._is_date, self._zero)
        for _ in self._parse(sheet.part, reading.start, reading.end, reading.text):
            done, reading.done = reading.done, []
            yield from done
            if not done:
                yield None

    def _find_sheets(self) -> list[Sheet]:
        named: list[tuple[str, str]] = []
        targets: dict[str, str] = {}

        def workbook(tag: str, attributes: Mapping[str, str]) -> None:
            if tag == "sheet":
                keys = (value for name, value in attributes.items() if name.endswith(":id"))
                named.append((attributes.get("name", ""), next(keys, "")))
            elif tag == "workbookPr" and attributes.get("date1904") in ("1", "true"):
                self._zero = _ZERO_1904

        def relation(tag: str, attributes: Mapping[str, str]) -> None:
            if tag == "Relationship" and attributes.get("Type", "").endswith("/worksheet"):
                targets[attributes.get("Id", "")] = attributes.get("Target", "")

        self._read("xl/workbook.xml", workbook)
        self._read("xl/_rels/workbook.xml.rels", relation)
        return [
            Sheet(name, normpath(join("/xl", targets[key])).lstrip("/"))
            for name, key in named[:_SHEETS]
            if key in targets
        ]

    def _read_styles(self) -> None:
        """Which styles of cells are dates: a number alone does not say so."""
        dates = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
        within = [""]

        def style(tag: str, attributes: Mapping[str, str]) -> None:
            if tag in ("cellXfs", "cellStyleXfs"):
                within[0] = tag
            elif tag == "numFmt" and _says_day(attributes.get("formatCode", "")):
                dates.add(_whole(attributes.get("numFmtId", "")))
            elif tag == "xf" and within[0] == "cellXfs":
                self._is_date.append(_whole(attributes.get("numFmtId", "")) in dates)

        if "xl/styles.xml" in self._archive.namelist():
            self._read("xl/styles.xml", style)

    def _read_texts(self) -> None:
        """Texts that cells share; a cell holds the number of one."""
        if "xl/sharedStrings.xml" not in self._archive.namelist():
            return
        parts: list[str] = []
        inside = _Inside()

        def start(tag: str, attributes: Mapping[str, str]) -> None:
            inside.enter(tag)
            if tag == "si":
                parts.clear()

        def end(tag: str) -> None:
            inside.leave(tag)
            if tag == "si":
                self._texts.add("".join(parts))
                if len(self._texts) > _MOST_TEXTS:
                    raise CannotRead(Why.TOO_MANY_TEXTS, limit=f"{_MOST_TEXTS:,}")

        def text(said: str) -> None:
            if inside.words and sum(map(len, parts)) < _LONGEST:
                parts.append(said)

        for _ in self._parse("xl/sharedStrings.xml", start, end, text):
            pass

    def _read(self, part: str, start: Callable[[str, Mapping[str, str]], None]) -> None:
        for _ in self._parse(part, start, lambda _: None, lambda _: None):
            pass

    def _parse(
        self,
        part: str,
        start: Callable[[str, Mapping[str, str]], None],
        end: Callable[[str], None],
        text: Callable[[str], None],
    ) -> Iterator[None]:
        """Read a part of the archive, and say when a piece of it is done."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = lambda tag, attributes: start(_local(tag), attributes)
        parser.EndElementHandler = lambda tag: end(_local(tag))
        parser.CharacterDataHandler = text
        parser.StartDoctypeDeclHandler = _refuse_doctype
        try:
            opened = self._archive.open(part)
        except KeyError:
            raise CannotRead(Why.BROKEN_WORKBOOK, detail=f"{part[:60]} is missing") from None
        fed = 0
        with opened:
            while piece := opened.read(_CHUNK):
                parser.Parse(piece, False)
                fed += len(piece)
                if fed - parser.CurrentByteIndex > _TAG:
                    raise CannotRead(Why.BROKEN_WORKBOOK, detail="a tag is over a megabyte long")
                yield
            parser.Parse(b"", True)
            yield


def _refuse_doctype(*_: object) -> None:
    raise CannotRead(Why.BROKEN_WORKBOOK, detail="it defines entities, which no workbook does")


def _local(tag: str) -> str:
    """A tag without the prefix that some programs write."""
    return tag.rpartition(":")[2]


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else -1


@dataclass
class _Inside:
    """Whether what is read are words of a cell, and no reading aid beside them."""

    words: bool = False
    _aid: bool = False

    def enter(self, tag: str) -> None:
        self._aid = self._aid or tag == "rPh"
        self.words = tag == "t" and not self._aid

    def leave(self, tag: str) -> None:
        self._aid = self._aid and tag != "rPh"
        self.words = False


class _Texts:
    """Texts by number, in a file: there may be millions."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._ends = array("Q", [0])

    def add(self, text: str) -> None:
        self._file.write(text.encode("utf-8", "surrogatepass"))
        self._ends.append(self._file.tell())

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, number: int) -> str:
        if not 0 <= number < len(self):
            return ""
        self._file.seek(self._ends[number])
        size = self._ends[number + 1] - self._ends[number]
        return self._file.read(size).decode("utf-8", "surrogatepass")


# --- Cells ----------------------------------------------------------------------------------

_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet's days have no zone
_ZERO_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
_LAST_DAY = 2_958_465  # 31 December 9999
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


def _says_day(code: str) -> bool:
    """Whether a format of numbers shows a day."""
    return bool(re.search("[dy]", _QUOTED.sub("", code[:200]), re.IGNORECASE))


@dataclass
class _Rows:
    """Rows, as the parser meets them."""

    texts: _Texts
    is_date: list[bool]
    zero: datetime
    done: list[tuple[int, Cells] | None] = field(default_factory=list)
    _line: int = 0
    _cells: dict[int, str] = field(default_factory=dict)
    _column: int = -1
    _kind: str = ""
    _style: int = 0
    _value: str = ""
    _formula: str = ""
    _tag: str = ""
    _inside: _Inside = field(default_factory=_Inside)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._tag = tag
        self._inside.enter(tag)
        if tag == "row":
            # Some number no rows, and some say one number twice.
            self._line = max(self._line + 1, _whole(attributes.get("r", "")))
            self._cells, self._column = {}, -1
        elif tag == "c":
            self._column = _column(attributes.get("r", ""), self._column + 1)
            self._kind = attributes.get("t", "n")
            self._style = _whole(attributes.get("s", "0"))
            self._value = self._formula = ""

    def text(self, said: str) -> None:
        if (self._tag == "v" or self._inside.words) and len(self._value) < _LONGEST:
            self._value += said
        elif self._tag == "f" and len(self._formula) < _LONGEST:
            self._formula += said

    def end(self, tag: str) -> None:
        self._tag = ""
        self._inside.leave(tag)
        if tag == "c" and self._column < _COLUMNS:
            if value := self._said():
                self._cells[self._column] = value
        elif tag == "row" and self._cells:
            width = max(self._cells) + 1
            self.done.append((self._line, [self._cells.get(n, "") for n in range(width)]))

    def _said(self) -> str:
        """What a cell shows, as text."""
        value = self._value
        if not value:
            return f"={self._formula}" if self._formula else ""
        match self._kind:
            case "s":
                return self.texts[_whole(value)]
            case "b":
                return "yes" if value == "1" else "no"
            case "e":  # such as #REF!
                return ""
            case "n":
                return self._number(value)
            case _:  # a formula's text, a text of its own, an ISO date
                return value

    def _number(self, value: str) -> str:
        try:
            number = float(value)
        except ValueError:
            return value
        if 0 <= self._style < len(self.is_date) and self.is_date[self._style]:
            if 1 <= number <= _LAST_DAY:
                instant = self.zero + timedelta(days=number)
                return instant.date().isoformat() if number.is_integer() else _to_second(instant)
            return value
        # Fifteen digits are what a spreadsheet holds and shows; the rest is binary dust.
        return f"{Decimal(f'{number:.15g}'):f}" if abs(number) < 1e15 else value


def _to_second(instant: datetime) -> str:
    try:
        return (instant + timedelta(microseconds=500_000)).isoformat(sep="T", timespec="seconds")
    except OverflowError:
        return instant.isoformat(timespec="seconds")


def _column(reference: str, following: int) -> int:
    """The column of a cell such as AB12, from 0; one that names none follows the last one."""
    number = 0
    for letter in reference[:4]:
        if not "A" <= letter <= "Z":
            break
        number = number * 26 + ord(letter) - 64
    return number - 1 if number else following
