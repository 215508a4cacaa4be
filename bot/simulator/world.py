"""The simulated world: people, chats, and every message in them, whatever the platform."""

import asyncio
import itertools
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import msgspec
from msgspec import Struct

from bot.clock import Clock
from bot.simulator.nudges import Nudges
from bot.simulator.world_file import Key, Kind, WorldFile

Json = dict[str, Any]

KEPT_PER_CHAT = 2000  # messages; older ones are forgotten, so that simulated years fit in memory
WRITE_EVERY = 0.3  # seconds
SKIPPED_AT_A_RESTART = 1000  # ids: those given out and then lost in a kill are not given out twice
FIRST_PERSON = 5_000_000_001  # over 2**32, as real ids are
FIRST_GROUP = 4_000_000_001


class Impossible(Exception):
    """Nobody could do that: its words say why."""


class Person(Struct, kw_only=True, omit_defaults=True):
    """Someone with a phone. Their id is that of their private chat with the bot, too."""

    id: int
    name: str
    language: str = "en"
    started: bool = False  # has written to the bot, which may not write first
    blocked: bool = False
    gone: bool = False  # has deleted their account
    unread: int = 0


class Group(Struct, kw_only=True, omit_defaults=True):
    """A group chat."""

    id: int
    title: str
    members: list[int] = []
    bot: Literal["member", "left", "kicked"] = "member"
    became: int | None = None  # the id it moved to when it grew into a supergroup


class Button(Struct, omit_defaults=True):
    """A button under a message: pressing it sends data, or opens a page."""

    text: str
    data: str | None = None
    url: str | None = None


class Message(Struct, kw_only=True, omit_defaults=True):
    """One message in a chat, as it stands now."""

    chat: int
    id: int
    sender: int  # a person's id or the bot's
    at: datetime
    kind: str = "text"  # or photo, document, voice, sticker, location, service
    text: str = ""  # or the caption
    entities: list[Json] = []
    keyboard: list[list[Button]] | None = None
    content: Json = {}  # what else it holds, in the platform's own shape
    file: str | None = None
    edited: datetime | None = None
    deleted: bool = False
    change: int = 0  # the world's count of changes when it last changed


class File(Struct, kw_only=True):
    """A picture or document that was sent."""

    id: str
    name: str
    type: str  # as in HTTP's Content-Type
    content: bytes
    alt: str = ""  # what a picture shows, for those who can't see it
    owner: str = ""  # who sent it, where a platform says so


class World:
    """Everything there is. With a path, it is written there within half a second of each change."""

    def __init__(self, clock: Clock, nudges: Nudges, path: Path | None = None) -> None:
        self.clock = clock
        self.people: dict[int, Person] = {}
        self.groups: dict[int, Group] = {}
        self.files: dict[str, File] = {}
        self.notes: Json = {}  # small settings, by name; change them with `note`
        self.changes = 0
        self._messages: dict[int, dict[int, Message]] = {}
        self._nudges = nudges
        self._path = path
        self._file: WorldFile | None = None
        self._unwritten: dict[Key, object] = {}
        self._writing: asyncio.TimerHandle | None = None

    def open(self) -> dict[Kind, dict[str, bytes]]:
        """Read back what was kept. Returns it all, for those who keep records of other kinds."""
        if self._path is None:
            return {}
        self._file = WorldFile(self._path)
        kept = self._file.read()
        for name, body in kept.get("note", {}).items():
            self.notes[name] = msgspec.json.decode(body)
        for name in [name for name in self.notes if name.startswith("last_")]:
            self.note(name, self.notes[name] + SKIPPED_AT_A_RESTART)
        people = (
            msgspec.json.decode(body, type=Person) for body in kept.get("person", {}).values()
        )
        self.people = {person.id: person for person in sorted(people, key=lambda one: one.id)}
        groups = (msgspec.json.decode(body, type=Group) for body in kept.get("group", {}).values())
        self.groups = {group.id: group for group in groups}
        files = (msgspec.json.decode(body, type=File) for body in kept.get("file", {}).values())
        self.files = {file.id: file for file in files}
        messages = (
            msgspec.json.decode(body, type=Message) for body in kept.get("message", {}).values()
        )
        for message in sorted(messages, key=lambda one: one.id):
            self._messages.setdefault(message.chat, {})[message.id] = message
            self.changes = max(self.changes, message.change)
        return kept

    def close(self) -> None:
        """Write what is unwritten and let go of the file."""
        if self._file is not None:
            self._write()
            self._file.close()
            self._file = None

    def next_id(self, what: str) -> int:
        """A number higher than any before it, for things of this kind."""
        number: int = self.notes.get(f"last_{what}", 0) + 1
        self.note(f"last_{what}", number)
        return number

    def note(self, name: str, value: object) -> None:
        """Keep a small setting."""
        self.notes[name] = value
        self.keep("note", name, value)

    # people and groups

    def meet(self, name: str, language: str = "en") -> Person:
        """Add a person."""
        if not name.strip():
            raise Impossible("a person needs a name")
        number = FIRST_PERSON + self.next_id("person") - 1
        person = Person(id=number, name=name.strip(), language=language)
        self.people[number] = person
        self.keep_person(person)
        return person

    def form(self, title: str, members: list[int]) -> Group:
        """Add a group chat of these people and the bot."""
        if not title.strip() or not members:
            raise Impossible("a group needs a title and at least one member")
        for member in members:
            self.person(member)
        group = Group(
            id=1 - FIRST_GROUP - self.next_id("group"), title=title.strip(), members=list(members)
        )
        self.groups[group.id] = group
        self.keep_group(group)
        return group

    def person(self, number: int) -> Person:
        """The person with this id, who has not gone."""
        person = self.people.get(number)
        if person is None or person.gone:
            raise LookupError(f"there is no person {number}")
        return person

    def group(self, number: int) -> Group:
        """The group with this id."""
        if number not in self.groups:
            raise LookupError(f"there is no group {number}")
        return self.groups[number]

    def chat_of(self, person: Person, number: int) -> Person | Group:
        """The chat with this id, which this person is in."""
        if number == person.id:
            return person
        group = self.group(number)
        if person.id not in group.members:
            raise Impossible(f"{person.name} is not in {group.title}")
        return group

    def keep_person(self, person: Person) -> None:
        """Keep a person's change."""
        self.keep("person", str(person.id), person)
        self._nudges.tell("people")

    def keep_group(self, group: Group) -> None:
        """Keep a group's change."""
        self.keep("group", str(group.id), group)
        self._nudges.tell("people")

    def forget(self, person: Person) -> None:
        """The person has deleted their account: their chat goes, and they leave every group."""
        person.gone = True
        for number in self._messages.pop(person.id, {}):
            self.keep("message", f"{person.id}/{number}", None)
        for group in self.groups.values():
            if person.id in group.members:
                group.members.remove(person.id)
                self.keep_group(group)
        self.keep_person(person)

    def keep_file(self, file: File) -> None:
        """Keep a picture or document."""
        if file.id not in self.files:
            self.files[file.id] = file
            self.keep("file", file.id, file)

    def forget_file(self, file: File) -> None:
        """A picture or document is deleted."""
        del self.files[file.id]
        self.keep("file", file.id, None)

    # messages

    def post(self, message: Message) -> None:
        """Put a new message into its chat."""
        chat = self._messages.setdefault(message.chat, {})
        chat[message.id] = message
        if len(chat) > KEPT_PER_CHAT:
            oldest = next(iter(chat))
            del chat[oldest]
            self.keep("message", f"{message.chat}/{oldest}", None)
        self.keep_message(message, "message")

    def keep_message(
        self, message: Message, change: Literal["message", "edited", "deleted"]
    ) -> None:
        """Keep a message's change."""
        message.change = self.count_change()
        self.keep("message", f"{message.chat}/{message.id}", message)
        self._nudges.tell(change, message.chat)

    def message(self, chat: int, number: int) -> Message | None:
        """A message that is there and not deleted."""
        message = self._messages.get(chat, {}).get(number)
        return None if message is None or message.deleted else message

    def messages(self, chat: int, after: int = 0) -> list[Message]:
        """A chat's messages with ids above `after`, oldest first, deleted ones included."""
        newer = itertools.takewhile(lambda one: one.id > after, self.newest_first(chat))
        return list(newer)[::-1]

    def newest_first(self, chat: int) -> Iterator[Message]:
        """A chat's messages, newest first, deleted ones included."""
        return reversed(self._messages.get(chat, {}).values())

    # keeping

    def count_change(self) -> int:
        """One more change, whose number is higher than any before it."""
        self.changes += 1
        return self.changes

    def keep(self, kind: str, key: str, value: object) -> None:
        """Write a record down soon; None forgets it."""
        if self._file is None:
            return
        self._unwritten[kind, key] = value
        if self._writing is None:
            self._writing = asyncio.get_running_loop().call_later(WRITE_EVERY, self._write)

    def _write(self) -> None:
        if self._writing is not None:
            self._writing.cancel()
            self._writing = None
        assert self._file is not None
        self._unwritten["note", "now"] = self.clock.now()
        self._file.write(
            {
                key: None if value is None else msgspec.json.encode(value)
                for key, value in self._unwritten.items()
            }
        )
        self._unwritten.clear()
