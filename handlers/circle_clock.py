"""What falls due with circles: making them, their meetings, their end, and telling of it.

Somebody has at most one message for several pieces of news, and none beyond their number a week:
what there was no room for is told when there is, as it stands then.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from handlers import circle as shown
from handlers import gathering
from handlers.circle import (
    chains,
    choose_host,
    clear,
    end,
    host_of,
    ids,
    is_last,
    meet,
    next_at,
    rests,
    tell,
    tell_no_more,
    topic_of,
    wanting,
    wants_one,
)
from handlers.gathering import FEWEST, MOST, START, Blocks, Standing, Wanting
from handlers.messages import Message, Words, button, say, stacked
from handlers.one_by_one import one_by_one
from handlers.peers import first_name
from handlers.turns import Moment
from storage import circles, peers, unasked
from storage.circles import Circle, CircleWait, Meeting, Seat, Sitting, Why
from storage.mailbox import Kind
from storage.people import Account, Person
from storage.unasked import Sort

ASKED = timedelta(days=2)
"""How long before a meeting its people are asked who comes."""
LISTED = timedelta(hours=20)
"""How long before it the host is told."""
LASTS = timedelta(hours=3)
"""How long after it began a meeting is over."""
TO_DECIDE = timedelta(days=4)
"""How long after the last meeting its people may say if they go on."""
AT_LEAST = timedelta(days=1)
"""How long it is at least until that is decided, once we know that the last meeting was."""
TO_ANSWER = timedelta(days=7)
"""How long an offered seat is kept."""
PATIENCE = timedelta(weeks=4)
"""How long a circle gathers, or is too small, until it ends."""
HEARD = timedelta(weeks=3)
"""At least so often somebody who waits hears how it stands."""
AGAIN = timedelta(days=1)
"""How often those who wait are looked at, all together: whose turn is within that, too."""


# --- For those who wait ---------------------------------------------------------------------


async def look(moment: Moment, at_most: int) -> int:
    """Find seats for those who wait: in circles that need some, and in new ones."""
    due = await circles.NEXT_LOOK.read(moment.session)
    if due is None or due > moment.now:
        return 0
    waits = await circles.waiting(moment.session, moment.now + AGAIN)
    found = await _able(moment, waits)
    blocks = await peers.blocks(moment.session, await _concerned(moment, found))
    left = await _fill_all(moment, found, blocks)
    made = gathering.gather(left, blocks)
    for topic, people in made[:at_most]:
        await _make(moment, topic, people)
    if len(made) <= at_most:
        await _go_on_waiting(moment, waits)
    return len(waits)


async def _able(moment: Moment, waits: Sequence[CircleWait]) -> list[Wanting]:
    """What those who wait look for. Who rests keeps their place; who wants none loses it."""
    asked = [each.person_id for each in waits]
    known = {
        each.person_id: each for each in await peers.those_in(moment.session, asked, moment.now)
    }
    stay = await circles.may_come(moment.session, asked)
    seated = await circles.seated(moment.session, asked)
    lost = [
        each
        for each in asked
        if each not in stay or each in seated or (each in known and not wants_one(known[each]))
    ]
    await circles.wait_no_more(moment.session, lost)
    areas = await chains(moment)
    return [
        wanting(known[each], areas, known[each].person.area)
        for each in asked
        if each in known and each not in lost
    ]


async def _concerned(moment: Moment, found: Sequence[Wanting]) -> list[int]:
    """Those who wait, and those who sit where one of them might."""
    seated = await circles.seats(
        moment.session, [each.id for each in await circles.open_circles(moment.session)]
    )
    return sorted({*(each.id for each in found), *ids(seated)})


async def _fill_all(moment: Moment, found: list[Wanting], blocks: Blocks) -> list[Wanting]:
    """Offer seats in circles that need some; who is left over."""
    for circle in await circles.open_circles(moment.session):
        found = await _fill(moment, circle, found, blocks) if found else found
    return found


async def _fill(
    moment: Moment, circle: Circle, found: Sequence[Wanting], blocks: Blocks
) -> list[Wanting]:
    """Offer the seats of a circle that needs people; who is left over of those who wait."""
    sitting = await circles.seats(moment.session, [circle.id])
    came = sum(each.seat.came_at is not None for each in sitting)
    if came >= START or (circle.began_at and came >= FEWEST):
        return list(found)
    before = await circles.was_in(moment.session, [each.id for each in found])
    people = ids(sitting)
    left: list[Wanting] = []
    for each in found:
        suits = gathering.fits(each, topic_of(circle)) and (each.id, circle.id) not in before
        if suits and len(people) < MOST and not gathering.apart(each.id, people, blocks):
            await _offer(moment, circle, [each.id])
            people.append(each.id)
        else:
            left.append(each)
    return left


async def _make(moment: Moment, topic: gathering.Topic, people: Collection[int]) -> None:
    circle = await make(moment, topic)
    await _offer(moment, circle, people)


async def make(moment: Moment, topic: gathering.Topic) -> Circle:
    """A circle that gathers, of nobody yet."""
    circle = Circle(
        language=topic.language,
        subject=topic.subject,
        place=topic.place,
        every="",
        made_at=moment.now,
        next_at=moment.now + TO_ANSWER,
    )
    moment.session.add(circle)
    await moment.session.flush()
    return circle


async def _offer(moment: Moment, circle: Circle, people: Collection[int]) -> None:
    seats = [await circles.offer(moment.session, circle, each, moment.now) for each in people]
    tell(seats, "offered", moment.now)
    await circles.wait_no_more(moment.session, people)


async def _go_on_waiting(moment: Moment, waits: Sequence[CircleWait]) -> None:
    """Look at those who still wait tomorrow; tell who has not heard for long."""
    still = {each.person_id for each in await circles.waiting(moment.session, moment.now + AGAIN)}
    for each in waits:
        if each.person_id not in still:
            continue
        each.look_at = moment.now + AGAIN
        if each.told_at + HEARD <= moment.now and await _write(moment, each.person_id, _waits()):
            each.told_at = moment.now


async def _write(moment: Moment, person_id: int, message: Message) -> bool:
    """Write to somebody, if there is room this week; False: there was none."""
    account = await circles.reached(moment.session, person_id)
    zone = moment.here.zone
    if not account or not await unasked.claim(
        moment.session, person_id, Sort.PEERS, moment.now, zone
    ):
        return False
    await moment.send(account, message, Kind.PROMPT)
    return True


def _waits() -> Message:
    return Message(
        say("circles-still-waiting"),
        buttons=stacked(
            button(say("circles-see"), "circle"),
            button(say("circles-start"), "circle-start"),
            button(say("circles-wait-not"), "circle-wait-not"),
        ),
    )


# --- For a circle ---------------------------------------------------------------------------


async def go_on(moment: Moment, at_most: int) -> int:
    """Do what is due with a slice of the circles."""
    found = await circles.due(moment.session, moment.now, at_most)
    return await one_by_one(moment, found, _go_on, circles.put_off)


async def _go_on(moment: Moment, circle_id: int) -> None:
    circle = await circles.circle_with_id(moment.session, circle_id)
    if circle is None:
        return
    for seat in await circles.unanswered(moment.session, circle):
        if seat.offered_at + TO_ANSWER <= moment.now:
            circles.leave(seat, moment.now)
    await moment.session.flush()
    people = await clear(moment, circle)
    if circle.began_at is None:
        await _gather(moment, circle, people)
    else:
        await _see_to_size(moment, circle, people)
        if circle.ended_at is None:
            await _see_to_meeting(moment, circle, people)
    await moment.session.flush()
    if circle.ended_at is None:
        circle.next_at = await _next_step(moment, circle)


async def _next_step(moment: Moment, circle: Circle) -> datetime:
    """When there is something to do for a circle next."""
    weekly = [moment.now + TO_ANSWER] if circle.began_at is None or circle.small_since else []
    if circle.began_at is None:
        return weekly[0]
    offered = await circles.unanswered(moment.session, circle)
    lapses = [each.offered_at + TO_ANSWER for each in offered]
    meeting = await circles.next_meeting(moment.session, circle)
    if meeting is None:
        last = await circles.last_meeting(moment.session, circle)
        assert last is not None
        steps = [_decides_at(last)]
    else:
        asks = [] if meeting.asked_at else [meeting.at - ASKED]
        lists = [] if meeting.listed_at else [meeting.at - LISTED]
        steps = [*asks, *lists, meeting.at + LASTS]
    return min(each for each in (*steps, *weekly, *lapses) if each > moment.now)


async def _gather(moment: Moment, circle: Circle, people: Sequence[Sitting]) -> None:
    """Offer the seats that nobody took to others; give up after some weeks."""
    if circle.made_at + PATIENCE <= moment.now:
        await end(moment, circle, Why.NOT_BEGUN)
        return
    await _look_for_more(moment, circle)
    if circle.made_at + TO_ANSWER <= moment.now:
        tell([each.seat for each in people], "gathers", moment.now)


async def _look_for_more(moment: Moment, circle: Circle) -> None:
    found = await _able(moment, await circles.waiting(moment.session, moment.now + AGAIN))
    if found:
        blocks = await peers.blocks(moment.session, await _concerned(moment, found))
        await _fill(moment, circle, found, blocks)


async def _see_to_size(moment: Moment, circle: Circle, people: Sequence[Sitting]) -> None:
    """Find a circle that the people of one too small may join, or others to join them.

    Each of them is asked, for their contact details would pass to people to whom they did not say
    yes. Those whom they would join are not: their circle is open to whoever fits, and a vote would
    be one on people by their names.
    """
    seats = [each.seat for each in people]
    if len(people) >= FEWEST:
        circle.small_since = circle.joins_id = None
        tell_no_more(seats, "small", "joins")
    elif not people or (circle.small_since and circle.small_since + PATIENCE <= moment.now):
        await end(moment, circle, Why.FEW)
    else:
        first = circle.small_since is None
        circle.small_since = circle.small_since or moment.now
        await _look_for_more(moment, circle)
        other = await _to_join(moment, circle, people)
        before, circle.joins_id = circle.joins_id, other.id if other else None
        if other and other.id != before:
            tell(seats, "joins", moment.now)
        elif first or (before and not other):
            tell(seats, "small", moment.now)


async def _to_join(moment: Moment, circle: Circle, people: Sequence[Sitting]) -> Standing | None:
    standing = []
    found = [each for each in await circles.open_circles(moment.session) if each.began_at]
    sitting = await circles.seats(moment.session, [each.id for each in found])
    came = [each for each in sitting if each.seat.came_at]
    for each in found:
        theirs = frozenset(s.person.id for s in came if s.seat.circle_id == each.id)
        # Of two that are too small, the people of one are asked: those of the younger.
        if each.joins_id != circle.id and not (each.small_since and each.id > circle.id):
            standing.append(Standing(each.id, topic_of(each), theirs))
    small = Standing(circle.id, topic_of(circle), frozenset(ids(people)))
    everybody = sorted(small.people.union(*(each.people for each in standing)))
    blocks = await peers.blocks(moment.session, everybody)
    return gathering.merge(small, standing, blocks)


# --- For a meeting --------------------------------------------------------------------------


async def _see_to_meeting(moment: Moment, circle: Circle, people: Sequence[Sitting]) -> None:
    meeting = await circles.next_meeting(moment.session, circle)
    if meeting is None:
        await _decide(moment, circle, people)
    elif meeting.at + LASTS <= moment.now:
        await _is_over(moment, circle, meeting, people)
    elif moment.now < meeting.at:
        await _see_to_host(moment, circle, meeting, people)
        await _ask(moment, circle, meeting, people)
        await _list(moment, meeting, people)


async def _see_to_host(
    moment: Moment, circle: Circle, meeting: Meeting, people: Sequence[Sitting]
) -> None:
    """Choose another host if the one it was has gone, or rests."""
    host = host_of(await circles.coming_to(moment.session, meeting))
    if host in [each.person.id for each in people if not rests(moment, each)]:
        return
    host = await choose_host(moment, circle, meeting, people)
    if meeting.asked_at:
        tell([each.seat for each in people if each.person.id == host], "host", moment.now)


async def _ask(moment: Moment, circle: Circle, meeting: Meeting, people: Sequence[Sitting]) -> None:
    if meeting.asked_at or moment.now < meeting.at - ASKED:
        return
    meeting.asked_at = moment.now
    here = [each.seat for each in people if not rests(moment, each)]
    tell(here, "last" if is_last(circle, meeting) else "meeting", moment.now)


async def _list(moment: Moment, meeting: Meeting, people: Sequence[Sitting]) -> None:
    """Tell the host who comes, if others have said so."""
    if meeting.listed_at or moment.now < meeting.at - LISTED:
        return
    meeting.listed_at = moment.now
    said = await circles.coming_to(moment.session, meeting)
    host = host_of(said)
    if any(each.coming is not None for each in said if each.person_id != host):
        tell([each.seat for each in people if each.person.id == host], "list", moment.now)


async def _is_over(
    moment: Moment, circle: Circle, meeting: Meeting, people: Sequence[Sitting]
) -> None:
    """Note who hosted, and set down the next meeting, unless it was the last one."""
    meeting.over_at = moment.now
    host = host_of(await circles.coming_to(moment.session, meeting))
    for each in people:
        if each.person.id == host:
            each.seat.hosted_at = meeting.at
    tell_no_more([each.seat for each in people], "meeting", "list", "host")
    if not is_last(circle, meeting):
        await moment.session.flush()
        await _set_next(moment, circle, meeting, people)


async def _set_next(
    moment: Moment, circle: Circle, last: Meeting, people: Sequence[Sitting]
) -> None:
    """The first meeting after the last that is still to come: none is made up for."""
    at = next_at(moment, circle, last.at, last=True)
    while at <= moment.now:
        at = next_at(moment, circle, at, last=True)
    await meet(moment, circle, people, at)


async def _decide(moment: Moment, circle: Circle, people: Sequence[Sitting]) -> None:
    """Go on with those who said so, if they are three; otherwise it ends, kindly."""
    last = await circles.last_meeting(moment.session, circle)
    assert last is not None
    if moment.now < _decides_at(last):
        return
    staying = [each for each in people if each.seat.goes_on]
    if len(staying) < FEWEST:
        await end(moment, circle, Why.OVER)
        return
    for each in people:
        if each not in staying:
            silent = each.seat.goes_on is None
            circles.leave(each.seat, moment.now)
            tell([each.seat] if silent else [], "went-on", moment.now)
    for each in staying:
        each.seat.goes_on = None
    assert circle.ends_at is not None
    circle.ends_at += shown.WEEKS
    await moment.session.flush()
    await _set_next(moment, circle, last, staying)
    tell([each.seat for each in staying], "goes-on", moment.now)


def _decides_at(last: Meeting) -> datetime:
    """When it is over with a circle's weeks: after an outage, too, there is a day to say so."""
    assert last.over_at is not None
    return max(last.at + TO_DECIDE, last.over_at + AT_LEAST)


# --- Telling --------------------------------------------------------------------------------


async def tell_news(moment: Moment, at_most: int) -> int:
    """Tell a slice of people what is new in their circle, in one message each."""
    rows = await circles.to_tell(moment.session, moment.now, at_most)
    for seat, circle, person, account in rows:
        seat.tell_at = await _told_at(moment, seat, circle, person, account)
        if seat.tell_at is None:
            seat.news = []
    return len(rows)


async def _told_at(
    moment: Moment, seat: Seat, circle: Circle, person: Person, account: Account | None
) -> datetime | None:
    """Tell somebody what is new; when to try again, or None: they know, or are not to hear."""
    clock = moment.clock_of(person)
    peer = await peers.peer_of(moment.session, person.id)
    if account is None or person.stopped_at or (peer and peer.out_at):
        return None
    if person.paused_until and person.paused_until > moment.now:
        return person.paused_until
    if clock.is_quiet(moment.now) or not await unasked.claim(
        moment.session, person.id, Sort.PEERS, moment.now, moment.here.zone
    ):
        return clock.another_time(moment.now)
    await moment.send(account, await _message(moment, seat, circle), Kind.PROMPT)
    return None


async def _message(moment: Moment, seat: Seat, circle: Circle) -> Message:
    """What is new, and how it stands."""
    leads = [await _lead(moment, seat, circle, each) for each in seat.news]
    if seat.left_at:
        back = [button(say("circles-back"), "circle-in", circle.id)] * ("went-on" in seat.news)
        see = button(say("circles-see"), "circle")
        return Message(tuple(leads), buttons=stacked(*back, see))
    if seat.came_at is None:
        return await shown.offered(moment, circle, seat.person_id, *leads)
    if "joins" in seat.news and circle.joins_id:
        return await _joining(moment, seat, circle.joins_id, leads)
    return await shown.page(moment, circle, seat.person_id, *leads)


async def _joining(moment: Moment, seat: Seat, other_id: int, leads: Sequence[Words]) -> Message:
    """The circle that somebody's own could join."""
    other = await circles.circle_with_id(moment.session, other_id)
    if other is None:
        return Message(tuple(leads), buttons=stacked(button(say("circles-see"), "circle")))
    return await shown.offered(moment, other, seat.person_id, *leads)


async def _lead(moment: Moment, seat: Seat, circle: Circle, what: str) -> Words:
    """A piece of news in a sentence or two."""
    if what.startswith("came-"):
        person = await moment.session.get(Person, int(what.removeprefix("came-")))
        return say("circles-news-came", name=first_name(person) if person else "")
    if what == "over":
        met, hosted = await circles.count_meetings(moment.session, circle, seat.person_id)
        return say("circles-news-over", met=met, hosted=hosted)
    return say(f"circles-news-{what.replace('_', '-')}", count=START)
