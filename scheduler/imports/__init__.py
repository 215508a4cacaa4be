"""Files and feeds into tables: read, report each bad row, keep; and take it back.

A file goes through these, in this order: `files` (what is it?), `kinds` (of what?), `tables`,
`giving` or `oruk` (its rows), `sheets` and `cells` (what they say), `checking` (each id once),
`keeping` (into the database). `fetching` brings the pages of a feed first, `feeds` when it is due.
"""

from scheduler.imports.keeping import SAMPLE, import_file, import_pages, load_sample
from scheduler.imports.problems import CannotRead, Problem, Report, sentence, worst
from scheduler.imports.undoing import NothingToUndo, UndoReport, undo_last
from storage.imports import Change, Kind

__all__ = [
    "SAMPLE",
    "CannotRead",
    "Change",
    "Kind",
    "NothingToUndo",
    "Problem",
    "Report",
    "UndoReport",
    "import_file",
    "import_pages",
    "load_sample",
    "sentence",
    "undo_last",
    "worst",
]
