"""Who is asked to say hello to whom, and what such a note can tell whoever has it."""

from collections import Counter
from random import Random

from hypothesis import given as supposing
from hypothesis import strategies as st

from handlers.greeting import BY_LOT, FEWEST, HIDDEN_AMONG, draw


def town(size: int, chance: Random) -> tuple[dict[int, list[int]], list[tuple[int, int]]]:
    """Who could greet whom, and who was named by whom: some of them cannot greet those any more."""
    everybody = range(size)
    could = {
        each: others
        for each in everybody
        if (others := sorted({chance.randrange(size) for _ in range(chance.randrange(4))} - {each}))
    }
    named = (
        [(chance.randrange(size), chance.randrange(size)) for _ in range(chance.randrange(8))]
        if size
        else []
    )
    named += [(each, could[each][0]) for each in could if chance.random() < 0.05]
    chance.shuffle(named)
    return could, named


@supposing(st.integers(0, 80), st.integers())
def test_of_ten_who_are_asked_nine_are_drawn_by_lot(size: int, seed: int) -> None:
    could, named = town(size, Random(seed))

    asked, for_real = draw(could, named, Random(seed))

    assert len(asked) >= (HIDDEN_AMONG + 1) * len(for_real)
    assert all(other in could[person] for person, other in asked.items())
    assert all(asked[person] == other for person, other in for_real)
    assert set(for_real) <= set(named)


@supposing(st.integers(0, 80), st.integers())
def test_whoever_was_named_is_asked_where_there_are_enough_to_hide_among(
    size: int, seed: int
) -> None:
    could, named = town(size, Random(seed))
    possible = {peer for peer, quiet in named if quiet in could.get(peer, ())}

    _, for_real = draw(could, named, Random(seed))

    assert len(for_real) == min(len(possible), len(could) // FEWEST)


def test_over_the_years_a_note_tells_its_reader_next_to_nothing() -> None:
    """Forty people who know four others each. Three of them named a peer, and often go quiet."""
    chance, size, weeks = Random(7), 40, 52 * 20
    could = {each: [(each + step) % size for step in (-2, -1, 1, 2)] for each in range(size)}
    namings = [(1, 0), (12, 10), (21, 20)]
    had, real = Counter[tuple[int, int]](), Counter[tuple[int, int]]()
    for _ in range(weeks):
        quiet = [pair for pair in namings if chance.random() < 1 / 6]
        asked, for_real = draw(could, quiet, chance)
        had.update(asked.items())
        real.update(for_real)

    assert real.total() / had.total() < 1 / (HIDDEN_AMONG + 1)
    assert BY_LOT < had.total() / weeks / size < BY_LOT + 0.05
