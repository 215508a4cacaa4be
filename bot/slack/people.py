"""What Slack knows of its people: asked once an hour, and never waited for long."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any, Generic, TypeVar

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.messages import Sender

log = logging.getLogger(__name__)

WAITED = 0.7
"""Seconds that a turn waits for an answer; it goes on without one, and the next turn has it."""
KEPT = 3600.0
"""Seconds that an answer is good for."""
AT_MOST = 10_000
"""Answers that are kept."""

T = TypeVar("T")


class People:
    """Names, languages, and the chat that each person has with us."""

    def __init__(self, client: AsyncWebClient, waited: float = WAITED) -> None:
        self._client = client
        self._profiles = _Remembered(self._profile, waited)
        self._chats = _Remembered(self._chat, waited)

    async def sender(self, user: str, name: str) -> Sender:
        """Who somebody is; `name` is what to call them as long as Slack does not tell."""
        known = await self._profiles.of(user)
        return known or Sender(user, name, "")

    async def chat(self, user: str) -> str:
        """The chat that somebody has with us; their own id, which Slack takes too, if unknown."""
        return await self._chats.of(user) or user

    def met(self, user: str, chat: str) -> None:
        """Somebody wrote to us in this chat."""
        self._chats.learn(user, chat)

    async def stop(self) -> None:
        """Ask no more."""
        await self._profiles.stop()
        await self._chats.stop()

    async def _profile(self, user: str) -> Sender:
        answer = await self._client.users_info(user=user, include_locale=True)
        told: dict[str, Any] = answer["user"]
        profile = told.get("profile") or {}
        names = (
            profile.get("first_name"),
            profile.get("display_name"),
            profile.get("real_name"),
            told.get("name"),
        )
        name = next((each for each in names if each), "")
        return Sender(user, name, told.get("locale") or "")

    async def _chat(self, user: str) -> str:
        answer = await self._client.conversations_open(users=user)
        return str(answer["channel"]["id"])


class _Remembered(Generic[T]):
    """Answers by user. Each is asked for by one call at a time, for all who wait for it."""

    def __init__(self, ask: Callable[[str], Awaitable[T]], waited: float) -> None:
        self._ask = ask
        self._waited = waited
        self._time = asyncio.get_running_loop().time
        self._known: dict[str, tuple[float, T]] = {}
        self._asking: dict[str, asyncio.Task[None]] = {}

    async def of(self, user: str) -> T | None:
        """The answer for a user; None: not known in time."""
        until, _ = self._known.get(user, (0.0, None))
        if until < self._time():
            await asyncio.wait({self._asked(user)}, timeout=self._waited)
        # An answer that has grown old is better than none.
        _, answer = self._known.get(user, (0.0, None))
        return answer

    def learn(self, user: str, answer: T) -> None:
        """Take in an answer that came by itself."""
        if len(self._known) >= AT_MOST:
            del self._known[next(iter(self._known))]
        self._known[user] = (self._time() + KEPT, answer)

    async def stop(self) -> None:
        """Ask no more."""
        asking = list(self._asking.values())
        for task in asking:
            task.cancel()
        await asyncio.gather(*asking, return_exceptions=True)

    def _asked(self, user: str) -> asyncio.Task[None]:
        if user not in self._asking:
            task = asyncio.create_task(self._find_out(user))
            self._asking[user] = task
            task.add_done_callback(lambda _: self._asking.pop(user, None))
        return self._asking[user]

    async def _find_out(self, user: str) -> None:
        try:
            self.learn(user, await self._ask(user))
        except SlackApiError as error:
            log.info("Slack does not tell about a person: %s", error.response.get("error"))
        except (aiohttp.ClientError, TimeoutError) as error:
            log.info("Slack is out of reach: %s", type(error).__name__)
