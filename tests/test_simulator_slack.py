"""The simulator's Slack, driven as the bot drives it: Bolt by Socket Mode and by signed HTTP."""

import asyncio
import json
import random
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import PushedClock
from bot.simulator.faults import Fault
from bot.simulator.limits import Limits, SlackLimits
from bot.simulator.server import Simulator
from bot.simulator.slack_request_url import signature
from bot.simulator.slack_text import encode, read
from bot.simulator.slack_world import BOT_USER, SlackPerson
from bot.simulator.world import Impossible, Json

MONDAY = datetime(2026, 10, 19, 9, 0, tzinfo=UTC)
NONE = SlackLimits.none()
KEYS = Path(__file__).parent.parent / "bot/simulator/specs/slack_payload_keys.json"

Answer = Callable[[Json], Awaitable[BoltResponse | None]]


def said(body: Json | str = "") -> BoltResponse:
    return BoltResponse(status=200, body=body)


@dataclass
class Bot:
    """Bolt with one door, as the real bot has it: it answers what `answer` says, else 200."""

    client: AsyncWebClient
    heard: list[Json] = field(default_factory=list)
    answer: Answer | None = None

    async def door(self, request: AsyncBoltRequest) -> BoltResponse:
        self.heard.append(request.body)
        answer = await self.answer(request.body) if self.answer else None
        return answer or said()

    def app(self) -> AsyncApp:
        return AsyncApp(client=self.client, signing_secret="simulated", before_authorize=self.door)

    def events(self, *kinds: str) -> list[Json]:
        """What people did, of these kinds (none: of all); our own messages left out."""
        told = [one["event"] for one in self.heard if one.get("type") == "event_callback"]
        theirs = [one for one in told if one.get("user") != BOT_USER]
        return [one for one in theirs if not kinds or one.get("subtype", one["type"]) in kinds]

    @property
    def last(self) -> Json:
        return self.heard[-1]


@asynccontextmanager
async def running(
    limits: SlackLimits = NONE, world: Path | None = None
) -> AsyncIterator[Simulator]:
    async def settle() -> None:
        await asyncio.sleep(0)

    simulator = Simulator(
        PushedClock(MONDAY), limits=replace(Limits.none(), slack=limits), settle=settle, world=world
    )
    await simulator.start()
    try:
        yield simulator
    finally:
        await simulator.stop()


@asynccontextmanager
async def connected(simulator: Simulator, ping_interval: float = 10) -> AsyncIterator[Bot]:
    bot = Bot(AsyncWebClient("xoxb-simulated", base_url=simulator.slack_api, retry_handlers=[]))
    handler = AsyncSocketModeHandler(bot.app(), "xapp-simulated", ping_interval=ping_interval)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    try:
        yield bot
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]


@pytest.fixture
async def simulator() -> AsyncIterator[Simulator]:
    async with running() as simulator:
        yield simulator


@pytest.fixture
async def bot(simulator: Simulator) -> AsyncIterator[Bot]:
    async with connected(simulator) as bot:
        yield bot


@pytest.fixture
def moira(simulator: Simulator) -> SlackPerson:
    return simulator.workspace.meet("Moira Ellis")


def button(label: str, value: str = "1", action: str = "go") -> Json:
    text = {"type": "plain_text", "text": label}
    return {"type": "button", "text": text, "action_id": action, "value": value}


def actions(*elements: Json) -> list[Json]:
    return [{"type": "actions", "block_id": "row", "elements": list(elements)}]


def question(block: str, element: Json, **more: Any) -> Json:
    label = {"type": "plain_text", "text": block}
    return {"type": "input", "block_id": block, "label": label, "element": element, **more}


def modal(*blocks: Json, **more: Any) -> Json:
    text = {"type": "plain_text", "text": "OK"}
    return {"type": "modal", "title": text, "submit": text, "blocks": list(blocks), **more}


WRITE = {"type": "plain_text_input", "action_id": "a"}


async def until(holds: Callable[[], object]) -> None:
    async with asyncio.timeout(5):
        while not holds():  # noqa: ASYNC110
            await asyncio.sleep(0.005)


def texts(simulator: Simulator, person: SlackPerson, chat: str = "dm") -> list[str]:
    posts = simulator.workspace.seen_by(person.id, chat)
    return [post.text for post in posts if post.sender == BOT_USER and not post.deleted]


# messages


async def test_a_message_reaches_the_bot_and_the_answer_reaches_the_person(
    simulator: Simulator, bot: Bot, moira: SlackPerson
) -> None:
    async def answer(body: Json) -> None:
        event = body["event"]
        if event["user"] == moira.id:
            await bot.client.chat_postMessage(channel=event["channel"], text="Good morning, Moira")

    bot.answer = answer
    sent, heard = await simulator.slack_heard(
        moira.id, "dm", lambda: simulator.workspace.say(moira.id, "Good morning")
    )

    (event,) = bot.events()
    assert (event["type"], event["channel_type"], event["user"]) == ("message", "im", moira.id)
    assert (event["text"], event["ts"], event["channel"]) == ("Good morning", sent.ts, moira.dm)
    assert [one.text for one in heard] == ["Good morning, Moira"]
    assert simulator.world.notes["last_slack_U"] == 1
    assert simulator.slack.world.person(moira.id).unread == 1


async def test_the_bot_hears_its_own_messages_as_on_slack(
    simulator: Simulator, bot: Bot, moira: SlackPerson
) -> None:
    await bot.client.chat_postMessage(channel=moira.id, text="Hello")
    await simulator.quiet()
    event = bot.last["event"]
    assert (event["user"], event["bot_id"], event["text"]) == (BOT_USER, "B0SPARKPLUG", "Hello")


async def test_in_a_channel_a_mention_comes_twice_and_only_where_the_bot_is(
    simulator: Simulator, bot: Bot, moira: SlackPerson
) -> None:
    workspace = simulator.workspace
    room = workspace.make_channel("Duty team", [moira.id], private=True)
    workspace.say(moira.id, "@Sparkplug are you there?", room.id)
    await simulator.quiet()
    assert (room.name, bot.events()) == ("duty-team", [])

    workspace.invite_bot(room.id)
    workspace.say(moira.id, "@sparkplug any pots?", room.id)
    await simulator.quiet()
    message, mention = bot.events("message", "app_mention")
    assert message["text"] == mention["text"] == f"<@{BOT_USER}> any pots?"
    assert (message["ts"], message["channel_type"]) == (mention["ts"], "group")
    joined = next(one["event"] for one in bot.heard if "inviter" in one["event"])
    assert (joined["type"], joined["user"]) == ("member_joined_channel", BOT_USER)


async def test_threads_edits_deletions_reactions_and_files_are_heard(
    simulator: Simulator, bot: Bot, moira: SlackPerson
) -> None:
    workspace = simulator.workspace
    first = workspace.say(moira.id, "16 chiars")
    workspace.say(moira.id, "or 20", thread=first.ts)
    workspace.edit(moira.id, first.ts, "16 chairs")
    workspace.react(moira.id, first.ts, "eyes")
    shared = workspace.upload(moira.id, "list.csv", b"a,b\n", kind="text/csv", text="the list")
    workspace.delete(moira.id, first.ts)
    await simulator.quiet()

    (answer,) = [one for one in bot.events("message") if "thread_ts" in one]
    assert (answer["thread_ts"], answer["parent_user_id"]) == (first.ts, moira.id)
    changed = next(one["event"] for one in bot.heard if one["event"].get("hidden"))
    assert (changed["subtype"], changed["message"]["text"]) == ("message_changed", "16 chairs")
    assert changed["previous_message"]["text"] == "16 chiars"
    (reaction,) = bot.events("reaction_added")
    assert (reaction["reaction"], reaction["item"]["ts"]) == ("eyes", first.ts)
    (file,) = bot.events("file_share")[0]["files"]
    deleted = bot.last["event"]
    assert (deleted["subtype"], deleted["deleted_ts"]) == ("message_deleted", first.ts)

    async with aiohttp.ClientSession() as http:
        token = {"Authorization": "Bearer xoxb-simulated"}
        async with http.get(file["url_private"], headers=token) as response:
            assert await response.read() == b"a,b\n"
        async with http.get(file["url_private"]) as response:
            assert "Sign in" in await response.text()
    assert shared.ts > first.ts


async def test_a_person_acts_only_where_they_can(simulator: Simulator, moira: SlackPerson) -> None:
    workspace = simulator.workspace
    ben = workspace.meet("Ben Okoro")
    room = workspace.make_channel("duty", [moira.id])
    with pytest.raises(Impossible, match="Ben Okoro is not in duty"):
        workspace.say(ben.id, "hello", room.id)
    post = workspace.say(moira.id, "hello", room.id)
    workspace.invite(ben.id, room.id)
    with pytest.raises(Impossible, match="only one's own"):
        workspace.edit(ben.id, post.ts, "bye", room.id)
    with pytest.raises(Impossible, match="empty"):
        workspace.say(moira.id, "  ")
    with pytest.raises(Impossible, match="not a valid command"):
        await workspace.command(moira.id, command="/weather")
    with pytest.raises(Impossible, match="there is a channel duty already"):
        workspace.make_channel("Duty!")
    workspace.archive(room.id)
    with pytest.raises(Impossible, match="archived"):
        workspace.say(moira.id, "hello", room.id)
    workspace.deactivate(ben.id)
    with pytest.raises(LookupError, match="there is no person"):
        workspace.say(ben.id, "hello")


@pytest.mark.parametrize(
    ("typed", "encoded"),
    [
        ("Fish & chips <today>", "Fish &amp; chips &lt;today&gt;"),
        ("@Moira Ellis and @moira", "<@U1> and @moira"),
        ("@Moira, or @nobody", "<@U2>, or @nobody"),
        ("see https://a.example/?a=1&b=2", "see <https://a.example/?a=1&amp;b=2>"),
        ("ask me@a.example", "ask <mailto:me@a.example|me@a.example>"),
        ("<@U1> said", "<@U1> said"),
    ],
)
def test_typed_text_is_encoded_as_slack_keeps_it(typed: str, encoded: str) -> None:
    names = {"Moira Ellis": "U1"} if "Ellis" in typed else {"Moira": "U2"}
    assert encode(typed, names) == encoded


def test_angle_brackets_that_nobody_escaped_are_read_as_links() -> None:
    pieces = read(
        "Hi <https://evil.example|your council>, &lt;b&gt; <!channel> <@U1> http://x.example."
    )
    assert [(one.type, one.text, one.url or one.id) for one in pieces] == [
        ("text", "Hi ", ""),
        ("link", "your council", "https://evil.example"),
        ("text", ", <b> ", ""),
        ("special", "!channel", "channel"),
        ("text", " ", ""),
        ("user", "@U1", "U1"),
        ("text", " ", ""),
        ("link", "http://x.example", "http://x.example"),
        ("text", ".", ""),
    ]


# commands, presses, modals


async def test_a_command_is_answered_with_its_acknowledgement_and_by_its_url(
    simulator: Simulator, bot: Bot, moira: SlackPerson
) -> None:
    room = simulator.workspace.make_channel("duty", [moira.id])

    async def answer(_: Json) -> BoltResponse:
        return said({"text": "Only you see this"})

    bot.answer = answer
    outcome = await simulator.workspace.command(moira.id, " pots ", room.id)
    assert (outcome.error, texts(simulator, moira, room.id)) == (None, ["Only you see this"])
    assert (bot.last["command"], bot.last["text"]) == ("/sparkplug", "pots")
    assert (bot.last["user_id"], bot.last["channel_name"]) == (moira.id, "duty")

    async with aiohttp.ClientSession() as http:
        for number in range(6):
            body = {"text": f"{number}", "response_type": "in_channel"}
            async with http.post(bot.last["response_url"], json=body) as response:
                told = await response.text()
    assert json.loads(told) == {"ok": False, "error": "used_url"}
    assert texts(simulator, moira, room.id)[1:] == ["0", "1", "2", "3", "4"]
    assert [one.only_for for one in simulator.slack.world.posts(room.id)][:2] == [moira.id, None]


async def test_a_response_url_lasts_half_an_hour(
    simulator: Simulator, bot: Bot, moira: SlackPerson
) -> None:
    await simulator.workspace.command(moira.id, "pots")
    await simulator.push_clock(simulator.clock.now() + timedelta(minutes=31))
    async with (
        aiohttp.ClientSession() as http,
        http.post(bot.last["response_url"], json={"text": "late"}) as response,
    ):
        assert (response.status, (await response.json())["error"]) == (404, "expired_url")


async def test_a_pressed_button_is_heard_with_all_that_surrounds_it(
    simulator: Simulator, bot: Bot, moira: SlackPerson
) -> None:
    option = {"text": {"type": "plain_text", "text": "Barton"}, "value": "barton"}
    select = {"type": "static_select", "action_id": "area", "options": [option]}
    posted = await bot.client.chat_postMessage(
        channel=moira.id,
        text="Well?",
        blocks=actions(button("Yes"), button("No", "2", "no"), select),
    )
    await simulator.workspace.press(moira.id, "Barton")
    (chosen,) = bot.last["actions"]
    assert (chosen["type"], chosen["selected_option"]) == ("static_select", option)
    await simulator.workspace.press(moira.id, "No")

    body = bot.last
    (action,) = body["actions"]
    assert (action["action_id"], action["block_id"], action["value"]) == ("no", "row", "2")
    assert body["container"]["message_ts"] == posted["ts"] == body["message"]["ts"]
    assert body["state"]["values"]["row"]["area"]["selected_option"] == option
    assert body["user"]["id"] == moira.id
    async with (
        aiohttp.ClientSession() as http,
        http.post(body["response_url"], json={"text": "Done", "replace_original": True}) as answer,
    ):
        assert answer.status == 200
    assert texts(simulator, moira) == ["Done"]
    with pytest.raises(LookupError, match="nothing to press that reads 'No'"):
        await simulator.workspace.press(moira.id, "No")


async def test_a_form_is_opened_filled_in_refused_changed_and_handed_in(
    simulator: Simulator, bot: Bot, moira: SlackPerson
) -> None:
    workspace = simulator.workspace
    email = question("mail", {"type": "email_text_input", "action_id": "a"}, optional=True)
    first = modal(question("name", WRITE), email, callback_id="ask", private_metadata="{}")
    answers: list[BoltResponse] = [
        said({"response_action": "errors", "errors": {"name": "Nobody is called that"}}),
        said({"response_action": "update", "view": modal(question("name", WRITE))}),
        said({"response_action": "push", "view": modal(question("more", WRITE))}),
        said(),
        said({"response_action": "clear"}),
    ]

    async def answer(body: Json) -> BoltResponse | None:
        if body["type"] == "block_actions":
            await bot.client.views_open(trigger_id=body["trigger_id"], view=first)
        return answers.pop(0) if body["type"] == "view_submission" else None

    bot.answer = answer
    await bot.client.chat_postMessage(channel=moira.id, text="?", blocks=actions(button("Ask")))
    outcome = await workspace.press(moira.id, "Ask")
    assert outcome.view is not None
    assert outcome.view.body["callback_id"] == "ask"

    required = "Please complete this required field."
    assert (await workspace.submit(moira.id)).errors == {"name": required}
    await workspace.fill(moira.id, "name", "Ana")
    await workspace.fill(moira.id, "mail", "nowhere")
    assert (await workspace.submit(moira.id)).errors == {"mail": "Enter a valid email address."}
    await workspace.fill(moira.id, "mail", "")
    assert (await workspace.submit(moira.id)).errors == {"name": "Nobody is called that"}
    values = bot.last["view"]["state"]["values"]
    assert values["name"]["a"] == {"type": "plain_text_input", "value": "Ana"}

    changed = (await workspace.submit(moira.id)).view
    assert changed is not None
    assert changed.values["name"]["a"]["value"] == "Ana"  # same block, same action: it stays
    pushed = (await workspace.submit(moira.id)).view
    assert pushed is not None
    assert (pushed.previous, pushed.root) == (changed.id, changed.root)
    await workspace.fill(moira.id, "more", "words")
    assert (await workspace.submit(moira.id)).view == changed
    assert (await workspace.submit(moira.id)).view is None


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ({"response_action": "errors", "errors": {"nom": "No"}}, "no input block: nom"),
        ({"response_action": "errors"}, "missing required field: errors"),
        ({"response_action": "explode"}, "unknown response_action: explode"),
        ({"response_action": "update"}, "missing required field: view"),
        ({"text": "thanks"}, "unknown answer: text"),
        ({"response_action": "update", "view": modal(title=1)}, "must provide an object"),
    ],
)
async def test_a_wrong_answer_to_a_form_is_shown_as_trouble(
    simulator: Simulator, bot: Bot, moira: SlackPerson, answer: Json, why: str
) -> None:
    view = await opened(simulator, bot, moira, modal(question("name", WRITE)))
    await simulator.workspace.fill(moira.id, "name", "Ana")

    async def wrong(_: Json) -> BoltResponse:
        return said(answer)

    bot.answer = wrong
    outcome = await simulator.workspace.submit(moira.id)
    assert why in (outcome.error or "")
    assert outcome.view is not None
    assert outcome.view.id == view["id"]


async def opened(simulator: Simulator, bot: Bot, person: SlackPerson, view: Json) -> Json:
    """A modal that the bot has opened after a command; the view as it was told."""
    await simulator.workspace.command(person.id, "form")
    answer = await bot.client.views_open(trigger_id=bot.last["trigger_id"], view=view)
    shown: Json = answer["view"]
    return shown


async def test_a_field_that_dispatches_is_heard_and_the_view_changes_under_it(
    simulator: Simulator, bot: Bot, moira: SlackPerson
) -> None:
    options = [
        {"text": {"type": "plain_text", "text": one}, "value": one.lower()} for one in ("Yes", "No")
    ]
    pick = {"type": "radio_buttons", "action_id": "a", "options": options}
    view = modal(question("call", pick, dispatch_action=True), question("why", WRITE))
    shown = await opened(simulator, bot, moira, view)

    async def answer(body: Json) -> None:
        assert body["container"] == {"type": "view", "view_id": shown["id"]}
        assert body["actions"][0]["selected_option"]["value"] == "yes"
        assert body["view"]["state"]["values"]["call"]["a"]["selected_option"]["value"] == "yes"
        more = modal(*view["blocks"], question("number", WRITE))
        await bot.client.views_update(view_id=shown["id"], view=more, hash=body["view"]["hash"])

    bot.answer = answer
    await simulator.workspace.fill(moira.id, "why", "busy")
    assert "actions" not in bot.last
    outcome = await simulator.workspace.fill(moira.id, "call", "Yes")
    assert outcome.view is not None
    assert [one["block_id"] for one in outcome.view.body["blocks"]] == ["call", "why", "number"]
    assert outcome.view.values["why"]["a"]["value"] == "busy"
    with pytest.raises(SlackApiError, match="hash_conflict"):
        await bot.client.views_update(view_id=shown["id"], view=view, hash=shown["hash"])
    bot.answer = None
    await simulator.workspace.press(moira.id, "No", view=shown["id"], action="a")
    assert bot.last["actions"][0]["selected_option"]["value"] == "no"


async def test_closing_a_modal_is_heard_where_asked(
    simulator: Simulator, bot: Bot, moira: SlackPerson
) -> None:
    silent = modal(question("name", WRITE))
    await opened(simulator, bot, moira, silent)
    await simulator.workspace.close(moira.id)
    assert "view" not in bot.last

    shown = await opened(simulator, bot, moira, {**silent, "notify_on_close": True})
    assert (await simulator.workspace.close(moira.id)).view is None
    assert (bot.last["type"], bot.last["view"]["id"]) == ("view_closed", shown["id"])
    assert bot.last["is_cleared"] is False
    with pytest.raises(SlackApiError, match="not_found"):
        await bot.client.views_update(view_id=shown["id"], view=silent)


async def test_the_home_is_published_opened_and_pressed(
    simulator: Simulator, bot: Bot, moira: SlackPerson
) -> None:
    async def answer(body: Json) -> None:
        if body.get("event", {}).get("type") == "app_home_opened":
            view = {"type": "home", "blocks": actions(button("Pots"))}
            await bot.client.views_publish(user_id=moira.id, view=view)

    bot.answer = answer
    simulator.workspace.open_home(moira.id)
    await simulator.quiet()
    (event,) = bot.events("app_home_opened")
    assert (event["tab"], event["channel"], "view" in event) == ("home", moira.dm, False)
    await simulator.workspace.press(moira.id, "Pots", home=True)
    assert (bot.last["view"]["type"], bot.last["container"]["type"]) == ("home", "view")
    simulator.workspace.open_home(moira.id)
    await simulator.quiet()
    assert "view" in bot.events("app_home_opened")[1]


# triggers


async def test_a_trigger_opens_one_modal(
    simulator: Simulator, bot: Bot, moira: SlackPerson
) -> None:
    view = modal(question("name", WRITE))
    await opened(simulator, bot, moira, view)
    for trigger, why in [
        (bot.last["trigger_id"], "exchanged_trigger_id"),
        ("1.2.3", "invalid_trigger_id"),
    ]:
        with pytest.raises(SlackApiError, match=why):
            await bot.client.views_open(trigger_id=trigger, view=view)


async def test_a_trigger_is_soon_too_old() -> None:
    async with (
        running(replace(NONE, trigger_seconds=0)) as simulator,
        connected(simulator) as bot,
    ):
        moira = simulator.workspace.meet("Moira")
        with pytest.raises(SlackApiError, match="expired_trigger_id"):
            await opened(simulator, bot, moira, modal(question("name", WRITE)))


async def test_three_modals_can_lie_on_one_another(
    simulator: Simulator, bot: Bot, moira: SlackPerson
) -> None:
    view = modal(question("name", WRITE))
    await opened(simulator, bot, moira, view)

    async def push() -> None:
        await simulator.workspace.command(moira.id, "form")
        await bot.client.views_push(trigger_id=bot.last["trigger_id"], view=view)

    await push()
    await push()
    with pytest.raises(SlackApiError, match="push_limit_reached"):
        await push()


# acknowledging


async def test_without_an_acknowledgement_the_person_sees_an_error(
    simulator: Simulator, bot: Bot, moira: SlackPerson
) -> None:
    workspace = simulator.workspace
    await bot.client.chat_postMessage(channel=moira.id, text="?", blocks=actions(button("Ask")))
    await opened(simulator, bot, moira, modal(question("name", WRITE)))
    await workspace.fill(moira.id, "name", "Ana")
    for act in (workspace.command, lambda person: workspace.press(person, "Ask"), workspace.submit):
        simulator.faults.add(Fault(platform="slack", kind="no_ack"))
        assert (await act(moira.id)).error == "operation_timeout"


async def test_an_acknowledgement_later_than_three_seconds_is_none() -> None:
    async with (
        running(replace(NONE, ack_seconds=0.05)) as simulator,
        connected(simulator) as bot,
    ):

        async def late(_: Json) -> None:
            await asyncio.sleep(0.1)

        bot.answer = late
        moira = simulator.workspace.meet("Moira")
        assert (await simulator.workspace.command(moira.id)).error == "operation_timeout"


async def test_with_nobody_connected_commands_fail_at_once(
    simulator: Simulator, moira: SlackPerson
) -> None:
    assert (await simulator.workspace.command(moira.id)).error == "dispatch_failed"


async def test_an_event_is_told_again_until_it_is_acknowledged() -> None:
    limits = replace(NONE, ack_seconds=0.5)
    async with running(limits) as simulator, connected(simulator) as bot:
        moira = simulator.workspace.meet("Moira")

        async def refuse(_: Json) -> BoltResponse:
            return BoltResponse(status=500, body="")

        bot.answer = refuse
        simulator.workspace.say(moira.id, "Hello")
        await until(lambda: len(bot.heard) == 2)  # the first retry comes at once
        await simulator.quiet()
        await simulator.push_clock(simulator.clock.now() + timedelta(minutes=1))
        await until(lambda: len(bot.heard) == 3)
        await simulator.quiet()
        bot.answer = None
        await simulator.push_clock(simulator.clock.now() + timedelta(minutes=5))
        await until(lambda: len(bot.heard) == 4)
        await simulator.quiet()
        assert len({one["event_id"] for one in bot.heard}) == 1
        await simulator.push_clock(simulator.clock.now() + timedelta(hours=1))
        await simulator.quiet()
        assert len(bot.heard) == 4
        tries = [one for one in simulator.ledger.entries() if one.kind == "confirmed"]
        assert [one.error for one in tries] == ["timeout", "timeout", "timeout", None]


async def test_a_lost_acknowledgement_brings_the_event_again(
    simulator: Simulator, bot: Bot, moira: SlackPerson
) -> None:
    simulator.faults.add(Fault(platform="slack", kind="no_ack", method="events_api"))
    simulator.workspace.say(moira.id, "Hello")
    await simulator.quiet()
    first, again = bot.heard
    assert first["event_id"] == again["event_id"]
    simulator.slack.events.again(first["event_id"])
    await simulator.quiet()
    assert bot.last["event_id"] == first["event_id"]


async def test_events_can_be_held_back_shuffled_and_multiplied(
    simulator: Simulator, bot: Bot, moira: SlackPerson
) -> None:
    events = simulator.slack.events
    events.hold()
    for number in range(100):
        simulator.workspace.say(moira.id, str(number))
    assert not bot.heard
    total = events.release(random.Random(1), copies=4)
    await simulator.quiet()
    assert len(bot.heard) == total > 100
    numbers = [int(one["event"]["text"]) for one in bot.heard]
    assert numbers != sorted(numbers)
    assert set(numbers) == set(range(100))


async def test_what_nobody_acknowledged_is_told_after_a_restart(tmp_path: Path) -> None:
    world = tmp_path / "world.sqlite"
    async with running(world=world) as simulator:
        moira = simulator.workspace.meet("Moira")
        room = simulator.workspace.make_channel("duty", [moira.id], bot=True)
        simulator.workspace.say(moira.id, "Hello", room.id)
    async with running(world=world) as simulator, connected(simulator) as bot:
        await simulator.quiet()
        assert [one["text"] for one in bot.events("message")] == ["Hello"]
        (post,) = simulator.workspace.seen_by(moira.id, room.id)
        assert post.text == "Hello"
        again = simulator.workspace.say(moira.id, "Anyone?", room.id)
        assert float(again.ts) > float(post.ts)
        await simulator.quiet()
    async with running(world=world) as simulator, connected(simulator) as bot:
        await simulator.quiet()
        assert bot.heard == []


# sockets


async def test_each_payload_goes_to_one_connection_and_again_to_another(
    simulator: Simulator, moira: SlackPerson
) -> None:
    async with connected(simulator) as one, connected(simulator) as two:
        for number in range(10):
            simulator.workspace.say(moira.id, str(number))
        await simulator.quiet()
        assert sorted(len(bot.heard) for bot in (one, two)) == [5, 5]

        simulator.faults.add(Fault(platform="slack", kind="no_ack"))
        simulator.workspace.say(moira.id, "once more")
        await simulator.quiet()
        assert one.last["event_id"] == two.last["event_id"]


async def test_a_cut_socket_is_replaced_and_nothing_is_lost(
    simulator: Simulator, moira: SlackPerson
) -> None:
    async with connected(simulator, ping_interval=0.05) as bot:
        simulator.slack.sockets.cut()
        simulator.workspace.say(moira.id, "Are you there?")
        await simulator.quiet()
        assert [one["text"] for one in bot.events()] == ["Are you there?"]


async def test_a_half_open_socket_swallows_until_the_bot_notices() -> None:
    async with (
        running(replace(NONE, ack_seconds=2)) as simulator,
        connected(simulator, ping_interval=0.1) as bot,
    ):
        moira = simulator.workspace.meet("Moira")
        simulator.slack.sockets.half_open()
        assert (await simulator.workspace.command(moira.id)).error in (
            "operation_timeout",
            "dispatch_failed",
        )
        assert bot.heard == []
        simulator.workspace.say(moira.id, "Are you there?")
        await simulator.quiet()
        assert [one["text"] for one in bot.events()] == ["Are you there?"]


async def test_a_refresh_makes_the_bot_connect_anew(
    simulator: Simulator, bot: Bot, moira: SlackPerson
) -> None:
    (before,) = simulator.slack.sockets.links
    await simulator.slack.sockets.refresh()
    simulator.workspace.say(moira.id, "Still there?")
    await simulator.quiet()
    assert [one["text"] for one in bot.events()] == ["Still there?"]
    assert before not in simulator.slack.sockets.links


async def test_no_more_than_ten_connections(simulator: Simulator) -> None:
    client = AsyncWebClient("xapp-simulated", base_url=simulator.slack_api)
    async with aiohttp.ClientSession() as http:
        sockets = []
        for _ in range(11):
            opened = await client.apps_connections_open(app_token="xapp-simulated")
            sockets.append(await http.ws_connect(opened["url"]))
        frames = [await socket.receive_json() for socket in sockets]
        assert [frame["type"] for frame in frames] == ["hello"] * 10 + ["disconnect"]
        assert frames[9]["num_connections"] == 10
        assert frames[10]["reason"] == "too_many_websockets"
        with pytest.raises(aiohttp.WSServerHandshakeError):  # an address serves once
            await http.ws_connect(opened["url"])
        for socket in sockets:
            await socket.close()


# signed HTTP


@asynccontextmanager
async def listening(simulator: Simulator) -> AsyncIterator[tuple[Bot, str]]:
    """The same Bolt app behind an address of its own."""
    bot = Bot(AsyncWebClient("xoxb-simulated", base_url=simulator.slack_api, retry_handlers=[]))
    server = bot.app().web_app("/slack/events")
    runner = web.AppRunner(server, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield bot, f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    finally:
        await runner.cleanup()


async def test_over_http_everything_comes_signed_to_one_address(
    simulator: Simulator, moira: SlackPerson
) -> None:
    async with listening(simulator) as (bot, url):

        async def answer(body: Json) -> BoltResponse | None:
            if body.get("type") == "url_verification":
                return said({"challenge": body["challenge"]})
            return said({"text": "Three pots"}) if "command" in body else None

        bot.answer = answer
        await simulator.send_events_to(url)
        assert simulator.slack.connected
        assert (await simulator.workspace.command(moira.id, "pots & more")).error is None
        assert bot.last["text"] == "pots & more"
        assert texts(simulator, moira) == ["Three pots"]
        await bot.client.chat_postMessage(channel=moira.id, text="?", blocks=actions(button("Ask")))
        await simulator.workspace.press(moira.id, "Ask")
        assert bot.last["actions"][0]["action_id"] == "go"
        simulator.workspace.say(moira.id, "Hello")
        await simulator.quiet()
        assert [one["text"] for one in bot.events()] == ["Hello"]
        await simulator.send_events_to("")
        assert not simulator.slack.connected


async def test_over_http_retries_say_which_they_are_and_can_be_declined(
    simulator: Simulator, moira: SlackPerson
) -> None:
    seen: list[tuple[str | None, str | None]] = []
    declines = False

    async def take(request: web.Request) -> web.Response:
        body = await request.json()
        if body["type"] == "url_verification":
            return web.Response(text=body["challenge"])
        headers = request.headers
        stamp = headers["X-Slack-Request-Timestamp"]
        assert abs(int(stamp) - time.time()) < 5
        expected = signature(b"simulated", stamp, await request.read())
        assert headers["X-Slack-Signature"] == expected
        seen.append((headers.get("X-Slack-Retry-Num"), headers.get("X-Slack-Retry-Reason")))
        no_retry = {"X-Slack-No-Retry": "1"} if declines else {}
        return web.Response(status=500, headers=no_retry)

    app = web.Application()
    app.router.add_post("/", take)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    await simulator.send_events_to(f"http://127.0.0.1:{runner.addresses[0][1]}/")
    simulator.workspace.say(moira.id, "Hello")
    await simulator.quiet()
    assert seen == [(None, None), ("1", "http_error")]
    declines = True
    simulator.workspace.say(moira.id, "Hello")
    await simulator.quiet()
    assert len(seen) == 3
    await runner.cleanup()


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://slack.example/events", "only calls loopback"),
        ("http://127.0.0.1:9/slack/events", "does not answer"),
    ],
)
async def test_a_wrong_address_is_refused(simulator: Simulator, url: str, why: str) -> None:
    with pytest.raises(Impossible, match=why):
        await simulator.send_events_to(url)


async def test_bolt_refuses_a_wrong_and_an_old_signature(simulator: Simulator) -> None:
    async with listening(simulator) as (bot, url), aiohttp.ClientSession() as http:
        body = b'{"type":"event_callback"}'
        now = int(time.time())
        for stamp, secret, status in [
            (now, b"simulated", 200),
            (now, b"guessed", 401),
            (now - 301, b"simulated", 401),
        ]:
            headers = {
                "Content-Type": "application/json",
                "X-Slack-Request-Timestamp": str(stamp),
                "X-Slack-Signature": signature(secret, str(stamp), body),
            }
            async with http.post(url, data=body, headers=headers) as response:
                assert response.status == status
        assert len(bot.heard) == 1


# shapes


async def test_payloads_have_no_keys_that_slacks_own_do_not_have(
    simulator: Simulator, bot: Bot, moira: SlackPerson
) -> None:
    workspace = simulator.workspace
    room = workspace.make_channel("duty", [moira.id], bot=True)
    first = workspace.say(moira.id, "@Sparkplug hello", room.id)
    workspace.say(moira.id, "more", room.id, first.ts)
    workspace.edit(moira.id, first.ts, "hello", room.id)
    workspace.send(moira.id, "photo")
    workspace.react(moira.id, first.ts, "eyes", room.id)
    workspace.delete(moira.id, first.ts, room.id)
    workspace.open_home(moira.id)
    workspace.leave(moira.id, room.id)
    await workspace.command(moira.id, "help")
    await bot.client.chat_postMessage(channel=moira.id, text="?", blocks=actions(button("Ask")))
    await workspace.press(moira.id, "Ask")
    await opened(simulator, bot, moira, modal(question("name", WRITE), notify_on_close=True))
    await workspace.fill(moira.id, "name", "Ana")
    await workspace.submit(moira.id)
    await opened(simulator, bot, moira, modal(question("name", WRITE), notify_on_close=True))
    await workspace.close(moira.id)
    await simulator.quiet()

    known = json.loads(KEYS.read_text())
    kinds = {_kind(body): list(_strangers(body, known[_kind(body)])) for body in bot.heard}
    assert {kind: strange for kind, strange in kinds.items() if strange} == {}
    assert len(kinds) == 13


def _kind(body: Json) -> str:
    if "command" in body:
        return "slash_command"
    if body["type"] != "event_callback":
        return str(body["type"])
    event = body["event"]
    name = ".".join([event["type"], *([event["subtype"]] if "subtype" in event else [])])
    return f"event:{name}"


_UNLISTED = {"app_id", "blocks", "reply_users", "response_urls"}  # the samples leave these out


def _strangers(value: object, known: object) -> list[str]:
    if isinstance(value, dict) and isinstance(known, dict) and known:
        found = [key for key in value if key not in known and key not in _UNLISTED]
        for key, inner in value.items():
            found += _strangers(inner, known.get(key))
        return found
    return []
