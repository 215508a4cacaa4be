"""Being a mentor and finding one: offering time, asking for it, and the two yeses between them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from handlers.forms import Choice, Filling, Form, Pick, Several, Write
from handlers.gathering import Blocks
from handlers.hours import next_at
from handlers.introductions import candidate, contact, way
from handlers.mentorships import Helper, Seeker, assign, suits
from handlers.messages import Card, Day, Listing, Message, Sorry, Words, button, say, stacked
from handlers.peers import LIVED, SAFETY, block_button
from handlers.together import close, go_to, look_again, name, own, set_down, tell
from handlers.turns import Kept, Moment, Routes, Turn
from storage import mentoring
from storage.areas import all_areas, around
from storage.mentoring import Mentee, Mentor, Role, Side, Stage, Two, Why
from storage.peers import (
    Peer,
    Want,
    acquaint,
    blocks,
    in_for_all_they_know,
    line_of,
    may_meet,
    peer_of,
)

on = Routes()

PAGE = button(say("mentoring-page"), "mentoring")
WANTS = (Want.MENTOR, Want.BE_MENTOR)
"""What is asked more about than whoever joins is asked."""


async def _lived(_: Turn) -> Sequence[Choice]:
    """All that one may have been through in running a group."""
    return [Choice(each, lived(each)) for each in LIVED]


def lived(what: str) -> Words:
    """What somebody has been through, in words."""
    return say(f"peer-lived-{what}")


async def a_peer(turn: Turn) -> Peer:
    """What they told as a peer.

    Raises:
        Sorry: they have not joined, rest, or are not to be introduced to anybody now.
    """
    peer = await peer_of(turn.session, turn.person.id)
    if peer is None or not await in_for_all_they_know(turn.session, turn.person.id, turn.now):
        join = button(say("mentoring-to-peers"), "peers")
        raise Sorry(Message(say("mentoring-join"), buttons=stacked(join)))
    return peer


# --- Offering time ------------------------------------------------------------------------

OFFER = Form("mentor", (Several("topics", _lived), Pick("most", ("1", "2", "3", "4", "5"))))


@on.press("mentor-offer", private=True)
async def begin_to_offer(turn: Turn) -> Filling:
    """Ask what for, and how many at once; on a page, what they told as a peer is ticked."""
    peer = await a_peer(turn)
    offered = await offered_by(turn)
    topics = offered.what_for if offered else peer.lived
    return Filling(OFFER, draft={"topics": topics} if topics else {})


async def offered_by(turn: Turn) -> Mentor | None:
    """What they offer; None: nothing, or nothing any more."""
    offered = await mentoring.mentor_of(turn.session, turn.person.id)
    return offered if offered and offered.at_once and await _wants(turn, Want.BE_MENTOR) else None


async def asked_by(turn: Turn) -> Mentee | None:
    """What they wait for; None: they don't wait."""
    asked = await mentoring.mentee_of(turn.session, turn.person.id)
    return asked if asked and asked.waits and await _wants(turn, Want.MENTOR) else None


async def _wants(turn: Turn, what: Want) -> bool:
    peer = await peer_of(turn.session, turn.person.id)
    return peer is not None and what in peer.wants


async def given(turn: Turn) -> Sequence[Words]:
    """What they gave others, in words; nothing, if they have not yet."""
    mentor = await mentoring.mentor_of(turn.session, turn.person.id)
    return [_gave(mentor)] if mentor and mentor.talks else []


def _gave(mentor: Mentor) -> Words:
    return say("mentor-gave", people=mentor.helped, talks=mentor.talks, thanks=mentor.thanks)


@on.finish(OFFER)
async def offer(turn: Turn, topics: list[str], most: str) -> Message:
    """From now on they may be asked."""
    peer = await a_peer(turn)
    await mentoring.offer(turn.session, turn.person.id, int(most), topics, turn.now)
    if Want.BE_MENTOR not in peer.wants:
        peer.wants = [*peer.wants, Want.BE_MENTOR]
    stop = button(say("mentor-stop"), "mentor-stop")
    return Message(say("mentor-offered", count=int(most)), buttons=stacked(PAGE, stop))


@on.press("mentor-stop", private=True, settles=True)
async def offer_no_more(turn: Turn) -> Message:
    """They get nobody new. Whom they have, they keep; who was still to be asked is not."""
    await mentoring.offer_no_more(turn.session, turn.person.id)
    await _want_no_more(turn, Want.BE_MENTOR)
    await _turn_away(turn)
    again = button(say("mentor-again"), "mentor-offer")
    return Message(say("mentor-stopped"), buttons=stacked(again, PAGE))


async def _want_no_more(turn: Turn, what: Want) -> None:
    peer = await peer_of(turn.session, turn.person.id)
    if peer is not None:
        peer.wants = [each for each in peer.wants if each != what]


async def _turn_away(turn: Turn) -> None:
    """Look for somebody else for those who were going to ask them."""
    for two in await mentoring.of_person(turn.session, turn.person.id):
        early = two.mentoring.stage in (Stage.SHOWN, Stage.ASKED)
        if early and two.mentor.person_id == turn.person.id:
            await close(turn, two, Why.DECLINED)
            await look_again(turn, two, owed=True)


async def _theirs(turn: Turn) -> Mentor:
    """What they offer; raises `Sorry`."""
    offered = await offered_by(turn)
    if offered is None:
        raise Sorry(say("mentoring-gone"))
    return offered


# --- This is too much ---------------------------------------------------------------------

EASED = timedelta(weeks=8)
"""How long a mentor who has enough gets nobody new."""


@on.press("mentor-much", private=True)
async def too_much(turn: Turn) -> Message:
    """What would make it easier: nobody new for a while, fewer talks, or another mentor."""
    await _theirs(turn)
    easier = [button(say("mentor-ease", weeks=EASED.days // 7), "mentor-ease")]
    for two in await mentoring.of_person(turn.session, turn.person.id):
        if two.mentoring.stage == Stage.RUNNING and two.mentor.person_id == turn.person.id:
            number, who = two.mentoring.id.hex, name(two.mentee)
            easier += [
                button(say("mentoring-less", name=who), "mentoring-less", number),
                button(say("mentoring-hand", name=who), "mentoring-hand", number),
            ]
    stop = button(say("mentor-stop"), "mentor-stop")
    return Message(say("mentor-much"), buttons=stacked(*easier, stop, PAGE))


@on.press("mentor-ease", private=True, settles=True)
async def ease(turn: Turn) -> Message:
    """Nobody new for some weeks."""
    offered = await _theirs(turn)
    offered.eased_until = turn.now + EASED
    await _turn_away(turn)
    until = Day(turn.local(offered.eased_until).date())
    undo = button(say("mentor-eased-not"), "mentor-eased-not")
    return Message(say("mentor-eased", day=until), buttons=stacked(undo, PAGE))


@on.press("mentor-eased-not", private=True, settles=True)
async def ease_no_more(turn: Turn) -> Message:
    """They have room again."""
    offered = await _theirs(turn)
    offered.eased_until = None
    return Message(say("mentor-offered", count=offered.at_once), buttons=stacked(PAGE))


# --- Asking for a mentor ------------------------------------------------------------------

ASK = Form("mentee", (Several("topics", _lived),))


@on.press("mentor-ask", private=True)
async def begin_to_ask(turn: Turn) -> Form:
    """Ask what is in their way."""
    await _may_ask(turn)
    return ASK


async def _may_ask(turn: Turn) -> Peer:
    """They may ask for a mentor; raises `Sorry`."""
    peer = await a_peer(turn)
    if await mentoring.has_mentor(turn.session, turn.person.id):
        raise Sorry(Message(say("mentor-has-one"), buttons=stacked(PAGE)))
    return peer


@on.finish(ASK)
async def ask(turn: Turn, topics: list[str]) -> Message:
    """Show them somebody now, if there is somebody; otherwise they wait."""
    peer = await _may_ask(turn)
    asked = await mentoring.ask(turn.session, turn.person.id, topics, turn.now)
    if Want.MENTOR not in peer.wants:
        peer.wants = [*peer.wants, Want.MENTOR]
    return await _show_or_wait(turn, asked)


async def _show_or_wait(turn: Turn, asked: Mentee) -> Message:
    """Whom they are shown at once, or that they wait."""
    chosen = (await waiting(turn)).for_one(turn.person.id)
    if chosen is not None:
        two = await mentoring.begin(turn.session, turn.person.id, chosen, turn.now)
        if two is not None:
            return await show(turn, two)
    asked.look_at, asked.owed = _next_look(turn), False
    back = button(say("mentor-ask-back"), "mentor-ask-back")
    return Message(say("mentor-wait"), buttons=stacked(back, PAGE))


@on.press("mentor-ask-back", private=True, settles=True)
async def ask_no_more(turn: Turn) -> Message:
    """They wait no more; a mentor who was asked hears no more of it."""
    for two in await mentoring.of_person(turn.session, turn.person.id):
        early = two.mentoring.stage in (Stage.SHOWN, Stage.ASKED)
        if early and two.mentee.person_id == turn.person.id:
            await close(turn, two, Why.PASSED)
    await mentoring.wait_no_more(turn.session, turn.person.id)
    await _want_no_more(turn, Want.MENTOR)
    again = button(say("mentor-ask-again"), "mentor-ask")
    return Message(say("mentor-asked-no-more"), buttons=stacked(again, PAGE))


# --- Who goes with whom -------------------------------------------------------------------


class Waiting(NamedTuple):
    """Those who wait for a mentor, and the mentors there are for them."""

    seekers: Sequence[Seeker]
    helpers: Sequence[Helper]
    blocks: Blocks

    def chosen(self) -> Mapping[int, int]:
        """The best mentor for each who waits, as far as there is one."""
        return assign(self.seekers, self.helpers, self.blocks)

    def for_one(self, person_id: int) -> int | None:
        """The best mentor for one of them, who is not needed for others; None: there is none."""
        seeker = next((each for each in self.seekers if each.who.id == person_id), None)
        if seeker is None:
            return None
        worth = {each.who.id: suits(seeker, each, self.blocks) for each in self.helpers}
        best = sorted(worth, key=lambda number: (-worth[number], number))[:AT_ONCE]
        few = [each for each in self.helpers if each.who.id in best and worth[each.who.id]]
        return assign(self.seekers, few, self.blocks).get(person_id) if few else None


AT_ONCE = 20
"""Mentors who are looked at for somebody while they wait for the answer; the next day all are."""


async def waiting(moment: Moment) -> Waiting:
    """Who waits, whoever waits longest first, and who has room."""
    session = moment.session
    seeking = await mentoring.waiting(session, moment.now)
    free = await mentoring.with_room(session, moment.now) if seeking else ()
    ids = [peer.person_id for _, peer in seeking] + [peer.person_id for _, peer, _ in free]
    chains = around(await all_areas(session))
    met = defaultdict[int, set[int]](set)
    for one, mentor in await mentoring.met(session, [peer.person_id for _, peer in seeking]):
        met[one].add(mentor)
    return Waiting(
        [
            Seeker(
                candidate(peer, chains),
                frozenset(mentee.in_the_way),
                frozenset(met[peer.person_id]),
            )
            for mentee, peer in seeking
        ],
        [
            Helper(candidate(peer, chains), frozenset(mentor.what_for), room)
            for mentor, peer, room in free
        ],
        await blocks(session, ids),
    )


async def put_together(moment: Moment, mentee_id: int, mentor_id: int) -> None:
    """Have a mentor for somebody, who is shown them at an hour that suits them."""
    two = await mentoring.begin(moment.session, mentee_id, mentor_id, moment.now)
    if two is not None:
        set_down(moment, two)


async def go_on_waiting(moment: Moment, at_most: int) -> int:
    """Look again tomorrow for a slice of those for whom there is nobody; how many.

    To whom it did not work out with the last one, that is told now.
    """
    found = await mentoring.to_look(moment.session, moment.now, at_most)
    for each in found:
        each.look_at = _next_look(moment)
        if each.owed:
            each.owed = False
            back = button(say("mentor-ask-back"), "mentor-ask-back")
            message = Message((say("mentor-owed"), say("mentor-wait")), buttons=stacked(back))
            await tell(moment, each.person_id, message)
    return len(found)


def _next_look(moment: Moment) -> datetime:
    return next_at(moment.now + timedelta(minutes=1), moment.here.zone, None)


# --- Two yeses ----------------------------------------------------------------------------


async def show(moment: Moment, two: Two) -> Message:
    """Show the mentee a mentor: first name, line, and what they have been through."""
    two.mentee.told_at = two.mentee.told_at or moment.now
    set_down(moment, two)
    asked = await mentoring.mentee_of(moment.session, two.mentee.person_id)
    owed = asked is not None and asked.owed
    if asked is not None:
        asked.owed = False
    number = two.mentoring.id.hex
    return Message(
        (
            *([say("mentor-owed")] if owed else []),
            say("mentor-shown", name=name(two.mentor)),
            *await _about(moment, two.mentor),
            say("mentor-been", things=_listed(await _shared(moment, two))),
            say("mentor-shown-ask", name=name(two.mentor)),
            SAFETY,
        ),
        buttons=stacked(
            button(say("mentor-yes-ask", name=name(two.mentor)), "mentor-yes", number),
            button(say("mentor-another"), "mentor-another", number),
            button(say("mentor-not-now"), "mentor-ask-back"),
            await block_button(moment, two.mentee.person_id, two.mentor.person),
        ),
        shows=(two.mentor.person_id,),
    )


async def ask_mentor(moment: Moment, two: Two) -> Message:
    """Ask the mentor: first name, line, and what is in the mentee's way."""
    two.mentor.told_at = two.mentor.told_at or moment.now
    set_down(moment, two)
    number = two.mentoring.id.hex
    return Message(
        (
            say("mentor-asked", name=name(two.mentee)),
            *await _about(moment, two.mentee),
            say("mentor-asked-way", things=_listed(await _shared(moment, two))),
            say("mentor-asked-ask"),
            SAFETY,
        ),
        buttons=stacked(
            button(say("mentor-yes"), "mentor-yes", number),
            button(say("mentor-no"), "mentor-no", number),
            button(say("mentor-much-button"), "mentor-much"),
            await block_button(moment, two.mentor.person_id, two.mentee.person),
        ),
        shows=(two.mentee.person_id,),
    )


async def _about(moment: Moment, side: Side) -> Sequence[Words]:
    """What somebody wants others to read about them; nothing, if they wrote nothing."""
    peer = await peer_of(moment.session, side.person_id)
    line = line_of(moment.session, peer) if peer else ""
    return [say("mentoring-line", line=line)] if line else []


async def _shared(moment: Moment, two: Two) -> Sequence[str]:
    """What is in the mentee's way and the mentor has been through."""
    mentor = await mentoring.mentor_of(moment.session, two.mentor.person_id)
    mentee = await mentoring.mentee_of(moment.session, two.mentee.person_id)
    if mentor is None or mentee is None:
        return ()
    return [each for each in mentee.in_the_way if each in mentor.what_for]


def _listed(values: Sequence[str]) -> Listing:
    return Listing(tuple(map(lived, values)))


YES = Form("mentor_yes", (Write("number"), Write("reach", at_most=100, reads=way)))


@on.press("mentor-yes", private=True)
async def begin_yes(turn: Turn, number: str) -> Filling:
    """Yes, and how the other can reach them: that is passed on once both have said yes."""
    await _theirs_to_say(turn, number)
    return YES.filled(number=number)


async def _theirs_to_say(turn: Turn, number: str) -> tuple[Two, Side, Side]:
    """A mentoring to which it is theirs to say yes or no; raises `Sorry`."""
    two, mine, other = await own(turn, number, Stage.SHOWN, Stage.ASKED)
    if (two.mentoring.stage == Stage.SHOWN) is not (mine.role == Role.MENTEE):
        raise Sorry(say("mentoring-gone"))
    return two, mine, other


@on.finish(YES)
async def yes(turn: Turn, number: str, reach: str) -> Message:
    """The mentee's yes asks the mentor; the mentor's tells both how to reach each other."""
    two, mine, other = await _theirs_to_say(turn, number)
    mentoring.write(turn.session, mine, mentoring.Told(reach=reach))
    if mine.role == Role.MENTEE:
        go_to(turn, two, Stage.ASKED)
        back = button(say("mentor-ask-back"), "mentor-ask-back")
        asked = say("mentor-is-asked", name=name(other))
        return Message(asked, buttons=stacked(back, PAGE))
    if not await may_meet(turn.session, [mine.person_id, other.person_id], turn.now):
        await close(turn, two, Why.DECLINED)
        await look_again(turn, two, owed=True)
        return Message(say("mentor-rests"))
    go_to(turn, two, Stage.AGREEING)
    await acquaint(turn.session, [mine.person_id, other.person_id], turn.now)
    await tell(turn, other.person_id, await _both_said_yes(turn, two, other))
    return await _both_said_yes(turn, two, mine)


async def _both_said_yes(moment: Moment, two: Two, to: Side) -> Message:
    """How to reach the other, one line of care, and what is next."""
    other = two.other(to)
    number = two.mentoring.id.hex
    return Message(
        say("mentor-both", name=name(other)),
        cards=(how_to_reach(moment, other),),
        after=(say(f"mentor-next-{to.role}", name=name(other)), SAFETY),
        buttons=stacked(
            button(say("mentoring-suggest"), "mentoring-plan", number),
            await block_button(moment, to.person_id, other.person),
        ),
        shows=(other.person_id,),
    )


def how_to_reach(moment: Moment, side: Side) -> Card:
    """How somebody may be reached, whose yes is there."""
    return contact(side.person, mentoring.told(moment.session, side).reach)


@on.press("mentor-another", private=True, settles=True)
async def another(turn: Turn, number: str) -> Message:
    """They would rather be shown somebody else, who is not told of it."""
    two, _, _ = await _theirs_to_say(turn, number)
    asked = await mentoring.mentee_of(turn.session, turn.person.id)
    if asked is None or two.mentee.person_id != turn.person.id:
        raise Sorry(say("mentoring-gone"))
    await close(turn, two, Why.PASSED)
    asked.waits = True
    await turn.session.flush()
    return await _show_or_wait(turn, asked)


@on.press("mentor-no", private=True, settles=True)
async def no(turn: Turn, number: str) -> Message:
    """Not this time: the mentee hears that it didn't work out, and not why."""
    two, mine, other = await _theirs_to_say(turn, number)
    if mine.role == Role.MENTEE:
        raise Sorry(say("mentoring-gone"))
    await close(turn, two, Why.DECLINED)
    await look_again(turn, two, owed=True)
    return Message(
        say("mentor-no-done", name=name(other)),
        buttons=stacked(button(say("mentor-much-button"), "mentor-much"), PAGE),
    )


# --- All of it, told ----------------------------------------------------------------------


@on.keeps("mentor")
async def tell_mentor(turn: Turn) -> Kept | None:
    """What they offer, and what they gave."""
    offered = await mentoring.mentor_of(turn.session, turn.person.id)
    if offered is None:
        return None
    offers = say("me-mentor", count=offered.at_once, things=_listed(offered.what_for))
    told = Listing((offers, *await given(turn)), apart=" ")
    return Kept(say("me-title-mentor"), told, change=PAGE)


@on.keeps("mentee")
async def tell_mentee(turn: Turn) -> Kept | None:
    """What they asked for."""
    asked = await mentoring.mentee_of(turn.session, turn.person.id)
    if asked is None:
        return None
    day = Day(turn.local(asked.asked_at).date(), year=True)
    told = say("me-mentee", day=day, things=_listed(asked.in_the_way))
    return Kept(say("me-title-mentee"), told, change=PAGE)
