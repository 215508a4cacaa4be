"""Who reads a channel, as Slack tells now.

https://docs.slack.dev/reference/methods/conversations.members
"""

import asyncio
from collections.abc import Mapping
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.sending import FAILURES, error_of, explained, meant
from handlers.messages import Readers, TryLater

PAGE = 1000
FRESH = 240.0
"""Seconds for which it is not asked again what somebody is: who became a guest is known soon."""
KNOWN = 3600.0
"""Seconds for which it is believed where Slack asks for patience."""
NOT_OURS = {"channel_not_found", "not_in_channel", "is_archived", "method_not_supported"}


class Channels:
    """Looks at channels. Who somebody is, is remembered for a while."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._time = asyncio.get_running_loop().time
        self._known: dict[str, tuple[float, Mapping[str, Any]]] = {}
        """What people are, and when we were told."""
        self._busy_until = 0.0
        """Until when Slack won't tell us of more of them."""

    async def readers(self, channel: str) -> Readers | None:
        """Who reads a channel; None: it is gone, archived, or we are not in it.

        Raises:
            TryLater, Refused, ShutOut: as they say.
        """
        try:
            return await self._readers(channel)
        except FAILURES as error:
            if isinstance(error, SlackApiError) and error_of(error) in NOT_OURS:
                return None
            raise meant(error) from None

    async def _readers(self, channel: str) -> Readers | None:
        told: dict[str, Any] = (await self._client.conversations_info(channel=channel))["channel"]
        if told.get("is_archived") or not told.get("is_member"):
            return None
        everybody = {user: await self._standing(user) for user in await self._members(channel)}
        people = {user: who for user, who in everybody.items() if not _is_program(user, who)}
        return Readers(
            room=told.get("name") or "",
            people={user: _name(who) for user, who in people.items()},
            guests=frozenset(user for user, who in people.items() if _is_guest(who)),
            private=bool(told.get("is_private")),
            shared=bool(told.get("is_ext_shared") or told.get("is_pending_ext_shared")),
        )

    async def _members(self, channel: str) -> list[str]:
        found: list[str] = []
        cursor = ""
        while True:
            page = await self._client.conversations_members(
                channel=channel, limit=PAGE, cursor=cursor
            )
            found += page["members"]
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return found

    async def _standing(self, user: str) -> Mapping[str, Any]:
        now = self._time()
        told_at, who = self._known.get(user, (-KNOWN, {}))
        if now < told_at + FRESH or (now < told_at + KNOWN and now < self._busy_until):
            return who
        try:
            answer = await self._client.users_info(user=user, include_locale=True)
        except SlackApiError as error:
            why = explained(error)
            if not isinstance(why, TryLater) or why.counts or now >= told_at + KNOWN:
                raise
            self._busy_until = now + why.seconds
            return who
        told: Mapping[str, Any] = answer["user"]
        self._known[user] = (now, told)
        return told


def _is_program(user: str, who: Mapping[str, Any]) -> bool:
    return bool(who.get("is_bot") or who.get("deleted")) or user == "USLACKBOT"


def _is_guest(who: Mapping[str, Any]) -> bool:
    marks = "is_restricted", "is_ultra_restricted", "is_stranger"
    return any(who.get(mark) for mark in marks)


def _name(who: Mapping[str, Any]) -> str:
    profile = who.get("profile") or {}
    names = profile.get("display_name"), profile.get("real_name"), who.get("name")
    return next((each for each in names if each), "")
