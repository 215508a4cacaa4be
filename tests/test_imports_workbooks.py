"""Workbooks read as the same table in CSV does; and none can fill the memory."""

import io
import subprocess
import sys
import threading
import zipfile
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from scheduler.imports import CannotRead, Kind, import_file, workbooks
from scheduler.imports.problems import Problem
from storage.database import Database
from tests.importing import DATA, NOW, counts, outcomes, stored, written

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET = "xl/worksheets/sheet1.xml"
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="2">'
    '<numFmt numFmtId="164" formatCode="dd\\/mm\\/yyyy"/>'
    '<numFmt numFmtId="165" formatCode="&quot;day&quot; 0.00"/></numFmts>'
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/>'
    "</cellXfs></styleSheet>"
)


def workbook(file: Path, rows: str, **parts: str) -> Path:
    """A workbook with one sheet of these rows, and perhaps other parts."""
    content: Mapping[str, str] = {
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": "<Relationships>"
        f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        "</Relationships>",
        SHEET: f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>',
    } | {name.replace("__", "/").replace("_xml", ".xml"): text for name, text in parts.items()}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in content.items():
            archive.writestr(name, text)
    return file


def row(n: int, *cells: str) -> str:
    """A row of texts that stand in their cells; what begins with < is a cell as it is."""
    made = [
        cell if cell.startswith("<") else f'<c t="inlineStr"><is><t>{cell}</t></is></c>'
        for cell in cells
    ]
    return f'<row r="{n}">{"".join(made)}</row>'


HEADINGS = row(1, "id", "title", "funder", "max_amount", "closes_on", "last_verified_on")


async def test_cells_of_every_kind_say_what_they_show(database: Database, tmp_path: Path) -> None:
    file = workbook(
        tmp_path / "pots.xlsx",
        HEADINGS + '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c>'
        '<c r="C2" t="str"><f>A1&amp;"x"</f><v>The Fund</v></c>'
        '<c r="D2"><f>250*2</f><v>499.99999999999994</v></c>'
        '<c r="E2" s="1"><v>46418</v></c><c r="F2" s="2"><v>46327.5</v></c></row>'
        '<row r="3"><c r="A3" s="3"><v>17</v></c><c r="B3" t="inlineStr"><is><r><t>Rich </t></r>'
        "<r><t>text</t></r><rPh><t>aid</t></rPh></is></c>"
        '<c r="C3" t="e"><v>#REF!</v></c></row>'
        '<row r="5"><c r="A5" t="b"><v>1</v></c><c r="C5" t="str"><v>Fund</v></c>'
        '<c r="B5"><f>SUM(A1:A9)</f></c><c r="D5" s="1"><v>99999999</v></c></row>',
        xl__styles_xml=STYLES,
        xl__sharedStrings_xml=f'<sst xmlns="{MAIN}"><si><t>P1</t></si>'
        "<si><r><t>A </t></r><r><t>Café</t></r></si></sst>",
    )

    report = await import_file(database, Kind.POTS, file, now=NOW, keep_good=True)

    pots = await stored(database, Kind.POTS)
    assert (pots["P1"].title, pots["P1"].funder, pots["P1"].max_amount) == (
        "A Café",
        "The Fund",
        500,
    )
    assert pots["P1"].closes_on == date(2027, 1, 31)
    assert pots["P1"].last_verified_on == date(2026, 11, 1)
    assert pots["yes"].title == "=SUM(A1:A9)"
    assert outcomes(report.problems)[3] == "refused"  # its funder is an error
    assert {(problem.unit, problem.line) for problem in report.problems} >= {("row", 3), ("row", 5)}


async def test_the_table_is_found_on_whichever_sheet_it_is(
    database: Database, tmp_path: Path
) -> None:
    file = workbook(
        tmp_path / "pots.xlsx",
        row(1, "Read me") + row(2, "The title", "of all this"),
        xl__workbook_xml=f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><workbookPr date1904="1"/>'
        '<sheets><sheet name="One" r:id="rId1"/><sheet name="Two" r:id="rId2"/></sheets>'
        "</workbook>",
        **{
            "xl___rels__workbook_xml.rels": "<Relationships>"
            f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="rId2" Type="{OFFICE}/worksheet" Target="/xl/worksheets/two.xml"/>'
            "</Relationships>"
        },
        xl__worksheets__two_xml=f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>'
        + (row(3, "Our funds") + row(4, "id", "title", "funder", "closes") + row(5, "P1", "A", "B"))
        .replace("</", "</x:")
        .replace("<", "<x:")
        .replace("<x:/x:", "</x:")
        + "</x:sheetData></x:worksheet>",
    )

    report = await import_file(database, None, file, now=NOW)

    assert (report.kind, counts(report)) == (Kind.POTS, (1, 0, 0, 0))


async def test_real_workbooks_give_the_days_and_numbers_that_they_show(database: Database) -> None:
    giving = DATA / "360giving"
    await import_file(
        database, Kind.GRANTS, giving / "andrew_lloyd_webber_foundation.xlsx", now=NOW
    )
    report = await import_file(
        database, Kind.GRANTS, giving / "andrew_lloyd_webber_foundation.xlsx", now=NOW
    )

    assert counts(report) == (0, 0, 475, 0)
    grants = (await stored(database, Kind.GRANTS)).values()
    assert all(date(1990, 1, 1) < grant.awarded_on < date(2026, 1, 1) for grant in grants)
    assert all(grant.amount >= 0 and grant.funder for grant in grants)
    assert sum((grant.amount for grant in grants), Decimal(0)) > 1_000_000


FAR = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda file: file.write_bytes(b"PK\x03\x04 cut off"), "The file is a zip archive"),
        (lambda file: archive(file, {"readme.txt": b"hello"}), "The file is a zip archive"),
        (lambda file: file.write_text("id,title\nP1,A\n"), "There is no column for funder"),
        (lambda file: archive(file, {"xl/workbook.xml": b"<workbook"}), "The workbook is broken"),
        (lambda file: archive(file, {"xl/workbook.xml": b"<workbook/>"}), "rels is missing"),
        (lambda file: workbook(file, "<row><c><v>1</v>"), "The workbook is broken"),
        (lambda file: workbook(file, FAR), "No line of headings"),
        (
            lambda file: workbook(
                file,
                HEADINGS,
                xl__sharedStrings_xml='<!DOCTYPE a [<!ENTITY b "c">]><sst><si>&b;</si></sst>',
            ),
            "it defines entities",
        ),
        (
            lambda file: workbook(file, f'<row a="{"x" * 3_000_000}"/>'),
            "a tag is over a megabyte long",
        ),
        (lambda file: saying(file, 300 << 20), "The workbook would unpack to over 200 MB"),
        (lambda file: damaged(file), "The workbook is broken"),
        (lambda file: saying(file, 1000), "The workbook is broken"),
    ],
)
async def test_a_workbook_that_is_none_or_worse_is_refused(
    database: Database, tmp_path: Path, make: object, says: str
) -> None:
    file = tmp_path / "pots.xlsx"
    assert callable(make)
    make(file)

    with pytest.raises(CannotRead, match=says):
        await import_file(database, Kind.POTS, file, now=NOW)

    assert await stored(database, Kind.POTS) == {}


def archive(file: Path, parts: Mapping[str, bytes]) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)


def damaged(file: Path) -> None:
    """A workbook with a part whose bytes were changed on the way."""
    workbook(file, HEADINGS + row(2, "P1", "A", "B"))
    content = bytearray(file.read_bytes())
    at = content.index(SHEET.encode()) + len(SHEET) + 20
    content[at : at + 20] = b"\xff" * 20
    file.write_bytes(content)


def saying(file: Path, said: int) -> None:
    """A sheet that says how large it is once it is unpacked, and is of another size."""
    workbook(file, HEADINGS + " " * 5_000_000)
    with zipfile.ZipFile(file) as made:
        size = made.getinfo(SHEET).file_size.to_bytes(4, "little")
    file.write_bytes(file.read_bytes().replace(size, said.to_bytes(4, "little")))


def test_a_far_cell_and_empty_rows_without_end_fill_no_memory(tmp_path: Path) -> None:
    """In a process of its own: what wants more memory than it may have ends with an error."""
    file = workbook(tmp_path / "far.xlsx", HEADINGS + "<row/>" * 100_000 + FAR)
    code = (
        "import resource, sys; from pathlib import Path\n"
        "from scheduler.imports.workbooks import opened\n"
        "resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))\n"
        "with opened(Path(sys.argv[1])) as book:\n"
        "    rows = [row for row in book.rows(book.sheets[0]) if row]\n"
        "status = Path('/proc/self/status').read_text()\n"
        "print(len(rows), int(status.split('VmHWM:')[1].split()[0]) // 1024)\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", code, str(file)], capture_output=True, text=True, check=True
    )

    rows, megabytes = map(int, done.stdout.split())
    assert rows == 1  # the far cell is beyond the columns that are read
    assert megabytes < 150


async def test_a_workbook_may_not_have_texts_without_end(
    database: Database, tmp_path: Path
) -> None:
    parts = {n: f'<sst xmlns="{MAIN}">{"<si/>" * n}</sst>' for n in (500_000, 500_001)}
    files = {
        n: workbook(
            tmp_path / f"{n}.xlsx",
            HEADINGS + row(2, "P1", "A", "B"),
            xl__sharedStrings_xml=part,
        )
        for n, part in parts.items()
    }

    assert counts(await import_file(database, Kind.POTS, files[500_000], now=NOW)) == (1, 0, 0, 0)
    with pytest.raises(CannotRead, match="holds over 500,000 different texts"):
        await import_file(database, Kind.POTS, files[500_001], now=NOW)


@pytest.mark.parametrize("name", ["pots.xlsx", "pots.csv"])
async def test_a_file_is_read_beside_the_event_loop(
    database: Database, tmp_path: Path, name: str
) -> None:
    """So nobody waits while a workbook that a feed sent has its texts read."""
    if name.endswith("xlsx"):
        file = workbook(tmp_path / name, HEADINGS + row(2, "P1", "A", "B", "soon"))
    else:
        file = written(tmp_path, "id,title,funder,max_amount,closes_on\nP1,A,B,soon,\n", name)
    readers = set[int]()

    def tell(_: Problem) -> None:
        readers.add(threading.get_ident())

    await import_file(database, Kind.POTS, file, now=NOW, keep_good=True, tell=tell)

    assert readers
    assert threading.get_ident() not in readers


def test_shared_texts_wait_on_disk() -> None:
    texts = workbooks._Texts(io.BytesIO())
    for n in range(1000):
        texts.add(f"text {n} \ud800")

    assert (texts[0], texts[999], texts[1000], texts[-1]) == (
        "text 0 \ud800",
        "text 999 \ud800",
        "",
        "",
    )
