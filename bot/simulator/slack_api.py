"""Slack's Web API over HTTP: `/api/<method>` by GET, form or JSON."""

import asyncio
import math
from collections.abc import Callable
from time import monotonic
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

import msgspec
from aiohttp import web

from bot.simulator.faults import Fault, Faults, answer_late
from bot.simulator.ledger import Entry, Ledger
from bot.simulator.limits import Pace, SlackLimits
from bot.simulator.slack_arguments import Arguments
from bot.simulator.slack_chat_methods import ChatMethods
from bot.simulator.slack_file_methods import FileMethods
from bot.simulator.slack_reading_methods import ReadingMethods
from bot.simulator.slack_refusals import SlackRefused, bad_arguments, ratelimited
from bot.simulator.slack_view_methods import ViewMethods
from bot.simulator.world import Json
from bot.tokens import SLACK_SCOPES

SCOPES = ",".join(sorted(SLACK_SCOPES))
"""As the app's manifest asks for them."""

_FAULTS: dict[str, Callable[[Fault], SlackRefused]] = {
    "429": lambda fault: ratelimited(fault.whole_seconds),
    "500": lambda _: SlackRefused("internal_error", status=500),
    "502": lambda _: SlackRefused("bad_gateway", status=502),
    "503": lambda _: SlackRefused("service_unavailable", status=503),
    "401": lambda _: SlackRefused("invalid_auth"),
    "refuse": lambda fault: SlackRefused(fault.error or "fatal_error"),
}


class Played(NamedTuple):
    """A method that is played, its tier, and which of its arguments are."""

    run: Callable[[Json], Json]
    tier: int  # 1 to 4; 0: no pace but that of the channel
    arguments: set[str]


class SlackApi:
    """The door: is a fault to be played, who calls, is it well-formed and in time; then it runs."""

    def __init__(
        self,
        chat: ChatMethods,
        reading: ReadingMethods,
        views: ViewMethods,
        files: FileMethods,
        open_socket: Callable[[Json], Json],
        ledger: Ledger,
        faults: Faults,
        limits: SlackLimits,
        token: str,
        app_token: str,
    ) -> None:
        self._ledger = ledger
        self._faults = faults
        self._token = token
        self._app_token = app_token
        self._arguments = Arguments()
        self._paces = [
            Pace(each / 60, max(each, limits.tier_burst)) for each in limits.tiers_per_minute
        ]
        self._methods = _played(chat, reading, views, files, open_socket)

    def add_to(self, app: web.Application) -> None:
        """Answer on this path."""
        app.router.add_route("*", "/api/{method}", self._call)

    async def _call(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        entry = Entry(platform="slack", kind="call", method=method)
        headers = {"X-OAuth-Scopes": SCOPES}
        try:
            body = await self._answer(request, method, entry)
        except SlackRefused as refused:
            entry.ok, entry.code, entry.error = False, refused.status, refused.words
            body = refused.answer
            if refused.retry_after is not None:
                headers["Retry-After"] = str(refused.retry_after)
        is_hung_up = entry.fault in ("drop", "accept_then_drop")
        if is_hung_up:
            entry.code = 0
        self._ledger.add(entry)
        if is_hung_up and request.transport is not None:
            request.transport.close()
        return web.Response(
            body=msgspec.json.encode(body),
            status=entry.code or 200,
            headers=headers,
            content_type="application/json",
        )

    async def _answer(self, request: web.Request, method: str, entry: Entry) -> Json:
        """The body of the answer. What happened is taken down in the ledger's entry."""
        given = await _given(request)
        token = _bearer(request) or given.pop("token", None)
        given.pop("token", None)
        given.pop("team_id", None)  # Bolt adds it to every call
        entry.parameters = dict(given)
        entry.chat = _chat(given)
        fault = self._faults.take(method, entry.chat, "slack")
        if fault is not None:
            entry.fault = fault.kind
            if fault.kind == "drop":
                entry.ok = False
                return {}
            if fault.kind in _FAULTS:
                raise _FAULTS[fault.kind](fault)
            if fault.kind == "delay":
                await asyncio.sleep(fault.seconds)
        self._admit(token, method)
        played = self._methods.get(method)
        arguments = self._arguments.read(method, given, played and played.arguments)
        assert played is not None
        entry.parameters = dict(arguments)
        self._keep_pace(method, played.tier)
        result = played.run(arguments)
        if fault is not None and fault.kind == "accept_then_delay":
            await answer_late(request, fault)
        entry.message = result.get("ts", result.get("message_ts"))
        return {"ok": True, **result}

    def _admit(self, token: object, method: str) -> None:
        if not token:
            raise SlackRefused("not_authed")
        if token not in (self._token, self._app_token):
            raise SlackRefused("invalid_auth")
        wanted = self._app_token if method == "apps.connections.open" else self._token
        if token != wanted:
            raise SlackRefused("not_allowed_token_type")

    def _keep_pace(self, method: str, tier: int) -> None:
        if tier == 0:
            return
        pace, now = self._paces[tier - 1], monotonic()
        wait = pace.wait(method, now)
        if wait > 0:
            raise ratelimited(math.ceil(wait))
        pace.use(method, now)


def _played(
    chat: ChatMethods,
    reading: ReadingMethods,
    views: ViewMethods,
    files: FileMethods,
    open_socket: Callable[[Json], Json],
) -> dict[str, Played]:
    written = {"channel", "text", "blocks", "thread_ts", "mrkdwn", "unfurl_links", "unfurl_media"}
    paged = {"cursor", "limit"}
    said = {"channel", "latest", "oldest", "inclusive", "include_all_metadata"} | paged
    return {
        "apps.connections.open": Played(open_socket, 1, set()),
        "auth.test": Played(reading.auth_test, 0, set()),
        "bots.info": Played(reading.bots_info, 3, {"bot"}),
        "chat.postMessage": Played(chat.post_message, 0, written | {"reply_broadcast", "metadata"}),
        "chat.postEphemeral": Played(chat.post_ephemeral, 4, written | {"user"}),
        "chat.update": Played(chat.update, 3, {"channel", "ts", "text", "blocks", "metadata"}),
        "chat.delete": Played(chat.delete, 3, {"channel", "ts"}),
        "chat.getPermalink": Played(chat.get_permalink, 0, {"channel", "message_ts"}),
        "conversations.history": Played(reading.history, 3, said),
        "conversations.info": Played(
            reading.info, 3, {"channel", "include_locale", "include_num_members"}
        ),
        "conversations.list": Played(reading.list, 2, paged | {"types", "exclude_archived"}),
        "conversations.members": Played(reading.members, 4, paged | {"channel"}),
        "conversations.open": Played(reading.open, 3, {"users", "channel", "return_im"}),
        "conversations.replies": Played(reading.replies, 3, said | {"ts"}),
        "files.completeUploadExternal": Played(
            files.complete,
            4,
            {"files", "channel_id", "thread_ts", "initial_comment", "blocks"},
        ),
        "files.delete": Played(files.delete, 3, {"file"}),
        "files.getUploadURLExternal": Played(
            files.get_upload_url, 4, {"filename", "length", "alt_txt"}
        ),
        "files.info": Played(files.info, 4, {"file"}),
        "reactions.add": Played(chat.add_reaction, 3, {"channel", "timestamp", "name"}),
        "users.info": Played(reading.users_info, 4, {"user", "include_locale"}),
        "users.list": Played(reading.users_list, 2, paged | {"include_locale"}),
        "views.open": Played(views.open, 4, {"trigger_id", "view"}),
        "views.publish": Played(views.publish, 4, {"user_id", "view", "hash"}),
        "views.push": Played(views.push, 4, {"trigger_id", "view"}),
        "views.update": Played(views.update, 4, {"view_id", "external_id", "view", "hash"}),
    }


async def _given(request: web.Request) -> Json:
    """What came with a request, in its address and its body; a form's values are still strings."""
    given: Json = dict(request.query)
    if not request.can_read_body:
        return given
    if request.content_type == "multipart/form-data":
        return given | dict(await request.post())
    body = await request.read()
    try:
        if request.content_type == "application/json":
            return given | msgspec.json.decode(body or b"{}", type=dict[str, Any])
        return given | dict(parse_qsl(body.decode(), keep_blank_values=True, errors="strict"))
    except msgspec.DecodeError as error:
        raise SlackRefused("invalid_json", [str(error)]) from error
    except UnicodeDecodeError as error:
        raise bad_arguments("the form must be encoded in UTF-8") from error


def _bearer(request: web.Request) -> str:
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if kind == "Bearer" else ""


def _chat(given: Json) -> str | None:
    place = given.get("channel", given.get("channel_id", given.get("user_id")))
    return place if isinstance(place, str) else None
