"""What of a count may be shown to others, so that nobody learns from it what one person said.

The rules are those of statisticians: no small numbers, rounding, nothing where few have come or
gone, nothing where nearly all said the same. Kept exactly, they are not enough: whoever knows all
answers but one sees a rounded number tip over, or a number appear, at that one answer
(docs/whys.md, "Reports that tell on nobody"). So each count is blurred before any rule looks at
it, and no outcome is impossible for any answer.
"""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

STEP = 5
"""Numbers are rounded to this."""
LEAST = 27
"""A blurred count that is shown, as 25. Nine people come to it once in 15,000 times."""
ALIKE = 0.9
"""The share of one answer from which on none is shown."""

Noise = Callable[[], int]
"""A whole number, around 0 and seldom far from it, but any may come."""


class Why(StrEnum):
    """Why a number is not shown."""

    FEW = "few"
    """Too few people."""
    STILL = "still"
    """Too few have come or gone since the last that was shown."""
    ALIKE = "alike"
    """Nearly all gave one answer."""


@dataclass(frozen=True)
class Counted:
    """The people of one count, exactly as they are."""

    cells: Mapping[str, int]
    """How many gave each answer; each person is in one cell."""
    moved: int | None
    """How many came or went since the last time that this was shown; None: it never was."""


Shown = Mapping[str, int | Why]
"""Each cell as everybody may see it: rounded, or why not."""


def noise() -> int:
    """Tails of a five-sided coin with two heads, until it shows heads, less another such count.

    Differences of 0, 1, 2 … come with probabilities 1/4 · 0.6ⁿ: about three off, on average.
    """
    return _tails() - _tails()


def _tails() -> int:
    thrown = 0
    while secrets.randbelow(5) >= 2:
        thrown += 1
    return thrown


def shown(counted: Counted, noise: Noise = noise) -> Shown:
    """What may be shown of a count. Each call blurs anew: what was shown once must be kept."""
    moved = None if counted.moved is None else counted.moved + noise()
    blurred = {name: count + noise() for name, count in counted.cells.items()}
    if moved is not None and moved < LEAST:
        return dict.fromkeys(blurred, Why.STILL)
    if all(count < LEAST for count in blurred.values()):
        return dict.fromkeys(blurred, Why.FEW)
    rounded = {name: _rounded(count) for name, count in blurred.items()}
    if len(rounded) > 1 and max(rounded.values()) >= ALIKE * sum(rounded.values()):
        return dict.fromkeys(rounded, Why.ALIKE)
    return {name: count if blurred[name] >= LEAST else Why.FEW for name, count in rounded.items()}


def _rounded(count: int) -> int:
    """To the nearest step; none is below 0."""
    return max(0, (count + STEP // 2) // STEP * STEP)
