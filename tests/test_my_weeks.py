"""My weeks: a picture and words for their owner alone, and notes to read, keep or delete."""

import io

from PIL import Image
from sqlalchemy import update

from storage.everything import Base
from tests.test_check_ins import agreed, everywhere, rows
from tests.town import Held, Town, Voice

__all__ = ["everywhere"]


async def with_weeks(town: Town) -> Voice:
    """Somebody who told of three weeks of four, with a note in two."""
    ana = await agreed(town)
    await ana.presses("🙂 Good")
    await ana.presses("Add what helped or weighed")
    await ana.fills(["People", "Rest"], "Ben mended the urn")
    await town.later(weeks=2)
    await ana.says("/checkin")
    await ana.presses("🙁 Hard")
    await ana.presses("Add what helped or weighed")
    await ana.fills("", "The roof leaks")
    await town.later(weeks=1)
    await ana.says("/checkin")
    await ana.presses("😀 Great")
    return ana


async def test_the_weeks_are_told_in_words_and_shown_in_a_picture(town: Town) -> None:
    ana = await with_weeks(town)

    await ana.says("/myweeks")

    assert ana.last_heard == (
        "What you told me about your weeks. Only you see this.\n\n"
        "Monday 7 December: 😀 Great\n"
        "Monday 30 November: 🙁 Hard\n"
        "Monday 16 November: 🙂 Good. People, Rest"
    )
    assert ana.buttons == ["Read my 2 notes", "Stop check-ins"]
    assert ana.file
    name, content = ana.file
    assert name == "sparkplug.png"
    assert len(content) < 60_000
    assert Image.open(io.BytesIO(content)).format == "PNG"


async def test_without_weeks_there_is_nothing_to_show(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("my weeks")

    assert (ana.hears, ana.buttons) == (["I keep nothing about your weeks."], ["How was my week?"])
    assert ana.file is None


async def test_notes_are_read_one_by_one(town: Town) -> None:
    ana = await with_weeks(town)

    await ana.says("/myweeks")
    await ana.presses("Read my 2 notes")
    assert ana.last_heard == (
        "Your note of the week of Monday 30 November\nThe roof leaks\n\n"
        "I delete it on Sunday 3 January, unless you want to keep it."
    )
    assert ana.buttons == ["Keep it until I delete it", "Delete this note", "Earlier note"]
    await ana.presses("Earlier note")
    assert "Ben mended the urn" in ana.last_heard
    await ana.presses("Later note")
    assert "The roof leaks" in ana.last_heard


async def test_a_note_is_kept_until_its_writer_deletes_it(town: Town) -> None:
    ana = await with_weeks(town)

    await ana.says("/myweeks")
    await ana.presses("Read my 2 notes")
    await ana.presses("Keep it until I delete it")
    assert ana.last_heard.endswith("I keep it until you delete it.")
    assert [each["keep_note"] for each in await rows(town, "check_in")].count(True) == 1
    await ana.presses("Don't keep it for longer")

    assert ana.last_heard.endswith("unless you want to keep it.")
    assert not any(each["keep_note"] for each in await rows(town, "check_in"))


async def test_a_note_that_is_deleted_is_gone_and_the_week_stays(town: Town) -> None:
    ana = await with_weeks(town)

    await ana.says("/myweeks")
    await ana.presses("Read my 2 notes")
    delete = ana.button("Delete this note")
    await ana.presses(delete)

    assert ana.last_heard == "The note is deleted."
    await ana.presses("Read my note")
    assert "Ben mended the urn" in ana.last_heard
    await ana.presses(delete)
    assert ana.last_heard == "That note is no longer here."
    await ana.says("/myweeks")
    assert "🙁 Hard" in ana.last_heard
    assert "Read my note" in ana.buttons


async def test_a_note_whose_key_is_gone_says_so(town: Town) -> None:
    ana = await with_weeks(town)
    check_in = Base.metadata.tables["check_in"]
    async with town.database.transaction() as session:
        await session.execute(update(check_in).values(note=b"gone" + bytes(40)))

    await ana.says("/myweeks")
    await ana.presses("Read my 3 notes")

    assert "This note can't be opened any more." in ana.last_heard


async def test_a_note_outlives_the_forgotten_word_of_its_week(town: Town) -> None:
    ana = await with_weeks(town)
    check_in = Base.metadata.tables["check_in"]
    async with town.database.transaction() as session:
        await session.execute(update(check_in).values(mood="", tags=[]))

    await ana.says("/myweeks")

    assert ana.hears == ["What you told me about your weeks. Only you see this."]
    assert ana.buttons[0] == "Read my 2 notes"
    await ana.says("/me")
    await ana.presses("Send me all of it in a file")
    assert "for it is forgotten by now" in page_of(town, ana)


def page_of(town: Town, voice: Voice) -> str:
    files = [seen.file for seen in town.way.read(voice.id) if seen.file]
    return next(content.decode() for name, content in files if name.endswith(".html"))


async def test_nobody_elses_weeks_are_shown(town: Town) -> None:
    await with_weeks(town)
    ben = await agreed(town, "Ben")

    await ben.says("/myweeks")

    assert ben.last_heard == "I keep nothing about your weeks."
    for data in ("note 2026-11-16", "delete-note 2026-11-16"):
        await ben.presses(Held(data))
        assert ben.last_heard == "That note is no longer here."


async def test_the_page_of_all_that_is_kept_has_the_weeks_in_words(town: Town) -> None:
    ana = await with_weeks(town)

    await ana.says("/me")
    await ana.presses("Send me all of it in a file")

    page = page_of(town, ana)
    assert "🙁 Hard" in page
    assert "The roof leaks" in page
