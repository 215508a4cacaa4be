"""Mentoring's clock at work: somebody is shown, asked, reminded; talks are prepared; time is up.

What happens when is decided in handlers/mentorships.py; here it is done.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from handlers import library, mentors, prompts
from handlers.mentoring import and_now, farewell, goal, how_often, suggestion, to_one
from handlers.mentorships import TIME_TO_ASK, Due, Step, ahead, talks
from handlers.messages import Button, Day, Message, Words, button, say, stacked
from handlers.one_by_one import one_by_one
from handlers.together import close, look_again, moves, name, set_down, tell
from handlers.turns import Moment
from storage import mentoring, unasked
from storage.mentoring import Role, Side, Stage, Two, Why
from storage.peers import blocks, may_meet, peer_of
from storage.prompts import Kind as Sort_of
from storage.unasked import Sort

NOT_AT_ONCE = timedelta(days=7)
"""How long after a report the one who was reported hears that a mentoring is over: they learn of
the report itself before that, and are not to guess from the hour who it was."""
AGAIN = timedelta(hours=1)
"""From when on we try again at their hour, if they have had their messages of the week."""
NOT_WHILE_OUT = (Step.REMIND, Step.LET_GO, Step.FINISH, Step.COMPLETE)
"""What waits while one of the two is out for a report; what is about a talk would come too late."""


async def go_on(moment: Moment, at_most: int) -> int:
    """Do what is due with one or the other of two, and set down what is next."""
    found = await mentoring.due(moment.session, moment.now, at_most)
    return await one_by_one(moment, found, _go_on, mentoring.put_off)


async def _go_on(moment: Moment, whose: tuple[UUID, str]) -> None:
    number, role = whose
    two = await mentoring.two_with_id(moment.session, number)
    if two is None:
        await _part(moment, number)
        return
    side = two.mentor if role == Role.MENTOR else two.mentee
    if side.due_at is None or side.due_at > moment.now:
        return  # the other's turn, just before, has changed it
    if two.mentoring.ending:
        await _end_for_all(moment, two)
        return
    if await blocks(moment.session, [each.person_id for each in two.sides]):
        await _part(moment, two.mentoring.id)
        return
    clock = moment.clock_of(side.person)
    planned = ahead(two.mentoring, side, clock, moves=side is moves(moment, two))
    past = [each for each in planned if each.at <= moment.now]
    today = clock.day(moment.now)
    now = next((each for each in reversed(past) if each.helps(today)), None)
    if now is not None and not await _do(moment, two, side, now):
        side.due_at = clock.their_hour(moment.now + AGAIN)
        return
    if past and two.mentoring.stage == Stage.RUNNING:
        side.upto = past[-1].day
    if two.mentoring.open:
        set_down(moment, two)


async def _do(moment: Moment, two: Two, side: Side, due: Due) -> bool:
    """Do a step; False: there was no room in their week, or one is out: it is to be tried again."""
    if due.step in NOT_WHILE_OUT and await mentoring.out(moment.session, two):
        return False
    match due.step:
        case Step.SHOW:
            await _show(moment, two)
        case Step.LAPSE:
            await close(moment, two, Why.PASSED)
        case Step.ASK:
            return await _ask(moment, two)
        case Step.DECLINE:
            await _decline(moment, two)
        case Step.REMIND:
            side.told_at = moment.now
            if await _room(moment, side):
                await tell(moment, side.person_id, await _reminder(moment, two, side))
        case Step.LET_GO:
            await _let_go(moment, two)
        case Step.PREPARE | Step.NOTE:
            assert due.talk
            await _about_talk(moment, two, side, due.step, due.talk)
        case Step.FINISH:
            return await _finish(moment, two, side)
        case Step.COMPLETE:
            await _complete(moment, two)
    return True


async def _room(moment: Moment, side: Side) -> bool:
    """Take one of the messages that they did not ask for; False: there was no room for it."""
    session, now, home = moment.session, moment.now, moment.here.zone
    return await unasked.claim(session, side.person_id, Sort.PEERS, now, home)


# --- Two yeses ----------------------------------------------------------------------------


async def _show(moment: Moment, two: Two) -> None:
    """Show them to the mentee, unless one of them is to meet nobody now: then it never was."""
    if await _may_meet(moment, two):
        await tell(moment, two.mentee.person_id, await mentors.show(moment, two))
    else:
        await look_again(moment, two, owed=False)
        await mentoring.unmake(moment.session, two)


async def _may_meet(moment: Moment, two: Two) -> bool:
    return await may_meet(moment.session, [each.person_id for each in two.sides], moment.now)


async def _ask(moment: Moment, two: Two) -> bool:
    """Ask the mentor; False: there was no room for it yet."""
    late = moment.now >= two.mentoring.moved_at + TIME_TO_ASK
    if not await _may_meet(moment, two):
        await _decline(moment, two)
    elif await _room(moment, two.mentor):
        await tell(moment, two.mentor.person_id, await mentors.ask_mentor(moment, two))
    elif late:
        await _decline(moment, two)
    else:
        return False
    return True


async def _decline(moment: Moment, two: Two) -> None:
    await close(moment, two, Why.DECLINED)
    await look_again(moment, two, owed=True)


# --- A plan -------------------------------------------------------------------------------


async def _reminder(moment: Moment, two: Two, side: Side) -> Message:
    """Remind them of the plan that the other suggested, or to suggest one."""
    other = two.other(side)
    if mentoring.told(moment.session, other).plan:
        return await suggestion(moment, two, side)
    suggest = button(say("mentoring-suggest"), "mentoring-plan", two.mentoring.id.hex)
    return Message(say("mentoring-remind", name=name(other)), buttons=stacked(suggest, to_one(two)))


async def _let_go(moment: Moment, two: Two) -> None:
    """They have no plan: they are left to themselves, and may say so any time."""
    await close(moment, two, Why.NO_PLAN)
    for side in two.sides:
        await tell(moment, side.person_id, farewell(two, side, "let-go", thanks=False))


# --- Talks --------------------------------------------------------------------------------


async def _about_talk(moment: Moment, two: Two, side: Side, step: Step, talk: date) -> None:
    """Prepare a talk, or ask after it: if there is room, and neither of the two is out."""
    if await mentoring.out(moment.session, two) or not await _room(moment, side):
        return
    if step is Step.PREPARE:
        message = await _prepares(moment, two, side, talk)
    else:
        message = _asks_after(two, side, talk)
    await tell(moment, side.person_id, message)


def _asks_after(two: Two, side: Side, talk: date) -> Message:
    """The day after: did they talk, unless the other said so; and what is their next step."""
    other, day = name(two.other(side)), Day(talk)
    if two.mentoring.talked_on == talk:
        step = button(say("mentoring-step"), "mentoring-step", two.mentoring.id.hex)
        asks = say("talk-note-step", name=other, day=day)
        return Message(asks, buttons=stacked(step, to_one(two)))
    asks = say("talk-note", name=other, day=day)
    return Message(asks, buttons=stacked(*_said(two, talk), to_one(two)))


async def _prepares(moment: Moment, two: Two, side: Side, talk: date) -> Message:
    """The day before: what it is for, what they noted for themselves, something to think about."""
    days = talks(two.mentoring.agreed)
    kind = {days[0]: Sort_of.FIRST_TALK, days[-1]: Sort_of.LAST_TALK}.get(talk, Sort_of.TALK)
    peer = await peer_of(moment.session, side.person_id)
    prompt = await prompts.pick(
        moment.session,
        [side.person_id],
        kind,
        side.person.language,
        peer.interests if peer else (),
        moment.now,
    )
    step = mentoring.told(moment.session, side).step
    noted: Sequence[Words] = [say("mentoring-step-was", step=step)] if step else []
    return Message(
        (
            say("talk-prepare", name=name(two.other(side)), day=Day(talk)),
            goal(moment, two),
            *noted,
            library.in_words(prompt),
        ),
        buttons=stacked(*_said(two, talk), to_one(two)),
        shows=(two.other(side).person_id,),
    )


def _said(two: Two, talk: date) -> Sequence[Button]:
    """Whether they talked."""
    number, day = two.mentoring.id.hex, talk.isoformat()
    return (
        button(say("talked-yes"), "talked", number, day),
        button(say("talked-not"), "talked-not", number, day),
    )


# --- The end ------------------------------------------------------------------------------


async def _finish(moment: Moment, two: Two, side: Side) -> bool:
    """The time is up; False: there was no room to say so yet."""
    if not await _room(moment, side):
        return False
    number = two.mentoring.id.hex
    message = Message(
        (say("mentoring-time-is-up", name=name(two.other(side))), how_often(two)),
        buttons=stacked(
            button(say("mentoring-end-thanks"), "mentoring-over", number, "thanks"),
            button(say("mentoring-longer"), "mentoring-longer", number),
            to_one(two),
        ),
    )
    await tell(moment, side.person_id, message)
    return True


async def _complete(moment: Moment, two: Two) -> None:
    """Nobody said anything for two weeks after its end: then it is complete."""
    await close(moment, two, Why.COMPLETED)
    for side in two.sides:
        await tell(moment, side.person_id, farewell(two, side, "completed", thanks=False))


async def part(moment: Moment, at_most: int) -> int:
    """End what can't go on: one of the two has left or was erased, or is kept apart from the other.

    Whoever is left hears of it as of any other end: nobody learns that they were blocked.
    """
    found = await mentoring.apart(moment.session, at_most)
    for number in found:
        await _part(moment, number)
    return len(found)


async def _part(moment: Moment, number: UUID) -> None:
    session = moment.session
    two = await mentoring.two_with_id(session, number)
    if two is None:
        alone = await mentoring.end_alone(session, number, moment.now)
        for side in alone:
            over = Message(say("mentoring-apart-alone"), buttons=stacked(*and_now(side)))
            await tell(moment, side.person_id, over)
        return
    if two.mentoring.stage in (Stage.SHOWN, Stage.ASKED):
        await close(moment, two, Why.APART)
        await look_again(moment, two, owed=True)
        return
    later = await mentoring.to_hear_later(session, two)
    left = await mentoring.left_by_the_other(session, two)
    if later:
        two.mentoring.why = Why.APART
        for side in two.sides:
            theirs = moment.clock_of(side.person).their_hour(moment.now + NOT_AT_ONCE)
            side.due_at = theirs if side in later else None
    else:
        await close(moment, two, Why.APART)
    for side in left:
        if side not in later:
            await _tell_over(moment, two, side)


async def _end_for_all(moment: Moment, two: Two) -> None:
    """End it also for those for whom nothing has changed yet, since they were reported."""
    there = await mentoring.left_by_the_other(moment.session, two)
    hear = [side for side in there if side.due_at is not None]
    await close(moment, two, Why.APART)
    for side in hear:
        await _tell_over(moment, two, side)


async def _tell_over(moment: Moment, two: Two, side: Side) -> None:
    """Tell somebody, as of any end, that the other ended it."""
    await tell(moment, side.person_id, farewell(two, side, "ended", thanks=False))


async def forget_those_gone(moment: Moment, at_most: int) -> int:
    """Forget what those offered or asked for who are no peers any more."""
    return await mentoring.forget_those_gone(moment.session, at_most)
