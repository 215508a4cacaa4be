"""Checks what is asked of the Bot API against its specification, to the letter.

Telegram ignores a parameter or a field that it doesn't know; here it is refused, since in our own
code it is a mistake. Where Telegram refuses, it is with Telegram's words.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from bot.simulator.telegram_refusals import Refused, bad_request

SPECIFICATION = Path(__file__).parent / "specs" / "telegram_bot_api.json"

Reader = Callable[[object, str], Any]  # a value and its name to the value, typed; or Refused

_MISSING = {  # what Telegram says of a parameter that isn't there
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "photo": "there is no photo in the request",
    "document": "there is no document in the request",
}


class Upload(NamedTuple):
    """A file that came with a request."""

    name: str
    type: str
    content: bytes


class Fields(msgspec.Struct):
    """What a method or a type consists of, or which types it may be."""

    required: dict[str, str] = {}
    optional: dict[str, str] = {}
    one_of: list[str] = []


class Specification(msgspec.Struct):
    """All of the Bot API."""

    version: str
    methods: dict[str, Fields]
    types: dict[str, Fields]


class Rules:
    """The specification, as something that reads requests."""

    def __init__(self) -> None:
        self._specification = msgspec.json.decode(SPECIFICATION.read_bytes(), type=Specification)
        self._types: dict[str, Reader] = dict(_PLAIN)
        self._method = cache(self._compile)

    def knows(self, method: str) -> bool:
        """Whether there is such a method."""
        return method in self._specification.methods

    def read(self, method: str, given: Mapping[str, object]) -> dict[str, Any]:
        """A method's parameters with their types, from a form's strings or from JSON."""
        readers, required = self._method(method)
        parameters: dict[str, Any] = {}
        for name, value in given.items():
            reader = readers.get(name)
            if reader is None:
                raise bad_request(f'unknown parameter "{name}" of {method}')
            parameters[name] = reader(value, name)
        for name in required:
            if parameters.get(name, "") == "":
                raise bad_request(_MISSING.get(name, f'parameter "{name}" is required'))
        return parameters

    def check(self, type_name: str, value: object) -> None:
        """Refuse a value that is not of a type, down to its last field."""
        self._reader(type_name)(value, type_name)

    def _compile(self, method: str) -> tuple[dict[str, Reader], list[str]]:
        fields = self._specification.methods[method]
        readers = {
            name: _from_form(self._reader(kind), kind)
            for name, kind in (fields.required | fields.optional).items()
        }
        return readers, list(fields.required)

    def _reader(self, kind: str) -> Reader:
        if kind not in self._types:
            self._types[kind] = self._make_reader(kind)
        return self._types[kind]

    def _make_reader(self, kind: str) -> Reader:
        if " or " in kind:
            return self._either(kind.split(" or "))
        if kind.startswith("Array of "):
            return self._array(kind.removeprefix("Array of "))
        if kind.startswith("="):
            return _word(kind[1:])
        fields = self._specification.types[kind]
        return self._either(fields.one_of) if fields.one_of else self._object(kind, fields)

    def _array(self, kind: str) -> Reader:
        def read(value: object, name: str) -> list[Any]:
            if not isinstance(value, list):
                raise bad_request(f'field "{name}" must be of type Array')
            reader = self._reader(kind)
            return [reader(one, name) for one in value]

        return read

    def _object(self, kind: str, fields: Fields) -> Reader:
        known = fields.required | fields.optional

        def read(value: object, name: str) -> dict[str, Any]:
            if not isinstance(value, dict):
                raise bad_request(f'field "{name}" must be of type Object')
            for field in fields.required:
                if field not in value:
                    raise bad_request(f'can\'t find field "{field}"')
            for field, part in value.items():
                if field not in known:
                    raise bad_request(f'unknown field "{field}" of {kind}')
                self._reader(known[field])(part, field)
            return value

        return read

    def _either(self, kinds: list[str]) -> Reader:
        def read(value: object, name: str) -> Any:
            fitting = [kind for kind in kinds if self._could_be(kind, value)]
            complaint: Refused | None = None
            for kind in fitting or kinds[:1]:
                try:
                    return self._reader(kind)(value, name)
                except Refused as refused:
                    complaint = complaint or refused
            assert complaint is not None
            raise complaint

        return read

    def _could_be(self, kind: str, value: object) -> bool:
        """Whether a value looks so much like a type that the type's complaints would help."""
        fields = self._specification.types.get(kind)
        if fields is None or not isinstance(value, dict):
            return True
        return any(self._could_be(one, value) for one in fields.one_of) or (
            not fields.one_of
            and all(
                name in value and (not kind.startswith("=") or value[name] == kind[1:])
                for name, kind in fields.required.items()
            )
        )


def _from_form(reader: Reader, kind: str) -> Reader:
    """A reader that also takes what a form makes of a value: a string, maybe of JSON."""
    if kind in ("Integer", "Float", "Boolean", "Integer or String"):
        unquote: Callable[[str], object] = _UNQUOTE[kind]
    elif kind == "String" or "InputFile" in kind:
        return reader
    else:
        unquote = _from_json

    def read(value: object, name: str) -> Any:
        if isinstance(value, str):
            try:
                value = unquote(value)
            except msgspec.DecodeError as error:
                raise bad_request(f"can't parse {name} JSON object") from error
        return reader(value, name)

    return read


def _from_json(value: str) -> object:
    return msgspec.json.decode(value)


_WHOLE = re.compile(r"-?\d{1,19}", re.ASCII)
_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_UNQUOTE: dict[str, Callable[[str], object]] = {
    "Integer": lambda value: int(value) if _WHOLE.fullmatch(value) else value,
    "Integer or String": lambda value: int(value) if _WHOLE.fullmatch(value) else value,
    "Float": lambda value: float(value) if _NUMBER.fullmatch(value) else value,
    "Boolean": lambda value: {"true": True, "false": False}.get(value.lower(), value),
}


def _word(word: str) -> Reader:
    def read(value: object, name: str) -> str:
        if value != word:
            raise bad_request(f'field "{name}" must be "{word}"')
        return word

    return read


def _of(*types: type, called: str) -> Reader:
    def read(value: object, name: str) -> Any:
        if type(value) not in types:
            raise bad_request(f'field "{name}" must be of type {called}')
        return value

    return read


_PLAIN: dict[str, Reader] = {
    "Integer": _of(int, called="Number"),
    "Float": _of(int, float, called="Number"),
    "Boolean": _of(bool, called="Boolean"),
    "String": _of(str, called="String"),
    "Integer or String": _of(int, str, called="Number"),
    "InputFile": _of(Upload, called="InputFile"),
    "InputFile or String": _of(Upload, str, called="InputFile"),
}
