"""Two in a mentoring: whose it is, what each of them hears, and when something is due next."""

from handlers.mentorships import ahead
from handlers.messages import Message, Sorry, say
from handlers.peers import first_name
from handlers.turns import Moment, Turn
from storage import mentoring
from storage.mailbox import Kind
from storage.mentoring import Side, Stage, Two, Why


async def own(turn: Turn, number: str, *stages: Stage) -> tuple[Two, Side, Side]:
    """A mentoring of theirs at one of some stages, with their side and the other's.

    Raises:
        Sorry: it isn't theirs, or isn't there any more.
    """
    two = await mentoring.two_called(turn.session, number)
    if two is None or turn.person.id not in {side.person_id for side in two.sides}:
        raise Sorry(say("mentoring-gone"))
    mine = two.side(turn.person.id)
    if stage_for(two, mine) not in stages:
        raise Sorry(say("mentoring-gone"))
    return two, mine, two.other(mine)


def stage_for(two: Two, side: Side) -> Stage:
    """Where it is for one of them: who was reported sees it as it was, until they hear."""
    heard = two.mentoring.ending and side.due_at is None
    return Stage.OVER if heard else Stage(two.mentoring.stage)


def reaches(two: Two, side: Side) -> bool:
    """Whether what the other says still reaches one of them; the other is not told if not."""
    return not two.mentoring.ending or side.due_at is not None


def name(side: Side) -> str:
    """What the other is told that somebody is called."""
    return first_name(side.person)


def moves(moment: Moment, two: Two) -> Side:
    """Whose turn it is to say something about a plan: the mentee's, until one is suggested."""
    if mentoring.told(moment.session, two.mentee).plan:
        return two.mentor
    return two.mentee


def set_down(moment: Moment, two: Two) -> None:
    """Set down when something is due next for each of them, after anything has changed."""
    if two.mentoring.ending:
        return
    for side in two.sides:
        planned = ahead(
            two.mentoring,
            side,
            moment.clock_of(side.person),
            moves=side is moves(moment, two),
        )
        side.due_at = planned[0].at if planned else None


def go_to(moment: Moment, two: Two, stage: Stage) -> None:
    """Have it at another stage."""
    two.mentoring.stage, two.mentoring.moved_at = stage, moment.now
    for side in two.sides:
        side.told_at = None
    set_down(moment, two)


async def pass_on(moment: Moment, two: Two, to: Side, message: Message) -> None:
    """Tell one of them what the other has to say, unless it is over for them."""
    if reaches(two, to):
        await tell(moment, to.person_id, message)


async def tell(moment: Moment, person_id: int, message: Message) -> None:
    """Tell somebody news of what they asked for or agreed to: by day, and not after /stop."""
    account = await mentoring.account_of(moment.session, person_id)
    if account is not None:
        await moment.send(account, message, Kind.PROMPT)


async def close(moment: Moment, two: Two, why: Why) -> None:
    """It is over; what the mentor gave is noted."""
    mentoring.end(moment.session, two.mentoring, two.sides, why, moment.now)
    await mentoring.credit(moment.session, two.mentor.person_id, two.mentoring.talks)


async def look_again(moment: Moment, two: Two, *, owed: bool) -> None:
    """Look for another mentor for the mentee, who keeps their place among those who wait.

    `owed`: they have not heard yet that it didn't work out with this one.
    """
    mentee = await mentoring.mentee_of(moment.session, two.mentee.person_id)
    if mentee is not None:
        mentee.waits, mentee.owed, mentee.look_at = True, owed, moment.now
