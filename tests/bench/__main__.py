"""Measure everything, or the parts named on the command line, and print one table."""

import asyncio
import sys

from rich.console import Console

from tests.bench.answers import answers
from tests.bench.cards import cards
from tests.bench.clock import clock
from tests.bench.crisis import crisis
from tests.bench.importing import importing
from tests.bench.large import large
from tests.bench.matching import matching
from tests.bench.reminding import reminding
from tests.bench.slack import slack
from tests.bench.starting import starting
from tests.bench.store import store
from tests.bench.table import Measure, show
from tests.bench.turns import turns

PARTS = (
    turns, slack, cards, clock, crisis, answers, starting, store, importing, large, reminding,
    matching,
)  # fmt: skip


async def measure(names: list[str]) -> list[Measure]:
    """These parts, or every one, one after the other."""
    measures: list[Measure] = []
    console = Console(stderr=True)
    for part in PARTS:
        if names and part.__name__ not in names:
            continue
        console.print(f"Measuring {part.__name__} …")
        measures += await part()
    return measures


show(asyncio.run(measure(sys.argv[1:])))
