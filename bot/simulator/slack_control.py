"""The Slack half of the control interface. docs/simulator.md describes it."""

from __future__ import annotations

import mimetypes
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar

import msgspec
from aiohttp import web
from aiohttp.typedefs import Handler

from bot.simulator.control_answers import answering, as_json, read
from bot.simulator.slack import Slack
from bot.simulator.slack_control_requests import (
    Bring,
    Command,
    Delete,
    Edit,
    Fill,
    Joining,
    NewChannel,
    NewPerson,
    Person,
    Press,
    React,
    Say,
    Send,
)
from bot.simulator.slack_interactions import COMMANDS, Outcome
from bot.simulator.slack_views import channel_view, person_view, post_view, view_view
from bot.simulator.slack_world import BOT_NAME, BOT_USER, TEAM, TEAM_NAME, Post
from bot.simulator.world import Impossible, Json

if TYPE_CHECKING:
    from bot.simulator.server import Simulator

Acted = TypeVar("Acted")


def slack_state(slack: Slack) -> Json:
    """The workspace at a glance."""
    return {
        "connected": slack.connected,
        "team": {"id": TEAM, "name": TEAM_NAME},
        "bot": {"id": BOT_USER, "name": BOT_NAME},
        "commands": COMMANDS,
        "people": [person_view(one) for one in slack.world.people.values() if not one.gone],
        "channels": [channel_view(one) for one in slack.world.channels.values() if not one.is_dm],
    }


class SlackControl:
    """The routes under /simulator/slack."""

    def __init__(self, simulator: Simulator) -> None:
        self._simulator = simulator
        self._slack = simulator.slack
        self._workspace = simulator.workspace

    def add_to(self, app: web.Application) -> None:
        """Answer on these paths."""
        chat = "chats/{chat}"
        routes: list[tuple[str, str, Handler]] = [
            ("POST", "people", self._meet),
            ("DELETE", "people/{id}", self._deactivate),
            ("POST", "channels", self._make_channel),
            ("POST", "channels/{id}/members", self._join),
            ("GET", f"{chat}/messages", self._messages),
            ("POST", f"{chat}/say", self._say),
            ("POST", f"{chat}/edit", self._edit),
            ("POST", f"{chat}/delete", self._delete),
            ("POST", f"{chat}/react", self._react),
            ("POST", f"{chat}/send", self._send),
            ("POST", f"{chat}/command", self._command),
            ("POST", "files", self._bring),
            ("POST", "press", self._press),
            ("GET", "view", self._view),
            ("POST", "view/set", self._fill),
            ("POST", "view/submit", self._submit),
            ("POST", "view/close", self._close),
            ("GET", "home", self._home),
        ]
        for method, path, handler in routes:
            app.router.add_route(method, f"/simulator/slack/{path}", answering(handler))

    # people and channels

    async def _meet(self, request: web.Request) -> web.Response:
        asked = await read(request, NewPerson)
        person = self._workspace.meet(asked.name, asked.language, asked.timezone, asked.guest)
        return as_json(person_view(person))

    async def _deactivate(self, request: web.Request) -> web.Response:
        self._workspace.deactivate(request.match_info["id"])
        return as_json({})

    async def _make_channel(self, request: web.Request) -> web.Response:
        asked = await read(request, NewChannel)
        channel = self._workspace.make_channel(
            asked.name, asked.members, private=asked.private, bot=asked.bot, topic=asked.topic
        )
        return as_json(channel_view(channel))

    async def _join(self, request: web.Request) -> web.Response:
        asked, channel = await read(request, Joining), request.match_info["id"]
        if (asked.person is None) == (asked.bot is None):
            raise Impossible("give either `person` or `bot`")
        if asked.person is not None:
            joined = self._workspace.invite(asked.person, channel)
        elif asked.bot:
            joined = self._workspace.invite_bot(channel)
        else:
            joined = self._workspace.remove_bot(channel)
        return as_json(channel_view(joined))

    # messages

    async def _messages(self, request: web.Request) -> web.Response:
        person, chat = _asking(request), request.match_info["chat"]
        after = request.query.get("after", "0")
        posts = self._workspace.seen_by(person, chat, request.query.get("thread"))
        if chat in ("dm", self._slack.world.person(person).dm):
            self._workspace.read(person)
        newer = [post for post in posts if float(post.ts) > float(after)]
        return as_json({"messages": self._shown(newer)})

    async def _say(self, request: web.Request) -> web.Response:
        asked, chat = await read(request, Say), request.match_info["chat"]
        return await self._sent(
            asked.person,
            chat,
            asked.wait,
            lambda: self._workspace.say(asked.person, asked.text, chat, asked.thread),
        )

    async def _edit(self, request: web.Request) -> web.Response:
        asked, chat = await read(request, Edit), request.match_info["chat"]
        return await self._sent(
            asked.person,
            chat,
            asked.wait,
            lambda: self._workspace.edit(asked.person, asked.ts, asked.text, chat),
        )

    async def _delete(self, request: web.Request) -> web.Response:
        asked = await read(request, Delete)
        self._workspace.delete(asked.person, asked.ts, request.match_info["chat"])
        return as_json({})

    async def _react(self, request: web.Request) -> web.Response:
        asked, chat = await read(request, React), request.match_info["chat"]
        return await self._sent(
            asked.person,
            chat,
            asked.wait,
            lambda: self._workspace.react(asked.person, asked.ts, asked.name, chat),
        )

    async def _send(self, request: web.Request) -> web.Response:
        asked, chat = await read(request, Send), request.match_info["chat"]
        return await self._sent(
            asked.person,
            chat,
            asked.wait,
            lambda: self._workspace.send(asked.person, asked.kind, chat, asked.text),
        )

    async def _bring(self, request: web.Request) -> web.Response:
        """A file of their own, the body, is with Slack, for a field of a form."""
        asked = msgspec.convert(dict(request.query), Bring)
        content = await request.read()
        person = self._slack.world.person(asked.person)
        kind = mimetypes.guess_type(asked.name)[0] or "application/octet-stream"
        file = self._workspace.bring(person.id, asked.name, content, kind)
        return as_json({"id": file.id, "name": file.name})

    # what the bot has to acknowledge

    async def _command(self, request: web.Request) -> web.Response:
        asked, chat = await read(request, Command), request.match_info["chat"]
        outcome, heard = await self._done(
            asked.person,
            chat,
            asked.wait,
            lambda: self._workspace.command(asked.person, asked.text, chat, asked.command),
        )
        return as_json({"heard": heard, "error": outcome.error})

    async def _press(self, request: web.Request) -> web.Response:
        asked = await read(request, Press)
        if sum((asked.chat is not None, asked.home, asked.view is not None)) != 1:
            raise Impossible("give one of `chat`, `home` and `view`")
        chat = asked.chat or "dm"
        outcome, heard = await self._done(
            asked.person,
            chat,
            asked.wait,
            lambda: self._workspace.press(
                asked.person,
                asked.label,
                action=asked.action,
                block=asked.block,
                value=asked.value,
                chat=chat,
                ts=asked.ts,
                view=asked.view,
                home=asked.home,
            ),
        )
        return as_json({"heard": heard, "view": self._open(asked.person), "error": outcome.error})

    # modals and the App Home

    async def _view(self, request: web.Request) -> web.Response:
        person = self._slack.world.person(_asking(request))
        return as_json({"view": self._open(person.id)})

    async def _fill(self, request: web.Request) -> web.Response:
        asked = await read(request, Fill)
        return await self._after(
            asked.person,
            asked.wait,
            lambda: self._workspace.fill(asked.person, asked.block, asked.value, asked.action),
        )

    async def _submit(self, request: web.Request) -> web.Response:
        asked = await read(request, Person)
        return await self._after(
            asked.person, asked.wait, lambda: self._workspace.submit(asked.person)
        )

    async def _close(self, request: web.Request) -> web.Response:
        asked = await read(request, Person)
        return await self._after(
            asked.person, asked.wait, lambda: self._workspace.close(asked.person)
        )

    async def _home(self, request: web.Request) -> web.Response:
        person = self._slack.world.person(_asking(request))
        if request.query.get("open"):
            self._workspace.open_home(person.id)
            if self._slack.connected:
                await self._simulator.quiet()
        home = self._slack.world.homes.get(person.id)
        return as_json({"view": view_view(home, self._slack.shapes)})

    # the steps of the above

    async def _sent(
        self, person: str, chat: str, wait: bool, act: Callable[[], Post]
    ) -> web.Response:
        async def acting() -> Post:
            return act()

        sent, heard = await self._done(person, chat, wait, acting)
        return as_json({"sent": post_view(sent, self._slack.world), "heard": heard})

    async def _after(
        self, person: str, wait: bool, act: Callable[[], Awaitable[Outcome]]
    ) -> web.Response:
        outcome, heard = await self._done(person, "dm", wait, act)
        return as_json(
            {
                "view": self._open(person),
                "errors": outcome.errors,
                "error": outcome.error,
                "heard": heard,
            }
        )

    async def _done(
        self, person: str, chat: str, wait: bool, act: Callable[[], Awaitable[Acted]]
    ) -> tuple[Acted, list[Json]]:
        if not wait:
            return await act(), []
        acted, heard = await self._simulator.slack_heard(person, chat, act)
        return acted, self._shown(heard)

    def _shown(self, posts: list[Post]) -> list[Json]:
        return [post_view(post, self._slack.world) for post in posts]

    def _open(self, person: str) -> Json | None:
        return view_view(self._workspace.modals.on_top(person), self._slack.shapes)


def _asking(request: web.Request) -> str:
    if "as" not in request.query:
        raise Impossible("say who looks: ?as=…")
    return request.query["as"]
