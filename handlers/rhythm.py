"""When I hear from you: the day, the hour, how often, how many a week, and a rest."""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

from msgspec.structs import replace

from handlers import prompts
from handlers.forms import Choice, Day, Form, Pick
from handlers.hours import HOURS, USUAL, at, next_round, not_at_christmas
from handlers.messages import Button, Message, Sorry, Words, button, say, stacked
from handlers.messages import Day as Date
from handlers.turns import Kept, Routes, Turn
from storage import hellos, mailbox, reminders
from storage.reminders import Every, Reminder, reminder_of

on = Routes()

# --- What can be chosen -------------------------------------------------------------------


async def hours(_: Turn) -> Sequence[Choice]:
    """A few hours across the day. Any other can be typed."""
    return [Choice(str(hour), say(f"rhythm-hour-{hour}")) for hour in ON_OFFER]


ON_OFFER = (8, 10, 12, 15, 18, 20)

_HOUR = re.compile(r"(\d{1,2})(?:[:.]00)? ?(am|pm|yb|yh)?")
_AFTERNOON = ("pm", "yh")
_NAMED = {"noon": 12, "midday": 12, "hanner dydd": 12, "midnight": 0, "hanner nos": 0}


async def read_hour(_: Turn, text: str) -> Sequence[str]:
    """The hour that a text may mean: 7pm, 19:00, noon."""
    typed = text.strip().casefold().replace(".m.", "m").replace(".", ":")
    found = _HOUR.fullmatch(typed)
    hour = _NAMED.get(typed)
    if found:
        hour, half = int(found[1]), found[2]
        if half and not 1 <= hour <= 12:
            return []
        hour = hour % 12 + 12 * (half in _AFTERNOON) if half else hour
    return [str(hour)] if hour in HOURS else []


async def zones(turn: Turn) -> Sequence[Choice]:
    """Where we are, and where the people of our neighbours and relations are."""
    home = str(turn.here.zone)
    names = dict.fromkeys((home, *ABROAD))
    return [Choice(name, city(name)) for name in names]


ABROAD = (
    "Europe/London", "Europe/Dublin", "Europe/Lisbon", "Europe/Warsaw", "Europe/Bucharest",
    "Africa/Lagos", "Asia/Karachi", "Asia/Kolkata", "Asia/Hong_Kong", "America/New_York",
)  # fmt: skip


def city(zone: str) -> str:
    """What a zone is called for, such as New York."""
    return zone.rpartition("/")[2].replace("_", " ")


async def read_zone(_: Turn, text: str) -> Sequence[str]:
    """The zone that a text names, by its city or as a whole."""
    typed = text.strip().casefold().replace(" ", "_")
    named = [
        zone
        for zone in sorted(available_timezones())
        if "/" in zone and typed in (zone.casefold(), zone.casefold().rpartition("/")[2])
    ]
    return named[:1]


WEEKDAYS = tuple(map(str, range(7)))

WHEN = Form(
    "rhythm-when",
    (
        Pick("day", WEEKDAYS),
        Pick("hour", hours, reader=read_hour),
        Pick("every", tuple(Every)),
    ),
)
HOUR = Form("rhythm-about", (Pick("hour", hours, reader=read_hour),))
NUMBER = Form("rhythm-number", (Pick("most", ("1", "2", "3", "4", "5")),))
ZONE = Form("rhythm-zone", (Pick("zone", zones, reader=read_zone),))
REST = Form(
    "rhythm-rest",
    (
        Pick("long", ("1", "2", "4", "date")),
        Day("until", when=lambda said: said["long"] == "date"),
    ),
)


# --- What holds ---------------------------------------------------------------------------


@on.command("when", private=True)
async def page(turn: Turn, _: str) -> Message:
    """When, how often and how much, in words, with the ways to change it."""
    reminder = await reminder_of(turn.session, turn.person.id)
    return Message(
        await told(turn),
        buttons=stacked(
            button(say("rhythm-change-when"), "rhythm", WHEN.name)
            if reminder
            else button(say("rhythm-change-hour"), "rhythm", HOUR.name),
            button(say("rhythm-change-number"), "rhythm", NUMBER.name),
            button(say("rhythm-change-zone"), "rhythm", ZONE.name),
            button(say("rhythm-end-rest"), "rhythm-end-rest")
            if _rests(turn)
            else button(say("rhythm-rest"), "rhythm", REST.name),
            await prompts.switch(turn),
            *([button(say("hello-mine"), "hello")] if reminder else []),
        ),
    )


@on.press("when", private=True)
async def page_pressed(turn: Turn) -> Message:
    """The same from a button."""
    return await page(turn, "")


async def told(turn: Turn) -> tuple[Words, ...]:
    """When somebody hears from us, in words."""
    person, zone = turn.person, _zone(turn)
    reminder = await reminder_of(turn.session, person.id)
    hour = hour_in_words(USUAL if person.hour is None else person.hour)
    lines: list[Words] = [
        say("rhythm-most", count=person.weekly_number),
        say("rhythm-hour", hour=hour, city=city(str(zone))),
    ]
    if reminder:
        lines.append(_note(reminder))
    if _rests(turn) and person.paused_until:
        lines.append(say("rhythm-rests", day=Date(person.paused_until.astimezone(zone).date())))
    return tuple(lines)


def _note(reminder: Reminder) -> Words:
    day = say(f"rhythm-when-day-{reminder.weekday}")
    return say(f"rhythm-note-{reminder.every}", day=day)


def hour_in_words(hour: int) -> Words:
    """An hour as people say it: 7 pm."""
    if hour % 12 == 0:
        return say("rhythm-noon" if hour else "rhythm-midnight")
    return say("rhythm-pm", hour=hour - 12) if hour > 12 else say("rhythm-am", hour=hour)


def _rests(turn: Turn) -> bool:
    until = turn.person.paused_until
    return until is not None and until > turn.now


def _zone(turn: Turn) -> ZoneInfo:
    return turn.clock_of(turn.person).zone


# --- Changing it --------------------------------------------------------------------------


@on.press("rhythm", private=True)
async def change(_: Turn, form: str) -> Form:
    """Ask what is to change."""
    if form not in FORMS:
        raise Sorry(say("unknown-button"))
    return FORMS[form]


FORMS = {form.name: form for form in (WHEN, HOUR, NUMBER, ZONE, REST)}


@on.finish(WHEN)
async def set_when(turn: Turn, day: str, hour: str, every: str) -> Message:
    """Another day, hour, and how often."""
    turn.person.hour = int(hour)
    await _move(turn, int(day), Every(every))
    await time_question(turn)  # which is answered by it
    return replace(await _done(turn), buttons=() if turn.person.zone else _elsewhere())


@on.finish(HOUR)
async def set_hour(turn: Turn, hour: str) -> Message:
    """Another hour."""
    turn.person.hour = int(hour)
    await _move(turn)
    return await _done(turn)


@on.finish(NUMBER)
async def set_number(turn: Turn, most: str) -> Message:
    """Fewer, or more."""
    turn.person.weekly_number = int(most)
    return await _done(turn)


@on.finish(ZONE)
async def set_zone(turn: Turn, zone: str) -> Message:
    """Another place's clock."""
    turn.person.zone = None if zone == str(turn.here.zone) else zone
    await _move(turn)
    return await _done(turn)


@on.finish(REST)
async def rest(turn: Turn, long: str, until: str = "") -> Message:
    """Keep quiet for some weeks, or until a day."""
    zone = _zone(turn)
    today = turn.now.astimezone(zone).date()
    day = date.fromisoformat(until) if until else today + timedelta(weeks=int(long))
    if not today < day <= today + LONGEST_REST:
        raise Sorry(say("rhythm-rest-not"))
    turn.person.paused_until = at(day, 0, zone)
    await mailbox.withdraw(turn.session, turn.person.id)
    await hellos.answered(turn.session, turn.person.id)
    return await _done(turn)


LONGEST_REST = timedelta(days=730)


@on.press("rhythm-end-rest", private=True, settles=True)
async def end_rest(turn: Turn) -> Message:
    """Write again."""
    turn.person.paused_until = None
    return await _done(turn)


async def _done(turn: Turn) -> Message:
    return Message((say("rhythm-done"), *await told(turn)))


# --- The weekly note ----------------------------------------------------------------------

FRIDAY = 4
"""The day for those who chose none: the week is all but over, and the weekend still to come."""


async def begin(turn: Turn, weekday: int = FRIDAY, every: Every = Every.WEEK) -> datetime:
    """Remind somebody who said yes to check-ins, on the usual day; when the first one is."""
    first = _next(turn, weekday, every)
    await reminders.begin(turn.session, turn.person, weekday, every, first)
    return first


async def time_question(turn: Turn) -> tuple[Sequence[Words], Sequence[Button]]:
    """Whether the day and hour suit them, and the ways to answer; nothing, once it was asked."""
    reminder = await reminder_of(turn.session, turn.person.id)
    if reminder is None or reminder.time_asked:
        return (), ()
    reminder.time_asked = True
    when = {
        "day": say(f"rhythm-when-day-{reminder.weekday}"),
        "hour": hour_in_words(USUAL if turn.person.hour is None else turn.person.hour),
    }
    return (say("rhythm-asks", city=city(str(_zone(turn))), **when),), (
        button(say("rhythm-fine", **when), "rhythm-fine"),
        button(say("rhythm-other"), "rhythm", WHEN.name),
    )


async def ask_time_anew(turn: Turn) -> None:
    """Ask it once more: it went with what it stood under, and they have chosen no hour."""
    reminder = await reminder_of(turn.session, turn.person.id)
    if reminder and turn.person.hour is None:
        reminder.time_asked = False


@on.press("rhythm-fine", private=True)
async def fine(turn: Turn) -> Message:
    """It stays as it is: the usual hour is theirs now."""
    reminder = await reminder_of(turn.session, turn.person.id)
    if reminder is None:
        raise Sorry(say("rhythm-over"))
    if turn.person.hour is None:
        turn.person.hour = reminder.hour = USUAL
    due = turn.local(reminder.due_at)
    return Message(
        say(
            "rhythm-stays",
            day=Date(due.date()),
            hour=hour_in_words(due.hour),
            city=city(str(_zone(turn))),
        ),
        buttons=_elsewhere(),
    )


def _elsewhere() -> tuple[tuple[Button, ...], ...]:
    """The way to another clock: the one that we keep to is a guess."""
    return stacked(button(say("rhythm-change-zone"), "rhythm", ZONE.name))


async def _move(turn: Turn, weekday: int | None = None, every: Every | None = None) -> None:
    """Set down when the next round is, after the day or anything it depends on has changed."""
    await prompts.move(turn)
    reminder = await reminder_of(turn.session, turn.person.id)
    if reminder is None:
        return
    weekday = reminder.weekday if weekday is None else weekday
    every = every or Every(reminder.every)
    due_at = _next(turn, weekday, every, reminder.last_on)
    reminders.set_down(reminder, turn.person, weekday, every, due_at)


def _next(turn: Turn, weekday: int, every: Every, last: date | None = None) -> datetime:
    return next_round(turn.now, _zone(turn), turn.person.hour, weekday, every, last)


def invitation(day: date, every: Every) -> Message:
    """The note itself. A locked phone shows how it begins, so nothing in it is about feelings."""
    return Message(
        (say(f"rhythm-title-{every}"), say("rhythm-invites")),
        buttons=(
            (button(say("rhythm-tell"), "checkin"),),
            (
                button(say("rhythm-later"), "rhythm-later", day.isoformat()),
                button(say("rhythm-skip"), "rhythm-skip", day.isoformat()),
            ),
            (button(say("rhythm-change"), "rhythm", WHEN.name),),
        ),
    )


@on.press("rhythm-later", private=True, in_place=True)
async def later(turn: Turn, day: str) -> Message:
    """Offer some hours from now."""
    await _open(turn, day)
    return Message(
        say("rhythm-later-when"),
        buttons=stacked(
            *(button(say(f"rhythm-in-{n}"), "rhythm-by", n, day) for n in LATER),
            button(say("rhythm-tell"), "checkin"),
        ),
    )


LATER = (1, 3, 24)
"""Hours."""


@on.press("rhythm-by", private=True, in_place=True)
async def later_by(turn: Turn, hours: int, day: str) -> Message:
    """Ask once more then, be it at night: they chose it. Not on 25 December: a day later."""
    reminder = await _open(turn, day)
    if hours not in LATER:
        raise Sorry(say("unknown-button"))
    chosen = turn.now + timedelta(hours=hours)
    reminder.again_at = not_at_christmas(chosen, _zone(turn))
    told = say("rhythm-later-done", hours=hours)
    if reminder.again_at != chosen:
        told = say("rhythm-later-on", day=Date(turn.local(reminder.again_at).date()))
    return Message(
        told,
        buttons=stacked(button(say("rhythm-tell"), "checkin")),
    )


@on.press("rhythm-skip", private=True, in_place=True)
async def skip(turn: Turn, day: str) -> Message:
    """Leave this one out."""
    reminder = await _open(turn, day)
    await reminders.answered(turn.session, turn.person.id)
    next_day = reminder.due_at.astimezone(_zone(turn)).date()
    asks, time = await time_question(turn)
    return Message((say("rhythm-skipped", day=Date(next_day)), *asks), buttons=stacked(*time))


async def _open(turn: Turn, day: str) -> Reminder:
    """The reminder, if it is this day's round that waits for an answer.

    Raises:
        Sorry: it is over, answered or skipped.
    """
    reminder = await reminder_of(turn.session, turn.person.id)
    if reminder is None or reminder.open_on is None or reminder.open_on.isoformat() != day:
        raise Sorry(say("rhythm-over"))
    return reminder


# --- All of it, told ----------------------------------------------------------------------


@on.keeps("reminder")
async def tell_reminder(turn: Turn) -> Kept | None:
    """When they are reminded of their week."""
    kept = await reminder_of(turn.session, turn.person.id)
    if kept is None:
        return None
    due = turn.local(kept.due_at)
    told = say(f"me-reminder-{kept.every}", day=Date(due.date(), year=True), time=f"{due:%H:%M}")
    return Kept(say("me-title-reminder"), told)
