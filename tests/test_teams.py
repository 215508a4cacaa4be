"""Teams: how a channel becomes one, who is of it, and which of them a question goes to."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete

from storage import administrators, audit, teams
from storage.administrators import Administrator, Role
from storage.areas import Area, area_called
from storage.database import Database
from storage.teams import Team
from tests.test_cards import ASKED, asked
from tests.town import Channel, Core, Held, Town, Voice

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)

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


async def test_whoever_sends_the_form_off_again_is_asked_about_anew(town: Town) -> None:
    mair = town.officer("Mair")
    await ruled_by(town, mair)
    parks, moira, _ = await proposed(town)

    await moira.says("/team", to=parks)
    await moira.presses("Change this", to=parks)
    await moira.fills("Parks and paths", *FILLED_IN[1:])
    await town.later(seconds=5)

    assert "the team “Parks and paths”" in mair.last_heard
    await mair.presses("No")
    assert mair.last_heard == "“Parks and paths” is not connected. The channel has been told."
    assert parks.last_heard.startswith("An administrator said no to “Parks and paths” as a team.")
    assert (await the_team(town, parks)).state == "gone"

    await moira.says("/team", to=parks)
    await town.later(seconds=5)
    assert "If this is a team" in parks.last_heard
    await moira.presses("Tell me about this team", to=parks)
    assert await town.way.office.prefilled(moira.id, "name") == "Parks and paths"


async def test_hours_that_cannot_be_read_are_asked_for_again(town: Town) -> None:
    moira, _ = town.officer("Moira"), town.officer("Sam")
    parks = town.channel("Parks", moira, bot=False)
    await parks.invites_bot()
    await moira.presses("Tell me about this team", to=parks)

    problems = await town.way.office.refused(
        moira.id, "Parks", "Questions about what it helps with", "", ["Fernleigh"], "sometimes", "3"
    )

    assert problems == {"hours": "I can't read these hours. Such as: Mon-Fri 9-5; Sat 10-12:30"}


async def test_a_public_channel_is_told_how_to_become_private(town: Town) -> None:
    moira = town.officer("Moira")
    parks = town.channel("Parks", moira, private=False, bot=False)

    await parks.invites_bot()
    assert "Everybody in this workspace can read this channel" in parks.last_heard
    assert parks.buttons == []

    parks.way.alter(parks.id, private=True)
    await moira.says("/team", to=parks)
    await town.later(seconds=5)
    assert parks.buttons == ["Tell me about this team"]


async def test_a_team_whose_channel_becomes_public_gets_no_questions(town: Town) -> None:
    mair = town.officer("Mair")
    await ruled_by(town, mair)
    parks, _, _ = await proposed(town)
    await mair.presses("Yes, connect it")

    parks.way.alter(parks.id, private=False)
    await town.later(minutes=6)

    assert "Everybody in this workspace can read this channel" in parks.last_heard
    assert not (await the_team(town, parks)).working


async def test_without_an_administrator_the_channel_is_told_who_adds_one(town: Town) -> None:
    await ruled_by(town)

    parks, _, _ = await proposed(town)

    assert parks.last_heard.startswith("I can reach no administrator")


# --- Who reads along ------------------------------------------------------------------------


async def test_guests_need_a_yes_of_their_own(town: Town) -> None:
    mair, gwen = town.officer("Mair"), town.guest("Gwen")
    await ruled_by(town, mair)
    parks, _, _ = await proposed(town, gwen)
    assert "One of them is a guest, or from another organisation." in mair.last_heard

    await mair.presses("Yes, connect it")
    assert "Guests: Gwen" in "".join(mair.hears)
    assert parks.last_heard.startswith("People from outside the council can read this channel.")
    async with town.database.transaction() as session:
        assert not await teams.connected(session, None)

    await mair.presses("Yes, they may read the questions")
    assert parks.last_heard.startswith("This channel is now the team “Parks”.")
    assert (await noted(town))[-2:] == ["team-approved", "team-exposed"]

    team = await the_team(town, parks)
    async with town.database.transaction() as session:
        assert await teams.connected(session, None)
        assert not await teams.is_member(session, team.id, gwen.id), "she reads along, no more"
    await gwen.says("/team", to=parks)
    assert "Change this" not in parks.buttons


async def test_a_guest_who_comes_later_stops_the_questions(town: Town) -> None:
    mair, gwen = town.officer("Mair"), town.guest("Gwen")
    await ruled_by(town, mair)
    parks, _, _ = await proposed(town)
    await mair.presses("Yes, connect it")

    await parks.takes_in(gwen)
    assert (await the_team(town, parks)).state == "exposed"
    await mair.presses("No")
    assert parks.last_heard.startswith("An administrator would rather not have people")

    await parks.lets_go(gwen)
    await town.later(seconds=5)
    assert (await the_team(town, parks)).state == "works"
    assert parks.last_heard.startswith("This channel is now the team “Parks”.")


async def test_a_channel_that_is_shared_needs_a_yes_of_its_own_too(town: Town) -> None:
    mair = town.officer("Mair")
    await ruled_by(town, mair)
    parks, _, _ = await proposed(town)
    await mair.presses("Yes, connect it")

    parks.way.alter(parks.id, shared=True)
    await town.later(minutes=6)

    assert "The channel is shared with another organisation." in mair.last_heard
    assert (await the_team(town, parks)).state == "exposed"


async def test_a_yes_is_to_the_guests_who_were_shown_and_no_others(town: Town) -> None:
    mair, gwen, gus = town.officer("Mair"), town.guest("Gwen"), town.guest("Gus")
    await ruled_by(town, mair)
    parks, _, _ = await proposed(town, gwen)
    await mair.presses("Yes, connect it")
    old = mair.button("Yes, they may read the questions")

    await parks.takes_in(gus)
    assert "Guests: Gwen, Gus" in mair.last_heard or "Guests: Gus, Gwen" in mair.last_heard
    await mair.presses(old)
    assert mair.last_heard.startswith("Others read the channel now than those you were shown")
    assert (await the_team(town, parks)).state == "exposed"
    await mair.presses("Yes, they may read the questions")

    assert (await the_team(town, parks)).state == "works"


async def test_cards_show_no_words_while_guests_read_the_channel_unapproved(town: Town) -> None:
    mair, gwen = town.officer("Mair"), town.guest("Gwen")
    await ruled_by(town, mair)
    parks, _, _ = await proposed(town)
    await mair.presses("Yes, connect it")
    ana = town.voice("Ana")
    await ana.says("/ask")
    await ana.fills("Who mows the verge?", "A question", "Me, by my name")
    assert "Who mows the verge?" in parks.last_heard

    await parks.takes_in(gwen)
    await town.later(seconds=5)
    assert "Who mows the verge?" not in "".join(parks.texts)
    assert "(The words are hidden: people from outside" in "".join(parks.texts)
    await mair.presses("Yes, they may read the questions")
    await town.later(seconds=5)

    assert "Who mows the verge?" in "".join(parks.texts)


async def test_more_comes_to_a_team_only_with_an_administrators_yes(town: Town) -> None:
    mair = town.officer("Mair")
    await ruled_by(town, mair)
    parks, moira, _ = await proposed(town)
    await mair.presses("Yes, connect it")
    wider = ["Parks", "The front door: those, and what fits no other team", "parks, roads",
             ["Fernleigh"], "Mon-Fri 9-5", "4", ""]  # fmt: skip

    await moira.says("/team", to=parks)
    await moira.presses("Change this", to=parks)
    await moira.fills(*wider)
    team = await the_team(town, parks)
    assert (team.front_door, team.about, team.answer_days) == (False, "parks, allotments", 4)
    assert moira.last_heard.startswith("Kept, but for one thing: more would come to “Parks”")
    assert "Helps with: parks, roads" in mair.last_heard
    await mair.presses("Yes, let it come")

    team = await the_team(town, parks)
    assert (team.front_door, team.about, team.wider) == (True, "parks, roads", None)
    assert "Helps with: parks, roads" in parks.last_heard
    assert (await noted(town))[-1] == "team-widened"


async def test_less_comes_to_a_team_at_once(town: Town) -> None:
    mair = town.officer("Mair")
    await ruled_by(town, mair)
    parks, moira, _ = await proposed(town)
    await mair.presses("Yes, connect it")

    await moira.says("/team", to=parks)
    await moira.presses("Change this", to=parks)
    await moira.fills("Parks", "Questions about what it helps with", "parks", ["Brookside"],
                      "Mon-Fri 9-5", "4", "")  # fmt: skip

    team = await the_team(town, parks)
    assert (team.about, team.wider) == ("parks", None)
    assert mair.buttons == []


# --- Who is of it ---------------------------------------------------------------------------


async def test_whoever_leaves_the_channel_is_of_the_team_no_longer(town: Town) -> None:
    mair, pat = town.officer("Mair"), town.officer("Pat")
    await ruled_by(town, mair)
    parks, moira, sam = await proposed(town)
    await mair.presses("Yes, connect it")
    team = await the_team(town, parks)

    await parks.takes_in(pat)
    async with town.database.transaction() as session:
        assert await teams.is_member(session, team.id, pat.id)
    await parks.lets_go(sam)

    async with town.database.transaction() as session:
        assert not await teams.is_member(session, team.id, sam.id)
        assert await teams.teams_of(session, parks.way.name, sam.id) == []
    await sam.says("/team")
    assert sam.last_heard.startswith("You are in no team's channel.")
    await moira.says("/team")
    assert moira.last_heard.endswith("Parks: connected")


async def test_without_an_event_it_is_seen_within_minutes(town: Town) -> None:
    mair = town.officer("Mair")
    await ruled_by(town, mair)
    parks, _, sam = await proposed(town)
    team = await the_team(town, parks)

    parks.way.lose(sam.id, parks.id)
    await town.later(minutes=6)

    async with town.database.transaction() as session:
        assert not await teams.is_member(session, team.id, sam.id)


async def test_who_is_in_the_channel_is_not_believed_for_ever(own_town: Town) -> None:
    town, core = own_town, own_town.way
    assert isinstance(core, Core)
    mair = town.officer("Mair")
    await ruled_by(town, mair)
    ana, parks, moira, _ = await asked(town)
    await seen(town, parks)
    take = parks.button("Take it")
    core.secretive = True

    await town.later(hours=3)
    assert (await the_team(town, parks)).state == "works"
    await town.later(hours=2)

    assert mair.last_heard.startswith("For some hours I haven't been told who is in #Parks")
    await moira.presses(take, to=parks)
    assert moira.toast
    assert moira.toast.startswith("Parks can't work on questions now")
    await ana.says("/help")
    assert "Ask a person" not in ana.buttons

    core.secretive = False
    await town.later(hours=2)
    await moira.presses(take, to=parks)
    assert "Moira took it" in parks.last_heard


async def test_who_is_in_the_channel_is_believed_no_longer_than_four_hours(own_town: Town) -> None:
    town, core = own_town, own_town.way
    assert isinstance(core, Core)
    parks, _ = await town.team("Parks", "Moira", front_door=True)
    await town.later(minutes=50)
    await seen(town, parks)
    core.secretive = True

    await town.later(minutes=45)
    for minutes, state in ((194, "works"), (2, "unread")):
        await town.later(minutes=minutes)
        assert (await the_team(town, parks)).state == state


async def test_the_same_words_bring_no_more_to_a_team_that_was_proposed_long_ago(
    town: Town,
) -> None:
    mair = town.officer("Mair")
    await ruled_by(town, mair)
    parks, moira, _ = await proposed(town)
    await mair.presses("Yes, connect it")
    number = (await the_team(town, parks)).id
    async with town.database.transaction() as session:
        team = await session.get(Team, number)
        assert team
        team.subjects = team.subjects[:1]  # as less was known then

    await moira.says("/team", to=parks)
    await moira.presses("Change this", to=parks)
    await moira.fills("Parks", "Questions about what it helps with", "parks, allotments",
                      ["Fernleigh"], "Mon-Fri 8-5", "4", "")  # fmt: skip

    team = await the_team(town, parks)
    assert (team.wider, team.answer_days) == (None, 4)
    assert len(team.subjects) > 1


async def seen(town: Town, channel: Channel) -> None:
    """Have it looked at now, and every few minutes from now on."""
    async with town.database.transaction() as session:
        await teams.look_soon(session, channel.way.name, channel.id, town.clock.now())
    await town.later(seconds=5)


async def test_put_out_of_the_channel_the_team_is_gone(town: Town) -> None:
    kit, mair = town.voice("Kit"), town.officer("Mair")
    await ruled_by(town, kit, mair)
    parks, _, _ = await proposed(town)
    await mair.presses("Yes, connect it")

    await parks.puts_bot_out()

    assert kit.last_heard == mair.last_heard
    assert kit.last_heard.startswith("The team “Parks” is gone")
    async with town.database.transaction() as session:
        assert not await teams.connected(session, None)
    await parks.invites_bot()
    assert "If this is a team" in parks.last_heard, "it has to be said yes to again"


async def test_an_archived_channel_is_no_team(town: Town) -> None:
    mair = town.officer("Mair")
    await ruled_by(town, mair)
    parks, _, _ = await proposed(town)
    await mair.presses("Yes, connect it")

    await parks.is_archived()

    assert mair.last_heard.startswith("The team “Parks” is gone")


# --- What is open meanwhile -----------------------------------------------------------------


async def test_nothing_more_is_shown_where_a_guest_came_without_a_yes(own_town: Town) -> None:
    town = own_town
    mair, gwen = town.officer("Mair"), town.guest("Gwen")
    await ruled_by(town, mair)
    ana, parks, moira, _ = await asked(town)
    assert ASKED in parks.last_heard
    take = parks.button("Take it")

    heard: list[str] = []
    await parks.takes_in(gwen)
    heard += parks.hears
    await moira.presses(take, to=parks)
    assert moira.toast
    assert moira.toast.startswith("Parks can't work on questions now")
    await ana.presses("Add something")
    await ana.fills("By the bridge.")
    heard += parks.hears
    await town.later(days=3)
    heard += parks.hears

    assert not [each for each in heard if ASKED in each or "bridge" in each or "waits" in each]
    await mair.presses("Yes, they may read the questions")
    await town.later(seconds=5)
    assert any(ASKED in each and "By the bridge." in each for each in parks.hears)


async def test_what_is_open_moves_on_where_nobody_said_yes_again(own_town: Town) -> None:
    town = own_town
    mair = town.officer("Mair")
    await ruled_by(town, mair)
    ana, parks, *_ = await asked(town)
    housing, _ = await town.team("Housing", "Gwen", front_door=True)

    await parks.puts_bot_out()
    await town.later(minutes=10)
    await parks.invites_bot()
    assert (await the_team(town, parks)).state == "new"
    await town.later(minutes=49)
    assert housing.hears == []
    await town.later(minutes=2)

    assert ASKED in housing.last_heard
    assert "So Housing has what you asked now" in ana.last_heard


# --- Changing it ----------------------------------------------------------------------------


async def test_an_officer_changes_a_team_and_all_are_told(town: Town) -> None:
    mair = town.officer("Mair")
    await ruled_by(town, mair)
    parks, [moira, _] = await town.team("Parks", "Moira", "Sam")

    await moira.says("/team", to=parks)
    await moira.presses("Change this", to=parks)
    await moira.fills(
        "Parks", "Questions about what it helps with", "",
        ["Brookside", "Canalside"], "Mon-Thu 10-4", "10", "",
    )  # fmt: skip

    assert moira.last_heard == "Kept. The channel and the administrators have been told."
    assert parks.last_heard == mair.last_heard
    assert "Moira changed what I know of the team “Parks”:" in mair.last_heard
    assert "Answers within 10 working days" in mair.last_heard
    team = await the_team(town, parks)
    assert (team.hours[:3], team.answer_days, team.deputy) == ("Mon", 10, None)
    assert (await noted(town))[-1] == "team-changed"


async def test_somebody_of_another_team_changes_nothing(town: Town) -> None:
    parks, _ = await town.team("Parks", "Moira")
    roads, [rhys] = await town.team("Roads", "Rhys")

    await rhys.presses(Held(f"team-form {parks.team}"), to=roads)

    assert roads.last_heard == "That is for the members of that team."


# --- Which team -----------------------------------------------------------------------------


async def test_a_question_goes_to_the_team_that_knows_its_subject_nearest_to_it(
    database: Database,
) -> None:
    async with database.transaction() as session:
        areas = {}
        for name, around in (("Shire", ""), ("Town", "Shire"), ("East", "Town"), ("West", "Town")):
            area = Area(
                ref=name, name=name, kind="ward", also_called=[], landmarks=[],
                postcode_districts=[], part_of=around, notes="",
            )  # fmt: skip
            session.add(area)
            await session.flush()
            areas[name] = area.id
        assert not await teams.connected(session, areas["East"])

        async def made(name: str, where: str, *subjects: str, **more: Any) -> Team:
            team = await teams.look_at(session, "slack", name, NOW)
            team.name, team.subjects, team.private = name, list(subjects), True
            team.proposed_at = team.approved_at = NOW
            for key, value in more.items():
                setattr(team, key, value)
            await session.flush()
            await teams.set_areas(session, team.id, [where])
            return team

        east_parks = await made("East parks", "East", "parks")
        assert [each.name for each in await teams.unconnected(session)] == ["Shire", "Town", "West"]
        await made("Parks", "Town", "parks")
        await made("Roads", "Town", "roads")
        await made("Desk", "Town", front_door=True)
        await made("Shire desk", "Shire", front_door=True)
        await made("Requests", "Town", other="foi")
        await made("Guests", "East", "roads", guests=1)

        async def to(where: str | None, *subjects: str | None) -> str:
            first, *broader = subjects or (None,)
            area = areas[where] if where else None
            more = [each for each in broader if each]
            team = await teams.team_for(session, area, first, more)
            return team.name if team else "-"

        table = {
            ("East", "parks"): "East parks",
            ("West", "parks"): "Parks",
            ("East", "roads"): "Roads",  # the one nearer by is read by guests
            ("East", "allotments", "parks"): "East parks",
            ("East", "music"): "Desk",
            ("East",): "Desk",
            ("Shire", "parks"): "Shire desk",
            (None, "parks"): "Shire desk",
        }
        assert {row: await to(*row) for row in table} == table

        foi = await teams.set_for(session, areas["West"], "foi")
        assert foi
        assert foi.name == "Requests"
        assert await teams.set_for(session, areas["West"], "complaint") is None
        assert await teams.front_door_of(session, areas["East"]) is not east_parks


# --- The administrators ---------------------------------------------------------------------


async def test_an_administrator_sees_all_teams_and_decides_from_there(town: Town) -> None:
    mair = town.officer("Mair")
    await ruled_by(town, mair)
    parks, _, _ = await proposed(town)
    await mair.says("/help")

    await mair.says("/team")
    assert mair.last_heard.endswith("Parks: waits for an administrator")
    await mair.presses("Parks")
    assert mair.buttons == ["Change this", "Yes, connect it", "No"]
    await mair.presses("Yes, connect it")

    assert (await the_team(town, parks)).state == "works"


# --- Its questions --------------------------------------------------------------------------


async def test_what_a_team_that_is_gone_had_open_goes_to_the_front_door(town: Town) -> None:
    kit, mair = town.voice("Kit"), town.officer("Mair")
    await ruled_by(town, kit, mair)
    ana, parks, _, _ = await asked(town)
    desk, _ = await town.team("Front desk", "Dev", front_door=True)

    await parks.puts_bot_out()
    assert "Its one open question goes to its backup team or the front door" in kit.last_heard
    assert desk.hears == []
    await town.later(hours=1, minutes=1)

    assert ASKED in desk.last_heard
    assert "Front desk" in ana.last_heard


async def test_a_form_that_was_forged_tells_of_nobody(town: Town) -> None:
    await town.team("Parks", "Moira")
    rhys = town.officer("Rhys")
    alley = town.channel("Alley", rhys)

    await rhys.presses(Held("form-open team"), to=alley)

    assert alley.hears == []


async def test_officers_are_told_of_what_is_for_them_in_the_help(town: Town) -> None:
    _, (moira,) = await town.team("Parks", "Moira")
    ana = town.voice("Ana")
    await town.later(seconds=5)

    for voice, told in ((moira, True), (ana, False)):
        await voice.says("/help")
        assert ("tells me until when you are away" in voice.last_heard) is told
