"""Services of directories, as councils publish them, become groups; or contacts, if asked."""

import json
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import delete, select

from bot.exporting import as_services
from scheduler.imports import CannotRead, Kind, import_file, import_pages, load_sample
from storage.database import Database
from storage.groups import Group
from tests.importing import DATA, NOW, SAMPLE, counts, outcomes, stored, written
from tests.town import Town, opened
from tests.town.core import Core

ORUK = DATA / "oruk"
REAL = ORUK / "real"
OLD = [ORUK / "made_here" / "v1_page_1.json", ORUK / "made_here" / "v1_page_2.json"]

FILES: dict[str, tuple[tuple[int, int, int, int], set[str]]] = {
    # new, changed, same, refused; what became of the rows with a problem
    "bristol_services_v3_page1.json": ((3, 0, 0, 0), {"warning"}),
    "bristol_service_v3_full.json": ((1, 0, 0, 0), {"warning"}),
    "service_full.json": ((1, 0, 0, 0), {"warning"}),
    "services.csv": ((1, 0, 0, 0), {"warning"}),
    "outpost_import_template_sample.csv": ((2, 0, 0, 0), {"warning", "skipped"}),
    "v3_service_list_31_rows.json": ((1, 0, 0, 68), {"warning", "skipped", "refused"}),
    "v3_warn_service_list.json": ((1, 0, 0, 0), {"warning"}),
    "v3_fail_service_list.json": ((0, 0, 0, 4), {"refused"}),
    "v3_fail_service_full.json": ((1, 0, 0, 0), {"warning"}),
}


@pytest.mark.parametrize("name", FILES)
async def test_every_service_of_a_real_file_is_stored_or_told_of(
    database: Database, name: str
) -> None:
    report = await import_file(database, Kind.GROUPS, REAL / name, now=NOW, keep_good=True)

    assert (counts(report), set(outcomes(report.problems).values())) == FILES[name]
    assert len(await stored(database, Kind.GROUPS)) == report.new


async def test_a_page_of_the_sample_area_becomes_its_groups(database: Database) -> None:
    await load_sample(database, NOW, SAMPLE)

    report = await import_file(database, None, ORUK / "services_oruk_v3.json", now=NOW)

    assert (report.kind, counts(report)) == (Kind.GROUPS, (14, 0, 0, 0))
    groups = (await stored(database, Kind.GROUPS)).values()
    [bunch] = [each for each in groups if each.name == "Brookside Lunch Bunch" and each.about]
    assert (bunch.area, bunch.about, bunch.meets) == (
        "Brookside",
        "Hot lunch for over-60s; spare tables and chairs.\nMeets: Wed 11:30-14:00.",
        "Wed 11:30-14:00",
    )
    assert (bunch.phone, bunch.contact_email, bunch.url, bunch.last_verified_on) == (
        "01632 960301",
        "lunchbunch@brookside.example",
        "https://directory.fernleigh.example/gr001",
        date(2026, 10, 14),
    )
    assert "Temporarily closed." in {each.about.split("\n")[0] for each in groups}


async def test_the_faults_of_older_feeds_are_dealt_with_one_by_one(database: Database) -> None:
    await load_sample(database, NOW, SAMPLE)

    report = await import_pages(
        database, Kind.GROUPS, "two pages", OLD, now=NOW, keep_good=True, origin="Old Town"
    )

    assert counts(report) == (17, 0, 0, 3)
    assert {line: how for line, how in outcomes(report.problems).items() if how != "warning"} == {
        3: "refused",  # wholly empty
        5: "refused",  # an id that another has
        19: "skipped",  # defunct
        21: "refused",  # no object
    }
    said = {problem.reason for problem in report.problems}
    assert "The source speaks of 22 services, and 21 came" in said
    groups = {ref: row for ref, row in (await stored(database, Kind.GROUPS)).items() if row.about}
    assert len(groups) == 17
    assert {row.area for row in groups.values()} == {"Brookside"}
    assert {row.group_type for row in groups.values()} == {"Dementia; Lunch clubs"}
    assert {row.meets for row in groups.values()} == {"Tuesday, Thursday 10:00-12:30"}
    assert {row.source for row in groups.values()} == {"Old Town"}
    assert groups["0002"].about == "Monday 10am to noon\nTea & cake, £2. Don’t book."
    assert len(groups["0015"].about) <= 10_000
    assert "<" not in groups["0015"].about
    assert "data-cke" not in groups["0015"].about
    assert {ref: groups[ref].url for ref in ("0008", "0009", "0010", "0011", "0012")} == {
        "0008": "",
        "0009": "https://service9.example",
        "0010": "",
        "0011": "",
        "0012": "https://service12.example",
    }
    assert {ref: groups[ref].contact_email for ref in ("0007", "0012", "0016")} == {
        "0007": "",
        "0012": "hello@service12.example",
        "0016": "",
    }
    assert {ref: groups[ref].last_verified_on for ref in ("0001", "0013", "0014")} == {
        "0001": date(2026, 10, 5),
        "0013": None,
        "0014": date(2020, 3, 1),
    }
    assert groups["0017"].phone == "01632 960017 (Youth team)"
    assert groups["0020"].about == "Temporarily closed.\nWhat service 20 does."
    assert "Pat Made-Up" not in str([vars(row) for row in groups.values()])


async def test_services_become_contacts_where_that_is_asked_for(database: Database) -> None:
    await load_sample(database, NOW, SAMPLE)

    report = await import_pages(database, Kind.CONTACTS, "two pages", OLD, now=NOW, keep_good=True)

    assert counts(report) == (17, 0, 0, 3)
    one = (await stored(database, Kind.CONTACTS))["0001"]
    assert (one.name, one.organisation, one.role, one.areas, one.topics, one.opening_hours) == (
        "Service 1",
        "Organisation 1",
        "What service 1 does.",
        ["Brookside", "Fernleigh"],
        ["Dementia", "Lunch clubs"],
        "Tuesday, Thursday 10:00-12:30",
    )


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ('{"contents": 5}', "The JSON has no list of services"),
        ('{"contents": [', "The JSON is broken at line 1"),
        ('{"grants": []}', "The JSON has no list of services"),
        ('{"contents": []}', "There are headings and no rows"),
    ],
)
async def test_what_is_no_page_of_services_is_refused(
    database: Database, tmp_path: Path, content: str, says: str
) -> None:
    file = written(tmp_path, content, "page.json")

    with pytest.raises(CannotRead, match=says):
        await import_file(database, Kind.GROUPS, file, now=NOW)


async def test_a_page_that_breaks_off_gives_the_services_before(
    database: Database, tmp_path: Path
) -> None:
    whole = OLD[0].read_text("utf-8")
    file = written(tmp_path, whole[: len(whole) // 2], "page.json")

    report = await import_file(database, Kind.GROUPS, file, now=NOW, keep_good=True)

    assert report.new >= 2
    assert any(
        each.reason.startswith("The JSON is broken from here on") for each in report.problems
    )


async def test_a_group_of_a_directory_is_found_and_says_what_it_is_and_how_to_reach_it(
    furnished: Path, tmp_path: Path
) -> None:
    page = json.loads(OLD[0].read_text("utf-8"))
    page["content"][1] |= {
        "name": "Beekeepers of Old Town",
        "description": f"<p>{'Hum. ' * 90}</p>",
    }
    file = written(tmp_path, json.dumps(page), "page.json")
    async with opened(Core(), furnished, tmp_path) as house:
        town = Town(house)
        await import_file(town.database, Kind.GROUPS, file, now=NOW, keep_good=True)
        await town.app.tick()
        ana = town.voice("Ana")

        await ana.says("/groups beekeepers")
        assert "1. Beekeepers of Old Town\nBrookside" in ana.last_heard
        await ana.presses("1")

    _, _, about = ana.last_heard.partition("Beekeepers of Old Town\n")
    about, _, _ = about.partition("…")
    assert about.startswith("Hum.")
    assert 250 < len(about) < 300
    assert ana.last_heard.endswith(
        "Meets: Tuesday, Thursday 10:00-12:30\n"
        "Ring: 01632 960002\n"
        "Write to: hello@service2.example\n"
        "Source: Open Referral UK. Last checked on Monday 5 October 2026.\n"
        "Their page"
    )


async def test_what_a_directory_brought_is_given_back_as_it_was(
    database: Database, tmp_path: Path
) -> None:
    await load_sample(database, NOW, SAMPLE)
    async with database.transaction() as session:
        await session.execute(delete(Group))
    await import_file(database, None, ORUK / "services_oruk_v3.json", now=NOW)
    async with database.transaction() as session:
        text = as_services((await session.scalars(select(Group).order_by(Group.ref))).all())

    report = await import_file(database, None, written(tmp_path, text, "out.json"), now=NOW)

    assert (report.kind, counts(report)) == (Kind.GROUPS, (0, 0, 14, 0))
