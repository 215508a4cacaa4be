"""Very many people who are to be reminded of their check-in at the same instant."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import insert

from handlers.consents import VERSIONS
from storage.consents import Consent, Purpose
from storage.database import Database, new_id
from storage.people import Account, Person
from storage.reminders import Every, Reminder

YEAR = timedelta(days=365)


async def reminded_at(
    database: Database, people: Sequence[int], due: datetime, platform: str = "bench"
) -> None:
    """Put people into a database, by their numbers, whose next round is at an instant."""
    async with database.transaction() as session:
        await session.execute(
            insert(Person),
            [
                {"id": n, "name": "Ana", "language": "en", "met_at": due, "due_at": due + YEAR}
                for n in people
            ],
        )
        await session.execute(
            insert(Account),
            [
                {"person_id": n, "platform": platform, "user": str(n), "address": str(n)}
                for n in people
            ],
        )
        await session.execute(
            insert(Reminder),
            [
                {
                    "person_id": n,
                    "weekday": due.weekday(),
                    "every": Every.WEEK,
                    "due_at": due,
                    "next_at": due,
                }
                for n in people
            ],
        )
        await session.execute(
            insert(Consent),
            [
                {
                    "id": new_id(due),
                    "person_id": n,
                    "purpose": Purpose.CHECK_INS,
                    "version": VERSIONS[Purpose.CHECK_INS],
                    "given_at": due,
                }
                for n in people
            ],
        )
