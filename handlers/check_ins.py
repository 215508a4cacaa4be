"""The check-in: how somebody's week was, in a word of their own, for themselves.

It is never told back, counted up or compared. What is offered afterwards is sent on by a tap that
names who will see what.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from handlers import alerts, consents, ons4, rhythm
from handlers.forms import Filling, Form, Several, Write
from handlers.messages import Button, Message, Sorry, Words, button, say, stacked
from handlers.own_week import answers_how
from handlers.turns import Routes, Turn
from handlers.wording import wording
from storage import check_ins, reminders
from storage.check_ins import MOODS, CheckIn
from storage.consents import Purpose

on = Routes()

HARD = frozenset(MOODS[-2:])
"""The words after which offers come first."""

TOPICS = ("people", "group", "time", "paperwork", "money", "home", "health", "rest")
"""What may have weighed on somebody or helped."""

MORE = Form(
    "week",
    (
        Write("week"),
        Several("topics", TOPICS, optional=True),
        Write("note", optional=True, at_most=1000),
    ),
)

ANSWERED_FOR = timedelta(days=7)
"""How long after its end a week can still be answered for."""
WAITS_FOR = timedelta(days=2)
"""How long after a note it is taken for the one that is answered."""
ADDED_TO_FOR = timedelta(days=2)
"""How long something can be added to an answer."""


# --- Asking -------------------------------------------------------------------------------


@on.command("checkin", private=True)
async def begin(turn: Turn, _: str) -> Message:
    """Ask how the week was; before the first time, for the consent."""
    await consents.needed(turn)
    return await _ask(turn, await _told_of(turn))


@on.press("checkin", private=True)
async def begin_pressed(turn: Turn) -> Message:
    """The same from a button, such as the reminder's."""
    return await begin(turn, "")


@on.press("checkin-of", private=True)
async def begin_of(turn: Turn, week: str) -> Message:
    """Ask of the week that was told of, also when another has begun."""
    await consents.needed(turn)
    monday = _monday(week)
    return await _ask(turn, monday if monday and _can_be_told(turn, monday) else _week(turn))


async def _ask(turn: Turn, week: date) -> Message:
    kept = await check_ins.check_in_for(turn.session, turn.person.id, week)
    return _asked(week, say("check-in-again") if kept else say("check-in-ask"))


@on.press("agree-check-ins", private=True, settles=True)
async def agreed(turn: Turn, version: int) -> Message:
    """Note the consent, and ask at once. What was agreed to stays in the chat."""
    await consents.agree(turn, Purpose.CHECK_INS, version)
    await rhythm.begin(turn)
    return _asked(_week(turn), say("consent-thanks"), say("check-in-ask"))


async def overheard(turn: Turn) -> Message:
    """Somebody said how they are, unasked: keep nothing of it, but offer to."""
    if turn.incoming.public:
        return Message(say("only-in-private"))
    hindered = await consents.hindrance(turn)
    if hindered:
        return Message((say("overheard-not-kept"), say("overheard-urgent")))
    missing = await consents.missing_consent(turn, Purpose.CHECK_INS)
    if missing:
        return Message(
            (say("overheard-not-kept"), say("overheard-offer")),
            buttons=stacked(
                button(say("overheard-tell-me"), "checkin"), button(say("consent-no"), "skip")
            ),
        )
    return _asked(await _told_of(turn), say("overheard-ask"))


async def answered_in_words(turn: Turn, text: str) -> Message | None:
    """What is typed where a word for the week is waited for; None: none is, or it is no answer."""
    asked = any(each.data.startswith("mood ") for each in turn.recent.offered)
    if turn.incoming.public or (turn.awaited and turn.awaited.fresh):
        return None
    if turn.recent.offered and not asked:
        return None  # they talk of something else
    note = await _note(turn)
    if not (asked or note) or await consents.hindrance(turn):
        return None
    said, phrases = text.strip(" .,!").casefold(), wording(turn.person.language).alternatives
    if said in phrases("check-in-later-said") and note:
        return await rhythm.later(turn, note.isoformat())
    if said in (*phrases("check-in-skip-said"), *phrases("check-in-later-said")):
        return await (rhythm.skip(turn, note.isoformat()) if note else skip(turn))
    return _asked(await _told_of(turn), say("overheard-ask")) if answers_how(text) else None


def _asked(week: date, *says: Words) -> Message:
    words = [button(say(f"mood-{mood}"), "mood", week.isoformat(), mood) for mood in MOODS]
    return Message(says, buttons=(*stacked(*words), (button(say("check-in-skip"), "skip"),)))


def _week(turn: Turn) -> date:
    """The Monday of this week."""
    return _monday_of(turn.day)


def _monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


async def _told_of(turn: Turn) -> date:
    """The Monday of the week to ask of: the last one's, as long as its note waits.

    A note of Sunday evening that is put off to Monday is about the week that is over.
    """
    return _monday_of(await _note(turn) or turn.day)


async def _note(turn: Turn) -> date | None:
    """The day of the note that waits for an answer; None: none does."""
    reminder = await reminders.reminder_of(turn.session, turn.person.id)
    note = reminder.open_on if reminder else None
    return note if note and turn.day - note <= WAITS_FOR else None


# --- Answering ----------------------------------------------------------------------------


@on.press("mood", private=True, in_place=True)
async def answer(turn: Turn, week: str, mood: str) -> Message:
    """Keep the word. What was pressed goes, so that it stands in the chat no longer."""
    await consents.needed(turn)
    monday = _monday(week)
    if mood not in MOODS or monday is None or monday > _week(turn):
        raise Sorry(say("unknown-button"))
    if not _can_be_told(turn, monday):
        return _asked(_week(turn), say("check-in-too-late"))
    await check_ins.check_in(turn.session, turn.person.id, monday, mood, turn.now)
    await reminders.answered(turn.session, turn.person.id)
    offers, own = await _offers(turn), [*_own(week), *await ons4.offered(turn)]
    if mood in HARD:
        return Message((say("check-in-kept"), say("offers-first")), buttons=stacked(*offers, *own))
    asks, time = await rhythm.time_question(turn)  # not in a hard week, which has other cares
    return Message((say("check-in-kept"), *asks), buttons=stacked(*own, *offers, *time))


@on.press("skip", private=True, in_place=True)
async def skip(turn: Turn) -> Message:
    """Not this week: nothing is asked again before the next."""
    await reminders.answered(turn.session, turn.person.id)
    asks, time = await rhythm.time_question(turn)
    return Message((say("check-in-skipped"), *asks), buttons=stacked(*time))


@on.press("undo-checkin", private=True, in_place=True)
async def undo(turn: Turn, week: str) -> Message:
    """Delete what was said of a week."""
    monday = _monday(week)
    if monday is None or not await check_ins.take_back(turn.session, turn.person.id, monday):
        raise Sorry(say("check-in-undone-before"))
    await rhythm.ask_time_anew(turn)
    anew = button(say("check-in-anew"), "checkin-of", week)
    return Message(say("check-in-undone"), buttons=stacked(anew))


def _monday(week: str) -> date | None:
    """The week that a button carries; None: it carries none."""
    try:
        return date.fromisoformat(week)
    except ValueError:
        return None


def _can_be_told(turn: Turn, monday: date) -> bool:
    """Whether a week is not over for too long, nor to come."""
    return monday <= _week(turn) and turn.day - monday < timedelta(days=7) + ANSWERED_FOR


def _own(week: str) -> Sequence[Button]:
    """What somebody may do with what they said."""
    return (
        button(say("check-in-more"), "more-of-week", week),
        button(say("check-in-change"), "checkin-of", week),
        button(say("check-in-undo"), "undo-checkin", week),
    )


async def _offers(turn: Turn) -> Sequence[Button]:
    """What may help, if they want it. Each says first who would see what, if anybody would."""
    team = await alerts.contacts_for(turn)
    return (
        *([button(say("offer-person"), "tell-whom", alerts.A_WORD)] if team else []),
        button(say("offer-peer"), "peers-offer"),
        button(say("offer-ideas"), "ideas"),
        button(say("offer-fewer"), "when"),
    )


# --- More about it ------------------------------------------------------------------------


@on.press("more-of-week", private=True)
async def more(turn: Turn, week: str) -> Filling:
    """Ask what weighed or helped in a week, and for a note."""
    await consents.needed(turn)
    await _answered(turn, week)
    return MORE.filled(week=week)


@on.finish(MORE)
async def add(turn: Turn, week: str, topics: Sequence[str] = (), note: str = "") -> Message:
    """Keep what was added. What is left out stays as it was."""
    await consents.needed(turn)
    kept = await _answered(turn, week)
    if topics:
        kept.tags = list(topics)
    if note:
        check_ins.write_note(turn.session, kept, note)
    return Message(
        say("check-in-added") if topics or note else say("check-in-nothing-added"),
        buttons=stacked(
            button(say("check-in-undo"), "undo-checkin", kept.week.isoformat()),
            button(say("my-weeks-show"), "myweeks"),
        ),
    )


async def _answered(turn: Turn, week: str) -> CheckIn:
    """The answer of a week, to add to; raises `Sorry` where there is none, or too old a one."""
    monday = _monday(week)
    kept = monday and await check_ins.check_in_for(turn.session, turn.person.id, monday)
    if not kept or turn.now - kept.at > ADDED_TO_FOR:
        raise Sorry(
            Message(say("check-in-none"), buttons=stacked(button(say("check-in-now"), "checkin")))
        )
    return kept
