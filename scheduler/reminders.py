"""The weekly reminder: each person's, at their own day and hour, once."""

from datetime import date, timedelta

from handlers.consents import VERSIONS
from handlers.hours import next_round, politely
from handlers.messages import written
from handlers.rhythm import invitation
from handlers.turns import Moment
from storage import hellos, mailbox, reminders, safeguarding, unasked
from storage.consents import Purpose
from storage.database import Condition
from storage.mailbox import Kind
from storage.people import zone_of
from storage.reminders import Every

SLICE = 2000
"""People whose round a transaction begins."""
FEWER = 250
"""People a transaction writes to."""
APART = timedelta(seconds=1)
"""Between the instants at which slices are written to: platforms take far fewer in that time."""
MISSED = timedelta(days=1)
"""How long after its hour a round is still worth asking about; then it is passed over."""


async def begin_due(moment: Moment) -> int:
    """Begin the round of the next people whose it is, and set down their next one.

    They are written to by `ask_begun`: so that very many at once take their place in no time, and
    no more letters are made at once than can leave.
    """
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
    week, _ = unasked.week_of(now, zone)
    in_time = polite < missed
    return await reminders.begin_rounds(
        session,
        rhythm,
        SLICE,
        day=day,
        week=week,
        following=next_round(now, zone, rhythm.hour, rhythm.weekday, rhythm.every, day),
        ask_at=await reminders.next_place(session, now, SLICE, APART) if in_time else None,
    )


async def ask_begun(moment: Moment) -> int:
    """Write to the next of those whose round has begun, if they may be asked, and have room."""
    session, now = moment.session, moment.now
    taken = await reminders.take_begun(session, now, FEWER)
    alike: dict[tuple[date, Every, date, int], list[int]] = {}
    for each in taken:
        if now - each.at < MISSED:
            round_ = each.day, each.every, each.week, each.asked
            alike.setdefault(round_, []).append(each.person_id)
    asked: set[int] = set()
    for (day, every, week, number), whom in alike.items():
        content = written(invitation(day, every))
        may, wanted = await _may_be_asked(moment), unasked.has_room_for(number, week)
        asked.update(await mailbox.plan(session, whom, content, Kind.PROMPT, now, may, wanted))
    await hellos.asked(session, sorted(asked), now)
    passed_over = {each.person_id for each in taken} - asked
    if passed_over:
        await reminders.pass_over(session, sorted(passed_over))
    return len(taken)


async def remind_again(moment: Moment) -> int:
    """Ask once more those who said: later."""
    session, now = moment.session, moment.now
    taken = await reminders.take_again(session, now, FEWER)
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
