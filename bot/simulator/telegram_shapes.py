"""The world's nouns in the shapes in which Telegram speaks of them."""

from datetime import datetime

from bot.simulator.telegram_account import Account
from bot.simulator.world import Button, File, Group, Json, Message, Person, World

FIRST_SUPERGROUP = -1_000_000_000_000  # and on downwards


class Shapes:
    """Renders people, chats and messages for the bot."""

    def __init__(self, world: World, account: Account) -> None:
        self._world = world
        self._account = account

    def user(self, number: int) -> Json:
        """A person, or the bot."""
        if number == self._account.id:
            return self._account.user()
        person = self._world.people[number]
        return {"id": number, "is_bot": False, **_names(person), "language_code": person.language}

    def chat(self, number: int) -> Json:
        """A private chat or a group."""
        if number > 0:
            return {"id": number, "type": "private", **_names(self._world.people[number])}
        return group_chat(self._world.groups[number])

    def message(self, message: Message) -> Json:
        """A message with all that it holds."""
        shape: Json = {
            "message_id": message.id,
            "from": self.user(message.sender),
            "chat": self.chat(message.chat),
            "date": seconds(message.at),
        }
        if message.edited is not None:
            shape["edit_date"] = seconds(message.edited)
        shape |= message.content
        if message.text:
            is_text = message.kind == "text"
            shape["text" if is_text else "caption"] = message.text
            if message.entities:
                shape["entities" if is_text else "caption_entities"] = message.entities
        if message.keyboard is not None:
            shape["reply_markup"] = {
                "inline_keyboard": [[_button(button) for button in row] for row in message.keyboard]
            }
        return shape


def group_chat(group: Group) -> Json:
    """A group, which is a supergroup once its id says so."""
    kind = "supergroup" if group.id < FIRST_SUPERGROUP else "group"
    return {"id": group.id, "type": kind, "title": group.title}


def file_fields(file: File) -> Json:
    """What every kind of file says of itself."""
    return {"file_id": file.id, "file_unique_id": f"u{file.id}", "file_size": len(file.content)}


def seconds(instant: datetime) -> int:
    """An instant as Telegram dates things."""
    return int(instant.timestamp())


def _names(person: Person) -> Json:
    first, _, last = person.name.partition(" ")
    return {"first_name": first, "last_name": last} if last else {"first_name": first}


def _button(button: Button) -> Json:
    if button.url is not None:
        return {"text": button.text, "url": button.url}
    return {"text": button.text, "callback_data": button.data}
