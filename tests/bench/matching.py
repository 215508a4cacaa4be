"""How long a round's matching takes, and how good it is beside one by chance, as used elsewhere."""

import random
import resource
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import combinations
from multiprocessing import get_context
from statistics import mean
from time import process_time

from handlers import matching as rule
from handlers.matching import AGAIN, Candidate, Matching, fit, match
from storage.pairs import Pair, pair
from tests.bench.table import Measure

ROUNDS = 52
PEOPLE = 60
SUBJECTS = tuple(f"subject {n}" for n in range(20))
LIVED = tuple(f"lived {n}" for n in range(16))


@dataclass(frozen=True)
class Spent:
    """What a matching took in a process of its own."""

    seconds: float
    megabytes: float


@dataclass
class Year:
    """What became of a year of weekly rounds."""

    repeats: int = 0
    """Twos who met again within twelve rounds."""
    needless: int = 0
    """Of these, more than one for each who would have been alone without."""
    alone: int = 0
    """Times somebody had nobody."""
    fits: float = 0


async def matching() -> list[Measure]:
    """Rounds of 200 and 5,000, each in a process of its own, and a year of sixty people."""
    ours, chance = _year(match), _year(by_chance)
    few, many = _alone(200), _alone(5000)
    sparse, full = _in_common(1000, rule.EVERYBODY), _in_common(1000, 1000)
    return [
        Measure("matching 200 people, the best there is, CPU", "s", few.seconds, below=0.2),
        Measure("matching 5,000 people, CPU", "s", many.seconds, below=10),
        Measure("memory, most, matching 5,000", "MB", many.megabytes, below=350),
        Measure("in common, 1,000 people", "points a pair", sparse, full, "the best there is",
                at_least=0.9),
        Measure(f"a year of {PEOPLE}: met again within {AGAIN} rounds", "pairs",
                ours.repeats, chance.repeats, "by chance"),
        Measure(f"a year of {PEOPLE}: of these, needless", "pairs",
                ours.needless, chance.needless, "by chance", below=1),
        Measure(f"a year of {PEOPLE}: left alone", "times", ours.alone, chance.alone, "by chance",
                below=1),
        Measure(f"a year of {PEOPLE}: in common", "points a pair", ours.fits, chance.fits,
                "by chance", at_least=1),
    ]  # fmt: skip


def some_people(count: int, chance: random.Random) -> list[Candidate]:
    """People as a partnership may have them."""

    def languages() -> frozenset[str]:
        which = chance.choices(["en", "en cy", "cy", "en pl"], [85, 8, 4, 3])[0]
        return frozenset(which.split())

    return [
        Candidate(
            number,
            languages(),
            interests=frozenset(chance.sample(SUBJECTS, chance.randrange(1, 5))),
            lived=frozenset(chance.sample(LIVED, chance.randrange(5))),
            ways=frozenset(chance.sample(["call", "message", "in_person"], 2)),
            place=(f"ward {chance.randrange(30)}", f"borough {chance.randrange(3)}", "county"),
            anywhere=chance.random() < 0.5,
        )
        for number in range(count)
    ]


def by_chance(
    people: Sequence[Candidate], blocks: frozenset[Pair], history: dict[Pair, int], number: int
) -> Matching:
    """Each in turn with the next who speaks their language, in an order of chance."""
    waiting = list(people)
    random.Random(number).shuffle(waiting)
    groups: list[Pair] = []
    left: list[int] = []
    while waiting:
        one = waiting.pop()
        fits = (
            other
            for other in waiting
            if one.languages & other.languages and pair(one.id, other.id) not in blocks
        )
        other = next(fits, None)
        if other is None:
            left.append(one.id)
        else:
            waiting.remove(other)
            groups.append(pair(one.id, other.id))
    return Matching(groups, left)


def _year(how: Callable[..., Matching]) -> Year:
    chance = random.Random(1)
    people = some_people(PEOPLE, chance)
    blocks = frozenset(pair(*chance.sample(range(PEOPLE), 2)) for _ in range(10))
    history: dict[Pair, int] = {}
    year, fits = Year(), []
    for number in range(ROUNDS):
        them = [each for each in people if chance.random() < 0.9]
        made = how(them, blocks, history, number)
        by_id = {each.id: each for each in them}
        met = [two for group in made.groups for two in combinations(group, 2)]
        again = sum(history.get(two, AGAIN + 1) <= AGAIN for two in met)
        year.repeats += again
        year.alone += len(made.left)
        recent = {two for two, ago in history.items() if ago <= AGAIN}
        without = len(match(them, blocks | recent, {}, number).left)
        needed = without - len(made.left)
        year.needless += max(0, again - needed)
        fits += [fit(by_id[a], by_id[b]) for a, b in met]
        history = {two: ago + 1 for two, ago in history.items()} | dict.fromkeys(met, 1)
    year.fits = mean(fits)
    return year


def _a_round(count: int) -> tuple[list[Candidate], frozenset[Pair], dict[Pair, int]]:
    chance = random.Random(2)
    people = some_people(count, chance)
    blocks = frozenset(pair(*chance.sample(range(count), 2)) for _ in range(count // 10))
    history: dict[Pair, int] = {}
    for ago in range(AGAIN, 0, -1):
        order = chance.sample(range(count), count)
        history.update({pair(a, b): ago for a, b in zip(order[::2], order[1::2], strict=False)})
    return people, blocks, history


def _alone(count: int) -> Spent:
    with ProcessPoolExecutor(1, get_context("spawn")) as process:
        return process.submit(_spent, count).result()


def _spent(count: int) -> Spent:
    given = _a_round(count)
    begun = process_time()
    match(*given)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Spent(process_time() - begun, most)


def _in_common(count: int, everybody: int) -> float:
    """Points a pair, comparing everybody up to so many people."""
    people, blocks, history = _a_round(count)
    before, rule.EVERYBODY = rule.EVERYBODY, everybody
    try:
        made = match(people, blocks, history)
    finally:
        rule.EVERYBODY = before
    return mean(
        fit(people[a], people[b]) for group in made.groups for a, b in combinations(group, 2)
    )
