"""Block Kit's rules: which blocks and elements there are, where they may stand and how long.

https://docs.slack.dev/reference/block-kit
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from bot.simulator.slack_checks import (
    Check,
    Problems,
    anything,
    fields,
    flag,
    many,
    number,
    one_of,
    plain,
    report,
    string,
    text,
    typed,
    url,
)
from bot.simulator.world import Json

MOST_IN_A_MESSAGE = 50
MOST_IN_A_VIEW = 100
LONGEST_METADATA = 3000

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_TIME = re.compile(r"\d{2}:\d{2}", re.ASCII)


def _matching(pattern: re.Pattern[str], what: str) -> Check:
    def check(value: Any, pointer: str, problems: Problems) -> None:
        if not isinstance(value, str) or not pattern.fullmatch(value):
            report(problems, f"must be {what}", pointer)

    return check


_day = _matching(_DAY, "a date as YYYY-MM-DD")
_time = _matching(_TIME, "a time as HH:mm")
_confirm = fields(
    {"title": plain(100), "text": text(300), "confirm": plain(30), "deny": plain(30)},
    {"style": one_of("primary", "danger")},
)
_option = fields({"text": plain(75), "value": string(150)}, {"description": plain(75)})
_marked_option = fields({"text": text(75), "value": string(150)}, {"description": text(75)})
_linked_option = fields(
    {"text": plain(75), "value": string(150)}, {"description": plain(75), "url": url()}
)
_options = {
    "options": many(_option, 1, 100),
    "option_groups": many(
        fields({"label": plain(75), "options": many(_option, 1, 100)}, {}), 1, 100
    ),
}
_action = {"action_id": string(255), "confirm": _confirm}
_field = {"action_id": string(255), "focus_on_load": flag}
_select = {**_field, "confirm": _confirm, "placeholder": plain(150)}
_written = {
    **_field,
    "placeholder": plain(150),
    "dispatch_action_config": fields(
        {},
        {"trigger_actions_on": many(one_of("on_enter_pressed", "on_character_entered"), 1, 2)},
    ),
}
_selected = {"max_selected_items": number(1, 100)}
_ids = many(string(255), 0, 100)
_choice = ("options", "option_groups")
_conversation_filter = {
    "default_to_current_conversation": flag,
    "response_url_enabled": flag,
    "filter": anything,
}

BUTTON = fields(
    {"text": plain(75)},
    {
        **_action,
        "url": url(),
        "value": string(2000),
        "style": one_of("primary", "danger"),
        "accessibility_label": string(75),
    },
)
IMAGE = fields(
    {"alt_text": string(2000)},
    {"image_url": url(), "slack_file": anything},
    either=("image_url", "slack_file"),
)
SELECTS = {
    "static_select": fields({}, {**_select, **_options, "initial_option": _option}, _choice),
    "multi_static_select": fields(
        {}, {**_select, **_options, **_selected, "initial_options": many(_option, 1, 100)}, _choice
    ),
    "users_select": fields({}, {**_select, "initial_user": string(255)}),
    "multi_users_select": fields({}, {**_select, **_selected, "initial_users": _ids}),
    "channels_select": fields(
        {}, {**_select, "initial_channel": string(255), "response_url_enabled": flag}
    ),
    "multi_channels_select": fields({}, {**_select, **_selected, "initial_channels": _ids}),
    "conversations_select": fields(
        {}, {**_select, **_conversation_filter, "initial_conversation": string(255)}
    ),
    "multi_conversations_select": fields(
        {}, {**_select, **_selected, **_conversation_filter, "initial_conversations": _ids}
    ),
}
PICKERS = {
    "datepicker": fields({}, {**_select, "initial_date": _day}),
    "timepicker": fields({}, {**_select, "initial_time": _time, "timezone": string(255)}),
    "datetimepicker": fields({}, {**_field, "confirm": _confirm, "initial_date_time": anything}),
    "checkboxes": fields(
        {"options": many(_marked_option, 1, 10)},
        {**_field, "confirm": _confirm, "initial_options": many(_marked_option, 1, 10)},
    ),
    "radio_buttons": fields(
        {"options": many(_marked_option, 1, 10)},
        {**_field, "confirm": _confirm, "initial_option": _marked_option},
    ),
}
TEXTS = {
    "plain_text_input": fields(
        {},
        {
            **_written,
            "initial_value": string(3000, 0),
            "multiline": flag,
            "min_length": number(0, 3000),
            "max_length": number(1, 3000),
        },
    ),
    "email_text_input": fields({}, {**_written, "initial_value": string(3000)}),
    "url_text_input": fields({}, {**_written, "initial_value": string(3000)}),
    "number_input": fields(
        {"is_decimal_allowed": flag},
        {
            **_written,
            "initial_value": string(64),
            "min_value": string(64),
            "max_value": string(64),
        },
    ),
}
OVERFLOW = fields({"options": many(_linked_option, 1, 5)}, _action)
FILES = fields(
    {},
    {
        "action_id": string(255),
        "filetypes": many(string(20), 1, 100),
        "max_files": number(1, 10),
    },
)
_in_rows = {"button": BUTTON, "overflow": OVERFLOW, **SELECTS, **PICKERS}
_in_inputs = {**SELECTS, **PICKERS, **TEXTS, "file_input": FILES}
_remark = typed(
    {
        "image": IMAGE,
        "plain_text": fields({"text": string(3000)}, {"emoji": flag}),
        "mrkdwn": fields({"text": string(3000)}, {"verbatim": flag}),
    }
)
_id = {"block_id": string(255)}

BLOCKS = {
    "section": fields(
        {},
        {
            **_id,
            "text": text(3000),
            "fields": many(text(2000), 1, 10),
            "accessory": typed({**_in_rows, "image": IMAGE}),
            "expand": flag,
        },
        either=("text", "fields"),
    ),
    "header": fields({"text": plain(150)}, _id),
    "divider": fields({}, _id),
    "image": fields(
        {"alt_text": string(2000)},
        {**_id, "title": plain(2000), "image_url": url(), "slack_file": anything},
        either=("image_url", "slack_file"),
    ),
    "actions": fields({"elements": many(typed(_in_rows), 1, 25)}, _id),
    "context": fields({"elements": many(_remark, 1, 10)}, _id),
    "input": fields(
        {"label": plain(2000), "element": typed(_in_inputs)},
        {**_id, "hint": plain(2000), "optional": flag, "dispatch_action": flag},
    ),
    "rich_text": fields({"elements": many(anything, 1, 100)}, _id),
}
_VIEW = {
    "private_metadata": string(LONGEST_METADATA, 0),
    "callback_id": string(255, 0),
    "external_id": string(255, 0),
}
_IN_VIEW = {"blocks": many(typed(BLOCKS), 0, MOST_IN_A_VIEW)}
VIEWS = {
    "modal": fields(
        {"title": plain(24), **_IN_VIEW},
        {
            **_VIEW,
            "submit": plain(24),
            "close": plain(24),
            "clear_on_close": flag,
            "notify_on_close": flag,
            "submit_disabled": flag,
        },
    ),
    "home": fields(_IN_VIEW, _VIEW),
}
_message = many(typed({**BLOCKS, "file": anything}), 0, MOST_IN_A_MESSAGE)


def message_problems(blocks: object) -> list[str]:
    """What Slack would refuse in a message's blocks; nothing: they are fine."""
    problems: Problems = []
    _message(blocks, "/blocks", problems)
    return problems or _doubles(blocks, "/blocks")


def view_problems(view: object) -> list[str]:
    """What Slack would refuse in a view; nothing: it is fine."""
    problems: Problems = []
    typed(VIEWS)(view, "/view", problems)
    if problems or not isinstance(view, dict):
        return problems
    inputs = [block for block in view["blocks"] if block["type"] == "input"]
    if view["type"] == "modal" and inputs and "submit" not in view:
        report(problems, "missing required field: submit", "/view")
    return problems + _doubles(view["blocks"], "/view/blocks")


def elements_of(block: Json) -> list[Json]:
    """What one can press, choose or type into in a block."""
    found = [block[name] for name in ("accessory", "element") if name in block]
    if block["type"] == "actions":
        found += block["elements"]
    return [one for one in found if one["type"] != "image"]


def interactive(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Each block and element that one can press, choose or type into."""
    for block in blocks:
        for element in elements_of(block):
            yield block, element


def with_ids(blocks: list[Json], new_id: Callable[[], str]) -> list[Json]:
    """The blocks with an id for each block and element that has none, as Slack gives them out."""
    named = []
    for block in blocks:
        copy = {**block, "block_id": block.get("block_id") or new_id()}
        for name in ("accessory", "element"):
            if name in copy:
                copy[name] = _named(copy[name], new_id)
        if block["type"] == "actions":
            copy["elements"] = [_named(one, new_id) for one in block["elements"]]
        named.append(copy)
    return named


def _named(element: Json, new_id: Callable[[], str]) -> Json:
    if element["type"] == "image" or element.get("action_id"):
        return element
    return {**element, "action_id": new_id()}


def _doubles(blocks: Any, pointer: str) -> list[str]:
    """Ids that stand for two things, which would make an answer ambiguous."""
    problems: Problems = []
    seen: set[str] = set()
    for at, block in enumerate(blocks):
        if block.get("block_id") in seen:
            words = f"block_id `{block['block_id']}` already exists"
            report(problems, words, f"{pointer}/{at}/block_id")
        seen |= {block["block_id"]} if "block_id" in block else set()
        actions = [one["action_id"] for one in elements_of(block) if "action_id" in one]
        problems += [
            f"action_id `{one}` already exists [json-pointer:{pointer}/{at}]"
            for one in sorted({one for one in actions if actions.count(one) > 1})
        ]
    return problems
