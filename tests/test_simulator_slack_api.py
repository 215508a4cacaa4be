"""The simulator's Slack Web API, called as the bot calls it: what it takes and what it refuses."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.clock import PushedClock
from bot.simulator.faults import Fault
from bot.simulator.limits import Limits, SlackLimits
from bot.simulator.sample_files import SAMPLE_FILES
from bot.simulator.server import Simulator
from bot.simulator.slack_blocks import message_problems, view_problems
from bot.simulator.slack_world import BOT_USER, Channel, SlackPerson
from bot.simulator.world import Impossible, Json
from tests.serving import until

MONDAY = datetime(2026, 10, 19, 9, 0, tzinfo=UTC)
PICTURE = SAMPLE_FILES["photo"].content

Call = Callable[[AsyncWebClient], Awaitable[AsyncSlackResponse]]


@asynccontextmanager
async def running(limits: SlackLimits | None = None) -> AsyncIterator[Simulator]:
    slack = limits or SlackLimits.none()
    simulator = Simulator(PushedClock(MONDAY), limits=replace(Limits.none(), slack=slack))
    await simulator.start()
    try:
        yield simulator
    finally:
        await simulator.stop()


def client_of(simulator: Simulator, token: str | None = "xoxb-simulated") -> AsyncWebClient:
    return AsyncWebClient(token, base_url=simulator.slack_api, retry_handlers=[])


@pytest.fixture
async def simulator() -> AsyncIterator[Simulator]:
    async with running() as simulator:
        yield simulator


@pytest.fixture
def client(simulator: Simulator) -> AsyncWebClient:
    return client_of(simulator)


@pytest.fixture
def moira(simulator: Simulator) -> SlackPerson:
    return simulator.workspace.meet("Moira Ellis", language="cy")


@pytest.fixture
def room(simulator: Simulator, moira: SlackPerson) -> Channel:
    return simulator.workspace.make_channel("duty", [moira.id], bot=True, topic="On duty")


async def refusal(call: Awaitable[object]) -> Json:
    with pytest.raises(SlackApiError) as raised:
        await call
    answer: Json = raised.value.response.data
    return answer


async def error(call: Awaitable[object]) -> str:
    return str((await refusal(call))["error"])


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def button(**more: Any) -> Json:
    return {"type": "button", "text": plain("Go"), "action_id": "go", **more}


def options(count: int) -> list[Json]:
    return [{"text": plain(f"{one}"), "value": f"{one}"} for one in range(count)]


def question(**more: Any) -> Json:
    return {
        "type": "input",
        "label": plain("Name"),
        "element": {"type": "plain_text_input"},
        **more,
    }


def modal(*blocks: Json, **more: Any) -> Json:
    return {
        "type": "modal",
        "title": plain("Ask"),
        "submit": plain("OK"),
        "blocks": list(blocks),
        **more,
    }


# who calls


async def test_the_token_says_who_calls(simulator: Simulator) -> None:
    bot, app = client_of(simulator), client_of(simulator, "xapp-simulated")
    told = await bot.auth_test()
    assert (told["user_id"], told["bot_id"], told["team"]) == (
        BOT_USER,
        "B0SPARKPLUG",
        "Simulated Council",
    )
    assert await error(client_of(simulator, "xoxb-guessed").auth_test()) == "invalid_auth"
    assert await error(client_of(simulator, None).auth_test()) == "not_authed"
    assert await error(app.auth_test()) == "not_allowed_token_type"
    opening = bot.apps_connections_open(app_token="xoxb-simulated")
    assert await error(opening) == "not_allowed_token_type"
    async with (
        aiohttp.ClientSession(simulator.address) as http,
        http.post("/api/auth.test", data={"token": "xoxb-simulated"}) as response,
    ):
        assert (await response.json())["ok"] is True


@pytest.mark.parametrize(
    ("method", "arguments", "answer", "why"),
    [
        ("chat.shout", {}, "unknown_method", "there is no method chat.shout"),
        ("chat.meMessage", {}, "not_played", "the simulator does not play chat.meMessage"),
        (
            "chat.postMessage",
            {"channel": "C1", "text": "a", "txt": "b"},
            "invalid_arguments",
            "unknown argument of chat.postMessage: txt",
        ),
        (
            "chat.postMessage",
            {"channel": "C1", "text": "a", "username": "b"},
            "not_played",
            "the simulator does not play chat.postMessage with username",
        ),
        ("chat.update", {"channel": "C1"}, "invalid_arguments", "missing required field: ts"),
        (
            "chat.postMessage",
            {"channel": "C1", "blocks": "{"},
            "invalid_blocks_format",
            "must provide an array of blocks",
        ),
        (
            "chat.postMessage",
            {"channel": "C1", "text": 1},
            "invalid_arguments",
            "must provide a string [json-pointer:/text]",
        ),
        (
            "conversations.list",
            {"limit": "many"},
            "invalid_arguments",
            "must provide a number [json-pointer:/limit]",
        ),
        (
            "conversations.list",
            {"exclude_archived": "maybe"},
            "invalid_arguments",
            "must provide a boolean [json-pointer:/exclude_archived]",
        ),
        (
            "views.open",
            {"trigger_id": "1", "view": "[]"},
            "invalid_arguments",
            "must provide an object [json-pointer:/view]",
        ),
    ],
)
async def test_a_call_is_held_to_the_specification(
    client: AsyncWebClient, method: str, arguments: Json, answer: str, why: str
) -> None:
    told = await refusal(client.api_call(method, json=arguments))
    assert (told["error"], told["errors"]) == (answer, [why])
    assert told["response_metadata"]["messages"] == [f"[ERROR] {why}"]


# writing


async def test_messages_are_written_changed_and_taken_back(
    simulator: Simulator, client: AsyncWebClient, moira: SlackPerson, room: Channel
) -> None:
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "*One*"}}]
    sent = await client.chat_postMessage(
        channel=room.id,
        text="One",
        blocks=blocks,
        metadata={"event_type": "a", "event_payload": {}},
    )
    assert sent["message"]["blocks"][0]["block_id"]  # Slack gives out what was not given
    answer = await client.chat_postMessage(
        channel=room.id, text="Two", thread_ts=sent["ts"], reply_broadcast=True
    )
    await client.chat_update(channel=room.id, ts=sent["ts"], text="Uno")
    link = await client.chat_getPermalink(channel=room.id, message_ts=sent["ts"])
    assert link["permalink"].endswith(f"{room.id}/p{sent['ts'].replace('.', '')}")
    await client.reactions_add(channel=room.id, timestamp=sent["ts"], name="eyes")

    first, second = simulator.workspace.seen_by(moira.id, room.id, thread=sent["ts"])
    assert (first.text, first.edited is None, len(first.blocks)) == ("Uno", False, 1)
    assert (second.text, second.thread) == ("Two", first.ts)
    told = await client.conversations_replies(channel=room.id, ts=sent["ts"])
    assert [one["text"] for one in told["messages"]] == ["Uno", "Two"]
    assert told["messages"][0]["reply_count"] == 1
    assert told["messages"][0]["reactions"][0]["users"] == [BOT_USER]
    await client.chat_update(channel=room.id, ts=sent["ts"], text="Eins", blocks=[])
    assert simulator.slack.world.posts(room.id)[0].blocks == []

    await client.chat_delete(channel=room.id, ts=answer["ts"])
    assert await error(client.chat_delete(channel=room.id, ts=answer["ts"])) == "message_not_found"
    again = client.reactions_add(channel=room.id, timestamp=sent["ts"], name="eyes")
    assert await error(again) == "already_reacted"


async def test_an_ephemeral_message_is_for_one_who_is_there(
    simulator: Simulator, client: AsyncWebClient, moira: SlackPerson, room: Channel
) -> None:
    ben = simulator.workspace.meet("Ben")
    told = await client.chat_postEphemeral(channel=room.id, user=moira.id, text="Psst")
    (post,) = simulator.workspace.seen_by(moira.id, room.id)
    assert (post.text, post.only_for, post.ts) == ("Psst", moira.id, told["message_ts"])
    simulator.workspace.invite(ben.id, room.id)
    assert simulator.workspace.seen_by(ben.id, room.id) == []
    changing = client.chat_update(channel=room.id, ts=post.ts, text="Psst!")
    assert await error(changing) == "message_not_found"
    assert (await client.conversations_history(channel=room.id))["messages"] == []
    simulator.workspace.leave(ben.id, room.id)
    for user, why in [(ben.id, "user_not_in_channel"), ("U9", "user_not_found")]:
        assert await error(client.chat_postEphemeral(channel=room.id, user=user, text="a")) == why


async def test_the_bot_writes_only_where_it_may(
    simulator: Simulator, client: AsyncWebClient, moira: SlackPerson, room: Channel
) -> None:
    workspace = simulator.workspace
    public = workspace.make_channel("open", [moira.id])
    private = workspace.make_channel("closed", [moira.id], private=True)
    old = workspace.make_channel("old", [moira.id], bot=True)
    workspace.archive(old.id)
    said = workspace.say(moira.id, "Mine", room.id)
    mine = await client.chat_postMessage(channel=room.id, text="A")
    answer = await client.chat_postMessage(channel=room.id, text="B", thread_ts=mine["ts"])

    async def write(**arguments: Any) -> str:
        return await error(client.api_call("chat.postMessage", json=arguments))

    assert await write(text="a") == "channel_not_found"
    assert await write(channel="C9", text="a") == "channel_not_found"
    assert await write(channel=public.id, text="a") == "not_in_channel"
    assert await write(channel=private.id, text="a") == "channel_not_found"
    assert await write(channel=old.id, text="a") == "is_archived"
    assert await write(channel=room.id) == "no_text"
    assert await write(channel=room.id, text="a" * 40_001) == "msg_too_long"
    assert await write(channel=room.id, text="a", thread_ts="1.2") == "thread_not_found"
    deeper = {"channel": room.id, "text": "a", "thread_ts": answer["ts"]}
    assert await write(**deeper) == "cannot_reply_to_message"
    assert await write(channel=room.id, text="a", reply_broadcast=True) == "invalid_arguments"
    place: Json = {"channel": room.id, "ts": said.ts}
    assert await error(client.chat_update(**place, text="Yours")) == "cant_update_message"
    assert await error(client.chat_delete(**place)) == "cant_delete_message"
    workspace.deactivate(moira.id)
    assert (await client.chat_postMessage(channel=moira.id, text="a"))["ok"]  # as on Slack
    assert await error(client.conversations_open(users=moira.id)) == "user_disabled"


# Block Kit


@pytest.mark.parametrize(
    ("blocks", "problem"),
    [
        ([{"type": "divider"}] * 51, "no more than 50 items allowed [json-pointer:/blocks]"),
        ([{"type": "table"}], "unsupported type: table [json-pointer:/blocks/0/type]"),
        (
            [{"type": "section"}],
            "must define either `text` or `fields` [json-pointer:/blocks/0]",
        ),
        (
            [{"type": "section", "text": {"type": "mrkdwn", "text": "a" * 3001}}],
            "must be less than 3001 characters [json-pointer:/blocks/0/text/text]",
        ),
        (
            [{"type": "section", "text": plain("")}],
            "must be more than 0 characters [json-pointer:/blocks/0/text/text]",
        ),
        (
            [{"type": "section", "fields": [plain("a")] * 11}],
            "no more than 10 items allowed [json-pointer:/blocks/0/fields]",
        ),
        (
            [{"type": "section", "text": plain("a"), "colour": "red"}],
            "invalid additional property: colour [json-pointer:/blocks/0]",
        ),
        (
            [{"type": "header", "text": plain("a" * 151)}],
            "must be less than 151 characters [json-pointer:/blocks/0/text/text]",
        ),
        (
            [{"type": "header", "text": {"type": "mrkdwn", "text": "a"}}],
            "unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]",
        ),
        (
            [{"type": "image", "image_url": "https://a.example/a.png"}],
            "missing required field: alt_text [json-pointer:/blocks/0]",
        ),
        (
            [{"type": "image", "image_url": "a.png", "alt_text": "a"}],
            "must be a valid URL [json-pointer:/blocks/0/image_url]",
        ),
        (
            [{"type": "context", "elements": [plain("a")] * 11}],
            "no more than 10 items allowed [json-pointer:/blocks/0/elements]",
        ),
        (
            [{"type": "actions", "elements": [{"type": "button", "text": plain("a")}] * 26}],
            "no more than 25 items allowed [json-pointer:/blocks/0/elements]",
        ),
        (
            [{"type": "actions", "elements": [button(text=plain("a" * 76))]}],
            "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]",
        ),
        (
            [{"type": "actions", "elements": [button(value="a" * 2001)]}],
            "must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]",
        ),
        (
            [{"type": "actions", "elements": [button(action_id="a" * 256)]}],
            "must be less than 256 characters [json-pointer:/blocks/0/elements/0/action_id]",
        ),
        (
            [{"type": "actions", "elements": [button(url="https://a/" + "a" * 3000)]}],
            "must be less than 3001 characters [json-pointer:/blocks/0/elements/0/url]",
        ),
        (
            [{"type": "actions", "elements": [button(style="loud")]}],
            "must be one of: primary, danger [json-pointer:/blocks/0/elements/0/style]",
        ),
        (
            [{"type": "actions", "elements": [button(), button()]}],
            "action_id `go` already exists [json-pointer:/blocks/0]",
        ),
        (
            [{"type": "divider", "block_id": "a"}, {"type": "divider", "block_id": "a"}],
            "block_id `a` already exists [json-pointer:/blocks/1/block_id]",
        ),
        (
            [{"type": "divider", "block_id": "a" * 256}],
            "must be less than 256 characters [json-pointer:/blocks/0/block_id]",
        ),
        (
            [question(element={"type": "static_select", "options": options(101)})],
            "no more than 100 items allowed [json-pointer:/blocks/0/element/options]",
        ),
        (
            [question(element={"type": "static_select"})],
            "must define either `options` or `option_groups` [json-pointer:/blocks/0/element]",
        ),
        (
            [
                question(
                    element={
                        "type": "static_select",
                        "options": [{"text": plain("a" * 76), "value": "a" * 151}],
                    }
                )
            ],
            "must be less than 76 characters [json-pointer:/blocks/0/element/options/0/text/text]",
        ),
        (
            [{"type": "actions", "elements": [{"type": "plain_text_input"}]}],
            "unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0/type]",
        ),
        (
            [{"type": "section", "text": "a"}],
            "must provide an object [json-pointer:/blocks/0/text]",
        ),
    ],
)
def test_blocks_keep_slacks_limits(blocks: list[Json], problem: str) -> None:
    assert message_problems(blocks)[0] == problem


@pytest.mark.parametrize(
    ("view", "problem"),
    [
        (
            modal(title=plain("a" * 25)),
            "must be less than 25 characters [json-pointer:/view/title/text]",
        ),
        (
            modal(submit=plain("a" * 25)),
            "must be less than 25 characters [json-pointer:/view/submit/text]",
        ),
        (
            modal(close=plain("a" * 25)),
            "must be less than 25 characters [json-pointer:/view/close/text]",
        ),
        (
            modal(private_metadata="a" * 3001),
            "must be less than 3001 characters [json-pointer:/view/private_metadata]",
        ),
        (
            modal(callback_id="a" * 256),
            "must be less than 256 characters [json-pointer:/view/callback_id]",
        ),
        (
            modal(*[{"type": "divider"}] * 101),
            "no more than 100 items allowed [json-pointer:/view/blocks]",
        ),
        (
            {"type": "modal", "title": plain("a"), "blocks": [question()]},
            "missing required field: submit [json-pointer:/view]",
        ),
        ({"type": "popup", "blocks": []}, "unsupported type: popup [json-pointer:/view/type]"),
        (
            {"type": "home", "blocks": [], "title": plain("a")},
            "invalid additional property: title [json-pointer:/view]",
        ),
    ],
)
def test_views_keep_slacks_limits(view: Json, problem: str) -> None:
    assert view_problems(view) == [problem]


def test_what_is_within_the_limits_is_fine() -> None:
    everything: list[Json] = [
        {"type": "header", "text": plain("a" * 150)},
        {
            "type": "section",
            "text": {"type": "mrkdwn", "text": "a" * 3000},
            "accessory": {
                "type": "overflow",
                "action_id": "more",
                "options": options(5),
            },
        },
        {"type": "context", "elements": [plain("a"), {"type": "mrkdwn", "text": "b"}]},
        {"type": "image", "image_url": "https://a.example/a.png", "alt_text": "A hall"},
        {
            "type": "actions",
            "elements": [
                button(value="a" * 2000, style="primary", url="https://a.example/"),
                {"type": "datepicker", "action_id": "day", "initial_date": "2026-11-27"},
            ],
        },
        question(element={"type": "multi_static_select", "options": options(100)}),
        question(element={"type": "number_input", "is_decimal_allowed": False, "max_value": "9"}),
        question(element={"type": "users_select", "initial_user": "U1"}),
        question(element={"type": "checkboxes", "options": options(10)}),
        question(element={"type": "file_input", "max_files": 1}),
    ]
    assert message_problems(everything) == []
    assert view_problems(modal(*everything)) == []


async def test_wrong_blocks_and_views_are_refused_with_the_place(
    client: AsyncWebClient, moira: SlackPerson, room: Channel
) -> None:
    told = await refusal(client.chat_postMessage(channel=room.id, text="a", blocks=[{"type": "x"}]))
    why = "unsupported type: x [json-pointer:/blocks/0/type]"
    assert (told["error"], told["errors"]) == ("invalid_blocks", [why])
    told = await refusal(client.views_publish(user_id=moira.id, view=modal()))
    assert told["error"] == "invalid_arguments"
    told = await refusal(client.views_open(trigger_id="1.2.3", view=modal(title=plain("a" * 25))))
    assert told["response_metadata"]["messages"] == [
        "[ERROR] must be less than 25 characters [json-pointer:/view/title/text]"
    ]


# views


async def test_a_home_is_published_and_changed_by_its_hash(
    simulator: Simulator, client: AsyncWebClient, moira: SlackPerson
) -> None:
    view = {"type": "home", "blocks": [], "external_id": "home-of-moira"}
    first = (await client.views_publish(user_id=moira.id, view=view))["view"]
    second = (await client.views_publish(user_id=moira.id, view=view, hash=first["hash"]))["view"]
    assert (second["id"], second["hash"] != first["hash"]) == (first["id"], True)
    late = client.views_publish(user_id=moira.id, view=view, hash=first["hash"])
    assert await error(late) == "hash_conflict"
    await client.views_update(external_id="home-of-moira", view={**view, "private_metadata": "a"})
    assert simulator.slack.world.homes[moira.id].body["private_metadata"] == "a"
    assert await error(client.views_publish(user_id="U9", view=view)) == "user_not_found"
    assert await error(client.views_update(view_id="V9", view=view)) == "not_found"
    nameless = client.api_call("views.update", json={"view": view})
    assert await error(nameless) == "invalid_arguments"


# reading


async def test_people_and_channels_are_listed_in_pages(
    simulator: Simulator, client: AsyncWebClient, moira: SlackPerson, room: Channel
) -> None:
    workspace = simulator.workspace
    closed = workspace.make_channel("closed", [moira.id], private=True, bot=True)
    workspace.make_channel("hidden", [moira.id], private=True)

    user = (await client.users_info(user=moira.id, include_locale=True))["user"]
    assert (user["real_name"], user["locale"], user["tz"]) == (
        "Moira Ellis",
        "cy-GB",
        "Europe/London",
    )
    assert (user["tz_offset"], user["deleted"], user["is_restricted"]) == (3600, False, False)
    assert (await client.users_info(user=BOT_USER))["user"]["is_bot"] is True
    assert (await client.bots_info(bot="B0SPARKPLUG"))["bot"]["name"] == "Sparkplug"
    first = await client.users_list(limit=1)
    cursor = first["response_metadata"]["next_cursor"]
    second = await client.users_list(limit=1, cursor=cursor)
    assert [page["members"][0]["id"] for page in (first, second)] == [BOT_USER, moira.id]
    assert second["response_metadata"]["next_cursor"] == ""

    public = await client.conversations_list()
    both = await client.conversations_list(types="public_channel,private_channel")
    assert [one["name"] for one in public["channels"]] == ["duty"]
    assert [one["name"] for one in both["channels"]] == ["duty", "closed"]
    assert (await client.conversations_info(channel=closed.id))["channel"]["is_private"]
    told = await client.conversations_info(channel=room.id, include_num_members=True)
    assert (told["channel"]["num_members"], told["channel"]["topic"]["value"]) == (2, "On duty")
    members = await client.conversations_members(channel=room.id)
    assert members["members"] == [moira.id, BOT_USER]
    opened = await client.conversations_open(users=moira.id, return_im=True)
    assert (opened["channel"]["id"], opened["channel"]["user"]) == (moira.dm, moira.id)

    assert await error(client.users_info(user="U9")) == "user_not_found"
    assert await error(client.bots_info(bot="B9")) == "bot_not_found"
    assert await error(client.conversations_open(users="U9")) == "user_not_found"
    assert await error(client.conversations_open(users="U1,U2")) == "too_many_users"
    assert await error(client.conversations_list(types="secret")) == "invalid_types"
    assert await error(client.users_list(cursor="!")) == "invalid_cursor"
    assert await error(client.users_list(limit=1001)) == "invalid_limit"


async def test_history_is_read_in_pages_newest_first(
    simulator: Simulator, client: AsyncWebClient, moira: SlackPerson, room: Channel
) -> None:
    posts = [simulator.workspace.say(moira.id, str(one), room.id) for one in range(3)]
    page = await client.conversations_history(channel=room.id, limit=2)
    assert ([one["text"] for one in page["messages"]], page["has_more"]) == (["2", "1"], True)
    cursor = page["response_metadata"]["next_cursor"]
    page = await client.conversations_history(channel=room.id, limit=2, cursor=cursor)
    assert ([one["text"] for one in page["messages"]], page["has_more"]) == (["0"], False)
    page = await client.conversations_history(channel=room.id, oldest=posts[1].ts)
    assert [one["text"] for one in page["messages"]] == ["2"]
    page = await client.conversations_history(channel=room.id, latest=posts[1].ts, inclusive=True)
    assert [one["text"] for one in page["messages"]] == ["1", "0"]
    simulator.workspace.remove_bot(room.id)
    assert await error(client.conversations_history(channel=room.id)) == "not_in_channel"
    assert (
        await error(client.conversations_replies(channel=moira.dm, ts="1.2")) == "thread_not_found"
    )


# files


async def test_a_file_is_shared_in_three_steps(
    simulator: Simulator, client: AsyncWebClient, moira: SlackPerson, room: Channel
) -> None:
    shared = await client.files_upload_v2(
        channel=room.id,
        content=PICTURE,
        filename="chart.png",
        alt_txt="A chart of three bars",
        initial_comment="This month",
    )
    (post,) = simulator.workspace.seen_by(moira.id, room.id)
    file = simulator.world.files[post.files[0]]
    assert (post.text, file.name, file.type) == ("This month", "chart.png", "image/png")
    assert (file.content, file.alt) == (PICTURE, "A chart of three bars")
    assert shared["files"][0]["id"] == file.id

    promised = await client.files_getUploadURLExternal(filename="a.txt", length=5)
    async with aiohttp.ClientSession() as http:
        async with http.post(promised["upload_url"], data=b"four") as response:
            assert response.status == 400
        async with http.post(promised["upload_url"] + "0", data=b"four") as response:
            assert response.status == 404
        form = aiohttp.FormData()
        form.add_field("upload", b"fiver", filename="a.txt")
        async with http.post(promised["upload_url"], data=form) as response:
            assert response.status == 200
    nowhere = client.files_completeUploadExternal(
        files=[{"id": promised["file_id"], "title": "a"}], channel_id=room.id, thread_ts="1.2"
    )
    assert await error(nowhere) == "thread_not_found"
    finished = client.files_completeUploadExternal(
        files=[{"id": promised["file_id"], "title": "a"}]
    )
    assert (await finished)["ok"]
    again = client.files_completeUploadExternal(files=[{"id": promised["file_id"], "title": "a"}])
    assert await error(again) == "file_not_found"


# pace and faults


async def test_a_channel_takes_a_message_a_second_and_a_method_so_many_a_minute() -> None:
    async with running(SlackLimits(post_burst=2, tier_burst=1)) as simulator:
        client = client_of(simulator)
        moira = simulator.workspace.meet("Moira")
        for _ in range(2):
            await client.chat_postMessage(channel=moira.id, text="a")
        with pytest.raises(SlackApiError) as raised:
            await client.chat_postMessage(channel=moira.id, text="a")
        assert raised.value.response.status_code == 429
        assert raised.value.response.headers["Retry-After"] == "1"
        assert raised.value.response["error"] == "ratelimited"
        for _ in range(20):
            await client.users_list()
        assert await error(client.users_list()) == "ratelimited"
        assert (await client.users_info(user=moira.id))["ok"]


@pytest.mark.parametrize(
    ("fault", "status", "word"),
    [
        (Fault(platform="slack", kind="401", method="auth.test"), 200, "invalid_auth"),
        (Fault(platform="slack", kind="429", seconds=7), 429, "ratelimited"),
        (Fault(platform="slack", kind="500"), 500, "internal_error"),
        (Fault(platform="slack", kind="502"), 502, "bad_gateway"),
        (Fault(platform="slack", kind="503"), 503, "service_unavailable"),
        (Fault(platform="slack", kind="refuse", error="account_inactive"), 200, "account_inactive"),
    ],
)
async def test_faults_are_played_once(
    simulator: Simulator, client: AsyncWebClient, fault: Fault, status: int, word: str
) -> None:
    simulator.faults.add(replace_fault(fault))
    with pytest.raises(SlackApiError) as raised:
        await client.auth_test()
    response = raised.value.response
    assert (response.status_code, response["error"]) == (status, word)
    assert response.headers.get("Retry-After") == ("7" if status == 429 else None)
    assert (await client.auth_test())["ok"]
    (played, _) = simulator.ledger.calls("auth.test")
    assert (played.platform, played.fault, played.ok) == ("slack", fault.kind, False)


async def test_what_comes_for_programs_is_read_back_whole_only_if_asked_for(
    client: AsyncWebClient, moira: SlackPerson
) -> None:
    metadata = {"event_type": "order.made", "event_payload": {"no": 17}}
    await client.chat_postMessage(channel=moira.id, text="An order", metadata=metadata)

    for asked, told in ((False, {"event_type": "order.made"}), (True, metadata)):
        page = await client.conversations_history(channel=moira.dm, include_all_metadata=asked)
        assert page["messages"][0]["metadata"] == told


@pytest.mark.parametrize(
    "metadata",
    [
        {"event_type": "made"},
        {"event_type": "", "event_payload": {}},
        {"event_type": "made up", "event_payload": {}},
        {"event_type": "made", "event_payload": []},
        {"event_type": "made", "event_payload": {}, "more": 1},
    ],
)
async def test_what_comes_for_programs_has_a_form(
    client: AsyncWebClient, moira: SlackPerson, metadata: dict[str, object]
) -> None:
    with pytest.raises(SlackApiError) as raised:
        await client.chat_postMessage(channel=moira.id, text="An order", metadata=metadata)
    assert raised.value.response["error"] == "invalid_metadata_format"


async def test_an_answer_can_come_late_while_the_call_has_its_effect(
    simulator: Simulator, client: AsyncWebClient, moira: SlackPerson
) -> None:
    simulator.faults.add(Fault(platform="slack", kind="accept_then_delay", seconds=60))
    sending = asyncio.create_task(client.chat_postMessage(channel=moira.id, text="Hello"))
    await until(lambda: bool(simulator.slack.world.posts(moira.dm)))
    assert not sending.done()
    sending.cancel()


def replace_fault(fault: Fault) -> Fault:
    """A copy, since a fault that was played is used up."""
    return Fault(**{name: getattr(fault, name) for name in fault.__struct_fields__})


async def test_a_call_can_be_lost_before_or_after_its_effect(
    simulator: Simulator, client: AsyncWebClient, moira: SlackPerson
) -> None:
    for kind in ("drop", "accept_then_drop"):
        simulator.faults.add(Fault(platform="slack", kind=kind, chat=moira.id))
        with pytest.raises(aiohttp.ClientError):
            await client.chat_postMessage(channel=moira.id, text=kind)
    assert [post.text for post in simulator.slack.world.posts(moira.dm)] == ["accept_then_drop"]
    calls = list(simulator.ledger.calls("chat.postMessage"))
    assert [(one.ok, one.code) for one in calls] == [(False, 0), (True, 0)]


async def test_a_delay_is_a_delay(simulator: Simulator, client: AsyncWebClient) -> None:
    simulator.faults.add(Fault(platform="slack", kind="delay", seconds=0.02))
    assert (await client.auth_test())["ok"]
    assert simulator.ledger.entries()[-1].seconds >= 0.02


async def test_each_platform_has_its_own_faults(simulator: Simulator) -> None:
    client = client_of(simulator)
    simulator.faults.add(Fault(kind="500"))  # Telegram's
    assert (await client.auth_test())["ok"]
    with pytest.raises(Impossible, match="kicked does not happen on slack"):
        simulator.faults.add(Fault(platform="slack", kind="kicked"))
    with pytest.raises(Impossible, match="no_ack does not happen on telegram"):
        simulator.faults.add(Fault(kind="no_ack"))
    with pytest.raises(Impossible, match="cut happens at once"):
        simulator.faults.add(Fault(platform="slack", kind="cut"))


async def test_posts_have_timestamps_that_follow_the_simulated_clock(
    simulator: Simulator, client: AsyncWebClient, moira: SlackPerson
) -> None:
    first = await client.chat_postMessage(channel=moira.id, text="a")
    await simulator.push_clock(simulator.clock.now() + timedelta(days=7))
    second = await client.chat_postMessage(channel=moira.id, text="b")
    assert float(second["ts"]) - float(first["ts"]) >= 7 * 24 * 3600
    assert len(first["ts"].partition(".")[2]) == 6
