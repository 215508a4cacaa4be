"""`sparkplug report`: what may be shown of how people's weeks were."""

from datetime import date

import click
from rich.console import Console

from bot import opening
from bot.clock import WallClock
from handlers import reports as told
from handlers.turns import Here, Moment
from handlers.wording import wording
from storage import reports


async def report(until: date | None, language: str) -> None:
    """Print a report whole; with None, the latest.

    Raises:
        ClickException: there is none.
    """
    settings = opening.settings()
    here = Here(settings.organisation, settings.notice_url, settings.nation, settings.zone)
    words, console = wording(language), Console(highlight=False)
    async with opening.installation() as database, database.transaction() as session:
        known = [each.until for each in await reports.reports(session)]
        if not known:
            raise click.ClickException(
                "There is no report yet. One is made when a quarter of the year ends, if anybody "
                "has checked in."
            )
        if until is not None and until not in known:
            there_are = ", ".join(map(str, known))
            raise click.ClickException(f"There is no report up to {until}; there are: {there_are}.")
        moment = Moment(session, WallClock().now(), here)
        for counted in told.COUNTS.values():
            message = await told.told(moment, until or known[0], counted)
            text = "\n\n".join(map(words, message.paragraphs))
            console.print(text, markup=False, soft_wrap=True, end="\n\n\n")
