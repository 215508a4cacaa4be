"""Letters out: posted, put in an earlier one's place, or published as somebody's home page.

https://docs.slack.dev/reference/methods/chat.postMessage
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import aiohttp
from msgspec import structs
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.slack.people import People
from bot.slack.rendering import Piece, home, pieces
from handlers.messages import (
    Attachment,
    Link,
    Message,
    Outgoing,
    Refused,
    ShutOut,
    TryLater,
    Unreachable,
    say,
)
from handlers.wording import wording
from scheduler.pace import Bucket, Chats

log = logging.getLogger(__name__)

PLATFORM = "slack"
SLASH = "/sparkplug "
"""What our commands begin with here."""

EDITS = "chat.update"
"""What edits have a pace under: Slack counts them by the minute, those of all channels together.

An edit never waits: where too many went, what it says is posted anew, and a tick is left out. Only
what stands in a channel and is kept up to date there waits, for it must not stand there twice.
https://docs.slack.dev/apis/web-api/rate-limits
"""

UNKNOWN_US = {
    "account_inactive", "invalid_auth", "not_authed", "team_access_not_granted", "token_expired",
    "token_revoked",
}  # fmt: skip
NOBODY_THERE = {
    "cannot_dm_bot", "channel_not_found", "is_archived", "messages_tab_disabled", "not_in_channel",
    "user_disabled", "user_not_found", "user_not_in_channel",
}  # fmt: skip
NOT_NOW = {"ratelimited", "rate_limited"}
THEIR_TROUBLE = {"", "fatal_error", "internal_error", "request_timeout", "service_unavailable"}
"""Errors after which the message may be there all the same."""
NOT_TO_CHANGE = {
    "block_mismatch", "cant_update_message", "channel_not_found", "edit_window_closed",
    "message_not_found",
}  # fmt: skip
NOT_THERE = {
    "cant_delete_message", "channel_not_found", "file_deleted", "file_not_found",
    "message_not_found",
}  # fmt: skip
A_FILE = "F"
"""What the ids of files begin with; those of messages are numbers."""
NOT_SO = {"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long"}

PLAIN = 3000
"""Characters of a message that Slack would not take as it was."""

OURS = "sparkplug_letter"
"""The type of the metadata by which we know a message of ours again.

It says which part of which letter it is, by a number that means nothing to others.
https://docs.slack.dev/messaging/message-metadata
"""
Mark = dict[str, Any]
CLOCKS_DIFFER = timedelta(minutes=10)
"""How far our clock may be ahead of Slack's."""
PAGE = 200


class Sending:
    """Sends letters by the Web API."""

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
        self._doubtful: dict[str, str] = {}
        """Files that may be where a letter was to bring them, by the letter: one can't be known
        again there. A process that ends forgets it, and the file may be there twice."""
        self.workspace = ""
        """The address under which its channels are; empty: Slack has not told it yet."""

    async def send(self, letter: Outgoing) -> str:
        """Send a letter; the id of its last message.

        Raises:
            TryLater, Unreachable, Refused, ShutOut: as they say.
        """
        try:
            return await self._send(letter)
        except FAILURES as error:
            raise meant(error) from None

    async def _send(self, letter: Outgoing) -> str:
        if letter.unsend or letter.hide:
            if not letter.replaces:
                return await self._look_and_unsend(letter)
            return await self._unsend(letter, letter.replaces)
        words = wording(letter.language, SLASH)
        if letter.home:
            page = home(letter.message, words)
            answer = await self._client.views_publish(user_id=letter.only_for or "", view=page)
            return str(answer["view"]["id"])
        if letter.again:
            parts_there = await self._there(letter)
            if parts_there is not None:
                whole = next((ts for (n, of), ts in parts_there.items() if n == of), None)
                if whole and not letter.stands:
                    return whole
                part_of_it = bool(parts_there) and not whole
                letter = replace(letter, again=part_of_it, replaces=whole or letter.replaces)
        parts = pieces(self._linked(letter), words, again=letter.again)
        if letter.message.attached:
            return await self._send_attached(letter, letter.message.attached, parts)
        if letter.replaces and len(parts) == 1:
            replaced = await self._replace(letter, parts[0])
            if replaced:
                return replaced
        sent = await self._post_all(letter, parts)
        if letter.stands and letter.replaces:
            await self._let_go(letter, letter.replaces)
        return sent

    async def _let_go(self, letter: Outgoing, message: str) -> None:
        """Delete what could not be brought up to date, as far as Slack lets us: it says old words.

        https://docs.slack.dev/reference/methods/chat.delete
        """
        try:
            await self._unsend(letter, message)
        except FAILURES as error:
            log.warning("a message with old words stays: %s", meant(error))

    def _linked(self, letter: Outgoing) -> Message:
        """The message, each card that tells of another message of ours with a link to that.

        It is the one that chat.getPermalink gives, without asking for it.
        """
        cards = [
            structs.replace(each, link=self._link(*place))
            if self.workspace and each.leads_to and (place := letter.places.get(each.leads_to))
            else each
            for each in letter.message.cards
        ]
        return structs.replace(letter.message, cards=tuple(cards))

    def _link(self, channel: str, ts: str) -> Link:
        number = ts.replace(".", "")
        return Link(say("card-open"), f"{self.workspace}archives/{channel}/p{number}")

    async def _there(self, letter: Outgoing) -> Mapping[tuple[int, int], str] | None:
        """Which parts of a letter are there, by their place among all; None: Slack can't tell.

        Nothing else of what is said there is looked at.
        """
        if letter.only_for or letter.message.attached or letter.made_at is None:
            return None
        oldest = f"{(letter.made_at - CLOCKS_DIFFER).timestamp():.6f}"
        found: dict[tuple[int, int], str] = {}
        cursor = ""
        while True:
            try:
                page = await self._said(letter, oldest=oldest, cursor=cursor)
            except SlackApiError as error:
                if isinstance(explained(error), TryLater | ShutOut):
                    raise
                log.info("whether a letter is there is not told: %s", error_of(error))
                return None
            for each in page["messages"]:
                mark = each.get("metadata") or {}
                it = mark.get("event_payload") or {}
                if mark.get("event_type") == OURS and it.get("letter") == letter.letter:
                    found[int(it["part"]), int(it["of"])] = str(each["ts"])
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return found

    async def _said(self, letter: Outgoing, **since: str) -> AsyncSlackResponse:
        """A page of what was said where a letter goes."""
        asked: dict[str, Any] = {"channel": letter.address, "include_all_metadata": True, **since}
        if letter.thread:
            return await self._client.conversations_replies(ts=letter.thread, limit=PAGE, **asked)
        return await self._client.conversations_history(limit=PAGE, **asked)

    async def _unsend(self, letter: Outgoing, message: str) -> str:
        """Delete a message of ours: those who run the workspace could read it."""
        try:
            if message.startswith(A_FILE):
                await self._client.files_delete(file=message)
            else:
                await self._client.chat_delete(channel=letter.address, ts=message)
        except SlackApiError as error:
            if error_of(error) not in NOT_THERE:
                raise
        return message

    async def _look_and_unsend(self, letter: Outgoing) -> str:
        """Delete what may be there of a message of which Slack never told us where it is."""
        await self._unsend_doubtful(letter)
        for message in (await self._there(letter) or {}).values():
            await self._unsend(letter, message)
        return ""

    async def _unsend_doubtful(self, letter: Outgoing) -> None:
        """Delete the file of a letter's earlier try, if that may be there."""
        if file := self._doubtful.get(letter.letter):
            await self._unsend(letter, file)
            del self._doubtful[letter.letter]

    async def _replace(self, letter: Outgoing, piece: Piece) -> str | None:
        """Change an earlier message; None: it can't be changed now, so say it anew."""
        if not self._edits.available():
            if letter.stands:
                raise TryLater(self._edits.wait(), counts=False)
            return None
        self._edits.take()
        try:
            answer = await self._client.chat_update(
                channel=letter.address,
                ts=letter.replaces or "",
                text=piece.text,
                blocks=piece.blocks,
            )
        except SlackApiError as error:
            if error_of(error) in NOT_TO_CHANGE:
                return None
            why = explained(error)
            if isinstance(why, TryLater) and not why.counts:
                self._edits.pause(why.seconds)
                if not letter.stands:
                    return None
            raise
        return str(answer["ts"])

    async def _post_all(self, letter: Outgoing, parts: Sequence[Piece]) -> str:
        sent = ""
        for n, piece in enumerate(parts):
            if n:
                await self._chats.turn(letter.address)
            try:
                sent = await self._post_piece(letter, piece, _mark(letter, n + 1, len(parts)))
            except FAILURES as error:
                why = meant(error)
                if sent and isinstance(why, TryLater):
                    # Tried again, it repeats what is there: its reader is to know.
                    raise TryLater(why.seconds, perhaps_sent=True, counts=why.counts) from None
                raise
        return sent

    async def _post_piece(self, letter: Outgoing, piece: Piece, mark: Mark | None) -> str:
        try:
            return await self._post(letter, mark, text=piece.text, blocks=piece.blocks)
        except SlackApiError as error:
            if error_of(error) not in NOT_SO:
                raise
            return await self._post(letter, mark, text=piece.text[:PLAIN], mrkdwn=False)

    async def _post(self, letter: Outgoing, mark: Mark | None, **content: Any) -> str:
        if letter.only_for:
            try:
                answer = await self._client.chat_postEphemeral(
                    channel=letter.address,
                    user=letter.only_for,
                    thread_ts=letter.thread,
                    **content,
                )
            except SlackApiError as error:
                if error_of(error) not in NOBODY_THERE:
                    raise
            else:
                return str(answer["message_ts"])
        # Where we are not in the channel, the one who may see it has it in their own chat.
        answer = await self._client.chat_postMessage(
            channel=letter.only_for or letter.address,
            thread_ts=None if letter.only_for else letter.thread,
            unfurl_links=False,
            unfurl_media=False,
            metadata=mark,
            **content,
        )
        return str(answer["ts"])

    async def _send_attached(
        self, letter: Outgoing, attached: Attachment, parts: Sequence[Piece]
    ) -> str:
        """The text, and the file after it. A file can't be for one alone: it goes to their chat.

        The id is that of the text's last message; without any text, that of the file.
        """
        if letter.only_for:
            chat = await self._people.chat(letter.only_for)
            letter = Outgoing(letter.letter, chat, letter.message, letter.language)
        await self._unsend_doubtful(letter)
        place = await self._client.files_getUploadURLExternal(
            filename=attached.name,
            length=len(attached.content),
            alt_txt=wording(letter.language, SLASH)(attached.description) or None,
        )
        async with self._session.post(str(place["upload_url"]), data=attached.content) as answer:
            if answer.status != 200:
                raise TryLater(1.0)
        file = str(place["file_id"])
        sent = file
        if not letter.message.wordless:
            sent = await self._post_all(letter, parts)
            await self._chats.turn(letter.address)
        try:
            await self._client.files_completeUploadExternal(
                files=[{"id": file, "title": attached.name}],
                channel_id=letter.address,
                thread_ts=letter.thread,
            )
        except FAILURES as error:
            why = meant(error)
            if isinstance(why, TryLater) and why.perhaps_sent:
                self._doubtful[letter.letter] = file
            raise
        return sent


def _mark(letter: Outgoing, part: int, of: int) -> Mark | None:
    """By what a message is known again; None: it is no letter."""
    if not letter.letter:
        return None
    told = {"letter": letter.letter, "part": part, "of": of}
    return {"event_type": OURS, "event_payload": told}


# --- What a refusal means -----------------------------------------------------------------

FAILURES = (SlackApiError, aiohttp.ClientError, TimeoutError)
"""How a call of Slack's Web API may fail."""


def meant(error: Exception) -> Exception:
    """A failure of a call in the words of the house."""
    match error:
        case SlackApiError():
            return explained(error)
        case aiohttp.ClientConnectorError() | aiohttp.ConnectionTimeoutError():
            return TryLater(1.0)
    return TryLater(1.0, perhaps_sent=True)


def error_of(error: SlackApiError) -> str:
    """Slack's word for what is wrong; empty: it gave none, as when its servers are in trouble."""
    data = getattr(error.response, "data", None)
    return str(data.get("error", "")) if isinstance(data, dict) else ""


def explained(error: SlackApiError) -> Exception:
    """A refusal in the words of the house."""
    word = error_of(error)
    if word in NOT_NOW or getattr(error.response, "status_code", 0) == 429:
        return TryLater(float(error.response.headers.get("Retry-After", 1)), counts=False)
    if word in UNKNOWN_US:
        return ShutOut(PLATFORM)
    if word in NOBODY_THERE:
        return Unreachable(word)
    if word in THEIR_TROUBLE:
        return TryLater(1.0, perhaps_sent=True)
    return Refused(word)
