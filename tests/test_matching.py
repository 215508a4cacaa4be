"""Who meets whom: rules that hold for any people, and a year of rounds."""

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as some

from handlers.matching import AGAIN, Candidate, Gathering, Group, Matching, fit, match
from storage.pairs import Pair, pair

PRIME = (1 << 31) - 1

SUBJECTS = tuple("abcdefghij")


@some.composite
def rounds(draw: some.DrawFn, most: int) -> tuple[Gathering, Matching]:
    """People who speak a few languages, some of whom block each other or have met."""
    chance = random.Random(draw(some.integers(0, 1 << 32)))
    people = draw(some.integers(2, most))
    languages = draw(some.integers(1, 4))
    blocked = draw(some.sampled_from([0.0, 0.05, 0.3, 0.6, 0.8, 1 - 1.5 / people]))
    met = draw(some.sampled_from([0.0, 0.2, 0.7, 1.0]))
    them = [_somebody(chance, number, languages) for number in range(people)]
    pairs = list(combinations(range(people), 2))
    blocks = {two for two in pairs if chance.random() < blocked}
    history = {two: chance.randrange(1, 40) for two in pairs if chance.random() < met}
    return Gathering(them, blocks, history), match(them, blocks, history)


def _somebody(chance: random.Random, number: int, languages: int) -> Candidate:
    spoken = [f"l{n}" for n in range(languages) if chance.random() < 0.3]
    return Candidate(
        number,
        frozenset(spoken or ["l0"]),
        interests=frozenset(chance.sample(SUBJECTS, chance.randrange(4))),
        lived=frozenset(chance.sample(SUBJECTS, chance.randrange(4))),
        place=(f"ward {chance.randrange(5)}", "town"),
        anywhere=chance.random() < 0.5,
        first=chance.random() < 0.1,
        threes=chance.randrange(30),
    )


@given(rounds(200))
@settings(max_examples=30, deadline=None)
def test_as_many_meet_as_can_and_no_block_is_broken(made: tuple[Gathering, Matching]) -> None:
    everybody, matching = made
    matched = [each for group in matching.groups for each in group]

    assert sorted([*matched, *matching.left]) == sorted(everybody.people)
    assert all(len(group) in (2, 3) and everybody.may_be(group) for group in matching.groups)
    assert len(matching.groups) == _most_pairs(everybody, _edges(everybody))
    for one in matching.left:
        assert not any(everybody.may_meet(one, other) for other in matching.left if other != one)
        twos = (group for group in matching.groups if len(group) == 2)
        assert not any(everybody.may_be((*two, one)) for two in twos)


@given(rounds(200))
@settings(max_examples=30, deadline=None)
def test_nobody_meets_again_where_everybody_could_meet_somebody_else(
    made: tuple[Gathering, Matching],
) -> None:
    everybody, matching = made
    others = [two for two in _edges(everybody) if not _repeats(everybody, [two])]
    if 2 * _most_pairs(everybody, others) == len(everybody.people):
        assert _repeats(everybody, matching.groups) == 0


@given(rounds(60))
@settings(max_examples=100, deadline=None)
def test_nobody_meets_again_where_a_matching_without_it_leaves_nobody_over(
    made: tuple[Gathering, Matching],
) -> None:
    everybody, matching = made
    again = {two for two, ago in everybody.history.items() if ago <= AGAIN}
    second = match(list(everybody.people.values()), everybody.blocks | again, everybody.history)
    if not second.left and len(second.groups) == len(matching.groups):
        assert _repeats(everybody, matching.groups) == 0


@given(rounds(8))
@settings(max_examples=300, deadline=None)
def test_of_few_no_other_groups_are_better(made: tuple[Gathering, Matching]) -> None:
    everybody, matching = made

    def first_left(way: Sequence[Group]) -> int:
        alone = set(everybody.people).difference(*way)
        return sum(everybody.people[each].first for each in alone)

    ways = list(_ways(everybody, tuple(everybody.people)))
    left = [len(everybody.people) - sum(map(len, way)) for way in ways]
    best = [way for way, alone in zip(ways, left, strict=True) if alone == min(left)]
    pairs = [way for way in best if len(way) == max(map(len, best))]
    again = [way for way in pairs if first_left(way) == min(map(first_left, pairs))]

    assert len(matching.left) == min(left)
    assert _repeats(everybody, matching.groups) == min(_repeats(everybody, way) for way in again)


def test_who_was_left_alone_comes_first() -> None:
    people = [Candidate(each, frozenset({"cy"}), first=each == 3) for each in (1, 2, 3)]
    everyone_but = {(1, 3): 1, (2, 3): 1}  # they met last time

    assert match(people, {(1, 2)}, everyone_but) == Matching([(1, 3)], [2])
    assert match(people, {(1, 3)}, everyone_but) == Matching([(2, 3)], [1])


def test_three_are_put_together_only_where_everymay_meet_and_speak_one_language() -> None:
    spoken = {1: {"en"}, 2: {"en", "cy"}, 3: {"cy"}}
    people = [Candidate(each, frozenset(spoken[each])) for each in spoken]

    assert len(match(people).left) == 1
    assert match([*people[:2], Candidate(3, frozenset({"en"}))]).groups == [(1, 2, 3)]


def test_what_they_have_in_common_decides_where_nobody_has_met() -> None:
    def one(number: int, *lived: str, place: str = "") -> Candidate:
        return Candidate(number, frozenset({"en"}), lived=frozenset(lived), place=(place,))

    people = [one(1, "bank"), one(2, "venue"), one(3, "bank"), one(4, "venue")]
    assert match(people).groups == [(1, 3), (2, 4)]
    assert match(people, history={(1, 3): 13}).groups == [(1, 2), (3, 4)]
    near = [one(1, place="Hill"), one(2, place="Mill"), one(3, place="Hill"), one(4, place="Mill")]
    assert match(near).groups == [(1, 3), (2, 4)]


def test_of_very_many_as_many_meet_and_nobody_again() -> None:
    chance = random.Random(3)
    people = [_somebody(chance, number, 3) for number in range(601)]
    everybody = Gathering(people, {pair(*chance.sample(range(601), 2)) for _ in range(100)}, {})
    for number in range(2):
        matching = match(people, everybody.blocks, everybody.history, number)
        assert matching.left == []
        assert len(matching.groups) == 300
        assert all(map(everybody.may_be, matching.groups))
        assert _repeats(everybody, matching.groups) == 0
        everybody.history = _later(everybody.history, matching.groups)


def test_in_a_year_nobody_meets_again_within_twelve_rounds_and_being_three_goes_round() -> None:
    chance = random.Random(4)
    people = {number: _somebody(chance, number, 1) for number in range(60)}
    history: dict[Pair, int] = {}
    rounds, threes = Counter[int](), Counter[int]()
    for number in range(52):
        them = [
            Candidate(each.id, each.languages, each.interests, each.lived, place=each.place,
                      threes=100 * threes[each.id] // max(1, rounds[each.id]))
            for each in people.values() if chance.random() < 0.9
        ]  # fmt: skip
        matching = match(them, frozenset(), history, number)
        assert matching.left == []
        assert _repeats(Gathering(them, frozenset(), history), matching.groups) == 0
        rounds.update(each.id for each in them)
        threes.update(each for group in matching.groups if len(group) == 3 for each in group)
        history = _later(history, matching.groups)
    share = sum(threes.values()) / sum(rounds.values())
    assert max(abs(threes[each] - share * rounds[each]) for each in people) <= 2


def test_what_two_have_in_common_never_outweighs_when_they_met() -> None:
    every = frozenset(SUBJECTS)
    alike = Candidate(1, every, every, every, ways=every, place=("a",), anywhere=False)

    assert fit(alike, alike) == 32


def _later(history: Mapping[Pair, int], groups: Sequence[Group]) -> dict[Pair, int]:
    later = {two: ago + 1 for two, ago in history.items()}
    return later | {two: 1 for group in groups for two in combinations(group, 2)}


def _repeats(everybody: Gathering, groups: Sequence[Group]) -> int:
    met = (everybody.history.get(two) for group in groups for two in combinations(group, 2))
    return sum(ago is not None and ago <= AGAIN for ago in met)


def _edges(everybody: Gathering) -> Sequence[Pair]:
    return [two for two in combinations(sorted(everybody.people), 2) if everybody.may_meet(*two)]


def _most_pairs(everybody: Gathering, edges: Sequence[Pair]) -> int:
    """How many pairs there can be: half the rank of Tutte's matrix with numbers by chance in it."""
    chance = random.Random(5)
    rows = {each: dict[int, int]() for each in everybody.people}
    for a, b in edges:
        rows[a][b] = chance.randrange(1, PRIME)
        rows[b][a] = PRIME - rows[a][b]
    size = len(rows)
    matrix = [[rows[a].get(b, 0) for b in rows] for a in rows]
    rank = 0
    for column in range(size):
        found = next((at for at in range(rank, size) if matrix[at][column]), None)
        if found is None:
            continue
        matrix[rank], matrix[found] = matrix[found], matrix[rank]
        first, inverse = matrix[rank], pow(matrix[rank][column], -1, PRIME)
        for at in range(rank + 1, size):
            if times := matrix[at][column] * inverse % PRIME:
                matrix[at] = [
                    (x - times * y) % PRIME for x, y in zip(matrix[at], first, strict=True)
                ]
        rank += 1
    return rank // 2


def _ways(everybody: Gathering, rest: Group) -> Iterator[tuple[Group, ...]]:
    """Every way to put people in twos and threes, with some left over."""
    if not rest:
        yield ()
        return
    one, *others = rest
    yield from _ways(everybody, tuple(others))
    for count in (1, 2):
        for with_them in combinations(others, count):
            group = (one, *with_them)
            if everybody.may_be(group):
                remain = tuple(each for each in others if each not in group)
                yield from ((group, *way) for way in _ways(everybody, remain))
