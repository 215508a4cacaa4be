"""A message in Slack's terms: Block Kit, with a text for those who can't see blocks.

What people and files say goes into `plain_text`, in which nothing has a meaning. Slack's markup is
used for titles and links alone, and only where no character of theirs could be taken for markup;
escaping `&`, `<` and `>` keeps it from making mentions, but not from making `*bold*`.

https://docs.slack.dev/reference/block-kit/blocks
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from bot.text import DONE, border, leads_somewhere, printable
from handlers.messages import Button, Card, Link, Message, say
from handlers.wording import Wording

Block = dict[str, Any]

SECTION = 3000
BLOCKS = 50
VIEW_BLOCKS = 100
PIECE = 4500
"""Characters of a message: with the same again as its text, it stays under 10,000."""
ROW = 5
LABEL = 75


@dataclass(frozen=True)
class Piece:
    """As much as one message takes."""

    blocks: list[Block]
    text: str
    """The same for notifications and screen readers, escaped."""


@dataclass(frozen=True)
class _Part:
    """A block, and what it says in plain words."""

    block: Block
    text: str
    apart: str = "\n\n"
    """What stands between it and what is before it."""


def pieces(message: Message, words: Wording, *, again: bool = False) -> list[Piece]:
    """A message as one or, where it is too long for that, several; the last has the buttons."""
    rows = [_row(row, n, words) for n, row in enumerate(_rows(message))]
    gathered: list[list[_Part]] = [[]]
    for part in _parts(message, words, again=again):
        last = gathered[-1]
        longest = sum(len(each.text) for each in last) + len(part.text)
        if last and (longest > PIECE or len(last) + len(rows) >= BLOCKS):
            gathered.append([])
        gathered[-1].append(part)
    made = [Piece([part.block for part in parts], _text(parts)) for parts in gathered]
    if called := _called(message):
        made[0] = Piece(made[0].blocks, f"{called}\n\n{made[0].text}")
    return [*made[:-1], Piece([*made[-1].blocks, *rows], made[-1].text)]


def home(message: Message, words: Wording) -> dict[str, Any]:
    """A message as a person's home page; what is beyond its end is left out."""
    rows = [_row(row, n, words) for n, row in enumerate(_rows(message))]
    parts = [part.block for part in _parts(message, words)]
    return {"type": "home", "blocks": [*parts[: VIEW_BLOCKS - len(rows)], *rows]}


def pressed(blocks: Sequence[Block], data: str, *, settled: bool) -> list[Block]:
    """A message's blocks after a press: the pressed button is ticked and does nothing any more.

    Where the press settled a choice, the other choices are gone. The blocks are as Slack hands
    them back, in which plain text is escaped.
    """
    changed = []
    for block in blocks:
        if block["type"] != "actions":
            changed.append({**block, "text": _as_sent(block["text"])} if "text" in block else block)
            continue
        buttons = [_ticked(each) if each["value"] == data else each for each in block["elements"]]
        kept = [each for each in buttons if not settled or each["value"] == DONE]
        if kept:
            elements = [{**each, "text": _as_sent(each["text"])} for each in kept]
            changed.append({**block, "elements": elements})
    return changed


def _ticked(button: Block) -> Block:
    text = {**button["text"], "text": shortened(f"✓ {button['text']['text']}", LABEL)}
    return {**button, "text": text, "value": DONE}


def _as_sent(text: Block) -> Block:
    if text["type"] != "plain_text":
        return text
    return {**text, "text": unescaped(text["text"])}


# --- Text ---------------------------------------------------------------------------------


def _parts(message: Message, words: Wording, *, again: bool = False) -> Iterator[_Part]:
    if called := _called(message):
        yield _Part({"type": "section", "text": {"type": "mrkdwn", "text": called}}, "")
    if again:
        yield from _plain(words(say("sent-again")))
    for paragraph in message.paragraphs:
        yield from _plain(words(paragraph))
    for card in message.cards:
        yield from _card(card, words)
    for paragraph in message.after:
        yield from _plain(words(paragraph))


def _called(message: Message) -> str:
    """Mentions, the only ones that we make: of users by the ids that Slack gave us."""
    return " ".join(f"<@{each}>" for each in message.calls if _USER.fullmatch(each))


def _plain(text: str) -> Iterator[_Part]:
    for part in cut(printable(text).strip(), SECTION):
        body = {"type": "plain_text", "text": part, "emoji": False}
        yield _Part({"type": "section", "text": body}, part)


def _card(card: Card, words: Wording) -> Iterator[_Part]:
    """Title, lines and link in one section, marked up where that is safe."""
    title = _in_a_line(words(card.title))
    below = [text for each in card.lines if (text := printable(words(each)).strip())]
    lines = [title, *below] if title else below
    label, url = _link(card.link, words)
    marked = [f"*{escaped(title)}*"] if title else []
    marked += map(escaped, below)
    marked += [f"<{url}|{escaped(label)}>"] if url else []
    text = "\n".join(marked)
    if all(map(_harmless, [*lines, label])) and 0 < len(text) <= SECTION:
        yield _Part(_marked(text), "\n".join([*lines, label] if url else lines))
        return
    yield from _plain("\n".join(lines))
    if url and _harmless(label):
        yield _Part(_marked(f"<{url}|{escaped(label)}>"), label, apart="\n")


def _link(link: Link | None, words: Wording) -> tuple[str, str]:
    """A link's label and address; both empty: there is none, or it leads nowhere."""
    if link is None or not leads_somewhere(link.url):
        return "", ""
    return _in_a_line(words(link.label)), quote(printable(link.url), safe=":/?#[]@!$&'()*+,;=%~")


def _in_a_line(text: str) -> str:
    """Text without line ends, at which bold and a link's words would end, too."""
    return " ".join(printable(text).split())


def _marked(text: str) -> Block:
    body = {"type": "mrkdwn", "text": text, "verbatim": True}
    return {"type": "section", "text": body}


_USER = re.compile(r"[UW][A-Z0-9]+", re.ASCII)
_MARKUP = re.compile(r"[*_~`]|:[\w+'-]+:|^\s*>", re.MULTILINE)


def _harmless(text: str) -> bool:
    """Whether Slack would take no character of it for markup, once it is escaped."""
    return not _MARKUP.search(text)


def _text(parts: Sequence[_Part]) -> str:
    text = "".join(part.apart + part.text for part in parts)
    return escaped(text.strip())


def escaped(text: str) -> str:
    """Text in which Slack sees no link and no mention."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescaped(text: str) -> str:
    """Undo `escaped`."""
    return _ENTITY.sub(lambda found: _ENTITIES[found[1]], text)


_ENTITY = re.compile(r"&(amp|lt|gt);")
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">"}


def shortened(text: str, limit: int) -> str:
    """Text of at most so many characters."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


# --- Buttons ------------------------------------------------------------------------------


def _rows(message: Message) -> list[Sequence[Button]]:
    """The rows of buttons, none longer than reads well on a phone."""
    return [row[i : i + ROW] for row in message.buttons for i in range(0, len(row), ROW)]


def _row(row: Sequence[Button], n: int, words: Wording) -> Block:
    return {
        "type": "actions",
        "block_id": f"buttons-{n}",
        "elements": [
            {
                "type": "button",
                "action_id": f"button-{n}-{i}",
                "text": {
                    "type": "plain_text",
                    "text": shortened(printable(words(button.label)), LABEL),
                    "emoji": False,
                },
                "value": button.data,
            }
            for i, button in enumerate(row)
        ],
    }


# --- Long texts ---------------------------------------------------------------------------


def cut(text: str, limit: int) -> Iterator[str]:
    """A text in parts of at most so many characters, cut at the best border there is."""
    while len(text) > limit:
        end, start = border(text, limit)
        yield text[:end]
        text = text[start:]
    if text:
        yield text
