"""Peers: volunteers who are introduced to each other. Joining, changing, resting, leaving.

It is for adults for whom somebody vouched, and a choice that ends by one tap. Who is kept apart
from whom, and what becomes of a report, is in `apart`; who may say yes to somebody, in
`coordinators`.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import TypeGuard

from handlers import coordinators, prompts, thesaurus
from handlers.forms import Answers, Choice, Filling, Form, NotUnderstood, Pick, Several, Write
from handlers.messages import (
    Button,
    Day,
    Listing,
    Message,
    Sorry,
    Words,
    button,
    in_rows,
    say,
    stacked,
)
from handlers.own_health import tells_of_own
from handlers.turns import Kept, Moment, Routes, Turn
from storage import circles, invitations, mentoring, peers, reminders, rounds
from storage.peers import Cadence, Peer, Want
from storage.people import Person
from storage.reminders import Every

on = Routes()

SAFETY = say("peers-safety")
"""One line that stands under every introduction."""

# --- What is asked ------------------------------------------------------------------------

SPOKEN = ("en", "cy", "pl", "ro", "uk", "pa", "ur", "bn", "gu", "ar", "so", "pt", "zh", "bsl")
"""Languages in which people may like to talk."""

INTERESTS = (
    "shared_meals", "cooking", "food_growing", "gardening", "arts", "music", "dance", "making",
    "reading", "heritage", "sport", "walks", "bikes", "gaming", "digital", "wildlife", "repair",
    "community_events", "young_people", "older_people",
)  # fmt: skip
"""Subjects of the thesaurus, by its names; none of health."""

LIVED = (
    "bank_account", "first_event", "lost_venue", "first_grant", "refused", "rules", "insurance",
    "accounts", "no_volunteers", "falling_out", "alone", "handing_over", "growing", "permission",
    "bad_turnout", "closing",
)  # fmt: skip
"""What somebody may have been through in running a group; never health."""

WAYS = ("call", "message", "in_person")

_REACH = re.compile(
    r"(\d[\s().-]*){6}|[@＠]|\b(?:https?|www|t\.me|wa\.me)\b|\w\.(?:com|org|net|uk|me)\b",
    re.IGNORECASE,
)
"""A number, a user name, an address: it passes only between those who both said yes."""


def own_line(line: str) -> str:
    """A line that others read: no way to reach its writer, and nothing of how they are."""
    if _REACH.search(line):
        raise NotUnderstood(say("peers-line-reach"))
    if tells_of_own(line):
        raise NotUnderstood(say("peers-line-own"))
    return " ".join(line.split())


async def _interests(turn: Turn) -> Sequence[Choice]:
    return [Choice(each, interest(each, turn.person.language)) for each in INTERESTS]


def interest(name: str, language: str) -> Words:
    """What a subject is called in a language."""
    shown = thesaurus.subjects()[name].shown
    return shown.get(language, shown["en"])


def _adult(said: Answers) -> bool:
    return said.get("adult") == "yes"


def _meets(said: Answers) -> bool:
    return _adult(said) and Want.PEER in said.get("wants", "")


JOIN = Form(
    "peer",
    (
        Pick("adult", ("yes", "no")),
        Several("wants", tuple(Want), when=_adult),
        Pick("every", tuple(Cadence), when=_meets),
        Several("languages", SPOKEN, when=_adult),
        Pick("where", ("near", "anywhere"), when=_adult),
        Several("interests", _interests, optional=True, when=_adult),
        Several("lived", LIVED, optional=True, when=_adult),
        Several("ways", WAYS, when=_adult),
        Write("line", optional=True, at_most=200, reads=own_line, when=_adult),
        Write("word", optional=True, at_most=40, when=_adult),
    ),
)
"""What was told already comes with it, and is not asked again."""

TOPICS: Mapping[str, tuple[str, ...]] = {
    "wants": ("wants", "every"),
    "languages": ("languages",),
    "where": ("where",),
    "interests": ("interests", "lived"),
    "ways": ("ways",),
    "line": ("line",),
}
"""What can be changed at once, by the questions that it takes."""


# --- The page -----------------------------------------------------------------------------


@on.command("peers", private=True)
async def page(turn: Turn, word: str) -> Message:
    """How it stands for them; with a word, the invitation that it is. Coordinators see theirs."""
    if word:
        return await invited(turn, word) or Message(say("peers-word-not"), buttons=_to_page())
    if await coordinators.is_one(turn):
        return await coordinators.page(turn)
    return await own_page(turn)


@on.press("peers", private=True)
async def page_pressed(turn: Turn) -> Message:
    """How it stands for whoever presses."""
    return await own_page(turn)


def _to_page() -> tuple[tuple[Button, ...], ...]:
    return stacked(button(say("peers-page"), "peers"))


async def invited(turn: Turn, word: str) -> Message | None:
    """What an invitation is to; whoever asked to join already is in. None: the word is none."""
    found = await invitations.invitation(turn.session, word, turn.now)
    if found is None or not await coordinators.made_by_one(turn, found):
        return None
    peer = await peers.peer_of(turn.session, turn.person.id)
    if _joined(peer):
        await coordinators.vouch(turn, peer, word, anew=False)
        return await own_page(turn)
    join = button(say("peers-join"), "peers-word", word)
    return _offer(turn, say("peers-invited"), say("peers-who-invited"), join)


async def own_page(turn: Turn) -> Message:
    """How it stands for somebody, with what they can do."""
    peer = await peers.peer_of(turn.session, turn.person.id)
    if peer and _is_under(peer):
        return Message((say("peers-under"), say("peers-under-mistake")))
    if not _joined(peer):
        join = button(say("peers-join"), "peers-join")
        return _offer(turn, say("peers-what"), say("peers-who"), join)
    return Message(
        (*await _state(turn, peer), *_told(turn, peer)),
        buttons=await _doing(turn, peer),
    )


def _offer(turn: Turn, first: Words, who: Words, join: Button) -> Message:
    """What it is, whom it is for, and who sees what: before anything is asked."""
    read = [say("peers-overseen")] if turn.incoming.platform in turn.here.overseen else []
    return Message(
        (first, say("peers-more"), say("peers-how"), who, say("peers-seen"), *read),
        buttons=stacked(join, button(say("peers-join-not"), "peers-join-not")),
    )


@on.press("peers-join-not", private=True, settles=True)
async def join_not(_: Turn) -> Message:
    """They would rather not."""
    return Message(say("peers-declined"))


# --- Joining ------------------------------------------------------------------------------


@on.press("peers-join", private=True)
async def ask(turn: Turn) -> Filling | Message:
    """Ask what they would like; whoever said that they are an adult is not asked that again."""
    return await _asked(turn, {})


@on.press("peers-word", private=True)
async def ask_invited(turn: Turn, word: str) -> Filling | Message:
    """The same for somebody with an invitation."""
    return await _asked(turn, {"word": word})


async def _asked(turn: Turn, given: dict[str, str | list[str]]) -> Filling | Message:
    peer = await peers.peer_of(turn.session, turn.person.id)
    if peer and _is_under(peer) and not await _asks_anew(turn, str(given.get("word", ""))):
        return await own_page(turn)
    if peer and peer.adult_at:
        given["adult"] = "yes"
    if peer and peer.vouched_at:
        given["word"] = ""
    language = turn.person.language
    return Filling(JOIN, given, {"languages": [language]} if language in SPOKEN else {})


async def _asks_anew(turn: Turn, word: str) -> bool:
    """Whether somebody who said that they are under 18 is asked again: by an own invitation."""
    found = await invitations.invitation(turn.session, word, turn.now)
    return found is not None and found.people == 1 and await coordinators.made_by_one(turn, found)


@on.finish(JOIN)
async def join(
    turn: Turn,
    adult: str,
    wants: Sequence[str] = (),
    every: str = "",
    languages: Sequence[str] = (),
    where: str = "",
    interests: Sequence[str] = (),
    lived: Sequence[str] = (),
    ways: Sequence[str] = (),
    line: str = "",
    word: str = "",
) -> Message:
    """Keep what they said. Whoever is under 18 is told so kindly, and nothing else is kept."""
    peer = await peers.peer_of(turn.session, turn.person.id)
    if peer is None:
        peer = peers.told_nothing(turn.person.id, turn.now)
        turn.session.add(peer)
    if adult != "yes":
        return await _turn_away(turn, peer)
    if _is_under(peer) and not await _asks_anew(turn, word):
        return Message((say("peers-under"), say("peers-under-mistake")))
    new = not _joined(peer)
    peer.adult_at, peer.under_at = peer.adult_at or turn.now, None
    if new:
        peer.joined_at, peer.left_at = turn.now, None
    peer.wants, peer.every = list(wants), every
    peer.languages, peer.anywhere = list(languages), where == "anywhere"
    peer.interests, peer.lived, peer.ways = list(interests), list(lived), list(ways)
    peers.write_line(turn.session, peer, line)
    await turn.session.flush()
    if Want.CIRCLE in wants:
        await circles.wait(turn.session, turn.person.id, turn.now)
    else:
        await circles.wait_no_more(turn.session, [turn.person.id])
    vouched = peer.vouched_at is not None
    asked = await coordinators.vouch(turn, peer, word, anew=new)
    if vouched and not new:
        full = [say("peers-full")] if await _is_full(turn, peer) else []
        changed = (say("peers-changed"), *full, *_told(turn, peer))
        return Message(changed, buttons=await _doing(turn, peer))
    unknown = [say("peers-word-not")] if word and not peer.vouched_at else []
    if peer.vouched_at or peer.refused_at:
        first = await _state(turn, peer)
    else:
        first = (say(f"peers-waits-{asked}"), *await _full(turn, peer))
    return Message(
        (*unknown, *first),
        buttons=(
            *_asks_area(turn, peer),
            *await _asks_for_room(turn, peer),
            *(_ways_on(peer) if peer.vouched_at else ()),
            *_to_page(),
        ),
    )


async def _turn_away(turn: Turn, peer: Peer) -> Message:
    await turn.session.flush()
    await peers.leave(turn.session, turn.person.id, turn.now)
    await turn.session.refresh(peer)
    peer.adult_at, peer.under_at = None, turn.now
    return Message((say("peers-under"), say("peers-under-kept"), say("peers-under-mistake")))


def _is_under(peer: Peer) -> bool:
    return peer.under_at is not None


def _joined(peer: Peer | None) -> TypeGuard[Peer]:
    """Whether somebody asked to be a peer, and is one or waits to be."""
    return peer is not None and peer.adult_at is not None and peer.left_at is None


def _asks_area(turn: Turn, peer: Peer) -> tuple[tuple[Button, ...], ...]:
    """Whoever wants to meet people near them has to say where that is."""
    if peer.anywhere or turn.person.area:
        return ()
    return stacked(button(say("peers-area"), "area"))


async def _asks_for_room(turn: Turn, peer: Peer) -> tuple[tuple[Button, ...], ...]:
    """Whoever has no room for an introduction in any week can have one message more."""
    full = await _is_full(turn, peer)
    return stacked(button(say("peers-two"), "peers-two")) if full else ()


@on.press("peers-two", private=True, settles=True)
async def have_two(turn: Turn) -> Message:
    """Have room for an introduction beside the check-in."""
    peer = await _own(turn)
    turn.person.weekly_number = max(turn.person.weekly_number, 2)
    return Message((say("peers-has-two"), *await _state(turn, peer)), buttons=_to_page())


# --- How it stands ------------------------------------------------------------------------


async def _state(turn: Turn, peer: Peer) -> Sequence[Words]:
    """Whether they are in, and why not."""
    if out := await _out(turn, peer):
        return (out,)
    if peer.refused_at:
        return (say("peers-refused"),)
    if peer.vouched_at is None:
        return (say("peers-waits"), *await _full(turn, peer))
    if turn.person.stopped_at:
        return (say("peers-stopped"),)
    if turn.person.paused_until and turn.person.paused_until > turn.now:
        return (say("peers-quiet", day=Day(turn.local(turn.person.paused_until).date())),)
    if peer.paused_until and peer.paused_until > turn.now:
        return (say("peers-rests", day=Day(turn.local(peer.paused_until).date())),)
    if Want.PEER not in peer.wants:
        return (say("peers-in-else"),)
    more = [say("peers-more-asked")] if await _is_asked_more(turn, peer) else []
    coming = await rounds.to_come(turn.session)
    following = [say("peers-next", day=Day(turn.local(coming.at).date()))] if coming else []
    now = say("peers-skips") if peer.skip_next else say("peers-in")
    return (*(await _full(turn, peer) or (now, *following)), *more)


async def _is_asked_more(turn: Turn, peer: Peer) -> bool:
    """Whether they want a mentor, or to be one, and have not said yet what for."""
    mentor = await mentoring.mentor_of(turn.session, turn.person.id)
    mentee = await mentoring.mentee_of(turn.session, turn.person.id)
    return (Want.MENTOR in peer.wants and mentee is None) or (
        Want.BE_MENTOR in peer.wants and mentor is None
    )


async def _full(turn: Turn, peer: Peer) -> Sequence[Words]:
    """That no week of theirs has room for an introduction; nothing, where one has."""
    return (say("peers-full"),) if await _is_full(turn, peer) else ()


async def _is_full(turn: Turn, peer: Peer) -> bool:
    """Whether the check-in takes each week's only message."""
    if Want.PEER not in peer.wants or turn.person.weekly_number > 1:
        return False
    reminder = await reminders.reminder_of(turn.session, turn.person.id)
    return reminder is not None and reminder.every == Every.WEEK


async def _out(turn: Turn, peer: Peer) -> Words | None:
    """That somebody is out for a report; None: not, as far as they know."""
    known = await peers.known_reports(turn.session, peer.person_id) if peer.out_at else ()
    if any(each.decided_at is None for each in known):
        return say("peers-out")
    return say("peers-stays-out") if any(each.in_again is False for each in known) else None


def _told(turn: Turn, peer: Peer) -> Sequence[Words]:
    """What somebody said, a line each."""
    line = peers.line_of(turn.session, peer)
    subjects: list[Words] = [interest(each, turn.person.language) for each in peer.interests]
    told = {
        "wants": _listed("wants", peer.wants),
        "every": _listed("every", [peer.every] if peer.every else []),
        "languages": _listed("languages", peer.languages),
        "where": _where(turn, peer),
        "interests": Listing(tuple(subjects)) if subjects else None,
        "lived": _listed("lived", peer.lived),
        "ways": _listed("ways", peer.ways),
        "line": line or None,
    }
    lines: list[Words] = [say(f"peers-told-{name}", it=it) for name, it in told.items() if it]
    return (
        say("peers-shown", name=first_name(turn.person)),
        Listing(tuple(lines), apart="\n"),
    )


def _listed(question: str, values: Sequence[str]) -> Listing | None:
    told: tuple[Words, ...] = tuple(say(f"peer-{question}-{each}") for each in values)
    return Listing(told) if told else None


def _where(turn: Turn, peer: Peer) -> Words:
    area = turn.person.area
    if peer.anywhere or area is None:
        return say("peer-where-anywhere") if peer.anywhere else say("peer-where-near")
    return say("peers-near", area=area.name)


def _ways_on(peer: Peer) -> tuple[tuple[Button, ...], ...]:
    """To what else they would like, where more is asked."""
    offered = []
    if {Want.MENTOR, Want.BE_MENTOR} & {*peer.wants}:
        offered.append(button(say("peers-to-mentoring"), "mentoring"))
    if Want.CIRCLE in peer.wants:
        offered.append(button(say("peers-to-circle"), "circle"))
    return stacked(*offered)


async def _all_there_is(turn: Turn) -> tuple[tuple[Button, ...], ...]:
    """To all that volunteers can do with each other, at one glance."""
    offered = ("mentoring", "circle", "thank", "hello")
    ways = [button(say(f"peers-to-{each}"), each) for each in offered]
    return *in_rows(ways, 2), (await prompts.switch(turn),)


async def _doing(turn: Turn, peer: Peer) -> tuple[tuple[Button, ...], ...]:
    rests = peer.paused_until is not None and peer.paused_until > turn.now
    skips = button(say("peers-skip-not"), "peers-skip-not") if peer.skip_next else skip_button()
    return (
        *_asks_area(turn, peer),
        *await _asks_for_room(turn, peer),
        *(await _all_there_is(turn) if peer.vouched_at else ()),
        *stacked(
            *([skips] if peer.vouched_at and not rests and Want.PEER in peer.wants else []),
            button(say("peers-back"), "peers-back")
            if rests
            else button(say("peers-pause", weeks=PAUSES[0]), "peers-pause", PAUSES[0]),
            button(say("peers-change"), "peers-change"),
            button(say("peers-apart"), "aparts"),
            button(say("peers-leave"), "peers-leave"),
        ),
    )


# --- Changing -----------------------------------------------------------------------------


@on.press("peers-change", private=True)
async def change(turn: Turn) -> Message:
    """Ask what is to change."""
    await _own(turn)
    return Message(
        say("peers-change-what"),
        buttons=in_rows(
            [button(say(f"peers-topic-{each}"), "peers-topic", each) for each in TOPICS], 2
        ),
    )


@on.press("peers-topic", private=True)
async def change_topic(turn: Turn, topic: str) -> Filling:
    """Ask that alone; the rest stays as it is."""
    peer = await _own(turn)
    if topic not in TOPICS:
        raise Sorry(say("unknown-button"))
    known: dict[str, str | list[str]] = {
        "adult": "yes",
        "wants": peer.wants,
        "every": peer.every,
        "languages": peer.languages,
        "where": "anywhere" if peer.anywhere else "near",
        "interests": peer.interests or "",
        "lived": peer.lived or "",
        "ways": peer.ways,
        "line": peers.line_of(turn.session, peer),
        "word": "",
    }
    asked = TOPICS[topic]
    given = {name: it for name, it in known.items() if name not in asked}
    draft = {name: it for name, it in known.items() if name in asked and it}
    return Filling(JOIN, given, draft)


async def _own(turn: Turn) -> Peer:
    """What somebody said as a peer.

    Raises:
        Sorry: they are none.
    """
    peer = await peers.peer_of(turn.session, turn.person.id)
    if not _joined(peer):
        raise Sorry(Message(say("peers-not-in"), buttons=_to_page()))
    return peer


# --- Resting and leaving ------------------------------------------------------------------

PAUSES = (4, 12)
"""Weeks."""


@on.press("peers-pause", private=True)
async def pause(turn: Turn, weeks: int) -> Message:
    """Be introduced to nobody for some weeks."""
    peer = await _own(turn)
    if weeks not in PAUSES:
        raise Sorry(say("unknown-button"))
    peer.paused_until = turn.now + timedelta(weeks=weeks)
    longer = [each for each in PAUSES if each != weeks]
    return Message(
        say("peers-paused", day=Day(turn.local(peer.paused_until).date())),
        buttons=stacked(
            button(say("peers-back"), "peers-back"),
            *(button(say("peers-pause", weeks=each), "peers-pause", each) for each in longer),
        ),
    )


@on.press("peers-back", private=True, settles=True)
async def back(turn: Turn) -> Message:
    """Be introduced to others again."""
    peer = await _own(turn)
    peer.paused_until = None
    return Message((*await _state(turn, peer),), buttons=_to_page())


def skip_button() -> Button:
    """Stands under other messages, too: to leave the next round out."""
    return button(say("peers-skip"), "peers-skip")


@on.press("peers-skip", private=True, settles=True)
async def skip(turn: Turn) -> Message:
    """Leave the next round out."""
    peer = await _own(turn)
    peer.skip_next = True
    again = button(say("peers-skip-not"), "peers-skip-not")
    return Message(say("peers-skips"), buttons=stacked(again))


@on.press("peers-skip-not", private=True, settles=True)
async def skip_not(turn: Turn) -> Message:
    """Be in the next round after all."""
    peer = await _own(turn)
    peer.skip_next = False
    return Message((*await _state(turn, peer),), buttons=_to_page())


@on.press("peers-leave", private=True, settles=True)
async def leave(turn: Turn) -> Message:
    """Be no peer any more, at once and unasked. What they told is gone."""
    await peers.leave(turn.session, turn.person.id, turn.now)
    await rounds.forget_contacts(turn.session, turn.person.id)
    await circles.look_again(turn.session, turn.person.id, turn.now)
    return Message((say("peers-left"), say("peers-left-stays")), buttons=_to_page())


# --- After a check-in ---------------------------------------------------------------------


@on.press("peers-offer", private=True)
async def offer(turn: Turn) -> Message:
    """What another volunteer would see, if one is wished for. Nothing has happened before a yes."""
    peer = await peers.peer_of(turn.session, turn.person.id)
    if not _joined(peer) or peer.vouched_at is None or await _out(turn, peer):
        return await own_page(turn)
    return Message(
        (say("peers-offer"), say("peers-offer-seen", name=first_name(turn.person))),
        buttons=stacked(
            button(say("peers-offer-yes"), "peers-first"),
            button(say("peers-offer-no"), "peers-first-not"),
        ),
    )


@on.press("peers-first", private=True, settles=True)
async def come_first(turn: Turn) -> Message:
    """Come first in the next round."""
    peer = await _own(turn)
    peer.paused_until, peer.skip_next = None, False
    if Want.PEER not in peer.wants:
        peer.wants, peer.every = [*peer.wants, Want.PEER], peer.every or Cadence.WEEKLY
    await turn.session.flush()
    await peers.comes_first(turn.session, [turn.person.id], turn.now)
    return Message(say("peers-first-done"))


@on.press("peers-first-not", private=True, settles=True)
async def come_first_not(_: Turn) -> Message:
    """They would rather not."""
    return Message(say("peers-first-declined"))


# --- Shown to others ----------------------------------------------------------------------


def first_name(person: Person) -> str:
    """What others are told that somebody is called."""
    return person.name.split()[0] if person.name.split() else ""


async def block_button(moment: Moment, shown_to: int, other: Person) -> Button:
    """Stands under everything that shows somebody to another: to block or report them, any time.

    That they were shown is noted: nobody can block or report whom they never met.
    """
    await peers.introduce(moment.session, shown_to, other.id, moment.now)
    return button(say("peers-block", name=first_name(other)), "apart", other.id)


# --- What is kept -------------------------------------------------------------------------


@on.keeps("peer")
async def tell_peer(turn: Turn) -> Kept | None:
    """What they said as a peer."""
    peer = await peers.peer_of(turn.session, turn.person.id)
    if peer is None:
        return None
    title = say("peers-title")
    if peer.adult_at is None and peer.under_at:
        day = Day(turn.local(peer.under_at).date(), year=True)
        return Kept(title, say("peers-told-under", day=day))
    if peer.left_at:
        day = Day(turn.local(peer.left_at).date(), year=True)
        return Kept(title, say("peers-told-left", day=day))
    rows = [[each] for each in _told(turn, peer)]
    return Kept(title, say("peers-told"), rows, button(say("peers-page"), "peers"))


@on.keeps("never_with")
async def tell_never_with(turn: Turn) -> Kept | None:
    """Whom they don't want to meet again."""
    found = await peers.kept_from(turn.session, turn.person.id)
    if not found:
        return None
    names: tuple[Words, ...] = tuple(map(first_name, found))
    told = say("peers-told-never", names=Listing(names))
    return Kept(say("peers-title-never"), told, change=button(say("peers-apart"), "aparts"))


@on.keeps("never_named")
async def tell_never_named(turn: Turn) -> Kept | None:
    """The names that they don't want to meet."""
    found = await peers.names_kept_from(turn.session, turn.person.id)
    if not found:
        return None
    names: tuple[Words, ...] = tuple(name for _, name in found)
    told = say("peers-told-named", names=Listing(names))
    return Kept(say("peers-title-never"), told, change=button(say("peers-apart"), "aparts"))


@on.keeps("peer_report")
async def tell_reports_about(turn: Turn) -> Kept | None:
    """That they were reported, and what was decided."""
    found = await peers.known_reports(turn.session, turn.person.id)
    if not found:
        return None
    return Kept(say("peers-title-report"), say("peers-told-reported", count=len(found)))


@on.keeps("peer_report_words")
async def tell_reports_by(turn: Turn) -> Kept | None:
    """What they reported, in their own words."""
    found = await peers.reports_by(turn.session, turn.person.id)
    if not found:
        return None
    rows: list[Sequence[Words]] = []
    for each in found:
        said = await peers.reported(turn.session, each.id)
        day = Day(turn.local(each.at).date(), year=True)
        if said:
            rows.append(
                [say("peers-report-day", day=day), say(f"report-what-{said.what}"), said.words]
            )
    told = say("peers-told-reports", count=len(found))
    return Kept(say("peers-title-report"), told, rows)


@on.keeps("introduced")
async def tell_introduced(turn: Turn) -> Kept | None:
    """To whom they were introduced: the names that they were shown, and no more."""
    found = await peers.introduced_to(turn.session, turn.person.id)
    if not found:
        return None
    rows: list[Sequence[Words]] = [
        [first_name(other), say("peers-met-day", day=Day(turn.local(at).date(), year=True))]
        for other, at in found
    ]
    return Kept(say("peers-title-introduced"), say("peers-told-introduced", count=len(found)), rows)
