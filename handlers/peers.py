"""Peers: joining, resting and leaving, whom one never wants to meet, and what a report comes to."""

from handlers.messages import Day, Listing, Words, say
from handlers.turns import Kept, Routes, Turn
from storage import peers
from storage.people import Person

on = Routes()

SAFETY = say("peers-safety")
"""One line that stands under every introduction."""


def first_name(person: Person) -> str:
    """What others are told that somebody is called."""
    return person.name.split()[0] if person.name.split() else ""


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
    rows = [[await peers.words_of(turn.session, each.id)] for each in found]
    told = say("peers-told-reports", count=len(found))
    return Kept(say("peers-title-report"), told, rows)
