"""What was understood is said back, and can be corrected."""

from datetime import date

import pytest

from handlers.places import Places
from handlers.understanding import understand
from handlers.understood import understood
from handlers.wording import wording
from tests.test_dispatch import shown_to_all
from tests.test_places import TOWN
from tests.town import Held, Town

TODAY = date(2026, 11, 22)
LUNCH = "about 500 quid for a lunch club in Brookside"
LOOKED = "I looked for: money for lunch clubs, about £500, in Brookside."


def line(text: str, language: str = "en") -> str | None:
    """What we say we looked for."""
    enquiry = understand(text, places=Places(TOWN), today=TODAY)
    told = understood(enquiry, enquiry.kind, language)
    return wording(language)(told) if told else None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (LUNCH, LOOKED),
        (
            "a few mums, no bank account, £300 for a baby group",
            "I looked for: money for babies and toddlers, £300, for groups with no written rules.",
        ),
        (
            "trees and a pond, up to £300",
            "I looked for: money for trees and water and ponds, up to £300.",
        ),
        ("anything over 20k", "I looked for: money, more than £20,000."),
        ("between 500 and 2000 quid", "I looked for: money, £500 to £2,000."),
        (
            "whats closing this month",
            "I looked for: money, closing from Sunday 22 November to Monday 30 November.",
        ),
        ("anything with no deadline", "I looked for: money, with no deadline."),
        ("who sorts out potholes", "I looked for: who to talk to about roads and pavements."),
        ("is there a choir i can join", "I looked for: groups for music."),
        ("who has funded lunch clubs before", "I looked for: past grants for lunch clubs."),
        ("money for zorbing", "I looked for: money for zorbing."),
        ("grants for a group in Aberdeen", "I looked for: money, in Aberdeen."),
        ("any grants going?", None),
        ("who can I talk to", None),
        ("list everything", None),
    ],
)
def test_what_was_understood_is_one_line(text: str, told: str | None) -> None:
    assert line(text) == told


def test_it_is_said_in_welsh_too() -> None:
    assert line(LUNCH, "cy") == (
        "Chwiliais am: arian ar gyfer clybiau cinio, tua £500, yn Brookside."
    )


async def test_the_line_stands_above_the_list_with_one_button(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says(LUNCH)

    assert ana.last_heard.startswith(f"{LOOKED}\n\nI found ")
    assert ana.buttons[-1] == "Not quite right?"


async def test_where_only_the_kind_was_understood_nothing_is_said_of_it(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("any grants going?")

    assert "I looked for" not in ana.last_heard
    assert "Not quite right?" not in ana.buttons


@pytest.mark.parametrize(
    ("part", "answer", "told"),
    [
        ("How much", "up to £250", "money for lunch clubs, up to £250, in Brookside"),
        ("How much", "Any sum", "money for lunch clubs, in Brookside"),
        (
            "What it is for",
            "a street party in Millfield",
            "money for street parties, about £500, in Millfield",
        ),
        ("Where", "Millfield", "money for lunch clubs, about £500, in Millfield"),
        ("Where", "Anywhere round here", "money for lunch clubs, about £500"),
        (
            "Who is asking",
            "faith groups",
            "money for lunch clubs, about £500, in Brookside, for faith groups",
        ),
        (
            "Money, people or groups",
            "Who to talk to",
            "who to talk to about lunch clubs, about £500, in Brookside",
        ),
    ],
)
async def test_one_thing_is_corrected_by_taps(
    town: Town, part: str, answer: str, told: str
) -> None:
    ana = town.voice("Ana")

    await ana.says(LUNCH)
    await ana.presses("Not quite right?")
    await ana.fills(part, answer)

    assert ana.last_heard.startswith(f"I looked for: {told}.\n\n")


@pytest.mark.talked
@pytest.mark.parametrize(
    ("part", "typed", "told"),
    [
        ("2", "about 200 quid", "money for lunch clubs, about £200, in Brookside"),
        ("how much", "300", "money for lunch clubs, £300, in Brookside"),
        ("where", "near the canal", "money for lunch clubs, about £500, in Canalside"),
        ("where", "FN8 2AB", "money for lunch clubs, about £500, in Coombe and Villages"),
        ("where", "Leeds", "money for lunch clubs, about £500, in Leeds"),
        (
            "who is asking",
            "schools",
            "money for lunch clubs, about £500, in Brookside, for schools",
        ),
    ],
)
async def test_one_thing_is_corrected_by_words(
    town: Town, part: str, typed: str, told: str
) -> None:
    ana = town.voice("Ana")

    await ana.says(LUNCH)
    await ana.says("not quite right?")
    await ana.says(part)
    await ana.says(typed)

    assert ana.last_heard.startswith(f"I looked for: {told}.\n\n")


async def test_days_that_were_not_meant_are_forgotten(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("what's closing this month for older people")
    await ana.presses("Not quite right?")
    await ana.fills("Forget the dates")

    assert ana.last_heard.startswith("I looked for: money for older people.\n\n")


async def test_what_comes_next_goes_on_from_what_was_corrected(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says(LUNCH)
    await ana.presses("Not quite right?")
    await ana.fills("What it is for", "a street party")
    await ana.says("who do I ask?")

    assert ana.last_heard.startswith("I looked for: who to talk to about street parties")


async def test_only_the_last_question_can_be_corrected(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says(LUNCH)
    old = ana.button("Not quite right?")
    await ana.says("money for trees")
    await ana.presses(old)

    assert ana.last_heard.startswith("That list is from a while ago")


@shown_to_all
async def test_where_others_read_along_the_line_has_no_button(town: Town) -> None:
    ana = town.voice("Ana")
    group = town.group("Neighbours", ana)

    await ana.says("/pots lunch club", to=group)

    assert group.last_heard.startswith("I looked for: money for lunch clubs.\n\n")
    assert "Not quite right?" not in group.buttons


async def test_a_forged_press_is_answered(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/start")
    await ana.presses(Held("correct 7"))

    assert ana.last_heard.startswith("That list is from a while ago")
