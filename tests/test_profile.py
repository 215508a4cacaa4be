"""Can we apply? Asked once, remembered only with a yes, answered point by point."""

import pytest
from sqlalchemy import func, select

from storage.profile import Profile
from tests.town import Held, Town, Voice

LUNCH_CLUB = "Is there money for an older people's lunch club?"
HALL = "/pots community chest"
REMEMBER = (
    "Shall I remember what your group is, so that I needn't ask again? "
    "/me shows it, and you can change or delete it there."
)


async def remembered(town: Town) -> int:
    async with town.database.transaction() as session:
        return await session.scalar(select(func.count()).select_from(Profile)) or 0


async def asks_about(ana: Voice, question: str, pot: str) -> None:
    """Ask, look at a pot, and whether the group can apply to it."""
    await ana.says(question)
    while f". {pot}\n" not in ana.last_heard:
        await ana.presses("More")
    shown = next(line for line in ana.last_heard.split("\n") if line.endswith(f". {pot}"))
    await ana.presses(shown.split(".")[0])
    await ana.presses("Can we apply?")


# --- The answer -----------------------------------------------------------------------------


async def test_not_yet_lists_what_is_missing_and_who_helps(town: Town) -> None:
    ana, before = town.voice("Ana"), await remembered(town)

    await asks_about(ana, HALL, "Community Chest")
    await ana.fills("A group, no written rules yet", "No", "No, just this once")

    assert ana.last_heard == (
        "Not yet. To apply to Community Chest, you still need this:\n\n"
        "Written rules for your group (a constitution)\n"
        "Who helps: Small Groups Adviser, 01632 960110\n\n"
        "A bank account in your group's name\n"
        "Who helps: Small Groups Adviser, 01632 960110\n\n"
        "Fernleigh Borough Council has the last word."
    )
    assert ana.buttons == ["Keep this", "Ask a person", "Change what I said"]
    assert await remembered(town) == before


async def test_yes_is_said_as_a_yes(town: Town) -> None:
    ana = town.voice("Ana")

    await asks_about(ana, HALL, "Community Chest")
    await ana.fills(
        "A group with written rules (a constitution)",
        "Yes, and two people sign",
        "No, just this once",
    )

    assert ana.last_heard == (
        "Yes: from what you told me, you can apply to Community Chest.\n\n"
        "Fernleigh Borough Council has the last word."
    )


async def test_what_is_not_known_is_to_be_made_sure_of(town: Town) -> None:
    ana = town.voice("Ana")

    await asks_about(ana, HALL, "Community Chest")
    await ana.fills("Faith group", "", "", "No, just this once")

    assert ana.last_heard == (
        "It looks good: from what you told me, you may well be able to apply to Community Chest."
        "\n\n"
        "Make sure of this first:\n"
        "Written rules for your group (a constitution)\n"
        "A bank account in your group's name\n\n"
        "Fernleigh Borough Council has the last word."
    )


async def test_a_pot_for_others_altogether_is_a_no(town: Town) -> None:
    ana = town.voice("Ana")

    await asks_about(ana, "/pots carers breather", "Carers' Breather Fund")
    await ana.fills("A group, no written rules yet", "No, just this once")

    assert ana.last_heard.startswith(
        "Sorry, no. From what you told me, Carers' Breather Fund is not for you:\n\n"
        "It is only for one person\n\n"
        "It also says: “You must be registered with the Carers Hub (free).”"
    )
    assert "Keep this" not in ana.buttons


async def test_a_place_that_a_pot_is_not_for_is_a_no(town: Town) -> None:
    ana = town.voice("Ana")

    await asks_about(ana, "/pots Brookside Decides", "Brookside Decides")
    await ana.fills("A group, no written rules yet", "Priory", "No, just this once")

    assert ana.last_heard.startswith(
        "Sorry, no. From what you told me, Brookside Decides is not for you:\n\n"
        "It is only for Brookside"
    )


async def test_what_the_pot_does_not_ask_for_is_not_asked(town: Town) -> None:
    ana = town.voice("Ana")

    await asks_about(ana, "/pots street party", "Street Party and Play Street Pot")
    await ana.fills("A group, no written rules yet", "No, just this once")

    assert ana.last_heard.startswith("Yes: from what you told me, you can apply to Street Party")


async def test_a_share_of_ones_own_and_two_names_are_told_of(town: Town) -> None:
    ana = town.voice("Ana")

    await asks_about(ana, "/pots neighbourhood draw awards", "Neighbourhood Draw Awards")
    await ana.fills("School", "Yes, one person signs", "No, just this once")

    assert "A bank account in your group's name, with two people to sign\n" in ana.last_heard


# --- What is remembered ---------------------------------------------------------------------


async def test_what_was_remembered_is_not_asked_again_and_tells_in_the_details(town: Town) -> None:
    ana = town.voice("Ana")
    await asks_about(ana, HALL, "Community Chest")
    await ana.fills(
        "A group with written rules (a constitution)", "Yes, one person signs", "Yes, remember it"
    )

    await ana.says(LUNCH_CLUB)
    await ana.presses("1")
    assert "\nThat includes you, from what I know.\n" in ana.last_heard
    await ana.presses("Can we apply?")

    assert ana.last_heard == (
        "Yes: from what you told me, you can apply to Older and Bolder Grants.\n\n"
        "Fernleigh Borough Council Adult Social Care has the last word."
    ) or ana.last_heard.startswith("Yes: ")


async def test_what_is_remembered_can_be_seen_changed_and_forgotten(town: Town) -> None:
    ana = town.voice("Ana")
    await asks_about(ana, HALL, "Community Chest")
    await ana.fills("Sports club", "Yes", "No", "Yes, remember it")

    await ana.says("/me")
    await ana.presses("What I know about your group")
    kept = "This is what I remember about your group:\n\n"
    assert ana.last_heard == f"{kept}Sports club\nWritten rules: yes\nBank account: no"
    await ana.presses("Change it")
    await ana.fills("Registered charity", "Yes, and two people sign", "Yes", "")
    assert ana.last_heard == (
        f"{kept}Registered charity\nWritten rules: yes\nBank account: yes, two people sign\n"
        "Public liability insurance: yes"
    )
    await ana.presses("Forget it")
    assert ana.last_heard == "Done. I have forgotten what your group is."

    await ana.presses(Held("profile"))
    assert ana.last_heard == "I remember nothing about your group."


async def test_who_says_no_is_asked_again_next_time(town: Town) -> None:
    ana = town.voice("Ana")
    await asks_about(ana, HALL, "Community Chest")
    await ana.fills("Sports club", "Yes", "No", "No, just this once")

    await ana.presses("Change what I said")
    await ana.fills("Faith group", "Yes", "Yes, one person signs", "No, just this once")

    assert ana.last_heard.startswith("Yes: ")


@pytest.mark.talked
async def test_back_leads_to_what_was_asked_and_never_to_what_the_form_came_with(
    town: Town,
) -> None:
    ana = town.voice("Ana")

    await asks_about(ana, HALL, "Community Chest")
    assert "Back" not in ana.buttons
    await ana.presses("1. A group, no written rules yet")
    await ana.presses("Back")

    assert ana.last_heard == "What is your group?"
    assert "Back" not in ana.buttons


async def test_it_is_told_in_the_file_and_goes_with_the_person(town: Town) -> None:
    ana = town.voice("Ana")
    await asks_about(ana, HALL, "Community Chest")
    await ana.fills("Sports club", "Yes", "No", "Yes, remember it")
    before = await remembered(town)

    await ana.says("/me")
    assert "Your group: Sports club; Written rules: yes; Bank account: no." in ana.last_heard
    await ana.presses("Erase everything")
    await ana.presses("Yes, erase everything")

    assert await remembered(town) == before - 1
