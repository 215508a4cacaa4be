"""Who sits in which circle, and who hosts it: what must hold, whoever wants one."""

from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as some

from handlers.gathering import (
    FEWEST,
    MOST,
    START,
    Standing,
    Topic,
    Turn,
    Vote,
    Wanting,
    agreed,
    apart,
    fits,
    gather,
    how_often,
    merge,
    next_host,
    split,
    topics,
)
from storage.pairs import Pair, pair
from storage.reminders import Every

PLACES = (("ward", "borough"), ("other", "borough"), ("town",), ())
GARDENING = Topic("en", "gardening", "")


@some.composite
def wanting(draw: some.DrawFn, most: int = 20) -> list[Wanting]:
    """People who want a circle, in the order of waiting."""
    return [
        Wanting(
            n,
            draw(some.sampled_from([("en",), ("cy",), ("en", "cy")])),
            frozenset(draw(some.sets(some.sampled_from(["gardening", "youth", "food"])))),
            draw(some.sampled_from(PLACES)),
            draw(some.booleans()),
        )
        for n in range(draw(some.integers(0, most)))
    ]


def blocks(people: int, share: int = 5) -> some.SearchStrategy[set[Pair]]:
    """Pairs who are to be kept apart."""
    one = some.integers(0, max(people - 1, 0))
    two = some.tuples(one, one).filter(lambda two: two[0] != two[1]).map(lambda two: pair(*two))
    return some.sets(two, max_size=people * share) if people > 1 else some.just(set())


# --- A new circle ---------------------------------------------------------------------------


@settings(max_examples=60)
@given(some.data())
def test_circles_are_of_four_to_six_who_fit_and_nobody_waits_who_need_not(
    data: some.DataObject,
) -> None:
    people = data.draw(wanting())
    kept_apart = data.draw(blocks(len(people)))
    made = gather(people, kept_apart)

    seated = [each for circle in made for each in circle.people]
    assert len(seated) == len(set(seated))
    for topic, circle in made:
        assert START <= len(circle) <= MOST
        assert all(fits(people[each], topic) for each in circle)
        assert not any(each in kept_apart for each in combinations(sorted(circle), 2))
    left = [each for each in people if each.id not in seated]
    for topic in {topic for each in left for topic in topics(each)}:
        fitting = [each.id for each in left if fits(each, topic)]
        assert all(
            any(each in kept_apart for each in combinations(four, 2))
            for four in combinations(fitting[:7], START)
        )


@given(some.integers(0, 80))
def test_of_many_who_all_fit_at_most_three_are_left_over(number: int) -> None:
    people = [Wanting(n, ("en",), frozenset({"food"}), (), True) for n in range(number)]
    sizes = [len(circle.people) for circle in gather(people, ())]

    left = number - sum(sizes)
    assert left == (number if number < START else 1 if number == 7 else 0), sizes


def test_who_waited_longest_is_seated_first_and_close_by_if_possible() -> None:
    near = [Wanting(n, ("en",), frozenset({"food"}), ("ward", "borough"), True) for n in range(4)]

    (circle,) = gather(near, ())
    assert circle.topic == Topic("en", "food", "ward")
    more = [*near, Wanting(9, ("en",), frozenset({"food"}), ("other", "borough"), True)]
    (circle,) = gather(more, ())
    assert circle.people == (0, 1, 2, 3, 9)


# --- When it meets --------------------------------------------------------------------------


def test_a_circle_meets_when_most_can_come() -> None:
    evenings = Vote(frozenset({1, 3}), frozenset({"evening"}))
    anytime = Vote(frozenset({3, 5}), frozenset({"evening", "morning"}))

    assert agreed([evenings, anytime, anytime]) == (3, 19)
    assert agreed([anytime, anytime]) == (3, 19)
    assert agreed([]) == (0, 19)


def test_a_circle_meets_as_often_as_most_want_and_rather_less() -> None:
    assert how_often([Every.WEEK, Every.WEEK, Every.MONTH]) is Every.WEEK
    assert how_often([Every.WEEK, Every.FORTNIGHT]) is Every.FORTNIGHT


# --- Who hosts ------------------------------------------------------------------------------


@given(some.integers(2, 6), some.lists(some.sampled_from(["meets", "meets", "joins", "leaves"])))
def test_nobody_hosts_twice_running_and_turns_are_fair(number: int, story: list[str]) -> None:
    since = dict.fromkeys(range(number), 0.0)
    turns: list[int] = []
    stayed: dict[int, int] = dict.fromkeys(range(number), 0)
    for time, what in enumerate(["meets", *story, "meets"], start=1):
        if what == "joins" and len(since) < MOST:
            since[100 + time], stayed[100 + time] = float(time), len(turns)
        elif what == "leaves" and len(since) > 2:
            del since[min(since)]
        elif what == "meets":
            last = turns[-1] if turns else None
            host = next_host((Turn(*each) for each in since.items()), last)
            assert host is not None
            assert host != last
            turns.append(host)
            since[host] = float(time)
            counts = {each: turns[stayed[each] :].count(each) for each in since}
            together = [counts[each] for each in since if stayed[each] == 0]
            assert not together or max(together) - min(together) <= 1
    assert all(one != other for one, other in pairwise(turns))


def test_the_only_one_left_does_not_host_twice() -> None:
    assert next_host([Turn(1, 5.0)], last=1) is None
    assert next_host([], last=None) is None


# --- Too many, too few ----------------------------------------------------------------------


@settings(max_examples=40)
@given(some.data(), some.integers(2 * FEWEST, MOST + 2))
def test_a_split_keeps_pairs_apart_and_friends_together(data: some.DataObject, number: int) -> None:
    people = range(number)
    kept_apart = data.draw(blocks(number, share=1))
    pairs = list(combinations(people, 2))
    together = {each: data.draw(some.integers(0, 9)) for each in pairs}
    one, two = split(people, kept_apart, together)

    assert sorted((*one, *two)) == list(people)
    assert len(one) - len(two) in (0, 1)
    assert len(two) >= FEWEST

    def inside(sides: tuple[tuple[int, ...], ...]) -> list[Pair]:
        return [each for side in sides for each in combinations(sorted(side), 2)]

    others = [
        (half, tuple(each for each in people if each not in half))
        for half in combinations(people, len(one))
    ]
    broken = [sum(each in kept_apart for each in inside(sides)) for sides in others]
    assert sum(each in kept_apart for each in inside((one, two))) == min(broken)
    best = max(
        sum(together[each] for each in inside(sides))
        for sides, found in zip(others, broken, strict=True)
        if found == min(broken)
    )
    assert sum(together[each] for each in inside((one, two))) == best


@given(some.data())
def test_a_small_circle_joins_one_that_fits_whenever_there_is_one(data: some.DataObject) -> None:
    topic = some.builds(
        Topic,
        some.sampled_from(["en", "cy"]),
        some.sampled_from(["", "food"]),
        some.sampled_from(["", "ward"]),
    )
    sizes = data.draw(some.lists(some.integers(0, MOST), min_size=1, max_size=6))
    people = iter(range(sum(sizes) + FEWEST))
    small = Standing(0, data.draw(topic), frozenset({next(people), next(people)}))
    others = [
        Standing(n, data.draw(topic), frozenset(next(people) for _ in range(size)))
        for n, size in enumerate(sizes, start=1)
    ]
    kept_apart = data.draw(blocks(sum(sizes) + FEWEST, share=1))
    found = merge(small, [small, *others], kept_apart)

    def suits(other: Standing) -> bool:
        near = (other.topic.subject == small.topic.subject != "") or (
            other.topic.place == small.topic.place != ""
        )
        return (
            near
            and other.topic.language == small.topic.language
            and 0 < len(other.people) <= MOST - len(small.people)
            and not any(apart(one, other.people, kept_apart) for one in small.people)
        )

    assert (found is not None) == any(map(suits, others))
    assert found is None or suits(found)
