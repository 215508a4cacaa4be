"""Slack's adapter against the simulator: what only Slack has, and what can go wrong on the way.

Conversations are held on Slack by the other tests. Here a form is filled in as a modal.
"""

import asyncio
import json
import random
import sqlite3
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.simulator.faults import Fault
from bot.simulator.slack_text import unescape
from bot.simulator.slack_world import BOT_USER
from tests.desk import QUESTION, Office, gate, opened
from tests.serving import until
from tests.town.slack import buttons, is_whisper, told

# --- Where one asks, and who sees the answer ------------------------------------------------


async def test_a_question_alone_is_answered_in_the_chat(office: Office) -> None:
    await office.says(QUESTION)

    (answer,) = office.posts()
    assert "I found " in told(answer)
    assert (answer.thread, answer.only_for) == (None, None)


async def test_a_mention_is_answered_in_its_thread_for_all(office: Office) -> None:
    duty = office.channel()

    asked = await office.says(f"<@{BOT_USER}> {QUESTION}", duty)
    again = await office.says(f"<@{BOT_USER}> who to talk to?", duty, thread=asked.ts)
    await office.says("a talk among ourselves", duty)

    first, second = office.posts(duty)
    assert (first.thread, first.only_for) == (asked.ts, None)
    assert (second.thread, again.thread) == (asked.ts, asked.ts)
    assert "I found " in told(first)


async def test_a_command_in_a_channel_is_answered_to_one_alone(office: Office) -> None:
    duty = office.channel()

    await office.commands("pots", duty)
    await office.presses("1", duty)
    await office.commands("me", duty)
    await office.commands("stop", duty)
    await office.commands("area", duty)

    details, me, stopped = office.posts(duty)  # the list is gone: the details took its place
    assert {details.only_for, me.only_for, stopped.only_for} == {office.moira.id}
    assert "How much:" in told(details)
    assert "Your name: Moira." in told(me)
    assert "Others can read" not in told(stopped)
    assert office.modal is not None
    assert office.posts() == []


async def test_a_list_in_a_channel_has_all_its_buttons_for_who_asked(office: Office) -> None:
    duty = office.channel()

    await office.commands("pots", duty)

    (listed,) = office.posts(duty)
    labels = [each.label for each in buttons(listed)]
    assert labels[:3] == ["1", "2", "3"]
    assert len(labels) > 3


async def test_a_chat_of_two_is_no_crowds_where_slack_does_not_tell_whose_it_is(
    office: Office,
) -> None:
    office.goes_wrong("conversations.open", "fatal_error", times=None)
    await office.commands("me")

    (me,) = office.posts()
    assert "Your name: Moira." in told(me)
    assert me.only_for == office.moira.id


async def test_a_command_where_we_are_not_is_answered_in_the_chat_of_who_gave_it(
    office: Office,
) -> None:
    elsewhere = office.channel(bot=False)

    await office.commands("pots", elsewhere)

    assert office.posts(elsewhere) == []
    assert office.texts()[0].startswith("There are ")


async def test_what_is_no_command_is_a_question(office: Office) -> None:
    await office.commands(QUESTION)
    await office.commands("")

    question, help_ = office.texts()
    assert "I found " in question
    assert help_.startswith("Just ask")


async def test_an_edited_message_is_read_anew(office: Office) -> None:
    post = await office.says("Is there money for skteboards?")
    office.simulator.workspace.edit(office.moira.id, post.ts, QUESTION)
    await office.simulator.quiet()

    assert "Older and Bolder Grants" in office.texts()[-1]


async def test_what_bots_write_is_not_answered(office: Office) -> None:
    event: dict[str, Any] = {
        "type": "message",
        "channel_type": "im",
        "channel": office.moira.dm,
        "ts": "1.000001",
    }
    bots = {"bot_id": "B0OTHER"}
    senders: list[dict[str, Any]] = [bots, bots | {"user": office.moira.id}, {"user": None}]
    for n, more in enumerate(senders):
        office.simulator.slack.events.inject(
            {
                "type": "event_callback",
                "event_id": f"EvBot{n}",
                "event": event | more | {"text": "?"},
            }
        )
    await office.simulator.quiet()

    assert office.posts() == []


async def test_malformed_payloads_are_taken_and_forgotten(office: Office) -> None:
    for n, event in enumerate(
        [{}, {"type": "message"}, {"type": "app_mention", "user": "U1"}, None]
    ):
        office.simulator.slack.events.inject(
            {"type": "event_callback", "event_id": f"EvOdd{n}", "event": event}
        )
    await office.says("/help")

    assert len(office.posts()) == 1


async def test_the_home_page_greets_and_shows_the_last_answer(office: Office) -> None:
    office.simulator.workspace.open_home(office.moira.id)
    await office.simulator.quiet()
    first = office.simulator.slack.world.homes[office.moira.id].body
    await office.says(QUESTION)
    office.simulator.workspace.open_home(office.moira.id)
    await office.simulator.quiet()
    second = office.simulator.slack.world.homes[office.moira.id].body
    await office.presses("Who to talk to", home=True)

    assert first["blocks"][0]["text"]["text"].startswith("Hello. I'm Sparkplug")
    assert "Older and Bolder Grants" in json.dumps(second)
    assert len(office.posts()) == 2, "the press was answered in the chat"


async def test_erasing_empties_the_home_page(office: Office) -> None:
    await office.says(QUESTION)
    office.simulator.workspace.open_home(office.moira.id)
    await office.simulator.quiet()
    before = json.dumps(office.simulator.slack.world.homes[office.moira.id].body)

    await office.commands("me")
    await office.presses("Erase everything")
    await office.presses("Yes, erase everything")

    page = json.dumps(office.simulator.slack.world.homes[office.moira.id].body)
    assert "Older and Bolder Grants" in before
    assert "It's all gone." in page
    assert "Older and Bolder Grants" not in page


async def test_a_file_comes_after_its_words(office: Office) -> None:
    await office.commands("me")
    await office.presses("Send me all of it in a file")

    *_, words, file = office.posts()
    assert told(words) == "And the same for another program to read."
    kept = office.simulator.world.files[file.files[0]]
    assert "Moira" in kept.content.decode()


async def test_a_pressed_button_is_ticked_and_says_so_when_pressed_again(office: Office) -> None:
    await office.commands("help")
    await office.presses("Who to talk to")
    await office.presses("✓ Who to talk to")

    whispers = [post for post in office.posts() if is_whisper(post)]
    assert [post.text for post in whispers] == ["You have pressed that already."]
    await office.presses("✓ Who to talk to")  # ticked once


# --- Modals ---------------------------------------------------------------------------------


async def test_a_form_is_a_modal_whose_answers_are_taken_whole(office: Office) -> None:
    await office.commands("outing")
    assert office.asked == ["where", "bring", "people", "on"]
    outcome = await office.submits(
        where="sea", bring=["tea", "kites"], people="12", on="2026-12-05"
    )

    assert (outcome.error, outcome.view) == (None, None)
    assert office.texts() == ["sea, tea+kites, -, 12, 2026-12-05"]


async def test_a_choice_redraws_the_form_and_keeps_what_was_written(office: Office) -> None:
    await office.commands("outing")
    await office.simulator.workspace.fill(office.moira.id, "people", "12")
    await office.simulator.workspace.fill(office.moira.id, "where", "hills")
    await office.simulator.quiet()
    assert office.asked == ["where", "bring", "boots", "people", "on"]
    await office.submits(boots="my sister's", on="2026-12-05")

    assert office.texts() == ["hills, nothing, my sister's, 12, 2026-12-05"]


async def test_what_is_wrong_is_said_at_its_field_and_again(office: Office) -> None:
    await office.commands("outing")
    first = await office.submits(where="sea", people="a dozen", on="2026-12-05")
    second = await office.submits(people="a dozen")
    third = await office.submits(people="12")

    wrong = {"people": "Please give me a number from 2 to 40."}
    assert (first.errors, second.errors, third.errors) == (wrong, wrong, {})
    assert office.texts() == ["sea, nothing, -, 12, 2026-12-05"]


async def test_a_question_that_applies_only_now_is_asked_before_the_form_closes(
    office: Office,
) -> None:
    office.goes_wrong("views.update", "fatal_error")
    await office.commands("outing")
    first = await office.submits(where="hills", people="1", on="2026-12-05")

    assert first.view is not None
    assert office.asked == ["where", "bring", "boots", "people", "on"] or first.errors


async def test_what_a_form_came_with_is_not_asked_and_not_lost(office: Office) -> None:
    await office.commands("outing museum")
    assert office.asked == ["bring", "people", "on"]
    await office.submits(people="1")
    await office.submits(people="12", on="2026-12-05")

    assert office.texts() == ["museum, nothing, -, 12, 2026-12-05"]


async def test_a_form_whose_acknowledgement_was_lost_has_its_effect_once(office: Office) -> None:
    await office.commands("outing")
    await office.submits(where="sea", people="1", on="2026-12-05")
    await office.simulator.workspace.fill(office.moira.id, "people", "12")
    office.simulator.faults.add(Fault(platform="slack", method="interactive", kind="no_ack"))
    first = await office.submits()
    second = await office.submits()

    assert (first.error, second.error) == ("operation_timeout", None)
    assert office.modal is None
    assert office.texts() == ["sea, nothing, -, 12, 2026-12-05"]


async def test_a_slow_turn_keeps_its_trigger_by_a_modal_to_wait_in(office: Office) -> None:
    asking = asyncio.create_task(office.commands("slow"))
    await until(lambda: office.modal is not None)
    assert office.modal is not None
    assert office.modal["title"]["text"] == "One moment…"
    gate.set()
    outcome = await asking

    assert outcome.error is None
    assert office.asked == ["where", "bring", "people", "on"]


async def test_a_slow_turn_that_opens_no_form_says_where_the_answer_is(office: Office) -> None:
    asking = asyncio.create_task(office.commands("slow-no"))
    await until(lambda: office.modal is not None)
    gate.set()
    await asking

    assert office.modal is not None
    assert office.modal["blocks"][0]["text"]["text"] == "My answer is in our chat."
    assert office.texts() == ["No form today."]


async def test_a_slow_turn_that_comes_to_nothing_asks_for_another_press(hurried: Office) -> None:
    hand = sqlite3.connect(hurried.database_file, isolation_level=None)
    hand.execute("BEGIN IMMEDIATE")
    hand.execute("ALTER TABLE update_seen RENAME TO elsewhere")
    asking = asyncio.create_task(hurried.commands("outing"))
    await until(lambda: hurried.modal is not None)
    hand.execute("COMMIT")
    await asking
    hand.execute("ALTER TABLE elsewhere RENAME TO update_seen")
    hand.close()

    assert hurried.modal is not None
    assert hurried.modal["blocks"][0]["text"]["text"] == "That took too long. Please press again."


async def test_a_form_stays_as_it_was_after_a_mishap_and_can_be_sent_again(
    office: Office,
) -> None:
    await office.commands("frail")
    first = await office.submits(words="Fish & <chips>", where="sea", on="2026-12-05")
    notice, words, where, on = first.view.body["blocks"]
    again = await office.submits()
    gate.set()
    last = await office.submits()

    assert notice["text"]["text"].startswith("Sorry, something went wrong")
    assert words["element"]["initial_value"] == "Fish & <chips>"
    assert where["label"]["text"] == "Where & when?"
    assert where["element"]["initial_option"] == where["element"]["options"][0]
    assert on["element"]["initial_date"] == "2026-12-05"
    assert len(again.view.body["blocks"]) == 4, "it is said once"
    assert last.error is None
    assert office.modal is None
    assert office.texts()[-1] == "Fish & <chips>, sea, 2026-12-05"


@pytest.mark.parametrize("error", ["expired_trigger_id", "exchanged_trigger_id"])
async def test_a_trigger_that_is_refused_asks_for_another_press(office: Office, error: str) -> None:
    office.goes_wrong("views.open", error)
    await office.commands("outing")

    assert office.modal is None
    assert office.texts() == ["That took too long. Please press again."]
    assert office.posts()[0].only_for == office.moira.id


# --- Once, and not lost ---------------------------------------------------------------------


async def test_an_event_that_is_delivered_again_is_answered_once(office: Office) -> None:
    post = await office.says("/help")
    event = next(
        name
        for name, payload in office.simulator.slack.events.recent.items()
        if payload["event"].get("ts") == post.ts
    )
    for _ in range(3):
        office.simulator.slack.events.again(event)
    await office.simulator.quiet()

    assert len(office.posts()) == 1


async def test_an_event_whose_acknowledgement_was_lost_is_answered_once(office: Office) -> None:
    office.simulator.faults.add(Fault(platform="slack", method="events_api", kind="no_ack"))
    await office.says(QUESTION)

    assert len(office.posts()) == 1


async def test_events_shuffled_and_repeated_have_one_effect_each(office: Office) -> None:
    office.simulator.slack.events.hold()
    people = [office.simulator.workspace.meet(f"Officer {n}") for n in range(20)]
    for person in people:
        for _ in range(3):
            office.simulator.workspace.say(person.id, "help")
    office.simulator.slack.events.release(random.Random(7), copies=4)
    await office.simulator.quiet()

    world = office.simulator.slack.world
    answers = [len([p for p in world.posts(each.dm) if p.sender == BOT_USER]) for each in people]
    assert answers == [3] * 20


async def test_what_one_person_does_is_handled_in_its_order(office: Office) -> None:
    delay = Fault(platform="slack", method="conversations.open", kind="delay", seconds=0.5)
    office.simulator.faults.add(delay)
    asking = asyncio.create_task(office.commands("pots"))
    await until(lambda: delay not in office.simulator.faults.in_force)
    await office.says("help")
    await asking

    first, second = office.texts()
    assert first.startswith("There are ")
    assert second.startswith("Just ask")


async def test_danger_waits_for_nothing_that_came_before(office: Office) -> None:
    asking = asyncio.create_task(office.commands("slow-no"))
    await until(lambda: office.modal is not None)
    office.simulator.workspace.say(office.moira.id, "I want to kill myself")
    await until(lambda: any("116 123" in text for text in office.texts()))
    gate.set()
    await asking

    assert "No form today." in office.texts()


async def test_where_nobody_can_be_written_to_alone_the_channel_hears_the_numbers_and_no_name(
    linked: Office,
) -> None:
    duty = linked.channel()
    linked.goes_wrong("chat.postMessage", "messages_tab_disabled")

    await linked.says(f"<@{BOT_USER}> I want to kill myself", duty)

    (said,) = linked.texts(duty)
    assert said.startswith("If someone is in danger, these people can help at any time:")
    assert "Moira" not in said
    assert linked.texts() == []


async def test_what_can_not_be_hidden_is_said_to_whoever_pressed_alone(linked: Office) -> None:
    linked.goes_wrong("chat.delete", "compliance_exports_prevent_deletion", times=None)

    await linked.says("my husband hits me")
    await linked.presses("Hide this")

    help_, failed = linked.posts()
    assert "0808 2000 247" in told(help_)
    assert unescape(failed.text).startswith("I can't delete that message.")
    assert failed.only_for == linked.moira.id


async def test_a_handler_that_fails_apologises_and_is_acknowledged(office: Office) -> None:
    outcome = await office.commands("stumble secret")

    assert outcome.error is None
    assert [text[:27] for text in office.texts()] == ["Sorry, something went wrong"]


async def test_what_could_not_be_stored_comes_again(hurried: Office) -> None:
    with sqlite3.connect(hurried.database_file) as hand:
        hand.execute("ALTER TABLE update_seen RENAME TO elsewhere")
    hurried.simulator.workspace.say(hurried.moira.id, "help")
    failed = "confirmed"
    entries = hurried.simulator.ledger.entries
    await until(lambda: sum(each.kind == failed and not each.ok for each in entries(0)) == 2)
    with sqlite3.connect(hurried.database_file) as hand:
        hand.execute("ALTER TABLE elsewhere RENAME TO update_seen")
    hand.close()
    await hurried.simulator.push_clock(hurried.clock.now() + timedelta(minutes=2))
    await hurried.simulator.quiet()

    assert len(hurried.posts()) == 1


async def test_a_failing_auth_test_loses_nothing(office: Office) -> None:
    office.goes_wrong("auth.test", "fatal_error", times=None)
    await office.says(QUESTION)
    outcome = await office.commands("help")

    assert outcome.error is None
    assert len(office.posts()) == 2


async def test_who_somebody_is_is_not_waited_for_long(furnished: Path, tmp_path: Path) -> None:
    async with opened(furnished, tmp_path, waited=0.1) as office:
        office.simulator.faults.add(
            Fault(platform="slack", method="users.info", kind="delay", seconds=8, times=None)
        )
        began = time.monotonic()
        office.simulator.workspace.open_home(office.moira.id)
        await office.says("help")

        assert time.monotonic() - began < 5
        assert len(office.posts()) == 1
        page = office.simulator.slack.world.homes[office.moira.id].body
        assert page["blocks"][0]["text"]["text"].startswith("Hello. I'm Sparkplug")


async def test_a_name_that_came_late_is_taken_up(office: Office) -> None:
    office.goes_wrong("users.info", "fatal_error")
    await office.says("help")
    await office.says("/me")
    await office.commands("me")

    assert "Your name: Moira." in office.texts()[-1]
