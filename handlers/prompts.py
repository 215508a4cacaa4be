"""Prompts: something to begin with, for two who meet, a talk, a circle, or a quiet minute alone."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from handlers import library
from handlers.hours import next_round
from handlers.messages import Button, Day, Message, Sorry, button, say, stacked, written
from handlers.turns import Kept, Moment, Routes, Turn
from storage import mailbox, prompts, unasked
from storage.mailbox import Kind as LetterKind
from storage.people import Person
from storage.prompts import Kind, Prompt
from storage.reminders import Every
from storage.unasked import Sort

on = Routes()


async def pick(
    session: AsyncSession,
    people: Sequence[int],
    kind: Kind,
    language: str,
    interests: Collection[str],
    now: datetime,
) -> Prompt:
    """Choose a prompt for some people together, and note that they are given it.

    `library.in_words(prompt)` is what to say of it. It is none of the last twelve of its kind that
    one of them was given, unless there is no other.

    Args:
        session: where it is noted.
        people: their ids.
        kind: what it is for.
        language: the one that they share.
        interests: subjects that they share, as the thesaurus calls them.
        now: the instant.
    """
    every = library.with_own(await prompts.own(session))
    given = await prompts.given_to(session, people)
    lot = f"{sorted(people)} {now.date()}"
    chosen = library.choose(every.values(), kind, language, interests, given.values(), lot)
    await prompts.give(session, dict.fromkeys(people, chosen.ref), now)
    return chosen


async def prompt_called(session: AsyncSession, ref: str) -> Prompt | None:
    """A prompt by its ref; None: it was the council's, and is gone."""
    return library.with_own(await prompts.own(session)).get(ref)


# --- One a week ---------------------------------------------------------------------------

WEDNESDAY = 2
"""In the middle of the week, two days before most check-ins."""


async def switch(turn: Turn) -> Button:
    """Leads to the page about weekly prompts."""
    wanted = await prompts.weekly_of(turn.session, turn.person.id)
    return button(say("prompts-mine") if wanted else say("prompts-offer"), "prompts")


@on.command("prompts", private=True)
async def page(turn: Turn, _: str) -> Message:
    """What weekly prompts are, with a tap to have them or not."""
    wanted = await prompts.weekly_of(turn.session, turn.person.id)
    if wanted is None:
        return Message(
            (say("prompts-what"), say("prompts-room")),
            buttons=stacked(button(say("prompts-on"), "prompts-on")),
        )
    return Message(
        (say("prompts-when", day=Day(turn.local(wanted.due_at).date())), say("prompts-room")),
        buttons=stacked(button(say("prompts-off"), "prompts-off")),
    )


@on.press("prompts", private=True)
async def page_pressed(turn: Turn) -> Message:
    """The same from a button."""
    return await page(turn, "")


@on.press("prompts-on", private=True, settles=True)
async def want(turn: Turn) -> Message:
    """One a week from now on."""
    due_at = _next(turn, turn.person, None)
    await prompts.want_weekly(turn.session, turn.person.id, due_at)
    return Message(
        say("prompts-begin", day=Day(turn.local(due_at).date())),
        buttons=stacked(button(say("prompts-off"), "prompts-off")),
    )


@on.press("prompts-off", private=True, settles=True)
async def want_none(turn: Turn) -> Message:
    """No more of them. What was given stays known, so that nothing of it comes again too soon."""
    await prompts.want_no_weekly(turn.session, turn.person.id)
    return Message(say("prompts-ended"), buttons=stacked(button(say("prompts-on"), "prompts-on")))


@on.press("prompt-another", private=True, in_place=True)
async def another(turn: Turn, ref: str) -> Message:
    """Another of the same kind, for whoever can do nothing with it."""
    before = await prompt_called(turn.session, ref)
    if before is None or before.kind not in library.TO_THINK_ABOUT:
        raise Sorry(say("unknown-button"))
    person = turn.person
    theirs = await prompts.interests_of(turn.session, [person.id])
    interests = theirs.get(person.id, ())
    kind = Kind(before.kind)
    chosen = await pick(turn.session, [person.id], kind, person.language, interests, turn.now)
    return _told(chosen)


async def move(turn: Turn) -> None:
    """Set down when the next one is, after the hour or the zone has changed."""
    weekly = await prompts.weekly_of(turn.session, turn.person.id)
    if weekly:
        weekly.due_at = _next(turn, turn.person, weekly.last_on)


MISSED = timedelta(days=1)
"""How long after its hour one is still worth giving; then it is passed over."""


async def give_due(moment: Moment, at_most: int) -> int:
    """Give those their prompt whose hour has come and whose week has room for it."""
    session, now, home = moment.session, moment.now, moment.here.zone
    due = await prompts.due(session, now, at_most)
    following, in_time = dict[int, tuple[datetime, date | None]](), dict[int, Person]()
    for person, weekly in due:
        clock = moment.clock_of(person)
        polite = clock.politely(now)
        if now < polite < weekly.due_at + MISSED:
            following[person.id] = polite, weekly.last_on
            continue
        day = clock.day(weekly.due_at)
        following[person.id] = _next(moment, person, day), day
        if polite < weekly.due_at + MISSED:
            in_time[person.id] = person
    await prompts.set_down(session, following)
    may = await unasked.claim_many(session, sorted(in_time), Sort.PROMPT, now, home)
    await _give(moment, [in_time[each] for each in sorted(may)])
    return len(due)


async def _give(moment: Moment, people: Sequence[Person]) -> None:
    """Choose one for each, the same for all to whom it is new, and send it to those who have it."""
    session, now = moment.session, moment.now
    ids = [person.id for person in people]
    every = library.with_own(await prompts.own(session))
    given = await prompts.given_to(session, ids)
    interests = await prompts.interests_of(session, ids)
    week = now.isocalendar().week
    kind = library.TO_THINK_ABOUT[week % len(library.TO_THINK_ABOUT)]
    chosen = {
        person.id: library.choose(
            every.values(),
            kind,
            person.language,
            interests.get(person.id, ()),
            [given[person.id]],
            str(week),
        ).ref
        for person in people
    }
    await prompts.give(session, chosen, now)
    for ref in sorted(set(chosen.values())):
        whom = [person for person, its in chosen.items() if its == ref]
        await mailbox.plan(session, whom, written(_told(every[ref])), LetterKind.PROMPT, now)


def _told(prompt: Prompt) -> Message:
    thank = [button(say("prompts-thank"), "thank")] if prompt.kind == Kind.APPRECIATION else []
    return Message(
        (say("prompts-title"), library.in_words(prompt)),
        buttons=stacked(
            *thank,
            button(say("prompts-another"), "prompt-another", prompt.ref),
            button(say("prompts-off"), "prompts-off"),
        ),
    )


def _next(moment: Moment, person: Person, last: date | None) -> datetime:
    clock = moment.clock_of(person)
    return next_round(moment.now, clock.zone, clock.hour, WEDNESDAY, Every.WEEK, last)


# --- All of it, told ----------------------------------------------------------------------


@on.keeps("given_prompt")
async def tell_given(turn: Turn) -> Kept | None:
    """What they were given in the last year."""
    given = (await prompts.given_to(turn.session, [turn.person.id]))[turn.person.id]
    if not given:
        return None
    every = library.with_own(await prompts.own(turn.session))
    rows = [[library.in_words(every[ref])] for ref in given if ref in every]
    return Kept(say("me-title-given-prompts"), say("me-given-prompts", count=len(given)), rows)


@on.keeps("weekly_prompt")
async def tell_weekly(turn: Turn) -> Kept | None:
    """That they have one a week, and when the next one is."""
    wanted = await prompts.weekly_of(turn.session, turn.person.id)
    if wanted is None:
        return None
    day = Day(turn.local(wanted.due_at).date(), year=True)
    change = button(say("prompts-mine"), "prompts")
    return Kept(say("me-title-weekly-prompt"), say("prompts-when", day=day), change=change)
