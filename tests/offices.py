"""The real bot with teams: volunteers on Telegram and officers in Slack, in one simulator."""

import asyncio
from collections.abc import Mapping
from pathlib import Path

from bot.simulating import STORY_BEGINS, connect
from bot.simulator.server import Simulator
from bot.simulator.slack_world import BOT_USER, Post
from scheduler.imports import load_sample
from storage.database import Database
from storage.migrations import migrate
from storage.sealing import keys_in
from storage.teams import Team
from tests.importing import SAMPLE
from tests.processes import Process, database_url
from tests.serving import settings_for, slack_settings


def bot_with_teams(
    folder: Path,
    simulator: Simulator,
    slack_rate: float = 100_000,
    kind: type[Process] = Process,
) -> Process:
    """`sparkplug run` for both platforms, as fast as it can, on an SQLite file of its own."""
    settings = settings_for(simulator) | slack_settings(simulator, over_http=False)
    settings |= {"SPARKPLUG_TELEGRAM_RATE": "100000", "SPARKPLUG_SLACK_RATE": f"{slack_rate}"}
    return kind(folder, "bot", "run", settings=settings)


async def furnish(folder: Path) -> Database:
    """The database that a bot in a folder will open, with the sample area in it."""
    (folder / "data").mkdir()
    await asyncio.to_thread(migrate, database_url(folder))
    database = Database(database_url(folder), keys_in(folder / "sparkplug.key"))
    await load_sample(database, STORY_BEGINS, SAMPLE)
    return database


async def make_teams(
    database: Database, simulator: Simulator, teams: Mapping[str, str]
) -> dict[str, tuple[str, str]]:
    """Teams by name, each with what it is about; its channel and its one officer."""
    made: dict[str, tuple[str, str]] = {}
    backup: Team | None = None
    async with database.transaction() as session:
        for name, about in teams.items():
            officer = simulator.workspace.meet(f"Officer of {name}")
            people = {officer.id: officer.name}
            channel = simulator.workspace.make_channel(name, people, private=True, bot=True)
            backup = await connect(session, channel.id, name, about, people, backup)
            made[name] = channel.id, officer.id
    return made


def posts(simulator: Simulator, channel: str) -> list[Post]:
    """What the bot has posted in a channel that is still there."""
    found = simulator.slack.world.posts(channel)
    return [post for post in found if post.sender == BOT_USER and not post.deleted]
