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
    if two.mentoring.stage not in stages:
        raise Sorry(say("mentoring-gone"))
    mine = two.side(turn.person.id)
    return two, mine, two.other(mine)


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
