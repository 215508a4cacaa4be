"""Peers: joining, resting and leaving, whom one never wants to meet, and what a report comes to."""

from collections.abc import Sequence

from handlers.messages import Button, Day, Listing, Words, button, say
from handlers.turns import Kept, Moment, Routes, Turn
from storage import peers
from storage.people import Person

on = Routes()

SAFETY = say("peers-safety")
"""One line that stands under every introduction."""


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
        return Kept(title, say("peers-told-left", day=Day(turn.local(peer.left_at).date())))
    return Kept(title, say("peers-told"))


@on.keeps("never_with")
async def tell_never_with(turn: Turn) -> Kept | None:
    """Whom they don't want to meet again."""
    found = await peers.kept_from(turn.session, turn.person.id)
    if not found:
        return None
    names: tuple[Words, ...] = tuple(map(first_name, found))
    return Kept(say("peers-title-never"), say("peers-told-never", names=Listing(names)))


@on.keeps("never_named")
async def tell_never_named(turn: Turn) -> Kept | None:
    """The names that they don't want to meet."""
    found = await peers.names_kept_from(turn.session, turn.person.id)
    if not found:
        return None
    names: tuple[Words, ...] = tuple(name for _, name in found)
    return Kept(say("peers-title-never"), say("peers-told-named", names=Listing(names)))


@on.keeps("peer_report")
async def tell_reports_about(turn: Turn) -> Kept | None:
    """That they were reported, and what was decided."""
    found = await peers.reports_about(turn.session, turn.person.id)
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
