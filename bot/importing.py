"""`sparkplug import`: files into the database, with a word on every row that is refused."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, contextmanager
from datetime import datetime
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table
from rich.text import Text

from bot.clock import WallClock
from scheduler.imports import CannotRead, Kind, Problem, Report, import_file
from storage.database import Database

_DOUBTS_SHOWN = 50
"""Rows of a file whose doubts are shown; refused rows are shown however many they are."""


Opened = Callable[[], AbstractAsyncContextManager[Database]]
"""Opens a database, and closes it after use."""


def import_command(own: Opened, simulators: Opened) -> click.Command:
    """The command, on the installation's own database or on the simulator's."""

    @click.command("import")
    @click.argument("kind", type=click.Choice([kind.value for kind in Kind]))
    @click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
    @click.option("--dry-run", is_flag=True, help="Say what would happen, and write nothing.")
    @click.option("--keep-good", is_flag=True, help="Keep the good rows even if some are refused.")
    @click.option("--simulator", is_flag=True, help="Into simulator.sqlite here, to try it out.")
    def command(
        kind: str, files: tuple[Path, ...], dry_run: bool, keep_good: bool, simulator: bool
    ) -> None:
        """Import files of one kind: our CSV form; for grants, 360Giving CSV or JSON.

        Each file is kept whole or not at all, unless --keep-good is given. The exit status is 1
        if a file or a row was refused.
        """

        async def run() -> bool:
            async with (simulators if simulator else own)() as database:
                return await run_import(
                    database,
                    Kind(kind),
                    files,
                    now=WallClock().now(),
                    dry_run=dry_run,
                    keep_good=keep_good,
                    console=Console(),
                )

        try:
            well = asyncio.run(run())
        except KeyboardInterrupt:
            raise click.ClickException(
                "Stopped. A file that was being written is not complete: import it again."
            ) from None
        if not well:
            raise SystemExit(1)

    return command


async def run_import(
    database: Database,
    kind: Kind,
    files: Sequence[Path],
    *,
    now: datetime,
    dry_run: bool,
    keep_good: bool,
    console: Console,
) -> bool:
    """Import the files one after the other, and tell the console; whether nothing was refused."""
    well = True
    for file in files:
        lines = _Lines(console, file)
        try:
            with _progress(console, file) as follow:
                report = await import_file(
                    database,
                    kind,
                    file,
                    now=now,
                    dry_run=dry_run,
                    keep_good=keep_good,
                    progress=follow,
                    tell=lines.tell,
                )
        except CannotRead as refusal:
            lines.end()
            console.print(Text(f"{file.name}: {refusal}"), soft_wrap=True)
            well = False
        else:
            lines.end()
            console.print(_summary(kind, file, report))
            console.print(_outcome(report, dry_run), soft_wrap=True)
            well = well and not report.refused
    return well


@contextmanager
def _progress(console: Console, file: Path) -> Iterator[Callable[[int, int | None], None]]:
    """A bar that leaves nothing behind, and nothing at all where nobody watches."""
    words = TextColumn("{task.description}", markup=False)
    columns = (words, BarColumn(), MofNCompleteColumn())
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task(file.name, total=None)

        def follow(done: int, total: int | None) -> None:
            bar.update(task, completed=done, total=total)

        yield follow


class _Lines:
    """One line for each row that has problems, as they come."""

    def __init__(self, console: Console, file: Path) -> None:
        self._console = console
        self._file = file
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
            self._console.print(Text(f"{self._file.name}: {more} more rows were kept with a doubt"))

    def _print(self) -> None:
        row, self._row = self._row, []
        if not row:
            return
        severity = min((problem.severity for problem in row), key=_SEVERITIES.index)
        self._doubtful += severity == "warning"
        if severity == "warning" and self._doubtful > _DOUBTS_SHOWN:
            return
        where = f"{self._file.name}, {row[0].unit} {row[0].line}"
        ref = f" ({row[0].ref})" if row[0].ref else ""
        said = "; ".join(map(_sentence, row))
        self._console.print(Text(f"{where}{ref}: {severity}: {said}"), soft_wrap=True)


_SEVERITIES = ["refused", "warning", "skipped"]


def _sentence(problem: Problem) -> str:
    column = f"{problem.column}: " if problem.column else ""
    return f"{column}{problem.reason}"


def _summary(kind: Kind, file: Path, report: Report) -> Table:
    table = Table(title=Text(f"{kind.capitalize()} from {file.name}"), title_justify="left")
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
