"""Telegram: the real adapter, over HTTP, against the simulator."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from bot.app import Platform
from bot.clock import Clock
from bot.simulator.limits import Limits
from bot.simulator.phones import Sendable
from bot.simulator.server import LONGEST_QUIET, Simulator
from bot.simulator.world import Message
from bot.telegram import Telegram
from scheduler.pace import Pace
from tests.town.ways import UNHURRIED, Filled, Heard, Held, Own, Press, Seen, Way, one_by_one

T = TypeVar("T")

ELSEWHERE = "teams are on Slack: see OnBoth"


class UnhurriedTelegram(Telegram):
    """The real adapter, for a simulator that sets no limits."""

    def chat_pace(self, address: str) -> Pace:
        return UNHURRIED


class OnTelegram:
    """People with phones, in the simulator."""

    name = "telegram"

    def __init__(self) -> None:
        self.simulator: Simulator
        self.telegram: Telegram

    @property
    def office(self) -> Way:
        return self

    async def open(self, clock: Clock) -> Platform:
        self.simulator = Simulator(clock, limits=Limits.none())
        await self.simulator.start()
        api = self.simulator.telegram_api
        self.telegram = UnhurriedTelegram("1:simulated", api, rate=1_000_000)
        return self.telegram

    async def close(self) -> None:
        await self.simulator.stop()

    def meet(self, name: str, language: str) -> str:
        return str(self.simulator.phones.meet(name, language).id)

    def gather(self, title: str, people: Sequence[str]) -> str:
        return str(self.simulator.phones.form(title, [int(each) for each in people]).id)

    def channel(self, title: str, people: Sequence[str], *, private: bool, bot: bool) -> str:
        raise NotImplementedError(ELSEWHERE)

    def guest(self, name: str) -> str:
        raise NotImplementedError(ELSEWHERE)

    async def bring_in(self, channel: str) -> None:
        raise NotImplementedError(ELSEWHERE)

    async def put_out(self, channel: str) -> None:
        raise NotImplementedError(ELSEWHERE)

    async def archive(self, channel: str) -> None:
        raise NotImplementedError(ELSEWHERE)

    async def come(self, person: str, channel: str) -> None:
        raise NotImplementedError(ELSEWHERE)

    async def go(self, person: str, channel: str) -> None:
        raise NotImplementedError(ELSEWHERE)

    def alter(
        self, channel: str, *, private: bool | None = None, shared: bool | None = None
    ) -> None:
        raise NotImplementedError(ELSEWHERE)

    def lose(self, person: str, channel: str) -> None:
        raise NotImplementedError(ELSEWHERE)

    async def prefilled(self, person: str, question: str) -> str:
        raise NotImplementedError(ELSEWHERE)

    async def refused(self, person: str, *answers: Filled) -> dict[str, str]:
        raise NotImplementedError(ELSEWHERE)

    async def say(self, person: str, chat: str, text: str) -> str:
        phones = self.simulator.phones
        return str((await self._act(lambda: phones.say(int(person), text, int(chat)))).id)

    async def edit(self, person: str, chat: str, message: str, text: str) -> None:
        phones = self.simulator.phones
        await self._act(lambda: phones.edit(int(person), int(message), text, int(chat)))

    async def fill(self, person: str, answers: Sequence[Filled], heard: Heard) -> None:
        await one_by_one(self, person, answers, heard)

    async def press(self, person: str, chat: str, button: Held) -> Press:
        phones, message = self.simulator.phones, int(button.message)
        return await self._act(
            lambda: phones.press(int(person), message=message, data=button.data, chat=int(chat))
        )

    async def post(self, person: str, chat: str, kind: Sendable) -> None:
        await self._act(lambda: self.simulator.phones.send(int(person), kind, int(chat)))

    async def enclose(self, person: str, chat: str, file: Own) -> None:
        phones = self.simulator.phones
        await self._act(
            lambda: phones.upload(
                int(person), file.kind, file.name, file.content, int(chat), file.words
            )
        )

    async def block(self, person: str) -> None:
        await self._act(lambda: self.simulator.phones.block(int(person)))

    async def unblock(self, person: str) -> None:
        await self._act(lambda: self.simulator.phones.block(int(person), False))

    def read(self, chat: str) -> list[Seen]:
        bot = self.simulator.account.id
        return [
            self._seen(message)
            for message in self.simulator.world.messages(int(chat))
            if message.sender == bot and not message.deleted
        ]

    async def _act(self, act: Callable[[], T]) -> T:
        """Do something with a phone, and wait until the bot has taken it in."""
        acted = act()
        await self.simulator.updates.wait_until_drained(LONGEST_QUIET)
        return acted

    def _seen(self, message: Message) -> Seen:
        number = str(message.id)
        buttons = tuple(
            Held(each.data or "", each.text, number)
            for row in message.keyboard or []
            for each in row
        )
        kept = self.simulator.world.files[message.file] if message.file else None
        return Seen(number, message.text, buttons, (kept.name, kept.content) if kept else None)
