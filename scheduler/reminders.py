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
from storage.mailbox import Kind
from storage.people import zone_of
from storage.unasked import Sort

SLICE = 1000
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
    whom = await reminders.begin_rounds(session, rhythm, SLICE, day=day, following=following)
    asked: Sequence[int] = ()
    if polite < missed:
        wanted = await _who_may_be_asked(moment, whom)
        asked = await unasked.claim_many(session, wanted, Sort.CHECK_IN, now, home)
        content = written(invitation(day, rhythm.every))
        await mailbox.plan(session, asked, content, Kind.PROMPT, now)
    passed_over = set(whom).difference(asked)
    if passed_over:
        await reminders.pass_over(session, sorted(passed_over))
    return len(whom)


async def remind_again(moment: Moment) -> int:
    """Ask once more those who said: later."""
    taken = await reminders.take_again(moment.session, moment.now, SLICE)
    due = [each for each in taken if each.willing and moment.now - each.at < MISSED]
    wanted = set(await _who_may_be_asked(moment, [each.person_id for each in due]))
    due = [each for each in due if each.person_id in wanted]
    for day, every in sorted({(each.day, each.every) for each in due}):
        whom = [each.person_id for each in due if (each.day, each.every) == (day, every)]
        content = written(invitation(day, every))
        await mailbox.plan(moment.session, whom, content, Kind.REMINDER, moment.now)
    return len(taken)


async def _who_may_be_asked(moment: Moment, whom: Sequence[int]) -> Sequence[int]:
    """Those for whom check-ins are on now. Who agreed to earlier words is asked by none of ours."""
    return await reminders.who_may_be_asked(
        moment.session,
        whom,
        areas=await safeguarding.check_ins_where(moment.session, moment.now),
        version=VERSIONS[Purpose.CHECK_INS],
        not_on=moment.here.overseen,
    )
