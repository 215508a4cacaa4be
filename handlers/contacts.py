"""Contacts: who to talk to, and how to reach them."""

from msgspec import structs

from handlers.answering import Found
from handlers.listing import back, checked, further, page
from handlers.messages import Card, Link, Listing, Message, Sorry, Words, button, say, stacked
from handlers.turns import Routes, Turn
from storage.contacts import Contact, contact_by_ref

on = Routes()


def listed(turn: Turn, found: Found, offset: int = 0) -> Message:
    """The contacts found, two lines each, or an honest no."""
    if not found.contacts:
        return Message(say("contacts-none"), buttons=further(turn, found, "contact"))
    shown = page(found.contacts, offset)
    no = turn.recent.enquiry_no
    numbers = [button(str(n), "contact", c.id, no, shown.offset) for n, c in shown.numbered]
    return Message(
        say("contacts-found", count=len(found.contacts)),
        cards=tuple(_short(n, contact) for n, contact in shown.numbered),
        buttons=(
            (*numbers, *shown.turns(turn, "contact")),
            *further(turn, found, "contact"),
        ),
    )


@on.press("contact", in_place=True)
async def details(turn: Turn, contact_id: int, no: int, offset: int) -> Message:
    """All that is known of a contact in a list."""
    told = await _told(turn, contact_id)
    return structs.replace(told, buttons=stacked(*back(turn, "contact", no, offset)))


@on.press("ask-contact")
async def ask_contact(turn: Turn, contact_id: int) -> Message:
    """All that is known of the contact who answers questions about something."""
    return await _told(turn, contact_id)


async def _told(turn: Turn, contact_id: int) -> Message:
    """A contact, with the number for what can't wait first."""
    contact = await turn.session.get(Contact, contact_id)
    if contact is None:
        raise Sorry(say("contact-gone"))
    deputy = await contact_by_ref(turn.session, contact.deputy) if contact.deputy else None
    known: list[tuple[str, Words]] = [
        ("urgent", contact.urgent_phone),
        ("role", contact.role),
        ("decides", contact.decides),
        ("topics", ", ".join(contact.topics)),
        ("phone", contact.phone),
        ("email", contact.email),
        ("hours", contact.opening_hours),
        ("prefers", contact.preferred_channel),
        ("deputy", deputy.name if deputy else ""),
    ]
    lines: list[Words] = [say(f"contact-{name}", it=it) for name, it in known if it]
    lines.append(checked(contact.last_verified_on, turn.today))
    link = Link(say("contact-page"), contact.url) if contact.url else None
    return Message(contact.organisation, cards=(Card(contact.name, tuple(lines), link),))


def _short(n: int, contact: Contact) -> Card:
    ways = tuple(way for way in (contact.phone, contact.email) if way)[:1]
    line = Listing((contact.role, *ways), apart=" · ")
    return Card(say("list-numbered", no=n, title=contact.name), (line,))
