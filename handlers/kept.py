"""Keep this: pots that people keep, reminders before the deadline, and how it went after it."""

from datetime import date, datetime

from handlers import remembering, wanted
from handlers.hours import Clock
from handlers.listing import AT_ONCE, page
from handlers.messages import (
    Button,
    Card,
    Day,
    Link,
    Listing,
    Message,
    Say,
    Sorry,
    Words,
    button,
    in_rows,
    say,
    stacked,
)
from handlers.pots import amount, deadline, the_pot
from handlers.remembering import AFTER, BEFORE
from handlers.turns import Kept as Told
from handlers.turns import Moment, Routes, Turn
from storage import kept
from storage.kept import Kept, Outcome
from storage.mailbox import Kind
from storage.people import Person
from storage.pots import Pot

on = Routes()


# --- Keeping --------------------------------------------------------------------------------


@on.press("keep", private=True)
async def keep(turn: Turn, pot_id: int) -> Message:
    """Keep a pot, and say when they will be reminded of it."""
    pot = await the_pot(turn, pot_id)
    plan = await _keep(turn, pot)
    steps = (button(say("kept-all"), "kept"), button(say("kept-undo"), "keep-undo", pot.id))
    done = say("kept-done", pot=pot.title)
    if turn.person.stopped_at:
        resume = (button(say("me-resume"), "resume"),)
        return Message((done, say("kept-silent")), buttons=(resume, steps))
    return Message((done, plan), buttons=(steps,))


async def _keep(turn: Turn, pot: Pot) -> Say:
    """Keep a pot; what will come of it."""
    if pot.closes_on is None:
        await kept.keep(turn.session, turn.person.id, pot, turn.now, None, None)
        return say("kept-no-day")
    clock = turn.clock_of(turn.person)
    done = remembering.gone_by(pot.closes_on, turn.now, clock)
    due_at = _when_next(pot.closes_on, done, clock)
    await kept.keep(turn.session, turn.person.id, pot, turn.now, done, due_at)
    left = [step for step in BEFORE if done is None or step < done]
    if not left:
        return say("kept-too-late", deadline=deadline(pot, turn.today))
    days = [remembering.day_of(pot.closes_on, step) for step in left]
    return say("kept-plan", days=Listing(tuple(say("kept-on", day=Day(each)) for each in days)))


@on.press("keep-undo", private=True)
async def undo(turn: Turn, pot_id: int) -> Message:
    """Keep a pot no longer; one tap brings it back as it was."""
    pot = await the_pot(turn, pot_id)
    was = await kept.kept_one(turn.session, turn.person.id, pot.id)
    await kept.drop(turn.session, turn.person.id, pot.id)
    back = button(say("kept-back"), "keep-back", pot.id, (was and was.outcome) or NOTHING)
    return Message(say("kept-gone", pot=pot.title), buttons=stacked(back))


NOTHING = "-"
"""In a button: they have not told how it went."""


@on.press("keep-back", private=True, settles=True)
async def bring_back(turn: Turn, pot_id: int, outcome: str) -> Message:
    """Keep a pot again that was just let go."""
    pot = await the_pot(turn, pot_id)
    await _keep(turn, pot)
    back = await kept.kept_one(turn.session, turn.person.id, pot.id)
    if back and outcome in OUTCOMES:
        back.outcome = outcome
    return Message(
        say("kept-done", pot=pot.title), buttons=stacked(button(say("kept-all"), "kept"))
    )


def _when_next(closes_on: date, done: int | None, clock: Clock) -> datetime | None:
    step = remembering.following(done)
    return None if step is None else remembering.instant(closes_on, step, clock)


# --- What they keep -------------------------------------------------------------------------


@on.command("kept", private=True)
async def list_kept(turn: Turn, _: str) -> Message:
    """The pots that they keep."""
    return await turn_page(turn, 0)


@on.press("kept", private=True)
async def kept_pressed(turn: Turn) -> Message:
    """The same from a button."""
    return await turn_page(turn, 0)


@on.press("kept-page", private=True, in_place=True)
async def turn_page(turn: Turn, offset: int) -> Message:
    """The pots that they keep, next to close first."""
    rows = await kept.kept_by(turn.session, turn.person.id)
    news = await wanted.count(turn)
    to_news = stacked(button(say("wanted-list"), "wanted")) if news else ()
    if not rows:
        to_pots = stacked(button(say("suggest-pots"), "pots"))
        return Message(say("kept-none"), buttons=(*to_pots, *to_news))
    shown = page(rows, offset)
    numbers = [button(str(n), "kept-one", pot.id, shown.offset) for n, (_, pot) in shown.numbered]
    if shown.offset:
        numbers.append(button(say("list-earlier"), "kept-page", shown.offset - AT_ONCE))
    if shown.offset + AT_ONCE < shown.total:
        numbers.append(button(say("list-more"), "kept-page", shown.offset + AT_ONCE))
    cards = tuple(
        Card(say("list-numbered", no=n, title=pot.title), (_line(one, pot, turn),))
        for n, (one, pot) in shown.numbered
    )
    return Message(
        say("kept-list", count=len(rows)), cards=cards, buttons=(tuple(numbers), *to_news)
    )


def _line(one: Kept, pot: Pot, turn: Turn) -> Words:
    parts: list[Words] = [amount(pot), deadline(pot, turn.today)]
    if one.outcome:
        parts.append(say(f"went-{one.outcome}"))
    return Listing(tuple(parts), apart=" · ")


@on.press("kept-one", private=True, in_place=True)
async def show_one(turn: Turn, pot_id: int, offset: int) -> Message:
    """A pot that they keep, and what can be done with it."""
    pot = await the_pot(turn, pot_id)
    one = await _theirs(turn, pot)
    return Message(
        say("kept-one"),
        cards=(Card(pot.title, (_line(one, pot, turn),)),),
        buttons=stacked(
            button(say("kept-details"), "pot-open", pot.id),
            button(say("went-tell"), "went-ask", pot.id),
            button(say("kept-drop"), "keep-undo", pot.id),
            button(say("list-back"), "kept-page", offset),
        ),
    )


async def _theirs(turn: Turn, pot: Pot) -> Kept:
    """Their keeping of a pot.

    Raises:
        Sorry: they don't keep it any more.
    """
    one = await kept.kept_one(turn.session, turn.person.id, pot.id)
    if one is None:
        again = button(say("pot-keep"), "keep", pot.id)
        raise Sorry(Message(say("kept-not", pot=pot.title), buttons=stacked(again)))
    return one


@on.keeps("kept")
async def tell(turn: Turn) -> Told | None:
    """The pots that they keep, and how it went."""
    rows = await kept.kept_by(turn.session, turn.person.id)
    if not rows:
        return None
    told = [
        [pot.title, say("kept-since", day=Day(one.kept_at.date(), year=True)), *_went(one)]
        for one, pot in rows
    ]
    change = button(say("kept-mine"), "kept")
    return Told(say("kept-title"), say("kept-told", count=len(rows)), told, change)


def _went(one: Kept) -> list[Words]:
    told: list[Words] = [say(f"went-{one.outcome}")] if one.outcome else []
    return [*told, say("tell-how-yes")] if one.tells else told


# --- Reminders ------------------------------------------------------------------------------


async def remind(moment: Moment, at_most: int) -> int:
    """Remind a slice of those who keep a pot of its deadline, or ask how it went.

    What the person set themselves counts against no weekly number. Who wants no messages, or can't
    be reached, gets none; the step is done all the same. A step that comes late, after an outage,
    is said if it still helps, and only the last of several.
    """
    rows = await kept.due(moment.session, moment.now, at_most)
    for one, pot, person, account in rows:
        message = _step(moment, one, pot, person)
        if message and account:
            await moment.send(account, message, Kind.PROMPT)
    return len(rows)


def _step(moment: Moment, one: Kept, pot: Pot, person: Person) -> Message | None:
    """Do the step that is due, and set the next; what there is to say of it."""
    clock = moment.clock_of(person)
    today = clock.day(moment.now)
    if pot.closes_on is None:
        one.closes_on, one.step, one.due_at = None, None, None
        return None
    moved = one.closes_on != pot.closes_on
    if moved and clock.is_quiet(moment.now):
        one.due_at = clock.politely(moment.now)
        return None
    before = one.step
    one.closes_on = pot.closes_on
    one.step = remembering.gone_by(pot.closes_on, moment.now, clock)
    one.due_at = _when_next(pot.closes_on, one.step, clock)
    if moved:
        return _reminder("remind-moved", pot, today) if pot.closes_on >= today else None
    if one.step == before or one.step is None:
        return None
    if one.step == AFTER:
        return _question(pot) if one.outcome in ("", Outcome.WAITING) else None
    return _reminder("remind", pot, today) if pot.closes_on >= today else None


def _reminder(key: str, pot: Pot, today: date) -> Message:
    link = Link(say("pot-apply"), pot.url) if pot.url else None
    line = Listing((amount(pot), deadline(pot, today)), apart=" · ")
    return Message(
        say(key),
        cards=(Card(pot.title, (line,), link),),
        buttons=(
            (
                button(say("kept-details"), "pot-open", pot.id),
                button(say("pot-can-we"), "can-apply", pot.id),
            ),
            (
                button(say("kept-applied"), "kept-applied", pot.id),
                button(say("kept-drop"), "keep-undo", pot.id),
            ),
        ),
    )


@on.press("kept-applied", private=True, settles=True)
async def applied(turn: Turn, pot_id: int) -> Message:
    """They have applied: no more reminders, but the question how it went."""
    pot = await the_pot(turn, pot_id)
    one = await _theirs(turn, pot)
    if pot.closes_on:
        one.closes_on, one.step = pot.closes_on, BEFORE[-1]
        one.due_at = _when_next(pot.closes_on, one.step, turn.clock_of(turn.person))
    one.outcome = Outcome.WAITING
    return Message(say("kept-applied-done", pot=pot.title))


# --- How it went ----------------------------------------------------------------------------

OUTCOMES = tuple(Outcome)


def _question(pot: Pot) -> Message:
    """How did it go? One tap."""
    return Message(say("went-ask", pot=pot.title), buttons=in_rows(_answers(pot), 2))


def _answers(pot: Pot) -> list[Button]:
    return [button(say(f"went-{each}"), "went", pot.id, each) for each in OUTCOMES]


@on.press("went-ask", private=True)
async def ask_how_it_went(turn: Turn, pot_id: int) -> Message:
    """The question, for those who don't wait for it, or change their answer."""
    pot = await the_pot(turn, pot_id)
    await _theirs(turn, pot)
    return Message(say("went-ask-now", pot=pot.title), buttons=in_rows(_answers(pot), 2))


@on.press("went", private=True, in_place=True)
async def went(turn: Turn, pot_id: int, outcome: str) -> Message:
    """Note how it went. The answer can be changed by another tap."""
    pot = await the_pot(turn, pot_id)
    one = await _theirs(turn, pot)
    if outcome not in OUTCOMES:
        raise Sorry(say("unknown-button"))
    one.outcome, one.tells = outcome, one.tells and outcome == Outcome.GOT
    change = button(say("went-change"), "went-ask", pot.id)
    tell_others = button(say("tell-how"), "tell-how", pot.id, "yes")
    more = (tell_others, change) if outcome == Outcome.GOT and not one.tells else (change,)
    return Message((say(f"went-thanks-{outcome}"), say("went-shared")), buttons=stacked(*more))


@on.press("tell-how", private=True, in_place=True)
async def tell_how(turn: Turn, pot_id: int, answer: str) -> Message:
    """They are happy to tell others how, or not any more.

    This is where an introduction begins, once there are any (peers): until then, those who ask next
    are told that somebody is happy to tell, and nobody is told who.
    """
    pot = await the_pot(turn, pot_id)
    one = await _theirs(turn, pot)
    one.tells = answer == "yes" and one.outcome == Outcome.GOT
    if one.tells:
        stop = button(say("tell-how-stop"), "tell-how", pot.id, "no")
        return Message(say("tell-how-thanks"), buttons=stacked(stop))
    return Message(say("tell-how-stopped"))
