"""Files into tables: read, report each bad row, keep.

A file goes through these, in this order: `files` (what is it?), `tables` or `giving` (its rows),
`sheets` and `cells` (what they say), `checking` (each id once), `keeping` (into the database).
"""

from scheduler.imports.keeping import SAMPLE, import_file, load_sample
from scheduler.imports.problems import CannotRead, Problem, Report
from storage.imports import Kind

__all__ = ["SAMPLE", "CannotRead", "Kind", "Problem", "Report", "import_file", "load_sample"]
