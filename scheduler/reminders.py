"""The weekly reminder: each person's, at their own day and hour, once."""

from collections.abc import Sequence
from datetime import timedelta

from handlers.consents import VERSIONS
from handlers.hours import next_round, politely
from handlers.messages import written
from handlers.rhythm import invitation
from handlers.turns import Moment
from storage import mailbox, reminders, safeguarding, unasked
from storage.consents import Purpose
from storage.database import Condition
from storage.mailbox import Kind
from storage.people import zone_of

SLICE = 2000
"""People a transaction asks."""
MISSED = timedelta(days=1)
"""How long after its hour a round is still worth asking about; then it is passed over."""


async def invite_due(moment: Moment) -> int:
    """Ask the next people whose round it is, and set down their next one."""
    session, now, home = moment.session, moment.now, moment.here.zone
    rhythm = await reminders.first_due(session, now)
    if rhythm is None:
        return 0
    zone = zone_of(rhythm.zone, home)
    polite = politely(now, zone, rhythm.hour)
    missed = rhythm.due_at + MISSED
    if now < polite < missed:
        return await reminders.put_off(session, rhythm, SLICE, polite)
    day = rhythm.due_at.astimezone(zone).date()
    following = next_round(now, zone, rhythm.hour, rhythm.weekday, rhythm.every, day)
    week, _ = unasked.week_of(now, zone)
    whom = await reminders.begin_rounds(
        session, rhythm, SLICE, day=day, week=week, following=following
    )
    asked: Sequence[int] = ()
    if polite < missed:
        content = written(invitation(day, rhythm.every))
        wanted = unasked.has_room_for(rhythm.asked_before(week) + 1, week)
        may = await _may_be_asked(moment)
        asked = await mailbox.plan(session, whom, content, Kind.PROMPT, now, may, wanted)
    passed_over = set(whom).difference(asked)
    if passed_over:
        await reminders.pass_over(session, sorted(passed_over))
    return len(whom)


async def remind_again(moment: Moment) -> int:
    """Ask once more those who said: later."""
    session, now = moment.session, moment.now
    taken = await reminders.take_again(session, now, SLICE)
    due = [each for each in taken if now - each.at < MISSED]
    for day, every in sorted({(each.day, each.every) for each in due}):
        whom = [each.person_id for each in due if (each.day, each.every) == (day, every)]
        content = written(invitation(day, every))
        may = await _may_be_asked(moment)
        await mailbox.plan(session, whom, content, Kind.REMINDER, now, may)
    return len(taken)


async def _may_be_asked(moment: Moment) -> Condition:
    """Whether check-ins are on for them. Who agreed to earlier words is asked by none of ours."""
    return reminders.may_be_asked(
        moment.session,
        moment.now,
        areas=await safeguarding.check_ins_where(moment.session, moment.now),
        version=VERSIONS[Purpose.CHECK_INS],
        not_on=moment.here.overseen,
    )
