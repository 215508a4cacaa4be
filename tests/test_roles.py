"""Roles: given by administrators, of whom there are always two."""

from storage import administrators, audit
from storage.administrators import Role
from tests.test_teams import ruled_by
from tests.town import Town


async def test_an_administrator_gives_a_role_and_takes_it_back(town: Town) -> None:
    kit, mair = town.officer("Kit"), town.officer("Mair")
    await ruled_by(town, kit, mair)
    _, [moira] = await town.team("Parks", "Moira")
    await moira.says("/start")

    await kit.says("/roles")
    assert kit.last_heard.startswith("Who may do what:\n")
    assert "Mair: administrator" in kit.last_heard
    await kit.presses("Give a role")
    await kit.fills("Moira", "Audit log: reads who did what")
    assert kit.last_heard == "Moira has it: audit log."
    assert moira.last_heard == "An administrator gave you a role: audit log."

    await kit.says("/roles")
    await kit.presses("Take a role back")
    await kit.fills("Moira: audit log")
    assert kit.last_heard == "Taken back."
    assert moira.last_heard == "An administrator took a role back that you had: audit log."
    async with town.database.transaction() as session:
        noted = [each.what for each in await audit.latest(session, 2)]
        assert noted == ["role-taken-audit", "role-given-audit"]


async def test_there_are_always_two_administrators(town: Town) -> None:
    kit, mair = town.officer("Kit"), town.officer("Mair")
    await ruled_by(town, kit, mair)

    await kit.says("/roles")
    await kit.presses("Take a role back")
    await kit.fills("Mair: administrator")

    assert kit.last_heard.startswith("There must be at least 2 administrators")
    async with town.database.transaction() as session:
        assert len(await administrators.who_are(session, Role.ADMINISTRATOR)) == 2


async def test_nobody_else_gives_roles(town: Town) -> None:
    _, [moira] = await town.team("Parks", "Moira")

    await moira.says("/roles")

    assert moira.last_heard == "That is for administrators."
