"""A feature of the tests' own: a form with every kind of question, and handlers that go wrong."""

import asyncio
from uuid import UUID

from fluent.runtime import FluentResource

from handlers.attachments import called
from handlers.forms import (
    Answers,
    Attach,
    Confirm,
    Day,
    Filling,
    Form,
    Number,
    Pick,
    Several,
    Write,
)
from handlers.messages import Listing, Message, Sorry, Words, button, say, stacked
from handlers.turns import Routes, Turn
from storage import attachments
from storage.mailbox import Kind

on = Routes()

WORDS = FluentResource("""
outing-form = an outing
outing-where = Where shall we go?
outing-where-sea = The sea
outing-where-hills = The hills
outing-where-museum = The museum of tin, lead and zinc
outing-bring = What shall we bring?
outing-bring-tea = Tea
outing-bring-cake = Cake
outing-bring-kites = Kites
outing-boots = Whose boots shall we borrow?
outing-people = How many are we?
outing-on = On which day?
outing-planned = { $where }, { $bring }, { $boots }, { $people }, { $on }
invite-form = an invitation
invite-whom = Whom shall we invite?
invite-known = Is it this one?
invite-known-yes = Yes, them
invite-known-no = No, another
invite-words = What shall it say?
invite-shown = This is what they get. Send it?
invite-shown-yes = Send it
invite-reads = Dear { $whom }, { $words }
invite-sent = Sent: { $words }
privacy-core = Nobody else carries our messages.
me-on-core = You write to me here.
erase-copies-core = What I said goes, too.
parcel-form = a parcel
parcel-words = What do you want to say?
parcel-files = What goes with it?
parcel-kind = Is it heavy?
parcel-kind-yes = Yes
parcel-kind-no = No
postcard-form = a postcard
postcard-words = What do you want to write?
postcard-files = What goes with it?
postcard-kind = Is it urgent?
postcard-kind-yes = Yes
postcard-kind-no = No
parcel-packed = { $words }: { $files }
rehearsal-began = It begins.
rehearsal-sorry = Not today.
""")

OUTING = Form(
    "outing",
    (
        Pick("where", ("sea", "hills", "museum")),
        Several("bring", ("tea", "cake", "kites"), optional=True),
        Write("boots", optional=True, at_most=40, when=lambda said: said["where"] == "hills"),
        Number("people", least=2, most=40),
        Day("on"),
    ),
)


@on.command("outing", in_menu=False)
async def plan(turn: Turn, where: str) -> Form | Filling:
    """Plan an outing; where to may come with the command."""
    return OUTING.filled(where=where) if where else OUTING


@on.finish(OUTING)
async def planned(
    turn: Turn, where: str, people: str, on: str, bring: list[str] | None = None, boots: str = ""
) -> Message:
    """Say all that was answered."""
    packed = "+".join(bring or ["nothing"])
    return Message(
        say("outing-planned", where=where, bring=packed, boots=boots or "-", people=people, on=on)
    )


async def known(_: Turn, said: Answers) -> Words | None:
    """Whoever is known by that name."""
    return "Ben of the boat club" if said["whom"] == "Ben" else None


async def invitation(_: Turn, said: Answers) -> Words:
    """The invitation as it is read."""
    return say("invite-reads", whom=str(said["whom"]), words=str(said["words"]))


INVITE = Form(
    "invite",
    (
        Write("whom", at_most=40),
        Pick("known", ("yes", "no"), when=lambda said: bool(said.get("whom")), shows=known),
        Write("words", at_most=200),
        Confirm("shown", invitation, when=lambda said: bool(said.get("words"))),
    ),
)


@on.command("invite", in_menu=False)
async def invite(_: Turn, __: str) -> Form:
    """Invite somebody, once they see what is sent."""
    return INVITE


@on.finish(INVITE)
async def invited(_: Turn, whom: str, words: str, known: str = "") -> Message:
    """Say what was sent."""
    return Message(say("invite-sent", words=f"{whom}|{known}|{words}"))


PARCEL = Form(
    "parcel",
    (
        Write("words", at_most=500),
        Attach("files", at_most=2),
        Pick("kind", ("yes", "no")),
    ),
)
POSTCARD = Form(
    "postcard",
    (
        Write("words", at_most=500),
        Attach("files", at_most=2, quiet=True),
        Pick("kind", ("yes", "no")),
    ),
)


@on.command("postcard", in_menu=False)
async def write_card(_: Turn, __: str) -> Form:
    """Write a card; photos may come with it."""
    return POSTCARD


@on.finish(POSTCARD)
async def written_card(
    turn: Turn, words: str, kind: str, files: list[str] | None = None
) -> Message:
    """Say what is on it."""
    return await packed(turn, words, kind, files)


@on.command("parcel", in_menu=False)
async def pack(turn: Turn, words: str) -> Form | Filling:
    """Pack a parcel; what is said with it may come with the command."""
    return PARCEL.filled(words=words) if words else PARCEL


@on.finish(PARCEL)
async def packed(turn: Turn, words: str, kind: str, files: list[str] | None = None) -> Message:
    """Say all that is in it."""
    kept = await attachments.told(turn.session, [UUID(each) for each in files or ()])
    names = Listing(tuple(called(each.about) for each in kept)) if kept else "nothing"
    return Message(say("parcel-packed", words=words, files=names))


@on.command("stumble", in_menu=False)
async def stumble(turn: Turn, words: str) -> Message:
    """Change something, post something, and fail with the person's words."""
    turn.person.name = words
    await turn.session.flush()
    await turn.send(turn.account, Message(say("rehearsal-began")), Kind.ANSWER)
    raise RuntimeError(words)


@on.command("mistake", in_menu=False)
async def mistake(turn: Turn, words: str) -> Message:
    """Give the database the person's words where it can't take them."""
    turn.person.met_at = None  # type: ignore[assignment]
    turn.person.name = words
    await turn.session.flush()
    raise AssertionError("the database took it")


@on.command("regret", in_menu=False)
async def regret(turn: Turn, words: str) -> Message:
    """Change something, post something, and think better of it."""
    turn.person.name = words
    await turn.session.flush()
    await turn.send(turn.account, Message(say("rehearsal-began")), Kind.ANSWER)
    raise Sorry(say("rehearsal-sorry"))


@on.command("dawdle", in_menu=False)
async def dawdle(turn: Turn, _: str) -> Message:
    """Change something, and never end."""
    turn.person.name = "Nobody"
    await turn.session.flush()
    await asyncio.Event().wait()
    raise AssertionError("it ended")


@on.command("rehearse", in_menu=False)
async def rehearse(turn: Turn, data: str) -> Message:
    """A button with whatever data."""
    return Message(say("rehearsal-began"), buttons=stacked(button("Press", data)))
