"""A row on its way from a file to a table: its cells, and what was found wrong with them."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from datetime import date

from scheduler.imports.problems import Problem, Severity, Why
from scheduler.imports.text import LONGEST, plain, repaired


@dataclass(frozen=True)
class Known:
    """What the rows of a file may refer to, and the day on which they are read."""

    today: date
    areas: Mapping[str, str]
    """Each area's name by its names, its other names and these without spaces, in lower case."""
    contacts: Mapping[str, str]
    """Each contact's id by that id in lower case."""


@dataclass
class Row:
    """One row: its cells by the name of our field, as they stand in the file."""

    line: int
    cells: Mapping[str, str]
    headings: Mapping[str, str] = field(default_factory=dict)
    """The file's own word for each field."""
    unit: str = "line"
    """What `line` counts: lines of the file, or grants of a JSON list."""
    problems: list[Problem] = field(default_factory=list)

    @property
    def refused(self) -> bool:
        """Whether the row cannot be kept."""
        return any(problem.severity == "refused" for problem in self.problems)

    @property
    def skipped(self) -> bool:
        """Whether the row says nothing new."""
        return any(problem.severity == "skipped" for problem in self.problems)

    def text(self, name: str) -> str:
        """A cell as plain text: repaired, without markup, at most `LONGEST` characters."""
        cell = self.cells.get(name, "")
        if not cell or cell.isspace():
            return ""
        whole = repaired(cell)
        if whole != cell:
            self.warn(name, Why.REPAIRED)
        text = plain(whole)
        if len(text) > LONGEST:
            self.warn(name, Why.SHORTENED, limit=f"{LONGEST:,}")
            text = text[: LONGEST - 1].rstrip() + "…"
        return text

    def warn(self, name: str | None, why: Why, /, **said: object) -> None:
        """Note a doubt: the row can be kept."""
        self.problems.append(self.problem(name, "warning", why, **said))

    def refuse(self, name: str | None, why: Why, /, **said: object) -> None:
        """Note what makes it impossible to keep the row."""
        self.problems.append(self.problem(name, "refused", why, **said))

    def skip(self, why: Why, /, **said: object) -> None:
        """Note that the row says nothing new, and nothing else about it."""
        self.problems = [self.problem(None, "skipped", why, **said)]

    def problem(self, name: str | None, severity: Severity, why: Why, /, **said: object) -> Problem:
        """A problem with the row, in words, not noted yet."""
        column = None if name is None else self.headings.get(name, name)
        words = {"column": column, **{blank: _short(value) for blank, value in said.items()}}
        ref = _short(self.cells.get("ref", ""))
        return Problem(self.line, column, why.value.format(**words), severity, self.unit, ref)


def _short(value: object) -> str:
    """What a cell said, fit to be quoted in a sentence."""
    text = " ".join(plain(str(value)[:5000]).split())
    return text if len(text) <= 200 else text[:199] + "…"


def names_of(known: Set[str]) -> str:
    """A set of words for the end of a sentence."""
    return ", ".join(sorted(known))
