"""Understanding: what a message asks for, as an `Enquiry`.

Plain rules over the thesaurus (`handlers/thesaurus/`), sums (`amounts`), days (`days`) and places
(`places`). Distress is not decided here but before, by `recognising`. An enquiry holds no text of
the person's but its words' stems, none with a digit in it; it is kept, sealed, with the recent talk
for half an hour, so that "and who do I ask?" and "what about £200?" are understood.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache, lru_cache
from typing import Literal

import msgspec
from rapidfuzz import process
from rapidfuzz.distance import OSA

from handlers import thesaurus
from handlers.amounts import Money, money_in
from handlers.days import When, spans_in, when_in
from handlers.places import PlaceFound, Places
from handlers.thesaurus.phrases import Found, Spoken
from storage.search import Part
from storage.words import folded, stem, words

Wish = Literal["funding", "contact", "group", "past_grants", "small_talk", "out_of_scope"]

GROUP_KINDS = (
    "informal group",
    "constituted group",
    "tenants and residents association",
    "registered charity",
    "CIC",
    "social enterprise",
    "school",
    "sports club",
    "faith group",
    "parish council",
)
"""The kinds of applicant that are groups, in the words of the pots' who_can_apply."""


class OnePot(msgspec.Struct, frozen=True):
    """A pot that somebody looks at, and asks about without naming it."""

    id: int
    title: str


class Enquiry(msgspec.Struct, frozen=True):
    """What a message asks for."""

    kind: Wish
    also: tuple[Wish, ...] = ()
    """Further wishes in the same message."""
    subject: tuple[Part, ...] = ()
    """What it is about, for the search; empty: anything."""
    subjects: tuple[str, ...] = ()
    """The thesaurus's names for it, for what was understood to be shown."""
    mentioned: tuple[str, ...] = ()
    """The stems of the words as they come, in which a name may hide ("the community chest")."""
    amount: Money | None = None
    """None: no sum was named."""
    when: When = When()
    place: PlaceFound = PlaceFound()
    who: tuple[str, ...] = ()
    """The kinds of applicant it may be, in the words of who_can_apply; empty: not said."""
    group: bool = False
    """Somebody speaks for more than themselves: we, our, a club."""
    personal: bool = False
    """Somebody speaks for themselves alone: I, my, nobody else."""
    follows: bool = False
    """Understood by what was asked before."""
    talk: str = "other"
    """The kind of small talk, where it is nothing else."""
    only_place: bool = False
    """Nothing was said but where somebody is."""
    pot: OnePot | None = None
    """The one pot that it is about; None: any."""

    def wants(self, wish: Wish) -> bool:
        """Whether something is among the wishes."""
        return wish == self.kind or wish in self.also


_PRECEDENCE: tuple[Wish, ...] = ("past_grants", "funding", "group", "contact")
_MIGHT, _LIKELY, _USUALLY, _SURE = 1, 2, 3, 4
_SHORT = 3
"""A message with more parts than these stands by itself."""

_SAYS_ONLY_WHO = frozenset(("informal group", "constituted group", "private business"))
"""Kinds of applicant whose words say nothing about the subject."""
_WHO = frozenset(words("who whos pwy kto"))
"""A message that begins so asks for people, unless its first words say otherwise."""
_PEOPLE = frozenset(
    map(
        stem,
        words(
            "people folk those them kids children families lads lasses men women parents mums dads "
            "residents neighbours pensioners volunteers members adults youngsters teenagers groups"
        ),
    )
)
"""Before "who", they make it tell which of them."""
_FRONT_DESK, _NEW_GROUPS = "council_teams", "setting_up"
"""Subjects for who asks whom to talk to, and for a group that says only that it is none yet."""
_BEFORE = 4
"""Words before another among which a phrase with it in may begin."""
_MENTIONED = 80
"""Words of a message among which a name is looked for."""
_GATHERINGS = frozenset(words("class classes club clubs group groups choir choirs society lessons"))
_OURS = frozenset(words("we our ours us weve were i my want need set start"))
_MAY = frozenset(words("apply eligible allowed qualify"))
_POINTS_BACK = frozenset(words("it that this them those these one ones there hynny hwn tego tym"))


def _none(_: str) -> bool:
    """No stem is part of a name."""
    return False


def understand(
    text: str,
    *,
    places: Places,
    today: date,
    before: Enquiry | None = None,
    in_names: Callable[[str], bool] = _none,
) -> Enquiry:
    """What a message asks for.

    `before`: what the same person asked last; None: nothing lately. `in_names`: whether a stem is
    part of what something of ours is called: then its word is spelt as it is meant to be.
    """
    text = respelt(text)
    place = places.find(text)
    amount = next((said.money for said in money_in(text)), None)
    heard = words(text)
    language = thesaurus.language_of(heard)
    spoken = Spoken(_mended(heard, language, keep=_indexes(place.said), in_names=in_names))
    who = thesaurus.turns().who.find(spoken)
    skip = _skipped(text, spoken, place)
    for found in who:
        if _SAYS_ONLY_WHO.intersection(found.meanings) and not _within_a_subject(spoken, found):
            skip[found.start : found.end] = [True] * (found.end - found.start)
    setting = _indexes((found.start, found.end) for found in who)
    subject, subjects = thesaurus.parts(spoken, skip, setting, language)
    if when_in(text, today) != When() and not subjects:
        subject = []  # "stuff that closes this week": the days are what is asked
    for name in ages_in(text):
        if name not in subjects:
            subject.append(thesaurus.part(name))
            subjects.append(name)
    kinds = tuple(dict.fromkeys(kind for phrase in who for kind in phrase.meanings))
    enquiry = Enquiry(
        kind="out_of_scope",
        subject=tuple(subject),
        subjects=tuple(subjects),
        mentioned=_mentioned(Spoken(heard)),
        amount=amount,
        when=when_in(text, today),
        place=place,
        who=kinds,
        group=_speaks_for_a_group(spoken, kinds),
        personal=_speaks_for_one(spoken, kinds),
    )
    wishes, surely = _wishes(spoken, enquiry)
    if before is not None and _asks_only_who(spoken, skip, setting, language):
        enquiry = msgspec.structs.replace(enquiry, subject=(), subjects=())
    if before is not None and _follows(spoken, enquiry, wishes):
        replaces = _replaces(spoken, enquiry)
        return _after(before, enquiry, wishes if surely or (replaces and wishes) else [], replaces)
    return _by_itself(enquiry, wishes, spoken)


def is_asking(text: str) -> bool:
    """Whether it plainly asks, whatever for: with a question mark, or in so many words."""
    spoken = Spoken(words(respelt(text)))
    if "?" in text or not spoken.words:
        return "?" in text
    turns = thesaurus.turns()
    wants = (meaning for found in turns.wants.find(spoken) for meaning in found.meanings)
    return _begins_with_who(spoken) or any(each.endswith(":surely") for each in wants)


_WORD = re.compile(r"[^\W_]+")


def respelt(text: str) -> str:
    """A text with the words that people shorten on a phone written out."""
    written = thesaurus.written()
    return _WORD.sub(lambda word: written.get(word[0].casefold(), word[0]), text)


_AGE = re.compile(
    r"\b(?:aged|over|under|is|s|hes|shes|im|theyre|mums|mams|dads|nans|whos)\s+(\d{1,2})s?"
    r"(?=\s*(?:$|[,.;!?)]|and\b|but\b|now\b|he\b|she\b|never\b|lives?\b|who\b|with\b|or\b|to\b|year))"
    r"|\b(\d{1,2})s?\s*-?\s*(?:yr|year|years)s?\s*-?\s*olds?\b|\b(\d{1,2})\s*plus\b"
)
_AGES = (
    (4, "early_years"),
    (10, "children"),
    (25, "young_people"),
    (54, ""),
    (120, "older_people"),
)


def ages_in(text: str) -> list[str]:
    """The subjects that ages in a text stand for: a mum of 82, over 75, 13 year olds."""
    found = (int(next(filter(None, match.groups()))) for match in _AGE.finditer(folded(text)))
    named = (next((name for most, name in _AGES if age <= most), "") for age in found)
    return [name for name in dict.fromkeys(named) if name]


def _by_itself(enquiry: Enquiry, wishes: list[Wish], spoken: Spoken) -> Enquiry:
    """An enquiry that follows none, with its wishes and what goes without saying."""
    kind, *also = wishes or ("out_of_scope",)
    talk, only_place, subject = "other", False, enquiry.subject
    if kind == "small_talk":
        talk = _talk(spoken)
    elif not wishes and not subject and "informal group" in enquiry.who:
        kind, subject = "contact", (thesaurus.part(_NEW_GROUPS),)
    elif not wishes and not subject and (enquiry.place.areas or enquiry.place.elsewhere):
        kind, only_place = "funding", True
    elif kind == "contact" and not subject:
        subject = (thesaurus.part(_FRONT_DESK),)
    return msgspec.structs.replace(
        enquiry,
        kind=kind,
        also=tuple(also),
        subject=subject,
        talk=talk,
        only_place=only_place,
    )


def _talk(spoken: Spoken) -> str:
    """The kind of small talk, the most telling of several; in letters we can't read: a greeting."""
    said = {m for found in thesaurus.turns().small_talk.find(spoken) for m in found.meanings}
    order = ("assistant", "thanks", "goodbye", "greeting", "other")
    return next((talk for talk in order if talk in said), "greeting")


def _indexes(spans: Iterable[tuple[int, int]]) -> set[int]:
    return {at for start, end in spans for at in range(start, end)}


_ANY_DAY = date(2000, 1, 1)


def _skipped(text: str, spoken: Spoken, place: PlaceFound) -> list[bool]:
    """Which words say nothing about the subject: sums, days, and the names of places.

    A name that is a subject too stays: money "by the canal" is often money for the canal.
    """
    plain = folded(text)
    asks_when = when_in(text, _ANY_DAY) != When()
    spans = [(said.start, said.end) for said in money_in(text)]
    spans += spans_in(text, feasts=asks_when)  # money by Christmas is often money for Christmas
    skip = [False] * len(spoken.words)
    at = 0
    for index, word in enumerate(words(text)):
        at = plain.index(word, at)
        skip[index] = any(start <= at < end for start, end in spans)
        at += len(word)
    turns = thesaurus.turns()
    for said in (*turns.idioms.find(spoken), *turns.anew.find(spoken), *_going_on(spoken)):
        skip[said.start : said.end] = [True] * (said.end - said.start)
    for start, end in place.said:
        subject = thesaurus.subject_phrases().longest(spoken, start)
        if subject is None or subject.end < end:
            skip[start:end] = [True] * (end - start)
    return skip


def _within_a_subject(spoken: Spoken, said: Found) -> bool:
    """Whether words are in the middle of a longer phrase for a subject: close "our road"."""
    earlier = range(max(0, said.start - _BEFORE), said.start)
    found = (thesaurus.subject_phrases().longest(spoken, at) for at in earlier)
    return any(subject and subject.end >= said.end for subject in found)


def _mentioned(spoken: Spoken) -> tuple[str, ...]:
    return tuple(said for said in spoken.stems if said.isalpha())[:_MENTIONED]


def _mended(
    heard: list[str], language: str, keep: set[int], in_names: Callable[[str], bool]
) -> list[str]:
    """The words: Welsh ones unmutated, misspelt ones as the thesaurus likely has them."""
    mended = [word if at in keep else _mend(word, language) for at, word in enumerate(heard)]
    return [
        word if word != likely and in_names(stem(word)) else likely
        for word, likely in zip(heard, mended, strict=True)
    ]


_LEAST_MENDED = 5
"""Letters a word needs before it is taken for a misspelling of another."""


@lru_cache(maxsize=10_000)
def _mend(word: str, language: str) -> str:
    if word in thesaurus.vocabulary(language) or word in thesaurus.everyday():
        return word
    if language == "cy":
        known = thesaurus.vocabulary("cy")
        return next((plain for plain in _unmutated(word) if plain in known), word)
    if stem(word) in _known_stems() or len(word) < _LEAST_MENDED or not word.isalpha():
        return word
    likely = process.extractOne(
        word,
        _by_first_letter(language).get(word[0], []),
        scorer=OSA.distance,
        score_cutoff=1 if len(word) < 10 else 2,
    )
    return likely[0] if likely else word


@cache
def _by_first_letter(language: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for word in sorted(thesaurus.vocabulary(language)):
        found.setdefault(word[0], []).append(word)
    return found


@cache
def _known_stems() -> frozenset[str]:
    return frozenset(
        stem(word) for lang in thesaurus.LANGUAGES for word in thesaurus.vocabulary(lang)
    )


_MUTATIONS = (
    ("ngh", "c"), ("mh", "p"), ("nh", "t"), ("ng", "g"), ("ch", "c"), ("ph", "p"), ("th", "t"),
    ("dd", "d"), ("g", "c"), ("b", "p"), ("d", "t"), ("f", "b"), ("f", "m"), ("l", "ll"),
    ("r", "rh"), ("n", "d"), ("m", "b"), ("", "g"),
)  # fmt: skip
"""How Welsh words change at their beginning, from changed to plain (soft, nasal and aspirate)."""


def _unmutated(word: str) -> list[str]:
    return [
        plain + word[len(m) :] for m, plain in _MUTATIONS if word.startswith(m) and len(word) > 3
    ]


def _speaks_for_a_group(spoken: Spoken, who: tuple[str, ...]) -> bool:
    return bool(thesaurus.turns().group_words.find(spoken)) or any(k in GROUP_KINDS for k in who)


def _speaks_for_one(spoken: Spoken, who: tuple[str, ...]) -> bool:
    said = thesaurus.turns().personal.find(spoken) or "individual" in who
    return bool(said) and not _speaks_for_a_group(spoken, who)


def _wishes(spoken: Spoken, enquiry: Enquiry) -> tuple[list[Wish], bool]:
    """What is wanted, the main thing first, and whether it was said in so many words.

    What is asked for in so many words comes first, money before people; then what is hinted at, or
    what the subject is usually about; a subject by itself is asked about for money. Empty: nothing
    that we could tell.
    """
    turns = thesaurus.turns()
    if not spoken.words or turns.small_talk.covers(spoken):
        return ["small_talk"], True
    points = _points(spoken, enquiry)
    surely = [wish for wish in _PRECEDENCE if points[wish] >= _SURE]
    usual = {thesaurus.subjects()[name].usually for name in enquiry.subjects}
    elsewhere = turns.out_of_town.find(spoken) and "contact" not in usual
    if "funding" not in surely and (elsewhere or turns.out_of_scope.find(spoken)):
        return ["out_of_scope"], True
    if surely or not (points or enquiry.subjects):
        return surely, bool(surely)
    for name in enquiry.subjects:
        if usually := thesaurus.subjects()[name].usually:
            points[usually] += _USUALLY
    likely = max(points, key=lambda wish: points[wish], default="funding")  # of equals, the first
    return [wish for wish in _PRECEDENCE if wish == likely], False


def _points(spoken: Spoken, enquiry: Enquiry) -> Counter[str]:
    """How much speaks for each wish."""
    points: Counter[str] = Counter()
    for found in thesaurus.turns().wants.find(spoken):
        if _relates(spoken, found):
            continue
        for meaning in found.meanings:
            wish, _, strength = meaning.partition(":")
            points[wish] += _SURE if strength == "surely" else _MIGHT
    points["contact"] += _SURE * _begins_with_who(spoken)
    points["group"] += _LIKELY * _looks_for_a_group(spoken, enquiry)
    points["past_grants"] += _SURE * _asks_for_past_grants(spoken)
    points["funding"] += _SURE * (enquiry.amount is not None) + _SURE * (enquiry.when != When())
    return +points


def _looks_for_a_group(spoken: Spoken, enquiry: Enquiry) -> bool:
    """Whether a class or a club somewhere is named that isn't theirs: "sewing class near here"."""
    named = _GATHERINGS.intersection(spoken.words) and enquiry.subjects
    return bool(named and enquiry.place.areas) and _OURS.isdisjoint(spoken.words)


def _relates(spoken: Spoken, said: Found) -> bool:
    """Whether "who" tells which people are meant, and asks for nobody: people who are lonely."""
    at = said.start
    return at > 0 and spoken.words[at] in _WHO and stem(spoken.words[at - 1]) in _PEOPLE


def _begins_with_who(spoken: Spoken) -> bool:
    return spoken.words[0] in _WHO and not thesaurus.turns().wants.longest(spoken, 0)


def _asks_for_past_grants(spoken: Spoken) -> bool:
    """Whether a question for what was given goes from its beginning to its end."""
    for begins, ends in thesaurus.turns().past:
        begun = begins.find(spoken)
        if begun and any(found.start >= begun[0].end for found in ends.find(spoken)):
            return True
    return False


def _asks_only_who(spoken: Spoken, skip: list[bool], setting: set[int], language: str) -> bool:
    """Whether somebody asks if their kind of group may apply: "can a church go for it?"."""
    asks = _MAY.intersection(spoken.words) or _going_on(spoken) or _points_back(spoken)
    but = [left_out or at in setting for at, left_out in enumerate(skip)]
    return bool(asks and setting) and thesaurus.parts(spoken, but, (), language) == ([], [])


def _going_on(spoken: Spoken) -> list[Found]:
    """Where a message says that it goes on from another: at its beginning, or its end."""
    begins, found = 0, []
    for said in thesaurus.turns().goes_on.find(spoken):
        if said.start == begins or said.end == len(spoken.words):
            found.append(said)
            begins = said.end
    return found


def _points_back(spoken: Spoken) -> bool:
    """Whether it says "it", "that" or "there" of what was said, which "are there" does not."""
    said = enumerate(spoken.words)
    return any(
        word in _POINTS_BACK and not (word == "there" and spoken.words[at - 1] in ("is", "are"))
        for at, word in said
        if at >= 2
    )


def _follows(spoken: Spoken, enquiry: Enquiry, wishes: list[Wish]) -> bool:
    """Whether a message leans on the one before: no subject, "for it", "what about …"."""
    if wishes[:1] in (["small_talk"], ["out_of_scope"]):
        return False
    if not enquiry.subject or _of_its_place(spoken, enquiry):
        anew = thesaurus.turns().anew.find(spoken) and not _going_on(spoken)
        of_days = enquiry.when.rolling or enquiry.when.closing is not None
        return not of_days and (not anew or _points_back(spoken))
    if len(enquiry.subject) > _SHORT:
        return False
    return bool(_going_on(spoken)) or _points_back(spoken)


def _of_its_place(spoken: Spoken, enquiry: Enquiry) -> bool:
    """Whether the subject is nothing but the name of the place: "near the canal?"."""
    named = {spoken.words[at] for at in _indexes(enquiry.place.said)}
    surely = enquiry.amount is not None or enquiry.when != When()
    return not surely and all(named.issuperset(words(part.said)) for part in enquiry.subject)


def _replaces(spoken: Spoken, enquiry: Enquiry) -> bool:
    """Whether a message that goes on from another has a subject of its own, not just a place's."""
    own = bool(enquiry.subject) and not _of_its_place(spoken, enquiry)
    return own and not _points_back(spoken)


def _after(before: Enquiry, now: Enquiry, wishes: list[Wish], replaces: bool) -> Enquiry:
    """What is asked now, with what was said before where nothing is said anew.

    A new subject takes the place of the old one, and of its sum and days.
    """
    kind, *also = wishes or (before.kind,)
    kept = Enquiry("funding") if replaces else before
    return msgspec.structs.replace(
        now,
        kind=kind,
        also=tuple(also),
        subject=tuple(dict.fromkeys(kept.subject + now.subject)),
        subjects=tuple(dict.fromkeys(kept.subjects + now.subjects)),
        mentioned=(now.mentioned + kept.mentioned)[:_MENTIONED],
        amount=now.amount or kept.amount,
        when=kept.when if now.when == When() else now.when,
        place=before.place if now.place == PlaceFound() else now.place,
        who=now.who or before.who,
        group=now.group or before.group,
        personal=now.personal and before.personal,
        follows=True,
    )
