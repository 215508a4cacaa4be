"""Slack's link, and what goes out by it: over Socket Mode and HTTP."""

import json
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.simulator.faults import Fault
from bot.simulator.slack import SIGNING_SECRET
from bot.simulator.slack_request_url import signature
from handlers.messages import (
    Card,
    Link,
    Message,
    Outgoing,
    Refused,
    ShutOut,
    TryLater,
    Unreachable,
    button,
    say,
    stacked,
)
from handlers.wording import wording
from tests.desk import QUESTION, Office, opened
from tests.serving import until
from tests.town.slack import buttons

GOLDEN = Path(__file__).parent / "golden" / "slack"

# --- The link -------------------------------------------------------------------------------


@pytest.mark.parametrize("mishap", ["cut", "half_open", "refresh"])
async def test_a_link_that_ends_or_goes_silent_loses_nothing(linked: Office, mishap: str) -> None:
    sockets = linked.simulator.slack.sockets
    await linked.says("help")
    before = list(sockets.links)
    linked.simulator.workspace.say(linked.moira.id, "help")
    if mishap == "refresh":
        await sockets.refresh()
    else:
        getattr(sockets, mishap)()
    linked.simulator.workspace.say(linked.moira.id, "help")
    await until(lambda: any(link not in before for link in sockets.links))
    await linked.simulator.quiet()

    assert len(linked.posts()) == 3


async def test_a_link_that_stays_open_and_brings_nothing_is_replaced(
    furnished: Path, tmp_path: Path
) -> None:
    async with opened(furnished, tmp_path) as office:
        socket = office.slack._socket
        assert socket is not None
        socket._silence = 0.1
        await office.simulator.slack.sockets.refresh()
        opened_before = office.simulator.slack.sockets.links[-1]
        await until(lambda: office.simulator.slack.sockets.links[-1] is not opened_before)
        await office.says("help")

        assert len(office.posts()) == 1


async def test_slack_being_away_is_waited_out(linked: Office) -> None:
    linked.goes_wrong("apps.connections.open", "fatal_error", times=2)
    linked.simulator.slack.sockets.cut()
    await until(lambda: linked.simulator.slack.sockets.connected)
    await linked.says("help")

    assert len(linked.posts()) == 1


async def test_a_dead_link_does_not_hold_up_a_stop(linked: Office) -> None:
    linked.simulator.slack.sockets.half_open()
    began = time.monotonic()
    await linked.slack.stop()

    assert time.monotonic() - began < 5


# --- Over HTTP ------------------------------------------------------------------------------


def _signed(secret: str, at: float, body: bytes) -> dict[str, str]:
    stamp = str(int(at))
    return {
        "Content-Type": "application/json",
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": signature(secret.encode(), stamp, body),
    }


@pytest.mark.parametrize(
    ("secret", "age", "status"),
    [(SIGNING_SECRET, 0, 200), ("guessed", 0, 401), (SIGNING_SECRET, 301, 401)],
)
async def test_only_what_slack_has_signed_lately_is_let_in(
    furnished: Path, tmp_path: Path, secret: str, age: int, status: int
) -> None:
    async with opened(furnished, tmp_path, over_http=True) as office:
        event = {
            "type": "message", "channel_type": "im", "channel": office.moira.dm,
            "user": office.moira.id, "ts": "1.000001", "text": "help",
        }  # fmt: skip
        body = json.dumps({"type": "event_callback", "event_id": "Ev1", "event": event}).encode()
        headers = _signed(secret, time.time() - age, body)
        async with (
            aiohttp.ClientSession() as http,
            http.post(office.url, data=body, headers=headers) as answer,
        ):
            assert answer.status == status
        await office.simulator.quiet()

        assert len(office.posts()) == (status == 200)


# --- Out ------------------------------------------------------------------------------------


def letter(office: Office, message: Message, **more: Any) -> Outgoing:
    return Outgoing("1", more.pop("address", office.moira.dm), message, "en", **more)


@pytest.mark.parametrize(
    ("error", "raised"),
    [
        ("channel_not_found", Unreachable),
        ("is_archived", Unreachable),
        ("user_disabled", Unreachable),
        ("cannot_dm_bot", Unreachable),
        ("not_in_channel", Unreachable),
        ("invalid_auth", ShutOut),
        ("token_revoked", ShutOut),
        ("account_inactive", ShutOut),
        ("restricted_action", Refused),
        ("fatal_error", TryLater),
    ],
)
async def test_what_slack_answers_to_a_letter(
    linked: Office, error: str, raised: type[Exception]
) -> None:
    linked.goes_wrong("chat.postMessage", error)

    with pytest.raises(raised):
        await linked.slack.send(letter(linked, Message("Hello")))
    assert linked.posts() == []


@pytest.mark.parametrize(
    ("kind", "arrived", "doubt", "counts"),
    [
        ("429", 0, False, False),
        ("drop", 0, True, True),
        ("accept_then_drop", 1, True, True),
        ("503", 0, True, True),
    ],
)
async def test_what_the_network_does_to_a_letter(
    linked: Office, kind: Any, arrived: int, doubt: bool, counts: bool
) -> None:
    linked.simulator.faults.add(
        Fault(platform="slack", method="chat.postMessage", kind=kind, seconds=7)
    )
    with pytest.raises(TryLater) as later:
        await linked.slack.send(letter(linked, Message("Hello")))

    assert (later.value.perhaps_sent, later.value.counts) == (doubt, counts)
    assert later.value.seconds == (7 if kind == "429" else 1)
    assert len(linked.posts()) == arrived


async def test_a_letter_that_never_left_is_no_doubt(linked: Office) -> None:
    await linked.simulator.stop()
    with pytest.raises(TryLater) as later:
        await linked.slack.send(letter(linked, Message("Hello")))

    assert not later.value.perhaps_sent
    await linked.simulator.start()


async def test_blocks_that_slack_refuses_are_said_in_plain_text(linked: Office) -> None:
    linked.goes_wrong("chat.postMessage", "invalid_blocks")
    await linked.slack.send(letter(linked, Message("Hello <!channel>")))

    (post,) = linked.posts()
    assert (post.text, post.blocks) == ("Hello &lt;!channel&gt;", [])


async def test_what_can_no_longer_be_changed_is_said_anew(linked: Office) -> None:
    await linked.slack.send(letter(linked, Message("Hello"), replaces="1.000001"))
    first = linked.posts()[0]
    await linked.slack.send(letter(linked, Message("Hello again"), replaces=first.ts))

    assert linked.texts() == ["Hello again"]


@pytest.mark.parametrize("lets_us", [True, False])
async def test_what_stands_and_can_no_longer_be_changed_makes_room_for_what_is_new(
    linked: Office, lets_us: bool
) -> None:
    await linked.slack.send(letter(linked, Message("Hello"), stands=True))
    linked.goes_wrong("chat.update", "edit_window_closed")
    if not lets_us:
        linked.goes_wrong("chat.delete", "compliance_exports_prevent_deletion")

    first = linked.posts()[0]
    await linked.slack.send(letter(linked, Message("Bye"), stands=True, replaces=first.ts))

    assert linked.texts() == ([] if lets_us else ["Hello"]) + ["Bye"]


async def test_where_too_much_was_changed_an_answer_is_said_anew_at_once(linked: Office) -> None:
    await linked.commands("pots")
    linked.slack.edits.pause(600)
    await linked.presses("1")

    pots, details = linked.texts()
    assert pots.startswith("There are ")
    assert "How much:" in details


async def test_an_edit_that_slack_has_no_time_for_is_said_anew_and_no_other_is_tried(
    linked: Office,
) -> None:
    await linked.commands("pots")
    linked.simulator.faults.add(
        Fault(platform="slack", method="chat.update", kind="429", seconds=600)
    )
    await linked.presses("1")

    assert "How much:" in linked.texts()[-1]
    assert linked.slack.edits.available() == 0


async def test_where_too_much_was_changed_no_button_is_ticked(linked: Office) -> None:
    await linked.commands("help")
    linked.slack.edits.pause(600)
    await linked.presses("Who to talk to")

    help_, _ = linked.posts()
    assert "Who to talk to" in [each.label for each in buttons(help_)]


async def test_a_long_message_that_was_cut_short_is_known_to_be_there_in_part(
    linked: Office,
) -> None:
    for kind, seconds in (("delay", 0), ("429", 7)):
        linked.simulator.faults.add(
            Fault(platform="slack", method="chat.postMessage", kind=kind, seconds=seconds)  # type: ignore[arg-type]
        )
    message = Message(tuple("One sentence follows another. " * 150 for _ in range(3)))
    with pytest.raises(TryLater) as later:
        await linked.slack.send(letter(linked, message))

    assert len(linked.posts()) == 1
    assert (later.value.seconds, later.value.perhaps_sent, later.value.counts) == (7, True, False)


AGAIN = wording("en")(say("sent-again"))


def doubtful(office: Office, *texts: str, **more: Any) -> Outgoing:
    """A letter that may have arrived."""
    return letter(office, Message(texts), again=True, made_at=office.clock.now(), **more)


async def test_a_letter_that_may_be_there_is_looked_for_before_it_is_sent_again(
    linked: Office,
) -> None:
    channel = linked.channel()
    there = await linked.slack.send(letter(linked, Message("Hello"), address=channel))
    await linked.says("Hello", chat=channel)

    again = await linked.slack.send(doubtful(linked, "Hello", address=channel))

    assert again == there
    assert len(linked.posts(channel)) == 1


async def test_a_letter_that_is_not_there_comes_without_a_word_of_it(linked: Office) -> None:
    await linked.slack.send(doubtful(linked, "Hello"))

    assert [post.text for post in linked.posts()] == ["Hello"]


async def test_what_stands_is_brought_up_to_date_where_it_is_found(linked: Office) -> None:
    await linked.slack.send(letter(linked, Message("One"), stands=True))

    await linked.slack.send(doubtful(linked, "Two", stands=True))

    assert [post.text for post in linked.posts()] == ["Two"]


async def test_a_letter_in_a_thread_is_looked_for_there(linked: Office) -> None:
    channel = linked.channel()
    thread = await linked.slack.send(Outgoing("0", channel, Message("Above"), "en"))
    there = await linked.slack.send(
        letter(linked, Message("Below"), address=channel, thread=thread)
    )

    assert there == await linked.slack.send(
        doubtful(linked, "Below", address=channel, thread=thread)
    )


async def test_a_letter_of_which_a_part_is_there_says_so(linked: Office) -> None:
    for kind in ("delay", "drop"):
        linked.simulator.faults.add(
            Fault(platform="slack", method="chat.postMessage", kind=kind, seconds=0)
        )
    long = tuple("One sentence follows another. " * 150 for _ in range(3))
    with pytest.raises(TryLater):
        await linked.slack.send(letter(linked, Message(long)))

    await linked.slack.send(doubtful(linked, *long))

    assert linked.posts()[1].text.startswith(AGAIN)


async def test_where_slack_does_not_tell_what_is_there_a_letter_says_that_it_may_be(
    linked: Office,
) -> None:
    linked.goes_wrong("conversations.history", "missing_scope")

    await linked.slack.send(doubtful(linked, "Hello"))

    assert linked.posts()[0].text.startswith(AGAIN)


async def test_a_file_for_one_alone_never_reaches_a_channel(linked: Office) -> None:
    from handlers.messages import Attachment

    duty = linked.channel()
    attached = Attachment("me.json", "application/json", b"{}")
    await linked.slack.send(
        letter(linked, Message("Yours", attached=attached), address=duty, only_for=linked.moira.id)
    )

    assert linked.posts(duty) == []
    assert [bool(post.files) for post in linked.posts()] == [False, True]


ATTEMPTS = (
    "<!channel>",
    "<@U1>",
    "*bold* _it_ ~no~ `code`",
    "&lt;b&gt;",
    "> said",
    ":tada:",
    "a|b>c",
)


@pytest.mark.parametrize("attempt", ATTEMPTS)
async def test_what_people_and_files_say_is_shown_as_it_is(linked: Office, attempt: str) -> None:
    message = Message(
        attempt,
        cards=(Card(attempt, (attempt, "x"), Link(attempt, "https://a.example/?q=<x>|y")),),
        buttons=stacked(button(attempt, "help")),
    )
    await linked.slack.send(letter(linked, message))

    (post,) = linked.posts()
    sections = [block["text"] for block in post.blocks if block["type"] == "section"]
    assert {"type": "plain_text", "text": attempt, "emoji": False} == sections[0]
    for text in sections:
        if text["type"] == "mrkdwn":
            assert not set("*_~`").intersection(text["text"].replace(f"*{title(attempt)}*", ""))
    assert "<!" not in post.text
    assert "<@" not in post.text
    assert post.blocks[-1]["elements"][0]["text"]["text"] == attempt


def title(attempt: str) -> str:
    return attempt.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


async def test_a_link_that_leads_to_no_page_is_left_out(linked: Office) -> None:
    message = Message("Look", cards=(Card("Here", (), Link("Open", "javascript:alert(1)")),))
    await linked.slack.send(letter(linked, message))

    assert linked.texts() == ["Look\n\nHere"]


async def test_long_messages_come_in_parts_and_keep_every_limit(linked: Office) -> None:
    sentence = "One sentence follows another. "
    message = Message(
        tuple(sentence * 150 for _ in range(3)),
        cards=tuple(Card(f"Card {n}", ("line",)) for n in range(120)),
        buttons=(tuple(button("x" * 200, "more", n) for n in range(12)),),
    )
    await linked.slack.send(letter(linked, message))

    posts = linked.posts()
    assert len(posts) > 3
    assert "".join(linked.texts()).count("One sentence") == 450
    assert [bool([b for b in post.blocks if b["type"] == "actions"]) for post in posts] == [
        *[False] * (len(posts) - 1),
        True,
    ]
    for post in posts:
        assert len(post.blocks) <= 50
        assert (
            len(post.text) + sum(len(b["text"]["text"]) for b in post.blocks if "text" in b)
            < 10_000
        )


# --- Golden files ---------------------------------------------------------------------------


async def _screens(office: Office) -> AsyncIterator[tuple[str, Any]]:
    office.simulator.workspace.open_home(office.moira.id)
    await office.simulator.quiet()
    yield "home", office.simulator.slack.world.homes[office.moira.id].body
    await office.says(QUESTION)
    yield "answer", _shown(office)
    await office.presses("1")
    yield "details", _shown(office)
    await office.commands("me")
    yield "me", _shown(office)
    await office.presses("Change my language")
    yield "ticked", _shown(office, -2)
    await office.commands("help")
    yield "help", _shown(office)
    await office.commands("checkin")
    yield "check-ins-off", _shown(office)
    office.app.here.overseen = frozenset()
    await office.commands("checkin")
    yield "consent", _shown(office)
    await office.presses("Yes, ask me and keep my answers")
    yield "check-in", _shown(office)
    await office.presses("🙁 Hard")
    yield "checked-in", _shown(office)
    await office.presses("Add what helped or weighed")
    yield "check-in-modal", office.modal
    await office.submits(topics=["group"], note="The roof leaks")
    await office.commands("area")
    yield "area-modal", office.modal
    await office.submits()
    yield "area-modal-errors", office.simulator.workspace.modals.on_top(office.moira.id).errors  # type: ignore[union-attr]


def _shown(office: Office, nth: int = -1) -> Any:
    post = office.posts()[nth]
    return {"text": post.text, "blocks": post.blocks}


def _anonymous(value: Any) -> Any:
    """Without ids that Slack gave out."""
    if isinstance(value, dict):
        return {
            key: _anonymous(each)
            for key, each in value.items()
            if not (key == "block_id" and str(each).startswith("b0"))
        }
    return [_anonymous(each) for each in value] if isinstance(value, list) else value


async def test_slacks_screens_are_as_they_were(
    linked: Office, request: pytest.FixtureRequest
) -> None:
    async for name, screen in _screens(linked):
        told_now = json.dumps(_anonymous(screen), ensure_ascii=False, indent=1) + "\n"
        file = GOLDEN / f"{name}.json"
        if request.config.getoption("--write-golden"):
            GOLDEN.mkdir(parents=True, exist_ok=True)
            file.write_text(told_now, encoding="utf-8")
        assert told_now == file.read_text(encoding="utf-8"), name
