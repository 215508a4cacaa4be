"""A Telegram update in our words."""

from dataclasses import replace

from telegram import CallbackQuery, Chat, ChatMemberUpdated, Message, Update, User
from telegram.constants import ChatMemberStatus, ChatType, MessageEntityType

from handlers.messages import (
    Command,
    File,
    Incoming,
    Left,
    Pressed,
    Said,
    Sender,
    Sent,
    Unreadable,
    What,
)

PLATFORM = "telegram"

WANTED = ("message", "edited_message", "callback_query", "my_chat_member")
"""The kinds of update that we ask Telegram for."""

_UNREADABLE = (
    "photo", "voice", "video", "video_note", "sticker", "audio", "animation", "document",
    "location", "contact", "poll", "dice",
)  # fmt: skip


def incoming_of(update: Update, bot: User) -> Incoming | None:
    """What an update brings, or None: nothing that is for us."""
    if update.callback_query:
        return _pressed(update, update.callback_query)
    if update.my_chat_member:
        return _membership(update, update.my_chat_member)
    message = update.message or update.edited_message
    if message and message.from_user:
        what = _what(message, bot, edited=update.edited_message is not None)
        if what:
            return _incoming(update, message.from_user, message.chat, what)
    return None


def _incoming(update: Update, user: User, chat: Chat, what: What) -> Incoming:
    sender = Sender(str(user.id), user.first_name, user.language_code or "")
    public = chat.type != ChatType.PRIVATE
    return Incoming(PLATFORM, str(update.update_id), sender, str(chat.id), what, public)


def _pressed(update: Update, query: CallbackQuery) -> Incoming | None:
    if query.message is None:
        return None
    pressed = Pressed(query.data or "", str(query.message.message_id))
    return _incoming(update, query.from_user, query.message.chat, pressed)


def _membership(update: Update, change: ChatMemberUpdated) -> Incoming | None:
    gone = change.new_chat_member.status in (ChatMemberStatus.BANNED, ChatMemberStatus.LEFT)
    if not gone or change.chat.type != ChatType.PRIVATE:
        return None
    return _incoming(update, change.from_user, change.chat, Left())


def _what(message: Message, bot: User, *, edited: bool) -> What | None:
    private = message.chat.type == ChatType.PRIVATE
    text = message.text or message.caption
    if private and not edited and (sent := _sent(message, text or "")):
        return replace(sent, album=message.media_group_id or "")
    if text is None:
        kind = next((kind for kind in _UNREADABLE if getattr(message, kind)), "other")
        told = private and not edited and not _service(message)
        return Unreadable(kind) if told else None
    command = _command(message, bot, edited=edited)
    if command is not None:
        return command if command.name else None
    if private:
        return Said(text, str(message.message_id), edited)
    mention = f"@{bot.username}".casefold()
    if mention not in text.casefold():
        return None
    at = text.casefold().index(mention)
    rest = f"{text[:at]} {text[at + len(mention) :]}".strip()
    return Said(rest, str(message.message_id), edited)


def _sent(message: Message, text: str) -> Sent | None:
    """The file that came with a message; None: there is none that people can do anything with."""
    number = str(message.message_id)
    if message.photo:
        largest = message.photo[-1]
        file = File(largest.file_id, "", "image/jpeg", largest.file_size or 0)
        return Sent("photo", (file,), number, text)
    if message.voice:
        voice = message.voice
        file = File(voice.file_id, "", voice.mime_type or "", voice.file_size or 0)
        return Sent("voice", (file,), number, text)
    named = message.audio or (message.document if not message.animation else None)
    if named is None:
        return None
    file = File(named.file_id, named.file_name or "", named.mime_type or "", named.file_size or 0)
    return Sent("audio" if message.audio else "document", (file,), number, text)


def _command(message: Message, bot: User, *, edited: bool) -> Command | None:
    """The command a message begins with; one without a name is meant for another bot."""
    entities = message.entities or ()
    first = next((e for e in entities if e.type == MessageEntityType.BOT_COMMAND), None)
    if first is None or first.offset != 0 or message.text is None:
        return None
    name, _, target = message.text[1 : first.length].partition("@")
    if target and target.casefold() != (bot.username or "").casefold():
        return Command("")
    rest = message.text[first.length :].strip()
    return Command(name.casefold(), rest, str(message.message_id), edited)


def _service(message: Message) -> bool:
    """Whether Telegram wrote it, as when somebody joins: it carries nothing a person sent."""
    return not any(getattr(message, kind) for kind in _UNREADABLE) and not message.story
