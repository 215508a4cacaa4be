"""Circles: a few peers around a subject or a place, who meet and take turns in hosting."""

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from handlers import areas, circle, gathering, rhythm
from handlers.circle import members, page
from handlers.circle_clock import AGAIN, make
from handlers.forms import (
    Answers,
    Choice,
    Filling,
    Form,
    NotUnderstood,
    Number,
    Pick,
    Several,
    Write,
)
from handlers.gathering import MOST, PARTS, START, Topic
from handlers.introductions import way
from handlers.messages import (
    Button,
    Day,
    Listing,
    Message,
    Sorry,
    Words,
    button,
    say,
    stacked,
)
from handlers.own_health import tells_of_own
from handlers.peers import INTERESTS, block_button, interest
from handlers.turns import Kept, Routes, Turn
from handlers.wording import LANGUAGES
from storage import administrators, circles, peers
from storage.administrators import Role
from storage.areas import area_with_id
from storage.circles import Circle, Meeting, Seat
from storage.peers import Peer, Want
from storage.reminders import Every

on = Routes()

# --- The forms ------------------------------------------------------------------------------


_GROUP = re.compile(r"(https://)?(chat\.whatsapp\.com/|signal\.group/#)[\w/+=-]+", re.ASCII)


def _contact(text: str) -> str:
    """How the others reach them, or a group of theirs; and nothing else."""
    line = " ".join(text.split())
    return line if _GROUP.fullmatch(line) else way(line)


CONTACT = Write("contact", at_most=100, reads=_contact)
"""Passed on as they typed it, to those who said yes, too."""


def _agreed(text: str) -> str:
    """What was agreed, with nothing of how whoever writes it is: others read it."""
    if tells_of_own(text):
        raise NotUnderstood(say("circles-note-own"))
    return text


def _votes(said: Answers) -> bool:
    return said["votes"] == "yes"


JOIN = Form(
    "circle",
    (
        Number("circle", most=1 << 62),
        Pick("votes", ("yes", "no")),
        Several("days", rhythm.WEEKDAYS, when=_votes),
        Several("parts", tuple(PARTS), when=_votes),
        CONTACT,
    ),
)
"""Opened with the circle, and with whether it is still to be agreed when it meets."""


async def _subjects(turn: Turn) -> Sequence[Choice]:
    return [Choice(each, interest(each, turn.person.language)) for each in INTERESTS]


async def _languages(turn: Turn) -> Sequence[Choice]:
    return [Choice(each, say(f"peer-languages-{each}")) for each in await _spoken(turn)]


async def _spoken(turn: Turn) -> Sequence[str]:
    peer = await _peer_or_none(turn)
    return peer.languages if peer else LANGUAGES


BEGIN = Form(
    "circle_new",
    (
        Pick("around", ("subject", "place", "both")),
        Pick("subject", _subjects, when=lambda said: said["around"] != "place"),
        Pick("place", areas.wards, when=lambda said: said["around"] != "subject",
             reader=areas.read_place),
        Pick("language", _languages),
        Pick("every", tuple(Every)),
        Pick("day", rhythm.WEEKDAYS),
        Pick("hour", rhythm.hours, reader=rhythm.read_hour),
        CONTACT,
    ),
)  # fmt: skip
"""A coordinator's comes without the contact: they are not in it."""

NOTE = Form(
    "circle_agreed", (Number("meeting", most=1 << 62), Write("words", at_most=1000, reads=_agreed))
)


# --- The page -------------------------------------------------------------------------------


@on.command("circle", private=True)
async def show(turn: Turn, _: str) -> Message:
    """Their circle, the one that they are asked to join, or how to find one."""
    peer = await _peer_or_none(turn)
    if peer is None:
        return await _no_peer(turn)
    seat = await _seat(turn)
    if seat is None:
        return await _outside(turn, peer)
    mine = await _circle(turn, seat.circle_id)
    if seat.came_at is None:
        return await circle.offered(turn, mine, turn.person.id)
    return await page(turn, mine, turn.person.id)


@on.press("circle", private=True)
async def show_pressed(turn: Turn) -> Message:
    """The same from a button."""
    return await show(turn, "")


async def _no_peer(turn: Turn) -> Message:
    """What circles are, for somebody who can't be in one."""
    to_peers = button(say("circles-to-peers"), "peers")
    known = await peers.peer_of(turn.session, turn.person.id)
    if known and known.adult_at and not known.left_at:  # not vouched for yet, or out
        return Message(say("circles-none-now"), buttons=stacked(to_peers))
    begin = [button(say("circles-start"), "circle-start")] if await _coordinates(turn) else []
    return Message((say("circles-what"), say("circles-for-peers")),
                   buttons=stacked(to_peers, *begin))  # fmt: skip


async def _outside(turn: Turn, peer: Peer, *leads: Words) -> Message:
    """Circles that somebody could join, and how to wait for one or start it."""
    found = await _open_for(turn, peer)
    waits = await circles.wait_of(turn.session, turn.person.id)
    wait = (
        button(say("circles-wait-not"), "circle-wait-not")
        if waits
        else button(say("circles-wait"), "circle-wait")
    )
    day = Day(turn.local(waits.since).date()) if waits else None
    return Message(
        (
            *(leads or (say("circles-what"),)),
            *([say("circles-waits", day=day)] if day else []),
            *([say("circles-open", count=len(found))] if found else []),
        ),
        buttons=stacked(
            *[await _to(turn, each) for each in found[:AT_ONCE]],
            wait,
            button(say("circles-start"), "circle-start"),
        ),
    )


AT_ONCE = 5


async def _to(turn: Turn, each: Circle) -> Button:
    count = len(await members(turn, each))
    label = say("circles-open-one", title=await circle.title(turn, each), count=count)
    return button(label, "circle-look", each.id)


async def _open_for(turn: Turn, peer: Peer) -> list[Circle]:
    """The circles with a free seat that are for somebody, and where nobody is kept from them."""
    area = turn.person.area
    mine = circle.wanting(peer, await circle.chains(turn), area)
    found = [
        each
        for each in await circles.open_circles(turn.session)
        if gathering.fits(mine, circle.topic_of(each))
    ]
    sitting = await circles.seats(turn.session, [each.id for each in found])
    who = {each.id: [s for s in sitting if s.seat.circle_id == each.id] for each in found}
    blocks = await peers.blocks_for_all_they_know(turn.session, turn.person.id, circle.ids(sitting))
    return [
        each
        for each in found
        if sum(s.seat.came_at is not None for s in who[each.id]) <= MOST
        and not gathering.apart(turn.person.id, circle.ids(who[each.id]), blocks)
    ]


@on.press("circle-look", private=True)
async def look_at(turn: Turn, circle_id: int) -> Message:
    """A circle that they could join."""
    found = await _circle(turn, circle_id)
    seat = await _seat(turn)
    if seat and seat.came_at and seat.circle_id == found.id:
        return await page(turn, found, turn.person.id)
    if not await _has_place(turn, found):
        raise Sorry(_gone())
    return await circle.offered(turn, found, turn.person.id)


# --- Waiting --------------------------------------------------------------------------------


@on.press("circle-wait", private=True, settles=True)
async def wait(turn: Turn) -> Message:
    """Look for a circle for them."""
    peer = await _peer(turn)
    if await _seat(turn):
        raise Sorry(_one_already())
    if Want.CIRCLE not in peer.wants:
        peer.wants = [*peer.wants, Want.CIRCLE]
    await circles.wait(turn.session, turn.person.id, turn.now)
    return Message(
        say("circles-wait-done", count=START),
        buttons=stacked(
            button(say("circles-start"), "circle-start"),
            button(say("circles-wait-not"), "circle-wait-not"),
        ),
    )


@on.press("circle-wait-not", private=True, settles=True)
async def wait_not(turn: Turn) -> Message:
    """Look no more, also when they change something else of what they told."""
    peer = await _peer_or_none(turn)
    if peer:
        peer.wants = [each for each in peer.wants if each != Want.CIRCLE]
    await circles.wait_no_more(turn.session, [turn.person.id])
    return Message(say("circles-wait-not-done"), buttons=stacked(_see()))


# --- Joining --------------------------------------------------------------------------------


@on.press("circle-in", private=True)
async def say_yes(turn: Turn, circle_id: int) -> Filling | Message:
    """Ask what the others have to know."""
    found = await _circle(turn, circle_id)
    seat = await _seat(turn)
    if seat and seat.came_at and seat.circle_id == found.id:
        return await page(turn, found, turn.person.id)
    await _may_join(turn, found)
    return JOIN.filled(circle=str(found.id), votes="yes" if found.weekday is None else "no")


@on.finish(JOIN)
async def join(
    turn: Turn,
    circle: str,
    votes: str,
    contact: str,
    days: Sequence[str] = (),
    parts: Sequence[str] = (),
) -> Message:
    """Take the seat."""
    found = await _circle(turn, int(circle))
    sits = await _seat(turn)
    if sits and sits.came_at and sits.circle_id == found.id:
        return await page(turn, found, turn.person.id)
    await _may_join(turn, found)
    await _leave_others(turn, found)
    seat = await circles.offer(turn.session, found, turn.person.id, turn.now)
    seat.days, seat.parts = list(days), list(parts)
    circles.come(turn.session, seat, contact, turn.now)
    return await _joined(turn, found, seat)


async def _joined(turn: Turn, found: Circle, seat: Seat) -> Message:
    await circles.wait_no_more(turn.session, [turn.person.id])
    await turn.session.flush()
    before = found.began_at
    await circle.joined(turn, found, seat)
    lead = "circles-joined" if before or not found.began_at else "circles-news-began"
    mine = found if seat.circle_id == found.id else await _circle(turn, seat.circle_id)
    return await page(turn, mine, turn.person.id, say(lead, count=START))


async def _may_join(turn: Turn, found: Circle) -> None:
    """Go on with whoever may join a circle.

    Raises:
        Sorry: they may not, or not any more; not why, for that may be somebody else's secret.
    """
    seat = await _seat(turn)
    if seat and seat.came_at and seat.circle_id != found.id:
        mine = await _circle(turn, seat.circle_id)
        if mine.joins_id != found.id:
            raise Sorry(_one_already())
    out = await peers.unaware(turn.session, [turn.person.id])
    if out or not await _has_place(turn, found):
        raise Sorry(_gone())


async def _has_place(turn: Turn, found: Circle) -> bool:
    """Whether a circle has a place for somebody: one that they were offered, or a free one."""
    peer = await _peer(turn)
    seat = await _seat(turn)
    mine = await _circle(turn, seat.circle_id) if seat else None
    if mine is None or found.id not in (mine.id, mine.joins_id):
        return found.id in [each.id for each in await _open_for(turn, peer)]
    people = circle.ids(await members(turn, found))
    kept = await peers.blocks(turn.session, [turn.person.id, *people])
    return len(people) <= MOST and not gathering.apart(turn.person.id, people, kept)


async def _leave_others(turn: Turn, found: Circle) -> None:
    """Give up the seat in a circle that joins another, or the one that was offered elsewhere."""
    seat = await _seat(turn)
    if seat and seat.circle_id != found.id:
        old = await _circle(turn, seat.circle_id)
        circles.leave(seat, turn.now)
        old.next_at = turn.now


@on.press("circle-no", private=True, settles=True)
async def decline(turn: Turn, circle_id: int) -> Message:
    """Not this one. Who was offered it goes on waiting for another."""
    seat = await _seat(turn)
    if seat and seat.circle_id == circle_id and seat.came_at is None:
        circles.leave(seat, turn.now)
        look_at = turn.now + PEACE + AGAIN  # who waits is looked at that much too early
        await circles.wait(turn.session, turn.person.id, turn.now, look_at=look_at)
        found = await _circle(turn, circle_id)
        found.next_at = turn.now
        stop = button(say("circles-wait-not"), "circle-wait-not")
        return Message(say("circles-declined"), buttons=stacked(_see(), stop))
    return Message(say("circles-not-joined"), buttons=stacked(_see()))


PEACE = timedelta(days=7)
"""How long whoever declined one circle is not asked about another."""


@on.press("circle-leave", private=True, settles=True)
async def leave(turn: Turn, circle_id: int) -> Message:
    """Leave at once. Nobody gets a message of it."""
    seat, mine = await _mine(turn, circle_id)
    title = await circle.title(turn, mine)
    circles.leave(seat, turn.now)
    mine.next_at = turn.now
    return Message(
        say("circles-left", title=title),
        buttons=stacked(
            button(say("circles-back"), "circle-in", circle_id),
            button(say("circles-wait"), "circle-wait"),
        ),
    )


@on.press("circle-apart", private=True)
async def apart(turn: Turn, circle_id: int) -> Message:
    """Whom to block or report."""
    seat, mine = await _mine(turn, circle_id)
    found = await members(turn, mine, turn.person.id)
    people = [each for each in found if each.seat is not seat]
    blocks = [await block_button(turn, turn.person.id, each.person) for each in people]
    return Message(say("circles-apart-whom"), buttons=stacked(*blocks))


# --- Starting one ---------------------------------------------------------------------------


@on.press("circle-start", private=True)
async def start(turn: Turn) -> Filling:
    """Ask what it is to be around, and when it meets."""
    peer = await _starter(turn)
    spoken = await _spoken(turn)
    known: Mapping[str, str] = {"language": spoken[0]} if len(spoken) == 1 else {}
    return BEGIN.filled(**known) if peer else BEGIN.filled(**known, contact="")


@on.finish(BEGIN)
async def started(
    turn: Turn,
    around: str,
    language: str,
    every: str,
    day: str,
    hour: str,
    contact: str = "",
    subject: str = "",
    place: str = "",
) -> Message:
    """Make a circle that gathers, of whoever starts it, if they are a peer."""
    peer = await _starter(turn)
    area = await area_with_id(turn.session, int(place)) if place.isdigit() else None
    if not subject and area is None:
        raise Sorry(say("circles-start-not"))
    ref = area.ref if area else await _near(turn, peer)
    made = await make(turn, Topic(language, subject, ref))
    made.every, made.weekday, made.hour = every, int(day), int(hour)
    made.next_at = turn.now
    title = await circle.title(turn, made)
    if peer is None:
        return Message(say("circles-started-for", title=title, count=START))
    await _leave_others(turn, made)
    seat = await circles.offer(turn.session, made, turn.person.id, turn.now)
    circles.come(turn.session, seat, contact, turn.now)
    await circles.wait_no_more(turn.session, [turn.person.id])
    return await page(turn, made, turn.person.id, say("circles-started", count=START))


async def _near(turn: Turn, peer: Peer | None) -> str:
    """Where a circle around a subject is, if whoever starts it wants to meet people near them."""
    if peer is None or peer.anywhere:
        return ""
    places = circle.wanting(peer, await circle.chains(turn), turn.person.area).places
    return places[-1] if places else ""


async def _starter(turn: Turn) -> Peer | None:
    """The peer who starts a circle; None: a coordinator does, for others.

    Raises:
        Sorry: they are neither, or have a circle.
    """
    peer = await _peer_or_none(turn)
    if peer is None and await _coordinates(turn):
        return None
    seat = await _seat(turn)
    if seat and seat.came_at:
        raise Sorry(_one_already())
    return peer or await _peer(turn)


async def _coordinates(turn: Turn) -> bool:
    return await administrators.has(
        turn.session, turn.account.platform, turn.account.user, Role.COORDINATOR
    )


# --- A meeting ------------------------------------------------------------------------------


@on.press("circle-coming", private=True, in_place=True)
async def coming(turn: Turn, meeting_id: int, answer: str) -> Message:
    """Whether they come. If a host doesn't, somebody else is asked to host."""
    meeting, mine = await _meeting(turn, meeting_id)
    said = await circles.coming_of(turn.session, meeting, turn.person.id)
    said.coming = answer == "yes"
    if said.hosts and not said.coming:
        await _pass_on(turn, meeting, mine)
    lead = say("circles-see-you" if said.coming else "circles-missed")
    return await page(turn, mine, turn.person.id, lead)


@on.press("circle-host-not", private=True, in_place=True)
async def host_not(turn: Turn, meeting_id: int) -> Message:
    """Let somebody else host."""
    meeting, mine = await _meeting(turn, meeting_id)
    said = await circles.coming_of(turn.session, meeting, turn.person.id)
    found = await _pass_on(turn, meeting, mine) if said.hosts else True
    lead = say("circles-host-passed" if found else "circles-host-nobody")
    return await page(turn, mine, turn.person.id, lead)


async def _pass_on(turn: Turn, meeting: Meeting, mine: Circle) -> bool:
    """Have somebody else host, and tell them; False: nobody can."""
    people = await members(turn, mine)
    host = await circle.choose_host(turn, mine, meeting, people, {turn.person.id})
    circle.tell([each.seat for each in people if each.person.id == host], "host", turn.now)
    return host is not None


@on.press("circle-pack", private=True)
async def pack(turn: Turn, meeting_id: int) -> Message:
    """The host's pack."""
    meeting, mine = await _meeting(turn, meeting_id)
    await _host(turn, meeting)
    words = await circle.pack(turn, meeting, mine)
    return Message((say("circles-pack-lead"), *words), buttons=stacked(_see()))


@on.press("circle-note", private=True)
async def write(turn: Turn, meeting_id: int) -> Filling:
    """Ask the host what was agreed."""
    meeting, _ = await _meeting(turn, meeting_id, open_only=False)
    await _host(turn, meeting)
    return NOTE.filled(meeting=str(meeting.id))


@on.finish(NOTE)
async def written(turn: Turn, meeting: str, words: str) -> Message:
    """Keep what was agreed, for its members to read."""
    found, mine = await _meeting(turn, int(meeting), open_only=False)
    await _host(turn, found)
    await circles.write_note(turn.session, found, turn.person.id, words, turn.now)
    return await page(turn, mine, turn.person.id, say("circles-note-done"))


@on.press("circle-note-not", private=True, settles=True)
async def unwrite(turn: Turn, note: str) -> Message:
    """Delete what they wrote."""
    try:
        number = UUID(hex=note)
    except ValueError:
        raise Sorry(say("unknown-button")) from None
    found = await circles.note_of(turn.session, number, turn.person.id)
    if found is None:
        raise Sorry(say("circles-note-gone"))
    await turn.session.delete(found)
    return Message(say("circles-note-deleted"), buttons=stacked(_see()))


async def _host(turn: Turn, meeting: Meeting) -> None:
    """Go on with the host of a meeting.

    Raises:
        Sorry: it is somebody else's.
    """
    if circle.host_of(await circles.coming_to(turn.session, meeting)) != turn.person.id:
        raise Sorry(say("circles-host-other"))


# --- Going on -------------------------------------------------------------------------------


@on.press("circle-go-on", private=True, in_place=True)
async def go_on(turn: Turn, circle_id: int, answer: str) -> Message:
    """Whether they go on after these weeks."""
    seat, mine = await _mine(turn, circle_id)
    seat.goes_on = answer == "yes"
    lead = say("circles-goes-on" if seat.goes_on else "circles-stops")
    return await page(turn, mine, turn.person.id, lead)


# --- Whose ----------------------------------------------------------------------------------


async def _peer_or_none(turn: Turn) -> Peer | None:
    stays = await circles.stay(turn.session, [turn.person.id])
    return await peers.peer_of(turn.session, turn.person.id) if stays else None


async def _peer(turn: Turn) -> Peer:
    """What they said as a peer.

    Raises:
        Sorry: they are none.
    """
    peer = await _peer_or_none(turn)
    if peer is None:
        raise Sorry(await _no_peer(turn))
    return peer


async def _seat(turn: Turn) -> Seat | None:
    """The seat that they have or are offered."""
    found = await circles.seat_of(turn.session, turn.person.id)
    return found[0] if found else None


async def _circle(turn: Turn, circle_id: int) -> Circle:
    """A circle that has not ended.

    Raises:
        Sorry: it has.
    """
    found = await circles.circle_with_id(turn.session, circle_id)
    if found is None:
        raise Sorry(_gone())
    return found


async def _mine(turn: Turn, circle_id: int) -> tuple[Seat, Circle]:
    """Their seat in a circle, or the offer of one.

    Raises:
        Sorry: they have none in it.
    """
    await _peer(turn)
    seat = await _seat(turn)
    if seat is None or seat.circle_id != circle_id:
        raise Sorry(_gone())
    return seat, await _circle(turn, circle_id)


async def _meeting(
    turn: Turn, meeting_id: int, *, open_only: bool = True
) -> tuple[Meeting, Circle]:
    """A meeting of their circle.

    Raises:
        Sorry: it is not theirs, or over.
    """
    meeting = await circles.meeting_with_id(turn.session, meeting_id)
    if meeting is None:
        raise Sorry(_gone())
    seat, mine = await _mine(turn, meeting.circle_id)
    if seat.came_at is None or (open_only and meeting.at <= turn.now):
        raise Sorry(Message(say("circles-meeting-over"), buttons=stacked(_see())))
    return meeting, mine


def _see() -> Button:
    return button(say("circles-see"), "circle")


def _gone() -> Message:
    return Message(say("circles-gone"), buttons=stacked(_see()))


def _one_already() -> Message:
    return Message(say("circles-one-already"), buttons=stacked(_see()))


# --- All of it, told ------------------------------------------------------------------------


@on.keeps("circle_seat")
async def tell_seats(turn: Turn) -> Kept | None:
    """The circles that they are or were in, or were asked to join."""
    found = await circles.seats_by(turn.session, turn.person.id)
    if not found:
        return None
    rows: list[list[Words]] = []
    for seat, _ in found:
        contact = circles.contact_of(turn.session, seat)
        day = Day(turn.local(seat.offered_at).date(), year=True)
        row: list[Words] = [say("circles-told-seat", day=day)]
        rows.append([*row, say("circles-told-contact", contact=contact)] if contact else row)
    return Kept(say("circles-title"), say("circles-told", count=len(found)), rows)


@on.keeps("circle_coming")
async def tell_coming(turn: Turn) -> Kept | None:
    """What they said about meetings."""
    found = await circles.meetings_of(turn.session, turn.person.id)
    if not found:
        return None
    days = tuple(
        say("circles-told-meeting", day=Day(turn.local(meeting.at).date(), year=True))
        for _, meeting in found
    )
    told = say("circles-told-meetings", days=Listing(days))
    return Kept(say("circles-title-meetings"), told)


@on.keeps("circle_note")
async def tell_notes(turn: Turn) -> Kept | None:
    """What they wrote down as a host."""
    found = await circles.notes_by(turn.session, turn.person.id)
    if not found:
        return None
    rows = [[words] for _, words in found]
    return Kept(say("circles-title-notes"), say("circles-told-notes", count=len(found)), rows)


@on.keeps("circle_wait")
async def tell_wait(turn: Turn) -> Kept | None:
    """That they wait for a circle."""
    waits = await circles.wait_of(turn.session, turn.person.id)
    if waits is None:
        return None
    day = Day(turn.local(waits.since).date(), year=True)
    return Kept(say("circles-title-wait"), say("circles-told-wait", day=day))
