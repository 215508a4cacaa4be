"""What an import changed is told before, and can be taken back after."""

import asyncio
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from scheduler.imports import SAMPLE as SAMPLE_FILES
from scheduler.imports import (
    Change,
    Kind,
    NothingToUndo,
    import_file,
    load_sample,
    undo_last,
)
from storage import imports, people, retention
from storage.areas import Area
from storage.database import Database
from storage.imports import HELD_IN, Import, ImportSlice
from storage.pots import Pot
from tests.importing import NOW, SAMPLE, counts, stored, written

HEADINGS = "id,title,funder,max_amount,closes_on,themes,last_verified_on"
LATER = NOW + timedelta(hours=1)


async def whole(database: Database, kind: Kind) -> list[dict[str, Any]]:
    """Every row of a kind with every column but our own number, in the order of the refs."""
    table = HELD_IN[kind].__table__
    async with database.transaction() as session:
        rows = await session.execute(select(table).order_by(table.c.ref))
        return [{k: v for k, v in row.items() if k != "id"} for row in rows.mappings()]


def changed_file(kind: Kind, folder: Path) -> Path:
    """A file of the sample area with many rows changed, and one that is new."""
    lines = (SAMPLE / SAMPLE_FILES[kind]).read_text("utf-8").splitlines()
    changed = [line.replace("Brookside", "Priory").replace(",yes", ",no") for line in lines[1:]]
    new = lines[1].replace(lines[1].split(",")[0], "NEW1")
    return written(folder, "\n".join([lines[0], *changed, new]))


async def slices(database: Database) -> int:
    async with database.transaction() as session:
        return await session.scalar(select(func.count()).select_from(ImportSlice)) or 0


def pots(folder: Path, *rows: str) -> Path:
    return written(folder, "\n".join([HEADINGS, *rows, ""]), "pots.csv")


async def test_a_dry_run_names_what_would_change(database: Database, tmp_path: Path) -> None:
    await import_file(
        database,
        Kind.POTS,
        pots(tmp_path, "P1,One,Fund,100,,a;b,", "P2,Two,Fund,100,,,"),
        now=NOW,
    )
    file = pots(
        tmp_path, "P1,One,Fund,250,2027-01-31,a,", "P2,Two,Fund,100,,,", "P3,Three,Fund,,,,"
    )

    report = await import_file(database, Kind.POTS, file, now=NOW, dry_run=True)

    assert counts(report) == (1, 1, 1, 0)
    assert report.changes == [
        Change(
            "P1",
            {
                "max_amount": (100, 250),
                "closes_on": (None, date(2027, 1, 31)),
                "themes": (["a", "b"], ["a"]),
            },
        ),
        Change("P3", None),
    ]


@pytest.mark.parametrize("kind", Kind)
async def test_an_import_taken_back_leaves_every_row_as_it_was(
    database: Database, tmp_path: Path, kind: Kind
) -> None:
    await load_sample(database, NOW, SAMPLE)
    before = await whole(database, kind)
    await import_file(database, kind, changed_file(kind, tmp_path), now=LATER)
    assert await whole(database, kind) != before

    report = await undo_last(database, None, now=LATER)

    assert (report.record.kind, report.removed, report.left, report.done) == (kind, 1, 0, True)
    assert report.restored > 0
    assert await whole(database, kind) == before


async def test_rows_know_which_import_wrote_them(database: Database, tmp_path: Path) -> None:
    await load_sample(database, NOW, SAMPLE)
    await import_file(database, Kind.POTS, pots(tmp_path, "P1,One,Fund,1,,,"), now=LATER)

    async with database.transaction() as session:
        files = {
            row.ref: row.file
            for row in await session.execute(
                select(Pot.ref, Import.file).join(Import, Import.id == Pot.import_id)
            )
        }
    assert (len(files), files["P1"], files["FP001"]) == (65, "pots.csv", "funding_pots.csv")


async def test_a_row_that_was_changed_since_keeps_all_as_it_is(
    database: Database, tmp_path: Path
) -> None:
    await import_file(
        database,
        Kind.POTS,
        pots(tmp_path, "P1,One,Fund,1,,,", "P2,Two,Fund,1,,,"),
        now=NOW,
    )
    async with database.transaction() as session:
        [pot] = await session.scalars(select(Pot).where(Pot.ref == "P2"))
        pot.title = "Two, as its owner calls it"
    before = await whole(database, Kind.POTS)

    refused = await undo_last(database, Kind.POTS, now=LATER)
    assert (refused.done, refused.left, refused.refs_left) == (False, 1, ["P2"])
    assert await whole(database, Kind.POTS) == before

    others = await undo_last(database, Kind.POTS, now=LATER, leave_changed=True)
    assert (others.done, others.removed, others.left) == (True, 1, 1)
    assert [row["ref"] for row in await whole(database, Kind.POTS)] == ["P2"]


async def test_an_area_that_somebody_chose_stays(database: Database) -> None:
    await import_file(database, Kind.AREAS, SAMPLE / "areas.csv", now=NOW)
    async with database.transaction() as session:
        account = await people.meet(
            session, "telegram", "1", address="1", name="Ana", language="en", now=NOW
        )
        [area] = await session.scalars(select(Area).where(Area.name == "Brookside"))
        account.person.area = area

    report = await undo_last(database, None, now=LATER)

    assert (report.done, report.left, report.refs_left) == (False, 1, [area.ref])


async def test_only_the_last_import_of_each_kind_is_kept_to_be_undone(
    database: Database, tmp_path: Path
) -> None:
    await load_sample(database, NOW, SAMPLE)
    assert await slices(database) == 7
    await import_file(database, Kind.POTS, pots(tmp_path, "P1,One,Fund,1,,,"), now=LATER)
    await import_file(database, Kind.POTS, pots(tmp_path, "P1,One,Fund,1,,,"), now=LATER)

    assert await slices(database) == 7  # the one that changed nothing took nobody's place
    report = await undo_last(database, Kind.POTS, now=LATER)
    assert (report.record.at, report.removed) == (LATER, 1)
    with pytest.raises(NothingToUndo):
        await undo_last(database, Kind.POTS, now=LATER)
    assert len(await stored(database, Kind.POTS)) == 64


async def test_after_thirty_days_nothing_is_kept_to_be_undone(database: Database) -> None:
    await load_sample(database, NOW, SAMPLE)
    [rule] = imports.RULES
    async with database.transaction() as session:
        assert await retention.next_to_forget(rule).read(session) == NOW + timedelta(days=30)
        assert await retention.forget(session, rule, NOW + timedelta(days=29), 4) == 0
        assert await retention.forget(session, rule, NOW + timedelta(days=30), 4) == 4
        assert await retention.forget(session, rule, NOW + timedelta(days=30), 4) == 3

    with pytest.raises(NothingToUndo):
        await undo_last(database, None, now=NOW)


async def test_an_import_that_was_cut_short_can_be_taken_back(
    database: Database, tmp_path: Path
) -> None:
    def cut_short(done: int, total: int | None) -> None:
        if total is not None:
            raise asyncio.CancelledError

    file = pots(tmp_path, *(f"P{n},Pot {n},Fund,1,,," for n in range(1200)))
    with pytest.raises(asyncio.CancelledError):
        await import_file(database, Kind.POTS, file, now=NOW, progress=cut_short)

    report = await undo_last(database, None, now=LATER)

    assert (report.removed, report.done) == (500, True)
    assert await stored(database, Kind.POTS) == {}


async def test_an_undo_that_was_cut_short_is_finished_by_another(
    database: Database, tmp_path: Path
) -> None:
    file = pots(tmp_path, *(f"P{n},Pot {n},Fund,1,,," for n in range(1200)))
    await import_file(database, Kind.POTS, file, now=NOW)

    def cut_short(done: int, total: int | None) -> None:
        raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await undo_last(database, None, now=LATER, progress=cut_short)
    assert len(await stored(database, Kind.POTS)) == 1000

    report = await undo_last(database, None, now=LATER)

    assert (report.removed, report.left, report.done) == (1000, 0, True)
    assert await stored(database, Kind.POTS) == {}


async def test_a_confirmation_outlives_the_file_it_is_not_in(
    database: Database, tmp_path: Path
) -> None:
    old = pots(tmp_path, "P1,One,Fund,1,,,2026-05-01")
    await import_file(database, Kind.POTS, old, now=NOW)
    async with database.transaction() as session:
        [pot] = await session.scalars(select(Pot))
        pot.last_verified_on = date(2026, 11, 20)

    same = await import_file(database, Kind.POTS, old, now=LATER)
    assert counts(same) == (0, 0, 1, 0)
    changed = await import_file(
        database, Kind.POTS, pots(tmp_path, "P1,One,Fund,2,,,2026-05-01"), now=LATER
    )
    assert counts(changed) == (0, 1, 0, 0)
    [row] = (await stored(database, Kind.POTS)).values()
    assert (row.max_amount, row.last_verified_on) == (2, date(2026, 5, 1))


ROWS = st.lists(
    st.tuples(
        st.integers(0, 6),
        st.sampled_from(["One", "Two", "Café"]),
        st.sampled_from(["", "5", "£1,000"]),
        st.sampled_from(["", "2027-01-31", "Summer 2027"]),
        st.sampled_from(["", "a;b", "c"]),
        st.sampled_from(["", "2026-11-01", "2026-01-01"]),
    ),
    max_size=6,
    unique_by=lambda row: row[0],
)


@given(first=ROWS.filter(bool), second=ROWS.filter(bool))
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
async def test_whatever_two_files_say_undoing_the_second_gives_the_first(
    database: Database, tmp_path: Path, first: list[Any], second: list[Any]
) -> None:
    async with database.transaction() as session:
        await session.execute(Pot.__table__.delete())  # type: ignore[attr-defined]

    def file(rows: list[Any]) -> Path:
        lines = [f'P{n},{t},Fund,"{m}",{c},{k},{d}' for n, t, m, c, k, d in rows]
        return pots(tmp_path, *lines)

    await import_file(database, Kind.POTS, file(first), now=NOW)
    before = await whole(database, Kind.POTS)
    report = await import_file(database, Kind.POTS, file(second), now=LATER)
    if report.new + report.changed:
        await undo_last(database, Kind.POTS, now=LATER)

    assert await whole(database, Kind.POTS) == before
