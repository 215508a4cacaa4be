"""Files that people shared with us, fetched with the bot's token.

https://docs.slack.dev/reference/methods/files.info
"""

import logging
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.downloads import read_at_most
from bot.slack.sending import FAILURES, meant
from handlers.messages import NotToBeHad, Refused, ShutOut, TryLater, Unreachable

log = logging.getLogger(__name__)

HOST = "files.slack.com"
"""Where files are; nobody else is shown our token."""


class Fetching:
    """Fetches files."""

    def __init__(self, client: AsyncWebClient, session: aiohttp.ClientSession) -> None:
        self._client = client
        self._session = session
        self._hosts = {HOST, urlsplit(client.base_url).hostname}

    async def fetch(self, file: str, at_most: int) -> bytes:
        """The content of a file.

        Raises:
            NotToBeHad, TryLater, ShutOut: as they say.
        """
        try:
            return await self._fetch(file, at_most)
        except ValueError:
            raise NotToBeHad(large=True) from None
        except FAILURES as error:
            why = meant(error)
            if isinstance(why, Refused | Unreachable):
                if isinstance(error, SlackApiError):
                    log.warning("Slack does not hand a file over: %s", why)
                raise NotToBeHad from None
            if isinstance(why, TryLater | ShutOut):
                raise why from None
            raise

    async def _fetch(self, file: str, at_most: int) -> bytes:
        told = (await self._client.files_info(file=file))["file"]
        if int(told.get("size") or 0) > at_most:
            raise NotToBeHad(large=True)
        url = str(told.get("url_private_download") or told.get("url_private") or "")
        if urlsplit(url).hostname not in self._hosts:  # it is kept elsewhere, as at Google Drive
            raise NotToBeHad
        token = {"Authorization": f"Bearer {self._client.token}"}
        async with self._session.get(url, headers=token, allow_redirects=False) as answer:
            if answer.status >= 500 or answer.status == 429:
                raise TryLater(1.0)
            page = answer.content_type == "text/html" and told.get("mimetype") != "text/html"
            if answer.status != 200 or page:
                log.error("Slack asked us to sign in for a file: does the app have files:read?")
                raise NotToBeHad
            return await read_at_most(answer, at_most)
