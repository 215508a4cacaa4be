"""The Bot API over HTTP: `/bot<token>/<method>` by GET, form, multipart or JSON, and its files."""

import asyncio
import inspect
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

import msgspec
from aiohttp import web
from aiohttp.web_request import FileField

from bot.simulator.faults import Fault, Faults, answer_late
from bot.simulator.ledger import Entry, Ledger
from bot.simulator.strictness import Rules, Upload
from bot.simulator.telegram_account import Account
from bot.simulator.telegram_methods import Methods
from bot.simulator.telegram_refusals import (
    Refused,
    bad_request,
    forbidden,
    not_played,
    too_many,
)
from bot.simulator.telegram_updates import MOST_AT_ONCE, Updates
from bot.simulator.telegram_webhook import Webhook
from bot.simulator.world import Json, World

LARGEST_REQUEST = 60 * 1024 * 1024  # so that a file that is too large is refused by its method

_FAULTS: dict[str, Callable[[Fault], Refused]] = {
    "429": lambda fault: too_many(fault.whole_seconds),
    "500": lambda _: Refused(500, "Internal Server Error"),
    "502": lambda _: Refused(502, "Bad Gateway"),
    "401": lambda _: Refused(401, "Unauthorized"),
    "403": lambda _: forbidden("bot was blocked by the user"),
    "kicked": lambda _: forbidden("bot was kicked from the group chat"),
}


class Played(NamedTuple):
    """A method that is played, and which of its parameters are."""

    run: Callable[[Json], Any]
    parameters: set[str]


class TelegramApi:
    """The door: who calls, is a fault to be played, is it well-formed; then the method."""

    def __init__(
        self,
        world: World,
        account: Account,
        methods: Methods,
        updates: Updates,
        webhook: Webhook,
        ledger: Ledger,
        faults: Faults,
    ) -> None:
        self._world = world
        self._account = account
        self._updates = updates
        self._webhook = webhook
        self._ledger = ledger
        self._faults = faults
        self._rules = Rules()
        self._methods = _played(methods, account, webhook)

    def add_to(self, app: web.Application) -> None:
        """Answer on these paths."""
        app.router.add_route("*", "/bot{token}/{method}", self._call)
        app.router.add_get("/file/bot{token}/files/{id}", self._download)

    async def _call(self, request: web.Request) -> web.StreamResponse:
        entry = Entry(platform="telegram", kind="call", method=request.match_info["method"])
        try:
            body = await self._answer(request, entry)
        except Refused as refused:
            entry.ok, entry.code, entry.error = False, refused.code, refused.description
            body = msgspec.json.encode(refused.answer)
        is_hung_up = entry.fault in ("drop", "accept_then_drop")
        if is_hung_up:
            entry.code = 0
        if entry.method != "getUpdates" or not entry.ok or entry.fault is not None:
            self._ledger.add(entry)
        if is_hung_up and request.transport is not None:
            request.transport.close()
        return web.Response(body=body, status=entry.code or 200, content_type="application/json")

    async def _answer(self, request: web.Request, entry: Entry) -> bytes:
        """The body of the answer. What happened is taken down in the ledger's entry."""
        method = request.match_info["method"]
        self._admit(request.match_info["token"], method)
        given = await _given(request)
        entry.parameters = {name: _loggable(value) for name, value in given.items()}
        entry.chat = _chat(given)
        fault = self._faults.take(method, entry.chat)
        if fault is not None:
            entry.fault = fault.kind
            if fault.kind == "drop":
                entry.ok = False
                return b""
            if fault.kind in _FAULTS:
                raise _FAULTS[fault.kind](fault)
            if fault.kind == "delay":
                await asyncio.sleep(fault.seconds)
        if method == "getUpdates":
            return await self._get_updates(request, self._rules.read(method, given))
        body = await self._run(method, given, entry)
        if fault is not None and fault.kind == "accept_then_delay":
            await answer_late(request, fault)
        return body

    def _admit(self, token: str, method: str) -> None:
        if token != self._account.token:
            number, _, secret = token.partition(":")
            is_token = number.isdigit() and secret != ""
            raise Refused(401, "Unauthorized") if is_token else Refused(404, "Not Found")
        if not self._rules.knows(method):
            raise Refused(404, "Not Found: method not found")

    async def _run(self, method: str, given: Json, entry: Entry) -> bytes:
        played = self._methods.get(method)
        if played is None:
            raise not_played(method)
        parameters = self._rules.read(method, given)
        entry.parameters = {name: _loggable(value) for name, value in parameters.items()}
        if unplayed := parameters.keys() - played.parameters:
            raise not_played(f"{method} with {', '.join(sorted(unplayed))}")
        result = played.run(parameters)
        if inspect.isawaitable(result):
            result = await result
        is_message = isinstance(result, dict) and "message_id" in result
        entry.message = result["message_id"] if is_message else parameters.get("message_id")
        return b'{"ok":true,"result":' + msgspec.json.encode(result) + b"}"

    async def _get_updates(self, request: web.Request, parameters: Json) -> bytes:
        if self._webhook.url:
            raise Refused(
                409,
                "Conflict: can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first",
            )
        self._updates.allow(parameters.get("allowed_updates"))
        updates = await self._updates.poll(
            offset=parameters.get("offset", 0),
            limit=parameters.get("limit", MOST_AT_ONCE),
            seconds=parameters.get("timeout", 0),
            still_there=lambda: request.transport is not None,
        )
        return b'{"ok":true,"result":[' + b",".join(map(bytes, updates)) + b"]}"

    async def _download(self, request: web.Request) -> web.Response:
        file = self._world.files.get(request.match_info["id"])
        if request.match_info["token"] != self._account.token or file is None:
            return web.json_response(Refused(404, "Not Found").answer, status=404)
        return web.Response(body=file.content, content_type="application/octet-stream")


def _played(methods: Methods, account: Account, webhook: Webhook) -> dict[str, Played]:
    text = {"chat_id", "text", "entities", "reply_markup", "link_preview_options"}
    caption = {"chat_id", "caption", "caption_entities", "reply_markup"}
    sent = {"disable_notification", "protect_content", "reply_parameters"}
    edited = {"message_id"}
    menu = {"scope", "language_code"}
    name = partial(account.set_text, "name", 64)
    description = partial(account.set_text, "description", 512)
    short_description = partial(account.set_text, "short_description", 120)
    return {
        "getMe": Played(account.get_me, set()),
        "sendMessage": Played(methods.send_message, text | sent),
        "sendPhoto": Played(methods.send_photo, caption | sent | {"photo"}),
        "sendDocument": Played(
            methods.send_document,
            caption | sent | {"document", "disable_content_type_detection"},
        ),
        "sendVoice": Played(methods.send_voice, caption | sent | {"voice"}),
        "sendChatAction": Played(methods.send_chat_action, {"chat_id", "action"}),
        "editMessageText": Played(methods.edit_text, text | edited),
        "editMessageCaption": Played(methods.edit_caption, caption | edited),
        "editMessageReplyMarkup": Played(
            methods.edit_keyboard, {"chat_id", "message_id", "reply_markup"}
        ),
        "deleteMessage": Played(methods.delete, {"chat_id", "message_id"}),
        "answerCallbackQuery": Played(
            methods.answer_press, {"callback_query_id", "text", "show_alert", "cache_time"}
        ),
        "getChat": Played(methods.get_chat, {"chat_id"}),
        "leaveChat": Played(methods.leave_chat, {"chat_id"}),
        "getFile": Played(methods.get_file, {"file_id"}),
        "setMyCommands": Played(account.set_commands, menu | {"commands"}),
        "getMyCommands": Played(account.get_commands, menu),
        "deleteMyCommands": Played(account.delete_commands, menu),
        "setMyName": Played(name, {"name", "language_code"}),
        "getMyName": Played(partial(account.get_text, "name"), {"language_code"}),
        "setMyDescription": Played(description, {"description", "language_code"}),
        "getMyDescription": Played(partial(account.get_text, "description"), {"language_code"}),
        "setMyShortDescription": Played(short_description, {"short_description", "language_code"}),
        "getMyShortDescription": Played(
            partial(account.get_text, "short_description"), {"language_code"}
        ),
        "setChatMenuButton": Played(account.set_menu_button, {"chat_id", "menu_button"}),
        "getChatMenuButton": Played(account.get_menu_button, {"chat_id"}),
        "setWebhook": Played(
            webhook.set,
            {
                "url",
                "secret_token",
                "allowed_updates",
                "drop_pending_updates",
                "max_connections",
            },
        ),
        "deleteWebhook": Played(webhook.delete, {"drop_pending_updates"}),
        "getWebhookInfo": Played(webhook.info, set()),
    }


async def _given(request: web.Request) -> Json:
    """What came with a request, in its address and its body; a form's values are still strings."""
    given: Json = dict(request.query)
    if not request.can_read_body:
        return given
    try:
        if request.content_type == "multipart/form-data":
            return given | _attached(await request.post())
        body = await request.read()
        if request.content_type == "application/json":
            return given | msgspec.json.decode(body, type=dict[str, Any])
        return given | dict(parse_qsl(body.decode(), keep_blank_values=True, errors="strict"))
    except web.HTTPRequestEntityTooLarge as error:
        raise Refused(413, "Request Entity Too Large") from error
    except UnicodeDecodeError as error:
        raise bad_request("strings must be encoded in UTF-8") from error
    except msgspec.DecodeError as error:
        raise bad_request(f"can't parse the request as JSON: {error}") from error


def _attached(form: Mapping[str, object]) -> Json:
    """A multipart form's fields; a file stands where `attach://` names it."""
    fields = {
        name: Upload(value.filename, value.content_type, value.file.read())
        if isinstance(value, FileField)
        else value
        for name, value in form.items()
    }
    for name, value in list(fields.items()):
        if isinstance(value, str) and value.startswith("attach://"):
            fields[name] = fields.pop(value.removeprefix("attach://"), value)
    return fields


def _chat(given: Json) -> int | None:
    try:
        return int(given["chat_id"])
    except (KeyError, ValueError, TypeError):
        return None


def _loggable(value: object) -> object:
    if isinstance(value, Upload):
        return {"file": value.name, "size": len(value.content)}
    return value
