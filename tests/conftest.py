"""What every test may ask for: a town, on each way to the bot, and golden files."""

import asyncio
import io
import json
import logging
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from bot.logs import Discreet
from bot.simulating import look_after
from scheduler.imports import load_sample
from storage.database import Database
from storage.migrations import migrate
from storage.sealing import new_keys
from tests.desk import hurried, linked, office
from tests.postgres import KEYS, Server, filled, server, tables
from tests.town import (
    STORY_BEGINS,
    WAYS,
    Core,
    CoreOnPostgres,
    House,
    OnSlack,
    Town,
    Way,
    opened,
    running,
)
from tests.typed import sparkplug

__all__ = ["filled", "hurried", "linked", "office", "server", "sparkplug", "tables"]  # fixtures

Folders = pytest.TempPathFactory


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--write-golden", action="store_true", help="write the golden files anew")


LONGEST = (
    "test_running", "test_lease", "test_kill", "test_canaries", "test_checking",
    "test_command_line",
    "test_circles", "test_mentoring", "test_reminders_killed", "test_questions_killed",
)  # fmt: skip
"""Modules that take long for their number of tests: begun last, one would end alone."""


ON_POSTGRES = (
    "test_account", "test_alerts", "test_cards", "test_check_ins", "test_consents",
    "test_introductions", "test_kept", "test_peers", "test_questions", "test_thanks", "test_wanted",
)  # fmt: skip
"""Modules whose conversations are held on PostgreSQL each time; those of the others with `soak`.

What PostgreSQL does otherwise than SQLite is in storage, and tried there; conversations on it all
would take `make test` minutes.
"""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out what is no conversation on a way, and begin with what takes longest.

    So all workers end together.
    """
    here = Path(__file__).parent
    assert all((here / f"{name}.py").exists() for name in (*LONGEST, *ON_POSTGRES))
    for item in items:
        if _way(item) is CoreOnPostgres and item.path.stem not in ON_POSTGRES:
            item.add_marker(pytest.mark.soak)
    there = [item for item in items if not _is_one_modal(item)]
    items[:] = sorted(there, key=lambda item: item.path.stem not in LONGEST)


def _way(item: pytest.Item) -> object:
    return item.callspec.params.get("way") if hasattr(item, "callspec") else None


def _is_one_modal(item: pytest.Item) -> bool:
    """On Slack, where a form is one modal, nothing is asked one by one."""
    return _way(item) is OnSlack and item.get_closest_marker("talked") is not None


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, object], None]:
    """Compare a value with a file in tests/golden, or write it there: `pytest --write-golden`."""

    def compare(name: str, value: object) -> None:
        file = Path(__file__).parent / "golden" / f"{name}.json"
        told = json.dumps(value, ensure_ascii=False, indent=2) + "\n"
        if request.config.getoption("--write-golden"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(told, "utf-8")
        assert file.exists(), f"no golden file yet: pytest {request.node.nodeid} --write-golden"
        assert told == file.read_text("utf-8")

    return compare


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """All that an operator would read."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(Discreet("%(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield written
    root.removeHandler(handler)
    root.setLevel(level)


@pytest.fixture(scope="session")
async def furnished(tmp_path_factory: Folders) -> Path:
    """A database with the sample area in it, to be copied."""
    file = tmp_path_factory.mktemp("furnished") / "town.sqlite"
    await asyncio.to_thread(migrate, f"sqlite:///{file}")
    database = Database(f"sqlite:///{file}", new_keys())
    with as_file(files("bot") / "sample") as sample:
        await load_sample(database, STORY_BEGINS, sample)
    async with database.transaction() as session:
        await look_after(session, ("nowhere", "1", "Moira"), ("nowhere", "2", "Sam"))
    await database.close()
    return file


@pytest.fixture(scope="session")
def empty(tmp_path_factory: Folders) -> Path:
    """A database with nothing in it, to be copied."""
    file = tmp_path_factory.mktemp("empty") / "town.sqlite"
    migrate(f"sqlite:///{file}")
    return file


@pytest.fixture
async def database(empty: Path, tmp_path: Path) -> AsyncIterator[Database]:
    """A database with nothing in it."""
    shutil.copy(empty, tmp_path / "town.sqlite")
    database = Database(f"sqlite:///{tmp_path / 'town.sqlite'}", new_keys())
    yield database
    await database.close()


@pytest.fixture(scope="module", params=WAYS)
def way(request: pytest.FixtureRequest) -> Way:
    """How people reach the bot."""
    kind: type[Way] = request.param
    return kind()


@pytest.fixture(scope="module")
def sample_url(
    way: Way, furnished: Path, request: pytest.FixtureRequest, tmp_path_factory: Folders
) -> str:
    """The URL of a database with the sample area in it, of the kind that goes with the way."""
    folder = tmp_path_factory.mktemp("house")
    if isinstance(way, CoreOnPostgres):
        server: Server = request.getfixturevalue("server")
        return server.make(folder.name, like=request.getfixturevalue("filled"))
    return f"sqlite:///{shutil.copy(furnished, folder / 'town.sqlite')}"


@pytest.fixture(scope="module")
async def house(way: Way, sample_url: str, tmp_path_factory: Folders) -> AsyncIterator[House]:
    """One bot a module and way: what a module's tests leave behind, no other's meet."""
    database = Database(sample_url, KEYS)
    async with running(way, database, tmp_path_factory.mktemp("bot")) as house:
        yield house


@pytest.fixture
async def town(house: House) -> AsyncIterator[Town]:
    """A town on the morning of Sunday 22 November 2026, with nobody in it yet."""
    house.clock.set(STORY_BEGINS)
    town = Town(house)
    yield town
    await house.app.settle()
    await town.part()


@pytest.fixture
async def own_town(furnished: Path, tmp_path: Path) -> AsyncIterator[Town]:
    """A town in which nobody has said anything yet, and whose clock may be pushed for years."""
    async with opened(Core(), furnished, tmp_path) as house:
        yield Town(house)
