"""Asking in one's own words, and going on from the answer."""

import pytest

from tests.town import Held, Town

POTS = "Is there money for an older people's lunch club?"


async def test_the_first_question_is_answered_before_any_set_up(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says(POTS)

    (answer,) = ana.hears
    looked, first, *cards = answer.split("\n\n")
    assert looked == "I looked for: money for older people and lunch clubs."
    assert first.startswith("I found ")
    assert "Older and Bolder Grants\n£500 to £3,000 · closes Friday 29 January" in cards[0]
    assert ana.buttons[:3] == ["1", "2", "3"]


async def test_more_pages_through_the_list_and_back(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/pots")
    first = ana.last_heard
    assert ana.buttons[:4] == ["1", "2", "3", "More"]
    await ana.presses("More")
    second = ana.last_heard
    assert ana.buttons[:5] == ["4", "5", "6", "Earlier ones", "More"]
    await ana.presses("Earlier ones")

    assert ana.last_heard == first
    assert [line[:2] for line in second.split("\n\n")[1:4]] == ["4.", "5.", "6."]


async def test_the_last_page_has_no_more(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/groups somewhere to take a toddler")
    while "More" in ana.buttons:
        await ana.presses("More")

    assert "Earlier ones" in ana.buttons


async def test_details_take_the_place_of_the_list_and_lead_back_to_it(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/pots")
    await ana.presses("More")
    page = ana.last_heard
    await ana.presses("5")
    assert ana.hears != [page]
    await ana.presses("Back to the list")

    assert ana.hears == [page]


@pytest.mark.parametrize("typed", ["2", " 2 ", "More", "more"])
async def test_a_button_can_be_typed_by_its_number_or_label(town: Town, typed: str) -> None:
    ana, ben = town.voice("Ana"), town.voice("Ben")

    await ana.says("/pots")
    await ana.presses(typed.strip().capitalize())
    await ben.says("/pots")
    await ben.says(typed)

    assert ben.last_heard == ana.last_heard


async def test_a_number_that_no_button_shows_presses_none(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/pots")
    await ana.presses("More")
    assert ana.buttons[:3] == ["4", "5", "6"]
    await ana.says("2")
    assert ana.hears == ["I don't see that number here. Please type one that you can see."]
    await ana.presses("5")

    assert "How much:" in ana.last_heard


async def test_one_answer_leads_on_to_the_others(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says(POTS)
    await ana.presses("Who to talk to")
    contacts = ana.last_heard
    await ana.presses("Who has funded things like this")
    grants = ana.last_heard
    await ana.presses("Groups doing this")
    groups = ana.last_heard
    await ana.presses("Money for this")

    assert "Ageing Well Team" in contacts
    assert "to Brookside Lunch Bunch, from Fernleigh Borough Council" in grants
    assert "Brookside Lunch Bunch\nBrookside · hot lunch for over-60s" in groups
    assert "Older and Bolder Grants" in ana.last_heard


async def test_a_follow_up_is_about_what_was_asked_before(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says(POTS)
    await ana.says("Who has funded things like this?")

    assert "to Brookside Lunch Bunch" in ana.last_heard


HALL = "£2,000 for the boiler in our hall"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("when does it close?", "1. Greener Halls Energy Grant\n£1,000 to £10,000 · closes Friday"),
        ("can a church apply?", "closes Friday 22 January, in 61 days · fits what you told me"),
        ("and who do i ask?", "1. Community Energy Adviser"),
    ],
)
async def test_after_opening_a_pot_what_follows_is_about_that_pot(
    town: Town, text: str, told: str
) -> None:
    ana = town.voice("Ana")

    await ana.says(HALL)
    await ana.says("1")
    await ana.says(text)

    assert "Greener Halls Energy Grant" in ana.last_heard.split("\n\n")[0]
    assert told in ana.last_heard
    assert "\n\n2. " not in ana.last_heard


async def test_back_in_the_list_what_follows_is_about_the_list(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says(HALL)
    looked = ana.last_heard.split("\n\n")[0]
    await ana.says("1")
    await ana.presses("Back to the list")
    await ana.says("when do they close?")

    assert ana.last_heard.startswith(looked)


async def test_an_old_list_is_not_taken_for_the_new_one(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/pots")
    old = ana.button("More")
    await ana.says(POTS)
    await ana.presses(old)

    assert ana.last_heard == (
        "That list is from a while ago, and I have forgotten it. Please ask me again."
    )


async def test_after_half_an_hour_a_list_is_forgotten(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/pots")
    more, two = ana.button("More"), ana.button("2")
    await town.later(minutes=31)
    await ana.presses(more)
    assert ana.last_heard.startswith("That list is from a while ago")
    await ana.presses(two)

    assert "How much:" in ana.last_heard, "what a button names itself is still there"
    assert "Back to the list" not in ana.buttons


@pytest.mark.parametrize(
    ("data", "answer"),
    [
        ("more 1 funding 3", "That list is from a while ago, and I have forgotten it."),
        ("more 1 nonsense 3", "That button doesn't work any more. Please ask me again."),
        ("more 1 funding -3", "There are "),
        ("more 1 funding 999999", "There are "),
        ("also 1 group", "I found no group like that. Try other words."),
        ("where 1 Atlantis", "That button doesn't work any more. Please ask me again."),
        ("where 1 7", "That button doesn't work any more. Please ask me again."),
        ("where 1 -1", "That button doesn't work any more. Please ask me again."),
    ],
)
async def test_forged_list_buttons_are_answered(town: Town, data: str, answer: str) -> None:
    ana = town.voice("Ana")

    await ana.says("/start" if "forgotten" in answer else "/pots")
    await ana.presses(Held(data))

    assert ana.last_heard.startswith(answer)


async def test_contacts_ask_what_it_is_about_and_take_the_answer(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/contacts")
    assert ana.last_heard == (
        "What is it about? Write it as you would say it. "
        "For example: closing our road for a street party."
    )
    await ana.says("closing our road for a street party")

    assert "Street Events Desk" in ana.last_heard
    assert "This is who to talk to" in ana.last_heard or "These can help" in ana.last_heard


async def test_groups_ask_what_kind_and_take_the_answer(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/groups")
    assert ana.last_heard == (
        "What kind of group? Write it as you would say it. "
        "For example: somewhere to take a toddler."
    )
    await ana.says("a lunch club")

    assert "Brookside Lunch Bunch" in ana.last_heard


async def test_a_command_takes_what_it_is_about_at_once(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/contacts closing our road for a street party")
    contacts = ana.last_heard
    await ana.says("/pots community garden")
    pots = ana.last_heard
    await ana.says("/groups toddlers")

    assert "Street Events Desk" in contacts
    assert "Dig In Growing Grants" in pots
    assert "Meadow Lane Toddlers" in ana.last_heard


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        (
            "Thanks!",
            "You're welcome. Ask me about money for your group, or who to talk to.",
        ),
        (
            "What will the weather be tomorrow?",
            (
                "I can't help with that one. I know about money for community groups, "
                "who to talk to, and groups near you."
            ),
        ),
        ("?!", "I could not read anything in that. Please write to me what you need."),
        ("🎉🎉", "I could not read anything in that. Please write to me what you need."),
    ],
)
async def test_what_is_no_question_of_ours_is_answered_honestly(
    town: Town, typed: str, answer: str
) -> None:
    ana = town.voice("Ana")

    await ana.says(typed)

    assert ana.hears == [answer]


async def test_a_postcode_over_two_wards_asks_which(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("Is there money for a lunch club in FN3 1AB?")
    assert ana.last_heard == "That could be more than one place. Which one is it?"
    assert ana.buttons == ["Brookside", "St Aldric's"]
    await ana.presses("Brookside")

    assert "Older and Bolder Grants" in ana.last_heard


async def test_nothing_found_says_so(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/groups quantum chromodynamics")
    groups = ana.last_heard
    await ana.says("/contacts quantum chromodynamics")
    contacts = ana.last_heard
    await ana.says("Who has funded quantum chromodynamics before?")

    assert groups == (
        "I looked for: groups for quantum chromodynamics.\n\n"
        "I found no group like that. Try other words."
    )
    assert contacts == (
        "I looked for: who to talk to about quantum chromodynamics.\n\n"
        "I don't know who to talk to about that. Try other words, or ask your council's front desk."
    )
    assert ana.last_heard == (
        "I looked for: past grants for quantum chromodynamics.\n\n"
        "I found no grants that were made for things like this."
    )
