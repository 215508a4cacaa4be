"""The weekly reminder: each person's, at their own day and hour, once."""

from collections.abc import Sequence
from datetime import timedelta

from handlers import rhythm
from handlers.hours import next_round, politely
from handlers.messages import written
from handlers.turns import Moment
from storage import mailbox, reminders, unasked
from storage.mailbox import Kind
from storage.people import zone_of
from storage.reminders import Rhythm
from storage.unasked import Sort

SLICE = 1000
"""People a transaction asks."""
MISSED = timedelta(days=1)
"""How long after its hour a round is still worth asking about; then it is passed over."""


async def invite_due(moment: Moment) -> int:
    """Ask the next people whose round it is, and set down their next one."""
    found = await reminders.due(moment.session, moment.now, SLICE)
    for each, whom in found.items():
        await _invite(moment, each, whom)
    return sum(map(len, found.values()))


async def _invite(moment: Moment, each: Rhythm, whom: Sequence[int]) -> None:
    session, now, home = moment.session, moment.now, moment.here.zone
    zone = zone_of(each.zone, home)
    polite = politely(now, zone, each.hour)
    missed = each.due_at + MISSED
    if now < polite < missed:
        await reminders.put_off(session, whom, polite)
        return
    day = each.due_at.astimezone(zone).date()
    asked: Sequence[int] = ()
    if polite < missed:
        asked = await unasked.claim_many(session, whom, Sort.CHECK_IN, now, home)
        content = written(rhythm.invitation(day, each.every))
        await mailbox.plan(session, asked, content, Kind.PROMPT, now)
    following = next_round(now, zone, each.hour, each.weekday, each.every, day)
    await reminders.go_on(session, whom, day, following, asked=asked)


async def remind_again(moment: Moment) -> int:
    """Ask once more those who said: later."""
    taken = await reminders.take_again(moment.session, moment.now, SLICE)
    due = [each for each in taken if each.willing and moment.now - each.at < MISSED]
    for day, every in sorted({(each.day, each.every) for each in due}):
        whom = [each.person_id for each in due if (each.day, each.every) == (day, every)]
        content = written(rhythm.invitation(day, every))
        await mailbox.plan(moment.session, whom, content, Kind.REMINDER, moment.now)
    return len(taken)
