"""Who reads a channel in Slack, and what the app asks to be allowed."""

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
import yaml
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.simulator.faults import Fault
from bot.slack import channels
from bot.tokens import SLACK_SCOPES, slack_knows
from handlers.messages import (
    Came,
    Joined,
    Left,
    Readers,
    Refused,
    ShutOut,
    TryLater,
    Went,
)
from scheduler import membership
from tests.desk import Office, happened

ROOT = Path(__file__).parents[1]

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
