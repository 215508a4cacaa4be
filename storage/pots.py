"""Funding pots: money that groups and people can apply for."""

import re
from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base
from storage.imported import Imported


class Pot(Imported, Base):
    """One round of a fund. No standard exists for open calls; the columns are our CSV form's."""

    __tablename__ = "pot"

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(unique=True)
    """The id in the file it came from, such as FP001."""
    title: Mapped[str]
    funder: Mapped[str]
    summary: Mapped[str]
    min_amount: Mapped[int | None]
    """Whole units of the currency; None: not known."""
    max_amount: Mapped[int | None]
    """Whole units of the currency; None: not known."""
    currency: Mapped[str]
    opens_on: Mapped[date | None]
    """The first day to apply; None: already open."""
    closes_on: Mapped[date | None]
    """The last day to apply; None: rolling, no deadline."""
    days_in_words: Mapped[str] = mapped_column(default="")
    """What the source says of these days where it names none ("closes: Summer 2027"): then the
    pot is not known to be open. Empty: the two days are all there is to say."""
    areas: Mapped[list[str]]
    """Names of areas; a pot for a larger area covers the places inside it."""
    themes: Mapped[list[str]]
    who_can_apply: Mapped[list[str]]
    match_funding: Mapped[str]
    """"no", or the share in words."""
    url: Mapped[str]
    """The page with the form."""
    contact: Mapped[str]
    """The ref of the contact who answers questions; empty: not known."""
    last_verified_on: Mapped[date | None]
    """The day somebody last checked this row; None: not known."""
    source: Mapped[str]


def programme_of(pot: Pot) -> str:
    """What all rounds of a pot are called: its title without "(spring 2026 round)"."""
    return re.sub(r"\s*\([^()]*\)$", "", pot.title)


def names_of(pot: Pot) -> set[str]:
    """What a pot's programme may be called: its title, with and without the round behind it."""
    return {pot.title, programme_of(pot)}
