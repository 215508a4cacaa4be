"""`sparkplug words`: every message that people can receive, for those who sign them off.

One section a feature, with made-up values in place of real ones; where words differ by a value,
each of them.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import product
from pathlib import Path

import click
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent
from fluent.syntax.visitor import Visitor

from handlers import library
from handlers.messages import Day, Say, Value
from handlers.wording import Wording, locale_files, wording

_A_DAY = Day(date(2026, 12, 4))
_NUMBERS = {"zero": 0, "one": 1, "two": 2, "few": 3, "many": 6, "other": 4}
"""A number for each plural that there is in English or Welsh."""

EXAMPLES: Mapping[str, Value] = {
    # days, hours and numbers
    "at": 10, "count": 4, "days": 12, "day": _A_DAY, "first": _A_DAY, "hour": 10, "last": _A_DAY,
    "limit": 1000, "months": 5, "no": 1, "on": _A_DAY, "time": "10:00", "until": _A_DAY,
    "version": 1, "year": "2025", "happy": 6, "anxious": 2, "satisfied": 7, "worthwhile": 8,
    "hours": "Monday to Friday, 9 to 5", "when": "Tuesdays at noon", "zone": "Europe/London",
    # money and pots
    "amount": "£1,500", "deadline": "closes on Friday 4 December", "funder": "Fernleigh Lottery",
    "giver": "Fernleigh Lottery", "least": "£500", "most": "£3,000", "pot": "Small Sparks Fund",
    "share": "a tenth", "title": "Small Sparks Fund", "who": "a tenants' association",
    "recipient": "Priory Lunch Club", "source": "the funder's page", "it": "what is known of it",
    # people and places
    "area": "Priory", "areas": "Priory, Oakhurst", "home": "Fernleigh", "place": "Oakhurst",
    "where": " in Priory", "contact": "the Community Team", "email": "hello@fernleigh.example",
    "group": "Priory Lunch Club", "name": "Ana", "role": "Helps small groups",
    "organisation": "Fernleigh Together", "phone": "01234 567", "number": "01234 567",
    "user": "123", "chat": "123",
    "url": "https://www.fernleigh.example/privacy", "reach": "116 123", "line": "Samaritans",
    # what was asked and answered
    "about": "lunch clubs", "answer": "Good", "choice": "The hills", "command": "hello",
    "form": "your group", "kind": "photo", "language": "English", "told": "about 40 people",
    "topics": "Time, Rest", "mood": "🙂 Good", "what": "money for lunch clubs",
}  # fmt: skip
"""Values by the name that the words give them; others are shown as their name in brackets."""


def write_words(language: str, out: Path | None) -> None:
    """Print all words of a language, or write them to a file.

    Raises:
        ClickException: the file can't be written.
    """
    text = "\n".join(words_of(language))
    if out is None:
        click.echo(text)
        return
    try:
        out.write_text(f"{text}\n", "utf-8")
    except OSError as error:
        raise click.ClickException(f"{out} can't be written: {error.strerror}.") from None
    click.echo(f"Written to {out}.")


def words_of(language: str) -> Iterator[str]:
    """Every message of a language as Markdown, line by line."""
    words = wording(language)
    yield f"# What people can read: {words(Say('language-name'))}"
    yield ""
    yield "Values such as names and days are made up. Signed off by, on: ____________________"
    for file in locale_files(language):
        yield from ("", f"## {file.name.removesuffix('.ftl')}", "")
        for entry in FluentParser().parse(file.read_text("utf-8")).body:
            # What ends so is what people may type, not what they read.
            if isinstance(entry, fluent.Message) and not entry.id.name.endswith("-said"):
                told = dict.fromkeys(_tellings(words, entry))
                yield f"- `{entry.id.name}`"
                yield from (f"  > {line}" for each in told for line in (*each.split("\n"), ""))
    yield from ("", "## library", "")
    for prompt in library.ours().values():
        yield f"- `{prompt.ref}`"
        yield from (f"  > {line}" for line in (*library.text(prompt, language).split("\n"), ""))


class _Needs(Visitor):
    """The values that a message needs, and between which words each of them chooses."""

    def __init__(self) -> None:
        self.values: dict[str, list[Value]] = {}

    def visit_VariableReference(self, node: fluent.VariableReference) -> None:  # noqa: N802
        self.values.setdefault(node.id.name, [EXAMPLES.get(node.id.name, f"[{node.id.name}]")])

    def visit_SelectExpression(self, node: fluent.SelectExpression) -> None:  # noqa: N802
        if isinstance(node.selector, fluent.VariableReference):
            keys = [
                variant.key.name
                if isinstance(variant.key, fluent.Identifier)
                else variant.key.value
                for variant in node.variants
            ]
            self.values[node.selector.id.name] = [
                _NUMBERS[key] if key in _NUMBERS and "one" in keys else _as_number(key)
                for key in keys
            ]
        self.generic_visit(node)


def _as_number(key: str) -> Value:
    return int(key) if key.isdigit() else key


def _tellings(words: Wording, message: fluent.Message) -> Iterator[str]:
    """A message with each of the values on which its words depend."""
    needs = _Needs()
    needs.visit(message)
    needs.values.pop("slash", None)
    for values in product(*needs.values.values()):
        yield words(Say(message.id.name, dict(zip(needs.values, values, strict=True))))
