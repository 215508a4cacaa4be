"""Teams: how a channel becomes one, who is of it, and which of them a question goes to."""

from storage import teams
from tests.town import Town

# --- The town's teams -----------------------------------------------------------------------


async def test_an_officer_fills_in_a_form_where_the_team_is(town: Town) -> None:
    parks, [moira, _] = await town.team("Parks", "Moira", "Sam")

    await moira.says("/outing", to=parks)
    await moira.fills("The hills", ["Tea", "Cake"], "", "4", "2026-12-24")

    assert moira.last_heard == "hills, tea+cake, -, 4, 2026-12-24"
    assert parks.hears == []
    async with town.database.transaction() as session:
        assert await teams.is_member(session, parks.team, moira.id)
        assert await teams.connected(session, None)
