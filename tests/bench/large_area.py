"""A large area: the sample's rows and real councils' past grants, mixed into as many as wanted.

The mixing is the same every time. Each row borrows its texts from several, so that they differ as
much as real ones do, and words are as frequent as they are in them.
"""

import csv
import random
from collections.abc import Iterator, Sequence
from datetime import timedelta
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select

from storage.contacts import Contact
from storage.database import Base, Database
from storage.grants import Grant
from storage.pots import Pot
from storage.search import rows_changed
from tests.town import STORY_BEGINS

TODAY = STORY_BEGINS.date()
_COUNCILS = ("trafford_council_vcse_grants.csv", "oxford_city_council_grants_2014-2018.csv")
_SUBJECT = ("title", "summary", "themes", "name", "role", "topics")
_SLICE = 1000

Values = dict[str, Any]


async def fill(database: Database, *, grants: int, others: int) -> None:
    """Add so many past grants, and so many pots and contacts each, to a sample area."""
    chance = random.Random(1)
    await _add(database, Grant, _grants(chance, grants))
    await _add(database, Pot, _mixed(chance, await _rows(database, Pot), others))
    await _add(database, Contact, _mixed(chance, await _rows(database, Contact), others))
    async with database.transaction() as session:
        for kind in ("grant", "pot", "contact"):
            await rows_changed(session, kind)


async def _add(database: Database, table: type[Base], rows: Iterator[Values]) -> None:
    while some := [row for row, _ in zip(rows, range(_SLICE), strict=False)]:
        async with database.transaction() as session:
            await session.execute(insert(table), some)


async def _rows(database: Database, table: type[Pot | Contact]) -> list[Values]:
    async with database.transaction() as session:
        found = await session.execute(select(*table.__table__.columns))
        return [dict(row) for row in found.mappings()]


def _mixed(chance: random.Random, rows: Sequence[Values], count: int) -> Iterator[Values]:
    """New rows: one of the old, with what it says about its subject taken from others."""
    for number in range(count):
        row = {name: value for name, value in chance.choice(rows).items() if name != "id"}
        others = {name: chance.choice(rows)[name] for name in _SUBJECT if name in row}
        yield row | others | {"ref": f"X{number:06}"}


def _grants(chance: random.Random, count: int) -> Iterator[Values]:
    texts = [
        row
        for name in _COUNCILS
        for row in _read(Path(__file__).parents[1] / "data" / "360giving" / name)
    ]
    texts += _read(Path(str(files("bot") / "sample" / "past_grants_360giving.csv")))
    titles = [row["Title"] for row in texts]
    recipients = [row["Recipient Org:Name"] for row in texts]
    sentences = [
        sentence.strip() for row in texts for sentence in row["Description"].split(". ") if sentence
    ]
    for number in range(count):
        recipient = f"{chance.choice(recipients)} {chance.choice(recipients).split(' ')[0]}"
        yield {
            "ref": f"360G-many-{number:06}",
            "title": chance.choice(titles),
            "description": ". ".join(chance.sample(sentences, 2))[:600],
            "currency": "GBP",
            "amount": Decimal(chance.randrange(100, 9000)),
            "awarded_on": TODAY - timedelta(chance.randrange(2000)),
            "funder_ref": f"GB-COH-{number % 40}",
            "funder": f"{chance.choice(recipients)} Foundation",
            "to_individual": number % 50 == 0,
            "recipient_ref": "",
            "recipient": recipient,
            "programme": chance.choice(titles),
            "place": f"Otherplace {number % 500}",
            "place_code": "",
            "url": "",
            "source": "",
        }


def _read(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
        return [row for row in csv.DictReader(lines) if row.get("Description")]
