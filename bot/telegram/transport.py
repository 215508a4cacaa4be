"""python-telegram-bot over aiohttp: several times the updates a second of its own transport."""

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.downloads import read_at_most


class NotSent(NetworkError):
    """The request never reached Telegram: it is safe to send again."""


class AiohttpRequest(BaseRequest):
    """One connection pool; a request waits for a free connection as long as it takes."""

    def __init__(self, connections: int = 64, read_timeout: float = 10.0) -> None:
        self._connections = connections
        self._read_timeout = read_timeout
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds to wait for an answer unless a call says otherwise."""
        return self._read_timeout

    async def initialize(self) -> None:
        """Open the pool, if it is not open yet."""
        self._opened()

    def _opened(self) -> aiohttp.ClientSession:
        """The pool. A letter that was waiting may be the first to need it, before the adapter."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections, ttl_dns_cache=60)
            )
        return self._session

    async def shutdown(self) -> None:
        """Close the pool."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def download(self, url: str, at_most: int) -> bytes | None:
        """A file; None: there is none.

        Raises:
            ValueError: it is larger.
            NetworkError: it can't be fetched now.
        """
        timeout = aiohttp.ClientTimeout(total=None, sock_connect=5.0, sock_read=self._read_timeout)
        try:
            async with self._opened().get(url, timeout=timeout) as answer:
                if answer.status == 404:
                    return None
                if answer.status != 200:
                    raise NetworkError(f"status {answer.status}")
                return await read_at_most(answer, at_most)
        except (aiohttp.ClientError, TimeoutError) as error:
            raise NetworkError(type(error).__name__) from None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = None,
        write_timeout: object = None,
        connect_timeout: object = None,
        pool_timeout: object = None,
    ) -> tuple[int, bytes]:
        """Make one request; its status and body.

        Raises:
            NotSent: it did not reach the server.
            TimedOut, NetworkError: it may have.
        """
        seconds = read_timeout if isinstance(read_timeout, int | float) else self._read_timeout
        timeout = aiohttp.ClientTimeout(total=None, sock_connect=5.0, sock_read=seconds)
        body = _body(request_data) if request_data else None
        try:
            async with self._opened().request(method, url, data=body, timeout=timeout) as answer:
                return answer.status, await answer.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise NotSent(type(error).__name__) from None
        except TimeoutError:
            raise TimedOut from None
        except aiohttp.ClientError as error:
            raise NetworkError(type(error).__name__) from None


def _body(data: RequestData) -> aiohttp.FormData | dict[str, str]:
    if not data.contains_files:
        return data.json_parameters
    form = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, media_type) in (data.multipart_data or {}).items():
        form.add_field(name, content, filename=filename, content_type=media_type)
    return form
