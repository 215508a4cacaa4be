"""Ideas: a few at a time, others each week, round and round."""

from handlers.ideas import AT_ONCE, IDEAS
from tests.test_check_ins import agreed, everywhere
from tests.town import Town

__all__ = ["everywhere"]


async def test_ideas_are_a_tap_away_after_a_check_in(town: Town) -> None:
    ana = await agreed(town)

    await ana.presses("🙁 Hard")
    await ana.presses("Ideas that helped others")

    first, listed = ana.last_heard.split("\n\n")
    assert first == "Things that people who run groups say have helped:"
    assert listed.count("• ") == AT_ONCE


async def test_all_ideas_are_shown_before_one_comes_again(town: Town) -> None:
    ana = await agreed(town)

    await ana.presses("🙂 Good")
    await ana.presses("Ideas that helped others")
    seen = ana.last_heard.split("\n")[2:]
    for _ in range(len(IDEAS) // AT_ONCE - 1):
        await ana.presses("More ideas")
        seen += ana.last_heard.split("\n")[2:]

    assert len(seen) == len(set(seen)) == len(IDEAS)
