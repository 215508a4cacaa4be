"""The page's workspace in a real browser, with a small slack-bolt app as the assistant."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Locator, Page, expect
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.simulator.server import Simulator
from bot.simulator.slack import APP_TOKEN, TOKEN
from tests import pictures
from tests.browsing import MARKUP, WIDTHS, browser, opened, simulating, unnamed_controls

__all__ = ["browser"]  # a fixture

Json = dict[str, Any]

FIRST = "money for an older people’s lunch club?"


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def said(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def button(action: str, text: str, **more: Any) -> Json:
    return {"type": "button", "action_id": action, "value": action, "text": plain(text), **more}


def options(*labels: str) -> list[Json]:
    return [{"text": plain(label), "value": label.casefold()} for label in labels]


def asked(block: str, label: str, element: Json, **more: Any) -> Json:
    field = {"action_id": "entered", **element}
    return {"type": "input", "block_id": block, "label": plain(label), "element": field, **more}


SURE = {
    "title": plain("Hide it?"),
    "text": plain("You can ask again."),
    "confirm": plain("Hide it"),
    "deny": plain("Keep it"),
}


def card(text: str) -> list[Json]:
    return [
        {"type": "header", "text": plain("Two pots could fit")},
        {
            "type": "section",
            "text": said(f"You said: {text}"),
            "accessory": button("details", "Details"),
        },
        {"type": "section", "fields": [said("*Amount*\nUp to £2,000"), said("*From*\nBarton")]},
        {"type": "divider"},
        {"type": "context", "elements": [said("Checked _20 November_ &amp; dated")]},
        {
            "type": "actions",
            "elements": [
                button("call", "Ask for a call", style="primary"),
                button("hide", "Hide this", style="danger", confirm=SURE),
                {
                    "type": "static_select",
                    "action_id": "area",
                    "placeholder": plain("Choose an area"),
                    "options": options("Barton", "Marsh Lane"),
                },
            ],
        },
    ]


NOTE = asked("note", "Note", {"type": "plain_text_input"}, optional=True)
SECOND = {
    "type": "modal",
    "callback_id": "second",
    "title": plain("Is that right?"),
    "submit": plain("Send"),
    "close": plain("Back"),
    "blocks": [{"type": "section", "text": said("Somebody will *ring*.")}],
}


def form(*more: Json) -> Json:
    return {
        "type": "modal",
        "callback_id": "first",
        "title": plain("Ask for a call"),
        "submit": plain("Next"),
        "close": plain("Cancel"),
        "blocks": [
            asked("about", "What is it about?", {"type": "plain_text_input", "multiline": True}),
            asked(
                "area",
                "Area",
                {"type": "static_select", "options": options("Barton", "Marsh Lane")},
                hint=plain("Where you meet."),
            ),
            asked("how", "How?", {"type": "radio_buttons", "options": options("Phone", "Video")}),
            asked(
                "topics",
                "Topics",
                {"type": "checkboxes", "options": options("Money", "Rooms")},
                optional=True,
            ),
            asked("day", "Day", {"type": "datepicker"}, optional=True),
            asked(
                "many",
                "How many come?",
                {"type": "number_input", "is_decimal_allowed": False},
                optional=True,
            ),
            asked(
                "photos",
                "Photos",
                {"type": "file_input", "filetypes": ["jpg", "pdf"], "max_files": 2},
                optional=True,
            ),
            *more,
            {
                "type": "actions",
                "block_id": "more",
                "elements": [button("more", "Add a note")],
            },
        ],
    }


def small_bot(client: AsyncWebClient, heard: list[Json]) -> AsyncApp:
    """An assistant that repeats, offers choices, opens forms and keeps a home page."""
    app = AsyncApp(client=client, request_verification_enabled=False)

    @app.event("message")
    async def message(event: Json, say: Any) -> None:
        if event["channel_type"] == "im" and "subtype" not in event:
            thread = event.get("thread_ts")
            await say(text="Two pots", blocks=card(event["text"]), thread_ts=thread)

    @app.event("app_mention")
    async def mention(event: Json, say: Any) -> None:
        await say(text=f"Here, <@{event['user']}>.", thread_ts=event["ts"])

    @app.event("app_home_opened")
    async def home(event: Json, client: AsyncWebClient) -> None:
        blocks = [
            {"type": "header", "text": plain("Good morning")},
            {"type": "actions", "elements": [button("call", "Ask for a call")]},
        ]
        await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": blocks})

    @app.event("member_joined_channel")
    @app.event("team_join")
    async def nothing() -> None:
        pass

    @app.command("/sparkplug")
    async def command(ack: Any, body: Json) -> None:
        await ack(text=f"You asked for `{body['text']}`.\n&gt; help\n&gt; pots")

    @app.action("details")
    async def details(ack: Any, respond: Any) -> None:
        await ack()
        await respond(text="~Closed~ <https://example.org/|Read on>", replace_original=False)

    @app.action("hide")
    @app.action("area")
    async def update(ack: Any, body: Json, respond: Any) -> None:
        await ack()
        action = body["actions"][0]
        chosen = action.get("selected_option", {}).get("value", action["action_id"])
        heard.append(action)
        await respond(text=f"Noted: {chosen}", replace_original=True)

    @app.action("call")
    async def call(ack: Any, body: Json, client: AsyncWebClient) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=form())
        await ack()

    @app.action("more")
    async def more(ack: Any, body: Json, client: AsyncWebClient) -> None:
        await client.views_update(view_id=body["view"]["id"], view=form(NOTE))
        await ack()

    @app.view("first")
    async def first(ack: Any, view: Json) -> None:
        values = {name: held["entered"] for name, held in view["state"]["values"].items()}
        heard.append(values)
        if values["about"]["value"] == "nothing":
            await ack(response_action="errors", errors={"about": "Please say a little more."})
        else:
            await ack(response_action="push", view=SECOND)

    @app.view("second")
    async def second(ack: Any, body: Json, client: AsyncWebClient) -> None:
        await ack(response_action="clear")
        await client.chat_postMessage(channel=body["user"]["id"], text="*Thank you.* Until then.")

    return app


@dataclass
class Office:
    """A simulator whose workspace has a small bot, and the page open on it."""

    simulator: Simulator
    page: Page
    heard: list[Json]  # what the small bot was handed

    @property
    def panel(self) -> Locator:
        return self.page.get_by_role("region", name="Simulated Council")

    @property
    def posts(self) -> Locator:
        return self.page.locator("#talk").get_by_role("article")

    @property
    def modal(self) -> Locator:
        return self.page.locator("#modal")

    async def add(self, name: str) -> None:
        add = self.page.get_by_role("button", name="Add an officer")
        await add.locator("visible=true").click()
        dialog = self.page.get_by_role("dialog", name="Add an officer")
        await dialog.get_by_label("Name").fill(name)
        await dialog.get_by_role("button", name="Add an officer").click()
        await expect(self.page.get_by_role("heading", name=f"{name}’s workspace")).to_be_visible()

    async def say(self, text: str, to: str = "Sparkplug") -> None:
        await self.panel.get_by_label(f"Write to {to}").fill(text)
        await self.page.keyboard.press("Enter")

    async def make_channel(self, name: str, *, bot: bool, private: bool = False) -> None:
        await self.panel.get_by_role("button", name="Add a channel").click()
        dialog = self.page.get_by_role("dialog", name="Add a channel")
        await dialog.get_by_label("Name of the channel").fill(name)
        await dialog.get_by_label("Private").set_checked(private)
        await dialog.get_by_label("Sparkplug is in it too").set_checked(bot)
        await dialog.get_by_role("button", name="Add a channel").click()
        await expect(dialog).to_be_hidden()

    async def begin(self) -> None:
        """Moira has asked, and was answered with a card."""
        await self.page.get_by_role("button", name=FIRST, exact=True).click()
        await expect(self.posts.last).to_contain_text("Two pots could fit")

    async def focus_is_on(self, locator: Locator) -> None:
        await expect(locator).to_be_focused()


@pytest.fixture
async def office(browser: Browser) -> AsyncIterator[Office]:
    async with simulating() as (simulator, _):
        heard: list[Json] = []
        client = AsyncWebClient(TOKEN, base_url=simulator.slack_api)
        link = AsyncSocketModeHandler(small_bot(client, heard), APP_TOKEN, web_client=client)
        await link.connect_async()  # type: ignore[no-untyped-call]
        try:
            async with opened(browser, simulator) as page:
                yield Office(simulator, page, heard)
        finally:
            await link.close_async()  # type: ignore[no-untyped-call]


# --- asking ---


async def test_a_first_question_makes_an_officer_and_is_answered(office: Office) -> None:
    await office.begin()

    await expect(office.page.get_by_role("heading", name="Moira’s workspace")).to_be_visible()
    await expect(office.posts).to_have_count(2)
    await expect(office.posts.first).to_contain_text(FIRST)
    await expect(office.posts.last.get_by_role("heading")).to_have_text("Two pots could fit")
    await expect(office.posts.last.locator(".kit strong").first).to_have_text("Amount")
    await expect(office.posts.last).to_contain_text("Checked 20 November & dated")


async def test_the_phone_works_beside_it(office: Office) -> None:
    await office.begin()
    await office.page.get_by_role("button", name="Is there money for an older").click()

    phone = office.page.locator("#phone")
    await expect(phone.get_by_role("log")).to_contain_text("You said: Is there money")
    await expect(office.posts).to_have_count(2)
    await expect(phone).to_be_in_viewport()
    await expect(office.panel).to_be_in_viewport()


async def test_it_is_used_by_keyboard_alone(office: Office) -> None:
    keyboard = office.page.keyboard
    await office.panel.get_by_role("button", name="Add an officer").focus()
    await keyboard.press("Enter")
    await keyboard.type("Moira")
    await keyboard.press("Enter")
    await office.focus_is_on(office.panel.get_by_label("Write to Sparkplug"))
    await keyboard.type("Hello")
    await keyboard.press("Enter")
    await expect(office.posts.last).to_contain_text("You said: Hello")
    for _ in range(9):
        await keyboard.press("Shift+Tab")
        if await office.page.evaluate("document.activeElement.textContent") == "Choose an area":
            break
    await keyboard.press("Enter")
    await keyboard.press("ArrowDown")
    await keyboard.press("Enter")

    await expect(office.posts.last).to_contain_text("Noted: marsh lane")
    await expect(office.posts.last).to_be_focused()


async def test_an_answer_for_one_person_says_so(office: Office) -> None:
    await office.begin()
    await office.page.get_by_role("button", name="Details").click()

    await expect(office.posts.last).to_contain_text("Only you can see this")
    await expect(office.posts.last.locator("s")).to_have_text("Closed")
    link = office.posts.last.get_by_role("link", name="Read on (opens a new tab)")
    await expect(link).to_have_attribute("href", "https://example.org/")


async def test_a_command_is_answered_where_it_was_given(office: Office) -> None:
    await office.add("Moira")
    await office.panel.get_by_role("button", name="/sparkplug help").click()

    await expect(office.posts.last).to_contain_text("You asked for help")
    await expect(office.posts.last.locator("blockquote")).to_have_text("help\npots")
    await office.panel.get_by_role("button", name="Commands").click()
    await office.panel.get_by_role("button", name="/sparkplug", exact=True).click()
    await office.page.keyboard.type("pots")
    await office.page.keyboard.press("Enter")
    await expect(office.posts.last).to_contain_text("You asked for pots")


async def test_a_command_nobody_knows_is_refused_and_kept(office: Office) -> None:
    await office.add("Moira")
    await office.say("/nonsense please")

    await expect(office.page.get_by_role("alert")).to_contain_text("/nonsense")
    await expect(office.panel.get_by_label("Write to Sparkplug")).to_have_value("/nonsense please")


async def test_a_danger_is_asked_about_first(office: Office) -> None:
    await office.begin()
    await office.page.get_by_role("button", name="Hide this").click()
    dialog = office.page.get_by_role("alertdialog", name="Hide it?")
    await dialog.get_by_role("button", name="Keep it").click()
    await expect(office.posts.last).to_contain_text("Two pots could fit")
    assert office.heard == []

    await office.page.get_by_role("button", name="Hide this").click()
    await dialog.get_by_role("button", name="Hide it").click()
    await expect(office.posts.last).to_contain_text("Noted: hide")


async def test_own_messages_are_changed_and_taken_back(office: Office) -> None:
    await office.begin()
    await office.page.keyboard.press("ArrowUp")
    box = office.panel.get_by_label("Write to Sparkplug")
    await expect(box).to_have_value(FIRST)
    await office.say("Money & <time>")
    await expect(office.posts.first).to_contain_text("Money & <time>")
    await expect(office.posts.first).to_contain_text("edited")

    await office.posts.first.get_by_role("button", name="Delete").click()
    await expect(office.posts.first).to_contain_text("Message deleted")


async def test_a_picture_is_shared_and_has_a_name(office: Office) -> None:
    await office.add("Moira")
    await office.panel.get_by_role("button", name="Send something else").click()
    await office.panel.get_by_role("button", name="Photo").click()
    picture = office.posts.first.get_by_role("img", name="Picture")
    await expect(picture).to_have_js_property("naturalWidth", 32)

    await office.panel.get_by_role("button", name="Send something else").click()
    await office.panel.get_by_role("button", name="Document").click()
    await expect(office.panel.get_by_role("link", name="Download minutes.txt")).to_be_visible()


# --- channels and threads ---


async def test_a_mention_in_a_channel_is_answered_in_a_thread(office: Office) -> None:
    await office.add("Moira")
    await office.make_channel("Grants Team", bot=True)
    await office.panel.get_by_role("button", name="Mention Sparkplug").click()
    await office.page.keyboard.type("are you there?")
    await office.page.keyboard.press("Enter")
    await expect(office.posts.first.locator(".mention")).to_have_text("@Sparkplug")
    await office.posts.first.get_by_role("button", name="1 reply").click()

    thread = office.page.get_by_role("region", name="Thread")
    await expect(thread.get_by_role("article")).to_have_count(2)
    await expect(thread.get_by_role("article").last).to_contain_text("Here, @Moira.")
    await office.focus_is_on(thread.get_by_label("Reply in the thread in #grants-team"))
    await office.page.keyboard.type("Thank you")
    await office.page.keyboard.press("Enter")
    await expect(thread.get_by_role("article")).to_have_count(3)
    await office.page.keyboard.press("Escape")
    await expect(thread).to_be_hidden()
    await office.focus_is_on(office.posts.first.get_by_role("button", name="2 replies"))


async def test_the_assistant_is_invited_into_a_private_channel(office: Office) -> None:
    await office.add("Moira")
    await office.make_channel("safeguarding", bot=False, private=True)
    place = office.panel.get_by_role("button", name="Private channel safeguarding")
    await expect(place).to_have_attribute("aria-current", "true")
    await expect(office.panel).to_contain_text("Sparkplug is not in this channel")
    await office.panel.get_by_role("button", name="Invite Sparkplug").click()
    await expect(office.panel).to_contain_text("Here Sparkplug answers whoever mentions it")
    assert [one.bot for one in office.simulator.slack.world.channels.values()][-1]

    await office.add("Tom")
    await expect(place).to_have_count(0)
    await expect(office.panel.get_by_role("heading", name="Sparkplug")).to_be_visible()


async def test_a_public_channel_is_joined(office: Office) -> None:
    await office.add("Moira")
    await office.make_channel("grants", bot=True)
    await office.say("Good morning", to="#grants")
    await office.add("Tom")
    await expect(office.panel).to_contain_text("Tom is not in #grants.")
    await office.panel.get_by_role("button", name="Join #grants").click()

    await expect(office.posts.first).to_contain_text("Good morning")
    await office.focus_is_on(office.panel.get_by_label("Write to #grants"))


async def test_others_are_brought_into_a_channel(office: Office) -> None:
    await office.add("Tom")
    await office.add("Moira")
    await office.make_channel("grants", bot=True)
    await office.panel.get_by_role("button", name="Add people to this channel").click()
    dialog = office.page.get_by_role("dialog", name="Who comes into #grants?")
    await dialog.get_by_label("Tom").check()
    await dialog.get_by_role("button", name="Add them").click()

    await expect(office.page.locator("#room-about")).to_have_text("Tom, Moira, Sparkplug")


async def test_what_others_have_not_read_is_counted(office: Office) -> None:
    await office.begin()
    await office.add("Tom")
    moira = next(iter(office.simulator.slack.world.people))
    client = AsyncWebClient(TOKEN, base_url=office.simulator.slack_api)
    await client.chat_postMessage(channel=moira, text="Are you there?")

    desk = office.panel.get_by_role("button", name="Moira English 1 unread")
    await desk.click()
    await expect(office.posts.last).to_contain_text("Are you there?")
    await expect(office.panel.get_by_role("button", name="unread")).to_have_count(0)


async def test_a_removed_officer_is_gone(office: Office) -> None:
    await office.add("Moira")
    await office.panel.get_by_role("button", name="Remove Moira").click()
    await office.page.get_by_role("dialog").get_by_role("button", name="Remove Moira").click()

    await expect(office.page.get_by_text("And as an officer in Slack")).to_be_visible()
    await office.focus_is_on(office.page.locator("#first-hire"))


# --- modals and the home page ---


async def test_a_form_is_filled_in_by_steps(office: Office) -> None:
    await office.begin()
    opener = office.page.get_by_role("button", name="Ask for a call")
    await opener.click()
    dialog = office.page.get_by_role("dialog", name="Ask for a call")
    await office.focus_is_on(dialog.get_by_label("What is it about?"))
    await office.page.keyboard.type("Lunch")
    await dialog.get_by_label("Area").select_option("Barton")
    await dialog.get_by_label("Video").check()
    await dialog.get_by_label("Rooms").check()
    await dialog.get_by_label("Day (optional)").fill("2026-12-04")
    await dialog.get_by_label("How many come? (optional)").fill("12")
    await dialog.get_by_role("button", name="Next").click()

    second = office.page.get_by_role("dialog", name="Is that right?")
    await expect(second).to_contain_text("Somebody will ring.")
    await expect(dialog).to_be_hidden()
    await second.get_by_role("button", name="Back").click()
    await expect(dialog.get_by_label("What is it about?")).to_have_value("Lunch")
    await expect(dialog.get_by_label("Video")).to_be_checked()
    await expect(dialog.get_by_label("Rooms")).to_be_checked()
    await dialog.get_by_role("button", name="Next").click()
    await second.get_by_role("button", name="Send").click()

    await expect(office.modal).to_be_hidden()
    await expect(office.posts.last).to_contain_text("Thank you. Until then.")
    await office.focus_is_on(opener)
    held = office.heard[-1]
    assert {
        "about": held["about"]["value"],
        "area": held["area"]["selected_option"]["value"],
        "how": held["how"]["selected_option"]["value"],
        "topics": [one["value"] for one in held["topics"]["selected_options"]],
        "day": held["day"]["selected_date"],
        "many": held["many"]["value"],
    } == {
        "about": "Lunch",
        "area": "barton",
        "how": "video",
        "topics": ["rooms"],
        "day": "2026-12-04",
        "many": "12",
    }


async def test_what_is_wrong_is_said_at_the_field(office: Office) -> None:
    await office.begin()
    await office.page.get_by_role("button", name="Ask for a call").click()
    await office.modal.get_by_role("button", name="Next").click()

    about = office.modal.get_by_label("What is it about?")
    await expect(about).to_have_attribute("aria-invalid", "true")
    await expect(about).to_have_accessible_description("Please complete this required field.")
    await expect(office.modal.get_by_label("Area")).to_have_accessible_description(
        "Where you meet. Please complete this required field."
    )
    await office.focus_is_on(about)
    await expect(office.modal.get_by_role("status")).to_have_text("3 fields need another look.")

    await about.fill("nothing")
    await office.modal.get_by_label("Area").select_option("Barton")
    await office.modal.get_by_label("Phone").check()
    await office.modal.get_by_role("button", name="Next").click()
    await expect(about).to_have_accessible_description("Please say a little more.")
    await expect(about).to_have_value("nothing")
    await office.focus_is_on(about)


async def test_files_go_with_a_form(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "bench.jpg"
    file.write_bytes(pictures.photo())
    await office.begin()
    await office.page.get_by_role("button", name="Ask for a call").click()
    await office.modal.get_by_label("What is it about?").fill("Lunch")
    await office.modal.get_by_label("Area").select_option("Barton")
    await office.modal.get_by_label("Phone").check()
    field = office.modal.get_by_label("Photos (optional)")
    await field.focus()
    await office.focus_is_on(field)
    await field.set_input_files(file)
    await office.modal.get_by_role("button", name="Next").click()

    await expect(office.page.get_by_role("dialog", name="Is that right?")).to_be_visible()
    (brought,) = office.heard[-1]["photos"]["files"]
    assert (brought["name"], brought["mimetype"]) == ("bench.jpg", "image/jpeg")
    assert office.simulator.world.files[brought["id"]].content == file.read_bytes()


async def test_a_form_grows_and_keeps_what_was_typed(office: Office) -> None:
    await office.begin()
    await office.page.get_by_role("button", name="Ask for a call").click()
    await office.modal.get_by_label("What is it about?").fill("Lunch")
    await office.modal.get_by_role("button", name="Add a note").click()

    await expect(office.modal.get_by_label("Note (optional)")).to_be_visible()
    await expect(office.modal.get_by_label("What is it about?")).to_have_value("Lunch")
    await office.focus_is_on(office.modal.get_by_role("button", name="Add a note"))
    await office.page.keyboard.press("Escape")
    await expect(office.modal).to_be_hidden()
    await office.focus_is_on(office.page.get_by_role("button", name="Ask for a call"))


async def test_a_form_that_gets_no_answer_says_so_and_stays(office: Office) -> None:
    await office.begin()
    await office.page.get_by_role("button", name="Ask for a call").click()
    await office.modal.get_by_label("What is it about?").fill("Lunch")
    await office.modal.get_by_label("Area").select_option("Barton")
    await office.modal.get_by_label("Phone").check()
    office.simulator.slack.sockets.half_open()
    await office.modal.get_by_role("button", name="Next").click()

    await expect(office.modal.get_by_role("alert")).to_contain_text(
        "That did not work (operation_timeout)"
    )
    await expect(office.modal.get_by_label("What is it about?")).to_have_value("Lunch")


async def test_the_home_page_greets_and_acts(office: Office) -> None:
    await office.add("Moira")
    await office.panel.get_by_role("button", name="Home", exact=True).click()
    await expect(office.panel.get_by_role("heading", name="Good morning")).to_be_visible()
    opener = office.panel.get_by_role("button", name="Ask for a call")
    await opener.click()

    await expect(office.page.get_by_role("dialog", name="Ask for a call")).to_be_visible()
    await office.page.keyboard.press("Escape")
    await office.focus_is_on(opener)


# --- ledger and faults ---


async def test_the_ledger_names_the_platform_and_the_person(office: Office) -> None:
    await office.begin()
    await office.page.get_by_role("button", name="Ledger").click()

    entry = office.page.locator("#entries > li").first
    await expect(entry).to_contain_text("Two pots")
    await expect(entry).to_contain_text("to Moira")
    await expect(entry).to_contain_text("Slack · chat.postMessage")
    await office.page.get_by_role("combobox", name="To").first.select_option("Moira (Slack)")
    await expect(entry).to_contain_text("Two pots")


async def test_a_fault_befalls_one_platform(office: Office) -> None:
    await office.begin()
    await office.page.get_by_role("button", name="Ledger").click()
    await office.page.get_by_text("Make something go wrong").click()
    await office.page.get_by_label("On which platform").select_option("Slack")
    await office.page.get_by_label("What goes wrong").select_option("The platform is away (503)")
    await office.page.get_by_label("To whom").select_option("Moira")
    sentence = office.page.locator("#fault-sentence")
    await expect(sentence).to_have_text("The next Slack message to Moira finds the platform away.")
    await office.page.get_by_role("button", name="Set", exact=True).click()
    await expect(office.page.locator("#faults-set")).to_contain_text("to Moira finds the platform")
    (fault,) = office.simulator.faults.in_force
    moira = next(iter(office.simulator.slack.world.people.values()))
    assert (fault.platform, fault.kind, fault.method, fault.chat) == (
        "slack",
        "503",
        "chat.postMessage",
        moira.dm,
    )

    await office.page.get_by_label("What goes wrong").select_option("The connection is cut")
    await expect(sentence).to_have_text("Every connection to Slack ends at once.")
    await expect(office.page.get_by_label("To whom")).to_be_hidden()
    await office.page.get_by_role("button", name="Set", exact=True).click()
    await expect(office.page.locator("#announcer")).to_have_text(
        "Every connection to Slack ends at once."
    )


# --- whoever uses it, wherever ---


async def test_every_control_has_a_name(office: Office) -> None:
    assert await unnamed_controls(office.page) == []
    await office.begin()
    assert await unnamed_controls(office.page) == []
    await office.posts.first.get_by_role("button", name="Reply in thread").click()
    assert await unnamed_controls(office.page) == []
    await office.page.keyboard.press("Escape")
    for opener in ("Commands", "Choose an area"):
        await office.panel.get_by_role("button", name=opener).click()
        assert await unnamed_controls(office.page) == []
        await office.page.keyboard.press("Escape")
    for opener in ("Add an officer", "Add a channel", "Remove Moira", "Ask for a call"):
        await office.panel.get_by_role("button", name=opener).click()
        await expect(office.page.locator("dialog[open]")).to_be_visible()
        assert await unnamed_controls(office.page) == []
        await office.page.keyboard.press("Escape")
        await expect(office.page.locator("dialog[open]")).to_have_count(0)
    await office.panel.get_by_role("button", name="Home", exact=True).click()
    await expect(office.panel.get_by_role("heading", name="Good morning")).to_be_visible()
    assert await unnamed_controls(office.page) == []


@pytest.mark.parametrize("width", [*WIDTHS, 320])
async def test_nothing_is_wider_than_the_screen(office: Office, width: int) -> None:
    await office.begin()
    await office.say("Averylongword" * 40)
    await expect(office.posts).to_have_count(4)
    await office.make_channel("a-name-that-goes-on-and-on-" * 2, bot=True)
    await office.add("Moira-with-a-very-long-name-that-has-nowhere-to-break-at-all")
    await office.page.set_viewport_size({"width": width, "height": 740})
    for view in ("People", "Phone", "Workspace", "Ledger"):
        tab = office.page.get_by_role("navigation").get_by_role("button", name=view).last
        if await tab.count() and await tab.is_visible():
            await tab.click()
        needed = await office.page.evaluate("document.documentElement.scrollWidth")
        assert (view, needed) == (view, width)


async def test_on_a_narrow_screen_everything_has_its_turn(office: Office) -> None:
    await office.page.set_viewport_size({"width": 360, "height": 740})
    tabs = office.page.get_by_role("navigation", name="Panels")
    await tabs.get_by_role("button", name="Workspace").click()
    await expect(office.page.locator("#phone")).to_be_hidden()
    await office.begin()
    await office.posts.first.get_by_role("button", name="Reply in thread").click()
    await expect(office.page.locator("#talk")).to_be_hidden()
    await office.panel.get_by_role("button", name="Close the thread").click()
    await expect(office.page.locator("#talk")).to_be_visible()

    await office.panel.get_by_role("button", name="Channels and people").click()
    await expect(office.page.locator("#talk")).to_be_hidden()
    await office.focus_is_on(office.panel.get_by_role("button", name="Sparkplug", exact=True))
    await office.panel.get_by_role("button", name="Home", exact=True).click()
    await office.focus_is_on(office.panel.get_by_role("heading", name="Home"))
    await expect(office.panel.get_by_role("heading", name="Good morning")).to_be_visible()


async def test_on_a_wide_desk_a_thread_stands_beside_its_channel(office: Office) -> None:
    await office.begin()
    await office.posts.first.get_by_role("button", name="Reply in thread").click()
    await expect(office.page.locator("#talk")).to_be_hidden()

    await office.page.set_viewport_size({"width": 1680, "height": 950})
    await expect(office.page.locator("#talk")).to_be_visible()
    await expect(office.page.locator("#thread-talk")).to_be_visible()
    assert await office.page.evaluate("document.documentElement.scrollWidth") == 1680


async def test_the_main_controls_are_large_enough_to_touch(office: Office) -> None:
    await office.begin()
    await office.page.get_by_role("button", name="Ask for a call").click()
    await expect(office.modal).to_be_visible()

    small = await office.page.evaluate(
        """() => [...document.querySelectorAll("#workspace button, #modal button, #modal select")]
            .filter((node) => node.checkVisibility() && !node.closest(".tools"))
            .filter((node) => node.getBoundingClientRect().height < 44)
            .map((node) => node.outerHTML)"""
    )
    assert small == []


async def test_what_people_and_the_bot_write_is_only_ever_text(office: Office) -> None:
    await office.add("Moira")
    await office.say(MARKUP)

    await expect(office.posts.first).to_contain_text(MARKUP)
    await expect(office.posts.last).to_contain_text(f"You said: {MARKUP}")
    assert await office.page.title() == "Sparkplug simulator"
    assert await office.page.locator("img[src=x]").count() == 0


async def test_a_workspace_that_is_not_there_leaves_the_phone_alone(browser: Browser) -> None:
    async with simulating() as (simulator, _):
        page = await browser.new_page()

        async def without(route: Any) -> None:
            state = await (await route.fetch()).json()
            await route.fulfill(json={**state, "slack": None})

        await page.route("**/simulator/state", without)
        await page.goto(simulator.address)
        await expect(page.locator("body.ready")).to_be_visible()
        await page.get_by_role("button", name="/start").click()
        await expect(page.get_by_role("log")).to_contain_text("You said: /start")
        await expect(page.locator("#workspace")).to_be_hidden()
        await expect(page.locator("#ledger")).to_be_visible()
        await page.unroute_all(behavior="wait")
        await page.close()


# --- its rules, as a table ---


@pytest.fixture(scope="module")
async def rules(browser: Browser) -> AsyncIterator[Page]:
    """A page whose modules are asked one by one."""
    async with simulating() as (simulator, _):
        page = await browser.new_page()
        await page.goto(simulator.address)
        yield page
        await page.close()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain &lt;b&gt; &amp;amp;", "plain &lt;b&gt; &amp;amp;"),
        ("*bold* _slant_ ~gone~", "<strong>bold</strong> <em>slant</em> <s>gone</s>"),
        ("*a _b_ c*", "<strong>a <em>b</em> c</strong>"),
        ("2*3*4 snake_case_name", "2*3*4 snake_case_name"),
        ("* not bold *", "* not bold *"),
        ("*open", "*open"),
        ("*two\nlines*", "*two\nlines*"),
        ("(*bold*), ok", "(<strong>bold</strong>), ok"),
        ("`*as is* &lt;`", "<code>*as is* &lt;</code>"),
        ("```\na *b*\n```", "<pre>a *b*</pre>"),
        ("&gt; one\n&gt; two\nthree", "<blockquote>one\ntwo</blockquote>three"),
        ("one\n\ntwo", "one\n\ntwo"),
        ("<@UMOIRA> <@UNOBODY|old> <#C1>", "[@Moira] [@old] [#grants]"),
        ("<!here> <!date^1^{date}|Friday>", "[@here] <span>Friday</span>"),
        ("<https://example.org/a_b_c|Read *on*>", "(https://example.org/a_b_c|Read *on*)"),
        (
            "see https://example.org/a_b_, ok",
            "see (https://example.org/a_b_|https://example.org/a_b_), ok",
        ),
        ("<mailto:ana@example.org|Ana>", "(mailto:ana@example.org|Ana)"),
        ("<javascript:alert(1)|here>", "<span>here</span>"),
        ("a < b > c", "a &lt; b &gt; c"),
    ],
)
async def test_mrkdwn_is_dressed(rules: Page, text: str, shown: str) -> None:
    dressed = await rules.evaluate(
        """async (text) => {
            const { mrkdwn } = await import("/page/mrkdwn.js");
            const known = {
                person: (id) => ({ UMOIRA: "Moira" })[id],
                channel: (id) => ({ C1: "grants" })[id],
            };
            const holder = document.createElement("div");
            holder.append(...mrkdwn(text, known));
            for (const node of holder.querySelectorAll(".mention")) {
                node.replaceWith(`[${node.textContent}]`);
            }
            for (const node of holder.querySelectorAll("a")) {
                node.lastChild.remove();
                node.replaceWith(`(${node.getAttribute("href")}|${node.textContent})`);
            }
            return holder.innerHTML;
        }""",
        text,
    )
    assert dressed == shown
