"""The audit log, for those whose role it is to read it; and for everybody what it has of them."""

from collections.abc import Sequence

from handlers.messages import Day, Listing, Message, Words, button, say, stacked
from handlers.roles import only
from handlers.turns import Kept, Routes, Turn
from storage import audit, people
from storage.administrators import Role
from storage.audit import Audit

on = Routes()

AT_ONCE = 20


@on.command("audit", private=True, in_menu=False)
async def show(turn: Turn, _: str) -> Message:
    """What was done last. That somebody looks is noted, too."""
    return await _page(turn, None)


@on.press("audit", private=True, in_place=True)
async def more(turn: Turn, before: int) -> Message:
    """What was done before."""
    return await _page(turn, before)


async def _page(turn: Turn, before: int | None) -> Message:
    await only(turn, Role.AUDIT)
    account = turn.account
    found = await audit.latest(turn.session, AT_ONCE + 1, before)
    if before is None:
        await audit.note(turn.session, turn.now, account.platform, account.user, "audit-read")
    if not found:
        return Message(say("audit-none"))
    lines = [await _line(turn, each) for each in found[:AT_ONCE]]
    older = [button(say("audit-older"), "audit", each.id) for each in found[AT_ONCE - 1 : AT_ONCE]]
    return Message(
        (say("audit-list"), Listing(tuple(lines), apart="\n")),
        buttons=stacked(*older) if len(found) > AT_ONCE else (),
    )


async def _line(turn: Turn, each: Audit) -> Words:
    account = await people.account_of(turn.session, each.platform, each.user)
    name = account.person.name if account else ""
    return say(
        "audit-line",
        day=_day(turn, each),
        time=f"{each.at.astimezone(turn.here.zone):%H:%M}",
        who=name or f"{each.platform} {each.user}".strip(),
        what=say(f"audit-{each.what}"),
        about=each.about or "-",
    )


def _day(turn: Turn, each: Audit) -> Day:
    return Day(each.at.astimezone(turn.here.zone).date(), year=True)


@on.keeps("audit")
async def tell(turn: Turn) -> Kept | None:
    """Who looked at what is kept about the person, and what they did themselves as an officer."""
    account = turn.account
    found = await audit.about(turn.session, turn.person.id)
    own = await audit.done_by(turn.session, account.platform, account.user)
    if not (found or own):
        return None
    told = [say("audit-told", count=len(found))] if found else []
    told += [say("audit-own", count=len(own))] if own else []
    rows = [_row(turn, "audit-row", each) for each in found]
    rows += [_row(turn, "audit-row-own", each) for each in own]
    return Kept(say("audit-title"), Listing(tuple(told), apart=" "), rows)


def _row(turn: Turn, key: str, each: Audit) -> Sequence[Words]:
    return [say(key, day=_day(turn, each)), say(f"audit-{each.what}")]
