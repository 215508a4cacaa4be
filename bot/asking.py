"""`sparkplug ask`: questions answered in the terminal, by the same dispatch as everybody's.

A throw-away person asks, in a transaction that is undone, so nothing is left behind: neither in
the installation's database, nor in the temporary one that stands in where there is none.
"""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import as_file, files
from pathlib import Path
from uuid import uuid4

import click
import msgspec
from rich.console import Console
from rich.text import Text
from sqlalchemy import make_url
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import WallClock
from bot.opening import opened
from bot.settings import Settings
from bot.simulating import STORY_BEGINS
from bot.terminal import show
from handlers import crisis, thesaurus
from handlers.dispatch import take_turn
from handlers.messages import Command, Incoming, Message, Said, Sender, read, typed, written
from handlers.turns import Here, Recent
from handlers.wording import LANGUAGES, wording
from scheduler.imports import SAMPLE, CannotRead, import_file
from storage import mailbox, people, talk
from storage.areas import all_areas, area_called
from storage.database import Database
from storage.meaning import Meaning
from storage.migrations import migrate
from storage.people import Account
from storage.sealing import new_keys
from storage.search import Search

PLATFORM = "terminal"


class NoSuchArea(Exception):
    """No area of ours is called so."""


@dataclass
class Asker:
    """A person nobody knows, who talks with us and leaves no trace."""

    session: AsyncSession
    here: Here
    now: datetime
    account: Account
    spoken: int = 0

    async def says(self, text: str) -> list[Message]:
        """Say something, as one would write it in a chat; what is said in return.

        A number presses the button that has it, and `/pots` is a command.
        """
        self.spoken += 1
        name, _, rest = text[1:].partition(" ")
        what = Command(name.casefold(), rest.strip()) if text[:1] == "/" else Said(text, "")
        user = self.account.user
        sender = Sender(user, "", LANGUAGES[0])
        incoming = Incoming(PLATFORM, str(self.spoken), sender, user, what)
        danger = crisis.recognise(typed(what))
        at_once = [crisis.help_for(danger, self.here, public=False)] if danger else []
        senses = self.here.search.senses_at_once()
        await take_turn(self.session, self.now, incoming, self.here, senses=senses)
        return at_once + await self._heard()

    async def _heard(self) -> list[Message]:
        """The letters of the last turn; once read, they are as good as sent."""
        letters = await mailbox.taken_out(self.session, PLATFORM, self.account.user)
        return [read(letter) for letter in letters]

    async def recent(self) -> Recent:
        """What is remembered of the talk."""
        kept = await talk.talk_of(self.session, self.account.person_id, self.now)
        content = kept.get(talk.Topic.RECENT)
        return msgspec.json.decode(content, type=Recent) if content else Recent()


@asynccontextmanager
async def somebody(
    database: Database, here: Here, now: datetime, area: str = ""
) -> AsyncIterator[Asker]:
    """A new person, of whom nothing is kept afterwards. `area`: where they are; empty: not told.

    Raises:
        NoSuchArea: there is none of that name.
    """
    async with database.transaction() as session:
        user = uuid4().hex
        account = await people.meet(
            session, PLATFORM, user, address=user, name="", language=LANGUAGES[0], now=now
        )
        if area:
            name = here.places.find(f"in {area}").one or area
            account.person.area = await area_called(session, name)
            if account.person.area is None:
                raise NoSuchArea(area)
        await session.flush()
        yield Asker(session, here, now, account)
        await session.rollback()


async def here_in(database: Database, settings: Settings) -> Here:
    """What holds in an installation, with its data found and searched."""
    search = Search(thesaurus.terms, Meaning() if settings.meaning else None)
    here = Here(
        settings.organisation, settings.notice_url, settings.nation, settings.zone, search=search
    )
    await here.refresh(database)
    while await search.learn():
        pass
    return here


# --- Which data -----------------------------------------------------------------------------


@asynccontextmanager
async def filled(folder: Path | None, now: datetime) -> AsyncIterator[Database]:
    """A temporary database with a folder's files in it. None: the sample area.

    Raises:
        ClickException: the folder can't be used.
    """
    with tempfile.TemporaryDirectory() as made:
        url = f"sqlite:///{Path(made) / 'asked.sqlite'}"
        await asyncio.to_thread(migrate, url)
        database = Database(url, new_keys())
        try:
            if folder is None:
                with as_file(files("bot") / "sample") as sample:
                    await _fill(database, sample, now)
            else:
                await _fill(database, folder, now)
            yield database
        finally:
            await database.close()


async def _fill(database: Database, folder: Path, now: datetime) -> None:
    """Keep the good rows of the files that a sample area has, as far as they are there."""
    found = {kind: folder / name for kind, name in SAMPLE.items() if (folder / name).is_file()}
    if not found:
        raise click.ClickException(
            f"{folder} holds none of these files: {', '.join(SAMPLE.values())}."
        )
    for kind, file in found.items():
        try:
            report = await import_file(database, kind, file, now=now, keep_good=True)
        except CannotRead as refusal:
            raise click.ClickException(f"{file}: {refusal}") from None
        if report.refused:
            click.echo(f"{file.name}: {report.refused} rows were refused.", err=True)


def is_set_up(settings: Settings, environment: Mapping[str, str]) -> bool:
    """Whether there is an installation's database to ask."""
    url = make_url(settings.database_url)
    named = bool(environment.get("SPARKPLUG_DATABASE_URL", "").strip())
    if url.get_backend_name() != "sqlite":
        return True
    return named or Path(url.database or "").exists()


@asynccontextmanager
async def asked_of(
    settings: Settings,
    folder: Path | None,
    now: datetime | None,
    *,
    sample: bool,
) -> AsyncIterator[tuple[Database, datetime]]:
    """The data to ask, and the instant to ask it at; on stderr, which they are."""
    if folder is None and not sample:
        database = await opened(settings)
        try:
            yield database, now or WallClock().now()
        finally:
            await database.close()
        return
    now = now or (WallClock().now() if folder else STORY_BEGINS)
    whose = str(folder) if folder else "the sample area, which is made up"
    click.echo(f"Answered from {whose}, as on {now:%-d %B %Y}. Nothing is kept.", err=True)
    async with filled(folder, now) as database:
        yield database, now


# --- The command ----------------------------------------------------------------------------


async def ask(
    database: Database,
    settings: Settings,
    questions: Sequence[str],
    now: datetime,
    *,
    area: str,
    as_json: bool,
) -> None:
    """Answer one person's questions, one after the other."""
    here = await here_in(database, settings)
    words, console = wording(LANGUAGES[0]), Console(highlight=False, markup=False)
    try:
        async with somebody(database, here, now, area) as person:
            for question in questions:
                heard = await person.says(question)
                if not as_json and len(questions) > 1:
                    console.print(Text(f"> {question}", style="dim"), soft_wrap=True)
                for message in heard:
                    if as_json:
                        click.echo(written(message).decode())
                    else:
                        show(console, message, words)
                        console.print()
    except NoSuchArea:
        async with database.transaction() as session:
            known = [each.name for each in await all_areas(session)]
        raise click.ClickException(
            f"There is no area {area!r}. There are: {', '.join(known) or 'none yet'}."
        ) from None
