"""The hello: somebody may name one peer who is asked to say hello if they go quiet.

It is a standing yes, the one exception to a tap each time. What the peer reads says nothing of
why; the same note goes to others by lot (`handlers/greeting.py`).
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from handlers import consents, hours
from handlers.greeting import FEWEST
from handlers.messages import Day, Message, Sorry, Words, button, say, stacked
from handlers.peers import first_name
from handlers.turns import Kept, Moment, Routes, Turn
from storage import consents as kept_consents
from storage import hellos, peers, unasked
from storage.consents import Purpose
from storage.mailbox import Kind
from storage.people import Person, zone_of
from storage.unasked import Sort

on = Routes()

HOLDS_FOR = timedelta(weeks=13)
"""Three months; then it ends, unless they say yes again."""
ASKED_BEFORE = timedelta(days=7)
"""How long before that they are asked."""
NOT_AGAIN_WITHIN = timedelta(days=13)
"""How long nobody is asked again to say hello to the same person."""
HELD = timedelta(days=14)
"""How long a note waits for room in a week; then it is dropped."""
AT_ONCE = 8


# --- Naming -------------------------------------------------------------------------------


@on.command("hello", private=True)
async def page(turn: Turn, _: str) -> Message:
    """Whom they named, or the choice; without check-ins, what it is and what it needs."""
    if hindrance := await consents.hindrance(turn):
        raise Sorry(hindrance.after_words(say("hello-what")))
    if await consents.missing_consent(turn, Purpose.CHECK_INS):
        to_check_ins = button(say("hello-check-ins"), "checkin")
        raise Sorry(Message((say("hello-what"), say("hello-needs")), buttons=stacked(to_check_ins)))
    named = await hellos.hello_of(turn.session, turn.person.id)
    if named is None:
        return await _choice(turn)
    other = await peers.the_other(turn.session, turn.person.id, named.peer_id)
    day = Day(turn.local(named.until).date(), year=True)
    return Message(
        (say("hello-named", name=first_name(other) if other else "…"), say("hello-until", day=day)),
        buttons=stacked(
            button(say("hello-other"), "hello-choose"), button(say("hello-end"), "hello-end")
        ),
    )


@on.press("hello", private=True)
async def page_pressed(turn: Turn) -> Message:
    """The same from a button."""
    return await page(turn, "")


@on.press("hello-choose", private=True)
async def choose(turn: Turn) -> Message:
    """Ask whom to name."""
    await consents.needed(turn)
    return await _choice(turn)


async def _choice(turn: Turn) -> Message:
    known = await peers.acquainted_with(turn.session, turn.person.id, turn.now)
    if not known or not await peers.in_for_all_they_know(turn.session, turn.person.id, turn.now):
        to_peers = button(say("peers-page"), "peers")
        return Message((say("hello-what"), say("hello-nobody")), buttons=stacked(to_peers))
    if not await _enough(turn):
        return Message(say("hello-too-few"))
    names = [button(first_name(each), "hello-whom", each.id) for each in known[:AT_ONCE]]
    return Message(
        (say("hello-what"), say("hello-whom")),
        buttons=stacked(*names, button(say("consent-no"), "hello-no")),
    )


async def _enough(turn: Turn) -> bool:
    """Whether there are enough to hide among, should somebody be asked for them."""
    found = 0
    after: int | None = 0
    while found < FEWEST and after is not None:
        could, after = await hellos.who_could_greet(turn.session, turn.now, turn.now, after, SLICE)
        found += len(could)
    return found >= FEWEST


SLICE = 100
"""People who are looked at together."""


@on.press("hello-whom", private=True)
async def ask(turn: Turn, other_id: int) -> Message:
    """Show all that somebody has to know to say yes."""
    await consents.needed(turn)
    return await _asked(turn, await _whom(turn, other_id))


async def _asked(turn: Turn, other: Person, *first: str) -> Message:
    name = first_name(other)
    version = consents.VERSIONS[Purpose.HELLO]
    return Message(
        (
            *(say(each) for each in first),
            say("hello-asks", name=name),
            *consents.to_read(Purpose.HELLO),
        ),
        buttons=stacked(
            button(say("hello-yes", name=name), "agree-hello", version, other.id),
            button(say("consent-no"), "hello-no"),
        ),
    )


@on.press("agree-hello", private=True, settles=True)
async def agreed(turn: Turn, version: int, other_id: int) -> Message:
    """Note the consent, and whom it names."""
    await consents.needed(turn)
    other = await _whom(turn, other_id)
    if version != consents.VERSIONS[Purpose.HELLO]:
        raise Sorry(await _asked(turn, other, "hello-anew"))
    await kept_consents.give(turn.session, turn.person.id, Purpose.HELLO, version, turn.now)
    until = turn.now + HOLDS_FOR
    next_at = turn.clock_of(turn.person).their_hour(until - ASKED_BEFORE)
    await hellos.name(turn.session, turn.person.id, other.id, until, next_at, _monday(turn))
    return Message(
        say("hello-agreed", name=first_name(other), day=Day(turn.local(until).date(), year=True)),
        buttons=stacked(button(say("hello-end"), "hello-end")),
    )


@on.press("hello-no", private=True, settles=True)
async def declined(_: Turn) -> Message:
    """Nothing changes."""
    return Message(say("hello-declined"))


@on.press("hello-end", private=True, settles=True)
async def end(turn: Turn) -> Message:
    """End it at once."""
    await _end(turn, turn.person.id)
    return Message(say("hello-ended"))


async def _end(moment: Moment, person_id: int) -> None:
    await hellos.end(moment.session, person_id)
    await kept_consents.withdraw(moment.session, person_id, [Purpose.HELLO], moment.now)


async def _whom(turn: Turn, other_id: int) -> Person:
    """A peer whom they may name.

    Raises:
        Sorry: they may not, or not any more.
    """
    for each in await peers.acquainted_with(turn.session, turn.person.id, turn.now):
        if each.id == other_id:
            return each
    raise Sorry(say("hello-gone"))


# --- Going on -----------------------------------------------------------------------------


async def look_after(moment: Moment, at_most: int) -> int:
    """Ask those whose three months are nearly over if it is to go on; end what nobody renewed."""
    session, now, home = moment.session, moment.now, moment.here.zone
    due = await hellos.to_look_at(session, now, at_most)
    for hello, person, peer, account in due:
        if now >= hello.until:
            await _end(moment, person.id)
            continue
        clock = moment.clock_of(person)
        polite = not clock.is_quiet(now)
        may = polite and account and await unasked.claim(session, person.id, Sort.PEERS, now, home)
        if may and account:
            day = Day(clock.day(hello.until), year=True)
            await moment.send(account, _renewal(peer, day), Kind.PROMPT)
            hello.next_at = hello.until
        else:
            tomorrow = clock.their_hour(now + timedelta(hours=1))
            hello.next_at = min(tomorrow, hello.until)
    return len(due)


def _renewal(peer: Person, day: Day) -> Message:
    name, version = first_name(peer), consents.VERSIONS[Purpose.HELLO]
    return Message(
        (say("hello-still", name=name), say("hello-lapses", day=day)),
        buttons=stacked(
            button(say("hello-again", name=name), "agree-hello", version, peer.id),
            button(say("hello-end"), "hello-end"),
        ),
    )


# --- Drawing ------------------------------------------------------------------------------


async def plan(moment: Moment, asked: Mapping[int, int], quiet: Collection[int]) -> None:
    """Keep who is to be asked to say hello to whom, at their hour; who is quiet is counted anew."""
    session, now, home = moment.session, moment.now, moment.here.zone
    at = {
        person: hours.Clock(zone_of(zone, home), hour).their_hour(now)
        for person, hour, zone in await hellos.hours_of(session, sorted(asked))
    }
    await hellos.plan(session, [(each, asked[each], at[each]) for each in sorted(at)], now)
    for each in quiet:
        await hellos.answered(session, each)


async def take_round(moment: Moment) -> bool:
    """Claim the drawing of this week; False: it is done, or another process does it."""
    return await hellos.take_round(moment.session, moment.now, _monday(moment))


def _monday(moment: Moment) -> datetime:
    """The beginning of the next week, before anybody's hour."""
    _, next_week = unasked.week_of(moment.now, moment.here.zone)
    day = next_week.astimezone(moment.here.zone).date()
    return hours.at(day, EARLY, moment.here.zone)


EARLY = 3


async def greet(moment: Moment, at_most: int) -> int:
    """Ask a slice of people to say hello to somebody, within their number for the week."""
    session, now, home = moment.session, moment.now, moment.here.zone
    due = await hellos.due(session, now, at_most)
    for greeting, person, other, account in due:
        clock = moment.clock_of(person)
        ids = [person.id, greeting.other_id]
        if greeting.at + HELD < now or not await peers.may_meet(session, ids, now):
            greeting.due_at = None
        elif (
            not clock.is_quiet(now)
            and account
            and await unasked.claim(session, person.id, Sort.PEERS, now, home)
        ):
            await moment.send(account, _note(other), Kind.PROMPT)
            greeting.due_at = None
        else:
            greeting.due_at = clock.another_time(now)
    return len(due)


def _note(other: Person) -> Message:
    """The same for everybody, whatever it is sent for."""
    return Message(
        (say("greeting", name=first_name(other)), say("greeting-why")),
        buttons=stacked(
            button(say("greeting-done"), "greeted"), button(say("greeting-off"), "greeting-off")
        ),
        shows=(other.id,),
    )


@on.press("greeted", private=True, settles=True)
async def greeted(_: Turn) -> Message:
    """They did. Nothing of it is kept."""
    return Message(say("greeting-thanks"))


@on.press("greeting-off", private=True, settles=True)
async def off(turn: Turn) -> Message:
    """No more of these notes."""
    await hellos.switch_off(turn.session, turn.person.id, turn.now)
    return Message(
        say("greeting-is-off"), buttons=stacked(button(say("greeting-on"), "greeting-on"))
    )


@on.press("greeting-on", private=True, settles=True)
async def back_on(turn: Turn) -> Message:
    """Now and then again."""
    await hellos.switch_on(turn.session, turn.person.id)
    return Message(say("greeting-is-on"))


# --- All of it, told ----------------------------------------------------------------------


@on.keeps("hello")
async def tell_hello(turn: Turn) -> Kept | None:
    """Whom they named, and until when."""
    named = await hellos.hello_of(turn.session, turn.person.id)
    if named is None:
        return None
    other = await peers.the_other(turn.session, turn.person.id, named.peer_id)
    day = Day(turn.local(named.until).date(), year=True)
    told = say("me-hello", name=first_name(other) if other else "…", day=day)
    return Kept(say("me-title-hello"), told, change=button(say("hello-mine"), "hello"))


@on.keeps("greeting")
async def tell_greetings(turn: Turn) -> Kept | None:
    """To whom they were asked to say hello."""
    kept = await hellos.greetings_of(turn.session, turn.person.id)
    if not kept:
        return None
    rows: list[Sequence[Words]] = [
        [first_name(other), say("thanks-day", day=Day(turn.local(each.at).date(), year=True))]
        for each, other in kept
    ]
    return Kept(say("me-title-greeting"), say("me-greetings", count=len(kept)), rows)


@on.keeps("greeting_off")
async def tell_off(turn: Turn) -> Kept | None:
    """That they want no such notes."""
    if not await hellos.off_of(turn.session, turn.person.id):
        return None
    change = button(say("greeting-on"), "greeting-on")
    return Kept(say("me-title-greeting"), say("me-greeting-off"), change=change)
