"""`sparkplug run`: the real platforms, on the installation's own database."""

import asyncio
import signal

import click

from bot.app import App
from bot.clock import WallClock
from bot.settings import Settings
from bot.telegram import Telegram
from handlers.messages import ShutOut
from storage.database import Database
from storage.migrations import migrate
from storage.sealing import keys_in


async def run(settings: Settings) -> int:
    """Serve until told to stop; the exit status."""
    if not settings.telegram_token:
        raise click.ClickException(
            "There is no token, so there is nobody to talk to. Set SPARKPLUG_TELEGRAM_TOKEN "
            "to the token that BotFather gave you. To try the bot without one: sparkplug simulate"
        )
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    await asyncio.to_thread(migrate, settings.database_url)
    database = Database(settings.database_url, keys_in(settings.key_file))
    telegram = Telegram(settings.telegram_token, settings.telegram_api, settings.telegram_rate)
    app = App(settings, WallClock(), database, [telegram])
    try:
        await app.start()
    except ShutOut:
        await app.stop()
        raise click.ClickException(
            "Telegram does not know this token. Check SPARKPLUG_TELEGRAM_TOKEN."
        ) from None
    click.echo("Sparkplug is running. Ctrl-C stops it.")
    await told_to_stop()
    await app.stop()
    return 0


async def told_to_stop() -> None:
    """Wait for Ctrl-C or a polite kill."""
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for each in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(each, told.set)
    await told.wait()
