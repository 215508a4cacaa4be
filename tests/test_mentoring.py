"""Two in a mentoring: what they agree on, their talks, and every way in which it ends."""

from collections.abc import AsyncIterator
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from storage import mentoring
from storage.mentoring import Side
from storage.people import Account
from tests.mentored import asks, offers, part, starts
from tests.town import Town, Voice

GONE = "That is settled already, or isn't there any more."


@pytest.fixture
async def town(town: Town) -> AsyncIterator[Town]:
    """A town in which nobody is a mentor, or wants one."""
    yield town
    await part(town)


async def pair(town: Town, **plan: str) -> tuple[Voice, Voice]:
    """Ana, and Ben who is her mentor, from Sunday 22 November on."""
    ben = await offers(town, "Ben")
    ana = await asks(town, "Ana")
    await starts(town, ana, ben, **plan)
    return ana, ben


async def id_of(town: Town, voice: Voice) -> int:
    async with town.database.transaction() as session:
        found = await session.scalar(select(Account.person_id).where(Account.user == voice.id))
    assert found
    return found


# --- Eight weeks --------------------------------------------------------------------------


async def test_eight_weeks_are_run_to_their_end(town: Town) -> None:
    ana, ben = await pair(town)
    for voice, other in ((ana, "Ben"), (ben, "Ana")):
        assert voice.last_heard == (
            f"You and {other} have agreed.\n\n"
            "What it's for: Open an account\n\n"
            "Your next talk: Tuesday 24 November.\n\n"
            "It ends on Sunday 17 January 2027. You can go on for longer, or end it sooner, any "
            "time.\n\n"
            "You find the hour and the place together. The day before each talk, I'll send you "
            "something to think about."
        )

    prepared: dict[str, list[str]] = {"Ana": [], "Ben": []}
    for week in range(8):
        await town.later(days=1)  # Monday
        talk = date(2026, 11, 24) + timedelta(weeks=week)
        for voice, other in ((ana, "Ben"), (ben, "Ana")):
            first, goal, *noted, prompt = voice.last_heard.split("\n\n")
            assert first == f"Your talk with {other}: {talk:%A} {talk.day} {talk:%B}."
            assert goal == "What it's for: Open an account"
            step = f"Your next step, as you noted it: Ring bank {week}"
            assert noted == ([step] if week and voice is ana else [])
            prepared[voice.name].append(prompt)
        await town.later(days=1, hours=5)  # Tuesday, after the talk
        await ana.presses("We talked")
        await ana.fills(f"Ring bank {week + 1}")
        assert ana.last_heard.startswith("Noted, for you alone.")
        await town.later(hours=19)  # Wednesday
        if week < 2:  # then Ben, who says nothing, is left in peace
            assert ben.last_heard.startswith("How was your talk with Ana on ")
        assert ana.last_heard.startswith("Noted, for you alone."), "she has told already"
        await town.later(days=4)  # Sunday

    assert all(len(set(each)) == 8 for each in prepared.values()), "no prompt comes twice"
    assert "Ring bank" not in "".join(ben.texts), "her next steps are her own"
    for voice, other in ((ana, "Ben"), (ben, "Ana")):
        assert voice.last_heard == (
            f"The time that you and {other} agreed on is up. What now?\n\nYou have talked 8 times."
        )
    await ana.presses("End it, and say thank you")
    assert ana.last_heard == (
        "You've seen your mentoring with Ben through to the end. Well done, both of you.\n\n"
        "You have talked 8 times."
    )
    assert ben.last_heard == (
        "Your mentoring with Ana has come to its end. Well done, both of you.\n\n"
        "Ana says thank you.\n\n"
        "You have talked 8 times.\n\n"
        "You gave somebody your time. That counts for a lot."
    )
    await ben.presses("Say thank you")
    assert ana.last_heard == "Ben says thank you, too."
    await ben.says("/mentoring")
    assert "You have talked 8 times with one person. One of them said thank you." in ben.last_heard
    assert "07700" not in await told(town), "how to reach each other is forgotten"


async def told(town: Town) -> str:
    """All that is kept of what they wrote."""
    async with town.database.transaction() as session:
        sides = (await session.scalars(select(Side))).all()
        return " ".join(str(mentoring.told(session, side)) for side in sides)
