"""Contacts: who to talk to, what they can decide, and how to reach them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache

from msgspec import structs

from handlers import answering, thesaurus
from handlers.answering import Found
from handlers.listing import back, checked, further, page, unsure
from handlers.messages import Card, Link, Listing, Message, Sorry, Words, button, say, stacked
from handlers.turns import Moment, Routes, Turn
from handlers.understanding import Enquiry
from handlers.urgency import is_urgent
from storage.areas import Area
from storage.contacts import Contact, contact_by_ref
from storage.meaning import Vector

on = Routes()


# --- The list -------------------------------------------------------------------------------


def listed(turn: Turn, found: Found, offset: int = 0) -> Message:
    """The contacts found, who decides first, two lines each; or an honest no."""
    if not found.contacts:
        return Message(say("contacts-none"), buttons=further(turn, found, "contact"))
    who, urgent = deciders_first(found.contacts, found.enquiry), is_urgent(found.enquiry)
    shown = page(who, offset)
    no = turn.recent.enquiry_no
    numbers = [button(str(n), "contact", c.id, no, shown.offset) for n, c in shown.numbered]
    intro = say("contacts-found", count=len(found.contacts))
    return Message(
        (say("contacts-urgent"), intro) if urgent else intro,
        cards=tuple(_short(n, contact, turn.today, urgent=urgent) for n, contact in shown.numbered),
        buttons=(
            (*numbers, *shown.turns(turn, "contact")),
            *further(turn, found, "contact"),
        ),
    )


def deciders_first(found: Sequence[Contact], enquiry: Enquiry) -> Sequence[Contact]:
    """The same contacts, those first who can decide about what is asked."""
    asked = {
        term
        for part in enquiry.subject
        for term, worth in part.terms
        if worth == 1 and term.startswith(thesaurus.IS)
    }
    return sorted(found, key=lambda contact: _terms(contact.decides).isdisjoint(asked))


@lru_cache(maxsize=2_000)
def _terms(decides: str) -> frozenset[str]:
    return frozenset(thesaurus.terms(decides)) if decides else frozenset()


def _short(n: int, contact: Contact, today: date, *, urgent: bool) -> Card:
    """Two lines: its name; what it does and how to reach it, a number first if it can't wait."""
    if urgent and (number := contact.urgent_phone or contact.phone):
        hours = "" if contact.urgent_phone else contact.opening_hours
        parts: tuple[Words, ...] = (say("contact-ring", number=number), hours, contact.role)
    else:
        parts = (contact.role, _way(contact))
    said = (*(part for part in parts if part), *unsure(contact.last_verified_on, today))
    return Card(say("list-numbered", no=n, title=contact.name), (Listing(said, apart=" · "),))


# --- One of them ----------------------------------------------------------------------------


@on.press("contact", in_place=True)
async def details(turn: Turn, contact_id: int, no: int, offset: int) -> Message:
    """All that is known of a contact in a list."""
    contact = await turn.session.get(Contact, contact_id)
    if contact is None:
        raise Sorry(say("contact-gone"))
    recent = turn.recent.enquiry if no == turn.recent.enquiry_no else None
    message = await told(turn, contact, urgent=recent is not None and is_urgent(recent))
    return structs.replace(message, buttons=stacked(*back(turn, "contact", no, offset)))


async def told(turn: Turn, contact: Contact, *, urgent: bool = False) -> Message:
    """All that is known of a contact: who they are, what they decide, how to reach them.

    The number for what can't wait comes first, and where it is `urgent`, the usual one does.
    """
    lines: list[Words] = []
    ring = urgent and not contact.urgent_phone and bool(contact.phone)
    if contact.urgent_phone:
        lines.append(say("contact-urgent", it=contact.urgent_phone))
    elif ring:
        lines.append(say("contact-ring", number=contact.phone))
    known = [("role", contact.role), ("decides", contact.decides)]
    known += [(way, it) for way, it in ways(contact) if not (ring and it == contact.phone)]
    known += [("hours", contact.opening_hours)]
    lines += [say(f"contact-{name}", it=it) for name, it in known if it]
    if contact.preferred_channel and contact.preferred_channel not in ("phone", "email"):
        lines.append(say("contact-prefers", it=contact.preferred_channel))
    if deputy := await contact_by_ref(turn.session, contact.deputy) if contact.deputy else None:
        lines.append(say("contact-deputy", it=in_short(deputy)))
    if contact.topics:
        lines.append(say("contact-topics", it=", ".join(contact.topics)))
    lines.append(checked(contact.last_verified_on, turn.today))
    link = Link(say("contact-page"), contact.url) if contact.url else None
    return Message(contact.organisation, cards=(Card(contact.name, tuple(lines), link),))


def ways(contact: Contact) -> Iterable[tuple[str, str]]:
    """How to reach them, the way they like best first, and said to be."""
    ways = {"phone": contact.phone, "email": contact.email}
    best = contact.preferred_channel
    for way in sorted(ways, key=lambda each: each != best):
        yield (f"{way}-best" if way == best else way), ways[way]


def _way(contact: Contact) -> str:
    """The one way to reach them that is best."""
    return next((it for _, it in ways(contact) if it), contact.url)


def in_short(contact: Contact) -> Words:
    """A contact's name, and the best way to reach it."""
    return Listing(tuple(each for each in (contact.name, _way(contact)) if each))


# --- Who knows about it ---------------------------------------------------------------------


async def best_for(turn: Turn, enquiry: Enquiry) -> Contact | None:
    """Who to talk to about something, who decides before who helps; None: nobody whom we know."""
    return await _best(turn, enquiry, turn.person.area, turn.senses)


async def best_about(moment: Moment, subject: str, area: Area | None) -> Contact | None:
    """Who to talk to about one of the thesaurus's subjects; None: nobody whom we know."""
    about = Enquiry(kind="contact", subject=(thesaurus.part(subject),), subjects=(subject,))
    return await _best(moment, about, area, {})


async def _best(
    moment: Moment, enquiry: Enquiry, area: Area | None, senses: Mapping[str, Vector]
) -> Contact | None:
    found = await answering.answer(
        moment.session,
        moment.here.search,
        moment.here.places,
        structs.replace(enquiry, kind="contact"),
        moment.today,
        area.name if area else None,
        ("contact",),
        senses,
    )
    return next(iter(deciders_first(found.contacts, enquiry)), None)
