"""Contacts: who to talk to, and how to reach them."""

import pytest
from sqlalchemy import update

from storage.contacts import Contact
from storage.search import rows_changed
from tests.town import Held, Town


async def test_a_question_about_whom_to_ask_is_answered_with_people(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("Who do I talk to about closing our road for a street party?")

    looked, intro, first, *_ = ana.last_heard.split("\n\n")
    assert looked == "I looked for: who to talk to about road closures and street parties."
    assert intro == "This is who to talk to:"
    assert first == (
        "1. Street Events Desk\n"
        "Approves road closures for street parties, parades and play streets · "
        "street.events@fernleigh.example"
    )


async def test_details_tell_how_to_reach_a_contact(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/contacts worried about an adult at risk")
    page = ana.last_heard
    await ana.presses("1")

    assert ana.hears == [
        (
            "Fernleigh Borough Council\n\n"
            "Adult Social Care First Contact\n"
            "Care needs and worries about an adult at risk\n"
            "Best way, by phone: 0808 157 0158\n"
            "Email: first.contact@fernleigh.example\n"
            "Open: Mon-Fri 8:45-17:15; emergency duty team out of hours\n"
            "Ask about: care assessment, adult safeguarding, help at home, equipment, "
            "occupational therapy\n"
            "Last checked on Tuesday 20 October 2026."
        )
    ]
    assert ana.buttons == ["Back to the list"]
    await ana.presses("Back to the list")
    assert ana.hears == [page]


async def test_a_contact_that_has_gone_is_said_to_be_gone(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/start")
    await ana.presses(Held("contact 999999 1 0"))

    assert ana.last_heard == "I no longer have that contact. Please ask me again."


# --- What can't wait, and who decides -------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("who do I tell about needles in the park", "01632 960140"),
        ("a tree has fallen across the path, who do I ring", "01632 960131"),
        ("who do I talk to, our estate has no heating", None),
    ],
)
async def test_what_cannot_wait_puts_a_number_first(
    town: Town, question: str, number: str | None
) -> None:
    ana = town.voice("Ana")

    await ana.says(question)

    _, first, intro, contact, *_ = ana.last_heard.split("\n\n")
    assert first == (
        "If this can't wait, ring, don't write. If anyone is in danger, ring 999 first."
    )
    assert intro.startswith("These can help.") or intro == "This is who to talk to:"
    told = contact.split("\n")[1]
    assert told.startswith(f"Ring {number or '0'}")
    await ana.presses("1")
    assert ana.last_heard.split("\n\n")[1].split("\n")[1].startswith("Ring 0")


async def test_money_that_would_come_too_late_comes_after_a_number(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("My nan has no heating and no money")

    first = ana.last_heard.split("\n\n")[1]
    assert first.startswith("If this can't wait, ring ")
    assert first.endswith(". If anyone is in danger, ring 999 first.")


async def test_what_can_wait_does_not(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("who do I talk to about planting trees")

    assert "can't wait" not in ana.last_heard
    assert "Ring " not in ana.last_heard


async def changed(town: Town, ref: str, **values: str) -> None:
    async with town.database.transaction() as session:
        await session.execute(update(Contact).where(Contact.ref == ref).values(**values))
        await rows_changed(session, "contact")
    await town.app.tick()


async def test_who_decides_comes_before_who_helps_and_names_their_deputy(town: Town) -> None:
    ana = town.voice("Ana")
    question = "Who do I talk to about closing our road for a street party?"
    await ana.says(question)
    helper = ana.last_heard.split("\n\n")[2].split("\n")[0]
    assert helper == "1. Street Events Desk"

    decides = "road closures for a day"
    await changed(town, "CT014", decides=decides, deputy="CT007", urgent_phone="01632 960999")
    try:
        await ana.says(question)
        assert ana.last_heard.split("\n\n")[2].startswith("1. Event Safety Advisory Group\n")
        await ana.presses("1")
    finally:
        await changed(town, "CT014", decides="", deputy="", urgent_phone="")

    told = ana.last_heard.split("\n\n")[1].split("\n")
    assert told[1:4] == [
        "If it can't wait, ring 01632 960999",
        "Looks at safety plans for larger events with police, fire and ambulance",
        f"Can decide: {decides}",
    ]
    assert "If they are away: Street Events Desk, street.events@fernleigh.example" in told
