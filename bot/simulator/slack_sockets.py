"""Socket Mode: the bot's WebSocket connections, each payload given to one of them.

https://docs.slack.dev/apis/events-api/using-socket-mode
"""

import asyncio
import contextlib
import uuid

import msgspec
from aiohttp import WSMsgType, web

from bot.simulator.limits import SlackLimits
from bot.simulator.slack_deliveries import Delivery, Reply, reply_of
from bot.simulator.slack_refusals import SlackRefused
from bot.simulator.slack_world import APP
from bot.simulator.world import Json

_HOST = "applink-simulated"


class Ack(msgspec.Struct):
    """What the bot answers to an envelope."""

    envelope_id: str
    payload: Json | None = None


class Link:
    """One connection."""

    def __init__(self, socket: web.WebSocketResponse, transport: asyncio.Transport) -> None:
        self.socket = socket
        self.transport = transport
        self.is_silent = False  # open, but nothing passes either way
        self.is_leaving = False  # told to go; it gets nothing more
        self.waiting: dict[str, asyncio.Future[Reply]] = {}  # by envelope

    async def say(self, frame: Json) -> None:
        """Send a frame; a silent connection swallows it."""
        if not self.is_silent:
            with contextlib.suppress(ConnectionError):
                await self.socket.send_str(msgspec.json.encode(frame).decode())


class Sockets:
    """The connections, used in turn."""

    def __init__(self, limits: SlackLimits) -> None:
        self.links: list[Link] = []
        self._limits = limits
        self._tickets: set[str] = set()
        self._came = asyncio.Event()  # a connection is there

    @property
    def connected(self) -> bool:
        """Whether anything can be delivered."""
        return any(not link.is_leaving for link in self.links)

    def new_ticket(self) -> str:
        """What stands in the address of one connection to come."""
        ticket = uuid.uuid4().hex
        self._tickets.add(ticket)
        return ticket

    async def send(self, delivery: Delivery) -> Reply:
        """Try once, by another connection than last time if there is one.

        An event waits a little for a connection to come; a person does not.
        """
        if delivery.kind == "events_api" and not self.connected:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._came.wait(), self._limits.ack_seconds)
        link = self._next(delivery.carrier)
        if link is None:
            return Reply(failure="no_connection")
        delivery.carrier = link
        envelope = str(uuid.uuid4())
        answer: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
        link.waiting[envelope] = answer
        try:
            await link.say(_frame(envelope, delivery))
            return await asyncio.wait_for(answer, self._limits.ack_seconds)
        except TimeoutError:
            return Reply(failure="timeout")
        finally:
            link.waiting.pop(envelope, None)

    async def connect(self, request: web.Request) -> web.StreamResponse:
        """A connection from its beginning to its end."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.json_response(SlackRefused("invalid_ticket").answer, status=404)
        self._tickets.remove(ticket)
        socket = web.WebSocketResponse(autoping=False)
        await socket.prepare(request)
        assert isinstance(request.transport, asyncio.Transport)
        link = Link(socket, request.transport)
        if len(self.links) >= self._limits.connections:
            await link.say(_goodbye("too_many_websockets"))
            await socket.close()
            return socket
        self.links.append(link)
        self._came.set()
        try:
            await link.say(_hello(len(self.links)))
            await self._listen(link)
        finally:
            self._drop(link)
        return socket

    # what can go wrong

    def cut(self) -> None:
        """End every connection without a word."""
        for link in list(self.links):
            link.transport.abort()
            self._drop(link)

    def half_open(self) -> None:
        """Every connection stays open and goes silent; Slack goes on using it."""
        for link in self.links:
            link.is_silent = True

    async def refresh(self, reason: str = "refresh_requested") -> None:
        """Tell every connection to make room for a new one, as Slack does every few hours."""
        leaving = list(self.links)
        for link in leaving:
            link.is_leaving = reason != "warning"
        if not self.connected:
            self._came.clear()
        for link in leaving:
            await link.say(_goodbye(reason))

    # the steps of the above

    def _next(self, last: object) -> Link | None:
        usable = [link for link in self.links if not link.is_leaving]
        others = [link for link in usable if link is not last]
        for link in others or usable:
            self.links.remove(link)
            self.links.append(link)
            return link
        return None

    async def _listen(self, link: Link) -> None:
        async for message in link.socket:
            if link.is_silent:
                continue
            if message.type == WSMsgType.PING:
                with contextlib.suppress(ConnectionError):
                    await link.socket.pong(message.data)
            elif message.type == WSMsgType.TEXT:
                self._take_ack(link, message.data)

    def _take_ack(self, link: Link, text: str) -> None:
        """An acknowledgement that comes too late, or is none, means nothing to Slack."""
        try:
            ack = msgspec.json.decode(text, type=Ack)
        except msgspec.DecodeError:
            return
        answer = link.waiting.get(ack.envelope_id)
        if answer is not None and not answer.done():
            answer.set_result(Reply(reply_of(ack.payload)))

    def _drop(self, link: Link) -> None:
        """Whatever was on its way by this connection was not taken."""
        if link in self.links:
            self.links.remove(link)
        if not self.connected:
            self._came.clear()
        for answer in link.waiting.values():
            if not answer.done():
                answer.set_result(Reply(failure="connection_closed"))


def _frame(envelope: str, delivery: Delivery) -> Json:
    frame: Json = {
        "envelope_id": envelope,
        "type": delivery.kind,
        "payload": delivery.payload,
        "accepts_response_payload": delivery.kind != "events_api",
    }
    if delivery.kind == "events_api":
        frame |= {"retry_attempt": delivery.attempt, "retry_reason": delivery.reason}
    return frame


def _hello(connections: int) -> Json:
    return {
        "type": "hello",
        "num_connections": connections,
        "connection_info": {"app_id": APP},
        "debug_info": {"host": _HOST, "build_number": 1, "approximate_connection_time": 18060},
    }


def _goodbye(reason: str) -> Json:
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": _HOST}}
