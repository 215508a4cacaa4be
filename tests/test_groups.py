"""Community groups: who is there, what they offer and need."""

from tests.town import Held, Town


async def test_details_tell_all_that_is_known_of_a_group(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/groups somewhere to take a toddler")
    page = ana.last_heard
    assert "1. Meadow Lane Toddlers\nBrookside · stay and play · toy swap" in page
    await ana.presses("1")

    assert ana.hears == [
        (
            "A group in Brookside:\n\n"
            "Meadow Lane Toddlers\n"
            "Offers: stay and play, toy swap\n"
            "Could use: storage, new chair of committee\n"
            "Meets: Tue and Thu 9:30-11:30\n"
            "About 24 people\n"
            "Write to: toddlers@meadowlane.example\n"
            "New people are welcome.\n"
            "Last checked on Saturday 12 September 2026."
        )
    ]
    await ana.presses("Back to the list")
    assert ana.hears == [page]


async def test_a_group_that_was_checked_long_ago_says_ring_first(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/groups Nether Coombe Good Neighbours lifts")
    await ana.presses("1")

    assert "Nether Coombe Good Neighbours" in ana.last_heard
    assert ana.last_heard.endswith("Last checked 12 months ago: ring first.")


async def test_a_group_that_has_gone_is_said_to_be_gone(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/start")
    await ana.presses(Held("group 999999 1 0"))

    assert ana.last_heard == "I no longer have that group. Please ask me again."
