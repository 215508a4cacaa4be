"""Saved enquiries: "tell me about new ones like this", and the news of them."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

import msgspec
from msgspec import structs

from handlers import thesaurus
from handlers.eligibility import fit, state
from handlers.listing import AT_ONCE
from handlers.messages import (
    Button,
    Card,
    Day,
    Listing,
    Message,
    Sorry,
    Words,
    button,
    say,
    stacked,
)
from handlers.places import PlaceFound
from handlers.pots import amount, deadline, the_pot
from handlers.turns import Kept, Moment, Routes, Turn
from handlers.understanding import Enquiry, understand
from handlers.understood import understood
from storage import people, unasked, wanted
from storage.mailbox import Kind
from storage.pots import Pot
from storage.search import Part, pots_by_id
from storage.unasked import Sort
from storage.wanted import Due

on = Routes()

FITS = 0.5
"""The share of what was asked for that a new pot has to be about."""

MOST = 10
"""Saved enquiries a person may have."""

_LOOKED_AT = 1_000
"""Pots that the search brings for an enquiry: more than there are about one thing."""


class Saved(msgspec.Struct, frozen=True):
    """A saved enquiry, as it is kept."""

    like: str
    """The title of the pot from which it was saved."""
    themes: str
    """That pot's themes: they stand in for the enquiry, should a later version not read it."""
    enquiry: msgspec.Raw


# --- Saving ---------------------------------------------------------------------------------


@on.press("wanted-like", private=True)
async def want(turn: Turn, pot_id: int) -> Message:
    """Remember what they look for, and that the pots which are there now are no news."""
    pot = await the_pot(turn, pot_id)
    enquiry = _enquiry(turn, pot)
    saved = await wanted.saved_by(turn.session, turn.person.id)
    if any(_read(content).like == pot.title for _, content in saved):
        return _told(turn, say("wanted-already", pot=pot.title), enquiry)
    if len(saved) >= MOST:
        return Message(say("wanted-enough", count=MOST), buttons=stacked(_to_list()))
    content = msgspec.json.encode(
        Saved(pot.title, ", ".join(pot.themes), msgspec.Raw(msgspec.json.encode(enquiry)))
    )
    await wanted.save(turn.session, turn.person.id, content, turn.now)
    area = turn.person.area.name if turn.person.area else None
    pots = await _fitting(turn, enquiry, area, None)
    known = [(turn.person.id, ref, None) for ref in {pot.ref, *(each.ref for each in pots)}]
    await wanted.add_news(turn.session, known, turn.now)
    return _told(turn, say("wanted-done", pot=pot.title), enquiry)


def _told(turn: Turn, first: Words, enquiry: Enquiry) -> Message:
    about = understood(enquiry, "funding", turn.person.language)
    lines: list[Words] = [first]
    if about:
        lines.append(about)
    if turn.person.stopped_at:
        lines.append(say("wanted-silent"))
        resume = button(say("me-resume"), "resume")
        return Message(tuple(lines), buttons=stacked(resume, _to_list()))
    return Message(tuple(lines), buttons=stacked(_to_list()))


def _to_list() -> Button:
    return button(say("wanted-list"), "wanted")


def _enquiry(turn: Turn, pot: Pot) -> Enquiry:
    """What they asked, as far as the pot is about it; otherwise, what the pot is about.

    It is kept for as long as they are here, so no word of theirs is in it, and no subject that
    they alone spoke of. The days are left out, too: they are of this year.
    """
    recent = turn.recent.enquiry
    if recent is None or not recent.subject or recent.kind != "funding":
        recent = Enquiry(kind="funding")
    subject = tuple(_shared(recent, pot))
    about = recent if subject else by_themes(", ".join(pot.themes) or pot.title, turn)
    return Enquiry(
        kind="funding",
        subject=subject or about.subject,
        subjects=tuple(part.said for part in subject) or about.subjects,
        amount=recent.amount,
        place=PlaceFound(areas=(recent.place.one,) if recent.place.one else ()),
        who=recent.who,
        group=recent.group,
        personal=recent.personal,
    )


def _shared(enquiry: Enquiry, pot: Pot) -> Iterator[Part]:
    """The subjects of an enquiry that a pot is about, by our own names for them."""
    texts = (pot.title, pot.summary, ", ".join(pot.themes))
    held = {term for text in texts for term in thesaurus.terms(text)}
    for part in enquiry.subject:
        name = part.terms[0][0]
        near = any(worth >= thesaurus.BROADER and term in held for term, worth in part.terms)
        if near and name.startswith(thesaurus.IS):
            yield structs.replace(part, said=name.removeprefix(thesaurus.IS))


def by_themes(themes: str, moment: Moment) -> Enquiry:
    """An enquiry for what a few themes name."""
    found = understand(themes, places=moment.here.places, today=moment.today)
    return structs.replace(found, kind="funding")


def _read(content: bytes) -> Saved:
    return msgspec.json.decode(content, type=Saved)


# --- What fits ------------------------------------------------------------------------------


async def _fitting(
    moment: Moment, enquiry: Enquiry, area: str | None, among: Collection[int] | None
) -> Sequence[Pot]:
    """The pots, of some (None: of all), that an enquiry is surely about, and that may fit."""
    hits = moment.here.search.find(enquiry.subject, "pot", _LOOKED_AT, least=FITS)
    ids = [hit.id for hit in hits if among is None or hit.id in among]
    if among is not None:
        ids = ids[: 2 * NEWS_AT_ONCE]
    pots = await pots_by_id(moment.session, ids)
    return [pot for pot in pots if _fits(moment, pot, enquiry, area)]


def _fits(moment: Moment, pot: Pot, enquiry: Enquiry, area: str | None) -> bool:
    held = fit(pot, enquiry, moment.here.places, enquiry.place.one or area, moment.today)
    return held.answer != "no" and held.state in ("open", "later")


# --- Looking --------------------------------------------------------------------------------


async def look(moment: Moment, at_most: int) -> int:
    """Hold a slice of the saved enquiries against the pots that are new or have changed.

    What fits is due at the person's next hour; of several, at the same instant, in one message.
    """
    taken_in = moment.here.search.taken_in("pot")
    pots = frozenset(await wanted.take_round(moment.session, taken_in, ROUND))
    if not pots:
        return 0
    candidates = await wanted.next_candidates(moment.session, at_most)
    found: dict[tuple[int, str], datetime] = {}
    for each in candidates:
        enquiry = _saved_enquiry(_read(each.content), moment)
        fitting = await _fitting(moment, enquiry, each.area, pots)
        for pot in fitting[:NEWS_AT_ONCE]:
            found[each.person.id, pot.ref] = moment.clock_of(each.person).their_hour(moment.now)
    rows = [(person, ref, due_at) for (person, ref), due_at in found.items()]
    await wanted.add_news(moment.session, rows, moment.now)
    return max(len(candidates), 1)


NEWS_AT_ONCE = 12
"""Pots that one round brings for one enquiry, the best: more is no news, but a list."""

ROUND = 2_000
"""Pots that a round takes on: all of most imports."""


def _saved_enquiry(saved: Saved, moment: Moment) -> Enquiry:
    try:
        return msgspec.json.decode(saved.enquiry, type=Enquiry)
    except msgspec.DecodeError:  # an earlier version saved it
        return by_themes(saved.themes or saved.like, moment)


# --- Telling --------------------------------------------------------------------------------

HELD = timedelta(days=28)
"""How long news waits for room in a week; then it is dropped."""


async def tell(moment: Moment, at_most: int) -> int:
    """Tell a slice of people their news: one message each, within their number for the week.

    What doesn't fit waits for the next week, merged with what comes until then. What has closed
    meanwhile, is gone, or has waited for four weeks is dropped.
    """
    session, now, zone = moment.session, moment.now, moment.here.zone
    slice_ = await wanted.due(session, now, at_most)
    live = {each.person.id: _live(each, moment) for each in slice_}
    awake = [each for each in slice_ if not moment.clock_of(each.person).is_quiet(now)]
    hopeful = [each.person.id for each in awake if live[each.person.id] and each.account]
    claimed = set(await unasked.claim_many(session, people.those(hopeful), Sort.ENQUIRY, now, zone))
    for each in slice_:
        pots, clock = live[each.person.id], moment.clock_of(each.person)
        if each.person.id in claimed and each.account:
            await moment.send(each.account, _news(pots, clock.day(now)), Kind.PROMPT)
        later = clock.another_time(now) if each.person.id not in claimed else None
        kept = {pot.ref for pot in pots}
        for news, _ in each.news:
            news.due_at = later if news.pot_ref in kept else None
    return len(slice_)


def _live(due: Due, moment: Moment) -> list[Pot]:
    """The pots of somebody's news that are worth telling still."""
    today = moment.clock_of(due.person).day(moment.now)
    return [
        pot
        for news, pot in due.news
        if pot is not None
        and state(pot, today) in ("open", "later")
        and news.found_at > moment.now - HELD
    ]


def _news(pots: Sequence[Pot], today: date) -> Message:
    shown = list(enumerate(pots[:AT_ONCE], 1))
    rest = len(pots) - len(shown)
    return Message(
        say("wanted-news", count=len(pots)),
        cards=tuple(
            Card(
                say("list-numbered", no=n, title=pot.title),
                (Listing((amount(pot), deadline(pot, today)), apart=" · "),),
            )
            for n, pot in shown
        ),
        after=(say("wanted-more", count=rest),) if rest else (),
        buttons=(tuple(button(str(n), "pot-open", pot.id) for n, pot in shown), (_to_list(),)),
    )


# --- What they asked for --------------------------------------------------------------------


@on.press("wanted", private=True)
async def show(turn: Turn) -> Message:
    """What they want to hear of, each with one tap to stop."""
    saved = await wanted.saved_by(turn.session, turn.person.id)
    if not saved:
        return Message(say("wanted-none"))
    return Message(
        say("wanted-all"),
        buttons=stacked(
            *(
                button(say("wanted-stop", pot=_read(content).like), "wanted-stop", row.id.hex)
                for row, content in saved
            )
        ),
    )


@on.press("wanted-stop", private=True)
async def stop(turn: Turn, wanted_id: str) -> Message:
    """Tell them no more of such pots."""
    try:
        gone = await wanted.drop(turn.session, turn.person.id, UUID(wanted_id))
    except ValueError:
        raise Sorry(say("unknown-button")) from None
    left = await wanted.saved_by(turn.session, turn.person.id)
    more = stacked(_to_list()) if left else ()
    return Message(say("wanted-stopped" if gone else "wanted-not"), buttons=more)


async def count(turn: Turn) -> int:
    """How many enquiries they saved."""
    return len(await wanted.saved_by(turn.session, turn.person.id))


@on.keeps("wanted")
async def tell_saved(turn: Turn) -> Kept | None:
    """What they want to hear of."""
    saved = await wanted.saved_by(turn.session, turn.person.id)
    if not saved:
        return None
    rows = []
    for row, content in saved:
        one = _read(content)
        about = understood(_saved_enquiry(one, turn), "funding", turn.person.language)
        since = say("kept-since", day=Day(row.saved_at.date(), year=True))
        rows.append([say("wanted-like", pot=one.like), *([about] if about else []), since])
    return Kept(say("wanted-title"), say("wanted-told", count=len(saved)), rows, _to_list())


@on.keeps("wanted_news")
async def tell_news(turn: Turn) -> Kept | None:
    """Of how many pots they have heard."""
    known = await wanted.known_by(turn.session, turn.person.id)
    return Kept(say("wanted-title"), say("wanted-known", count=known)) if known else None
