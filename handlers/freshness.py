"""Freshness: how far a fact can be relied on, by the day on which its owner last confirmed it."""

from datetime import date, timedelta
from typing import Literal

CONFIRMED_EVERY = timedelta(days=90)
"""How often the owners of pots and contacts are asked whether all is still true."""

SURE_FOR = timedelta(days=180)
"""After so long without a yes, what we know is no longer said as if it were sure."""

Freshness = Literal["fresh", "old", "unsure"]
"""Confirmed lately; due to be confirmed, and marked; not to be said as sure."""


def freshness(last_verified_on: date | None, today: date) -> Freshness:
    """How far a row can be relied on; one that nobody has ever checked is unsure."""
    if last_verified_on is None or today - last_verified_on >= SURE_FOR:
        return "unsure"
    return "old" if today - last_verified_on >= CONFIRMED_EVERY else "fresh"
