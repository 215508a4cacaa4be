"""The Events API over HTTP: what happens is posted, signed, to the bot's own address.

https://docs.slack.dev/apis/events-api/#receiving-events
"""

import asyncio
import hashlib
import hmac
import time
from collections.abc import Mapping
from urllib.parse import urlencode, urlsplit

import aiohttp
import msgspec

from bot.simulator.gate import LOOPBACK
from bot.simulator.limits import SlackLimits
from bot.simulator.slack_deliveries import Delivery, Reply, reply_of
from bot.simulator.world import Impossible

_REASONS = {"timeout": "http_timeout", "connection_closed": "connection_failed"}


class RequestUrl:
    """One address for events, commands and clicks, as Bolt has it."""

    def __init__(self, url: str, signing_secret: str, limits: SlackLimits) -> None:
        if urlsplit(url).hostname not in LOOPBACK:
            raise Impossible("the simulator only calls loopback addresses")
        self._url = url
        self._secret = signing_secret.encode()
        timeout = aiohttp.ClientTimeout(total=limits.ack_seconds)
        connector = aiohttp.TCPConnector(limit=0)
        self._session = aiohttp.ClientSession(timeout=timeout, connector=connector)

    async def verify(self) -> None:
        """Ask the bot to echo a word, as Slack does before it uses an address."""
        challenge = "simulated-challenge"
        asked = {"token": "simulated", "challenge": challenge, "type": "url_verification"}
        body = msgspec.json.encode(asked)
        try:
            status, _, answer = await self._post(body, "application/json", {})
        except (aiohttp.ClientError, TimeoutError) as error:
            raise Impossible(f"the request URL does not answer: {error}") from error
        if status != 200 or challenge.encode() not in answer:
            raise Impossible("the request URL does not answer the challenge")

    async def send(self, delivery: Delivery) -> Reply:
        """Try once; only a 2xx within three seconds counts."""
        body, content_type = _body(delivery)
        try:
            status, headers, answer = await self._post(body, content_type, _retry_headers(delivery))
        except TimeoutError:
            return Reply(failure="timeout")
        except aiohttp.ClientError:
            return Reply(failure="connection_closed")
        if 200 <= status < 300:
            return Reply(reply_of(answer))
        return Reply(failure="http_error", is_final=headers.get("X-Slack-No-Retry") == "1")

    async def close(self) -> None:
        """Call no longer."""
        await self._session.close()
        await asyncio.sleep(0)  # lets the connections' ends be noticed

    async def _post(
        self, body: bytes, content_type: str, headers: dict[str, str]
    ) -> tuple[int, Mapping[str, str], bytes]:
        timestamp = str(int(time.time()))
        signed = {
            **headers,
            "Content-Type": content_type,
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": signature(self._secret, timestamp, body),
        }
        async with self._session.post(
            self._url, data=body, headers=signed, allow_redirects=False
        ) as response:
            return response.status, response.headers, await response.read()


def signature(secret: bytes, timestamp: str, body: bytes) -> str:
    """What proves that a request comes from Slack."""
    signed = b":".join([b"v0", timestamp.encode(), body])
    return "v0=" + hmac.new(secret, signed, hashlib.sha256).hexdigest()


def _body(delivery: Delivery) -> tuple[bytes, str]:
    form = "application/x-www-form-urlencoded"
    if delivery.kind == "events_api":
        return msgspec.json.encode(delivery.payload), "application/json"
    if delivery.kind == "slash_commands":
        return urlencode(delivery.payload).encode(), form
    return urlencode({"payload": msgspec.json.encode(delivery.payload).decode()}).encode(), form


def _retry_headers(delivery: Delivery) -> dict[str, str]:
    if delivery.attempt == 0:
        return {}
    reason = _REASONS.get(delivery.reason, delivery.reason)
    return {"X-Slack-Retry-Num": str(delivery.attempt), "X-Slack-Retry-Reason": reason}
