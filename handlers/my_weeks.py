"""My weeks: what somebody told of them, for themselves alone, as a picture and in words.

No line, no average, no better or worse: each week is shown by itself, in its own word.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from handlers import keepsake
from handlers.messages import (
    Attachment,
    Button,
    Card,
    Column,
    Day,
    Levels,
    Listing,
    Message,
    Sorry,
    Words,
    button,
    say,
    stacked,
)
from handlers.turns import Kept, Routes, Turn
from handlers.wording import wording
from storage import check_ins
from storage.check_ins import MOODS, NOTES_KEPT_FOR, CheckIn, Ons4
from storage.sealing import CannotOpen

on = Routes()

SHOWN = 12
"""Weeks in the picture; those without an answer are left empty."""


@on.command("myweeks", private=True)
async def show(turn: Turn, _: str) -> Message:
    """The weeks that are kept."""
    kept = await check_ins.check_ins_of(turn.session, turn.person.id)
    if not kept:
        return Message(
            say("my-weeks-none"), buttons=stacked(button(say("check-in-now"), "checkin"))
        )
    notes = [each for each in kept if each.note is not None]
    buttons = [button(say("my-notes", count=len(notes)), "my-notes")] if notes else []
    buttons.append(button(say("withdraw"), "withdraw"))
    weeks = [each for each in kept if each.mood]
    if not weeks:  # they are forgotten by now, and only notes are left
        return Message(say("my-weeks"), buttons=stacked(*buttons))
    told = Listing(tuple(map(_in_words, reversed(weeks))), apart="\n")
    chart = _chart(weeks, turn.day)
    months = await check_ins.ons4_of(turn.session, turn.person.id)
    fours = [Listing(four(each), apart=": ") for each in reversed(months)]
    return Message((say("my-weeks"), told, *fours), buttons=stacked(*buttons), chart=chart)


@on.press("myweeks", private=True)
async def show_pressed(turn: Turn) -> Message:
    """The same from a button."""
    return await show(turn, "")


def _in_words(kept: CheckIn) -> Words:
    day = Day(kept.week)
    if not kept.mood:
        return say("my-week-forgotten", day=day)
    mood = say(f"mood-{kept.mood}")
    if not kept.tags:
        return say("my-week", day=day, mood=mood)
    topics = Listing(tuple(say(f"week-topics-{each}") for each in kept.tags))
    return say("my-week-topics", day=day, mood=mood, topics=topics)


def _chart(kept: Sequence[CheckIn], today: date) -> Levels:
    """The last weeks, this one at the right."""
    moods = {each.week: MOODS.index(each.mood) for each in kept}
    this = today - timedelta(days=today.weekday())
    weeks = [this - timedelta(weeks=back) for back in reversed(range(SHOWN))]
    return Levels(
        say("my-weeks-title"),
        say("my-weeks-described", told=Listing(tuple(map(_in_words, kept)), apart="; ")),
        tuple(say(f"mood-{mood}") for mood in MOODS),
        tuple(
            Column(say("chart-day", day=Day(week, short=True)), moods.get(week)) for week in weeks
        ),
    )


# --- Notes --------------------------------------------------------------------------------


@on.press("my-notes", private=True)
async def notes(turn: Turn) -> Message:
    """The newest note, and the way to the others."""
    return await _note(turn, await _with_notes(turn), -1)


@on.press("note", private=True, in_place=True)
async def read_note(turn: Turn, week: str) -> Message:
    """One note."""
    kept = await _with_notes(turn)
    return await _note(turn, kept, _place(kept, week))


@on.press("keep-note", private=True, in_place=True)
async def keep_note(turn: Turn, week: str) -> Message:
    """Keep a note until its writer deletes it."""
    return await _keep(turn, week, keep=True)


@on.press("unkeep-note", private=True, in_place=True)
async def let_note_go(turn: Turn, week: str) -> Message:
    """Let a note go when its time is up."""
    return await _keep(turn, week, keep=False)


@on.press("delete-note", private=True, in_place=True)
async def delete_note(turn: Turn, week: str) -> Message:
    """Delete a note; the word for the week stays."""
    kept = await _with_notes(turn)
    found = kept[_place(kept, week)]
    found.note, found.keep_note = None, False
    left = len(kept) > 1
    buttons = [button(say("my-notes", count=len(kept) - 1), "my-notes")] if left else []
    return Message(
        say("note-deleted"), buttons=stacked(*buttons, button(say("my-weeks-show"), "myweeks"))
    )


async def _keep(turn: Turn, week: str, *, keep: bool) -> Message:
    kept = await _with_notes(turn)
    nth = _place(kept, week)
    kept[nth].keep_note = keep
    return await _note(turn, kept, nth)


async def _with_notes(turn: Turn) -> Sequence[CheckIn]:
    kept = await check_ins.check_ins_of(turn.session, turn.person.id)
    return [each for each in kept if each.note is not None]


def _place(kept: Sequence[CheckIn], week: str) -> int:
    for nth, each in enumerate(kept):
        if each.week.isoformat() == week:
            return nth
    raise Sorry(say("note-gone"))


async def _note(turn: Turn, kept: Sequence[CheckIn], nth: int) -> Message:
    """A note with what can be done with it, and its neighbours."""
    if not kept:
        raise Sorry(say("note-gone"))
    nth %= len(kept)
    found = kept[nth]
    week = found.week.isoformat()
    goes_on = turn.local(found.at + NOTES_KEPT_FOR).date()
    beside: list[Button] = []
    if nth:
        beside.append(button(say("note-earlier"), "note", kept[nth - 1].week.isoformat()))
    if nth + 1 < len(kept):
        beside.append(button(say("note-later"), "note", kept[nth + 1].week.isoformat()))
    keeping = (
        button(say("note-unkeep"), "unkeep-note", week)
        if found.keep_note
        else button(say("note-keep"), "keep-note", week)
    )
    return Message(
        (),
        cards=(Card(say("note-of", day=Day(found.week)), (_opened(turn, found),)),),
        after=(say("note-kept") if found.keep_note else say("note-goes", day=Day(goes_on)),),
        buttons=(
            *stacked(keeping, button(say("note-delete"), "delete-note", week)),
            *((tuple(beside),) if beside else ()),
        ),
    )


def _opened(turn: Turn, kept: CheckIn) -> Words:
    try:
        return check_ins.note_of(turn.session, kept)
    except CannotOpen:
        return say("note-lost")


# --- All of it, told ----------------------------------------------------------------------


@on.keeps("check_in")
async def tell_weeks(turn: Turn) -> Kept | None:
    """Their weeks, with the notes, which are theirs to read."""
    kept = await check_ins.check_ins_of(turn.session, turn.person.id)
    if not kept:
        return None
    rows = [
        [_in_words(each), *([_opened(turn, each)] if each.note is not None else [])]
        for each in kept
    ]
    notes = sum(1 for each in kept if each.note is not None)
    told = say("me-check-ins", count=len(kept), notes=notes)
    return Kept(say("me-title-check-ins"), told, rows, button(say("my-weeks-show"), "myweeks"))


def four(kept: Ons4) -> tuple[Words, Words]:
    """A month, and its four answers."""
    return say("me-month", day=Day(kept.month, year=True)), say(
        "me-four",
        satisfied=kept.satisfied,
        worthwhile=kept.worthwhile,
        happy=kept.happy,
        anxious=kept.anxious,
    )


async def file(turn: Turn) -> Attachment:
    """All that somebody said of how they are, as a page to take away."""
    told = [await turn.tellers.kept[table](turn) for table in ("check_in", "ons4")]
    made = say("page-made", organisation=turn.here.organisation, day=Day(turn.day, year=True))
    page = keepsake.page(
        wording(turn.person.language),
        say("my-weeks-title"),
        [say("my-weeks"), made],
        [each for each in told if each],
        [],
    )
    return Attachment("my-weeks.html", "text/html", page)
