"""360Giving JSON (`{"grants": [...]}`), one grant at a time, under the names of our columns.

https://standard.threesixtygiving.org/en/latest/technical/reference/
"""

import json
from collections.abc import Iterator, Mapping
from typing import IO, Any

from scheduler.imports.files import Source
from scheduler.imports.problems import CannotRead, Problem, Why
from scheduler.imports.rows import Row

_CHUNK = 1 << 16
_LONGEST = 2_000_000
"""Characters one grant, or one value beside the grants, may have."""

_FIELDS: Mapping[str, tuple[str, ...]] = {
    "ref": ("id",),
    "title": ("title",),
    "description": ("description",),
    "currency": ("currency",),
    "amount": ("amountAwarded",),
    "awarded_on": ("awardDate",),
    "funder_ref": ("fundingOrganization", "id"),
    "recipient_ref": ("recipientOrganization", "id"),
    "person_name": ("recipientIndividual", "name"),
    "programme": ("grantProgramme", "title"),
    "place": ("beneficiaryLocation", "name"),
    "place_code": ("beneficiaryLocation", "geoCode"),
    "town": ("recipientOrganization", "addressLocality"),
    "url": ("url",),
    "source": ("dataSource",),
}
_NAMES = {
    "funder": ("fundingOrganization", Why.FIRST_FUNDER),
    "recipient": ("recipientOrganization", Why.FIRST_RECIPIENT),
}
_HEADINGS = {name: ".".join(path) for name, path in _FIELDS.items()} | {
    name: f"{key}.name" for name, (key, _) in _NAMES.items()
}

# Numbers stay the text they are: no rounding, no limit on their digits.
_DECODER = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str)


def read_grants(source: Source) -> Iterator[Row | Problem]:
    """Each grant of the list, numbered from 1. Where the JSON breaks off, a refused row ends it.

    Raises:
        CannotRead: it is not 360Giving JSON, or is broken before the first grant.
    """
    with source.open() as opened:
        text = _Text(opened)
        number = 0
        try:
            if not _find_list(text):
                yield Row(1, {}).problem(None, "warning", Why.BARE_LIST)
            while text.peek() != "]":
                grant = text.value()
                number += 1
                yield _row(number, grant)
                if text.peek() == ",":
                    text.take()
                elif text.peek() != "]":
                    raise _Broken("a comma or the end of the list was expected")
        except _Broken as broken:
            if number == 0:
                raise CannotRead(Why.BAD_JSON, line=text.line, detail=broken) from None
            row = Row(number + 1, {}, unit="grant")
            row.refuse(None, Why.BROKEN_OFF, detail=f"line {text.line}: {broken}")
            yield row


class _Broken(Exception):
    """The text is not JSON from here on."""


class _Text:
    """A JSON text, read value by value; never more of it in memory than one value may have."""

    def __init__(self, opened: IO[str]) -> None:
        self._opened = opened
        self._buffer = ""
        self._at = 0
        self._line = 1
        self._ended = False

    @property
    def line(self) -> int:
        """The line, from 1."""
        return self._line + self._buffer.count("\n", 0, self._at)

    def peek(self) -> str:
        """The next character that is not space; "" at the end."""
        while True:
            while self._at < len(self._buffer):
                if self._buffer[self._at] not in " \t\r\n":
                    return self._buffer[self._at]
                self._at += 1
            if self._ended:
                return ""
            self._read(_CHUNK)

    def take(self, expected: str = "") -> str:
        """The same, and go past it; raises `_Broken` if it is not what is expected."""
        character = self.peek()
        if expected and character != expected:
            raise _Broken(f"“{expected}” was expected")
        self._at += 1
        return character

    def value(self) -> Any:
        """The next value, whole."""
        self.peek()
        more = _CHUNK
        while True:
            try:
                value, end = _DECODER.raw_decode(self._buffer, self._at)
            except RecursionError:
                raise _Broken("values are nested too deeply") from None
            except json.JSONDecodeError as error:
                wrong = error.msg.lower()
            else:
                # A number that ends where the buffer does may go on.
                if end < len(self._buffer) or self._ended:
                    self._at = end
                    return value
                wrong = "the end is missing"
            if self._ended or len(self._buffer) - self._at > _LONGEST:
                raise _Broken(wrong)
            self._read(more)
            more *= 2  # so that a long value is not parsed over and over

    def _read(self, size: int) -> None:
        self._line = self.line
        fresh = self._opened.read(size)
        self._ended = not fresh
        self._buffer = self._buffer[self._at :] + fresh
        self._at = 0


def _find_list(text: _Text) -> bool:
    """Go into the list of grants; whether it stands under "grants", as it should."""
    if text.peek() == "[":
        text.take()
        return False
    text.take("{")
    found = []
    while text.peek() != "}":
        key = text.value()
        text.take(":")
        if key == "grants" and text.peek() == "[":
            text.take()
            return True
        found.append(f"“{str(key)[:40]}”")
        text.value()
        if text.peek() == ",":
            text.take()
        elif text.peek() != "}":
            raise _Broken("a comma or a closing brace was expected")
    raise CannotRead(Why.NO_GRANTS_KEY, found=", ".join(found[:20]) or "nothing")


def _row(number: int, grant: Any) -> Row:
    if not isinstance(grant, dict):
        row = Row(number, {}, unit="grant")
        row.refuse(None, Why.NOT_A_GRANT)
        return row
    cells = {name: _cell(grant, path) for name, path in _FIELDS.items()}
    cells["person"] = "yes" if grant.get("recipientIndividual") else ""
    row = Row(number, cells, _HEADINGS, unit="grant")
    for name, (key, why) in _NAMES.items():
        named = [found for each in _each(grant.get(key)) if (found := _text(each.get("name")))]
        cells[name] = "; ".join(named)
        if len(named) > 1:
            row.warn(None, why)
    return row


def _cell(grant: Mapping[str, Any], path: tuple[str, ...]) -> str:
    """The text at a path; of a list of objects, the first one's."""
    value = grant.get(path[0])
    for key in path[1:]:
        value = next(iter(_each(value)), {}).get(key)
    return _text(value)


def _each(value: Any) -> list[Mapping[str, Any]]:
    """The objects in a value that should be a list of them; a single one counts as a list."""
    listed = value if isinstance(value, list) else [value]
    return [item for item in listed if isinstance(item, dict)]


def _text(value: Any) -> str:
    """A text or a number as it stands; nothing for null, true, false and what is nested."""
    return value if isinstance(value, str) else ""
