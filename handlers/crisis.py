"""Somebody is in danger: who can help, at once, whatever else is going on.

The national lines are in code and memory, so that they can be given with the database stopped;
a council's own are added to them and can't replace them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from handlers.messages import Card, Listing, Message, say
from handlers.recognising import Danger, recognise
from handlers.turns import Here, Routes, Turn
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
LISTENING = ("samaritans", "shout")

KINDS: Mapping[str, Sequence[str]] = {
    "self": (*LISTENING, "nation"),
    "burnout": (*LISTENING, "nation"),
    "others": ("police", "domestic-abuse"),
    "child": ("police", "nspcc"),
    "adult": ("police",),
    "medical": ("nhs111",),
}
"""The lines for a kind of danger, after 999; "nation" stands for the nation's own."""

NUMBERS = frozenset({"999", "101", "111", "116123", "85258", "08088088000", "0800838587",
    "08082000247", "08088005000"})  # fmt: skip
"""The numbers of the lines above: a signpost with one of them would say the same again."""

SIGNPOSTS_AT_MOST = 3


@on.command("urgent", any_time=True)
async def urgent(turn: Turn, _: str) -> Message:
    """Every line there is, for whoever asks."""
    names = ["999", *_lines("self", turn.here), *KINDS["others"], *KINDS["child"]]
    return Message(
        (say("urgent"), _listed(names)),
        cards=tuple(_card(each) for each in turn.here.signposts if not _told(each)),
    )


def help_for(danger: Danger, here: Here, *, public: bool) -> Message:
    """What to say to somebody in danger. Where others read along it names and repeats nothing."""
    if public:
        return Message((say("crisis-public"), _listed(["999", *LISTENING])))
    own = [s for s in here.signposts if danger.kind in s.categories and not _told(s)]
    return Message(
        (say(f"crisis-{danger.kind}"), _listed(["999", *_lines(danger.kind, here)])),
        cards=tuple(map(_card, own[:SIGNPOSTS_AT_MOST])),
        after=(say(f"crisis-{danger.kind}-after"), say("crisis-urgent")),
    )


def _lines(kind: str, here: Here) -> Iterator[str]:
    for name in KINDS[kind]:
        if name != "nation":
            yield name
        elif here.nation:
            yield from NATION_LINES[here.nation]
        else:
            yield from dict.fromkeys(line for lines in NATION_LINES.values() for line in lines)


def _listed(names: Iterable[str]) -> Listing:
    return Listing(tuple(say(f"line-{name}") for name in dict.fromkeys(names)), apart="\n")


def _told(signpost: Signpost) -> bool:
    return "".join(c for c in signpost.how_to_reach.split("(")[0] if c.isdigit()) in NUMBERS


def _card(signpost: Signpost) -> Card:
    how = say("signpost-reach", how=signpost.how_to_reach, hours=signpost.hours)
    return Card(signpost.name, (how, signpost.for_whom))
