"""Where a person's group is."""

from pathlib import Path

import pytest
from sqlalchemy import update

from storage.areas import Area
from tests.town import Core, Town, opened

WHERE = (
    "Where is your group? Tap a place, or type its name, something near it, or a postcode. "
    "I don't keep the postcode."
)


@pytest.mark.talked
async def test_the_places_we_serve_are_offered_by_number(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/area")

    assert ana.hears == [WHERE]
    assert ana.buttons == [
        "1. Brookside",
        "2. Canalside",
        "3. Castle Hill",
        "4. Central",
        "5. Coombe and Villages",
        "6. Millfield",
        "7. Northgate",
        "8. Oakhurst",
        "9. Priory",
        "10. Quarry Bank",
        "11. St Aldric's",
        "12. Tanners End",
        "Cancel",
    ]


@pytest.mark.talked
@pytest.mark.parametrize(
    ("typed", "area"),
    [
        ("Brookside", "Brookside"),
        ("brooks", "Brookside"),
        ("2", "Canalside"),
        ("the Brooky", "Brookside"),
        ("Meadow Lane flats", "Brookside"),
        ("FN8 2AB", "Coombe and Villages"),
    ],
)
async def test_a_place_can_be_typed_in_many_ways(town: Town, typed: str, area: str) -> None:
    ana = town.voice("Ana")

    await ana.says("/area")
    await ana.says(typed)

    assert ana.hears == [f"Thank you. I'll look for things in {area} first."]


async def test_a_place_can_be_chosen(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/area")
    await ana.fills("Tanners End")

    assert ana.hears[-1:] == ["Thank you. I'll look for things in Tanners End first."]


async def test_a_place_can_come_with_the_command(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/area Millfield")

    assert ana.hears == ["Thank you. I'll look for things in Millfield first."]


@pytest.mark.talked
async def test_a_postcode_over_two_wards_asks_which_and_is_kept_nowhere(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/area")
    await ana.says("FN3 4AA")
    assert ana.hears == [f"More than one fits. Which one do you mean?\n\n{WHERE}"]
    assert ana.buttons == ["1. Brookside", "2. St Aldric's", "Cancel"]
    await ana.says("2")

    assert ana.hears == ["Thank you. I'll look for things in St Aldric's first."]
    await ana.says("/me")
    await ana.presses("Send me all of it in a file")
    assert ana.file
    assert b"4AA" not in ana.file[1]


async def test_a_postcode_over_two_wards_with_the_command_asks_which(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/area FN3")
    assert ana.hears == ["That could be more than one place. Which one is it?"]
    assert ana.buttons == ["Brookside", "St Aldric's"]
    await ana.presses("St Aldric's")

    assert ana.hears == ["Thank you. I'll look for things in St Aldric's first."]


@pytest.mark.talked
async def test_a_place_with_the_command_answers_the_open_question_too(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/area")
    await ana.says("/area Millfield")

    assert ana.hears == ["Thank you. I'll look for things in Millfield first."]
    assert ana.buttons == [], "nothing is left to carry on with"


@pytest.mark.talked
async def test_a_place_with_the_command_leaves_another_form_waiting(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/outing")
    await ana.says("/area Millfield")

    assert ana.buttons == ["Carry on: an outing"]


@pytest.mark.talked
async def test_a_place_elsewhere_is_said_to_be_outside(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/area Brookside")
    await ana.says("/area")
    await ana.says("Birmingham")

    assert ana.hears == ["That is outside the places I know. I will show what is open to everyone."]
    await ana.says("/me")
    assert "Your area: you haven't told me." in ana.last_heard


@pytest.mark.talked
async def test_what_is_no_place_is_asked_again(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/area")
    await ana.says("qwertyuiop")

    assert ana.hears == [
        f"I didn't find that. Please choose one of these, or say Cancel.\n\n{WHERE}"
    ]


async def test_the_area_answers_the_last_question_again(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("Is there money for our allotment shed?")
    question = ana.last_heard
    await ana.says("/area Quarry Bank")

    thanks, looked, answer, *cards = ana.last_heard.split("\n\n")
    assert thanks == "Thank you. I'll look for things in Quarry Bank first."
    assert "I found " in question
    assert looked.startswith("I looked for: ")
    assert answer.startswith("I found ")
    assert cards[0].startswith("1. ")


async def test_the_ids_of_a_file_may_be_long_and_hold_spaces(
    furnished: Path, tmp_path: Path
) -> None:
    async with opened(Core(), furnished, tmp_path) as house:
        async with house.database.transaction() as session:
            await session.execute(update(Area).values(ref=Area.ref + " of " + 200 * "x"))
        ana = Town(house).voice("Ana")

        await ana.says("/area")
        await ana.presses("12. Tanners End")

        assert ana.last_heard == "Thank you. I'll look for things in Tanners End first."
