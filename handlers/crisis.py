"""Somebody is in danger: who can help, at once, whatever else is going on.

The national lines are in code and memory, so that they can be given with the database stopped;
a council's own are added to them and can't replace them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from handlers.messages import Button, Card, Day, Listing, Message, Words, button, say, stacked
from handlers.recognising import Danger, recognise
from handlers.turns import Here, Routes, Turn
from storage import mailbox
from storage.signposts import Signpost

__all__ = ["Danger", "help_for", "on", "recognise"]

on = Routes()

# FACTS of the lines: who runs them, and where. Anywhere: 999, Samaritans, Shout. A nation that is
# not told is shown the lines of all four.
NATION_LINES: Mapping[str, Sequence[str]] = {
    "England": ("nhs111",),
    "Wales": ("nhs111",),
    "Scotland": ("nhs24", "breathing-space"),
    "Northern Ireland": ("lifeline",),
}
HOME_LINES: Mapping[str, Sequence[str]] = {
    "England": ("domestic-abuse",),
    "Wales": ("live-fear-free",),
    "Scotland": ("domestic-abuse-scotland",),
    "Northern Ireland": ("domestic-abuse-ni",),
}
"""The same for those who are hurt at home."""
LISTENING = ("samaritans", "shout")

KINDS: Mapping[str, Sequence[str]] = {
    "self": (*LISTENING, "nation"),
    "burnout": (*LISTENING, "nation"),
    "worried": (*LISTENING, "nation"),
    "others": ("home",),
    "attacked": ("police", "samaritans"),
    "child": ("police", "nspcc"),
    "adult": ("police",),
    "medical": ("nhs111",),
    "unclear": (*LISTENING, "nation", "home", "nspcc"),
}
"""The lines for a kind of danger, after 999; "nation" and "home" stand for the nation's own."""

LINES: Mapping[str, str] = {
    "999": "999",
    "samaritans": "116 123",
    "shout": "85258",
    "nhs111": "111",
    "nhs24": "111",
    "breathing-space": "0800 83 85 87",
    "lifeline": "0808 808 8000",
    "police": "101",
    "domestic-abuse": "0808 2000 247",
    "live-fear-free": "0808 80 10 800",
    "domestic-abuse-scotland": "0800 027 1234",
    "domestic-abuse-ni": "0808 802 1414",
    "nspcc": "0808 800 5000",
}
"""The numbers in our words for each line."""
NUMBERS = frozenset(number.replace(" ", "") for number in LINES.values())
"""A signpost with one of them would say the same again."""

CATEGORY: Mapping[str, str] = {"worried": "self", "attacked": "", "unclear": ""}
"""The category of a council's signposts, where it is not called as the kind; "": none."""

SIGNPOSTS_AT_MOST = 3
SHORT: Mapping[str, int] = {"others": 1}
"""Fewer for those who may have to put the phone away quickly."""
HIDDEN = frozenset({"others", "unclear"})
"""Kinds in which somebody may look at the phone: it can be hidden, and nothing follows unasked."""

HOURS: Mapping[str, str] = {
    "every hour of every day": "hours-always",
    "24 hours": "hours-always",
    "24/7": "hours-always",
    "office hours": "hours-office",
    "emergency duty team at other times": "hours-duty-team",
    "check the website": "",
}
"""Hours as files tell them, and the key of our words for them; "": they tell nothing."""


@on.command("urgent", any_time=True)
async def urgent(turn: Turn, _: str) -> Message:
    """Every line there is, for whoever asks."""
    buttons = () if turn.incoming.public else _tell(turn.here, "urgent")
    return replace(lines_alone(turn.here), buttons=buttons)


def lines_alone(here: Here) -> Message:
    """The same as far as it needs no database: what is in code and memory."""
    own = (each for each in here.signposts if not told_already(each))
    return Message((say("urgent"), numbers(here, "urgent")), cards=tuple(map(_card, own)))


@on.press("hide", hides=True)
async def hide(turn: Turn) -> None:
    """Take what we said in the last two days away, without a word; there is nothing to explain."""
    if not turn.incoming.public:
        await mailbox.hide(turn.session, turn.person.id, turn.now)


def numbers(here: Here, kind: str) -> Listing:
    """The lines for a kind of danger, or with "urgent" every one."""
    if kind == "urgent":
        return _listed([*lines_of(here.nation)])
    return _listed(["999", *_lines(kind, here.nation)])


def help_for(danger: Danger, here: Here, *, public: bool) -> Message:
    """What to say to somebody in danger. Where others read along it names and repeats nothing."""
    if public:
        names = ["999", *LISTENING, *_own(HOME_LINES, here.nation), "nspcc"]
        return Message((say("crisis-public"), _listed(names)))
    category = CATEGORY.get(danger.kind, danger.kind)
    own = [s for s in here.signposts if {category, "all"} & {*s.categories} and not told_already(s)]
    at_most = SHORT.get(danger.kind, SIGNPOSTS_AT_MOST)
    return Message(
        (say(f"crisis-{danger.kind}"), numbers(here, danger.kind)),
        cards=tuple(map(_card, _nearest(own)[:at_most])),
        after=_after(danger.kind),
        buttons=_buttons(here, danger.kind),
    )


def _nearest(signposts: Sequence[Signpost]) -> Sequence[Signpost]:
    """Those that a council has checked before those for the whole country."""
    return sorted(signposts, key=lambda each: each.last_verified_on is None)


def _after(kind: str) -> tuple[Words, ...]:
    own = say(f"crisis-{kind}-after")
    return (own,) if kind in SHORT else (own, say("crisis-urgent"))


def _buttons(here: Here, kind: str) -> tuple[tuple[Button, ...], ...]:
    """Where no word may come later, all that can be done is offered at once."""
    if kind not in HIDDEN:
        return ()
    return (*_tell(here, kind), *stacked(button(say("crisis-hide"), "hide")))


def _tell(here: Here, kind: str) -> tuple[tuple[Button, ...], ...]:
    return stacked(button(say("tell-whom"), "tell-whom", kind)) if here.looked_after else ()


def lines_of(nation: str) -> Sequence[str]:
    """Every line of ours that somebody in a nation may be shown."""
    return list(dict.fromkeys(["999", *(name for kind in KINDS for name in _lines(kind, nation))]))


def _lines(kind: str, nation: str) -> Iterator[str]:
    own = {"nation": NATION_LINES, "home": HOME_LINES}
    for name in KINDS[kind]:
        yield from _own(own[name], nation) if name in own else (name,)


def _own(lines: Mapping[str, Sequence[str]], nation: str) -> Iterable[str]:
    """A nation's own lines; where the nation is not told, those of all four."""
    if nation:
        return lines[nation]
    return dict.fromkeys(line for each in lines.values() for line in each)


def _listed(names: Iterable[str]) -> Listing:
    return Listing(tuple(say(f"line-{name}") for name in dict.fromkeys(names)), apart="\n")


def told_already(signpost: Signpost) -> bool:
    """Whether a signpost says the same as a line of ours."""
    return "".join(c for c in signpost.how_to_reach.split("(")[0] if c.isdigit()) in NUMBERS


def _card(signpost: Signpost) -> Card:
    hours, how = _hours(signpost.hours), signpost.how_to_reach
    reach: Words = say("signpost-reach", how=how, hours=hours) if hours.items else how
    last = signpost.last_verified_on
    checked = (say("checked-on", day=Day(last, year=True)),) if last else ()
    return Card(signpost.name, (reach, signpost.for_whom, *checked))


def _hours(told: str) -> Listing:
    """When to reach them, in the reader's words where we know them."""
    parts = (part.strip() for part in told.split(";"))
    keys = ((part, HOURS.get(part.casefold())) for part in parts if part)
    return Listing(tuple(say(key) if key else part for part, key in keys if key != ""), apart="; ")
