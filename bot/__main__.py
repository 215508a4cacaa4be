"""The command line: each command's options, and which part of the house it hands them to.

A command imports what it needs when it is called, so that none waits for the others' libraries.
"""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, datetime
from importlib.metadata import version
from pathlib import Path
from uuid import UUID

import click

from bot import logs, opening
from bot.clock import WallClock
from bot.importing import import_command
from bot.safeguarding import safeguarding_command
from bot.settings import UK
from bot.terminal import NOW
from scheduler.imports.policy import Policy
from storage.database import Database
from storage.imports import Kind

A_FILE = click.Path(path_type=Path, dir_okay=False)
A_FOLDER = click.Path(path_type=Path, file_okay=False)


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


# --- Serving --------------------------------------------------------------------------------


@main.command()
@click.option("--port", default=8080, show_default=True, envvar="PORT", help="Where the page is.")
@click.option("--folder", type=A_FOLDER, default=Path(), help="Where simulator.sqlite is kept.")
def simulate(port: int, folder: Path) -> None:
    """Try the whole bot here: no token, no server, nothing leaves this machine."""
    from bot.simulating import simulate as run

    sys.exit(asyncio.run(run(port, folder)))


@main.command("run")
@click.option("--now", type=NOW, help="Begin at this instant; against the simulator alone.")
def run_command(now: datetime | None) -> None:
    """Serve the platforms whose tokens are in the settings."""
    settings = opening.settings_to_run()
    from bot.running import run

    sys.exit(asyncio.run(run(settings, now)))


# --- Setting up and looking after -----------------------------------------------------------


@main.command()
def setup() -> None:
    """Ask for the settings one by one, try the tokens, and write .env here."""
    from bot.setting_up import set_up

    opening.read_env_file()
    set_up(opening.ENV_FILE)


@main.command()
@click.option("--alive", is_flag=True, help="Only say, by the exit status, whether it runs.")
def check(alive: bool) -> None:
    """Look over the installation, and say what to do next."""
    from bot import checking

    opening.read_env_file()
    if alive:
        sys.exit(asyncio.run(checking.alive(os.environ)))
    sys.exit(asyncio.run(checking.check(os.environ)))


@main.group()
def admin() -> None:
    """Who may do what others may not."""


_PLATFORM = click.argument("platform", type=click.Choice(["telegram", "slack"]))
_ROLES = click.Choice(["administrator", "coordinator", "announcements", "imports", "audit"])


@admin.command("add")
@_PLATFORM
@click.argument("user")
@click.option("--role", type=_ROLES, default="administrator", show_default=True)
def admin_add(platform: str, user: str, role: str) -> None:
    """Give a user of a platform, by the platform's id of them, a role."""
    from bot import administering

    asyncio.run(administering.add(opening.installation, platform, user, role))


@admin.command("remove")
@_PLATFORM
@click.argument("user")
@click.option("--role", type=_ROLES, help="Only this one.")
def admin_remove(platform: str, user: str, role: str | None) -> None:
    """Take a user's roles away."""
    from bot import administering

    asyncio.run(administering.remove(opening.installation, platform, user, role))


@admin.command("list")
def admin_list() -> None:
    """Show who has which role."""
    from bot import administering

    asyncio.run(administering.show(opening.installation))


main.add_command(safeguarding_command)


@main.command()
@click.argument("file", type=A_FILE)
def backup(file: Path) -> None:
    """Copy the database to FILE, whole, while the bot runs.

    The key is not in it. Keep a copy of the key file elsewhere: without it, what people wrote
    can't be read.
    """
    from bot.backing_up import back_up

    back_up(opening.settings(), file)


@main.command()
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="The one up to this day.")
@click.option("--language", type=click.Choice(["en", "cy"]), default="en", show_default=True)
def report(until: datetime | None, language: str) -> None:
    """Show the latest report on how people's weeks were: of many, rounded, and never who."""
    from bot import reporting

    asyncio.run(reporting.report(until.date() if until else None, language))


@main.command()
@click.option(
    "--same-file", is_flag=True, help="The other machines of this database read this key file, too."
)
def rekey(same_file: bool) -> None:
    """Make a new key, and seal all that people wrote with it, while the bot runs.

    If it is stopped, run it again: it goes on where it was.
    """
    from bot.rekeying import rekey as run

    async def seal_anew() -> None:
        async with opening.installation() as database:
            await run(database, opening.settings().key_file, same_file=same_file)

    asyncio.run(seal_anew())


@main.command()
@click.option("--language", type=click.Choice(["en", "cy"]), default="en", show_default=True)
@click.option("--out", type=A_FILE, help="Write to this file; otherwise to the terminal.")
def words(language: str, out: Path | None) -> None:
    """Print every message that people can receive, for sign-off."""
    from bot.wordbook import write_words

    write_words(language, out)


@main.command("wrong")
@click.option("--settle", type=click.UUID, help="Take this one off the list: it was put right.")
def wrong_command(settle: UUID | None) -> None:
    """Show what people say is wrong with pots."""
    from bot import putting_right

    if settle is not None:
        asyncio.run(putting_right.settle(opening.installation, settle))
    else:
        asyncio.run(putting_right.show(opening.installation))


@main.command("outcomes")
def outcomes_command() -> None:
    """Show how it went with pots, where ten groups or more have told."""
    from bot import putting_right

    asyncio.run(putting_right.outcomes(opening.installation))


@main.command("version")
def version_command() -> None:
    """Say which version this is."""
    click.echo(f"sparkplug {version('sparkplug')}")


# --- Data in and out ------------------------------------------------------------------------


def _policy() -> Policy:
    """What may be fetched, by the settings."""
    settings = opening.settings()
    return Policy(settings.feed_hosts, f"{settings.organisation} {settings.notice_url}")


main.add_command(import_command(opening.installation, _simulators_database, _policy))


@main.group()
def feed() -> None:
    """Addresses that data are fetched from at intervals."""


@feed.command("add")
@click.argument("url")
@click.option(
    "--every",
    type=click.Choice(["day", "week", "month"]),
    default="week",
    show_default=True,
)
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in Kind]),
    help="What it holds. [default: what its content says]",
)
@click.option("--details", is_flag=True, help="Fetch each service of a list by itself, too.")
def feed_add(url: str, every: str, kind: str | None, details: bool) -> None:
    """Have URL fetched at intervals: Open Referral UK, 360Giving, or a table of ours.

    Rows that can't be kept are left out; sparkplug feed report URL names them.
    """
    from bot import feeding

    adding = feeding.add(opening.installation, url, kind or "", every, _policy(), details=details)
    asyncio.run(adding)


@feed.command("remove")
@click.argument("url")
def feed_remove(url: str) -> None:
    """Have URL fetched no more; what it brought stays."""
    from bot import feeding

    asyncio.run(feeding.remove(opening.installation, url))


@feed.command("list")
def feed_list() -> None:
    """Show the feeds, and how it went the last time."""
    from bot import feeding

    asyncio.run(feeding.show(opening.installation))


@feed.command("report")
@click.argument("url")
def feed_report(url: str) -> None:
    """Show what was told of the rows of URL the last time."""
    from bot import feeding

    asyncio.run(feeding.report(opening.installation, url))


@main.command("undo")
@click.argument("kind", required=False, type=click.Choice([kind.value for kind in Kind]))
@click.option("--dry-run", is_flag=True, help="Say what would happen, and change nothing.")
@click.option("--leave-changed", is_flag=True, help="Leave rows that were changed since.")
def undo_command(kind: str | None, dry_run: bool, leave_changed: bool) -> None:
    """Take back the last import: its rows become what they were before it.

    With KIND, the last one of that kind. It can be done for 30 days, until the next import of the
    kind changes something. Where a row was changed since, nothing is taken back, unless
    --leave-changed is given.
    """
    from bot.importing import undo

    asyncio.run(
        undo(
            opening.installation,
            Kind(kind) if kind else None,
            dry_run=dry_run,
            leave_changed=leave_changed,
        )
    )


def _today() -> date:
    return WallClock().now().astimezone(UK).date()


@main.group(invoke_without_command=True)
@click.option("--all", "everything", is_flag=True, help="Show all, however many they are.")
@click.pass_context
def fresh(context: click.Context, everything: bool) -> None:
    """Show which pots and contacts their owners should confirm, the oldest first.

    What was not confirmed for 90 days is marked in answers; after 180 days it is no longer said
    as sure. Who owns a round that has closed is asked for the next one.
    """
    from bot import freshening

    if context.invoked_subcommand is None:
        asyncio.run(freshening.show(opening.installation, _today(), everything=everything))


@fresh.command("confirm")
@click.argument("what", type=click.Choice(["pot", "contact", "all"]))
@click.argument("ids", nargs=-1, required=True)
def fresh_confirm(what: str, ids: tuple[str, ...]) -> None:
    """Note that pots or contacts were confirmed today, by their ids.

    all: the contacts with these ids, and every pot that they answer for.
    """
    from bot import freshening

    asyncio.run(freshening.confirmed(opening.installation, what, ids, _today()))


@main.command("export")
@click.argument(
    "kind",
    type=click.Choice(["areas", "contacts", "pots", "groups", "signposts", "grants", "prompts"]),
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "oruk"]),
    default="csv",
    show_default=True,
    help="csv: as it is imported. oruk: groups as an Open Referral UK 3.0 page of services.",
)
@click.option("--out", type=A_FILE, help="Write to this file; otherwise to the terminal.")
def export_command(kind: str, form: str, out: Path | None) -> None:
    """Give data of one kind back."""
    from bot.exporting import export

    asyncio.run(export(opening.installation, kind, form, out))


# --- Asking ---------------------------------------------------------------------------------


@main.command()
@click.argument("questions", nargs=-1, required=True)
@click.option("--area", default="", help="Where the person is.")
@click.option("--now", type=NOW, help="Ask at this instant.")
@click.option("--json", "as_json", is_flag=True, help="Print each message as a line of JSON.")
@click.option("--folder", type=A_FOLDER, help="Ask this folder's files instead.")
@click.option("--sample", is_flag=True, help="Ask the sample area instead.")
def ask(
    questions: tuple[str, ...],
    area: str,
    now: datetime | None,
    as_json: bool,
    folder: Path | None,
    sample: bool,
) -> None:
    """Ask as a volunteer would, and see the answer here. Several QUESTIONS are one talk.

    The installation's data are asked; where there are none yet, the sample area. A number presses
    the button that has it: sparkplug ask "money for a lunch club" 1. Nothing is kept.
    """
    from bot import asking

    settings = opening.settings()
    sample = sample or not (folder or asking.is_set_up(settings, os.environ))

    async def run() -> None:
        async with asking.asked_of(settings, folder, now, sample=sample) as (database, at):
            await asking.ask(database, settings, questions, at, area=area, as_json=as_json)

    asyncio.run(run())


@main.command("eval")
@click.argument("questions", type=A_FILE)
@click.option("--data", type=A_FOLDER, help="A folder of files to ask. [default: the sample area]")
@click.option("--out", type=A_FILE, help="Write what was answered here, a line a question.")
@click.option("--now", type=NOW, help="Ask at this instant. [default: 2026-11-22T10:00Z]")
def eval_command(
    questions: Path, data: Path | None, out: Path | None, now: datetime | None
) -> None:
    """Measure the answers to a file of questions, each asked by a new person."""
    from bot.evaluation import evaluate_file

    asyncio.run(evaluate_file(questions, data, out, now))


if __name__ == "__main__":
    main()
