"""Finding what somebody presses: the element by its label, or by its action, block and value."""

from typing import Any, NamedTuple

from msgspec import Struct

from bot.simulator.slack_blocks import interactive
from bot.simulator.slack_state import chosen, options_of
from bot.simulator.slack_world import Post, View
from bot.simulator.world import Json


class Wanted(NamedTuple):
    """What is to be pressed; what is None does not matter."""

    label: str | None  # of a button, or of an option
    action: str | None = None
    block: str | None = None
    value: Any = None  # of a button or an option; or what is put into a field

    @property
    def missing(self) -> LookupError:
        """What to say where there is no such thing."""
        described = [self.label, self.action, self.block, self.value]
        words = " ".join(str(one) for one in described if one is not None)
        return LookupError(f"there is nothing to press that reads {words!r}")


class Pressed(Struct):
    """What is pressed: an element, and what is chosen by it."""

    block: Json
    element: Json
    value: Any = None
    post: Post | None = None  # None: in a view
    view: View | None = None  # None: in a post


def sought(blocks: list[Json], wanted: Wanted) -> Pressed | None:
    """The first element that is wanted; None: there is none."""
    if wanted == Wanted(None):
        return None
    for block, element in interactive(blocks):
        if (
            wanted.action in (None, element["action_id"])
            and wanted.block in (None, block["block_id"])
            and _is_it(element, wanted)
        ):
            choice = wanted.value if wanted.label is None else wanted.label
            return Pressed(block, element, choice)
    return None


def action_of(element: Json, value: Any) -> Json:
    """What a press says about the element and what was chosen by it."""
    if element["type"] == "button":
        said = ("text", "value", "style", "url")
        return {name: element[name] for name in said if name in element}
    if element["type"] == "overflow":
        option = next(one for one in options_of(element) if value in _words(one))
        return {"selected_option": option}
    placeholder = {"placeholder": element["placeholder"]} if "placeholder" in element else {}
    return {**placeholder, **chosen(element, value)}


def _is_it(element: Json, wanted: Wanted) -> bool:
    if element["type"] == "button":
        is_labelled = wanted.label in (None, element["text"]["text"])
        return is_labelled and wanted.value in (None, element.get("value"))
    choice = wanted.value if wanted.label is None else wanted.label
    offered = [words for option in options_of(element) for words in _words(option)]
    if offered and isinstance(choice, str) and choice:
        return choice in offered
    return wanted.action is not None and element["type"] != "overflow"


def _words(option: Json) -> list[str]:
    return [option["text"]["text"], option.get("value", "")]
