"""Kept apart: whom somebody never wants to meet, blocks, reports, and what is decided.

Whoever is blocked never learns of it. Whoever is reported is out at once, is told some days later
that it is so but not by whom, and is in again when a safeguarding contact says so who is neither
of the two.
"""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from handlers.forms import Filling, Form, Pick, Write
from handlers.messages import Button, Listing, Message, Sorry, Words, button, say, stacked
from handlers.peers import first_name
from handlers.turns import Moment, Routes, Turn
from storage import administrators, audit, circles, mentoring, peers, people, safeguarding
from storage.administrators import Role
from storage.mailbox import Kind
from storage.mentoring import Stage
from storage.peers import Peer, PeerReport
from storage.people import Person
from storage.safeguarding import SafeguardingContact

on = Routes()

# --- Never with ---------------------------------------------------------------------------

NAMES = 20
"""Names that somebody may give."""

NAME = Form("apart", (Write("name", at_most=60),))


@on.press("aparts", private=True)
async def show(turn: Turn) -> Message:
    """Whom they don't want to meet, each with one tap to take it back. Only they see it."""
    named = await peers.names_kept_from(turn.session, turn.person.id)
    met = await peers.kept_from(turn.session, turn.person.id)
    offered = [
        *(button(say("apart-not", name=name), "apart-name-not", key.hex) for key, name in named),
        *(button(say("apart-not", name=first_name(each)), "apart-not", each.id) for each in met),
    ]
    if len(named) < NAMES:
        offered.append(button(say("apart-add"), "apart-name"))
    told = say("apart-list") if named or met else say("apart-none")
    return Message((told, say("apart-secret")), buttons=stacked(*offered))


@on.press("apart-name", private=True)
async def ask_name(_: Turn) -> Form:
    """Ask for a name: nobody is shown who else is a peer."""
    return NAME


@on.finish(NAME)
async def keep_name(turn: Turn, name: str) -> Message:
    """Keep it."""
    if len(await peers.names_kept_from(turn.session, turn.person.id)) >= NAMES:
        raise Sorry(say("apart-enough", count=NAMES))
    await peers.keep_apart_by_name(turn.session, turn.person.id, name, turn.now)
    await circles.look_again(turn.session, turn.person.id, turn.now)
    await mentoring.look_again(turn.session, turn.person.id, turn.now)
    return Message(say("apart-named", name=name), buttons=_to_list())


@on.press("apart-name-not", private=True)
async def let_meet_name(turn: Turn, key: str) -> Message:
    """They may meet whoever is called so."""
    try:
        await peers.let_meet_by_name(turn.session, turn.person.id, UUID(hex=key))
    except ValueError:
        raise Sorry(say("unknown-button")) from None
    return await show(turn)


@on.press("apart-not", private=True, settles=True)
async def let_meet(turn: Turn, other: int) -> Message:
    """They may meet them again, if nothing else is against it: a report of theirs stays."""
    kept = {each.id: each for each in await peers.kept_from(turn.session, turn.person.id)}
    if other not in kept:
        return await show(turn)
    await peers.let_meet(turn.session, turn.person.id, other)
    reported = any(
        each.person_id == other for each in await peers.reports_by(turn.session, turn.person.id)
    )
    key = "apart-undone-reported" if reported else "apart-undone"
    return Message(say(key, name=first_name(kept[other])), buttons=_to_list())


def _to_list() -> tuple[tuple[Button, ...], ...]:
    return stacked(button(say("peers-apart"), "aparts"), button(say("peers-page"), "peers"))


# --- Block or report ----------------------------------------------------------------------


@on.press("apart", private=True)
async def ask(turn: Turn, other: int) -> Message:
    """What each does, and who would see what. Nothing has happened yet."""
    them = await _met(turn, other)
    name, read_by = first_name(them), await _deciders(turn, them.id, turn.person.id)
    seen = (
        say("report-seen", names=_names(read_by), name=name)
        if read_by
        else say("report-seen-later", name=name)
    )
    ends = await _ends(turn, other, name)
    return Message(
        (say("apart-what", name=name), *ends, seen, say("report-danger")),
        buttons=stacked(
            button(say("apart-yes", name=name), "apart-yes", other),
            button(say("report-begin", name=name), "peer-report", other),
            button(say("apart-neither"), "apart-neither"),
        ),
    )


async def _ends(turn: Turn, other: int, name: str) -> Sequence[Words]:
    """What the two have together, and would have no longer."""
    ends = []
    for two in await mentoring.of_person(turn.session, turn.person.id):
        ids = {side.person_id for side in two.sides}
        if two.mentoring.stage in (Stage.AGREEING, Stage.RUNNING) and other in ids:
            ends.append(say("apart-ends-mentoring", name=name))
    mine, theirs = [await circles.seat_of(turn.session, each) for each in (turn.person.id, other)]
    if mine and theirs and mine[1].id == theirs[1].id and mine[0].came_at and theirs[0].came_at:
        ends.append(say("apart-ends-circle", name=name))
    return ends


@on.press("apart-yes", private=True, settles=True)
async def block(turn: Turn, other: int) -> Message:
    """Never introduce them to each other again. The other never learns of it."""
    them = await _met(turn, other)
    await peers.keep_apart(turn.session, turn.person.id, other, turn.now)
    await circles.look_again(turn.session, turn.person.id, turn.now)
    return Message(
        say("apart-done", name=first_name(them)),
        buttons=stacked(
            button(say("report-begin", name=first_name(them)), "peer-report", other),
            button(say("apart-undo"), "apart-not", other),
        ),
    )


@on.press("apart-neither", private=True, settles=True)
async def neither(_: Turn) -> Message:
    """They leave it at that."""
    return Message(say("apart-neither-done"))


async def _met(turn: Turn, other: int) -> Person:
    """Somebody to whom they were introduced.

    Raises:
        Sorry: they were not, or the other is gone.
    """
    them = await peers.the_other(turn.session, turn.person.id, other)
    if them is None:
        raise Sorry(say("apart-not-met"))
    return them


# --- A report -----------------------------------------------------------------------------

WHAT = ("frightened", "unwanted", "money", "young", "unkind", "other")

REPORT = Form(
    "report",
    (
        Write("other", at_most=20),
        Pick("what", WHAT),
        Write("words", optional=True, at_most=1500),
    ),
    about_danger=True,
)


@on.press("peer-report", private=True)
async def begin_report(turn: Turn, other: int) -> Filling:
    """Ask what it is about, and for their words."""
    await _met(turn, other)
    return REPORT.filled(other=str(other))


TOLD_AFTER = timedelta(days=1), timedelta(days=3)
"""Between these, whoever was reported is told: not at an hour that shows who it was."""
ASKED_AGAIN = timedelta(days=3)
"""After which those who decide are asked again."""


@on.finish(REPORT)
async def report(turn: Turn, other: str, what: str, words: str = "") -> Message:
    """Keep it, take the other out of matching, and ask those who decide."""
    them = await _met(turn, int(other) if other.isdigit() else 0)
    area = await _area_of(turn, them.id)
    made = await peers.report(
        turn.session, them.id, turn.person.id, area, what, words, _some_time_later(turn, them),
        turn.now,
    )  # fmt: skip
    await circles.look_again(turn.session, them.id, turn.now)
    asked = await _ask_deciders(turn, made)
    told = say("report-sent", names=_names(asked)) if asked else say("report-sent-later")
    return Message(
        (say("report-thanks"), told, say("report-safe", name=first_name(them))),
        buttons=stacked(button(say("peers-page"), "peers")),
    )


def _some_time_later(turn: Turn, them: Person) -> datetime:
    first, last = TOLD_AFTER
    later = first + timedelta(seconds=secrets.randbelow(int((last - first).total_seconds())))
    return turn.clock_of(them).politely(turn.now + later)


async def _area_of(turn: Turn, person_id: int) -> str:
    """Whose contacts decide about somebody: those who look after them where they are."""
    peer = await peers.with_person(turn.session, person_id)
    found = await safeguarding.contacts_for(turn.session, peer.person.area if peer else None)
    return found[0].area_ref if found else ""


async def _deciders(
    moment: Moment, about: int, by: int | None, area_ref: str | None = None
) -> Sequence[SafeguardingContact]:
    """The contacts who may decide: ready, and neither whom it is about nor who reported it.

    Those of the area, or where there are none of these, of all areas.
    """
    found = [
        each
        for each in await safeguarding.all_contacts(moment.session)
        if each.ready and each.person_id not in (about, by)
    ]
    if area_ref is None:
        peer = await peers.with_person(moment.session, about)
        near = await safeguarding.contacts_for(moment.session, peer.person.area if peer else None)
        area_ref = near[0].area_ref if near else ""
    return [each for each in found if each.area_ref == area_ref] or found


def _names(contacts: Sequence[SafeguardingContact]) -> Words:
    names = tuple(dict.fromkeys(each.name for each in contacts))
    if len(names) < 2:
        return Listing(names)
    return say("tell-names", first=Listing(names[:-1]), last=names[-1])


# --- The decision -------------------------------------------------------------------------


async def _ask_deciders(moment: Moment, made: PeerReport) -> Sequence[SafeguardingContact]:
    """Ask those who may decide; where there is nobody, tell the administrators that. Who was."""
    made.ask_at = moment.now + ASKED_AGAIN
    said = await peers.reported(moment.session, made.id)
    deciders = await _deciders(moment, made.person_id, said and said.by, made.area_ref)
    message = await _case(moment, made)
    for each in deciders:
        await moment.send(each.account, message, Kind.COUNCIL)
    if not deciders:
        await _tell_administrators(moment, but=made.person_id)
    return deciders


async def _case(moment: Moment, made: PeerReport) -> Message:
    """What those who decide are told."""
    about = await peers.with_person(moment.session, made.person_id)
    said = await peers.reported(moment.session, made.id)
    by = await peers.with_person(moment.session, said.by) if said else None
    lines: list[Words] = [say("case-about", name=about.person.name if about else "")]
    lines.append(say("case-by", name=by.person.name) if by else say("case-by-gone"))
    if said:
        lines.append(say("case-what", what=say(f"report-what-{said.what}")))
        if said.words:
            lines.append(say("case-words", words=said.words))
    return Message(
        (say("case-new"), Listing(tuple(lines), apart="\n"), say("case-do"), say("case-safe")),
        buttons=stacked(
            *_writing(made, about, by),
            button(say("case-in"), "case-in", made.id.hex),
            button(say("case-out"), "case-out", made.id.hex),
        ),
        tells_of=tuple(each.person_id for each in (about, by) if each),
    )


def _writing(made: PeerReport, about: Peer | None, by: Peer | None) -> Sequence[Button]:
    """To write to either of the two, as far as they are here."""
    both = {"by": by, "about": about}
    return [
        button(say("case-write", name=each.person.name), "case-write", made.id.hex, whom)
        for whom, each in both.items()
        if each
    ]


async def _tell_administrators(moment: Moment, but: int) -> None:
    for platform, user in await administrators.who_are(moment.session, Role.ADMINISTRATOR):
        account = await people.account_of(moment.session, platform, user)
        if account and account.address and account.person_id != but:
            await moment.send(account, Message(say("case-nobody")), Kind.COUNCIL)


@on.press("case-in", private=True, settles=True)
async def let_in(turn: Turn, number: str) -> Message:
    """They may be introduced to others again."""
    return await _decide(turn, number, in_again=True)


@on.press("case-out", private=True, settles=True)
async def keep_out(turn: Turn, number: str) -> Message:
    """They are introduced to nobody any more."""
    return await _decide(turn, number, in_again=False)


class Case(NamedTuple):
    """A report, and the one of those who may decide who looks at it."""

    made: PeerReport
    by: int | None
    """Who made it; None: they are gone."""
    deciders: Sequence[SafeguardingContact]
    mine: SafeguardingContact


async def _case_of(turn: Turn, number: str) -> Case:
    """A report, for somebody who may decide about it.

    Raises:
        Sorry: they may not, or there is none: the same words, so that nobody learns which.
    """
    made = await peers.report_with_id(turn.session, number)
    said = await peers.reported(turn.session, made.id) if made else None
    by = said.by if said else None
    deciders = await _deciders(turn, made.person_id, by, made.area_ref) if made else []
    mine = next((each for each in deciders if each.person_id == turn.person.id), None)
    if made is None or mine is None:
        raise Sorry(say("unknown-button"))
    return Case(made, by, deciders, mine)


async def _decide(turn: Turn, number: str, *, in_again: bool) -> Message:
    made, by, deciders, mine = await _case_of(turn, number)
    if made.decided_at:
        return Message(say("case-decided-before"))
    now_in = await peers.decide(turn.session, made, in_again=in_again, now=turn.now)
    account = turn.account
    what = "peer-in-again" if in_again else "peer-stays-out"
    await audit.note(
        turn.session, turn.now, account.platform, account.user, what, f"report {made.id}"
    )
    await _tell_reported(turn, made, now_in=now_in)
    if by is not None:
        await _tell(turn, by, await _looked_at(turn, made, by))
    for each in deciders:
        if each.person_id != turn.person.id:
            await turn.send(
                each.account, Message(say("case-decided", name=mine.name)), Kind.COUNCIL
            )
    return Message(say(f"case-done-{'in' if in_again else 'out'}"))


async def _looked_at(turn: Turn, made: PeerReport, by: int) -> Message:
    """What whoever reported hears: that it was decided, and that they are kept apart, if so."""
    kept = {each.id for each in await peers.kept_from(turn.session, by)}
    apart = [say("report-apart")] if made.person_id in kept else []
    return Message((say("report-looked-at"), *apart))


async def _tell_reported(turn: Turn, made: PeerReport, *, now_in: bool) -> None:
    """Whoever does not know of the report hears nothing of it now: later, or not at all."""
    if made.told_at is None:
        return
    if made.in_again is False:
        await _tell(turn, made.person_id, _stays_out(turn))
    elif now_in:
        await _tell(turn, made.person_id, Message(say("reported-in")))


def _first_news(moment: Moment, made: PeerReport) -> Message:
    """What whoever was reported hears first: that they were, or that they stay out already."""
    if made.in_again is False:
        return _stays_out(moment)
    return Message((say("reported"), say("reported-what")))


def _stays_out(moment: Moment) -> Message:
    return Message(say("reported-out", organisation=moment.here.organisation))


async def _tell(moment: Moment, person_id: int, message: Message) -> None:
    """Tell somebody who wants messages, by day; all others see it when they look at their page."""
    account = await people.account_to_reach(moment.session, person_id)
    if account and account.person.stopped_at is None:
        await moment.send(account, message, Kind.NEWS)


# --- Hearing both -------------------------------------------------------------------------

WRITE = Form(
    "case_write",
    (
        Write("case", at_most=40),
        Pick("whom", ("by", "about")),
        Write("text", at_most=1500),
    ),
    about_danger=True,
)
ANSWER = Form("case_answer", (Write("case", at_most=40), Write("text", at_most=1500)),
              about_danger=True)  # fmt: skip


@on.press("case-write", private=True)
async def ask_words(turn: Turn, number: str, whom: str) -> Filling:
    """A contact writes to whoever reported, or was reported."""
    await _case_of(turn, number)
    if whom not in ("by", "about"):
        raise Sorry(say("unknown-button"))
    return WRITE.filled(case=number, whom=whom)


@on.finish(WRITE)
async def write(turn: Turn, case: str, whom: str, text: str) -> Message:
    """Pass it on. Whoever was reported hears first that they were."""
    made, by, _, mine = await _case_of(turn, case)
    to = by if whom == "by" else made.person_id
    account = await people.account_to_reach(turn.session, to) if to is not None else None
    if account is None:
        raise Sorry(say("case-write-gone"))
    if account.person.stopped_at:
        raise Sorry(say("case-write-stopped", name=account.person.name))
    if whom == "about" and made.told_at is None:
        made.tell_at, made.told_at = None, turn.now
        await circles.look_again(turn.session, made.person_id, turn.now)
        await turn.send(account, _first_news(turn, made), Kind.NEWS)
    message = Message(
        say("case-writes", name=mine.name, text=text),
        buttons=stacked(button(say("case-answer", name=mine.name), "case-answer", case)),
    )
    await turn.send(account, message, Kind.NEWS)  # after the notice, where there is one
    asleep = turn.clock_of(account.person).is_quiet(turn.now)
    return Message(say("case-passed-later" if asleep else "case-passed-on"))


@on.press("case-answer", private=True)
async def ask_answer(turn: Turn, number: str) -> Filling:
    """One of the two answers the contacts."""
    await _of_mine(turn, number)
    return ANSWER.filled(case=number)


@on.finish(ANSWER)
async def answer(turn: Turn, case: str, text: str) -> Message:
    """Pass it on to those who decide, and to nobody else."""
    made, by = await _of_mine(turn, case)
    whom = "by" if turn.person.id == by else "about"
    for each in await _deciders(turn, made.person_id, by, made.area_ref):
        message = Message(
            say(f"case-answers-{whom}", name=turn.person.name, text=text),
            buttons=stacked(
                button(say("case-write", name=turn.person.name), "case-write", case, whom),
                button(say("case-in"), "case-in", case),
                button(say("case-out"), "case-out", case),
            ),
            tells_of=(turn.person.id,),
        )
        await turn.send(each.account, message, Kind.ANSWER)
    return Message(say("case-passed-on"))


async def _of_mine(turn: Turn, number: str) -> tuple[PeerReport, int | None]:
    """A report that somebody made, or of which they know that it is about them; and who made it.

    Raises:
        Sorry: it is none of theirs.
    """
    made = await peers.report_with_id(turn.session, number)
    said = await peers.reported(turn.session, made.id) if made else None
    by = said.by if said else None
    about = made.person_id if made and made.told_at else None
    if made is None or turn.person.id not in (by, about):
        raise Sorry(say("unknown-button"))
    return made, by


# --- What is due --------------------------------------------------------------------------


async def go_on(moment: Moment, at_most: int) -> int:
    """Tell those who were reported that they are out, and ask again those who have to decide."""
    told = await peers.reports_to_tell(moment.session, moment.now, at_most)
    for each in told:
        each.tell_at, each.told_at = None, moment.now
        await circles.look_again(moment.session, each.person_id, moment.now)
        await _tell(moment, each.person_id, _first_news(moment, each))
    open_ones = await peers.reports_to_ask(moment.session, moment.now, at_most)
    for each in open_ones:
        await _ask_deciders(moment, each)
    return len(told) + len(open_ones)
