"""Correcting what was understood: one thing is picked, then tapped or typed anew.

The answer to the corrected question follows at once.
"""

from collections.abc import Sequence
from decimal import Decimal

from msgspec import structs

from handlers import asking
from handlers.amounts import Money, money_in
from handlers.areas import wards
from handlers.days import When
from handlers.eligibility import KINDS
from handlers.forms import Choice, Form, Pick, Write
from handlers.messages import Message, Sorry, say
from handlers.messages import Money as Sum
from handlers.own_health import without_own
from handlers.places import PlaceFound
from handlers.pots import applicant
from handlers.turns import Routes, Turn
from handlers.understanding import GROUP_KINDS, Enquiry, understand
from storage.areas import area_with_id

on = Routes()

ANY = "any"
"""The choice that leaves a thing open."""

LEVELS = (250, 1_000, 5_000)
"""Sums up to which one may ask by a tap, in pounds."""

# --- What can be picked -------------------------------------------------------------------


async def parts(turn: Turn) -> Sequence[Choice]:
    """What can be changed; the days only where some were understood."""
    enquiry = turn.recent.enquiry
    named = ["about", "amount", "place", "who", "kind"]
    if enquiry and enquiry.when != When():
        named.append("when")
    return [Choice(name, say(f"correct-what-{name}")) for name in named]


async def sums(_: Turn) -> Sequence[Choice]:
    """A few sums to tap."""
    levels = [Choice(f"0-{most}", say("amount-up-to", most=Sum(Decimal(most)))) for most in LEVELS]
    most = LEVELS[-1]
    over = Choice(f"{most + 1}-", say("understood-over", amount=Sum(Decimal(most))))
    return [*levels, over, Choice(ANY, say("correct-amount-any"))]


async def read_sum(_: Turn, text: str) -> Sequence[str]:
    """A sum in the person's own words."""
    found = money_in(text) or money_in(f"£{text.strip()}")
    return [f"{said.money.low}-{said.money.high or ''}" for said in found[:1]]


async def places(turn: Turn) -> Sequence[Choice]:
    """The places we serve, and all of them."""
    return [*await wards(turn), Choice(ANY, say("correct-place-any"))]


async def read_place(turn: Turn, text: str) -> Sequence[str]:
    """The areas that a text may mean, by their numbers; a place elsewhere by its name."""
    found = turn.here.places.find(f"in {text}")
    if found.elsewhere:
        return [found.elsewhere]
    offered = {choice.label: choice.value for choice in await wards(turn)}
    return [offered[name] for name in found.areas if name in offered]


async def kinds_of_group(_: Turn) -> Sequence[Choice]:
    """Who may ask."""
    known = [Choice(value, applicant(kind)) for value, kind in KINDS.items()]
    return [*known, Choice(ANY, say("correct-who-any"))]


CORRECT = Form(
    "correct",
    (
        Pick("what", parts),
        Write("about", when=lambda said: said["what"] == "about", at_most=300),
        Pick("amount", sums, when=lambda said: said["what"] == "amount", reader=read_sum),
        Pick("place", places, when=lambda said: said["what"] == "place", reader=read_place),
        Pick("who", kinds_of_group, when=lambda said: said["what"] == "who"),
        Pick("kind", tuple(asking.LISTS), when=lambda said: said["what"] == "kind"),
    ),
)


# --- What is made of it -------------------------------------------------------------------


@on.press("correct", private=True)
async def correct(turn: Turn, no: int) -> Form:
    """Ask what was understood wrongly."""
    asking.last(turn, no)
    return CORRECT


@on.finish(CORRECT)
async def corrected(turn: Turn, what: str, **answers: str) -> Message:
    """Answer the question again, as it was meant."""
    enquiry = turn.recent.enquiry
    if enquiry is None:
        raise Sorry(say("list-too-old"))
    meant = await _with(turn, enquiry, what, answers.get(what, ""))
    return await asking.answered(turn, structs.replace(meant, pot=None))


async def _with(turn: Turn, enquiry: Enquiry, what: str, answer: str) -> Enquiry:
    """An enquiry with one thing in it changed."""
    match what:
        case "about":
            return _about(turn, enquiry, answer)
        case "amount":
            low, _, high = answer.partition("-")
            amount = None if answer == ANY else Money(int(low), int(high) if high else None)
            return structs.replace(enquiry, amount=amount)
        case "place":
            return structs.replace(enquiry, place=await _place(turn, answer), only_place=False)
        case "who":
            who = () if answer == ANY else (KINDS[answer],)
            group, alone = KINDS.get(answer) in GROUP_KINDS, answer == "individual"
            return structs.replace(enquiry, who=who, group=group, personal=alone)
        case "kind":
            kind = next(wish for wish in asking.LISTS if wish == answer)
            return structs.replace(enquiry, kind=kind, also=())
        case _:
            return structs.replace(enquiry, when=When())


def _about(turn: Turn, enquiry: Enquiry, text: str) -> Enquiry:
    """Another subject, and what else is said with it."""
    now = understand(
        without_own(text),
        places=turn.here.places,
        today=turn.today,
        in_names=turn.here.search.in_names,
    )
    return structs.replace(
        enquiry,
        subject=now.subject,
        subjects=now.subjects,
        mentioned=now.mentioned,
        amount=now.amount or enquiry.amount,
        place=enquiry.place if now.place == PlaceFound() else now.place,
        who=now.who or enquiry.who,
        group=enquiry.group or now.group,
        only_place=False,
    )


async def _place(turn: Turn, answer: str) -> PlaceFound:
    if answer == ANY:
        return PlaceFound()
    if not answer.isdigit():
        return turn.here.places.find(f"in {answer}")
    area = await area_with_id(turn.session, int(answer))
    return PlaceFound((area.name,)) if area else PlaceFound()
