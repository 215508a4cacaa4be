"""Lists, three at a time, and the words that every kind of row shares."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from handlers.answering import Found
from handlers.freshness import freshness
from handlers.messages import Button, Day, Say, button, say, stacked
from handlers.turns import Turn
from handlers.understanding import Enquiry, Wish

AT_ONCE = 3
"""How many rows a message shows."""

Row = TypeVar("Row")


@dataclass(frozen=True)
class Page(Generic[Row]):
    """A part of a list."""

    numbered: Sequence[tuple[int, Row]]
    """The rows with their places in the list, from 1."""
    offset: int
    total: int

    def turns(self, turn: Turn, wish: str) -> tuple[Button, ...]:
        """The buttons that turn the page. Where others read along, whose list it is isn't kept."""
        if turn.incoming.public:
            return ()
        no, found = turn.recent.enquiry_no, []
        if self.offset:
            found.append(button(say("list-earlier"), "more", no, wish, self.offset - AT_ONCE))
        if self.offset + AT_ONCE < self.total:
            found.append(button(say("list-more"), "more", no, wish, self.offset + AT_ONCE))
        return tuple(found)


def page(rows: Sequence[Row], offset: int) -> Page[Row]:
    """The rows from an offset on; one past the end gives the first page."""
    offset = offset if 0 <= offset < len(rows) else 0
    shown = rows[offset : offset + AT_ONCE]
    return Page(list(enumerate(shown, offset + 1)), offset, len(rows))


FURTHER: tuple[Wish, ...] = ("funding", "contact", "past_grants", "group")
"""The lists that an answer leads on to, in the order of their buttons."""


def further(turn: Turn, found: Found, shown: Wish) -> tuple[tuple[Button, ...], ...]:
    """The buttons to what else was found for the same enquiry, a row each."""
    if turn.incoming.public or not found.enquiry.subject:
        return ()
    no = turn.recent.enquiry_no
    return stacked(
        *(
            button(say(f"also-{wish}"), "also", no, wish)
            for wish in FURTHER
            if wish in found.there and wish != shown
        )
    )


def place_is_open(turn: Turn, enquiry: Enquiry) -> bool:
    """Whether neither the question nor the person says where it is for."""
    return turn.person.area is None and not enquiry.place.areas and not turn.incoming.public


def back(turn: Turn, wish: str, no: int, offset: int) -> tuple[Button, ...]:
    """The way back to the list, as long as it is the last that was asked for."""
    if turn.incoming.public or no != turn.recent.enquiry_no or not turn.recent.enquiry:
        return ()
    return (button(say("list-back"), "more", no, wish, offset),)


def checked(last: date | None, today: date) -> Say:
    """When somebody last made sure of a fact, and a warning where that is long ago."""
    if last is None:
        return say("checked-never")
    match freshness(last, today):
        case "fresh":
            return say("checked-on", day=Day(last, year=True))
        case "old":
            return say("checked-old", day=Day(last, year=True))
    return say("checked-long-ago", months=max(6, round((today - last).days / 30.44)))


def unsure(last: date | None, today: date) -> tuple[Say, ...]:
    """A few words for a list where nobody has confirmed a row for too long to be sure of it."""
    return (say("list-unsure"),) if freshness(last, today) == "unsure" else ()
