"""Contacts: who to talk to, and how to reach them."""

from tests.town import Held, Town


async def test_a_question_about_whom_to_ask_is_answered_with_people(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("Who do I talk to about closing our road for a street party?")

    looked, intro, first, *_ = ana.last_heard.split("\n\n")
    assert looked == "I looked for: who to talk to about road closures and street parties."
    assert intro == "This is who to talk to:"
    assert first == (
        "1. Street Events Desk\n"
        "Approves road closures for street parties, parades and play streets · 01632 960107"
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
            "Ask about: care assessment, adult safeguarding, help at home, equipment, "
            "occupational therapy\n"
            "Phone: 0808 157 0158\n"
            "Email: first.contact@fernleigh.example\n"
            "Open: Mon-Fri 8:45-17:15; emergency duty team out of hours\n"
            "Best way: phone\n"
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
    from_list = ana.last_heard
    await ana.presses(Held("ask-contact 999999"))

    assert ana.last_heard == from_list == "I no longer have that contact. Please ask me again."
