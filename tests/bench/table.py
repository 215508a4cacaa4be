"""One table: what was measured, beside its baseline and its target."""

from dataclasses import dataclass

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True)
class Measure:
    """A line of the table."""

    name: str
    unit: str
    ours: float
    baseline: float | None = None
    """None: nothing compares."""
    beside: str = ""
    """What the baseline is."""
    at_least: float | None = None
    """The target for the ratio of ours to the baseline; None: there is none."""
    below: float | None = None
    """The target for ours; None: there is none."""

    @property
    def ratio(self) -> float | None:
        """Ours to the baseline."""
        return self.ours / self.baseline if self.baseline else None

    @property
    def target(self) -> str:
        """What is asked for, in words."""
        if self.at_least is not None:
            return f"≥ {self.at_least:g} of it"
        return f"< {self.below:g} {self.unit}" if self.below is not None else ""

    @property
    def met(self) -> bool | None:
        """Whether it is as asked; None: nothing is asked."""
        if self.at_least is not None and self.ratio is not None:
            return self.ratio >= self.at_least
        return self.ours < self.below if self.below is not None else None


def show(measures: list[Measure]) -> None:
    """Print the table."""
    table = Table(title="Speed and memory")
    for heading in ("measure", "ours", "baseline", "ratio", "target", "met"):
        table.add_column(heading, justify="right" if heading in ("ours", "ratio") else "left")
    for each in measures:
        baseline = f"{_told(each.baseline)}, {each.beside}" if each.baseline is not None else ""
        table.add_row(
            each.name,
            f"{_told(each.ours)} {each.unit}",
            baseline,
            f"{each.ratio:.2f}" if each.ratio is not None else "",
            each.target,
            {True: "yes", False: "no", None: ""}[each.met],
        )
    Console().print(table)


def _told(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
