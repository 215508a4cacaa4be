"""Response URLs: by each the bot may answer a command or a press, five times within half an hour.

https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
"""

import uuid
from collections import OrderedDict
from datetime import datetime, timedelta

import msgspec
from aiohttp import web
from msgspec import Struct

from bot.simulator.ledger import Entry, Ledger
from bot.simulator.limits import SlackLimits
from bot.simulator.slack_posting import Posting
from bot.simulator.slack_refusals import SlackRefused
from bot.simulator.slack_shapes import Shapes
from bot.simulator.slack_world import BOT_USER, Post, SlackWorld
from bot.simulator.world import Json

PATH = "/slack/response/{id}"
_REMEMBERED = 10_000


class Answer(Struct, forbid_unknown_fields=True):
    """What may be posted to a response URL, or come with a command's acknowledgement."""

    text: str = ""
    blocks: list[Json] | None = None
    response_type: str = "ephemeral"  # or in_channel
    replace_original: bool = False
    delete_original: bool = False
    thread_ts: str | None = None
    unfurl_links: bool = False
    unfurl_media: bool = False
    mrkdwn: bool = True
    metadata: Json | None = None


class Occasion(Struct):
    """Where and to whom an answer goes."""

    channel: str
    person: str
    until: datetime
    original: str | None = None  # the ts of the post whose button was pressed
    thread: str | None = None
    uses: int = 0


class ResponseUrls:
    """The addresses given out so far."""

    def __init__(
        self,
        slack: SlackWorld,
        posting: Posting,
        shapes: Shapes,
        ledger: Ledger,
        limits: SlackLimits,
    ) -> None:
        self._slack = slack
        self._posting = posting
        self._shapes = shapes
        self._ledger = ledger
        self._limits = limits
        self._occasions: OrderedDict[str, Occasion] = OrderedDict()

    def new(self, channel: str, person: str, original: Post | None = None) -> str:
        """An address for answers to what this person just did there."""
        until = self._slack.world.clock.now() + timedelta(seconds=self._limits.response_url_seconds)
        identifier = uuid.uuid4().hex
        self._occasions[identifier] = Occasion(
            channel=channel,
            person=person,
            until=until,
            original=original.ts if original else None,
            thread=original.thread if original else None,
        )
        if len(self._occasions) > _REMEMBERED:
            self._occasions.popitem(last=False)
        return self._shapes.address + PATH.format(id=identifier)

    async def take(self, request: web.Request) -> web.Response:
        """An answer from the bot."""
        entry = Entry(platform="slack", kind="call", method="response_url")
        body = await request.read()
        try:
            occasion = self._use(request.match_info["id"])
            entry.chat = occasion.channel
            answer = read_answer(body)
            entry.parameters = msgspec.json.decode(body)
            entry.message = self.post(answer, occasion)
        except SlackRefused as refused:
            entry.ok, entry.code, entry.error = False, 404, refused.words
            return web.json_response(refused.answer, status=404)
        finally:
            self._ledger.add(entry)
        return web.Response(text="ok")

    def answer_at_once(self, channel: str, person: str, body: Json) -> str | None:
        """What came with the acknowledgement of a command. Returns its ts, if it says anything."""
        answer = read_answer(msgspec.json.encode(body))
        if not answer.text and not answer.blocks:
            return None
        now = self._slack.world.clock.now()
        return self.post(answer, Occasion(channel=channel, person=person, until=now))

    def post(self, answer: Answer, occasion: Occasion) -> str | None:
        """Post, replace or delete. Returns the ts of the post."""
        original = self._slack.post(occasion.channel, occasion.original or "")
        if answer.delete_original and original is not None:
            self._posting.delete(original)
            return original.ts
        blocks = self._posting.checked(answer.text, answer.blocks)
        if answer.replace_original and original is not None:
            self._posting.change(original, answer.text, blocks)
            return original.ts
        post = Post(
            channel=occasion.channel,
            ts=self._slack.next_ts(),
            sender=BOT_USER,
            text=answer.text,
            blocks=blocks,
            thread=answer.thread_ts or occasion.thread,
            only_for=None if answer.response_type == "in_channel" else occasion.person,
        )
        return self._posting.add(post).ts

    def _use(self, identifier: str) -> Occasion:
        occasion = self._occasions.get(identifier)
        if occasion is None:
            raise SlackRefused("invalid_url")
        if self._slack.world.clock.now() >= occasion.until:
            raise SlackRefused("expired_url")
        if occasion.uses >= self._limits.response_url_uses:
            raise SlackRefused("used_url")
        occasion.uses += 1
        return occasion


def read_answer(body: bytes) -> Answer:
    """An answer, well-formed."""
    try:
        answer = msgspec.json.decode(body, type=Answer)
    except msgspec.DecodeError as error:
        raise SlackRefused("invalid_payload", [str(error)]) from error
    if answer.response_type not in ("ephemeral", "in_channel"):
        raise SlackRefused("invalid_payload", ["response_type is ephemeral or in_channel"])
    return answer
