"""`sparkplug import` and `sparkplug undo`: files and feeds in, with a word on every refused row.

A file that a team drops in its channel goes the same way: `import_file`, which knows no terminal.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Protocol

import click
from rich import progress as bars
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.clock import WallClock
from scheduler.imports import (
    CannotRead,
    Change,
    Kind,
    NothingToUndo,
    Problem,
    Report,
    UndoReport,
    import_file,
    sentence,
    undo_last,
    worst,
)
from scheduler.imports.checking import Tell
from scheduler.imports.keeping import Progress
from scheduler.imports.policy import AskLater, CannotFetch, Policy
from storage.database import Database

_DOUBTS_SHOWN = 50
"""Rows of a file whose doubts are shown; refused rows are shown however many they are."""

_CHANGES_SHOWN = 20
"""Rows that a dry run names."""


Opened = Callable[[], AbstractAsyncContextManager[Database]]
"""Opens a database, and closes it after use."""


def import_command(
    own: Opened, simulators: Opened, policy: Callable[[], Policy] = Policy
) -> click.Command:
    """The command, on the installation's own database or on the simulator's."""

    @click.command("import")
    @click.argument("what", nargs=-1, required=True, metavar="[KIND] FILES_OR_ADDRESSES...")
    @click.option("--dry-run", is_flag=True, help="Say what would happen, and write nothing.")
    @click.option("--keep-good", is_flag=True, help="Keep the good rows even if some are refused.")
    @click.option("--details", is_flag=True, help="Fetch each service of a list by itself, too.")
    @click.option("--simulator", is_flag=True, help="Into simulator.sqlite here, to try it out.")
    def command(
        what: tuple[str, ...], dry_run: bool, keep_good: bool, details: bool, simulator: bool
    ) -> None:
        """Import files of one kind: CSV or XLSX in our form; 360Giving; Open Referral UK.

        What begins with https:// is fetched first: a file, or all pages of a feed. Stopped, the
        same command goes on from the page it was at.

        KIND is areas, contacts, pots, groups, signposts, grants or prompts; without it, the
        headings of each file tell. Each file is kept whole or not at all, unless --keep-good is
        given. The exit status is 1 if a file or a row was refused.
        """
        kind, files = _kind_and_files(what)

        async def run() -> bool:
            async with (simulators if simulator else own)() as database:
                return await run_import(
                    database,
                    kind,
                    files,
                    now=WallClock().now(),
                    dry_run=dry_run,
                    keep_good=keep_good,
                    console=Console(),
                    policy=policy(),
                    details=details,
                )

        try:
            well = asyncio.run(run())
        except KeyboardInterrupt:
            raise click.ClickException(
                "Stopped. The same command goes on where it was. A file that was being written is "
                "not complete: import it again, or take it back with sparkplug undo."
            ) from None
        if not well:
            raise SystemExit(1)

    return command


def _kind_and_files(what: tuple[str, ...]) -> tuple[Kind | None, Sequence[str]]:
    """The kind, if the first word is one, and the files."""
    if what[0] not in list(Kind):
        return None, what
    if len(what) == 1:
        raise click.UsageError(f"Which file holds the {what[0]}?")
    return Kind(what[0]), what[1:]


async def run_import(
    database: Database,
    kind: Kind | None,
    files: Sequence[str],
    *,
    now: datetime,
    dry_run: bool,
    keep_good: bool,
    console: Console,
    policy: Policy,
    details: bool,
) -> bool:
    """Import the files one after the other, and tell the console; whether nothing was refused."""
    well = True
    for file in files:
        bring: Bring
        if file.startswith(("https://", "http://")):
            from bot.feeding import fetched  # its libraries are for those who fetch

            name = file
            bring = partial(fetched, database, kind, file, policy, details=details)
        else:
            name = Path(file).name
            bring = partial(import_file, database, kind, Path(file), now=now)
        well = await _tell(console, name, bring, dry_run=dry_run, keep_good=keep_good) and well
    return well


class Bring(Protocol):
    """Imports something."""

    def __call__(
        self, *, dry_run: bool, keep_good: bool, progress: Progress, tell: Tell
    ) -> Awaitable[Report]:
        """What became of it; raises what `_tell` tells."""
        ...


async def _tell(
    console: Console, name: str, bring: Bring, *, dry_run: bool, keep_good: bool
) -> bool:
    """Import something, with a bar and a line for each bad row; whether nothing was refused."""
    lines = _Lines(console, name)
    try:
        with progress_bar(console, name) as follow:
            report = await bring(
                dry_run=dry_run, keep_good=keep_good, progress=follow, tell=lines.tell
            )
    except (CannotRead, CannotFetch, AskLater) as refusal:
        lines.end()
        console.print(Text(f"{name}: {refusal}"), soft_wrap=True)
        return False
    lines.end()
    if dry_run:
        _print_changes(console, name, report)
    console.print(_summary(name, report))
    console.print(_outcome(report, dry_run), soft_wrap=True)
    return not report.refused


@contextmanager
def progress_bar(console: Console, name: str) -> Iterator[Callable[[int, int | None], None]]:
    """A bar that leaves nothing behind, and nothing at all where nobody watches."""
    words = bars.TextColumn("{task.description}", markup=False)
    columns = (words, bars.BarColumn(), bars.MofNCompleteColumn())
    with bars.Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task(name, total=None)

        def follow(done: int, total: int | None) -> None:
            bar.update(task, completed=done, total=total)

        yield follow


class _Lines:
    """One line for each row that has problems, as they come."""

    def __init__(self, console: Console, name: str) -> None:
        self._console = console
        self._name = name
        self._row: list[Problem] = []
        self._doubtful = 0

    def tell(self, problem: Problem) -> None:
        """Hear of a problem; those of one row come one after the other."""
        if self._row and self._row[0].line != problem.line:
            self._print()
        self._row.append(problem)

    def end(self) -> None:
        """Say what is left to say."""
        self._print()
        if self._doubtful > _DOUBTS_SHOWN:
            more = f"{self._doubtful - _DOUBTS_SHOWN:,}"
            self._console.print(Text(f"{self._name}: {more} more rows were kept with a doubt"))

    def _print(self) -> None:
        row, self._row = self._row, []
        if not row:
            return
        doubtful = worst(row) == "warning"
        self._doubtful += doubtful
        if not doubtful or self._doubtful <= _DOUBTS_SHOWN:
            self._console.print(Text(f"{self._name}, {sentence(row)}"), soft_wrap=True)


def _print_changes(console: Console, name: str, report: Report) -> None:
    for change in report.changes[:_CHANGES_SHOWN]:
        console.print(Text(f"{name}, {_change(change)}"), soft_wrap=True)
    more = report.new + report.changed - len(report.changes[:_CHANGES_SHOWN])
    if more:
        console.print(Text(f"{name}: {more:,} more rows are new or changed"))


def _change(change: Change) -> str:
    """A row that is new, or what of it would change: "FP002: changed: max_amount 500 → 600"."""
    if change.fields is None:
        return f"{change.ref}: new"
    fields = "; ".join(
        f"{name} {_value(before)} → {_value(after)}"
        for name, (before, after) in change.fields.items()
    )
    return f"{change.ref}: changed: {fields}"


def _value(value: object) -> str:
    said = "; ".join(value) if isinstance(value, list) else str(value)
    text = " ".join(said.split())
    if value is None or not text:
        return "(empty)"
    return text if len(text) <= 60 else f"{text[:59]}…"


def _summary(name: str, report: Report) -> Table:
    title = Text(f"{report.kind.capitalize()} from {name}")
    table = Table(title=title, title_justify="left")
    counts = {
        "new": report.new,
        "changed": report.changed,
        "same": report.same,
        "refused": report.refused,
        "skipped": report.skipped,
        "doubts": report.warnings,
    }
    for word in counts:
        table.add_column(word, justify="right")
    table.add_row(*(f"{count:,}" for count in counts.values()))
    return table


def _outcome(report: Report, dry_run: bool) -> str:
    """What became of it, in one sentence."""
    if report.kept:
        return "Kept the good rows." if report.refused else "Kept."
    if dry_run:
        return "This was a dry run: nothing was kept."
    return (
        "Nothing was kept, because rows were refused. "
        "Mend them, or keep the good ones with --keep-good."
    )


# --- Back -----------------------------------------------------------------------------------


async def undo(opened: Opened, kind: Kind | None, *, dry_run: bool, leave_changed: bool) -> None:
    """Take the last import back, and say what became of its rows.

    Raises:
        ClickException: it can't be.
    """
    console = Console()
    try:
        async with opened() as database:
            with progress_bar(console, "undo") as follow:
                report = await undo_last(
                    database,
                    kind,
                    now=WallClock().now(),
                    dry_run=dry_run,
                    leave_changed=leave_changed,
                    progress=follow,
                )
    except NothingToUndo:
        which = f" of {kind}" if kind else ""
        raise click.ClickException(
            f"There is no import{which} to undo: none changed anything in the last 30 days, or it "
            "was undone already."
        ) from None
    _print_undone(console, report, dry_run)
    if report.left and not (report.done or dry_run):
        raise SystemExit(1)


def _print_undone(console: Console, report: UndoReport, dry_run: bool) -> None:
    record = report.record
    what = f"{record.file} ({record.kind}, imported {record.at:%-d %B %Y at %H:%M} UTC)"
    for ref in report.refs_left:
        console.print(Text(f"{ref}: changed since, or in use: it stays as it is"), soft_wrap=True)
    if report.left > len(report.refs_left):
        console.print(f"{report.left - len(report.refs_left):,} more stay as they are")
    counts = (
        f"{report.removed:,} rows that were new taken out, "
        f"{report.restored:,} made what they were, {report.left:,} left as they are."
    )
    if report.done:
        said = f"Took back {what}: {counts}"
    elif dry_run:
        said = f"This was a dry run; it would take back {what}: {counts}"
    else:
        said = (
            f"Nothing was taken back of {what}, because {report.left:,} rows were changed since "
            "or are in use. Take back the others with --leave-changed."
        )
    console.print(Text(said), soft_wrap=True)
