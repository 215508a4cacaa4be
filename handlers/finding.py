"""Finding: which of the rows that the search brings answer an enquiry, and in what order.

Pure rules. Each row comes with the search's score, the share of what was asked that it answers;
what answers too little is left out, so that nothing found comes out as nothing.
"""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import TypeVar

import msgspec

from handlers.amounts import Money
from handlers.eligibility import Fit, State, fit
from handlers.places import Places, nearness
from handlers.thesaurus import subjects_in, turns
from handlers.thesaurus.phrases import Spoken
from handlers.understanding import Enquiry
from storage.contacts import Contact
from storage.grants import Grant
from storage.groups import Group
from storage.pots import Pot
from storage.search import Kind
from storage.words import stem, words

Row = TypeVar("Row", Contact, Group, Grant)

FLOOR = 0.3
"""The share of what is asked that a row has to answer."""

STRONG = 0.5
"""The share from which a row is an answer by itself."""

NEAR_BEST = 0.55
"""Rows that answer less than this share of what the best one does are left out."""

BAND = 0.06
"""Scores that lie no further apart than this count as equally good."""

NEXT_STEP = 0.75
"""How well the contact of a pot answers, as a share of how well the pot does."""

LOCAL = 0.15
"""What being for the very place that was asked about adds to a score."""

_STATES: dict[State, int] = {"open": 0, "later": 1, "unsure": 2, "closed": 3}
_NEARNESS = {"there": 0, "around": 1, "unknown": 2, "elsewhere": 3}
_PLAIN_IN_TITLES = frozenset(
    map(stem, words("grant grants fund funds pot awards programme small micro and the of for"))
)


class FoundPot(msgspec.Struct, frozen=True):
    """A pot in an answer: how it fits, and how well it answers."""

    pot: Pot
    fit: Fit
    score: float
    """The share of what was asked that it is about; 1 where nothing but money was asked for."""
    general: bool
    """It gives to any cause."""
    named: bool
    """It was asked for by its name."""


class FoundPots(msgspec.Struct, frozen=True):
    """The pots that answer, best first, and those that only just don't."""

    pots: tuple[FoundPot, ...] = ()
    near_misses: tuple[FoundPot, ...] = ()
    """About the subject, but ruled out: `fit.against` says by what."""


def rank_pots(
    scored: Sequence[tuple[Pot, float]],
    enquiry: Enquiry,
    places: Places,
    area: str | None,
    today: date,
) -> FoundPots:
    """The pots for an enquiry, best first. `area`: the person's own, where the enquiry names none.

    Those about the subject come first, in bands of equal worth: open before later; what surely fits
    before what may; with a sum asked, the smallest that is enough; then the next to close; then
    local before national; then what takes the least effort. General pots come in only where nothing
    special can be had. A closed pot is listed only where it answers best of all, or was asked for
    by name.
    """
    place, mentioned = enquiry.place.one or area, frozenset(enquiry.mentioned)
    said = f" {' '.join(enquiry.mentioned)} "
    held = [
        FoundPot(
            pot,
            fit(pot, enquiry, places, place, today),
            score,
            is_general(pot),
            _named(pot.title, said, mentioned),
        )
        for pot, score in scored
    ]
    fitting = [found for found in held if found.fit.answer != "no"]
    new = "informal group" in enquiry.who
    general = [
        found
        for found in fitting
        if (found.general or (new and _for_new_groups(found.pot))) and found.fit.state != "closed"
    ]
    near = sorted(
        (f for f in held if f.fit.answer == "no" and f.score >= STRONG and f.fit.state != "closed"),
        key=lambda found: (
            (_away(found.pot, enquiry.amount), -found.score)
            if not enquiry.subject
            else (-found.score, _away(found.pot, enquiry.amount))
        ),
    )[:3]
    if not enquiry.subject:
        everything = [found for found in fitting if found.fit.state != "closed"]
        return FoundPots(tuple(_in_order(everything, enquiry, places, place)), tuple(near))
    chosen = _in_order(_about(fitting), enquiry, places, place)
    if _for_any_cause(enquiry) and not any(_can_be_had(found) for found in chosen):
        already = {found.pot.id for found in chosen}
        rest = [found for found in general if found.pot.id not in already]
        chosen += _in_order(rest, enquiry, places, place)
    return FoundPots(tuple(chosen), tuple(near))


def only_pot(
    pot: Pot, enquiry: Enquiry, places: Places, area: str | None, today: date
) -> FoundPots:
    """The one pot that is asked about, whatever its state."""
    place = enquiry.place.one or area
    found = FoundPot(pot, fit(pot, enquiry, places, place, today), 1.0, is_general(pot), named=True)
    return FoundPots((), (found,)) if found.fit.answer == "no" else FoundPots((found,))


def reaches(kind: Kind, enquiry: Enquiry) -> bool:
    """Whether rows of a kind may answer for the place: ours don't for one elsewhere.

    What was given once has no such bounds.
    """
    return kind == "grant" or not enquiry.place.elsewhere


def is_general(pot: Pot) -> bool:
    """Whether a pot gives to any cause."""
    return any("any_cause" in _subjects(theme) for theme in pot.themes)


def rank(
    scored: Sequence[tuple[Row, float]], enquiry: Enquiry, places: Places, area: str | None
) -> tuple[Row, ...]:
    """Contacts, groups or past grants: what answers most, then the nearest, then the latest."""
    place = enquiry.place.one or area or places.home
    scored = [(row, score + _local(_areas(row), enquiry)) for row, score in scored]
    best = max((score for _, score in scored), default=0.0)
    least = max(FLOOR, NEAR_BEST * best)
    kept = [
        (row, score)
        for row, score in scored
        if score >= least and reaches("grant" if isinstance(row, Grant) else "contact", enquiry)
    ]
    return tuple(
        row
        for row, score in sorted(
            kept,
            key=lambda one: (
                int((best - one[1]) / BAND),
                _NEARNESS[nearness(places, place, _areas(one[0]))] if place else 0,
                _reach(_areas(one[0]), places, place),
                -_day(one[0]).toordinal(),
                -one[1],
            ),
        )
    )


def _about(fitting: list[FoundPot]) -> list[FoundPot]:
    """The pots about the subject; general ones only where they are asked for as such."""
    about = [f for f in fitting if f.named or f.score >= (STRONG if f.general else FLOOR)]
    live = max((f.score for f in about if f.fit.state != "closed"), default=0.0)
    return [
        f
        for f in about
        if f.named
        or (f.fit.state != "closed" and f.score >= NEAR_BEST * live)
        or (f.fit.state == "closed" and f.score > max(live + BAND, STRONG))
    ]


@lru_cache(maxsize=1_000)
def _subjects(theme: str) -> frozenset[str]:
    return frozenset(subjects_in(theme))


def _for_new_groups(pot: Pot) -> bool:
    """Whether a pot gives to any new group, whatever it does."""
    return any("new_group" in _subjects(theme) for theme in pot.themes)


def _for_any_cause(enquiry: Enquiry) -> bool:
    """Whether general pots may pay: for groups and what they do, not for one person's wish."""
    return enquiry.group or (bool(enquiry.subjects) and not enquiry.personal)


def _can_be_had(found: FoundPot) -> bool:
    """Whether a pot answers so well that no general ones are needed beside it."""
    surely_here = all(check.point != "place" for check in found.fit.missing)
    return surely_here and found.fit.state in ("open", "later") and found.score >= STRONG


def _in_order(
    found: list[FoundPot], enquiry: Enquiry, places: Places, place: str | None
) -> list[FoundPot]:
    best = max((f.score for f in found), default=0.0)
    by_day = enquiry.when.closing or enquiry.when.opening
    general_first = not enquiry.subject and enquiry.amount is None

    def key(f: FoundPot) -> tuple[object, ...]:
        day = (f.pot.opens_on if enquiry.when.opening else f.pot.closes_on) or date.max
        if by_day and not enquiry.subject:
            return (day, f.pot.title)
        return (
            -1 if f.named else int((best - f.score) / (BAND * (best or 1.0))),
            general_first != f.general,
            _STATES[f.fit.state],
            any(check.point == "place" for check in f.fit.missing),
            f.fit.answer != "yes",
            _enough(f.pot, enquiry.amount),
            day,
            _reach(f.pot.areas, places, place),
            effort(f.pot),
            f.pot.title,
        )

    return sorted(found, key=key)


def _named(title: str, said: str, mentioned: frozenset[str]) -> bool:
    """Whether a title is said, word for word or every telling word of it: "the community chest"."""
    telling, whole = _telling(title)
    return (len(telling) > 1 and telling <= mentioned) or whole in said


@lru_cache(maxsize=5_000)
def _telling(title: str) -> tuple[frozenset[str], str]:
    """The stems that tell a title from others, and all of it, but for "fund" at its end."""
    spoken = Spoken(words(title))
    thin = turns().thin
    telling = {said for at, said in enumerate(spoken.stems) if not thin.longest(spoken, at)}
    whole = list(spoken.stems)
    while len(whole) > 2 and whole[-1] in _PLAIN_IN_TITLES:
        whole.pop()
    return frozenset(telling - _PLAIN_IN_TITLES), f" {' '.join(whole)} "


def effort(pot: Pot) -> int:
    """What a pot asks for before anybody can apply: money of one's own; rules and an account."""
    asks_little = not pot.who_can_apply or not _ASK_LITTLE.isdisjoint(pot.who_can_apply)
    return (pot.match_funding not in ("", "no")) + (not asks_little)


_ASK_LITTLE = frozenset(("individual", "informal group"))
"""Who can apply without written rules or an account in the group's name."""


def _enough(pot: Pot, asked: Money | None) -> tuple[bool, float]:
    """The smallest that gives the whole sum first, then the largest of those that give less."""
    if asked is None:
        return False, 0.0
    size = _size(pot)
    short = size < (asked.about or asked.low)
    return short, -size if short else size


def _size(pot: Pot) -> float:
    return float("inf") if pot.max_amount is None else pot.max_amount


def _away(pot: Pot, asked: Money | None) -> float:
    """How far what a pot gives is from a sum, in pounds; 0 where it gives that."""
    if asked is None:
        return 0.0
    too_much = (pot.min_amount or 0) - (float("inf") if asked.high is None else asked.high)
    return max(0.0, too_much, asked.low - _size(pot))


def _local(areas: Sequence[str], enquiry: Enquiry) -> float:
    """What is made for the very place that was asked about answers the better for it."""
    return LOCAL if enquiry.place.one in areas else 0.0


def _reach(areas: Sequence[str], places: Places, place: str | None) -> int:
    """How far something reaches beyond the place: local before national."""
    chain = places.around(place or places.home)
    return min((chain.index(area) for area in areas if area in chain), default=len(chain))


def _areas(row: Contact | Group | Grant) -> list[str]:
    if isinstance(row, Contact):
        return row.areas
    return [row.area if isinstance(row, Group) else row.place]


def _day(row: Contact | Group | Grant) -> date:
    return row.awarded_on if isinstance(row, Grant) else date.min
