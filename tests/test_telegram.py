"""The Telegram adapter: what it reads, what it sends, how it bears with Telegram."""

import logging
import re
from collections.abc import Callable
from typing import Any

import pytest
from telegram import MessageEntity

from bot.simulator.faults import Fault
from bot.simulator.world import Json
from bot.telegram.rendering import LIMIT, keyboard, pieces, units
from bot.text import printable
from handlers.dispatch import menu
from handlers.messages import Attachment, Button, Card, Link, Message, Outgoing, stacked
from handlers.wording import LANGUAGES, wording
from tests.town import Held, OnTelegram, Town, Voice

pytestmark = pytest.mark.parametrize("way", [OnTelegram], indirect=True)

Golden = Callable[[str, object], None]


@pytest.fixture
def telegram(town: Town) -> OnTelegram:
    """The far end."""
    assert isinstance(town.way, OnTelegram)
    return town.way


# --- What Telegram receives -----------------------------------------------------------------


class Wire:
    """What Telegram was asked to do in a chat since it was last looked at."""

    def __init__(self, telegram: OnTelegram, chat: str) -> None:
        self._ledger = telegram.simulator.ledger
        self._chat = int(chat)
        self._after = self._ledger.last

    def calls(self) -> list[Json]:
        """With ids that differ each time made the same."""
        calls = [
            _plain(each.method, each.parameters)
            for each in self._ledger.entries(self._after)
            if each.chat == self._chat or each.method == "answerCallbackQuery"
        ]
        return sorted(calls, key=_order)


_ORDER = ("sendMessage", "sendDocument", "editMessageText", "answerCallbackQuery")


def _order(call: Json) -> int:
    """Letters first: what is done beside them comes when it comes."""
    (method,) = call
    return _ORDER.index(method) if method in _ORDER else len(_ORDER)


def _plain(method: str | None, parameters: Json | None) -> Json:
    told: Json = {
        name: "…" if name in ("chat_id", "message_id", "callback_query_id", "document") else value
        for name, value in (parameters or {}).items()
    }
    for row in told.get("reply_markup", {}).get("inline_keyboard", []):
        for button in row:
            data = button["callback_data"]
            button["callback_data"] = re.sub(r"^(form\S*) [0-9a-f]{4}\b", r"\1 0000", data)
    return {str(method): told}


@pytest.mark.parametrize(
    ("name", "acts"),
    [
        ("start", ["/start"]),
        ("start-welsh", ["cy", "/start"]),
        ("help", ["/help"]),
        ("privacy", ["/privacy"]),
        ("urgent", ["/urgent"]),
        ("danger", ["I want to kill myself"]),
        ("pots", ["/pots", "[More]", "[4]", "[More]", "[What it paid for before]"]),
        ("question", ["Is there money for an older people's lunch club?", "[1]"]),
        (
            "pot",
            [
                "Is there money for an older people's lunch club?",
                "[1]",
                "[More]",
                "[Put the date in my calendar]",
            ],
        ),
        ("apply", ["/pots community chest", "[1]", "[Can we apply?]", "2", "1", "1"]),
        (
            "kept",
            [
                "/pots community chest",
                "[1]",
                "[Keep this]",
                "[What I keep]",
                "[1]",
                "[Tell you how it went]",
                "[We got it]",
                "[Happy to tell others how]",
            ],
        ),
        ("needles", ["who do I tell about needles in the park", "[1]"]),
        ("contacts", ["/contacts worried about an adult at risk", "[1]"]),
        ("groups", ["/groups somewhere to take a toddler", "[1]", "[Back to the list]"]),
        ("grants", ["Who has funded lunch clubs before?"]),
        (
            "check-in",
            [
                "/checkin",
                "[Yes, ask me and keep my answers]",
                "[🙁 Hard]",
                "[Add what helped or weighed]",
                "[2. The group]",
                "[Done]",
                "The roof leaks",
                "/stopcheckins",
                "[No file: delete it now]",
            ],
        ),
        ("overheard", ["rough week tbh", "[Tell me more about that]", "[No, thank you]"]),
        ("area", ["/area", "nowhere", "[1. Brookside]"]),
        ("form", ["/outing hills", "[1. Tea]", "[Done]", "my sister's", "[Back]", "[Cancel]"]),
        ("me", ["/me", "[Send me all of it in a file]", "[Erase everything]", "[No, keep it]"]),
        ("language", ["/language", "[Cymraeg (Welsh)]"]),
        ("unknown", ["/nosuchthing", "?!"]),
    ],
)
async def test_what_telegram_receives(
    town: Town, telegram: OnTelegram, golden: Golden, name: str, acts: list[str]
) -> None:
    language = acts.pop(0) if acts[0] in LANGUAGES else "en"
    ana, told = town.voice("Ana", language), []

    for act in acts:
        wire = Wire(telegram, ana.id)
        if act.startswith("["):
            await ana.presses(act[1:-1])
        else:
            await ana.says(act)
        told.append({"Ana": act, "Telegram": wire.calls()})

    golden(f"telegram/{name}", told)


# --- The menu -------------------------------------------------------------------------------


async def test_the_menu_is_set_in_each_language(telegram: OnTelegram) -> None:
    commands = telegram.simulator.account.menu()

    assert commands == {
        "" if language == LANGUAGES[0] else language: [
            {"command": name, "description": told} for name, told in menu(language)
        ]
        for language in LANGUAGES
    }


# --- Pressing -------------------------------------------------------------------------------


async def test_a_pressed_button_is_ticked_and_does_nothing_again(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("Is there money for an older people's lunch club?")
    await ana.presses("Who to talk to")
    assert ana.button("✓ Who to talk to").data == "done"
    await ana.presses("✓ Who to talk to")

    assert (ana.hears, ana.toast) == ([], "You have pressed that already.")
    assert ana.button("✓ Who to talk to").data == "done", "ticked once"


async def test_where_a_press_makes_a_choice_the_other_choices_go(
    town: Town, telegram: OnTelegram
) -> None:
    ana = town.voice("Ana")

    await ana.says("/language")
    await ana.presses("English")

    asked, _ = telegram.read(ana.id)
    assert [held.label for held in asked.buttons] == ["✓ English"]


@pytest.mark.parametrize("data", ["nonsense", "done", "pots", "file", "pot 1 2 3"])
async def test_no_press_is_left_waiting(town: Town, telegram: OnTelegram, data: str) -> None:
    ana = town.voice("Ana")
    await ana.says("/start")

    press = telegram.simulator.phones.press(
        int(ana.id), message=int(ana.button("Who to talk to").message), data=data
    )
    await telegram.simulator.updates.wait_until_drained(10)
    await town.app.settle()

    assert press.answered


async def test_a_press_under_a_message_that_is_gone_is_answered(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/pots")
    more = ana.button("More")
    await ana.presses(Held(more.data, message="999999"))

    assert ana.last_heard.split("\n\n")[1].startswith("4. ")


# --- Reading --------------------------------------------------------------------------------


async def test_an_edited_question_is_answered_as_a_new_one(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("Who has funded lnuch clubbs beforre?")
    await ana.edits("Who has funded lunch clubs before?")

    assert "I found 2 grants" in ana.last_heard


async def test_the_words_under_a_photo_are_read(town: Town, telegram: OnTelegram) -> None:
    ana = town.voice("Ana")

    async with town.turn():
        telegram.simulator.phones.send(
            int(ana.id), "photo", caption="Who has funded lunch clubs before?"
        )
        await telegram.simulator.quiet()
        await telegram.simulator.updates.wait_until_drained(10)

    assert "I found 2 grants" in ana.last_heard


@pytest.mark.parametrize(
    ("typed", "answered"),
    [
        ("/help@sparkplug_simulated_bot", True),
        ("/help@Sparkplug_Simulated_Bot", True),
        ("/help@other_bot", False),
        ("please @sparkplug_simulated_bot help", True),
        ("please /help", False),
        ("help", False),
    ],
)
async def test_in_a_group_it_hears_what_is_meant_for_it(
    town: Town, typed: str, answered: bool
) -> None:
    ana = town.voice("Ana")
    group = town.group("Neighbours", ana)

    await ana.says(typed, to=group)

    assert len(group.hears) == answered


async def test_comings_and_goings_in_a_group_are_nothing_to_answer(
    town: Town, telegram: OnTelegram
) -> None:
    ana, ben = town.voice("Ana"), town.voice("Ben")
    group = town.group("Neighbours", ana)
    phones = telegram.simulator.phones

    async with town.turn():
        phones.join(int(ben.id), int(group.id))
        phones.remove_bot(int(ana.id), int(group.id))
        phones.bring_bot_back(int(ana.id), int(group.id))
        await telegram.simulator.updates.wait_until_drained(10)

    assert (group.hears, ana.hears, ben.hears) == ([], [], [])


# --- Malformed updates ----------------------------------------------------------------------

STRANGE: list[Json] = [
    {},
    {"message": {}},
    {"message": None},
    {"message": {"from": None, "chat": None, "text": "zebra"}},
    {"message": {"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}}},
    {"message": {"message_id": "x", "date": "y", "chat": {"id": "z", "type": 7}, "text": 5}},
    {"message": []},
    {"message": "zebra"},
    {"callback_query": {"id": "1", "from": {"id": 1, "is_bot": False, "first_name": "Z"}}},
    {"callback_query": {"id": "1", "data": "zebra"}},
    {"my_chat_member": {"chat": {"id": 5, "type": "private"}}},
    {"edited_message": {"text": "zebra"}},
    {"a_kind_to_come": {"zebra": True}},
]


@pytest.mark.parametrize("update", STRANGE, ids=lambda update: str(update)[:40])
async def test_a_malformed_update_hides_no_other_and_leaks_nothing(
    town: Town, telegram: OnTelegram, caplog: pytest.LogCaptureFixture, update: Json
) -> None:
    caplog.set_level(logging.INFO)
    ana = town.voice("Ana")

    telegram.simulator.updates.inject(update)
    await ana.says("/language")

    assert ana.hears == ["Which language shall we use?"]
    assert "zebra" not in caplog.text


async def test_a_whitespace_message_is_answered(town: Town, telegram: OnTelegram) -> None:
    ana = town.voice("Ana")
    await ana.says("/language")

    async with town.turn():
        telegram.simulator.updates.inject(
            {
                "message": {
                    "message_id": 77,
                    "date": 0,
                    "chat": {"id": int(ana.id), "type": "private", "first_name": "Ana"},
                    "from": {"id": int(ana.id), "is_bot": False, "first_name": "Ana"},
                    "text": " \n ",
                }
            }
        )
        await telegram.simulator.updates.wait_until_drained(10)

    assert ana.hears == ["I could not read anything in that. Please write to me what you need."]


# --- Bearing with Telegram ------------------------------------------------------------------


async def test_updates_that_come_twice_have_their_effect_once(
    town: Town, telegram: OnTelegram
) -> None:
    """As after a crash between the commit and the next poll, or after a week's silence, when
    Telegram counts from elsewhere."""
    ana = town.voice("Ana")
    message = {
        "message_id": 78,
        "date": 0,
        "chat": {"id": int(ana.id), "type": "private", "first_name": "Ana"},
        "from": {"id": int(ana.id), "is_bot": False, "first_name": "Ana"},
        "text": "help",
    }
    telegram.simulator.phones.say(int(ana.id), "/language")

    async with town.turn():
        for _ in range(2):
            telegram.simulator.updates.inject({"update_id": 900_000_001, "message": message})
            await telegram.simulator.updates.wait_until_drained(10)

    heard = [text for text in ana.hears if text.startswith("Just ask")]
    assert len(heard) == 1


@pytest.mark.parametrize("kind", ["502", "drop", "accept_then_drop"])
async def test_a_poll_that_fails_is_made_again(town: Town, telegram: OnTelegram, kind: Any) -> None:
    ana = town.voice("Ana")
    await ana.says("/language")

    telegram.simulator.faults.add(Fault(method="getUpdates", kind=kind))
    await ana.says("/language")
    await ana.says("/language")

    assert ana.hears == ["Which language shall we use?"]
    assert telegram.simulator.faults.in_force == []


async def test_many_people_at_once_are_all_answered(town: Town, telegram: OnTelegram) -> None:
    people = [town.voice(f"Person {n}") for n in range(150)]

    async with town.turn():
        for person in people:
            telegram.simulator.phones.say(int(person.id), "/language")
        await telegram.simulator.updates.wait_until_drained(30)

    assert [person.hears for person in people] == [["Which language shall we use?"]] * 150


# --- Long and strange messages --------------------------------------------------------------


async def sent(town: Town, telegram: OnTelegram, message: Message) -> Voice:
    """Somebody who was sent a message, and has heard it."""
    ana = town.voice("Ana")
    await ana.says("/language")
    async with town.turn():
        await telegram.telegram.send(Outgoing("", ana.id, message, "en"))
    return ana


async def test_a_long_text_is_cut_between_sentences(town: Town, telegram: OnTelegram) -> None:
    sentences = [f"This is sentence number {n} of a long story." for n in range(300)]
    message = Message(" ".join(sentences), buttons=stacked(Button("Go on", "done")))

    ana = await sent(town, telegram, message)

    assert all(text.endswith("story.") and units(text) <= 4096 for text in ana.hears)
    assert " ".join(ana.hears) == " ".join(sentences)
    assert ana.buttons == ["Go on"], "under the last part"


async def test_a_long_text_goes_before_the_file_it_belongs_to(
    town: Town, telegram: OnTelegram
) -> None:
    file = Attachment("a.csv", "text/csv", b"a,b\n")

    ana = await sent(town, telegram, Message("Here it is. " * 100, attached=file))

    assert ana.hears == ["Here it is. " * 99 + "Here it is.", ""]
    assert ana.file == ("a.csv", b"a,b\n")


async def test_a_message_whose_place_is_gone_is_said_anew(town: Town, telegram: OnTelegram) -> None:
    ana = town.voice("Ana")
    await ana.says("/language")

    async with town.turn():
        letter = Outgoing("", ana.id, Message("Hello"), "en", replaces="999999")
        await telegram.telegram.send(letter)

    assert ana.hears == ["Hello"]


@pytest.mark.parametrize("url", ["not an address", "javascript:alert(1)", "http://"])
async def test_a_link_that_telegram_refuses_is_left_out_and_the_words_are_sent(
    town: Town, telegram: OnTelegram, url: str
) -> None:
    card = Card("A pot", ("For all.",), Link("How to apply", url))

    ana = await sent(town, telegram, Message("Look:", cards=(card,)))

    assert ana.hears == ["Look:\n\nA pot\nFor all.\nHow to apply"]


ENGLISH = wording("en")


@pytest.mark.parametrize(
    ("title", "offset", "length"),
    [("A pot", 7, 5), ("🌻 Seeds", 7, 8), ("é\u0301lan", 7, 5), ("👩‍👩‍👧‍👦", 7, 11)],
)
def test_entities_are_placed_by_utf_16_units(
    house: object, title: str, offset: int, length: int
) -> None:
    (piece,) = pieces(Message("🎉 Hi", cards=(Card(title),)), ENGLISH)

    assert piece.text == f"🎉 Hi\n\n{title}"
    assert piece.entities == (MessageEntity(MessageEntity.BOLD, offset, length),)


@pytest.mark.parametrize(
    "text",
    [
        "x" * 10_000,
        "🎉" * 5_000,
        "word " * 3_000,
        "A sentence. " * 1_000,
        "A line\n" * 2_000,
        "A paragraph.\n\n" * 1_000,
        ("x" * 4_000 + ". ") * 3,
    ],
    ids=["letters", "emoji", "words", "sentences", "lines", "paragraphs", "long sentences"],
)
def test_no_part_is_too_long_and_nothing_is_lost(house: object, text: str) -> None:
    parts = [piece.text for piece in pieces(Message(text), ENGLISH)]

    assert all(0 < units(part) <= LIMIT for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert len(parts) <= units(text) // (LIMIT // 2) + 1


def test_entities_stay_with_their_words_when_a_text_is_cut(house: object) -> None:
    cards = tuple(Card(f"🌻 Pot {n}", ("Some words about it. " * 20,)) for n in range(40))

    parts = pieces(Message("Pots:", cards=cards), ENGLISH)

    assert len(parts) > 2
    bold = [
        piece.text.encode("utf-16-le")[2 * e.offset : 2 * (e.offset + e.length)].decode("utf-16-le")
        for piece in parts
        for e in piece.entities
    ]
    assert bold == [f"🌻 Pot {n}" for n in range(40)]


def test_control_characters_are_not_sent(house: object) -> None:
    assert printable("a\x00b\x07c\x1b[1m\td\ne\x85f\u202e") == "abc[1m\td\nef"


def test_a_message_without_buttons_has_no_keyboard(house: object) -> None:
    assert keyboard(Message("Hello", buttons=((),)), ENGLISH) is None
