"""`sparkplug simulate`: the whole bot, unchanged, against platforms on loopback."""

import asyncio
from datetime import UTC, datetime
from importlib.resources import as_file, files
from pathlib import Path
from typing import NoReturn

import click
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.app import App
from bot.clock import PushedClock
from bot.opening import alone_on
from bot.running import told_to_stop
from bot.settings import Settings
from bot.simulator.server import Simulator
from bot.simulator.slack import APP_TOKEN, TOKEN
from bot.simulator.world_file import last_seen_instant
from bot.slack import BySocket, Slack
from bot.telegram import Telegram
from handlers.safeguarding import help_lines
from scheduler.imports import load_sample
from storage import installation, people, safeguarding
from storage.areas import area_called
from storage.database import Database
from storage.migrations import migrate
from storage.sealing import keys_in
from storage.signposts import all_signposts

STORY_BEGINS = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
"""The instant that the sample area describes."""

ORGANISATION = "Fernleigh Together (a made-up area)"


FERNLEIGH = "Fernleigh"
OFFICE_HOURS = "Mon,Tue,Wed,Thu,Fri 09:00-17:00"


def demonstration(folder: Path, port: int) -> Settings:
    """Settings that need nothing set: everything in one folder, in files of its own."""
    return Settings(
        data_dir=folder,
        database_url=f"sqlite:///{folder / 'simulator.sqlite'}",
        key_file=folder / "simulator.key",
        organisation=ORGANISATION,
        notice_url="https://www.fernleigh.example/privacy",
        nation="England",
        telegram_token="1:simulated",  # noqa: S106
        port=port,
    )


async def simulate(port: int, folder: Path) -> int:
    """Start simulator and bot, and run until told to stop; the exit status."""
    settings = demonstration(folder, port)
    with alone_on(settings.database_url):
        return await _simulate(settings)


async def _simulate(settings: Settings) -> int:
    folder, port = settings.data_dir, settings.port
    world = folder / "simulator-world.sqlite"
    database = await opened(settings)
    clock = PushedClock(last_seen_instant(world) or STORY_BEGINS)

    simulator = Simulator(clock, port=port, world=world, organisation=settings.organisation)
    try:
        await simulator.start()
    except OSError:
        await database.close()
        _give_up(f"Port {port} is in use. Choose another: make run PORT={port + 1}")
    telegram = Telegram(settings.telegram_token, simulator.telegram_api, settings.telegram_rate)
    slack = Slack(TOKEN, simulator.slack_api, BySocket(APP_TOKEN), settings.slack_rate)
    await staffed(database, simulator)
    app = App(settings, clock, database, [telegram, slack])
    simulator.push = lambda instant: app.push(clock, instant)
    simulator.settle = app.settle
    await app.start()
    click.echo(
        f"\n  Open {simulator.address}\n\n"
        "  Add a volunteer, and ask: is there money for an older people's lunch club?\n"
        "  Or open the office beside it, where a council officer asks the same in Slack.\n"
        "  Push the clock, and see what was delivered. Everyone in it is made up.\n"
        "  Ctrl-C stops it; what was said is kept. make reset forgets it.\n"
    )
    await told_to_stop()
    # The bot lets go first, so that the last letters reach the phone.
    await app.stop()
    await simulator.stop()
    return 0


async def opened(settings: Settings) -> Database:
    """The simulator's own database, up to date, with the sample area in it, and marked so."""
    database = await asyncio.to_thread(_made, settings)
    async with database.transaction() as session:
        await installation.note(session, installation.SIMULATED, STORY_BEGINS)
    with as_file(files("bot") / "sample") as sample:
        await load_sample(database, STORY_BEGINS, sample)
    return database


async def staffed(database: Database, simulator: Simulator) -> None:
    """Let Moira of the council, on Slack, and Sam, on a phone, be the contacts of Fernleigh.

    On a world that remembers them, it changes nothing.
    """
    async with database.transaction() as session:
        if await safeguarding.areas_switched_on(session):
            return
        moira = simulator.workspace.meet("Moira Hughes")
        sam = simulator.phones.meet("Sam Okafor", start="")
        await look_after(session, ("slack", moira.id, "Moira"), ("telegram", str(sam.id), "Sam"))


async def look_after(
    session: AsyncSession, *contacts: tuple[str, str, str], hours: str = OFFICE_HOURS
) -> None:
    """Have all that check-ins need in Fernleigh: contacts who answered a test, lines confirmed.

    Contacts are given by platform, user and name.
    """
    area = await area_called(session, FERNLEIGH)
    assert area is not None
    for platform, user, name in contacts:
        account = await people.account_of(session, platform, user) or await people.meet(
            session, platform, user, address=user, name=name, language="en", now=STORY_BEGINS
        )
        contact = await safeguarding.add_contact(session, account, area, name, hours, STORY_BEGINS)
        assert contact is not None
        contact.accepted_at = contact.tested_at = contact.answered_at = STORY_BEGINS
    for line in await help_lines(session, "", await all_signposts(session)):
        await safeguarding.confirm_line(session, line.line, line.reach, "Moira", STORY_BEGINS)
    await safeguarding.switch_on(session, area, "Moira", STORY_BEGINS)


def _made(settings: Settings) -> Database:
    """The simulator's own database, up to date."""
    folder = settings.data_dir
    try:
        folder.mkdir(parents=True, exist_ok=True)
        keys = keys_in(settings.key_file)
        migrate(settings.database_url)
    except (OSError, OperationalError) as error:
        why = error.strerror if isinstance(error, OSError) else "its database can't be opened"
        _give_up(f"I can't write in {folder.resolve()} ({why}). Use another --folder.")
    return Database(settings.database_url, keys)


def _give_up(why: str) -> NoReturn:
    raise click.ClickException(why)
