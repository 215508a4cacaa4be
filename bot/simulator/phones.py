"""The people's phones: what they do on Telegram, and the updates that come of it."""

import mimetypes
from typing import Literal

from bot.simulator.pictures import look_at
from bot.simulator.sample_files import SAMPLE_FILES
from bot.simulator.telegram_account import Account
from bot.simulator.telegram_presses import Press, Presses
from bot.simulator.telegram_shapes import FIRST_SUPERGROUP, Shapes, file_fields, seconds
from bot.simulator.telegram_text import LONGEST_CAPTION, LONGEST_TEXT, find_entities, utf16_length
from bot.simulator.telegram_updates import Updates
from bot.simulator.world import Button, File, Group, Impossible, Json, Message, Person, World

Sendable = Literal["photo", "voice", "sticker", "document", "location"]
Attachable = Literal["photo", "voice", "document"]

LARGEST_UPLOAD = 50 * 1024 * 1024


class Phones:
    """Each act returns at once, and the bot hears of it when it next asks.

    `chat` None: the person's private chat with the bot.
    """

    def __init__(
        self, world: World, account: Account, shapes: Shapes, updates: Updates, presses: Presses
    ) -> None:
        self._world = world
        self._account = account
        self._shapes = shapes
        self._updates = updates
        self._presses = presses

    def meet(self, name: str, language: str = "en", start: str | None = None) -> Person:
        """Add a person. With `start`, they open the bot by a link with that payload ("": none)."""
        person = self._world.meet(name, language)
        if start is not None:
            self.say(person.id, f"/start {start}".strip())
        return person

    def leave_telegram(self, person: int) -> None:
        """The person deletes their account."""
        self._world.forget(self._world.person(person))

    # messages

    def say(self, person: int, text: str, chat: int | None = None) -> Message:
        """Write a message."""
        text = text.strip()
        if not text:
            raise Impossible("a phone does not send an empty message")
        if utf16_length(text) > LONGEST_TEXT:
            raise Impossible(f"a phone sends at most {LONGEST_TEXT} characters at once")
        return self._post(person, chat, text=text, entities=find_entities(text))

    def send(
        self, person: int, kind: Sendable, chat: int | None = None, caption: str = ""
    ) -> Message:
        """Send something other than text."""
        caption = caption if kind in ("photo", "voice", "document") else ""
        if kind == "location":
            place = {"latitude": 51.752, "longitude": -1.2577}
            return self._post(person, chat, kind=kind, content={"location": place})
        sample = SAMPLE_FILES[kind]
        return self._send_file(
            person, kind, chat, caption, sample.name, sample.type, sample.content, sample.fields
        )

    def upload(
        self,
        person: int,
        kind: Attachable,
        name: str,
        content: bytes,
        chat: int | None = None,
        caption: str = "",
    ) -> Message:
        """Send a file of one's own: as a photo, a voice note or a document.

        Telegram draws photos anew and so takes their labels off; here they go as they are.
        """
        if not content or len(content) > LARGEST_UPLOAD:
            raise Impossible("a phone sends files of up to 2 GB, here up to 50 MB, none empty")
        if utf16_length(caption) > LONGEST_CAPTION:
            raise Impossible(f"a caption has at most {LONGEST_CAPTION} characters")
        picture = look_at(content)
        guessed = mimetypes.guess_type(name)[0] or "application/octet-stream"
        fields: Json = {"file_name": name, "mime_type": guessed}
        if kind == "photo":
            if picture is None:
                raise Impossible("only a PNG, GIF or JPEG picture is sent as a photo")
            guessed, fields = picture.type, {"width": picture.width, "height": picture.height}
        elif kind == "voice":
            guessed, fields = "audio/ogg", {"duration": 3, "mime_type": "audio/ogg"}
        return self._send_file(person, kind, chat, caption, name, guessed, content, fields)

    def _send_file(
        self,
        person: int,
        kind: str,
        chat: int | None,
        caption: str,
        name: str,
        media_type: str,
        content: bytes,
        told: Json,
    ) -> Message:
        number = f"F{self._world.next_id('file')}"
        file = File(id=number, name=name, type=media_type, content=content)
        self._world.keep_file(file)
        fields = {**file_fields(file), **told}
        return self._post(
            person,
            chat,
            kind=kind,
            text=caption,
            entities=find_entities(caption),
            content={kind: [fields] if kind == "photo" else fields},
            file=file.id,
        )

    def edit(self, person: int, message: int, text: str, chat: int | None = None) -> Message:
        """Change one's own message."""
        place = self._place(person, chat)
        edited = self._message(place, message)
        if edited.sender != person or edited.kind != "text":
            raise Impossible("only one's own texts can be edited")
        edited.text, edited.entities = text.strip(), find_entities(text.strip())
        edited.edited = self._world.clock.now()
        self._world.keep_message(edited, "edited")
        self._tell(place, "edited_message", self._shapes.message(edited))
        return edited

    def read(self, person: int) -> None:
        """Look at the private chat: nothing is unread any more."""
        reader = self._world.person(person)
        if reader.unread:
            reader.unread = 0
            self._world.keep_person(reader)

    # buttons

    def find_button(self, chat: int, label: str | None, data: str | None) -> tuple[int, Button]:
        """The newest message with a button of this label, or with this data, and the button."""
        for message in self._world.newest_first(chat):
            for button in _buttons(message):
                if button.text == label or (data is not None and button.data == data):
                    return message.id, button
        raise LookupError(
            f"there is no button {label if label is not None else data!r} in the chat"
        )

    def press(
        self,
        person: int,
        label: str | None = None,
        *,
        message: int | None = None,
        data: str | None = None,
        chat: int | None = None,
    ) -> Press:
        """Press a button, found by its label or data in the newest message that has it.

        With both `message` and `data` it need not be there: an old phone may still show it.
        """
        place = self._place(person, chat)
        if message is None:
            message, button = self.find_button(place.id, label, data)
        elif data is None:
            button = _button_of(self._message(place, message), label)
        else:
            button = Button(data, data=data)
        if button.data is None:
            raise Impossible(f"{button.text!r} opens a page, so the bot does not hear of it")
        press = self._presses.add(self._world.next_id("press"))
        self._tell(
            place,
            "callback_query",
            {
                "id": press.id,
                "from": self._shapes.user(person),
                "message": self._as_pressed(place.id, message),
                "chat_instance": str(place.id),
                "data": button.data,
            },
        )
        return press

    # coming and going

    def block(self, person: int, blocked: bool = True) -> None:
        """Block the bot, or stop blocking it."""
        blocker = self._world.person(person)
        if blocker.blocked == blocked:
            return
        blocker.blocked = blocked
        self._world.keep_person(blocker)
        before, after = ("member", "kicked") if blocked else ("kicked", "member")
        self._membership(person, person, before, after)

    def form(self, title: str, members: list[int]) -> Group:
        """The first of these people makes a group with the others and the bot."""
        group = self._world.form(title, members)
        self._membership(group.id, members[0], "left", "member")
        self._post(members[0], group.id, kind="service", content={"group_chat_created": True})
        return group

    def join(self, person: int, group: int) -> None:
        """Come into a group."""
        joined = self._world.group(group)
        newcomer = self._world.person(person)
        if person in joined.members:
            raise Impossible(f"{newcomer.name} is in {joined.title} already")
        joined.members.append(person)
        self._world.keep_group(joined)
        content = {"new_chat_members": [self._shapes.user(person)]}
        self._post(person, group, kind="service", content=content)

    def remove_bot(self, person: int, group: int) -> None:
        """Throw the bot out of a group."""
        left = self._group_of(person, group)
        left.bot = "kicked"
        self._world.keep_group(left)
        self._membership(group, person, "member", "kicked")

    def bring_bot_back(self, person: int, group: int) -> None:
        """Add the bot to a group again."""
        back = self._group_of(person, group)
        before, back.bot = back.bot, "member"
        self._world.keep_group(back)
        self._membership(group, person, before, "member")

    def upgrade(self, group: int) -> Group:
        """The group grows into a supergroup, with a new id."""
        old = self._world.group(group)
        if old.became is not None or old.id < FIRST_SUPERGROUP:
            raise Impossible(f"{old.title} is a supergroup already")
        new = Group(id=FIRST_SUPERGROUP + old.id, title=old.title, members=old.members, bot=old.bot)
        self._world.groups[new.id] = new
        self._world.keep_group(new)
        first = old.members[0]
        self._post(first, old.id, kind="service", content={"migrate_to_chat_id": new.id})
        self._post(first, new.id, kind="service", content={"migrate_from_chat_id": old.id})
        old.became = new.id
        self._world.keep_group(old)
        return new

    # the steps of the above

    def _post(
        self,
        person: int,
        chat: int | None,
        *,
        kind: str = "text",
        text: str = "",
        entities: list[Json] | None = None,
        content: Json | None = None,
        file: str | None = None,
    ) -> Message:
        place = self._place(person, chat)
        if isinstance(place, Person) and not place.started:
            place.started = True
            self._world.keep_person(place)
        message = Message(
            chat=place.id,
            id=self._world.next_id("message"),
            sender=person,
            at=self._world.clock.now(),
            kind=kind,
            text=text,
            entities=entities or [],
            content=content or {},
            file=file,
        )
        self._world.post(message)
        self.read(person)
        self._tell(place, "message", self._shapes.message(message))
        return message

    def _place(self, person: int, chat: int | None) -> Person | Group:
        """The chat, which the person can act in."""
        place = self._world.chat_of(self._world.person(person), person if chat is None else chat)
        if isinstance(place, Group):
            if place.became is not None:
                raise Impossible(f"{place.title} has moved to {place.became}")
        elif place.blocked:
            raise Impossible(f"{place.name} has blocked the bot")
        return place

    def _tell(self, place: Person | Group, kind: str, body: Json) -> None:
        """The bot hears of what happens where it is."""
        if isinstance(place, Person) or place.bot == "member":
            self._updates.put(kind, body)

    def _message(self, place: Person | Group, number: int) -> Message:
        message = self._world.message(place.id, number)
        if message is None:
            raise LookupError(f"there is no message {number} in the chat")
        return message

    def _group_of(self, person: int, group: int) -> Group:
        found = self._world.group(group)
        self._world.chat_of(self._world.person(person), group)
        return found

    def _as_pressed(self, chat: int, number: int) -> Json:
        message = self._world.message(chat, number)
        if message is None:
            return {"chat": self._shapes.chat(chat), "message_id": number, "date": 0}
        return self._shapes.message(message)

    def _membership(self, chat: int, person: int, before: str, after: str) -> None:
        self._updates.put(
            "my_chat_member",
            {
                "chat": self._shapes.chat(chat),
                "from": self._shapes.user(person),
                "date": seconds(self._world.clock.now()),
                "old_chat_member": self._member(before),
                "new_chat_member": self._member(after),
            },
        )

    def _member(self, status: str) -> Json:
        member: Json = {"user": self._account.user(), "status": status}
        return {**member, "until_date": 0} if status == "kicked" else member


def _buttons(message: Message) -> list[Button]:
    return [button for row in message.keyboard or [] for button in row]


def _button_of(message: Message, label: str | None) -> Button:
    for button in _buttons(message):
        if button.text == label:
            return button
    raise LookupError(f"there is no button {label!r} under message {message.id}")
