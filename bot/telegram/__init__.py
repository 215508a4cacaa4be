"""Telegram ⇄ neutral. Nothing outside this folder knows python-telegram-bot."""

import asyncio
import json
import logging
import os
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import Any
from urllib.parse import urlencode

from telegram import (
    Bot,
    BotCommand,
    InlineKeyboardMarkup,
    InputFile,
    LinkPreviewOptions,
    MaybeInaccessibleMessage,
    Update,
)
from telegram import Message as Sent
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.app import CannotStart, Door
from bot.telegram import webhook as webhooks
from bot.telegram.reading import PLATFORM, WANTED, incoming_of
from bot.telegram.rendering import CAPTION_LIMIT, Piece, keyboard, pieces, pressed, units, unmarked
from bot.telegram.transport import AiohttpRequest, NotSent
from bot.telegram.webhook import Webhook
from bot.text import DONE
from handlers.messages import (
    Answer,
    Attachment,
    Incoming,
    Message,
    Moved,
    NotToBeHad,
    Outgoing,
    Refused,
    ShutOut,
    TryLater,
    Unreachable,
    say,
)
from handlers.wording import LANGUAGES, wording
from scheduler.pace import Chats, Pace

log = logging.getLogger(__name__)

os.environ.setdefault("PTB_TIMEDELTA", "true")  # the library's way to ask for timedeltas

LONG_POLL = 25
"""Seconds a request for updates may wait at Telegram."""
REKEYED = 3
"""How often replacing a keyboard is tried."""
BATCH = 100
"""Updates a request brings, Telegram's most."""

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class Telegram:
    """The adapter: polls for updates, or with a webhook is brought them; sends letters."""

    platform = PLATFORM

    def __init__(
        self, token: str, api: str, rate: float = 28.0, webhook: Webhook | None = None
    ) -> None:
        self.pace = Pace(rate, burst=max(1, int(rate)))
        self.chats = Chats(self.chat_pace)
        self.at_once = 16
        self._request = AiohttpRequest()
        self._polls = AiohttpRequest(connections=1, read_timeout=LONG_POLL + 10)
        self._bot = Bot(
            token,
            base_url=f"{api}/bot",
            base_file_url=f"{api}/file/bot",
            request=self._request,
            get_updates_request=self._polls,
        )
        self._webhook = webhook
        self._polling: asyncio.Task[None] | None = None
        self._asides: set[asyncio.Task[None]] = set()

    def chat_pace(self, address: str) -> Pace:
        """A person may be sent some messages at once, then one a second; a group 20 a minute."""
        return Pace(20 / 60, burst=5) if address.startswith("-") else Pace(1.0, burst=3)

    # --- Coming and going ---

    async def start(self, door: Door) -> None:
        """Say hello to Telegram, set the menu, and begin to listen or to poll.

        Raises:
            ShutOut: the token is wrong.
            CannotStart: Telegram does not take our webhook.
            TryLater: it is out of reach.
        """
        try:
            await self._bot.initialize()
            await self._listen(door)
        except InvalidToken:
            raise ShutOut(PLATFORM) from None
        except BadRequest as error:
            raise CannotStart(f"Telegram refuses the webhook: {error.message}") from None
        except RetryAfter as wait:
            raise TryLater(_seconds(wait)) from None
        except TelegramError:
            raise TryLater(1.0) from None
        door.is_linked(f"https://t.me/{self._bot.username}?start=")
        self._aside(self._introduce(door))
        if self._webhook is None:
            self._polling = asyncio.create_task(self._poll(door))

    async def _listen(self, door: Door) -> None:
        """Set the webhook; without one, remove what an earlier start has set, or nobody may poll.

        It stays when we stop, so that Telegram keeps for us what comes meanwhile.
        """
        if self._webhook is None:
            await self._bot.delete_webhook()
            return
        bring = partial(self._bring, door)
        self._webhook.web.listen(self._webhook.path, webhooks.door(self._webhook.secret, bring))
        await self._bot.set_webhook(
            self._webhook.url,
            secret_token=self._webhook.secret,
            allowed_updates=WANTED,
            max_connections=webhooks.AT_ONCE,
        )

    async def stop(self) -> None:
        """Poll no more. What was pulled and not handled comes again at the next start."""
        if self._polling:
            self._polling.cancel()
            await asyncio.gather(self._polling, return_exceptions=True)
        await asyncio.gather(*self._asides, return_exceptions=True)

    async def close(self) -> None:
        """Close the connections."""
        await self._bot.shutdown()

    async def rest(self) -> None:
        """Wait until presses are acknowledged and keyboards replaced."""
        await asyncio.gather(*self._asides, return_exceptions=True)

    async def _introduce(self, door: Door) -> None:
        """The menu and what the bot says of itself, in each language; the first is the default."""
        for language in LANGUAGES:
            words, code = wording(language), "" if language == LANGUAGES[0] else language
            commands = [BotCommand(name, text) for name, text in door.menu(language)]
            await self._bot.set_my_commands(commands, language_code=code)
            await self._bot.set_my_description(words(say("bot-description")), code)
            await self._bot.set_my_short_description(words(say("bot-short-description")), code)

    def _aside(self, work: Coroutine[Any, Any, None]) -> None:
        """Do what is worth a try beside the main work; a failure loses nothing."""

        async def tried() -> None:
            try:
                await work
            except TelegramError as error:
                log.info("left undone: %s", type(error).__name__)

        task = asyncio.create_task(tried())
        self._asides.add(task)
        task.add_done_callback(self._asides.discard)

    # --- In ---

    async def _poll(self, door: Door) -> None:
        """Bring in updates for ever; each batch is confirmed by asking for what follows it."""
        offset, pause = 0, 0.0
        while True:
            await asyncio.sleep(pause)
            await door.our_turn()
            try:
                raw = await self._get_updates(offset)
                await self._bring(door, raw)
                # An empty answer says that all is confirmed. Then we ask for whatever there is:
                # after a quiet week Telegram numbers from elsewhere, perhaps below our offset.
                offset = max((_number(update) + 1 for update in raw), default=0)
                pause = 0.0
            except RetryAfter as wait:
                pause = _seconds(wait)
            except Conflict:
                log.warning("another program polls with this token; waiting for it to end")
                pause = 5.0
            except TelegramError as error:
                log.warning("no updates from Telegram: %s", type(error).__name__)
                pause = min(30.0, 2 * pause or 0.5)
            except Exception:
                # Not stored, so not confirmed: the same updates come again.
                log.exception("updates could not be stored")
                pause = min(30.0, 2 * pause or 0.5)

    async def _get_updates(self, offset: int) -> list[dict[str, Any]]:
        """The next updates as they come: one that is malformed must not hide the others."""
        asked = {
            "offset": offset,
            "limit": BATCH,
            "timeout": LONG_POLL,
            "allowed_updates": json.dumps(WANTED),
        }
        body = await self._polls.retrieve(f"{self._bot.base_url}/getUpdates?{urlencode(asked)}")
        return list(self._polls.parse_json_payload(body)["result"])

    async def _bring(self, door: Door, raw: Sequence[dict[str, Any]]) -> None:
        read = [(update, self._read(update)) for update in raw]
        batch = [(update, incoming) for update, incoming in read if incoming]
        if not batch:
            return
        answers = await door.receive([incoming for _, incoming in batch])
        for (update, _), answer in zip(batch, answers, strict=True):
            if "callback_query" in update:
                self._aside(self._acknowledge(update, answer))

    def _read(self, raw: dict[str, Any]) -> Incoming | None:
        try:
            update = Update.de_json(raw, self._bot)
            return incoming_of(update, self._bot.bot)
        except (TypeError, ValueError, KeyError, AttributeError) as error:
            log.warning("update %s is malformed: %s", raw.get("update_id"), type(error).__name__)
            return None

    async def _acknowledge(self, raw: dict[str, Any], answer: Answer | None) -> None:
        """End the waiting mark on a pressed button, and replace the keyboard."""
        query = Update.de_json(raw, self._bot).callback_query
        if query is None:
            return
        toast = answer.toast if answer else None
        message = query.message
        alert = bool(answer and answer.hide and message and not await self._hidden(message))
        if alert:
            toast = say("crisis-hide-failed")
        words = wording(answer.language)(toast) if answer and toast else None
        with suppress(BadRequest):  # too old by now: the person has seen the answer
            await query.answer(words, show_alert=alert or None)
        if (answer and answer.hide) or query.data == DONE:
            return
        if answer and not answer.in_place and isinstance(message, Sent) and message.reply_markup:
            markup = pressed(message.reply_markup, query.data or "", settled=answer.settled)
            await self._rekey(message, markup)

    async def _hidden(self, message: MaybeInaccessibleMessage) -> bool:
        """Delete a message, which Telegram allows for 48 hours. Whether it is gone."""
        chat = str(message.chat.id)
        for _ in range(REKEYED):
            try:
                return await self._bot.delete_message(message.chat.id, message.message_id)
            except RetryAfter as wait:
                self.chats.pause(chat, _seconds(wait))
                await self.chats.turn(chat)
            except BadRequest as error:
                return "not found" in error.message.lower()
            except TelegramError as error:
                log.info("a message was not hidden: %s", type(error).__name__)
        return False

    async def _rekey(self, message: Sent, markup: InlineKeyboardMarkup) -> None:
        """Replace a keyboard, which Telegram counts as a message to the chat."""
        chat = str(message.chat_id)
        for _ in range(REKEYED):
            await self.chats.turn(chat)
            try:
                await message.edit_reply_markup(markup)
            except RetryAfter as wait:
                self.chats.pause(chat, _seconds(wait))
            except BadRequest:  # pressed twice, or gone
                return
            else:
                return

    # --- Out ---

    async def send(self, letter: Outgoing) -> str:
        """Send a letter; the id of its last message."""
        try:
            return await self._send(letter)
        except RetryAfter as wait:
            raise TryLater(_seconds(wait), counts=False) from None
        except ChatMigrated as moved:
            raise Moved(str(moved.new_chat_id)) from None
        except Forbidden as error:
            raise Unreachable(error.message) from None
        except InvalidToken:
            raise ShutOut(PLATFORM) from None
        except BadRequest as error:
            if "chat not found" in error.message.lower():
                raise Unreachable(error.message) from None
            raise Refused(error.message) from None
        except NotSent:
            raise TryLater(1.0) from None
        except NetworkError:
            raise TryLater(1.0, perhaps_sent=True) from None

    async def send_now(self, address: str, message: Message, language: str) -> str | None:
        """Send past the mailbox and past those who wait their turn, trying a few times."""
        for pause in (0.2, 0.5, 1.0, 2.0, 5.0, 10.0):
            self.chats.spend(address)
            try:
                return await self.send(Outgoing("", address, message, language))
            except TryLater:
                await asyncio.sleep(pause)
            except (Unreachable, Refused, Moved, ShutOut) as error:
                log.info("crisis text found nobody: %s", type(error).__name__)
                return None
        return None

    async def fetch(self, file: str, at_most: int) -> bytes:
        """A file that somebody sent; https://core.telegram.org/bots/api#getfile (20 MB at most)."""
        try:
            told = await self._bot.get_file(file)
            if (told.file_size or 0) > at_most:
                raise NotToBeHad(large=True)
            content = await self._request.download(told.file_path or "", at_most)
        except ValueError:
            raise NotToBeHad(large=True) from None
        except (BadRequest, Forbidden) as error:
            raise NotToBeHad(large="too big" in error.message.lower()) from None
        except InvalidToken:
            raise ShutOut(PLATFORM) from None
        except RetryAfter as wait:
            raise TryLater(_seconds(wait)) from None
        except NetworkError:
            raise TryLater(1.0) from None
        if content is None:
            raise NotToBeHad
        return content

    async def readers(self, address: str) -> None:
        """Nobody: there are no teams here, whose members everybody could know."""

    async def _send(self, letter: Outgoing) -> str:
        if letter.unsend:  # a chat is its reader's own: they delete it when they like
            return letter.replaces or ""
        if letter.hide:
            with suppress(BadRequest):  # gone, or too old: whoever pressed is told of that one
                await self._bot.delete_message(int(letter.address), int(letter.replaces or 0))
            return letter.replaces or ""
        message, words = letter.message, wording(letter.language, shown=unmarked)
        texts = pieces(message, words, again=letter.again)
        markup = keyboard(message, words)
        if letter.replaces and len(texts) == 1 and not message.attached:
            with suppress(BadRequest):  # gone, too old or unchanged: say it anew
                return await self._replace(letter, texts[0], markup)
        if message.attached:
            return await self._send_attached(letter.address, message.attached, texts, markup)
        return await self._send_texts(letter.address, texts, markup)

    async def _replace(
        self, letter: Outgoing, piece: Piece, markup: InlineKeyboardMarkup | None
    ) -> str:
        try:
            await self._bot.edit_message_text(
                piece.text,
                chat_id=int(letter.address),
                message_id=int(letter.replaces or 0),
                entities=piece.entities,
                reply_markup=markup,
                link_preview_options=_NO_PREVIEW,
            )
        except BadRequest as error:
            if "not modified" not in error.message.lower():
                raise
        return letter.replaces or ""

    async def _send_texts(
        self, address: str, texts: Sequence[Piece], markup: InlineKeyboardMarkup | None
    ) -> str:
        sent = ""
        for n, piece in enumerate(texts, 1):
            if n > 1:
                await self.chats.turn(address)
            last = markup if n == len(texts) else None
            try:
                message = await self._bot.send_message(
                    int(address),
                    piece.text,
                    entities=piece.entities,
                    reply_markup=last,
                    link_preview_options=_NO_PREVIEW,
                )
            except BadRequest as error:
                if "entit" not in error.message.lower():
                    raise
                message = await self._bot.send_message(
                    int(address),
                    piece.text,
                    reply_markup=last,
                    link_preview_options=_NO_PREVIEW,
                )
            except (RetryAfter, NetworkError) as error:
                if n == 1:
                    raise
                # Some of it is there: what is sent again says so.
                raise TryLater(1.0, perhaps_sent=True) from error
            sent = str(message.message_id)
        return sent

    async def _send_attached(
        self,
        address: str,
        attached: Attachment,
        texts: Sequence[Piece],
        markup: InlineKeyboardMarkup | None,
    ) -> str:
        caption = texts[0]
        if len(texts) > 1 or units(caption.text) > CAPTION_LIMIT:
            await self._send_texts(address, texts, None)
            await self.chats.turn(address)
            caption = Piece("")
        file = InputFile(attached.content, filename=attached.name)
        options: dict[str, Any] = {
            "caption": caption.text or None,
            "caption_entities": caption.entities,
            "reply_markup": markup,
        }
        if attached.is_voice:
            sent = await self._bot.send_voice(int(address), file, **options)
        elif attached.is_picture:
            try:
                sent = await self._bot.send_photo(int(address), file, **options)
            except BadRequest as error:
                if "photo" not in error.message.lower():
                    raise
                # Too long and thin for a photo, for one: it can be had as a file.
                sent = await self._bot.send_document(int(address), file, **options)
        else:
            sent = await self._bot.send_document(int(address), file, **options)
        return str(sent.message_id)


def _number(update: dict[str, Any]) -> int:
    """An update's number; 0: it has none, and so can't be confirmed by itself."""
    number = update.get("update_id")
    return number if isinstance(number, int) else 0


def _seconds(wait: RetryAfter) -> float:
    after = wait.retry_after
    return after.total_seconds() if isinstance(after, timedelta) else float(after)
