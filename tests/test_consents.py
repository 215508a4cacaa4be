"""Consents are noted by version, and stay on record when they end."""

from datetime import timedelta

import pytest

from storage import consents, people
from storage.consents import Purpose
from storage.database import Database
from tests.town import STORY_BEGINS

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
