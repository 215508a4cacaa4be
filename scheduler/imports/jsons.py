"""JSON from a file that may be of any size, value by value: lists of grants, pages of services."""

import json
from collections.abc import Iterator, Mapping
from typing import IO, Any

_CHUNK = 1 << 16
_LONGEST = 2_000_000
"""Characters one value may have: a grant, a service, what stands beside them."""

# Numbers stay the text they are: no rounding, no limit on their digits.
_DECODER = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str)


class Broken(Exception):
    """The text is not JSON from here on."""


class Text:
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
        """The same, and go past it; raises `Broken` if it is not what is expected."""
        character = self.peek()
        if expected and character != expected:
            raise Broken(f"“{expected}” was expected")
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
                raise Broken("values are nested too deeply") from None
            except json.JSONDecodeError as error:
                wrong = error.msg.lower()
            else:
                # A number that ends where the buffer does may go on.
                if end < len(self._buffer) or self._ended:
                    self._at = end
                    return value
                wrong = "the end is missing"
            if self._ended or len(self._buffer) - self._at > _LONGEST:
                raise Broken(wrong)
            self._read(more)
            more *= 2  # so that a long value is not parsed over and over

    def _read(self, size: int) -> None:
        self._line = self.line
        fresh = self._opened.read(size)
        self._ended = not fresh
        self._buffer = self._buffer[self._at :] + fresh
        self._at = 0


def values(text: Text) -> Iterator[Any]:
    """Each value of the list that the text is in, and past its end.

    Raises:
        Broken: it is not JSON from here on.
    """
    while text.peek() != "]":
        yield text.value()
        if text.peek() == ",":
            text.take()
        elif text.peek() != "]":
            raise Broken("a comma or the end of the list was expected")
    text.take()


def keys(text: Text) -> Iterator[str]:
    """Each key of the object that the text is in, its value being next; and past its end.

    Raises:
        Broken: it is not JSON from here on.
    """
    while text.peek() != "}":
        key = text.value()
        text.take(":")
        yield str(key)
        if text.peek() == ",":
            text.take()
        elif text.peek() != "}":
            raise Broken("a comma or a closing brace was expected")
    text.take()


def each(value: Any) -> list[Mapping[str, Any]]:
    """The objects in a value that should be a list of them; a single one counts as a list."""
    listed = value if isinstance(value, list) else [value]
    return [item for item in listed if isinstance(item, dict)]


def said(value: Any) -> str:
    """A text or a number as it stands; nothing for null, true, false and what is nested."""
    return value if isinstance(value, str) else ""
