"""Something here is wrong: what people say of a pot, kept for whoever looks after the list.

Until there are teams to whom it can go, administrators see it by `/wrong`, or `sparkplug wrong`.
"""

from collections.abc import Sequence
from uuid import UUID

from handlers import contacts
from handlers.forms import Filling, Form, NotUnderstood, Number, Pick, Write
from handlers.messages import Card, Day, Message, Sorry, Words, button, say, stacked
from handlers.own_health import tells_of_own
from handlers.pots import the_pot
from handlers.turns import Kept, Routes, Turn
from storage import administrators, wrong
from storage.administrators import Role
from storage.contacts import contact_by_ref

on = Routes()


def not_of_own(note: str) -> str:
    """A note. Others read it, and it stays: no place for how its writer is (`NotUnderstood`)."""
    if tells_of_own(note):
        raise NotUnderstood(say("wrong-note-own"))
    return note


WRONG = Form(
    "wrong",
    (
        Number("pot", most=1 << 31),
        Pick("what", ("closed", "amount", "who", "contact", "other")),
        Write("note", optional=True, at_most=500, reads=not_of_own),
    ),
)

AT_ONCE = 5
"""How many a message shows to an administrator."""


@on.press("wrong", private=True)
async def ask(turn: Turn, pot_id: int) -> Filling:
    """Ask what is wrong with a pot."""
    pot = await the_pot(turn, pot_id)
    return WRONG.filled(pot=str(pot.id))


@on.finish(WRONG)
async def take(turn: Turn, pot: str, what: str, note: str = "") -> Message:
    """Keep it, and say who will see it, and who will not."""
    about = await the_pot(turn, int(pot))
    await wrong.keep(turn.session, turn.person.id, about, what, note, turn.now)
    told: list[Words] = [say("wrong-kept", organisation=turn.here.organisation)]
    contact = await contact_by_ref(turn.session, about.contact) if about.contact else None
    if contact:
        told.append(say("wrong-contact", contact=contacts.in_short(contact)))
    return Message(tuple(told))


@on.keeps("wrong")
async def tell(turn: Turn) -> Kept | None:
    """What they said is wrong."""
    said = await wrong.told(turn.session, 100, turn.person.id)
    if not said:
        return None
    rows: list[Sequence[Words]] = [
        [say("wrong-about", pot=each.pot.title), say(f"wrong-what-{each.what}"), each.note]
        for each in said
    ]
    return Kept(say("wrong-title"), say("wrong-told", count=len(said)), rows)


# --- For administrators ---------------------------------------------------------------------


@on.command("wrong", private=True, in_menu=False)
async def show(turn: Turn, _: str) -> Message:
    """What people say is wrong, the oldest first, each with one tap to settle it."""
    await _only_administrators(turn)
    said = await wrong.told(turn.session, AT_ONCE)
    if not said:
        return Message(say("wrong-none"))
    cards = tuple(
        Card(
            say("list-numbered", no=n, title=each.pot.title),
            (
                say("wrong-said", day=Day(each.said_at.date(), year=True), ref=each.pot.ref),
                say(f"wrong-what-{each.what}"),
                *([each.note] if each.note else []),
            ),
        )
        for n, each in enumerate(said, 1)
    )
    settle = [
        button(say("wrong-settle", no=n), "wrong-settle", each.id.hex)
        for n, each in enumerate(said, 1)
    ]
    return Message(
        say("wrong-list", count=await wrong.count(turn.session)),
        cards=cards,
        buttons=stacked(*settle),
    )


@on.press("wrong-settle", private=True)
async def settle(turn: Turn, one: str) -> Message:
    """It was put right, or was not wrong."""
    await _only_administrators(turn)
    try:
        found = await wrong.settle(turn.session, UUID(one))
    except ValueError:
        raise Sorry(say("unknown-button")) from None
    return Message(say("wrong-settled" if found else "wrong-settled-before"))


async def _only_administrators(turn: Turn) -> None:
    """Nobody else.

    Raises:
        Sorry: they are none.
    """
    roles = await administrators.roles_of(turn.session, turn.account.platform, turn.account.user)
    if Role.ADMINISTRATOR not in roles:
        raise Sorry(say("wrong-not-yours"))
