"""One pot: all that is known of it, whether that is them, and what can be done with it."""

from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from handlers.diary import diary
from storage.grants import Grant
from storage.pots import Pot, names_of
from tests.town import Held, Town, Voice

LUNCH_CLUB = "Is there money for an older people's lunch club?"


async def ana_at(town: Town, pot: str) -> Voice:
    """Ana, who looks at the details of a pot that she asked for by name."""
    ana = town.voice("Ana")
    await ana.says(f"/pots {pot}")
    while f". {pot}\n" not in ana.last_heard:
        await ana.presses("More")
    shown = next(line for line in ana.last_heard.split("\n") if line.endswith(f". {pot}"))
    await ana.presses(shown.split(".")[0])
    assert f"\n{pot}\n" in ana.last_heard
    return ana


# --- All that is known ----------------------------------------------------------------------


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
            "Is that you? Tap “Can we apply?” and I'll go through it with you.\n"
            "Where: Fernleigh\n"
            "Questions: Ageing Well Team, 01632 960120\n"
            "It gave £1,450 to Brookside Lunch Bunch in Brookside in 2025.\n"
            "Source: council website. Last checked on Tuesday 20 October 2026.\n"
            "How to apply"
        )
    ]
    assert ana.buttons == ["Can we apply?", "Keep this", "Ask a person", "More", "Back to the list"]


async def test_a_pot_that_was_checked_long_ago_says_to_ring_first(town: Town) -> None:
    ana = await ana_at(town, "Dementia Friendly Fernleigh")

    assert "Last checked 8 months ago: ring first." in ana.last_heard


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("pots for a lunch club run by a CIC", "That includes you, from what I know."),
        ("pots for our lunch club, no constitution", "From what you told me, that isn't you."),
        ("pots for a lunch club", "Is that you?"),
    ],
)
async def test_details_tell_whether_that_is_them_by_what_they_asked(
    town: Town, question: str, told: str
) -> None:
    ana, no = town.voice("Ana"), 1
    async with town.database.transaction() as session:
        pot = await pot_of(session, "FP007")

    await ana.says(f"/{question}")
    await ana.presses(Held(f"pot {pot.id} {no} 0", message=ana.button("1").message))

    assert f"\n{told}" in ana.last_heard


async def pot_of(session: AsyncSession, ref: str) -> Pot:
    found = await session.scalar(select(Pot).where(Pot.ref == ref))
    assert found
    return found


async def test_who_had_a_grant_as_a_person_is_not_named(town: Town) -> None:
    older = Grant.programme == "Older and Bolder Grants"
    async with town.database.transaction() as session:
        await session.execute(update(Grant).where(older).values(to_individual=True))
    ana = town.voice("Ana")

    await ana.says(LUNCH_CLUB)
    await ana.presses("1")

    assert "It gave £1,450 to one person in 2025." in ana.last_heard
    assert "Lunch Bunch" not in ana.last_heard
    async with town.database.transaction() as session:
        await session.execute(update(Grant).where(older).values(to_individual=False))


async def test_a_pot_without_a_history_tells_what_its_funder_gave_for_something_alike(
    town: Town,
) -> None:
    ana = await ana_at(town, "Warm Welcome Winter Grant")

    assert "It gave" not in ana.last_heard


def test_a_round_goes_by_the_name_of_its_programme() -> None:
    assert names_of(Pot(title="Community Chest (spring 2026 round)")) == {
        "Community Chest",
        "Community Chest (spring 2026 round)",
    }


# --- Asking a person ------------------------------------------------------------------------


async def test_ask_a_person_leads_to_who_answers_questions_about_the_pot(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says(LUNCH_CLUB)
    await ana.presses("1")
    await ana.presses("Ask a person")

    first, organisation, contact = ana.last_heard.split("\n\n")
    assert first == (
        "About Older and Bolder Grants: this is who to talk to. Say that you found it here."
    )
    assert organisation == "Fernleigh Borough Council Adult Social Care"
    assert contact.startswith("Ageing Well Team\nSupports clubs and services for older residents\n")


async def test_where_no_contact_is_named_the_one_who_knows_such_things_is(town: Town) -> None:
    ana = await ana_at(town, "Community Ripple Fund")

    assert "Questions:" not in ana.last_heard
    await ana.presses("Ask a person")

    assert "Best way" in ana.last_heard


# --- More -----------------------------------------------------------------------------------


async def test_more_offers_what_else_can_be_done_and_leads_back(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says(LUNCH_CLUB)
    await ana.presses("1")
    await ana.presses("More")

    assert ana.buttons == [
        "Put the date in my calendar",
        "Give me the words to write to them",
        "Tell me about new ones like this",
        "What it paid for before",
        "Something here is wrong",
        "Back to the pot",
    ]
    await ana.presses("Back to the pot")
    await ana.presses("Back to the list")
    assert "\nI found " in ana.last_heard


async def test_a_pot_tells_what_it_paid_for_before(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says(LUNCH_CLUB)
    await ana.presses("1")
    await ana.presses("More")
    await ana.presses("What it paid for before")

    assert ana.hears == [
        (
            "Older and Bolder Grants paid for these before:\n\n"
            "£1,450 to Brookside Lunch Bunch, from Fernleigh Borough Council\n"
            "In 2025: Weekly hot lunch for people over 60 who live alone"
        )
    ]


async def test_a_pot_with_no_day_and_no_past_offers_neither(town: Town) -> None:
    ana = await ana_at(town, "Carers' Breather Fund")

    await ana.presses("More")

    assert "Put the date in my calendar" not in ana.buttons
    assert "What it paid for before" not in ana.buttons


@pytest.mark.parametrize(
    "data",
    [
        "pot 999999 1 0", "pot-more 999999 1 0", "past 999999", "ask-person 999999",
        "can-apply 999999", "apply-again 999999", "pot-diary 999999", "pot-words 999999",
    ],
)  # fmt: skip
async def test_a_pot_that_has_gone_is_said_to_be_gone(town: Town, data: str) -> None:
    ana = town.voice("Ana")

    await ana.says("/start")
    await ana.presses(Held(data))

    assert ana.last_heard == "I no longer have that pot. Please ask me again."


# --- The words ------------------------------------------------------------------------------


async def test_the_words_to_write_are_made_from_what_is_known(town: Town) -> None:
    ana = town.voice("Ana")
    await ana.says("/area Brookside")
    await ana.says("Is there £600 for a lunch club for older people? We are a CIC.")
    await ana.presses("1")
    await ana.presses("Can we apply?")
    await ana.fills("Yes, and two people sign", "Yes, remember it")
    assert ana.last_heard.startswith("Yes: ")

    await ana.says("Is there £600 for a lunch club for older people?")
    await ana.presses("1")
    await ana.presses("More")
    await ana.presses("Give me the words to write to them")

    assert ana.hears == [
        (
            "Here is a start. Copy it, fill in the gaps, and send it to Ageing Well Team: "
            "ageing.well@fernleigh.example\n\n"
            "Hello,\n"
            "We are a community interest company (CIC) in Brookside.\n"
            "We would like to apply to Older and Bolder Grants for about £600, "
            "to pay for [what it is for].\n"
            "Could you tell us if we can apply, and what you need from us? "
            "Is there anything groups often get wrong?\n"
            "Thank you, Ana"
        )
    ]


async def test_the_words_leave_gaps_where_nothing_is_known(town: Town) -> None:
    ana = await ana_at(town, "Carers' Breather Fund")

    await ana.presses("More")
    await ana.presses("Give me the words to write to them")

    assert "We are [who you are].\n" in ana.last_heard
    assert "Carers' Breather Fund for [how much], to pay for [what it is for]." in ana.last_heard


# --- The calendar ---------------------------------------------------------------------------

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)


def days(pot: Pot) -> list[str]:
    """What the days of a pot are called in its calendar file."""
    content = diary(pot, opens="It opens", closes="It closes", note="a", now=NOW, today=NOW.date())
    events = Calendar.from_ical(content).walk("VEVENT") if content else []
    return [str(event["summary"]) for event in events]


@pytest.mark.parametrize(
    ("opens", "closes", "names"),
    [
        (None, None, []),
        (None, date(2026, 11, 21), []),
        (None, date(2026, 11, 22), ["It closes"]),
        (date(2026, 11, 1), date(2026, 12, 1), ["It closes"]),
        (date(2027, 1, 11), date(2027, 3, 12), ["It opens", "It closes"]),
    ],
)
def test_the_days_to_come_go_into_the_calendar(
    opens: date | None, closes: date | None, names: list[str]
) -> None:
    pot = Pot(ref="FP1", url="https://x.example", opens_on=opens, closes_on=closes)

    assert days(pot) == names


def test_a_day_is_a_whole_day_known_again_with_an_alarm_at_nine_three_days_before() -> None:
    pot = Pot(ref="FP1", url="https://x.example/a,b", opens_on=None, closes_on=date(2027, 1, 29))

    content = diary(pot, opens="o", closes="Closes; now", note="a,\nb", now=NOW, today=NOW.date())

    assert content is not None
    assert str(content, "utf-8").split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Sparkplug//pots//EN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        "SUMMARY:Closes\\; now",
        "DTSTART;VALUE=DATE:20270129",
        "DTEND;VALUE=DATE:20270130",
        "DTSTAMP:20261122T100000Z",
        "UID:FP1-2027-01-29@sparkplug",
        "DESCRIPTION:a\\,\\nb",
        "TRANSP:TRANSPARENT",
        "URL:https://x.example/a,b",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:Closes\\; now",
        "TRIGGER:-P2DT15H",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


async def test_the_date_comes_as_a_calendar_file(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says(LUNCH_CLUB)
    await ana.presses("1")
    await ana.presses("More")
    await ana.presses("Put the date in my calendar")

    assert ana.file is not None
    name, content = ana.file
    assert name == "pot.ics"
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert str(event["summary"]) == "Older and Bolder Grants: last day to apply"
    assert str(event["description"]) == (
        "How much: £500 to £3,000\n"
        "Questions: Ageing Well Team, 01632 960120\n"
        "https://www.fernleigh.example/grants/older-and-bolder"
    )
