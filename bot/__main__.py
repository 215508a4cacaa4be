"""The command line."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path

import click
from dotenv import load_dotenv

from bot import logs
from bot.importing import import_command
from bot.settings import Settings, WrongSettings, settings_in
from storage.database import Database
from storage.migrations import migrate
from storage.sealing import keys_in


def _settings() -> Settings:
    """The settings, or the end of the program with what is wrong with them."""
    load_dotenv(Path(".env"))
    try:
        return settings_in(os.environ)
    except WrongSettings as wrong:
        raise click.ClickException(
            "\n".join(["The settings are not right:", *wrong.problems])
        ) from None


@asynccontextmanager
async def _database() -> AsyncIterator[Database]:
    """The installation's database, up to date."""
    settings = _settings()
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    await asyncio.to_thread(migrate, settings.database_url)
    database = Database(settings.database_url, keys_in(settings.key_file))
    try:
        yield database
    finally:
        await database.close()


@asynccontextmanager
async def _simulators_database() -> AsyncIterator[Database]:
    """The simulator's database in this folder, with the sample area in it."""
    from bot.simulating import demonstration, opened  # only the simulator's commands need it

    database = await opened(demonstration(Path(), port=0))
    try:
        yield database
    finally:
        await database.close()


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(version("sparkplug"), prog_name="sparkplug")
def main() -> None:
    """Sparkplug: a chat assistant for the people who hold communities together."""
    logs.log_to_stderr()


@main.command()
@click.option("--port", default=8080, show_default=True, envvar="PORT", help="Where the page is.")
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    help="Where simulator.sqlite is kept.",
)
def simulate(port: int, folder: Path) -> None:
    """Try the whole bot here: no token, no server, nothing leaves this machine."""
    from bot.simulating import simulate as run

    sys.exit(asyncio.run(run(port, folder)))


@main.command("run")
def run_command() -> None:
    """Serve the platforms whose tokens are in the settings."""
    from bot.running import run

    sys.exit(asyncio.run(run(_settings())))


main.add_command(import_command(_database, _simulators_database))

if __name__ == "__main__":
    main()
