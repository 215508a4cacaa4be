"""Our web server: what platforms bring us, whether we are well, and how much there is to do.

An adapter says which path it listens at (`web.listen("/telegram", handler)`). Behind it stands
whatever speaks HTTPS to the world. Nothing here tells anything of a person.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from socket import gethostname

from aiohttp import web
from sqlalchemy.exc import DBAPIError

from bot.clock import WallClock
from storage import inbox, installation, mailbox
from storage.database import Database

log = logging.getLogger(__name__)

ALIVE = timedelta(seconds=60)
"""How long after its last tick the bot counts as alive."""
LARGEST = 1 << 20
"""Bytes that a platform may bring at once; an update has some thousand."""
OUT_OF_REACH = "the database is out of reach\n"
FINISH = 2.0
"""Seconds that requests under way get when we stop."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Web:
    """Listens at one address for all that comes over HTTP."""

    def __init__(self, database: Database, host: str, port: int) -> None:
        self._database = database
        self._host = host
        self._port = port
        self._listening: dict[str, Handler] = {}
        self._runner: web.AppRunner | None = None

    def listen(self, path: str, handler: Handler) -> None:
        """Hand what is posted to a path to a handler. Before the start or after."""
        self._listening[path] = handler

    async def start(self) -> None:
        """Open the door.

        Raises:
            OSError: the port is taken.
        """
        app = web.Application(client_max_size=LARGEST)
        app.router.add_get("/health", self._health)
        app.router.add_get("/metrics", self._metrics)
        app.router.add_post("/{path:.*}", self._posted)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=FINISH)
        await runner.setup()
        self._runner = runner
        try:
            await web.TCPSite(runner, self._host, self._port).start()
        except OSError:
            await self.stop()
            raise

    async def stop(self) -> None:
        """Close the door; what is under way is finished first."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _posted(self, request: web.Request) -> web.StreamResponse:
        handler = self._listening.get(request.path)
        if handler is None:
            return web.Response(status=404)
        # The platform may hang up on us: what has begun is finished all the same.
        return await asyncio.shield(asyncio.ensure_future(handler(request)))

    async def _health(self, _: web.Request) -> web.Response:
        """200 while the bot ticks on this machine, 503 when it has stopped to."""
        try:
            async with self._database.reading() as session:
                ticked = await installation.ticked(session, gethostname())
        except DBAPIError:
            return web.Response(status=503, text=OUT_OF_REACH)
        if not is_alive(ticked, WallClock().now()):
            return web.Response(status=503, text="the clockwork has stopped\n")
        return web.Response(text="alive\n")

    async def _metrics(self, _: web.Request) -> web.Response:
        """Counts, as Prometheus reads them (text format 0.0.4)."""
        now = WallClock().now()
        try:
            async with self._database.reading() as session:
                ticked = await installation.ticked(session, gethostname())
                letters = await mailbox.letters_by_state(session)
                mishaps = await inbox.count_set_aside(session)
        except DBAPIError:
            return web.Response(status=503, text=OUT_OF_REACH)
        lines = ["# TYPE sparkplug_letters gauge"]
        lines += [
            f'sparkplug_letters{{platform="{platform}",state="{state}"}} {count}'
            for platform, state, count in letters
        ]
        lines += ["# TYPE sparkplug_updates_set_aside gauge"]
        lines += [f"sparkplug_updates_set_aside {mishaps}"]
        if ticked:
            lines += ["# TYPE sparkplug_last_tick_age_seconds gauge"]
            lines += [f"sparkplug_last_tick_age_seconds {(now - ticked).total_seconds():.0f}"]
        return web.Response(text="\n".join([*lines, ""]))


def is_alive(ticked: datetime | None, now: datetime) -> bool:
    """Whether the last tick was lately enough. None: there was none."""
    return ticked is not None and now - ticked < ALIVE
