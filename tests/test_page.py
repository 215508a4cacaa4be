"""The simulator's page in a real browser: by mouse, by keyboard alone, on a narrow screen."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, expect
from telegram import Bot

from bot.simulator.server import Simulator
from tests import pictures
from tests.browsing import MARKUP, WIDTHS, browser, opened, simulating, unnamed_controls

__all__ = ["browser"]  # a fixture


@dataclass
class Desk:
    """A simulator with a small bot, and the page open on it."""

    simulator: Simulator
    bot: Bot
    page: Page

    @property
    def messages(self) -> Locator:
        return self.page.get_by_role("log").get_by_role("article")

    @property
    def entries(self) -> Locator:
        return self.page.locator("#entries > li")

    async def add(self, name: str, language: str = "English") -> None:
        await self.page.locator("#add-person").click()
        dialog = self.page.get_by_role("dialog", name="Add a volunteer")
        await dialog.get_by_label("Name").fill(name)
        await dialog.get_by_label("Language").select_option(language)
        await dialog.get_by_role("button", name="Add a volunteer").click()
        await expect(self.page.get_by_text(f"{name}’s phone")).to_be_visible()
        # The phone may show before the press has had its answer, which moves the focus once more.
        await expect(self.page.locator("#words")).to_be_focused()

    async def say(self, text: str) -> None:
        await self.page.get_by_label("Write to Sparkplug").fill(text)
        await self.page.keyboard.press("Enter")

    async def hears(self, text: str) -> None:
        await expect(self.messages.last.locator(".words")).to_have_text(text)


@pytest.fixture
async def desk(browser: Browser) -> AsyncIterator[Desk]:
    async with simulating() as (simulator, bot), opened(browser, simulator) as page:
        await page.get_by_role("button", name="Ledger").click()
        yield Desk(simulator, bot, page)


@pytest.fixture(scope="module")
async def rules(browser: Browser) -> AsyncIterator[Page]:
    """A page whose modules are asked one by one."""
    async with simulating() as (simulator, _):
        page = await browser.new_page()
        await page.goto(simulator.address)
        yield page
        await page.close()


# --- asking ---


async def test_a_first_question_takes_one_click(desk: Desk) -> None:
    await desk.page.get_by_role("button", name="Is there money").click()

    await desk.hears("You said: Is there money for an older people’s lunch club?")
    await expect(desk.page.get_by_text("Ana’s phone")).to_be_visible()
    await expect(desk.messages.last.locator("strong")).to_have_text("You said:")
    await expect(desk.messages.first.locator("time")).to_have_text(re.compile("^10:0"))
    await expect(desk.page.get_by_role("log")).to_contain_text("Sunday 22 November 2026")


async def test_a_button_is_pressed_by_keyboard_alone(desk: Desk) -> None:
    keyboard = desk.page.keyboard

    await desk.page.get_by_role("main").get_by_role("button", name="Add a volunteer").first.focus()
    await keyboard.press("Enter")
    await keyboard.type("Ben")
    await keyboard.press("Enter")
    await expect(desk.page.get_by_label("Write to Sparkplug")).to_be_focused()
    await keyboard.type("Hello")
    await keyboard.press("Shift+Enter")
    await keyboard.type("there")
    await keyboard.press("Enter")
    await desk.hears("You said: Hello\nthere")
    for _ in range(8):
        await keyboard.press("Shift+Tab")
        if await desk.page.evaluate("document.activeElement.textContent") == "Yes":
            break
    await keyboard.press("Enter")

    await desk.hears("Thank you.")
    await expect(desk.page.get_by_role("status").get_by_text("Noted.")).to_be_visible()
    await expect(desk.messages.last).to_be_focused()


async def test_an_alert_is_a_dialog_that_gives_the_focus_back(desk: Desk) -> None:
    await desk.add("Ana")
    await desk.say("Hello")
    await desk.page.get_by_role("button", name="Why").click()

    dialog = desk.page.get_by_role("alertdialog", name="Sparkplug")
    await expect(dialog).to_contain_text("Noted.")
    await dialog.get_by_role("button", name="OK").click()
    await expect(dialog).to_be_hidden()
    await desk.hears("Thank you.")


async def test_the_menu_speaks_the_persons_language(desk: Desk) -> None:
    await desk.add("Ana", "Cymraeg")
    await desk.page.get_by_role("button", name="Menu").click()
    await desk.page.get_by_role("button", name="/pots Cyllid").click()

    await desk.hears("You said: /pots")
    await expect(desk.messages.last.locator(".words")).to_have_attribute("lang", "cy")
    await desk.messages.last.get_by_role("button", name="/pots").click()
    await expect(desk.messages).to_have_count(4)


async def test_the_last_message_is_edited_from_an_empty_box(desk: Desk) -> None:
    await desk.add("Ana")
    await desk.say("Helo")
    await desk.hears("You said: Helo")
    await desk.page.keyboard.press("ArrowUp")
    await expect(desk.page.get_by_label("Write to Sparkplug")).to_have_value("Helo")
    await desk.say("Hello")

    await expect(desk.messages.first).to_contain_text("Hello")
    await expect(desk.messages.first).to_contain_text("edited")


async def test_other_things_than_text_are_sent_and_shown(desk: Desk) -> None:
    await desk.add("Ana")
    for kind in ("Photo", "Voice message", "Sticker", "Document", "Location"):
        await desk.page.get_by_role("button", name="Send something else").click()
        await desk.page.get_by_role("button", name=kind).click()

    mine = desk.page.locator(".message.mine")
    await expect(mine).to_have_count(5)
    await expect(mine.get_by_role("img", name="Picture")).to_have_js_property("naturalWidth", 32)
    await expect(mine.get_by_role("link", name="Download minutes.txt, 28 bytes")).to_be_visible()
    await expect(mine.last).to_contain_text("Location")


async def test_a_file_of_ones_own_is_sent_with_the_words_in_the_box(
    desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "bench.jpg"
    file.write_bytes(pictures.photo())
    await desk.add("Ana")
    await desk.page.get_by_label("Write to Sparkplug").fill("Our bench")
    await desk.page.get_by_role("button", name="Send something else").press("Enter")
    field = desk.page.get_by_label("A file of your own…")
    await field.focus()
    await expect(field).to_be_focused()
    await field.set_input_files(file)

    mine = desk.page.locator(".message.mine")
    await expect(mine.get_by_role("img", name="Picture")).to_have_js_property("naturalWidth", 64)
    await expect(mine).to_contain_text("Our bench")
    await expect(desk.page.get_by_label("Write to Sparkplug")).to_be_focused()


async def test_a_block_is_refused_in_words(desk: Desk) -> None:
    await desk.add("Ana")
    await desk.say("Hello")
    await desk.hears("You said: Hello")
    await desk.page.get_by_role("button", name="More for this chat").click()
    await desk.page.get_by_role("button", name="Block Sparkplug").click()
    await expect(desk.page.get_by_text("What it sends now is refused.")).to_be_visible()
    await desk.page.get_by_role("button", name="+1 week").click()

    await expect(desk.entries.first).to_contain_text("Refused")
    await expect(desk.entries.first).to_contain_text("bot was blocked by the user")
    await desk.page.get_by_role("button", name="Unblock Sparkplug").click()
    await expect(desk.page.get_by_label("Write to Sparkplug")).to_be_focused()


async def test_a_group_is_another_chat_of_each_member(desk: Desk) -> None:
    await desk.add("Ana")
    await desk.add("Ben")
    await desk.page.get_by_role("button", name="New group").click()
    dialog = desk.page.get_by_role("dialog", name="New group")
    await dialog.get_by_label("Name of the group").fill("Lunch club")
    await dialog.get_by_label("Ana").check()
    await dialog.get_by_role("button", name="New group").click()
    await desk.page.get_by_label("Write to Lunch club").fill("Good morning")
    await desk.page.keyboard.press("Enter")
    await expect(desk.messages.filter(has_text="You said: Good morning")).to_be_visible()
    await desk.page.get_by_role("button", name="Ana English").click()
    await desk.page.get_by_role("button", name="Lunch club Ana, Ben").click()

    await expect(desk.messages.filter(has_text="Ben").first).to_contain_text("Good morning")


async def test_what_others_have_not_read_is_counted(desk: Desk) -> None:
    await desk.add("Ana")
    await desk.say("Hello")
    await desk.hears("You said: Hello")
    await desk.add("Ben")
    ana = desk.simulator.world.people[min(desk.simulator.world.people)]
    await desk.bot.send_message(ana.id, "Are you there?")

    await expect(desk.page.get_by_role("button", name="Ana English 1 unread")).to_be_visible()
    await desk.page.get_by_role("button", name="Ana English").click()
    await desk.hears("Are you there?")
    await expect(desk.page.get_by_role("button", name="unread")).to_have_count(0)


async def test_a_removed_volunteer_is_gone(desk: Desk) -> None:
    await desk.add("Ana")
    await desk.page.get_by_role("button", name="Remove Ana").click()
    await desk.page.get_by_role("dialog").get_by_role("button", name="Remove Ana").click()

    await expect(desk.page.get_by_text("Try Sparkplug as a volunteer would")).to_be_visible()
    await expect(desk.page.locator("#add-person")).to_be_focused()


# --- clock, ledger, faults ---


async def test_pushing_the_clock_brings_what_is_due(desk: Desk) -> None:
    await desk.add("Ana")
    await desk.say("Hello")
    await desk.hears("You said: Hello")
    await desk.page.get_by_role("button", name="Friday 09:00").click()

    await desk.hears("How has your week been?")
    await expect(desk.page.locator("#now")).to_have_text("Friday 27 November 2026, 09:00")
    await expect(desk.page.locator("#announcer")).to_contain_text("It is now Friday 27 November")
    await expect(desk.entries.first).to_contain_text("to Ana")
    await expect(desk.entries.first).to_contain_text("Fri 27 Nov, 09:00")
    await expect(desk.entries.first).to_contain_text("Delivered")
    await expect(desk.entries.first).to_contain_text("sendMessage")


async def test_the_clock_goes_to_a_chosen_time_but_never_back(desk: Desk) -> None:
    await desk.page.get_by_role("button", name="Choose…").click()
    await desk.page.get_by_label("Day and time").fill("2027-04-01T12:30")
    await desk.page.get_by_role("button", name="Push forward").click()
    await expect(desk.page.locator("#now")).to_have_text("Thursday 1 April 2027, 12:30")

    await desk.page.get_by_role("button", name="Choose…").click()
    field = desk.page.get_by_label("Day and time")
    await field.fill("2026-01-01T00:00")
    await desk.page.get_by_role("button", name="Push forward").click()
    await expect(field).to_be_visible()  # the browser asks for a later time

    await field.evaluate("field => field.removeAttribute('min')")
    await desk.page.get_by_role("button", name="Push forward").click()
    await expect(desk.page.get_by_role("alert")).to_contain_text("time does not go back")


async def test_the_ledger_is_filtered(desk: Desk) -> None:
    await desk.add("Ana")
    await desk.say("Apples")
    await desk.hears("You said: Apples")
    await desk.say("Pears")
    await desk.hears("You said: Pears")
    await expect(desk.entries).to_have_count(2)

    await desk.page.get_by_label("Find in the ledger").fill("apples")
    await expect(desk.entries).to_have_count(1)
    await desk.entries.first.locator("summary").click()
    await expect(desk.entries.first.locator("pre")).to_contain_text('"text": "You said: Apples"')
    await desk.page.get_by_label("Find in the ledger").fill("plums")
    await expect(desk.page.get_by_text("Nothing here fits the filter.")).to_be_visible()
    await desk.page.get_by_label("Find in the ledger").fill("")
    await desk.page.get_by_role("combobox", name="Show").select_option("Every call")
    await expect(desk.entries.filter(has_text="setMyCommands")).to_have_count(2)


async def test_faults_are_set_and_cleared_in_plain_words(desk: Desk) -> None:
    await desk.add("Ana")
    await desk.page.get_by_text("Make something go wrong").click()
    await desk.page.get_by_label("What goes wrong").select_option("The platform fails (500)")
    await desk.page.get_by_label("How often").select_option("The next 3")
    await expect(desk.page.locator("#fault-sentence")).to_have_text(
        "The next 3 messages meet a failure of the platform."
    )
    await desk.page.get_by_role("button", name="Set", exact=True).click()
    await expect(desk.page.locator("#faults-set")).to_contain_text("The next 3 messages meet")
    await desk.say("Hello")

    await expect(desk.entries.first).to_contain_text("Refused")
    await expect(desk.entries.first).to_contain_text("Set to go wrong: The platform fails (500)")
    await desk.page.get_by_role("button", name="Clear all faults").click()
    await expect(desk.page.get_by_text("Nothing is set to go wrong.")).to_be_visible()
    assert desk.simulator.faults.in_force == []


# --- whoever uses it, wherever ---


async def test_nothing_is_wider_than_the_screen(desk: Desk) -> None:
    await desk.add("Ana-with-a-very-long-name-that-has-nowhere-to-break-at-all")
    await desk.say("Averylongword" * 40)
    await expect(desk.messages).to_have_count(2)
    for width in WIDTHS:
        await desk.page.set_viewport_size({"width": width, "height": 740})
        for view in ("People", "Phone", "Workspace", "Ledger"):
            tab = desk.page.get_by_role("navigation").get_by_role("button", name=view)
            if await tab.is_visible():
                await tab.click()
            needed = await desk.page.evaluate("document.documentElement.scrollWidth")
            assert (width, view, needed) == (width, view, width)


async def test_every_control_has_a_name(desk: Desk) -> None:
    nameless = await unnamed_controls(desk.page)
    assert nameless == []

    await desk.add("Ana")
    await desk.say("Hello")
    await desk.hears("You said: Hello")
    await desk.page.get_by_text("Make something go wrong").click()
    for opener in ("Menu", "Send something else", "More for this chat"):
        await desk.page.get_by_role("button", name=opener).click()
        assert await unnamed_controls(desk.page) == []
    for opener in ("Add a volunteer", "New group", "Choose…", "Remove Ana"):
        await desk.page.get_by_role("button", name=opener).click()
        assert await unnamed_controls(desk.page) == []
        await desk.page.keyboard.press("Escape")
    await desk.page.set_viewport_size({"width": 360, "height": 740})
    assert await unnamed_controls(desk.page) == []


async def test_the_main_controls_are_large_enough_to_touch(desk: Desk) -> None:
    await desk.add("Ana")
    await desk.say("Hello")
    await desk.hears("You said: Hello")
    await desk.page.set_viewport_size({"width": 360, "height": 740})

    small = await desk.page.evaluate(
        """() => [...document.querySelectorAll("button, select, input, a.key")]
            .filter((node) => node.checkVisibility() && !node.matches(".command, .edit"))
            .filter((node) => node.getBoundingClientRect().height < 44)
            .map((node) => node.outerHTML)"""
    )
    assert small == []


async def test_what_people_and_the_bot_write_is_only_ever_text(desk: Desk) -> None:
    await desk.add(MARKUP)
    await desk.say(MARKUP)

    await desk.hears(f"You said: {MARKUP}")
    await expect(desk.entries.first).to_contain_text(f"You said: {MARKUP}")
    assert await desk.page.title() == "Sparkplug simulator"
    assert await desk.page.locator("img[src=x]").count() == 0


async def test_a_new_message_is_put_into_the_log_and_nothing_is_said_twice(desk: Desk) -> None:
    await desk.add("Ana")
    await desk.say("One")
    await desk.hears("You said: One")
    await expect(desk.page.get_by_role("log")).to_have_attribute("aria-live", "polite")
    await desk.page.evaluate(
        """() => {
            window.put = [];
            new MutationObserver((records) => records.forEach(({ addedNodes }) =>
                addedNodes.forEach((node) => window.put.push(node.textContent.slice(0, 20)))
            )).observe(document.getElementById("messages"), { childList: true });
        }"""
    )
    await desk.say("Two")
    await desk.hears("You said: Two")

    put = await desk.page.evaluate("window.put")
    assert len(put) == 2
    assert put[1].startswith("SparkplugYou said:")


async def test_the_page_finds_a_simulator_that_was_restarted(browser: Browser) -> None:
    page = await browser.new_page()
    async with simulating() as (first, _):
        port = int(first.address.rpartition(":")[2])
        await page.goto(first.address)
        await page.get_by_role("button", name="/start").click()
        await expect(page.get_by_role("log")).to_contain_text("You said: /start")
    await expect(page.get_by_text("Reconnecting…").first).to_be_visible()
    await page.get_by_label("Write to Sparkplug").fill("Still there?")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("alert")).to_contain_text("The simulator does not answer")
    await expect(page.get_by_label("Write to Sparkplug")).to_have_value("Still there?")

    async with simulating(port):
        # Its world was kept nowhere, so it begins anew.
        empty = page.get_by_text("Try Sparkplug as a volunteer would")
        await expect(empty).to_be_visible(timeout=15_000)
        await expect(page.locator("#link")).to_be_hidden()
        await page.close()


# --- its rules, as tables ---


@pytest.mark.parametrize(
    ("text", "entities", "shown"),
    [
        ("plain <b>", [], "plain &lt;b&gt;"),
        ("😀 bold", [("bold", 3, 4)], "😀 <strong>bold</strong>"),
        ("a bc d", [("bold", 0, 6), ("italic", 2, 2)], "<strong>a <em>bc</em> d</strong>"),
        ("abcd", [("bold", 0, 3), ("italic", 2, 2)], "<strong>ab<em>c</em></strong>d"),
        ("same", [("bold", 0, 4), ("italic", 0, 4)], "<strong><em>same</em></strong>"),
        ("ab", [("bold", 0, 9)], "<strong>ab</strong>"),
        ("ab", [("bold", 5, 2)], "ab"),
        ("ab", [("sparkle", 0, 1)], '<span class="tag">a</span>b'),
    ],
)
async def test_entities_are_dressed(
    rules: Page, text: str, entities: list[tuple[str, int, int]], shown: str
) -> None:
    assert await dressed(rules, text, entities) == shown


@pytest.mark.parametrize(
    ("address", "followed"),
    [
        ("https://example.org/a?b", True),
        ("mailto:ana@example.org", True),
        ("javascript:alert(1)", False),
        (" java\tscript:alert(1)", False),
        ("data:text/html,hello", False),
        ("file:///etc/hosts", False),
        ("", False),
    ],
)
async def test_only_safe_addresses_are_followed(rules: Page, address: str, followed: bool) -> None:
    shown = await dressed(rules, "here", [("text_link", 0, 4)], address)
    assert ("<a href" in shown) is followed
    assert ('rel="noopener"' in shown) is followed


@pytest.mark.parametrize(
    ("wall", "instant"),
    [
        ("2026-11-27T09:00", "2026-11-27T09:00:00.000Z"),
        ("2026-07-03T09:00", "2026-07-03T08:00:00.000Z"),
        ("2027-03-28T00:30", "2027-03-28T00:30:00.000Z"),  # half an hour before the clocks change
        ("2027-03-28T02:00", "2027-03-28T01:00:00.000Z"),
        ("2026-10-25T03:00", "2026-10-25T03:00:00.000Z"),
    ],
)
async def test_the_walls_time_becomes_an_instant(rules: Page, wall: str, instant: str) -> None:
    found = await rules.evaluate(
        "async (wall) => (await import('/page/times.js')).instant(wall)", wall
    )
    assert found == instant


@pytest.mark.parametrize(
    ("now", "friday"),
    [
        ("2026-11-22T10:00:00Z", "2026-11-27T09:00"),
        ("2026-11-27T08:59:00Z", "2026-11-27T09:00"),
        ("2026-11-27T09:00:00Z", "2026-12-04T09:00"),
        ("2026-12-31T23:00:00Z", "2027-01-01T09:00"),
    ],
)
async def test_the_next_friday_is_still_to_come(rules: Page, now: str, friday: str) -> None:
    found = await rules.evaluate(
        "async (now) => (await import('/page/times.js')).nextFriday(now)", now
    )
    assert found == friday


async def dressed(
    page: Page, text: str, entities: list[tuple[str, int, int]], url: str | None = None
) -> str:
    """The markup into which the page turns a text with entities (type, offset, length)."""
    given = [
        {"type": kind, "offset": offset, "length": length, "url": url}
        for kind, offset, length in entities
    ]
    shown: str = await page.evaluate(
        """async ([text, entities]) => {
            const { dress } = await import("/page/messages.js");
            const holder = document.createElement("div");
            holder.append(...dress(text, entities, { command() {} }));
            return holder.innerHTML;
        }""",
        [text, given],
    )
    return shown
