"""The file that people take away: all that is kept about them, as a page and as JSON.

The page is one file that needs no other: it opens on a phone, in the dark, by a screen reader, and
prints. What is in it comes from the tellers; what people wrote is escaped.
"""

import json
from collections.abc import Sequence
from html import escape
from typing import Any

from handlers.messages import Words
from handlers.turns import Kept
from handlers.wording import Wording

_STYLE = """
:root { color-scheme: light dark; }
body { font: 1.0625rem/1.6 system-ui, sans-serif; }
main { max-width: 40rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; line-height: 1.25; }
h2 { font-size: 1.2rem; margin: 2rem 0 .25rem; }
li { margin: .5rem 0; white-space: pre-line; overflow-wrap: anywhere; }
@media print { main { margin: 0; max-width: none; } li { break-inside: avoid; } }
"""


def page(
    words: Wording,
    title: Words,
    first: Sequence[Words],
    kept: Sequence[Kept],
    last: Sequence[Words],
) -> bytes:
    """A page: its title, what to know first, a section for each table, what to know last."""
    sections = "".join(_section(words, each) for each in kept)
    return (
        f'<!DOCTYPE html>\n<html lang="{words.language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_text(words, title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{_text(words, title)}</h1>\n{_paragraphs(words, first)}{sections}"
        f"{_paragraphs(words, last)}</main>\n</body>\n</html>\n"
    ).encode()


def data(kept: dict[str, list[dict[str, Any]]]) -> bytes:
    """The same rows as JSON, for another program."""
    return json.dumps(kept, ensure_ascii=False, indent=2, default=str).encode()


def _section(words: Wording, kept: Kept) -> str:
    rows = "".join(
        f"<li>{escape(chr(10).join(words(line) for line in row))}</li>\n" for row in kept.rows
    )
    listed = f"<ul>\n{rows}</ul>\n" if rows else ""
    told = _paragraphs(words, [kept.told])
    return f"<section>\n<h2>{_text(words, kept.title)}</h2>\n{told}{listed}</section>\n"


def _paragraphs(words: Wording, told: Sequence[Words]) -> str:
    return "".join(f"<p>{_text(words, each)}</p>\n" for each in told)


def _text(words: Wording, told: Words) -> str:
    return escape(words(told))
