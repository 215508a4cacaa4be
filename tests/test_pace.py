"""One pace a chat, for all that goes there: on both platforms nothing bounces off their limits."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from bot.app import Platform
from bot.clock import Clock
from bot.simulator.ledger import Entry
from bot.simulator.limits import UNHURRIED, Limits, SlackLimits
from bot.simulator.server import Simulator
from bot.simulator.slack import APP_TOKEN, TOKEN
from bot.slack import BySocket, Slack
from bot.telegram import Telegram
from scheduler.pace import REMEMBERED, Chats, Pace
from tests.town import House, OnSlack, OnTelegram, Town, Voice, opened

MESSAGES = 10
Way = OnTelegram | OnSlack


class HurriedTelegram(OnTelegram):
    """Telegram with its limits, and the adapter as it is run."""

    async def open(self, clock: Clock) -> Platform:
        self.simulator = Simulator(clock)
        await self.simulator.start()
        return Telegram("1:simulated", self.simulator.telegram_api)


class HurriedSlack(OnSlack):
    """Slack with its paces, and the adapter as it is run."""

    async def open(self, clock: Clock) -> Platform:
        paces = SlackLimits(ack_seconds=UNHURRIED, trigger_seconds=UNHURRIED)
        self.simulator = Simulator(clock, limits=Limits(slack=paces))
        await self.simulator.start()
        return Slack(TOKEN, self.simulator.slack_api, BySocket(APP_TOKEN))


@pytest.fixture
async def houses(furnished: Path, tmp_path: Path) -> AsyncIterator[list[tuple[House, Way]]]:
    async with AsyncExitStack() as stack:
        found: list[tuple[House, Way]] = []
        for way in (HurriedTelegram(), HurriedSlack()):
            folder = tmp_path / way.name
            folder.mkdir()
            found.append((await stack.enter_async_context(opened(way, furnished, folder)), way))
        yield found


async def hurry(house: House, way: Way) -> tuple[Town, Voice, list[Entry]]:
    """Somebody writes and presses faster than anybody can be answered."""
    town = Town(house)
    ana = town.voice("Ana")
    await ana.says("/language")
    languages = [ana.button(label) for label in ana.buttons]
    async with town.turn():
        for n in range(MESSAGES):
            await way.say(ana.id, ana.id, f"/{('help', 'me')[n % 2]}")
            if n % 5 == 0:
                await way.press(ana.id, ana.id, languages[n // 5 % 2])
    return town, ana, list(way.simulator.ledger.calls())


async def test_ten_quick_messages_and_presses_bounce_off_no_limit(
    houses: list[tuple[House, Way]],
) -> None:
    for town, ana, calls in await asyncio.gather(*(hurry(*each) for each in houses)):
        assert len(ana.hears) >= MESSAGES, town.way.name
        assert [each for each in calls if each.code == 429] == []
        edits = ("editMessageReplyMarkup", "chat.update")
        assert [each.ok for each in calls if each.method in edits]


# --- A chat's turns -------------------------------------------------------------------------


async def test_turns_come_one_by_one_in_the_order_in_which_they_were_asked_for() -> None:
    chats, came = Chats(lambda _: Pace(50.0, burst=2)), list[tuple[int, float]]()
    time = asyncio.get_running_loop().time
    began = time()

    async def go(n: int) -> None:
        await chats.turn("ana")
        came.append((n, time() - began))

    await asyncio.gather(*(go(n) for n in range(6)))

    assert [n for n, _ in came] == list(range(6))
    assert all(at >= (n - 1) / 50 - 0.001 for n, at in came)
    await asyncio.wait_for(chats.turn("ben"), 0.02)


async def test_what_goes_without_waiting_is_waited_for_and_a_pause_by_those_in_the_queue() -> None:
    chats = Chats(lambda _: Pace(50.0, burst=1))
    time = asyncio.get_running_loop().time
    began = time()

    for _ in range(3):
        chats.spend("ana")
    waiting = asyncio.create_task(chats.turn("ana"))
    await asyncio.sleep(0)
    chats.pause("ana", 0.2)
    await waiting

    assert time() - began >= 0.199


async def test_chats_that_have_rested_are_forgotten() -> None:
    chats = Chats(lambda _: Pace(1e9, burst=1))
    chats.pause("ana", 60)

    for n in range(REMEMBERED + 10):
        await chats.turn(str(n))

    assert len(chats) <= 20
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(chats.turn("ana"), 0.02)
