"""Who may do what: every command, press and form, tried by everybody of the cast.

The table is tests/permissions.txt. "yes": they may; "own": they may, for it is theirs; "no": they
are told why not, and nothing has changed. Whatever anybody does changes nothing of others, but what
the table names. A handler without a line fails; so does a line without a handler.
"""

import shutil
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from handlers import dispatch
from handlers.dispatch import ROUTING
from handlers.messages import Command, HomeOpened, Pressed, Said, Submitted, Unreadable, What
from storage.database import Database
from storage.sealing import new_keys
from tests.cast import CAST, STORY, Heard, Stage, staged, value

REFUSALS = {
    "alert-gone", "anyway-gone", "apart-not-met", "ask-stopped", "away-not-yours",
    "card-not-working",
    "card-not-yours", "check-in-none",
    "check-in-undone-before", "check-ins-not-yet", "check-ins-overseen", "myask-gone",
    "consent-check-ins-what", "consent-ons4-what", "form-over", "hello-gone", "kept-not",
    "list-too-old", "mentor-has-one", "mentoring-gone",
    "hello-needs", "mentoring-join", "note-gone",
    "only-in-private", "peers-not-in", "peers-under", "rhythm-over",
    "circles-for-peers", "circles-gone", "circles-host-other", "circles-none-now",
    "circles-note-gone", "circles-one-already",
    "role-needed-administrator", "role-needed-audit", "role-needed-coordinator",
    "safeguarding-not-you", "team-is-gone", "team-not-yours", "tell-nobody-there", "thanks-gone",
    "unknown-button", "unknown-command", "vouch-gone", "wanted-not", "wrong-not-yours",
}  # fmt: skip
"""The words by which somebody is told that they may not, or not yet, or that it isn't theirs."""

OF_EVERY_TURN = {"account", "letter", "person", "talk"}
"""What a turn writes of the one who spoke, also where they may not: that they are there, what was
said to them, and what it offered."""
THERE = ("address", "asked_at", "due_at", "unreachable_at")
"""The columns by which we know that somebody is there."""


@dataclass(frozen=True)
class Line:
    """What somebody does, who may, and what of others it changes."""

    does: str
    cells: dict[str, str]
    touches: frozenset[str]

    @property
    def route(self) -> tuple[str, str]:
        """The kind of handler, and its name."""
        kind, _, rest = self.does.partition(" ")
        return ("command", kind[1:]) if kind.startswith("/") else (kind, rest.split(" ")[0])

    def what(self, stage: Stage) -> What:
        """The same as the bot hears it."""
        kind, _, told = self.does.partition(" ")
        rest = told.format_map(stage.things)
        match kind:
            case "press":
                return Pressed(rest, "1")
            case "says":
                return Said(rest, "1")
            case "sends":
                return Unreadable(rest)
            case "opens":
                return HomeOpened()
            case "form":
                name, *answers = rest.split(" ")
                return Submitted(name, dict(each.split("=") for each in answers))
        return Command(kind[1:], rest)


def lines() -> Iterator[Line]:
    """The table."""
    _, *rows = [
        row
        for row in (Path(__file__).parent / "permissions.txt").read_text("utf-8").splitlines()
        if row and not row.startswith("#")
    ]
    for row in rows:
        does, cells, *touches = (part.strip() for part in row.split("|"))
        by = dict(zip(CAST, cells.split(), strict=True))
        yield Line(does, by, frozenset(" ".join(touches).split()))


LINES = list(lines())


@pytest.fixture(scope="module")
async def stage(furnished: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stage]:
    """The cast, each with what makes them who they are."""
    file = tmp_path_factory.mktemp("stage") / "town.sqlite"
    shutil.copy(furnished, file)
    database = Database(f"sqlite:///{file}", new_keys())
    yield await staged(database)
    await database.close()


def test_every_handler_has_a_line_and_every_line_a_handler() -> None:
    steering = {"anyway", "form", "form-open", *dispatch._STEERING}
    routes = {("command", name) for name in ROUTING.commands}
    routes |= {("press", name) for name in (*ROUTING.presses, *steering)}
    routes |= {("form", name) for name in ROUTING.forms}
    said = {line.route for line in LINES if line.route[0] not in ("says", "sends", "opens")}
    assert said == routes


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.does)
async def test_everybody_may_what_they_may_and_no_more(stage: Stage, line: Line) -> None:
    what = line.what(stage)
    for who, cell in line.cells.items():
        heard = await stage.tries(who, what)

        assert cell == _cell(line, who, heard), f"{who} heard {heard.keys}"
        assert _of_others(stage, who, heard) <= line.touches, who
        if cell == "no":
            assert _more_than_a_turn(heard) == set(), who


async def test_where_others_read_along_nothing_is_done_that_is_private(stage: Stage) -> None:
    for line in LINES:
        kind, name = line.route
        route = {"command": ROUTING.commands, "press": ROUTING.presses}.get(kind, {}).get(name)
        if route and route.private:
            heard = await stage.tries("volunteer", line.what(stage), public=True)

            assert heard.keys == ["only-in-private"], line.does
            assert {table for table, _ in heard.changed} <= {"letter"}, line.does


def _cell(line: Line, who: str, heard: Heard) -> str:
    """What the table would have to say of what somebody heard."""
    if REFUSALS & set(heard.keys) or (heard.answer and heard.answer.problems):
        return "no"
    return "own" if line.cells[who] == "own" else "yes"


def _of_others(stage: Stage, who: str, heard: Heard) -> set[str]:
    """The tables in which rows changed that are somebody else's, or nobody's."""
    met = {key[1][0] for key in heard.after.keys() - heard.before.keys() if key[0] == "person"}
    own = {*met, stage.ids.get(who), f"{who}-chat", f"{who}-user"} - {None}
    return {
        key[0]
        for key, row in heard.changed.items()
        if key[0] != "letter_about"  # it is of its letter, which is somebody's
        if not own & _owners(key[0], row)
    }


def _owners(table: str, row: tuple[Any, ...]) -> set[Any]:
    """Whose a row is, as far as it says: a person's id, a chat, a platform's user."""
    of = "id" if table == "person" else "person_id"
    return {value(table, row, each) for each in (of, "address", "user")}


def _more_than_a_turn(heard: Heard) -> set[str]:
    """The tables in which more changed than every turn changes."""
    found = set()
    for key, row in heard.changed.items():
        table = key[0]
        if table not in OF_EVERY_TURN or key not in heard.after:
            found.add(table)
        elif key in heard.before and table in ("person", "account"):
            names = STORY[table]
            pairs = zip(names, row, heard.after[key], strict=True)
            if any(was != now for name, was, now in pairs if name not in THERE):
                found.add(table)
    return found
