"""What words mean: the subjects people ask about, and the turns of phrase they ask in.

The knowledge is data: `subjects.toml`, `asking.toml` and `work.toml` beside this file, whose
headers say how to extend them. What is stored and what is asked are read with the same thesaurus,
so a knees-up finds a street party, in the index as well as in a question.
"""

import tomllib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from handlers.thesaurus.phrases import Phrases, Spoken
from storage.search import Part
from storage.words import stem, words

IS, AMONG = "#", "^"
"""Marks of a subject as a term of the index: the text is about it; or about a part of it."""

BROADER, NARROWER, NEAR = 0.6, 0.8, 0.45
"""How well a text on a broader, narrower or neighbouring subject answers; on the same: 1."""

PLAIN_WORD = 0.4
"""How much a word that is in no subject counts, beside a subject."""

SETTING = 0.5
"""How much a subject counts that only tells who asks."""

TWICE = 1.25
"""How much more a subject counts for each further time that it is said."""

LANGUAGES = ("en", "cy", "pl")


class Subject(NamedTuple):
    """A subject people ask about."""

    shown: Mapping[str, str]
    """What we call it, by language."""
    phrases: Mapping[str, tuple[str, ...]]
    """The words for it, by language."""
    broader: tuple[str, ...]
    near: tuple[str, ...]
    usually: str
    """"contact": by itself it is a question for a team; empty: not known."""
    counts: float
    """How much it counts beside other subjects."""


class Turns(NamedTuple):
    """The turns of phrase that people ask in."""

    wants: Phrases
    """Each stands for a wish and how sure it is: `funding:surely`."""
    who: Phrases
    """Each stands for a kind of applicant."""
    past: tuple[tuple[Phrases, Phrases], ...]
    """What a question for past grants begins with, and what it goes on to."""
    goes_on: Phrases
    """At a message's beginning or end: it leans on the one before, or puts it right."""
    anew: Phrases
    """Asks for all there is, whatever was asked before."""
    small_talk: Phrases
    """Each stands for a kind of it: thanks, greeting, goodbye, assistant, other."""
    out_of_scope: Phrases
    out_of_town: Phrases
    """Out of scope unless a team would be asked about what is said beside them."""
    idioms: Phrases
    """Their words don't mean what they say."""
    group_words: Phrases
    personal: Phrases
    """Words of somebody who speaks for nobody else."""
    thin: Phrases
    """Words that say nothing about the subject."""
    faint: Phrases
    """Words that count only as part of a name."""


@cache
def subjects() -> Mapping[str, Subject]:
    """Every subject by its name."""
    return {
        name: Subject(
            entry["shown"],
            {language: tuple(_listed(entry.get(language, ""))) for language in LANGUAGES},
            tuple(entry.get("broader", ())),
            tuple(entry.get("near", ())),
            entry.get("usually", ""),
            entry.get("counts", 1.0),
        )
        for name, entry in _data("subjects.toml").items()
    }


@cache
def turns() -> Turns:
    """The turns of phrase, from `asking.toml`."""
    data = _data("asking.toml")
    wants = (
        (phrase, f"{kind}:{strength}")
        for kind, entry in data["wants"].items()
        for strength, listed in entry.items()
        for phrase in _listed(listed)
    )
    simple = (
        "goes_on",
        "anew",
        "out_of_scope",
        "out_of_town",
        "idioms",
        "group_words",
        "personal",
        "thin",
        "faint",
    )
    return Turns(
        wants=Phrases(wants),
        who=_by_name(data["who"]),
        past=tuple((_plain(entry["begins"]), _plain(entry["ends"])) for entry in data["past"]),
        small_talk=_by_name(data["small_talk"]),
        **{name: _by_name({name: data[name]}) for name in simple},
    )


@cache
def subject_phrases() -> Phrases:
    """Finds subjects in words. Each phrase stands for a language and a subject: `en:gardening`."""
    return Phrases(
        (phrase, f"{language}:{name}")
        for name, subject in subjects().items()
        for language, phrases in subject.phrases.items()
        for phrase in phrases
    )


@cache
def vocabulary(language: str) -> frozenset[str]:
    """The words of a language that the thesaurus knows, folded; turns of phrase are in English."""
    known = {
        word
        for subject in subjects().values()
        for phrase in subject.phrases[language]
        for word in words(phrase)
        if "*" not in phrase
    }
    if language == "en":
        known.update(*(each.words for each in turns() if isinstance(each, Phrases)))
    return frozenset(known)


@cache
def written() -> Mapping[str, str]:
    """What people mean by words as they are written on a phone: b4, ppl."""
    return dict(_data("asking.toml")["written"])


@cache
def everyday() -> frozenset[str]:
    """English words that look like misspellings of others, and are none."""
    return frozenset(_data("everyday.toml")["words"].split())


def terms(text: str) -> set[str]:
    """The terms to index a text by: its words' stems, its subjects, and what these are part of."""
    heard = words(text)
    spoken = Spoken(heard)
    found = set(spoken.stems)
    understood = ("en", language_of(heard))
    for meaning in subject_phrases().everywhere(spoken):
        language, marks = _marks(meaning)
        if language in understood:
            found.update(marks)
    return found


def language_of(heard: list[str]) -> str:
    """Welsh or Polish where a text's small words are; otherwise English."""
    small = _small_words()
    found = [small[word] for word in heard if word in small]
    if not found:
        return "en"
    likely, count = Counter(found).most_common(1)[0]
    return likely if count >= 2 or count * 4 >= len(heard) else "en"


def subjects_in(text: str) -> set[str]:
    """The names of the subjects that a text speaks of."""
    return {m.partition(":")[2] for m in subject_phrases().everywhere(Spoken(words(text)))}


@cache
def _work() -> Phrases:
    entries = _data("work.toml").items()
    return Phrases((phrase, name) for name, entry in entries for phrase in _listed(entry))


def work_in(text: str) -> list[str]:
    """The subjects of the work that a text asks a council for, in the order of its words."""
    found = (name for said in _work().find(Spoken(words(text))) for name in said.meanings)
    return list(dict.fromkeys(found))


def parts(
    spoken: Spoken, skip: Sequence[bool], setting: Collection[int], language: str
) -> tuple[list[Part], list[str]]:
    """The parts of a subject that words name, and the subjects' names.

    `skip` leaves words out. `setting` are those that tell who asks (our church): what they want
    counts more.
    """
    found: dict[tuple[str, ...], Part] = {}
    named: list[str] = []
    at = 0
    while at < len(spoken.words):
        here = None if skip[at] else subject_phrases().longest(spoken, at)
        if here and not any(skip[at : here.end]):
            names = _meant(here.meanings, language)
            counts = max(subjects()[name].counts for name in names)
            counts *= SETTING if at in setting else 1.0
            said = " ".join(spoken.words[at : here.end])
            before = found.get(names)
            counts = max(counts, before.weight * TWICE) if before else counts
            found[names] = Part(before.said if before else said, _terms_of(names), counts)
            named += names
            at = here.end
            continue
        word = spoken.words[at]
        dull = turns().thin.longest(spoken, at) or turns().faint.longest(spoken, at)
        if not skip[at] and not dull and word.isalpha():
            found.setdefault((word,), Part(word, ((stem(word), 1.0),), PLAIN_WORD))
        at += 1
    return list(found.values()), list(dict.fromkeys(named))


def _meant(meanings: Iterable[str], language: str) -> tuple[str, ...]:
    """The subjects that a phrase stands for in a language; failing that in English, or in any."""
    split = [meaning.partition(":")[::2] for meaning in meanings]
    for wanted in (language, "en"):
        if here := [name for spoken, name in split if spoken == wanted]:
            return tuple(dict.fromkeys(here))
    return tuple(dict.fromkeys(name for _, name in split))


def _answers(names: Iterable[str]) -> dict[str, float]:
    """The terms that answer to subjects, and how well."""
    found: dict[str, float] = {}
    for name in names:
        ranked = [(IS + name, 1.0), (AMONG + name, NARROWER)]
        ranked += [(IS + wider, BROADER) for wider in _all_broader(name)]
        ranked += [(IS + near, NEAR) for near in subjects()[name].near]
        for term, worth in ranked:
            found[term] = max(worth, found.get(term, 0))
    return found


def _terms_of(names: Iterable[str]) -> tuple[tuple[str, float], ...]:
    return tuple(_answers(names).items())


def part(name: str) -> Part:
    """A subject as a part of what is asked, where nobody has named it."""
    return Part(name, _terms_of((name,)), subjects()[name].counts)


@cache
def _marks(meaning: str) -> tuple[str, tuple[str, ...]]:
    """The language of a subject's phrase, and the terms that a text with it is indexed by."""
    language, _, name = meaning.partition(":")
    return language, (IS + name, *(AMONG + wider for wider in _all_broader(name)))


@cache
def broader(name: str) -> Sequence[str]:
    """The subjects of which one is a part, the narrowest first."""
    found = list(dict.fromkeys(subjects()[name].broader))
    for each in found:
        found += [wider for wider in subjects()[each].broader if wider not in found]
    return found


def _all_broader(name: str) -> frozenset[str]:
    direct = subjects()[name].broader
    return frozenset(direct).union(*(_all_broader(wider) for wider in direct))


@cache
def _small_words() -> Mapping[str, str]:
    entries = _data("asking.toml")["language"]
    return {word: name for name, entry in entries.items() for word in _listed(entry["phrases"])}


def _listed(text: str) -> list[str]:
    return [phrase.strip() for phrase in text.split(",") if phrase.strip()]


def _by_name(entries: Mapping[str, Mapping[str, str]]) -> Phrases:
    return Phrases((p, name) for name, entry in entries.items() for p in _listed(entry["phrases"]))


def _plain(listed: str) -> Phrases:
    return Phrases((phrase, "") for phrase in _listed(listed))


def _data(name: str) -> dict[str, Any]:
    return tomllib.loads((resources.files(__name__) / name).read_text(encoding="utf-8"))
