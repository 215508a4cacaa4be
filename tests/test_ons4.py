"""The four questions: only where an area asks them, with a consent of their own, all or none."""

from collections.abc import AsyncIterator

import pytest

from storage import safeguarding
from storage.areas import area_called
from tests.test_check_ins import agreed, core_alone, everywhere, rows
from tests.town import Held, House, Town, Voice

__all__ = ["everywhere"]

OFFER = "Four questions, once a month"
SATISFIED = "Overall, how satisfied are you with your life nowadays?"
ANXIOUS = "Overall, how anxious did you feel yesterday?"


@pytest.fixture
async def switched_on(house: House) -> AsyncIterator[None]:
    """Fernleigh asks the four questions, until the test ends."""
    await switch(house, ask=True)
    yield
    await switch(house, ask=False)


async def switch(house: House, *, ask: bool) -> None:
    async with house.database.transaction() as session:
        fernleigh = await area_called(session, "Fernleigh")
        assert fernleigh
        await safeguarding.ask_four_questions(session, fernleigh, ask=ask)


async def asked(town: Town) -> Voice:
    """Somebody who checked in, agreed to the four questions, and is asked the first."""
    ana = await agreed(town)
    await ana.presses("🙂 Good")
    await ana.presses(OFFER)
    await ana.presses("Yes, ask me and keep my answers")
    return ana


async def answers(town: Town) -> list[tuple[int, ...]]:
    told = ("satisfied", "worthwhile", "happy", "anxious")
    return [tuple(each[name] for name in told) for each in await rows(town, "ons4")]


async def test_they_are_off_unless_an_area_asks_them(town: Town) -> None:
    ana = await agreed(town)

    await ana.presses("🙂 Good")

    assert OFFER not in ana.buttons
    await ana.presses(Held("four-begin"))
    assert ana.last_heard == "Your area doesn't ask these questions. Nothing was kept."


@core_alone
@pytest.mark.usefixtures("switched_on")
async def test_they_have_a_consent_of_their_own(town: Town) -> None:
    ana = await agreed(town)

    await ana.presses("🙂 Good")
    await ana.presses(OFFER)

    assert ana.last_heard.startswith("Once a month you can answer four questions")
    await ana.presses("No, thank you")
    assert ana.last_heard.startswith("That's fine.")
    before = await answers(town)
    await ana.presses(Held("four 1.2.3 4"))
    assert ana.last_heard.startswith("Once a month you can answer four questions")
    assert await answers(town) == before


@pytest.mark.usefixtures("switched_on")
async def test_four_answers_are_kept_and_can_be_taken_back(town: Town) -> None:
    before = await answers(town)
    ana = await asked(town)

    assert ana.last_heard == f"{SATISFIED}\n\n0 is “not at all”, 10 is “completely”."
    assert ana.buttons == [*map(str, range(11)), "Not now"]
    await ana.presses("7")
    await ana.presses("10")
    await ana.says("0")
    assert ana.last_heard.startswith(ANXIOUS)
    assert await answers(town) == before, "nothing is kept before the last"
    await ana.presses("3")

    assert ana.last_heard == "Thank you. That's kept, just for you."
    assert await answers(town) == [*before, (7, 10, 0, 3)]
    await ana.presses("Undo")
    assert await answers(town) == before


@core_alone
@pytest.mark.usefixtures("switched_on")
async def test_an_answer_can_be_corrected_on_the_way(town: Town) -> None:
    before = await answers(town)
    ana = await asked(town)

    for pressed in ("7", "9", "Back", "8", "6", "2"):
        await ana.presses(pressed)

    assert await answers(town) == [*before, (7, 8, 6, 2)]


@core_alone
@pytest.mark.usefixtures("switched_on")
async def test_the_answers_are_shown_to_whoever_gave_them(town: Town) -> None:
    ana = await asked(town)
    for pressed in ("7", "9", "8", "6"):
        await ana.presses(pressed)

    await ana.says("/myweeks")

    assert ana.last_heard.endswith(
        "The month from Sunday 1 November 2026: "
        "Satisfied: 7. Worthwhile: 9. Happy: 8. Anxious: 6. Each from 0 to 10."
    )


@core_alone
@pytest.mark.usefixtures("switched_on")
async def test_they_are_offered_once_a_month(town: Town) -> None:
    ana = await asked(town)
    for pressed in ("7", "9", "8", "6"):
        await ana.presses(pressed)

    await ana.says("/checkin")
    await ana.presses("🙂 Good")
    assert OFFER not in ana.buttons
    await town.later(weeks=2)
    await ana.says("/checkin")
    await ana.presses("🙂 Good")
    assert OFFER in ana.buttons


@core_alone
@pytest.mark.usefixtures("switched_on")
@pytest.mark.parametrize(
    "data", ["four 1.2.3.4 5", "four 1.2.30 4", "four 1.2.3 11", "four x 1", "four 1..2 3"]
)
async def test_forged_answers_are_not_kept(town: Town, data: str) -> None:
    ana = await asked(town)
    before = await answers(town)

    await ana.presses(Held(data))

    assert ana.last_heard == "That button doesn't work any more. Please ask me again."
    assert await answers(town) == before


@core_alone
@pytest.mark.usefixtures("switched_on")
async def test_ending_check_ins_ends_them_and_deletes_the_answers(town: Town) -> None:
    before = await answers(town)
    ana = await asked(town)
    for pressed in ("7", "9", "8", "6"):
        await ana.presses(pressed)

    await ana.says("/stopcheckins")
    await ana.presses("No file: delete it now")

    assert await answers(town) == before
    await ana.presses(Held("four 1.2.3 4"))
    assert "Who sees it: you." in ana.last_heard
