"""Who meets whom in a round: as many as can be, seldom the same two, and then those who fit best.

In this order: nobody is alone who could be with somebody; three meet only where one would be left
over; who was left alone before is not again; two who met in their last twelve rounds don't; being
three goes round; and then it is how long ago they met, what they share and how near they are.
"""

import heapq
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from itertools import combinations

import msgspec
import rustworkx

from storage.pairs import Pair, pair

Group = tuple[int, ...]
"""Two or three people's ids, the smallest first."""


@dataclass(frozen=True)
class Candidate:
    """Somebody who is in a round, as far as it matters to whom they are introduced."""

    id: int
    languages: frozenset[str]
    """Two who have none in common are never introduced."""
    interests: frozenset[str] = frozenset()
    lived: frozenset[str] = frozenset()
    """What they have been through in running a group."""
    ways: frozenset[str] = frozenset()
    """How they like to meet."""
    place: tuple[str, ...] = ()
    """The areas they are in by their refs, the smallest first; empty: not told."""
    anywhere: bool = True
    """They mind less how near the others are."""
    first: bool = False
    """They were left alone, or nobody said yes to them: they come first."""
    threes: int = 0
    """In how many of a hundred of their rounds they were three."""


@dataclass(frozen=True)
class Matching:
    """A round's groups, and those for whom there is nobody."""

    groups: Sequence[Group]
    left: Sequence[int]


AGAIN = 12
"""Rounds within which the same two meet only if nothing else is possible."""
EVERYBODY = 400
"""Up to so many people, everybody is compared with everybody: there are no better pairs.

Above that, each is compared with a few dozen, and the best of those count. As many are matched all
the same. What they have in common is within a tenth of the best there is: the bench `matching`
makes both for the same people (6 % less for 1,000 of them, in a twentieth of the time).
"""
BESIDE = 6
"""Those next to somebody in each order of many people, with whom they are compared."""
BEST = 10
"""The best of these count."""
FEW = 8
"""People for whom every way to group them is tried."""
WAYS = 200
"""So often it is tried to leave somebody else over who may find a place."""

# What weighs more is so much more that no sum of what weighs less comes to it.
ALONE = 1 << 90
THREE = 1 << 80
FIRST = 1 << 70
REPEAT = 1 << 56
SOON = 1 << 40
"""For each of the twelve rounds in which they need not have met again."""
TURN = 1 << 22
"""For each hundredth of their rounds in which they were three."""
SEASON = 64
"""For each twelve rounds since they met: more than all that two can share."""
NEVER = 5
"""Who have not met count as if they had so many times twelve rounds ago, who met at most this."""


def fit(a: Candidate, b: Candidate) -> int:
    """What two have in common, 0 to 32."""
    lived = min(len(a.lived & b.lived), 3)
    interests = min(len(a.interests & b.interests), 3)
    near = _near(a.place, b.place) * (1 if a.anywhere and b.anywhere else 2)
    return 4 * lived + 3 * interests + 3 * near // 2 + (2 if a.ways & b.ways else 0)


@lru_cache(maxsize=10_000)
def _near(a: Sequence[str], b: Sequence[str]) -> int:
    """3: in the same smallest place, 2 or 1: in the same around it, 0: neither, or not told."""
    shared = [max(a.index(ref), b.index(ref)) for ref in a if ref in b]
    return max(0, 3 - min(shared)) if shared else 0


class Gathering:
    """Those who are in, who must not meet, and who met how many rounds ago."""

    def __init__(
        self, people: Iterable[Candidate], blocks: Set[Pair], history: Mapping[Pair, int]
    ) -> None:
        self.people = {each.id: each for each in people}
        self.blocks = blocks
        self.history = history

    def may_meet(self, a: int, b: int) -> bool:
        """Whether they share a language, and neither of them blocks the other."""
        shared = self.people[a].languages & self.people[b].languages
        return bool(shared) and pair(a, b) not in self.blocks

    def worth(self, a: int, b: int) -> int:
        """What it is worth that two meet."""
        ago = self.history.get(pair(a, b))
        worth = fit(self.people[a], self.people[b])
        if ago is None:
            return worth + NEVER * SEASON
        if ago <= AGAIN:
            return worth - REPEAT - (AGAIN + 1 - ago) * SOON
        return worth + min(ago // AGAIN, NEVER) * SEASON

    def may_be(self, group: Group) -> bool:
        """Whether all of a group may meet, and have a language in common."""
        languages = frozenset.intersection(*(self.people[each].languages for each in group))
        return bool(languages) and all(self.may_meet(*two) for two in combinations(group, 2))

    def value(self, group: Group) -> int:
        """What a group is worth; of three, each one's share in it counts."""
        worth = [self.worth(*two) for two in combinations(group, 2)]
        if len(group) == 2:
            return worth[0]
        turns = sum(self.people[each].threes for each in group)
        return sum(worth) - THREE - turns * TURN

    def lost(self, person: int) -> int:
        """What it costs that somebody is alone."""
        return ALONE + self.people[person].first * FIRST


def match(
    people: Sequence[Candidate],
    blocks: Set[Pair] = frozenset(),
    history: Mapping[Pair, int] | None = None,
    number: int = 0,
) -> Matching:
    """The groups of a round.

    `history` says how many rounds ago two met, 1 being the last. `number` is the round's: where
    there are too many to compare all, each round compares others.
    """
    everybody = Gathering(people, blocks, history or {})
    few = len(people) <= EVERYBODY
    return _mended(
        everybody, _paired(everybody, _all(everybody) if few else _some(everybody, number))
    )


def _all(everybody: Gathering) -> Iterator[tuple[int, int, int]]:
    for a, b in combinations(sorted(everybody.people), 2):
        if everybody.may_meet(a, b):
            yield a, b, everybody.worth(a, b)


def _some(everybody: Gathering, number: int) -> Iterator[tuple[int, int, int]]:
    """Each with the best of those beside them, in a few orders of those who speak a language."""
    found: dict[int, dict[int, int]] = {each: {} for each in everybody.people}
    for order in _orders(everybody.people.values(), number):
        around = order + order[:BESIDE]
        for at, one in enumerate(order):
            for other in around[at + 1 : at + 1 + BESIDE]:
                if one != other and other not in found[one] and everybody.may_meet(one, other):
                    found[one][other] = found[other][one] = everybody.worth(one, other)
    kept: dict[Pair, int] = {}
    for one, others in found.items():
        best = heapq.nlargest(BEST, others, key=lambda other: (others[other], other))
        kept.update({pair(one, other): others[other] for other in best})
    for (a, b), worth in kept.items():
        yield a, b, worth


def _orders(people: Iterable[Candidate], number: int) -> Iterator[list[int]]:
    """For each language those who speak it, put beside each other by what they share."""
    by_language: dict[str, list[Candidate]] = {}
    for each in people:
        for language in each.languages:
            by_language.setdefault(language, []).append(each)
    for language in sorted(by_language):
        them = sorted(by_language[language], key=lambda each: _shuffled(each.id, number))
        yield [each.id for each in them]
        for what in ("place", "lived", "interests"):
            shared = {each.id: sorted(getattr(each, what)) for each in them}
            yield sorted((each.id for each in them), key=shared.__getitem__)


def _shuffled(person: int, number: int) -> int:
    """A place in an order that is another one each round."""
    return ((person + 1) * 2654435761 ^ (number + 1) * 40503) * 2246822519 % (1 << 32)


def _paired(everybody: Gathering, edges: Iterable[tuple[int, int, int]]) -> list[Group]:
    """As many pairs as there can be, and of those the ones that are worth most.

    Who was three more often is rather in one of them, and so not left over.
    """
    people = everybody.people
    graph: rustworkx.PyGraph[int, int] = rustworkx.PyGraph(multigraph=False)
    nodes = dict(zip(people, graph.add_nodes_from(list(people)), strict=True))
    extra = {each.id: each.first * FIRST + each.threes * TURN for each in people.values()}
    graph.add_edges_from(
        [(nodes[a], nodes[b], worth + extra[a] + extra[b]) for a, b, worth in edges]
    )
    found = rustworkx.max_weight_matching(graph, max_cardinality=True, weight_fn=int)
    return sorted(pair(graph[a], graph[b]) for a, b in found)


def _mended(everybody: Gathering, pairs: Iterable[Group]) -> Matching:
    """The pairs, with those who are left over put to them; if it can be, none meet again."""
    groups = frozenset(pairs)
    left = over = _over(everybody, groups)
    again = {two for two, ago in everybody.history.items() if ago <= AGAIN}
    others = Gathering(everybody.people.values(), everybody.blocks | again, everybody.history)
    while over:
        one, *over = over
        too = [each for each in left if each != one]
        mended = next(_with(others, groups, one, too), None) or max(
            _with(everybody, groups, one, too), key=partial(_gain, everybody, groups), default=None
        )
        if mended is not None:
            groups = mended
            left = over = _over(everybody, groups)
    return Matching(sorted(groups), left)


def _over(everybody: Gathering, groups: frozenset[Group]) -> Sequence[int]:
    return sorted(set(everybody.people).difference(*groups))


def _with(
    everybody: Gathering, groups: frozenset[Group], one: int, others: Sequence[int]
) -> Iterator[frozenset[Group]]:
    """The groups anew, so that fewer are left over: by regrouping a few around the one who is.

    Then somebody else is left over in their place, and so on. `others` are left over, too.
    """
    seen, ways = {one}, [(one, groups)]
    for alone, instead in ways:
        some = _around(everybody, [*instead, *((each,) for each in others)], alone)
        made, lonely = _best(everybody, sorted([alone, *(each for them in some for each in them)]))
        if len(lonely) < 1 + sum(len(them) == 1 for them in some):
            yield instead.difference(some) | set(made)
        for two in some if len(ways) < WAYS else ():
            for a, b in (two, two[::-1]) if len(two) == 2 else ():
                if everybody.may_meet(alone, a) and b not in seen:
                    seen.add(b)
                    ways.append((b, instead - {two} | {pair(alone, a)}))


def _gain(everybody: Gathering, before: frozenset[Group], after: frozenset[Group]) -> int:
    """How much better one way to group people is than another."""
    new, gone = after - before, before - after
    matched = sum(map(len, new)) - sum(map(len, gone))
    return sum(map(everybody.value, new)) - sum(map(everybody.value, gone)) + matched * ALONE


def _around(everybody: Gathering, groups: Sequence[Group], one: int) -> Sequence[Group]:
    """The groups among which to look for a place, those that would best take them first."""

    def gain(group: Group) -> tuple[int, int]:
        joined = (*group, one)
        if len(group) == 2 and everybody.may_be(joined):
            return 2, everybody.value(joined) - everybody.value(group)
        worth = [everybody.worth(one, each) for each in group if everybody.may_meet(one, each)]
        return (1, max(worth)) if worth else (0, -len(group))

    found = heapq.nlargest(FEW - 1, groups, key=lambda group: (*gain(group), group))
    while sum(map(len, found)) >= FEW:
        found.pop()
    return found


def _best(everybody: Gathering, few: Sequence[int]) -> tuple[Sequence[Group], Sequence[int]]:
    """The best groups of a few people, of all that there are, and who is left over."""

    @cache
    def best(rest: Group) -> tuple[int, tuple[Group, ...]]:
        if not rest:
            return 0, ()
        one, *others = rest
        value, groups = best(rest[1:])
        found = [(value - everybody.lost(one), groups)]
        for group in _with_some(one, others):
            if everybody.may_be(group):
                value, groups = best(tuple(each for each in others if each not in group))
                found.append((value + everybody.value(group), (group, *groups)))
        return max(found)

    _, groups = best(tuple(few))
    return groups, sorted(set(few).difference(*groups))


def _with_some(one: int, others: Sequence[int]) -> Iterator[Group]:
    for count in (1, 2):
        for some in combinations(others, count):
            yield one, *some


class Given(msgspec.Struct, frozen=True):
    """All that a round is made from, for a process of its own."""

    people: Sequence[Candidate]
    blocks: Sequence[Pair]
    met: Sequence[tuple[int, int, int]]
    """Who met whom how many rounds ago."""
    number: int

    def matching(self) -> Matching:
        """The groups of the round."""
        met = {(one, other): ago for one, other, ago in self.met}
        return match(self.people, frozenset(self.blocks), met, self.number)


if __name__ == "__main__":
    given = msgspec.json.decode(sys.stdin.buffer.read(), type=Given)
    sys.stdout.buffer.write(msgspec.json.encode(given.matching()))
