"""A circle as it is shown to its people, and how it changes: begins, grows, parts, ends.

For what people do (handlers/circles.py) and for what falls due (handlers/circle_clock.py).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import combinations

from handlers import gathering, library, thesaurus
from handlers.gathering import FEWEST, MOST, START, Blocks, Topic, Vote, Wanting
from handlers.hours import next_round
from handlers.messages import (
    Button,
    Card,
    Day,
    Listing,
    Message,
    Texts,
    Words,
    button,
    say,
    stacked,
)
from handlers.peers import SAFETY, first_name
from handlers.prompts import pick, prompt_called
from handlers.rhythm import hour_in_words
from handlers.turns import Moment
from handlers.wording import LANGUAGES
from storage import circles, peers
from storage.areas import Area, all_areas, area_called, around
from storage.circles import Circle, Coming, Meeting, Seat, Sitting, Why
from storage.pairs import Pair, pair
from storage.peers import Cadence, Peer, Want
from storage.prompts import Kind
from storage.reminders import Every

WEEKS = timedelta(weeks=8)
"""How long a circle meets until its people are asked if they go on."""
NOTICE = timedelta(days=3)
"""At least so long before its first meeting a circle is told of it."""

EVERY: Mapping[str, Every] = {
    Cadence.WEEKLY: Every.WEEK,
    Cadence.FORTNIGHTLY: Every.FORTNIGHT,
    Cadence.MONTHLY: Every.MONTH,
}

# --- Who is in it ---------------------------------------------------------------------------


async def members(moment: Moment, circle: Circle, viewer: int | None = None) -> list[Sitting]:
    """Those who said yes, by who came first; as one of them sees it."""
    found = await circles.seats(moment.session, [circle.id], viewer)
    return [each for each in found if each.seat.came_at]


def topic_of(circle: Circle) -> Topic:
    """What a circle is around."""
    return Topic(circle.language, circle.subject, circle.place)


def ids(people: Iterable[Sitting]) -> list[int]:
    """The ids of some people."""
    return [each.person.id for each in people]


def wanting(peer: Peer, areas: Mapping[str, list[str]], area: Area | None) -> Wanting:
    """What a peer looks for in a circle."""
    places = areas.get(area.ref, []) if area else []
    return Wanting(
        peer.person_id,
        tuple(peer.languages),
        frozenset(peer.interests),
        tuple(places[:NEAR]),
        peer.anywhere,
    )


NEAR = 2
"""How many areas, one inside the other, are where somebody is: a region would be nowhere."""


async def chains(moment: Moment) -> Mapping[str, list[str]]:
    """Each area with those around it."""
    return around(await all_areas(moment.session))


def wants_one(peer: Peer) -> bool:
    """Whether a peer still wants a circle."""
    return Want.CIRCLE in peer.wants


# --- How it is shown ------------------------------------------------------------------------


async def title(moment: Moment, circle: Circle) -> Words:
    """What a circle is called: after its subject or place, so that nobody has to name it."""
    known = thesaurus.subjects().get(circle.subject)
    subject = Texts(dict(known.shown)) if known else None
    area = await area_called(moment.session, circle.place) if circle.place else None
    if subject and area:
        return say("circles-called-both", subject=subject, place=area.name)
    if subject:
        return say("circles-called-subject", subject=subject)
    return say("circles-called-place", place=area.name if area else moment.here.organisation)


def rhythm(circle: Circle) -> Words:
    """How often a circle meets, and when."""
    if circle.weekday is None or circle.hour is None:
        return say("circles-when-open")
    day = say(f"rhythm-when-day-{circle.weekday}")
    return say(f"circles-when-{circle.every}", day=day, hour=hour_in_words(circle.hour))


def when(moment: Moment, at: datetime) -> Words:
    """The day and hour of a meeting."""
    there = at.astimezone(moment.here.zone)
    return say("circles-at", day=Day(there.date()), hour=hour_in_words(there.hour))


def cards(moment: Moment, people: Iterable[Sitting], *, contacts: bool) -> tuple[Card, ...]:
    """Each by their first name and the line they chose; those of one circle, how to reach them."""
    return tuple(_card(moment, each, contacts=contacts) for each in people)


def _card(moment: Moment, one: Sitting, *, contacts: bool) -> Card:
    line = peers.line_of(moment.session, one.peer)
    contact = circles.contact_of(moment.session, one.seat) if contacts else ""
    told = [line] if line else []
    return Card(first_name(one.person), (*told, *([contact] if contact else [])))


async def note_shown(moment: Moment, viewer: int, others: Iterable[Sitting]) -> None:
    """Note that somebody was shown others, whom they can then block or report."""
    for each in others:
        await peers.introduce(moment.session, viewer, each.person.id, moment.now)


async def offered(moment: Moment, circle: Circle, viewer: int, *leads: Words) -> Message:
    """A circle, for somebody who may join it: who is in it, if they were asked to."""
    people = [each for each in await members(moment, circle) if each.person.id != viewer]
    asked = await circles.is_asked(moment.session, circle, viewer)
    shown = people if asked else []
    await note_shown(moment, viewer, shown)
    begins = say("circles-begins", count=START) if circle.began_at is None else ()
    return Message(
        (
            *leads,
            say("circles-offered", title=await title(moment, circle), rhythm=rhythm(circle)),
            say("circles-in-it" if asked else "circles-in-it-number", count=len(people)),
        ),
        cards=cards(moment, shown, contacts=False),
        after=(*([begins] if begins else []), say("circles-how"), SAFETY),
        buttons=stacked(
            button(say("circles-yes"), "circle-in", circle.id),
            button(say("circles-no"), "circle-no", circle.id),
            *_apart(circle, shown),
        ),
        shows=tuple(ids(shown)),
    )


def _apart(circle: Circle, people: Sequence[Sitting]) -> list[Button]:
    return [button(say("circles-apart"), "circle-apart", circle.id)] if people else []


async def page(moment: Moment, circle: Circle, viewer: int, *leads: Words) -> Message:
    """A circle, for one of its people."""
    found = await members(moment, circle, viewer)
    out = await peers.unaware(moment.session, [viewer])  # who must not see by whom
    blocks = frozenset() if out else await apart(moment, found)  # until one of them is let go
    people = [each for each in found if not gathering.apart(viewer, [each.person.id], blocks)]
    others = [each for each in people if each.person.id != viewer]
    await note_shown(moment, viewer, others)
    meeting = await circles.next_meeting(moment.session, circle)
    lines: list[Words] = [say("circles-yours", title=await title(moment, circle))]
    buttons: list[tuple[Button, ...]] = []
    if circle.began_at is None:
        lines.append(say("circles-gathers", count=len(people), start=START))
    elif meeting:
        said = await circles.coming_to(moment.session, meeting)
        lines += [
            say("circles-next", rhythm=rhythm(circle), at=when(moment, meeting.at)),
            *_who(people, said, viewer),
        ]
        buttons += _meeting_buttons(moment, meeting, said, viewer)
    buttons += _go_on_buttons(circle, meeting, people, viewer)
    if circle.joins_id:
        buttons.append((button(say("circles-move"), "circle-look", circle.joins_id),))
    note, delete, wrote = await _note(moment, circle, viewer)
    return Message(
        (*leads, *lines),
        cards=cards(moment, others, contacts=True),
        after=(*note, SAFETY) if others else note,
        buttons=(
            *buttons,
            *await _host_buttons(moment, circle, meeting, viewer),
            *delete,
            *stacked(*_apart(circle, others)),
            (button(say("circles-leave"), "circle-leave", circle.id),),
        ),
        shows=tuple(ids(others)),
        tells_of=wrote,
    )


def _who(people: Sequence[Sitting], said: Sequence[Coming], viewer: int) -> list[Words]:
    """Who hosts the next meeting, and who has said that they come."""
    names = {each.person.id: first_name(each.person) for each in people}
    host = host_of(said)
    lines: list[Words] = []
    if host == viewer:
        lines.append(say("circles-you-host"))
    elif host in names:
        lines.append(say("circles-hosts", name=names[host]))
    for coming, key in ((True, "circles-coming"), (False, "circles-not-coming")):
        told = [each.person_id for each in said if each.coming is coming]
        who: list[Words] = [
            say("circles-you") if each == viewer else names[each] for each in told if each in names
        ]
        if who:
            lines.append(say(key, names=Listing(tuple(who))))
    return lines


def host_of(said: Iterable[Coming]) -> int | None:
    """Who hosts a meeting; None: nobody."""
    return next((each.person_id for each in said if each.hosts), None)


def _meeting_buttons(
    moment: Moment, meeting: Meeting, said: Sequence[Coming], viewer: int
) -> list[tuple[Button, ...]]:
    if meeting.at <= moment.now:
        return []
    mine = next((each.coming for each in said if each.person_id == viewer), None)
    yes = button(say("circles-i-come"), "circle-coming", meeting.id, "yes")
    no = button(say("circles-i-dont"), "circle-coming", meeting.id, "no")
    return [tuple(each for each, told in ((yes, True), (no, False)) if mine is not told)]


async def _host_buttons(
    moment: Moment, circle: Circle, meeting: Meeting | None, viewer: int
) -> list[tuple[Button, ...]]:
    """What the host of the next meeting can do, and the last one, who may write a note."""
    found: list[tuple[Button, ...]] = []
    if meeting and host_of(await circles.coming_to(moment.session, meeting)) == viewer:
        if meeting.at > moment.now:
            found.append((button(say("circles-pack"), "circle-pack", meeting.id),))
            found.append((button(say("circles-host-not"), "circle-host-not", meeting.id),))
        found.append((button(say("circles-write"), "circle-note", meeting.id),))
    last = await circles.last_meeting(moment.session, circle)
    if last and host_of(await circles.coming_to(moment.session, last)) == viewer:
        found.append((button(say("circles-write-last"), "circle-note", last.id),))
    return found


def _go_on_buttons(
    circle: Circle, meeting: Meeting | None, people: Sequence[Sitting], viewer: int
) -> list[tuple[Button, ...]]:
    """Whether to go on, once the last meeting is near."""
    mine = next((each.seat for each in people if each.person.id == viewer), None)
    if not mine or not (meeting is None or is_last(circle, meeting)) or circle.began_at is None:
        return []
    if meeting and not meeting.asked_at:
        return []
    answers = (("yes", True), ("no", False))
    return [
        (button(say(f"circles-go-on-{each}"), "circle-go-on", circle.id, each),)
        for each, told in answers
        if mine.goes_on is not told
    ]


async def _note(
    moment: Moment, circle: Circle, viewer: int
) -> tuple[tuple[Words, ...], tuple[tuple[Button, ...], ...], tuple[int, ...]]:
    """What was agreed last, the way to delete it for whoever wrote it, and who did if a peer."""
    found = await circles.last_note(moment.session, circle)
    if found is None:
        return (), (), ()
    note, words = found
    delete = stacked(button(say("circles-note-delete"), "circle-note-not", note.id.hex))
    wrote = await peers.peer_of(moment.session, note.person_id)
    return (
        (say("circles-agreed", words=words),),
        delete if note.person_id == viewer else (),
        (wrote.person_id,) if wrote else (),
    )


async def pack(moment: Moment, meeting: Meeting, circle: Circle) -> tuple[Words, ...]:
    """The host's pack, chosen when it is first looked at; for a last meeting, with an ending."""
    kept = [await prompt_called(moment.session, each) for each in meeting.prompt.splitlines()]
    known = [each for each in kept if each]
    if not known or len(known) < len(kept):
        people = ids(await members(moment, circle))
        language = circle.language if circle.language in LANGUAGES else LANGUAGES[0]
        subjects = [circle.subject] if circle.subject else []
        kinds = [Kind.HOST, Kind.ENDING] if is_last(circle, meeting) else [Kind.HOST]
        known = [
            await pick(moment.session, people, kind, language, subjects, moment.now)
            for kind in kinds
        ]
        meeting.prompt = "\n".join(each.ref for each in known)
    host, *ending = map(library.in_words, known)
    return (host, say("circles-pack-last"), *ending) if ending else (host,)


# --- News -----------------------------------------------------------------------------------


def tell(seats: Iterable[Seat], what: str, now: datetime) -> None:
    """Have some people told something, together with whatever they are yet to be told."""
    for seat in seats:
        if what not in seat.news:
            seat.news = [*seat.news, what]
        seat.tell_at = seat.tell_at or now


def tell_no_more(seats: Iterable[Seat], *what: str) -> None:
    """Let what some people have not been told yet be: it is over."""
    for seat in seats:
        seat.news = [each for each in seat.news if each not in what]
        seat.tell_at = seat.tell_at if seat.news else None


# --- Beginning ------------------------------------------------------------------------------


async def joined(moment: Moment, circle: Circle, newcomer: Seat) -> None:
    """See what comes of somebody's yes: it begins, it is seven, or the others hear of it."""
    people = await members(moment, circle)
    if circle.began_at is None:
        if len(people) >= START:
            await peers.acquaint(moment.session, ids(people), moment.now)
            await begin(moment, circle, people)
            others = [each.seat for each in people if each.seat is not newcomer]
            tell(others, "began", moment.now)
        return
    await peers.acquaint(moment.session, ids(people), moment.now)
    others = [each.seat for each in people if each.seat is not newcomer]
    tell(others, f"came-{newcomer.person_id}", moment.now)
    if len(people) > MOST:
        await part(moment, circle, people, await apart(moment, people))
    circle.next_at = moment.now


async def begin(moment: Moment, circle: Circle, people: Sequence[Sitting]) -> None:
    """Agree what was not set, and set down the first meeting."""
    if circle.weekday is None or circle.hour is None:
        votes = [Vote(frozenset(map(int, each.seat.days)), frozenset(each.seat.parts))
                 for each in people]  # fmt: skip
        circle.weekday, circle.hour = gathering.agreed(votes)
    if not circle.every:
        wishes = [EVERY[each.peer.every] for each in people if each.peer.every in EVERY]
        circle.every = gathering.how_often(wishes or [Every.FORTNIGHT])
    circle.began_at = moment.now
    first = next_at(moment, circle, moment.now + NOTICE)
    circle.ends_at = first + WEEKS
    await meet(moment, circle, people, first)
    circle.next_at = moment.now


def next_at(moment: Moment, circle: Circle, after: datetime, last: bool = False) -> datetime:
    """When a circle meets next after an instant, which is that of its last meeting if it is so."""
    assert circle.weekday is not None
    zone = moment.here.zone
    before = after.astimezone(zone).date() if last else None
    every = Every(circle.every)
    return next_round(after, zone, circle.hour, circle.weekday, every, before)


async def meet(moment: Moment, circle: Circle, people: Sequence[Sitting], at: datetime) -> Meeting:
    """Set down a meeting, and whose turn it is to host it."""
    meeting = await circles.set_meeting(moment.session, circle, at)
    await choose_host(moment, circle, meeting, people)
    return meeting


async def choose_host(
    moment: Moment,
    circle: Circle,
    meeting: Meeting,
    people: Sequence[Sitting],
    but: Collection[int] = (),
) -> int | None:
    """Whose turn it is to host a meeting. Nobody's who rests, can't, or hosted the last one."""
    last = await circles.last_meeting(moment.session, circle)
    before = host_of(await circles.coming_to(moment.session, last)) if last else None
    said = await circles.coming_to(moment.session, meeting)
    cannot = {each.person_id for each in said if each.coming is False}.union(but)
    turns = [
        gathering.Turn(each.person.id, (each.seat.hosted_at or each.seat.came_at).timestamp())
        for each in people
        if each.person.id not in cannot and each.seat.came_at and not rests(moment, each)
    ]
    host = gathering.next_host(turns, before)
    await circles.let_host(moment.session, meeting, host)
    return host


def rests(moment: Moment, one: Sitting) -> bool:
    """Whether somebody wants to hear of nothing for now."""
    until = [one.peer.paused_until, one.person.paused_until]
    return bool(one.person.stopped_at) or any(each and each > moment.now for each in until)


def is_last(circle: Circle, meeting: Meeting) -> bool:
    """Whether a meeting is the last one of a circle's weeks."""
    assert circle.ends_at is not None
    days = {Every.WEEK: 7, Every.FORTNIGHT: 14, Every.MONTH: 28}[Every(circle.every)]
    return meeting.at + timedelta(days=days + 1) >= circle.ends_at


# --- Too many, too few, kept apart ----------------------------------------------------------


async def apart(moment: Moment, people: Sequence[Sitting]) -> Blocks:
    """Pairs among some people who are not to meet."""
    return await peers.blocks(moment.session, ids(people))


async def part(moment: Moment, circle: Circle, people: Sequence[Sitting], blocks: Blocks) -> None:
    """Make two circles of one. Both go on as it did; each has a host of its own."""
    stay, go = gathering.split(ids(people), blocks, _together(moment, people))
    new = Circle(
        language=circle.language, subject=circle.subject, place=circle.place, every=circle.every,
        weekday=circle.weekday, hour=circle.hour, made_at=moment.now, began_at=circle.began_at,
        ends_at=circle.ends_at, next_at=moment.now,
    )  # fmt: skip
    moment.session.add(new)
    await moment.session.flush()
    for each in people:
        if each.person.id in go:
            each.seat.circle_id = new.id
    await moment.session.flush()
    old = await circles.next_meeting(moment.session, circle)
    if old:
        meeting = await circles.set_meeting(moment.session, new, old.at)
        meeting.asked_at, meeting.listed_at = old.asked_at, old.listed_at
        await circles.move_to(moment.session, go, old, meeting)
        await choose_host(moment, new, meeting, [e for e in people if e.person.id in go])
        await choose_host(moment, circle, old, [e for e in people if e.person.id in stay])
    else:  # its weeks are over: both are asked by the same day if they go on
        await circles.share_last(moment.session, circle, new, go)
    tell([each.seat for each in people], "parted", moment.now)


def _together(moment: Moment, people: Sequence[Sitting]) -> Mapping[Pair, int]:
    """For how many days each two have been in one circle."""
    came = {each.person.id: each.seat.came_at or moment.now for each in people}
    return {
        pair(one, other): (moment.now - max(came[one], came[other])).days
        for one, other in combinations(came, 2)
    }


async def clear(moment: Moment, circle: Circle) -> list[Sitting]:
    """Let go whoever may sit in no circle, and keep apart who are to be; who is left.

    Of six or more, two circles are made, as if it had grown. Of fewer, the one who does not want to
    meet the other leaves, and comes first in another: people leave circles every week, and nobody
    learns why. To put the other one out would tell them.
    """
    for seat in await circles.gone(moment.session, circle):
        circles.leave(seat, moment.now)
    people = await members(moment, circle)
    blocks = await apart(moment, people)
    if blocks and circle.began_at and len(people) >= 2 * FEWEST:
        await part(moment, circle, people, blocks)
        people = await members(moment, circle)
        blocks = await apart(moment, people)
    for one, other in sorted(blocks):
        leavers = await peers.who_wants_apart(moment.session, one, other)
        for each in people:
            if each.person.id in leavers and each.seat.left_at is None:
                circles.leave(each.seat, moment.now)
                await _back(moment, each)
                tell([each.seat], "apart", moment.now)
    await moment.session.flush()
    return [each for each in people if each.seat.left_at is None]


async def end(moment: Moment, circle: Circle, why: Why) -> None:
    """End a circle, tell its people, and have those who want another come first."""
    people = await circles.seats(moment.session, [circle.id])
    for each in people:
        came = each.seat.came_at is not None
        goes_on = each.seat.goes_on
        circles.leave(each.seat, moment.now)
        if came:
            tell([each.seat], why, moment.now)
        if came and (why is not Why.OVER or goes_on):
            await _back(moment, each)
    await moment.session.flush()
    for seat in await circles.all_seats(moment.session, circle):  # theirs, too, whom nobody sees
        circles.leave(seat, moment.now)
    circle.ended_at, circle.ended_why, circle.next_at = moment.now, why, None
    circle.small_since = None


async def _back(moment: Moment, one: Sitting) -> None:
    """Look for another circle for somebody, if they still want one."""
    if wants_one(one.peer):
        await circles.wait_first(moment.session, one.seat, moment.now)
