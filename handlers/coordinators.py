"""Coordinators: who may say that somebody is known, by an invitation or by a yes, and the numbers.

A coordinator sees who asks to join, and numbers; never who meets whom, who is kept apart, or who
reported whom.
"""

from collections.abc import Mapping, Sequence

from handlers.messages import (
    Bar,
    Bars,
    Button,
    Day,
    Listing,
    Message,
    Sorry,
    Words,
    button,
    say,
    stacked,
)
from handlers.roles import only
from handlers.turns import Moment, Routes, Turn
from storage import (
    administrators,
    audit,
    dry_runs,
    invitations,
    mentoring,
    peers,
    people,
    rounds,
)
from storage.administrators import Role
from storage.invitations import Invitation
from storage.mailbox import Kind
from storage.peers import Peer, Want
from storage.people import Account

on = Routes()

MAY = (Role.COORDINATOR, Role.ADMINISTRATOR)
"""Who may say that somebody is known."""


async def is_one(turn: Turn) -> bool:
    """Whether somebody looks after volunteers."""
    account = turn.account
    return await administrators.has(turn.session, account.platform, account.user, *MAY)


# --- Vouching -----------------------------------------------------------------------------


async def made_by_one(turn: Turn, invitation: Invitation) -> bool:
    """Whether whoever made an invitation may do so still."""
    maker = invitation.platform, invitation.user
    return await administrators.has(turn.session, *maker, *MAY)


async def vouch(turn: Turn, peer: Peer, word: str, *, anew: bool) -> str:
    """Have somebody vouched for who has told what they would like.

    By the invitation that a word is, or as a coordinator; otherwise the coordinators are asked,
    unless they were before. What comes of it: "asked"; "nobody" is there to ask; "" they are known.
    """
    if peer.vouched_at:
        return ""
    found = await invitations.use(turn.session, word, turn.now) if word else None
    if found and await made_by_one(turn, found):
        _known(peer, turn, f"{found.platform} {found.user}", "invitation")
    elif await is_one(turn):
        _known(peer, turn, f"{turn.account.platform} {turn.account.user}", "coordinator")
    if peer.vouched_at:
        return ""
    if not anew or peer.refused_at:
        return "asked"
    asked = [each for each in await _accounts(turn) if each.person_id != turn.person.id]
    for each in asked:
        await turn.send(each, _question(turn, peer), Kind.COUNCIL)
    return "asked" if asked else "nobody"


def _known(peer: Peer, turn: Turn, by: str, via: str) -> None:
    peer.vouched_at, peer.vouched_by, peer.via = turn.now, by, via
    peer.refused_at = None


def _question(turn: Turn, peer: Peer) -> Message:
    area = turn.person.area
    name = turn.person.name
    asks = (
        say("vouch-asks-area", name=name, area=area.name) if area else say("vouch-asks", name=name)
    )
    return Message((asks, say("vouch-known")), buttons=stacked(*_answers(peer.person_id)))


def _answers(person_id: int) -> Sequence[Button]:
    return (
        button(say("vouch-yes"), "vouch", person_id),
        button(say("vouch-no"), "vouch-not", person_id),
    )


async def _accounts(turn: Turn) -> Sequence[Account]:
    """The coordinators whom we can write to; where there are none, the administrators."""
    for role in MAY:
        found = [
            await people.account_of(turn.session, platform, user)
            for platform, user in await administrators.who_are(turn.session, role)
        ]
        there = [each for each in found if each and each.address and not each.unreachable_at]
        if there:
            return there
    return []


@on.press("vouch", private=True, settles=True)
async def say_yes(turn: Turn, person_id: int) -> Message:
    """A coordinator knows somebody, who is in from now on."""
    peer, name = await _asking(turn, person_id)
    if peer.vouched_at:
        return Message(say("vouch-done-before", name=name))
    account = turn.account
    _known(peer, turn, f"{account.platform} {account.user}", "coordinator")
    await _note(turn, "peer-vouched", person_id)
    key = "peers-vouched" if Want.PEER in peer.wants else "peers-vouched-else"
    await _tell(turn, person_id, Message(say(key), buttons=_to_page()))
    return Message(say("vouch-done", name=name))


@on.press("vouch-not", private=True, settles=True)
async def say_no(turn: Turn, person_id: int) -> Message:
    """A coordinator does not know somebody, or knows better."""
    peer, name = await _asking(turn, person_id)
    if peer.vouched_at:
        return Message(say("vouch-done-before", name=name))
    peer.refused_at = turn.now
    await _note(turn, "peer-refused", person_id)
    await _tell(turn, person_id, Message(say("peers-refused")))
    return Message(say("vouch-refused", name=name))


async def _asking(turn: Turn, person_id: int) -> tuple[Peer, str]:
    """Somebody who asks to be vouched for, and what they are called.

    Raises:
        Sorry: it is no coordinator who wants to know, or they don't ask any more.
    """
    await only(turn, *MAY)
    peer = await peers.peer_of(turn.session, person_id)
    account = await people.account_to_reach(turn.session, person_id)
    if peer is None or peer.adult_at is None or peer.left_at or account is None:
        raise Sorry(say("vouch-gone"))
    return peer, account.person.name


async def _tell(turn: Turn, person_id: int, message: Message) -> None:
    account = await people.account_to_reach(turn.session, person_id)
    if account and account.person.stopped_at is None:
        await turn.send(account, message, Kind.NEWS)


async def _note(turn: Turn, what: str, person_id: int) -> None:
    account = turn.account
    await audit.note(
        turn.session, turn.now, account.platform, account.user, what, person_id=person_id
    )


def _to_page() -> tuple[tuple[Button, ...], ...]:
    return stacked(button(say("peers-page"), "peers"))


# --- The coordinators' page ---------------------------------------------------------------

FOR_ONE, FOR_MANY = 1, 20
"""How many an invitation is made for: one whom the coordinator knows, or those of a group."""


async def page(turn: Turn) -> Message:
    """What coordinators can do."""
    await only(turn, *MAY)
    account = turn.account
    waiting = await peers.waiting(turn.session, AT_ONCE)
    invited = await invitations.open_ones(turn.session, account.platform, account.user, turn.now)
    return Message(
        (
            say("coordinators-what"),
            say("coordinators-waiting", count=len(waiting))
            if waiting
            else say("coordinators-none"),
        ),
        buttons=stacked(
            button(say("coordinators-invite-one"), "peers-invite", FOR_ONE),
            button(say("coordinators-invite-many", count=FOR_MANY), "peers-invite", FOR_MANY),
            *([button(say("coordinators-wait"), "peers-waiting")] if waiting else []),
            button(say("coordinators-round"), "peers-round"),
            button(say("coordinators-mentors"), "peers-mentors"),
            button(say("coordinators-try"), "peers-try"),
            *([button(say("coordinators-back"), "peers-invite-back")] if invited else []),
            button(say("coordinators-own"), "peers"),
        ),
    )


AT_ONCE = 5


@on.press("peers-waiting", private=True)
async def show_waiting(turn: Turn) -> Message | None:
    """Who asks to be vouched for, the longest waiting first."""
    await only(turn, *MAY)
    waiting = await peers.waiting(turn.session, AT_ONCE)
    if not waiting:
        return Message(say("coordinators-none"))
    rows = [
        (
            button(say("vouch-yes-to", name=each.person.name), "vouch", each.person_id),
            button(say("vouch-no-to", name=each.person.name), "vouch-not", each.person_id),
        )
        for each in waiting
    ]
    return Message((say("coordinators-list"), say("vouch-known")), buttons=tuple(rows))


@on.press("peers-invite", private=True)
async def invite(turn: Turn, number: int) -> Message:
    """Make an invitation, to be passed on as it is."""
    await only(turn, *MAY)
    if number not in (FOR_ONE, FOR_MANY):
        raise Sorry(say("unknown-button"))
    account = turn.account
    word = await invitations.make(turn.session, account.platform, account.user, number, turn.now)
    await audit.note(turn.session, turn.now, account.platform, account.user, "peer-invited")
    weeks = invitations.LASTS.days // 7
    await turn.say_first(Message(say("coordinators-invited", count=number, weeks=weeks)))
    link = turn.here.link
    by_link = (say("coordinators-invitation-link", link=f"{link}{word}"),) if link else ()
    return Message(
        (
            say("coordinators-invitation", organisation=turn.here.organisation),
            *by_link,
            say("coordinators-invitation-word", word=word),
        )
    )


@on.press("peers-invite-back", private=True, settles=True)
async def take_back(turn: Turn) -> Message:
    """Let all of one's invitations end: one has got into wrong hands."""
    await only(turn, *MAY)
    await invitations.take_back(turn.session, turn.account.platform, turn.account.user)
    return Message(say("coordinators-taken-back"))


# --- In numbers ---------------------------------------------------------------------------

LEAST = 10
"""Numbers of fewer are not shown: they would tell of people."""
STEP = 5
"""Numbers are rounded to this."""

Counts = Mapping[str, int]
"""Numbers by what they count, in the order in which they are told."""


@on.press("peers-round", private=True)
async def show_round(turn: Turn) -> Message:
    """What came of the last round."""
    await only(turn, *MAY)
    made = await rounds.last_made(turn.session)
    if made is None or made.made_at is None:
        return Message(say("coordinators-no-round"))
    found = await rounds.numbers(turn.session, made)
    counts = {
        **_of(found.people, found.pairs, found.threes, found.alone, found.again),
        "put": found.put,
        "met": found.met,
        "reports": await peers.count_reports(turn.session, made.made_at),
    }
    day = Day(turn.local(made.made_at).date())
    return _counted(say("coordinators-round-title", day=day), found.people, counts)


def _of(people_in: int, pairs: int, threes: int, alone: int, again: int) -> Counts:
    return {
        "people": people_in,
        "pairs": 2 * pairs,
        "threes": 3 * threes,
        "alone": alone,
        "again": again,
    }


def _counted(title: Words, whole: int, counts: Counts) -> Message:
    """Numbers as a picture and in words; nothing, where they are of too few people."""
    if whole < LEAST:
        return Message((title, say("coordinators-too-few", count=LEAST)))
    bars = [
        Bar(say(f"coordinators-count-{name}"), _rounded(count), _rough(count))
        for name, count in counts.items()
    ]
    lines = Listing(
        tuple(say("coordinators-line", what=bar.label, told=bar.told) for bar in bars), apart="\n"
    )
    return Message(
        (title, lines, say("coordinators-rules", count=LEAST)),
        chart=Bars(title, say("coordinators-described", lines=lines), tuple(bars)),
    )


def _rounded(count: int) -> int | None:
    return (count + STEP // 2) // STEP * STEP if count >= LEAST else None


def _rough(count: int) -> Words:
    about = _rounded(count)
    if about is None:
        return say("coordinators-few", count=LEAST)
    return say("coordinators-about", count=about)


@on.press("peers-try", private=True)
async def try_out(turn: Turn) -> Message:
    """Have the next round worked out, in numbers alone: nobody is told, and nothing is kept."""
    await only(turn, *MAY)
    account = turn.account
    await dry_runs.want(turn.session, account.platform, account.user, turn.now)
    return Message(say("coordinators-trying"))


async def tell_tried(
    moment: Moment, to: Account, *, people_in: int | None, pairs: int, threes: int, again: int
) -> None:
    """Tell whoever wanted it what the next round would come to; None: it could not be made."""
    if people_in is None:
        await moment.send(to, Message(say("coordinators-tried-not")), Kind.COUNCIL)
        return
    alone = people_in - 2 * pairs - 3 * threes
    counts = _of(people_in, pairs, threes, alone, again)
    await moment.send(to, _counted(say("coordinators-tried"), people_in, counts), Kind.COUNCIL)


@on.press("peers-mentors", private=True)
async def show_mentors(turn: Turn) -> Message:
    """How many wait for a mentor, and for what."""
    await only(turn, *MAY)
    waiting = len(await mentoring.waiting(turn.session, turn.now))
    if waiting < LEAST:
        return Message(say("coordinators-mentors-few", count=LEAST))
    by_what = await mentoring.count_waiting(turn.session, turn.now)
    lines: list[Words] = [
        say("coordinators-line", what=say(f"peer-lived-{name}"), told=_rough(count))
        for name, count in sorted(by_what.items(), key=lambda each: (-each[1], each[0]))
    ]
    return Message(
        (
            say("coordinators-mentors-all", count=_rounded(waiting) or 0),
            Listing(tuple(lines), apart="\n"),
            say("coordinators-rules", count=LEAST),
        )
    )
