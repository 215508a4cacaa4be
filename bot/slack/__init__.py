"""Slack ⇄ neutral. Nothing outside this folder knows slack_bolt and slack_sdk."""

import asyncio
import logging
from dataclasses import dataclass

import aiohttp
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.app import CannotStart, Door
from bot.slack.channels import Channels
from bot.slack.door import SlackDoor
from bot.slack.fetching import Fetching
from bot.slack.people import WAITED, People
from bot.slack.sending import EDITS, PLATFORM, Sending, explained
from bot.slack.socket import HEARTBEAT, SILENCE, Socket
from bot.web import Web
from handlers.messages import (
    Message,
    Moved,
    Outgoing,
    Readers,
    Refused,
    ShutOut,
    TryLater,
    Unreachable,
)
from scheduler.pace import Bucket, Chats, Pace

__all__ = ["BySocket", "OverHttp", "Slack"]

log = logging.getLogger(__name__)

PATH = "/slack/events"

_bolts_log = logging.getLogger("slack_bolt")
_bolts_log.setLevel(logging.WARNING)  # at INFO it writes what people wrote


@dataclass(frozen=True)
class BySocket:
    """Socket Mode: we connect to Slack."""

    app_token: str
    heartbeat: float = HEARTBEAT
    silence: float = SILENCE


@dataclass(frozen=True)
class OverHttp:
    """Slack connects to us."""

    signing_secret: str
    web: Web


class Slack:
    """The adapter: takes payloads in by one door, sends letters."""

    platform = PLATFORM

    def __init__(
        self,
        token: str,
        api: str,
        events: BySocket | OverHttp,
        rate: float = 1.0,
        waited: float = WAITED,
    ) -> None:
        # A workspace takes several hundred messages a minute, and more for a while: what doesn't
        # wait its turn in one channel must not wait for those in others.
        self.pace = Pace(5 * rate, burst=max(1, int(60 * rate)))
        self.at_once = 16
        self._rate = rate
        self._events = events
        self._session = aiohttp.ClientSession(
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=5.0, sock_read=10.0)
        )
        self._client = AsyncWebClient(
            token, base_url=api, session=self._session, retry_handlers=[], logger=_bolts_log
        )
        self._people = People(self._client, waited)
        self._channels = Channels(self._client)
        self.chats = Chats(self.chat_pace)
        self.edits = Bucket(self.chat_pace(EDITS), asyncio.get_running_loop().time)
        self._door = SlackDoor(self._client, self._session, self._people, self.chats, self.edits)
        self._sending = Sending(self._client, self._session, self._people, self.chats, self.edits)
        self._fetching = Fetching(self._client, self._session)
        self._bolt = AsyncApp(
            client=self._client,
            signing_secret=events.signing_secret if isinstance(events, OverHttp) else "",
            before_authorize=self._door.enter,
            logger=_bolts_log,
        )
        self._socket: Socket | None = None

    def chat_pace(self, address: str) -> Pace:
        """A channel takes some messages at once, then one a second."""
        if address == EDITS:
            return Pace(self._rate * 45 / 60, burst=20)
        return Pace(self._rate, burst=3)

    # --- Coming and going ---

    async def start(self, door: Door) -> None:
        """Say hello to Slack, and let in what it brings.

        Raises:
            ShutOut: a token is wrong.
            CannotStart: Slack refuses us.
            TryLater: it is out of reach.
        """
        self._door.open(door)
        try:
            hello = await self._client.auth_test()
            self._sending.workspace = str(hello.get("url", ""))
            await self._let_in()
        except SlackApiError as error:
            why = explained(error)
            if isinstance(why, ShutOut | TryLater):
                raise why from None
            raise CannotStart(f"Slack says: {why}") from None
        except (aiohttp.ClientError, TimeoutError):
            raise TryLater(1.0) from None

    async def _let_in(self) -> None:
        if isinstance(self._events, OverHttp):
            self._events.web.listen(PATH, self._posted)
            return
        self._socket = Socket(
            self._bolt,
            self._client,
            self._session,
            self._events.app_token,
            heartbeat=self._events.heartbeat,
            silence=self._events.silence,
        )
        await self._socket.start()

    async def stop(self) -> None:
        """Take nothing more in. What was not acknowledged comes again at the next start."""
        if self._socket:
            await self._socket.stop()
        self._door.close()
        await self._door.rest()
        await self._people.stop()

    async def close(self) -> None:
        """Close the connections."""
        await self._session.close()

    async def rest(self) -> None:
        """Wait until modals are open, buttons ticked and words whispered."""
        await self._door.rest()

    async def _posted(self, request: web.Request) -> web.StreamResponse:
        """A payload that came over HTTP: its signature is Bolt's to check."""
        return await to_aiohttp_response(
            await self._bolt.async_dispatch(await to_bolt_request(request))
        )

    # --- Out ---

    async def send(self, letter: Outgoing) -> str:
        """Send a letter; the id of its last message."""
        return await self._sending.send(letter)

    async def fetch(self, file: str, at_most: int) -> bytes:
        """A file that somebody shared with us."""
        return await self._fetching.fetch(file, at_most)

    async def readers(self, address: str) -> Readers | None:
        """Who reads a channel; None: it is gone, archived, or we are not in it.

        Raises:
            TryLater, Refused, ShutOut: as they say.
        """
        return await self._channels.readers(address)

    async def send_now(self, address: str, message: Message, language: str) -> str | None:
        """Send past the mailbox and past those who wait their turn, trying a few times."""
        for pause in (0.2, 0.5, 1.0, 2.0, 5.0, 10.0):
            self.chats.spend(address)
            try:
                return await self.send(Outgoing("", address, message, language))
            except TryLater as wait:
                await asyncio.sleep(pause if wait.counts else wait.seconds)
            except (Unreachable, Refused, Moved, ShutOut) as error:
                log.info("crisis text found nobody: %s", type(error).__name__)
                return None
        return None
