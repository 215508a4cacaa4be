"""What every platform does with text: take out what can't be printed, cut what is too long."""

import re
from urllib.parse import urlsplit

DONE = "done"
"""What a button carries that has been pressed."""

_UNPRINTABLE = dict.fromkeys(
    {
        *range(0x20),
        *range(0x7F, 0xA0),
        *range(0x202A, 0x202F),  # turn around what is read after them
        *range(0x2066, 0x206A),
        *range(0xD800, 0xE000),  # halves of characters, which nothing can send
        *(0xFFFE, 0xFFFF),
    }
    - {*map(ord, "\n\t")}
)

_BORDERS = (
    re.compile(r"\n\n+"),
    re.compile(r"\n"),
    re.compile(r"(?<=[.!?…])\s+"),
    re.compile(r"\s+"),
)
"""Where a text may be cut, best first: paragraphs, lines, sentences, words."""


def printable(text: str) -> str:
    """Text without what platforms refuse or show as boxes, and without what reorders the rest."""
    return text if text.isascii() and text.isprintable() else text.translate(_UNPRINTABLE)


def leads_somewhere(url: str) -> bool:
    """Whether a link may be made of an address: it is a page's, or somebody's."""
    try:
        return urlsplit(url).scheme in ("http", "https", "mailto", "tel")
    except ValueError:
        return False


def border(text: str, limit: int) -> tuple[int, int]:
    """Where the first part of a text ends, of at most so many characters, and the next begins."""
    for kind in _BORDERS:
        found = [m for m in kind.finditer(text, 0, limit) if m.start() > limit // 2]
        if found:
            return found[-1].start(), found[-1].end()
    return limit, limit
