"""Officers who are away, and whose what they have taken is meanwhile."""

from datetime import UTC, datetime

from tests.test_clock import as_it_stands, asked, takes, until
from tests.town import Town

RETURN = "On that morning they are yours again. If you are back before that: /away"
LOOKED_AFTER = "The one question that you have taken is looked after meanwhile."


async def test_what_somebody_took_is_the_deputys_while_they_are_away(town: Town) -> None:
    parks, (moira, sam) = await town.team("Parks", "Moira", "Sam")
    ana = town.voice("Ana")
    question = await asked(town, ana, parks, "Who mows the green?")
    await takes(town, sam, question)
    await moira.says("/language")

    await sam.says("/away")
    await sam.fills("2026-12-01")
    away = f"You are away until Tuesday 1 December. {LOOKED_AFTER}"
    assert sam.hears == [f"{away}\n\n{RETURN}"]
    until_then = "Until then, Moira has the question that Sam had taken."
    assert parks.hears == [f"Sam is away until Tuesday 1 December. {until_then}"]

    await until(town, 30, 9)
    assert "Sam, who took it, is away until Tuesday 1 December." in parks.hears[0]
    promised = "It is with Moira. The answer is promised for Monday 30 November."
    assert parks.last_heard.startswith(parks.calling(moira))
    assert parks.last_heard.endswith(f"{promised}{parks.link}")

    await sam.says("/away")
    assert sam.last_heard == (
        "You are away until Tuesday 1 December. What you have taken is with your deputy."
    )
    await sam.presses("I'm back")
    assert sam.last_heard == "Welcome back. The question that you had taken is yours again."
    await sam.says("/away until 3 December")
    assert sam.last_heard.startswith("You are away until Thursday 3 December.")


async def test_with_no_deputy_nobody_has_it_until_they_return(own_town: Town) -> None:
    town = own_town
    parks, (moira, _) = await town.team("Parks", "Moira", "Sam")
    question = await asked(town, town.voice("Ana"), parks, "Who mows the green?")
    await takes(town, moira, question)

    await moira.says("/away 26 November")
    assert moira.last_heard == (
        "You are away until Thursday 26 November. Nobody stands in for you, so the question that "
        "you have taken is with nobody now. I've asked the team who can take it.\n\n"
        "You are the deputy of Parks. Until you are back, nobody there is called by name when a "
        f"question waits. /team in the channel names another deputy.\n\n{RETURN}"
    )
    assert parks.last_heard == (
        "Moira is away until Thursday 26 November. "
        "The question that Moira had taken is with nobody now. Who can take it?"
    )
    await moira.says("/away")
    assert "what you have taken is with nobody until somebody in the team takes it" in (
        moira.last_heard
    )
    await until(town, 24, 9)
    assert (await as_it_stands(town, question)).marked_at == datetime(2026, 11, 23, 13, tzinfo=UTC)
    assert parks.last_heard.endswith(f"Nobody has taken it yet.{parks.link}")

    await until(town, 27, 23)
    theirs, reminder = parks.hears  # the reminder came on the day before they returned
    assert "Moira has it." in theirs
    assert reminder.endswith(f"Nobody has taken it yet.{parks.link}")
    assert (await as_it_stands(town, question)).taken_by == moira.id


async def test_a_day_that_is_none_is_asked_for_again(own_town: Town) -> None:
    _, (moira,) = await own_town.team("Parks", "Moira")

    for typed in ("whenever", "22 November 2026", "31/12/2028"):
        await moira.says(f"/away {typed}")
        assert moira.last_heard == (
            "Which day are you back? Please give a day from tomorrow on, within a year. "
            "For example: /away 14 December"
        )


async def test_who_is_in_no_team_is_told_so(own_town: Town) -> None:
    ana = own_town.voice("Ana")

    await ana.says("/away 14 December")

    assert ana.last_heard == (
        "That is for people in a team that answers questions, and you are in none that I know of."
    )
