"""Answering: from an enquiry to what is found, in the order in which it is shown.

    enquiry = understand(text, places=places, today=today, before=lately)
    found = await answer(session, search, places, enquiry, today, person_area)

`found.pots.pots`, `found.contacts`, `found.groups` and `found.grants` are whole lists, best first:
what *More* pages through. `found.pots.near_misses` are no answers: they are shown apart, each with
what rules it out. `found.refs` is the one list over all kinds, the main wish's first. Small talk
and what is out of scope find nothing. Who shows only some of the lists says which; of the others,
`found.there` tells whether they hold anything. `places` comes from `places_of(session)`; it and the
search are made once a process and kept, the search by calling `search.refresh(database)` until it
gives 0.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from types import MappingProxyType

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from handlers.finding import (
    FLOOR,
    LOCAL,
    NEXT_STEP,
    FoundPots,
    Row,
    only_pot,
    rank,
    rank_pots,
    reaches,
)
from handlers.places import Places
from handlers.understanding import Enquiry, Wish
from storage.areas import all_areas
from storage.contacts import Contact
from storage.grants import Grant
from storage.groups import Group
from storage.meaning import Vector
from storage.pots import Pot
from storage.search import (
    Hit,
    Kind,
    Part,
    Search,
    contacts_by_ref,
    pots_by_id,
    pots_not_closed,
    rows_by_id,
)


class Found(msgspec.Struct, frozen=True):
    """What answers an enquiry. All lists are best first; all empty: nothing does."""

    enquiry: Enquiry
    pots: FoundPots = FoundPots()
    contacts: tuple[Contact, ...] = ()
    groups: tuple[Group, ...] = ()
    grants: tuple[Grant, ...] = ()
    there: frozenset[Wish] = frozenset()
    """The wishes for which something is found, whether or not its list was asked for."""

    @property
    def refs(self) -> list[str]:
        """The files' ids of what was asked for and of the natural next step, near misses left out.

        The main wish's come first. Where money was asked for and there is none, a next step alone
        is no answer.
        """
        lists: dict[Wish, Sequence[Pot | Contact | Group | Grant]] = {
            "funding": [found.pot for found in self.pots.pots],
            "contact": self.contacts,
            "group": self.groups,
            "past_grants": self.grants,
        }
        wished = [self.enquiry.kind, *self.enquiry.also]
        if self.enquiry.kind != "funding" or lists["funding"]:
            wished += _NEXT[self.enquiry.kind]
        return [row.ref for wish in dict.fromkeys(wished) for row in lists.get(wish, ())]


_NEXT: dict[Wish, tuple[Wish, ...]] = {
    "funding": ("contact",),
    "contact": ("group", "funding"),
    "group": ("contact",),
    "past_grants": ("funding",),
    "small_talk": (),
    "out_of_scope": (),
}
"""What is worth showing after what was asked for."""


async def places_of(session: AsyncSession) -> Places:
    """The areas as they are stored now."""
    return Places(await all_areas(session))


_KINDS: Mapping[Wish, Kind] = {"contact": "contact", "group": "group", "past_grants": "grant"}
"""The kind of row that answers each wish, beside the pots."""


async def answer(
    session: AsyncSession,
    search: Search,
    places: Places,
    enquiry: Enquiry,
    today: date,
    area: str | None = None,
    lists: Collection[str] = _KINDS.keys(),
    senses: Mapping[str, Vector] = MappingProxyType({}),
) -> Found:
    """What is found for an enquiry on a day.

    `area` is the person's own; None: not known. `lists` are those wanted beside the pots, which are
    always there; one that isn't wanted may be cut short, or empty. `senses` are what questions
    mean, as far as it was worked out.

    Raises:
        NotWorkedOut: what this one means was not, and is to be compared.
    """
    if enquiry.kind in ("small_talk", "out_of_scope"):
        return Found(enquiry)
    sense = search.sense(enquiry.subject, senses)
    pots = await _pots(session, search, places, enquiry, today, area, sense)
    not_read = {
        wish
        for wish, kind in _KINDS.items()
        if wish not in lists and reaches(kind, enquiry) and search.has(enquiry.subject, kind, FLOOR)
    }
    contact, group, grant = (
        ()
        if wish in not_read
        else search.find(enquiry.subject, kind, _AT_MOST, least=FLOOR - LOCAL, sense=sense)
        for wish, kind in _KINDS.items()
    )
    contacts = rank(await _with_next_steps(session, enquiry, contact, pots), enquiry, places, area)
    groups = rank(await _scored(session, group, Group), enquiry, places, area)
    grants = rank(await _scored(session, grant, Grant), enquiry, places, area)
    brought: Mapping[Wish, Sequence[object]] = {
        "funding": pots.pots,
        "contact": contacts,
        "group": groups,
        "past_grants": grants,
    }
    there = not_read.union(wish for wish, rows in brought.items() if rows)
    return Found(enquiry, pots, contacts, groups, grants, frozenset(there))


def is_title(search: Search, enquiry: Enquiry) -> bool:
    """Whether the words of an enquiry, all together, are those of a pot's title."""
    enough = len(enquiry.subject) > 1 or (
        bool(enquiry.subject) and len(enquiry.mentioned) <= _SHORT_TITLE
    )
    return enough and bool(search.find(enquiry.subject, "pot", 1, least=_WHOLE))


_WHOLE = 0.97
"""The share of what is said that is as good as all of it: words found in titles count fully."""

_SHORT_TITLE = 3
"""Words of a message in which a single telling one may be a title."""

_AT_MOST = 30
"""How many rows of a kind, beside the pots, an answer may hold."""

_LOOKED_AT = 3
"""How many pots, from the best, have their contacts among the answers."""

_ANY_CAUSE = (Part("any cause", (("#any_cause", 1.0),), 1.0),)
_NEW_GROUPS = (Part("new groups", (("#new_group", 1.0),), 1.0),)


async def _pots(
    session: AsyncSession,
    search: Search,
    places: Places,
    enquiry: Enquiry,
    today: date,
    area: str | None,
    sense: Vector | None,
) -> FoundPots:
    """The pots; those for any cause are always held against the enquiry too."""
    if enquiry.pot:
        one = await pots_by_id(session, (enquiry.pot.id,))
        return only_pot(one[0], enquiry, places, area, today) if one else FoundPots()
    if enquiry.subject:
        scores = {hit.id: 0.0 for hit in search.find(_ANY_CAUSE, "pot")}
        if "informal group" in enquiry.who:
            scores |= {hit.id: 0.0 for hit in search.find(_NEW_GROUPS, "pot")}
        hits = search.find(enquiry.subject, "pot", sense=sense)
        scores |= {hit.id: hit.score for hit in hits}
        scored = [(pot, scores[pot.id]) for pot in await pots_by_id(session, scores)]
    else:
        scored = [(pot, 1.0) for pot in await pots_not_closed(session, today)]
    return rank_pots(scored, enquiry, places, area, today)


async def _with_next_steps(
    session: AsyncSession, enquiry: Enquiry, hits: Sequence[Hit], pots: FoundPots
) -> list[tuple[Contact, float]]:
    """The contacts that were found, and those who answer questions about the best pots.

    Who asks about one pot is told whoever answers questions about it, and nobody else.
    """
    if enquiry.pot:
        shown = [*pots.pots, *pots.near_misses]
        its_own = await contacts_by_ref(session, [found.pot.contact for found in shown])
        if its_own:
            return [(contact, 1.0) for contact in its_own]
    next_steps = {f.pot.contact: NEXT_STEP * f.score for f in reversed(pots.pots[:_LOOKED_AT])}
    contacts = [
        (contact, max(score, next_steps.pop(contact.ref, 0.0)))
        for contact, score in await _scored(session, hits, Contact)
    ]
    others = await contacts_by_ref(session, list(next_steps))
    return contacts + [(contact, next_steps[contact.ref]) for contact in others]


async def _scored(
    session: AsyncSession, hits: Sequence[Hit], table: type[Row]
) -> list[tuple[Row, float]]:
    scores = {hit.id: hit.score for hit in hits}
    return [(row, scores[row.id]) for row in await rows_by_id(session, table, scores)]
