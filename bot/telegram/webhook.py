"""Telegram's webhook: each update is posted to us, and repeated until we say that we have it."""

import hmac
import json
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web

from bot.web import Handler, Web

log = logging.getLogger(__name__)

SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105
"""The header in which Telegram says the secret that we gave it."""
AT_ONCE = 40
"""Connections that Telegram may open to us."""

Bring = Callable[[list[dict[str, Any]]], Awaitable[None]]
"""Takes updates in, as they come; when it returns, what they brought is stored."""


@dataclass(frozen=True)
class Webhook:
    """Where Telegram brings updates, and how we know that it is Telegram."""

    url: str
    """The address the world sees."""
    secret: str
    web: Web
    """The server behind it."""

    @property
    def path(self) -> str:
        """The path of our server that is listened at: that of the address."""
        return urlsplit(self.url).path or "/"


def door(secret: str, bring: Bring) -> Handler:
    """What is done with a post: 403 to strangers, 400 to nonsense, 200 once it is stored."""

    async def posted(request: web.Request) -> web.Response:
        said = request.headers.get(SECRET, "").encode()
        if not hmac.compare_digest(said, secret.encode()):
            log.warning("somebody who is not Telegram posted to its address")
            return web.Response(status=403)
        try:
            update = json.loads(await request.read())
            known = isinstance(update["update_id"], int)
        except (ValueError, TypeError, LookupError, RecursionError):
            known = False
        if not known:
            log.warning("a post to Telegram's address was no update")
            return web.Response(status=400)
        try:
            await bring([update])
        except Exception:
            # Not stored, so not confirmed: the same update comes again.
            log.exception("update %s could not be stored", update["update_id"])
            return web.Response(status=503)
        return web.Response()

    return posted
