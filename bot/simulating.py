"""`sparkplug simulate`: the whole bot, unchanged, against platforms on loopback."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.resources import as_file, files
from pathlib import Path
from typing import NoReturn

import click
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.app import App
from bot.clock import PushedClock
from bot.neighbours import acquaint
from bot.opening import alone_on, set_apart
from bot.running import stop_asked
from bot.settings import Settings
from bot.simulator.server import Simulator
from bot.simulator.slack import APP_TOKEN, TOKEN
from bot.simulator.world_file import last_seen_instant
from bot.slack import BySocket, Slack
from bot.telegram import Telegram
from handlers import thesaurus
from handlers.safeguarding import help_lines
from scheduler.imports import load_sample
from storage import administrators, installation, people, safeguarding, teams
from storage.administrators import Role
from storage.areas import area_called
from storage.database import Database
from storage.migrations import migrate
from storage.sealing import keys_in
from storage.signposts import all_signposts
from storage.teams import Team

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
    told = stop_asked()
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
    set_apart()
    click.echo(
        f"\n  Open {simulator.address}\n\n"
        "  Add a volunteer, and ask: is there money for an older people's lunch club?\n"
        "  Then send a person a question, /ask, and answer it in the office beside it:\n"
        "  it comes to Moira's channel in Slack, and the answer to the phone.\n"
        "  To meet another volunteer, send /peers and join; Moira is asked if she knows you.\n"
        "  Then push the clock to Tuesday, and answer on both phones.\n"
        "  Push the clock, and see what was delivered. Everyone in it is made up.\n"
        "  Ctrl-C stops it; what was said is kept. make reset forgets it.\n"
    )
    await told.wait()
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
    """Let Fernleigh have contacts, Moira on Slack and Sam on a phone, two teams, and neighbours.

    On a world that remembers them, it changes nothing.
    """
    async with database.transaction() as session:
        if not await safeguarding.areas_switched_on(session):
            moira = _colleague(simulator, MOIRA)
            sam = simulator.phones.meet("Sam Okafor", start="")
            contacts = ("slack", moira, "Moira"), ("telegram", str(sam.id), "Sam")
            await look_after(session, *contacts)
        if not await teams.all_teams(session):
            await _connect_teams(session, simulator)
        await acquaint(session, simulator)


MOIRA, PRIYA, DEV = "Moira Hughes", "Priya Nair", "Dev Patel"


async def _connect_teams(session: AsyncSession, simulator: Simulator) -> None:
    """A front door and a team for parks, in channels of the workspace; Moira is in both."""
    people = {name: _colleague(simulator, name) for name in (MOIRA, PRIYA, DEV)}
    await administrators.add(session, "slack", people[MOIRA], Role.COORDINATOR, STORY_BEGINS)
    for name in (MOIRA, PRIYA):
        user = people[name]
        await administrators.add(session, "slack", user, Role.ADMINISTRATOR, STORY_BEGINS)
    backup = None
    for room, name, about, those in (
        ("community-hub", "Community hub", "", (MOIRA, DEV)),
        ("parks", "Parks", "parks, trees, verges, allotments, litter", (PRIYA, MOIRA)),
    ):
        officers = {people[each]: each for each in those}
        made = simulator.workspace.make_channel(room, officers, private=True, bot=True)
        backup = await connect(session, made.id, name, about, officers, backup)


async def connect(
    session: AsyncSession,
    channel: str,
    name: str,
    about: str,
    officers: Mapping[str, str],
    backup: Team | None = None,
) -> Team:
    """Have a private channel in Slack be a team that works, for Fernleigh and all in it.

    `officers` are given by user, with their names; the first is the deputy. One that says not what
    it is about is a front door.
    """
    area = await area_called(session, FERNLEIGH)
    assert area is not None
    first, *_ = officers
    team = Team(
        platform="slack", channel=channel, room=name.casefold().replace(" ", "-"), name=name,
        about=about, subjects=sorted(thesaurus.subjects_in(about)), front_door=not about,
        deputy=first, backup_id=backup.id if backup else None, private=True, told="works",
        proposed_by=first, proposed_at=STORY_BEGINS, approved_by=first, approved_at=STORY_BEGINS,
        look_at=STORY_BEGINS,
    )  # fmt: skip
    session.add(team)
    await session.flush()
    await teams.set_areas(session, team.id, [area.ref])
    await teams.set_members(session, team, officers, set(), STORY_BEGINS)
    return team


def _colleague(simulator: Simulator, name: str) -> str:
    """The id of somebody in the workspace, who is there from now on."""
    there = simulator.slack.world.people.values()
    known = next((each for each in there if each.name == name and not each.gone), None)
    return (known or simulator.workspace.meet(name)).id


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
