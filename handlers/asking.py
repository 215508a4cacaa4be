"""A question in a person's own words: understood, looked up, answered with a list.

The commands that begin a list are here as well: they are questions whose wish is known.
"""

from collections.abc import Callable, Mapping
from typing import Literal

from msgspec import structs

from handlers import (
    answering,
    attachments,
    check_ins,
    contacts,
    grants,
    groups,
    meant_for_team,
    pots,
)
from handlers.answering import Found
from handlers.messages import Message, Sorry, Words, button, in_rows, say, stacked
from handlers.own_health import without_own
from handlers.own_week import tells_of_week
from handlers.places import PlaceFound
from handlers.turns import Routes, Turn
from handlers.understanding import Enquiry, understand
from handlers.understood import understood
from handlers.urgency import is_urgent
from storage import teams

on = Routes()

LISTS: Mapping[str, Callable[[Turn, Found, int], Message]] = {
    "funding": pots.listed,
    "contact": contacts.listed,
    "group": groups.listed,
    "past_grants": grants.listed,
}
"""The list that answers each wish."""


# --- Asking -------------------------------------------------------------------------------


@on.ask
async def ask(turn: Turn, text: str) -> Message:
    """Answer a question."""
    if week := await check_ins.answered_in_words(turn, text):
        turn.recent.typed = ""
        return week
    to_thank = await meant_for_team.answered(turn)
    if not any(c.isalnum() for c in text):
        if to_thank and meant_for_team.is_thanks(turn, None, text):
            return await meant_for_team.pass_thanks_on(turn, to_thank)
        return Message(say("said-nothing"))
    awaited = await meant_for_team.awaited(turn)
    asked = "" if tells_of_week(text) else without_own(text)
    enquiry = _of_what_is_open(turn, _understood(turn, asked)) if asked else None
    if enquiry is None or (asked != text and enquiry.kind not in LISTS):
        turn.recent.typed = ""
        told = await check_ins.overheard(turn)
        return await meant_for_team.beside(turn, awaited, told) if awaited else told
    if to_thank and meant_for_team.is_thanks(turn, enquiry, text):
        return await meant_for_team.pass_thanks_on(turn, to_thank)
    thanks = to_thank if meant_for_team.speaks_of_thanks(text) else None
    if awaited and asked == text and not meant_for_team.is_for_us(enquiry, text):
        return await meant_for_team.offer(turn, awaited, text)
    small_talk = enquiry.kind == "small_talk"
    _remember(turn, "" if small_talk else text)
    closed = await meant_for_team.over(turn) if not small_talk else None
    if closed and closed.closed_why != "abusive" and not meant_for_team.is_for_us(enquiry, text):
        told = meant_for_team.offer_to_open(closed, thanks=thanks is not None)
        return await meant_for_team.with_thanks(turn, thanks, told) if thanks else told
    told = await _told(turn, enquiry)
    if thanks:
        told = await meant_for_team.with_thanks(turn, thanks, told)
    manners = small_talk and not (awaited and awaited.waits_for_asker)
    return await meant_for_team.beside(turn, awaited, told) if awaited and not manners else told


@on.press("look-up", private=True, settles=True)
async def look_up(turn: Turn) -> Message:
    """It was meant for us: what they typed last is a question like any other."""
    if not turn.recent.typed:
        raise Sorry(say("list-too-old"))
    if turn.recent.files:
        turn.recent.files = ()
        await attachments.forget_unsent(turn)
    return await _told(turn, _of_what_is_open(turn, _understood(turn, turn.recent.typed)))


def _remember(turn: Turn, text: str) -> None:
    """Have the words at hand if they would rather ask a person; but nothing of how they are."""
    own = tells_of_week(text) or without_own(text) != text
    turn.recent.typed = "" if own else text


async def _told(turn: Turn, enquiry: Enquiry) -> Message:
    """The answer to what was asked freely, which a title or a list asked for before may decide."""
    if enquiry.kind == "out_of_scope" and answering.is_title(turn.here.search, enquiry):
        enquiry = structs.replace(enquiry, kind="funding")
    if turn.recent.awaited and enquiry.kind in LISTS and not enquiry.amount:
        enquiry = structs.replace(enquiry, kind=turn.recent.awaited)
    return await answered(turn, enquiry)


@on.command("pots")
async def list_pots(turn: Turn, about: str) -> Message:
    """The pots a group could apply to today, or those about something."""
    _remember(turn, about)
    wanted = _understood(turn, about) if about else Enquiry(kind="funding")
    return await answered(turn, structs.replace(wanted, kind="funding"))


@on.command("contacts")
async def list_contacts(turn: Turn, about: str) -> Message:
    """Who to talk to about something; without it, we ask what it is about."""
    if not about:
        return _what_about(turn, "contact")
    _remember(turn, about)
    return await answered(turn, structs.replace(_understood(turn, about), kind="contact"))


@on.command("groups")
async def list_groups(turn: Turn, about: str) -> Message:
    """Groups about something; without it, we ask what it is about."""
    if not about:
        return _what_about(turn, "group")
    _remember(turn, about)
    return await answered(turn, structs.replace(_understood(turn, about), kind="group"))


@on.press("pots")
async def pots_pressed(turn: Turn) -> Message:
    """The open pots."""
    return await list_pots(turn, "")


@on.press("contacts")
async def contacts_pressed(turn: Turn) -> Message:
    """Who to talk to."""
    return await list_contacts(turn, "")


# --- Going on from an answer --------------------------------------------------------------


@on.press("more", in_place=True)
async def turn_page(turn: Turn, no: int, wish: str, offset: int) -> Message:
    """Another page of the list that was asked for last."""
    return await _list(turn, last(turn, no), wish, offset)


@on.press("also")
async def also(turn: Turn, no: int, wish: str) -> Message:
    """Another list for what was asked last."""
    return await _list(turn, last(turn, no), wish, 0)


@on.press("where", settles=True)
async def where(turn: Turn, no: int, nth: int) -> Message:
    """The place that was meant, of several that it could be."""
    enquiry = last(turn, no)
    meant = enquiry.place.areas[nth : nth + 1]
    if not meant:
        raise Sorry(say("unknown-button"))
    return await answered(turn, structs.replace(enquiry, place=PlaceFound(meant)))


async def last_answer(turn: Turn) -> Message | None:
    """The list that answers what was asked in the last half hour; None: nothing was."""
    enquiry = turn.recent.enquiry
    return await _list(turn, enquiry, enquiry.kind, 0) if enquiry else None


async def again(turn: Turn, first: Words) -> Message | None:
    """Answer the last question once more, with what is known now. None: there is none."""
    enquiry, area = turn.recent.enquiry, turn.person.area
    if enquiry is None:
        return None
    if area and area.name in enquiry.place.areas:
        enquiry = structs.replace(enquiry, place=PlaceFound((area.name,)))
    told = await answered(turn, enquiry)
    return structs.replace(told, text=(first, *told.paragraphs))


# --- Answering ----------------------------------------------------------------------------


def _understood(turn: Turn, text: str) -> Enquiry:
    before = turn.recent.enquiry
    return understand(
        without_own(text),
        places=turn.here.places,
        today=turn.today,
        before=before,
        in_names=turn.here.search.in_names,
    )


def _of_what_is_open(turn: Turn, enquiry: Enquiry) -> Enquiry:
    """Of the pot whose details somebody looks at, where nothing else than who asks is said anew."""
    before, opened = turn.recent.enquiry, turn.recent.opened
    if not (opened and before and enquiry.follows and enquiry.kind in ("funding", "contact")):
        return enquiry
    same = all(
        getattr(enquiry, name) == getattr(before, name)
        for name in ("subject", "amount", "when", "place")
    )
    return structs.replace(enquiry, pot=opened) if same else enquiry


def last(turn: Turn, no: int) -> Enquiry:
    """The enquiry of a number, as long as it is the last.

    Raises:
        Sorry: it isn't, or was forgotten.
    """
    if turn.recent.enquiry is None or turn.recent.enquiry_no != no:
        raise Sorry(say("list-too-old"))
    return turn.recent.enquiry


async def answered(turn: Turn, enquiry: Enquiry) -> Message:
    """The answer to an enquiry, which is remembered for what follows."""
    if enquiry.kind in ("small_talk", "out_of_scope"):
        return Message(
            _said_back(turn, enquiry),
            buttons=stacked(
                button(say("suggest-pots"), "pots"), button(say("suggest-contacts"), "contacts")
            ),
        )
    if enquiry.kind == "contact" and not enquiry.subject:
        return _what_about(turn, "contact")
    turn.recent.enquiry = enquiry
    turn.recent.enquiry_no += 1
    turn.recent.awaited = None
    if len(enquiry.place.areas) > 1:
        return _which_place(turn, enquiry)
    if enquiry.only_place and enquiry.place.elsewhere:
        return Message(_in_place(turn, enquiry))
    told = await _list(turn, enquiry, enquiry.kind, 0)
    if enquiry.only_place:
        told = structs.replace(told, text=(_in_place(turn, enquiry), *told.paragraphs))
    return told


def _what_about(turn: Turn, wish: Literal["contact", "group"]) -> Message:
    """Ask what a list is to be about. Where others read along, nothing said before is kept."""
    if turn.incoming.public:
        return Message(say(f"{wish}s-ask-here"))
    turn.recent.awaited = wish
    return Message(say(f"{wish}s-ask"))


def _said_back(turn: Turn, enquiry: Enquiry) -> Words | tuple[Words, ...]:
    """What is said to small talk, and to what is none of our business."""
    if enquiry.kind == "out_of_scope":
        return say("asked-out-of-scope")
    if enquiry.talk in ("greeting", "assistant"):
        who = say("welcome-who", organisation=turn.here.organisation)
        return (who, say("welcome-program"), say("welcome-can"))
    return say(f"asked-{enquiry.talk}")


def _in_place(turn: Turn, enquiry: Enquiry) -> Words:
    """What was understood of a message that says only where somebody is."""
    if area := enquiry.place.one:
        return say("asked-in-place", area=area)
    place, home = enquiry.place.elsewhere, turn.here.places.home
    if place == enquiry.place.nation:  # a postcode: we know no more of it
        return say("asked-far-postcode", home=home)
    return say("pots-elsewhere", place=place, home=home)


def _which_place(turn: Turn, enquiry: Enquiry) -> Message:
    """A postcode or a name that several of our places share."""
    no = turn.recent.enquiry_no
    offered = [button(name, "where", no, nth) for nth, name in enumerate(enquiry.place.areas)]
    return Message(say("asked-which-place"), buttons=in_rows(offered, 2))


async def _list(turn: Turn, enquiry: Enquiry, wish: str, offset: int) -> Message:
    """A page of a list, and what was understood to come to it."""
    if wish not in LISTS:
        raise Sorry(say("unknown-button"))
    turn.recent.opened = enquiry.pot
    here, area = turn.here, turn.person.area
    found = await answering.answer(
        turn.session,
        here.search,
        here.places,
        enquiry,
        turn.today,
        area.name if area else None,
        (wish, enquiry.kind, *enquiry.also, *(("contact",) if is_urgent(enquiry) else ())),
        turn.senses,
    )
    told = LISTS[wish](turn, found, offset)
    if not turn.incoming.public and await teams.connected(turn.session, turn.person.area_id):
        ask = button(say("pot-ask"), "ask")
        told = structs.replace(told, buttons=(*told.buttons, *stacked(ask)))
    line = understood(enquiry, wish, turn.person.language)
    if line is None or enquiry.only_place:
        return told
    buttons = told.buttons
    if not turn.incoming.public:  # where others read along, no enquiry is kept to be corrected
        buttons += stacked(button(say("correct"), "correct", turn.recent.enquiry_no))
    return structs.replace(told, text=(line, *told.paragraphs), buttons=buttons)
