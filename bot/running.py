"""`sparkplug run`: the real platforms, on the installation's own database."""

import asyncio
import logging
import signal
from collections.abc import Coroutine
from datetime import datetime
from typing import Any

import click
from sqlalchemy.exc import DBAPIError

from bot.app import App, CannotStart, Platform
from bot.clock import PushedClock, WallClock
from bot.opening import alone_on, name_of, opened, out_of_reach, set_apart
from bot.settings import Settings
from bot.telegram import Telegram
from bot.telegram.webhook import Webhook
from bot.web import Web
from handlers.messages import ShutOut
from storage import installation
from storage.database import Database

log = logging.getLogger(__name__)

STOPPED_WITHIN = 4.0
"""Seconds that the work under way gets when we stop."""

TOKENS = {
    "telegram": "Telegram does not know this token. Check SPARKPLUG_TELEGRAM_TOKEN.",
    "slack": "Slack does not know these tokens. Check SPARKPLUG_SLACK_BOT_TOKEN and "
    "SPARKPLUG_SLACK_APP_TOKEN.",
}


async def run(settings: Settings, begin: datetime | None = None) -> int:
    """Serve until told to stop; the exit status. `begin`: what the clock says now; None: the time.

    Raises:
        ClickException: why it can't start.
    """
    if begin and not settings.on_loopback_alone:
        raise click.ClickException(
            "--now is for trying things out against the simulator: SPARKPLUG_TELEGRAM_API and "
            "SPARKPLUG_SLACK_API must be addresses on this machine, such as http://127.0.0.1:9000."
        )
    with alone_on(settings.database_url):
        return await _run(settings, begin)


async def _run(settings: Settings, begin: datetime | None) -> int:
    told = stop_asked()
    database = await opened(settings)
    web = Web(database, settings.host, settings.port)
    try:
        await refuse_made_up(database, settings)
        if settings.takes_webhooks:
            await _open_door(web, settings)
    except click.ClickException:
        await database.close()
        raise
    clock = PushedClock(begin) if begin else WallClock()
    app = App(settings, clock, database, platforms(settings, web))
    try:
        await _unless(told, app.start(), settings)
        set_apart()
        if not told.is_set():
            click.echo(f"Sparkplug is running: {_how(settings)}. Ctrl-C stops it.")
        await _unless(told, app.serve(), settings)
    finally:
        await _stop(app, web)
    return 0


def platforms(settings: Settings, web: Web) -> list[Platform]:
    """The platforms whose tokens are set."""
    found: list[Platform] = []
    if settings.telegram_token:
        url, secret = settings.telegram_webhook_url, settings.telegram_webhook_secret
        found.append(
            Telegram(
                settings.telegram_token,
                settings.telegram_api,
                settings.telegram_rate,
                Webhook(url, secret, web) if url else None,
            )
        )
    if settings.slack_bot_token:
        found.append(_slack(settings, web))
    return found


def _slack(settings: Settings, web: Web) -> Platform:
    from bot.slack import BySocket, OverHttp, Slack  # its libraries take 20 MB: not for nothing

    events = (
        OverHttp(settings.slack_signing_secret, web)
        if settings.slack_over_http
        else BySocket(settings.slack_app_token)
    )
    return Slack(settings.slack_bot_token, settings.slack_api, events, settings.slack_rate)


def _how(settings: Settings) -> str:
    ways = []
    if settings.telegram_token:
        ways.append(f"Telegram by {'webhook' if settings.telegram_webhook_url else 'polling'}")
    if settings.slack_bot_token:
        ways.append(f"Slack by {'HTTP' if settings.slack_over_http else 'Socket Mode'}")
    return ", ".join(ways)


async def refuse_made_up(database: Database, settings: Settings) -> None:
    """Show real people no made-up money.

    Raises:
        ClickException: the simulator filled this database.
    """
    async with database.transaction() as session:
        simulated = await installation.noted(session, installation.SIMULATED)
    if simulated:
        raise click.ClickException(
            f"The simulator filled {name_of(settings.database_url)} with a made-up area, which "
            "real people must not be shown. Set SPARKPLUG_DATABASE_URL to another database, or "
            "leave it out to have a new one in SPARKPLUG_DATA_DIR; then fill it with sparkplug "
            "import."
        )


async def _open_door(web: Web, settings: Settings) -> None:
    try:
        await web.start()
    except OSError as error:
        raise click.ClickException(
            f"I can't listen at {settings.host}, port {settings.port} "
            f"({(error.strerror or 'in use').lower()}). Set SPARKPLUG_PORT to another port, and "
            "send your web server's requests there."
        ) from None


async def _unless(told: asyncio.Event, work: Coroutine[Any, Any, None], settings: Settings) -> None:
    """Do something, unless told to stop meanwhile.

    Raises:
        ClickException: why it can't be done.
    """
    working = asyncio.create_task(work)
    stopping = asyncio.create_task(told.wait())
    await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if not working.done():
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)
        return
    try:
        await working
    except ShutOut as platform:
        raise click.ClickException(TOKENS[str(platform)]) from None
    except CannotStart as why:
        raise click.ClickException(str(why)) from None
    except DBAPIError as error:
        raise click.ClickException(out_of_reach(settings.database_url, error)) from None


async def _stop(app: App, web: Web) -> None:
    """Take nothing more in, and finish what is under way, within seconds."""
    try:
        async with asyncio.timeout(STOPPED_WITHIN):
            await web.stop()
            await app.stop()
    except TimeoutError:
        log.warning("some work was not finished in time; the next start takes it up")


def stop_asked() -> asyncio.Event:
    """Set by Ctrl-C or a polite kill, from now on."""
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for each in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(each, told.set)
    return told
