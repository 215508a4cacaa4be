"""`sparkplug check`: a doctor for an installation. Each finding in plain words, with what to do.

It tells of messages and updates by their ids and kinds, never what anybody wrote.
"""

import asyncio
import stat
import textwrap
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from socket import gethostname

from rich.console import Console
from rich.text import Text
from sqlalchemy import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import WallClock
from bot.looking_after import lacking_contacts, paused, state
from bot.opening import name_of, out_of_reach
from bot.settings import Settings, missing, read
from bot.tokens import Known, slack_knows, telegram_knows
from bot.web import is_alive
from handlers.freshness import SURE_FOR, Due, due
from handlers.places import Places
from handlers.safeguarding import CONFIRMED_FOR, help_lines
from storage import (
    administrators,
    feeds,
    imports,
    inbox,
    installation,
    mailbox,
    safeguarding,
    teams,
    wrong,
)
from storage.administrators import Role
from storage.areas import all_areas
from storage.database import Database
from storage.freshness import all_owned
from storage.imports import Kind
from storage.migrations import is_current
from storage.safeguarding import SafeguardingContact
from storage.sealing import new_keys
from storage.signposts import all_signposts

_SHOWN = 10
"""Messages and updates that are named one by one."""


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    mark: str
    said: str
    todo: str = ""
    """What to do about it; empty: nothing."""


GOOD, DOUBT, BAD = "✓", "!", "✗"
_STYLES = {GOOD: "bold green", DOUBT: "bold yellow", BAD: "bold red"}


async def check(environment: Mapping[str, str]) -> int:
    """Print what is well and what is not; 1 if anything must be mended, else 0."""
    console, marks = Console(highlight=False), Counter[str]()
    async for finding in _findings(environment):
        marks[finding.mark] += 1
        said = Text.assemble((finding.mark, _STYLES[finding.mark]), f" {finding.said}")
        console.print(said, soft_wrap=True)
        if finding.todo:
            todo = Text(textwrap.indent(finding.todo, "    → ", lambda _: True))
            console.print(todo, soft_wrap=True)
    if marks[BAD]:
        console.print(f"\n{marks[BAD]} to mend, {marks[DOUBT]} to look at.", style="bold")
        return 1
    console.print(
        f"\nNothing to mend, {marks[DOUBT]} to look at." if marks[DOUBT] else "\nAll is well.",
        style="bold",
    )
    return 0


async def alive(environment: Mapping[str, str]) -> int:
    """0 if the bot's last tick on this machine was lately enough, else 1; nothing is changed.

    Where several share a database, each machine's health check asks for its own.
    """
    settings, _ = read(environment)
    if not _is_there(settings):
        return 1
    database = Database(settings.database_url, new_keys())
    try:
        async with database.transaction() as session:
            ticked = await installation.ticked(session, gethostname())
    except DBAPIError:
        return 1
    finally:
        await database.close()
    return 0 if is_alive(ticked, WallClock().now()) else 1


def _is_there(settings: Settings) -> bool:
    url = make_url(settings.database_url)
    return url.get_backend_name() != "sqlite" or Path(url.database or "").exists()


async def _findings(environment: Mapping[str, str]) -> AsyncIterator[Finding]:
    settings, problems = read(environment)
    for finding in _of_settings(settings, problems):
        yield finding
    for finding in _of_key(settings):
        yield finding
    async for finding in _of_tokens(settings):
        yield finding
    async for finding in _of_database(settings):
        yield finding


# --- Settings, key, tokens ------------------------------------------------------------------


def _of_settings(settings: Settings, problems: list[str]) -> Iterator[Finding]:
    wrong = [*problems, *missing(settings)]
    for n, problem in enumerate(wrong, 1):
        last = "sparkplug setup asks for the settings one by one." if n == len(wrong) else ""
        yield Finding(BAD, problem, last)
    if not wrong:
        yield Finding(GOOD, f"The settings are complete, for {settings.organisation}.")
    if not settings.nation:
        yield Finding(
            DOUBT,
            "SPARKPLUG_NATION is not set: in danger, people are shown all four nations' lines.",
            "Set it to England, Scotland, Wales or Northern Ireland.",
        )


def _of_key(settings: Settings) -> Iterator[Finding]:
    file = settings.key_file.resolve()
    if not file.exists():
        lost = _is_there(settings)
        yield Finding(
            BAD if lost else GOOD,
            f"There is no key file at {file}"
            + ("." if lost else " yet; the first start makes it."),
            "Restore it from your copy: without it, what people wrote can't be read."
            if lost
            else "",
        )
        return
    if any(file.is_relative_to(folder) for folder in _data_folders(settings)):
        yield Finding(
            BAD,
            f"The key file {file} is in the data folder, so a copy of the folder opens itself.",
            "Move it out, set SPARKPLUG_KEY_FILE, and start again.",
        )
    elif (open_to := stat.S_IMODE(file.stat().st_mode)) & 0o077:
        yield Finding(
            BAD,
            f"The key file {file} can be read by others (mode {open_to:o}).",
            f"chmod 600 {file}",
        )
    else:
        yield Finding(GOOD, "The key file is its owner's alone, outside the data folder.")


def _data_folders(settings: Settings) -> Iterator[Path]:
    """Where data are: in the folder that is set, and wherever SQLite's file is."""
    yield settings.data_dir.resolve()
    url = make_url(settings.database_url)
    if url.get_backend_name() == "sqlite":
        yield Path(url.database or "").resolve().parent


async def _of_tokens(settings: Settings) -> AsyncIterator[Finding]:
    answers: list[Known] = []
    if settings.telegram_token:
        answers.append(await telegram_knows(settings.telegram_token, settings.telegram_api))
    if settings.slack_bot_token:
        answers.append(
            await slack_knows(
                settings.slack_bot_token, settings.slack_app_token, settings.slack_api
            )
        )
    for answer in answers:
        yield Finding(GOOD if answer.well else BAD, answer.said, answer.todo)


# --- What is stored -------------------------------------------------------------------------


async def _of_database(settings: Settings) -> AsyncIterator[Finding]:
    name = name_of(settings.database_url)
    if not _is_there(settings):
        yield Finding(DOUBT, f"There is no database at {name} yet.", "The first start makes it.")
        return
    database = Database(settings.database_url, new_keys())
    try:
        if not await asyncio.to_thread(is_current, settings.database_url):
            yield Finding(
                DOUBT, f"The database {name} is of another version.", "The next start updates it."
            )
            return
        async with database.transaction() as session:
            found = [finding async for finding in _of_contents(session, settings)]
        yield Finding(GOOD, f"The database {name} is up to date, and can be written.")
        for finding in found:
            yield finding
    except DBAPIError as error:
        yield Finding(BAD, out_of_reach(settings.database_url, error))
    finally:
        await database.close()


async def _of_contents(session: AsyncSession, settings: Settings) -> AsyncIterator[Finding]:
    now = WallClock().now()
    if await installation.noted(session, installation.SIMULATED):
        yield Finding(
            BAD,
            "The simulator filled this database with a made-up area.",
            "Set SPARKPLUG_DATABASE_URL to another one, or leave it out.",
        )
    yield await _of_clockwork(session)
    async for finding in _of_mail(session):
        yield finding
    async for finding in _of_data(session, now.date()):
        yield finding
    async for finding in _of_feeds(session):
        yield finding
    async for finding in _of_safeguarding(session, settings.nation, now):
        yield finding
    if said := await wrong.count(session):
        yield Finding(
            DOUBT, f"Things that people say are wrong with pots: {said}.", "sparkplug wrong"
        )
    count = len(await administrators.who_are(session, Role.ADMINISTRATOR))
    yield (
        Finding(GOOD, f"Administrators: {count}.")
        if count >= administrators.FEWEST
        else Finding(
            DOUBT,
            "There is one administrator, who can never be away."
            if count
            else "There is no administrator.",
            "sparkplug admin add telegram ID, or sparkplug admin add slack ID",
        )
    )
    async for finding in _of_teams(session):
        yield finding


async def _of_teams(session: AsyncSession) -> AsyncIterator[Finding]:
    """The teams that get no questions, and the areas whose people can ask none."""
    found = await teams.all_teams(session)
    if not found:
        yield Finding(
            GOOD,
            "No team is connected: people can't ask any, and are shown contacts.",
            "docs/teams.md says how a Slack channel becomes one.",
        )
        return
    working = [each for each in found if each.state == "works"]
    for each in found:
        if each.deputy and not await teams.is_member(session, each.id, each.deputy):
            yield Finding(
                DOUBT,
                f"The deputy of the team {each.name} is not in its channel any more.",
                "The team names another one: /sparkplug team in its channel.",
            )
        if each.state != "works":
            yield Finding(DOUBT, f"The team {each.name} gets no questions: {_WHY[each.state]}.")
    if not any(each.front_door for each in working):
        yield Finding(
            DOUBT,
            "No team is the front door: what fits no team goes to one that it does not fit.",
            "One of them sends /sparkplug team in its channel, and changes what it takes.",
        )
    places = Places(await all_areas(session))
    without = [
        each.name
        for each in await teams.unconnected(session)
        if places.within(each.name, places.home)  # those around it are no places of ours
    ]
    if without:
        yield Finding(DOUBT, f"Areas without a team, where people can't ask: {', '.join(without)}.")
    if len(working) == len(found) and not without:
        yield Finding(GOOD, f"Teams: {len(found)}, for every area.")


_WHY = {
    "public": "everybody in the workspace can read its channel",
    "waits": "no administrator has said yes to it",
    "exposed": "no administrator has said yes to those from outside who read its channel",
    "new": "its form is not filled in",
    "unread": "Slack does not say any more who is in its channel",
    "gone": "its channel is gone",
}


async def _of_safeguarding(
    session: AsyncSession, nation: str, now: datetime
) -> AsyncIterator[Finding]:
    lines = await help_lines(session, nation, await all_signposts(session))
    old = [each.line for each in lines if each.is_old(now)]
    yield (
        Finding(
            DOUBT,
            f"These help lines have not been confirmed for {CONFIRMED_FOR.days} days, or never; "
            f"people in danger are still shown them: {', '.join(old)}.",
            "Ring each, then: sparkplug safeguarding confirm --by YOU",
        )
        if old
        else Finding(GOOD, f"All {len(lines)} help lines have been confirmed.")
    )
    areas = {area.ref: area for area in await all_areas(session)}
    on = [each.area_ref for each in await safeguarding.areas_switched_on(session)]
    if not on:
        yield Finding(
            GOOD,
            "Check-ins are off everywhere.",
            'To have them: sparkplug safeguarding switch-on "AREA" --by YOU says what is lacking.',
        )
    for ref in on:
        area = areas.get(ref)
        if area is None:
            yield Finding(BAD, f"Check-ins are on in {ref}, which is no area any more.")
        elif pause := await paused(session, area):
            yield Finding(BAD, pause, "\n".join(await lacking_contacts(session, area)))
        else:
            yield Finding(GOOD, f"Check-ins are on in {area.name}.")
    for contact in await safeguarding.all_contacts(session):
        if contact.account.unreachable_at or _unanswered(contact, now):
            yield Finding(
                BAD,
                f"Alerts may not reach the safeguarding contact {contact.name}: {state(contact)}.",
                f"Speak with them, then: sparkplug safeguarding test {contact.area_ref}",
            )


def _unanswered(contact: SafeguardingContact, now: datetime) -> bool:
    """Whether a test alert has waited for an answer for a day."""
    tested, answered = contact.tested_at, contact.answered_at
    late = tested is not None and tested <= now - timedelta(days=1)
    return bool(late and (answered is None or (tested and answered < tested)))


async def _of_clockwork(session: AsyncSession) -> Finding:
    ticked, now = await installation.ticked(session), WallClock().now()
    if ticked is None:
        return Finding(DOUBT, "The bot has never run on this database.", "sparkplug run")
    if is_alive(ticked, now):
        return Finding(GOOD, f"The bot is running; it last ticked {_ago(now - ticked)} ago.")
    return Finding(
        DOUBT,
        f"The bot is not running: it last ticked {_ago(now - ticked)} ago.",
        "Start it with sparkplug run; if it should be running, look at its log.",
    )


async def _of_mail(session: AsyncSession) -> AsyncIterator[Finding]:
    failed = (await mailbox.undelivered(session)).all()
    listed = [
        f"{letter.id} {letter.platform} {mailbox.Kind(letter.kind).name.lower()}: {letter.problem}"
        for letter in failed[-_SHOWN:]
    ]
    if failed:
        yield Finding(
            DOUBT,
            f"{len(failed)} messages of the last week couldn't be delivered.",
            "\n".join([*listed, "Those who block the bot hear nothing; that is their right."]),
        )
    else:
        yield Finding(GOOD, "Every message of the last week was delivered, or is on its way.")
    count = await inbox.count_set_aside(session)
    if count:
        aside = await inbox.set_aside(session, _SHOWN)
        listed = [f"{each.platform} {each.update}: {each.mishap}" for each in aside]
        yield Finding(
            DOUBT,
            f"{count} messages to us could not be handled; their senders were told.",
            "\n".join([*listed, "The log has more under the same ids. Please report them."]),
        )


async def _of_data(session: AsyncSession, today: date) -> AsyncIterator[Finding]:
    rows = due(*await all_owned(session), today)
    for kind in (Kind.POTS, Kind.CONTACTS, Kind.GROUPS, Kind.AREAS):
        count = await imports.count(session, kind)
        if not count:
            yield Finding(DOUBT, f"There are no {kind} yet.", f"sparkplug import {kind} FILE")
            continue
        asked = [each for each in rows if f"{each.kind}s" == kind]
        old = (
            await imports.count_unchecked(session, kind, today - SURE_FOR)
            if kind is Kind.GROUPS
            else 0
        )
        if asked:
            yield Finding(DOUBT, _due(count, kind, asked), "sparkplug fresh says whom to ask.")
        elif old:
            yield Finding(
                DOUBT,
                f"{old:,} of {count:,} {kind} were not checked for {SURE_FOR.days} days, or never.",
                f"sparkplug export {kind} --out FILE; check them, and import the file again.",
            )
        else:
            yield Finding(GOOD, f"{count:,} {kind}.")


def _due(count: int, kind: Kind, asked: Sequence[Due]) -> str:
    closed = sum(each.closed_on is not None for each in asked)
    rounds = f", {closed:,} of them for their next round" if closed else ""
    return f"The owners of {len(asked):,} of {count:,} {kind} are to be asked{rounds}."


async def _of_feeds(session: AsyncSession) -> AsyncIterator[Finding]:
    found = await feeds.all_feeds(session)
    for feed in found:
        if feed.problem:
            yield Finding(
                DOUBT,
                f"The feed {feed.url} could not be fetched: {feed.problem}",
                "sparkplug feed list says when it is tried again.",
            )
    if found and not any(feed.problem for feed in found):
        yield Finding(GOOD, f"{len(found)} feeds, all well.")


def _ago(age: timedelta) -> str:
    seconds = int(age.total_seconds())
    for size, unit in ((86_400, "day"), (3600, "hour"), (60, "minute"), (1, "second")):
        if seconds >= size:
            count = seconds // size
            return f"{count} {unit}{'s' if count > 1 else ''}"
    return "a moment"
