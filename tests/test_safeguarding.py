"""Safeguarding contacts: asked, tested, and told which help lines nobody has confirmed."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from bot.simulating import look_after
from handlers.crisis import LINES
from handlers.messages import say
from handlers.safeguarding import help_lines, invite, try_alert
from handlers.turns import Moment
from handlers.wording import LANGUAGES, wording
from storage import people, safeguarding
from storage.areas import Area, area_called
from storage.database import Database
from tests.town import STORY_BEGINS, Town, Voice

OFFICE = "Mon,Tue,Wed,Thu,Fri 09:00-17:00"


async def asked(town: Town, voice: Voice) -> None:
    """Somebody is asked to be a contact for Brookside, as the command line does."""
    async with town.turn(), town.database.transaction() as session:
        area = await area_called(session, "Brookside")
        account = await people.account_of(session, town.way.name, voice.id)
        assert area
        assert account
        moment = Moment(session, town.clock.now(), town.app.here)
        contact = await safeguarding.add_contact(
            session, account, area, voice.name, OFFICE, moment.now
        )
        assert contact
        await invite(moment, contact)


async def contacts(town: Town, area: str = "AR04") -> dict[str, bool]:
    """An area's contacts, and whether each is ready."""
    async with town.database.transaction() as session:
        found = await safeguarding.contacts_of(session, area)
        return {each.name: each.ready for each in found}


async def test_a_contact_accepts_and_answers_a_test(town: Town) -> None:
    moira = town.voice("Moira")
    await moira.says("/start")

    await asked(town, moira)

    assert moira.last_heard.startswith(
        "Fernleigh Together (a made-up area) asks you to be a safeguarding contact for Brookside, "
        "Monday to Friday, 9am to 5pm."
    )
    assert moira.buttons == ["Yes, I will", "No, thank you"]
    await moira.presses("Yes, I will")
    assert "This is a test alert for Brookside. Nobody is in danger." in moira.last_heard
    assert (await contacts(town))["Moira"] is False
    await moira.presses("I'm on it")

    assert moira.last_heard.startswith("That worked. Alerts will reach you here")
    assert (await contacts(town))["Moira"] is True
    await moira.says("/safeguarding")
    assert moira.last_heard.startswith("You are a safeguarding contact for Brookside")
    assert "I don't watch over anyone. I miss messages" in moira.last_heard


async def test_a_contact_may_say_no(town: Town) -> None:
    sam = town.voice("Sam")
    await sam.says("/start")
    await asked(town, sam)

    await sam.presses("No, thank you")

    assert "I have not told anyone" in sam.last_heard
    assert "Sam" not in await contacts(town)


async def test_nobody_presses_for_a_contact(town: Town) -> None:
    cath, ana = town.voice("Cath"), town.voice("Ana")
    await cath.says("/start")
    await ana.says("/start")
    await asked(town, cath)

    await ana.presses(cath.button("Yes, I will"))

    assert (await contacts(town))["Cath"] is False


async def test_the_question_is_there_again_for_who_lost_it(town: Town) -> None:
    dev = town.voice("Dev")
    await dev.says("/start")
    await asked(town, dev)

    await dev.says("/safeguarding")
    assert dev.buttons == ["Yes, I will", "No, thank you"]
    async with town.turn(), town.database.transaction() as session:
        account = await people.account_of(session, town.way.name, dev.id)
        assert account
        (contact,) = await safeguarding.contacts_of_person(session, account.person_id)
        await try_alert(Moment(session, town.clock.now(), town.app.here), contact)

    assert dev.buttons == ["Yes, I will", "No, thank you"]


async def test_others_hear_what_a_contact_is(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/safeguarding")

    assert ana.last_heard.startswith("A safeguarding contact is a person in your area")


# --- Help lines -----------------------------------------------------------------------------


async def test_lines_unconfirmed_for_90_days_are_reported_every_monday(own_town: Town) -> None:
    moira, sam = await own_town.contact_voices("Moira", "Sam")

    await own_town.later(days=89)
    assert (moira.hears, sam.hears) == ([], [])
    await own_town.later(days=7)

    for each in (moira, sam):
        (told,) = each.hears
        assert told.startswith("Nobody has confirmed these help lines in the last 90 days.")
        assert "• samaritans: 116 123, confirmed on Sunday 22 November 2026" in told
    await own_town.later(days=13)
    assert len(moira.hears) in (1, 2)


async def test_a_number_that_changed_is_no_longer_confirmed(database: Database) -> None:
    async with database.transaction() as session:
        await safeguarding.confirm_line(session, "samaritans", "116 123", "Moira", STORY_BEGINS)
        await safeguarding.confirm_line(session, "shout", "85 200", "Moira", STORY_BEGINS)

        lines = {each.line: each for each in await help_lines(session, "Wales", [])}

    assert not lines["samaritans"].is_old(STORY_BEGINS + timedelta(days=89))
    assert lines["samaritans"].is_old(STORY_BEGINS + timedelta(days=90))
    assert lines["shout"].confirmed is None
    assert "lifeline" not in lines


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("line", LINES)
def test_the_words_of_a_line_have_its_number(line: str, language: str) -> None:
    assert LINES[line] in wording(language)(say(f"line-{line}"))


# --- Check-ins ------------------------------------------------------------------------------


@pytest.fixture
async def areas(database: Database) -> Sequence[Area]:
    """A borough with two wards, and a town next door."""

    def area(ref: str, name: str, part_of: str) -> Area:
        return Area(
            ref=ref, name=name, kind="", also_called=[], landmarks=[], postcode_districts=[],
            part_of=part_of, notes="",
        )  # fmt: skip

    found = [
        area("1", "Fernleigh", "Midshire"),
        area("2", "Brookside", "Fernleigh"),
        area("3", "Millfield", "Fernleigh"),
        area("4", "Marlbury", "Midshire"),
    ]
    async with database.transaction() as session:
        session.add_all(found)
    return found


async def on_in(database: Database, areas: Sequence[Area], now: datetime) -> list[str]:
    """The areas with check-ins; "-": those who told none, too."""
    async with database.transaction() as session:
        told: list[Area | None] = [None, *areas]
        return [
            area.name if area else "-"
            for area in told
            if await safeguarding.check_ins_on(session, area, now)
        ]


async def test_check_ins_are_on_in_an_area_and_those_in_it_while_two_contacts_are_ready(
    database: Database, areas: Sequence[Area]
) -> None:
    now = STORY_BEGINS
    assert await on_in(database, areas, now) == []
    async with database.transaction() as session:
        await look_after(session, ("core", "1", "Moira"), ("core", "2", "Sam"))

    assert await on_in(database, areas, now) == ["-", "Fernleigh", "Brookside", "Millfield"]
    assert await on_in(database, areas, now - timedelta(days=1)) == []
    async with database.transaction() as session:
        (contact, _) = await safeguarding.contacts_of(session, "1")
        contact.answered_at = None
    assert await on_in(database, areas, now) == []


async def test_people_are_looked_after_by_the_nearest_contacts(
    database: Database, areas: Sequence[Area]
) -> None:
    fernleigh, brookside, millfield, marlbury = areas
    async with database.transaction() as session:
        await look_after(session, ("core", "1", "Moira"), ("core", "2", "Sam"))
        account = await people.account_of(session, "core", "2")
        assert account
        own = await safeguarding.add_contact(session, account, brookside, "Sam", OFFICE, AT)
        assert own

        async def names(area: Area | None) -> list[str]:
            return [each.name for each in await safeguarding.contacts_for(session, area)]

        assert await names(brookside) == ["Moira", "Sam"], "one who has not accepted is none"
        own.accepted_at = own.answered_at = AT
        assert await names(brookside) == ["Sam"]
        assert await names(millfield) == await names(fernleigh) == ["Moira", "Sam"]
        assert await names(None) == ["Moira", "Sam"]
        assert await names(marlbury) == []


AT = datetime(2026, 11, 22, tzinfo=UTC)


async def test_who_is_erased_is_no_contact_any_more(
    database: Database, areas: Sequence[Area]
) -> None:
    async with database.transaction() as session:
        await look_after(session, ("core", "1", "Moira"), ("core", "2", "Sam"))
        moira = await people.account_of(session, "core", "1")
        assert moira
        await people.erase(session, moira.person_id)

    assert await on_in(database, areas, AT) == []
