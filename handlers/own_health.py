"""What somebody says of their own health or feelings is left out of what we take from a message.

It is theirs, and kept only where they agreed to that and chose it: whoever asks for money on the
way is answered by the rest of what they said. A group's subject is none: "a mental health cafe".
"""

import re
import tomllib
from functools import cache
from importlib import resources

from handlers.own_week import tells_of_week
from storage.words import folded


def without_own(text: str) -> str:
    """What a message asks for, without what its writer tells of how they are; empty: nothing.

    Once they tell that, only a part that asks is left, and what goes on from it.
    """
    if not tells_of_own(text):
        return text
    left, asking = [], False
    for part in _parts(text):
        line = _line(part)
        asks = _listed("asks").match(line)
        told = _is_told(part)
        asking = not told and bool(asks or (asking and not _listed("first").search(line)))
        if asking:
            left.append(part)
        elif asks:  # of how they are, but the words that ask hold nothing of it
            left.append(asks[0].strip())
    return " ".join(left)


def tells_of_own(text: str) -> bool:
    """Whether a text tells, among other things, how its writer is."""
    return any(map(_is_told, _parts(text)))


def _parts(text: str) -> list[str]:
    """A message by its sentences, and where a word joins two parts or begins to ask."""
    found = []
    for sentence in _SENTENCE.split(text):
        said = list(_WORD.finditer(sentence))
        line = _line(sentence)
        starts = {_index(line, each.start()) for each in _listed("joins").finditer(line)}
        starts |= {_index(line, each.start()) for each in _listed("asks").finditer(line)}
        cuts = [0, *(said[at].start() for at in sorted(starts) if 0 < at < len(said))]
        found += [
            sentence[begin:end].strip()
            for begin, end in zip(cuts, [*cuts[1:], len(sentence)], strict=True)
        ]
    return [part for part in found if part]


_SENTENCE = re.compile(r"(?:(?<!\d)[,.]|[,.](?!\d)|[;:!?()\n]|\s[-–—]\s)+")
_WORD = re.compile(r"[^\W_]+(?:['’‘`´ʼ][^\W_]+)*")


def _is_told(part: str) -> bool:
    """Whether a part of a message tells how its writer is."""
    return tells_of_week(part) or _tells_of_health(_line(part))


def _tells_of_health(line: str) -> bool:
    return any(
        _is_own(f"{line[: found.start()]} ", line[found.end() :])
        for found in _listed("health").finditer(line)
    )


def _is_own(before: str, after: str) -> bool:
    """Whether a word of health is about the one who says it, by what stands around it."""
    if _listed("heads").match(after):
        return False
    owners = [(found.start(), True) for found in _listed("first").finditer(before)]
    owners += [(found.start(), False) for found in _listed("others").finditer(before)]
    if owners:
        return max(owners)[1]
    return bool(
        _listed("begins").match(before)
        or _listed("first").search(after)
        or _listed("lately").search(after)
    )


def _line(text: str) -> str:
    """The folded words, each between two blanks."""
    return f" {' '.join(folded(found[0]) for found in _WORD.finditer(text))} "


def _index(line: str, start: int) -> int:
    """How many words stand before a place in a line."""
    return line.count(" ", 0, start)


@cache
def _listed(name: str) -> re.Pattern[str]:
    """The phrases of a list, the longest first, each with the blank before it."""
    phrases = {
        folded(phrase.strip())
        for listed in _data()[name].values()
        for phrase in listed.split(",")
        if phrase.strip()
    }
    longest_first = sorted(phrases, key=len, reverse=True)
    listed = "|".join(each.replace("*", r"\w*") for each in longest_first)
    return re.compile(f" (?:{listed})(?= )")


@cache
def _data() -> dict[str, dict[str, str]]:
    return tomllib.loads((resources.files("handlers") / "own_health.toml").read_text("utf-8"))
