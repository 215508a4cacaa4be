"""Ten days of questions, in teams that work, forget and are away: what is true at every hour."""

from storage.database import Database
from tests.month import lived


async def test_ten_days_before_christmas(database: Database) -> None:
    month = await lived(database, days=10, asks=120, seed=2026)

    assert month.done["ask"] == 120
    assert month.reminders
    assert month.overviews
    assert month.told_late
    assert month.done["go away"]
