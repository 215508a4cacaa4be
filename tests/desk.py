"""An office in a local Slack workspace: an officer, the bot, and forms that go wrong."""

import asyncio
import dataclasses
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from fluent.runtime import FluentResource
from msgspec.structs import replace

from bot.app import App
from bot.simulating import STORY_BEGINS, demonstration
from bot.simulator.faults import Fault
from bot.simulator.limits import Limits, SlackLimits
from bot.simulator.server import Simulator
from bot.simulator.slack import APP_TOKEN, SIGNING_SECRET, TOKEN
from bot.simulator.slack_text import unescape
from bot.simulator.slack_world import BOT_USER, Post, SlackPerson
from bot.slack import PATH, BySocket, OverHttp
from bot.slack.sending import SLASH
from bot.web import Web
from handlers.dispatch import FEATURES, Routing
from handlers.forms import Day, Filling, Form, Pick, Write
from handlers.messages import (
    Incoming,
    Message,
)
from handlers.turns import Moment, Routes, Turn
from handlers.wording import wording
from storage.database import Database
from storage.sealing import keys_in
from tests.serving import free_port
from tests.town import StillClock, rehearsal
from tests.town.slack import UnhurriedSlack, told

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
    furnished: Path,
    folder: Path,
    *,
    over_http: bool = False,
    waited: float = 10.0,
    limits: SlackLimits | None = None,
) -> AsyncIterator[Office]:
    settings = demonstration(folder, port=0)
    shutil.copy(furnished, folder / "simulator.sqlite")
    for words in (rehearsal.WORDS, WORDS):
        wording("en", SLASH).bundle.add_resource(words, allow_overrides=True)
    clock = StillClock(STORY_BEGINS)
    limits = limits or SlackLimits.none()
    simulator = Simulator(clock, limits=dataclasses.replace(Limits.none(), slack=limits))
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


@pytest.fixture(params=["socket", "http"])
async def hurried(
    request: pytest.FixtureRequest, furnished: Path, tmp_path: Path
) -> AsyncIterator[Office]:
    """Where Slack waits no longer for an acknowledgement than it really does."""
    limits = dataclasses.replace(SlackLimits.none(), ack_seconds=SlackLimits().ack_seconds)
    over_http = request.param == "http"
    async with opened(furnished, tmp_path, over_http=over_http, limits=limits) as office:
        yield office


@pytest.fixture
async def linked(furnished: Path, tmp_path: Path) -> AsyncIterator[Office]:
    """By Socket Mode alone."""
    async with opened(furnished, tmp_path) as office:
        yield office
