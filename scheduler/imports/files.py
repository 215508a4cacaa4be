"""What a file is, before it is read: how big, which letters, what form. Or a plain no."""

import codecs
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal

from scheduler.imports.problems import CannotRead, Why
from scheduler.imports.workbooks import is_workbook

LARGEST = 200 * 1024 * 1024
"""Bytes; larger files are refused unread."""

_CHUNK = 1 << 20

_NOT_A_TABLE = {
    b"PK\x05\x06": Why.ARCHIVE,
    b"\xd0\xcf\x11\xe0": Why.OLD_SPREADSHEET,  # .xls, and workbooks with a password
    b"%PDF": Why.PDF,
    b"<!do": Why.WEB_PAGE,
    b"<!DO": Why.WEB_PAGE,
    b"<htm": Why.WEB_PAGE,
    b"<HTM": Why.WEB_PAGE,
}
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


Form = Literal["table", "workbook", "json"]


@dataclass(frozen=True)
class Source:
    """A file that can be read."""

    file: Path
    size: int
    """In bytes; never 0."""
    digest: str
    """The SHA-256 of its bytes, in hexadecimal."""
    form: Form
    encoding: str = ""
    """Of its text; empty: it is a workbook."""

    def open(self) -> IO[str]:
        """The text from its beginning, line ends as they are."""
        return self.file.open(encoding=self.encoding, newline="")


def look_at(file: Path) -> Source:
    """Read a file's bytes once to say what it is.

    Raises:
        CannotRead: it is missing, empty, too large, or not text.
    """
    try:
        return _look_at(file)
    except OSError as error:
        raise CannotRead(Why.CANNOT_OPEN, detail=error.strerror or "unknown reason") from None


def _look_at(file: Path) -> Source:
    if not file.is_file():
        raise CannotRead(Why.CANNOT_OPEN, detail="there is no such file")
    size = file.stat().st_size
    if size > LARGEST:
        raise CannotRead(Why.TOO_BIG, limit=LARGEST >> 20)
    with file.open("rb") as opened:
        chunks = iter(lambda: opened.read(_CHUNK), b"")
        start = next(chunks, b"")
        if not start.strip():
            raise CannotRead(Why.EMPTY)
        if why := _NOT_A_TABLE.get(start[:4]):
            raise CannotRead(why)
        digest = hashlib.sha256(start)
        rest = _digesting(chunks, digest)
        if start.startswith(b"PK\x03\x04"):
            for _ in rest:
                pass
            if not is_workbook(file):
                raise CannotRead(Why.ARCHIVE)
            return Source(file, size, digest.hexdigest(), "workbook")
        encoding = _encoding(start, rest)
    first = start.decode("utf-16" if encoding == "utf-16" else "latin-1", errors="ignore")
    form: Form = "json" if first.lstrip("\ufeffï»¿ \t\r\n")[:1] in ("{", "[") else "table"
    return Source(file, size, digest.hexdigest(), form, encoding)


def _digesting(chunks: Iterator[bytes], digest: "hashlib._Hash") -> Iterator[bytes]:
    for chunk in chunks:
        digest.update(chunk)
        yield chunk


def _encoding(start: bytes, rest: Iterator[bytes]) -> str:
    """UTF-16 by its mark, else UTF-8 if every byte is, else Windows-1252 if every byte can be."""
    encodings = ["utf-16"] if start.startswith(_UTF_16) else ["utf-8-sig", "cp1252"]
    decoders = {name: codecs.getincrementaldecoder(name)() for name in encodings}
    chunk: bytes | None = start
    while chunk is not None:
        following = next(rest, None)
        for name, decoder in list(decoders.items()):
            try:
                text = decoder.decode(chunk, final=following is None)
            except UnicodeDecodeError:
                del decoders[name]
            else:
                if "\0" in text:
                    raise CannotRead(Why.NOT_TEXT)
        chunk = following
    if not decoders:
        raise CannotRead(Why.NOT_TEXT)
    return next(iter(decoders))
