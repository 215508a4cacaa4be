"""Circles, from wanting one to its kind end."""

from datetime import timedelta

from storage import circles, people
from storage.database import Database
from tests.both import database
from tests.town import STORY_BEGINS as NOW

__all__ = ["database"]  # the fixture


async def test_who_waits_keeps_their_place(database: Database) -> None:
    async with database.transaction() as session:
        account = await people.meet(
            session, "x", "1", address="1", name="Ana", language="en", now=NOW
        )
        for days in range(2):
            await circles.wait(session, account.person_id, NOW + timedelta(days=days))

    async with database.transaction() as session:
        (waits,) = await circles.waiting(session)
    assert (waits.since, waits.look_at) == (NOW, NOW + timedelta(days=1))
