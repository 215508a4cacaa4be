"""Measure everything, and print one table."""

import asyncio

from rich.console import Console

from tests.bench.answers import answers
from tests.bench.importing import importing
from tests.bench.large import large
from tests.bench.slack import slack
from tests.bench.starting import starting
from tests.bench.store import store
from tests.bench.table import Measure, show
from tests.bench.turns import turns

PARTS = (turns, slack, answers, starting, store, importing, large)


async def measure() -> list[Measure]:
    """Every part, one after the other."""
    measures: list[Measure] = []
    console = Console(stderr=True)
    for part in PARTS:
        console.print(f"Measuring {part.__name__} …")
        measures += await part()
    return measures


show(asyncio.run(measure()))
