"""A message in Telegram's terms: text with entities, and an inline keyboard.

Entities instead of a parse mode: there is no markup that a person's or a file's text could break.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity
from telegram.constants import MessageLimit

from bot.text import DONE, border, leads_somewhere, printable
from handlers.messages import Card, Message, Words, say
from handlers.wording import Wording

LIMIT = int(MessageLimit.MAX_TEXT_LENGTH)
CAPTION_LIMIT = int(MessageLimit.CAPTION_LENGTH)


@dataclass(frozen=True)
class Piece:
    """As much as one Telegram message takes."""

    text: str
    entities: tuple[MessageEntity, ...] = ()


def unmarked(text: str) -> str:
    """What we don't say ourselves, with no mention, command or hashtag that Telegram would mark.

    A word joiner, which is not seen, stands behind the sign. Addresses of pages and of mail stay:
    they say where they lead.
    """
    return _MARKS.sub(lambda found: found[0] + ((found["sign"] and "\u2060") or ""), text)


_MARKS = re.compile(
    r"https?://[^\s<>\"'()]+|(?P<sign>(?<!\w)[@/#$](?=\w)|\btg(?=://))", re.IGNORECASE
)


def units(text: str) -> int:
    """The length of a text as Telegram counts it: in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


class _Writer:
    """Collects text, and where in it is what."""

    def __init__(self, words: Wording) -> None:
        self._words = words
        self.text = ""
        self.entities: list[MessageEntity] = []

    def write(self, words: Words, kind: str | None = None, url: str | None = None) -> None:
        text = printable(self._words(words))
        if kind and text:
            start = units(self.text)
            self.entities.append(MessageEntity(kind, start, units(text), url=url))
        self.text += text

    def paragraph(self) -> None:
        if self.text:
            self.text += "\n\n"


def pieces(message: Message, words: Wording, *, again: bool = False) -> list[Piece]:
    """The text of a message, cut at sentence borders where it is too long for one."""
    writer = _Writer(words)
    if again:
        writer.write(say("sent-again"), MessageEntity.ITALIC)
    for paragraph in message.paragraphs:
        writer.paragraph()
        writer.write(paragraph)
    for card in message.cards:
        writer.paragraph()
        _write_card(writer, card)
    for paragraph in message.after:
        writer.paragraph()
        writer.write(paragraph)
    return list(_cut(Piece(writer.text, tuple(writer.entities))))


def _write_card(writer: _Writer, card: Card) -> None:
    writer.write(card.title, MessageEntity.BOLD)
    for line in card.lines:
        writer.text += "\n"
        writer.write(line)
    if card.link:
        kind = MessageEntity.TEXT_LINK if leads_somewhere(card.link.url) else None
        writer.text += "\n"
        writer.write(card.link.label, kind, card.link.url)


def keyboard(message: Message, words: Wording) -> InlineKeyboardMarkup | None:
    """The buttons of a message; None: it has none."""
    rows = [
        [InlineKeyboardButton(printable(words(b.label)), callback_data=b.data) for b in row]
        for row in message.buttons
        if row
    ]
    return InlineKeyboardMarkup(rows) if rows else None


def pressed(markup: InlineKeyboardMarkup, data: str, *, settled: bool) -> InlineKeyboardMarkup:
    """The keyboard after a press: the pressed button is ticked and does nothing any more.

    Where the press settled a choice, the other choices are gone.
    """
    rows = [
        [_ticked(each) if each.callback_data == data else each for each in row]
        for row in markup.inline_keyboard
    ]
    if settled:
        rows = [[each for each in row if each.callback_data == DONE] for row in rows]
    return InlineKeyboardMarkup([row for row in rows if row])


def _ticked(button: InlineKeyboardButton) -> InlineKeyboardButton:
    return InlineKeyboardButton(f"✓ {button.text}", callback_data=DONE)


# --- Long texts ---------------------------------------------------------------------------


def _cut(piece: Piece) -> Iterator[Piece]:
    while units(piece.text) > LIMIT:
        end, start = border(piece.text, _characters(piece.text, LIMIT))
        yield _part(piece, 0, end)
        piece = _part(piece, start, len(piece.text))
    yield piece


def _characters(text: str, limit: int) -> int:
    """How many characters of a text fit into so many UTF-16 code units."""
    return len(text.encode("utf-16-le")[: limit * 2].decode("utf-16-le", errors="ignore"))


def _part(piece: Piece, start: int, end: int) -> Piece:
    """Characters `start` to `end`, and what of the entities lies there."""
    first, last = units(piece.text[:start]), units(piece.text[:end])
    inside = []
    for entity in piece.entities:
        begins = max(entity.offset, first)
        ends = min(entity.offset + entity.length, last)
        if begins < ends:
            inside.append(MessageEntity(entity.type, begins - first, ends - begins, url=entity.url))
    return Piece(piece.text[start:end], tuple(inside))
