"""Can we apply? A short form about a group, held against a pot point by point.

The answers are remembered only where the person says so; otherwise they are used once.
"""

from collections.abc import Mapping
from typing import get_args

from handlers import areas, contacts
from handlers.eligibility import (
    KINDS,
    MAY_LACK_RULES,
    Bank,
    Demanded,
    Group,
    Verdict,
    demands,
    says_too,
    slug_of,
    state,
    two_names,
    verdict,
)
from handlers.forms import Answers, Filling, Form, Number, Pick
from handlers.messages import Card, Listing, Message, Say, Words, button, say, stacked
from handlers.places import nearness
from handlers.pots import applicant, deadline, the_pot
from handlers.turns import Kept, Routes, Turn
from storage import profile
from storage.areas import area_with_id
from storage.contacts import contact_by_ref
from storage.pots import Pot

on = Routes()


# --- The form -------------------------------------------------------------------------------

YES_NO = ("yes", "no")


def _may_lack_rules(said: Answers) -> bool:
    return KINDS.get(str(said.get("kind"))) in MAY_LACK_RULES


def _is_group(said: Answers) -> bool:
    return said.get("kind") != "individual"


APPLY = Form(
    "apply",
    (
        Number("pot", most=1 << 31),
        Pick("kind", tuple(KINDS)),
        Pick("rules", YES_NO, optional=True, when=_may_lack_rules),
        Pick("bank", get_args(Bank), optional=True, when=_is_group),
        Pick("insurance", YES_NO, optional=True, when=_is_group),
        Pick("safeguarding", YES_NO, optional=True, when=_is_group),
        Pick("share", YES_NO, optional=True),
        Pick("place", areas.wards, optional=True, reader=areas.read_place),
        Pick("remember", YES_NO),
    ),
)
"""Opened with the pot, what is known already, and "" for what the pot doesn't ask for.

Pot 0 is none: then it is about what we are to remember.
"""

OF_GROUPS = ("rules", "bank", "insurance", "safeguarding")
"""The questions about a group whose answers can be remembered, beside its kind."""

NO_POT = "0"


@on.press("can-apply", private=True)
async def can_we_apply(turn: Turn, pot_id: int) -> Filling | Message:
    """Ask what has to be known of the group to tell whether it can apply, and no more."""
    pot = await the_pot(turn, pot_id)
    group = await known(turn)
    answers = _needless(turn, pot) | _known_answers(turn, group)
    filling = APPLY.filled(pot=str(pot.id), **answers)
    if APPLY.next(filling.answers) is None:
        return await _judged(turn, pot, group)
    return filling


@on.press("apply-again", private=True)
async def ask_again(turn: Turn, pot_id: int) -> Filling:
    """Ask everything that a pot asks for anew."""
    pot = await the_pot(turn, pot_id)
    return APPLY.filled(pot=str(pot.id), **_needless(turn, pot))


def _needless(turn: Turn, pot: Pot) -> dict[str, str]:
    """Answers to skip what a pot doesn't ask for, or what all of us have."""
    wanted = {demand.point for demand in demands(pot)}
    if nearness(turn.here.places, turn.here.places.home, pot.areas) == "there":
        wanted.discard("place")
    return {name: "" for name in (*OF_GROUPS, "share", "place") if name not in wanted}


@on.finish(APPLY)
async def answered(
    turn: Turn,
    pot: str,
    kind: str,
    remember: str,
    rules: str = "",
    bank: str = "",
    insurance: str = "",
    safeguarding: str = "",
    share: str = "",
    place: str = "",
) -> Message:
    """Remember the group if we may; tell whether it can apply."""
    area = await area_with_id(turn.session, int(place)) if place.isdigit() else turn.person.area
    group = Group(
        kind=KINDS[kind],
        rules=_yes(rules),
        bank=bank or None,  # type: ignore[arg-type]  # one of the choices
        insurance=_yes(insurance),
        safeguarding=_yes(safeguarding),
        share=_yes(share),
        place=area.name if area else (place or None),
    )
    if remember == "yes":
        turn.person.area = area or turn.person.area
        await _remember(turn, group)
    if pot == NO_POT:
        return await show(turn)
    return await _judged(turn, await the_pot(turn, int(pot)), group)


def _yes(answer: str) -> bool | None:
    return None if not answer else answer == "yes"


# --- What is known --------------------------------------------------------------------------


async def known(turn: Turn) -> Group:
    """What we may know of the group of whoever speaks, alone with us."""
    if turn.incoming.public:
        return Group()
    kept = await profile.profile_of(turn.session, turn.person.id)
    area = turn.person.area.name if turn.person.area else None
    if kept is None:
        return Group(place=area)
    told = {name: getattr(kept, name) for name in ("kind", *OF_GROUPS)}
    return Group(**told, place=area)


def _known_answers(turn: Turn, group: Group) -> dict[str, str]:
    """What is known as answers to the form's questions; what the last question said counts, too."""
    enquiry = turn.recent.enquiry
    kind = group.kind or (enquiry.who[0] if enquiry and len(enquiry.who) == 1 else "")
    answers = {
        name: value if isinstance(value, str) else "yes" if value else "no"
        for name in OF_GROUPS
        if (value := getattr(group, name)) is not None
    }
    if kind in KINDS.values():
        answers["kind"] = slug_of(kind)
    if group.place:
        answers["place"] = ""
    if group.kind:
        answers["remember"] = "yes"
    return answers


async def _remember(turn: Turn, group: Group) -> None:
    """Keep what was told; what was not asked this time stays as it was."""
    kept = await profile.profile_of(turn.session, turn.person.id)
    if kept is None:
        kept = profile.Profile(person_id=turn.person.id, agreed_at=turn.now, kind=group.kind)
        turn.session.add(kept)
    for name in ("kind", *OF_GROUPS):
        if (value := getattr(group, name)) is not None:
            setattr(kept, name, value)
    await turn.session.flush()


@on.keeps("profile")
async def tell(turn: Turn) -> Kept | None:
    """What is remembered of the group."""
    group = await known(turn)
    if not group.kind:
        return None
    told = Listing(tuple(in_words(group)), apart="; ")
    change = button(say("profile-mine"), "profile")
    return Kept(say("profile-title"), say("profile-told", it=told), change=change)


@on.press("profile", private=True)
async def show_pressed(turn: Turn) -> Message:
    """What is remembered of the group, to change or to forget."""
    return await show(turn)


async def show(turn: Turn) -> Message:
    """What is remembered of the group, to change or to forget."""
    group = await known(turn)
    if not group.kind:
        return Message(
            say("profile-none"), buttons=stacked(button(say("profile-tell"), "profile-change"))
        )
    return Message(
        (say("profile-kept"), Listing(tuple(in_words(group)), apart="\n")),
        buttons=stacked(
            button(say("profile-change"), "profile-change"),
            button(say("profile-forget"), "profile-forget"),
        ),
    )


def in_words(group: Group) -> list[Words]:
    """What is known of a group, a line a point."""
    told: list[Words] = [say(f"apply-kind-{slug_of(group.kind)}")]
    for name in OF_GROUPS:
        value = getattr(group, name)
        if value is not None:
            answer = value if isinstance(value, str) else "yes" if value else "no"
            told.append(say(f"profile-{name}-{answer}"))
    return told


@on.press("profile-change", private=True)
async def change(turn: Turn) -> Filling:
    """Ask all of it anew."""
    group = await known(turn)
    agreed = {"remember": "yes"} if group.kind else {}
    return APPLY.filled(pot=NO_POT, share="", place="", **agreed)


@on.press("profile-forget", private=True, settles=True)
async def forget(turn: Turn) -> Message:
    """Forget what the group is."""
    await profile.forget(turn.session, turn.person.id)
    return Message(say("profile-forgotten"))


# --- The verdict ----------------------------------------------------------------------------

HELP: Mapping[Demanded, str] = {
    "kind": "setting_up",
    "rules": "setting_up",
    "bank": "setting_up",
    "insurance": "setting_up",
    "safeguarding": "safeguarding",
    "share": "applications",
}
"""The subjects, as the thesaurus names them, that those who help with what is missing know."""


async def _judged(turn: Turn, pot: Pot, group: Group) -> Message:
    """Whether the group can apply, what is missing, and who helps with that."""
    found = verdict(pot, group, turn.here.places)
    answer = "check" if found.answer == "yes" and found.ask else found.answer
    after: list[Words] = []
    if found.ask:
        points = tuple(_point(point, pot) for point in found.ask)
        after.append(say("apply-ask", points=Listing(points, apart="\n")))
    after += [say("apply-says", it=it) for it in says_too(pot)[:2]]
    if state(pot, turn.today) in ("later", "closed"):
        after.append(say("apply-when", deadline=deadline(pot, turn.today)))
    after.append(say("apply-decides", funder=pot.funder))
    keep = [button(say("pot-keep"), "keep", pot.id)] if found.answer != "no" else []
    return Message(
        say(f"apply-{answer.replace('_', '-')}", pot=pot.title),
        cards=tuple([await _missing(turn, point, pot, found) for point in found.missing]),
        after=tuple(after),
        buttons=(
            (*keep, button(say("pot-ask"), "ask-person", pot.id)),
            (button(say("apply-change"), "apply-again", pot.id),),
        ),
    )


async def _missing(turn: Turn, point: Demanded, pot: Pot, found: Verdict) -> Card:
    """Something that is missing, and who helps to get it."""
    helper = None
    if found.answer != "no" and point in HELP:
        helper = await contacts.best_about(turn, HELP[point], turn.person.area)
        helper = helper or (await contact_by_ref(turn.session, pot.contact))
    line = (say("apply-helps", contact=contacts.in_short(helper)),) if helper else ()
    return Card(_point(point, pot), line)


def _point(point: Demanded, pot: Pot) -> Say:
    """What a pot asks for in one point."""
    if point == "kind":
        who = Listing(tuple(map(applicant, pot.who_can_apply)))
        return say("apply-point-kind", who=who) if pot.who_can_apply else say("apply-point-who")
    if point == "bank" and two_names(pot):
        return say("apply-point-bank-two")
    if point == "place":
        return say("apply-point-place", areas=Listing(tuple(pot.areas)))
    if point == "share":
        return say("apply-point-share", share=pot.match_funding)
    return say(f"apply-point-{point}")
