"""One pot: all that is known of it, and what can be done with it."""

from datetime import date
from decimal import Decimal

from msgspec import structs

from handlers import contacts, outcomes, profile
from handlers.amounts import Money as Sum
from handlers.diary import diary
from handlers.eligibility import fit, slug_of
from handlers.listing import back, checked
from handlers.messages import (
    Attachment,
    Button,
    Card,
    Link,
    Listing,
    Message,
    Money,
    Say,
    Sorry,
    Words,
    button,
    say,
    stacked,
)
from handlers.pots import amount, applicant, deadline, the_pot
from handlers.turns import Routes, Turn
from handlers.understanding import Enquiry, OnePot, understand
from handlers.wording import wording
from storage.contacts import Contact, contact_by_ref
from storage.grants import Grant, grants_of_programme
from storage.kept import kept_one, outcomes_of, somebody_tells
from storage.pots import Pot, names_of
from storage.search import rows_by_id

on = Routes()


# --- All that is known ----------------------------------------------------------------------


@on.press("pot", in_place=True)
async def details(turn: Turn, pot_id: int, no: int, offset: int) -> Message:
    """All that is known of a pot, and the next steps."""
    pot = await the_pot(turn, pot_id)
    turn.recent.opened = OnePot(pot.id, pot.title)
    ask = button(say("pot-ask"), "ask-person", pot.id)
    keeps = not turn.incoming.public and await kept_one(turn.session, turn.person.id, pot.id)
    keep = button(say("pot-kept" if keeps else "pot-keep"), "keep", pot.id)
    rows: tuple[tuple[Button, ...], ...] = (
        (button(say("pot-can-we"), "can-apply", pot.id), keep),
        (ask, button(say("pot-more"), "pot-more", pot.id, no, offset)),
    )
    if turn.incoming.public:  # the others are for one person's own chat
        rows = ((ask,),)
    return Message(
        say("pot-from", funder=pot.funder),
        cards=(await _card(turn, pot, no),),
        buttons=(*rows, *stacked(*back(turn, "funding", no, offset))),
    )


@on.press("pot-open", private=True)
async def open_pot(turn: Turn, pot_id: int) -> Message:
    """The same, from a message that stays as it is."""
    return await details(turn, pot_id, 0, 0)


async def _card(turn: Turn, pot: Pot, no: int) -> Card:
    lines: list[Words] = [
        pot.summary,
        say("pot-amount", amount=amount(pot)),
        say("pot-deadline", deadline=deadline(pot, turn.today)),
    ]
    if pot.who_can_apply:
        lines.append(say("pot-who", who=Listing(tuple(map(applicant, pot.who_can_apply)))))
    if not turn.incoming.public:
        lines.append(await _whether_it_is_them(turn, pot, no))
    if pot.areas:
        lines.append(say("pot-where", areas=Listing(tuple(pot.areas))))
    if pot.match_funding not in ("", "no"):
        lines.append(say("pot-match", share=pot.match_funding))
    if contact := await _contact(turn, pot):
        lines.append(say("pot-contact", contact=contacts.in_short(contact)))
    if paid := await _paid_before(turn, pot):
        lines.append(paid)
    if how := outcomes.told(await outcomes_of(turn.session, pot)):
        lines.append(say("pot-went", got=how.got, of=how.of))
    if not turn.incoming.public and await somebody_tells(turn.session, pot, turn.person.id):
        lines.append(say("pot-tells"))
    was_checked = checked(pot.last_verified_on, turn.today)
    lines.append(say("pot-source", source=pot.source, checked=was_checked))
    return Card(pot.title, tuple(lines), Link(say("pot-apply"), pot.url) if pot.url else None)


async def _contact(turn: Turn, pot: Pot) -> Contact | None:
    """Who answers questions about a pot; None: its source names nobody."""
    return await contact_by_ref(turn.session, pot.contact) if pot.contact else None


def asked(turn: Turn, no: int) -> Enquiry:
    """What the person asked when they came upon a pot; where that is forgotten, for money."""
    recent = turn.recent.enquiry if no == turn.recent.enquiry_no else None
    return recent or Enquiry(kind="funding")


async def _whether_it_is_them(turn: Turn, pot: Pot, no: int) -> Say:
    """Whether they can apply, as far as is known from what they asked."""
    enquiry, group = asked(turn, no), await profile.known(turn)
    if group.kind and not enquiry.who:
        enquiry = structs.replace(enquiry, who=(group.kind,))
    held = fit(pot, enquiry, turn.here.places, group.place, turn.today)
    answers = {check.point: check.answer for check in held.checks}
    if answers["who"] == "no":
        return say("pot-not-them")
    if answers["place"] == "no":
        return say("pot-not-there")
    both = answers["who"] == answers["place"] == "yes"
    return say("pot-them") if both else say("pot-them-perhaps")


# --- What it paid for -----------------------------------------------------------------------


async def _paid_before(turn: Turn, pot: Pot) -> Say | None:
    """The latest grant of the same programme, or else of its funder for something alike."""
    for grant in await grants_of_programme(turn.session, names_of(pot), 1):
        return _paid("pot-gave", pot.title, grant)
    about = like(turn, pot).subject
    hits = turn.here.search.find(about, "grant", _LOOKED_AT, least=_ALIKE) if about else ()
    rows = {
        grant.id: grant for grant in await rows_by_id(turn.session, Grant, [h.id for h in hits])
    }
    alike = (rows[hit.id] for hit in hits if hit.id in rows)
    first = next((grant for grant in alike if grant.funder == pot.funder), None)
    return _paid("pot-funder-gave", pot.funder, first) if first else None


_LOOKED_AT = 30
_ALIKE = 0.6
"""The share of a pot's themes that a grant has to be about."""


def _paid(key: str, giver: str, grant: Grant) -> Say:
    """What was given, never naming a person."""
    amount = Money(grant.amount, grant.currency)
    year = str(grant.awarded_on.year)
    if grant.to_individual:
        return say(f"{key}-person", giver=giver, amount=amount, year=year)
    where = say("pot-gave-where", place=grant.place) if grant.place else ""
    return say(key, giver=giver, amount=amount, recipient=grant.recipient, where=where, year=year)


# --- More -----------------------------------------------------------------------------------


@on.press("pot-more", private=True, in_place=True)
async def more(turn: Turn, pot_id: int, no: int, offset: int) -> Message:
    """What else can be done with a pot."""
    pot = await the_pot(turn, pot_id)
    offered: dict[str, bool] = {
        "pot-diary": _has_a_day(pot, turn.today),
        "pot-words": True,
        "wanted-like": True,
        "past": bool(await grants_of_programme(turn.session, names_of(pot), 1)),
        "wrong": True,
    }
    buttons = [button(say(f"do-{what}"), what, pot.id) for what, can in offered.items() if can]
    return Message(
        say("pot-from", funder=pot.funder),
        cards=(await _card(turn, pot, no),),
        buttons=stacked(*buttons, button(say("pot-back"), "pot", pot.id, no, offset)),
    )


def _has_a_day(pot: Pot, today: date) -> bool:
    """Whether a day of it is still to come."""
    return any(day and day >= today for day in (pot.opens_on, pot.closes_on))


@on.press("pot-diary", private=True)
async def into_the_diary(turn: Turn, pot_id: int) -> Message:
    """A calendar file with the days of a pot."""
    pot, words = await the_pot(turn, pot_id), wording(turn.person.language)
    lines = [words(say("pot-amount", amount=amount(pot)))]
    if contact := await whom_to_ask(turn, pot):
        lines.append(words(say("pot-contact", contact=contacts.in_short(contact))))
    content = diary(
        pot,
        opens=words(say("diary-opens", pot=pot.title)),
        closes=words(say("diary-closes", pot=pot.title)),
        note="\n".join([*lines, pot.url]).strip(),
        now=turn.now,
        today=turn.today,
    )
    if content is None:
        raise Sorry(say("diary-none", pot=pot.title))
    return Message(
        say("diary-here", pot=pot.title), attached=Attachment(DIARY, "text/calendar", content)
    )


DIARY = "pot.ics"


@on.press("pot-words", private=True)
async def give_words(turn: Turn, pot_id: int) -> Message:
    """A short message to whoever runs a pot, ready to copy, from what is known."""
    pot = await the_pot(turn, pot_id)
    group, enquiry = await profile.known(turn), turn.recent.enquiry
    contact = await whom_to_ask(turn, pot)
    way = (contact.email or contact.phone) if contact else pot.url
    who = say(f"words-who-{slug_of(group.kind)}") if group.kind else say("words-who")
    where = say("words-where", area=group.place) if group.place else ""
    sum_ = _sum(pot, enquiry.amount if enquiry else None)
    return Message(
        say("words-intro", to=contact.name if contact else pot.funder, way=way),
        after=(
            Listing(
                (
                    say("words-hello"),
                    say("words-who-we-are", who=who, where=where),
                    say("words-ask", pot=pot.title, amount=sum_),
                    say("words-open"),
                    say("words-end", name=turn.person.name),
                ),
                apart="\n",
            ),
        ),
    )


def _sum(pot: Pot, asked: Sum | None) -> Say:
    """The sum that they asked about, if the pot gives it; otherwise left for them to fill in."""
    if asked and asked.high is not None and (pot.max_amount is None or asked.low <= pot.max_amount):
        return say("words-amount", amount=Money(Decimal(round(asked.high)), pot.currency))
    return say("words-some")


# --- Asking a person ------------------------------------------------------------------------


async def whom_to_ask(turn: Turn, pot: Pot) -> Contact | None:
    """Who answers questions about a pot; failing that, who knows most about such things.

    None: nobody whom we know.
    """
    return await _contact(turn, pot) or await contacts.best_for(turn, like(turn, pot))


def like(turn: Turn, pot: Pot) -> Enquiry:
    """An enquiry for pots like this one: by its themes."""
    themes = ", ".join(pot.themes) or pot.title
    found = understand(themes, places=turn.here.places, today=turn.today)
    return structs.replace(found, kind="funding")
