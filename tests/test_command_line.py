"""The command line: each command as somebody types it, and what it says."""

import asyncio
import contextlib
import csv
import json
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from threading import Event
from typing import Any
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.simulating import STORY_BEGINS
from handlers.messages import Message, say
from scheduler.imports import SAMPLE as SAMPLE_FILES
from scheduler.imports import Kind, Report, import_file
from scheduler.imports.text import guarded, unguarded
from storage import administrators, audit, safeguarding
from tests.test_reports import OCTOBER, answered, made
from tests.typed import DATA, LUNCH, SAMPLE, WHO, Say, contents, database_in, keep_sample

# --- ask ------------------------------------------------------------------------------------


def test_a_question_is_answered_and_leaves_nothing_behind(sparkplug: Say, tmp_path: Path) -> None:
    answer = sparkplug("ask", LUNCH)

    assert answer.exit_code == 0
    assert "Older and Bolder Grants" in answer.stdout
    assert "[4] More" in answer.stdout
    assert "the sample area, which is made up, as on 22 November 2026" in answer.stderr
    assert list(tmp_path.iterdir()) == []


def test_several_questions_are_one_talk(sparkplug: Say) -> None:
    answer = sparkplug("ask", LUNCH, "1")

    assert "> 1" in answer.stdout
    assert "How much: £500 to £3,000" in answer.stdout


def test_the_neutral_messages_come_as_json(sparkplug: Say) -> None:
    answer = sparkplug("ask", "--json", "/contacts", "?!")

    messages = [msgspec.json.decode(line, type=Message) for line in answer.stdout.splitlines()]
    assert messages == [Message(say("contacts-ask")), Message(say("said-nothing"))]


def test_somebody_in_danger_is_helped_at_once(sparkplug: Say) -> None:
    answer = sparkplug("ask", "I want to end my life", SPARKPLUG_NATION="Scotland")

    assert "999" in answer.stdout
    assert "116 123" in answer.stdout
    assert "Breathing Space" in answer.stdout


def test_the_installations_own_data_are_asked_and_nothing_is_kept(
    sparkplug: Say, tmp_path: Path
) -> None:
    keep_sample(tmp_path)
    file = tmp_path / "data" / "sparkplug.sqlite"
    before = contents(file)

    answer = sparkplug("ask", "--now", "2026-11-22", "--area", "the Brooky", LUNCH, "/me")

    assert "Older and Bolder Grants" in answer.stdout
    assert "Brookside" in answer.stdout
    assert answer.stderr == ""
    assert contents(file) == before


def test_the_day_decides_what_is_open(sparkplug: Say) -> None:
    now, later = (
        sparkplug("ask", "--now", day, "Brookside Decides fund").stdout
        for day in ("2026-11-22T10:00Z", "2027-06-01")
    )

    assert "closes Friday 15 January" in now
    assert "closes Friday 15 January" not in later


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("ask",), "Missing argument"),
        (("ask", "--area", "Atlantis", "hello"), "There is no area 'Atlantis'. There are: Broo"),
        (("ask", "--now", "tomorrow", "hello"), "'tomorrow' is no instant; 2026-11-22 and"),
        (("ask", "--folder", ".", "hello"), "holds none of these files: areas.csv"),
        (("eval", "no.jsonl"), "no.jsonl can't be read: No such file or directory."),
        (("export", "pots", "--format", "oruk"), "Open Referral UK is a form for groups"),
        (("export", "pots", "--out", "no/such/folder.csv"), "can't be written"),
        (("backup", "copy.sqlite"), "There is no database at"),
        (("admin", "add", "telegram", "@ana"), "on Telegram it is a number"),
        (("admin", "add", "slack", "ana"), "on Slack it looks like U012ABCDEF"),
        (("admin", "remove", "telegram", "12"), "has no such role"),
        (("run",), "There is no token"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    sparkplug: Say, words: tuple[str, ...], said: str
) -> None:
    answer = sparkplug(*words)

    assert answer.exit_code in (1, 2)
    assert said in answer.stderr
    assert answer.stdout == ""


def test_wrong_settings_stop_every_command(sparkplug: Say) -> None:
    answer = sparkplug("export", "pots", SPARKPLUG_PORT="no", SPARKPLUG_NATION="no")

    assert answer.exit_code == 1
    assert "  - SPARKPLUG_NATION is 'no'; it can be" in answer.stderr
    assert "  - SPARKPLUG_PORT is 'no'; it must be" in answer.stderr


def test_the_version(sparkplug: Say) -> None:
    assert sparkplug("version").stdout == "sparkplug 0.1.0\n"


# --- eval -----------------------------------------------------------------------------------

QUESTIONS = [
    {"id": "a", "question": LUNCH, "kind": "funding", "relevant": ["FP007"], "context": []},
    {
        "id": "b",
        "question": "and in Brookside?",
        "kind": "funding",
        "relevant": ["FP001"],
        "context": ["money for benches and planters on the estate"],
    },
    {"id": "c", "question": "who won the football", "kind": "other", "relevant": []},
    {"id": "d", "question": "I want to end my life", "kind": "distress", "relevant": []},
    {"id": "e", "text": "this form is killing me", "label": "not_distress"},
    {"id": "f", "text": "I want to end my life", "label": "distress"},
]


def test_answers_are_measured_and_written_down(sparkplug: Say, tmp_path: Path) -> None:
    lines = [json.dumps(question) for question in QUESTIONS]
    (tmp_path / "questions.jsonl").write_text("\n".join(lines), encoding="utf-8")

    answer = sparkplug(
        *("eval", "questions.jsonl", "--data", str(SAMPLE)),
        *("--out", "predictions.jsonl", "--now", "2026-11-22T10:00Z"),
    )

    assert answer.exit_code == 0
    for measure in ("hit@1", "hit@3", "MRR", "no answer: precision", "distress: false alarms"):
        assert measure in answer.stdout
    written = (tmp_path / "predictions.jsonl").read_text(encoding="utf-8")
    predictions = {each["id"]: each for each in map(json.loads, written.splitlines())}
    assert {each: list(told) for each, told in predictions.items()} == {
        each: ["id", "results", "kind"] for each in "abcdef"
    }
    kinds = {each: told["kind"] for each, told in predictions.items()}
    assert kinds == {
        "a": "funding",
        "b": "funding",
        "c": "other",
        "d": "distress",
        "e": "other",
        "f": "distress",
    }
    assert "FP001" in predictions["b"]["results"]  # the context was heard
    assert 0 < len(predictions["a"]["results"]) <= 10
    assert [predictions[each]["results"] for each in "cdef"] == [[], [], [], []]


# --- export ---------------------------------------------------------------------------------


def imports_again(folder: Path, kind: Kind, file: Path) -> Report:
    """What importing a file again would do, to the database that it came from."""

    async def report() -> Report:
        async with database_in(folder) as database:
            return await import_file(database, kind, file, now=STORY_BEGINS)

    return asyncio.run(report())


@pytest.mark.parametrize("kind", list(SAMPLE_FILES))
def test_what_is_exported_imports_again_as_the_same(
    sparkplug: Say, tmp_path: Path, kind: Kind
) -> None:
    keep_sample(tmp_path)

    answer = sparkplug("export", kind.value, "--out", "again.csv")

    assert answer.exit_code == 0
    report = imports_again(tmp_path, kind, tmp_path / "again.csv")
    assert (report.new, report.changed, report.refused) == (0, 0, 0)
    assert f"{report.same} {kind} written to again.csv" in answer.stdout


@pytest.mark.parametrize(
    ("kind", "file"),
    [
        (Kind.POTS, DATA / "messy" / "funding_pots_messy.csv"),
        (Kind.CONTACTS, DATA / "messy" / "contacts_messy_cp1252_semicolons.csv"),
        (Kind.GRANTS, DATA / "360giving" / "trafford_council_vcse_grants.csv"),
        (Kind.GRANTS, DATA / "360giving" / "made_here" / "grant_to_an_individual.json"),
    ],
)
def test_what_came_from_messy_files_does_too(
    sparkplug: Say, tmp_path: Path, kind: Kind, file: Path
) -> None:
    async def keep() -> Report:
        async with database_in(tmp_path) as database:
            return await import_file(database, kind, file, now=STORY_BEGINS, keep_good=True)

    kept = asyncio.run(keep())
    assert kept.new

    sparkplug("export", kind.value, "--out", "again.csv")

    report = imports_again(tmp_path, kind, tmp_path / "again.csv")
    assert (report.new, report.changed, report.same) == (0, 0, kept.new)


def test_no_text_that_is_exported_is_a_formula(sparkplug: Say, tmp_path: Path) -> None:
    texts = [
        *('=HYPERLINK("https://a.example/","Click")', "=1+1", "+44 1632 960001", "-1", "@SUM(A1)"),
        *("''=an apostrophe of its own", "'quoted'", "plain = text", "£5"),
    ]
    with (tmp_path / "first.csv").open("w", newline="") as file:
        heads = ["id", "title", "funder", "summary", "themes", "closes_on"]
        rows = [[f"P{n}", *[text] * 3, f"{text};x", "2027-06-30"] for n, text in enumerate(texts)]
        csv.writer(file).writerows([heads, *rows])

    async def keep() -> Report:
        async with database_in(tmp_path) as database:
            first = tmp_path / "first.csv"
            return await import_file(database, Kind.POTS, first, now=STORY_BEGINS, keep_good=True)

    assert asyncio.run(keep()).new == len(texts)

    sparkplug("export", "pots", "--out", "again.csv")

    with (tmp_path / "again.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert any("HYPERLINK" in cell for cell in cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    report = imports_again(tmp_path, Kind.POTS, tmp_path / "again.csv")
    assert (report.new, report.changed, report.same) == (0, 0, len(texts))


@given(st.text("=+-@\t\r'a"))
def test_a_text_that_is_guarded_is_none_that_runs_and_comes_back(text: str) -> None:
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert unguarded(guarded(text)) == text


def test_groups_are_a_page_of_services_by_the_standard(sparkplug: Say, tmp_path: Path) -> None:
    keep_sample(tmp_path)

    page = json.loads(sparkplug("export", "groups", "--format", "oruk").stdout)

    assert (page["total_items"], page["size"], page["empty"]) == (40, 40, False)
    for name in ("hsds-uk-3.0-service_list.json", "hsds-uk-3.0-service.json"):
        schema = json.loads((DATA / "oruk" / name).read_text(encoding="utf-8"))
        assert [wrong for each in page["contents"] for wrong in faults(schema, each)] == []
    lunch = next(each for each in page["contents"] if each["name"] == "Brookside Lunch Bunch")
    assert lunch["email"] == "lunchbunch@brookside.example"
    assert lunch["assured_date"] == "2026-10-14"
    assert page == json.loads(sparkplug("export", "groups", "--format", "oruk").stdout)


def test_no_groups_are_an_empty_page(sparkplug: Say) -> None:
    page = json.loads(sparkplug("export", "groups", "--format", "oruk").stdout)

    assert (page["contents"], page["empty"], page["total_items"]) == ([], True, 0)


_TYPES: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "number": (int, float),
    "object": dict,
    "array": list,
    "boolean": bool,
}
_FORMATS: dict[str, Callable[[Any], object]] = {
    "uuid": UUID,
    "email": lambda said: said.index("@"),
    "date": date.fromisoformat,
}


def faults(schema: Any, value: Any, path: str = "service") -> list[str]:
    """What of a value is against a schema; for those words of JSON Schema that HSDS uses."""
    found = []
    if not isinstance(value, _TYPES[schema["type"]]):
        return [f"{path} is no {schema['type']}"]
    if "enum" in schema and value not in schema["enum"]:
        found.append(f"{path} is {value}")
    if schema.get("format") in _FORMATS:
        try:
            _FORMATS[schema["format"]](value)
        except ValueError:
            found.append(f"{path} is no {schema['format']}")
    if isinstance(value, dict):
        found += [
            f"{path} lacks {name}" for name in schema.get("required", []) if name not in value
        ]
        for name, inner in schema.get("properties", {}).items():
            if name in value:
                found += faults(inner, value[name], f"{path}.{name}")
    if isinstance(value, list):
        for each in value:
            found += faults(schema["items"], each, f"{path}[]")
    return found


# --- backup ---------------------------------------------------------------------------------


def test_a_backup_restores_while_the_original_is_written(sparkplug: Say, tmp_path: Path) -> None:
    keep_sample(tmp_path)
    file = tmp_path / "data" / "sparkplug.sqlite"
    with contextlib.closing(sqlite3.connect(file)) as running:
        running.execute("PRAGMA wal_autocheckpoint = 0")
        running.execute("UPDATE pot SET title = 'Only in the log' WHERE ref = 'FP001'")
        running.commit()

        assert sparkplug("backup", "copy.sqlite").exit_code == 0

        before = contents(file)
    copy = tmp_path / "copy.sqlite"
    assert copy.stat().st_mode & 0o777 == 0o600
    assert contents(copy) == before

    # The drill: the database is lost, the copy takes its place, and answers are given.
    for each in (tmp_path / "data").iterdir():
        each.unlink()
    copy.replace(file)
    answer = sparkplug("ask", "--now", "2026-11-22", LUNCH)
    assert "Older and Bolder Grants" in answer.stdout
    assert "Only in the log" in sparkplug("export", "pots").stdout


def test_a_backup_ends_while_the_bot_goes_on_writing(sparkplug: Say, tmp_path: Path) -> None:
    keep_sample(tmp_path)
    file = tmp_path / "data" / "sparkplug.sqlite"
    with contextlib.closing(sqlite3.connect(file)) as running:
        running.execute("CREATE TABLE much AS SELECT zeroblob(40000000) AS bytes")
        running.commit()
    done = Event()

    def write() -> bool:
        """Write until the backup is done; False: it wasn't for a thousand writes."""
        with contextlib.closing(sqlite3.connect(file)) as running:
            for number in range(1000):
                running.execute("UPDATE pot SET summary = ? WHERE ref = 'FP001'", [str(number)])
                running.commit()
                if done.is_set():
                    return True
        return False

    with ThreadPoolExecutor() as bot:
        ended = bot.submit(write)
        answer = sparkplug("backup", "copy.sqlite")
        done.set()

    assert answer.exit_code == 0
    assert ended.result()


def test_a_backup_replaces_nothing_but_a_backup(sparkplug: Say, tmp_path: Path) -> None:
    keep_sample(tmp_path)
    (tmp_path / "thesis.txt").write_text("ten years of work")

    for file in ("thesis.txt", "data/sparkplug.sqlite"):
        answer = sparkplug("backup", file)
        assert (answer.exit_code, answer.stderr) == (
            1,
            f"Error: {file} is no backup of ours; it is left as it is.\n",
        )
    assert sparkplug("backup", "copy.sqlite").exit_code == 0
    assert sparkplug("backup", "copy.sqlite").exit_code == 0
    assert (tmp_path / "thesis.txt").read_text() == "ten years of work"
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".")] == []


def test_a_backup_beside_its_key_is_warned_of(sparkplug: Say, tmp_path: Path) -> None:
    keep_sample(tmp_path)
    (tmp_path / "backups").mkdir()
    beside = "This backup lies beside its key: whoever copies the folder can read all of it."

    assert beside in sparkplug("backup", "copy.sqlite").stdout
    assert beside not in sparkplug("backup", "backups/copy.sqlite").stdout


# --- report ---------------------------------------------------------------------------------


def test_a_report_is_printed_whole_or_said_to_be_missing(sparkplug: Say, tmp_path: Path) -> None:
    async def make() -> None:
        async with database_in(tmp_path) as database:
            await answered(database, {"good": 40, "hard": 40})
            await made(database, OCTOBER)

    missing = sparkplug("report")
    asyncio.run(make())
    answer = sparkplug("report")
    other = sparkplug("report", "--until", "2026-07-01")

    assert "There is no report yet." in missing.stderr
    assert "How people's weeks were, Thursday 9 July 2026 to Wednesday" in answer.stdout
    assert "🙂 Good: about 40 people" in answer.stdout
    assert "What helped people or weighed on them" in answer.stdout
    assert "How many take part, all together and in each area" in answer.stdout
    assert "there are: 2026-10-01" in other.stderr


# --- admin ----------------------------------------------------------------------------------


def test_administrators_are_added_listed_and_removed(sparkplug: Say, tmp_path: Path) -> None:
    assert "There are none yet" in sparkplug("admin", "list").stdout
    assert sparkplug("admin", "add", "telegram", "12").stdout == (
        "telegram 12 is administrator now.\n"
    )
    assert sparkplug("admin", "add", "telegram", "12").stdout == (
        "telegram 12 is administrator already.\n"
    )
    sparkplug("admin", "add", "slack", "U0MOIRA", "--role", "coordinator")
    sparkplug("admin", "add", "slack", "U0MOIRA")

    listed = sparkplug("admin", "list").stdout
    assert [listed.count(word) for word in ("U0MOIRA", "coordinator", "12")] == [2, 1, 1]
    refused = sparkplug("admin", "remove", "slack", "U0MOIRA")
    assert (refused.exit_code, "There must be 2 administrators" in refused.stderr) == (1, True)
    sparkplug("admin", "add", "telegram", "13")
    gone = sparkplug("admin", "remove", "slack", "U0MOIRA")
    assert gone.stdout == "slack U0MOIRA is no longer administrator, coordinator.\n"

    async def left() -> tuple[list[tuple[str, str, str]], list[tuple[str, str, str]]]:
        async with database_in(tmp_path) as database, database.transaction() as session:
            found = await administrators.administrators(session)
            noted = await audit.latest(session, 100)
            return (
                [(each.platform, each.user, each.role) for each in found],
                [(each.platform, each.what, each.about) for each in noted][:2],
            )

    assert asyncio.run(left()) == (
        [("telegram", "12", "administrator"), ("telegram", "13", "administrator")],
        [
            ("terminal", "role-taken-coordinator", "slack U0MOIRA"),
            ("terminal", "role-taken-administrator", "slack U0MOIRA"),
        ],
    )


# --- safeguarding ---------------------------------------------------------------------------


def test_check_ins_are_refused_with_what_is_missing_until_it_is_there(
    sparkplug: Say, tmp_path: Path
) -> None:
    keep_sample(tmp_path)

    def said(*words: str, typed: str = "") -> str:
        answer = sparkplug("safeguarding", *words, typed=typed)
        return " ".join((answer.stdout + answer.stderr).split())

    async def both_answer() -> None:
        async with database_in(tmp_path) as database, database.transaction() as session:
            for contact in await safeguarding.contacts_of(session, "AR03"):
                contact.accepted_at = contact.answered_at = STORY_BEGINS

    assert "There are no safeguarding contacts yet." in said("list")
    refused = said("switch-on", "Fernleigh", "--by", "Moira")
    assert "2 safeguarding contacts are needed, and there are 0." in refused
    assert "Nobody has confirmed these help lines: 999, samaritans, shout," in refused
    assert "asked to be a safeguarding contact" in said(
        "add", "Fernleigh", "slack", "U0MOIRA", "--name", "Moira"
    )
    assert "must have pressed Start" in said(
        "add", "Fernleigh", "telegram", "77", "--name", "Sam", "--hours", "Tue-Thu 10-16"
    )
    assert "Sam" in said("list")
    refused = said("switch-on", "Fernleigh", "--by", "Moira")
    assert "Sam: asked, has not accepted yet." in refused
    asyncio.run(both_answer())
    confirmed = said("confirm", "--by", "Moira", typed="y\n" * 4 + "n\n" * 30)
    assert "samaritans is confirmed by Moira." in confirmed
    assert "Still to be confirmed: nhs24, breathing-space, lifeline," in confirmed
    said("confirm", "--by", "Moira", typed="y\n" * 40)
    assert "Moira" in said("lines")

    assert "Check-ins are on in Fernleigh now." in said("switch-on", "Fernleigh", "--by", "Moira")
    assert "Check-ins are on in Fernleigh." in " ".join(sparkplug("check", **WHO).stdout.split())
    assert "The four questions are asked in Fernleigh." in said("four-questions", "Fernleigh")
    assert "are not asked in Fernleigh." in said("four-questions", "Fernleigh", "--off")
    assert "Check-ins pause in Fernleigh until 2 safeguarding contacts are ready; 1 is." in said(
        "remove", "Fernleigh", "telegram", "77"
    )
    assert "until 2 safeguarding contacts are ready" in " ".join(
        sparkplug("check", **WHO).stdout.split()
    )
    assert "Check-ins are off in Fernleigh." in said("switch-off", "Fernleigh")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("add", "Fernleigh", "slack", "moira", "--name", "M"), "on Slack it looks like"),
        (("add", "Nowhere", "telegram", "7", "--name", "M"), "There is no area 'Nowhere'"),
        (
            ("add", "Fernleigh", "telegram", "7", "--name", "M", "--hours", "often"),
            "no hours that I can read",
        ),
        (("test", "Fernleigh"), "has no safeguarding contacts"),
        (("confirm", "SP99", "--by", "M"), "No help line is called SP99"),
        (("remove", "Fernleigh", "telegram", "7"), "is no contact for Fernleigh"),
    ],
)
def test_safeguarding_says_what_is_wrong(
    sparkplug: Say, tmp_path: Path, words: tuple[str, ...], why: str
) -> None:
    keep_sample(tmp_path)

    answer = sparkplug("safeguarding", *words)

    assert answer.exit_code == 1
    assert why in answer.stderr


# --- undo, fresh, feed ----------------------------------------------------------------------


def test_an_import_is_taken_back_by_one_word(sparkplug: Say, tmp_path: Path) -> None:
    sparkplug("import", str(SAMPLE / "areas.csv"))
    dry = sparkplug("undo", "--dry-run")
    assert dry.stdout.startswith("This was a dry run; it would take back areas.csv (areas")

    back = sparkplug("undo", "areas")
    assert "18 rows that were new taken out" in back.stdout
    again = sparkplug("undo")
    assert again.exit_code == 1
    assert "There is no import to undo" in again.stderr


def test_what_was_changed_since_is_not_taken_back_unless_the_rest_is_enough(
    sparkplug: Say, tmp_path: Path
) -> None:
    sparkplug("import", str(SAMPLE / "contacts.csv"))
    confirmed = sparkplug("fresh", "confirm", "contact", "CT001")
    assert confirmed.stdout == "Confirmed today, contact: CT001.\n"

    refused = sparkplug("undo")
    assert refused.exit_code == 1
    assert refused.stdout.startswith("CT001: changed since, or in use: it stays as it is")
    others = sparkplug("undo", "--leave-changed")
    assert others.exit_code == 0
    assert "62 rows that were new taken out" in others.stdout
    assert "CT001" not in sparkplug("fresh").stdout


def test_feeds_are_listed_and_looked_over(sparkplug: Say) -> None:
    url = "https://directory.fernleigh.example/services"
    assert "will be fetched every month" in sparkplug("feed", "add", url, "--every", "month").stdout
    assert "not fetched yet" in sparkplug("feed", "list").stdout
    assert "1 feeds, all well." in sparkplug("check").stdout
    assert "What it brought stays." in sparkplug("feed", "remove", url).stdout
    refused = sparkplug("feed", "add", "http://intranet.fernleigh.example/")
    assert "SPARKPLUG_FEED_HOSTS can allow it" in refused.stderr
    allowed = {"SPARKPLUG_FEED_HOSTS": "intranet.fernleigh.example"}
    assert sparkplug("feed", "add", "http://intranet.fernleigh.example/", **allowed).exit_code == 0
