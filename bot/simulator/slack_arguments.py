"""Checks what is asked of the Web API against its specification.

Slack ignores an argument that it doesn't know; here it is refused, since in our own code it is a
mistake.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from bot.simulator.slack_refusals import SlackRefused, bad_arguments, not_played

SPECIFICATION = Path(__file__).parent / "specs" / "slack_web_api.json"


class Method(msgspec.Struct):
    """A method's arguments and their types."""

    required: dict[str, str] = {}
    optional: dict[str, str] = {}


_NEWER = {  # what has come, or is better known, since the specification was last published
    "apps.connections.open": Method(),
    "bots.info": Method(optional={"team_id": "string"}),
    "chat.postMessage": Method(optional={"blocks": "array", "metadata": "object"}),
    "chat.postEphemeral": Method(optional={"blocks": "array"}),
    "chat.update": Method(
        optional={"blocks": "array", "metadata": "object", "reply_broadcast": "boolean"}
    ),
    "chat.delete": Method(required={"channel": "string", "ts": "string"}),
    "conversations.history": Method(
        {"channel": "string"},
        {"latest": "string", "oldest": "string", "include_all_metadata": "boolean"},
    ),
    "conversations.info": Method({"channel": "string"}),
    "conversations.list": Method(optional={"team_id": "string"}),
    "conversations.members": Method({"channel": "string"}),
    "conversations.open": Method(optional={"prevent_creation": "boolean"}),
    "conversations.replies": Method(
        {"channel": "string", "ts": "string"},
        {"latest": "string", "oldest": "string", "include_all_metadata": "boolean"},
    ),
    "files.completeUploadExternal": Method(
        {"files": "array"},
        {
            "channel_id": "string",
            "channels": "string",
            "thread_ts": "string",
            "initial_comment": "string",
            "blocks": "array",
        },
    ),
    "files.delete": Method({"file": "string"}),
    "files.info": Method({"file": "string"}),
    "files.getUploadURLExternal": Method(
        {"filename": "string", "length": "integer"},
        {"alt_txt": "string", "snippet_type": "string"},
    ),
    "users.info": Method({"user": "string"}),
    "users.list": Method(optional={"team_id": "string"}),
    "views.open": Method(
        {"view": "object"}, {"trigger_id": "string", "interactivity_pointer": "string"}
    ),
    "views.push": Method(
        {"view": "object"}, {"trigger_id": "string", "interactivity_pointer": "string"}
    ),
    "views.publish": Method({"view": "object"}),
    "views.update": Method({"view": "object"}),
}
_MISSING = {  # what Slack says of an argument that isn't there
    "channel": "channel_not_found",
    "user": "user_not_found",
}


class Arguments:
    """The specification, as something that reads requests."""

    def __init__(self) -> None:
        self._methods = msgspec.json.decode(SPECIFICATION.read_bytes(), type=dict[str, Method])
        for name, newer in _NEWER.items():
            self._methods[name] = _joined(self._methods.get(name, Method()), newer)

    def read(
        self, method: str, given: Mapping[str, object], played: set[str] | None
    ) -> dict[str, Any]:
        """A method's arguments with their types; `played` are those that the simulator plays.

        None: it does not play the method at all.
        """
        known = self._methods.get(method)
        if known is None:
            raise SlackRefused("unknown_method", [f"there is no method {method}"])
        if played is None:
            raise not_played(method)
        kinds = {**known.required, **known.optional}
        if unknown := sorted(given.keys() - kinds.keys()):
            raise bad_arguments(f"unknown argument of {method}: {', '.join(unknown)}")
        if unplayed := sorted(given.keys() - played):
            raise not_played(f"{method} with {', '.join(unplayed)}")
        arguments = {name: _READERS[kinds[name]](value, name) for name, value in given.items()}
        for name in known.required:
            if arguments.get(name, "") == "":
                if name in _MISSING:
                    raise SlackRefused(_MISSING[name])
                raise bad_arguments(f"missing required field: {name}")
        return arguments


def _joined(old: Method, newer: Method) -> Method:
    """What is newer goes before what was published."""
    kinds = {**old.required, **old.optional, **newer.required, **newer.optional}
    required = (old.required.keys() | newer.required.keys()) - newer.optional.keys()
    return Method(
        {name: kind for name, kind in kinds.items() if name in required},
        {name: kind for name, kind in kinds.items() if name not in required},
    )


def _string(value: object, name: str) -> str:
    if not isinstance(value, str):
        raise bad_arguments(f"must provide a string [json-pointer:/{name}]")
    return value


def _integer(value: object, name: str) -> int:
    try:
        return int(value) if isinstance(value, int | str) else int("")
    except ValueError as error:
        raise bad_arguments(f"must provide a number [json-pointer:/{name}]") from error


def _boolean(value: object, name: str) -> bool:
    words = {True: True, "1": True, "true": True, False: False, "0": False, "false": False}
    if not isinstance(value, bool | str) or value not in words:
        raise bad_arguments(f"must provide a boolean [json-pointer:/{name}]")
    return words[value]


def _json(kind: type, word: str) -> Callable[[object, str], Any]:
    """A structure, or a string of JSON that holds one, as a form has it."""

    def read(value: object, name: str) -> Any:
        if isinstance(value, str):
            try:
                value = msgspec.json.decode(value)
            except msgspec.DecodeError as error:
                raise _not_a(word, name) from error
        if not isinstance(value, kind):
            raise _not_a(word, name)
        return value

    return read


def _not_a(word: str, name: str) -> SlackRefused:
    if name == "blocks":
        return SlackRefused("invalid_blocks_format", ["must provide an array of blocks"])
    return bad_arguments(f"must provide an {word} [json-pointer:/{name}]")


_READERS: dict[str, Callable[[object, str], Any]] = {
    "string": _string,
    "integer": _integer,
    "number": _string,
    "boolean": _boolean,
    "array": _json(list, "array"),
    "object": _json(dict, "object"),
}
