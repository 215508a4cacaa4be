"""An import taken back: its rows made what they were before it, in slices as it wrote them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from storage import imports
from storage.database import Database
from storage.imports import Import, Kind, Undone

MOST_LEFT = 100
"""Rows that could not be taken back and are named."""


class NothingToUndo(Exception):
    """No import that changed anything is remembered well enough to be undone."""


@dataclass
class UndoReport:
    """What an undoing did, or would do."""

    record: Import
    removed: int = 0
    """Rows that were new then, and are gone."""
    restored: int = 0
    """Rows that are as they were."""
    left: int = 0
    """Rows that were changed since, or that others hold on to: they stay as they are."""
    refs_left: list[str] = field(default_factory=list)
    """The first of these."""
    done: bool = False

    def add(self, slice_: Undone) -> None:
        """Count a slice."""
        self.removed += slice_.removed
        self.restored += slice_.restored
        self.left += len(slice_.left)
        self.refs_left += slice_.left[: MOST_LEFT - len(self.refs_left)]


async def undo_last(
    database: Database,
    kind: Kind | None,
    *,
    now: datetime,
    dry_run: bool = False,
    leave_changed: bool = False,
    progress: Callable[[int, int | None], None] | None = None,
) -> UndoReport:
    """Take back the last import (of a kind): whole, or with `leave_changed` as far as it goes.

    A row that somebody changed since, or that others hold on to, is never touched; without
    `leave_changed`, one such row keeps all as it is. Cut short between two slices, it is finished
    by calling it again.

    Raises:
        NothingToUndo: there is no such import, or it was more than 30 days ago.
    """
    async with database.transaction() as session:
        record = await imports.last_import(session, kind)
        if record is None:
            raise NothingToUndo
        numbers = await imports.slices_of(session, record)
    report = UndoReport(record)
    for number in numbers:
        async with database.transaction() as session:
            report.add(await imports.undo(session, record, number, dry_run=True))
    if dry_run or (report.left and not leave_changed):
        return report
    report = UndoReport(record, done=True)
    for count, number in enumerate(numbers, 1):
        async with database.transaction() as session:
            report.add(await imports.undo(session, record, number))
            if count == len(numbers):
                await imports.undone(session, record, now)
        if progress:
            progress(count, len(numbers))
    return report
