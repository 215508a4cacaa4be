"""Consent to check-ins: asked for by itself, in plain words, and as easy to end as to give.

Nothing about how somebody is may be kept before: whatever keeps it calls `needed` first.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from msgspec.structs import replace

from handlers import my_weeks, rhythm
from handlers.messages import Day, Listing, Message, Sorry, Words, button, say, stacked
from handlers.rhythm import FRIDAY
from handlers.turns import Kept, Moment, Routes, Turn
from storage import check_ins, consents, hellos, mailbox, reminders, safeguarding, unasked
from storage.consents import Purpose
from storage.reminders import Every

on = Routes()

VERSIONS: Mapping[Purpose, int] = {Purpose.CHECK_INS: 1, Purpose.ONS4: 1, Purpose.HELLO: 1}
"""Of the words that people agree to. Other words take another number, and are asked for anew."""

_SAYS: Mapping[Purpose, tuple[str, ...]] = {
    Purpose.CHECK_INS: ("what", "kept", "long", "seen", "read", "free"),
    Purpose.ONS4: ("what", "kept", "seen", "free"),
    Purpose.HELLO: ("what", "reads", "hidden", "long", "free"),
}
"""The paragraphs that somebody has to know to say yes."""


async def needed(turn: Turn, purpose: Purpose = Purpose.CHECK_INS) -> None:
    """Go on only where check-ins may be: on this platform, in this area, with this consent.

    Raises:
        Sorry: saying kindly what is missing, or asking for the consent.
    """
    missing = await hindrance(turn) or await missing_consent(turn, purpose)
    if missing:
        raise Sorry(missing)


async def hindrance(turn: Turn) -> Message | None:
    """Why there are no check-ins here, whatever somebody agrees to; None: there are."""
    if turn.incoming.platform in turn.here.overseen:
        return Message((say("check-ins-overseen"), say("check-ins-overseen-else")))
    if await safeguarding.check_ins_on(turn.session, turn.person.area, turn.now):
        return None
    area = turn.person.area  # without one: they are on nowhere
    if area and await consents.in_force(turn.session, turn.person.id, Purpose.CHECK_INS):
        return Message(say("check-ins-paused", area=area.name))
    return Message(say("check-ins-not-yet", area=area.name) if area else say("check-ins-nowhere"))


async def missing_consent(turn: Turn, purpose: Purpose) -> Message | None:
    """The question for a consent that is not there, or was for other words; None: it holds.

    Where they have ended it a moment ago, the ways that this has left them.
    """
    given = await consents.in_force(turn.session, turn.person.id, purpose)
    if given and given.ended_at:
        told = await _told(turn) or {"weeks": 0, "notes": 0}
        return _ended(turn, given.ended_at + consents.GRACE, told)
    if given and given.version == VERSIONS[purpose]:
        return None
    anew = (say("consent-anew"),) if given else ()
    says = to_read(purpose)
    carried = say(f"privacy-{turn.incoming.platform}")
    return Message(
        (*anew, *says, carried),
        buttons=stacked(
            button(say("consent-yes"), f"agree-{purpose}", VERSIONS[purpose]),
            button(say("consent-no"), "disagree", purpose),
        ),
    )


def to_read(purpose: Purpose) -> Sequence[Words]:
    """All that somebody has to know to agree to something, a paragraph each."""
    return [say(f"consent-{purpose}-{part}") for part in _SAYS[purpose]]


async def agree(turn: Turn, purpose: Purpose, version: int) -> None:
    """Note a yes to what was read. One that holds already stays as it is.

    Raises:
        Sorry: it was an old message, and other words are to be read; or check-ins ended here.
    """
    hindered = await hindrance(turn)
    if hindered:
        raise Sorry(hindered)
    missing = await missing_consent(turn, purpose)
    given = await consents.in_force(turn.session, turn.person.id, purpose)
    if missing and (version != VERSIONS[purpose] or (given and given.ended_at)):
        raise Sorry(missing)
    if missing:
        await consents.give(turn.session, turn.person.id, purpose, version, turn.now)


@on.press("disagree", private=True, settles=True)
async def disagree(turn: Turn, purpose: str) -> Message:
    """No, or not now. Who agreed to earlier words has said things that a no is meant for.

    A no to something else, such as the four questions, leaves check-ins as they are.
    """
    if not await check_ins.check_ins_of(turn.session, turn.person.id):
        return Message(say("consent-declined"))
    return await end(turn) if purpose == Purpose.CHECK_INS else Message(say("consent-stays"))


# --- The end of it ------------------------------------------------------------------------


@on.command("stopcheckins", private=True, in_menu=False, any_time=True)
async def stop_check_ins(turn: Turn, _: str) -> Message:
    """End check-ins."""
    return await end(turn)


@on.press("withdraw", private=True)
async def end(turn: Turn) -> Message:
    """End them at once, and offer a file of what was told: it goes a day later, unless undone."""
    reminder = await reminders.reminder_of(turn.session, turn.person.id)
    when = (reminder.weekday, Every(reminder.every)) if reminder else (FRIDAY, Every.WEEK)
    await _ask_no_more(turn)
    goes = await consents.end(turn.session, turn.person.id, turn.now, *when)
    told = await _told(turn)
    if goes is None or told is None:
        await _delete(turn, turn.person.id)
        return Message(say("withdraw-nothing"))
    return _ended(turn, goes, told)


def _ended(turn: Turn, goes: datetime, told: Mapping[str, int]) -> Message:
    """What has ended, what goes when, and the ways to take it along or to go on."""
    at = turn.local(goes)
    return Message(
        (
            say("withdraw-ended"),
            say("withdraw-goes", day=Day(at.date()), time=f"{at:%H:%M}", **told),
        ),
        buttons=stacked(
            button(say("withdraw-with-file"), "withdraw-file"),
            button(say("withdraw-without"), "withdraw-now"),
            button(say("withdraw-not"), "withdraw-not"),
        ),
    )


async def _told(turn: Turn) -> Mapping[str, int] | None:
    """How much somebody has told of how they are; None: nothing."""
    weeks = await check_ins.check_ins_of(turn.session, turn.person.id)
    months = await check_ins.ons4_of(turn.session, turn.person.id)
    notes = sum(1 for each in weeks if each.note is not None)
    return {"weeks": len(weeks), "notes": notes} if weeks or months else None


@on.press("withdraw-file", private=True, settles=True)
async def withdraw_with_file(turn: Turn) -> Message:
    """Hand it all over, then delete it."""
    if await _told(turn) is None:
        return await withdraw(turn)
    attached = await my_weeks.file(turn)
    return replace(await withdraw(turn), attached=attached)


@on.press("withdraw-now", private=True, settles=True)
async def withdraw(turn: Turn) -> Message:
    """Delete all that was told, now."""
    await _ask_no_more(turn)
    await _delete(turn, turn.person.id)
    return Message(say("withdraw-done"))


@on.press("withdraw-not", private=True, settles=True)
async def go_on(turn: Turn) -> Message:
    """Everything stays as it was, the day and how often among it."""
    held = await consents.go_on(turn.session, turn.person.id)
    if not held and not await consents.in_force(turn.session, turn.person.id, Purpose.CHECK_INS):
        return Message(say("withdraw-over"))
    for each in held:
        if each.purpose == Purpose.CHECK_INS and each.weekday is not None and each.every:
            await rhythm.begin(turn, each.weekday, Every(each.every))
            if turn.person.hour is not None:
                await rhythm.time_question(turn)  # which they have answered
    return Message(say("withdraw-kept"))


async def end_due(moment: Moment, at_most: int) -> int:
    """Delete what was told by those who ended it a day ago; how many they are."""
    found = await consents.ended(moment.session, moment.now, at_most)
    for person in found:
        await _delete(moment, person)
    return len(found)


async def _ask_no_more(turn: Turn) -> None:
    person = turn.person.id
    await unasked.take_over(turn.session, person)
    await reminders.end(turn.session, person)
    await hellos.answered(turn.session, person)  # nobody is to be asked about them any more
    await mailbox.drop_undelivered(turn.session, person, _OF_CHECK_INS.search)
    await turn.forget_talk()


async def _delete(moment: Moment, person: int) -> None:
    """End the consents, and delete all that hung on them."""
    await consents.withdraw(moment.session, person, list(Purpose), moment.now)
    await check_ins.forget_all(moment.session, person)
    await hellos.end(moment.session, person)
    await mailbox.empty_undelivered(moment.session, person)
    await mailbox.drop_undelivered(moment.session, person, _OF_CHECK_INS.search)


_OF_CHECK_INS = re.compile(
    rb'"key":"(?:check-in|checkin|mood|my-|note|four|week|overheard|offers|consent|me-|page-made'
    rb"|rhythm-(?:invites|title|later|skip|asks|stays))"
)
"""In a letter that asks how somebody is, answers them, or has what they said in it."""


# --- All of it, told ----------------------------------------------------------------------


@on.keeps("consent")
async def tell_consents(turn: Turn) -> Kept | None:
    """What they agreed to, when, and when it ended."""
    kept = await consents.consents_of(turn.session, turn.person.id)
    if not kept:
        return None
    told: list[Words] = []
    for each in kept:
        day = Day(turn.local(each.given_at).date(), year=True)
        told.append(say(f"me-agreed-{each.purpose}", version=each.version, day=day))
        if ended := each.ended_at or each.withdrawn_at:
            told.append(say("me-withdrew", day=Day(turn.local(ended).date(), year=True)))
    in_force = any(each.withdrawn_at is None for each in kept)
    return Kept(
        say("me-title-consents"),
        Listing(tuple(told), apart=" "),
        change=button(say("withdraw"), "withdraw") if in_force else None,
    )
