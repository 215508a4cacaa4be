"""Community groups: who is there, what they offer and need."""

from datetime import date

from handlers.answering import Found
from handlers.listing import back, checked, further, page, unsure
from handlers.messages import Card, Link, Listing, Message, Sorry, Words, button, say, stacked
from handlers.turns import Routes, Turn
from storage.groups import Group

on = Routes()


def listed(turn: Turn, found: Found, offset: int = 0) -> Message:
    """The groups found, two lines each, or an honest no."""
    if not found.groups:
        return Message(say("groups-none"), buttons=further(turn, found, "group"))
    shown = page(found.groups, offset)
    no = turn.recent.enquiry_no
    numbers = [button(str(n), "group", g.id, no, shown.offset) for n, g in shown.numbered]
    return Message(
        say("groups-found", count=len(found.groups)),
        cards=tuple(_short(n, group, turn.today) for n, group in shown.numbered),
        buttons=((*numbers, *shown.turns(turn, "group")), *further(turn, found, "group")),
    )


@on.press("group", in_place=True)
async def details(turn: Turn, group_id: int, no: int, offset: int) -> Message:
    """All that is known of a group."""
    group = await turn.session.get(Group, group_id)
    if group is None:
        raise Sorry(say("group-gone"))
    said: list[tuple[Words, object]] = [
        (_shortened(group.about), group.about),
        (say("group-offers", what=Listing(tuple(group.offers))), group.offers),
        (say("group-needs", what=Listing(tuple(group.needs))), group.needs),
        (say("group-meets", when=group.meets), group.meets),
        (say("group-size", count=group.members_approx or 0), group.members_approx),
        (say("group-phone", phone=group.phone), group.phone),
        (say("group-email", email=group.contact_email), group.contact_email),
        (say("group-open"), group.open_to_new_members),
        (say("group-full"), group.open_to_new_members is False),
    ]
    lines = [words for words, known in said if known]
    was_checked = checked(group.last_verified_on, turn.today)
    source = say("group-source", source=group.source, checked=was_checked)
    lines.append(source if group.source else was_checked)
    link = Link(say("group-page"), group.url) if group.url else None
    return Message(
        say("group-in", area=group.area) if group.area else say("group-somewhere"),
        cards=(Card(group.name, tuple(lines), link),),
        buttons=stacked(*back(turn, "group", no, offset)),
    )


_ABOUT = 300
"""Letters of what a group says of itself: a phone shows them without scrolling."""


def _shortened(about: str) -> str:
    """The beginning of what a group says of itself, to the end of a word."""
    if len(about) <= _ABOUT:
        return about
    return f"{about[: _ABOUT - 1].rsplit(None, 1)[0]}…"


def _short(n: int, group: Group, today: date) -> Card:
    known = (part for part in (group.area, *group.offers[:2]) if part)
    line = Listing((*known, *unsure(group.last_verified_on, today)), apart=" · ")
    return Card(say("list-numbered", no=n, title=group.name), (line,) if line.items else ())
