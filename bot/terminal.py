"""What commands share in a terminal: instants as they are typed, messages as they are read."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

import click
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.text import Text

from bot.settings import UK
from handlers.messages import Card, Message
from handlers.wording import Wording


class Instant(click.ParamType[datetime]):
    """An instant in ISO 8601: by the clocks of the United Kingdom unless it says otherwise."""

    name = "instant"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """The instant; a day alone is noon of it."""
        try:
            if len(value) == len("2026-11-22"):
                return datetime.combine(date.fromisoformat(value), time(12), UK)
            instant = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no instant; 2026-11-22 and 2026-11-22T10:00Z are.", param, ctx)
        return instant if instant.tzinfo else instant.replace(tzinfo=UK)


NOW = Instant()


def show(console: Console, message: Message, words: Wording) -> None:
    """A message as a person reads it; its buttons are numbered, and their numbers can be typed."""
    console.print(Group(*_parts(message, words)))


def _parts(message: Message, words: Wording) -> Iterator[RenderableType]:
    for paragraph in message.paragraphs:
        yield Text(words(paragraph))
    for card in message.cards:
        yield _card(card, words)
    for paragraph in message.after:
        yield Text(words(paragraph))
    if message.attached:
        yield Text(f"[{message.attached.name}]", style="dim")
    buttons = [button for row in message.buttons for button in row]
    if buttons:
        yield Padding(
            Text("  ").join(_button(n, words(button.label)) for n, button in enumerate(buttons, 1)),
            (1, 0, 0, 0),
        )


def _button(n: int, label: str) -> Text:
    return Text.assemble((f"[{n}]", "bold cyan"), "" if label == str(n) else f" {label}")


def _card(card: Card, words: Wording) -> Panel:
    lines = [Text(words(line)) for line in card.lines]
    if card.link:
        url = card.link.url
        lines.append(Text.assemble(f"{words(card.link.label)}: ", (url, f"link {url}")))
    return Panel(
        Group(*lines), title=Text(words(card.title), style="bold"), title_align="left", expand=False
    )
