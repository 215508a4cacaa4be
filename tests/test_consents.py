"""Consent: asked in words that hold, given by a tap, ended by a tap, and on record by version."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from handlers.consents import VERSIONS
from handlers.messages import Message, say, written
from handlers.wording import LANGUAGES, wording
from storage import consents, mailbox, people
from storage.consents import Purpose
from storage.database import Database
from storage.mailbox import Kind
from tests.test_account import id_of
from tests.test_check_ins import agreed, core_alone, everywhere, rows, week_of
from tests.test_nothing_before_consent import opened_up
from tests.town import STORY_BEGINS, Held, Town, Voice

__all__ = ["everywhere"]

LATER = STORY_BEGINS + timedelta(days=3)


@pytest.fixture
async def ana(database: Database) -> int:
    """The number of somebody we have met."""
    async with database.transaction() as session:
        met = await people.meet(
            session, "core", "ana", address="ana", name="Ana", language="en", now=STORY_BEGINS
        )
        await session.flush()
        return met.person_id


async def test_there_is_no_consent_before_it_is_given(database: Database, ana: int) -> None:
    async with database.transaction() as session:
        assert await consents.in_force(session, ana, Purpose.CHECK_INS) is None
        await consents.give(session, ana, Purpose.CHECK_INS, 1, STORY_BEGINS)
        given = await consents.in_force(session, ana, Purpose.CHECK_INS)

        assert given
        assert (given.version, given.given_at) == (1, STORY_BEGINS)
        assert await consents.in_force(session, ana, Purpose.ONS4) is None


async def test_a_new_version_ends_the_old_one(database: Database, ana: int) -> None:
    async with database.transaction() as session:
        await consents.give(session, ana, Purpose.CHECK_INS, 1, STORY_BEGINS)
        await consents.give(session, ana, Purpose.CHECK_INS, 2, LATER)
        given = await consents.in_force(session, ana, Purpose.CHECK_INS)

        assert given
        assert given.version == 2


async def test_a_consent_that_was_withdrawn_stays_on_record(database: Database, ana: int) -> None:
    async with database.transaction() as session:
        await consents.give(session, ana, Purpose.CHECK_INS, 1, STORY_BEGINS)
        await consents.withdraw(session, ana, [Purpose.CHECK_INS], LATER)

        assert await consents.in_force(session, ana, Purpose.CHECK_INS) is None
        (told,) = (await people.export(session, ana))["consent"]
        assert (told["given_at"], told["withdrawn_at"]) == (STORY_BEGINS, LATER)


# --- The words ------------------------------------------------------------------------------


@pytest.mark.parametrize("purpose", Purpose)
def test_other_words_take_another_version(
    purpose: Purpose, golden: Callable[[str, object], None]
) -> None:
    """What people agreed to is on file by its version. To change the words, raise the number."""
    told = {
        language: {
            key: words(say(key))
            for key in sorted(words.bundle._messages)
            if key.startswith(f"consent-{purpose}-")
        }
        for language in LANGUAGES
        for words in [wording(language)]
    }

    golden(f"consents/{purpose}-{VERSIONS[purpose]}", told)


# --- Given ----------------------------------------------------------------------------------


async def test_all_that_matters_is_said_before_anything_is_asked(town: Town) -> None:
    ana, before = town.voice("Ana"), len(await rows(town, "consent"))

    await ana.says("/checkin")

    (told,) = ana.hears
    for said in (
        "How long: answers for 12 weeks, notes for 4 weeks.",
        "Nobody at the council or in your group sees your answers or your notes.",
        "Who reads it: a computer program",
        "Everything else works the same without it.",
        "You can stop at any time with /stopcheckins",
    ):
        assert said in told
    assert ana.buttons == ["Yes, ask me and keep my answers", "No, thank you"]
    assert len(await rows(town, "consent")) == before


@core_alone
async def test_a_no_is_taken_for_a_no(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/checkin")
    await ana.presses("No, thank you")

    assert ana.last_heard.startswith("All right. I keep nothing about how you are.")
    await ana.says("/pots")
    assert ana.last_heard.startswith("There are ")


@core_alone
async def test_a_word_pressed_without_consent_is_not_kept_but_asked_for(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/start")
    await ana.presses(Held("mood 2026-11-16 hard"))

    assert "Who sees it: you." in ana.last_heard
    assert await week_of(town, ana) is None


@core_alone
async def test_a_yes_to_old_words_is_none(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/start")
    await ana.presses(Held("agree-check-ins 0"))

    assert "Who sees it: you." in ana.last_heard
    await ana.says("/checkin")
    assert "Who sees it: you." in ana.last_heard


# --- Ended ----------------------------------------------------------------------------------


async def told_much(town: Town) -> Voice:
    """Somebody who told of a week, with a note."""
    ana = await agreed(town)
    await ana.presses("🙁 Hard")
    await ana.presses("Add what helped or weighed")
    await ana.fills(["Rest"], "The roof leaks")
    return ana


ENDED = (
    "Check-ins have ended. I don't ask any more, and I keep nothing new.\n\n"
    "On Monday 23 November at 10:00 I delete what you told me about how you are: "
    "one week and one note. Until then you can undo this. Would you like it in a file first?"
)


async def test_one_tap_ends_it_and_all_of_it_goes_a_day_later(town: Town) -> None:
    ana = await told_much(town)

    await ana.says("/myweeks")
    await ana.presses("Stop check-ins")
    assert ana.last_heard == ENDED
    await town.later(hours=23)
    assert await week_of(town, ana)
    await town.later(hours=1)

    assert await week_of(town, ana) is None
    assert ana.hears == [], "there is nothing to say"
    await ana.says("/checkin")
    assert "Who sees it: you." in ana.last_heard


@core_alone
async def test_nothing_is_asked_or_added_once_it_has_ended(town: Town) -> None:
    reminders = len(await rows(town, "reminder"))
    ana = await told_much(town)
    more = "more-of-week 2026-11-16"

    await ana.says("/stopcheckins")
    for said in ("/checkin", Held("mood 2026-11-16 good"), Held(more), Held("agree-check-ins 1")):
        await (ana.says(said) if isinstance(said, str) else ana.presses(said))
        assert ana.last_heard == ENDED

    assert (await week_of(town, ana) or {})["mood"] == "hard"
    assert len(await rows(town, "reminder")) == reminders


async def test_it_can_be_deleted_at_once(town: Town) -> None:
    ana = await told_much(town)

    await ana.says("/stopcheckins")
    await ana.presses("No file: delete it now")

    assert ana.last_heard.startswith("Done. Check-ins have ended")
    assert await week_of(town, ana) is None


async def test_a_file_of_it_is_handed_over_first(town: Town) -> None:
    ana = await told_much(town)

    await ana.says("stop check-ins")
    await ana.presses("Yes: send me the file, then delete")

    assert ana.file
    name, content = ana.file
    assert name == "my-weeks.html"
    for said in ("Week from Monday 16 November: 🙁 Hard (Rest)", "The roof leaks"):
        assert said in content.decode()
    assert await week_of(town, ana) is None


async def test_it_can_be_undone_and_goes_on_at_the_same_time(town: Town) -> None:
    ana = await told_much(town)
    await ana.says("/when")
    await ana.presses("Change the day and hour")
    await ana.fills("Tuesday", "Early evening, 6 pm", "Every other week")
    before = (await rows(town, "reminder"))[-1]

    await ana.says("/stopcheckins")
    undo = ana.button("Undo: keep my check-ins")
    await ana.presses(undo)

    assert ana.last_heard == (
        "All right. Check-ins go on as before, and all you told me is still here."
    )
    assert (await rows(town, "reminder"))[-1] == before
    await town.later(days=2)
    assert await week_of(town, ana)
    await ana.presses(undo)
    assert ana.last_heard.startswith("All right. Check-ins go on")


@core_alone
@pytest.mark.parametrize("said", ["/stopcheckins", "/checkin"])
@pytest.mark.parametrize("older", [True, False])
async def test_of_two_undos_either_brings_back_what_was_there(
    town: Town, said: str, *, older: bool
) -> None:
    ana = await told_much(town)
    await ana.says("/stopcheckins")
    first = ana.button("Undo: keep my check-ins")
    await ana.presses(first)
    await ana.says("/when")
    await ana.presses("Change the day and hour")
    await ana.fills("Tuesday", "Early evening, 6 pm", "Every other week")
    before = (await rows(town, "reminder"))[-1]

    await ana.says("/stopcheckins")
    await ana.says(said)
    await ana.presses(first if older else ana.button("Undo: keep my check-ins"))

    assert (await rows(town, "reminder"))[-1] == before


@core_alone
async def test_what_is_gone_does_not_come_back(town: Town) -> None:
    ana = await told_much(town)

    await ana.says("/stopcheckins")
    undo = ana.button("Undo: keep my check-ins")
    await town.later(hours=24)
    await ana.presses(undo)

    assert ana.last_heard.startswith("It is too late for that")
    await ana.presses(Held("withdraw-file"))
    assert ana.last_heard.startswith("Done. Check-ins have ended")
    assert ana.file is None


@core_alone
async def test_ending_it_in_the_middle_of_a_note_forgets_the_note(town: Town) -> None:
    ana = await agreed(town)

    await ana.presses("🙁 Hard")
    more = ana.button("Add what helped or weighed")
    await ana.says("/stopcheckins")
    await ana.presses("No file: delete it now")
    await ana.presses(more)

    assert "Who sees it: you." in ana.last_heard


@core_alone
async def test_a_no_to_new_words_offers_to_delete_what_was_told(town: Town) -> None:
    ana = await told_much(town)

    await ana.presses(Held("disagree check-ins"))

    assert ana.buttons[-1] == "Undo: keep my check-ins"


@core_alone
async def test_who_never_said_yes_can_end_it_all_the_same(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/stopcheckins")

    assert ana.hears == [
        "Check-ins have ended. There was nothing of yours to delete. To begin again, send /checkin."
    ]


@core_alone
async def test_the_reminder_comes_and_goes_with_the_consent(town: Town) -> None:
    before = len(await rows(town, "reminder"))
    ana = await agreed(town)
    assert len(await rows(town, "reminder")) == before + 1
    await ana.says("/stopcheckins")

    assert len(await rows(town, "reminder")) == before


@core_alone
async def test_a_form_that_is_half_filled_in_goes_with_the_consent(town: Town) -> None:
    ana = await agreed(town)
    await ana.presses("🙁 Hard")
    await ana.presses("Add what helped or weighed")
    await ana.says("health")

    await ana.presses(Held("withdraw-now"))

    assert ana.last_heard.startswith("Done. Check-ins have ended")
    assert not ana.buttons
    assert "health" not in await all_of(town, ana)


@core_alone
async def test_letters_on_their_way_that_tell_of_it_go_with_the_consent(town: Town) -> None:
    ana = await told_much(town)
    person = await id_of(town, ana)
    async with town.database.transaction() as session:
        for words in (say("note-of"), say("rhythm-invites"), say("pots-none")):
            letter = written(Message(words))
            await mailbox.post(session, letter, platform="nowhere", address="", person_id=person,
                               language="en", kind=Kind.ANSWER, now=STORY_BEGINS)  # fmt: skip

    await ana.presses(Held("withdraw-now"))

    left = await all_of(town, ana)
    assert "pots-none" in left
    assert "note-of" not in left
    assert "rhythm-invites" not in left


async def all_of(town: Town, ana: Voice) -> str:
    """What is sealed in all tables about somebody."""
    person = await id_of(town, ana)
    async with town.database.transaction() as session:
        return await opened_up(session, person)
