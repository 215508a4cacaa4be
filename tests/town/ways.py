"""How a town's people reach the bot: the far end of the wire, one class a platform.

A way plays people and their phones, and shows what reached them.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.app import Platform
from bot.clock import Clock
from bot.simulator.phones import Attachable, Sendable
from scheduler.pace import Pace

UNHURRIED = Pace(1_000_000, burst=1_000_000)
"""No pace at all: a test does not wait its turn."""


@dataclass(frozen=True)
class Held:
    """A button that somebody can press, also when it is no longer there."""

    data: str
    label: str = ""
    message: str = "1"


@dataclass(frozen=True)
class Seen:
    """A message of the bot's in a chat, as it stands there now."""

    id: str
    text: str
    buttons: tuple[Held, ...] = ()
    file: tuple[str, bytes] | None = None


@dataclass(frozen=True)
class Own:
    """A file that somebody has to send."""

    name: str
    content: bytes
    kind: Attachable = "document"
    words: str = ""
    """Written beneath it, where it is sent in a chat."""
    album: str = ""
    """Which others it is sent together with; empty: none."""


Filled = str | Sequence[str] | Sequence[Own]
"""An answer to a question of a form: words or a label, several labels, or files; "" skips it."""

Heard = Callable[[], Awaitable[None]]
"""Waits until the bot has nothing left to do."""


async def one_by_one(way: "Way", person: str, answers: Sequence[Filled], heard: Heard) -> None:
    """Answer a form where it is asked question by question: type each answer."""
    for answer in answers:
        if isinstance(answer, str):
            await way.say(person, person, answer or "skip")
        elif owned := [each for each in answer if isinstance(each, Own)]:
            for each in owned:
                await way.enclose(person, person, each)
                await heard()
            if "Done" in [each.label for each in way.read(person)[-1].buttons]:
                await way.say(person, person, "done")
        else:
            await way.say(person, person, ", ".join(map(str, answer)) or "skip")
        await heard()


def for_field(left: list[Filled], *, attach: bool) -> Filled:
    """The next answer, for a field of a page; one for files is passed over if it is for another."""
    fits = bool(left) and (left[0] == "" or any(isinstance(each, Own) for each in left[0]))
    return left.pop(0) if fits or not attach else ""


class Press(Protocol):
    """A press of a button."""

    @property
    def toast(self) -> str | None:
        """What was shown for a moment where it was pressed; None: nothing."""
        ...


class Way(Protocol):
    """A platform and its people. Acts return when the bot has taken notice."""

    name: str

    @property
    def office(self) -> "Way":
        """Where teams are, which may be beside where volunteers are."""
        ...

    async def open(self, clock: Clock) -> Platform:
        """Begin; the adapter for the bot."""
        ...

    async def close(self) -> None:
        """End, after the bot did."""
        ...

    def meet(self, name: str, language: str) -> str:
        """Somebody new; the id of their own chat with the bot, which is theirs, too."""
        ...

    def gather(self, title: str, people: Sequence[str]) -> str:
        """A group of people and the bot; its chat's id."""
        ...

    def channel(self, title: str, people: Sequence[str], *, private: bool, bot: bool) -> str:
        """A channel of an office, with or without the bot; its chat's id."""
        ...

    def guest(self, name: str) -> str:
        """Somebody new in an office who is a guest there; the id of their chat with the bot."""
        ...

    async def bring_in(self, channel: str) -> None:
        """Invite the bot into a channel."""
        ...

    async def put_out(self, channel: str) -> None:
        """Remove the bot from a channel."""
        ...

    async def archive(self, channel: str) -> None:
        """Close a channel."""
        ...

    async def come(self, person: str, channel: str) -> None:
        """Come into a channel."""
        ...

    async def go(self, person: str, channel: str) -> None:
        """Leave a channel."""
        ...

    def alter(
        self, channel: str, *, private: bool | None = None, shared: bool | None = None
    ) -> None:
        """Make a channel private or public, or have another organisation in it: nobody is told."""
        ...

    def lose(self, person: str, channel: str) -> None:
        """Somebody is out of a channel, and nobody is told."""
        ...

    async def prefilled(self, person: str, question: str) -> str:
        """What the form before somebody begins with as the answer to a question."""
        ...

    async def refused(self, person: str, *answers: Filled) -> dict[str, str]:
        """Fill in the form before somebody and send it off: what is wrong with it."""
        ...

    async def say(self, person: str, chat: str, text: str) -> str:
        """Write; the message's id."""
        ...

    async def edit(self, person: str, chat: str, message: str, text: str) -> None:
        """Change one's own message."""
        ...

    async def fill(self, person: str, answers: Sequence[Filled], heard: Heard) -> None:
        """Answer a form's questions in order, to its end."""
        ...

    async def press(self, person: str, chat: str, button: Held) -> Press:
        """Press a button."""
        ...

    async def post(self, person: str, chat: str, kind: Sendable) -> None:
        """Send something that is not text."""
        ...

    async def enclose(self, person: str, chat: str, file: Own) -> None:
        """Send a file of one's own."""
        ...

    async def block(self, person: str) -> None:
        """Block the bot."""
        ...

    async def unblock(self, person: str) -> None:
        """Block it no more."""
        ...

    def read(self, chat: str) -> list[Seen]:
        """The bot's messages in a chat, oldest first."""
        ...
