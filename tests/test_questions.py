"""Somebody asks a council's team: what they are asked, what they hear, and what they can do."""

from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from bot.simulator.faults import Fault
from handlers.dispatch import menu
from storage import people, questions
from storage.database import unseal
from storage.talk import Talk
from tests.pictures import photo
from tests.town import Channel, OnBoth, OnSlack, Own, Town, Voice, opened
from tests.trouble import failing

ASKED = "Who mows the verge on Elm Road?"
SOUNDS = "The swing in the park is broken and a child got hurt. Can you mend it?"
NEXT = "/myasks shows what you have asked."


async def asks(voice: Voice, words: str = ASKED, *answers: str) -> None:
    """Somebody asks a question in their own name."""
    await voice.says("/ask")
    await voice.fills(words, *(answers or ("A question", "Me, by my name")))


async def asked(town: Town) -> tuple[Voice, Channel, Voice]:
    """Ana has asked Parks, where Moira is."""
    parks, [moira] = await town.team("Parks", "Moira", front_door=True)
    ana = town.voice("Ana")
    await asks(ana)
    return ana, parks, moira


async def answered(town: Town) -> tuple[Voice, Channel, Voice]:
    """Moira has answered what Ana asked."""
    ana, parks, moira = await asked(town)
    await moira.presses("Take it", to=parks)
    await moira.presses("Reply", to=parks)
    await moira.fills("", "On Tuesdays.", "Yes, that is the answer")
    return ana, parks, moira


# --- Asking ---------------------------------------------------------------------------------


async def test_whoever_asks_hears_who_has_it_and_until_when(town: Town) -> None:
    ana, _, _ = await asked(town)

    assert ana.last_heard == (
        "Sent. Parks has your question now.\n\n"
        "Nobody is there right now. They are back on Monday 23 November.\n\n"
        "They answer by Monday 30 November. If it gets later than that, I'll tell you.\n\n"
        f"You'll hear each step here. {NEXT}"
    )
    assert ana.buttons == ["Add something", "Another way to reach me", "Take it back"]


async def test_who_asks_before_the_team_begins_hears_that_they_are_back_today(
    own_town: Town,
) -> None:
    await own_town.team("Parks", "Moira", front_door=True)
    await own_town.later(hours=22)
    ana = own_town.voice("Ana")

    await asks(ana)

    assert "Nobody is there right now. They are back today at 9am." in ana.last_heard


async def test_where_no_team_is_connected_the_contacts_are_shown(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/ask")
    assert ana.last_heard.startswith("What is it about?")
    await ana.says("/ask who helps with insurance?")
    assert "insurance" in ana.last_heard
    await ana.says("/pots youth club")
    assert "Ask a person" not in ana.buttons
    await ana.says("/myasks")
    assert (ana.last_heard, ana.buttons) == ("You have asked the council nothing yet.", [])


@pytest.mark.parametrize("said", ["I need a human", "Talk to a person.", "siarad â rhywun"])
async def test_who_needs_a_human_is_led_to_one(town: Town, said: str) -> None:
    await town.team("Parks", "Moira")
    ana = town.voice("Ana")

    await ana.says(said)

    if ana.way.name == "slack":
        await ana.presses("Open: a question to the council")
        await ana.fills(ASKED, "A question", "Me, by my name")
        assert ana.last_heard.startswith("Sent. Parks has your question now.")
    else:
        assert ana.last_heard.startswith("What would you like to ask?")


@pytest.mark.talked
async def test_who_may_help_at_once_is_shown_first_and_is_enough(town: Town) -> None:
    _, _ = await town.team("Parks", "Moira")
    ana = town.voice("Ana")

    await ana.says("/ask")
    await ana.says("Who helps with insurance for our hall?")
    assert ana.last_heard.startswith("They may be able to help you right away:\n\n")
    assert ana.last_heard.endswith("Did this help?")
    assert ana.buttons == ["1. Ask anyway", "2. Yes, that helped", "Back", "Cancel"]
    await ana.says("Yes, that helped")

    assert ana.last_heard == "I'm glad. I've sent nothing. Ask again whenever you like."
    await ana.says("/myasks")
    assert ana.last_heard == "You have asked the council nothing yet."


@pytest.mark.talked
async def test_names_are_shown_only_as_chosen(town: Town) -> None:
    parks, _ = await town.team("Parks", "Moira", front_door=True)
    ana, way = town.voice("Ana"), "Our group would like to run it"

    await asks(ana, ASKED, "An idea", way, "Our group, without my name", "Elm Road Residents")
    assert parks.last_heard.startswith(
        "Idea\nSomebody at Elm Road Residents · asked Sunday 22 November, 10:00\n"
        f"Their group would like to run it\n\n{ASKED}\n\n"
    )
    await asks(ana, ASKED, "Something in our way", "Just asking", "No name")
    assert parks.last_heard.startswith("Something in our way\nSomebody who gives no name · asked")
    assert "Ana" not in parks.last_heard


async def test_a_question_about_a_pot_says_which(town: Town) -> None:
    parks, _ = await town.team("Parks", "Moira", front_door=True)
    ana = town.voice("Ana")
    await ana.says("/pots youth club")
    await ana.presses("1")
    title = ana.last_heard.split("\n")[2]

    await ana.presses("Ask a person")
    if ana.way.name == "slack":
        await ana.fills(ASKED, "A question", "Ask anyway", "Me, by my name")
    else:
        await ana.fills(ASKED, "Ask anyway", "A question", "Me, by my name")

    assert f"About: {title}" in parks.last_heard


async def test_danger_is_answered_and_goes_to_no_team(town: Town) -> None:
    parks, _ = await town.team("Parks", "Moira")
    ana = town.voice("Ana")
    await ana.says("/ask")

    await ana.says("I want to kill myself")

    assert "116 123" in "".join(ana.hears)
    assert parks.hears == []


@pytest.mark.talked
async def test_what_sounds_like_danger_goes_to_a_team_by_a_tap(town: Town) -> None:
    parks, _ = await town.team("Parks", "Moira", front_door=True)
    ana = town.voice("Ana")
    await ana.says("/ask")

    await ana.says(SOUNDS)
    assert "999" in "".join(ana.hears)
    assert ana.last_heard.endswith(
        "Was that for a team at the council? I have kept nothing of it. If you tap here, I go on "
        "with it as you wrote it."
    )
    async with town.database.transaction() as session:
        for kept in await session.scalars(select(Talk)):
            content = unseal(session, kept.sealed, f"talk {kept.person_id} {kept.topic}")
            assert b"swing" not in content
    await ana.presses("Yes, go on with it")
    if ana.buttons[0] == "1. Ask anyway":
        await ana.says("Ask anyway")
    await ana.fills("A question", "Me, by my name")

    assert ana.last_heard.startswith("Sent. Parks has your question now.")
    assert SOUNDS in parks.last_heard


@pytest.mark.parametrize("way", [OnSlack], indirect=True)
async def test_what_sounds_like_danger_is_sent_from_a_page_by_a_tap(town: Town) -> None:
    parks, _ = await town.team("Parks", "Moira", front_door=True)
    ana = town.voice("Ana")
    await ana.says("/ask")
    await ana.fills(SOUNDS, "A question", "Ask anyway", "Me, by my name")
    assert parks.hears == []
    assert "999" in "".join(ana.hears)

    await ana.presses("Yes, go on with it")

    assert SOUNDS in parks.last_heard


async def test_what_sounds_like_danger_is_forgotten_after_half_an_hour(own_town: Town) -> None:
    parks, _ = await own_town.team("Parks", "Moira", front_door=True)
    ana = own_town.voice("Ana")
    await ana.says(f"/ask {SOUNDS}")
    await own_town.later(minutes=31)

    aside = own_town.app.here.aside
    assert (aside._held, aside._meant) == ({}, {}), "it is in no memory any more"

    await ana.presses("Yes, go on with it")

    assert ana.last_heard.startswith("I have kept nothing of what you wrote")
    assert parks.hears == []


class Clash(Exception):
    """What PostgreSQL says to one of two transactions that wait for each other."""

    sqlstate = "40P01"


async def test_what_sounds_like_danger_outlives_a_turn_that_is_begun_anew(town: Town) -> None:
    ana, parks, _ = await asked(town)
    await ana.presses("Add something")
    if ana.way.name == "slack":
        with suppress(AssertionError):
            await ana.fills(SOUNDS)
    else:
        await ana.says(SOUNDS)

    with failing(town.database, DBAPIError("", None, Clash()), at="INSERT INTO letter", times=1):
        await ana.presses("Yes, go on with it")

    assert parks.texts[0].count(SOUNDS) == 1


async def test_what_sounds_like_danger_can_be_added_to_a_question(town: Town) -> None:
    ana, parks, _ = await asked(town)
    await ana.presses("Add something")
    if ana.way.name == "slack":
        with suppress(AssertionError):
            await ana.fills(SOUNDS)
    else:
        await ana.says(SOUNDS)
    assert parks.hears == []

    await ana.presses("Yes, go on with it")

    assert f"they added “{SOUNDS}”" in parks.texts[0]


async def test_danger_that_was_for_nobody_at_the_council_is_offered_to_no_team(town: Town) -> None:
    await town.team("Parks", "Moira", front_door=True)
    ana = town.voice("Ana")

    await ana.says("I want to kill myself")

    assert "Yes, go on with it" not in ana.buttons


async def test_ten_questions_a_day_are_enough(own_town: Town) -> None:
    await own_town.team("Parks", "Moira")
    ana = own_town.voice("Ana")
    for n in range(10):
        await asks(ana, f"{ASKED} {n}")

    await ana.says("/ask")

    assert ana.last_heard.startswith("That's ten questions in a day")
    await own_town.later(days=1)
    await ana.says("/ask")
    assert ana.last_heard.startswith("What would you like to ask?")


async def test_what_was_taken_back_was_asked_all_the_same(own_town: Town) -> None:
    await own_town.team("Parks", "Moira")
    ana = own_town.voice("Ana")
    for n in range(10):
        await asks(ana, f"{ASKED} {n}")
        await ana.presses("Take it back")
        await ana.presses("Yes, take it back")
    await ana.says("/stopcheckins")  # forgets what was talked of

    await ana.says("/ask")

    assert ana.last_heard.startswith("That's ten questions in a day")
    await own_town.later(days=1)
    await ana.says("/ask")
    assert ana.last_heard.startswith("What would you like to ask?")


# --- My questions ---------------------------------------------------------------------------


async def test_my_questions_say_where_each_stands(town: Town) -> None:
    ana, parks, moira = await asked(town)
    await moira.presses("Take it", to=parks)

    await ana.says("/myasks")
    assert ana.last_heard == (
        f"What you asked:\n\n1. “{ASKED}”\n"
        "Moira at Parks has it. They answer by Monday 30 November."
    )
    await ana.presses("1")
    assert ana.last_heard == (
        f"You asked: {ASKED}\n\nMoira at Parks has it. They answer by Monday 30 November.\n\n"
        "Sunday 22 November: you asked\n\nSunday 22 November: somebody in the team took it"
    )
    assert ana.buttons == [
        "Add something", "Change it", "Another way to reach me", "Take it back", "All my questions",
    ]  # fmt: skip


async def test_a_note_from_team_to_team_is_not_shown_to_whoever_asked(town: Town) -> None:
    ana, parks, moira = await asked(town)
    await town.team("Highways", "Rita")
    await moira.presses("More", to=parks)
    await moira.fills("Pass it on to another team", "Highways", "She is always right.")

    await ana.says("/myasks")
    await ana.presses("1")

    assert "it was passed on" in ana.last_heard
    assert "always right" not in ana.last_heard


async def test_a_changed_question_says_when_it_was(town: Town) -> None:
    ana, parks, _ = await asked(town)
    await town.later(minutes=5)
    await ana.says("/myasks")
    await ana.presses("1")

    await ana.presses("Change it")
    await ana.fills("Who mows the verge on Oak Road?")

    card, remark = parks.hears
    assert card.startswith(
        "Question\nAna · asked Sunday 22 November, 10:00 · edited 10:05\n\n"
        "Who mows the verge on Oak Road?\n\n"
    )
    assert remark == "They have changed their words: see above."


@pytest.mark.parametrize("first", ["/ask", f"/ask {ASKED}"])
async def test_an_edit_of_the_message_that_holds_the_words_changes_the_question(
    furnished: Path, tmp_path: Path, first: str
) -> None:
    async with opened(OnBoth(), furnished, tmp_path) as house:
        town = Town(house)
        parks, [moira] = await town.team("Parks", "Moira", front_door=True)
        ana = town.voice("Ana")
        await ana.says(first)
        if first == "/ask":
            await ana.says(ASKED)
        await ana.fills("A question", "Me, by my name")

        anew = "Who mows the verge on Ash Road?"
        await ana.edits(first.replace(ASKED, anew) if ASKED in first else anew)

        assert ana.last_heard.startswith("Changed. Parks sees your new words")
        [card] = [each for each in parks.texts if "Road" in each]
        assert "edited 10:00" in card
        assert anew in card
        await moira.presses("Take it", to=parks)
        await moira.presses("Reply", to=parks)
        await moira.fills("", "On Tuesdays.", "", "Yes, that is the answer")
        await ana.edits(first.replace(ASKED, "Who?") if ASKED in first else "Who?")
        assert anew in next(each for each in parks.texts if "Road" in each)


async def test_a_question_that_is_taken_back_leaves_no_words(town: Town) -> None:
    ana, parks, moira = await asked(town)
    take = parks.button("Take it")

    await ana.presses("Take it back")
    await ana.presses("Yes, take it back")
    await town.later(seconds=5)

    assert parks.last_heard == (
        "This question is gone: it was taken back or erased, or is too old to keep."
    )
    assert parks.buttons == []
    await moira.presses(take, to=parks)
    assert moira.toast == (
        "This question is gone: it was taken back or erased, or is too old to keep."
    )
    await ana.says("/myasks")
    assert ana.last_heard == "You have asked the council nothing yet."


@pytest.mark.parametrize(
    ("first", "then", "stands"),
    [
        ("Change it", "And the verge on Ash Road?", ["Ash Road"]),
        ("Take it back", "", []),
        ("Erase everything", "", []),
    ],
)
async def test_what_may_stand_in_the_channel_is_brought_up_to_date_there_or_taken_away(
    furnished: Path, tmp_path: Path, first: str, then: str, stands: list[str]
) -> None:
    way = OnBoth()
    async with opened(way, furnished, tmp_path) as house:
        town = Town(house)
        parks, _ = await town.team("Parks", "Moira", front_door=True)
        ana = town.voice("Ana")
        way.simulator.faults.add(
            Fault(platform="slack", method="chat.postMessage", kind="accept_then_drop")
        )
        await asks(ana)

        await ana.says("/me" if first.startswith("Erase") else "/myasks")
        if not first.startswith("Erase"):
            await ana.presses("1")
        await ana.presses(first)
        await (ana.fills(then) if then else ana.presses(f"Yes, {first[0].lower()}{first[1:]}"))
        await town.later(minutes=1)

        cards = [each for each in parks.texts if "changed their words" not in each]
        assert len(cards) == len(stands), cards
        assert all(each in card for each, card in zip(stands, cards, strict=True))
        assert "Elm Road" not in "".join(cards)


@pytest.mark.parametrize("leaves", ["taken back", "erased"])
async def test_files_that_may_stand_in_the_channel_go_when_the_question_does(
    furnished: Path, tmp_path: Path, leaves: str
) -> None:
    way = OnBoth()
    async with opened(way, furnished, tmp_path) as house:
        town = Town(house)
        parks, _ = await town.team("Parks", "Moira", front_door=True)
        ana = town.voice("Ana")
        await asks(ana)
        fault = Fault(
            platform="slack", method="files.completeUploadExternal", kind="accept_then_drop"
        )
        way.simulator.faults.add(fault)
        await ana.presses("Add something")
        await ana.encloses(Own("verge.jpg", photo(), "photo", words="It looks like this."))
        assert any(each.file for each in parks.way.read(parks.id)), "it is there, or may be"

        await leave(ana, leaves)
        await town.later(minutes=6)

        assert not any(each.file for each in parks.way.read(parks.id))


async def leave(ana: Voice, how: str) -> None:
    """Have what they asked taken back, or all that is kept about them erased."""
    if how == "erased":
        await ana.says("/me")
        await ana.presses("Erase everything")
        await ana.presses("Yes, erase everything")
        return
    await ana.says("/myasks")
    await ana.presses("1")
    await ana.presses("Take it back")
    await ana.presses("Yes, take it back")


async def test_nobody_sees_or_changes_the_question_of_another(town: Town) -> None:
    ana, parks, _ = await asked(town)
    back, add = ana.button("Take it back"), ana.button("Add something")
    ben = town.voice("Ben")
    await ben.says("/start")

    for button in (back, add):
        await ben.presses(button)
        assert ben.last_heard == "I don't have that question any more."
    assert parks.hears == []


async def test_who_is_erased_leaves_no_words_with_the_team(town: Town) -> None:
    ana, parks, _ = await asked(town)

    await ana.says("/me")
    await ana.presses("Erase everything")
    assert "What people at the council have written down" in ana.last_heard
    await ana.presses("Yes, erase everything")
    await town.later(seconds=5)

    assert parks.last_heard.startswith("This question is gone")
    assert ASKED not in "".join(seen.text for seen in parks.way.read(parks.id))


async def test_what_is_kept_is_told(town: Town) -> None:
    ana, _, _ = await answered(town)

    async with town.database.transaction() as session:
        account = await people.account_of(session, ana.way.name, ana.id)
        assert account
        rows = await people.export(session, account.person_id)

    assert rows["question"][0]["sealed"]["words"] == ASKED
    assert [each.get("note", {}).get("words") for each in rows["question_event"]] == [
        *(None, None),
        "On Tuesdays.",
    ]
    assert not any({"by", "taken_by"} & set(each) for each in rows["question_event"])
    await ana.says("/me")
    assert "One question to a team of the council" in "".join(ana.hears)


# --- After an answer ------------------------------------------------------------------------


async def test_thanks_are_passed_on_and_open_nothing(town: Town) -> None:
    ana, parks, _ = await answered(town)

    await ana.presses("Thank you")

    assert ana.last_heard == "I've passed your thanks on to Parks. That will make somebody's day."
    assert "Answered." in parks.last_heard
    assert parks.last_heard.endswith("they say thank you.")
    await ana.says("okay, thanks")
    assert parks.hears == []


async def test_what_is_not_solved_is_opened_again_with_a_new_card(town: Town) -> None:
    ana, parks, moira = await answered(town)

    await ana.presses("It isn't solved")

    assert ana.last_heard.startswith("It's open again. Parks knows that it isn't solved")
    old, new = parks.hears
    assert old == "This was opened again: it goes on in a new message below."
    assert "Nobody has it yet." in new
    assert new.endswith("10:00: opened again, it isn't solved.")
    await moira.presses("Take it", to=parks)
    assert ana.last_heard.startswith("Moira at Parks has what you asked")


async def test_after_four_weeks_they_are_asked_whether_it_helped(own_town: Town) -> None:
    ana, parks, _ = await answered(own_town)

    await own_town.later(weeks=4)

    assert ana.last_heard == (
        f"Four weeks ago Parks answered what you asked: “{ASKED}”\n\nDid it help?"
    )
    no = ana.button("No, it isn't solved")
    await ana.says("yes")
    assert parks.last_heard.endswith("20 Dec, 10:00: they say that it helped.")
    await ana.presses(no)
    assert "Nobody has it yet." in parks.last_heard


async def test_a_typed_no_after_four_weeks_opens_it_again(own_town: Town) -> None:
    ana, parks, _ = await answered(own_town)

    await own_town.later(weeks=4)
    await ana.says("No")

    assert ana.last_heard.startswith("It's open again.")
    assert "Nobody has it yet." in parks.last_heard


async def test_who_wants_no_messages_is_not_asked_whether_it_helped(own_town: Town) -> None:
    ana, _, _ = await answered(own_town)
    await ana.says("/stop")

    await own_town.later(weeks=4)

    assert ana.hears == []


async def test_a_year_after_it_was_closed_a_question_is_gone(own_town: Town) -> None:
    ana, parks, _ = await answered(own_town)
    await ana.says("/myasks")

    async with own_town.turn():
        own_town.clock.push_to(own_town.clock.now() + questions.KEPT_FOR)
        await own_town.app.tick()
        await own_town.app.tick()

    assert parks.last_heard.startswith("This question is gone")


async def test_where_a_team_is_connected_every_answer_and_the_help_lead_to_it(town: Town) -> None:
    await town.team("Parks", "Moira")
    ana = town.voice("Ana")

    await ana.says("/help")
    assert "/ask" in ana.last_heard
    assert "Ask a person" in ana.buttons
    await ana.says("Is there money for a lunch club?")
    assert "Ask a person" in ana.buttons
    assert ("ask", "Ask a person at the council") not in menu("en")
    assert ("ask", "Ask a person at the council") in menu("en", has_teams=True)
