"""The control interface: what the page, a demonstration or a test asks of the world, over HTTP.

docs/simulator.md describes it.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

import msgspec
from aiohttp import web
from aiohttp.typedefs import Handler

from bot.simulator.control_answers import answering, as_json, read
from bot.simulator.control_requests import (
    Block,
    Edit,
    Membership,
    NewGroup,
    NewPerson,
    PressButton,
    PushClock,
    Say,
    Send,
    Upload,
)
from bot.simulator.faults import AT_ONCE, Fault
from bot.simulator.slack_control import SlackControl, slack_state
from bot.simulator.views import group_view, message_view, person_view
from bot.simulator.world import Impossible, Json, Message

if TYPE_CHECKING:
    from bot.simulator.server import Simulator

PAGE = Path(__file__).parent / "page"

Acted = TypeVar("Acted")

_SPAN = re.compile(r"(\d{1,5})([smhd])", re.ASCII)
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


class Control:
    """The routes under /simulator, and the page."""

    def __init__(self, simulator: Simulator) -> None:
        self._simulator = simulator
        self._world = simulator.world
        self._phones = simulator.phones

    def add_to(self, app: web.Application) -> None:
        """Answer on these paths."""
        routes: list[tuple[str, str, Handler]] = [
            ("GET", "/simulator/state", self._state),
            ("POST", "/simulator/people", self._meet),
            ("DELETE", "/simulator/people/{id}", self._forget),
            ("POST", "/simulator/people/{id}/block", self._block),
            ("POST", "/simulator/groups", self._form),
            ("POST", "/simulator/groups/{id}/bot", self._set_membership),
            ("POST", "/simulator/groups/{id}/upgrade", self._upgrade),
            ("GET", "/simulator/chats/{chat}/messages", self._messages),
            ("POST", "/simulator/chats/{chat}/say", self._say),
            ("POST", "/simulator/chats/{chat}/press", self._press),
            ("POST", "/simulator/chats/{chat}/edit", self._edit),
            ("POST", "/simulator/chats/{chat}/send", self._send),
            ("POST", "/simulator/chats/{chat}/upload", self._upload),
            ("POST", "/simulator/clock", self._push),
            ("GET", "/simulator/ledger", self._ledger),
            ("POST", "/simulator/faults", self._add_fault),
            ("DELETE", "/simulator/faults", self._clear_faults),
            ("GET", "/simulator/events", self._events),
            ("GET", "/simulator/files/{id}", self._file),
            ("GET", "/", self._page),
            ("GET", "/page/{file}", self._page),
        ]
        for method, path, handler in routes:
            app.router.add_route(method, path, answering(handler))
        SlackControl(self._simulator).add_to(app)

    # people, groups, clock

    async def _state(self, _: web.Request) -> web.Response:
        account = self._simulator.account
        bot = account.user()
        return as_json(
            {
                "now": self._simulator.clock.now(),
                "organisation": self._simulator.organisation,
                "bot": {"id": bot["id"], "name": bot["first_name"], "username": bot["username"]},
                "commands": account.menu(),
                "people": [person_view(one) for one in self._world.people.values() if not one.gone],
                "groups": [
                    group_view(one) for one in self._world.groups.values() if one.became is None
                ],
                "faults": self._simulator.faults.in_force,
                "slack": slack_state(self._simulator.slack),
            }
        )

    async def _meet(self, request: web.Request) -> web.Response:
        asked = await read(request, NewPerson)
        return as_json(person_view(self._phones.meet(asked.name, asked.language, asked.start)))

    async def _forget(self, request: web.Request) -> web.Response:
        self._phones.leave_telegram(_number(request, "id"))
        return as_json({})

    async def _block(self, request: web.Request) -> web.Response:
        asked = await read(request, Block)
        person = _number(request, "id")
        self._phones.block(person, asked.blocked)
        return as_json(person_view(self._world.person(person)))

    async def _form(self, request: web.Request) -> web.Response:
        asked = await read(request, NewGroup)
        return as_json(group_view(self._phones.form(asked.title, asked.members)))

    async def _set_membership(self, request: web.Request) -> web.Response:
        asked = await read(request, Membership)
        group = _number(request, "id")
        change = self._phones.bring_bot_back if asked.member else self._phones.remove_bot
        change(asked.person, group)
        return as_json(group_view(self._world.group(group)))

    async def _upgrade(self, request: web.Request) -> web.Response:
        return as_json(group_view(self._phones.upgrade(_number(request, "id"))))

    async def _push(self, request: web.Request) -> web.Response:
        asked = await read(request, PushClock)
        await self._simulator.push_clock(_instant(asked, self._simulator.clock.now()))
        if asked.wait:
            await self._simulator.quiet()
        return as_json({"now": self._simulator.clock.now()})

    # chats

    async def _messages(self, request: web.Request) -> web.Response:
        chat = _number(request, "chat")
        person = int(request.query.get("as", chat))
        self._world.chat_of(self._world.person(person), chat)
        if chat == person:
            self._phones.read(person)
        messages = self._world.messages(chat, int(request.query.get("after", 0)))
        typing = self._simulator.methods.typing.get(chat, 0.0) > monotonic()
        return as_json({"messages": [self._view(one) for one in messages], "typing": typing})

    async def _say(self, request: web.Request) -> web.Response:
        asked, chat = await read(request, Say), _number(request, "chat")
        return await self._act(
            chat, asked.wait, lambda: self._phones.say(asked.person, asked.text, chat)
        )

    async def _press(self, request: web.Request) -> web.Response:
        asked, chat = await read(request, PressButton), _number(request, "chat")
        press, heard = await self._done(
            chat,
            asked.wait,
            lambda: self._phones.press(
                asked.person, asked.label, message=asked.message, data=asked.data, chat=chat
            ),
        )
        return as_json({"toast": press.toast, "alert": press.alert, "heard": heard})

    async def _edit(self, request: web.Request) -> web.Response:
        asked, chat = await read(request, Edit), _number(request, "chat")
        return await self._act(
            chat,
            asked.wait,
            lambda: self._phones.edit(asked.person, asked.message, asked.text, chat),
        )

    async def _send(self, request: web.Request) -> web.Response:
        asked, chat = await read(request, Send), _number(request, "chat")
        return await self._act(
            chat,
            asked.wait,
            lambda: self._phones.send(asked.person, asked.kind, chat, asked.caption),
        )

    async def _upload(self, request: web.Request) -> web.Response:
        """A file of their own is the body; all else is in the address."""
        asked = msgspec.convert(dict(request.query), Upload, strict=False)
        chat, content = _number(request, "chat"), await request.read()
        return await self._act(
            chat,
            asked.wait,
            lambda: self._phones.upload(
                asked.person, asked.kind, asked.name, content, chat, asked.caption
            ),
        )

    async def _act(self, chat: int, wait: bool, act: Callable[[], Message]) -> web.Response:
        sent, heard = await self._done(chat, wait, act)
        return as_json({"sent": self._view(sent), "heard": heard})

    async def _done(
        self, chat: int, wait: bool, act: Callable[[], Acted]
    ) -> tuple[Acted, list[Json]]:
        if not wait:
            return act(), []
        acted, heard = await self._simulator.heard(chat, act)
        return acted, [self._view(message) for message in heard]

    def _view(self, message: Message) -> Json:
        return message_view(message, self._world, self._simulator.account)

    # ledger, faults

    async def _ledger(self, request: web.Request) -> web.Response:
        ledger = self._simulator.ledger
        after = int(request.query.get("after", 0))
        return as_json({"entries": ledger.entries(after), "last": ledger.last})

    async def _add_fault(self, request: web.Request) -> web.Response:
        fault = await read(request, Fault)
        if fault.kind in AT_ONCE:
            await self._simulator.slack.happen(fault)
        else:
            self._simulator.faults.add(fault)
        return as_json({"faults": self._simulator.faults.in_force})

    async def _clear_faults(self, _: web.Request) -> web.Response:
        self._simulator.faults.clear()
        return as_json({"faults": []})

    # the page and what it shows

    async def _events(self, request: web.Request) -> web.StreamResponse:
        stream = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        await stream.prepare(request)
        async with contextlib.aclosing(self._simulator.nudges.listen()) as nudges:
            with contextlib.suppress(ConnectionResetError):
                async for nudge in nudges:
                    if nudge is None:
                        await stream.write(b": still here\n\n")
                        continue
                    told = {"kind": nudge.kind, nudge.part: nudge.which}
                    await stream.write(b"data: " + msgspec.json.encode(told) + b"\n\n")
        return stream

    async def _file(self, request: web.Request) -> web.Response:
        file = self._world.files.get(request.match_info["id"])
        if file is None:
            raise LookupError("there is no such file")
        if file.type in _SHOWN:
            return web.Response(body=file.content, content_type=file.type)
        return web.Response(
            body=file.content,
            content_type="application/octet-stream",
            headers={"Content-Disposition": "attachment"},
        )

    async def _page(self, request: web.Request) -> web.FileResponse:
        file = (PAGE / request.match_info.get("file", "index.html")).resolve()
        if PAGE not in file.parents or not file.is_file():
            raise LookupError("there is no such file")
        return web.FileResponse(file)


_SHOWN = {"image/png", "image/jpeg", "image/gif", "image/webp"}


def _number(request: web.Request, name: str) -> int:
    return int(request.match_info[name])


def _instant(asked: PushClock, now: datetime) -> datetime:
    if (asked.to is None) == (asked.by is None):
        raise Impossible("give either `to` or `by`")
    if asked.to is not None:
        if asked.to.tzinfo is None:
            raise Impossible("`to` needs an offset, such as Z or +01:00")
        return asked.to.astimezone(UTC)
    span = _SPAN.fullmatch(asked.by or "")
    if span is None:
        raise Impossible("`by` is a number of s, m, h or d, such as 30m, 1h or 7d")
    return now + timedelta(**{_UNITS[span[2]]: int(span[1])})
