"""A source on loopback: it serves pages, and fails, redirects or lies as a test tells it to."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Source:
    """A web server, and what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.port = 0
        self.answer: Handler = not_found
        self._at_work = 0
        self.most_at_once = 0

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def at(self, path: str) -> str:
        return f"http://{self.host}{path}"

    async def handle(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request.path_qs)
        self.headers.append(dict(request.headers))
        self._at_work += 1
        self.most_at_once = max(self.most_at_once, self._at_work)
        try:
            return await self.answer(request)
        finally:
            self._at_work -= 1


async def not_found(_: web.Request) -> web.StreamResponse:
    return web.Response(status=404)


@asynccontextmanager
async def serving() -> AsyncIterator[Source]:
    """A source that serves until the end."""
    source = Source()
    app = web.Application()
    app.router.add_get("/{rest:.*}", source.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    source.port = runner.addresses[0][1]
    yield source
    await runner.cleanup()


def service(n: int, **more: Any) -> dict[str, Any]:
    """A service of version 3, last assured this autumn."""
    return {
        "id": f"S{n}",
        "name": f"Service {n}",
        "description": f"<p>What {n} does.</p>",
        "status": "active",
        "assured_date": "2026-10-05",
        **more,
    }


def pages(*held: Sequence[dict[str, Any]], **said: Any) -> Handler:
    """Pages of services, numbered from 1; `said` is said in place of the truth."""

    async def answer(request: web.Request) -> web.StreamResponse:
        number = int(request.query.get("page", "1"))
        services = held[number - 1] if number <= len(held) else []
        told = {
            "total_items": sum(map(len, held)),
            "total_pages": len(held),
            "page_number": number,
            "size": len(services),
            "first_page": number == 1,
            "last_page": number >= len(held),
            "empty": not services,
        }
        return web.Response(text=json.dumps({**told, **said, "contents": services}))

    return answer
