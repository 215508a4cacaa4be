"""Freshness: how far a fact can be relied on, by the day on which its owner last confirmed it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from storage.contacts import Contact
from storage.pots import Pot

CONFIRMED_EVERY = timedelta(days=90)
"""How often the owners of pots and contacts are asked whether all is still true."""

SURE_FOR = timedelta(days=180)
"""After so long without a yes, what we know is no longer said as if it were sure."""

ASKED_AFTER = timedelta(days=550)
"""So long after a round has closed its owner is asked for the next one: yearly rounds come late."""

Freshness = Literal["fresh", "old", "unsure"]
"""Confirmed lately; due to be confirmed, and marked; not to be said as sure."""


def freshness(last_verified_on: date | None, today: date) -> Freshness:
    """How far a row can be relied on; one that nobody has ever checked is unsure."""
    if last_verified_on is None or today - last_verified_on >= SURE_FOR:
        return "unsure"
    return "old" if today - last_verified_on >= CONFIRMED_EVERY else "fresh"


# --- What to ask owners -----------------------------------------------------------------------


@dataclass(frozen=True)
class Due:
    """Something that its owner is to be asked about."""

    kind: Literal["pot", "contact"]
    ref: str
    name: str
    owner: str
    """The ref of the contact to ask; empty: not known."""
    last_verified_on: date | None
    closed_on: date | None = None
    """The day on which the round closed: when is the next one? None: is all still true?"""


def due(pots: Iterable[Pot], contacts: Iterable[Contact], today: date) -> Sequence[Due]:
    """What owners are to be asked today: first what was never confirmed, then what was longest ago.

    A closed round need not be true any more; its owner is asked for the next one, once it is
    closed and again every 90 days, unless that round is here already.
    """
    pots = list(pots)
    rounds = _last_days(pots)
    found = [
        *(
            Due("pot", pot.ref, pot.title, pot.contact, pot.last_verified_on)
            for pot in pots
            if not _is_closed(pot, today) and _is_due(pot.last_verified_on, today)
        ),
        *(
            Due("pot", pot.ref, pot.title, pot.contact, pot.last_verified_on, pot.closes_on)
            for pot in pots
            if _is_closed(pot, today)
            and _asks_for_next(pot, today)
            and rounds[_round_of(pot)] == pot.closes_on
        ),
        *(
            Due("contact", each.ref, each.name, each.ref, each.last_verified_on)
            for each in contacts
            if _is_due(each.last_verified_on, today)
        ),
    ]
    return sorted(found, key=lambda each: (each.last_verified_on or date.min, each.ref))


def _is_due(last_verified_on: date | None, today: date) -> bool:
    return freshness(last_verified_on, today) != "fresh"


def _is_closed(pot: Pot, today: date) -> bool:
    return pot.closes_on is not None and pot.closes_on < today


def _asks_for_next(pot: Pot, today: date) -> bool:
    """Whether nobody was asked since it closed, or lately."""
    assert pot.closes_on
    last = pot.last_verified_on
    unasked = last is None or last <= pot.closes_on or _is_due(last, today)
    return unasked and today - pot.closes_on <= ASKED_AFTER


_WHICH_ROUND = re.compile(
    r"\([^)]*\)|\b(?:19|20)\d\d(?:[-/]\d\d(?:\d\d)?)?\b|\b(?:spring|summer|autumn|winter|round|"
    r"first|second|third|fourth|\d+(?:st|nd|rd|th)?)\b",
    re.IGNORECASE,
)


def _round_of(pot: Pot) -> tuple[str, str]:
    """What the rounds of one fund have in common: its funder, and its title without the round."""
    title = "".join(filter(str.isalnum, _WHICH_ROUND.sub("", pot.title).casefold()))
    return pot.funder.casefold(), title or pot.title.casefold()


def _last_days(pots: Iterable[Pot]) -> dict[tuple[str, str], date | None]:
    """The last day of each fund's last round; None: one never closes."""
    last: dict[tuple[str, str], date | None] = {}
    for pot in pots:
        key, closes = _round_of(pot), pot.closes_on
        before = last.get(key, date.min)
        last[key] = None if closes is None or before is None else max(closes, before)
    return last
