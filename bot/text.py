"""What every platform does with text: take out what can't be printed, cut what is too long."""

import re

DONE = "done"
"""What a button carries that has been pressed."""

_CONTROL = dict.fromkeys({*range(32), *range(0x7F, 0xA0)} - {*map(ord, "\n\t")})

_BORDERS = (
    re.compile(r"\n\n+"),
    re.compile(r"\n"),
    re.compile(r"(?<=[.!?…])\s+"),
    re.compile(r"\s+"),
)
"""Where a text may be cut, best first: paragraphs, lines, sentences, words."""


def printable(text: str) -> str:
    """Text without control characters, which platforms refuse or show as boxes."""
    return text.translate(_CONTROL)


def border(text: str, limit: int) -> tuple[int, int]:
    """Where the first part of a text ends, of at most so many characters, and the next begins."""
    for kind in _BORDERS:
        found = [m for m in kind.finditer(text, 0, limit) if m.start() > limit // 2]
        if found:
            return found[-1].start(), found[-1].end()
    return limit, limit
