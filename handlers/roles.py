"""Roles: what an administrator lets others do, and takes back."""

from collections.abc import Sequence

from handlers.forms import Choice, Form, Pick
from handlers.messages import Listing, Message, Sorry, Value, Words, button, say, stacked
from handlers.turns import Routes, Turn
from storage import administrators, audit, people
from storage.administrators import Role, TooFew
from storage.mailbox import Kind

on = Routes()

GIVEN = (
    Role.ADMINISTRATOR, Role.COORDINATOR, Role.ANNOUNCEMENTS, Role.IMPORTS, Role.AUDIT,
)  # fmt: skip
"""What an administrator gives. Who hears of danger is named by handlers/safeguarding.py."""


async def rules(turn: Turn) -> bool:
    """Whether somebody is an administrator."""
    account = turn.account
    return await administrators.has(
        turn.session, account.platform, account.user, Role.ADMINISTRATOR
    )


async def only(turn: Turn, *roles: Role) -> None:
    """Go on with those who have one of some roles.

    Raises:
        Sorry: they have none of them.
    """
    account = turn.account
    if not await administrators.has(turn.session, account.platform, account.user, *roles):
        raise Sorry(say(f"role-needed-{roles[0]}"))


async def _colleagues(turn: Turn) -> Sequence[Choice]:
    """Those who may be given a role here: officers and whoever has one, if we have met."""
    if not await rules(turn):
        return []
    found = await people.colleagues(turn.session, turn.account.platform)
    return [Choice(str(each.id), each.person.name or each.user) for each in found]


async def _held(turn: Turn) -> Sequence[Choice]:
    """Every role that somebody has and that can be taken back."""
    if not await rules(turn):
        return []
    return [
        Choice(f"{each.platform}:{each.user}:{each.role}", await _told(turn, each))
        for each in await administrators.administrators(turn.session)
        if each.role in GIVEN
    ]


GIVE = Form("role", (Pick("who", _colleagues), Pick("what", tuple(each.value for each in GIVEN))))
TAKE = Form("role_back", (Pick("which", _held),))


@on.command("roles", private=True, in_menu=False)
async def show(turn: Turn, _: str) -> Message:
    """Who may do what."""
    await only(turn, Role.ADMINISTRATOR)
    held = [await _told(turn, each) for each in await administrators.administrators(turn.session)]
    return Message(
        (say("roles-list"), Listing(tuple(held), apart="\n")),
        buttons=stacked(
            button(say("roles-give"), "role-give"), button(say("roles-take"), "role-take")
        ),
    )


async def _told(turn: Turn, each: administrators.Administrator) -> Words:
    account = await people.account_of(turn.session, each.platform, each.user)
    name = account.person.name if account else ""
    return say(
        "roles-line", who=name or f"{each.platform} {each.user}", role=say(f"role-{each.role}")
    )


@on.press("role-give", private=True)
async def ask_whom(turn: Turn) -> Form | Message:
    """Ask who is to have which role."""
    await only(turn, Role.ADMINISTRATOR)
    return GIVE if await _colleagues(turn) else Message(say("roles-nobody"))


@on.finish(GIVE)
async def give(turn: Turn, who: str, what: str) -> Message:
    """Give it, and tell them."""
    await only(turn, Role.ADMINISTRATOR)
    account = next(
        each
        for each in await people.colleagues(turn.session, turn.account.platform)
        if str(each.id) == who
    )
    told: dict[str, Value] = {
        "who": account.person.name or account.user,
        "role": say(f"role-{what}"),
    }
    new = await administrators.add(
        turn.session, account.platform, account.user, Role(what), turn.now
    )
    if not new:
        return Message(say("role-had", **told))
    await _note(turn, f"role-given-{what}", f"{account.platform} {account.user}")
    await turn.send(account, Message(say("role-yours", role=told["role"])), Kind.COUNCIL)
    return Message(say("role-given", **told))


@on.press("role-take", private=True)
async def ask_which(turn: Turn) -> Form:
    """Ask which role is to be taken back."""
    await only(turn, Role.ADMINISTRATOR)
    return TAKE


@on.finish(TAKE)
async def take(turn: Turn, which: str) -> Message:
    """Take it back: but there are never too few administrators."""
    await only(turn, Role.ADMINISTRATOR)
    platform, user, role = which.split(":")
    try:
        await administrators.remove(turn.session, platform, user, Role(role))
    except TooFew:
        raise Sorry(say("role-too-few", fewest=administrators.FEWEST)) from None
    await _note(turn, f"role-taken-{role}", f"{platform} {user}")
    account = await people.account_of(turn.session, platform, user)
    if account is not None and account.address:
        gone = Message(say("role-not-yours", role=say(f"role-{role}")))
        await turn.send(account, gone, Kind.COUNCIL)
    return Message(say("role-taken"))


async def _note(turn: Turn, what: str, about: str) -> None:
    account = turn.account
    await audit.note(turn.session, turn.now, account.platform, account.user, what, about)
