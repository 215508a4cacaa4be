"""Files come in whole or not at all, and every row is stored or told of by its line."""

import asyncio
import csv
import io
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot.importing import import_command
from scheduler.imports import CannotRead, Kind, Problem, Report, cells, import_file, load_sample
from scheduler.imports.rows import Known, Row
from scheduler.imports.text import plain, repaired
from storage.database import Base, Database
from storage.grants import Grant
from storage.imports import Import
from storage.pots import Pot
from storage.sealing import new_keys
from storage.search import SearchChange
from tests.importing import DATA, NOW, SAMPLE, counts, outcomes, stored, written

GIVING = DATA / "360giving"
MADE = GIVING / "made_here"

POT_HEADINGS = "id,title,funder,summary,min_amount,max_amount,opens_on,closes_on,areas"
GRANT_HEADINGS = (
    "Identifier,Title,Description,Currency,Amount Awarded,Award Date,"
    "Recipient Org:Identifier,Recipient Org:Name,Funding Org:Identifier,Funding Org:Name"
)


async def made(folder: Path) -> Database:
    database = Database(f"sqlite:///{folder}/test.sqlite", new_keys())
    async with database.engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    return database


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """An empty one."""
    database = await made(tmp_path)
    yield database
    await database.close()


@pytest.fixture
async def sample(database: Database) -> Database:
    """One that holds the sample area."""
    await load_sample(database, NOW, SAMPLE)
    return database


# --- The sample area ------------------------------------------------------------------------


async def test_the_sample_area_imports_without_a_doubt(database: Database) -> None:
    reports = await load_sample(database, NOW, SAMPLE)

    assert {kind: counts(report) for kind, report in reports.items()} == {
        Kind.AREAS: (18, 0, 0, 0),
        Kind.CONTACTS: (63, 0, 0, 0),
        Kind.POTS: (64, 0, 0, 0),
        Kind.GROUPS: (40, 0, 0, 0),
        Kind.SIGNPOSTS: (14, 0, 0, 0),
        Kind.GRANTS: (50, 0, 0, 0),
        Kind.PROMPTS: (2, 0, 0, 0),
    }
    assert [list(report.problems) for report in reports.values()] == [[]] * 7


async def test_what_is_stored_is_what_the_file_says(sample: Database) -> None:
    pots = await stored(sample, Kind.POTS)
    pot: Pot = pots["FP001"]

    assert (pot.title, pot.min_amount, pot.max_amount, pot.currency) == (
        "Brookside Decides",
        200,
        2000,
        "GBP",
    )
    assert (pot.opens_on, pot.closes_on, pot.days_in_words) == (
        date(2026, 11, 2),
        date(2027, 1, 15),
        "",
    )
    assert pot.who_can_apply == [
        "informal group",
        "constituted group",
        "tenants and residents association",
    ]
    assert (pots["FP002"].opens_on, pots["FP002"].closes_on) == (None, None)
    grant: Grant = (await stored(sample, Kind.GRANTS))["360G-fernleigh-0001"]
    assert (grant.amount, grant.awarded_on, grant.recipient, grant.place, grant.place_code) == (
        Decimal("1450.00"),
        date(2025, 10, 21),
        "Brookside Lunch Bunch",
        "Brookside",
        "E05900003",
    )


async def test_the_same_files_again_change_nothing(sample: Database) -> None:
    reports = await load_sample(sample, NOW, SAMPLE)

    assert [counts(report) for report in reports.values()] == [
        (0, 0, n, 0) for n in (18, 63, 64, 40, 14, 50, 2)
    ]


async def test_one_changed_cell_is_one_changed_row(sample: Database, tmp_path: Path) -> None:
    text = (SAMPLE / "funding_pots.csv").read_text(encoding="utf-8")
    file = written(tmp_path, text.replace("FP002,Street Party", "FP002,Big Street Party"))

    report = await import_file(sample, Kind.POTS, file, now=NOW)

    assert counts(report) == (0, 1, 63, 0)
    assert (await stored(sample, Kind.POTS))[
        "FP002"
    ].title == "Big Street Party and Play Street Pot"


async def test_every_import_is_remembered(sample: Database) -> None:
    async with sample.transaction() as session:
        [record] = await session.scalars(select(Import).where(Import.kind == Kind.POTS))

    assert (record.file, record.at, record.complete) == ("funding_pots.csv", NOW, True)
    assert (record.new, record.changed, record.same, record.refused) == (64, 0, 0, 0)
    assert len(record.digest) == 64


async def test_the_search_hears_of_what_was_kept(sample: Database) -> None:
    async def changes() -> dict[str, int]:
        async with sample.transaction() as session:
            return {row.kind: row.number for row in await session.scalars(select(SearchChange))}

    before = await changes()
    await import_file(sample, Kind.POTS, SAMPLE / "funding_pots.csv", now=NOW, dry_run=True)
    dry = await changes()
    await import_file(sample, Kind.POTS, SAMPLE / "funding_pots.csv", now=NOW)

    kinds = ("area", "contact", "pot", "group", "signpost", "grant", "prompt")
    assert before == dry == dict.fromkeys(kinds, 1)
    assert await changes() == {**before, "pot": 2}


# --- Real files -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "rows", "first", "amount"),
    [
        ("oxford_city_council_grants_2014-2018.csv", 105, "360G-OxfordCC-2014-15-0002", "7500"),
        ("trafford_council_vcse_grants.csv", 555, "360G-traffordmbc-VSG1343", "3028.63"),
    ],
)
async def test_a_councils_real_file_is_stored_row_by_row(
    database: Database, name: str, rows: int, first: str, amount: str
) -> None:
    report = await import_file(database, Kind.GRANTS, GIVING / name, now=NOW)

    assert counts(report) == (rows, 0, 0, 0)
    grants = await stored(database, Kind.GRANTS)
    assert len(grants) == rows
    assert grants[first].amount == Decimal(amount)
    assert all(grant.funder and grant.recipient for grant in grants.values())


GRANT_FILES: dict[str, tuple[tuple[int, int, int, int], dict[int, str]]] = {
    # new, changed, same, refused; what became of the rows with a problem
    "ab_charitable_trust.xlsx": ((783, 0, 0, 0), {}),
    "andrew_lloyd_webber_foundation.xlsx": ((475, 0, 0, 0), {}),
    "lloyds_sample.json": ((27, 0, 0, 0), {}),
    "power_to_change_sample.json": ((17, 0, 0, 0), {}),
    "wolfson_sample.json": ((30, 0, 0, 0), {}),
    "mixed_sample.json": (
        (24, 0, 0, 0),
        dict.fromkeys((1, 2, 4, 5, 6, 20, 23), "warning"),  # decoded wrongly once
    ),
    "fundingproviders-grants_2_grants.xlsx": ((2, 0, 0, 0), {}),
    "fundingproviders-grants_2_grants_titleswithoutrollup.xlsx": ((2, 0, 0, 0), {}),
    "fundingproviders-grants_fixed_2_grants.json": (
        (2, 0, 0, 1),
        {2: "refused", 4: "skipped"},
    ),
    "fundingproviders_grants_2_grants.csv": ((2, 0, 0, 0), {}),
    "fundingproviders-grants_2_grants_cp1252.csv": ((2, 0, 0, 0), {1: "warning"}),
    "fundingproviders-grants_broken_grants.json": ((2, 0, 0, 1), {2: "refused", 4: "skipped"}),
    "made_here/all_nulls.json": ((1, 0, 0, 1), {1: "refused"}),
    "made_here/amount_edges.json": (
        (3, 0, 0, 3),
        {2: "refused", 3: "refused", 4: "warning", 6: "refused"},
    ),
    "made_here/bare_list.json": ((1, 0, 0, 0), {1: "warning"}),
    "made_here/bom_crlf.csv": ((1, 0, 0, 0), {}),
    "made_here/cut_off.json": ((1, 0, 0, 1), {2: "refused"}),
    "made_here/date_forms.json": ((5, 0, 0, 6), dict.fromkeys(range(6, 12), "refused")),
    "made_here/extra_and_unknown_fields.json": ((1, 0, 0, 0), {}),
    "made_here/grant_to_an_individual.json": ((2, 0, 0, 0), {2: "warning"}),
    "made_here/header_case_and_spaces.csv": ((1, 0, 0, 0), {}),
    "made_here/odd_ids.json": ((4, 0, 0, 0), {4: "warning"}),
    "made_here/repeated_header.csv": ((1, 0, 0, 0), {1: "warning"}),
    "made_here/tabs_named_csv.csv": ((1, 0, 0, 0), {}),
    "made_here/title_rows_above_header.csv": ((1, 0, 0, 0), {6: "skipped"}),
    "made_here/two_funders_and_co_recipients.json": ((1, 0, 0, 0), {1: "warning"}),
    "made_here/utf16.csv": ((1, 0, 0, 0), {}),
    "made_here/wrong_types.json": ((1, 0, 0, 1), {1: "refused"}),
}


@pytest.mark.parametrize("name", GRANT_FILES)
async def test_a_faulty_file_gives_its_good_rows_and_names_the_others(
    database: Database, name: str
) -> None:
    report = await import_file(database, Kind.GRANTS, GIVING / name, now=NOW, keep_good=True)

    assert (counts(report), outcomes(report.problems)) == GRANT_FILES[name]
    assert len(await stored(database, Kind.GRANTS)) == report.new


REFUSED_FILES = {
    "fundingproviders-grants_malformed.json": "The JSON is broken at line 3:",
    "made_here/empty.csv": "The file is empty.",
    "made_here/header_only.csv": "There is no column for Funding Org:Name.",
    "made_here/no_grants_key.json": 'The JSON has no list called "grants" at its top',
    "made_here/not_really.xlsx": "There is no column for Amount Awarded and Award Date",
    "made_here/zero_bytes.xlsx": "The file is empty.",
}


@pytest.mark.parametrize("name", REFUSED_FILES)
async def test_a_file_that_is_no_such_file_is_refused_in_plain_words(
    database: Database, name: str
) -> None:
    with pytest.raises(CannotRead) as refusal:
        await import_file(database, Kind.GRANTS, GIVING / name, now=NOW, keep_good=True)

    assert str(refusal.value).startswith(REFUSED_FILES[name])
    assert str(refusal.value).endswith("Nothing was kept.")
    assert await stored(database, Kind.GRANTS) == {}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"PK\x03\x04 no workbook", "The file is a zip archive, whatever its name says"),
        (b"\xd0\xcf\x11\xe0 an old one", "The file is an old Excel file"),
        (b"%PDF-1.7", "The file is a PDF"),
        (b"\x00\x01\x02", "The file is not text"),
        (b"\x81\x8d", "The file is not text"),
        (b"\xff\xfea", "The file is not text"),
        (b"<!DOCTYPE html><p>404", "The file is a web page"),
        (b'{"grants": []}', "The file is JSON. Past grants come in it"),
        (b"Dear all,\nplease find attached\n", "No line of headings was found"),
        (b"id,title,funder\nP1,A,B\n", "There is no column for closes_on"),
        (b"title,funder,closes_on\n", "There are headings and no rows"),
        (b"title,funder,closes_on," + b"x," * 500, "The table has over 500 columns"),
        (b"title,funder,closes_on\n" + b"x" * 600_000, "Line 2 is over 500,000 characters"),
    ],
)
async def test_what_is_no_table_is_refused_at_once(
    database: Database, tmp_path: Path, content: bytes, says: str
) -> None:
    file = tmp_path / "file.csv"
    file.write_bytes(content)

    with pytest.raises(CannotRead, match=says):
        await import_file(database, Kind.POTS, file, now=NOW)


async def test_a_huge_file_is_refused_unread(database: Database, tmp_path: Path) -> None:
    file = tmp_path / "huge.csv"
    with file.open("wb") as huge:
        huge.truncate(1 << 30)  # a hole, not a gigabyte on disk

    with pytest.raises(CannotRead, match="over 200 MB"):
        await import_file(database, Kind.POTS, file, now=NOW)


@pytest.mark.parametrize("name", ["missing.csv", "."])
async def test_a_file_that_is_not_there_is_said_so(
    database: Database, tmp_path: Path, name: str
) -> None:
    with pytest.raises(CannotRead, match="could not be opened"):
        await import_file(database, Kind.POTS, tmp_path / name, now=NOW)


# --- Files as councils send them ------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (Kind.POTS, "funding_pots_messy"),
        (Kind.CONTACTS, "contacts_messy_cp1252_semicolons"),
    ],
)
async def test_a_messy_file_comes_out_as_expected_line_by_line(
    sample: Database, kind: Kind, name: str
) -> None:
    expected_name = name.replace("_cp1252_semicolons", "") + "_expected.csv"
    with (DATA / "messy" / expected_name).open(encoding="utf-8") as opened:
        expected = {int(row["line"]): row["outcome"] for row in csv.DictReader(opened)}
    before = len(await stored(sample, kind))

    report = await import_file(
        sample, kind, DATA / "messy" / f"{name}.csv", now=NOW, keep_good=True
    )

    said = {"refused": "reject", "warning": "warn", "skipped": "skip"}
    found = {line: said[outcome] for line, outcome in outcomes(report.problems).items()}
    silent = {"accept": "accept", "skip": "accept"}  # an empty row is passed over in silence
    assert {line: found.get(line, "accept") for line in expected} == {
        line: silent.get(outcome, outcome) if line not in found else outcome
        for line, outcome in expected.items()
    }
    assert set(found) - set(expected) <= {1}
    assert report.new == sum(outcome in ("accept", "warn") for outcome in expected.values())
    assert len(await stored(sample, kind)) == before + report.new


async def test_a_messy_pot_is_stored_tidied(sample: Database) -> None:
    file = DATA / "messy" / "funding_pots_messy.csv"
    await import_file(sample, Kind.POTS, file, now=NOW, keep_good=True)
    pots = await stored(sample, Kind.POTS)

    def said(ref: str, *fields: str) -> list[object]:
        return [getattr(pots[ref], field) for field in fields]

    assert said("MP002", "min_amount", "max_amount", "currency") == [250, 1500, "GBP"]
    assert said("MP003", "min_amount", "max_amount") == [None, 2000]
    assert said("MP004", "opens_on", "closes_on", "last_verified_on") == [
        date(2026, 10, 1),
        date(2026, 12, 31),
        date(2026, 11, 1),
    ]
    assert said("MP005", "closes_on") == [date(2027, 1, 12)]
    assert said("MP007", "opens_on", "closes_on", "days_in_words") == [None, None, ""]
    assert said("MP009", "closes_on", "days_in_words") == [
        None,
        "opens: Spring 2027; Closing date: Summer 2027",
    ]
    assert said("MP013", "summary") == ["First version."]
    assert said("MP016", "contact") == ["CT999"]
    assert said("MP017", "url") == ["https://www.fernleigh.example/a"]
    assert said("MP018", "url") == [""]
    assert said("MP023", "summary") == ['First line.\nSecond line, with a comma and a "quote".']
    assert said("MP024", "summary") == ["Some bold text & a tag."]
    assert said("MP025", "title", "summary", "max_amount") == [
        "Broken Letters Café Fund",
        "Grants of up to £500 for cafés.",
        500,
    ]
    assert said(
        "MP026", "title", "areas", "themes", "who_can_apply", "match_funding", "contact"
    ) == [
        "“Smart Quote” Fund",
        ["Brookside", "Tanners End"],
        ["events"],
        ["informal group"],
        "no",
        "CT001",
    ]
    assert said("MP027", "areas") == [["Brookside", "Atlantis"]]
    assert said("MP029", "last_verified_on") == [None]
    assert len(pots["MP030"].summary) <= 10_000
    assert said("MP033", "opens_on", "closes_on", "last_verified_on") == [
        date(2026, 10, 1),
        date(2027, 1, 31),
        date(2026, 11, 1),
    ]


async def test_a_messy_contact_is_stored_tidied(sample: Database) -> None:
    file = DATA / "messy" / "contacts_messy_cp1252_semicolons.csv"
    await import_file(sample, Kind.CONTACTS, file, now=NOW, keep_good=True)
    contacts = await stored(sample, Kind.CONTACTS)

    ways = {ref: (row.phone, row.email) for ref, row in contacts.items() if ref[:2] == "MC"}
    assert ways == {
        "MC001": ("01632 960001", "good@fernleigh.example"),
        "MC002": ("01632 960002", "int@fernleigh.example"),
        "MC003": ("01632 960003 ext 4", "ext@fernleigh.example"),
        "MC004": ("01632 960004 / 07700 900004", "two@fernleigh.example"),
        "MC005": ("01632 960005 (Office hours)", "label@fernleigh.example"),
        "MC006": ("", ""),
        "MC007": ("", "mail@fernleigh.example"),
        "MC008": ("", ""),
        "MC009": ("", "one@fernleigh.example"),
        "MC010": ("", "caps@fernleigh.example"),
        "MC011": ("01632 960011", ""),
        "MC012": ("01632 960012", "cafe@fernleigh.example"),
        "MC013": ("960013", "short@fernleigh.example"),
        "MC014": ("01632 960014", "zero@fernleigh.example"),
        "MC015": ("01632 960015", "stale@fernleigh.example"),
    }
    assert contacts["MC012"].name == "Café – Réunion Team"
    assert contacts["MC012"].role == "£ advice"


# --- All, or nothing, or the good ones ------------------------------------------------------


TWO_GOOD_ONE_BAD = f"""{POT_HEADINGS}
P1,Good,Fund,,100,200,2026-10-01,2027-01-31,
P2,Bad,Fund,,100,200,2026-10-01,31/02/2027,
P3,Good too,Fund,,100,200,,,
"""


async def test_one_refused_row_keeps_all_out(database: Database, tmp_path: Path) -> None:
    report = await import_file(database, Kind.POTS, written(tmp_path, TWO_GOOD_ONE_BAD), now=NOW)

    assert (report.kept, counts(report)) == (False, (2, 0, 0, 1))
    assert [p for p in report.problems if p.severity == "refused"] == [
        Problem(
            line=3,
            column="closes_on",
            reason="“31/02/2027” is not a day that exists. "
            "Enter a date such as 2027-01-31 or 31/01/2027",
            severity="refused",
            unit="line",
            ref="P2",
        )
    ]
    assert await stored(database, Kind.POTS) == {}
    async with database.transaction() as session:
        assert (await session.scalars(select(Import))).all() == []


async def test_the_good_rows_are_kept_when_asked(database: Database, tmp_path: Path) -> None:
    file = written(tmp_path, TWO_GOOD_ONE_BAD)

    report = await import_file(database, Kind.POTS, file, now=NOW, keep_good=True)

    assert (report.kept, counts(report)) == (True, (2, 0, 0, 1))
    assert set(await stored(database, Kind.POTS)) == {"P1", "P3"}


async def test_a_dry_run_says_the_same_and_writes_nothing(
    database: Database, tmp_path: Path
) -> None:
    file = SAMPLE / "funding_pots.csv"

    dry = await import_file(database, Kind.POTS, file, now=NOW, dry_run=True)
    assert await stored(database, Kind.POTS) == {}
    wet = await import_file(database, Kind.POTS, file, now=NOW)

    assert (dry.kept, wet.kept) == (False, True)
    assert (counts(dry), dry.warnings) == (counts(wet), wet.warnings)


async def test_a_file_of_many_slices_that_is_cut_short_is_finished_by_importing_it_again(
    database: Database, tmp_path: Path
) -> None:
    rows = [f"P{n},Pot {n},Fund,,1,2,,,\n" for n in range(1200)]
    file = written(tmp_path, "".join([f"{POT_HEADINGS}\n", *rows]))

    def cut_short(done: int, total: int | None) -> None:
        if total is not None:
            raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await import_file(database, Kind.POTS, file, now=NOW, progress=cut_short)
    assert len(await stored(database, Kind.POTS)) == 500
    report = await import_file(database, Kind.POTS, file, now=NOW)

    assert counts(report) == (700, 0, 500, 0)
    async with database.transaction() as session:
        records = (
            await session.scalars(select(Import).order_by(Import.at.desc(), Import.id.desc()))
        ).all()
    assert sorted((record.complete, record.new) for record in records) == [
        (False, 500),
        (True, 700),
    ]


async def test_progress_is_told_while_reading_and_while_keeping(
    database: Database, tmp_path: Path
) -> None:
    heard: list[tuple[int, int | None]] = []
    rows = [f"P{n},Pot {n},Fund,,1,2,,,\n" for n in range(700)]
    file = written(tmp_path, "".join([f"{POT_HEADINGS}\n", *rows]))

    await import_file(database, Kind.POTS, file, now=NOW, progress=lambda *done: heard.append(done))

    assert heard[:2] == [(100, None), (200, None)]
    assert heard[-2:] == [(500, 700), (700, 700)]


async def test_every_refused_row_is_told_of_however_many(
    database: Database, tmp_path: Path
) -> None:
    rows = [f"P{n},,Fund,,1,2,,,\n" for n in range(1500)]
    file = written(tmp_path, "".join([f"{POT_HEADINGS}\n", *rows]))
    heard: list[Problem] = []

    report = await import_file(database, Kind.POTS, file, now=NOW, tell=heard.append)

    refused = [problem.line for problem in heard if problem.severity == "refused"]
    assert refused == list(range(2, 1502))
    assert (report.refused, len(report.problems)) == (1500, 1000)


# --- Tables however they are written --------------------------------------------------------


@pytest.mark.parametrize(
    ("encoding", "separator", "line_end"),
    [
        (encoding, separator, line_end)
        for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252")
        for separator in ",;\t|"
        for line_end in ("\n", "\r\n", "\r")
    ],
)
async def test_a_table_reads_the_same_however_it_was_saved(
    database: Database, tmp_path: Path, encoding: str, separator: str, line_end: str
) -> None:
    lines = [
        ["Open funds 2026"],
        [],
        ["ID", "Title ", "FUNDER", "Closing Date"],
        ["P1", "Café £500", "The Fund", "31/01/2027"],
        ["ID", "Title ", "FUNDER", "Closing Date"],
        ["", "", "", ""],
        ["P2", "Two\nlines", "The Fund", "rolling"],
        ["Total", "2", "", ""],
    ]
    text = io.StringIO(newline="")
    table = csv.writer(text, delimiter=separator, lineterminator=line_end, quoting=csv.QUOTE_ALL)
    table.writerows(lines)
    file = tmp_path / "pots.csv"
    file.write_bytes(text.getvalue().encode(encoding))

    report = await import_file(database, Kind.POTS, file, now=NOW)

    pots = await stored(database, Kind.POTS)
    assert {(pot.ref, pot.title, pot.funder, pot.closes_on) for pot in pots.values()} == {
        ("P1", "Café £500", "The Fund", date(2027, 1, 31)),
        ("P2", "Two lines", "The Fund", None),
    }
    assert outcomes(report.problems)[9] == "skipped"  # counted with the line break in a cell


async def test_the_governments_own_headings_are_known(database: Database, tmp_path: Path) -> None:
    file = written(
        tmp_path,
        "grantName,grantFunder,grantMinimumAward,grantMaximumAward,grantApplicationOpenDate,"
        "grantApplicationCloseDate,grantApplicantType,grantLocation\n"
        "Village Halls,DEFRA,£2000,£75000,2026-06-01T00:00:00Z,2026-12-01T23:59:00Z,"
        "Personal / Individual,England\n",
    )

    await import_file(database, Kind.POTS, file, now=NOW)

    [pot] = (await stored(database, Kind.POTS)).values()
    assert (pot.title, pot.funder, pot.min_amount, pot.max_amount) == (
        "Village Halls",
        "DEFRA",
        2000,
        75000,
    )
    assert (pot.opens_on, pot.closes_on) == (date(2026, 6, 1), date(2026, 12, 1))
    assert (pot.who_can_apply, pot.areas) == (["individual"], ["England"])


async def test_a_stray_quotation_mark_costs_its_own_row(database: Database, tmp_path: Path) -> None:
    file = written(
        tmp_path,
        f"{POT_HEADINGS}\n"
        'P1,"Good ""quoted"" one",Fund,,1,2,,,\n'
        'P2,"Bad" one,Fund,,1,2,,,\n'
        "P3,Good,Fund,,1,2,,,\n"
        'P4,"Never closed,Fund,,1,2,,,\n'
        "P5,Swallowed,Fund,,1,2,,,\n",
    )

    report = await import_file(database, Kind.POTS, file, now=NOW, keep_good=True)

    assert outcomes(p for p in report.problems if p.severity == "refused") == {
        3: "refused",
        5: "refused",
    }
    assert "Lines 5 to 6" in report.problems[-1].reason
    assert set(await stored(database, Kind.POTS)) == {"P1", "P3"}


async def test_headings_may_have_line_breaks_and_titles_stray_marks(
    database: Database, tmp_path: Path
) -> None:
    file = written(
        tmp_path,
        '"Funds, as of today\n'
        'id,title,funder,"Max amount\n(£)",closes,"office, notes"\n'
        "P1,Pot,Fund,£500,,\n"
        ",,,,,ask Jo\n",
    )

    report = await import_file(database, Kind.POTS, file, now=NOW, keep_good=True)

    assert [pot.max_amount for pot in (await stored(database, Kind.POTS)).values()] == [500]
    assert outcomes(report.problems) == {1: "warning", 2: "warning", 5: "refused"}


async def test_references_inside_a_file_may_point_forward(
    database: Database, tmp_path: Path
) -> None:
    file = written(
        tmp_path,
        "id,name,organisation,phone,deputy_id\n"
        "C1,Parks,Council,01632 960001,C2\n"
        "C2,Trees,Council,01632 960002,C9\n",
    )

    report = await import_file(database, Kind.CONTACTS, file, now=NOW)

    assert [(problem.line, problem.reason) for problem in report.problems[1:]] == [
        (3, "There is no contact with the id C9")
    ]
    contacts = await stored(database, Kind.CONTACTS)
    assert [contacts[ref].deputy for ref in ("C1", "C2")] == ["C2", "C9"]


# --- Nobody's name --------------------------------------------------------------------------


async def test_a_grant_to_a_person_keeps_no_name_and_no_id(
    database: Database, tmp_path: Path
) -> None:
    grant = {
        "title": "Grant to Jo Bloggs",
        "description": "For Jo Bloggs to learn welding",
        "currency": "GBP",
        "amountAwarded": 300,
        "awardDate": "2026-02-03",
        "fundingOrganization": [{"id": "F", "name": "Fund"}],
    }
    grants = [
        {**grant, "id": "G1", "recipientIndividual": {"id": "JB-1970", "name": "Jo Bloggs"}},
        {**grant, "id": "G2", "title": "A", "description": "", "recipientIndividual": {"id": "J"}},
        {
            **grant,
            "id": "G3",
            "title": "A",
            "recipientOrganization": [{"id": "JB-1970", "name": "Individual Recipient"}],
        },
    ]
    file = written(tmp_path, json.dumps({"version": "1.4", "grants": grants}), "grants.json")

    report = await import_file(database, Kind.GRANTS, file, now=NOW)

    assert counts(report) == (3, 0, 0, 0)
    kept = await stored(database, Kind.GRANTS)
    assert [(row.to_individual, row.recipient, row.recipient_ref) for row in kept.values()] == [
        (True, "", "")
    ] * 3
    assert kept["G1"].title == "Grant to a person"
    assert kept["G1"].description == "For a person to learn welding"
    assert b"JB-1970" not in (tmp_path / "test.sqlite").read_bytes()


# --- Cells ----------------------------------------------------------------------------------

KNOWN = Known(date(2026, 11, 22), {}, {})


@pytest.mark.parametrize(
    ("said", "amount"),
    [
        ("1500", "1500"),
        ("£1,500.00", "1500.00"),
        ("1.500,50", "1500.50"),
        ("1400,5", "1400.5"),
        ("2k", "2000"),
        ("£1.5k", "1500"),
        ("1.2 million", "1200000"),
        ("GBP 300", "300"),
        ("-50", "-50"),
        ("\u2212" + "50", "-50"),
        ("1e3", "1000"),
        ("0.0", "0"),
        ("up to", None),
        ("100-500", None),
        ("four hundred", None),
        ("1,50,0", None),
        ("", None),
        ("NaN", None),
        ("9" * 5000, None),
    ],
)
def test_an_amount_is_read_as_people_write_it(said: str, amount: str | None) -> None:
    assert cells.amount(said) == (None if amount is None else Decimal(amount))


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2027-01-31", date(2027, 1, 31)),
        ("2027/1/31", date(2027, 1, 31)),
        ("31/01/2027", date(2027, 1, 31)),
        ("31.1.27", date(2027, 1, 31)),
        ("13-03-2015", date(2015, 3, 13)),
        ("17/08/2015 00:00", date(2015, 8, 17)),
        ("2015-06-10T00:00:00+00:00", date(2015, 6, 10)),
        ("2015-06-09T23:00:00Z", date(2015, 6, 10)),  # midnight in a British summer
        ("2015-12-09T23:00:00Z", date(2015, 12, 9)),
        ("3 Feb 2026", date(2026, 2, 3)),
        ("Friday 4th December 2026", date(2026, 12, 4)),
        ("1st of March, 2026", date(2026, 3, 1)),
        ("2026-02", None),
        ("2026", None),
        ("Summer 2027", None),
        ("last Tuesday", None),
        ("", None),
    ],
)
def test_a_day_is_read_day_first(said: str, day: date | None) -> None:
    assert cells.day_in(said) == day


@pytest.mark.parametrize("said", ["31/02/2026", "2026-02-30", "2026-13-01", "30 February 2027"])
def test_a_day_that_does_not_exist_is_no_day(said: str) -> None:
    with pytest.raises(cells.NoSuchDay):
        cells.day_in(said)


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("https://a.example/x?y=1", "https://a.example/x?y=1"),
        ("www.a.example", "https://www.a.example"),
        ("a.example/apply", "https://a.example/apply"),
        ("javascript:alert(1)", ""),
        ("JavaScript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("http:www.a.example", ""),
        ("https:/a.example", ""),
        ("http://[", ""),
        ('https://a.example/" onclick="x', ""),
        ("see our page", ""),
        ("n/a", ""),
    ],
)
def test_only_a_web_address_is_a_link(said: str, address: str) -> None:
    assert cells.link(Row(1, {"url": said}), "url", KNOWN) == address


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("cafÃ©s, Â£500, donâ€™t", "cafés, £500, don’t"),
        ("“CAFÉ” Ynys Môn, Tŷ", "“CAFÉ” Ynys Môn, Tŷ"),
        ("a\u00a0 b\u200b \t c", "a b c"),
        ("<p>One</p><p>Two &amp; <b>three</b></p>", "One\nTwo & three"),
        ("a <script>alert(1)</script>b <!-- c -->d", "a b d"),
        ("<script>never closed", ""),
        ("1 < 2 and 3 > 2, I <3 it", "1 < 2 and 3 > 2, I <3 it"),
        ("\ud800half a letter\x00\u202e", "half a letter"),
        ("👩‍👩‍👧 stays", "👩‍👩‍👧 stays"),
    ],
)
def test_text_is_made_fit_to_store(said: str, text: str) -> None:
    assert plain(repaired(said)) == text


# --- Anything at all ------------------------------------------------------------------------


@pytest.fixture(scope="module")
async def any_database(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Database]:
    database = await made(tmp_path_factory.mktemp("any"))
    yield database
    await database.close()


def mostly(content: bytes) -> st.SearchStrategy[bytes]:
    """A good file with some bytes put in at some place."""
    return st.tuples(st.integers(0, len(content)), st.binary(max_size=8)).map(
        lambda change: content[: change[0]] + change[1] + content[change[0] :]
    )


TABLES = st.lists(st.lists(st.text(max_size=12), max_size=9), max_size=6).map(
    lambda rows: "\n".join([POT_HEADINGS, *(",".join(row) for row in rows)]).encode(
        "utf-8", "surrogatepass"
    )
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    *("id", "title", "name", "awardDate", "amountAwarded", "currency", "grants"),
                    *("fundingOrganization", "recipientOrganization", "recipientIndividual"),
                ]
            ),
            inner,
            max_size=6,
        )
    ),
    max_leaves=12,
)
LISTS = st.lists(VALUES, max_size=4).map(lambda grants: json.dumps({"grants": grants}).encode())
ANYTHING = st.one_of(
    st.binary(),
    TABLES,
    LISTS,
    mostly((MADE / "date_forms.json").read_bytes()),
    mostly((MADE / "utf16.csv").read_bytes()),
    mostly((MADE / "title_rows_above_header.csv").read_bytes()),
    mostly((GIVING / "fundingproviders-grants_2_grants.xlsx").read_bytes()),
    mostly((DATA / "oruk" / "made_here" / "v1_page_1.json").read_bytes()),
    mostly(TWO_GOOD_ONE_BAD.encode()),
)


@given(content=ANYTHING, kind=st.none() | st.sampled_from(Kind))
@example(content=b'{"grants": ' + b"[" * 100_000, kind=Kind.GRANTS)
@example(content=b'{"a": ' + b"[" * 100_000, kind=Kind.GRANTS)
@example(content=b'{"grants": [' + b'{"id":' * 100_000, kind=Kind.GRANTS)
@example(content=b'{"grants": [{"amountAwarded": ' + b"9" * 10_000 + b"}]}", kind=Kind.GRANTS)
@example(content=f"{GRANT_HEADINGS}\n".encode() + b'"' * 300_000, kind=Kind.GRANTS)
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
async def test_any_bytes_give_a_report_or_a_clear_refusal(
    any_database: Database,
    tmp_path_factory: pytest.TempPathFactory,
    content: bytes,
    kind: Kind | None,
) -> None:
    file = tmp_path_factory.getbasetemp() / "anything"
    file.write_bytes(content)

    first = await outcome(any_database, kind, file)
    again = await outcome(any_database, kind, file)

    if isinstance(first, str):
        assert first.endswith("Nothing was kept.")
        assert again == first
        return
    refused = {problem.line for problem in first.problems if problem.severity == "refused"}
    assert first.refused == len(refused)
    assert isinstance(again, Report)
    assert (again.new, again.changed, again.refused) == (0, 0, first.refused)


async def outcome(database: Database, kind: Kind | None, file: Path) -> Report | str:
    """The report of an import, or the words of its refusal; any other exception is a bug."""
    try:
        return await import_file(database, kind, file, now=NOW, keep_good=True)
    except CannotRead as refusal:
        return str(refusal)


# --- The command line ------------------------------------------------------------------------


def imported(folder: Path, *words: str) -> Result:
    """What `sparkplug import` says to these words, on one database in the folder."""

    @asynccontextmanager
    async def opened() -> AsyncIterator[Database]:
        database = await made(folder)
        yield database
        await database.close()

    return CliRunner().invoke(import_command(opened, opened), words)


def test_the_command_keeps_files_and_sums_up(tmp_path: Path) -> None:
    result = imported(tmp_path, "areas", str(SAMPLE / "areas.csv"))

    assert result.exit_code == 0
    assert "Areas from areas.csv" in result.output
    assert re.search(r"18 \W+0 \W+0 \W+0 \W+0 \W+0", result.output)
    assert result.output.endswith("Kept.\n")


def test_the_command_says_one_line_for_each_refused_row_and_fails(tmp_path: Path) -> None:
    file = str(written(tmp_path, TWO_GOOD_ONE_BAD, "pots.csv"))

    result = imported(tmp_path, "pots", file)

    assert result.exit_code == 1
    assert (
        "pots.csv, line 3 (P2): refused: closes_on: “31/02/2027” is not a day that exists."
        in result.output
    )
    assert "keep the good ones with --keep-good" in result.output
    dry = imported(tmp_path, "pots", file, "--dry-run")
    assert dry.output.endswith("This was a dry run: nothing was kept.\n")
    good = imported(tmp_path, "pots", file, "--keep-good")
    assert good.output.endswith("Kept the good rows.\n")


def test_the_command_goes_on_after_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    good = str(SAMPLE / "areas.csv")

    result = imported(tmp_path, "areas", str(tmp_path / "no[bold]such.csv"), good)

    assert result.exit_code == 1
    assert "no[bold]such.csv: The file could not be opened" in result.output
    assert result.output.endswith("Kept.\n")


def test_what_a_file_says_is_no_markup_in_the_terminal(tmp_path: Path) -> None:
    file = written(tmp_path, f"{POT_HEADINGS}\n[red]P1,Pot,Fund,\x1b[31m,x\x1b,2,,[/],\n")

    result = imported(tmp_path, "pots", str(file))

    assert "([red]P1)" in result.output
    assert "\x1b" not in result.output
