"""Every conversation once more, on the core alone, with PostgreSQL below it."""

import importlib
import inspect
import itertools
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from _pytest.fixtures import FixtureFunctionDefinition

from bot.app import App
from bot.simulating import demonstration
from handlers.dispatch import FEATURES, Routing
from handlers.wording import LANGUAGES, wording
from storage.database import Database
from tests.postgres import KEYS, Server, empty, filled, server
from tests.town import STORY_BEGINS, Core, House, StillClock, rehearsal

__all__ = ["empty", "filled", "server"]  # the fixtures


_numbers = itertools.count(1)
"""A test that asks for one way alone makes another house for itself."""


@pytest.fixture(scope="session")
async def house(
    server: Server, filled: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[House]:
    """A bot on a PostgreSQL database with the sample area."""
    url = server.make(f"conversations_{next(_numbers)}", like=filled)
    settings = demonstration(tmp_path_factory.mktemp("postgres"), port=0)
    for language in LANGUAGES:
        wording(language).bundle.add_resource(rehearsal.WORDS, allow_overrides=True)
    core, clock = Core(), StillClock(STORY_BEGINS)
    routing = Routing.of([*FEATURES, rehearsal])
    app = App(settings, clock, Database(url, KEYS), [await core.open(clock)], routing)
    await app.start()
    yield House(core, app, clock)
    await app.stop()
    await core.close()


for file in sorted(Path(__file__).parent.glob("test_*.py")):
    if file.stem == "test_rhythm":  # its weeks are tried on PostgreSQL in test_reminders
        continue
    if file != Path(__file__) and "town: Town" in file.read_text(encoding="utf-8"):
        module = importlib.import_module(f"tests.{file.stem}")
        if hasattr(module, "pytestmark"):  # about one platform alone
            continue
        for name, found in list(vars(module).items()):
            if isinstance(found, FixtureFunctionDefinition):
                globals().setdefault(name, found)
            elif name.startswith("test_") and "town" in inspect.signature(found).parameters:
                globals()[f"{file.stem}_{name.removeprefix('test_')}"] = found
