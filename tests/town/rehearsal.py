"""A feature of the tests' own: a form with every kind of question, and handlers that go wrong."""

import asyncio

from fluent.runtime import FluentResource

from handlers.forms import Day, Filling, Form, Number, Pick, Several, Write
from handlers.messages import Message, Sorry, button, say, stacked
from handlers.turns import Routes, Turn
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
privacy-core = Nobody else carries our messages.
me-on-core = You write to me here.
erase-copies-core = What I said goes, too.
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
