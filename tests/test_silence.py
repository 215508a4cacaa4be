"""Those who have not written for a year."""

import pytest
from sqlalchemy import func, select

from storage import administrators
from storage.administrators import Role
from storage.people import Account
from tests.town import Town, Voice

ASKED = (
    "Hello. I haven't heard from you for a year. Do you want to stay in touch?\n\n"
    "If you do, press the button or write anything. If not, do nothing: in 30 days I will erase "
    "all I keep about you."
)


async def is_known(town: Town, voice: Voice) -> bool:
    async with town.database.transaction() as session:
        known = select(func.count()).select_from(Account).where(Account.user == voice.id)
        return bool(await session.scalar(known))


async def test_who_is_silent_for_a_year_is_asked_and_stays_with_a_press(own_town: Town) -> None:
    ana = own_town.voice("Ana")

    await ana.says("/contacts")
    await own_town.off(days=364)
    assert ana.hears == []
    await own_town.later(days=1)
    assert ana.hears == [ASKED]
    await own_town.later(days=29)
    await ana.presses("Yes, keep me")

    assert ana.last_heard == "Good to hear from you. Everything stays as it was."
    await own_town.off(days=364)
    assert await is_known(own_town, ana)


async def test_any_word_is_an_answer(own_town: Town) -> None:
    ana = own_town.voice("Ana")

    await ana.says("/contacts")
    await own_town.off(days=370)
    await ana.says("hello")
    await own_town.later(days=60)

    assert await is_known(own_town, ana)


async def test_who_does_not_answer_for_a_month_is_erased(own_town: Town) -> None:
    ana, ben = own_town.voice("Ana"), own_town.voice("Ben")

    await ana.says("/contacts")
    await own_town.off(days=200)
    await ben.says("/contacts")
    await own_town.off(days=165)
    await own_town.later(days=29, hours=23)
    assert await is_known(own_town, ana)
    await own_town.later(hours=1)

    assert not await is_known(own_town, ana)
    assert await is_known(own_town, ben)


@pytest.mark.parametrize("how", ["stopped", "blocked"])
async def test_who_cannot_be_asked_is_erased_after_the_same_time(own_town: Town, how: str) -> None:
    ana = own_town.voice("Ana")

    await ana.says("/contacts")
    if how == "stopped":
        await ana.says("/stop")
    elif own_town.way.name == "slack":
        pytest.skip("in Slack nobody can block an app")
    else:
        await ana.blocks()
    await own_town.off(days=365)
    await own_town.later(days=29)
    assert ana.hears == []
    assert await is_known(own_town, ana)
    await own_town.later(days=1)

    assert not await is_known(own_town, ana)


async def test_nobody_is_asked_at_night(own_town: Town) -> None:
    ana = own_town.voice("Ana")

    await own_town.later(hours=13)
    await ana.says("/contacts")
    await own_town.later(days=365, hours=8)
    assert ana.hears == []
    await own_town.later(hours=1)

    assert ana.hears == [ASKED]


async def test_who_has_a_role_is_never_erased_for_silence(own_town: Town) -> None:
    ana = own_town.voice("Ana")

    await ana.says("/contacts")
    async with own_town.database.transaction() as session:
        now = own_town.clock.now()
        await administrators.add(session, own_town.way.name, ana.id, Role.SAFEGUARDING, now)
    await own_town.off(days=800)

    assert await is_known(own_town, ana)
    async with own_town.database.transaction() as session:
        await administrators.remove(session, own_town.way.name, ana.id)
