"""The check-in: a word for the week, given in a few taps, changed, taken back, never told back."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select

from storage import check_ins, consents
from storage.consents import Purpose
from storage.everything import Base
from tests.test_account import id_of
from tests.town import Core, CoreOnPostgres, Held, House, Town, Voice

ASK = "How was your week?"
MOODS = ["😀 Great", "🙂 Good", "😐 So-so", "🙁 Hard", "😣 Very hard"]
KEPT = "Thank you. That's kept, just for you."
TIME = (
    "From now on I ask once a week, on Fridays at 10 am by the clock in London. "
    "Is that a good time for you?"
)
NOT_KEPT = "Thank you for telling me. I haven't kept it."


core_alone = pytest.mark.parametrize("way", [Core, CoreOnPostgres], indirect=True)
"""What no platform has a part in is tried on the core."""


@pytest.fixture(autouse=True)
def everywhere(house: House) -> Iterator[None]:
    """Check-ins are on in Slack, too, as they are where the data protection officer says so."""
    before, house.app.here.overseen = house.app.here.overseen, frozenset()
    yield
    house.app.here.overseen = before


async def agreed(town: Town, name: str = "Ana") -> Voice:
    """Somebody who said yes to check-ins, and is being asked."""
    voice = town.voice(name)
    await voice.says("/checkin")
    await voice.presses("Yes, ask me and keep my answers")
    return voice


async def rows(town: Town, table: str) -> list[dict[str, Any]]:
    """What a table holds that was put there since the test began."""
    async with town.database.transaction() as session:
        found = await session.execute(select(Base.metadata.tables[table]))
        return [dict(row) for row in found.mappings()]


async def week_of(town: Town, voice: Voice) -> dict[str, Any] | None:
    """What is kept of somebody's only week."""
    person = await id_of(town, voice)
    found = [each for each in await rows(town, "check_in") if each["person_id"] == person]
    assert len(found) < 2
    return found[0] if found else None


# --- Asked and answered ---------------------------------------------------------------------


async def test_two_taps_keep_a_word_for_the_week(town: Town) -> None:
    ana = await agreed(town)

    assert ana.last_heard.endswith(ASK)
    assert ana.buttons == [*MOODS, "Not this week"]
    await ana.presses("🙂 Good")

    assert ana.hears == [f"{KEPT}\n\n{TIME}"]
    kept = await week_of(town, ana)
    assert kept
    assert (kept["mood"], kept["week"].isoformat(), kept["tags"]) == ("good", "2026-11-16", [])
    assert kept["note"] is None


@core_alone
@pytest.mark.parametrize(
    ("typed", "mood"),
    [("hard", "hard"), ("Very hard.", "very_hard"), ("so-so", "so_so"), ("1", "great")],
)
async def test_the_word_can_be_typed(town: Town, typed: str, mood: str) -> None:
    ana = await agreed(town)

    await ana.says(typed)

    assert (await week_of(town, ana) or {})["mood"] == mood


@core_alone
@pytest.mark.parametrize(
    "said", ["ok i guess", "meh", "not bad actually, tired", "😀", "good thanks"]
)
async def test_other_words_for_it_are_answered_with_the_five(town: Town, said: str) -> None:
    ana = await agreed(town)

    await ana.says(said)

    assert ana.last_heard.endswith("Nothing is kept until you choose one.")
    assert ana.buttons == [*MOODS, "Not this week"]
    assert await week_of(town, ana) is None


@core_alone
@pytest.mark.parametrize("said", ["skip", "Later.", "not this week"])
async def test_the_week_is_skipped_by_a_word(town: Town, said: str) -> None:
    ana = await agreed(town)

    await ana.says(said)

    assert ana.last_heard.startswith("All right. I've kept nothing.")


@core_alone
@pytest.mark.parametrize(
    "said", ["good money for a lunch club", "skip hire", "who is good with bins"]
)
async def test_a_question_is_answered_though_a_word_is_waited_for(town: Town, said: str) -> None:
    ana = await agreed(town)

    await ana.says(said)

    assert not {*MOODS} & {*ana.buttons}


@core_alone
@pytest.mark.parametrize("said", ["check in", "Check-in!", "/checkin"])
async def test_the_check_in_is_asked_for_in_words(town: Town, said: str) -> None:
    ana = await agreed(town)

    await ana.says(said)

    assert ana.last_heard == ASK


async def test_the_question_goes_when_it_is_answered(town: Town) -> None:
    """So that nobody who looks at the phone sees which word was pressed."""
    ana = await agreed(town)

    await ana.presses("😣 Very hard")

    assert ana.hears[0].startswith(KEPT)
    with pytest.raises(LookupError):
        ana.button("😣 Very hard")
    with pytest.raises(LookupError):
        ana.button("✓ 😣 Very hard")


async def test_what_was_said_is_never_told_back(town: Town) -> None:
    ana = await agreed(town)

    await ana.presses("🙁 Hard")
    heard = [ana.last_heard, *ana.buttons]
    await ana.presses("Add what helped or weighed")
    await ana.fills(["Rest"], "The roof leaks again")
    heard += [ana.last_heard, *ana.buttons]
    await ana.says("/checkin")
    heard.append(ana.last_heard)

    told = "\n".join(heard)
    for said in ("roof", "Rest", "🙁", "Hard"):
        assert said not in told


async def test_after_a_hard_week_offers_come_first_and_otherwise_they_wait(town: Town) -> None:
    ana, ben = await agreed(town), await agreed(town, "Ben")

    await ana.presses("🙁 Hard")
    await ben.presses("😀 Great")

    own = ["Add what helped or weighed", "Change my word", "Undo"]
    assert ana.buttons[-3:] == own
    assert ben.buttons[:3] == own
    assert sorted(ana.buttons) == sorted(ben.buttons[:-2]), "whether the time suits him can wait"
    assert ana.last_heard.startswith(f"{KEPT}\n\nIf you'd like, one of these may help.")


async def test_the_week_is_skipped_by_a_tap(town: Town) -> None:
    ana = await agreed(town)

    await ana.presses("Not this week")

    assert ana.hears == [f"All right. I've kept nothing.\n\n{TIME}"]
    assert await week_of(town, ana) is None


async def test_a_person_is_asked_by_a_tap_that_names_who_will_see_what(town: Town) -> None:
    moira, sam = await town.contact_voices("Moira", "Sam")
    await town.later(days=1)  # to Monday morning
    ana = await agreed(town)

    await ana.presses("😣 Very hard")
    await ana.presses("A word with a person")
    assert (
        "If you say yes, Moira and Sam will see your name, how to reach you, the time, and that "
        "you would like a word. They see none of your answers or notes, and not that you asked "
        "after a check-in."
    ) in ana.last_heard
    assert (moira.hears, sam.hears) == ([], [])
    await ana.presses("Yes, tell Moira and Sam")
    await ana.fills("Ring me", "07700 900123")

    (alert,) = moira.hears
    assert "Name: Ana" in alert
    assert "What it is about: a word with a person; it is not an emergency" in alert
    assert "07700 900123" in alert
    assert not [mood for mood in MOODS if mood in alert]
    await town.later(minutes=16)
    assert ana.last_heard.startswith("Nobody has picked this up yet.\n\n")
    assert "Name: Ana" in sam.last_heard


@core_alone
async def test_who_wants_no_person_tells_nobody(town: Town) -> None:
    moira, sam = await town.contact_voices("Moira", "Sam")
    ana = await agreed(town)

    await ana.presses("🙁 Hard")
    await ana.presses("A word with a person")
    assert "If it can't wait, /urgent shows who is there now." in ana.last_heard
    await ana.presses("No, thank you")

    assert (moira.hears, sam.hears) == ([], [])


@core_alone
async def test_fewer_messages_are_a_tap_away(town: Town) -> None:
    ana = await agreed(town)

    await ana.presses("🙁 Hard")
    await ana.presses("Fewer messages for a while")

    assert "How many a week" in ana.buttons
    assert "Keep quiet for a while" in ana.buttons


async def test_the_time_of_the_note_is_asked_once(town: Town) -> None:
    ana = await agreed(town)

    await ana.presses("🙂 Good")
    assert ana.last_heard == f"{KEPT}\n\n{TIME}"
    assert ana.buttons[-2:] == ["Yes, Fridays at 10 am", "No, another time"]
    await ana.says("yes")
    assert ana.last_heard == (
        "Good. The next note comes on Friday 27 November at 10 am, by the clock in London."
    )
    assert ana.buttons == ["My clock is somewhere else"]
    await ana.says("/checkin")
    await ana.presses("😀 Great")
    assert ana.hears == [KEPT]
    assert "No, another time" not in ana.buttons
    await ana.presses("Undo")
    await ana.presses("Tell you after all")
    await ana.presses("😀 Great")
    assert "No, another time" not in ana.buttons, "she has said that it suits her"


@core_alone
async def test_the_time_is_asked_again_if_the_question_went_with_what_was_undone(
    town: Town,
) -> None:
    ana = await agreed(town)

    await ana.presses("🙂 Good")
    await ana.presses("Undo")
    assert "No, another time" not in ana.buttons
    await ana.presses("Tell you after all")
    await ana.presses("Not this week")

    assert ana.hears == [f"All right. I've kept nothing.\n\n{TIME}"]


async def test_another_time_is_chosen_right_there(town: Town) -> None:
    ana, ben = await agreed(town), await agreed(town, "Ben")

    await ana.presses("Not this week")
    await ana.presses("No, another time")
    await ana.fills("Tuesday", "Early evening, 6 pm", "Every week")
    assert "I try to write at about 6 pm" in ana.last_heard
    assert "Your weekly note comes every Tuesday." in ana.last_heard

    await ben.presses("😣 Very hard")
    assert "No, another time" not in ben.buttons, "he has other cares"
    await ben.presses("Change my word")
    await ben.presses("😐 So-so")
    assert "No, another time" in ben.buttons


@core_alone
async def test_an_answer_or_a_no_ends_the_weeks_reminder(town: Town) -> None:
    ana = await agreed(town)
    await ana.presses("Not this week")

    await town.later(days=6)  # past Friday's note
    await ana.presses("Later")
    await ana.presses("In 3 hours")
    await ana.presses("Tell how it was")
    await ana.presses("🙂 Good")
    await town.later(hours=4)

    assert ana.hears == [], "it is not asked a second time"


# --- Changed and taken back -----------------------------------------------------------------


async def test_a_second_word_takes_the_place_of_the_first(town: Town) -> None:
    ana = await agreed(town)

    await ana.presses("🙂 Good")
    await ana.presses("Change my word")
    assert ana.last_heard.startswith("You have told me about this week.")
    await ana.presses("🙁 Hard")

    assert (await week_of(town, ana) or {})["mood"] == "hard"


@core_alone
async def test_another_word_leaves_the_note(town: Town) -> None:
    ana = await agreed(town)

    await ana.presses("🙂 Good")
    await ana.presses("Add what helped or weighed")
    await ana.fills(["Time", "Rest"], "Slept at last")
    before = await week_of(town, ana)
    await ana.says("/checkin")
    await ana.presses("😀 Great")

    after = await week_of(town, ana)
    assert before
    assert after == {**before, "mood": "great"}
    assert after["tags"] == ["time", "rest"]


async def test_undo_takes_it_all_back(town: Town) -> None:
    ana = await agreed(town)

    await ana.presses("🙂 Good")
    undo = ana.button("Undo")
    await ana.presses(undo)

    assert ana.hears == ["Undone. I keep nothing about that week."]
    assert await week_of(town, ana) is None
    await ana.presses(undo)
    assert ana.last_heard == "There is nothing to undo any more."


@core_alone
async def test_last_weeks_question_is_answered_for_last_week(town: Town) -> None:
    ana = await agreed(town)

    await town.later(days=2)
    await ana.presses("🙂 Good")

    assert (await week_of(town, ana) or {})["week"].isoformat() == "2026-11-16"


@core_alone
async def test_a_question_of_long_ago_is_asked_anew(town: Town) -> None:
    ana = await agreed(town)

    await town.later(days=16)
    await ana.presses("🙂 Good")

    assert ana.last_heard.startswith("That was a while ago.")
    assert await week_of(town, ana) is None


@core_alone
@pytest.mark.parametrize(
    "data", ["mood 2026-11-16 sublime", "mood today good", "mood 2026-11-23 good", "mood 0 0"]
)
async def test_a_forged_word_is_not_kept(town: Town, data: str) -> None:
    ana = await agreed(town)

    await ana.presses(Held(data))

    assert await week_of(town, ana) is None


# --- More about it --------------------------------------------------------------------------


async def test_a_note_is_sealed(town: Town) -> None:
    ana = await agreed(town)

    await ana.presses("🙂 Good")
    await ana.presses("Add what helped or weighed")
    await ana.fills(["People"], "Ben mended the urn")

    assert ana.last_heard == "Kept, just for you."
    kept = await week_of(town, ana)
    assert kept
    assert kept["tags"] == ["people"]
    assert b"urn" not in kept["note"]


@core_alone
async def test_nothing_more_need_be_said(town: Town) -> None:
    ana = await agreed(town)

    await ana.presses("🙂 Good")
    await ana.presses("Add what helped or weighed")
    await ana.fills("", "")

    assert ana.last_heard == "All right. I've added nothing."
    assert (await week_of(town, ana) or {})["note"] is None


@core_alone
async def test_there_must_be_a_word_to_add_to(town: Town) -> None:
    ana = await agreed(town)

    await ana.presses("🙂 Good")
    add = ana.button("Add what helped or weighed")
    await ana.presses("Undo")
    await ana.presses(add)

    assert ana.last_heard == "I have no word for this week yet. Begin with that."


async def test_danger_in_a_note_is_answered_and_not_kept(town: Town) -> None:
    ana = await agreed(town)

    await ana.presses("😣 Very hard")
    await ana.presses("Add what helped or weighed")
    await ana.fills("", "I want to kill myself")

    assert any("116 123" in text for text in ana.hears)
    assert (await week_of(town, ana) or {})["note"] is None


# --- In their own words ---------------------------------------------------------------------


@pytest.mark.parametrize("said", ["rough week tbh", "Had a lovely week!", "knackered this week"])
async def test_a_word_about_the_week_is_kept_only_when_one_is_chosen(town: Town, said: str) -> None:
    ana = await agreed(town)
    await ana.presses("Not this week")

    await ana.says(said)

    assert ana.last_heard == (
        "It sounds as if you're telling me about your week. Shall I keep a word for it? "
        "Nothing is kept until you choose one."
    )
    assert await week_of(town, ana) is None
    await ana.presses("🙁 Hard")
    assert (await week_of(town, ana) or {})["mood"] == "hard"


async def test_before_the_consent_a_word_about_the_week_is_kept_nowhere(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("rough week tbh")

    assert ana.last_heard.startswith(NOT_KEPT)
    assert ana.buttons == ["Tell me more about that", "No, thank you"]
    await ana.presses("Tell me more about that")
    assert "Who sees it: you." in ana.last_heard


async def test_in_welsh(town: Town) -> None:
    ana = town.voice("Ana", language="cy")

    await ana.says("wythnos anodd")
    assert ana.last_heard.startswith("Diolch am ddweud wrthyf.")
    await ana.presses("Dywedwch fwy wrthyf am hynny")
    await ana.presses("Iawn, gofynnwch i mi a chadwch fy atebion")
    await ana.presses("🙁 Anodd")

    assert (await week_of(town, ana) or {})["mood"] == "hard"


async def test_nobody_is_asked_where_others_read_along(town: Town) -> None:
    ana, ben = await agreed(town), town.voice("Ben")
    group = town.group("Neighbours", ana, ben)

    await ana.says("@sparkplug_simulated_bot rough week tbh", to=group)

    assert group.hears == ["Others can read this chat. Please write to me on my own for that."]


# --- Where there are none -------------------------------------------------------------------


@core_alone
async def test_there_are_none_where_nobody_is_ready_to_help(town: Town) -> None:
    ana = town.voice("Ana")
    await ana.says("/area Marlbury")
    await ana.says("/checkin")

    assert ana.last_heard == (
        "There are no check-ins in Marlbury yet. They start when there are people ready to help "
        "if somebody needs it. Everything else works."
    )
    await ana.says("rough week tbh")
    assert ana.last_heard.startswith(NOT_KEPT)


@core_alone
async def test_who_has_had_them_hears_that_they_go_on(town: Town) -> None:
    ana = await agreed(town)
    await ana.presses("🙂 Good")
    await ana.says("/area Marlbury")
    await ana.says("/checkin")

    assert ana.last_heard.startswith("There are no check-ins in Marlbury now. They go on when ")
    await ana.says("/myweeks")
    assert "🙂 Good" in ana.last_heard


@core_alone
async def test_there_are_none_where_they_are_on_nowhere(town: Town) -> None:
    await town.contact_voices("Moira")  # one, and two are needed
    ana = town.voice("Ana")

    await ana.says("/checkin")

    assert ana.last_heard.startswith("There are no check-ins here yet.")
    assert ana.buttons == []
    await town.contact_voices("Moira", "Sam")


async def test_in_slack_they_are_off_unless_switched_on(town: Town) -> None:
    ana = town.voice("Ana")
    town.app.here.overseen = frozenset({"slack"})

    await ana.says("/checkin")

    if town.way.name != "slack":
        assert "Who sees it: you." in ana.last_heard
        return
    assert ana.last_heard == (
        "There are no check-ins in Slack. Your employer can read along here, and how you are is "
        "your own business.\n\nYou can have them with me on Telegram, on your own phone."
    )
    await ana.says("rough week tbh")
    assert ana.last_heard.startswith(NOT_KEPT)


async def test_slack_switched_off_again_keeps_nothing_more(town: Town) -> None:
    ana = await agreed(town)
    town.app.here.overseen = frozenset({town.way.name})

    await ana.presses("🙂 Good")

    assert ana.last_heard.startswith("There are no check-ins in Slack.")
    assert await week_of(town, ana) is None


# --- The consent ----------------------------------------------------------------------------


async def test_other_words_are_asked_for_anew_before_the_next_check_in(
    town: Town,
) -> None:
    ana = await agreed(town)
    async with town.database.transaction() as session:
        for each in await session.scalars(select(consents.Consent)):
            each.version -= 1

    await ana.presses("🙂 Good")

    assert ana.last_heard.startswith("The words about check-ins have changed")
    assert await week_of(town, ana) is None
    await ana.presses("Yes, ask me and keep my answers")
    await ana.presses("🙂 Good")
    assert ana.last_heard == f"{KEPT}\n\n{TIME}"
    assert [each["purpose"] for each in await rows(town, "consent")][-1] == Purpose.CHECK_INS


@core_alone
async def test_a_note_goes_to_the_week_that_it_was_written_for(town: Town) -> None:
    ana = await agreed(town)
    await ana.presses("🙂 Good")
    await town.later(days=8)
    await ana.says("/checkin")
    await ana.presses("😀 Great")
    await ana.presses("Add what helped or weighed")
    await ana.fills([], "this week")
    last = Held("more-of-week 2026-11-16")
    await ana.presses(last)
    assert ana.hears == ["I have no word for this week yet. Begin with that."]

    person = await id_of(town, ana)
    kept = {each["week"].isoformat(): each for each in await rows(town, "check_in")
            if each["person_id"] == person}  # fmt: skip
    assert kept["2026-11-16"]["note"] is None
    assert kept["2026-11-30"]["note"]


@core_alone
async def test_a_note_on_the_last_week_leaves_the_one_of_this_week(town: Town) -> None:
    ana = await agreed(town)
    await ana.presses("🙂 Good")
    await town.later(days=1)
    await ana.says("/checkin")
    await ana.presses("😀 Great")
    await ana.presses("Add what helped or weighed")
    await ana.fills([], "this week")
    await ana.presses(Held("mood 2026-11-16 hard"))
    await ana.presses("Add what helped or weighed")
    await ana.fills([], "last week")

    person = await id_of(town, ana)
    async with town.database.transaction() as session:
        kept = await check_ins.check_ins_of(session, person)
        notes = {each.week.isoformat(): check_ins.note_of(session, each) for each in kept}
    assert notes == {"2026-11-16": "last week", "2026-11-23": "this week"}
