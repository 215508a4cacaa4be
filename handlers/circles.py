"""Circles: a few peers around a subject or a place, who meet and take turns in hosting."""

from handlers.messages import Day, Listing, Words, say
from handlers.turns import Kept, Routes, Turn
from storage import circles

on = Routes()


# --- All of it, told ------------------------------------------------------------------------


@on.keeps("circle_seat")
async def tell_seats(turn: Turn) -> Kept | None:
    """The circles that they are or were in, or were asked to join."""
    found = await circles.seats_by(turn.session, turn.person.id)
    if not found:
        return None
    rows: list[list[Words]] = []
    for seat, _ in found:
        contact = circles.contact_of(turn.session, seat)
        day = Day(turn.local(seat.offered_at).date(), year=True)
        row: list[Words] = [say("circles-told-seat", day=day)]
        rows.append([*row, say("circles-told-contact", contact=contact)] if contact else row)
    return Kept(say("circles-title"), say("circles-told", count=len(found)), rows)


@on.keeps("circle_coming")
async def tell_coming(turn: Turn) -> Kept | None:
    """What they said about meetings."""
    found = await circles.meetings_of(turn.session, turn.person.id)
    if not found:
        return None
    days = tuple(
        say("circles-told-meeting", day=Day(turn.local(meeting.at).date(), year=True))
        for _, meeting in found
    )
    told = say("circles-told-meetings", days=Listing(days))
    return Kept(say("circles-title-meetings"), told)


@on.keeps("circle_note")
async def tell_notes(turn: Turn) -> Kept | None:
    """What they wrote down as a host."""
    found = await circles.notes_by(turn.session, turn.person.id)
    if not found:
        return None
    rows = [[words] for _, words in found]
    return Kept(say("circles-title-notes"), say("circles-told-notes", count=len(found)), rows)


@on.keeps("circle_wait")
async def tell_wait(turn: Turn) -> Kept | None:
    """That they wait for a circle."""
    waits = await circles.wait_of(turn.session, turn.person.id)
    if waits is None:
        return None
    day = Day(turn.local(waits.since).date(), year=True)
    return Kept(say("circles-title-wait"), say("circles-told-wait", day=day))
