"""The webhook: updates sent to the bot's own address, one after the other."""

import asyncio
import contextlib
import re
from datetime import datetime
from urllib.parse import urlsplit

import aiohttp

from bot.simulator.gate import LOOPBACK
from bot.simulator.telegram_refusals import bad_request
from bot.simulator.telegram_shapes import seconds
from bot.simulator.telegram_updates import Updates
from bot.simulator.world import Json, World

FIRST_RETRY = 0.1  # seconds, doubled up to
LAST_RETRY = 5.0

_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}", re.ASCII)


class Webhook:
    """Set or not; while it is set, the bot can't poll."""

    def __init__(self, world: World, updates: Updates) -> None:
        self._world = world
        self._updates = updates
        self._task: asyncio.Task[None] | None = None
        self._last_error: tuple[datetime, str] | None = None

    @property
    def url(self) -> str:
        """Where updates go; empty: nowhere."""
        url: str = self._world.notes.get("webhook", {}).get("url", "")
        return url

    def start(self) -> None:
        """Go on delivering if a webhook was set."""
        if self.url:
            self._task = asyncio.create_task(self._deliver())

    async def stop(self) -> None:
        """Stop delivering; an update under way will come again."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
            self._task = None

    async def set(self, parameters: Json) -> bool:
        """Deliver to an address on loopback from now on; an empty one ends it."""
        url = parameters["url"]
        if url and urlsplit(url).hostname not in LOOPBACK:
            raise bad_request("bad webhook: the simulator only calls loopback addresses")
        secret = parameters.get("secret_token", "")
        if secret and not _SECRET.fullmatch(secret):
            raise bad_request("secret token contains unallowed characters")
        await self.stop()
        self._last_error = None
        self._world.note("webhook", {"url": url, "secret": secret})
        self._updates.allow(parameters.get("allowed_updates"))
        if parameters.get("drop_pending_updates"):
            self._updates.drop_all()
        self.start()
        return True

    async def delete(self, parameters: Json) -> bool:
        """Deliver no longer."""
        return await self.set({**parameters, "url": ""})

    def info(self, _: Json) -> Json:
        """What is set, how many updates wait, and what went wrong last."""
        info: Json = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": self._updates.count,
        }
        if self.url:
            info["max_connections"] = 1
        if self._last_error is not None:
            at, why = self._last_error
            info |= {"last_error_date": seconds(at), "last_error_message": why}
        if allowed := self._world.notes.get("allowed_updates"):
            info["allowed_updates"] = allowed
        return info

    async def _deliver(self) -> None:
        settings = self._world.notes["webhook"]
        headers = {"Content-Type": "application/json"}
        if settings["secret"]:
            headers["X-Telegram-Bot-Api-Secret-Token"] = settings["secret"]
        pause = FIRST_RETRY
        async with aiohttp.ClientSession(headers=headers) as session:
            while True:
                await self._updates.arrived.wait()
                why = await _post(session, settings["url"], bytes(self._updates.hand_out(1)[0]))
                if why is None:
                    self._updates.confirm_first()
                    pause = FIRST_RETRY
                else:
                    self._last_error = self._world.clock.now(), why
                    await asyncio.sleep(pause)
                    pause = min(pause * 2, LAST_RETRY)


async def _post(session: aiohttp.ClientSession, url: str, update: bytes) -> str | None:
    """Deliver an update. Returns what went wrong, None when nothing did."""
    try:
        async with session.post(url, data=update, allow_redirects=False) as response:
            await response.read()
            if response.status == 200:
                return None
            return f"Wrong response from the webhook: {response.status} {response.reason}"
    except (aiohttp.ClientError, TimeoutError) as error:
        return str(error) or type(error).__name__
