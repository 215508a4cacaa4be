"""Phrases: finds many of them in a few words at once, whatever the words' endings."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from storage.words import stem, stems, words


class Spoken:
    """Words of a text, with their stems."""

    def __init__(self, said: list[str]) -> None:
        self.words = said
        self.stems = stems(said)


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

    def after(self, word: str) -> "Iterator[_Step]":
        """The steps that a word leads to: as itself, then as a word that begins so."""
        if exact := self.stems.get(stem(word)):
            yield exact
        if self.begun:
            begun = (self.begun.get(word[:size]) for size in range(2, len(word) + 1))
            yield from (step for step in begun if step)


class _Heard(dict[str, "_Heard | None"]):
    """All steps that the words so far lead to; by the next word, those it leads on to.

    None: no phrase goes on so. What follows a word is worked out when it is first met there, and
    then remembered: most words begin no phrase, and reading a text is little but looking them up.
    """

    __slots__ = ("_steps", "goes_on", "meanings")

    def __init__(self, steps: tuple[_Step, ...]) -> None:
        self._steps = steps
        self.meanings = tuple(meaning for step in steps for meaning in step.ends)
        self.goes_on = any(step.stems or step.begun for step in steps)

    def __missing__(self, word: str) -> "_Heard | None":
        if len(self) == _REMEMBERED:
            self.clear()
        steps = tuple(after for step in self._steps for after in step.after(word))
        self[word] = heard = _Heard(steps) if steps else None
        return heard


_REMEMBERED = 20_000
"""Words remembered at a place in the phrases: about as many as are in use."""


class Phrases:
    """Phrases and what each stands for. A word ending in * stands for all words that begin so."""

    def __init__(self, entries: Iterable[tuple[str, str]]) -> None:
        self.words: set[str] = set()
        """Every whole word of the phrases."""
        first = _Step()
        for phrase, meaning in entries:
            step = first
            for raw in phrase.split():
                for word in words(raw):
                    if raw.endswith("*"):
                        step = step.begun.setdefault(word, _Step())
                    else:
                        self.words.add(word)
                        step = step.stems.setdefault(stem(word), _Step())
            if meaning not in step.ends:
                step.ends.append(meaning)
        self._nothing_yet = _Heard((first,))

    def longest(self, spoken: Spoken, at: int) -> Found | None:
        """The longest phrase that begins at a word."""
        found, heard = None, self._nothing_yet[spoken.words[at]]
        end = at + 1
        while heard is not None:
            if heard.meanings:
                found = Found(at, end, heard.meanings)
            if not heard.goes_on or end == len(spoken.words):
                break
            heard = heard[spoken.words[end]]
            end += 1
        return found

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
        said, found = spoken.words, set[str]()
        for at, heard in enumerate(map(self._nothing_yet.__getitem__, said), 1):
            end = at
            while heard is not None:
                if heard.meanings:
                    found.update(heard.meanings)
                if not heard.goes_on or end == len(said):
                    break
                heard = heard[said[end]]
                end += 1
        return found

    def covers(self, spoken: Spoken) -> bool:
        """Whether the words are nothing but such phrases."""
        return bool(spoken.words) and sum(f.end - f.start for f in self.find(spoken)) == len(
            spoken.words
        )
