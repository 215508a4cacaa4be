"""How long things are kept: as the document says, and not a second longer."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from scheduler import clockwork
from scheduler.timetable import RULES
from storage import check_ins, consents, people, retention
from storage.check_ins import CheckIn, Ons4
from storage.consents import Consent, Purpose
from storage.database import Database
from storage.mailbox import LETTERS_KEPT
from storage.people import SILENT_FOR, TIME_TO_ANSWER, personal_tables
from tests.test_clockwork import HERE
from tests.town import STORY_BEGINS as NOW

ROOT = Path(__file__).parent.parent
DOCUMENT = (ROOT / "docs" / "retention.md").read_text("utf-8")
UNITS = {
    "minute": timedelta(minutes=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
    "year": timedelta(days=365),
}
SECOND = timedelta(seconds=1)


# --- The document ---------------------------------------------------------------------------


def told() -> dict[str, timedelta]:
    """What the document says is kept for a time."""
    rows = re.findall(r"^\| ([^|]+) \| (\d+) (\w+?)s? \|", DOCUMENT, re.MULTILINE)
    return {what: int(number) * UNITS[unit] for what, number, unit in rows}


def test_the_document_says_how_long_everything_is_kept() -> None:
    silence = {"people who are silent": SILENT_FOR, "people who do not answer that": TIME_TO_ANSWER}
    outside = {"backups": timedelta(days=35), "logs": timedelta(days=30)}

    assert told() == {rule.what: rule.kept for rule in RULES} | silence | outside


def test_every_table_about_a_person_is_in_the_document() -> None:
    for_a_time = {rule.table.__tablename__ for rule in RULES}
    for table in personal_tables():
        assert table.name in for_a_time or f"`{table.name}`" in DOCUMENT, table.name


@pytest.mark.parametrize("name", ["compose.yaml", "compose.postgres.yaml"])
def test_the_container_files_keep_backups_as_long_as_the_document_says(name: str) -> None:
    days = told()["backups"].days
    # find counts whole days: older than 34 of them is the 35th.
    assert f"-mtime +{days - 1} -delete" in (ROOT / name).read_text("utf-8")


def test_the_document_says_how_far_back_slack_messages_are_taken_back() -> None:
    assert f"in the last\n{LETTERS_KEPT.days} days" in DOCUMENT


# --- Forgetting -----------------------------------------------------------------------------


async def somebody(database: Database) -> int:
    async with database.transaction() as session:
        account = await people.meet(
            session, "core", "1", address="1", name="Ana", language="en", now=NOW
        )
        return account.person_id


async def checked_in(database: Database, person: int, *, keep_note: bool) -> None:
    async with database.transaction() as session:
        kept = await check_ins.check_in(session, person, NOW.date(), "good", NOW)
        check_ins.write_note(session, kept, "a note")
        kept.tags = ["family"]
        kept.keep_note = keep_note


async def all_check_ins(database: Database) -> list[tuple[str, list[str], bool]]:
    async with database.transaction() as session:
        rows = (await session.scalars(select(CheckIn))).all()
    return [(row.mood, row.tags, row.note is not None) for row in rows]


async def test_a_note_goes_after_four_weeks_and_the_answer_after_twelve(database: Database) -> None:
    await checked_in(database, await somebody(database), keep_note=False)

    await clockwork.tick(database, HERE, NOW + timedelta(weeks=4) - SECOND)
    assert await all_check_ins(database) == [("good", ["family"], True)]
    await clockwork.tick(database, HERE, NOW + timedelta(weeks=4))
    assert await all_check_ins(database) == [("good", ["family"], False)]
    await clockwork.tick(database, HERE, NOW + timedelta(weeks=12) - SECOND)
    assert await all_check_ins(database) == [("good", ["family"], False)]
    await clockwork.tick(database, HERE, NOW + timedelta(weeks=12))
    assert await all_check_ins(database) == []


async def test_a_note_that_is_to_be_kept_outlives_the_answer(database: Database) -> None:
    await checked_in(database, await somebody(database), keep_note=True)

    await clockwork.tick(database, HERE, NOW + timedelta(weeks=12))

    assert await all_check_ins(database) == [("", [], True)]
    async with database.transaction() as session:
        later = NOW + timedelta(weeks=13)
        again = [await retention.forget(session, rule, later, 500) for rule in RULES]
    assert set(again) == {0}


async def test_the_four_questions_and_withdrawn_consents_go_in_their_time(
    database: Database,
) -> None:
    person = await somebody(database)
    answers = {"satisfied": 7, "worthwhile": 8, "happy": 6, "anxious": 2}
    async with database.transaction() as session:
        await check_ins.answer_ons4(session, person, NOW.date().replace(day=1), answers, NOW)
        await consents.give(session, person, Purpose.ONS4, 1, NOW)
        await consents.give(session, person, Purpose.CHECK_INS, 1, NOW)
        await consents.withdraw(session, person, [Purpose.ONS4], NOW)

    await clockwork.tick(database, HERE, NOW + timedelta(weeks=12))
    async with database.transaction() as session:
        assert await session.scalar(select(func.count()).select_from(Ons4)) == 0
        assert await session.scalar(select(func.count()).select_from(Consent)) == 2
        await people.wait_for(session, [person], NOW + 3 * SILENT_FOR, asked_at=None)
    await clockwork.tick(database, HERE, NOW + timedelta(days=730))
    async with database.transaction() as session:
        (left,) = (await session.scalars(select(Consent))).all()
    assert left.purpose == Purpose.CHECK_INS
