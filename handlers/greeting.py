"""Who is asked to say hello to whom: a few who were named, hidden among many by lot."""

from collections.abc import Mapping, Sequence
from random import Random

HIDDEN_AMONG = 9
"""For each who was named, so many at least are asked by lot in the same round.

So whoever is asked knows no more than this: at most one such note in ten is sent because somebody
has gone quiet, and nine in ten say nothing about anybody.
"""
FEWEST = HIDDEN_AMONG + 1
"""People who could be asked, below whom nobody is asked because they were named."""
BY_LOT = 0.25
"""The share of people who are asked by lot in a round anyway: once in four weeks each."""


def draw(
    could: Mapping[int, Sequence[int]], named: Sequence[tuple[int, int]], chance: Random
) -> tuple[Mapping[int, int], Sequence[tuple[int, int]]]:
    """Who is asked to greet whom, each at most once; and which of those that were named are in it.

    Args:
        could: everybody who could be asked, and whom each of them could greet.
        named: peers who were named, with whoever has gone quiet, the longest quiet first. Those for
            whom there are too few to hide among are left out: they wait for the next round.
        chance: what the lots are drawn from.
    """
    most = len(could) // FEWEST
    for_real: dict[int, int] = {}
    for peer, quiet in named:
        if len(for_real) < most and peer not in for_real and quiet in could.get(peer, ()):
            for_real[peer] = quiet
    others = sorted(could.keys() - for_real.keys())
    chance.shuffle(others)
    wanted = sum(chance.random() < BY_LOT for _ in others)
    drawn = others[: max(wanted, HIDDEN_AMONG * len(for_real))]
    asked = {person: chance.choice(could[person]) for person in drawn} | for_real
    return asked, list(for_real.items())
