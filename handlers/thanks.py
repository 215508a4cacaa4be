"""Thanks passed on: who helped you this week? In words of ours alone: we relay no conversation."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from handlers.messages import Day, Message, Sorry, Words, button, say, stacked
from handlers.peers import first_name
from handlers.turns import Kept, Moment, Routes, Turn
from storage import peers, thanks, unasked
from storage.mailbox import Kind
from storage.pairs import pair
from storage.peers import Want
from storage.people import Person
from storage.thanks import Due
from storage.unasked import Sort

on = Routes()

FOR = ("listening", "showing", "hand", "idea", "cheer", "being")
"""What one may be thanked for."""

AT_ONCE = 8
"""People who are offered to be thanked."""
APART = timedelta(days=7)
"""How long one waits to thank the same person again."""
SEVERAL = 3
"""Different people whose thanks have us ask somebody if they would like to mentor or lead."""


# --- Giving -------------------------------------------------------------------------------


@on.command("thanks", private=True)
async def ask_who(turn: Turn, _: str) -> Message:
    """Ask who helped."""
    offered = await _who_may_be_thanked(turn)
    if not offered:
        return Message((say("thanks-nobody"), say("thanks-yourself")))
    names = [button(first_name(each), "thank-whom", each.id) for each in offered[:AT_ONCE]]
    return Message(
        (say("thanks-who"), say("thanks-only")),
        buttons=stacked(*names, button(say("thanks-else"), "thank-else")),
    )


@on.press("thank", private=True)
async def ask_who_pressed(turn: Turn) -> Message:
    """The same from a button."""
    return await ask_who(turn, "")


@on.press("thank-else", private=True, in_place=True)
async def somebody_else(_: Turn) -> Message:
    """Somebody whom we do not know."""
    return Message(say("thanks-yourself"))


@on.press("thank-whom", private=True, in_place=True)
async def ask_what_for(turn: Turn, other_id: int) -> Message:
    """Ask what for."""
    other = await _whom(turn, other_id)
    reasons = [button(say(f"thanks-for-{each}"), "thank-for", other.id, each) for each in FOR]
    return Message(say("thanks-what", name=first_name(other)), buttons=stacked(*reasons))


@on.press("thank-for", private=True, in_place=True)
async def show(turn: Turn, other_id: int, what: str) -> Message:
    """Show what the other would read, and ask whether to pass it on."""
    other = await _whom(turn, other_id)
    name = first_name(other)
    return Message(
        (say("thanks-would", name=name), _in_words(first_name(turn.person), _known(what))),
        buttons=stacked(
            button(say("thanks-yes", name=name), "thank-yes", other.id, what),
            button(say("thanks-no"), "thank-no"),
        ),
    )


@on.press("thank-yes", private=True, in_place=True)
async def give(turn: Turn, other_id: int, what: str) -> Message:
    """Pass it on, at the other's hour."""
    other = await _whom(turn, other_id)
    last = await thanks.last_between(turn.session, turn.person.id, other.id)
    name = first_name(other)
    if last and turn.now - last < APART:
        raise Sorry(say("thanks-lately", name=name))
    due_at = turn.clock_of(other).their_hour(turn.now)
    if not await peers.unaware(turn.session, [turn.person.id]):
        await thanks.credit(turn.session, turn.person.id, other.id)
    await thanks.give(turn.session, turn.person.id, other.id, _known(what), turn.now, due_at)
    return Message(say("thanks-given", name=name))


@on.press("thank-no", private=True, in_place=True)
async def give_none(_: Turn) -> Message:
    """Nothing is passed on."""
    return Message(say("thanks-not"))


def _known(what: str) -> str:
    if what not in FOR:
        raise Sorry(say("unknown-button"))
    return what


async def _whom(turn: Turn, other_id: int) -> Person:
    """Somebody who may be thanked by whoever speaks.

    Raises:
        Sorry: they are none, or no more.
    """
    for each in await _who_may_be_thanked(turn):
        if each.id == other_id:
            return each
    raise Sorry(say("thanks-gone"))


async def _who_may_be_thanked(turn: Turn) -> Sequence[Person]:
    """Those whom they met by us, and who want thanks passed on."""
    if not await peers.in_for_all_they_know(turn.session, turn.person.id, turn.now):
        return ()
    known = await peers.acquainted_with(turn.session, turn.person.id, turn.now)
    takers = await thanks.who_take_them(turn.session, [each.id for each in known])
    return [each for each in known if each.id in takers]


def _in_words(name: str, what: str) -> Words:
    return say(f"thanks-told-{what}", name=name)


# --- Passing on ---------------------------------------------------------------------------


async def pass_on(moment: Moment, at_most: int) -> int:
    """Pass thanks on to a slice of people: one message each, within their number for the week.

    What doesn't fit waits for the next week, merged with what comes until then.
    """
    session, now, home = moment.session, moment.now, moment.here.zone
    slice_ = await thanks.due(session, now, at_most)
    ids = [each.person.id for each in slice_]
    there = {peer.person_id: peer for peer in await peers.those_in(session, ids, now)}
    told = await _to_tell(moment, slice_)
    awake = [
        each.person.id
        for each in slice_
        if each.person.id in there
        and each.account
        and not moment.clock_of(each.person).is_quiet(now)
        and told[each.person.id]
    ]
    claimed = set(await unasked.claim_many(session, awake, Sort.PEERS, now, home))
    givers = await thanks.givers_to(session, sorted(claimed))
    for each in slice_:
        person = each.person
        if person.id in claimed and each.account:
            mentors = Want.BE_MENTOR in there[person.id].wants
            asks = givers[person.id] >= SEVERAL and await thanks.ask_once(session, person.id, now)
            message = _passed_on(
                told[person.id], asks=asks, mentors=mentors, givers=givers[person.id]
            )
            await moment.send(each.account, message, Kind.PROMPT)
        done = person.id in claimed or not told[person.id]
        later = None if done else moment.clock_of(person).another_time(moment.now)
        for one, _ in each.thanks:
            one.due_at = later
    return len(slice_)


async def _to_tell(moment: Moment, slice_: Sequence[Due]) -> Mapping[int, Sequence[Words]]:
    """What there is to tell to whom: nothing of those who have left or are out.

    Nor of those whom one of the two has blocked since.
    """
    givers = {giver.id for each in slice_ for _, giver in each.thanks}
    apart = await peers.blocks(moment.session, sorted(givers.union(e.person.id for e in slice_)))
    there = await peers.not_gone(moment.session, sorted(givers))
    return {
        each.person.id: [
            _in_words(first_name(giver), one.what)
            for one, giver in each.thanks
            if giver.id in there and pair(giver.id, each.person.id) not in apart
        ]
        for each in slice_
    }


def _passed_on(told: Sequence[Words], *, asks: bool, mentors: bool, givers: int) -> Message:
    off = button(say("thanks-off"), "thanks-off")
    if not asks:
        return Message((*told, say("thanks-deserved")), buttons=stacked(off))
    more = [
        button(say("thanks-circle"), "circle-start"),
        button(say("thanks-lead-not"), "lead-not"),
    ]
    if not mentors:
        more = [button(say("thanks-mentor"), "mentoring"), *more]
    return Message((*told, say("thanks-several", count=givers)), buttons=stacked(*more, off))


@on.press("lead-not", private=True, settles=True)
async def not_for_me(_: Turn) -> Message:
    """They were asked once, and are not asked again."""
    return Message(say("thanks-lead-fine"))


@on.press("thanks-off", private=True, settles=True)
async def off(turn: Turn) -> Message:
    """Pass no more thanks on to them."""
    await thanks.switch_off(turn.session, turn.person.id, turn.now)
    return Message(
        say("thanks-are-off"), buttons=stacked(button(say("thanks-on-again"), "thanks-on"))
    )


@on.press("thanks-on", private=True, settles=True)
async def back_on(turn: Turn) -> Message:
    """Pass thanks on to them again."""
    await thanks.switch_off(turn.session, turn.person.id, None)
    return Message(say("thanks-are-on"))


# --- All of it, told ----------------------------------------------------------------------


@on.keeps("thanks")
async def tell_thanks(turn: Turn) -> Kept | None:
    """Who thanked them for what, and whom they thanked."""
    had = await thanks.given_to(turn.session, turn.person.id)
    gave = await thanks.given_by(turn.session, turn.person.id)
    if not (had or gave):
        return None

    def day(at: datetime) -> Words:
        return say("thanks-day", day=Day(turn.local(at).date(), year=True))

    rows: list[Sequence[Words]] = [
        [_in_words(first_name(giver), each.what), day(each.at)] for each, giver in had
    ]
    rows += [
        [say("me-thanked", name=first_name(other)), say(f"thanks-for-{each.what}"), day(each.at)]
        for each, other in gave
    ]
    told = say("me-thanks", had=len(had), gave=len(gave))
    return Kept(say("me-title-thanks"), told, rows)


@on.keeps("thanked")
async def tell_wishes(turn: Turn) -> Kept | None:
    """Whether they want thanks passed on."""
    wishes = await thanks.wishes_of(turn.session, turn.person.id)
    if wishes is None:
        return None
    if wishes.off_at:
        change = button(say("thanks-on-again"), "thanks-on")
        return Kept(say("me-title-thanks"), say("me-thanks-off"), change=change)
    return Kept(
        say("me-title-thanks"),
        say("me-thanks-asked"),
        change=button(say("thanks-off"), "thanks-off"),
    )
