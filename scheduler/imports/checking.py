"""From rows as a file has them to rows fit to keep, each id once."""

from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b

import msgspec

from scheduler.imports.problems import MOST_PROBLEMS, CannotRead, Problem, Why
from scheduler.imports.rows import Known, Row
from scheduler.imports.sheets import Sheet
from storage.imports import Values

MOST_ROWS = 200_000
"""Rows of one file: what is remembered of each, to find repeats, has to fit in memory."""

Tell = Callable[[Problem], None]


class Check:
    """Reads rows, tells of each problem as it is met, counts, and passes on what can be kept."""

    def __init__(self, sheet: Sheet, known: Known, tell: Tell) -> None:
        self.refused = self.skipped = self.warnings = 0
        self.problems: list[Problem] = []
        """The first ones."""
        self._sheet = sheet
        self._known = known
        self._tell = tell
        self._seen: dict[str, tuple[int, bytes]] = {}
        """Each id met so far: its line, and a digest of what it says."""
        self._keys = set[str]()
        self._pointing: dict[str, Problem] = {}
        """What rows name in their own file, with the doubt to tell if it is not met."""

    def good(self, rows: Iterable[Row | Problem | None]) -> Iterator[Values | None]:
        """What can be kept, with a None for each row that cannot: so one sees it go on."""
        for row in rows:
            if row is None:
                yield None
                continue
            if isinstance(row, Problem):
                self.tell(row)
                continue
            values = None if row.refused or row.skipped else self._values(row)
            self.refused += row.refused
            self.skipped += row.skipped
            for problem in row.problems:
                self.tell(problem)
            yield values
        for said, problem in self._pointing.items():
            if said not in self._keys:
                self.tell(problem)

    def tell(self, problem: Problem) -> None:
        """Count a problem and pass it on."""
        self.warnings += problem.severity == "warning"
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(problem)
        self._tell(problem)

    def _values(self, row: Row) -> Values | None:
        values = self._sheet.values(row, self._known)
        if values["ref"]:
            self._find_repeat(row, values)
        if row.refused or row.skipped:
            return None
        self._remember(row, values)
        return values

    def _find_repeat(self, row: Row, values: Values) -> None:
        """The same id again: the same row is passed over, a different one refused."""
        digest = blake2b(msgspec.msgpack.encode(values), digest_size=8).digest()
        first, said = self._seen.setdefault(values["ref"], (row.line, digest))
        if len(self._seen) > MOST_ROWS:
            raise CannotRead(Why.TOO_MANY_ROWS, limit=f"{MOST_ROWS:,}")
        if first == row.line:
            return
        where = f"{row.unit.capitalize()} {first}"
        if said == digest:
            row.skip(Why.REPEATED, first=where)
        else:
            row.refuse("ref", Why.CLASH, ref=values["ref"], first=where)

    def _remember(self, row: Row, values: Values) -> None:
        """A name in the row's own file may point forward, so it is looked up at the end."""
        inward = self._sheet.inward
        if inward is None:
            return
        self._keys.add(values[inward.key].lower())
        said = values[inward.name]
        if said and said.lower() not in inward.stored(self._known):
            doubt = row.problem(inward.name, "warning", inward.why, said=said)
            self._pointing.setdefault(said.lower(), doubt)
