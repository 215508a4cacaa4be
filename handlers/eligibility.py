"""Eligibility: whether a pot fits what was asked, point by point, and what is not known yet."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal

import msgspec

from handlers.amounts import Money
from handlers.places import Places, nearness
from handlers.understanding import GROUP_KINDS, Enquiry
from storage.pots import Pot

Answer = Literal["yes", "no", "unknown"]
Point = Literal["amount", "who", "place", "date"]
State = Literal["open", "later", "unsure", "closed"]
"""Unsure: its source gives its days only in words ("closes: summer 2027")."""


MAY_ALSO_BE: Mapping[str, Sequence[str]] = {
    "sports club": ("constituted group", "registered charity", "CIC"),
    "faith group": ("constituted group", "registered charity"),
    "tenants and residents association": ("constituted group",),
    "school": ("registered charity",),
    "social enterprise": ("CIC",),
    "CIC": ("social enterprise",),
}
"""What a kind of group may be by its legal form too: worth asking, not a no."""


class Check(msgspec.Struct, frozen=True):
    """One point: whether it fits, and what the pot asks for there."""

    point: Point
    answer: Answer
    needs: tuple[str | int | date | None, ...] = ()
    """Of the pot: amount, the least and the most; who, who can apply; place, its areas; date, its
    first and last day."""


class Fit(msgspec.Struct, frozen=True):
    """A pot held against an enquiry."""

    state: State
    checks: tuple[Check, ...]
    answer: Answer
    """No if one point is no; yes if all are; otherwise not known."""

    @property
    def against(self) -> tuple[Check, ...]:
        """What rules the pot out."""
        return tuple(check for check in self.checks if check.answer == "no")

    @property
    def missing(self) -> tuple[Check, ...]:
        """What we would have to know."""
        return tuple(check for check in self.checks if check.answer == "unknown")


def state(pot: Pot, today: date) -> State:
    """Whether a pot takes applications on a day, will later, or did before."""
    if pot.closes_on is not None and pot.closes_on < today:
        return "closed"
    if pot.opens_on is not None and pot.opens_on > today:
        return "later"
    return "unsure" if pot.days_in_words else "open"


def fit(pot: Pot, enquiry: Enquiry, places: Places, place: str | None, today: date) -> Fit:
    """How a pot fits an enquiry. `place`: where it is for; None: not known, so anywhere at home."""
    checks = (
        Check("amount", _amount(pot, enquiry.amount), (pot.min_amount, pot.max_amount)),
        Check("who", _who(pot, enquiry), tuple(pot.who_can_apply)),
        Check("place", _place(pot, enquiry, places, place), tuple(pot.areas)),
        Check("date", _date(pot, enquiry), (pot.opens_on, pot.closes_on)),
    )
    answers = {check.answer for check in checks}
    answer: Answer = "no" if "no" in answers else "unknown" if "unknown" in answers else "yes"
    return Fit(state(pot, today), checks, answer)


def _amount(pot: Pot, asked: Money | None) -> Answer:
    """The sum lies between the least and the most; without a sum, anything does."""
    if asked is None:
        return "yes"
    enough = pot.max_amount is None or asked.low <= pot.max_amount
    not_too_little = pot.min_amount is None or asked.high is None or asked.high >= pot.min_amount
    if not (enough and not_too_little):
        return "no"
    return "unknown" if pot.max_amount is None and asked.high is None else "yes"


def _who(pot: Pot, enquiry: Enquiry) -> Answer:
    can: Sequence[str] = pot.who_can_apply
    if not can:
        return "unknown"
    if "private business" in enquiry.who:
        return "no"
    if enquiry.who:
        if any(kind in can for kind in enquiry.who):
            return "yes"
        might = {form for kind in enquiry.who for form in MAY_ALSO_BE.get(kind, ())}
        return "unknown" if might.intersection(can) else "no"
    if enquiry.group:
        return "unknown" if any(kind in can for kind in GROUP_KINDS) else "no"
    return "unknown"


def _place(pot: Pot, enquiry: Enquiry, places: Places, place: str | None) -> Answer:
    asked = enquiry.place
    if asked.elsewhere:
        return "yes" if asked.nation in pot.areas or asked.elsewhere in pot.areas else "no"
    here = [place] if place else [*asked.areas] or [places.home]
    found = {nearness(places, one, pot.areas) for one in here}
    if found == {"there"}:
        return "yes"
    return "no" if found == {"elsewhere"} else "unknown"


def _date(pot: Pot, enquiry: Enquiry) -> Answer:
    when = enquiry.when
    if when.rolling:
        return "yes" if pot.closes_on is None and not pot.days_in_words else "no"
    for days, day in ((when.closing, pot.closes_on), (when.opening, pot.opens_on)):
        if days is not None:
            return "yes" if day is not None and days.first <= day <= days.last else "no"
    return "yes"
