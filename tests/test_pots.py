"""Funding pots: the short list, the honest no."""

from datetime import date
from decimal import Decimal

import pytest

from handlers.messages import Day, Money, Say, say
from handlers.pots import amount, deadline
from storage.pots import Pot
from tests.town import Town

TODAY = date(2026, 11, 22)


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


@pytest.mark.parametrize("asked", ["/pots Small Sparks", "is the small sparks fund still open?"])
async def test_a_name_that_looks_misspelt_is_left_as_it_is(town: Town, asked: str) -> None:
    ana = town.voice("Ana")

    await ana.says(asked)

    assert "\n\n1. Small Sparks\n" in ana.last_heard
