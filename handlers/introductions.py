"""Introductions: two or three are shown to each other, and get in touch if they all want to.

What they write to each other is theirs: we carry none of it, and read none.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import reduce
from itertools import combinations

from sqlalchemy.ext.asyncio import AsyncSession

from handlers import hours, library
from handlers.forms import Filling, Form, NotUnderstood, Write
from handlers.matching import Candidate
from handlers.messages import (
    Card,
    Day,
    Link,
    Listing,
    Message,
    Sorry,
    Words,
    button,
    say,
    stacked,
)
from handlers.one_by_one import one_by_one
from handlers.own_health import tells_of_own
from handlers.peers import INTERESTS, SAFETY, block_button, first_name, interest, skip_button
from handlers.prompts import pick, prompt_called
from handlers.turns import Kept, Moment, Routes, Turn
from storage import peers, people, rounds, unasked
from storage.mailbox import Kind
from storage.peers import Peer
from storage.people import Account, Person
from storage.prompts import Kind as PromptKind
from storage.rounds import Match, Side, Step, Talked
from storage.unasked import Sort

on = Routes()

TO_ANSWER = timedelta(days=3)
TO_START = timedelta(days=3)
"""After they have each other's details, until one is asked to write first."""
TO_TALK = timedelta(days=7)
"""After that, too, until one is asked if they talked."""
BETWEEN = timedelta(days=2)
"""Between asking one and asking the next."""
GIVEN_UP = timedelta(days=21)
"""After this nobody is asked any more."""


# --- What is asked ------------------------------------------------------------------------

_WAYS = re.compile(
    r"\+?[0-9][0-9 ()./-]{5,}[0-9]"  # a number
    r"|@\w{3,40}"  # a user name
    r"|[\w.+-]+@[\w-]+(\.[\w-]+)+"  # an address
    r"|(https?://)?(t|wa|signal)\.me/\S+",
    re.ASCII,
)


def way(text: str) -> str:
    """How somebody may be reached, and nothing else."""
    if not _WAYS.fullmatch(text):
        raise NotUnderstood(say("intro-reach-not"))
    return text


def _for_oneself(text: str) -> str:
    if tells_of_own(text):
        raise NotUnderstood(say("intro-note-own"))
    return text


REACH = Form("intro_reach", (Write("match"), Write("reach", at_most=100, reads=way)))
NOTE = Form("intro_note", (Write("match"), Write("words", at_most=300, reads=_for_oneself)))


# --- Who they are -------------------------------------------------------------------------


@dataclass(frozen=True)
class Met:
    """A match, with those whom it brings together."""

    match: Match
    sides: Mapping[int, Side]
    peers: Mapping[int, Peer]
    """Those of them who are in: nobody else is shown to anybody."""
    accounts: Mapping[int, Account]
    """Where to write to those who may be written to."""

    def others(self, person_id: int, among: Sequence[int]) -> list[Person]:
        """Everybody but one, of some who are in."""
        return [
            each.person
            for number, each in self.peers.items()
            if number != person_id and number in among
        ]

    @property
    def said_yes(self) -> list[int]:
        """Those who said yes, by their ids."""
        return [number for number, side in self.sides.items() if side.yes_at]

    @property
    def put(self) -> list[int]:
        """Those who were given each other's details."""
        return [number for number, side in self.sides.items() if side.put_at]


def candidate(peer: Peer, chains: Mapping[str, Sequence[str]]) -> Candidate:
    """Somebody, as far as it matters to whom they are introduced.

    `chains`: by the ref of an area, the refs of it and those around it, the smallest first.
    """
    area = peer.person.area
    return Candidate(
        peer.person_id,
        frozenset(peer.languages),
        interests=frozenset(peer.interests),
        lived=frozenset(peer.lived),
        ways=frozenset(peer.ways),
        place=tuple(chains.get(area.ref, ())) if area else (),
        anywhere=peer.anywhere,
    )


async def _met(moment: Moment, match: Match) -> Met:
    sides = {each.person_id: each for each in await rounds.sides_of(moment.session, match.id)}
    ids = list(sides)
    found = await peers.those_in(moment.session, ids, moment.now)
    accounts = await people.accounts_of(moment.session, ids)
    return Met(match, sides, {each.person_id: each for each in found}, accounts)


async def _who_may_meet(
    session: AsyncSession, ids: Sequence[int], known: Mapping[int, Peer] | None = None
) -> Sequence[int]:
    """The most of two or three people of whom none is kept from another; nobody: there are no two.

    Some may have blocked others, or left, since they were matched. `known`: and who have a language
    in common still; None: they know each other already.
    """
    apart = await peers.blocks(session, ids)
    for size in (3, 2):
        for some in combinations(sorted(ids), size):
            kept = any(two in apart for two in combinations(some, 2))
            if not kept and (known is None or _languages([known[each] for each in some])):
                return some
    return ()


def _languages(them: Sequence[Peer]) -> frozenset[str]:
    """In which all of them talk."""
    return reduce(frozenset.intersection, (frozenset(each.languages) for each in them))


def _named(others: Sequence[Person]) -> Words:
    names = [first_name(each) for each in others]
    return names[0] if len(names) == 1 else say("intro-and", one=names[0], other=names[-1])


# --- What is due --------------------------------------------------------------------------


async def go_on(moment: Moment, at_most: int) -> int:
    """Do the next step of a slice of the matches for which it is due."""
    due = await rounds.due(moment.session, moment.now, at_most)
    return await one_by_one(moment, due, _go_on, rounds.put_off)


async def _go_on(moment: Moment, match_id: int) -> None:
    match = await rounds.match_with_id(moment.session, match_id)
    if match is None:
        return
    polite = hours.politely(moment.now, moment.here.zone, None)
    if polite > moment.now:
        match.next_at = polite
    else:
        await STEPS[Step(match.step)](moment, await _met(moment, match))


async def _tell(moment: Moment, met: Met) -> None:
    """Show them to each other, with a first question that none of them had lately."""
    together = await _who_may_meet(moment.session, list(met.peers), met.peers)
    for number, side in met.sides.items():
        if number not in together:
            side.match_id = None
    if alone := [number for number in met.peers if number not in together]:
        await moment.session.flush()
        await tell_of_nobody(moment, met.match.week, alone)
        await rounds.told(moment.session, met.match.week, alone, moment.now)
    if not together:
        _end(met.match)
        return
    them = [met.peers[number] for number in together]
    interests = reduce(frozenset.intersection, (frozenset(each.interests) for each in them))
    language = _language(them)
    prompt = await pick(
        moment.session, together, PromptKind.ICE_BREAKER, language, sorted(interests), moment.now
    )
    met.match.prompt, met.match.size = prompt.ref, len(together)
    met.match.step, met.match.next_at = Step.ANSWER, moment.now + TO_ANSWER
    again = await rounds.met_before(moment.session, together, met.match.week)
    for number in together:
        met.sides[number].told_at, met.peers[number].first_at = moment.now, None
        if account := met.accounts.get(number):
            shown = [met.peers[other] for other in together if other != number]
            message = await _introduction(moment, met, number, shown, again=again)
            await moment.send(account, message, Kind.PROMPT)


def _language(them: Sequence[Peer]) -> str:
    """The language of their first question: one that all of them would have us speak, or share."""
    shared = _languages(them)
    theirs = {each.person.language for each in them} & shared
    return min(theirs if len(theirs) == 1 else shared)


async def _introduction(
    moment: Moment, met: Met, reader: int, shown: Sequence[Peer], *, again: bool
) -> Message:
    me = met.peers[reader]
    number = met.match.id
    names = _named([each.person for each in shown])
    till = _day(moment, me.person, moment.now + TO_ANSWER)
    return Message(
        say("intro-meet-again" if again else "intro-meet", names=names),
        cards=tuple(_card(moment.session, me, each) for each in shown),
        after=(
            *await _question(moment.session, met.match),
            say("intro-how", count=len(shown), names=names, day=till),
            SAFETY,
        ),
        buttons=(
            (
                button(say("intro-yes"), "intro-yes", number),
                button(say("intro-no"), "intro-no", number),
            ),
            (skip_button(),),
            *stacked(*[await block_button(moment, reader, each.person) for each in shown]),
        ),
        shows=tuple(each.person_id for each in shown),
    )


def _card(session: AsyncSession, me: Peer, other: Peer) -> Card:
    """Somebody as others see them: a first name, their own line, what the two have in common."""
    language = me.person.language
    lived = [say(f"peer-lived-{each}") for each in other.lived if each in me.lived]
    both = [each for each in other.interests if each in me.interests]
    cares = [interest(each, language) for each in both if each in INTERESTS]
    line = peers.line_of(session, other)
    lines: list[Words] = [line] if line else []
    if lived:
        lines.append(say("intro-lived", what=Listing(tuple(lived), apart=" · ")))
    if cares:
        lines.append(say("intro-cares", what=Listing(tuple(cares), apart=" · ")))
    return Card(first_name(other.person), tuple(lines))


async def _question(session: AsyncSession, match: Match) -> tuple[Words, ...]:
    prompt = await prompt_called(session, match.prompt)
    return (say("intro-question", question=library.in_words(prompt)),) if prompt else ()


def _day(moment: Moment, person: Person, at: datetime) -> Day:
    return Day(moment.clock_of(person).day(at))


async def tell_of_nobody(moment: Moment, week: date, whom: Sequence[int]) -> None:
    """Tell those who have nobody this time, and have them come first; once, not week after week.

    Who is told nothing keeps their message for something else.
    """
    session, now = moment.session, moment.now
    knew = await rounds.had_nobody(session, week, whom)
    there = {each.person_id for each in await peers.those_in(session, whom, now)} - knew
    accounts = await people.accounts_of(session, sorted(there))
    for account in accounts.values():
        to_page = button(say("intro-to-page"), "peers")
        await moment.send(
            account, Message(say("intro-nobody"), buttons=stacked(to_page)), Kind.PROMPT
        )
    unsaid = [number for number in whom if number not in accounts]
    await unasked.give_back(session, unsaid, now, moment.here.zone)
    await peers.comes_first(session, whom, now)


async def _close(moment: Moment, met: Met) -> None:
    """The time to answer is over: those who said yes go on, unless it is only one.

    Whoever said yes hears, also if they rest meanwhile, or are out and don't know it yet. Where all
    said yes at night, and one took it back since, that time is not over yet: the hour would tell.
    """
    in_still = [number for number in met.said_yes if number in met.peers]
    together = await _who_may_meet(moment.session, in_still)
    over_at = max(side.told_at or moment.now for side in met.sides.values()) + TO_ANSWER
    if moment.now < over_at and len(together) < len(met.sides):
        met.match.next_at = over_at
        return
    if together:
        await _put_in_touch(moment, met, together)
    else:
        _end(met.match)
    rest = [number for number in met.said_yes if number not in together]
    await peers.comes_first(moment.session, rest, moment.now)
    for number in rest:
        if account := met.accounts.get(number):
            await moment.send(account, Message(say("intro-not-this-time")), Kind.PROMPT)


async def _put_in_touch(
    moment: Moment, met: Met, together: Sequence[int], reads: int | None = None
) -> None:
    """Give those who said yes each other's details; not `reads`, who has them as an answer."""
    for number in together:
        met.sides[number].put_at = moment.now
    met.match.step, met.match.next_at = Step.START, moment.now + TO_START
    await peers.acquaint(moment.session, together, moment.now)
    for number in together:
        account = met.accounts.get(number)
        if account and number != reads:
            await moment.send(account, await _details(moment, met, number), Kind.PROMPT)


async def _details(moment: Moment, met: Met, reader: int) -> Message:
    """How to reach the others, and what to begin with."""
    others = met.others(reader, met.put)
    return Message(
        say("intro-both-yes", count=len(others), names=_named(others)),
        cards=_contacts(moment.session, met, others),
        after=(*await _question(moment.session, met.match), say("intro-if-none"), SAFETY),
        buttons=stacked(
            button(say("intro-touch"), "intro-touch", met.match.id),
            *[await block_button(moment, reader, each) for each in others],
        ),
        shows=tuple(each.id for each in others),
    )


def _contacts(session: AsyncSession, met: Met, others: Sequence[Person]) -> tuple[Card, ...]:
    return tuple(contact(each, rounds.contact_of(session, met.sides[each.id])) for each in others)


def contact(person: Person, reach: str) -> Card:
    """How to reach somebody. What people write calls nobody, so a user name is a link."""
    name = first_name(person)
    if not reach.startswith("@"):
        return Card(name, (reach,))
    user = reach.removeprefix("@")
    return Card(name, (user,), Link(say("intro-on-telegram"), f"https://t.me/{user}"))


async def _start(moment: Moment, met: Met) -> None:
    """If none of them said that they are in touch, ask the one who was longest not asked to."""
    put = met.put
    since = min(met.sides[number].put_at or moment.now for number in put) if put else moment.now
    met.match.step, met.match.next_at = Step.TALK, max(moment.now, since + TO_TALK)
    together = await _still_together(moment, met)
    if len(together) < 2 or any(met.sides[number].in_touch_at for number in put):
        return
    if not all(met.sides[number].contact for number in together):
        return  # one left meanwhile, and joined again
    before = await rounds.last_started(moment.session, together)
    awake = [number for number in together if number in met.accounts]
    if not awake:
        return
    one = min(awake, key=lambda number: (before.get(number, _NEVER), number))
    met.sides[one].start_at = moment.now
    others = met.others(one, together)
    message = Message(
        say("intro-start", names=_named(others)),
        cards=_contacts(moment.session, met, others),
        after=await _question(moment.session, met.match),
        buttons=stacked(
            button(say("intro-touch"), "intro-touch", met.match.id),
            *[await block_button(moment, one, each) for each in others],
        ),
        shows=tuple(each.id for each in others),
    )
    await moment.send(met.accounts[one], message, Kind.PROMPT)


_NEVER = datetime.min.replace(tzinfo=UTC)


async def _still_together(moment: Moment, met: Met) -> Sequence[int]:
    """Those who were put in touch, and may be still."""
    theirs = [number for number in met.put if number in met.peers]
    return await _who_may_meet(moment.session, theirs)


async def _ask(moment: Moment, met: Met) -> None:
    """Ask one of them if they talked, and later the next, unless one said yes."""
    together = await _still_together(moment, met)
    sides = [met.sides[number] for number in together]
    since = min((side.put_at for side in sides if side.put_at), default=moment.now)
    waiting = [side for side in sides if not (side.asked_at or side.talked)]
    if (
        moment.now > since + GIVEN_UP
        or any(side.talked == Talked.YES for side in sides)
        or not waiting
    ):
        _end(met.match)
        return
    met.match.next_at = moment.now + BETWEEN
    side = min(waiting, key=lambda side: (side.start_at is not None, side.person_id))
    account = met.accounts.get(side.person_id)
    may = account and await unasked.claim(
        moment.session, side.person_id, Sort.PEERS, moment.now, moment.here.zone
    )
    if not (account and may):
        return
    side.asked_at = moment.now
    number = met.match.id
    names = _named(met.others(side.person_id, together))
    answers = [button(say(f"intro-{each}"), "intro-talked", number, each) for each in Talked]
    await moment.send(
        account, Message(say("intro-did-you", names=names), buttons=stacked(*answers)), Kind.PROMPT
    )


def _end(match: Match) -> None:
    match.step, match.next_at = Step.OVER, None


STEPS = {Step.TELL: _tell, Step.ANSWER: _close, Step.START: _start, Step.TALK: _ask}


# --- What they say ------------------------------------------------------------------------


async def _theirs(turn: Turn, number: int) -> tuple[Met, Side]:
    """A match that somebody was told of, and their side of it.

    Raises:
        Sorry: it is not theirs, or gone.
    """
    match = await rounds.match_with_id(turn.session, number)
    met = await _met(turn, match) if match else None
    side = met.sides.get(turn.person.id) if met else None
    if met is None or side is None or side.told_at is None:
        raise Sorry(say("unknown-button"))
    return met, side


async def _open(turn: Turn, number: int) -> tuple[Met, Side]:
    """The same, while they can still answer."""
    met, side = await _theirs(turn, number)
    peer = await peers.peer_of(turn.session, turn.person.id)
    if met.match.step != Step.ANSWER or peer is None or peer.left_at:
        raise Sorry(say("intro-over"))
    return met, side


@on.press("intro-yes", private=True)
async def agree(turn: Turn, number: int) -> Filling | Message:
    """They want to: ask how the others may reach them, or if it is as last time."""
    met, side = await _open(turn, number)
    if side.yes_at:
        return _waits(turn, met, side)
    last = await rounds.last_contact(turn.session, turn.person.id)
    if not last:
        return REACH.filled(match=str(number))
    return Message(
        say("intro-as-last", reach=last),
        buttons=stacked(
            button(say("intro-same"), "intro-same", number),
            button(say("intro-other"), "intro-other", number),
        ),
    )


@on.press("intro-same", private=True, settles=True)
async def agree_as_last(turn: Turn, number: int) -> Message:
    """The others may reach them as those of the last round could."""
    met, side = await _open(turn, number)
    last = await rounds.last_contact(turn.session, turn.person.id)
    if not last:
        raise Sorry(say("unknown-button"))
    return await _say_yes(turn, met, side, last)


@on.press("intro-other", private=True)
async def agree_otherwise(turn: Turn, number: int) -> Filling:
    """They want to be reached in another way."""
    await _open(turn, number)
    return REACH.filled(match=str(number))


@on.finish(REACH)
async def take_way(turn: Turn, match: str, reach: str) -> Message:
    """Keep how they may be reached: that is their yes."""
    met, side = await _open(turn, _number(match))
    return await _say_yes(turn, met, side, reach)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


async def _say_yes(turn: Turn, met: Met, side: Side, reach: str) -> Message:
    """Note a yes; if it is the last one, all have each other's details at once."""
    rounds.say_yes(turn.session, side, reach, turn.now)
    if len(met.said_yes) < len(met.sides):
        return _waits(turn, met, side)
    together = await _who_may_meet(turn.session, [n for n in met.said_yes if n in met.peers])
    if len(together) < len(met.sides):
        return _waits(turn, met, side)  # somebody left or blocked: they hear as if it was a no
    others = met.others(side.person_id, together)
    polite = max(turn.clock_of(each).politely(turn.now) for each in others)
    if polite > turn.now:
        met.match.next_at = polite  # what waits for the morning could not be taken back at night
        return _waits(turn, met, side)
    await _put_in_touch(turn, met, together, reads=side.person_id)
    return await _details(turn, met, side.person_id)


def _waits(turn: Turn, met: Met, side: Side) -> Message:
    """The same whether the other is there still, has left, or blocked them."""
    told = side.told_at or turn.now
    day = Day(turn.local(told + TO_ANSWER).date())
    return Message(say("intro-waits", count=met.match.size - 1, day=day))


@on.press("intro-no", private=True, settles=True)
async def decline(turn: Turn, number: int) -> Message:
    """Not this time. Nobody learns of it."""
    _, side = await _open(turn, number)
    side.yes_at, side.no_at, side.contact = None, turn.now, None
    after_all = button(say("intro-after-all"), "intro-yes", number)
    return Message(say("intro-no-kept"), buttons=stacked(after_all, skip_button()))


@on.press("intro-touch", private=True, settles=True)
async def are_in_touch(turn: Turn, number: int) -> Message:
    """They are in touch: nobody is asked to write first."""
    _, side = await _theirs(turn, number)
    _put(side)
    side.in_touch_at = side.in_touch_at or turn.now
    return Message(say("intro-touch-kept"))


def _put(side: Side) -> None:
    if side.put_at is None:
        raise Sorry(say("unknown-button"))


@on.press("intro-talked", private=True, settles=True)
async def talked(turn: Turn, number: int, answer: str) -> Message:
    """They talked, will, or not yet. One yes, and nobody is asked any more.

    What is said is the same whether the other is there still, has left, or blocked them.
    """
    met, side = await _theirs(turn, number)
    _put(side)
    if answer not in list(Talked):
        raise Sorry(say("unknown-button"))
    side.talked = answer
    if answer != Talked.YES:
        return Message(say(f"intro-{answer}-kept"))
    _end(met.match)
    note = button(say("intro-note-write"), "intro-note", number)
    return Message(
        (say("intro-talked-kept"), say("intro-again", count=met.match.size - 1)),
        buttons=stacked(
            button(say("intro-again-yes"), "intro-again", number, "yes"),
            button(say("intro-again-no"), "intro-again", number, "no"),
            note,
        ),
    )


@on.press("intro-again", private=True)
async def again(turn: Turn, number: int, answer: str) -> Message:
    """Whether they would like to meet the same person again."""
    _, side = await _theirs(turn, number)
    _put(side)
    side.again = answer == "yes"
    note = stacked(button(say("intro-note-write"), "intro-note", number))
    return Message(say("intro-again-kept" if side.again else "intro-again-not"), buttons=note)


@on.press("intro-note", private=True)
async def ask_note(turn: Turn, number: int) -> Filling:
    """A line for themselves."""
    _, side = await _theirs(turn, number)
    _put(side)
    return NOTE.filled(match=str(number))


@on.finish(NOTE)
async def keep_note(turn: Turn, match: str, words: str) -> Message:
    """Keep it, for nobody else."""
    _, side = await _theirs(turn, _number(match))
    _put(side)
    rounds.write_note(turn.session, side, words)
    return Message(say("intro-note-kept"))


# --- What is kept -------------------------------------------------------------------------


@on.keeps("peer_side")
async def tell(turn: Turn) -> Kept | None:
    """In which rounds they were, and what they said: not what others did."""
    found = await rounds.sides(turn.session, turn.person.id)
    if not found:
        return None
    rows = []
    for each in found:
        lines: list[Words] = [say("intro-kept-week", day=Day(each.week, year=True))]
        lines += [say("intro-kept-yes")] if each.yes_at else []
        lines += [say("intro-kept-no")] if each.no_at else []
        reach = rounds.contact_of(turn.session, each)
        lines += [say("intro-kept-reach", reach=reach)] if reach else []
        lines += [say(f"intro-{each.talked}")] if each.talked else []
        note = rounds.note_of(turn.session, each)
        lines += [say("intro-kept-note", note=note)] if note else []
        rows.append(lines)
    return Kept(say("intro-kept-title"), say("intro-kept", count=len(rows)), rows)
