"""Phrases: finds many of them in a few words at once, whatever the words' endings."""

from collections.abc import Iterable
from functools import lru_cache, partial
from typing import NamedTuple

from storage.words import stem, words


class Spoken:
    """Words of a text, with their stems."""

    def __init__(self, said: list[str]) -> None:
        self.words = said
        self.stems = [stem(word) for word in said]


class Found(NamedTuple):
    """A phrase found from one word to before another, and what it stands for."""

    start: int
    end: int
    meanings: tuple[str, ...]


class _Step:
    """What may follow the words so far: words by stem, beginnings of words, and meanings here."""

    __slots__ = ("begun", "ends", "stems")

    def __init__(self) -> None:
        self.stems: dict[str, _Step] = {}
        self.begun: dict[str, _Step] = {}
        self.ends: list[str] = []


class Phrases:
    """Phrases and what each stands for. A word ending in * stands for all words that begin so."""

    def __init__(self, entries: Iterable[tuple[str, str]]) -> None:
        self.words: set[str] = set()
        """Every whole word of the phrases."""
        self._first = _Step()
        for phrase, meaning in entries:
            step = self._first
            for raw in phrase.split():
                for word in words(raw):
                    if raw.endswith("*"):
                        step = step.begun.setdefault(word, _Step())
                    else:
                        self.words.add(word)
                        step = step.stems.setdefault(stem(word), _Step())
            if meaning not in step.ends:
                step.ends.append(meaning)
        # Most words begin no phrase; remembering that makes reading a text five times as fast.
        self._begin = lru_cache(maxsize=20_000)(partial(_after, self._first))

    def longest(self, spoken: Spoken, at: int) -> Found | None:
        """The longest phrase that begins at a word."""
        found = self._all(spoken, at)
        return found[-1] if found else None

    def find(self, spoken: Spoken) -> list[Found]:
        """The phrases in the words, the longest first come, none over another."""
        found, at = [], 0
        while at < len(spoken.words):
            here = self.longest(spoken, at)
            if here:
                found.append(here)
            at = here.end if here else at + 1
        return found

    def everywhere(self, spoken: Spoken) -> set[str]:
        """What all phrases in the words stand for, also those inside others."""
        return {
            meaning
            for at, word in enumerate(spoken.words)
            if self._begin(word)
            for found in self._all(spoken, at)
            for meaning in found.meanings
        }

    def covers(self, spoken: Spoken) -> bool:
        """Whether the words are nothing but such phrases."""
        return bool(spoken.words) and sum(f.end - f.start for f in self.find(spoken)) == len(
            spoken.words
        )

    def _all(self, spoken: Spoken, at: int) -> list[Found]:
        found = []
        steps, end = self._begin(spoken.words[at]), at + 1
        while steps:
            meanings = tuple(meaning for step in steps for meaning in step.ends)
            if meanings:
                found.append(Found(at, end, meanings))
            if end == len(spoken.words):
                break
            steps = tuple(after for step in steps for after in _after(step, spoken.words[end]))
            end += 1
        return found


def _after(step: _Step, word: str) -> tuple[_Step, ...]:
    exact = step.stems.get(stem(word))
    begun = (step.begun.get(word[:size]) for size in range(2, len(word) + 1)) if step.begun else ()
    return tuple(after for after in (exact, *begun) if after is not None)
