"""The vocabulary: what comes in, what goes out, and the words for both. No platform, no logic.

What goes out holds keys and values, not words: `say("pots-open", count=3)`. It is worded in the
reader's language when it is sent. Everything here can be written to a letter and read back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Literal
from uuid import UUID

import msgspec

# --- Words --------------------------------------------------------------------------------


class Day(msgspec.Struct, frozen=True, tag="day"):
    """A date, told in the reader's words: "Friday 4 December"."""

    on: date
    year: bool = False
    """Whether the year is told, too."""
    short: bool = False
    """Whether it is told as "4 Dec", as where there is little room."""


class Money(msgspec.Struct, frozen=True, tag="money"):
    """An amount in a currency (ISO 4217), told as "£1,500"."""

    amount: Decimal
    currency: str = "GBP"


class Say(msgspec.Struct, frozen=True, tag="say"):
    """A key of the locales and the values its words need."""

    key: str
    values: "dict[str, Value]" = {}


class Listing(msgspec.Struct, frozen=True, tag="listing"):
    """Several things in a row: "a, b, c"."""

    items: "tuple[Words, ...]"
    apart: str = ", "
    """What stands between them; a line's end puts each on a line of its own."""


class Texts(msgspec.Struct, frozen=True, tag="texts"):
    """What a file says in several languages, by language: the reader's is shown, else the first."""

    by_language: dict[str, str]


Words = Say | Listing | Texts | str
"""What people read. A plain string is shown as it is: it is data, not something we say."""

Value = str | int | Day | Money | Say | Listing | Texts


def say(key: str, **values: Value) -> Say:
    """Words to be found under a key when the message is sent."""
    return Say(key, values)


# --- Going out ----------------------------------------------------------------------------

DATA_LIMIT = 64
"""Bytes that a button may carry: Telegram's limit for callback data."""


class Button(msgspec.Struct, frozen=True):
    """Something to press: a label, and the route with its values that the press takes."""

    label: Words
    data: str


def button(label: Words, route: str, *values: str | int) -> Button:
    """A button for a route, such as `button(say("details"), "pot", pot.id)`.

    Raises:
        ValueError: the route and values do not fit a button.
    """
    data = " ".join([route, *(str(value) for value in values)])
    if len(data.encode()) > DATA_LIMIT or any(" " in str(value) for value in values):
        raise ValueError(f"does not fit a button: {data}")
    return Button(label, data)


class Link(msgspec.Struct, frozen=True):
    """A web address behind words."""

    label: Words
    url: str


class Card(msgspec.Struct, frozen=True):
    """One thing shown: a title, a few lines, at most one link."""

    title: Words
    lines: tuple[Words, ...] = ()
    link: Link | None = None
    leads_to: UUID | None = None
    """The standing message that it tells of: where its platform has links to messages, to that."""


class Attachment(msgspec.Struct, frozen=True):
    """A picture or a file that goes with a message."""

    name: str
    media_type: str
    content: bytes
    description: Words = ""
    """What a picture shows, for those who cannot see it."""

    @property
    def is_picture(self) -> bool:
        """Whether to show it, rather than offer it for download."""
        return self.media_type.startswith("image/")

    @property
    def is_voice(self) -> bool:
        """Whether to play it as a voice note."""
        return self.media_type == "audio/ogg"


class Column(msgspec.Struct, frozen=True):
    """A place along a chart, such as a week."""

    label: Words
    level: int | None
    """Which of the chart's levels it is at, 0 the topmost; None: it is left empty."""


class Levels(msgspec.Struct, frozen=True, tag="levels"):
    """A chart with a mark a column, each at one of a few named levels. No line joins the marks."""

    title: Words
    description: Words
    """What it shows, for those who cannot see it."""
    levels: tuple[Words, ...]
    """Their names, the topmost first."""
    columns: tuple[Column, ...]


class Bar(msgspec.Struct, frozen=True):
    """A bar of a chart, and what is written at its end."""

    label: Words
    value: int | None
    """How long it is; None: there is no bar, and what is written says why."""
    told: Words


class Bars(msgspec.Struct, frozen=True, tag="bars"):
    """A chart with a bar a line."""

    title: Words
    description: Words
    """What it shows, for those who cannot see it."""
    bars: tuple[Bar, ...]


Chart = Levels | Bars
"""A picture that is yet to be drawn: in the reader's words, when the letter leaves."""


class Message(msgspec.Struct, frozen=True):
    """What is said at once: paragraphs, cards, buttons, at most one picture or file."""

    text: Words | tuple[Words, ...]
    cards: tuple[Card, ...] = ()
    after: tuple[Words, ...] = ()
    """Paragraphs below the cards."""
    buttons: tuple[tuple[Button, ...], ...] = ()
    """Rows of buttons."""
    attached: Attachment | None = None
    chart: Chart | None = None
    """A picture to be drawn, which is then what is attached."""
    calls: tuple[str, ...] = ()
    """Users of the platform to whom it is pointed out, where others read it too."""
    kept: UUID | None = None
    """A file that we keep, by its id: it is looked up, and is then what is attached."""
    shows: tuple[int, ...] = ()
    """Peers of whom it says more than a name to somebody who may meet them, by their ids: it is not
    sent any more once one of them leaves, say, or blocks its reader."""
    tells_of: tuple[int, ...] = ()
    """Peers of whom it tells others: it is not sent any more once one of them is erased."""

    def followed_by(self, other: "Message") -> "Message":
        """This and then what another says, in one message."""
        return msgspec.structs.replace(
            self,
            text=(*self.paragraphs, *other.paragraphs),
            buttons=(*self.buttons, *other.buttons),
        )

    def after_words(self, first: Words) -> "Message":
        """The same, with something said before it."""
        return msgspec.structs.replace(self, text=(first, *self.paragraphs))

    @property
    def wordless(self) -> bool:
        """Whether it says nothing beside what is attached."""
        return not (any(self.paragraphs) or self.cards or self.after or self.buttons)

    @property
    def paragraphs(self) -> tuple[Words, ...]:
        """The text above the cards, a paragraph each."""
        return self.text if isinstance(self.text, tuple) else (self.text,)


def stacked(*buttons: Button) -> tuple[tuple[Button, ...], ...]:
    """Buttons one below the other: for labels of more than a word or two."""
    return tuple((each,) for each in buttons)


def in_rows(buttons: Sequence[Button], width: int) -> tuple[tuple[Button, ...], ...]:
    """Buttons side by side, at most `width` in a row."""
    return tuple(tuple(buttons[i : i + width]) for i in range(0, len(buttons), width))


_encoder = msgspec.json.Encoder(decimal_format="string")
_decoder = msgspec.json.Decoder(Message)


def written(message: Message) -> bytes:
    """A message as a letter keeps it."""
    return _encoder.encode(message)


def read(kept: bytes) -> Message:
    """The message that `written` wrote."""
    return _decoder.decode(kept)


@dataclass(frozen=True)
class Toast:
    """A word shown for a moment where the person pressed, and kept nowhere."""

    words: Words


class Sorry(Exception):
    """An expected no. What the handler wrote is undone, and the message is said."""

    def __init__(self, message: Message | Words) -> None:
        super().__init__(message)
        self.message = message if isinstance(message, Message) else Message(message)


class No(Exception):
    """An expected no where others read along: said to whoever pressed alone, and kept nowhere.

    Where nothing was pressed, they have it in their own chat. What the handler wrote is undone.
    """

    def __init__(self, words: Words) -> None:
        super().__init__(words)
        self.words = words


# --- Coming in ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Sender:
    """Who spoke, as their platform knows them."""

    user: str
    name: str
    language: str
    """The language their app is set to, as an IETF tag; empty: not told."""


@dataclass(frozen=True)
class Said:
    """Free text."""

    text: str
    message: str
    """The platform's id of the message, which an edit repeats."""
    edited: bool = False


@dataclass(frozen=True)
class Command:
    """A command, without its slash, and what came after it."""

    name: str
    rest: str = ""
    message: str = ""
    """The platform's id of the message, which an edit repeats; empty: it can't be edited."""
    edited: bool = False


@dataclass(frozen=True)
class Pressed:
    """A button's data, and the platform's id of the message it stood under."""

    data: str
    message: str


@dataclass(frozen=True)
class Unreadable:
    """Something that we cannot read: a sticker, a place, a poll …"""

    kind: str


@dataclass(frozen=True)
class File:
    """A file as its platform tells of it, which keeps its content until we ask for it."""

    id: str
    """What the platform hands it over for."""
    name: str
    """As its sender called it; empty: not told."""
    media_type: str
    """As the platform has it; empty: not told. What it is, its content tells."""
    size: int
    """Bytes; 0: not told."""


@dataclass(frozen=True)
class Sent:
    """Photos, documents or voice notes, with words or without."""

    kind: str
    """What the first of them is: photo, voice, audio, document …"""
    files: tuple[File, ...]
    message: str
    """The platform's id of the message."""
    text: str = ""
    album: str = ""
    """The platform's id of those sent together, a message each; empty: it came alone."""


@dataclass(frozen=True)
class Submitted:
    """A form filled in as a whole, where the platform shows it so."""

    form: str
    answers: Mapping[str, str | list[str]]
    given: Mapping[str, str | list[str]] = field(default_factory=dict)
    """The answers it was opened with."""
    files: Mapping[str, tuple[File, ...]] = field(default_factory=dict)
    """What was attached, by the question's name."""


@dataclass(frozen=True)
class Changed:
    """A form that is being filled in, after an answer on which other questions depend."""

    form: str
    answers: Mapping[str, str | list[str]]
    given: Mapping[str, str | list[str]] = field(default_factory=dict)
    """The answers it was opened with."""


@dataclass(frozen=True)
class HomeOpened:
    """The person looks at the assistant's home page."""


@dataclass(frozen=True)
class Left:
    """The person blocked the bot, or it was removed from the chat."""


@dataclass(frozen=True)
class Joined:
    """The bot was put into a channel, by the sender if the platform tells who."""


@dataclass(frozen=True)
class Came:
    """The sender came into a channel that the bot is in."""


@dataclass(frozen=True)
class Went:
    """The sender went out of a channel that the bot is in."""


What = (
    Said | Command | Pressed | Sent | Unreadable | Submitted | Changed | HomeOpened | Left
    | Joined | Came | Went
)  # fmt: skip

HAPPENED = (Left, Joined, Came, Went)
"""What happens to a chat, and is said by nobody: it is answered to nobody, either."""


def typed(what: What) -> str:
    """The words that somebody wrote, wherever they wrote them."""
    return "\n".join(all_typed(what))


def all_typed(what: What) -> Sequence[str]:
    """The same, piece by piece as they wrote it."""
    match what:
        case Said(text) | Command(_, text) | Sent(text=text):
            return [text]
        case Submitted(_, answers):
            return [each for each in answers.values() if isinstance(each, str)]
        case _:
            return []


Forms = Literal["asked", "shown", "offered"]
"""asked: one question at a time, in the chat. shown: as a whole, at once. offered: as a whole, but
only a press can open it, and this was none: offer a button."""


@dataclass(frozen=True)
class Incoming:
    """One update of a platform, in our words."""

    platform: str
    update: str
    """The platform's id of the update: the same for every time it is delivered."""
    sender: Sender
    address: str
    """The platform's id of the chat to answer in."""
    what: What
    public: bool = False
    """Others read along: ask nothing personal, show nothing personal."""
    thread: str | None = None
    """The platform's id of the message in whose thread to answer; None: in the chat itself."""
    quiet: bool = False
    """The chat is others', too, but only the sender sees the answer."""
    forms: Forms = "asked"
    """How a form is talked through here and now."""
    helped: str | None = None
    """The id of what was said at once, because it tells of danger; None: nothing was said here."""

    @property
    def alone(self) -> bool:
        """Whether the chat is the sender's own with us."""
        return not (self.public or self.quiet)

    @property
    def only_for(self) -> str | None:
        """The one user who may see the answer; None: whoever is in the chat."""
        return self.sender.user if self.quiet else None


FieldKind = Literal["pick", "several", "write", "number", "day", "attach", "confirm"]


class Field(msgspec.Struct, frozen=True):
    """A question of a sheet."""

    name: str
    kind: FieldKind
    """What is to be confirmed is so by sending the sheet on which it is shown."""
    label: Words
    choices: tuple[tuple[str, Words], ...] = ()
    """Values and what they are called."""
    answer: str | list[str] | None = None
    """None: not answered yet."""
    optional: bool = False
    redraws: bool = False
    """Other questions depend on its answer."""
    at_most: int = 0
    """Characters, or files; 0: no limit of ours."""
    shown: Words = ""
    """What stands above it."""


class Sheet(msgspec.Struct, frozen=True):
    """A form as a whole, for platforms that show it so."""

    form: str
    title: Words
    fields: tuple[Field, ...]
    given: dict[str, str | list[str]] = {}
    """Answers that came with the form and are not asked for."""
    send: Words = Say("sheet-send")
    """What the button says that sends it, or first shows what it comes to."""


@dataclass(frozen=True)
class Answer:
    """What is good only now, for the adapter after the commit. If it fails, nothing is lost."""

    toast: Words | None = None
    language: str = "en"
    sheet: Sheet | None = None
    """A form to show; in answer to one that was submitted or changed, to show in its place."""
    problems: Mapping[str, Words] = field(default_factory=dict)
    """What is wrong with a form's answers, by the question's name."""
    in_place: bool = False
    """The letter on its way replaces the message that was pressed."""
    settled: bool = False
    """The press made a choice: the other buttons beside it are of no use any more."""
    hide: bool = False
    """The message that was pressed is to be deleted; where that fails, say how to do it by hand."""
    stands: bool = False
    """The message that was pressed stays as it is: letters keep it up to date."""


@dataclass(frozen=True)
class Outgoing:
    """A letter ready for its platform."""

    letter: str
    """What is being sent, as we know it: of one that stands, the same each time. Empty: it is
    none that could come twice."""
    address: str
    message: Message
    language: str
    thread: str | None = None
    """The platform's id of the message whose thread it belongs in."""
    only_for: str | None = None
    """The one user who may see it."""
    replaces: str | None = None
    """The platform's id of the message that this one takes the place of."""
    stands: bool = False
    """It is kept up to date where it stands, and waits rather than come a second time."""
    home: bool = False
    """It is the person's home page, not a message in the chat."""
    places: Mapping[UUID, tuple[str, str]] = field(default_factory=dict)
    """Where standing messages are to which its cards lead: the chat's id, and the message's."""
    again: bool = False
    """It may have arrived before: say so, unless the platform can tell."""
    made_at: datetime | None = None
    """Since when it may have arrived; None: it is none that could come twice."""
    unsend: bool = False
    hide: bool = False
    """It is nothing itself: the message it names goes at once, wherever the platform lets us."""
    """Nothing is to be said: the message that it `replaces` is to be deleted, where others than
    its reader keep it."""


@dataclass(frozen=True)
class Readers:
    """A channel and those who read it, as its platform tells now."""

    room: str
    """What the channel is called."""
    people: Mapping[str, str]
    """Names by user, programs left out."""
    guests: frozenset[str]
    """Those of them who are guests, or of another organisation."""
    private: bool
    """Nobody else can read it."""
    shared: bool
    """Another organisation has it, too."""


# --- What a platform says of a send -------------------------------------------------------


class TryLater(Exception):
    """Not now: the platform is busy or out of reach.

    `perhaps_sent`: it may have arrived, since only the platform's answer was lost.
    `counts` is False where the platform asked for patience: that is no failed attempt.
    """

    def __init__(self, seconds: float, *, perhaps_sent: bool = False, counts: bool = True) -> None:
        super().__init__(f"try again in {seconds} s")
        self.seconds = seconds
        self.perhaps_sent = perhaps_sent
        self.counts = counts


class NotToBeHad(Exception):
    """The platform won't hand a file over; `large`: it is larger than we asked for."""

    def __init__(self, *, large: bool = False) -> None:
        super().__init__("too large" if large else "gone")
        self.large = large


class Unreachable(Exception):
    """The person does not want or cannot get our messages: stop until they write."""


class Refused(Exception):
    """The platform will never take this letter."""


class Moved(Exception):
    """The chat has a new address."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


class ShutOut(Exception):
    """The platform does not know us any more, so nothing can be sent: the token is wrong."""
