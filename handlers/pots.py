"""Funding pots: a short list, or an honest no."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from handlers.answering import Found
from handlers.eligibility import KINDS, slug_of, state
from handlers.finding import FoundPot
from handlers.listing import AT_ONCE, Page, further, page, place_is_open, unsure
from handlers.messages import (
    Button,
    Card,
    Day,
    Listing,
    Message,
    Money,
    Say,
    Sorry,
    Words,
    button,
    say,
)
from handlers.turns import Turn
from handlers.understanding import Enquiry
from handlers.urgency import is_urgent
from storage.pots import Pot


async def the_pot(turn: Turn, pot_id: int) -> Pot:
    """The pot with one of our numbers.

    Raises:
        Sorry: there is none any more.
    """
    pot = await turn.session.get(Pot, pot_id)
    if pot is None:
        raise Sorry(say("pot-gone"))
    return pot


def listed(turn: Turn, found: Found, offset: int = 0) -> Message:
    """The pots found, two lines each, or an honest no with the nearest miss."""
    pots = found.pots.pots
    if not pots:
        return _none(turn, found)
    shown = page(pots, offset)
    intro = say("pots-found" if found.enquiry.subject else "pots-open", count=len(pots))
    ring = _ring_first(found)
    return Message(
        (ring, intro) if ring else intro,
        cards=tuple(_short(n, each, turn.today) for n, each in shown.numbered),
        after=_after(turn, found, shown),
        buttons=_buttons(turn, found, shown),
    )


def _ring_first(found: Found) -> Say | None:
    """Whom to ring where money comes too late; None: it can wait."""
    numbers = ((each.name, each.urgent_phone or each.phone) for each in found.contacts)
    first = next((one for one in numbers if one[1]), None)
    if first is None or not is_urgent(found.enquiry):
        return None
    return say("pots-urgent", contact=first[0], number=first[1])


# --- In words -----------------------------------------------------------------------------


def amount(pot: Pot) -> Say:
    """What it gives."""
    least, most = (
        None if each is None else Money(Decimal(each), pot.currency)
        for each in (pot.min_amount, pot.max_amount)
    )
    if least and most and least == most:
        return say("amount-fixed", amount=most)
    if least and most:
        return say("amount-range", least=least, most=most)
    if most:
        return say("amount-up-to", most=most)
    return say("amount-from", least=least) if least else say("amount-unknown")


def deadline(pot: Pot, today: date) -> Say:
    """When one can apply: in words, with the date."""
    match state(pot, today):
        case "closed":
            return say("deadline-closed", day=Day(pot.closes_on or today, year=True))
        case "later":
            return say("deadline-later", day=Day(pot.opens_on or today, year=True))
        case _ if pot.closes_on is None:
            return say("deadline-none")
        case _:
            return say("deadline-open", day=Day(pot.closes_on), days=(pot.closes_on - today).days)


def applicant(kind: str) -> Words:
    """A kind of applicant in plain words; one that we have none for, as the funder says it."""
    slug = slug_of(kind)
    return say(f"applicant-{slug}") if slug in KINDS else kind


def _short(n: int, found: FoundPot, today: date) -> Card:
    """Two lines: its name; what it gives, until when, whether it fits."""
    pot = found.pot
    parts = [amount(pot), deadline(pot, today)]
    if found.fit.state != "closed":
        doubts = unsure(pot.last_verified_on, today)
        parts += [*(() if doubts and not found.fit.missing else (_fits(found),)), *doubts]
    return Card(say("list-numbered", no=n, title=pot.title), (Listing(tuple(parts), apart=" · "),))


def _fits(found: FoundPot) -> Say:
    """Whether it fits, as far as is known: the first thing that we would have to know, if any."""
    missing = found.fit.missing
    return say(f"fits-check-{missing[0].point}") if missing else say("fits")


def _after(turn: Turn, found: Found, shown: Page[FoundPot]) -> tuple[Words, ...]:
    """What the list depends on, if we don't know it."""
    lines: list[Words] = []
    if place_is_open(turn, found.enquiry) and _depends_on_place([f for _, f in shown.numbered]):
        lines.append(say("pots-ask-area"))
    if found.contacts and (found.enquiry.wants("contact") or _for_a_person(found.enquiry, shown)):
        best = found.contacts[0]
        lines.append(say("also-contact-best", contact=best.name, role=best.role))
    return tuple(lines)


def _for_a_person(enquiry: Enquiry, shown: Page[FoundPot]) -> bool:
    """Whether somebody asks for themselves, and is better served by a person than by a form."""
    best = [f.pot.who_can_apply for _, f in shown.numbered[:1]]
    return enquiry.personal and bool(enquiry.subject) and ["individual"] in best


def _depends_on_place(pots: Sequence[FoundPot]) -> bool:
    return any(check.point == "place" for found in pots for check in found.fit.missing)


def _buttons(turn: Turn, found: Found, shown: Page[FoundPot]) -> tuple[tuple[Button, ...], ...]:
    no = turn.recent.enquiry_no
    numbers = [button(str(n), "pot", f.pot.id, no, shown.offset) for n, f in shown.numbered]
    rows = [(*numbers, *shown.turns(turn, "funding"))]
    pots = [f for _, f in shown.numbered]
    if place_is_open(turn, found.enquiry) and _depends_on_place(pots):
        rows.append((button(say("tell-area"), "area"),))
    return (*rows, *further(turn, found, "funding"))


def _none(turn: Turn, found: Found) -> Message:
    """Nothing fits: say so, and show the nearest miss with what rules it out."""
    enquiry = found.enquiry
    if enquiry.place.elsewhere:
        return Message(
            say("pots-elsewhere", place=enquiry.place.elsewhere, home=turn.here.places.home),
        )
    near = found.pots.near_misses[:AT_ONCE]
    no = turn.recent.enquiry_no
    numbers = tuple(button(str(n), "pot", f.pot.id, no, 0) for n, f in enumerate(near, 1))
    return Message(
        (say("pots-none"), say("pots-nearest")) if near else say("pots-none"),
        cards=tuple(_miss(n, each, turn.today) for n, each in enumerate(near, 1)),
        after=(say("pots-none-next"),),
        buttons=(*((numbers,) if numbers else ()), *further(turn, found, "funding")),
    )


def _miss(n: int, found: FoundPot, today: date) -> Card:
    against = found.fit.against[0].point if found.fit.against else "date"
    parts = [amount(found.pot), deadline(found.pot, today), say(f"misses-{against}")]
    return Card(
        say("list-numbered", no=n, title=found.pot.title), (Listing(tuple(parts), apart=" · "),)
    )
