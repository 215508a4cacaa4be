"""The simulator, driven as the bot drives it (python-telegram-bot) and as tests do (plain HTTP)."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import msgspec
import pytest
from aiohttp import web
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    MenuButtonCommands,
    MessageEntity,
    Update,
)
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.clock import PushedClock
from bot.simulator.faults import Fault
from bot.simulator.limits import Limits, Pace
from bot.simulator.sample_files import SAMPLE_FILES
from bot.simulator.server import Simulator
from bot.simulator.strictness import Rules
from bot.simulator.world import Impossible, Person
from bot.simulator.world_file import last_seen_instant
from tests.serving import bot_of

MONDAY = datetime(2026, 10, 19, 9, 0, tzinfo=UTC)
PICTURE = SAMPLE_FILES["photo"].content


@pytest.fixture(autouse=True)
def waits_are_timedeltas(monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise python-telegram-bot warns of the change to come each time it is told to wait."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.fixture
async def simulator() -> AsyncIterator[Simulator]:
    simulator = Simulator(PushedClock(MONDAY), organisation="Barton Community Council")
    await simulator.start()
    yield simulator
    await simulator.stop()


@pytest.fixture
async def bot(simulator: Simulator) -> AsyncIterator[Bot]:
    async with bot_of(simulator) as bot:
        yield bot


@pytest.fixture
async def http(simulator: Simulator) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(simulator.address) as session:
        yield session


@pytest.fixture
def ana(simulator: Simulator) -> Person:
    return simulator.phones.meet("Ana Ng", start="")


def buttons(*labels: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(one, callback_data=one)] for one in labels])


def heard(simulator: Simulator, chat: int) -> list[str]:
    return [one.text for one in simulator.world.messages(chat) if one.sender == 1]


async def called(http: aiohttp.ClientSession, method: str, **parameters: object) -> Any:
    async with http.post(f"/bot1:simulated/{method}", json=parameters) as response:
        return await response.json()


async def drain(bot: Bot) -> None:
    updates = await bot.get_updates()
    if updates:
        await bot.get_updates(offset=updates[-1].update_id + 1)


# conversations


async def test_a_message_reaches_the_bot_and_the_answer_reaches_the_phone(
    simulator: Simulator, bot: Bot
) -> None:
    ana = simulator.phones.meet("Ana Ng", "cy", start="barton")

    (update,) = await bot.get_updates()
    assert update.message is not None
    assert update.message.text == "/start barton"
    assert update.message.date == MONDAY
    assert [entity.type for entity in update.message.entities] == ["bot_command"]
    assert update.effective_user is not None
    assert update.effective_user.full_name == "Ana Ng"
    assert update.effective_user.language_code == "cy"
    await bot.send_message(ana.id, "  Croeso 👋 \n", reply_markup=buttons("Yes"))

    (message,) = [one for one in simulator.world.messages(ana.id) if one.sender == 1]
    assert message.text == "Croeso 👋"
    assert simulator.phones.find_button(ana.id, "Yes", None)[0] == message.id
    assert simulator.world.person(ana.id).unread == 1


async def test_the_bot_knows_itself(bot: Bot) -> None:
    assert (bot.id, bot.first_name, bot.can_join_groups) == (1, "Sparkplug", True)


async def test_a_pressed_button_is_heard_and_answered_once(
    simulator: Simulator, bot: Bot, ana: Person
) -> None:
    await drain(bot)
    await bot.send_message(ana.id, "Well?", reply_markup=buttons("Yes", "No"))
    press = simulator.phones.press(ana.id, "No")

    (update,) = await bot.get_updates()
    assert update.callback_query is not None
    assert (update.callback_query.data, update.callback_query.id) == ("No", press.id)
    await update.callback_query.answer("Noted", show_alert=True)
    assert (press.toast, press.alert) == ("Noted", True)
    with pytest.raises(BadRequest, match="Query is too old"):
        await update.callback_query.answer()


async def test_a_press_can_be_answered_only_for_a_while(bot: Bot, simulator: Simulator) -> None:
    hasty = Simulator(PushedClock(MONDAY), limits=Limits(press_seconds=0))
    await hasty.start()
    async with bot_of(hasty) as bot:
        ana = hasty.phones.meet("Ana", start="")
        await bot.send_message(ana.id, "Well?", reply_markup=buttons("Yes"))
        press = hasty.phones.press(ana.id, "Yes")
        with pytest.raises(BadRequest, match="Query is too old"):
            await bot.answer_callback_query(press.id)
    await hasty.stop()


async def test_an_old_phone_may_press_what_is_no_longer_there(
    simulator: Simulator, bot: Bot, ana: Person
) -> None:
    await drain(bot)
    message = await bot.send_message(ana.id, "Well?", reply_markup=buttons("Yes"))
    await message.delete()
    simulator.phones.press(ana.id, message=message.message_id, data="from a year ago")

    (update,) = await bot.get_updates()
    assert update.callback_query is not None
    assert update.callback_query.data == "from a year ago"
    assert update.callback_query.message is not None
    assert not update.callback_query.message.is_accessible


async def test_an_edited_message_comes_as_edited(
    simulator: Simulator, bot: Bot, ana: Person
) -> None:
    said = simulator.phones.say(ana.id, "16 chiars")
    await drain(bot)
    simulator.phones.edit(ana.id, said.id, "16 chairs")

    (update,) = await bot.get_updates()
    assert update.edited_message is not None
    assert (update.edited_message.text, update.edited_message.edit_date) == ("16 chairs", MONDAY)


async def test_the_bot_changes_and_takes_back_its_messages(
    simulator: Simulator, bot: Bot, ana: Person
) -> None:
    sent = await bot.send_message(ana.id, "One", reply_markup=buttons("Yes"))
    await bot.edit_message_reply_markup(ana.id, sent.message_id)
    changed = await bot.edit_message_text("Two", ana.id, sent.message_id)
    assert isinstance(changed, type(sent))
    assert (changed.text, changed.reply_markup) == ("Two", None)
    assert await bot.delete_message(ana.id, sent.message_id)
    assert heard(simulator, ana.id) == [""]
    for again in (
        bot.delete_message(ana.id, sent.message_id),
        bot.edit_message_text("Three", ana.id, sent.message_id),
    ):
        with pytest.raises(BadRequest, match="not found"):
            await again


async def test_a_message_can_be_taken_back_for_48_hours(
    simulator: Simulator, bot: Bot, ana: Person
) -> None:
    sent = await bot.send_message(ana.id, "One")
    await simulator.push_clock(simulator.clock.now() + timedelta(hours=49))
    with pytest.raises(BadRequest, match="can't be deleted for everyone"):
        await sent.delete()


async def test_pictures_and_files_go_both_ways(simulator: Simulator, bot: Bot, ana: Person) -> None:
    await drain(bot)
    simulator.phones.send(ana.id, "photo", caption="our hall")
    (update,) = await bot.get_updates()
    assert update.message is not None
    assert update.message.caption == "our hall"
    fetched = await (await update.message.photo[-1].get_file()).download_as_bytearray()
    assert bytes(fetched) == PICTURE

    photo = await bot.send_photo(ana.id, PICTURE, caption="A chart", filename="chart.png")
    assert (photo.photo[-1].width, photo.photo[-1].height) == (32, 32)
    again = await bot.send_photo(ana.id, photo.photo[-1].file_id)
    assert again.photo[-1].file_id == photo.photo[-1].file_id
    edited = await bot.edit_message_caption(ana.id, photo.message_id, caption="A better chart")
    assert not isinstance(edited, bool)
    assert edited.caption == "A better chart"
    document = await bot.send_document(ana.id, b"a,b\n", filename="report.csv")
    assert document.document is not None
    assert (document.document.file_name, document.document.file_size) == ("report.csv", 4)
    with pytest.raises(BadRequest, match="Image_process_failed"):
        await bot.send_photo(ana.id, b"not a picture")
    with pytest.raises(NetworkError, match="Request Entity Too Large"):
        await bot.send_document(ana.id, bytes(50 * 1024 * 1024 + 1))


async def test_menus_names_and_descriptions_are_kept_per_language(
    simulator: Simulator, bot: Bot
) -> None:
    await bot.set_my_commands([BotCommand("help", "What I can do")])
    await bot.set_my_commands(
        [BotCommand("help", "Beth alla i wneud")],
        scope=BotCommandScopeAllPrivateChats(),
        language_code="cy",
    )
    await bot.set_my_name("Barton Sparkplug")
    await bot.set_my_description("Ask about funding")
    await bot.set_my_short_description("Ask me", language_code="cy")
    await bot.set_chat_menu_button(menu_button=MenuButtonCommands())

    assert simulator.account.menu() == {
        "": [{"command": "help", "description": "What I can do"}],
        "cy": [{"command": "help", "description": "Beth alla i wneud"}],
    }
    assert (await bot.get_my_commands())[0].command == "help"
    assert (await bot.get_my_name()).name == "Barton Sparkplug"
    assert (await bot.get_my_description("cy")).description == "Ask about funding"
    assert (await bot.get_my_short_description("cy")).short_description == "Ask me"
    assert (await bot.get_chat_menu_button()).type == "commands"
    await bot.delete_my_commands()
    assert await bot.get_my_commands() == ()


# groups, coming and going


async def test_in_a_group_the_bot_hears_everybody(simulator: Simulator, bot: Bot) -> None:
    ana, ben = simulator.phones.meet("Ana"), simulator.phones.meet("Ben")
    group = simulator.phones.form("Lunch club", [ana.id, ben.id])
    simulator.phones.say(ben.id, "@sparkplug_simulated_bot any pots?", group.id)

    joined, created, said = await bot.get_updates()
    assert joined.my_chat_member is not None
    assert joined.my_chat_member.new_chat_member.status == "member"
    assert created.message is not None
    assert created.message.group_chat_created
    assert said.message is not None
    assert said.message.chat.title == "Lunch club"
    assert said.message.entities[0].type == "mention"
    await bot.send_message(group.id, "Three.")
    assert heard(simulator, group.id) == ["Three."]

    simulator.phones.remove_bot(ana.id, group.id)
    with pytest.raises(Forbidden, match="bot was kicked from the group chat"):
        await bot.send_message(group.id, "Hello?")
    simulator.phones.bring_bot_back(ana.id, group.id)
    await bot.leave_chat(group.id)
    with pytest.raises(Forbidden, match="bot is not a member of the group chat"):
        await bot.send_message(group.id, "Hello?")


async def test_a_group_that_grows_gets_a_new_id(simulator: Simulator, bot: Bot) -> None:
    ana = simulator.phones.meet("Ana")
    group = simulator.phones.form("Lunch club", [ana.id])
    await drain(bot)
    grown = simulator.phones.upgrade(group.id)

    left, came = await bot.get_updates()
    assert left.message is not None
    assert left.message.migrate_to_chat_id == grown.id
    assert came.message is not None
    assert came.message.migrate_from_chat_id == group.id
    with pytest.raises(ChatMigrated) as raised:
        await bot.send_message(group.id, "Hello")
    assert raised.value.new_chat_id == grown.id
    assert (await bot.send_message(grown.id, "Hello")).chat.type == "supergroup"


async def test_who_does_not_want_the_bot_is_out_of_its_reach(
    simulator: Simulator, bot: Bot, ana: Person
) -> None:
    await drain(bot)
    simulator.phones.block(ana.id)
    (update,) = await bot.get_updates()
    assert update.my_chat_member is not None
    assert update.my_chat_member.new_chat_member.status == "kicked"
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(ana.id, "Hello")
    with pytest.raises(Impossible, match="Ana Ng has blocked the bot"):
        simulator.phones.say(ana.id, "Hello")
    simulator.phones.block(ana.id, False)
    await bot.send_message(ana.id, "Hello")

    simulator.phones.leave_telegram(ana.id)
    with pytest.raises(Forbidden, match="user is deactivated"):
        await bot.send_message(ana.id, "Hello")
    ben = simulator.phones.meet("Ben")
    with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
        await bot.send_message(ben.id, "Hello")


async def test_every_update_has_telegrams_own_shape(simulator: Simulator, bot: Bot) -> None:
    phones, rules = simulator.phones, Rules()
    ana, ben = phones.meet("Ana Ng", start="x"), phones.meet("Ben 🙂", start="")
    said = phones.say(
        ana.id, "مرحبا 😀 /help https://a.org/b?c=d, @bot_name ana@example.org #chairs"
    )
    phones.edit(ana.id, said.id, "hello")
    for kind in ("photo", "voice", "sticker", "document", "location"):
        phones.send(ana.id, kind, caption="look")
    await bot.send_message(
        ana.id, "Well?", reply_markup=buttons("Yes"), reply_to_message_id=said.id
    )
    phones.press(ana.id, "Yes")
    phones.block(ana.id)
    group = phones.form("Lunch club", [ana.id])
    phones.join(ben.id, group.id)
    phones.remove_bot(ben.id, group.id)
    phones.bring_bot_back(ben.id, group.id)
    phones.upgrade(group.id)

    updates = [msgspec.json.decode(update) for update in simulator.updates.hand_out(100)]
    assert len(updates) == 18
    for update in updates:
        rules.check("Update", update)
        assert Update.de_json(update, bot) is not None


# what is refused

YES = {"text": "Yes", "callback_data": "yes"}


def keyboard(*row: dict[str, str]) -> dict[str, Any]:
    return {"inline_keyboard": [list(row)]}


REFUSALS: list[tuple[str, dict[str, Any], str]] = [
    ("sendMessage", {"text": "x"}, "chat_id is empty"),
    ("sendMessage", {"chat_id": "", "text": "x"}, "chat_id is empty"),
    ("sendMessage", {"chat_id": 1, "text": "x"}, "chat not found"),
    ("sendMessage", {"chat_id": "@nobody", "text": "x"}, "chat not found"),
    ("sendMessage", {}, "message text is empty"),
    ("sendMessage", {"text": ""}, "message text is empty"),
    ("sendMessage", {"text": " \n "}, "message text is empty"),
    ("sendMessage", {"text": "x" * 4097}, "message is too long"),
    ("sendMessage", {"text": "😀" * 2049}, "message is too long"),
    ("sendMessage", {"text": 7}, 'field "text" must be of type String'),
    ("sendMessage", {"text": "x", "colour": 1}, 'unknown parameter "colour" of sendMessage'),
    (
        "sendMessage",
        {"text": "x", "protect_content": "yes"},
        'field "protect_content" must be of type Boolean',
    ),
    (
        "sendMessage",
        {"text": "x", "reply_markup": "{"},
        "can't parse reply_markup JSON object",
    ),
    (
        "sendMessage",
        {"text": "x", "reply_markup": {"inline_keyboard": "bad"}},
        'field "inline_keyboard" must be of type Array',
    ),
    (
        "sendMessage",
        {"text": "x", "reply_markup": keyboard({**YES, "colour": "red"})},
        'unknown field "colour" of InlineKeyboardButton',
    ),
    (
        "sendMessage",
        {"text": "x", "reply_markup": keyboard({"callback_data": "yes"})},
        'can\'t find field "text"',
    ),
    (
        "sendMessage",
        {"text": "x", "reply_markup": keyboard({"text": "Yes", "callback_data": ""})},
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ),
    (
        "sendMessage",
        {"text": "x", "reply_markup": keyboard({"text": "Yes", "callback_data": "é" * 33})},
        "BUTTON_DATA_INVALID",
    ),
    (
        "sendMessage",
        {"text": "x", "reply_markup": keyboard(*[YES] * 101)},
        "REPLY_MARKUP_TOO_LONG",
    ),
    (
        "sendMessage",
        {"text": "x", "reply_markup": keyboard({"text": "Go", "url": "http://localhost:1"})},
        "inline keyboard button URL 'http://localhost:1' is invalid: Wrong HTTP URL",
    ),
    (
        "sendMessage",
        {"text": "x", "reply_markup": keyboard({"text": "Go", "url": "ftp://a.org"})},
        "inline keyboard button URL 'ftp://a.org' is invalid: Unsupported URL protocol",
    ),
    (
        "sendMessage",
        {"text": "x", "link_preview_options": {"is_disabled": "yes"}},
        'field "is_disabled" must be of type Boolean',
    ),
    (
        "sendMessage",
        {"text": "x", "reply_parameters": {"message_id": 999}},
        "message to be replied not found",
    ),
    ("editMessageText", {"text": "x"}, "message identifier is not specified"),
    ("editMessageText", {"text": "x", "message_id": 999}, "message to edit not found"),
    ("editMessageText", {"text": "x", "message_id": 1}, "message can't be edited"),
    (
        "editMessageText",
        {"text": "Well?", "message_id": 2},
        (
            "message is not modified: specified new message content and reply markup are exactly "
            "the same as a current content and reply markup of the message"
        ),
    ),
    (
        "editMessageCaption",
        {"caption": "x", "message_id": 2},
        "there is no caption in the message to edit",
    ),
    ("deleteMessage", {"message_id": 999}, "message to delete not found"),
    ("deleteMessage", {"message_id": "?"}, 'field "message_id" must be of type Number'),
    ("sendPhoto", {}, "there is no photo in the request"),
    (
        "sendPhoto",
        {"photo": "F999"},
        "wrong remote file identifier specified: Wrong string length",
    ),
    ("sendChatAction", {"action": "dancing"}, "wrong parameter action in request"),
]


@pytest.mark.parametrize(("method", "parameters", "why"), REFUSALS)
async def test_what_telegram_refuses_is_refused_in_its_words(
    simulator: Simulator,
    http: aiohttp.ClientSession,
    ana: Person,
    method: str,
    parameters: dict[str, Any],
    why: str,
) -> None:
    await called(http, "sendMessage", chat_id=ana.id, text="Well?")
    told = await called(http, method, **{"chat_id": ana.id, **parameters})
    if "chat_id" not in parameters and why == "chat_id is empty":
        told = await called(http, method, **parameters)

    refusal = {"ok": False, "error_code": 400, "description": f"Bad Request: {why}"}
    assert told == refusal
    entry = list(simulator.ledger.calls(method))[-1]
    assert (entry.ok, entry.code, entry.error) == (False, 400, refusal["description"])


@pytest.mark.parametrize(
    ("text", "entity", "why"),
    [
        ("hello", ("bold", -1, 1), "receive an entity with incorrect offset -1"),
        ("hello", ("bold", 9, 1), "entity begins after the end of the text at UTF-16 offset 9"),
        (
            "hello",
            ("bold", 0, 9),
            "entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 9",
        ),
        ("é😀", ("bold", 2, 1), "entity begins in a middle of a UTF-16 symbol at byte offset 2"),
        ("😀", ("bold", 0, 1), "entity ends in a middle of a UTF-16 symbol at byte offset 0"),
        ("hello", ("loud", 0, 1), "can't parse MessageEntity: Unsupported type specified"),
        ("hello", ("text_link", 0, 1), "can't parse MessageEntity: Can't find field \"url\""),
    ],
)
async def test_entities_must_fit_their_text(
    http: aiohttp.ClientSession, ana: Person, text: str, entity: tuple[str, int, int], why: str
) -> None:
    kind, offset, length = entity
    entities = [{"type": kind, "offset": offset, "length": length}]
    told = await called(http, "sendMessage", chat_id=ana.id, text=text, entities=entities)
    assert told["description"] == f"Bad Request: {why}"


async def test_entities_that_fit_move_with_the_trimmed_text(bot: Bot, ana: Person) -> None:
    bold = MessageEntity("bold", offset=2, length=7)
    sent = await bot.send_message(ana.id, "\n 😀 hello ", entities=[bold])
    assert sent.text == "😀 hello"
    assert sent.parse_entities() == {MessageEntity("bold", 0, 7): "😀 hell"}


@pytest.mark.parametrize(
    ("path", "code", "description"),
    [
        ("/bot1:other/getMe", 401, "Unauthorized"),
        ("/botnonsense/getMe", 404, "Not Found"),
        ("/bot1:simulated/getYou", 404, "Not Found: method not found"),
        ("/bot1:simulated/sendDice?chat_id=1", 501, "the simulator does not play sendDice"),
        (
            "/bot1:simulated/sendMessage?chat_id=1&text=x&parse_mode=HTML",
            501,
            "the simulator does not play sendMessage with parse_mode",
        ),
    ],
)
async def test_wrong_tokens_and_methods_are_turned_away(
    http: aiohttp.ClientSession, path: str, code: int, description: str
) -> None:
    async with http.get(path) as response:
        assert response.status == code
        assert (await response.json())["description"] == description


async def test_bad_commands_are_refused(http: aiohttp.ClientSession) -> None:
    for command, why in [
        ({"command": "Help Me", "description": "x"}, "BOT_COMMAND_INVALID"),
        ({"command": "help", "description": ""}, "BOT_COMMAND_DESCRIPTION_INVALID"),
    ]:
        told = await called(http, "setMyCommands", commands=[command])
        assert told["description"] == f"Bad Request: {why}"
    told = await called(http, "setMyCommands", commands=[], scope={"type": "everywhere"})
    assert told["ok"] is False
    told = await called(http, "setMyCommands", commands=[], language_code="english")
    assert told["description"] == "Bad Request: LANG_CODE_INVALID"


async def test_forms_and_json_and_addresses_are_all_read(
    simulator: Simulator, http: aiohttp.ClientSession, ana: Person
) -> None:
    path, markup = "/bot1:simulated/sendMessage", json.dumps(keyboard({**YES}))
    fields = {"chat_id": str(ana.id), "text": "x", "reply_markup": markup}
    multipart = aiohttp.FormData(fields, default_to_multipart=True)
    for request in (
        http.get(path, params=fields),
        http.post(path, data=fields),
        http.post(path, data=multipart),
        http.post(path, json={**fields, "reply_markup": keyboard({**YES})}),
    ):
        async with request as response:
            assert response.status == 200, await response.text()
    assert len(heard(simulator, ana.id)) == 4
    entries = [entry.parameters for entry in simulator.ledger.calls("sendMessage")]
    assert entries == [{"chat_id": ana.id, "text": "x", "reply_markup": keyboard({**YES})}] * 4


# updates


async def test_a_long_poll_returns_as_soon_as_something_happens(
    simulator: Simulator, bot: Bot
) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=10))
    await asyncio.sleep(0.05)
    simulator.phones.meet("Ana", start="")
    async with asyncio.timeout(1):
        (update,) = await poll
    assert [one.update_id for one in await bot.get_updates()] == [update.update_id]
    assert await bot.get_updates(offset=update.update_id + 1) == ()
    assert [entry.kind for entry in simulator.ledger.entries()][-2:] == ["handed_out", "confirmed"]


async def test_a_second_poller_ends_the_first(bot: Bot, http: aiohttp.ClientSession) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=10))
    await asyncio.sleep(0.2)
    assert (await called(http, "getUpdates"))["ok"]
    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        await first


async def test_nothing_is_handed_to_a_poller_who_is_gone(
    simulator: Simulator, bot: Bot, http: aiohttp.ClientSession
) -> None:
    with pytest.raises(TimeoutError):
        await http.get(
            "/bot1:simulated/getUpdates?timeout=5", timeout=aiohttp.ClientTimeout(total=0.1)
        )
    await asyncio.sleep(0.05)
    simulator.phones.meet("Ana", start="")
    await asyncio.sleep(0.05)
    assert {entry.kind for entry in simulator.ledger.entries()} == {"call"}
    assert len(await bot.get_updates()) == 1


async def test_batches_limits_and_kinds_are_the_pollers_choice(
    simulator: Simulator, bot: Bot, ana: Person
) -> None:
    for word in ("one", "two", "three"):
        said = simulator.phones.say(ana.id, word)
    assert len(await bot.get_updates(limit=2)) == 2
    (last,) = await bot.get_updates(offset=-1)
    assert last.message is not None
    assert last.message.text == "three"
    await bot.get_updates(offset=last.update_id + 1, allowed_updates=["message"])
    simulator.phones.edit(ana.id, said.id, "four")
    assert await bot.get_updates() == ()


async def test_malformed_updates_can_be_put_in(simulator: Simulator, bot: Bot) -> None:
    number = simulator.updates.inject({"message": {"from": None}})
    async with aiohttp.ClientSession(simulator.address) as http:
        told = await called(http, "getUpdates")
    assert told["result"] == [{"update_id": number, "message": {"from": None}}]


async def test_a_webhook_gets_each_update_in_order_until_it_says_200(
    simulator: Simulator, bot: Bot
) -> None:
    got: list[tuple[str, str]] = []
    answers = iter([500, 200, 200])

    async def receive(request: web.Request) -> web.Response:
        text = (await request.json())["message"]["text"]
        got.append((request.headers["X-Telegram-Bot-Api-Secret-Token"], text))
        return web.Response(status=next(answers))

    app = web.Application()
    app.router.add_post("/hook", receive)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    port = runner.addresses[0][1]

    with pytest.raises(BadRequest, match="only calls loopback addresses"):
        await bot.set_webhook("https://example.org/hook")
    await bot.set_webhook(f"http://127.0.0.1:{port}/hook", secret_token="a-secret")
    ana = simulator.phones.meet("Ana", start="")
    simulator.phones.say(ana.id, "Hello")
    await simulator.updates.wait_until_drained(5)
    await runner.cleanup()

    assert got == [("a-secret", "/start"), ("a-secret", "/start"), ("a-secret", "Hello")]
    info = await bot.get_webhook_info()
    assert info.last_error_message == "Wrong response from the webhook: 500 Internal Server Error"
    assert info.pending_update_count == 0
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
        await bot.get_updates()
    await bot.delete_webhook()
    assert await bot.get_updates() == ()


# pace and faults


def test_a_pace_allows_a_burst_and_then_its_rate() -> None:
    pace, waits = Pace(rate=1, burst=5), list[float]()
    for now in (0, 0, 0, 0, 0, 0, 0.25, 1, 1, 60, 60):
        wait = pace.wait(7, now)
        if not wait:
            pace.use(7, now)
        waits.append(wait)
    assert waits == [0, 0, 0, 0, 0, 1, 0.75, 0, 1, 0, 0]
    assert pace.wait(8, 0) == 0, "each key has its own"


@pytest.mark.parametrize(
    "limits",
    [
        Limits(overall_per_second=0.01, overall_burst=3),
        Limits(chat_per_second=0.01, chat_burst=3),
        Limits(group_per_minute=0.6, group_burst=3),
    ],
    ids=["in all", "to one person", "to a group"],
)
async def test_too_much_is_held_back(limits: Limits) -> None:
    slow = Simulator(PushedClock(MONDAY), limits=limits)
    await slow.start()
    ana = slow.phones.meet("Ana", start="")
    to_a_group = limits.group_burst == 3
    chat = slow.phones.form("Lunch club", [ana.id]).id if to_a_group else ana.id
    async with bot_of(slow) as bot:
        for number in range(3):
            await bot.send_message(chat, str(number))
        with pytest.raises(RetryAfter) as raised:
            await bot.send_message(chat, "too much")
    assert isinstance(raised.value.retry_after, timedelta)
    assert timedelta(seconds=60) < raised.value.retry_after <= timedelta(seconds=100)
    assert heard(slow, chat) == ["0", "1", "2"]
    await slow.stop()


async def test_limits_can_be_lifted() -> None:
    fast = Simulator(PushedClock(MONDAY), limits=Limits.none())
    await fast.start()
    ana = fast.phones.meet("Ana", start="")
    async with bot_of(fast) as bot:
        for number in range(40):
            await bot.send_message(ana.id, str(number))
    await fast.stop()


@pytest.mark.parametrize(
    ("fault", "raises", "matching", "arrives"),
    [
        (Fault(kind="drop"), NetworkError, "disconnected", False),
        (Fault(kind="accept_then_drop"), NetworkError, "disconnected", True),
        (Fault(kind="429", seconds=7), RetryAfter, "Retry in 0:00:07", False),
        (Fault(kind="500"), NetworkError, "Internal Server Error", False),
        (Fault(kind="502"), NetworkError, "Bad Gateway", False),
        (Fault(kind="401"), InvalidToken, "Unauthorized", False),
        (Fault(kind="403"), Forbidden, "bot was blocked by the user", False),
        (Fault(kind="kicked"), Forbidden, "bot was kicked", False),
    ],
    ids=lambda value: value.kind if isinstance(value, Fault) else "",
)
async def test_a_fault_befalls_one_call(
    simulator: Simulator,
    bot: Bot,
    ana: Person,
    fault: Fault,
    raises: type[TelegramError],
    matching: str,
    arrives: bool,
) -> None:
    simulator.faults.add(msgspec.structs.replace(fault, method="sendMessage", chat=ana.id))
    ben = simulator.phones.meet("Ben", start="")
    await bot.send_message(ben.id, "spared")
    with pytest.raises(raises, match=matching):
        await bot.send_message(ana.id, "struck")
    assert heard(simulator, ana.id) == ["struck"] * arrives
    struck = list(simulator.ledger.calls("sendMessage", ana.id))[-1]
    assert (struck.fault, struck.ok) == (fault.kind, arrives)
    await bot.send_message(ana.id, "spared")
    assert heard(simulator, ana.id)[-1:] == ["spared"]


async def test_a_delay_lasts_and_then_passes(simulator: Simulator, bot: Bot, ana: Person) -> None:
    simulator.faults.add(Fault(kind="delay", seconds=0.2, times=None))
    before = time.monotonic()
    await bot.send_message(ana.id, "at last")
    assert time.monotonic() - before >= 0.2
    simulator.faults.clear()
    assert heard(simulator, ana.id) == ["at last"]


# time, and staying the same


async def test_pushing_the_clock_runs_what_falls_due(tmp_path: Path) -> None:
    clock, pushed = PushedClock(MONDAY), list[datetime]()

    async def push(instant: datetime) -> None:
        pushed.append(instant)
        clock.push_to(instant)

    simulator = Simulator(clock, push=push)
    friday = MONDAY + timedelta(days=4)
    await simulator.start()
    await simulator.push_clock(friday)
    with pytest.raises(Impossible, match="time does not go back"):
        await simulator.push_clock(MONDAY)
    await simulator.stop()
    assert pushed == [friday]


async def test_a_restart_keeps_the_world(tmp_path: Path) -> None:
    path = tmp_path / "world.sqlite"
    assert last_seen_instant(path) is None
    clock = PushedClock(MONDAY)
    before = Simulator(clock, world=path)
    await before.start()
    ana = before.phones.meet("Ana Ng", "cy", start="barton")
    ben = before.phones.meet("Ben")
    group = before.phones.form("Lunch club", [ana.id, ben.id])
    async with bot_of(before) as bot:
        await bot.get_updates(offset=2)
        await bot.set_my_commands([BotCommand("help", "What I can do")])
        sent = await bot.send_message(ana.id, "Croeso", reply_markup=buttons("Yes"))
        photo = await bot.send_photo(ana.id, PICTURE)
    before.phones.leave_telegram(ben.id)
    await before.push_clock(MONDAY + timedelta(days=3))
    await before.stop()

    seen = last_seen_instant(path)
    assert seen is not None
    assert seen >= MONDAY + timedelta(days=3)
    after = Simulator(PushedClock(seen), world=path)
    await after.start()
    async with bot_of(after) as bot:
        waiting = await bot.get_updates()
        again = await bot.send_message(ana.id, "Welcome back")
        await bot.edit_message_text("Croeso!", ana.id, sent.message_id)
        await bot.get_file(photo.photo[-1].file_id)
    assert after.world.person(ana.id).language == "cy"
    assert after.world.group(group.id).members == [ana.id]
    assert heard(after, ana.id) == ["Croeso!", "", "Welcome back"]
    assert after.account.menu()[""][0]["command"] == "help"
    assert [update.update_id for update in waiting] == [2, 3]
    assert again.message_id > photo.message_id + 1
    after.phones.say(ana.id, "Diolch")
    async with bot_of(after) as bot:
        assert (await bot.get_updates())[-1].update_id > 4, "an id lost in a kill is not reused"
    await after.stop()


async def test_a_kill_loses_less_than_half_a_second(tmp_path: Path) -> None:
    path = tmp_path / "world.sqlite"
    killed = Simulator(PushedClock(MONDAY), world=path)
    await killed.start()
    ana = killed.phones.meet("Ana", start="")
    await asyncio.sleep(0.4)
    after = Simulator(PushedClock(MONDAY), world=path)
    await after.start()
    assert after.world.person(ana.id).name == "Ana"
    await after.stop()
    await killed.stop()


async def test_a_busy_port_is_said_at_once(simulator: Simulator) -> None:
    port = int(simulator.address.rpartition(":")[2])
    second = Simulator(PushedClock(MONDAY), port=port)
    with pytest.raises(OSError, match="address already in use"):
        await second.start()


async def test_stopping_ends_polls_and_streams_at_once() -> None:
    simulator = Simulator(PushedClock(MONDAY))
    await simulator.start()
    async with aiohttp.ClientSession(simulator.address) as http:
        poll = asyncio.create_task(called(http, "getUpdates", timeout=50))
        async with http.get("/simulator/events") as stream:
            await asyncio.sleep(0.2)
            before = time.monotonic()
            await simulator.stop()
            assert time.monotonic() - before < 10
            assert await stream.content.read() == b""
        assert await poll == {"ok": True, "result": []}


# the control interface


async def asked(
    http: aiohttp.ClientSession, method: str, path: str, body: object = None, status: int = 200
) -> Any:
    async with http.request(method, f"/simulator/{path}", json=body) as response:
        assert response.status == status, await response.text()
        return await response.json()


async def test_a_conversation_over_http(simulator: Simulator, bot: Bot) -> None:
    async def echo() -> None:
        offset = 0
        while True:
            for update in await bot.get_updates(offset=offset, timeout=10):
                offset = update.update_id + 1
                if update.message is not None and update.message.text is not None:
                    await update.message.reply_text(
                        f"You said {update.message.text}", reply_markup=buttons("Thanks")
                    )
                elif update.callback_query is not None:
                    await update.callback_query.edit_message_text("Any time")
                    await update.callback_query.answer("You're welcome")

    async def settle() -> None:
        pass

    simulator.settle = settle
    echoing = asyncio.create_task(echo())
    async with aiohttp.ClientSession(simulator.address) as http:
        ana = await asked(http, "POST", "people", {"name": "Ana", "language": "cy"})
        chat = f"chats/{ana['id']}"
        told = await asked(
            http, "POST", f"{chat}/say", {"as": ana["id"], "text": "Hi", "wait": True}
        )
        assert told["sent"]["text"] == "Hi"
        (answer,) = told["heard"]
        assert (answer["text"], answer["from"]) == (
            "You said Hi",
            {"id": 1, "name": "Sparkplug", "bot": True},
        )
        assert answer["keyboard"] == [[{"text": "Thanks", "data": "Thanks"}]]
        told = await asked(
            http, "POST", f"{chat}/press", {"as": ana["id"], "label": "Thanks", "wait": True}
        )
        assert (told["toast"], told["alert"]) == ("You're welcome", False)
        assert [message["text"] for message in told["heard"]] == ["Any time"]
        told = await asked(http, "GET", f"{chat}/messages?as={ana['id']}&after=1")
        assert [message["text"] for message in told["messages"]] == ["Any time"]
        told = await asked(
            http, "POST", f"{chat}/press", {"as": ana["id"], "label": "Thanks"}, status=404
        )
        assert told == {"error": "there is no button 'Thanks' in the chat"}
    echoing.cancel()


async def test_state_ledger_faults_and_clock_over_http(
    simulator: Simulator, bot: Bot, http: aiohttp.ClientSession
) -> None:
    ana = await asked(http, "POST", "people", {"name": "Ana", "start": "barton"})
    group = await asked(http, "POST", "groups", {"title": "Lunch", "members": [ana["id"]]})
    assert ana == {"id": ana["id"], "name": "Ana", "language": "en", "blocked": False, "unread": 0}
    await asked(http, "POST", f"people/{ana['id']}/block", {"blocked": True})
    fault = {"method": "sendMessage", "kind": "502", "times": None, "chat": None, "seconds": 1}
    await asked(http, "POST", "faults", fault)
    with pytest.raises(NetworkError):
        await bot.send_message(ana["id"], "Hello")

    state = await asked(http, "GET", "state")
    assert state["organisation"] == "Barton Community Council"
    assert state["bot"] == {"id": 1, "name": "Sparkplug", "username": "sparkplug_simulated_bot"}
    assert [person["blocked"] for person in state["people"]] == [True]
    assert state["groups"] == [
        {"id": group["id"], "title": "Lunch", "members": [ana["id"]], "bot": True}
    ]
    assert state["faults"] == [{**fault, "platform": "telegram", "error": None}]
    assert await asked(http, "DELETE", "faults") == {"faults": []}

    ledger = await asked(http, "GET", "ledger?after=1")
    (entry,) = ledger["entries"]
    assert (entry["no"], entry["method"], entry["error"]) == (2, "sendMessage", "Bad Gateway")
    assert ledger["last"] == 2

    told = await asked(http, "POST", "clock", {"by": "7d"})
    assert datetime.fromisoformat(told["now"]) >= MONDAY + timedelta(days=7)
    await asked(http, "POST", "clock", {"to": "2026-11-20T16:00:00Z"})
    assert simulator.clock.now().date().isoformat() == "2026-11-20"
    await asked(http, "DELETE", f"people/{ana['id']}")
    assert (await asked(http, "GET", "state"))["people"] == []


@pytest.mark.parametrize(
    ("path", "body", "status", "why"),
    [
        ("people", {"name": ""}, 400, "a person needs a name"),
        ("people", {"nom": "Ana"}, 400, "Object contains unknown field `nom`"),
        ("groups", {"title": "Lunch", "members": [9]}, 404, "there is no person 9"),
        ("chats/9/say", {"as": 9, "text": "hi"}, 404, "there is no person 9"),
        ("clock", {"by": "soon"}, 400, "`by` is a number of s, m, h or d, such as 30m, 1h or 7d"),
        ("clock", {"to": "2020-01-01T00:00:00Z"}, 400, "time does not go back"),
        ("clock", {"to": "2027-01-01T00:00:00"}, 400, "`to` needs an offset, such as Z or +01:00"),
        ("faults", {"kind": "gremlin"}, 400, "Invalid enum value 'gremlin' - at `$.kind`"),
    ],
)
async def test_what_makes_no_sense_is_said_so(
    http: aiohttp.ClientSession, path: str, body: object, status: int, why: str
) -> None:
    assert await asked(http, "POST", path, body, status) == {"error": why}


async def test_every_kind_of_message_can_be_shown(
    simulator: Simulator, bot: Bot, http: aiohttp.ClientSession, ana: Person
) -> None:
    await bot.send_photo(ana.id, PICTURE, caption="A chart")
    await bot.send_document(ana.id, b"<script>", filename="x.html")
    for kind in ("voice", "sticker", "location"):
        await asked(http, "POST", f"chats/{ana.id}/send", {"as": ana.id, "kind": kind})
    said = simulator.phones.say(ana.id, "chiars")
    await asked(
        http,
        "POST",
        f"chats/{ana.id}/edit",
        {"as": ana.id, "message": said.id, "text": "chairs"},
    )
    await bot.send_chat_action(ana.id, "typing")
    told = await asked(http, "GET", f"chats/{ana.id}/messages")
    assert told["typing"] is True
    _, photo, document, voice, sticker, location, edited = told["messages"]
    assert (photo["text"], photo["caption"]) == ("A chart", True)
    assert document["document"]["name"] == "x.html"
    assert [one["kind"] for one in (voice, sticker, location)] == ["voice", "sticker", "location"]
    assert (edited["text"], edited["edited"] is not None) == ("chairs", True)
    async with http.get(photo["photo"]) as response:
        assert (await response.read(), response.content_type) == (PICTURE, "image/png")
    async with http.get(document["document"]["url"]) as response:
        assert response.headers["Content-Disposition"] == "attachment"


async def test_the_page_is_served_and_nudged(
    simulator: Simulator, bot: Bot, http: aiohttp.ClientSession, ana: Person
) -> None:
    async with http.get("/") as page:
        assert page.content_type == "text/html"
        assert page.headers["Content-Security-Policy"].startswith("default-src 'self'")
        assert page.headers["Cache-Control"] == "no-store"
    async with http.get("/page/..%2fserver.py") as response:
        assert response.status == 404
    async with http.get("/simulator/events") as stream:
        assert stream.content_type == "text/event-stream"
        await bot.send_message(ana.id, "Hello")
        nudges = [
            (await stream.content.readline()) + await stream.content.readline() for _ in "123"
        ]
    assert [json.loads(nudge.removeprefix(b"data: ")) for nudge in nudges] == [
        {"kind": "people", "chat": None},
        {"kind": "message", "chat": ana.id},
        {"kind": "ledger", "chat": None},
    ]


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:1"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
    ids=str,
)
@pytest.mark.parametrize("path", ["/simulator/state", "/bot1:simulated/getMe"])
async def test_no_website_can_drive_it(
    http: aiohttp.ClientSession, headers: dict[str, str], path: str
) -> None:
    async with http.get(path, headers=headers) as response:
        assert response.status == 403
    async with http.get(path, headers={"Origin": str(http._base_url).rstrip("/")}) as response:
        assert response.status == 200
