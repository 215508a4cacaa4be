"""Past grants: who has funded things like this. A person who had one is never named."""

from handlers.answering import Found
from handlers.listing import AT_ONCE, further, page
from handlers.messages import Card, Message, Money, say
from handlers.pots import the_pot
from handlers.turns import Routes, Turn
from storage.grants import Grant, grants_of_programme
from storage.pots import names_of

on = Routes()

SHORT = 120
"""Characters of a description that two or three lines on a phone hold."""


def listed(turn: Turn, found: Found, offset: int = 0) -> Message:
    """The grants found, two lines each, or an honest no."""
    if not found.grants:
        return Message(say("grants-none"), buttons=further(turn, found, "past_grants"))
    shown = page(found.grants, offset)
    turns = shown.turns(turn, "past_grants")
    return Message(
        say("grants-found", count=len(found.grants)),
        cards=tuple(_card(grant) for _, grant in shown.numbered),
        after=(say("grants-past"),),
        buttons=(*((turns,) if turns else ()), *further(turn, found, "past_grants")),
    )


@on.press("past")
async def of_pot(turn: Turn, pot_id: int) -> Message:
    """What a pot paid for before."""
    pot = await the_pot(turn, pot_id)
    grants = await grants_of_programme(turn.session, names_of(pot), AT_ONCE)
    if not grants:
        return Message(say("grants-none-of-pot", pot=pot.title))
    return Message(
        say("grants-of-pot", pot=pot.title), cards=tuple(_card(grant) for grant in grants)
    )


def _card(grant: Grant) -> Card:
    amount = Money(grant.amount, grant.currency)
    if grant.to_individual:
        title = say("grant-to-person", amount=amount, funder=grant.funder)
    else:
        title = say("grant-to", amount=amount, recipient=grant.recipient, funder=grant.funder)
    what = grant.description or grant.title
    line = say("grant-for", year=str(grant.awarded_on.year), what=_shortened(what))
    return Card(title, (line,))


def _shortened(text: str) -> str:
    """A text of at most `SHORT` characters, cut between words."""
    if len(text) <= SHORT:
        return text
    return text[:SHORT].rsplit(" ", 1)[0].rstrip(",;.") + " …"
