"""Eligibility: whether a pot fits what was asked, and whether a group can apply, point by point."""

import re
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


# --- Can we apply? ------------------------------------------------------------------------


def slug_of(kind: str) -> str:
    """The word of `KINDS` for a kind of applicant, or what it would be for another."""
    return kind.casefold().replace(" ", "-")


KINDS: Mapping[str, str] = {
    slug_of(kind): kind
    for kind in (
        "informal group",
        "constituted group",
        "tenants and residents association",
        "registered charity",
        "CIC",
        "sports club",
        "faith group",
        "school",
        "social enterprise",
        "micro-enterprise",
        "parish council",
        "individual",
    )
}
"""The kinds of applicant, by the word that buttons and keys use; in the order of being asked."""

MAY_LACK_RULES = frozenset(
    ("tenants and residents association", "sports club", "faith group", "social enterprise")
)
"""Kinds of group of which some have written rules, and some not."""

Bank = Literal["two", "one", "none"]
"""An account in the group's name: two people sign, or one; or none."""


class Group(msgspec.Struct, frozen=True):
    """What a group is, as it told us; None and empty: it has not."""

    kind: str = ""
    """In the words of the pots' who_can_apply."""
    rules: bool | None = None
    """It has written rules (a constitution); of most kinds, the kind tells."""
    bank: Bank | None = None
    insurance: bool | None = None
    safeguarding: bool | None = None
    """It has a safeguarding policy."""
    share: bool | None = None
    """It can bring in the share of the cost that the pot at hand asks for."""
    place: str | None = None
    """The area it is in."""

    @property
    def written(self) -> bool | None:
        """Whether it has written rules, by what it said or what it is."""
        if self.kind in MAY_LACK_RULES or not self.kind:
            return self.rules
        return self.kind not in ("informal group", "individual", "micro-enterprise")

    @property
    def forms(self) -> tuple[str, ...]:
        """The kinds of applicant that it surely is."""
        more = ("constituted group",) if self.kind in MAY_LACK_RULES and self.written else ()
        return (self.kind, *more)


Demanded = Literal["kind", "rules", "bank", "insurance", "safeguarding", "share", "place"]


class Demand(msgspec.Struct, frozen=True):
    """Something that a pot asks of those who apply."""

    point: Demanded
    sure: bool = True
    """Its source says so; False: pots of this kind usually do."""


class Verdict(msgspec.Struct, frozen=True):
    """Whether a group can apply to a pot, as far as it told us."""

    answer: Literal["yes", "not_yet", "no"]
    """No: for another place or others altogether, which the group can't change."""
    missing: tuple[Demanded, ...] = ()
    """What it lacks."""
    ask: tuple[Demanded, ...] = ()
    """What it should make sure of: we don't know, or the source doesn't say."""


_WAIVED = re.compile(
    r"\b(?:no need|not need|n['’]t need|needs? no|not require|not have to|n['’]t have to)\b",
    re.IGNORECASE,
)
_NEEDED = re.compile(
    r"\b(?<!in )(?<!additional )(?<!special )(?<!support )(?<!care )"
    r"(?:needs?|needed|must|require[sd]?|required|have to|has to)\b",
    re.IGNORECASE,
)
_ABOUT: Mapping[Demanded, re.Pattern[str]] = {
    "rules": re.compile(
        r"\b(?:constitution|constituted|written rules|set of rules|governing)", re.IGNORECASE
    ),
    "bank": re.compile(r"\b(?:bank account|signator)", re.IGNORECASE),
    "insurance": re.compile(r"\binsur", re.IGNORECASE),
    "safeguarding": re.compile(r"\b(?:safeguarding|child protection)", re.IGNORECASE),
}
_SENTENCES = re.compile(r"(?<=[.!?;:])\s+")


def demands(pot: Pot) -> tuple[Demand, ...]:
    """What a pot asks of those who apply: by its columns, and by what its summary says is needed.

    "Hall hire, insurance, equipment" is what it pays for; "you need insurance" is a demand.
    """
    told = [each for each in _SENTENCES.split(pot.summary) if _NEEDED.search(each)]
    said: dict[Demanded, bool] = {
        point: not _WAIVED.search(sentence)
        for sentence in told
        for point, about in _ABOUT.items()
        if about.search(sentence)
    }
    can = pot.who_can_apply
    for_any_group = not can or "informal group" in can or "individual" in can
    if not for_any_group and "constituted group" in can:
        said.setdefault("rules", True)
    found = [Demand("kind")] if can else [Demand("kind", sure=False)]
    found += [Demand(point) for point, wanted in said.items() if wanted]
    if not for_any_group and "bank" not in said:
        found.append(Demand("bank", sure=False))
    if pot.match_funding not in ("", "no"):
        found.append(Demand("share"))
    if pot.areas:
        found.append(Demand("place"))
    return tuple(found)


def says_too(pot: Pot) -> tuple[str, ...]:
    """What else the summary says is needed, in its own words: for people to read, not for us."""
    return tuple(
        sentence.strip()
        for sentence in _SENTENCES.split(pot.summary)
        if _NEEDED.search(sentence)
        and not _WAIVED.search(sentence)
        and not any(about.search(sentence) for about in _ABOUT.values())
    )


def two_names(pot: Pot) -> bool:
    """Whether two people have to be on the bank account."""
    return any(
        re.search(r"\btwo\b|\b2\b", sentence) and _ABOUT["bank"].search(sentence)
        for sentence in _SENTENCES.split(pot.summary)
    )


def verdict(pot: Pot, group: Group, places: Places) -> Verdict:
    """Whether a group can apply to a pot, point by point. The days are another question."""
    missing: list[Demanded] = []
    ask: list[Demanded] = []
    answers = {demand: _has(demand.point, pot, group, places) for demand in demands(pot)}
    for demand, answer in answers.items():
        if answer == "no" and demand.sure:
            missing.append(demand.point)
        elif answer != "yes":
            ask.append(demand.point)
    if "place" in missing or ("kind" in missing and not _may_become(pot, group)):
        return Verdict("no", tuple(missing), tuple(ask))
    if "kind" in missing and "rules" in missing:
        missing.remove("kind")  # with written rules, it is of the right kind
    return Verdict("not_yet" if missing else "yes", tuple(missing), tuple(ask))


def _has(point: Demanded, pot: Pot, group: Group, places: Places) -> Answer:
    """Whether a group has what a pot asks for in one point."""
    match point:
        case "kind":
            return _is_kind(pot, group)
        case "rules":
            return _answer(group.written)
        case "bank":
            if group.bank is None:
                return "unknown"
            enough = ("two",) if two_names(pot) else ("two", "one")
            return "yes" if group.bank in enough else "no"
        case "place":
            if group.place is None:
                everywhere = nearness(places, places.home, pot.areas) == "there"
                return "yes" if everywhere else "unknown"
            near = nearness(places, group.place, pot.areas)
            return "yes" if near == "there" else "no" if near == "elsewhere" else "unknown"
        case "insurance" | "safeguarding" | "share":
            return _answer(getattr(group, point))


def _answer(has: bool | None) -> Answer:
    return "unknown" if has is None else "yes" if has else "no"


def _is_kind(pot: Pot, group: Group) -> Answer:
    if not pot.who_can_apply or not group.kind:
        return "unknown"
    if any(form in pot.who_can_apply for form in group.forms):
        return "yes"
    might = set(MAY_ALSO_BE.get(group.kind, ())) - {"constituted group"}
    return "unknown" if might.intersection(pot.who_can_apply) else "no"


def _may_become(pot: Pot, group: Group) -> bool:
    """Whether a group could become of a kind that can apply: by rules, or by registering."""
    if group.kind in ("individual", "micro-enterprise", "school", "parish council"):
        return False
    return any(kind in pot.who_can_apply for kind in BECOMES)


BECOMES = ("constituted group", "registered charity", "CIC")
"""What a group can become, the easiest first."""
