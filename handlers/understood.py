"""What was understood, said back in one line: "I looked for: money for street parties, about £150".

Nothing is said where nothing but the kind was understood.
"""

from decimal import Decimal

from handlers import thesaurus
from handlers.amounts import Money
from handlers.days import Days, When
from handlers.messages import Day, Listing, Say, Words, say
from handlers.messages import Money as Sum
from handlers.pots import applicant
from handlers.thesaurus import IS
from handlers.understanding import Enquiry

TOLD = 3
"""How many subjects, or words of none, are told."""

LONGEST = 30
"""Letters of a word that is told back."""


def understood(enquiry: Enquiry, wish: str, language: str) -> Say | None:
    """What was looked for, when `wish` is what the list holds; None: nothing worth saying."""
    about = enquiry.pot.title if enquiry.pot else _about(enquiry, language)
    details: list[Words] = []
    if enquiry.amount:
        details.append(_sum(enquiry.amount))
    if place := enquiry.place.one or enquiry.place.elsewhere:
        details.append(say("understood-in", place=place))
    if when := _when(enquiry.when):
        details.append(when)
    if enquiry.who and wish == "funding":
        details.append(say("understood-who", who=applicant(enquiry.who[0])))
    if not (about or details):
        return None
    what = say(f"understood-{wish}-for", about=about) if about else say(f"understood-{wish}")
    return say("understood", what=Listing((what, *details)))


def _about(enquiry: Enquiry, language: str) -> Words:
    """The subjects as we call them; of what is no subject of ours, the words."""
    named = [part.terms[0][0] for part in enquiry.subject]
    called = [
        thesaurus.subjects()[name].shown[language]
        for name in [term.removeprefix(IS) for term in named if term.startswith(IS)]
        if name in enquiry.subjects  # somebody said it: it was not just put in by us
    ]
    if not (called or enquiry.subjects):
        plain = [part.said for part in enquiry.subject if not part.terms[0][0].startswith(IS)]
        called = [" ".join([word for word in plain if len(word) <= LONGEST][:TOLD])]
    *others, last = list(dict.fromkeys(called))[:TOLD] or [""]
    return say("understood-and", some=Listing(tuple(others)), last=last) if others else last


def _sum(amount: Money) -> Say:
    low, high = Decimal(amount.low), amount.high
    if high is None:
        return say("understood-over", amount=Sum(low - 1))
    if amount.about:
        return say("understood-about", amount=Sum(Decimal(amount.about)))
    if not low:
        return say("amount-up-to", most=Sum(Decimal(high)))
    if low == high:
        return say("amount-fixed", amount=Sum(low))
    return say("amount-range", least=Sum(low), most=Sum(Decimal(high)))


def _when(when: When) -> Say | None:
    if when.rolling:
        return say("understood-rolling")
    for name, days in (("closing", when.closing), ("opening", when.opening)):
        if days:
            return say(f"understood-{name}", **_ends(days))
    return None


def _ends(days: Days) -> dict[str, Day]:
    return {"first": Day(days.first), "last": Day(days.last)}
