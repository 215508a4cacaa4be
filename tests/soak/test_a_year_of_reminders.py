"""A year of reminders for 500 people in three zones: each round once, at its wall time."""

import random
from datetime import UTC, datetime

import pytest

from storage.database import Database
from storage.reminders import Every
from tests.test_reminders import WEEK, ZONES, Wish, pushed, told, wished

pytestmark = [pytest.mark.soak, pytest.mark.timeout(3600)]

BEGINS = datetime(2026, 9, 20, 12, 0, tzinfo=UTC)
PEOPLE = 500
HOURS = (0, 8, 10, 18, 22)


async def test_a_year_brings_each_note_once_at_its_wall_time(database: Database) -> None:
    chance = random.Random(2026)
    wishes = [
        Wish(
            chance.randrange(7),
            chance.choice(HOURS),
            chance.choice(ZONES),
            chance.choice([Every.WEEK, Every.WEEK, Every.FORTNIGHT, Every.MONTH]),
        )
        for _ in range(PEOPLE)
    ]
    who = {await wished(database, BEGINS, each): each for each in wishes}

    await pushed(database, BEGINS, BEGINS + 52 * WEEK)

    assert await told(database, who) == {
        person: wish.rounds(BEGINS, 52) for person, wish in who.items()
    }
