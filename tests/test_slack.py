"""Slack's adapter against the simulator: what only Slack has, and what can go wrong on the way.

Conversations are held on Slack by the other tests. Here a form is filled in as a modal.
"""

import asyncio
import json
import random
import shutil
import sqlite3
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
import jsonschema
import pytest
import yaml
from aiohttp import web
from aiohttp.test_utils import TestServer
from fluent.runtime import FluentResource
from msgspec.structs import replace

from bot.app import App
from bot.simulating import STORY_BEGINS, demonstration
from bot.simulator.faults import Fault
from bot.simulator.limits import Limits
from bot.simulator.server import Simulator
from bot.simulator.slack import APP_TOKEN, SIGNING_SECRET, TOKEN
from bot.simulator.slack_request_url import signature
from bot.simulator.slack_text import unescape
from bot.simulator.slack_world import BOT_USER, Post, SlackPerson
from bot.slack import PATH, BySocket, OverHttp, channels
from bot.slack.sending import SLASH
from bot.tokens import SLACK_SCOPES, slack_knows
from bot.web import Web
from handlers.dispatch import FEATURES, Routing
from handlers.forms import Day, Filling, Form, Pick, Write
from handlers.messages import (
    Came,
    Card,
    Incoming,
    Joined,
    Left,
    Link,
    Message,
    Outgoing,
    Readers,
    Refused,
    ShutOut,
    TryLater,
    Unreachable,
    Went,
    button,
    say,
    stacked,
)
from handlers.turns import Moment, Routes, Turn
from handlers.wording import wording
from scheduler import membership
from storage.database import Database
from storage.sealing import keys_in
from tests.serving import free_port, until
from tests.town import StillClock, rehearsal
from tests.town.slack import UnhurriedSlack, buttons, is_whisper, told

ROOT = Path(__file__).parents[1]
GOLDEN = Path(__file__).parent / "golden" / "slack"
QUESTION = "Is there money for an older people's lunch club?"
QUICK = {"heartbeat": 0.2, "silence": 60.0}
"""A link that notices within a third of a second that it is dead."""

on = Routes()
gate = asyncio.Event()


@on.command("slow", in_menu=False)
async def slow(_: Turn, __: str) -> Form | Filling | Message:
    """Open a form, when the gate does."""
    await gate.wait()
    return rehearsal.OUTING


@on.command("slow-no", in_menu=False)
async def slow_no(_: Turn, __: str) -> Form | Message:
    """Open none, when the gate does."""
    await gate.wait()
    return Message("No form today.")


happened: list[tuple[type, str, str]] = []


@on.happens
async def listen(_: Moment, incoming: Incoming) -> None:
    """Note what happens to a channel."""
    happened.append((type(incoming.what), incoming.sender.user, incoming.address))


FRAIL = Form("frail", (Write("words"), Pick("where", ("sea", "hills")), Day("on")))

WORDS = FluentResource("""
frail-form = a frail form
frail-words = Which words?
frail-where = Where & when?
frail-where-sea = Fish & chips
frail-where-hills = The hills
frail-on = On which day?
""")


@on.command("frail", in_menu=False)
async def frail(_: Turn, __: str) -> Form:
    """A form that goes wrong until the gate opens."""
    return FRAIL


@on.finish(FRAIL)
async def kept(_: Turn, words: str, where: str, on: str) -> Message:
    """Say all that was answered."""
    if not gate.is_set():
        raise RuntimeError
    return Message(f"{words}, {where}, {on}")


# --- An office ------------------------------------------------------------------------------


@dataclass
class Office:
    """A workspace with an officer in it, and the bot."""

    simulator: Simulator
    app: App
    slack: UnhurriedSlack
    clock: StillClock
    moira: SlackPerson
    database_file: Path
    url: str
    """Where events come over HTTP; empty: by Socket Mode."""

    async def says(self, text: str, chat: str = "dm", thread: str | None = None) -> Post:
        """Write, and wait until the bot has nothing left to do."""
        post = self.simulator.workspace.say(self.moira.id, text, chat, thread)
        await self.simulator.quiet()
        return post

    async def commands(self, text: str, chat: str = "dm") -> Any:
        outcome = await self.simulator.workspace.command(self.moira.id, text, chat)
        await self.simulator.quiet()
        return outcome

    async def presses(self, label: str, chat: str = "dm", **where: Any) -> Any:
        outcome = await self.simulator.workspace.press(self.moira.id, label, chat=chat, **where)
        await self.simulator.quiet()
        return outcome

    async def submits(self, **values: Any) -> Any:
        """Fill the open modal in, and send it."""
        for block, value in values.items():
            await self.simulator.workspace.fill(self.moira.id, block, value)
            await self.simulator.quiet()
        outcome = await self.simulator.workspace.submit(self.moira.id)
        await self.simulator.quiet()
        return replace(outcome, errors=dict(outcome.errors))

    def posts(self, chat: str = "dm") -> list[Post]:
        """What the bot has said there."""
        channel = self.moira.dm if chat == "dm" else chat
        posts = self.simulator.slack.world.posts(channel)
        return [post for post in posts if post.sender == BOT_USER and not post.deleted]

    def texts(self, chat: str = "dm") -> list[str]:
        return [told(post) or unescape(post.text) for post in self.posts(chat)]

    def answers_to(self, question: str) -> int:
        """How often a question was answered, of those that were asked in these words."""
        return sum(question in text for text in self.texts())

    @property
    def modal(self) -> dict[str, Any] | None:
        view = self.simulator.workspace.modals.on_top(self.moira.id)
        return view.body if view else None

    @property
    def asked(self) -> list[str]:
        """The questions that the open modal asks."""
        assert self.modal is not None
        return [block["block_id"] for block in self.modal["blocks"] if block["type"] == "input"]

    def channel(self, *, bot: bool = True) -> str:
        return self.simulator.workspace.make_channel("duty", [self.moira.id], bot=bot).id

    def goes_wrong(self, method: str, error: str, times: int | None = 1) -> None:
        self.simulator.faults.add(
            Fault(platform="slack", method=method, kind="refuse", error=error, times=times)
        )


@asynccontextmanager
async def opened(
    furnished: Path, folder: Path, *, over_http: bool = False, waited: float = 10.0
) -> AsyncIterator[Office]:
    settings = demonstration(folder, port=0)
    shutil.copy(furnished, folder / "simulator.sqlite")
    for words in (rehearsal.WORDS, WORDS):
        wording("en", SLASH).bundle.add_resource(words, allow_overrides=True)
    clock = StillClock(STORY_BEGINS)
    simulator = Simulator(clock, limits=Limits.none())
    await simulator.start()
    database = Database(settings.database_url, keys_in(settings.key_file))
    port = free_port()
    web = Web(database, "127.0.0.1", port)
    await web.start()
    events = OverHttp(SIGNING_SECRET, web) if over_http else BySocket(APP_TOKEN, **QUICK)
    slack = UnhurriedSlack(TOKEN, simulator.slack_api, events, 1_000_000, waited)
    here = __import__("sys").modules[__name__]
    app = App(settings, clock, database, [slack], Routing.of([*FEATURES, rehearsal, here]))
    simulator.settle = app.settle
    await app.start()
    url = f"http://127.0.0.1:{port}{PATH}" if over_http else ""
    await simulator.send_events_to(url)
    moira = simulator.workspace.meet("Moira Ellis")
    gate.clear()
    yield Office(simulator, app, slack, clock, moira, folder / "simulator.sqlite", url)
    await web.stop()
    await app.stop()
    await simulator.stop()


@pytest.fixture(params=["socket", "http"])
async def office(
    request: pytest.FixtureRequest, furnished: Path, tmp_path: Path
) -> AsyncIterator[Office]:
    async with opened(furnished, tmp_path, over_http=request.param == "http") as office:
        yield office


@pytest.fixture
async def linked(furnished: Path, tmp_path: Path) -> AsyncIterator[Office]:
    """By Socket Mode alone."""
    async with opened(furnished, tmp_path) as office:
        yield office


# --- Where one asks, and who sees the answer ------------------------------------------------


async def test_a_question_alone_is_answered_in_the_chat(office: Office) -> None:
    await office.says(QUESTION)

    (answer,) = office.posts()
    assert "I found " in told(answer)
    assert (answer.thread, answer.only_for) == (None, None)


async def test_a_mention_is_answered_in_its_thread_for_all(office: Office) -> None:
    duty = office.channel()

    asked = await office.says(f"<@{BOT_USER}> {QUESTION}", duty)
    again = await office.says(f"<@{BOT_USER}> who to talk to?", duty, thread=asked.ts)
    await office.says("a talk among ourselves", duty)

    first, second = office.posts(duty)
    assert (first.thread, first.only_for) == (asked.ts, None)
    assert (second.thread, again.thread) == (asked.ts, asked.ts)
    assert "I found " in told(first)


async def test_a_command_in_a_channel_is_answered_to_one_alone(office: Office) -> None:
    duty = office.channel()

    await office.commands("pots", duty)
    await office.presses("1", duty)
    await office.commands("me", duty)
    await office.commands("stop", duty)
    await office.commands("area", duty)

    details, me, stopped = office.posts(duty)  # the list is gone: the details took its place
    assert {details.only_for, me.only_for, stopped.only_for} == {office.moira.id}
    assert "How much:" in told(details)
    assert "Your name: Moira." in told(me)
    assert "Others can read" not in told(stopped)
    assert office.modal is not None
    assert office.posts() == []


async def test_a_list_in_a_channel_has_all_its_buttons_for_who_asked(office: Office) -> None:
    duty = office.channel()

    await office.commands("pots", duty)

    (listed,) = office.posts(duty)
    labels = [each.label for each in buttons(listed)]
    assert labels[:3] == ["1", "2", "3"]
    assert len(labels) > 3


async def test_a_chat_of_two_is_no_crowds_where_slack_does_not_tell_whose_it_is(
    office: Office,
) -> None:
    office.goes_wrong("conversations.open", "fatal_error", times=None)
    await office.commands("me")

    (me,) = office.posts()
    assert "Your name: Moira." in told(me)
    assert me.only_for == office.moira.id


async def test_a_command_where_we_are_not_is_answered_in_the_chat_of_who_gave_it(
    office: Office,
) -> None:
    elsewhere = office.channel(bot=False)

    await office.commands("pots", elsewhere)

    assert office.posts(elsewhere) == []
    assert office.texts()[0].startswith("There are ")


async def test_what_is_no_command_is_a_question(office: Office) -> None:
    await office.commands(QUESTION)
    await office.commands("")

    question, help_ = office.texts()
    assert "I found " in question
    assert help_.startswith("Just ask")


async def test_an_edited_message_is_read_anew(office: Office) -> None:
    post = await office.says("Is there money for skteboards?")
    office.simulator.workspace.edit(office.moira.id, post.ts, QUESTION)
    await office.simulator.quiet()

    assert "Older and Bolder Grants" in office.texts()[-1]


async def test_what_bots_write_is_not_answered(office: Office) -> None:
    event: dict[str, Any] = {
        "type": "message",
        "channel_type": "im",
        "channel": office.moira.dm,
        "ts": "1.000001",
    }
    bots = {"bot_id": "B0OTHER"}
    senders: list[dict[str, Any]] = [bots, bots | {"user": office.moira.id}, {"user": None}]
    for n, more in enumerate(senders):
        office.simulator.slack.events.inject(
            {
                "type": "event_callback",
                "event_id": f"EvBot{n}",
                "event": event | more | {"text": "?"},
            }
        )
    await office.simulator.quiet()

    assert office.posts() == []


async def test_malformed_payloads_are_taken_and_forgotten(office: Office) -> None:
    for n, event in enumerate(
        [{}, {"type": "message"}, {"type": "app_mention", "user": "U1"}, None]
    ):
        office.simulator.slack.events.inject(
            {"type": "event_callback", "event_id": f"EvOdd{n}", "event": event}
        )
    await office.says("/help")

    assert len(office.posts()) == 1


async def test_the_home_page_greets_and_shows_the_last_answer(office: Office) -> None:
    office.simulator.workspace.open_home(office.moira.id)
    await office.simulator.quiet()
    first = office.simulator.slack.world.homes[office.moira.id].body
    await office.says(QUESTION)
    office.simulator.workspace.open_home(office.moira.id)
    await office.simulator.quiet()
    second = office.simulator.slack.world.homes[office.moira.id].body
    await office.presses("Who to talk to", home=True)

    assert first["blocks"][0]["text"]["text"].startswith("Hello. I'm Sparkplug")
    assert "Older and Bolder Grants" in json.dumps(second)
    assert len(office.posts()) == 2, "the press was answered in the chat"


async def test_erasing_empties_the_home_page(office: Office) -> None:
    await office.says(QUESTION)
    office.simulator.workspace.open_home(office.moira.id)
    await office.simulator.quiet()
    before = json.dumps(office.simulator.slack.world.homes[office.moira.id].body)

    await office.commands("me")
    await office.presses("Erase everything")
    await office.presses("Yes, erase everything")

    page = json.dumps(office.simulator.slack.world.homes[office.moira.id].body)
    assert "Older and Bolder Grants" in before
    assert "It's all gone." in page
    assert "Older and Bolder Grants" not in page


async def test_a_file_comes_after_its_words(office: Office) -> None:
    await office.commands("me")
    await office.presses("Send me all of it in a file")

    *_, words, file = office.posts()
    assert told(words) == "And the same for another program to read."
    kept = office.simulator.world.files[file.files[0]]
    assert "Moira" in kept.content.decode()


async def test_a_pressed_button_is_ticked_and_says_so_when_pressed_again(office: Office) -> None:
    await office.commands("help")
    await office.presses("Who to talk to")
    await office.presses("✓ Who to talk to")

    whispers = [post for post in office.posts() if is_whisper(post)]
    assert [post.text for post in whispers] == ["You have pressed that already."]
    await office.presses("✓ Who to talk to")  # ticked once


# --- Modals ---------------------------------------------------------------------------------


async def test_a_form_is_a_modal_whose_answers_are_taken_whole(office: Office) -> None:
    await office.commands("outing")
    assert office.asked == ["where", "bring", "people", "on"]
    outcome = await office.submits(
        where="sea", bring=["tea", "kites"], people="12", on="2026-12-05"
    )

    assert (outcome.error, outcome.view) == (None, None)
    assert office.texts() == ["sea, tea+kites, -, 12, 2026-12-05"]


async def test_a_choice_redraws_the_form_and_keeps_what_was_written(office: Office) -> None:
    await office.commands("outing")
    await office.simulator.workspace.fill(office.moira.id, "people", "12")
    await office.simulator.workspace.fill(office.moira.id, "where", "hills")
    await office.simulator.quiet()
    assert office.asked == ["where", "bring", "boots", "people", "on"]
    await office.submits(boots="my sister's", on="2026-12-05")

    assert office.texts() == ["hills, nothing, my sister's, 12, 2026-12-05"]


async def test_what_is_wrong_is_said_at_its_field_and_again(office: Office) -> None:
    await office.commands("outing")
    first = await office.submits(where="sea", people="a dozen", on="2026-12-05")
    second = await office.submits(people="a dozen")
    third = await office.submits(people="12")

    wrong = {"people": "Please give me a number from 2 to 40."}
    assert (first.errors, second.errors, third.errors) == (wrong, wrong, {})
    assert office.texts() == ["sea, nothing, -, 12, 2026-12-05"]


async def test_a_question_that_applies_only_now_is_asked_before_the_form_closes(
    office: Office,
) -> None:
    office.goes_wrong("views.update", "fatal_error")
    await office.commands("outing")
    first = await office.submits(where="hills", people="1", on="2026-12-05")

    assert first.view is not None
    assert office.asked == ["where", "bring", "boots", "people", "on"] or first.errors


async def test_what_a_form_came_with_is_not_asked_and_not_lost(office: Office) -> None:
    await office.commands("outing museum")
    assert office.asked == ["bring", "people", "on"]
    await office.submits(people="1")
    await office.submits(people="12", on="2026-12-05")

    assert office.texts() == ["museum, nothing, -, 12, 2026-12-05"]


async def test_a_form_whose_acknowledgement_was_lost_has_its_effect_once(office: Office) -> None:
    await office.commands("outing")
    await office.submits(where="sea", people="1", on="2026-12-05")
    await office.simulator.workspace.fill(office.moira.id, "people", "12")
    office.simulator.faults.add(Fault(platform="slack", method="interactive", kind="no_ack"))
    first = await office.submits()
    second = await office.submits()

    assert (first.error, second.error) == ("operation_timeout", None)
    assert office.modal is None
    assert office.texts() == ["sea, nothing, -, 12, 2026-12-05"]


async def test_a_slow_turn_keeps_its_trigger_by_a_modal_to_wait_in(office: Office) -> None:
    asking = asyncio.create_task(office.commands("slow"))
    await until(lambda: office.modal is not None)
    assert office.modal is not None
    assert office.modal["title"]["text"] == "One moment…"
    gate.set()
    outcome = await asking

    assert outcome.error is None
    assert office.asked == ["where", "bring", "people", "on"]


async def test_a_slow_turn_that_opens_no_form_says_where_the_answer_is(office: Office) -> None:
    asking = asyncio.create_task(office.commands("slow-no"))
    await until(lambda: office.modal is not None)
    gate.set()
    await asking

    assert office.modal is not None
    assert office.modal["blocks"][0]["text"]["text"] == "My answer is in our chat."
    assert office.texts() == ["No form today."]


async def test_a_slow_turn_that_comes_to_nothing_asks_for_another_press(office: Office) -> None:
    hand = sqlite3.connect(office.database_file, isolation_level=None)
    hand.execute("BEGIN IMMEDIATE")
    hand.execute("ALTER TABLE update_seen RENAME TO elsewhere")
    asking = asyncio.create_task(office.commands("outing"))
    await until(lambda: office.modal is not None)
    hand.execute("COMMIT")
    await asking
    hand.execute("ALTER TABLE elsewhere RENAME TO update_seen")
    hand.close()

    assert office.modal is not None
    assert office.modal["blocks"][0]["text"]["text"] == "That took too long. Please press again."


async def test_a_form_stays_as_it_was_after_a_mishap_and_can_be_sent_again(
    office: Office,
) -> None:
    await office.commands("frail")
    first = await office.submits(words="Fish & <chips>", where="sea", on="2026-12-05")
    notice, words, where, on = first.view.body["blocks"]
    again = await office.submits()
    gate.set()
    last = await office.submits()

    assert notice["text"]["text"].startswith("Sorry, something went wrong")
    assert words["element"]["initial_value"] == "Fish & <chips>"
    assert where["label"]["text"] == "Where & when?"
    assert where["element"]["initial_option"] == where["element"]["options"][0]
    assert on["element"]["initial_date"] == "2026-12-05"
    assert len(again.view.body["blocks"]) == 4, "it is said once"
    assert last.error is None
    assert office.modal is None
    assert office.texts()[-1] == "Fish & <chips>, sea, 2026-12-05"


@pytest.mark.parametrize("error", ["expired_trigger_id", "exchanged_trigger_id"])
async def test_a_trigger_that_is_refused_asks_for_another_press(office: Office, error: str) -> None:
    office.goes_wrong("views.open", error)
    await office.commands("outing")

    assert office.modal is None
    assert office.texts() == ["That took too long. Please press again."]
    assert office.posts()[0].only_for == office.moira.id


# --- Once, and not lost ---------------------------------------------------------------------


async def test_an_event_that_is_delivered_again_is_answered_once(office: Office) -> None:
    post = await office.says("/help")
    event = next(
        name
        for name, payload in office.simulator.slack.events.recent.items()
        if payload["event"].get("ts") == post.ts
    )
    for _ in range(3):
        office.simulator.slack.events.again(event)
    await office.simulator.quiet()

    assert len(office.posts()) == 1


async def test_an_event_whose_acknowledgement_was_lost_is_answered_once(office: Office) -> None:
    office.simulator.faults.add(Fault(platform="slack", method="events_api", kind="no_ack"))
    await office.says(QUESTION)

    assert len(office.posts()) == 1


async def test_events_shuffled_and_repeated_have_one_effect_each(office: Office) -> None:
    office.simulator.slack.events.hold()
    people = [office.simulator.workspace.meet(f"Officer {n}") for n in range(20)]
    for person in people:
        for _ in range(3):
            office.simulator.workspace.say(person.id, "help")
    office.simulator.slack.events.release(random.Random(7), copies=4)
    await office.simulator.quiet()

    world = office.simulator.slack.world
    answers = [len([p for p in world.posts(each.dm) if p.sender == BOT_USER]) for each in people]
    assert answers == [3] * 20


async def test_what_one_person_does_is_handled_in_its_order(office: Office) -> None:
    delay = Fault(platform="slack", method="conversations.open", kind="delay", seconds=0.5)
    office.simulator.faults.add(delay)
    asking = asyncio.create_task(office.commands("pots"))
    await until(lambda: delay not in office.simulator.faults.in_force)
    await office.says("help")
    await asking

    first, second = office.texts()
    assert first.startswith("There are ")
    assert second.startswith("Just ask")


async def test_danger_waits_for_nothing_that_came_before(office: Office) -> None:
    asking = asyncio.create_task(office.commands("slow-no"))
    await until(lambda: office.modal is not None)
    office.simulator.workspace.say(office.moira.id, "I want to kill myself")
    await until(lambda: any("116 123" in text for text in office.texts()))
    gate.set()
    await asking

    assert "No form today." in office.texts()


async def test_where_nobody_can_be_written_to_alone_the_channel_hears_the_numbers_and_no_name(
    linked: Office,
) -> None:
    duty = linked.channel()
    linked.goes_wrong("chat.postMessage", "messages_tab_disabled")

    await linked.says(f"<@{BOT_USER}> I want to kill myself", duty)

    (said,) = linked.texts(duty)
    assert said.startswith("If someone is in danger, these people can help at any time:")
    assert "Moira" not in said
    assert linked.texts() == []


async def test_what_can_not_be_hidden_is_said_to_whoever_pressed_alone(linked: Office) -> None:
    linked.goes_wrong("chat.delete", "compliance_exports_prevent_deletion", times=None)

    await linked.says("my husband hits me")
    await linked.presses("Hide this")

    help_, failed = linked.posts()
    assert "0808 2000 247" in told(help_)
    assert unescape(failed.text).startswith("I can't delete that message.")
    assert failed.only_for == linked.moira.id


async def test_a_handler_that_fails_apologises_and_is_acknowledged(office: Office) -> None:
    outcome = await office.commands("stumble secret")

    assert outcome.error is None
    assert [text[:27] for text in office.texts()] == ["Sorry, something went wrong"]


async def test_what_could_not_be_stored_comes_again(office: Office) -> None:
    with sqlite3.connect(office.database_file) as hand:
        hand.execute("ALTER TABLE update_seen RENAME TO elsewhere")
    office.simulator.workspace.say(office.moira.id, "help")
    failed = "confirmed"
    entries = office.simulator.ledger.entries
    await until(lambda: sum(each.kind == failed and not each.ok for each in entries(0)) == 2)
    with sqlite3.connect(office.database_file) as hand:
        hand.execute("ALTER TABLE elsewhere RENAME TO update_seen")
    hand.close()
    await office.simulator.push_clock(office.clock.now() + timedelta(minutes=2))
    await office.simulator.quiet()

    assert len(office.posts()) == 1


async def test_a_failing_auth_test_loses_nothing(office: Office) -> None:
    office.goes_wrong("auth.test", "fatal_error", times=None)
    await office.says(QUESTION)
    outcome = await office.commands("help")

    assert outcome.error is None
    assert len(office.posts()) == 2


async def test_who_somebody_is_is_not_waited_for_long(furnished: Path, tmp_path: Path) -> None:
    async with opened(furnished, tmp_path, waited=0.1) as office:
        office.simulator.faults.add(
            Fault(platform="slack", method="users.info", kind="delay", seconds=8, times=None)
        )
        began = time.monotonic()
        office.simulator.workspace.open_home(office.moira.id)
        await office.says("help")

        assert time.monotonic() - began < 5
        assert len(office.posts()) == 1
        page = office.simulator.slack.world.homes[office.moira.id].body
        assert page["blocks"][0]["text"]["text"].startswith("Hello. I'm Sparkplug")


async def test_a_name_that_came_late_is_taken_up(office: Office) -> None:
    office.goes_wrong("users.info", "fatal_error")
    await office.says("help")
    await office.says("/me")
    await office.commands("me")

    assert "Your name: Moira." in office.texts()[-1]


# --- The link -------------------------------------------------------------------------------


@pytest.mark.parametrize("mishap", ["cut", "half_open", "refresh"])
async def test_a_link_that_ends_or_goes_silent_loses_nothing(linked: Office, mishap: str) -> None:
    sockets = linked.simulator.slack.sockets
    await linked.says("help")
    before = list(sockets.links)
    linked.simulator.workspace.say(linked.moira.id, "help")
    if mishap == "refresh":
        await sockets.refresh()
    else:
        getattr(sockets, mishap)()
    linked.simulator.workspace.say(linked.moira.id, "help")
    await until(lambda: any(link not in before for link in sockets.links))
    await linked.simulator.quiet()

    assert len(linked.posts()) == 3


async def test_a_link_that_stays_open_and_brings_nothing_is_replaced(
    furnished: Path, tmp_path: Path
) -> None:
    async with opened(furnished, tmp_path) as office:
        socket = office.slack._socket
        assert socket is not None
        socket._silence = 0.1
        await office.simulator.slack.sockets.refresh()
        opened_before = office.simulator.slack.sockets.links[-1]
        await until(lambda: office.simulator.slack.sockets.links[-1] is not opened_before)
        await office.says("help")

        assert len(office.posts()) == 1


async def test_slack_being_away_is_waited_out(linked: Office) -> None:
    linked.goes_wrong("apps.connections.open", "fatal_error", times=2)
    linked.simulator.slack.sockets.cut()
    await until(lambda: linked.simulator.slack.sockets.connected)
    await linked.says("help")

    assert len(linked.posts()) == 1


async def test_a_dead_link_does_not_hold_up_a_stop(linked: Office) -> None:
    linked.simulator.slack.sockets.half_open()
    began = time.monotonic()
    await linked.slack.stop()

    assert time.monotonic() - began < 5


# --- Over HTTP ------------------------------------------------------------------------------


def _signed(secret: str, at: float, body: bytes) -> dict[str, str]:
    stamp = str(int(at))
    return {
        "Content-Type": "application/json",
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": signature(secret.encode(), stamp, body),
    }


@pytest.mark.parametrize(
    ("secret", "age", "status"),
    [(SIGNING_SECRET, 0, 200), ("guessed", 0, 401), (SIGNING_SECRET, 301, 401)],
)
async def test_only_what_slack_has_signed_lately_is_let_in(
    furnished: Path, tmp_path: Path, secret: str, age: int, status: int
) -> None:
    async with opened(furnished, tmp_path, over_http=True) as office:
        event = {
            "type": "message", "channel_type": "im", "channel": office.moira.dm,
            "user": office.moira.id, "ts": "1.000001", "text": "help",
        }  # fmt: skip
        body = json.dumps({"type": "event_callback", "event_id": "Ev1", "event": event}).encode()
        headers = _signed(secret, time.time() - age, body)
        async with (
            aiohttp.ClientSession() as http,
            http.post(office.url, data=body, headers=headers) as answer,
        ):
            assert answer.status == status
        await office.simulator.quiet()

        assert len(office.posts()) == (status == 200)


# --- Out ------------------------------------------------------------------------------------


def letter(office: Office, message: Message, **more: Any) -> Outgoing:
    return Outgoing("1", more.pop("address", office.moira.dm), message, "en", **more)


@pytest.mark.parametrize(
    ("error", "raised"),
    [
        ("channel_not_found", Unreachable),
        ("is_archived", Unreachable),
        ("user_disabled", Unreachable),
        ("cannot_dm_bot", Unreachable),
        ("not_in_channel", Unreachable),
        ("invalid_auth", ShutOut),
        ("token_revoked", ShutOut),
        ("account_inactive", ShutOut),
        ("restricted_action", Refused),
        ("fatal_error", TryLater),
    ],
)
async def test_what_slack_answers_to_a_letter(
    linked: Office, error: str, raised: type[Exception]
) -> None:
    linked.goes_wrong("chat.postMessage", error)

    with pytest.raises(raised):
        await linked.slack.send(letter(linked, Message("Hello")))
    assert linked.posts() == []


@pytest.mark.parametrize(
    ("kind", "arrived", "doubt", "counts"),
    [
        ("429", 0, False, False),
        ("drop", 0, True, True),
        ("accept_then_drop", 1, True, True),
        ("503", 0, True, True),
    ],
)
async def test_what_the_network_does_to_a_letter(
    linked: Office, kind: Any, arrived: int, doubt: bool, counts: bool
) -> None:
    linked.simulator.faults.add(
        Fault(platform="slack", method="chat.postMessage", kind=kind, seconds=7)
    )
    with pytest.raises(TryLater) as later:
        await linked.slack.send(letter(linked, Message("Hello")))

    assert (later.value.perhaps_sent, later.value.counts) == (doubt, counts)
    assert later.value.seconds == (7 if kind == "429" else 1)
    assert len(linked.posts()) == arrived


async def test_a_letter_that_never_left_is_no_doubt(linked: Office) -> None:
    await linked.simulator.stop()
    with pytest.raises(TryLater) as later:
        await linked.slack.send(letter(linked, Message("Hello")))

    assert not later.value.perhaps_sent
    await linked.simulator.start()


async def test_blocks_that_slack_refuses_are_said_in_plain_text(linked: Office) -> None:
    linked.goes_wrong("chat.postMessage", "invalid_blocks")
    await linked.slack.send(letter(linked, Message("Hello <!channel>")))

    (post,) = linked.posts()
    assert (post.text, post.blocks) == ("Hello &lt;!channel&gt;", [])


async def test_what_can_no_longer_be_changed_is_said_anew(linked: Office) -> None:
    await linked.slack.send(letter(linked, Message("Hello"), replaces="1.000001"))
    first = linked.posts()[0]
    await linked.slack.send(letter(linked, Message("Hello again"), replaces=first.ts))

    assert linked.texts() == ["Hello again"]


@pytest.mark.parametrize("lets_us", [True, False])
async def test_what_stands_and_can_no_longer_be_changed_makes_room_for_what_is_new(
    linked: Office, lets_us: bool
) -> None:
    await linked.slack.send(letter(linked, Message("Hello"), stands=True))
    linked.goes_wrong("chat.update", "edit_window_closed")
    if not lets_us:
        linked.goes_wrong("chat.delete", "compliance_exports_prevent_deletion")

    first = linked.posts()[0]
    await linked.slack.send(letter(linked, Message("Bye"), stands=True, replaces=first.ts))

    assert linked.texts() == ([] if lets_us else ["Hello"]) + ["Bye"]


async def test_where_too_much_was_changed_an_answer_is_said_anew_at_once(linked: Office) -> None:
    await linked.commands("pots")
    linked.slack.edits.pause(600)
    await linked.presses("1")

    pots, details = linked.texts()
    assert pots.startswith("There are ")
    assert "How much:" in details


async def test_an_edit_that_slack_has_no_time_for_is_said_anew_and_no_other_is_tried(
    linked: Office,
) -> None:
    await linked.commands("pots")
    linked.simulator.faults.add(
        Fault(platform="slack", method="chat.update", kind="429", seconds=600)
    )
    await linked.presses("1")

    assert "How much:" in linked.texts()[-1]
    assert linked.slack.edits.available() == 0


async def test_where_too_much_was_changed_no_button_is_ticked(linked: Office) -> None:
    await linked.commands("help")
    linked.slack.edits.pause(600)
    await linked.presses("Who to talk to")

    help_, _ = linked.posts()
    assert "Who to talk to" in [each.label for each in buttons(help_)]


async def test_a_long_message_that_was_cut_short_is_known_to_be_there_in_part(
    linked: Office,
) -> None:
    for kind, seconds in (("delay", 0), ("429", 7)):
        linked.simulator.faults.add(
            Fault(platform="slack", method="chat.postMessage", kind=kind, seconds=seconds)  # type: ignore[arg-type]
        )
    message = Message(tuple("One sentence follows another. " * 150 for _ in range(3)))
    with pytest.raises(TryLater) as later:
        await linked.slack.send(letter(linked, message))

    assert len(linked.posts()) == 1
    assert (later.value.seconds, later.value.perhaps_sent, later.value.counts) == (7, True, False)


AGAIN = wording("en")(say("sent-again"))


def doubtful(office: Office, *texts: str, **more: Any) -> Outgoing:
    """A letter that may have arrived."""
    return letter(office, Message(texts), again=True, made_at=office.clock.now(), **more)


async def test_a_letter_that_may_be_there_is_looked_for_before_it_is_sent_again(
    linked: Office,
) -> None:
    channel = linked.channel()
    there = await linked.slack.send(letter(linked, Message("Hello"), address=channel))
    await linked.says("Hello", chat=channel)

    again = await linked.slack.send(doubtful(linked, "Hello", address=channel))

    assert again == there
    assert len(linked.posts(channel)) == 1


async def test_a_letter_that_is_not_there_comes_without_a_word_of_it(linked: Office) -> None:
    await linked.slack.send(doubtful(linked, "Hello"))

    assert [post.text for post in linked.posts()] == ["Hello"]


async def test_what_stands_is_brought_up_to_date_where_it_is_found(linked: Office) -> None:
    await linked.slack.send(letter(linked, Message("One"), stands=True))

    await linked.slack.send(doubtful(linked, "Two", stands=True))

    assert [post.text for post in linked.posts()] == ["Two"]


async def test_a_letter_in_a_thread_is_looked_for_there(linked: Office) -> None:
    channel = linked.channel()
    thread = await linked.slack.send(Outgoing("0", channel, Message("Above"), "en"))
    there = await linked.slack.send(
        letter(linked, Message("Below"), address=channel, thread=thread)
    )

    assert there == await linked.slack.send(
        doubtful(linked, "Below", address=channel, thread=thread)
    )


async def test_a_letter_of_which_a_part_is_there_says_so(linked: Office) -> None:
    for kind in ("delay", "drop"):
        linked.simulator.faults.add(
            Fault(platform="slack", method="chat.postMessage", kind=kind, seconds=0)
        )
    long = tuple("One sentence follows another. " * 150 for _ in range(3))
    with pytest.raises(TryLater):
        await linked.slack.send(letter(linked, Message(long)))

    await linked.slack.send(doubtful(linked, *long))

    assert linked.posts()[1].text.startswith(AGAIN)


async def test_where_slack_does_not_tell_what_is_there_a_letter_says_that_it_may_be(
    linked: Office,
) -> None:
    linked.goes_wrong("conversations.history", "missing_scope")

    await linked.slack.send(doubtful(linked, "Hello"))

    assert linked.posts()[0].text.startswith(AGAIN)


async def test_a_file_for_one_alone_never_reaches_a_channel(linked: Office) -> None:
    from handlers.messages import Attachment

    duty = linked.channel()
    attached = Attachment("me.json", "application/json", b"{}")
    await linked.slack.send(
        letter(linked, Message("Yours", attached=attached), address=duty, only_for=linked.moira.id)
    )

    assert linked.posts(duty) == []
    assert [bool(post.files) for post in linked.posts()] == [False, True]


ATTEMPTS = (
    "<!channel>",
    "<@U1>",
    "*bold* _it_ ~no~ `code`",
    "&lt;b&gt;",
    "> said",
    ":tada:",
    "a|b>c",
)


@pytest.mark.parametrize("attempt", ATTEMPTS)
async def test_what_people_and_files_say_is_shown_as_it_is(linked: Office, attempt: str) -> None:
    message = Message(
        attempt,
        cards=(Card(attempt, (attempt, "x"), Link(attempt, "https://a.example/?q=<x>|y")),),
        buttons=stacked(button(attempt, "help")),
    )
    await linked.slack.send(letter(linked, message))

    (post,) = linked.posts()
    sections = [block["text"] for block in post.blocks if block["type"] == "section"]
    assert {"type": "plain_text", "text": attempt, "emoji": False} == sections[0]
    for text in sections:
        if text["type"] == "mrkdwn":
            assert not set("*_~`").intersection(text["text"].replace(f"*{title(attempt)}*", ""))
    assert "<!" not in post.text
    assert "<@" not in post.text
    assert post.blocks[-1]["elements"][0]["text"]["text"] == attempt


def title(attempt: str) -> str:
    return attempt.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


async def test_a_link_that_leads_to_no_page_is_left_out(linked: Office) -> None:
    message = Message("Look", cards=(Card("Here", (), Link("Open", "javascript:alert(1)")),))
    await linked.slack.send(letter(linked, message))

    assert linked.texts() == ["Look\n\nHere"]


async def test_long_messages_come_in_parts_and_keep_every_limit(linked: Office) -> None:
    sentence = "One sentence follows another. "
    message = Message(
        tuple(sentence * 150 for _ in range(3)),
        cards=tuple(Card(f"Card {n}", ("line",)) for n in range(120)),
        buttons=(tuple(button("x" * 200, "more", n) for n in range(12)),),
    )
    await linked.slack.send(letter(linked, message))

    posts = linked.posts()
    assert len(posts) > 3
    assert "".join(linked.texts()).count("One sentence") == 450
    assert [bool([b for b in post.blocks if b["type"] == "actions"]) for post in posts] == [
        *[False] * (len(posts) - 1),
        True,
    ]
    for post in posts:
        assert len(post.blocks) <= 50
        assert (
            len(post.text) + sum(len(b["text"]["text"]) for b in post.blocks if "text" in b)
            < 10_000
        )


# --- Golden files ---------------------------------------------------------------------------


async def _screens(office: Office) -> AsyncIterator[tuple[str, Any]]:
    office.simulator.workspace.open_home(office.moira.id)
    await office.simulator.quiet()
    yield "home", office.simulator.slack.world.homes[office.moira.id].body
    await office.says(QUESTION)
    yield "answer", _shown(office)
    await office.presses("1")
    yield "details", _shown(office)
    await office.commands("me")
    yield "me", _shown(office)
    await office.presses("Change my language")
    yield "ticked", _shown(office, -2)
    await office.commands("help")
    yield "help", _shown(office)
    await office.commands("checkin")
    yield "check-ins-off", _shown(office)
    office.app.here.overseen = frozenset()
    await office.commands("checkin")
    yield "consent", _shown(office)
    await office.presses("Yes, ask me and keep my answers")
    yield "check-in", _shown(office)
    await office.presses("🙁 Hard")
    yield "checked-in", _shown(office)
    await office.presses("Add what helped or weighed")
    yield "check-in-modal", office.modal
    await office.submits(topics=["group"], note="The roof leaks")
    await office.commands("area")
    yield "area-modal", office.modal
    await office.submits()
    yield "area-modal-errors", office.simulator.workspace.modals.on_top(office.moira.id).errors  # type: ignore[union-attr]


def _shown(office: Office, nth: int = -1) -> Any:
    post = office.posts()[nth]
    return {"text": post.text, "blocks": post.blocks}


def _anonymous(value: Any) -> Any:
    """Without ids that Slack gave out."""
    if isinstance(value, dict):
        return {
            key: _anonymous(each)
            for key, each in value.items()
            if not (key == "block_id" and str(each).startswith("b0"))
        }
    return [_anonymous(each) for each in value] if isinstance(value, list) else value


async def test_slacks_screens_are_as_they_were(
    linked: Office, request: pytest.FixtureRequest
) -> None:
    async for name, screen in _screens(linked):
        told_now = json.dumps(_anonymous(screen), ensure_ascii=False, indent=1) + "\n"
        file = GOLDEN / f"{name}.json"
        if request.config.getoption("--write-golden"):
            GOLDEN.mkdir(parents=True, exist_ok=True)
            file.write_text(told_now, encoding="utf-8")
        assert told_now == file.read_text(encoding="utf-8"), name


# --- Who reads a channel --------------------------------------------------------------------


async def test_who_reads_a_channel_is_told_page_by_page(
    linked: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(channels, "PAGE", 2)
    workspace = linked.simulator.workspace
    gwen, gone = workspace.meet("Gwen", guest=True), workspace.meet("Gone")
    stranger = workspace.meet("Pat of the other town")
    stranger.stranger = True
    people = [linked.moira.id, gwen.id, stranger.id, gone.id]
    channel = workspace.make_channel("parks", people, private=True, bot=True).id
    gone.gone = True

    assert await linked.slack.readers(channel) == Readers(
        room="parks",
        people={linked.moira.id: "Moira Ellis", gwen.id: "Gwen", stranger.id: stranger.name},
        guests=frozenset({gwen.id, stranger.id}),
        private=True,
        shared=False,
    )


async def test_who_became_a_guest_is_known_with_the_next_look(
    linked: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert membership.EVERY.total_seconds() > channels.FRESH
    monkeypatch.setattr(channels, "FRESH", 0)
    channel = linked.channel()
    first = await linked.slack.readers(channel)
    linked.moira.guest = True

    again = await linked.slack.readers(channel)

    assert first
    assert not first.guests
    assert again
    assert again.guests == {linked.moira.id}


async def test_where_slack_asks_for_patience_people_are_what_they_were(
    linked: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(channels, "FRESH", 0)
    workspace = linked.simulator.workspace
    people = [linked.moira.id, workspace.meet("Pat").id, workspace.meet("Sam").id]
    channel = workspace.make_channel("parks", people, bot=True).id
    first = await linked.slack.readers(channel)
    linked.simulator.faults.add(
        Fault(platform="slack", method="users.info", kind="429", seconds=60, times=None)
    )
    asked = len(list(linked.simulator.ledger.calls("users.info")))

    assert await linked.slack.readers(channel) == first
    assert len(list(linked.simulator.ledger.calls("users.info"))) == asked + 1

    workspace.invite(workspace.meet("New").id, channel)
    with pytest.raises(TryLater):
        await linked.slack.readers(channel)


async def test_a_channel_that_is_not_ours_has_no_readers(linked: Office) -> None:
    workspace = linked.simulator.workspace
    ours, never = linked.channel(), workspace.make_channel("roads", [linked.moira.id]).id
    private = workspace.make_channel("secret", [linked.moira.id], private=True).id

    assert await linked.slack.readers(ours) is not None
    workspace.archive(ours)
    assert [await linked.slack.readers(each) for each in (ours, never, private, "C0")] == [None] * 4


@pytest.mark.parametrize(
    ("error", "why"),
    [("missing_scope", Refused), ("ratelimited", TryLater), ("token_revoked", ShutOut)],
)
async def test_what_slack_does_not_tell_is_no_sign_that_a_channel_is_gone(
    linked: Office, error: str, why: type[Exception]
) -> None:
    channel = linked.channel()
    linked.goes_wrong("conversations.members", error)

    with pytest.raises(why):
        await linked.slack.readers(channel)


async def test_what_happens_to_a_channel_is_heard(linked: Office) -> None:
    workspace = linked.simulator.workspace
    happened.clear()
    channel = linked.channel(bot=False)
    pat = workspace.meet("Pat")
    acts: list[Callable[[], object]] = [
        lambda: workspace.invite_bot(channel),
        lambda: workspace.invite(pat.id, channel),
        lambda: workspace.leave(pat.id, channel),
        lambda: workspace.archive(channel),
        lambda: workspace.remove_bot(channel),
    ]
    for act in acts:
        act()
        await linked.simulator.quiet()

    assert happened == [
        (Joined, linked.moira.id, channel),
        (Came, pat.id, channel),
        (Went, pat.id, channel),
        (Left, "", channel),
        (Left, "", channel),
    ]


# --- The manifest ---------------------------------------------------------------------------

MANIFEST = yaml.safe_load((ROOT / "docs" / "slack-manifest.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("version", ["1.0.0", "2.0.0"])
def test_the_manifest_is_valid(version: str) -> None:
    schema = ROOT / "tests" / "data" / "slack" / f"slack_manifest.schema.{version}.json"
    jsonschema.validate(MANIFEST, json.loads(schema.read_text(encoding="utf-8")))


USED = {
    "app_mentions:read": "app_mention",
    "channels:read": "channel_archive",
    "chat:write": "chat_postMessage",
    "commands": "slash_commands",
    "files:read": "files_info",
    "files:write": "files_completeUploadExternal",
    "groups:history": "conversations_history",
    "groups:read": "conversations_members",
    "im:history": "message.im",
    "im:write": "conversations_open",
    "users:read": "users_info",
}


def test_the_manifest_asks_for_no_scope_that_is_not_used() -> None:
    said = "".join(file.read_text("utf-8") for file in (ROOT / "bot" / "slack").glob("*.py"))
    said += json.dumps(MANIFEST["features"]) + json.dumps(MANIFEST["settings"])

    assert set(MANIFEST["oauth_config"]["scopes"]["bot"]) == set(USED) == SLACK_SCOPES
    assert [use for use in USED.values() if use not in said] == []


async def test_an_app_that_was_installed_before_is_told_which_scopes_it_lacks() -> None:
    async def before(_: web.Request) -> web.Response:
        return web.json_response(
            {"ok": True, "user": "sparkplug", "team": "Council"},
            headers={"X-OAuth-Scopes": ",".join(SLACK_SCOPES - {"groups:read"})},
        )

    app = web.Application()
    app.router.add_post("/auth.test", before)
    async with TestServer(app) as server:
        known = await slack_knows("xoxb-1", "", str(server.make_url("/")))

    assert known.said == "Slack knows the tokens, but the app lacks groups:read."
