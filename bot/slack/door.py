"""The one way in: every payload, by Socket Mode or HTTP, is stored before it is acknowledged.

Bolt calls `door` after the check of the signature and before its own `auth.test`, whose failure it
would acknowledge. There are no listeners: Bolt runs those after it has acknowledged.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any
from weakref import WeakValueDictionary

import aiohttp
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.app import Door
from bot.slack.people import People
from bot.slack.reading import Payload, Update, update_of
from bot.slack.rendering import escaped, pressed
from bot.slack.sending import EDITS, PLATFORM, SLASH, error_of, explained
from bot.slack.sheets import field_names, kept_open, notice, view_of
from bot.text import DONE
from handlers import crisis
from handlers.messages import (
    HAPPENED,
    Answer,
    Changed,
    Incoming,
    Pressed,
    Sender,
    Sheet,
    Submitted,
    TryLater,
    Words,
    say,
    typed,
)
from handlers.wording import Wording, language_for, wording
from scheduler.pace import Bucket, Chats

log = logging.getLogger(__name__)

SLOW = 1.5
"""Seconds after which a modal is opened that says to wait; a trigger lasts three."""
RETRIES = 3
"""How often deleting a message is tried."""
REMEMBERED = 1000
"""Answers to forms that are remembered, for those who send the same again."""

NOTED = BoltResponse(status=200, body="")
COME_AGAIN = BoltResponse(status=503, body="")


class SlackDoor:
    """Takes payloads in, and gives the answers that are good only now."""

    def __init__(
        self,
        client: AsyncWebClient,
        session: aiohttp.ClientSession,
        people: People,
        chats: Chats,
        edits: Bucket,
    ) -> None:
        self._client = client
        self._session = session
        self._people = people
        self._chats = chats
        self._edits = edits
        self._lanes: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._door: Door | None = None
        self._asides: set[asyncio.Task[None]] = set()
        self._submitted: OrderedDict[str, Answer] = OrderedDict()

    def open(self, door: Door) -> None:
        """Let payloads in."""
        self._door = door

    def close(self) -> None:
        """Let nothing more in; what comes now comes again."""
        self._door = None

    async def rest(self) -> None:
        """Wait until what is done beside the letters is done."""
        while self._asides:
            await asyncio.gather(*self._asides)

    async def enter(
        self,
        body: dict[str, Any],
        next: Callable[[], Awaitable[BoltResponse]],  # noqa: A002
    ) -> BoltResponse | None:
        """Take a payload in. 200 once it is stored; otherwise Slack is to bring it again."""
        if body.get("type") == "url_verification":
            await next()
            return None
        if self._door is None:
            return COME_AGAIN
        try:
            update = update_of(body, self._door.commands)
        except (LookupError, TypeError, ValueError, AttributeError) as error:
            log.warning("a payload is malformed: %s", type(error).__name__)
            return NOTED
        if update is None:
            return NOTED
        try:
            return await self._take(self._door, update, body)
        except Exception:
            # Not stored, so not acknowledged.
            log.exception("update %s could not be stored", update.id)
            return COME_AGAIN

    # --- In ---

    async def _take(self, door: Door, update: Update, payload: Payload) -> BoltResponse:
        receiving = asyncio.create_task(self._receive(door, update))
        waiting = None
        if update.trigger and door.opens_form(_at_first_sight(update)):
            waiting = await self._wait(receiving, update)
        try:
            incoming, answer = await receiving
        except Exception:
            if waiting:
                self._aside(self._say_to_press_again(waiting, update))
            raise
        if isinstance(update.what, Submitted):
            return self._answer_form(update.id, answer, payload, incoming)
        if isinstance(update.what, Changed):
            if answer and answer.sheet:
                self._aside(self._redraw(answer, answer.sheet, payload["view"]))
            return NOTED
        if answer and answer.sheet:
            self._aside(self._open(answer.sheet, answer, update, incoming, waiting))
        elif waiting:
            self._aside(self._say_elsewhere(waiting, incoming))
        if answer and answer.toast:
            self._aside(self._whisper(incoming, answer.toast, _words(answer.language)))
        if answer and answer.hide and isinstance(update.what, Pressed):
            self._aside(self._hide(update.what, answer, incoming))
        elif answer and isinstance(update.what, Pressed):
            self._aside(self._rekey(update.what, answer, payload))
        return NOTED

    async def _receive(self, door: Door, update: Update) -> tuple[Incoming, Answer | None]:
        """Hand an update over once its sender's earlier ones are; danger waits for nobody."""
        if crisis.recognise(typed(update.what)):
            return await self._hand_over(door, update)
        async with self._lanes.setdefault(update.user, asyncio.Lock()):
            return await self._hand_over(door, update)

    async def _hand_over(self, door: Door, update: Update) -> tuple[Incoming, Answer | None]:
        incoming = await self._incoming(update)
        (answer,) = await door.receive([incoming])
        return incoming, answer

    async def _incoming(self, update: Update) -> Incoming:
        if isinstance(update.what, HAPPENED):
            nobody = Sender(update.user, "", "")
            return Incoming(PLATFORM, update.id, nobody, update.channel, update.what, public=True)
        if update.private:
            self._people.met(update.user, update.channel)
        sender = await self._people.sender(update.user, update.name)
        chat = update.channel if update.private else await self._people.chat(update.user)
        elsewhere = update.channel not in ("", chat)
        # Where Slack does not tell which chat is ours: one of two people is never a crowd's, and
        # perhaps it is that of the sender and somebody else, where we may not write.
        quiet = update.quiet or update.channel.startswith("D")
        return Incoming(
            PLATFORM,
            update.id,
            sender,
            update.channel or chat,
            update.what,
            public=elsewhere and not quiet,
            thread=update.thread,
            quiet=elsewhere and quiet,
            forms="shown" if update.trigger else "offered",
        )

    # --- What is good only now ---

    async def _wait(self, receiving: asyncio.Future[Any], update: Update) -> str | None:
        """While a turn is slow, keep the trigger by a modal that says so; the modal's id."""
        done, _ = await asyncio.wait({receiving}, timeout=SLOW)
        if done:
            return None
        view = notice(say("sheet-wait"), await self._words_of(update))
        try:
            opened = await self._client.views_open(trigger_id=update.trigger, view=view)
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            log.info("no modal to wait in: %s", type(error).__name__)
            return None
        return str(opened["view"]["id"])

    async def _open(
        self, sheet: Sheet, answer: Answer, update: Update, incoming: Incoming, waiting: str | None
    ) -> None:
        """Show a form; where the trigger is not good any more, ask for another press."""
        words = _words(answer.language)
        view = view_of(sheet, words)
        try:
            if waiting:
                await self._client.views_update(view_id=waiting, view=view)
            else:
                await self._client.views_open(trigger_id=update.trigger, view=view)
        except SlackApiError as error:
            if "trigger" not in error_of(error):
                raise
            await self._whisper(incoming, say("sheet-again"), words)

    async def _say_elsewhere(self, waiting: str, incoming: Incoming) -> None:
        view = notice(say("sheet-elsewhere"), _words(incoming.sender.language))
        await self._client.views_update(view_id=waiting, view=view)

    async def _say_to_press_again(self, waiting: str, update: Update) -> None:
        view = notice(say("sheet-again"), await self._words_of(update))
        await self._client.views_update(view_id=waiting, view=view)

    async def _words_of(self, update: Update) -> Wording:
        """The sender's language, as far as Slack tells."""
        return _words((await self._people.sender(update.user, update.name)).language)

    async def _redraw(self, answer: Answer, sheet: Sheet, shown: Payload) -> None:
        """Show a form with the questions that apply now, unless it has changed meanwhile."""
        view = view_of(sheet, _words(answer.language))
        await self._client.views_update(view_id=shown["id"], hash=shown["hash"], view=view)

    def _answer_form(
        self, update: str, answer: Answer | None, payload: Payload, incoming: Incoming
    ) -> BoltResponse:
        """Close a form, or show what is wrong in it. Who sends the same again hears the same.

        After a mishap it stays as it was. Shown anew it is another one, which can be sent again.
        """
        answer = answer or self._submitted.get(update)
        if answer is None:
            words = _words(incoming.sender.language)
            view = kept_open(payload["view"], say("mishap"), words)
            return BoltResponse(status=200, body={"response_action": "update", "view": view})
        self._submitted[update] = answer
        if len(self._submitted) > REMEMBERED:
            self._submitted.popitem(last=False)
        words = _words(answer.language)
        if answer.problems and field_names(payload["view"]).issuperset(answer.problems):
            errors = {name: words(problem) for name, problem in answer.problems.items()}
            return BoltResponse(status=200, body={"response_action": "errors", "errors": errors})
        if answer.sheet:
            view = view_of(answer.sheet, words)
            return BoltResponse(status=200, body={"response_action": "update", "view": view})
        return BoltResponse(status=200, body={"response_action": "clear"})

    async def _whisper(self, incoming: Incoming, text: Words, words: Wording) -> None:
        """Say something to the sender alone, which is gone when they look again."""
        await self._chats.turn(incoming.address)
        await self._client.chat_postEphemeral(
            channel=incoming.address,
            user=incoming.sender.user,
            thread_ts=incoming.thread,
            text=escaped(words(text)),
        )

    async def _rekey(self, what: Pressed, answer: Answer, payload: Payload) -> None:
        """Tick the pressed button, or let go of the message that the answer takes the place of."""
        if payload["container"].get("is_ephemeral"):
            # Only the one who sees it can change it, by the address that came with the press. We
            # don't know what it says, so it stays unless the answer is to stand in its place.
            if answer.in_place:
                gone = {"delete_original": True}
                async with self._session.post(payload["response_url"], json=gone):
                    return
            return
        message = payload.get("message")
        if not message or answer.in_place or answer.stands or answer.sheet or what.data == DONE:
            return
        if not self._edits.available():
            return
        self._edits.take()
        try:
            await self._client.chat_update(
                channel=payload["container"]["channel_id"],
                ts=what.message,
                text=message["text"],
                blocks=pressed(message["blocks"], what.data, settled=answer.settled),
            )
        except SlackApiError as error:
            why = explained(error)
            if isinstance(why, TryLater) and not why.counts:
                self._edits.pause(why.seconds)
            raise

    async def _hide(self, what: Pressed, answer: Answer, incoming: Incoming) -> None:
        """Delete the message that was pressed; where that fails, say how to do it by hand."""
        for _ in range(RETRIES):
            await self._chats.turn(EDITS)
            try:
                await self._client.chat_delete(channel=incoming.address, ts=what.message)
            except SlackApiError as error:
                if error_of(error) == "message_not_found":  # pressed twice
                    return
                why = explained(error)
                if not isinstance(why, TryLater) or why.counts:
                    break
                self._chats.pause(EDITS, why.seconds)
            except (aiohttp.ClientError, TimeoutError) as error:
                log.info("a message was not hidden: %s", type(error).__name__)
            else:
                return
        await self._whisper(incoming, say("crisis-hide-failed"), _words(answer.language))

    def _aside(self, work: Coroutine[Any, Any, None]) -> None:
        """Do what is worth a try beside the main work; a failure loses nothing."""

        async def tried() -> None:
            try:
                await work
            except SlackApiError as error:
                log.info("left undone: %s", error_of(error) or "Slack is in trouble")
            except (aiohttp.ClientError, TimeoutError) as error:
                log.info("left undone: %s", type(error).__name__)

        task = asyncio.create_task(tried())
        self._asides.add(task)
        task.add_done_callback(self._asides.discard)


def _at_first_sight(update: Update) -> Incoming:
    """An update before anything is looked up."""
    sender = Sender(update.user, update.name, "")
    return Incoming(PLATFORM, update.id, sender, update.channel, update.what)


def _words(language: str) -> Wording:
    return wording(language_for(language), SLASH)
