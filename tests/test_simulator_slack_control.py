"""The Slack half of the control interface, as the simulator's page uses it."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import PushedClock
from bot.simulator.limits import Limits
from bot.simulator.server import Simulator
from bot.simulator.slack_world import BOT_USER
from bot.simulator.world import Json

MONDAY = datetime(2026, 10, 19, 9, 0, tzinfo=UTC)
OK = {"type": "plain_text", "text": "OK"}
NAME = {
    "type": "input",
    "block_id": "name",
    "label": OK,
    "element": {"type": "plain_text_input", "action_id": "a"},
}
ROW = [{"type": "actions", "block_id": "row", "elements": [{"type": "button", "text": OK}]}]


class Clerk:
    """A small bot: answers messages, opens a form, publishes a home."""

    def __init__(self, client: AsyncWebClient) -> None:
        self.client = client
        self.app = AsyncApp(client=client, signing_secret="simulated", before_authorize=self.take)

    async def take(self, request: AsyncBoltRequest) -> BoltResponse:
        body = request.body
        event = body.get("event", {})
        if "command" in body:
            return BoltResponse(status=200, body={"text": f"You said {body['text']}"})
        if body.get("type") == "block_actions":
            view = {"type": "modal", "title": OK, "submit": OK, "blocks": [NAME]}
            await self.client.views_open(trigger_id=body["trigger_id"], view=view)
        elif body.get("type") == "view_submission":
            if body["view"]["state"]["values"]["name"]["a"]["value"] != "Ana":
                answer = {"response_action": "errors", "errors": {"name": "Not Ana"}}
                return BoltResponse(status=200, body=answer)
        elif event.get("type") == "app_home_opened":
            await self.client.views_publish(
                user_id=event["user"], view={"type": "home", "blocks": ROW}
            )
        elif event.get("type") == "message" and event.get("user") != BOT_USER:
            thread = event.get("thread_ts")
            await self.client.chat_postMessage(
                channel=event["channel"], text="Well?", blocks=ROW, thread_ts=thread
            )
        return BoltResponse(status=200, body="")


@pytest.fixture
async def simulator() -> AsyncIterator[Simulator]:
    async def settle() -> None:
        return None

    simulator = Simulator(PushedClock(MONDAY), limits=Limits.none(), settle=settle)
    await simulator.start()
    yield simulator
    await simulator.stop()


@pytest.fixture
async def clerk(simulator: Simulator) -> AsyncIterator[Clerk]:
    clerk = Clerk(AsyncWebClient("xoxb-simulated", base_url=simulator.slack_api))
    handler = AsyncSocketModeHandler(clerk.app, "xapp-simulated")
    await handler.connect_async()  # type: ignore[no-untyped-call]
    yield clerk
    await handler.close_async()  # type: ignore[no-untyped-call]


@pytest.fixture
async def http(simulator: Simulator) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(simulator.address) as http:
        yield http


async def asked(
    http: aiohttp.ClientSession, method: str, path: str, body: object = None, status: int = 200
) -> Any:
    async with http.request(method, f"/simulator/{path}", json=body) as response:
        told = await response.json()
        assert (response.status, told) == (status, told)
        return told


async def moira(http: aiohttp.ClientSession) -> str:
    person = await asked(http, "POST", "slack/people", {"name": "Moira", "language": "en"})
    identifier: str = person["id"]
    return identifier


async def test_people_and_channels(simulator: Simulator, http: aiohttp.ClientSession) -> None:
    person = await moira(http)
    room = await asked(
        http,
        "POST",
        "slack/channels",
        {"name": "Duty team", "private": True, "members": [person], "bot": False},
    )
    ben = await asked(http, "POST", "slack/people", {"name": "Ben"})
    await asked(http, "POST", f"slack/channels/{room['id']}/members", {"person": ben["id"]})
    await asked(http, "POST", f"slack/channels/{room['id']}/members", {"bot": True})
    await asked(http, "DELETE", f"slack/people/{ben['id']}")

    assert (await asked(http, "GET", "state"))["slack"] == {
        "connected": False,
        "team": {"id": "T0SIMULATED", "name": "Simulated Council"},
        "bot": {"id": BOT_USER, "name": "Sparkplug"},
        "commands": ["/sparkplug"],
        "people": [{"id": person, "name": "Moira", "language": "en", "unread": 0}],
        "channels": [
            {
                "id": room["id"],
                "name": "duty-team",
                "private": True,
                "members": [person],
                "bot": True,
            }
        ],
    }
    with_bot = await asked(http, "POST", f"slack/channels/{room['id']}/members", {"bot": False})
    assert with_bot["bot"] is False


async def test_a_talk_in_a_direct_message_and_in_a_thread(
    simulator: Simulator, clerk: Clerk, http: aiohttp.ClientSession
) -> None:
    person = await moira(http)
    say = {"as": person, "text": "Good <b>morning</b>", "wait": True}
    told = await asked(http, "POST", "slack/chats/dm/say", say)
    (heard,) = told["heard"]
    assert told["sent"] == {
        "ts": told["sent"]["ts"],
        "thread": None,
        "replies": 0,
        "from": {"id": person, "name": "Moira", "bot": False},
        "text": "Good &lt;b&gt;morning&lt;/b&gt;",
        "blocks": [],
        "pieces": [{"type": "text", "text": "Good <b>morning</b>"}],
        "edited": False,
        "deleted": False,
        "ephemeral": False,
        "reactions": {},
        "files": [],
    }
    assert (heard["text"], heard["from"]["bot"]) == ("Well?", True)
    assert heard["blocks"][0]["elements"][0]["text"] == OK
    assert (await asked(http, "GET", "state"))["slack"]["people"][0]["unread"] == 1

    thread = told["sent"]["ts"]
    await asked(http, "POST", "slack/chats/dm/say", {**say, "thread": thread})
    shown = await asked(http, "GET", f"slack/chats/dm/messages?as={person}")
    assert [one["replies"] for one in shown["messages"]] == [2, 0]
    inside = await asked(http, "GET", f"slack/chats/dm/messages?as={person}&thread={thread}")
    assert [one["thread"] for one in inside["messages"]] == [None, thread, thread]
    later = await asked(http, "GET", f"slack/chats/dm/messages?as={person}&after={thread}")
    assert len(later["messages"]) == 1
    assert (await asked(http, "GET", "state"))["slack"]["people"][0]["unread"] == 0

    edit = {"as": person, "ts": thread, "text": "Good evening"}
    edited = await asked(http, "POST", "slack/chats/dm/edit", edit)
    assert (edited["sent"]["text"], edited["sent"]["edited"]) == ("Good evening", True)
    react = {"as": person, "ts": heard["ts"], "name": "eyes"}
    reacted = await asked(http, "POST", "slack/chats/dm/react", react)
    assert reacted["sent"]["reactions"] == {"eyes": [person]}
    file = await asked(http, "POST", "slack/chats/dm/send", {"as": person, "kind": "photo"})
    (photo,) = file["sent"]["files"]
    assert (photo["name"], photo["image"]) == ("photo.png", True)
    async with http.get(photo["url"]) as response:
        assert response.content_type == "image/png"
    await asked(http, "POST", "slack/chats/dm/delete", {"as": person, "ts": thread})
    shown = await asked(http, "GET", f"slack/chats/dm/messages?as={person}")
    assert (shown["messages"][0]["deleted"], shown["messages"][0]["text"]) == (True, "")


async def test_an_injection_can_be_seen(
    simulator: Simulator, clerk: Clerk, http: aiohttp.ClientSession
) -> None:
    person = await moira(http)
    text = "<https://evil.example|Your council> says hi to <@" + person + ">"
    block = {"type": "section", "text": {"type": "mrkdwn", "text": "<!channel>"}}
    await clerk.client.chat_postMessage(channel=person, text=text, blocks=[block])
    told = await asked(http, "GET", f"slack/chats/dm/messages?as={person}")
    assert told["messages"][0]["pieces"] == [
        {"type": "link", "text": "Your council", "url": "https://evil.example"},
        {"type": "text", "text": " says hi to "},
        {"type": "user", "text": "@Moira", "id": person},
        {"type": "special", "text": "!channel", "id": "channel"},
    ]


async def test_a_command_a_press_a_form_and_the_home(
    simulator: Simulator, clerk: Clerk, http: aiohttp.ClientSession
) -> None:
    person = await moira(http)
    command = {"as": person, "command": "/sparkplug", "text": "pots", "wait": True}
    told = await asked(http, "POST", "slack/chats/dm/command", command)
    assert (told["heard"][0]["text"], told["error"]) == ("You said pots", None)
    assert told["heard"][0]["ephemeral"] is True

    home = await asked(http, "GET", f"slack/home?as={person}&open=1")
    action = home["view"]["blocks"][0]["elements"][0]["action_id"]
    press = {"as": person, "home": True, "action": action, "wait": True}
    told = await asked(http, "POST", "slack/press", press)
    view = told["view"]
    assert (told["error"], view["title"], view["submit"]) == (None, OK, OK)
    assert view["state"]["values"]["name"]["a"]["value"] is None
    assert await asked(http, "GET", f"slack/view?as={person}") == {"view": view}

    me = {"as": person, "wait": True}
    told = await asked(http, "POST", "slack/view/submit", me)
    assert told["errors"] == {"name": "Please complete this required field."}
    await asked(http, "POST", "slack/view/set", {"as": person, "block": "name", "value": "Bob"})
    told = await asked(http, "POST", "slack/view/submit", me)
    assert (told["errors"], told["view"]["errors"]) == ({"name": "Not Ana"}, {"name": "Not Ana"})
    await asked(http, "POST", "slack/view/set", {"as": person, "block": "name", "value": "Ana"})
    told = await asked(http, "POST", "slack/view/submit", me)
    assert (told["view"], told["errors"], told["error"]) == (None, {}, None)
    await asked(http, "POST", "slack/view/close", me, 404)

    say = {"as": person, "text": "hello", "wait": True}
    await asked(http, "POST", "slack/chats/dm/say", say)
    told = await asked(http, "POST", "slack/press", {"as": person, "chat": "dm", "label": "OK"})
    assert told["view"] is not None
    assert (await asked(http, "POST", "slack/view/close", me))["view"] is None


@pytest.mark.parametrize(
    ("path", "body", "status", "why"),
    [
        ("slack/people", {"name": " "}, 400, "a person needs a name"),
        ("slack/channels", {"name": "!", "members": []}, 400, "a channel needs a name"),
        ("slack/channels/C9/members", {}, 400, "give either `person` or `bot`"),
        ("slack/channels/C9/members", {"bot": True}, 404, "there is no channel C9"),
        (
            "slack/chats/dm/say",
            {"as": "U9", "text": "a"},
            404,
            "there is no person U9 in the workspace",
        ),
        ("slack/press", {"as": "U9"}, 400, "give one of `chat`, `home` and `view`"),
        ("faults", {"kind": "cut"}, 400, "cut does not happen on telegram"),
    ],
)
async def test_what_makes_no_sense_is_said_so(
    http: aiohttp.ClientSession, path: str, body: Json, status: int, why: str
) -> None:
    assert await asked(http, "POST", path, body, status) == {"error": why}


async def test_faults_of_the_sockets_happen_at_once(
    simulator: Simulator, clerk: Clerk, http: aiohttp.ClientSession
) -> None:
    assert (await asked(http, "GET", "state"))["slack"]["connected"]
    told = await asked(http, "POST", "faults", {"platform": "slack", "kind": "cut"})
    assert told == {"faults": []}
    assert not (await asked(http, "GET", "state"))["slack"]["connected"]
    no_ack = {"platform": "slack", "kind": "no_ack", "method": "events_api"}
    (fault,) = (await asked(http, "POST", "faults", no_ack))["faults"]
    assert (fault["platform"], fault["kind"]) == ("slack", "no_ack")


async def test_the_page_is_nudged(simulator: Simulator, http: aiohttp.ClientSession) -> None:
    async with http.get("/simulator/events") as stream:
        person = await moira(http)
        await asked(http, "POST", "slack/chats/dm/say", {"as": person, "text": "hello"})
        told: list[Json] = []
        while {"kind": "slack", "chat": f"D{person[1:]}"} not in told:
            line = (await stream.content.readline()).decode()
            if line.startswith("data: "):
                told.append(json.loads(line.removeprefix("data: ")))
    assert {"kind": "slack", "people": person} in told
