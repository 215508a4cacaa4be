"""What the simulated Bot API does, method by method, once a request is known to be well-formed."""

import mimetypes
from datetime import timedelta
from time import monotonic

from bot.simulator.nudges import Nudges
from bot.simulator.pictures import look_at
from bot.simulator.strictness import Upload
from bot.simulator.telegram_account import Account
from bot.simulator.telegram_chats import Chats
from bot.simulator.telegram_presses import Presses
from bot.simulator.telegram_refusals import Refused, bad_request, not_played
from bot.simulator.telegram_shapes import Shapes, file_fields
from bot.simulator.telegram_text import LONGEST_CAPTION, LONGEST_TEXT, formatted, read_keyboard
from bot.simulator.world import Button, File, Group, Json, Message, Person, World

LARGEST_FILE = 50 * 1024 * 1024
LARGEST_PHOTO = 10 * 1024 * 1024
LARGEST_DOWNLOAD = 20 * 1024 * 1024
DELETABLE_FOR = timedelta(hours=48)
TYPING_LASTS = 5.0  # seconds

_CHAT_ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}

Keyboard = list[list[Button]]


class Methods:
    """The methods that act on chats. Each takes typed parameters and returns Telegram's result."""

    def __init__(
        self,
        world: World,
        account: Account,
        shapes: Shapes,
        presses: Presses,
        chats: Chats,
        nudges: Nudges,
    ) -> None:
        self.typing: dict[int, float] = {}  # in which chats the bot seems to type, until when
        self._world = world
        self._account = account
        self._shapes = shapes
        self._presses = presses
        self._nudges = nudges
        self._chats = chats

    # sending

    def send_message(self, parameters: Json) -> Json:
        """Send a text."""
        chat = self._chats.writable(parameters["chat_id"])
        text, entities = formatted(parameters["text"], parameters.get("entities", ()), LONGEST_TEXT)
        if not text:
            raise bad_request("message text is empty")
        return self._send(chat, parameters, text, entities)

    def send_photo(self, parameters: Json) -> Json:
        """Send a picture."""
        chat = self._chats.writable(parameters["chat_id"])
        file = self._file(parameters["photo"])
        picture = look_at(file.content)
        if picture is None:
            raise bad_request("IMAGE_PROCESS_FAILED")
        if len(file.content) > LARGEST_PHOTO:
            raise bad_request(
                f"file of size {len(file.content)} bytes is too big for a photo; "
                f"the maximum size is {LARGEST_PHOTO} bytes"
            )
        width, height = picture.width, picture.height
        if width + height > 10_000 or max(width, height) > 20 * min(width, height):
            raise bad_request("PHOTO_INVALID_DIMENSIONS")
        file.type = picture.type
        content = {"photo": [{**file_fields(file), "width": width, "height": height}]}
        return self._send_file(chat, parameters, "photo", file, content)

    def send_document(self, parameters: Json) -> Json:
        """Send a file."""
        chat = self._chats.writable(parameters["chat_id"])
        file = self._file(parameters["document"])
        content = {
            "document": {**file_fields(file), "file_name": file.name, "mime_type": file.type}
        }
        return self._send_file(chat, parameters, "document", file, content)

    def send_voice(self, parameters: Json) -> Json:
        """Send a voice note."""
        chat = self._chats.writable(parameters["chat_id"])
        file = self._file(parameters["voice"])
        if not file.content.startswith(b"OggS"):
            raise not_played("voice notes other than OGG")
        file.type = "audio/ogg"
        content = {"voice": {**file_fields(file), "duration": 1, "mime_type": file.type}}
        return self._send_file(chat, parameters, "voice", file, content)

    def send_chat_action(self, parameters: Json) -> bool:
        """Seem to be typing, for five seconds or until the next message."""
        chat = self._chats.writable(parameters["chat_id"])
        if parameters["action"] not in _CHAT_ACTIONS:
            raise bad_request("wrong parameter action in request")
        self.typing[chat.id] = monotonic() + TYPING_LASTS
        self._nudges.tell("typing", chat.id)
        return True

    # changing what was sent

    def edit_text(self, parameters: Json) -> Json:
        """Replace a text; its keyboard goes unless one is given."""
        message = self._chats.own_message(parameters)
        if message.kind != "text":
            raise bad_request("there is no text in the message to edit")
        text, entities = formatted(
            parameters.get("text", ""), parameters.get("entities", ()), LONGEST_TEXT
        )
        if not text:
            raise bad_request("message text is empty")
        return self._change(message, text, entities, _keyboard(parameters))

    def edit_caption(self, parameters: Json) -> Json:
        """Replace what stands under a picture or a file."""
        message = self._chats.own_message(parameters)
        if message.kind == "text":
            raise bad_request("there is no caption in the message to edit")
        text, entities = formatted(
            parameters.get("caption", ""),
            parameters.get("caption_entities", ()),
            LONGEST_CAPTION,
        )
        return self._change(message, text, entities, _keyboard(parameters))

    def edit_keyboard(self, parameters: Json) -> Json:
        """Replace only the keyboard, or take it away."""
        message = self._chats.own_message(parameters)
        return self._change(message, message.text, message.entities, _keyboard(parameters))

    def delete(self, parameters: Json) -> bool:
        """Take a message back, within 48 hours."""
        chat = self._chats.writable(parameters["chat_id"])
        message = self._world.message(chat.id, parameters["message_id"])
        if message is None:
            raise bad_request("message to delete not found")
        is_old = self._world.clock.now() - message.at > DELETABLE_FOR
        if is_old or (message.sender != self._account.id and isinstance(chat, Group)):
            raise bad_request("message can't be deleted for everyone")
        message.deleted, message.text, message.entities = True, "", []
        message.keyboard, message.content, message.file = None, {}, None
        self._world.keep_message(message, "deleted")
        return True

    def answer_press(self, parameters: Json) -> bool:
        """Answer a pressed button, with a toast or without."""
        self._presses.answer(
            parameters["callback_query_id"],
            parameters.get("text"),
            parameters.get("show_alert", False),
        )
        return True

    # chats and files

    def get_chat(self, parameters: Json) -> Json:
        """All about a chat."""
        chat = self._chats.find(parameters["chat_id"])
        return {
            **self._shapes.chat(chat.id),
            "accent_color_id": chat.id % 7,
            "max_reaction_count": 11,
            "accepted_gift_types": dict.fromkeys(_GIFTS, False),
        }

    def leave_chat(self, parameters: Json) -> bool:
        """Leave a group."""
        chat = self._chats.writable(parameters["chat_id"])
        if not isinstance(chat, Group):
            raise bad_request("chat member status can't be changed in private chats")
        chat.bot = "left"
        self._world.keep_group(chat)
        return True

    def get_file(self, parameters: Json) -> Json:
        """Where a file that someone sent can be fetched."""
        file = self._world.files.get(parameters["file_id"])
        if file is None:
            raise bad_request("wrong file_id or the file is temporarily unavailable")
        if len(file.content) > LARGEST_DOWNLOAD:
            raise bad_request("file is too big")
        return {**file_fields(file), "file_path": f"files/{file.id}"}

    # the steps of the above

    def _send(
        self,
        chat: Person | Group,
        parameters: Json,
        text: str,
        entities: list[Json],
        *,
        kind: str = "text",
        content: Json | None = None,
        file: File | None = None,
    ) -> Json:
        keyboard = _keyboard(parameters)
        reply = self._reply(chat, parameters)
        self._chats.keep_pace(chat)
        message = Message(
            chat=chat.id,
            id=self._world.next_id("message"),
            sender=self._account.id,
            at=self._world.clock.now(),
            kind=kind,
            text=text,
            entities=entities,
            keyboard=keyboard,
            content={**(content or {}), **reply},
            file=file.id if file else None,
        )
        if file is not None:
            self._world.keep_file(file)
        if isinstance(chat, Person):
            chat.unread += 1
            self._world.keep_person(chat)
        self.typing.pop(chat.id, None)
        self._world.post(message)
        return self._shapes.message(message)

    def _send_file(
        self, chat: Person | Group, parameters: Json, kind: str, file: File, content: Json
    ) -> Json:
        caption, entities = formatted(
            parameters.get("caption", ""), parameters.get("caption_entities", ()), LONGEST_CAPTION
        )
        return self._send(
            chat, parameters, caption, entities, kind=kind, content=content, file=file
        )

    def _reply(self, chat: Person | Group, parameters: Json) -> Json:
        reply = parameters.get("reply_parameters")
        if reply is None:
            return {}
        if other := reply.keys() - {"message_id", "allow_sending_without_reply"}:
            raise not_played(f"reply_parameters with {', '.join(sorted(other))}")
        message = self._world.message(chat.id, reply["message_id"])
        if message is None:
            if reply.get("allow_sending_without_reply"):
                return {}
            raise bad_request("message to be replied not found")
        answered = self._shapes.message(message)
        answered.pop("reply_to_message", None)
        return {"reply_to_message": answered}

    def _change(
        self, message: Message, text: str, entities: list[Json], keyboard: Keyboard | None
    ) -> Json:
        if (text, entities, keyboard) == (message.text, message.entities, message.keyboard):
            raise bad_request(
                "message is not modified: specified new message content and reply markup are "
                "exactly the same as a current content and reply markup of the message"
            )
        self._chats.keep_pace(self._chats.find(message.chat))
        if (text, entities) != (message.text, message.entities):
            message.edited = self._world.clock.now()
        message.text, message.entities, message.keyboard = text, entities, keyboard
        self._world.keep_message(message, "edited")
        return self._shapes.message(message)

    def _file(self, given: Upload | str) -> File:
        """A file that came with the request, or one sent before, by its id."""
        if isinstance(given, Upload):
            if len(given.content) > LARGEST_FILE:
                raise Refused(413, "Request Entity Too Large")
            if not given.content:
                raise bad_request("file must be non-empty")
            guessed = mimetypes.guess_type(given.name)[0] or "application/octet-stream"
            return File(
                id=f"F{self._world.next_id('file')}",
                name=given.name,
                type=guessed,
                content=given.content,
            )
        if "://" in given:
            raise not_played("fetching a file from an address")
        if given not in self._world.files:
            raise bad_request("wrong remote file identifier specified: Wrong string length")
        return self._world.files[given]


_GIFTS = (
    "unlimited_gifts",
    "limited_gifts",
    "unique_gifts",
    "premium_subscription",
    "gifts_from_channels",
)


def _keyboard(parameters: Json) -> Keyboard | None:
    markup = parameters.get("reply_markup")
    if markup is None:
        return None
    if "inline_keyboard" not in markup:
        raise not_played("keyboards other than inline ones")
    return read_keyboard(markup)
