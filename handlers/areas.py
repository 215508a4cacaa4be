"""Where a person's group is: asked only when an answer depends on it."""

from collections.abc import Sequence

from handlers import asking
from handlers.forms import Choice, Form, Pick
from handlers.messages import Message, button, in_rows, say
from handlers.turns import Routes, Turn
from storage.areas import all_areas, area_called, area_with_id, around

on = Routes()


async def wards(turn: Turn) -> Sequence[Choice]:
    """The smallest places we serve: those inside the one that holds them all."""
    home = turn.here.places.home
    return [
        Choice(str(area.id), area.name)
        for area in await all_areas(turn.session)
        if turn.here.places.within(area.name, home) and area.name != home
    ]


async def everywhere(turn: Turn) -> Sequence[Choice]:
    """Every place we know, by its ref, the largest first."""
    areas = await all_areas(turn.session)
    depth = {ref: len(chain) for ref, chain in around(areas).items()}
    return [Choice(each.ref, each.name) for each in sorted(areas, key=lambda a: depth[a.ref])]


async def read_place(turn: Turn, text: str) -> Sequence[str]:
    """The areas a text may mean: by name, nickname, landmark or postcode, which is not kept."""
    found = turn.here.places.find(f"in {text}")
    if found.elsewhere:
        return [ELSEWHERE]
    areas = [await area_called(turn.session, name) for name in found.areas]
    return [str(area.id) for area in areas if area]


ELSEWHERE = "elsewhere"

AREA = Form("area", (Pick("place", wards, reader=read_place),))


@on.command("area", private=True)
async def ask_area(turn: Turn, rest: str) -> Form | Message:
    """Set the area that came with the command, or ask for it."""
    found = await read_place(turn, rest) if rest else []
    if not found:
        return AREA
    turn.settled = AREA.name
    return await settle(turn, place=found[0]) if len(found) == 1 else await _which(turn, found)


async def _which(turn: Turn, found: Sequence[str]) -> Message:
    """Ask which of several places was meant."""
    meant = [choice for choice in await wards(turn) if choice.value in found]
    offered = [button(choice.label, "area-is", int(choice.value)) for choice in meant]
    return Message(say("asked-which-place"), buttons=in_rows(offered, 2))


@on.press("area-is", private=True, settles=True)
async def this_area(turn: Turn, area_id: int) -> Message:
    """The place that was meant."""
    return await settle(turn, place=str(area_id))


@on.press("area", private=True)
async def change_area(turn: Turn) -> Form:
    """Ask for the area."""
    return AREA


@on.finish(AREA)
async def settle(turn: Turn, place: str) -> Message:
    """Keep the area; if a question depended on it, answer that again."""
    area = None if place == ELSEWHERE else await area_with_id(turn.session, int(place))
    turn.person.area = area
    done = say("area-set", area=area.name) if area else say("area-outside")
    return await asking.again(turn, done) or Message(done)
