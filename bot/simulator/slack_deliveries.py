"""What is on its way to the bot, by socket or to its request URL, and whether the bot took it."""

import json
from itertools import count
from typing import Literal, NamedTuple, Protocol

from msgspec import Struct

from bot.simulator.faults import Faults
from bot.simulator.ledger import Entry, Ledger
from bot.simulator.world import Json

Kind = Literal["events_api", "slash_commands", "interactive"]


class Reply(NamedTuple):
    """What came of one attempt."""

    body: Json | None = None  # what came with the acknowledgement
    failure: str | None = None  # None: the bot acknowledged
    is_final: bool = False  # the bot wants no further attempt


class Delivery(Struct, kw_only=True):
    """Something for the bot to acknowledge."""

    id: str
    kind: Kind
    payload: Json
    attempt: int = 0
    reason: str = ""  # why the last attempt failed
    carrier: object = None  # which connection had it last

    @property
    def chat(self) -> str | None:
        """Where it happened, if in a channel."""
        within = self.payload.get("event", self.payload)
        channel = within.get("channel", within.get("channel_id"))
        return channel.get("id") if isinstance(channel, dict) else channel


class Transport(Protocol):
    """A way to the bot."""

    async def send(self, delivery: Delivery) -> Reply:
        """Try once; the answer comes after three seconds at the latest."""
        ...


class Deliveries:
    """Carries by whichever transport is in use, and notes it in the ledger."""

    def __init__(self, transport: Transport, ledger: Ledger, faults: Faults) -> None:
        self.transport = transport
        self._ledger = ledger
        self._faults = faults
        self._numbers = count(1)

    async def send(self, delivery: Delivery) -> Reply:
        """Try once."""
        self._ledger.add(self._entry("handed_out", delivery))
        reply = await self.transport.send(delivery)
        entry = self._entry("confirmed", delivery)
        if reply.failure is None:
            fault = self._faults.take_ack(delivery.kind, "slack")
            if fault is not None:
                entry.fault = fault.kind
                reply = Reply(failure="timeout")
        entry.ok, entry.error = reply.failure is None, reply.failure
        self._ledger.add(entry)
        return reply

    async def send_once(self, kind: Kind, payload: Json) -> Reply:
        """Send what Slack does not send again: a command, a click or a submission."""
        return await self.send(
            Delivery(id=f"In{next(self._numbers):09}", kind=kind, payload=payload)
        )

    def _entry(self, kind: Literal["handed_out", "confirmed"], delivery: Delivery) -> Entry:
        return Entry(
            platform="slack",
            kind=kind,
            method=delivery.kind,
            chat=delivery.chat,
            updates=[delivery.id],
        )


def reply_of(body: object) -> Json | None:
    """What an acknowledgement carries, from JSON or plain words; None: nothing."""
    if isinstance(body, bytes):
        text = body.decode("utf-8", "replace").strip()
        if not text:
            return None
        try:
            body = json.loads(text)
        except ValueError:
            return {"text": text}
    return body if isinstance(body, dict) and body else None
