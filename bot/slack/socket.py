"""Socket Mode: Slack's payloads by WebSocket, each acknowledged on the link that brought it.

https://docs.slack.dev/apis/events-api/using-socket-mode

Bolt's own handler closes a link before it opens the next, acknowledges on whichever is open then
(which Slack ignores), and waits ten seconds for the goodbye of a link that is dead. Here a new link
is open before the old one goes, so nothing falls between the two; the payloads still go through
Bolt as its handler would send them.
"""

import asyncio
import json
import logging
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any

import aiohttp
from slack_bolt.adapter.socket_mode.internals import build_headers
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.sending import explained
from handlers.messages import ShutOut

log = logging.getLogger(__name__)

HEARTBEAT = 10.0
"""Seconds between pings; a link that does not answer within half of that is dead."""
SILENCE = 300.0
"""Seconds without a word after which a link is replaced, since some stay open and bring nothing."""
GOODBYE = 15.0
"""Seconds that a link which is replaced may still bring what was on its way."""
FINISH = 1.5
"""Seconds that payloads under way get when we stop."""
STEADY = 5.0
"""Seconds that a link must last for the next to be opened at once."""


class Socket:
    """Keeps one link open, and another while one is being replaced."""

    def __init__(
        self,
        bolt: AsyncApp,
        client: AsyncWebClient,
        session: aiohttp.ClientSession,
        app_token: str,
        *,
        heartbeat: float = HEARTBEAT,
        silence: float = SILENCE,
    ) -> None:
        self._bolt = bolt
        self._client = client
        self._session = session
        self._app_token = app_token
        self._heartbeat = heartbeat
        self._silence = silence
        self._time = asyncio.get_running_loop().time
        self._links: list[aiohttp.ClientWebSocketResponse] = []
        self._wanted = asyncio.Event()
        self._listening: set[asyncio.Task[None]] = set()
        self._under_way: set[asyncio.Task[None]] = set()
        self._keeping: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Open the first link, and keep one open from then on.

        Raises:
            ShutOut: the app token is wrong.
            SlackApiError, aiohttp.ClientError, TimeoutError: Slack is out of reach.
        """
        await self._open()
        self._keeping = asyncio.create_task(self._keep())

    async def stop(self) -> None:
        """Take nothing more in; what has been taken in is finished and acknowledged."""
        for task in (self._keeping, *self._listening):
            if task:
                task.cancel()
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=FINISH)
        await asyncio.gather(*(link.close() for link in self._links), return_exceptions=True)

    async def rest(self) -> None:
        """Wait until what has been taken in is acknowledged."""
        await asyncio.gather(*self._under_way)

    # --- Links ---

    async def _keep(self) -> None:
        """Open a new link whenever one is wanted."""
        pause, opened = 0.0, self._time()
        while True:
            await self._wanted.wait()
            lasted = self._time() - opened
            pause = 0.0 if lasted > STEADY else min(30.0, 2 * pause or 0.2)
            await asyncio.sleep(pause)
            self._wanted.clear()
            try:
                await self._open()
            except ShutOut:
                log.error("Slack does not know us: check the app token")
                self._wanted.set()
            except Exception as error:  # whatever it was: without a link we hear nothing
                log.warning("no link to Slack: %s", type(error).__name__)
                self._wanted.set()
            opened = self._time()

    async def _open(self) -> None:
        try:
            answer = await self._client.apps_connections_open(app_token=self._app_token)
        except SlackApiError as error:
            why = explained(error)
            if isinstance(why, ShutOut):
                raise why from None
            raise
        link = await self._session.ws_connect(
            str(answer["url"]),
            heartbeat=self._heartbeat,
            timeout=aiohttp.ClientWSTimeout(ws_close=0.5),
        )
        self._links.append(link)
        self._begin(self._listen(link), self._listening)

    async def _listen(self, link: aiohttp.ClientWebSocketResponse) -> None:
        """Take in what a link brings, until it ends or has been replaced for a while."""
        patience = self._silence
        try:
            while True:
                try:
                    frame = await link.receive(timeout=patience)
                except TimeoutError:
                    if link is not self._links[-1]:
                        return
                    await self._look_around()
                    self._wanted.set()
                    patience = GOODBYE
                    continue
                if frame.type != aiohttp.WSMsgType.TEXT:
                    return
                said = json.loads(frame.data)
                if said.get("type") == "disconnect":
                    self._wanted.set()
                    patience = GOODBYE
                elif "envelope_id" in said:
                    self._begin(self._take(link, said), self._under_way)
        finally:
            if link is self._links[-1]:
                self._wanted.set()
            self._links.remove(link)
            with suppress(aiohttp.ClientError, ConnectionError):
                await link.close()

    async def _look_around(self) -> None:
        """A link is silent: say whether Slack is there and still knows us."""
        try:
            await self._client.auth_test()
        except SlackApiError as error:
            log.error("Slack says %s", error.response.get("error"))
        except (aiohttp.ClientError, TimeoutError) as error:
            log.warning("Slack is out of reach: %s", type(error).__name__)
        else:
            log.info("the link to Slack was silent for long; opening another")

    def _begin(self, work: Coroutine[Any, Any, None], among: set[asyncio.Task[None]]) -> None:
        task = asyncio.create_task(work)
        among.add(task)
        task.add_done_callback(among.discard)

    # --- Payloads ---

    async def _take(self, link: aiohttp.ClientWebSocketResponse, said: dict[str, Any]) -> None:
        """Have a payload handled; what is not acknowledged comes again."""
        request = SocketModeRequest.from_dict(said)
        if request is None:
            return
        response = await self._bolt.async_dispatch(
            AsyncBoltRequest(
                mode="socket_mode", body=request.payload, headers=build_headers(request)
            )
        )
        if response.status != 200:
            return
        answer: dict[str, Any] = {"envelope_id": request.envelope_id}
        if response.body and request.accepts_response_payload:
            answer["payload"] = json.loads(response.body)
        with suppress(aiohttp.ClientError, ConnectionError):
            await link.send_str(json.dumps(answer))
