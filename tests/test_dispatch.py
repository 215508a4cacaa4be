"""The way through the house: who may do what where, bad input, and what happens when we fail."""

import asyncio
import io
from collections.abc import AsyncIterator, Mapping
from datetime import timedelta
from inspect import signature
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import func, select

from handlers.dispatch import FEATURES, ROUTING, Routing
from handlers.messages import Command, Incoming, Sender
from handlers.turns import Route, Routes, Turn
from storage import inbox
from storage.inbox import Update
from storage.people import Person
from tests.town import STORY_BEGINS, WAYS, Core, Held, House, Town, opened

BOT = "@sparkplug_simulated_bot"
ONLY_IN_PRIVATE = "Others can read this chat. Please write to me on my own for that."
MISHAP = (
    "Sorry, something went wrong on our side, and I could not deal with your message. "
    "Nothing was changed. Please send it again."
)
OLD_BUTTON = "That button doesn't work any more. Please ask me again."
SECRET = "my sister's divorce"


# --- Who may do what where ------------------------------------------------------------------

OPEN_COMMANDS = {
    "pots", "contacts", "groups", "urgent", "language", "start", "help", "privacy", "team",
}  # fmt: skip
"""All that may be answered where others read along, and the buttons, too."""
OPEN_PRESSES = {
    "pots", "contacts", "more", "also", "where", "pot", "contact", "ask-person", "group", "past",
    "languages", "language", "done", "hide", "ideas", "ideas-more",
    "card-take", "card-reply", "card-more", "card-judge", "team-form",
}  # fmt: skip


def test_what_is_answered_where_others_read_along_is_named_here() -> None:
    """Whoever adds a handler that is not private says so here."""

    def open_ones(routes: Mapping[str, Route]) -> set[str]:
        return {name for name, route in routes.items() if not route.private}

    assert open_ones(ROUTING.commands) == OPEN_COMMANDS
    assert open_ones(ROUTING.presses) == OPEN_PRESSES
    assert open_ones(ROUTING.finishes) == set(), "what a form asks is personal"


@pytest.fixture
def neighbours(town: Town) -> SimpleNamespace:
    ana, ben = town.voice("Ana"), town.voice("Ben")
    return SimpleNamespace(ana=ana, ben=ben, group=town.group("Neighbours", ana, ben))


shown_to_all = pytest.mark.parametrize(
    "way", [way for way in WAYS if way.name != "slack"], indirect=True
)
"""On Slack a command in a channel is answered so that its sender alone sees it: test_slack.py."""


@shown_to_all
async def test_a_private_command_is_not_answered_in_a_group(neighbours: SimpleNamespace) -> None:
    for command in set(ROUTING.commands) - OPEN_COMMANDS:
        await neighbours.ana.says(f"/{command}", to=neighbours.group)

        assert (neighbours.group.hears, neighbours.ana.hears) == ([ONLY_IN_PRIVATE], []), command


async def test_a_private_button_does_nothing_in_a_group(neighbours: SimpleNamespace) -> None:
    await neighbours.ana.says("/start", to=neighbours.group)
    for press in set(ROUTING.presses) - OPEN_PRESSES:
        values = "1" * (len(signature(ROUTING.presses[press].handler).parameters) - 1)
        await neighbours.ana.presses(Held(" ".join([press, *values])), to=neighbours.group)

        assert neighbours.group.hears == [ONLY_IN_PRIVATE], press


async def test_an_open_command_is_answered_in_the_group(neighbours: SimpleNamespace) -> None:
    for command in OPEN_COMMANDS:
        await neighbours.ana.says(f"/{command}", to=neighbours.group)

        assert len(neighbours.group.hears) == 1, command
        assert neighbours.group.last_heard not in (ONLY_IN_PRIVATE, MISHAP)
        assert (neighbours.ana.hears, neighbours.ben.hears) == ([], [])


@pytest.mark.talked
async def test_no_form_is_talked_through_in_a_group(neighbours: SimpleNamespace) -> None:
    await neighbours.ana.says("/outing", to=neighbours.group)

    assert neighbours.group.hears == [ONLY_IN_PRIVATE]


async def test_a_group_is_answered_only_when_it_means_the_bot(
    neighbours: SimpleNamespace,
) -> None:
    ana, group = neighbours.ana, neighbours.group

    await ana.says("Who has funded lunch clubs before?", to=group)
    assert group.hears == []
    await ana.sends("photo", to=group)
    assert group.hears == []
    await ana.says(f"{BOT} Who has funded lunch clubs before?", to=group)

    assert "I found 2 grants" in group.last_heard


@shown_to_all
async def test_a_list_in_a_group_offers_nothing_personal_and_no_paging(
    neighbours: SimpleNamespace,
) -> None:
    await neighbours.ana.says("/pots", to=neighbours.group)

    assert neighbours.group.buttons == ["1", "2", "3"]


async def test_anybody_in_a_group_may_look_at_the_details(neighbours: SimpleNamespace) -> None:
    await neighbours.ana.says(f"{BOT} money for a lunch club", to=neighbours.group)
    await neighbours.ben.presses("1", to=neighbours.group)

    assert "How much:" in neighbours.group.last_heard


@shown_to_all
async def test_a_link_opened_in_a_group_moves_nobody(neighbours: SimpleNamespace) -> None:
    await neighbours.ana.says("/start AR04", to=neighbours.group)
    await neighbours.ana.says("/me")

    assert "Your area: you haven't told me." in neighbours.ana.last_heard


@pytest.mark.talked
async def test_what_was_asked_in_private_is_not_known_in_a_group(
    neighbours: SimpleNamespace,
) -> None:
    await neighbours.ana.says("/outing hills")
    await neighbours.ana.says("/pots", to=neighbours.group)
    assert "Carry on: an outing" not in neighbours.group.buttons
    await neighbours.ana.says("1")

    assert neighbours.ana.hears == ["Whose boots shall we borrow?"]


@pytest.mark.talked
async def test_two_people_do_not_hear_each_other(town: Town) -> None:
    ana, ben = town.voice("Ana"), town.voice("Ben")

    await ana.says("/outing hills")
    await ben.says("1")

    assert (ana.hears, len(ben.hears)) == ([], 1)
    assert ben.last_heard != "Whose boots shall we borrow?"


# --- Bad input ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("/nosuchthing", "I don't know the command /nosuchthing. Send /help to see what I can do."),
        (
            "/" + "n" * 32,
            f"I don't know the command /{'n' * 32}. Send /help to see what I can do.",
        ),
        ("/", "I could not read anything in that. Please write to me what you need."),
        ("…", "I could not read anything in that. Please write to me what you need."),
        ("\u202e\u200f\u2066", "I could not read anything in that."),
        ("👩‍👩‍👧‍👦🏳️‍🌈", "I could not read anything in that."),
        ("\x00\x07\x1b[", "I could not read anything in that."),
    ],
)
async def test_what_is_no_request_gets_a_clear_answer(town: Town, typed: str, answer: str) -> None:
    ana = town.voice("Ana")

    await ana.says(typed)

    assert len(ana.hears) == 1
    assert ana.last_heard.startswith(answer)


@pytest.mark.parametrize(
    "typed",
    [
        "x" * 4096,
        "money for a lunch club " * 178,
        "هل توجد أموال لنادي الغداء؟",
        "מי מימן מועדוני צהריים?",
        "m\u0000oney for\u0007 a lunch\u001b club",
        "'; DROP TABLE person; --",
        "{ $count } <b>bold</b> *bold* [link](https://example.com)",
        "9" * 4096,
        "/pots " + "y" * 4000,
    ],
)
async def test_a_strange_text_gets_one_answer(town: Town, typed: str) -> None:
    ana = town.voice("Ana")

    await ana.says(typed)

    assert len(ana.hears) == 1
    assert ana.last_heard != MISHAP


@pytest.mark.parametrize("name", ["", "A" * 500, "\u202eanA\x00", "*_`[](<b>", "{ $name }", "🦄"])
async def test_a_strange_name_is_told_as_it_is(town: Town, name: str) -> None:
    ana = town.voice(name or "\u200b")

    await ana.says("/me")

    assert len(ana.hears) == 1
    assert ana.last_heard.startswith("Here is all I keep about you.\n\nYour name: ")


@pytest.mark.parametrize(
    "data",
    [
        "",
        " ",
        "nonsense",
        "pot",
        "pot x 1 0",
        "pot 1",
        "pot 1 2 3 4",
        "pot 1  2 3",
        "more 1 funding",
        "🦄",
        "x" * 64,
    ],
)
async def test_data_that_nobody_issued_is_answered(town: Town, data: str) -> None:
    ana = town.voice("Ana")

    await ana.says("/start")
    await ana.presses(Held(data))

    assert ana.hears == [OLD_BUTTON]


@pytest.mark.parametrize("data", ["pot 99999999999999999999 1 0", "pot -1 1 0", "language zz"])
async def test_data_with_impossible_values_is_answered(town: Town, data: str) -> None:
    ana = town.voice("Ana")

    await ana.says("/start")
    await ana.presses(Held(data))

    assert len(ana.hears) == 1
    assert ana.last_heard != MISHAP


@pytest.mark.talked
async def test_a_button_from_a_year_ago_is_answered(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/pots")
    more = ana.button("More")
    await ana.says("/me")
    me = ana.button("Change my area")
    town.clock.push_to(town.clock.now() + timedelta(days=365))
    await ana.presses(more)
    assert ana.last_heard.startswith("That list is from a while ago")
    await ana.presses(me)

    assert ana.last_heard.startswith("Where is your group?")


# --- When we fail ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("command", "kind"), [("stumble", "RuntimeError"), ("mistake", "IntegrityError")]
)
async def test_a_handler_that_fails_leaves_an_apology_and_nothing_else(
    town: Town, log: io.StringIO, command: str, kind: str
) -> None:
    ana = town.voice("Ana")

    await ana.says("/start")
    await ana.says(f"/{command} {SECRET}")
    assert ana.hears == [MISHAP]
    await ana.says("/me")

    assert "Your name: Ana." in ana.last_heard, "nothing is half done"
    assert f"\n{kind}\n" in f"\n{log.getvalue()}", "the log says what went wrong"
    assert SECRET not in log.getvalue(), "but not what was said"
    mishap = await last_mishap(town)
    assert mishap.endswith(f" {kind}")
    assert f"mishap {mishap.split()[0]}: update " in log.getvalue()


async def last_mishap(town: Town) -> str:
    """What the account of updates says of the last one that went wrong."""
    async with town.database.transaction() as session:
        told = await session.scalars(
            select(Update.mishap)
            .where(Update.mishap.is_not(None))
            .order_by(Update.seen_at, func.length(Update.update), Update.update)
        )
        return str(told.all()[-1])


async def test_a_stranger_whose_first_words_fail_is_told_so(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says(f"/stumble {SECRET}")

    assert ana.hears == [MISHAP]


async def test_an_expected_no_undoes_what_the_handler_wrote(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/start")
    await ana.says(f"/regret {SECRET}")
    assert ana.hears == ["Not today."]
    await ana.says("/me")

    assert "Your name: Ana." in ana.last_heard


@pytest.mark.talked
async def test_nothing_that_people_say_is_logged(town: Town, log: io.StringIO) -> None:
    ana = town.voice("Ana Nightingale")

    for said in ("/start", "/outing hills", "skip", SECRET, "/nosuch zebra", "zebra crossing?"):
        await ana.says(said)
    await ana.presses(Held("zebra"))

    for word in (SECRET, "zebra", "Nightingale"):
        assert word not in log.getvalue()


@pytest.fixture
async def core(furnished: Path, tmp_path: Path) -> AsyncIterator[House]:
    """A house of its own, where a turn may take half a second."""
    async with opened(Core(), furnished, tmp_path, turn_limit=0.5) as house:
        yield house


async def test_a_turn_that_never_ends_is_ended(core: House) -> None:
    town = Town(core)
    ana, ben = town.voice("Ana"), town.voice("Ben")

    await asyncio.gather(
        core.way.say(ana.id, ana.id, "/dawdle"), core.way.say(ben.id, ben.id, "/help")
    )
    await core.app.settle()

    (sorry,) = core.way.read(ana.id)
    (help_,) = core.way.read(ben.id)
    assert sorry.text == MISHAP
    assert help_.text.startswith("Just ask, in your own words.")
    assert (await last_mishap(town)).endswith(" TimeoutError")
    async with core.database.transaction() as session:
        assert "Nobody" not in set(await session.scalars(select(Person.name)))


def command(name: str, update: str, user: str = "ana") -> Incoming:
    return Incoming("core", update, Sender(user, "Ana", "en"), user, Command(name))


async def test_an_update_handed_over_twice_has_its_effect_once(core: House) -> None:
    for _ in range(2):
        await core.app.receive([command("help", "7")])
    await core.app.receive([command("help", "7"), command("help", "7")])
    await core.app.settle()

    assert len(core.way.read("ana")) == 1


async def test_an_update_that_was_tried_too_often_is_set_aside(
    core: House, log: io.StringIO
) -> None:
    async with core.database.transaction() as session:
        for _ in range(inbox.TRIES + 1):  # each time, the process died before it was done
            await inbox.note(session, "core", ["7"], STORY_BEGINS)
        for _ in range(inbox.TRIES_ALONE):  # and when it was alone, too
            await inbox.suspect(session, "core", "7")
    await core.app.receive([command("help", "7"), command("privacy", "8")])
    await core.app.settle()

    sorry, privacy = core.way.read("ana")
    assert sorry.text == MISHAP
    assert privacy.text.startswith("This assistant is run by")
    assert await last_mishap(Town(core)) == "tried too often"


async def test_updates_that_were_there_each_time_the_process_died_are_done_one_by_one(
    core: House,
) -> None:
    for _ in range(10):
        async with core.database.transaction() as session:
            await inbox.note(session, "core", ["7", "8"], STORY_BEGINS)
    await core.app.receive([command("help", "7"), command("privacy", "8")])
    await core.app.settle()

    help_, privacy = core.way.read("ana")
    assert help_.text != MISHAP
    assert privacy.text.startswith("This assistant is run by")


async def test_a_persons_messages_are_answered_in_the_order_in_which_they_came(
    core: House,
) -> None:
    names = ["help", "privacy", "urgent", "start", "language"] * 3
    batch = [
        command(name, f"{user} {n}", user)
        for n, name in enumerate(names)
        for user in ("ana", "ben")
    ]

    await core.app.receive(batch)
    await core.app.settle()

    begins = {
        "help": "Just ask",
        "privacy": "This assistant",
        "urgent": "If someone's life",
        "start": "Hello.",
        "language": "Which language",
    }
    for user in ("ana", "ben"):
        heard = [seen.text for seen in core.way.read(user)]
        assert len(heard) == len(names)
        for text, name in zip(heard, names, strict=True):
            assert text.startswith(begins[name])


# --- Wiring ---------------------------------------------------------------------------------


def test_two_features_that_claim_one_name_are_a_mistake() -> None:
    on = Routes()

    @on.command("pots")
    async def pots(turn: Turn, _: str) -> None: ...

    with pytest.raises(ValueError, match="claimed by two features: pots"):
        Routing.of([*FEATURES, SimpleNamespace(on=on)])
