"""The parts of which Block Kit's rules are made: each looks at one value and says what is wrong.

A check takes the value, where it stands (a JSON pointer) and the list of problems to add to. The
words are those of Slack's own answers.
"""

from collections.abc import Callable, Mapping
from typing import Any

Problems = list[str]
Check = Callable[[Any, str, Problems], None]


def report(problems: Problems, what: str, pointer: str) -> None:
    """Add a problem."""
    problems.append(f"{what} [json-pointer:{pointer}]")


def anything(_: Any, __: str, ___: Problems) -> None:
    """No rule."""


def flag(value: Any, pointer: str, problems: Problems) -> None:
    """True or false."""
    if not isinstance(value, bool):
        report(problems, "must provide a boolean", pointer)


def one_of(*words: str) -> Check:
    """Exactly one of these words."""

    def check(value: Any, pointer: str, problems: Problems) -> None:
        if value not in words:
            report(problems, f"must be one of: {', '.join(words)}", pointer)

    return check


def string(longest: int, shortest: int = 1) -> Check:
    """A string, both lengths allowed."""

    def check(value: Any, pointer: str, problems: Problems) -> None:
        if not isinstance(value, str):
            report(problems, "must provide a string", pointer)
        elif len(value) < shortest:
            report(problems, f"must be more than {shortest - 1} characters", pointer)
        elif len(value) > longest:
            report(problems, f"must be less than {longest + 1} characters", pointer)

    return check


def number(smallest: int, largest: int) -> Check:
    """A whole number, both ends allowed."""

    def check(value: Any, pointer: str, problems: Problems) -> None:
        if not isinstance(value, int) or isinstance(value, bool):
            report(problems, "must provide a number", pointer)
        elif not smallest <= value <= largest:
            report(problems, f"must be between {smallest} and {largest}", pointer)

    return check


def url(longest: int = 3000) -> Check:
    """An address."""
    length = string(longest)

    def check(value: Any, pointer: str, problems: Problems) -> None:
        length(value, pointer, problems)
        if isinstance(value, str) and not value.startswith(("https://", "http://")):
            report(problems, "must be a valid URL", pointer)

    return check


def many(check_each: Check, fewest: int, most: int) -> Check:
    """A list, both numbers of items allowed."""

    def check(value: Any, pointer: str, problems: Problems) -> None:
        if not isinstance(value, list):
            report(problems, "must provide an array", pointer)
            return
        if len(value) < fewest:
            report(problems, f"no less than {fewest} items allowed", pointer)
        if len(value) > most:
            report(problems, f"no more than {most} items allowed", pointer)
            return
        for at, one in enumerate(value):
            check_each(one, f"{pointer}/{at}", problems)

    return check


def fields(
    required: Mapping[str, Check], optional: Mapping[str, Check], either: tuple[str, ...] = ()
) -> Check:
    """An object with these fields and no others, and with at least one of `either`."""
    known = {"type": anything, **required, **optional}

    def check(value: Any, pointer: str, problems: Problems) -> None:
        if not isinstance(value, dict):
            report(problems, "must provide an object", pointer)
            return
        for name in required:
            if name not in value:
                report(problems, f"missing required field: {name}", pointer)
        if either and not any(name in value for name in either):
            words = " or ".join(f"`{name}`" for name in either)
            report(problems, f"must define either {words}", pointer)
        for name, one in value.items():
            if name in known:
                known[name](one, f"{pointer}/{name}", problems)
            else:
                report(problems, f"invalid additional property: {name}", pointer)

    return check


def typed(kinds: Mapping[str, Check]) -> Check:
    """An object whose `type` is one of these, and which keeps that type's rules."""

    def check(value: Any, pointer: str, problems: Problems) -> None:
        if not isinstance(value, dict):
            report(problems, "must provide an object", pointer)
        elif value.get("type") not in kinds:
            report(problems, f"unsupported type: {value.get('type')}", f"{pointer}/type")
        else:
            kinds[value["type"]](value, pointer, problems)

    return check


def plain(longest: int, shortest: int = 1) -> Check:
    """A text that shows as it is."""
    body = fields({"text": string(longest, shortest)}, {"emoji": flag})
    return typed({"plain_text": body})


def text(longest: int, shortest: int = 1) -> Check:
    """A text, with or without Slack's markup."""
    length = {"text": string(longest, shortest)}
    return typed(
        {
            "plain_text": fields(length, {"emoji": flag}),
            "mrkdwn": fields(length, {"verbatim": flag}),
        }
    )
