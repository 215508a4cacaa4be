"""The simulator: platforms, people and page, on loopback, in the bot's own process."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar, overload

from aiohttp import web

from bot.clock import Clock, PushedClock
from bot.simulator.control import Control
from bot.simulator.faults import Faults
from bot.simulator.gate import gate
from bot.simulator.ledger import Ledger
from bot.simulator.limits import Limits
from bot.simulator.nudges import Nudges
from bot.simulator.phones import Phones
from bot.simulator.slack import Slack
from bot.simulator.slack_world import BOT_USER, Post
from bot.simulator.telegram_account import Account
from bot.simulator.telegram_api import LARGEST_REQUEST, TelegramApi
from bot.simulator.telegram_chats import Chats
from bot.simulator.telegram_methods import Methods
from bot.simulator.telegram_presses import Presses
from bot.simulator.telegram_shapes import Shapes
from bot.simulator.telegram_updates import Updates
from bot.simulator.telegram_webhook import Webhook
from bot.simulator.world import Impossible, Message, World

LONGEST_QUIET = 30.0  # seconds; a bot that confirms nothing for so long is not waited for

Acted = TypeVar("Acted")


class Simulator:
    """One world, one clock, one ledger; the bot connects to it over HTTP as to the real platforms.

    `world` None: kept in memory only. `push` moves the clock, with whatever falls due on the way
    (None: a PushedClock is pushed, and nothing else happens). `settle` returns once the bot has
    nothing left to do (None: nobody knows, so nothing is waited for).
    """

    def __init__(
        self,
        clock: Clock,
        *,
        port: int = 0,
        token: str = "1:simulated",  # noqa: S107
        world: Path | None = None,
        limits: Limits = Limits(),  # noqa: B008
        push: Callable[[datetime], Awaitable[None]] | None = None,
        settle: Callable[[], Awaitable[None]] | None = None,
        organisation: str | None = None,
    ) -> None:
        self.clock = clock
        self.organisation = organisation
        self.push = push
        self.settle = settle
        self.nudges = Nudges()
        self.world = World(clock, self.nudges, world)
        self.ledger = Ledger(clock, self.nudges)
        self.faults = Faults()
        self.account = Account(self.world, self.nudges, token)
        self.updates = Updates(self.world, self.ledger)
        shapes = Shapes(self.world, self.account)
        presses = Presses(limits.press_seconds)
        self.phones = Phones(self.world, self.account, shapes, self.updates, presses)
        chats = Chats(self.world, self.account, limits)
        self.methods = Methods(self.world, self.account, shapes, presses, chats, self.nudges)
        self._webhook = Webhook(self.world, self.updates)
        self.slack = Slack(self.world, self.ledger, self.faults, self.nudges, limits.slack)
        self.workspace = self.slack.workspace
        self._port = port
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Listen on 127.0.0.1 only. A busy port raises OSError."""
        kept = self.world.open()
        self.updates.load(kept.get("update", {}))
        telegram = TelegramApi(
            self.world,
            self.account,
            self.methods,
            self.updates,
            self._webhook,
            self.ledger,
            self.faults,
        )
        app = web.Application(middlewares=[gate], client_max_size=LARGEST_REQUEST)
        telegram.add_to(app)
        self.slack.add_to(app)
        Control(self).add_to(app)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", self._port)
        try:
            await site.start()
        except OSError:
            await runner.cleanup()
            self.world.close()
            raise
        self._runner = runner
        self._port = runner.addresses[0][1]
        self._webhook.start()
        self.slack.shapes.address = self.address
        self.slack.load(kept)

    async def stop(self) -> None:
        """End long polls and event streams, close the door, write the world down."""
        self.updates.close()
        self.nudges.close()
        await self._webhook.stop()
        await self.slack.stop()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None
        self.world.close()

    @property
    def address(self) -> str:
        """Where the page is."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def telegram_api(self) -> str:
        """The Bot API's base address: `/bot<token>/<method>` follows."""
        return self.address

    @property
    def slack_api(self) -> str:
        """The Web API's base address: the method follows."""
        return f"{self.address}/api/"

    async def send_events_to(self, url: str) -> None:
        """Have Slack post to the bot's own address instead of waiting for its sockets."""
        await self.slack.send_events_to(url)

    async def quiet(self) -> None:
        """Wait until the bot has confirmed every update and event and has nothing left to do."""
        if self.settle is not None:
            await self.updates.wait_until_drained(LONGEST_QUIET)
            await self.slack.events.wait_until_drained(LONGEST_QUIET)
            await self.settle()

    async def heard(self, chat: int, act: Callable[[], Acted]) -> tuple[Acted, list[Message]]:
        """An act, and what of the bot's came or changed in a chat until it was quiet again."""
        before = self.world.changes
        acted = act()
        await self.quiet()
        return acted, [
            message
            for message in self.world.messages(chat)
            if message.change > before and message.sender == self.account.id and not message.deleted
        ]

    @overload
    async def slack_heard(
        self, person: str, chat: str, act: Callable[[], Awaitable[Acted]]
    ) -> tuple[Acted, list[Post]]: ...

    @overload
    async def slack_heard(
        self, person: str, chat: str, act: Callable[[], Acted]
    ) -> tuple[Acted, list[Post]]: ...

    async def slack_heard(
        self, person: str, chat: str, act: Callable[[], Any]
    ) -> tuple[Any, list[Post]]:
        """The same on Slack: what came or changed for this person, in threads too."""
        before = self.world.changes
        acted = act()
        done = await acted if isinstance(acted, Awaitable) else acted
        await self.quiet()
        channel = self.slack.world.channel_of(person, chat)
        return done, [
            post
            for post in self.slack.world.posts(channel.id)
            if post.change > before
            and post.sender == BOT_USER
            and post.only_for in (None, person)
            and not post.deleted
        ]

    async def push_clock(self, instant: datetime) -> None:
        """Move time on to an instant; what falls due on the way happens first."""
        if instant < self.clock.now():
            raise Impossible("time does not go back")
        if self.push is not None:
            await self.push(instant)
        elif isinstance(self.clock, PushedClock):
            self.clock.push_to(instant)
        else:
            raise Impossible("this clock can't be pushed")
        self.slack.events.clock_pushed()
        self.world.note("now", self.clock.now())
        self.nudges.tell("clock")
