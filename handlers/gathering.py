"""Who sits in which circle, when it meets and who hosts: rules without a session or a clock."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import NamedTuple

from storage.pairs import Pair, pair
from storage.reminders import Every

FEWEST = 3
"""Below so many, a circle looks for another to join."""
START = 4
"""With so many it begins."""
MOST = 6
"""With one more it becomes two."""

Blocks = Collection[Pair]
"""Pairs who are never in one circle."""


class Topic(NamedTuple):
    """What a circle is around, and the language in which its people talk."""

    language: str
    subject: str
    """Empty: whatever is on their minds."""
    place: str
    """An area's ref; empty: wherever its people are. It has a subject, a place, or both."""


@dataclass(frozen=True)
class Wanting:
    """Somebody who wants a circle."""

    id: int
    languages: tuple[str, ...]
    interests: frozenset[str]
    places: tuple[str, ...] = ()
    """The refs of where they are active, the narrowest first."""
    anywhere: bool = False
    """People from elsewhere are welcome, too."""


def fits(one: Wanting, topic: Topic) -> bool:
    """Whether a circle would be for somebody.

    One around a subject is also for people from elsewhere who don't mind; one around a place alone
    is for those who are there.
    """
    there = topic.place in one.places
    if topic.language not in one.languages:
        return False
    if not topic.subject:
        return there
    return topic.subject in one.interests and (there or one.anywhere)


def topics(one: Wanting) -> Iterator[Topic]:
    """What circles for somebody could be around, the closest to them first."""
    where = (*one.places, "") if one.anywhere else one.places
    for language in one.languages:
        for place, subject in product(where, sorted(one.interests)):
            yield Topic(language, subject, place)
        for place in one.places:
            yield Topic(language, "", place)


# --- A new circle ---------------------------------------------------------------------------


class Gathered(NamedTuple):
    """People who could be a circle."""

    topic: Topic
    people: tuple[int, ...]


def gather(wanting: Sequence[Wanting], blocks: Blocks) -> list[Gathered]:
    """Circles of four to six, for those who have waited longest first.

    `wanting` is in the order of waiting. Nobody is left over while there are three others with whom
    they could begin.
    """
    left = {each.id: place for place, each in enumerate(wanting)}
    by_topic: dict[Topic, list[int]] = defaultdict(list)
    for each in wanting:
        for topic in topics(each):
            by_topic[topic].append(each.id)
    made: list[Gathered] = []
    for seed in wanting:
        found = _largest(seed, left, by_topic, blocks) if seed.id in left else None
        if found:
            made.append(found)
            for person in found.people:
                del left[person]
    return made


def _largest(
    seed: Wanting, left: Mapping[int, int], by_topic: Mapping[Topic, list[int]], blocks: Blocks
) -> Gathered | None:
    """The circle with the most people that somebody could be in; of several, the closest.

    `left`: those who wait, and their place in the order. `by_topic`: who would have a circle around
    what; whom it is for besides are those who want one around its subject wherever that is.
    """
    best: Gathered | None = None
    for topic in topics(seed):
        anywhere = by_topic.get(topic._replace(place=""), []) if topic.subject else []
        fitting = {each for each in (*by_topic[topic], *anywhere) if each in left} - {seed.id}
        others = sorted(fitting, key=left.__getitem__)
        people = _seated(seed.id, others, blocks)
        if people and (best is None or len(people) > len(best.people)):
            best = Gathered(topic, people)
    return best


def _seated(seed: int, others: Sequence[int], blocks: Blocks) -> tuple[int, ...]:
    """Somebody and at least three others, no two of them kept apart; empty: there are none."""
    free = _apart_from_none(seed, others, blocks)
    begun = _all_of(START - 1, free, blocks)
    if begun is None:
        return ()
    circle = [seed, *begun]
    for each in (each for each in free if each not in begun):
        if len(circle) < _size(1 + len(free)) and not apart(each, circle, blocks):
            circle.append(each)
    return tuple(circle)


def _all_of(number: int, free: Sequence[int], blocks: Blocks) -> tuple[int, ...] | None:
    """So many of some people, no two of them kept apart; None: there are not so many."""
    if number == 0:
        return ()
    for place, each in enumerate(free[: len(free) - number + 1]):
        rest = _all_of(number - 1, _apart_from_none(each, free[place + 1 :], blocks), blocks)
        if rest is not None:
            return (each, *rest)
    return None


def _apart_from_none(one: int, others: Iterable[int], blocks: Blocks) -> list[int]:
    return [each for each in others if each != one and pair(one, each) not in blocks]


def apart(one: int, circle: Iterable[int], blocks: Blocks) -> bool:
    """Whether somebody is to be kept apart from one of a circle."""
    return any(pair(one, each) in blocks for each in circle)


def _size(number: int) -> int:
    """Of how many people a circle is to be, where so many want one, so that few are left over."""
    if number < 2 * START:
        return min(number, MOST)
    circles = -(-number // MOST)
    return -(-number // circles)


# --- When it meets --------------------------------------------------------------------------

PARTS: Mapping[str, int] = {"evening": 19, "afternoon": 14, "morning": 10}
"""Parts of a day and the hour at which a circle meets in each; of two as good, the first one."""


class Vote(NamedTuple):
    """When somebody can come."""

    days: frozenset[int]
    """0 is Monday."""
    parts: frozenset[str]


def agreed(votes: Sequence[Vote]) -> tuple[int, int]:
    """The weekday and hour at which most can come."""
    _, day, part = max(
        (sum(day in vote.days and part in vote.parts for vote in votes), -day, -rank)
        for day in range(7)
        for rank, part in enumerate(PARTS)
    )
    return -day, list(PARTS.values())[-part]


def how_often(wishes: Sequence[Every]) -> Every:
    """What most want; of two as good, the one that asks less of people."""
    counted = Counter(wishes)
    return max(Every, key=lambda each: (counted[each], list(Every).index(each)))


# --- Who hosts ------------------------------------------------------------------------------


class Turn(NamedTuple):
    """Somebody of a circle, and since when it has not been their turn."""

    person: int
    since: float
    """When they last hosted, or came if they never did; the smaller, the longer ago."""


def next_host(turns: Iterable[Turn], last: int | None) -> int | None:
    """Whose turn it is: who has waited longest, and never the last host again; None: nobody's."""
    others = [each for each in turns if each.person != last]
    return min(others, key=lambda each: (each.since, each.person)).person if others else None


# --- Too many, too few ----------------------------------------------------------------------


def split(
    people: Collection[int], blocks: Blocks, together: Mapping[Pair, int]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """A circle as two, as large as each other or nearly so.

    Who is to be kept apart is, as far as that is possible; then those stay together who have been
    so for longest, as `together` counts it.
    """
    first, *others = sorted(people)

    def strain(side: Collection[int]) -> tuple[int, int]:
        pairs = [
            each
            for half in (side, set(people).difference(side))
            for each in combinations(sorted(half), 2)
        ]
        return sum(each in blocks for each in pairs), -sum(together.get(each, 0) for each in pairs)

    half = len(people) // 2
    sides = [
        (first, *rest)
        for size in {half, len(people) - half}
        for rest in combinations(others, size - 1)
    ]
    one = min(sides, key=lambda side: (strain(side), side))
    two = tuple(each for each in others if each not in one)
    return (one, two) if len(one) >= len(two) else (two, one)


@dataclass(frozen=True)
class Standing:
    """A circle as it is."""

    id: int
    topic: Topic
    people: frozenset[int]


def merge(small: Standing, others: Iterable[Standing], blocks: Blocks) -> Standing | None:
    """The circle that the people of a small one could join; None: there is none.

    In the same language, around the same subject or place, with room for all and nobody in it who
    is to be kept apart from one of them. Of several the closest, then the largest.
    """
    open_ones = [
        each
        for each in others
        if each.id != small.id
        and each.topic.language == small.topic.language
        and _shared(each.topic, small.topic)
        and each.people
        and len(each.people | small.people) <= MOST
        and not any(apart(one, each.people, blocks) for one in small.people)
    ]
    return max(
        open_ones,
        key=lambda each: (_shared(each.topic, small.topic), len(each.people), -each.id),
        default=None,
    )


def _shared(one: Topic, other: Topic) -> int:
    """How much two circles have in common: a subject counts more than a place."""
    subject = bool(one.subject) and one.subject == other.subject
    place = bool(one.place) and one.place == other.place
    return 2 * subject + place
