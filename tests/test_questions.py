"""Somebody asks a council's team: their words, what they hear of it, and what they can do."""

from storage import questions
from storage.database import Database


async def test_nobody_has_asked_anything_yet(database: Database) -> None:
    async with database.transaction() as session:
        assert await questions.next_for_clock(session) is None
