"""Funding pots: the short list, the details, the honest no."""

from datetime import date
from decimal import Decimal

import pytest

from handlers.messages import Day, Money, Say, say
from handlers.pots import amount, deadline
from storage.pots import Pot
from tests.town import Held, Town

LUNCH_CLUB = "Is there money for an older people's lunch club?"
TODAY = date(2026, 11, 22)


async def test_details_tell_all_that_is_known_of_a_pot(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says(LUNCH_CLUB)
    await ana.presses("1")

    assert ana.hears == [
        (
            "From Fernleigh Borough Council:\n\n"
            "Older and Bolder Grants\n"
            "Clubs and activities that help people over 55 stay active, eat together and make "
            "friends. "
            "Covers food, room hire, transport to the club and volunteer expenses.\n"
            "How much: £500 to £3,000\n"
            "When: closes Friday 29 January, in 68 days\n"
            "Who can apply: groups with written rules (a constitution), registered charities, "
            "community interest companies (CICs), faith groups\n"
            "Where: Fernleigh\n"
            "Questions: Ageing Well Team\n"
            "Source: council website. Last checked on Tuesday 20 October 2026.\n"
            "How to apply"
        )
    ]
    assert ana.buttons == [
        "Who answers questions about it",
        "What it paid for before",
        "Back to the list",
    ]


async def test_a_pot_names_who_answers_questions_about_it(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says(LUNCH_CLUB)
    await ana.presses("1")
    await ana.presses("Who answers questions about it")

    organisation, contact = ana.last_heard.split("\n\n")
    assert organisation == "Fernleigh Borough Council Adult Social Care"
    assert contact.startswith("Ageing Well Team\nSupports clubs and services for older residents\n")


async def test_a_pot_tells_what_it_paid_for_before(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says(LUNCH_CLUB)
    await ana.presses("1")
    await ana.presses("What it paid for before")

    assert ana.hears == [
        (
            "Older and Bolder Grants paid for these before:\n\n"
            "£1,450 to Brookside Lunch Bunch, from Fernleigh Borough Council\n"
            "In 2025: Weekly hot lunch for people over 60 who live alone"
        )
    ]


async def test_a_pot_without_a_history_says_so(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/pots Heritage Spark oral history")
    await ana.presses("1")
    title = ana.last_heard.split("\n")[2]
    await ana.presses("What it paid for before")

    assert ana.last_heard == f"I don't know what {title} paid for before."


async def test_no_list_shows_a_pot_that_has_closed(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/pots")
    shown = ana.last_heard
    while "More" in ana.buttons:
        await ana.presses("More")
        shown += ana.last_heard

    assert "closed on" not in shown
    assert "Friends of Parks Equipment Fund" not in shown, "it closed on 31 October"
    assert "closes Tuesday 24 November, in 2 days" in shown


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (0, "£250 to £1,500 · closes Monday 30 November, in 8 days · "),
        (7, "£250 to £1,500 · closes tomorrow, Monday 30 November · "),
        (8, "£250 to £1,500 · closes today · "),
        (9, "£250 to £1,500 · closed on Monday 30 November 2026\n"),
    ],
)
async def test_a_deadline_is_told_as_seen_from_today(town: Town, days: int, told: str) -> None:
    ana = town.voice("Ana")

    await town.later(days=days)
    await ana.says("/pots community chest for hall hire")

    assert f"1. Community Chest\n{told}" in ana.last_heard


async def test_a_sum_that_no_pot_gives_shows_the_nearest_with_what_rules_them_out(
    town: Town,
) -> None:
    ana = town.voice("Ana")

    await ana.says("Is there £90,000 for a youth trip?")

    _, no, nearest, first, *_, advice = ana.last_heard.split("\n\n")
    assert no == "I found no pot of money for that."
    assert nearest == "These come nearest:"
    assert first.startswith("1. ")
    assert first.endswith(" · not for that sum")
    assert advice == "Try other words, a smaller sum, or ask me who to talk to."


async def test_where_pots_depend_on_the_place_we_offer_to_be_told(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/pots")
    assert ana.last_heard.endswith(
        "Some of these are only for one part of town. Where is your group?"
    )
    await ana.presses("Tell you where we are")
    await ana.fills("Brookside")

    first, second, *_ = ana.last_heard.split("\n\n")
    assert first == "Thank you. I'll look for things in Brookside first."
    assert second.startswith("There are ")
    assert "Tell you where we are" not in ana.buttons


@pytest.mark.parametrize("data", ["pot 999999 1 0", "past 999999"])
async def test_a_pot_that_has_gone_is_said_to_be_gone(town: Town, data: str) -> None:
    ana = town.voice("Ana")

    await ana.says("/start")
    await ana.presses(Held(data))

    assert ana.last_heard == "I no longer have that pot. Please ask me again."


@pytest.mark.parametrize(
    ("least", "most", "told"),
    [
        (50, 50, say("amount-fixed", amount=Money(Decimal(50)))),
        (
            50,
            500,
            say("amount-range", least=Money(Decimal(50)), most=Money(Decimal(500))),
        ),
        (None, 500, say("amount-up-to", most=Money(Decimal(500)))),
        (50, None, say("amount-from", least=Money(Decimal(50)))),
        (None, None, say("amount-unknown")),
    ],
)
def test_amounts(least: int | None, most: int | None, told: Say) -> None:
    assert amount(Pot(min_amount=least, max_amount=most, currency="GBP")) == told


@pytest.mark.parametrize(
    ("opens", "closes", "told"),
    [
        (None, None, say("deadline-none")),
        (None, TODAY, say("deadline-open", day=Day(TODAY), days=0)),
        (
            date(2026, 11, 1),
            date(2026, 12, 4),
            say("deadline-open", day=Day(date(2026, 12, 4)), days=12),
        ),
        (None, date(2026, 11, 21), say("deadline-closed", day=Day(date(2026, 11, 21), year=True))),
        (
            date(2027, 1, 11),
            date(2027, 3, 12),
            say("deadline-later", day=Day(date(2027, 1, 11), year=True)),
        ),
    ],
)
def test_deadlines(opens: date | None, closes: date | None, told: Say) -> None:
    pot = Pot(opens_on=opens, closes_on=closes, days_in_words="")

    assert deadline(pot, TODAY) == told
