"""Slack's encoding of text: what people type into it, and what readers see come out of it.

https://docs.slack.dev/messaging/formatting-message-text
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from bot.simulator.world import Json

_TYPED = re.compile(
    r"<(?P<token>[@#][A-Z0-9]+(?:\|[^<>]*)?)>"
    r"|(?P<url>https?://[^\s<>]+)"
    r"|(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<at>@)"
)
_READ = re.compile(r"<(?P<inside>[^<>]+)>|(?P<url>https?://[^\s<>|]*[^\s<>|.,;:!?'\")])")
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}


class Piece(Struct, omit_defaults=True):
    """A stretch of text that reads in one way."""

    type: str  # text, link, user, channel, group or special (such as @here)
    text: str = ""  # what is shown
    url: str = ""
    id: str = ""


def escape(text: str) -> str:
    """Text that shows as it is: nothing in it becomes a link or a mention."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    """Undo `escape`."""
    return re.sub("&(?:lt|gt|amp);", lambda found: _ENTITIES[found[0]], text)


def encode(typed: str, names: Mapping[str, str]) -> str:
    """What somebody typed, as Slack keeps it: `names` (to ids) are those one can mention by @."""
    longest_first = sorted(names, key=len, reverse=True)
    encoded, at = [], 0
    for found in _TYPED.finditer(typed):
        if found.start() < at:
            continue
        encoded.append(escape(typed[at : found.start()]))
        at = found.end()
        if found["token"]:
            encoded.append(found[0])
        elif found["url"]:
            encoded.append(f"<{escape(found[0])}>")
        elif found["mail"]:
            encoded.append(f"<mailto:{found[0]}|{found[0]}>")
        else:
            name = next(
                (
                    one
                    for one in longest_first
                    if typed[at : at + len(one)].casefold() == one.casefold()
                    and not typed[at + len(one) : at + len(one) + 1].isalnum()
                ),
                None,
            )
            encoded.append("@" if name is None else f"<@{names[name]}>")
            at += len(name or "")
    return "".join([*encoded, escape(typed[at:])])


def read(text: str) -> list[Piece]:
    """How Slack shows encoded text. Angle brackets not escaped make links and mentions."""
    pieces, at = [], 0
    for found in _READ.finditer(text):
        if found.start() > at:
            pieces.append(Piece("text", unescape(text[at : found.start()])))
        pieces.append(_special(found["inside"]) if found["inside"] else _link(found["url"]))
        at = found.end()
    if at < len(text):
        pieces.append(Piece("text", unescape(text[at:])))
    return pieces


def read_blocks(blocks: object) -> Iterator[Piece]:
    """What the mrkdwn texts in blocks, at any depth, show."""
    if isinstance(blocks, list):
        for one in blocks:
            yield from read_blocks(one)
    elif isinstance(blocks, dict):
        text = blocks.get("text")
        if blocks.get("type") == "mrkdwn" and isinstance(text, str):
            if not blocks.get("verbatim"):
                yield from read(text)
            return
        for value in blocks.values():
            yield from read_blocks(value)


def rich_text(text: str, block_id: str) -> list[Json]:
    """The block in which Slack repeats what a person wrote."""
    elements: list[Json] = []
    for piece in read(text):
        element: dict[str, Any] = {"type": piece.type}
        if piece.type == "text":
            element["text"] = piece.text
        elif piece.type == "link":
            element["url"] = piece.url
        else:
            element[f"{piece.type}_id"] = piece.id
        elements.append(element)
    section = {"type": "rich_text_section", "elements": elements}
    return [{"type": "rich_text", "block_id": block_id, "elements": [section]}]


def _link(url: str, label: str | None = None) -> Piece:
    return Piece("link", unescape(url if label is None else label), url=unescape(url))


def _special(inside: str) -> Piece:
    target, _, label = inside.partition("|")
    shown = unescape(label)
    if target.startswith("@"):
        return Piece("user", shown or target, id=target[1:])
    if target.startswith("#"):
        return Piece("channel", shown or target, id=target[1:])
    if target.startswith("!subteam^"):
        return Piece("group", shown or target, id=target[9:])
    if target.startswith("!"):
        return Piece("special", shown or target, id=target[1:])
    return _link(target, label or None)
