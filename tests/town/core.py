"""The core alone: the smallest platform there could be, in the bot's own process."""

import itertools
import mimetypes
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.app import Door, Platform
from bot.clock import Clock
from bot.simulator.phones import Sendable
from bot.simulator.sample_files import SAMPLE_FILES
from handlers.messages import (
    Answer,
    Came,
    Changed,
    Command,
    Field,
    File,
    Forms,
    Incoming,
    Joined,
    Left,
    Message,
    NotToBeHad,
    Outgoing,
    Pressed,
    Readers,
    Refused,
    Said,
    Sender,
    Sent,
    Sheet,
    Submitted,
    TryLater,
    Unreachable,
    Unreadable,
    Went,
    What,
    Words,
    say,
)
from handlers.wording import Wording, language_for, wording
from scheduler.pace import Chats
from tests.town.ways import UNHURRIED, Filled, Heard, Held, Own, Seen, Way, for_field, one_by_one


@dataclass
class CorePress:
    """A press, answered on the spot."""

    toast: str | None


@dataclass
class Room:
    """A channel of an office."""

    title: str
    people: list[str]
    private: bool
    bot: bool
    shared: bool = False


class Core:
    """A dictionary of chats."""

    name = "core"
    platform = "core"
    pace = UNHURRIED
    at_once = 16

    def __init__(self) -> None:
        self.out_of_reach: set[str] = set()
        """Chats to which nothing can be sent for now."""
        self.chats = Chats(lambda _: UNHURRIED)
        self._chats: dict[str, dict[str, Seen]] = {}
        self._senders: dict[str, Sender] = {}
        self._blocked: set[str] = set()
        self._officers: set[str] = set()
        self._guests: set[str] = set()
        self._rooms: dict[str, Room] = {}
        self._sheets: dict[str, Sheet] = {}
        """The form that is open before somebody."""
        self._files: dict[str, bytes] = {}
        self.withholds: list[Exception] = []
        """What comes of the next tries to fetch a file."""
        self.secretive = False
        """Nobody is told who is in a channel."""
        self._numbers = itertools.count(1)
        self._door: Door

    @property
    def office(self) -> Way:
        return self

    # what the bot sees of it

    async def open(self, clock: Clock) -> Platform:
        return self

    async def start(self, door: Door) -> None:
        self._door = door

    async def stop(self) -> None:
        pass

    async def close(self) -> None:
        pass

    async def rest(self) -> None:
        pass

    async def send(self, letter: Outgoing) -> str:
        if letter.address in self._blocked:
            raise Unreachable("blocked")
        if letter.address in self.out_of_reach:
            raise TryLater(60)
        chat = self._chats.setdefault(letter.address, {})
        if letter.unsend or letter.hide:
            chat.pop(letter.replaces or "", None)
            return letter.replaces or ""
        number = letter.replaces if letter.replaces in chat else str(next(self._numbers))
        chat[number] = _seen(number, letter.message, wording(letter.language))
        return number

    async def send_now(self, address: str, message: Message, language: str) -> str | None:
        try:
            return await self.send(Outgoing("", address, message, language))
        except Unreachable:
            return None

    async def fetch(self, file: str, at_most: int) -> bytes:
        if self.withholds:
            raise self.withholds.pop(0)
        content = self._files[file]
        if len(content) > at_most:
            raise NotToBeHad(large=True)
        return content

    # its people

    def meet(self, name: str, language: str) -> str:
        person = f"person-{next(self._numbers)}"
        self._senders[person] = Sender(person, name, language)
        return person

    def gather(self, title: str, people: Sequence[str]) -> str:
        return f"group-{next(self._numbers)}"

    def channel(self, title: str, people: Sequence[str], *, private: bool, bot: bool) -> str:
        """Its people are shown forms as a whole, as where offices are."""
        self._officers.update(people)
        channel = f"channel-{next(self._numbers)}"
        self._rooms[channel] = Room(title, list(people), private, bot)
        return channel

    def guest(self, name: str) -> str:
        person = self.meet(name, "en")
        self._guests.add(person)
        return person

    async def readers(self, address: str) -> Readers | None:
        if self.secretive:
            raise Refused("not told")
        room = self._rooms.get(address)
        if room is None or not room.bot:
            return None
        guests = self._guests.intersection(room.people)
        people = {each: self._senders[each].name for each in room.people}
        return Readers(room.title, people, frozenset(guests), room.private, room.shared)

    async def bring_in(self, channel: str) -> None:
        self._rooms[channel].bot = True
        await self._happens(channel, self._rooms[channel].people[0], Joined())

    async def put_out(self, channel: str) -> None:
        self._rooms[channel].bot = False
        await self._happens(channel, "", Left())

    async def archive(self, channel: str) -> None:
        await self.put_out(channel)

    async def come(self, person: str, channel: str) -> None:
        self._officers.add(person)
        self._rooms[channel].people.append(person)
        await self._happens(channel, person, Came())

    async def go(self, person: str, channel: str) -> None:
        self._rooms[channel].people.remove(person)
        await self._happens(channel, person, Went())

    def alter(
        self, channel: str, *, private: bool | None = None, shared: bool | None = None
    ) -> None:
        room = self._rooms[channel]
        room.private = room.private if private is None else private
        room.shared = room.shared if shared is None else shared

    def lose(self, person: str, channel: str) -> None:
        self._rooms[channel].people.remove(person)

    async def prefilled(self, person: str, question: str) -> str:
        return next(str(f.answer) for f in self._sheets[person].fields if f.name == question)

    def shown(self, person: str, question: str) -> str:
        """What stands above a question of the form that somebody has before them."""
        words = wording(language_for(self._senders[person].language))
        return words(next(f.shown for f in self._sheets[person].fields if f.name == question))

    async def refused(self, person: str, *answers: Filled) -> dict[str, str]:
        sheet, language = self._sheets[person], self._senders[person].language
        given = {
            each.name: _meant(each, answer, language)
            for each, answer in zip(sheet.fields, answers, strict=False)
        }
        sent = Submitted(sheet.form, _told(given), sheet.given)
        answer = await self._show(person, person, sent)
        words = wording(language_for(language))
        return {name: words(why) for name, why in answer.problems.items()} if answer else {}

    async def _happens(self, channel: str, person: str, what: What) -> None:
        update, nobody = str(next(self._numbers)), Sender(person, "", "")
        await self._door.receive([Incoming("core", update, nobody, channel, what, public=True)])

    async def say(self, person: str, chat: str, text: str) -> str:
        number = str(next(self._numbers))
        await self._bring(person, chat, self._read(person, chat, text, number))
        return number

    async def edit(self, person: str, chat: str, message: str, text: str) -> None:
        await self._bring(person, chat, Said(text, message, edited=True))

    async def fill(self, person: str, answers: Sequence[Filled], heard: Heard) -> None:
        if person not in self._sheets:
            await one_by_one(self, person, answers, heard)
            return
        left, given = list(answers), dict[str, str | list[str]]()
        files: dict[str, tuple[File, ...]] = {}
        while sheet := self._sheets.pop(person, None):
            fields = [each for each in sheet.fields if each.kind != "confirm"]
            asked = [each for each in fields if each.name not in given]
            if not asked:
                sent = Submitted(sheet.form, _told(given), sheet.given, files)
                answer = await self._show(person, person, sent)
                problems = answer.problems if answer else {}
                assert problems.keys().isdisjoint(each.name for each in fields), problems
                continue
            said = for_field(left, attach=asked[0].kind == "attach")
            owned = [] if isinstance(said, str) else [e for e in said if isinstance(e, Own)]
            if owned:
                files[asked[0].name] = tuple(map(self._brought, owned))
                said = ""
            given[asked[0].name] = _meant(asked[0], said, self._senders[person].language)
            self._sheets[person] = sheet
            if asked[0].redraws and asked[0].kind in ("pick", "several", "day"):
                await self._show(person, person, Changed(sheet.form, _told(given), sheet.given))
        await heard()
        assert left == [], "the form did not ask for all of these"

    async def press(self, person: str, chat: str, button: Held) -> CorePress:
        answer = await self._show(person, chat, Pressed(button.data, button.message))
        toast = answer.toast if answer else None
        if answer and answer.hide and self._chats.get(chat, {}).pop(button.message, None) is None:
            toast = say("crisis-hide-failed")
        return CorePress(wording(answer.language)(toast) if answer and toast else None)

    async def post(self, person: str, chat: str, kind: Sendable) -> None:
        if kind in ("photo", "voice", "document"):
            sample = SAMPLE_FILES[kind]
            await self.enclose(person, chat, Own(sample.name, sample.content, kind))
        else:
            await self._bring(person, chat, Unreadable(kind) if chat == person else None)

    async def enclose(self, person: str, chat: str, file: Own) -> None:
        number = str(next(self._numbers))
        sent = Sent(file.kind, (self._brought(file),), number, file.words, file.album)
        await self._bring(person, chat, sent if chat == person else None)

    def _brought(self, file: Own) -> File:
        """A file as a platform tells of it, which keeps it."""
        number = f"file-{next(self._numbers)}"
        self._files[number] = file.content
        media_type = mimetypes.guess_type(file.name)[0] or ""
        return File(number, file.name, media_type, len(file.content))

    async def block(self, person: str) -> None:
        self._blocked.add(person)
        await self._bring(person, person, Left())

    async def unblock(self, person: str) -> None:
        self._blocked.discard(person)

    def read(self, chat: str) -> list[Seen]:
        return list(self._chats.get(chat, {}).values())

    def _read(self, person: str, chat: str, text: str, number: str) -> What | None:
        """Text as an adapter reads it: in a group, only what is meant for the bot."""
        if text.startswith("/") and text[1:2].isalpha():
            name, _, rest = text[1:].partition(" ")
            return Command(name.casefold(), rest.strip())
        if chat == person:
            return Said(text, number)
        mention, _, rest = text.partition(" ")
        return Said(rest, number) if mention == "@sparkplug_simulated_bot" else None

    async def _bring(self, person: str, chat: str, what: What | None) -> None:
        if what is not None:
            await self._show(person, chat, what)

    async def _show(self, person: str, chat: str, what: What) -> Answer | None:
        """Bring something, and have the form before us that answers it."""
        (answer,) = await self._door.receive([self._incoming(person, chat, what)])
        if answer and answer.sheet:
            self._sheets[person] = answer.sheet
        return answer

    def _incoming(self, person: str, chat: str, what: What) -> Incoming:
        update, opens = str(next(self._numbers)), not isinstance(what, Said)
        forms: Forms = "shown" if person in self._officers and opens else "asked"
        who, public = self._senders[person], chat != person
        return Incoming("core", update, who, chat, what, public=public, forms=forms)


def _told(given: Mapping[str, str | list[str]]) -> dict[str, str | list[str]]:
    """The answers as a form brings them: what was skipped is not there."""
    return {name: answer for name, answer in given.items() if answer}


def _meant(field: Field, answer: Filled, language: str) -> str | list[str]:
    """An answer as a field has it: of what is to choose, the value."""
    if field.kind not in ("pick", "several") or not answer:
        return str(answer)
    words = wording(language_for(language))
    values = {words(label): value for value, label in field.choices}
    if field.kind == "pick":
        return values[str(answer)]
    return [values[str(each)] for each in ([answer] if isinstance(answer, str) else answer)]


class CoreOnPostgres(Core):
    """The same, for a bot whose database is PostgreSQL."""


def _seen(number: str, message: Message, words: Wording) -> Seen:
    """A message as it is read: paragraphs, then cards, then what comes after them."""

    def lines(*told: Words) -> str:
        return "\n".join(words(each) for each in told)

    cards = [
        lines(card.title, *card.lines, *([card.link.label] if card.link else []))
        for card in message.cards
    ]
    called = [" ".join(f"@{each}" for each in message.calls)] if message.calls else []
    said = [*called, *map(words, message.paragraphs), *cards, *map(words, message.after)]
    text = "\n\n".join(said)
    buttons = tuple(Held(b.data, words(b.label), number) for row in message.buttons for b in row)
    file = (message.attached.name, message.attached.content) if message.attached else None
    return Seen(number, text, buttons, file)
