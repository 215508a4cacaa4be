"""What `sparkplug safeguarding` does: contacts, help lines, where check-ins are switched on."""

from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime

import click
from rich.console import Console
from rich.table import Table
from sqlalchemy.ext.asyncio import AsyncSession

from bot import opening
from bot.administering import checked_id
from bot.clock import WallClock
from handlers.safeguarding import CONFIRMED_FOR, HelpLine, help_lines, invite, try_alert
from handlers.turns import Here, Moment
from handlers.wording import wording
from handlers.working_hours import NoHours, in_words, read_hours, written_hours
from storage import people, safeguarding
from storage.areas import Area, all_areas, area_called
from storage.safeguarding import CONTACTS_NEEDED, SafeguardingContact
from storage.signposts import all_signposts


@asynccontextmanager
async def _now() -> AsyncIterator[Moment]:
    """A moment in the installation, to act in."""
    settings = opening.settings()
    here = Here(settings.organisation, settings.notice_url, settings.nation, settings.zone)
    async with opening.installation() as database, database.transaction() as session:
        here.signposts = await all_signposts(session)
        yield Moment(session, WallClock().now(), here)


# --- Contacts -------------------------------------------------------------------------------


async def add(area: str, platform: str, user: str, name: str, hours: str) -> None:
    """Ask somebody to be a contact for an area.

    Raises:
        ClickException: that is no id, no area, no hours, or they are one already.
    """
    checked_id(platform, user)
    try:
        written = written_hours(read_hours(hours))
    except NoHours:
        raise click.ClickException(
            f'{hours!r} are no hours that I can read. Like this: --hours "Mon-Thu 9-17; Fri 9-16"'
        ) from None
    async with _now() as moment:
        session, now = moment.session, moment.now
        place = await _area(session, area)
        account = await people.account_of(session, platform, user) or await people.meet(
            session, platform, user, address=user, name=name, language="en", now=now
        )
        account.address = account.address or user
        contact = await safeguarding.add_contact(session, account, place, name, written, now)
        if contact is None:
            raise click.ClickException(
                f"{platform} {user} is a contact for {place.name} already. To change name or "
                f'hours: sparkplug safeguarding remove "{place.name}" {platform} {user}, then add '
                "them again."
            )
        await invite(moment, contact)
        click.echo(
            f"{name} is asked to be a safeguarding contact for {place.name}. The message leaves "
            "when the bot runs."
        )
        if platform == "telegram":
            click.echo("They must have pressed Start in the chat with the bot first.")
        click.echo("sparkplug safeguarding list shows whether they have accepted.")


async def remove(area: str, platform: str, user: str) -> None:
    """Let somebody be a contact for an area no longer.

    Raises:
        ClickException: they are none.
    """
    async with _now() as moment:
        place = await _area(moment.session, area)
        if not await safeguarding.remove_contact(moment.session, platform, user, place.ref):
            raise click.ClickException(
                f"{platform} {user} is no contact for {place.name}; see: "
                "sparkplug safeguarding list"
            )
        click.echo(f"{platform} {user} is no longer a contact for {place.name}.")
        if pause := await paused(moment.session, place):
            click.echo(pause)


async def show() -> None:
    """Print the contacts, and where check-ins are switched on."""
    async with _now() as moment:
        names = {area.ref: area.name for area in await all_areas(moment.session)}
        contacts = await safeguarding.all_contacts(moment.session)
        on = await safeguarding.areas_switched_on(moment.session)
    if contacts:
        table = Table("area", "name", "reads alerts", "platform", "user", "state")
        for each in contacts:
            table.add_row(
                names.get(each.area_ref, each.area_ref),
                each.name,
                wording("en")(in_words(read_hours(each.hours))),
                each.account.platform,
                each.account.user,
                state(each),
            )
        Console().print(table)
    else:
        click.echo(
            "There are no safeguarding contacts yet. Ask somebody to be one: sparkplug "
            'safeguarding add AREA telegram 123456789 --name Moira --hours "Mon-Fri 9-17"'
        )
    for switched in on:
        area = names.get(switched.area_ref, switched.area_ref)
        click.echo(
            f"Check-ins were switched on in {area} by {switched.switched_on_by}, "
            f"on {switched.since:%-d %B %Y}."
        )


def state(contact: SafeguardingContact) -> str:
    """How far somebody is with being a contact."""
    if contact.account.unreachable_at:
        return "can't be reached: they have to write to the bot first"
    if contact.accepted_at is None:
        return "asked, has not accepted yet"
    if contact.answered_at is None:
        return "accepted, has not answered the test"
    if contact.tested_at and contact.tested_at > contact.answered_at:
        return f"ready, but has not answered the test of {contact.tested_at:%-d %B %Y}"
    return f"ready, answered a test on {contact.answered_at:%-d %B %Y}"


async def try_alerts(area: str) -> None:
    """Send each contact of an area a test alert.

    Raises:
        ClickException: it has no contacts.
    """
    async with _now() as moment:
        place = await _area(moment.session, area)
        contacts = await safeguarding.contacts_of(moment.session, place.ref)
        if not contacts:
            raise click.ClickException(
                f"{place.name} has no safeguarding contacts. Ask somebody to be one: sparkplug "
                f'safeguarding add "{place.name}" telegram ID --name NAME'
            )
        for contact in contacts:
            await try_alert(moment, contact)
    told = ", ".join(each.name for each in contacts)
    click.echo(
        f"A test alert is on its way to {told}; it leaves when the bot runs.\n"
        "sparkplug safeguarding list shows who has answered."
    )


# --- Help lines -----------------------------------------------------------------------------


async def show_lines() -> None:
    """Print every line that people in danger are shown, and who confirmed it when."""
    async with _now() as moment:
        table = Table("line", "number", "what it is", "confirmed")
        for each in await _lines(moment):
            table.add_row(each.line, each.reach, _called(each), _confirmed(each, moment.now))
    Console().print(table)


async def confirm(names: Sequence[str], by: str) -> None:
    """Note who confirmed lines; with no names, ask about each.

    Raises:
        ClickException: there is no such line.
    """
    async with _now() as moment:
        known = {each.line: each for each in await _lines(moment)}
    unknown = [name for name in names if name not in known]
    if unknown:
        raise click.ClickException(
            f"No help line is called {', '.join(unknown)}; see: sparkplug safeguarding lines"
        )
    # Asked outside of a transaction: nobody waits for whoever answers.
    right = [known[name] for name in names] or list(_found_right(known.values()))
    async with _now() as moment:
        for line in right:
            await safeguarding.confirm_line(moment.session, line.line, line.reach, by, moment.now)
            click.echo(f"{line.line} is confirmed by {by}.")
        left = [each.line for each in await _lines(moment) if each.is_old(moment.now)]
    if left:
        click.echo(f"Still to be confirmed: {', '.join(left)}.")
    else:
        click.echo("Every help line has been confirmed.")


def _found_right(lines: Iterable[HelpLine]) -> Iterator[HelpLine]:
    for line in lines:
        if click.confirm(f"\n{_called(line)}\n{line.reach}: is it right?", default=False):
            yield line


async def _lines(moment: Moment) -> Sequence[HelpLine]:
    return await help_lines(moment.session, moment.here.nation, moment.here.signposts)


def _called(line: HelpLine) -> str:
    return wording("en")(line.called).removeprefix("• ")


def _confirmed(line: HelpLine, now: datetime) -> str:
    if line.confirmed is None:
        return "never, at this number"
    told = f"on {line.confirmed.confirmed_at:%-d %B %Y} by {line.confirmed.confirmed_by}"
    return f"{told}, over {CONFIRMED_FOR.days} days ago" if line.is_old(now) else told


# --- Check-ins ------------------------------------------------------------------------------


async def switch_on(area: str, by: str) -> None:
    """Have check-ins in an area and those in it.

    Raises:
        ClickException: what is lacking for it, and what to do.
    """
    async with _now() as moment:
        place = await _area(moment.session, area)
        lacking = [*await lacking_contacts(moment.session, place), *await _lacking_lines(moment)]
        if lacking:
            listed = "\n".join(f"  - {each}" for each in lacking)
            raise click.ClickException(
                f"Check-ins can't be switched on in {place.name} yet:\n{listed}"
            )
        new = await safeguarding.switch_on(moment.session, place, by, moment.now)
    click.echo(f"Check-ins are on in {place.name}{' now' if new else ' already'}.")


async def four_questions(area: str, *, ask: bool) -> None:
    """Ask the four questions in an area as well, or no more.

    Raises:
        ClickException: check-ins are not switched on there.
    """
    async with _now() as moment:
        place = await _area(moment.session, area)
        if not await safeguarding.ask_four_questions(moment.session, place, ask=ask):
            raise click.ClickException(f"Check-ins are not switched on in {place.name}.")
    click.echo(f"The four questions are {'asked' if ask else 'not asked'} in {place.name}.")


async def switch_off(area: str) -> None:
    """Have no check-ins in an area any more."""
    async with _now() as moment:
        place = await _area(moment.session, area)
        was = await safeguarding.switch_off(moment.session, place)
    click.echo(f"Check-ins {'are off' if was else 'were not on'} in {place.name}.")


async def lacking_contacts(session: AsyncSession, area: Area) -> Sequence[str]:
    """What an area's contacts lack before check-ins can be on, each with what to do."""
    contacts = await safeguarding.contacts_of(session, area.ref)
    if len({each.person_id for each in contacts if each.ready}) >= CONTACTS_NEEDED:
        return []
    lacking = [
        f'{each.name}: {state(each)}. Again: sparkplug safeguarding test "{area.name}"'
        for each in contacts
        if not each.ready
    ]
    if len(contacts) < CONTACTS_NEEDED:
        lacking.append(
            f"{CONTACTS_NEEDED} safeguarding contacts are needed, and there "
            f"{'is' if len(contacts) == 1 else 'are'} {len(contacts)}. Ask somebody: sparkplug "
            f'safeguarding add "{area.name}" telegram ID --name NAME'
        )
    return lacking


async def _lacking_lines(moment: Moment) -> Sequence[str]:
    never = [each.line for each in await _lines(moment) if each.confirmed is None]
    if not never:
        return []
    return [
        (
            f"Nobody has confirmed these help lines: {', '.join(never)}. Ring each, then: "
            "sparkplug safeguarding confirm --by YOU"
        )
    ]


async def paused(session: AsyncSession, area: Area) -> str | None:
    """That check-ins pause where they are switched on, for want of contacts; None: they don't."""
    on = {each.area_ref for each in await safeguarding.areas_switched_on(session)}
    contacts = await safeguarding.contacts_of(session, area.ref)
    ready = len({each.person_id for each in contacts if each.ready})
    if area.ref not in on or ready >= CONTACTS_NEEDED:
        return None
    return (
        f"Check-ins pause in {area.name} until {CONTACTS_NEEDED} safeguarding contacts are ready; "
        f"{ready} {'is' if ready == 1 else 'are'}."
    )


async def _area(session: AsyncSession, name: str) -> Area:
    area = await area_called(session, name)
    if area is None:
        known = ", ".join(each.name for each in await all_areas(session))
        raise click.ClickException(
            f"There is no area {name!r}. There are: {known}."
            if known
            else "There are no areas yet: sparkplug import areas FILE"
        )
    return area
