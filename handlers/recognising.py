"""Recognising danger: whether a message tells of somebody in distress, of what kind, how urgent.

Plain patterns, well under a millisecond, no database, so that help is named before anything else
happens. The patterns are data, in `danger.toml`, whose header says how they read. What no pattern
knows is weighed word by word: people say it in ways that nobody has listed (docs/whys.md). Where a
message is unclear, the answer is yes: asking once too often does less harm than missing someone.
Nothing here diagnoses.
"""

import csv
import math
import re
import tomllib
from functools import cache
from importlib import resources
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args

from storage.words import folded

Kind = Literal[
    "self", "worried", "others", "attacked", "child", "adult", "burnout", "medical", "unclear"
]  # fmt: skip
Urgency = Literal["emergency", "urgent", "support"]


class Danger(NamedTuple):
    """What a message tells of: who is at risk or by what, and how soon help is needed.

    self: the one who writes; worried: somebody else may take their own life; others: somebody
    close does harm, as far as is told; attacked: somebody from outside; unclear: something seems
    wrong, and no more is known.
    """

    kind: Kind
    urgency: Urgency


class _Sign(NamedTuple):
    danger: Danger
    third_person: bool
    """It speaks of others only, so it may also be the subject of a project."""
    patterns: tuple[re.Pattern[str], ...]
    """All have to be found."""


def recognise(text: str) -> Danger | None:
    """The danger that a message tells of, the gravest of several; None: none is seen."""
    return by_patterns(text) or _by_weight(text)


def by_patterns(text: str) -> Danger | None:
    """The danger that a pattern knows."""
    said = _IDIOMS.sub(" ", _spaced(text))
    topic = _TOPICS.search(said) is not None
    for sign in _SIGNS:
        if topic and sign.third_person:
            continue
        if all(pattern.search(said) for pattern in sign.patterns):
            return sign.danger._replace(kind=_whose(sign.danger.kind, said))
    return None


# --- What no pattern knows ----------------------------------------------------------------

LEARNED = Path(__file__).parent / "danger_learned.csv"
"""What `python -m tests.learning` wrote."""
KINDS_LEARNED: tuple[Kind, ...] = (
    "self",
    "worried",
    "others",
    "child",
    "adult",
    "medical",
    "burnout",
)
ENOUGH = 0.4
"""The weight from which on a message is danger: chosen on messages that had not been weighed."""
CLEARLY = 1.0
"""How much more one kind must weigh than the next, to be told."""
BEGINNING = 4
"""Letters of a word that count for themselves: "strangling" is known by "strangle"."""
CLUES_AT_LEAST = 5
WORDS_AT_LEAST = 3
"""In fewer there is nothing to weigh: "thank you" is no danger, whatever else begins so."""


def clues(text: str) -> list[str]:
    """What is weighed: words, how they begin, and each two in a row."""
    said = _IDIOMS.sub(" ", _spaced(text)).replace(" . ", " ").split()
    begun = (f"{word[:BEGINNING]}*" for word in said if len(word) > BEGINNING)
    pairs = (f"{one} {other}" for one, other in pairwise(said))
    return list(dict.fromkeys((*said, *begun, *pairs)))


def _by_weight(text: str) -> Danger | None:
    """What the whole tells, or a sentence of it: much talk of a project must not outweigh one."""
    sentences = [each for each in _SENTENCE_END.split(text) if len(each.split()) >= WORDS_AT_LEAST]
    weighed = [_weighed(each) for each in ([text, *sentences] if len(sentences) > 1 else sentences)]
    danger, kind = max(weighed, default=(0.0, "unclear"))
    return Danger(kind, _URGENCY.get(kind, "urgent")) if danger >= ENOUGH else None


def _weighed(text: str) -> tuple[float, Kind]:
    """How much speaks for danger, and for which kind clearly more than for the others."""
    known = [_WEIGHTS[clue] for clue in clues(text) if clue in _WEIGHTS]
    if len(known) < CLUES_AT_LEAST:
        return 0.0, "unclear"
    share = 1 / math.sqrt(len(known) + 1)
    sums = map(sum, zip(*known, strict=True))
    danger, *each = (start + share * total for start, total in zip(_START, sums, strict=True))
    (first, kind), (second, _) = sorted(zip(each, KINDS_LEARNED, strict=True), reverse=True)[:2]
    return danger, kind if first - second >= CLEARLY else "unclear"


def _whose(kind: Kind, said: str) -> Kind:
    """The kind by who is at risk: the one who writes or somebody else; by whom; a child or not."""
    told = _TELLING.sub(" ", said)
    of_oneself = _ME.search(told) is not None
    if kind == "self" and _THEM.search(told) and not of_oneself:
        return "worried"
    if kind == "others" and _OUTSIDE.search(said) and not _AT_HOME.search(said):
        return "attacked"
    if kind == "child" or (kind == "others" and not of_oneself):
        return "adult" if _GROWN.search(said) and not _YOUNG.search(said) else kind
    return kind


_SENTENCE_END = re.compile(r"[.!?\n;:]+")
_NO_WORD = re.compile(r"[^a-z0-9.]+")


def _spaced(text: str) -> str:
    """The words, folded, each followed by one space; a full stop of its own ends a sentence."""
    plain = _NO_WORD.sub(" ", _SENTENCE_END.sub(" . ", folded(text)))
    said = (_SPELT.get(word, word) for word in plain.split())
    return f" {' '.join(said)} . "


_TOKEN = re.compile(r"\{(?P<list>\w+)\}|(?P<gap>\.{2,4})|(?P<mark>!\(|[()\[\]|$])|(?P<word>\w+\*?)")
_MARKS = {"(": "(?:", ")": ")", "[": "(?:", "]": ")?", "|": "|", "!(": "(?!", "$": r"(?=\. )"}
_GAPS = {"..": r"(?:\w+ ){0,3}?", "....": r"(?:\w+ ){0,9}?"}


def _regex(pattern: str) -> str:
    """A pattern of the file as a regular expression: each word takes the space after it."""
    built = []
    for token in _TOKEN.finditer(pattern):
        if name := token["list"]:
            built.append(_list(name))
        elif gap := token["gap"]:
            built.append(_GAPS[gap])
        elif mark := token["mark"]:
            built.append(_MARKS[mark])
        else:
            built.append(token["word"].replace("*", r"\w*") + " ")
    return "".join(built)


@cache
def _list(name: str) -> str:
    entries = [entry.strip() for entry in _DATA["words"][name].split(",")]
    return "(?:" + "|".join(map(_regex, sorted(entries, key=len, reverse=True))) + ")"


def _any(says: str) -> re.Pattern[str]:
    lines = (line for line in says.splitlines() if line.strip())
    return re.compile("(?<= )(?:" + "|".join(map(_regex, lines)) + ")")


def _data() -> dict[str, Any]:
    return tomllib.loads((resources.files("handlers") / "danger.toml").read_text("utf-8"))


def _signs_of(entries: list[dict[str, Any]]) -> list[_Sign]:
    """The signs, the gravest first."""
    order = get_args(Urgency)
    found = [
        _Sign(
            Danger(entry["kind"], entry["urgency"]),
            entry.get("third_person", False),
            tuple(_any(entry[part]) for part in ("says", "with") if part in entry),
        )
        for entry in entries
    ]
    return sorted(found, key=lambda sign: order.index(sign.danger.urgency))


# Compiled when the process starts: nobody in danger waits for it.
_DATA = _data()
_SPELT = {
    wrong.strip(): right
    for right, listed in _DATA["spelling"].items()
    for wrong in listed.split(",")
}
_SIGNS = _signs_of(_DATA["sign"])
_IDIOMS = _any(_DATA["idioms"]["says"])
_TOPICS = _any(_DATA["topics"]["says"])
_TELLING, _THEM, _ME = (_any(_DATA["somebody_else"][part]) for part in ("telling", "them", "me"))
_OUTSIDE, _AT_HOME = (_any(_DATA["outside"][part]) for part in ("says", "at_home"))
_YOUNG, _GROWN = _any(_DATA["young"]["says"]), _any(_DATA["grown"]["says"])


def _learned() -> dict[str, tuple[float, ...]]:
    with LEARNED.open(encoding="utf-8", newline="") as file:
        _, *lines = csv.reader(file)
    return {clue: tuple(map(float, weights)) for clue, *weights in lines}


_WEIGHTS = _learned()
_START = _WEIGHTS.pop("")
_URGENCY: dict[str, Urgency] = {"medical": "emergency", "burnout": "support"}
