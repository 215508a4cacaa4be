"""Text as Telegram sees it: measured in UTF-16, with entities that must fit, above a keyboard."""

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from bot.simulator.telegram_refusals import bad_request
from bot.simulator.world import Button, Json

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
MOST_BUTTONS = 100
LONGEST_DATA = 64  # bytes

_FOUND_BY_TELEGRAM = re.compile(
    r"(?P<url>https?://[^\s<>\"]*[^\s<>\".,;:!?()'])"
    r"|(?P<email>[\w.+-]+@[\w-]+\.[\w.-]*\w)"
    r"|(?<!\w)(?P<mention>@[A-Za-z]\w{3,31})"
    r"|(?<![\w/])(?P<bot_command>/[A-Za-z0-9_]{1,32}(@\w{3,32})?)(?!\w)"
    r"|(?<!\w)(?P<hashtag>\#\w*[^\W\d]\w*)",
)
_GIVEN_BY_BOTS = {
    "bold",
    "italic",
    "underline",
    "strikethrough",
    "spoiler",
    "blockquote",
    "expandable_blockquote",
    "code",
    "pre",
    "text_link",
    "text_mention",
    "custom_emoji",
    "date_time",
}
_FOUND = {"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number"}


def utf16_length(text: str) -> int:
    """How long Telegram finds a text: characters beyond the first plane count twice."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def find_entities(text: str) -> list[Json]:
    """The commands, mentions, links and hashtags that Telegram itself marks in a text."""
    if not any(sign in text for sign in "/@#"):
        return []
    return [
        {
            "type": match.lastgroup,
            "offset": utf16_length(text[: match.start()]),
            "length": utf16_length(match.group(match.lastgroup or 0)),
        }
        for match in _FOUND_BY_TELEGRAM.finditer(text)
    ]


def formatted(text: str, entities: Iterable[Json], longest: int) -> tuple[str, list[Json]]:
    """A text as Telegram keeps it: trimmed (perhaps to nothing), its entities checked."""
    given = [_checked(entity) for entity in entities]
    if given:
        _must_fit(text, given)
    trimmed = text.strip()
    if utf16_length(trimmed) > longest:
        too_long = (
            "message is too long" if longest == LONGEST_TEXT else "message caption is too long"
        )
        raise bad_request(too_long)
    before = utf16_length(text[: len(text) - len(text.lstrip())])
    kept = _moved(given, before, utf16_length(trimmed))
    return trimmed, sorted(
        kept + [found for found in find_entities(trimmed) if not _overlaps(found, kept)],
        key=lambda entity: (entity["offset"], -entity["length"]),
    )


def _checked(entity: Json) -> Json:
    kind = entity["type"]
    if kind not in _GIVEN_BY_BOTS | _FOUND:
        raise bad_request("can't parse MessageEntity: Unsupported type specified")
    if entity["offset"] < 0:
        raise bad_request(f"receive an entity with incorrect offset {entity['offset']}")
    if entity["length"] < 0:
        raise bad_request(f"receive an entity with incorrect length {entity['length']}")
    if kind == "text_link":
        if "url" not in entity:
            raise bad_request("can't parse MessageEntity: Can't find field \"url\"")
        _check_url(entity["url"], "entity URL")
    return entity


def _must_fit(text: str, entities: list[Json]) -> None:
    encoded = text.encode("utf-16-le", "surrogatepass")
    size = len(encoded) // 2
    for entity in entities:
        start, end = entity["offset"], entity["offset"] + entity["length"]
        if start >= size:
            raise bad_request(f"entity begins after the end of the text at UTF-16 offset {start}")
        if end > size:
            raise bad_request(
                f"entity beginning at UTF-16 offset {start} ends after the end of the text"
                f" at UTF-16 offset {end}"
            )
        for edge, does in ((start, "begins"), (end, "ends")):
            if edge < size and 0xDC <= encoded[2 * edge + 1] <= 0xDF:
                at = len(encoded[: 2 * edge - 2].decode("utf-16-le", "replace").encode())
                raise bad_request(
                    f"entity {does} in a middle of a UTF-16 symbol at byte offset {at}"
                )


def _moved(entities: list[Json], back: int, size: int) -> list[Json]:
    """The entities of a text from whose front `back` units were trimmed; empty ones fall away."""
    kept = []
    for entity in entities:
        if entity["type"] in _FOUND:
            continue  # Telegram finds these itself
        start = max(entity["offset"] - back, 0)
        end = min(entity["offset"] + entity["length"] - back, size)
        if end > start:
            kept.append({**entity, "offset": start, "length": end - start})
    return kept


def _overlaps(entity: Json, others: list[Json]) -> bool:
    return any(
        entity["offset"] < other["offset"] + other["length"]
        and other["offset"] < entity["offset"] + entity["length"]
        for other in others
        if other["type"] in ("text_link", "text_mention", "code", "pre")
    )


def read_keyboard(markup: dict[str, Any]) -> list[list[Button]] | None:
    """The rows of an inline keyboard; None when it has no buttons."""
    rows = [[_read_button(button) for button in row] for row in markup["inline_keyboard"] if row]
    if sum(len(row) for row in rows) > MOST_BUTTONS:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    return rows or None


def _read_button(button: Json) -> Button:
    played = {"text", "callback_data", "url"}
    if other := button.keys() - played:
        raise bad_request(f"the simulator does not play buttons with {', '.join(sorted(other))}")
    if not button["text"].strip():
        raise bad_request("BUTTON_TEXT_INVALID")
    data, url = button.get("callback_data"), button.get("url")
    if data and url:
        raise bad_request("can't parse inline keyboard button: exactly one action is allowed")
    if url:
        _check_url(url, "inline keyboard button URL")
        return Button(button["text"], url=url)
    if not data:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if len(data.encode()) > LONGEST_DATA:
        raise bad_request("BUTTON_DATA_INVALID")
    return Button(button["text"], data=data)


def _check_url(url: str, what: str) -> None:
    """Telegram takes http, https and tg links to hosts with a dot, so not to localhost."""
    if not url:
        raise bad_request(f"{what} '' is invalid: URL host is empty")
    try:
        parts = urlsplit(
            url if "://" in url or url.startswith(("tg:", "mailto:", "tel:")) else f"http://{url}"
        )
        host = parts.hostname or ""
    except ValueError:
        raise bad_request(f"{what} '{url}' is invalid: Wrong HTTP URL") from None
    if parts.scheme == "tg":
        return
    if parts.scheme not in ("http", "https"):
        raise bad_request(f"{what} '{url}' is invalid: Unsupported URL protocol")
    if "." not in host.strip(".") or any(sign.isspace() for sign in url):
        raise bad_request(f"{what} '{url}' is invalid: Wrong HTTP URL")
