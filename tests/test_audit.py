"""The audit log: who reads it, what it says, and what it forgets."""

from sqlalchemy import select

from storage import administrators, audit, people
from storage.administrators import Role
from storage.audit import Audit
from tests.test_cards import asked
from tests.town import Town


async def test_it_is_read_by_whoever_has_the_role_and_that_is_noted(town: Town) -> None:
    mair = town.officer("Mair")
    await mair.says("/audit")
    assert mair.last_heard == "That is for those to whom an administrator gave the audit log."
    async with town.database.transaction() as session:
        now = town.clock.now()
        await administrators.add(session, mair.way.name, mair.id, Role.AUDIT, now)
        for number in range(30):
            await audit.note(session, now, "terminal", "moira", "team-approved", f"team {number}")

    await mair.says("/audit")
    assert mair.last_heard.split("\n")[2:4] == [
        "Sunday 22 November 2026, 10:00: terminal moira, said yes to a team (team 29)",
        "Sunday 22 November 2026, 10:00: terminal moira, said yes to a team (team 28)",
    ]
    await mair.presses("Older")
    assert "(team 9)" in mair.last_heard
    await mair.says("/audit")
    assert "Mair, read the audit log (-)" in mair.last_heard


async def test_whoever_was_looked_at_sees_it_and_is_forgotten_with_all_else(town: Town) -> None:
    ana = town.voice("Ana")
    await ana.says("/start")
    async with town.database.transaction() as session:
        account = await people.account_of(session, town.way.name, ana.id)
        assert account
        person = account.person_id
        await audit.note(
            session, town.clock.now(), "slack", "U0MOIRA", "audit-read", "question 1", person
        )

    await ana.says("/me")
    assert "One time that somebody looked at what I keep about you" in ana.last_heard
    async with town.database.transaction() as session:
        await people.erase(session, person)
        kept = (await session.scalars(select(Audit).order_by(Audit.id.desc()).limit(1))).one()
    assert (kept.person_id, kept.about) == (None, "question 1")


async def test_an_officer_who_asks_to_see_a_whole_question_is_noted_once_an_hour(
    town: Town,
) -> None:
    ana, parks, moira, _ = await asked(town)
    for _ in range(2):
        await moira.presses("More", to=parks)
        await moira.fills("See all of it")

    async with town.database.transaction() as session:
        noted = [each for each in await audit.latest(session, 5) if each.what == "question-read"]
        assert [(each.user, each.about[:9]) for each in noted[:2]] == [(moira.id, "question ")]
    await ana.says("/me")
    assert "One time that somebody looked at what I keep about you" in ana.last_heard
    await moira.says("/me")
    assert "that you did for a team or as an administrator" in moira.last_heard
