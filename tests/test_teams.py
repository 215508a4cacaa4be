"""Teams: how a channel becomes one, who is of it, and which of them a question goes to."""

from sqlalchemy import delete

from storage import administrators, audit, teams
from storage.administrators import Administrator, Role
from storage.areas import area_called
from storage.teams import Team
from tests.town import Channel, Town, Voice

FILLED_IN = (
    "Parks", "Questions about what it helps with", "parks, allotments", ["Fernleigh"],
    "Mon-Fri 9-5", "3", "Sam",
)  # fmt: skip


async def ruled_by(town: Town, *voices: Voice) -> None:
    """Have these as the only administrators; they have written to the bot."""
    for voice in voices:
        await voice.says("/start")
    async with town.database.transaction() as session:
        await session.execute(delete(Administrator))
        for voice in voices:
            await administrators.add(
                session, voice.way.name, voice.id, Role.ADMINISTRATOR, town.clock.now()
            )


async def the_team(town: Town, channel: Channel) -> Team:
    async with town.database.transaction() as session:
        team = await teams.team_of_channel(session, channel.way.name, channel.id)
    assert team is not None
    return team


async def noted(town: Town) -> list[str]:
    """What the audit log has."""
    async with town.database.transaction() as session:
        return [each.what for each in await audit.latest(session, 100)][::-1]


async def proposed(town: Town, *others: Voice) -> tuple[Channel, Voice, Voice]:
    """A private channel whose form Moira has just sent off, looked at since, and Sam in it."""
    moira, sam = town.officer("Moira"), town.officer("Sam")
    parks = town.channel("Parks", moira, sam, *others, bot=False)
    await parks.invites_bot()
    await moira.presses("Tell me about this team", to=parks)
    await moira.fills(*FILLED_IN)
    await town.later(seconds=5)
    return parks, moira, sam


# --- Becoming one ---------------------------------------------------------------------------


async def test_a_channel_becomes_a_team_when_an_administrator_says_yes(town: Town) -> None:
    kit, mair = town.voice("Kit"), town.officer("Mair")
    await ruled_by(town, kit, mair)
    moira, sam = town.officer("Moira"), town.officer("Sam")
    parks = town.channel("Parks", moira, sam, bot=False)

    await parks.invites_bot()
    assert "If this is a team that answers people's questions" in parks.last_heard
    await moira.presses("Tell me about this team", to=parks)
    await moira.fills(*FILLED_IN)
    assert moira.last_heard.startswith("Thank you. I'll ask the administrators about “Parks”")
    await town.later(seconds=5)

    assert parks.last_heard.startswith("Thank you. I've asked the administrators.")
    assert (await the_team(town, parks)).state == "waits"
    for each in (kit, mair):
        assert "2 people can read the channel." in each.last_heard
        assert each.last_heard.startswith("Moira proposes the channel #")
        assert "Works: Monday to Friday, 9am to 5pm" in each.last_heard
        assert each.buttons == ["Yes, connect it", "No"]

    await kit.presses("Yes, connect it")
    assert kit.last_heard == "“Parks” is connected."
    assert parks.last_heard.startswith("This channel is now the team “Parks”.")
    await mair.presses("No")
    assert mair.last_heard == "“Parks” is connected."

    team = await the_team(town, parks)
    assert (team.state, team.deputy, "parks" in team.subjects) == ("works", sam.id, True)
    async with town.database.transaction() as session:
        brookside = await area_called(session, "Brookside")
        assert brookside
        found = await teams.team_for(session, brookside.id, "parks")
        assert found
        assert found.id == team.id
        assert await teams.is_member(session, team.id, moira.id)
        assert not await teams.is_member(session, team.id, mair.id)
    assert (await noted(town))[-1] == "team-approved"
