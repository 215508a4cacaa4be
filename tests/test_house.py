"""The rules of the house, kept as tests; what the documents promise is in test_documents."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent
from fluent.syntax.visitor import Visitor
from sqlalchemy import (
    BigInteger,
    Boolean,
    Date,
    Integer,
    Numeric,
    Uuid,
    create_engine,
)

from handlers import dialogue
from handlers.dispatch import FEATURES, ROUTING, Routing
from handlers.forms import Confirm, Pick, Several
from handlers.wording import LANGUAGES, locale_files
from storage import everything
from storage.database import Instant, Sealed
from storage.everything import Base
from storage.migrations import migrate
from storage.people import personal_tables
from storage.resealing import sealed_columns

ROOT = Path(__file__).parent.parent
FLOORS = ("bot", "scheduler", "handlers", "storage")
TREES: Mapping[Path, ast.Module] = {
    file.relative_to(ROOT): ast.parse(file.read_text("utf-8"))
    for floor in FLOORS
    for file in sorted((ROOT / floor).rglob("*.py"))
}


def trees(*floors: str) -> Iterator[tuple[Path, ast.Module]]:
    return ((file, tree) for file, tree in TREES.items() if file.parts[0] in floors)


# --- Floors and imports ---------------------------------------------------------------------


def test_imports_only_go_down() -> None:
    # In a process of its own: it sets up logging anew, and silences loggers that there are.
    linted = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert linted.returncode == 0, linted.stdout


def imported(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Every module that is imported, with the name that is taken from it, or ""."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((each.name, "") for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.module, each.name) for each in node.names)


@pytest.mark.parametrize(
    ("library", "home"),
    [("telegram", "bot/telegram"), ("slack_bolt", "bot/slack"), ("slack_sdk", "bot/slack")],
)
def test_a_platforms_library_is_imported_in_its_folder_alone(library: str, home: str) -> None:
    elsewhere = [
        str(file)
        for file, tree in trees(*FLOORS)
        for module, _ in imported(tree)
        if module.split(".")[0] == library and not str(file).startswith(home)
    ]
    assert elsewhere == []


def test_sql_is_spoken_in_storage_alone() -> None:
    """All others pass a session on, read addresses, and know what a database may raise.

    The simulator keeps its world in a file of its own.
    """
    spoken = [
        (str(file), module, name)
        for file, tree in trees("handlers", "scheduler", "bot")
        for module, name in imported(tree)
        if module.split(".")[0] == "sqlalchemy"
        and (module, name) != ("sqlalchemy.ext.asyncio", "AsyncSession")
        and (module, name) != ("sqlalchemy", "make_url")
        and file != Path("bot/simulator/world_file.py")
        and module != "sqlalchemy.exc"
    ]
    assert spoken == []


CLOCKS = {"now", "utcnow", "today", "time", "time_ns", "localtime", "gmtime", "monotonic"}
"""Of `datetime`, `date` and `time`."""


def test_nobody_below_the_bot_reads_a_clock() -> None:
    """`now` is an argument. The loop's own time is for waiting."""
    read = [
        f"{file}:{node.lineno}"
        for file, tree in trees("handlers", "scheduler", "storage")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in CLOCKS
        and ast.unparse(node.func.value) in ("datetime", "date", "time", "datetime.datetime")
    ]
    assert read == []


def test_no_handler_begins_or_ends_a_transaction() -> None:
    """It is handed a session. `Here.refresh` alone reads by itself, between the turns."""
    own = [
        f"{file}: {ast.unparse(node.func)}"
        for file, tree in trees("handlers")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("commit", "rollback", "transaction", "reading")
    ]
    assert own == ["handlers/turns.py: database.reading"]


# --- Routes ---------------------------------------------------------------------------------


def test_no_two_features_claim_one_name() -> None:
    assert Routing.of(FEATURES) == ROUTING


MODULES = {str(vars(each)["__name__"]): Path(str(vars(each)["__file__"])) for each in FEATURES}
"""The features' modules and files."""


def test_every_feature_has_a_test_of_its_name() -> None:
    tests = [ROOT / "tests" / f"test_{name.split('.')[-1]}.py" for name in MODULES]

    assert [test.name for test in tests if not test.exists()] == []


def test_every_route_can_be_called_as_it_is_routed() -> None:
    """A command takes what came after it; a form's end, its questions; both after the turn."""
    for name, route in ROUTING.commands.items():
        assert route.values(["rest"]) == ["rest"], name
    assert set(ROUTING.finishes) == set(ROUTING.forms)


# --- Words ----------------------------------------------------------------------------------


class _Variables(Visitor):
    def __init__(self) -> None:
        self.found: set[str] = set()

    def visit_VariableReference(self, node: fluent.VariableReference) -> None:  # noqa: N802
        self.found.add(node.id.name)


def entries(language: str) -> Iterator[fluent.EntryType]:
    """What the files of a language hold, one after the other."""
    for file in locale_files(language):
        yield from FluentParser().parse(file.read_text("utf-8")).body


def messages(language: str) -> dict[str, set[str]]:
    """A language's keys, with the variables of each."""
    found: dict[str, set[str]] = {}
    for entry in entries(language):
        assert not isinstance(entry, fluent.Junk), entry.content
        if isinstance(entry, fluent.Message):
            assert entry.id.name not in found, f"{entry.id.name} is there twice"
            variables = _Variables()
            variables.visit(entry)
            found[entry.id.name] = variables.found
    return found


ENGLISH = messages("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_every_key_with_the_same_values(language: str) -> None:
    assert messages(language) == ENGLISH


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_words_are_left_empty(language: str) -> None:
    for entry in entries(language):
        if isinstance(entry, fluent.Message):
            assert entry.value, entry.id.name
            assert entry.value.elements, entry.id.name


def said() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every key that the code says, where, as a pattern: a part it works out may be anything."""
    for file, tree in trees(*FLOORS):
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            if ast.unparse(node.func) not in ("say", "Say", "messages.say", "NotUnderstood"):
                continue
            for key in _keys(node.args[0]):
                yield f"{file}:{node.lineno}", key


def _keys(node: ast.expr) -> Iterator[re.Pattern[str]]:
    match node:
        case ast.Constant(str() as key):
            yield re.compile(re.escape(key))
        case ast.JoinedStr(parts):
            yield re.compile(
                "".join(
                    re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"[\w-]+"
                    for part in parts
                )
            )
        case ast.IfExp(_, yes, no):
            yield from _keys(yes)
            yield from _keys(no)


def derived() -> Iterator[str]:
    """Keys that are found by a form's or a command's name."""
    for form in ROUTING.forms.values():
        yield f"{form.name}-form"
        for question in form.questions:
            yield f"{form.name}-{question.name}"
            if isinstance(question, Confirm):
                yield f"{form.name}-{question.name}-yes"
            if isinstance(question, Pick | Several) and not callable(question.choices):
                yield from (f"{form.name}-{question.name}-{each}" for each in question.choices)
    for name, route in ROUTING.commands.items():
        if route.in_menu:
            yield f"command-{name}"


def test_every_key_that_is_said_has_words() -> None:
    unknown = [
        (where, key.pattern)
        for where, key in said()
        if not any(key.fullmatch(name) for name in ENGLISH)
    ]
    unknown += [("a form or a command", key) for key in derived() if key not in ENGLISH]
    assert unknown == []


def test_no_words_are_there_for_nothing() -> None:
    patterns = [key for _, key in said()]
    named = {
        node.value
        for _, tree in trees(*FLOORS)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    phrases = {f"command-{name}-said" for name in ROUTING.commands}
    unused = ENGLISH.keys() - named - set(derived()) - phrases
    assert {key for key in unused if not any(each.fullmatch(key) for each in patterns)} == set()


SENTENCE = re.compile(r"\b[A-Z][a-z]+ [a-z]+ [a-z]+|[a-z]+ [a-z]+ [a-z]+ [a-z]+[.?!]")


def test_handlers_hold_no_words_that_people_read() -> None:
    """A guess: a sentence that is no docstring, and not the message of a mistake of ours."""
    files = [*MODULES.values(), Path(dialogue.__file__)]
    found = []
    for file in files:
        tree = TREES[file.relative_to(ROOT)]
        ours = {
            id(part)
            for node in ast.walk(tree)
            if isinstance(node, ast.Raise | ast.Expr)
            for part in ast.walk(node)
        }
        found += [
            f"{file.name}:{node.lineno}: {node.value}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in ours
            and SENTENCE.search(node.value)
        ]
    assert found == []


# --- What is kept ---------------------------------------------------------------------------


WITHOUT_THEM = {"audit"}
"""Tables whose rows stay, without the person: of somebody else's doing, in none of their words."""


def test_every_table_is_among_them_all() -> None:
    has_table = {
        file.stem
        for file, tree in trees("storage")
        if any(isinstance(node, ast.Name) and node.id == "__tablename__" for node in ast.walk(tree))
    }

    assert has_table - set(everything.__all__) == set()


def test_every_table_about_a_person_is_exported_and_erased() -> None:
    """By its foreign key: the export follows it, and so does the deletion."""
    exported = {table.name for table in personal_tables()}
    for table in Base.metadata.sorted_tables:
        keys = [key for key in table.foreign_keys if key.column.table.name == "person"]
        columns = [c.name for c in table.columns if c.name in ("person", "person_id", "account_id")]
        assert bool(keys) == bool(columns), f"{table.name} knows a person without saying so"
        assert len(keys) < 2, f"{table.name}: the export follows one key"
        ends = {"SET NULL"} if table.name in WITHOUT_THEM else {"CASCADE"}
        assert {key.ondelete for key in keys} <= ends, f"{table.name} outlives a person"
        assert not keys or table.name in exported


def test_every_table_about_a_person_is_told_of_in_words() -> None:
    """`/me` and the page say what each holds: a feature that keeps something says so itself."""
    untold = {table.name for table in personal_tables()} - ROUTING.tellers.kept.keys()
    assert untold == set(), "tell of them with @on.keeps, as handlers/account.py does"


NO_FREE_TEXT = {
    # what their platform calls them, and what it knows them by
    "person.name", "account.platform", "account.user", "account.address",
    # one of our own words
    "person.language", "person.zone", "talk.topic", "check_in.mood", "check_in.tags",
    "consent.purpose", "consent.every", "in_report.counted", "profile.kind", "profile.bank",
    "kept.outcome",
    "wanted_news.pot_ref", "wrong.what",
    "question.kind", "question.stance", "question.offered", "question.other", "question.said_in",
    "question.subject",
    "given_prompt.prompt",
    "thanks.what",
    "peer_side.talked",
    "question.closed_why", "question_event.what",
    "reminder.every", "reminder.zone",
    "letter.platform", "letter.language", "letter.state", "letter.problem",
    # what an administrator set down about those who answer for others' safety
    "safeguarding_contact.area_ref", "safeguarding_contact.name", "safeguarding_contact.hours",
    # choices, and our own words
    "mentor.what_for", "mentee.in_the_way", "mentoring_side.role",
    # our own ids
    "alert.area_ref", "alert.told", "alert.ever_told",
    # our own words, and the platforms' id of who vouched
    "peer.via", "peer.wants", "peer.every", "peer.languages", "peer.interests", "peer.lived",
    "peer.ways", "peer.vouched_by", "peer_report.area_ref", "peer_report_words.what",
    "circle_seat.days", "circle_seat.parts", "circle_seat.news",
    # what officers did, in our own words and ids
    "audit.platform", "audit.user", "audit.what", "audit.about",
    # the platforms' ids of officers
    "question.taken_by", "question_event.by", "attachment.platform", "attachment.user",
    # the platforms' ids of chats and messages
    "letter.address", "letter.thread", "letter.only_for", "letter.replaces", "letter.message",
}  # fmt: skip
"""Columns of tables about people that can hold text, looked at one by one: nobody typed it."""


def test_what_people_type_is_sealed() -> None:
    """A column about somebody is sealed, or can't hold words, or somebody looked at it."""
    wordless = (Boolean, BigInteger, Date, Instant, Integer, Numeric, Sealed, Uuid)
    columns = {
        str(column)
        for table in personal_tables()
        for column in table.columns
        if not isinstance(column.type, wordless)
    }
    assert columns == NO_FREE_TEXT


def test_what_is_sealed_is_named_by_columns_that_never_change() -> None:
    """Otherwise it would not open any more."""
    for table, column in sealed_columns():
        assert isinstance(column.type, Sealed)
        named = {name for _, name, _, _ in Formatter().parse(column.type.row) if name}
        assert named, column
        assert named <= {each.name for each in table.primary_key}, column
        assert column.type.row.split(" ")[0] == table.name


def test_the_migrations_make_exactly_the_tables_of_the_code(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new.sqlite'}"
    migrate(url)
    engine = create_engine(url)

    def same(
        context: object, _: object, __: object, inspected: object, told: object
    ) -> bool | None:
        """Our own types are compared as what they are in the database."""
        return False if isinstance(told, Instant | Sealed) else None

    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": same})
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_migrating_again_changes_nothing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new.sqlite'}"
    migrate(url)
    before = (tmp_path / "new.sqlite").read_bytes()
    migrate(url)

    assert (tmp_path / "new.sqlite").read_bytes() == before
