"""How it went for those who tried: told only of many, and never exactly.

A pure rule: from ten groups on, rounded to five, so that nobody can be found in it.
"""

from collections.abc import Mapping
from typing import NamedTuple

from storage.kept import Outcome

FEWEST = 10
"""Groups of which there must be so many before anything is told."""
STEP = 5


class Told(NamedTuple):
    """About how many of those who applied got it."""

    got: int
    of: int


def told(counts: Mapping[str, int]) -> Told | None:
    """How it went for those who applied and know; None: too few of them."""
    got, not_got = counts.get(Outcome.GOT, 0), counts.get(Outcome.NOT_GOT, 0)
    if got + not_got < FEWEST:
        return None
    return Told(rounded(got), rounded(got + not_got))


def rounded(count: int) -> int:
    """The nearest multiple of five."""
    return (2 * count + STEP) // (2 * STEP) * STEP
