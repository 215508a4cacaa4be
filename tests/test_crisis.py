"""Somebody in danger is answered at once, whatever else is going on."""

import pytest

from tests.town import Town

LINES = (
    "• Life in danger now: ring 999. If you can't speak, press 55 when asked.\n"
    "• Samaritans, to talk, day or night: ring 116 123. It's free.\n"
    "• Rather write? Text SHOUT to 85258, day or night.\n"
    "• NHS: ring 111, and choose option 2 if it is about feelings."
)


async def test_somebody_in_danger_hears_the_numbers_and_nothing_else(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("I want to kill myself")

    (said,) = ana.hears
    sorry, lines, *own, not_alone, again = said.split("\n\n")
    assert sorry == (
        "I'm sorry it is this hard. I'm a computer program, so please talk to a person now. "
        "They listen, and they don't judge."
    )
    assert lines == LINES
    assert any(line.startswith("Papyrus HOPELINE247\n") for line in own)
    assert not_alone == "You don't have to do this on your own."
    assert again == "You can send /urgent at any time to see these numbers again."


async def test_danger_in_the_middle_of_a_form_is_no_answer_to_it(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/outing hills")
    await ana.says("Skip")
    await ana.says("I want to end my life")
    assert len(ana.hears) == 1
    assert LINES in ana.last_heard
    await ana.says("my brother's")

    assert ana.hears == ["How many are we?"]


async def test_danger_told_in_a_group_names_nobody(town: Town) -> None:
    ana, ben = town.voice("Ana"), town.voice("Ben")
    group = town.group("Neighbours", ana, ben)

    await ana.says("@sparkplug_simulated_bot I want to kill myself", to=group)

    assert group.hears == [
        "If someone is in danger, these people can help at any time:\n\n" + LINES.rsplit("\n", 1)[0]
    ]
    assert ana.hears == []


async def test_nothing_of_danger_is_kept(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("I want to kill myself")
    await ana.says("/me")
    await ana.presses("Send me all of it in a file")

    assert ana.file
    assert b"kill" not in ana.file[1]


@pytest.mark.parametrize("typed", ["/urgent", "urgent", "Emergency!", "I need help now."])
async def test_every_line_is_there_for_whoever_asks(town: Town, typed: str) -> None:
    ana = town.voice("Ana")

    await ana.says(typed)

    intro, lines, *own = ana.last_heard.split("\n\n")
    assert intro == ("If someone's life is in danger, ring 999 now. These people can help, too:")
    assert lines.startswith(LINES)
    assert [line.split(":")[0] for line in lines.split("\n")[4:]] == [
        "• Police, when it is not an emergency",
        "• National Domestic Abuse Helpline, day or night",
        "• NSPCC, if you worry about a child",
    ]
    assert "Safe at Home Fernleigh" in {card.split("\n")[0] for card in own}


async def test_urgent_is_heard_in_the_middle_of_a_form(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/outing hills")
    await ana.says("urgent")

    assert LINES in ana.last_heard
    assert ana.buttons == ["Carry on: an outing"]
