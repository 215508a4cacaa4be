"""Those who have not written for a year: asked if they want to stay, and erased if they don't say.

Any message of theirs, and any press, is an answer.
"""

from datetime import timedelta

from handlers.messages import Message, button, say, stacked, written
from handlers.turns import Moment, Routes, Turn
from storage import mailbox, people, unasked
from storage.mailbox import Kind
from storage.people import TIME_TO_ANSWER
from storage.unasked import Sort

on = Routes()

NO_ROOM = timedelta(days=1)
"""When to try again with somebody who has had their messages of the week."""


async def ask(moment: Moment, at_most: int) -> int:
    """Ask a slice of them: by day, and within their number of messages a week.

    Who wants no messages, or can't be reached, is erased after the same time, unasked.
    """
    session, now = moment.session, moment.now
    found = await people.silent(session, now, at_most)
    by_day = [each.id for each in found if not moment.clock_of(each).is_quiet(now)]
    for each in found:
        if each.id not in by_day:
            each.due_at = moment.clock_of(each).politely(now)
    to_ask = await people.reachable(session, by_day)
    asked = await unasked.claim_many(
        session, people.those(to_ask), Sort.PROMPT, now, moment.here.zone
    )
    await mailbox.plan(session, asked, written(QUESTION), Kind.PROMPT, now)
    later = set(to_ask) - set(asked)
    await people.wait_for(session, sorted(later), now + NO_ROOM, asked_at=None)
    done = sorted(set(by_day) - later)
    await people.wait_for(session, done, now + TIME_TO_ANSWER, asked_at=now)
    return len(found)


QUESTION = Message(
    (say("silence-ask"), say("silence-else", days=TIME_TO_ANSWER.days)),
    buttons=stacked(button(say("silence-stay"), "stay"), button(say("me-erase"), "erase")),
)


@on.press("stay", private=True, settles=True)
async def stay(turn: Turn) -> Message:
    """They stay. That they pressed was answer enough."""
    return Message(say("silence-stays"))
