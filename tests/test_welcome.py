"""The first words: who this is, what it can do, and what it cannot read."""

import pytest

from bot.simulator.phones import Sendable
from tests.town import Town

HELLO = (
    "Hello. I'm Sparkplug, run by Fernleigh Together (a made-up area).\n\n"
    "I'm a computer program, not a person.\n\n"
    "I keep your first name, your language and your area. Telegram carries our messages. "
    "/privacy says more.\n\n"
    "Ask me about money for your group, or who to talk to. Write it as you would say it."
)


def hello(town: Town) -> str:
    """The first words, which say who carries them."""
    carried = (
        "Slack carries our messages, and those who run your workspace may be able to read them."
    )
    on_slack = town.way.name == "slack"
    return HELLO.replace("Telegram carries our messages.", carried) if on_slack else HELLO


async def test_a_stranger_is_told_who_runs_this_and_that_it_is_a_program(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/start")

    assert ana.hears == [hello(town)]
    assert ana.buttons == ["Money we could apply for", "Who to talk to"]


async def test_a_link_from_an_area_says_where_we_look_first(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/start AR04")

    assert ana.last_heard == f"{hello(town)}\n\nI'll look for things in Brookside first."
    await ana.says("/me")
    assert "Your area: Brookside." in ana.last_heard


async def test_a_link_from_a_group_names_the_group_and_its_area(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/start GR003")

    assert ana.last_heard == (
        f"{hello(town)}\n\n"
        "Canalside Litter Pickers sent you, so I'll look for things in Canalside first."
    )


async def test_a_link_that_leads_nowhere_still_says_hello(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/start zz'; drop table person")

    assert ana.last_heard == hello(town)


async def test_a_phone_set_to_welsh_is_spoken_to_in_welsh_and_offered_english(town: Town) -> None:
    ana = town.voice("Ana", language="cy")

    await ana.says("/start")
    assert ana.last_heard != hello(town)
    assert ana.buttons[-1] == "English"
    await ana.presses("English")

    assert ana.last_heard == "We'll speak English from now on."
    await ana.says("/start")
    assert ana.last_heard == hello(town)


async def test_a_phone_set_to_a_language_we_lack_is_spoken_to_in_english(town: Town) -> None:
    ana = town.voice("Ana", language="pl")

    await ana.says("/start")

    assert ana.last_heard == hello(town)


async def test_the_suggestions_lead_to_pots_and_contacts(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/start")
    await ana.presses("Who to talk to")
    asked = ana.last_heard
    await ana.says("/start")
    await ana.presses("Money we could apply for")

    assert asked.startswith("What is it about?")
    assert ana.last_heard.startswith("There are ")


async def test_help_gives_examples_commands_and_999(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("help")

    assert ana.last_heard == (
        "Just ask, in your own words. For example:\n"
        "• Is there money for an older people's lunch club?\n"
        "• Who do I talk to about closing our road for a street party?\n"
        "• Who has funded things like this?\n\n"
        "/pots lists money you can apply for now\n"
        "/contacts helps you find who to talk to\n"
        "/groups finds groups near you\n"
        "/checkin asks how your week was\n"
        "/myweeks shows your own weeks\n"
        "/peers introduces you to other volunteers\n"
        "/mentoring finds you a mentor, or somebody to help\n"
        "/circle finds you a few volunteers who meet\n"
        "/thanks passes your thanks on to somebody\n"
        "/hello lets somebody say hello if you go quiet\n"
        "/prompts gives you a question to think about, once a week\n"
        "/when changes when you hear from me\n"
        "/area tells me where your group is\n"
        "/language changes the language\n"
        "/me shows what I keep about you\n"
        "/stop ends all messages you didn't ask for\n"
        "/privacy says who runs this and what is kept\n\n"
        "If someone is in danger, ring 999. /urgent shows who else can help."
    )


async def test_privacy_says_who_what_and_whom_to_complain_to(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/privacy")

    who, kept, carried, notice, rights = ana.last_heard.split("\n\n")
    assert who == (
        "This assistant is run by Fernleigh Together (a made-up area). "
        "It is a computer program. No person reads your questions."
    )
    assert "I never keep a postcode." in kept
    assert "carries our messages" in carried
    assert notice.endswith("https://www.fernleigh.example/privacy")
    assert "Information Commissioner" in rights


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        ("photo", "Thank you. I can't look at photos. Please tell me in words what you need."),
        ("voice", "Thank you. I can't listen to voice messages. Please write to me instead."),
        (
            "sticker",
            (
                "That's kind. I can't read stickers, but I can read words. "
                "What would you like to know?"
            ),
        ),
        ("document", "Thank you. I can't open files. Please tell me in words what you need."),
        (
            "location",
            "Thank you. I can't read maps. Please tell me the name of the place, or a postcode.",
        ),
    ],
)
async def test_what_we_cannot_read_gets_a_kind_answer(
    town: Town, kind: Sendable, answer: str
) -> None:
    ana = town.voice("Ana")

    await ana.sends(kind)

    assert ana.hears == [answer]
