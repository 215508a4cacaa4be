"""`sparkplug run` as a process of its own, against the simulator, by settings alone."""

import asyncio
import os
import signal
import socket
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from telegram import Bot
from telegram.request import HTTPXRequest

from bot.simulator.server import Simulator
from bot.simulator.slack import APP_TOKEN, SIGNING_SECRET, TOKEN
from bot.simulator.slack_world import BOT_USER
from tests import warm

ROOT = Path(__file__).parents[1]
LONGEST = 60.0
"""Seconds for what takes a second or two on an idle machine."""


def settings_for(simulator: Simulator) -> dict[str, str]:
    """What serving Telegram's people needs."""
    return {
        "SPARKPLUG_ORGANISATION": "Fernleigh Together",
        "SPARKPLUG_NOTICE_URL": "https://www.fernleigh.example/privacy",
        "SPARKPLUG_TELEGRAM_TOKEN": simulator.account.token,
        "SPARKPLUG_TELEGRAM_API": simulator.telegram_api,
    }


def webhook_at(port: int) -> dict[str, str]:
    """Settings that have Telegram bring its updates to a port of this machine."""
    return {
        "SPARKPLUG_TELEGRAM_WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram",
        "SPARKPLUG_TELEGRAM_WEBHOOK_SECRET": "a-word_between-us",
        "SPARKPLUG_PORT": str(port),
    }


def slack_settings(simulator: Simulator, *, over_http: bool) -> dict[str, str]:
    """Settings that serve Slack's people too."""
    events = (
        {"SPARKPLUG_SLACK_SIGNING_SECRET": SIGNING_SECRET}
        if over_http
        else {"SPARKPLUG_SLACK_APP_TOKEN": APP_TOKEN}
    )
    return {
        "SPARKPLUG_SLACK_BOT_TOKEN": TOKEN,
        "SPARKPLUG_SLACK_API": simulator.slack_api,
        **events,
    }


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def clean(settings: Mapping[str, str]) -> dict[str, str]:
    """This process's environment without any setting of the developer's, and with these."""
    rest = {name: value for name, value in os.environ.items() if "SPARKPLUG" not in name}
    return rest | {"PYTHONPATH": str(ROOT)} | dict(settings)


class Command:
    """A command that runs in a folder, and what it has said."""

    def __init__(self, folder: Path, *arguments: str, **settings: str) -> None:
        self.folder = folder
        self.said = ""
        self._arguments = arguments
        self._settings = settings
        self._running: warm.Started | None = None
        self._out = asyncio.StreamReader()

    async def start(self, typed: str | None = None) -> "Command":
        self._running, self._out = await warm.heard(
            *("bot", *self._arguments),
            folder=self.folder,
            environment=clean(self._settings),
            typed=typed,
        )
        return self

    async def says(self, words: str) -> None:
        """Wait until it has said a line with these words."""
        while words not in self.said:
            line = await asyncio.wait_for(self._out.readline(), LONGEST)
            assert line, f"it ended with: {self.said}"
            self.said += line.decode()

    async def ends(self, how: signal.Signals | None = None) -> int:
        """Wait until it has ended, by itself or by a signal; its exit status."""
        assert self._running is not None
        if how:
            self._running.send_signal(how)
        rest = await asyncio.wait_for(self._out.read(), LONGEST)
        self.said += rest.decode()
        return await self._running.wait()

    async def kill(self) -> None:
        """End it as a power cut would, if it still runs."""
        if self._running is not None and self._running.returncode is None:
            self._running.kill()
            await self._running.wait()


def bot_of(simulator: Simulator, token: str = "1:simulated") -> Bot:
    """The library's own, which waits for a slow machine."""
    api = simulator.telegram_api
    requests = [HTTPXRequest(read_timeout=LONGEST) for _ in range(2)]
    return Bot(
        token,
        base_url=f"{api}/bot",
        base_file_url=f"{api}/file/bot",
        request=requests[0],
        get_updates_request=requests[1],
    )


async def until(is_so: Callable[[], bool]) -> None:
    """Look again and again until something is so."""
    deadline = time.monotonic() + LONGEST
    while not is_so():
        assert time.monotonic() < deadline, "it never became so"
        await asyncio.sleep(0.01)


def heard(simulator: Simulator, chat: int) -> list[str]:
    """What the bot has said in a chat."""
    bot = simulator.account.id
    return [each.text for each in simulator.world.messages(chat) if each.sender == bot]


def heard_on_slack(simulator: Simulator, person: str) -> list[str]:
    """What the bot has said to a person on Slack, in their own chat with it."""
    world = simulator.slack.world
    posts = world.posts(world.channel_of(person, "dm").id)
    return [post.text for post in posts if post.sender == BOT_USER]
