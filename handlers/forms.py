"""A dialogue is a form, and a form is data: questions, each asked only when it applies.

What is asked next is worked out from the answers so far and never stored, so that questions can
be added or moved while people are in the middle of a form. Words are found by name: question
`place` of form `area` asks with the key `area-place`, and its choice `none` is called
`area-place-none`.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from handlers.messages import Say, Words, say
from storage.words import folded

if TYPE_CHECKING:
    from handlers.turns import Turn

Answers = Mapping[str, str | list[str]]
"""Answers by the question's name. A question that was skipped has the answer ""."""

When = Callable[[Answers], bool]
Reader = Callable[["Turn", str], Awaitable[Sequence[str]]]
"""Reads a typed answer: the values it may mean. Several: we ask which; none: we ask again."""
Shower = Callable[["Turn", Answers], Awaitable[Words | None]]
"""What is shown above a question; None: there is nothing, and so it is not asked."""
Among = Callable[["Turn", Answers], Awaitable[Sequence[str]]]
"""Those of a question's values that can be chosen here."""


def always(_: Answers) -> bool:
    """Applies whatever was answered before."""
    return True


class NotUnderstood(Exception):
    """An answer that the question cannot take; `words` say what it can."""

    def __init__(self, words: Words) -> None:
        super().__init__(words)
        self.words = words


class Choice(msgspec.Struct, frozen=True):
    """Something to pick: the value that is stored and what it is called."""

    value: str
    label: Words


Choices = Sequence[str] | Callable[["Turn"], Awaitable[Sequence[Choice]]]
"""Values whose words are in the locales, or a function that looks the choices up."""


@dataclass(frozen=True)
class Pick:
    """One of several choices, tapped or typed: by number, by label, or as `reader` reads it."""

    name: str
    choices: Choices
    optional: bool = False
    when: When = always
    reader: Reader | None = None
    among: Among | None = None
    """None: all of them."""
    shows: Shower | None = None
    """None: the question stands for itself."""


@dataclass(frozen=True)
class Confirm:
    """What the answers come to, to be confirmed just as it is shown.

    Whoever changes an answer sees it anew. What is confirmed is no answer for the finishing
    handler.
    """

    name: str
    shows: Shower
    when: When = always
    optional: bool = False


@dataclass(frozen=True)
class Several:
    """Any number of choices."""

    name: str
    choices: Choices
    optional: bool = False
    when: When = always


@dataclass(frozen=True)
class Write:
    """Free text."""

    name: str
    optional: bool = False
    when: When = always
    at_most: int = 2000
    """Characters."""
    reads: Callable[[str], str] = str
    """Brings the text into the form in which it is kept; raises `NotUnderstood`."""

    def value(self, text: str) -> str:
        """The text without blanks around it, as it is kept; raises `NotUnderstood`."""
        text = text.strip()
        if not text:
            raise NotUnderstood(say("form-write-empty"))
        if len(text) > self.at_most:
            raise NotUnderstood(say("form-write-long", count=len(text), limit=self.at_most))
        return self.reads(text)


@dataclass(frozen=True)
class Number:
    """A whole number."""

    name: str
    least: int = 0
    most: int = 1_000_000
    optional: bool = False
    when: When = always

    def value(self, text: str) -> str:
        """The number in digits; raises `NotUnderstood`."""
        digits = text.strip().lstrip("£").replace(",", "").replace(" ", "")
        if not digits.isascii() or not digits.isdigit() or len(digits) > len(str(self.most)):
            raise NotUnderstood(say("form-number-not", least=self.least, most=self.most))
        if not self.least <= int(digits) <= self.most:
            raise NotUnderstood(say("form-number-not", least=self.least, most=self.most))
        return str(int(digits))


@dataclass(frozen=True)
class Day:
    """A date."""

    name: str
    optional: bool = False
    when: When = always

    def value(self, text: str) -> str:
        """The date as YYYY-MM-DD, from that, DD/MM/YYYY or DD/MM/YY; raises `NotUnderstood`."""
        parts = text.strip().replace(".", "/").replace("-", "/").split("/")
        if len(parts) == 3 and len(parts[0]) != 4:
            parts.reverse()
        try:
            year, month, day = (int(part) for part in parts)
            century = {2: 2000, 4: 0}[len(parts[0])]
            return date(century + year, month, day).isoformat()
        except (KeyError, ValueError):
            raise NotUnderstood(say("form-day-not")) from None


@dataclass(frozen=True)
class Attach:
    """Photos, documents or voice notes: the answer is the ids under which we keep them."""

    name: str
    optional: bool = True
    when: When = always
    at_most: int = 5
    """Files."""
    quiet: bool = False
    """In a talk it is not asked by itself: files are taken whenever they come."""

    def value(self, _: str) -> str:
        """Words are no file; raises `NotUnderstood`."""
        raise NotUnderstood(say("attach-not"))


Question = Pick | Confirm | Several | Write | Number | Day | Attach


class _SoFar(dict[str, str | list[str]]):
    """Answers, of which some are still to come: those are empty."""

    def __missing__(self, name: str) -> str:
        return ""


@dataclass(frozen=True)
class Form:
    """Questions under a name. A handler that returns a form opens it."""

    name: str
    questions: tuple[Question, ...]
    about_danger: bool = False
    """What is written in it tells of danger, and is an answer all the same."""
    to_people: bool = False
    """What is written in it is for people at the council: where it sounds like danger, it is asked
    whether it is for them all the same."""

    def filled(self, **answers: str | list[str]) -> "Filling":
        """The form with some questions answered already."""
        return Filling(self, answers)

    def question(self, name: str) -> Question | None:
        """The question of a name, or None: it has gone, or never was."""
        return next((each for each in self.questions if each.name == name), None)

    def answered(self, answers: Answers) -> list[Question]:
        """The questions that apply and have an answer, in order."""
        return [q for q in self.questions if q.name in answers and q.when(answers)]

    def applying(self, answers: Answers) -> list[Question]:
        """The questions that apply as far as can be told, in order."""
        so_far = _SoFar(answers)
        return [q for q in self.questions if q.when(so_far)]

    def next(self, answers: Answers) -> Question | None:
        """The first question that applies and has no answer; None: it is filled in."""
        open_ones = (q for q in self.questions if q.name not in answers and q.when(answers))
        return next((q for q in open_ones if not (isinstance(q, Attach) and q.quiet)), None)

    def asks(self, question: Question) -> Say:
        """The words of a question."""
        return say(f"{self.name}-{question.name}")

    def shows(self, question: Question) -> Say:
        """The words of a question on a form that is shown whole: there, no text is read."""
        reads = isinstance(question, Pick) and question.reader
        return say(f"{self.name}-{question.name}-pick") if reads else self.asks(question)

    def outcome(self, answers: Answers) -> dict[str, str | list[str]]:
        """What the finishing handler is given: the questions that apply and were not skipped."""
        given = (q for q in self.answered(answers) if not isinstance(q, Confirm))
        return {q.name: answers[q.name] for q in given if answers[q.name] != ""}


@dataclass(frozen=True)
class Filling:
    """A form with the answers it opens with."""

    form: Form
    answers: Answers = field(default_factory=dict)
    draft: Answers = field(default_factory=dict)
    """Answers to start from, which can be changed: asked one by one, words and what is ticked."""


def matching(text: str, choices: Sequence[Choice], labels: Sequence[str]) -> list[str]:
    """The values of the choices that a typed answer may mean: by number, label or beginning.

    Capitals, accents, apostrophes and what ends the sentence don't matter.
    """
    typed = text.strip().rstrip(".!?").rstrip()
    if typed.isascii() and typed.isdigit():
        nth = int(typed) if len(typed) < 4 else 0
        return [choices[nth - 1].value] if 1 <= nth <= len(choices) else []
    typed, plain = folded(typed), [folded(label) for label in labels]
    exact = [c.value for c, label in zip(choices, plain, strict=True) if typed == label]
    if exact or not typed:
        return exact
    return [c.value for c, label in zip(choices, plain, strict=True) if label.startswith(typed)]
