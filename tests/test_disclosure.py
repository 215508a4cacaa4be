"""What a report tells on whom: the rules, and a game against somebody who knows all but one."""

import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.disclosure import ALIKE, LEAST, STEP, Counted, Noise, Shown, Why, noise, shown
from storage.check_ins import MOODS

QUARTERS = 4


def none() -> int:
    """The rules alone, with nothing blurred."""
    return 0


# --- The rules ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "moved", "told"),
    [
        ({"a": 40, "b": 27}, None, {"a": 40, "b": 25}),
        ({"a": 40, "b": 26}, None, {"a": 40, "b": Why.FEW}),
        ({"a": 40, "b": 15}, None, {"a": 40, "b": Why.FEW}),
        ({"a": 15, "b": 3}, None, {"a": Why.FEW, "b": Why.FEW}),
        ({"a": 40, "b": 27}, 26, {"a": Why.STILL, "b": Why.STILL}),
        ({"a": 40, "b": 22}, 0, {"a": Why.STILL, "b": Why.STILL}),
        ({"a": 40, "b": 27}, 27, {"a": 40, "b": 25}),
        ({"a": 90, "b": 10}, None, {"a": Why.ALIKE, "b": Why.ALIKE}),
        ({"a": 85, "b": 15}, None, {"a": 85, "b": Why.FEW}),
        ({"people": 33}, None, {"people": 35}),
        ({"people": 0}, None, {"people": Why.FEW}),
        ({"a": 0, "b": 0}, None, {"a": Why.FEW, "b": Why.FEW}),
    ],
)
def test_what_is_shown_of_exact_counts(
    cells: Mapping[str, int], moved: int | None, told: Shown
) -> None:
    assert shown(Counted(cells, moved), none) == told


@given(st.dictionaries(st.sampled_from(MOODS), st.integers(0, 200), min_size=1), st.integers(0, 40))
def test_whatever_is_shown_is_rounded_and_of_many(cells: dict[str, int], moved: int) -> None:
    figures = shown(Counted(cells, moved))

    assert figures.keys() == cells.keys()
    for figure in figures.values():
        assert isinstance(figure, Why) or (figure % STEP == 0 and figure >= LEAST - STEP // 2)


def test_fewer_than_ten_people_are_hardly_ever_shown() -> None:
    odds = sum(chance for value, chance in cell(9).items() if value is not None)

    assert odds < 1 / 10_000


def test_the_noise_is_as_it_is_said_to_be() -> None:
    drawn = Counter(noise() for _ in range(20_000))

    for value in range(-4, 5):
        assert abs(drawn[value] / 20_000 - odds_of(value)) < 0.015


# --- Somebody who knows all but one ---------------------------------------------------------

ODDS = 0.6
"""Of one more toss, as `noise` says."""


def odds_of(value: int) -> float:
    """How likely the noise is a number."""
    return (1 - ODDS) / (1 + ODDS) * ODDS ** abs(value)


@cache
def at_least(value: int) -> float:
    """How likely the noise is a number or more."""
    return ODDS**value / (1 + ODDS) if value > 0 else 1 - ODDS ** (1 - value) / (1 + ODDS)


Chances = Mapping[int | None, float]
"""What a cell may show, and how likely; None: too few."""


def rounded(count: int) -> int:
    return max(0, (count + STEP // 2) // STEP * STEP)


FAR = 45
"""How far off the noise is looked at: farther comes once in a thousand million times."""


@cache
def cell(count: int) -> Chances:
    """What a cell of so many people may show."""
    found: dict[int | None, float] = {None: 1 - at_least(LEAST - count)}
    for blurred in range(max(LEAST, count - FAR), count + FAR):
        value = rounded(blurred)
        found[value] = found.get(value, 0.0) + odds_of(blurred - count)
    return found


@cache
def hidden(count: int) -> Mapping[int, float]:
    """What a cell that is not shown was rounded to, and how likely it is so and not shown."""
    found = {0: 0.0}
    for blurred in range(count - FAR, LEAST):
        value = rounded(blurred)
        found[value] = found.get(value, 0.0) + odds_of(blurred - count)
    return found


def summed(parts: Sequence[Mapping[int, float]]) -> Mapping[int, float]:
    """How likely each sum of numbers is."""
    sums: Mapping[int, float] = {0: 1.0}
    for part in parts:
        more: dict[int, float] = {}
        for one, chance in sums.items():
            for other, its in part.items():
                more[one + other] = more.get(one + other, 0.0) + chance * its
        sums = more
    return sums


@cache
def likelihood(counts: tuple[int, ...], moved: int | None, told: tuple[int | Why, ...]) -> float:
    """How likely the rules show exactly this of these counts. The attacker knows the rules."""
    goes_on = 1.0 if moved is None else at_least(LEAST - moved)
    if told[0] is Why.STILL:
        return 1 - goes_on
    if set(told) == {Why.FEW}:
        return goes_on * prod(cell(count)[None] for count in counts)
    if told[0] is Why.ALIKE:
        return goes_on * sum(alike(counts, n) for n in range(len(counts)))
    values = [value for value in told if not isinstance(value, Why)]
    chance = prod(
        cell(count).get(value, 0.0)
        for count, value in zip(counts, told, strict=True)
        if not isinstance(value, Why)
    )
    rest = summed([hidden(c) for c, value in zip(counts, told, strict=True) if value is Why.FEW])
    if len(counts) == 1:
        return goes_on * chance
    differ = sum(p for more, p in rest.items() if max(values) < ALIKE * (sum(values) + more))
    return goes_on * chance * differ


def alike(counts: tuple[int, ...], most: int) -> float:
    """How likely one of the cells is nearly all of them."""
    others = [dict[int, float]() for _ in counts[1:]]
    for part, count in zip(others, counts[:most] + counts[most + 1 :], strict=True):
        part.update(hidden(count))
        for value, chance in cell(count).items():
            if value is not None:
                part[value] = part.get(value, 0.0) + chance
    sums = summed(others)
    return sum(
        chance * sum(its for rest, its in sums.items() if value >= ALIKE * (value + rest))
        for value, chance in cell(counts[most]).items()
        if value is not None
    )


@pytest.mark.parametrize(
    ("cells", "moved"), [((30, 2, 1), 20), ((20, 18, 16), 14), ((12, 3), None)]
)
def test_the_attacker_knows_how_likely_each_report_is(
    cells: tuple[int, ...], moved: int | None
) -> None:
    """Else the game would be easy."""
    told = Counter(
        tuple(shown(Counted(dict(zip("abc", cells, strict=False)), moved)).values())
        for _ in range(8000)
    )
    for report, times in told.most_common(6):
        assert abs(times / 8000 - likelihood(cells, moved, report)) < 0.025


# --- A year of reports ----------------------------------------------------------------------


@dataclass
class Scope:
    """Those of whom one report tells: the people of a whole partnership, or as few as of an area.

    An area of eight is harder to hide in than all fifty together, so the game is played there.
    """

    answers: list[dict[int, str]] = field(default_factory=list)
    """Each quarter's answers, by person."""
    moved: list[int | None] = field(default_factory=list)
    """How many came or went since the last that was shown."""
    last: list[frozenset[int]] = field(default_factory=list)
    """Who was in the last that was shown, before each quarter."""
    told: list[tuple[int | Why, ...]] = field(default_factory=list)


def year(
    seed: int, blur: Noise = none, rules: Callable[[Counted, Noise], Shown] = shown
) -> Iterator[Scope]:
    """Fifty areas of 8 to 60 people; a year of joiners, leavers and erasures, four reports."""
    chance = random.Random(seed)
    for _ in range(50):
        scope, size = Scope(), chance.randint(8, 60)
        people = set(range(size))
        usual = {person: chance.choice(MOODS) for person in range(10 * size)}
        new = size
        last: set[int] | None = None
        for _ in range(QUARTERS):
            answers = {
                person: usual[person] if chance.random() < 0.7 else chance.choice(MOODS)
                for person in people
            }
            moved: int | None = None if last is None else len(last ^ people)
            counts = Counter(answers.values())
            figures = rules(Counted({mood: counts[mood] for mood in MOODS}, moved), blur)
            scope.answers.append(answers)
            scope.moved.append(moved)
            scope.last.append(frozenset(last or ()))
            scope.told.append(tuple(figures[mood] for mood in MOODS))
            if any(not isinstance(each, Why) for each in figures.values()):
                last = set(people)
            stay = chance.choice([0.6, 0.8, 0.95, 1.0])  # leaving, and being erased, look the same
            people = {each for each in people if chance.random() < stay}
            joiners = chance.randint(0, size // 3)
            people |= set(range(new, new + joiners))
            new += joiners
        yield scope


def with_answer(scope: Scope, quarter: int, target: int, answer: str) -> tuple[int, ...]:
    """The counts, had one person given another answer."""
    counts = Counter(scope.answers[quarter].values())
    counts[scope.answers[quarter][target]] -= 1
    counts[answer] += 1
    return tuple(counts[mood] for mood in MOODS)


def targets(scope: Scope) -> Iterator[tuple[int, list[int]]]:
    """Each person, and the quarters in which they took part."""
    for person in sorted(set().union(*scope.answers)):
        yield person, [n for n in range(QUARTERS) if person in scope.answers[n]]


def beliefs(chances: Sequence[float]) -> list[float]:
    """What somebody believes who thought all equally likely before."""
    return [chance / sum(chances) for chance in chances]


def by_the_rules_alone(counted: Counted, _: Noise) -> Shown:
    """What statisticians' rules would show, kept exactly: ten people, ten who moved or nobody."""
    if counted.moved is not None and 0 < counted.moved < 10:
        return dict.fromkeys(counted.cells, Why.STILL)
    if max(counted.cells.values()) >= ALIKE * sum(counted.cells.values()):
        return dict.fromkeys(counted.cells, Why.ALIKE)
    return {
        answer: rounded(count) if count >= 10 else Why.FEW
        for answer, count in counted.cells.items()
    }


def test_the_rules_alone_tell_on_people() -> None:
    """Why counts are blurred: exact ones tip over, or appear, at one person's answer."""
    known = asked = 0
    for scope in year(seed=1, rules=by_the_rules_alone):
        for target, quarters in targets(scope):
            for n in quarters:
                left = [
                    mood
                    for mood in MOODS
                    if shown_exactly(with_answer(scope, n, target, mood), scope.moved[n])
                    == scope.told[n]
                ]
                assert scope.answers[n][target] in left
                known += len(left) == 1
                asked += 1
    assert known > 0.05 * asked


@cache
def shown_exactly(counts: tuple[int, ...], moved: int | None) -> tuple[int | Why, ...]:
    figures = by_the_rules_alone(Counted(dict(zip(MOODS, counts, strict=True)), moved), none)
    return tuple(figures.values())


@pytest.mark.parametrize("seed", range(3))
def test_who_knows_all_answers_but_one_is_never_certain_of_it(seed: int) -> None:
    """Every answer stays possible, and none becomes more than likely, over a year of reports.

    The attacker knows when the target took part, and guesses that they always said the same.
    """
    believed, asked = [], 0
    chance = random.Random(seed)
    for scope in year(seed, blur=lambda: blurring(chance)):
        for target, quarters in targets(scope):
            together = dict.fromkeys(MOODS, 1.0)
            for n in quarters:
                for mood in MOODS:
                    counts = with_answer(scope, n, target, mood)
                    together[mood] *= likelihood(counts, scope.moved[n], scope.told[n])
            left = [mood for mood, chance_of in together.items() if chance_of > 0]
            assert left == list(MOODS), "every answer is still possible"
            believed.append(max(beliefs(list(together.values()))))
            asked += 1
    assert asked > 1500
    assert max(believed) < 0.95
    assert sum(each > 0.5 for each in believed) < 0.05 * asked


@pytest.mark.parametrize("seed", range(2))
def test_nor_of_whether_that_one_took_part(seed: int) -> None:
    """By the numbers, and by which of them were shown at all."""
    believed = []
    chance = random.Random(seed)
    for scope in year(seed, blur=lambda: blurring(chance)):
        for target, quarters in targets(scope):
            if len(quarters) < QUARTERS:
                continue
            took_part = without = 1.0
            for n in range(QUARTERS):
                moved, told = scope.moved[n], scope.told[n]
                counts = Counter(scope.answers[n].values())
                took_part *= likelihood(tuple(counts[mood] for mood in MOODS), moved, told)
                others = counts - Counter([scope.answers[n][target]])
                less = None if moved is None else moved - (target not in scope.last[n])
                without *= likelihood(tuple(others[mood] for mood in MOODS), less, told)
            assert took_part > 0
            assert without > 0
            believed.append(max(beliefs([took_part, without])))
    assert len(believed) > 300
    assert max(believed) < 0.95


def blurring(chance: random.Random) -> int:
    """Noise that a test can draw again."""
    return sum(sign for sign in (1, -1) for _ in iter(lambda: chance.random() < ODDS, False))
