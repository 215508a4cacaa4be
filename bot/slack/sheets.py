"""A form as a modal, and the answers in it. Its state is the modal's: nothing is kept by us.

https://docs.slack.dev/surfaces/modals
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from bot.slack.rendering import SECTION, cut, shortened, unescaped
from bot.text import printable
from handlers.messages import Field, File, Sheet, Words, say
from handlers.wording import Wording

View = dict[str, Any]

ENDINGS = (
    "jpg", "jpeg", "png", "webp", "gif", "pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "txt",
    "csv", "ogg", "m4a", "mp3",
)  # fmt: skip
"""Of the files that Slack lets people choose; what one is, its content tells us."""

TITLE = 24
LABEL = 2000
OPTION = 75
OPTIONS = 100
AT_A_GLANCE = 10
"""Choices that Slack shows all at once; more go into a menu."""
LINE = 200
"""Characters up to which an answer gets one line to be written in."""
WRITTEN = 3000
NOTICE = "notice"
"""The block above the questions that tells of a mishap."""
ANSWER = "answer"
"""The action of every question's field; the block has the question's name."""


def view_of(sheet: Sheet, words: Wording) -> View:
    """The modal for a form."""
    title = words(sheet.title)
    return {
        "type": "modal",
        "callback_id": sheet.form,
        "private_metadata": json.dumps(sheet.given),
        "title": _plain(title[:1].upper() + title[1:], TITLE),
        "submit": _plain(words(sheet.send), TITLE),
        "close": _plain(words(say("form-cancel")), TITLE),
        "blocks": [block for field in sheet.fields for block in _blocks(field, words)],
    }


def notice(text: Words, words: Wording) -> View:
    """A modal that only says something."""
    return {
        "type": "modal",
        "title": _plain(words(say("sheet-wait")), TITLE),
        "close": _plain(words(say("sheet-close")), TITLE),
        "blocks": [{"type": "section", "text": _plain(words(text), LABEL)}],
    }


def kept_open(view: Mapping[str, Any], text: Words, words: Wording) -> View:
    """A form that was sent off, as it was and with what was written, below a word about it."""
    written = view["state"]["values"]
    asked = [each for each in view["blocks"] if each["block_id"] != NOTICE]
    said = {"type": "section", "block_id": NOTICE, "text": _plain(words(text), LABEL)}
    blocks = [_filled(each, written.get(each["block_id"], {})) for each in asked]
    shown = ("type", "callback_id", "private_metadata", "title", "submit", "close")
    return {**{name: _as_sent(view[name]) for name in shown}, "blocks": [said, *blocks]}


def answers_of(view: Mapping[str, Any]) -> dict[str, str | list[str]]:
    """What was chosen and written so far, by the question's name; open questions are left out."""
    fields = {name: actions[ANSWER] for name, actions in view["state"]["values"].items()}
    answers = {name: _answer(field) for name, field in fields.items()}
    return {name: answer for name, answer in answers.items() if answer}


def files_of(view: Mapping[str, Any]) -> dict[str, tuple[File, ...]]:
    """What was attached, by the question's name."""
    fields = {name: actions[ANSWER] for name, actions in view["state"]["values"].items()}
    return {
        name: tuple(map(file_of, field["files"]))
        for name, field in fields.items()
        if field.get("files")
    }


def file_of(file: Mapping[str, Any]) -> File:
    """A file as Slack tells of it: little more than its id, if it is somebody's of elsewhere."""
    return File(
        str(file["id"]),
        str(file.get("name") or ""),
        str(file.get("mimetype") or ""),
        int(file.get("size") or 0),
    )


def given_of(view: Mapping[str, Any]) -> dict[str, str | list[str]]:
    """The answers with which the form was opened."""
    given: dict[str, str | list[str]] = json.loads(view.get("private_metadata") or "{}")
    return given


def field_names(view: Mapping[str, Any]) -> set[str]:
    """The questions that a modal shows."""
    return set(view["state"]["values"])


# --- Fields -------------------------------------------------------------------------------


def _blocks(field: Field, words: Wording) -> Iterator[dict[str, Any]]:
    """What is shown above a question, and the question."""
    if field.kind == "confirm":
        yield _said(f"{field.name}-asked", words(field.label))
    for n, part in enumerate(cut(printable(words(field.shown)), SECTION)):
        yield _said(f"{field.name}-shown-{n}", part)
    if field.kind != "confirm":
        yield _input(field, words)


def _said(block: str, text: str) -> dict[str, Any]:
    return {"type": "section", "block_id": block, "text": _plain(text, SECTION)}


def _input(field: Field, words: Wording) -> dict[str, Any]:
    element = _ELEMENTS[field.kind](field, words)
    return {
        "type": "input",
        "block_id": field.name,
        "label": _plain(words(field.label), LABEL),
        "optional": field.optional,
        # What is typed redraws nothing: a question that depends on it comes when the form is sent.
        "dispatch_action": field.redraws and field.kind in ("pick", "several", "day"),
        "element": {**element, "action_id": ANSWER},
    }


def _pick(field: Field, words: Wording) -> dict[str, Any]:
    options = _options(field, words)
    # A choice among round buttons can't be taken back, so an optional one is made in a menu.
    few = len(options) <= AT_A_GLANCE and not field.optional
    chosen = [each for each in options if each["value"] == field.answer]
    return {
        "type": "radio_buttons" if few else "static_select",
        "options": options,
        **({"initial_option": chosen[0]} if chosen else {}),
    }


def _several(field: Field, words: Wording) -> dict[str, Any]:
    options = _options(field, words)
    ticked = field.answer or []
    chosen = [each for each in options if each["value"] in ticked]
    return {
        "type": "checkboxes" if len(options) <= AT_A_GLANCE else "multi_static_select",
        "options": options,
        **({"initial_options": chosen} if chosen else {}),
    }


def _write(field: Field, _: Wording) -> dict[str, Any]:
    return {
        "type": "plain_text_input",
        "multiline": field.kind == "write" and not 0 < field.at_most <= LINE,
        "max_length": min(field.at_most or WRITTEN, WRITTEN),
        **({"initial_value": field.answer} if field.answer else {}),
    }


def _day(field: Field, _: Wording) -> dict[str, Any]:
    return {
        "type": "datepicker",
        **({"initial_date": field.answer} if field.answer else {}),
    }


def _attach(field: Field, _: Wording) -> dict[str, Any]:
    return {"type": "file_input", "filetypes": list(ENDINGS), "max_files": field.at_most}


_ELEMENTS = {
    "pick": _pick,
    "several": _several,
    "write": _write,
    "number": _write,  # so that "£1,500" can be typed, as in a chat
    "day": _day,
    "attach": _attach,
}


_BEGINS = {
    "selected_option": "initial_option",
    "selected_options": "initial_options",
    "selected_date": "initial_date",
    "value": "initial_value",
}
"""As what an answer stands in a field that is shown again."""


def _filled(block: Mapping[str, Any], written: Mapping[str, Any]) -> dict[str, Any]:
    """A block as it was sent, and the answer in it as it is now."""
    if block["type"] != "input":
        return dict(_as_sent(block))
    state = written.get(ANSWER, {})
    begins = {first: state[now] for now, first in _BEGINS.items() if state.get(now)}
    bare = {name: each for name, each in block["element"].items() if name not in _BEGINS.values()}
    return {**_as_sent(block), "element": {**_as_sent(bare), **_as_sent(begins)}}


def _as_sent(part: Any) -> Any:
    """A part of a view, in which Slack hands plain text back escaped, as we sent it."""
    if isinstance(part, list):
        return [_as_sent(each) for each in part]
    if not isinstance(part, dict):
        return part
    if part.get("type") == "plain_text":
        return {**part, "text": unescaped(part["text"])}
    return {name: _as_sent(each) for name, each in part.items()}


def _options(field: Field, words: Wording) -> list[dict[str, Any]]:
    return [
        {"text": _plain(words(label), OPTION), "value": value}
        for value, label in field.choices[:OPTIONS]
    ]


def _answer(state: Mapping[str, Any]) -> str | list[str]:
    if state.get("selected_option"):
        return str(state["selected_option"]["value"])
    if state.get("selected_options"):
        return [each["value"] for each in state["selected_options"]]
    return str(state.get("selected_date") or state.get("value") or "")


def _plain(text: str, limit: int) -> dict[str, Any]:
    return {"type": "plain_text", "text": shortened(printable(text), limit), "emoji": False}
