"""Places: which area people mean by a name, a nickname, a landmark or a postcode."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Literal, NamedTuple

import msgspec
from rapidfuzz.distance import OSA

from storage.areas import Area
from storage.words import folded, words


class PlaceFound(msgspec.Struct, frozen=True):
    """What a text says about place."""

    areas: tuple[str, ...] = ()
    """Names of our areas: one, or several that it could be ("which one?")."""
    elsewhere: str = ""
    """The name of a place that is none of ours."""
    nation: str = ""
    """The nation it is in: England, Scotland, Wales, Northern Ireland, abroad; empty: not known."""
    said: tuple[tuple[int, int], ...] = ()
    """Which words of the text named it, from one to before another; empty for a postcode."""
    exact: bool = True
    """False: a misspelt name, taken for the nearest one."""

    @property
    def one(self) -> str | None:
        """The area, where there is just one; None: none of ours, or more than one it could be."""
        return self.areas[0] if len(self.areas) == 1 else None


class _Name(NamedTuple):
    words: tuple[str, ...]
    area: str
    common: bool
    """It is also an everyday word (canal, town): a place only after "near", "by", "in" …"""


_POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})\b", re.IGNORECASE)
_DISTRICT = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\b", re.IGNORECASE)
_WHERE = frozenset(
    words(
        "near nr by at in on behind along round around off opposite outside inside from down up "
        "beside between across through past ger yn ym wrth ar kolo przy w na nad obok"
    )
)
_ARTICLES = frozenset(words("the our this that y yr"))
_LEAST_FUZZY = 6
"""Letters a name needs before a misspelling of it is believed."""

_POSTCODE_NATIONS = {
    "Scotland": "AB DD DG EH FK G HS IV KA KW KY ML PA PH TD ZE",
    "Wales": "CF LD LL NP SA",
    "Northern Ireland": "BT",
    "abroad": "GY JE IM",
}
"""Postcode areas (Royal Mail's) that lie outside England, but for a few villages on the border."""

_AMBIGUOUS = frozenset(
    words(
        "reading bath rugby bury hull poole barnet mole hart eden corby hastings derry barry perth "
        "cork turkey stroud rome jersey china boston lewes craven ayr hamilton elgin bangor moray "
        "dover swale maldon halton preston lincoln chester warwick cambridge norfolk kent arun "
        "wyre adur fife surrey essex"
    )
)
"""Elsewhere, but also words, people's names or streets: only with a capital, after "in"."""


@cache
def _elsewhere() -> dict[tuple[str, ...], tuple[str, str]]:
    text = (resources.files("handlers") / "gazetteer" / "elsewhere.csv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines())
    return {tuple(words(row["name"])): (row["name"], row["nation"]) for row in rows}


_COMMON = frozenset(
    words(
        "central town centre canal towpath museum hospital castle park priory hill quarry basin "
        "village villages green moor mill common bank bridge station"
    )
)
"""Names of areas that are everyday words too, however they are written."""


def _chain(name: str, part_of: Mapping[str, str]) -> tuple[str, ...]:
    chain: list[str] = []
    while name and name not in chain:
        chain.append(name)
        name = part_of.get(name, "")
    return tuple(chain)


def _names_of(areas: Iterable[Area]) -> Iterator[_Name]:
    for area in areas:
        yield _Name(tuple(words(area.name)), area.name, area.name.casefold() in _COMMON)
        for other in (*area.also_called, *area.landmarks):
            bare = re.sub(r"^the\s+", "", other, flags=re.IGNORECASE)
            if words(bare):
                common = bare == bare.lower() or bare.casefold() in _COMMON
                yield _Name(tuple(words(bare)), area.name, common)


class Places:
    """A partnership's areas, and how they lie in each other."""

    def __init__(self, areas: Iterable[Area]) -> None:
        areas = list(areas)
        part_of = {area.name: area.part_of for area in areas}
        self._around = {name: _chain(name, part_of) for name in part_of}
        self._names = sorted(_names_of(areas), key=lambda name: -len(name.words))
        self._districts = {a.name: {d.upper() for d in a.postcode_districts} for a in areas}
        wards = [area.name for area in areas if area.kind == "ward"] or list(part_of)
        shared = (
            n for n in self.around("".join(wards[:1])) if all(n in self.around(w) for w in wards)
        )
        self.home = next(shared, "")
        """The smallest area that has all wards in it: what "here" means; empty: there is none."""

    def __contains__(self, name: str) -> bool:
        return name in self._around

    def around(self, name: str) -> tuple[str, ...]:
        """A place and those around it, the smallest first: ward, borough, county, region."""
        return self._around.get(name) or (name,)

    def within(self, name: str, other: str) -> bool:
        """Whether a place is another one, or lies in it."""
        return other in self.around(name)

    def find(self, text: str) -> PlaceFound:
        """The place that a text names. Our own places come before the rest of the world.

        A full postcode or its first half gives the areas it may lie in; it is not in the result.
        """
        return (
            self._postcode(text)
            or self._named(text)
            or self._abroad(text)
            or self._misspelt(text)
            or PlaceFound()
        )

    def _postcode(self, text: str) -> PlaceFound | None:
        full = _POSTCODE.search(text)
        districts = [full[1]] if full else _DISTRICT.findall(text)
        for district in districts:
            areas = [name for name, here in self._districts.items() if district.upper() in here]
            if smallest := [
                a for a in areas if not any(b != a and self.within(b, a) for b in areas)
            ]:
                return PlaceFound(tuple(smallest))
        if full and any(self._districts.values()):
            nation = _nation_of(full[1])
            return PlaceFound(elsewhere=nation, nation=nation)
        return None

    def _named(self, text: str) -> PlaceFound | None:
        said = words(text)
        present = frozenset(said)
        found: dict[str, tuple[int, int]] = {}
        taken: set[int] = set()
        for name in self._names:
            if not present.issuperset(name.words):
                continue
            for at in range(len(said) - len(name.words) + 1):
                span = range(at, at + len(name.words))
                if tuple(said[at : span.stop]) != name.words or taken.intersection(span):
                    continue
                whole = len(said) - len(name.words) <= 1 and span.stop == len(said)  # "(the) canal"
                if name.common and not whole and not _after_where(said, at):
                    continue
                taken.update(span)
                found.setdefault(name.area, (at, span.stop))
        # "Brookside, in Fernleigh" means Brookside.
        inner = [a for a in found if not any(b != a and self.within(b, a) for b in found)]
        return PlaceFound(tuple(inner), said=tuple(found.values())) if inner else None

    def _misspelt(self, text: str) -> PlaceFound | None:
        said = words(text)
        for name in self._names:
            known = " ".join(name.words)
            allowed = 1 if len(known) < 9 else 2
            if len(known) < _LEAST_FUZZY or name.common:
                continue
            for at in range(len(said) - len(name.words) + 1):
                heard = " ".join(said[at : at + len(name.words)])
                if (
                    heard[0] == known[0]
                    and OSA.distance(heard, known, score_cutoff=allowed) <= allowed
                ):
                    return PlaceFound((name.area,), said=((at, at + len(name.words)),), exact=False)
        return None

    def _abroad(self, text: str) -> PlaceFound | None:
        said = words(text)
        capitals = {folded(word) for word in re.findall(r"\b[A-Z][\w’'-]*", text)}
        longest = max(map(len, _elsewhere()), default=0)
        for size in range(longest, 0, -1):
            for at in range(len(said) - size + 1):
                key = tuple(said[at : at + size])
                place = _elsewhere().get(key)
                if place and _believed(said, at, key, capitals):
                    return PlaceFound(elsewhere=place[0], nation=place[1], said=((at, at + size),))
        return None


_CAME = frozenset(
    words(
        "come came comes coming arrived arriving fled escaped originally kids children families "
        "people refugees women men"
    )
)
"""Before "from", they tell where somebody once was."""


def _believed(said: Sequence[str], at: int, key: tuple[str, ...], capitals: set[str]) -> bool:
    if said[at - 1 : at] == ["to"]:  # where a trip goes is not where people are
        return False
    if said[at - 1 : at] == ["from"] and at > 1 and said[at - 2] in _CAME:
        return False
    where, capital = _after_where(said, at), key[0] in capitals
    if len(key) == 1 and key[0] in _AMBIGUOUS:
        return where and capital
    return where or capital or said[at - 1 : at] == ["for"]


def _after_where(said: Sequence[str], at: int) -> bool:
    """Whether the word before, articles aside, says that a place comes."""
    while at and said[at - 1] in _ARTICLES:
        at -= 1
    return bool(at) and said[at - 1] in _WHERE


def _nation_of(district: str) -> str:
    area = re.match(r"[A-Z]+", district.upper())
    for nation, areas in _POSTCODE_NATIONS.items():
        if area and area[0] in areas.split():
            return nation
    return "England"


Nearness = Literal["there", "around", "elsewhere", "unknown"]


def nearness(places: Places, place: str, covered: Sequence[str]) -> Nearness:
    """How what covers some areas lies to a place: over it, only in a part of it, or not at all.

    An area's name with a word before it that we don't know ("rural Midshire") covers perhaps.
    """
    chain = places.around(place)
    if not frozenset(chain).isdisjoint(covered):
        return "there"
    if any(places.within(area, place) for area in covered):
        return "around"
    if any(area not in places and area.split(" ", 1)[-1] in chain for area in covered):
        return "unknown"
    return "elsewhere"
