"""Something here is wrong: kept for administrators, who don't see who said it."""

import pytest
from sqlalchemy import delete, func, select

from storage import administrators, wrong
from storage.administrators import Role
from storage.wrong import Wrong
from tests.town import Town, Voice


async def says_what_is_wrong(person: Voice, note: str = "") -> None:
    """Somebody looks at the Community Chest, and says that it has closed."""
    await person.says("/pots community chest")
    await person.presses("1")
    await person.presses("More")
    await person.presses("Something here is wrong")
    await person.fills("It has closed, or the date is wrong", note)


async def forget_all(town: Town) -> None:
    async with town.database.transaction() as session:
        await session.execute(delete(Wrong))


async def test_who_says_it_hears_who_will_see_it(town: Town) -> None:
    ana = town.voice("Ana")

    await says_what_is_wrong(ana)

    first, contact = ana.last_heard.split("\n\n")
    assert first.startswith("Thank you, that helps the next group. I've put it on the list")
    assert contact == (
        "If it can't wait, tell those who run the pot yourself: "
        "Community Development Team, communities@fernleigh.example."
    )
    await ana.says("/me")
    assert "One thing that you said is wrong with a pot" in ana.last_heard


async def test_an_administrator_sees_it_and_settles_it(town: Town) -> None:
    ana, moira = town.voice("Ana"), town.voice("Moira")
    await forget_all(town)
    await says_what_is_wrong(ana, "It closed on Friday")
    platform = town.way.name
    async with town.database.transaction() as session:
        now = town.clock.now()
        await administrators.add(session, platform, moira.id, Role.ADMINISTRATOR, now)

    await moira.says("/wrong")
    if town.way.name != "slack":
        assert moira.last_heard == (
            "One thing that people say is wrong:\n\n"
            "1. Community Chest\n"
            "Said on Sunday 22 November 2026, of FP005\n"
            "It has closed, or the date is wrong\n"
            "It closed on Friday"
        )
    await moira.presses("Settled: 1")
    assert moira.last_heard == "Settled, and off the list."
    await moira.says("/wrong")

    assert moira.last_heard == "Nobody says that anything is wrong."


async def test_nobody_else_sees_it(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/wrong")

    assert ana.last_heard == "That is for those who look after this assistant."


async def test_one_person_says_one_thing_of_a_pot_and_it_goes_with_them(town: Town) -> None:
    ana = town.voice("Ana")
    await forget_all(town)
    await says_what_is_wrong(ana)
    await says_what_is_wrong(ana, "really")

    async with town.database.transaction() as session:
        assert await session.scalar(select(func.count()).select_from(Wrong)) == 1
    await ana.says("/me")
    await ana.presses("Erase everything")
    await ana.presses("Yes, erase everything")

    async with town.database.transaction() as session:
        assert await session.scalar(select(func.count()).select_from(Wrong)) == 0


@pytest.mark.talked
async def test_how_somebody_is_themselves_is_not_kept_with_it(town: Town) -> None:
    ana = town.voice("Ana")
    await forget_all(town)

    await says_what_is_wrong(ana, "It closed while I was off work with depression")
    assert ana.last_heard.startswith("I have not kept that: it says how you are yourself")
    await ana.says("It has closed")

    async with town.database.transaction() as session:
        (kept,) = await wrong.told(session, 10)
    assert kept.note == "It has closed"
