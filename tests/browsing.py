"""What the page's tests share: a browser, a simulator with a small bot, a look for the nameless."""

import asyncio
import contextlib
import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Page, async_playwright, expect
from telegram import (
    Bot,
    BotCommand,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    MessageEntity,
    Update,
)
from telegram.error import TelegramError

from bot.clock import PushedClock
from bot.simulator.server import Simulator
from tests.serving import bot_of

SUNDAY = datetime(2026, 11, 22, 10, tzinfo=UTC)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDTHS = [1280, 768, 360]
MARKUP = '<img src=x onerror="document.title=1"><script>'


def found(bundled: str) -> str | None:
    """A Chromium of the system's, or else the one that playwright installs."""
    return shutil.which("chromium") or (bundled if Path(bundled).exists() else None)


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    expect.set_options(timeout=30_000)  # a machine that has much else to do is slow, not wrong
    async with async_playwright() as playwright:
        path = found(playwright.chromium.executable_path)
        if path is None:
            pytest.skip("no Chromium is installed, so the page cannot be opened")
        browser = await playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        await browser.close()


async def answer(bot: Bot, update: Update) -> None:
    """Repeat what was said above three buttons; thank for a press."""
    if message := update.message:
        keys = [
            [
                InlineKeyboardButton("Yes", callback_data="yes"),
                InlineKeyboardButton("Why", callback_data="why"),
            ],
            [InlineKeyboardButton("Read on", url="https://example.org/")],
        ]
        await bot.send_message(
            message.chat_id,
            f"You said: {message.text}",
            entities=[MessageEntity("bold", 0, 9)],
            reply_markup=InlineKeyboardMarkup(keys),
        )
    if (press := update.callback_query) and press.message:
        await press.answer("Noted.", show_alert=press.data == "why")
        await press.edit_message_text("Thank you.")


async def listen(bot: Bot) -> None:
    offset = 0
    while True:
        for update in await bot.get_updates(offset=offset, timeout=10):
            offset = update.update_id + 1
            with contextlib.suppress(TelegramError):
                await answer(bot, update)


async def nothing_left() -> None:
    """The small bot is done with an update when it asks for the next."""


@contextlib.asynccontextmanager
async def simulating(port: int = 0) -> AsyncIterator[tuple[Simulator, Bot]]:
    clock = PushedClock(SUNDAY)

    async def push(instant: datetime) -> None:
        clock.push_to(instant)
        for person in simulator.world.people.values():
            with contextlib.suppress(TelegramError):
                await bot.send_message(person.id, "How has your week been?")

    simulator = Simulator(
        clock, port=port, push=push, settle=nothing_left, organisation="Midshire Council"
    )
    await simulator.start()
    async with bot_of(simulator, simulator.account.token) as bot:
        await bot.set_my_commands([BotCommand("pots", "Funding you could apply for")])
        await bot.set_my_commands([BotCommand("pots", "Cyllid")], language_code="cy")
        listening = asyncio.create_task(listen(bot))
        yield simulator, bot
        listening.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await listening
    await simulator.stop()


@contextlib.asynccontextmanager
async def opened(browser: Browser, simulator: Simulator) -> AsyncIterator[Page]:
    """The page on a wide desk; whatever breaks in it fails."""
    page = await browser.new_page(viewport={"width": 1280, "height": 800})
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.on("console", lambda said: broken.append(said.text) if "Policy" in said.text else None)
    await page.goto(simulator.address)
    await expect(page.locator("body.ready")).to_be_visible()
    yield page
    await page.close()
    assert broken == []


async def unnamed_controls(page: Page) -> list[dict[str, Any]]:
    """What a screen reader would meet as a control with nothing to call it by."""
    session = await page.context.new_cdp_session(page)
    tree = await session.send("Accessibility.getFullAXTree")
    await session.detach()
    controls = {
        "button",
        "link",
        "textbox",
        "searchbox",
        "combobox",
        "checkbox",
        "spinbutton",
        "log",
        "dialog",
        "DisclosureTriangle",
        "Date",
        "InputTime",
        "image",
        "region",
    }
    return [
        node
        for node in tree["nodes"]
        if not node["ignored"]
        and node.get("role", {}).get("value") in controls
        and not node.get("name", {}).get("value", "").strip()
    ]
