"""What people have typed and chosen in a view's or a message's fields, and what they may.

https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload (`state.values`)
"""

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from bot.simulator.slack_blocks import elements_of, interactive
from bot.simulator.world import Impossible, Json

Values = dict[str, dict[str, Json]]  # by block id, then by action id

_KEPT_AS = {  # under which name a field's value stands, and under which it begins
    "plain_text_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "static_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "multi_static_select": ("selected_options", "initial_options"),
    "checkboxes": ("selected_options", "initial_options"),
    "users_select": ("selected_user", "initial_user"),
    "channels_select": ("selected_channel", "initial_channel"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "multi_users_select": ("selected_users", "initial_users"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "file_input": ("files", ""),
}
_LISTS = {
    "selected_options",
    "selected_users",
    "selected_channels",
    "selected_conversations",
    "files",
}
_REQUIRED = "Please complete this required field."
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def first_values(blocks: list[Json], before: Values | None = None) -> Values:
    """How a view begins; what was typed `before` stays where block and action are the same."""
    values: Values = {}
    for block, element in interactive(blocks):
        kind = element["type"]
        if kind not in _KEPT_AS:
            continue
        kept_as, begins_as = _KEPT_AS[kind]
        old = (before or {}).get(block["block_id"], {}).get(element["action_id"])
        if old is not None and old["type"] == kind:
            value = old
        else:
            empty: object = [] if kept_as in _LISTS else None
            value = {"type": kind, kept_as: element.get(begins_as, empty)}
        values.setdefault(block["block_id"], {})[element["action_id"]] = value
    return values


def find(blocks: list[Json], block_id: str, action_id: str | None = None) -> tuple[Json, Json]:
    """The block with this id, and its element (the only one, unless named)."""
    for block, element in interactive(blocks):
        if block["block_id"] == block_id and action_id in (None, element["action_id"]):
            return block, element
    raise LookupError(f"there is no field {block_id!r} to fill in")


def chosen(element: Json, value: Any) -> Json:
    """What a field holds once this was typed, or the option with this value or label was chosen.

    An empty value empties it. Several are given as a list.
    """
    kind = element["type"]
    if kind not in _KEPT_AS:
        raise Impossible(f"nothing can be put into a {kind}")
    kept_as, _ = _KEPT_AS[kind]
    if kept_as in _LISTS:
        several = value if isinstance(value, list) else [value] if value else []
        picked: Any = [_one(element, kept_as, one) for one in several]
    else:
        picked = _one(element, kept_as, value) if value not in ("", None) else None
    return {"type": kind, kept_as: picked}


def options_of(element: Json) -> Iterator[Json]:
    """All options of a choice, those in groups too."""
    yield from element.get("options", [])
    for group in element.get("option_groups", []):
        yield from group["options"]


def incomplete(blocks: list[Json], values: Values) -> dict[str, str]:
    """What Slack itself says, by block, before it lets a form go; nothing: it goes."""
    errors: dict[str, str] = {}
    for block in blocks:
        if block["type"] != "input":
            continue
        (element,) = elements_of(block)
        state = values[block["block_id"]][element["action_id"]]
        value = next(state[name] for name in state if name != "type")
        if value in (None, "", []):
            if not block.get("optional"):
                errors[block["block_id"]] = _REQUIRED
        elif why := _unfit(element, value):
            errors[block["block_id"]] = why
    return errors


def _one(element: Json, kept_as: str, value: Any) -> Any:
    if kept_as.startswith("selected_option"):
        for option in options_of(element):
            if value in (option["value"], option["text"]["text"]):
                return option
        raise LookupError(f"there is no option {value!r}")
    return int(value) if kept_as == "selected_date_time" else str(value)


def _unfit(element: Json, value: Any) -> str | None:
    kind = element["type"]
    if kind == "email_text_input" and not _MAIL.fullmatch(value):
        return "Enter a valid email address."
    if kind == "url_text_input" and not value.startswith(("https://", "http://")):
        return "Enter a valid URL."
    if kind == "number_input":
        return _unfit_number(element, value)
    if kind == "plain_text_input":
        fewest, most = element.get("min_length", 0), element.get("max_length", 3000)
        if len(value) < fewest:
            return f"Enter at least {fewest} characters."
        if len(value) > most:
            return f"Enter at most {most} characters."
    return None


def _unfit_number(element: Json, value: str) -> str | None:
    try:
        number = Decimal(value)
    except InvalidOperation:
        return "Enter a number."
    if not element["is_decimal_allowed"] and number != number.to_integral_value():
        return "Enter a whole number."
    if "min_value" in element and number < Decimal(element["min_value"]):
        return f"Enter a number no less than {element['min_value']}."
    if "max_value" in element and number > Decimal(element["max_value"]):
        return f"Enter a number no more than {element['max_value']}."
    return None
