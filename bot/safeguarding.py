"""`sparkplug safeguarding`: its commands and their options; `looking_after` does it."""

import asyncio

import click

AREA = click.argument("area")
PLATFORM = click.argument("platform", type=click.Choice(["telegram", "slack"]))
USER = click.argument("user")
BY = click.option("--by", required=True, help="Your name: it is kept with what you confirm.")


@click.group("safeguarding")
def safeguarding_command() -> None:
    """Who hears of people in danger, which help lines are right, where check-ins are on.

    Check-ins can be switched on for an area when two contacts there have accepted and answered a
    test alert, and every help line has been confirmed. docs/safeguarding.md has the whole story.
    """


@safeguarding_command.command("add")
@AREA
@PLATFORM
@USER
@click.option("--name", required=True, help="What people in danger are told they are called.")
@click.option("--hours", default="Mon-Fri 9-17", show_default=True, help="When they read alerts.")
def add(area: str, platform: str, user: str, name: str, hours: str) -> None:
    """Ask somebody to be a safeguarding contact for AREA.

    USER is the platform's id of them. They are asked in a message, accept, and answer a test. Who
    is added first is told first.
    """
    from bot import looking_after

    asyncio.run(looking_after.add(area, platform, user, name, hours))


@safeguarding_command.command("remove")
@AREA
@PLATFORM
@USER
def remove(area: str, platform: str, user: str) -> None:
    """Let somebody be a contact for AREA no longer."""
    from bot import looking_after

    asyncio.run(looking_after.remove(area, platform, user))


@safeguarding_command.command("list")
def show() -> None:
    """Show the contacts, and where check-ins are switched on."""
    from bot import looking_after

    asyncio.run(looking_after.show())


@safeguarding_command.command("test")
@AREA
def test(area: str) -> None:
    """Send each contact of AREA a test alert, or the question again if they have not accepted."""
    from bot import looking_after

    asyncio.run(looking_after.try_alerts(area))


@safeguarding_command.command("lines")
def lines() -> None:
    """Show every help line that people in danger are shown, and who confirmed it when."""
    from bot import looking_after

    asyncio.run(looking_after.show_lines())


@safeguarding_command.command("confirm")
@click.argument("names", metavar="[LINE]...", nargs=-1)
@BY
def confirm(names: tuple[str, ...], by: str) -> None:
    """Confirm that each LINE is right; without any, go through them one by one.

    Ring each, or look it up on its own website, before you say yes.
    """
    from bot import looking_after

    asyncio.run(looking_after.confirm(names, by))


@safeguarding_command.command("switch-on")
@AREA
@BY
def switch_on(area: str, by: str) -> None:
    """Have check-ins in AREA and the areas in it."""
    from bot import looking_after

    asyncio.run(looking_after.switch_on(area, by))


@safeguarding_command.command("four-questions")
@AREA
@click.option("--on/--off", "ask", default=True, show_default=True)
def four_questions(area: str, ask: bool) -> None:
    """Ask the four ONS questions on well-being in AREA as well, once a month.

    They come after a check-in, with a consent of their own.
    """
    from bot import looking_after

    asyncio.run(looking_after.four_questions(area, ask=ask))


@safeguarding_command.command("switch-off")
@AREA
def switch_off(area: str) -> None:
    """Have no check-ins in AREA any more. What people answered is kept as they agreed."""
    from bot import looking_after

    asyncio.run(looking_after.switch_off(area))
