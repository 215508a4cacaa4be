"""Sums of money as people write them: "about 500 quid", "£1.5k", "a couple of grand", "£400ish"."""

import re
from collections.abc import Callable, Iterable

import msgspec

from storage.words import folded, words


class Money(msgspec.Struct, frozen=True):
    """A range of whole pounds."""

    low: int
    high: int | None
    """None: no upper end ("over 20k")."""

    @property
    def about(self) -> int | None:
        """The sum around which it reaches as far as "about" does; None: it was no such sum."""
        middle = (self.low + (self.high or 0)) // 2
        return middle if self.low and self == _about(middle, middle) else None


class Said(msgspec.Struct, frozen=True):
    """A sum found in a text, and where it stands in the folded text."""

    money: Money
    start: int
    end: int


_UNITS = {"k": 1_000, "grand": 1_000, "thousand": 1_000, "m": 1_000_000, "mil": 1_000_000}
_UNITS |= {"million": 1_000_000, "hundred": 100, "ton": 100, "tys": 1_000, "tysiecy": 1_000}
_UNITS |= {"tysiac": 1_000, "mil o bunnoedd": 1_000, "cant": 100, "mln": 1_000_000}
_ONE_TO_TWENTY = """
one two three four five six seven eight nine ten
eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty
"""
_NUMBERS: dict[str, float] = {word: n for n, word in enumerate(words(_ONE_TO_TWENTY), 1)}
_NUMBERS |= {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80}
_NUMBERS |= {"ninety": 90, "a": 1, "an": 1, "half a": 0.5, "quarter of a": 0.25}
_NUMBERS |= {"couple of": 2, "a couple of": 2, "couple": 2, "a couple": 2, "pair of": 2}
_VAGUE = {"few": (3, 5), "a few": (3, 5), "several": (3, 7), "some": (2, 5)}
_SLANG = {"pony": 25, "monkey": 500, "oner": 100}

_POUNDS = r"(?:quid|pounds?|squid|gbp|sterling|funtow|funty|o bunnoedd|punt)"


def _any_of(phrases: Iterable[str]) -> str:
    """A pattern for any of some phrases, the longest first, for a verbose expression."""
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))


_UNIT = _any_of(_UNITS)
_SPELT = _any_of((*_NUMBERS, *_VAGUE))
_DIGITS = r"\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_ONE = rf"""
    (?: (?P<sign{{n}}>£)\s*(?P<a{{n}}>{_DIGITS})\s*(?P<ua{{n}}>(?:{_UNIT})\b)?
      | \b(?P<b{{n}}>{_DIGITS})\s*(?P<ub{{n}}>{_UNIT})\b
      | \b(?P<c{{n}}>{_DIGITS})\s*{_POUNDS}\b
      | \b(?P<d{{n}}>{_SPELT})\s+(?P<ud{{n}}>{_UNIT})\b
      | \b(?P<e{{n}}>{_SPELT})\s+{_POUNDS}\b
      | \ba\s+(?P<slang{{n}}>{_any_of(_SLANG)})\b
      | \b(?P<f{{n}}>{_DIGITS})(?=\s*(?:-|–|to|and)\s*£?\s*\d[\d.,]*\s*(?:{_UNIT}|{_POUNDS})\b)
    )(?:\s*{_POUNDS}\b)?
"""
_SUM = re.compile(
    rf"""
    (?P<before>
      (?<!what\ )(?<!how\ )\b(?:about|around|roughly|approx|approximately|circa|say|tua|okolo)\s+
      |~\s*
      |\b(?:over|above|more\s+than|at\s+least|minimum\s+of|upwards\s+of|dros|ponad|powyzej)\s+
      |\b(?:up\s+to|under|below|less\s+than|at\s+most|max(?:imum)?(?:\s+of)?|no\s+more\s+than)\s+
      |\b(?:hyd\s+at|do|ponizej)\s+
      |\b(?:income|turnover|budget\s+of|raised|raises|raising)\s+(?:of\s+|is\s+|about\s+|under\s+|around\s+)*)?
    {_ONE.replace("{n}", "1")}
    (?P<ish>\s?-?ish\b|\s+or\s+so\b|\s+odd\b)?
    (?:\s*(?:-|–|to|and)\s*{_ONE.replace("{n}", "2")})?
    (?P<after>\s+(?:income|turnover|a\s+year\s+coming\s+in))?
    """,
    re.VERBOSE,
)
_BARE = re.compile(
    rf"\b(?P<before>need|needs|want|about|around|roughly|for|say|maybe|only|tua)?\s*"
    rf"\b(?P<n>{_DIGITS})(?P<ish>\s?ish\b)?(?=\s*(?:$|[?.!,;)]))"
)
"""A number with nothing said about it, at the end of what is said: "chairs and a kettle, 700?"."""

_SUMS_TO_DO = re.compile(r"\d\s*[%+*/=x]\s*|\btimes\b|\bplus\b|\bminus\b")
_INCOME = re.compile(r"\b(?:income|turnover)\W+(?:\w+\W+){0,3}$")

_LEAST_BARE, _MOST_BARE = 50, 500_000
_BEYOND = 1e12
"""More than any pot gives: so much stands for a number of a thousand digits, too."""
_NEAR = 0.2
"""How far "about" reaches, as a share of the sum."""


def _about(low: int, high: int | None) -> Money:
    return Money(round(low * (1 - _NEAR)), None if high is None else round(high * (1 + _NEAR)))


_ROLES: dict[str, Callable[[int, int | None], Money]] = {
    "exact": Money,
    "about": _about,
    "over": lambda low, _: Money(low + 1, None),
    "upto": lambda low, high: Money(0, high),
}


def money_in(text: str) -> list[Said]:
    """The sums wanted in a text, in order; a group's income is none of them."""
    plain = folded(text)
    found = []
    for match in _SUM.finditer(plain):
        role = _role(match)
        if role == "income":
            continue
        low, high = _value(match, "1")
        if any(match[form + "2"] for form in "abcde"):
            high = _value(match, "2")[1]
            if low * 100 <= high:  # "2-3k": the unit belongs to both
                low *= 1_000
        found.append(Said(_ROLES[role](low, high), match.start(), match.end()))
    if not found and not _SUM.search(plain):
        found = _bare(plain)
    return found


def _bare(plain: str) -> list[Said]:
    if _SUMS_TO_DO.search(plain):
        return []
    for match in _BARE.finditer(plain):
        if _INCOME.search(plain[: match.start("n")]):
            continue
        value = round(_number(match["n"]))
        looks_like_a_year = not match["before"] and 1900 <= value <= 2100
        if _LEAST_BARE <= value <= _MOST_BARE and not looks_like_a_year:
            role = "about" if match["ish"] or match["before"] in ("about", "around") else "exact"
            return [Said(_ROLES[role](value, value), match.start("n"), match.end())]
    return []


def _role(match: re.Match[str]) -> str:
    before = (match["before"] or "").strip()
    for begins, role in (
        (("income", "turnover", "budget", "rais"), "income"),
        (("over", "above", "more", "at least", "minimum", "upwards", "dros", "ponad"), "over"),
        (("powyzej",), "over"),
        (("up", "under", "below", "less", "at most", "max", "no more", "hyd", "do"), "upto"),
        (("ponizej",), "upto"),
    ):
        if before.startswith(begins):
            return role
    if match["after"]:
        return "income"
    vague = (match["d1"] or match["e1"] or "").endswith(("couple of", "couple"))
    return "about" if before or match["ish"] or vague else "exact"


def _digits(match: re.Match[str], n: str) -> str:
    return next(match[form + n] for form in "abcf" if match[form + n])


def _number(digits: str) -> float:
    return min(float(digits.replace(",", "").replace(" ", "")), _BEYOND)


def _value(match: re.Match[str], n: str) -> tuple[int, int]:
    if slang := match["slang" + n]:
        return _SLANG[slang], _SLANG[slang]
    unit = _UNITS.get(match["ua" + n] or match["ub" + n] or match["ud" + n] or "", 1)
    spelt = match["d" + n] or match["e" + n]
    if spelt in _VAGUE:
        low, high = _VAGUE[spelt]
        return low * unit, high * unit
    value = _NUMBERS[spelt] if spelt else _number(_digits(match, n))
    return round(value * unit), round(value * unit)
