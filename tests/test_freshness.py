"""What was confirmed lately is said plainly, what was not is marked, and in the end not sure."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import date, timedelta
from typing import Any

import click
import pytest

from bot import freshening
from handlers.freshness import Due, due, freshness
from handlers.listing import checked
from scheduler.imports import Kind, load_sample
from storage.contacts import Contact
from storage.database import Database
from storage.freshness import all_owned
from storage.pots import Pot
from tests.importing import NOW, SAMPLE, stored

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("last", "how", "words"),
    [
        (date(2026, 11, 22), "fresh", "checked-on"),
        (date(2026, 8, 25), "fresh", "checked-on"),
        (date(2026, 8, 24), "old", "checked-old"),  # 90 days ago
        (date(2026, 5, 27), "old", "checked-old"),
        (date(2026, 5, 26), "unsure", "checked-long-ago"),  # 180 days ago
        (None, "unsure", "checked-never"),
    ],
)
def test_a_fact_ages_by_the_day_it_was_last_checked(
    last: date | None, how: str, words: str
) -> None:
    assert freshness(last, TODAY) == how
    assert checked(last, TODAY).key == words


# --- What owners are asked --------------------------------------------------------------------


def pot(ref: str, title: str = "Pot", **more: Any) -> Pot:
    said = {"funder": "Fund", "contact": "C1", "closes_on": None, "last_verified_on": TODAY}
    return Pot(ref=ref, title=title, **(said | more))


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def contact(ref: str, last: date | None) -> Contact:
    return Contact(ref=ref, name=f"Team {ref}", last_verified_on=last)


def test_owners_are_asked_about_the_oldest_first() -> None:
    pots = [
        pot("P1", last_verified_on=ago(89)),
        pot("P2", last_verified_on=ago(90)),
        pot("P3", last_verified_on=ago(300)),
        pot("P4", "Never", last_verified_on=None),
    ]

    assert due(pots, [contact("C1", ago(100)), contact("C2", TODAY)], TODAY) == [
        Due("pot", "P4", "Never", "C1", None),
        Due("pot", "P3", "Pot", "C1", ago(300)),
        Due("contact", "C1", "Team C1", "C1", ago(100)),
        Due("pot", "P2", "Pot", "C1", ago(90)),
    ]


def asked(*pots: Pot) -> Iterator[str]:
    return (each.ref for each in due(pots, [], TODAY) if each.closed_on)


def test_after_a_round_has_closed_its_owner_is_asked_for_the_next() -> None:
    closed: dict[str, Any] = {"closes_on": ago(10)}

    assert [*asked(pot("P1", **closed, last_verified_on=ago(40)))] == ["P1"]
    assert [*asked(pot("P1", closes_on=TODAY))] == []
    # asked since, and again after 90 days
    assert [*asked(pot("P1", **closed, last_verified_on=ago(5)))] == []
    assert [*asked(pot("P1", closes_on=ago(200), last_verified_on=ago(91)))] == ["P1"]
    # long over
    assert [*asked(pot("P1", closes_on=ago(600), last_verified_on=ago(601)))] == []


@pytest.mark.parametrize(
    ("old", "new", "closes_on"),
    [
        ("Community Chest (spring 2026 round)", "Community Chest", ago(-30)),
        ("Green Fund 2025/26", "Green Fund 2026/27", ago(-30)),
        ("Green Fund, round 3", "Green Fund, Round 4", None),
    ],
)
def test_nobody_is_asked_for_a_round_that_is_here(
    old: str, new: str, closes_on: date | None
) -> None:
    before = pot("P1", old, closes_on=ago(20), last_verified_on=ago(40))

    assert [*asked(before, pot("P2", new, closes_on=closes_on))] == []
    assert [*asked(before, pot("P2", new, closes_on=closes_on, funder="Another"))] == ["P1"]
    assert [*asked(before, pot("P2", "Another Fund", closes_on=closes_on))] == ["P1"]


async def test_the_sample_area_has_something_to_ask_and_most_of_it_is_fresh(
    database: Database,
) -> None:
    await load_sample(database, NOW, SAMPLE)
    async with database.transaction() as session:
        pots, contacts = await all_owned(session)

    rows = due(pots, contacts, TODAY)

    assert "FP064" not in {each.ref for each in rows}  # its next round is FP005
    assert 10 < len(rows) < (len(pots) + len(contacts)) / 3
    assert any(each.closed_on for each in rows)


async def test_a_confirmation_is_noted_by_id_or_by_contact(
    database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    await load_sample(database, NOW, SAMPLE)

    @asynccontextmanager
    async def own() -> AsyncIterator[Database]:
        yield database

    async def confirmed(kind: Kind) -> set[str]:
        return {
            ref
            for ref, row in (await stored(database, kind)).items()
            if row.last_verified_on == TODAY
        }

    with pytest.raises(click.ClickException, match="no pot with the id FP999"):
        await freshening.confirmed(own, "pot", ["FP040", "FP999"], TODAY)
    assert await confirmed(Kind.POTS) == set()
    await freshening.confirmed(own, "pot", ["FP040"], TODAY)
    assert await confirmed(Kind.POTS) == {"FP040"}
    await freshening.confirmed(own, "all", ["CT001"], TODAY)

    theirs = {r for r, row in (await stored(database, Kind.POTS)).items() if row.contact == "CT001"}
    assert await confirmed(Kind.POTS) == {"FP040", *theirs}
    assert await confirmed(Kind.CONTACTS) == {"CT001"}
    assert "Confirmed today, contact: CT001." in capsys.readouterr().out


async def test_the_list_says_what_to_ask_and_whom(
    database: Database, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")

    @asynccontextmanager
    async def own() -> AsyncIterator[Database]:
        yield database

    await freshening.show(own, TODAY, everything=False)
    assert capsys.readouterr().out.startswith("Nothing is due")
    await load_sample(database, NOW, SAMPLE)
    await freshening.show(own, TODAY, everything=False)
    said = capsys.readouterr().out
    assert "When is the next round?" in said
    assert "Is all of this still true?" in said
    assert "FP040" in said
