"""The library of prompts: ours, and the rule that chooses one. A council adds its own to it.

`library.csv` is a file as a council's is (docs/data.md); each text is there in every language.
"""

import csv
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from hashlib import blake2b
from importlib import resources

from handlers.messages import Texts
from handlers.wording import LANGUAGES
from storage.prompts import Kind, Prompt

NOT_AGAIN_WITHIN = 12
"""Prompts of a kind that a person is given before one of them comes again."""

TO_THINK_ABOUT = (Kind.REFLECTION, Kind.APPRECIATION, Kind.ASKING)
"""The kinds for a quiet minute alone."""


@cache
def ours() -> Mapping[str, Prompt]:
    """Every prompt of ours, by its ref."""
    text = (resources.files("handlers") / "library.csv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines(keepends=True))
    return {row["id"]: _prompt(row) for row in rows}


def _prompt(row: Mapping[str, str]) -> Prompt:
    return Prompt(
        ref=row["id"],
        kind=Kind(row["kind"]),
        subjects=[subject for subject in row["subjects"].split(";") if subject],
        text_en=row["english"],
        text_cy=row["welsh"],
        in_use=True,
    )


def with_own(own: Iterable[Prompt]) -> Mapping[str, Prompt]:
    """All prompts by their refs: a council's takes the place of ours that has the same."""
    return {**ours(), **{prompt.ref: prompt for prompt in own}}


def text(prompt: Prompt, language: str) -> str:
    """What a prompt says in a language; empty: nothing."""
    said: str = getattr(prompt, f"text_{language}")
    return said


def in_words(prompt: Prompt) -> Texts:
    """A prompt in the reader's language or, where it has none, in one it has."""
    return Texts({each: said for each in LANGUAGES if (said := text(prompt, each))})


def choose(
    prompts: Iterable[Prompt],
    kind: Kind,
    language: str,
    interests: Collection[str],
    given: Iterable[Sequence[str]],
    lot: str,
) -> Prompt:
    """The prompt of a kind to give to some people together.

    None of the last twelve of the kind that one of them had; if there is no other, the one that
    all had the longest ago. Then one about what they are interested in; then by lot.

    Args:
        prompts: all there are.
        kind: what it is for.
        language: theirs. One that the library does not speak: ours that comes first.
        interests: subjects that they share. A prompt on other subjects is not for them.
        given: to each of them, the last one first.
        lot: what the choice is drawn by: the same lot, the same choice.
    """
    spoken = language if language in LANGUAGES else LANGUAGES[0]
    fitting = [
        prompt
        for prompt in prompts
        if prompt.kind == kind
        and prompt.in_use
        and text(prompt, spoken)
        and (not prompt.subjects or set(prompt.subjects) & set(interests))
    ]
    # Where a council put all of a kind aside, ours are better than nothing to say.
    fitting = fitting or [each for each in ours().values() if each.kind == kind]
    refs = {prompt.ref for prompt in fitting}
    ages = dict[str, int]()
    for theirs in given:
        of_kind = [ref for ref in theirs if ref in refs]
        for age, ref in enumerate(of_kind[:NOT_AGAIN_WITHIN]):
            ages[ref] = min(age, ages.get(ref, age))

    def rank(prompt: Prompt) -> tuple[int, bool, bytes]:
        age = ages.get(prompt.ref, NOT_AGAIN_WITHIN)
        return -age, not prompt.subjects, _drawn(lot, prompt.ref)

    return min(fitting, key=rank)


def _drawn(lot: str, ref: str) -> bytes:
    return blake2b(f"{lot} {ref}".encode(), digest_size=8).digest()
