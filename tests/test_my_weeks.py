"""My weeks: a picture and words for their owner alone, and notes to read, keep or delete."""

import io
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from PIL import Image
from sqlalchemy import update

from storage import check_ins
from storage.everything import Base
from tests.test_account import id_of
from tests.test_check_ins import agreed, core_alone, everywhere, rows
from tests.town import Held, Town, Voice

__all__ = ["everywhere"]


WEEKS: Sequence[tuple[date, str, list[str], str]] = (
    (date(2026, 10, 26), "good", ["people", "rest"], "Ben mended the urn"),
    (date(2026, 11, 9), "hard", [], "The roof leaks"),
    (date(2026, 11, 16), "great", [], ""),
)


async def with_weeks(town: Town) -> Voice:
    """Somebody who told of three weeks of four, with a note in two."""
    ana = await agreed(town)
    person = await id_of(town, ana)
    async with town.database.transaction() as session:
        for week, mood, topics, note in WEEKS:
            at = datetime.combine(week + timedelta(days=4), time(10), UTC)
            kept = await check_ins.check_in(session, person, week, mood, at)
            kept.tags = topics
            if note:
                check_ins.write_note(session, kept, note)
    return ana


async def test_the_weeks_are_told_in_words_and_shown_in_a_picture(town: Town) -> None:
    ana = await with_weeks(town)

    await ana.says("/myweeks")

    assert ana.last_heard == (
        "What you told me about your weeks. Only you see this.\n\n"
        "Week from Monday 16 November: 😀 Great\n"
        "Week from Monday 9 November: 🙁 Hard\n"
        "Week from Monday 26 October: 🙂 Good (People, Rest)"
    )
    assert ana.buttons == ["Read my 2 notes", "Stop check-ins"]
    assert ana.file
    name, content = ana.file
    assert name == "sparkplug.png"
    assert len(content) < 60_000
    assert Image.open(io.BytesIO(content)).format == "PNG"


async def test_me_tells_how_many_and_leads_to_them_and_to_the_end(town: Town) -> None:
    ana = await with_weeks(town)

    await ana.says("/me")

    assert "Your check-ins for 3 weeks. Your 2 notes are locked with a key." in ana.last_heard
    assert "You agreed to check-ins on Sunday 22 November 2026" in ana.last_heard
    assert {"My weeks", "Stop check-ins"} <= {*ana.buttons}
    await ana.presses("Stop check-ins")
    await ana.presses("No file: delete it now")
    await ana.says("/me")
    assert "You took that back on Sunday 22 November 2026." in ana.last_heard
    assert {"My weeks", "Stop check-ins"}.isdisjoint(ana.buttons)


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
        "Your note of the week of Monday 9 November\nThe roof leaks\n\n"
        "I delete it on Friday 11 December, unless you want to keep it."
    )
    assert ana.buttons == ["Keep it until I delete it", "Delete this note", "Earlier note"]
    await ana.presses("Earlier note")
    assert "Ben mended the urn" in ana.last_heard
    await ana.presses("Later note")
    assert "The roof leaks" in ana.last_heard


@core_alone
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


@core_alone
async def test_a_note_whose_key_is_gone_says_so(town: Town) -> None:
    ana = await with_weeks(town)
    check_in = Base.metadata.tables["check_in"]
    async with town.database.transaction() as session:
        written = update(check_in).where(check_in.c.note.is_not(None))
        await session.execute(written.values(note=b"gone" + bytes(40)))

    await ana.says("/myweeks")
    await ana.presses("Read my 2 notes")

    assert "This note can't be opened any more." in ana.last_heard


@core_alone
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


@core_alone
async def test_nobody_elses_weeks_are_shown(town: Town) -> None:
    await with_weeks(town)
    ben = await agreed(town, "Ben")

    await ben.says("/myweeks")

    assert ben.last_heard == "I keep nothing about your weeks."
    for data in ("note 2026-11-09", "delete-note 2026-11-09"):
        await ben.presses(Held(data))
        assert ben.last_heard == "That note is no longer here."


async def test_the_page_of_all_that_is_kept_has_the_weeks_in_words(town: Town) -> None:
    ana = await with_weeks(town)

    await ana.says("/me")
    await ana.presses("Send me all of it in a file")

    page = page_of(town, ana)
    assert "🙁 Hard" in page
    assert "The roof leaks" in page
