"""Being a mentor and finding one: two yeses, nobody beyond their cap, and easing."""

from collections.abc import AsyncIterator

import pytest

from storage import peers
from tests.mentored import BANK, GRANT, asks, is_peer, offers, part, say_yes
from tests.peering import SAFETY
from tests.town import Town

OFFERED = (
    "Thank you. You offer your time to one person at a time. I'll ask you first, each time, and "
    "you can always say no."
)
WAITS = (
    "I'm looking for somebody who has been there. I look each day, and write when I've found them. "
    "Who waits longest comes first."
)
OWED = "It didn't work out with the last one. People are busy: it's nothing you did."


@pytest.fixture
async def town(town: Town) -> AsyncIterator[Town]:
    """A town in which nobody is a mentor, or wants one."""
    yield town
    await part(town)


# --- Two yeses ----------------------------------------------------------------------------


async def test_two_who_both_say_yes_can_reach_each_other(town: Town) -> None:
    ben = await offers(town, "Ben", BANK, GRANT)
    assert ben.last_heard == OFFERED
    ana = await asks(town, "Ana", GRANT)

    assert ana.last_heard == (
        "I've found somebody: Ben.\n\n"
        "“I am Ben, and I listen.”\n\n"
        "Has been there: Our first grant.\n\n"
        "Shall I ask Ben to be your mentor? They'd read your first name, your line and what is in "
        f"your way. How to reach you is passed on only when you've both said yes.\n\n{SAFETY}"
    )
    assert ana.buttons == ["Yes, ask Ben", "Somebody else", "Not now", "Block or report Ben"]
    await ana.presses("Yes, ask Ben")
    await ana.fills("ana@example.org")
    assert ana.last_heard == (
        "I'm asking Ben. You'll hear from me, whatever comes of it. It may take a week."
    )
    await town.later(seconds=5)

    assert ben.last_heard == (
        "Would you be a mentor to Ana?\n\n"
        "“I am Ana.”\n\n"
        "In their way: Our first grant.\n\n"
        "If you say yes, you agree together what it's for, how often you talk and for how long.\n\n"
        f"{SAFETY}"
    )
    assert "ana@example.org" not in "".join(ben.texts)
    await ben.presses("Yes, I'd like to")
    await ben.fills("07700 900123")

    for one, other, way in ((ana, ben, "07700 900123"), (ben, ana, "ana@example.org")):
        assert one.last_heard.startswith(
            f"You've both said yes: you and {other.name}.\n\n{other.name}\n{way}\n\n"
        )
        assert one.last_heard.endswith(f"\n\n{SAFETY}")
        assert one.last_heard.count(SAFETY) == 1
    await ana.says("/thanks")
    assert ana.buttons == ["Ben", "Somebody else"]


async def test_who_is_said_no_to_hears_it_kindly_and_is_shown_somebody_else(town: Town) -> None:
    ben = await offers(town, "Ben")
    ana = await asks(town, "Ana")
    await ana.presses("Yes, ask Ben")
    await ana.fills("ana@example.org")
    await town.later(seconds=5)
    cat = await offers(town, "Cat")

    to_yes = ben.button("Yes, I'd like to")
    await ben.presses("Not this time")
    assert ben.last_heard == (
        "That's fine. I'll look for somebody else for Ana, and won't say why."
    )
    await town.later(seconds=5)
    await town.later(seconds=5)

    assert ana.last_heard.startswith(f"{OWED}\n\nI've found somebody: Cat.")
    await ben.presses(to_yes)
    assert ben.last_heard == "That is settled already, or isn't there any more."
    await ana.presses("Somebody else")
    assert ana.last_heard == WAITS
    assert cat.last_heard == OFFERED, "who was shown, and not asked, knows nothing of it"


async def test_who_is_not_answered_in_three_days_hears_it_kindly(own_town: Town) -> None:
    town = own_town
    ben = await offers(town, "Ben")
    ana = await asks(town, "Ana")
    await ana.presses("Yes, ask Ben")
    await ana.fills("ana@example.org")
    await town.later(days=2, hours=23)
    assert ben.last_heard.startswith("Would you be a mentor to Ana?")
    assert ana.last_heard.startswith("I'm asking Ben.")

    await ben.says("/mentoring")
    await ben.presses("With Ana")  # to look is not to answer
    await town.later(hours=2)

    assert ana.last_heard == f"{OWED}\n\n{WAITS}"
    await town.later(days=30)
    assert ana.last_heard == f"{OWED}\n\n{WAITS}", "Ben is not shown again"
    assert ben.last_heard.startswith("Would you be a mentor to Ana?")


async def test_who_says_nothing_to_whom_they_are_shown_is_left_in_peace(own_town: Town) -> None:
    town = own_town
    ben = await offers(town, "Ben")
    ana = await asks(town, "Ana")
    await town.later(days=10)
    assert ana.last_heard.startswith("I've found somebody: Ben.")

    dan = await asks(town, "Dan")

    assert dan.last_heard.startswith("I've found somebody: Ben."), "he has room again"
    await ana.says("/mentoring")
    assert ana.buttons == ["I'd like a mentor", "I could be a mentor"]
    assert ben.last_heard == OFFERED


# --- Waiting ------------------------------------------------------------------------------


async def test_who_waits_is_shown_somebody_on_the_day_after_there_is_one(own_town: Town) -> None:
    town = own_town
    ana = await asks(town, "Ana", BANK)
    dan = await asks(town, "Dan", BANK)
    assert ana.last_heard == dan.last_heard == WAITS
    await offers(town, "Cat", GRANT)
    await town.later(days=2)
    assert ana.last_heard == WAITS, "Cat has not been where she is"

    await offers(town, "Ben", BANK)
    await town.later(days=1)

    assert ana.last_heard.startswith("I've found somebody: Ben.")
    assert dan.last_heard == WAITS, "Ana waited longer, and Ben has room for one"
    await ana.presses("Not now")
    assert ana.last_heard == "All right, I've stopped looking."
    await town.later(days=1)
    assert dan.last_heard.startswith("I've found somebody: Ben.")


async def test_who_asks_later_is_not_shown_whom_somebody_waits_for(own_town: Town) -> None:
    town = own_town
    ana = await asks(town, "Ana")
    await offers(town, "Ben")

    dan = await asks(town, "Dan")

    assert dan.last_heard == WAITS
    await town.later(days=1)
    assert ana.last_heard.startswith("I've found somebody: Ben.")


async def test_only_those_are_put_together_who_share_a_language_and_may_meet(
    own_town: Town,
) -> None:
    town = own_town
    await offers(town, "Agnieszka", languages=["pl"])
    await offers(town, "Gareth")
    ana = town.voice("Ana")
    ana_id = await is_peer(town, ana)
    async with town.database.transaction() as session:
        await peers.keep_apart_by_name(session, ana_id, "Gareth", town.clock.now())

    await ana.says("/mentoring")
    await ana.presses("I'd like a mentor")
    await ana.fills([BANK])

    assert ana.last_heard == WAITS


async def test_nobody_who_rests_or_stopped_is_put_to_anybody(own_town: Town) -> None:
    town = own_town
    ben, cat = await offers(town, "Ben"), await offers(town, "Cat")
    await ben.says("/stop")
    await cat.says("/when")
    await cat.presses("Keep quiet for a while")
    await cat.fills("Two weeks")
    ana = await asks(town, "Ana")

    assert ana.last_heard == WAITS
    await town.later(days=15)
    assert ana.last_heard.startswith("I've found somebody: Cat.")


async def test_a_mentor_whose_yes_comes_too_late_learns_nothing_of_the_other(
    own_town: Town,
) -> None:
    town = own_town
    ben, ana = await offers(town, "Ben"), await asks(town, "Ana")
    await ana.presses("Yes, ask Ben")
    await ana.fills("ana@example.org")
    await town.later(seconds=5)
    await ana.says("/peers")
    await ana.presses("Have a break for 4 weeks")
    await ben.presses("Yes, I'd like to")
    await ben.fills("07700 900123")

    assert ben.last_heard == (
        "Thank you. It can't come about after all just now, so I'll leave it there. It's nothing "
        "you did."
    )


async def test_a_mentor_who_stops_before_they_are_asked_is_not(own_town: Town) -> None:
    town = own_town
    ben = await offers(town, "Ben")
    ana = await asks(town, "Ana")
    await ana.presses("Yes, ask Ben")
    await ben.says("/stop")
    await ana.fills("ana@example.org")

    await town.later(days=1)

    assert ben.last_heard.startswith("Done. I won't write to you")
    assert ana.last_heard == f"{OWED}\n\n{WAITS}"


async def test_who_has_not_joined_is_told_where(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("find me a mentor")

    assert ana.last_heard.startswith("Mentoring is for volunteers who have joined.")
    assert ana.buttons == ["Other volunteers"]


# --- As many as they said -----------------------------------------------------------------


async def test_a_mentor_has_no_more_at_once_than_they_said(own_town: Town) -> None:
    town = own_town
    ben = await offers(town, "Ben", most="2")
    ana, dan, eve = [await asks(town, name) for name in ("Ana", "Dan", "Eve")]

    assert ana.last_heard.startswith("I've found somebody: Ben.")
    assert dan.last_heard.startswith("I've found somebody: Ben.")
    assert eve.last_heard == WAITS
    await ana.presses("Not now")
    await town.later(days=1)
    assert eve.last_heard.startswith("I've found somebody: Ben.")
    await say_yes(town, eve, ben)
    assert ben.last_heard.startswith("You've both said yes: you and Eve.")


# --- This is too much ---------------------------------------------------------------------


async def test_a_mentor_who_has_too_much_gets_nobody_new_until_they_say(own_town: Town) -> None:
    town = own_town
    ben = await offers(town, "Ben")
    ana = await asks(town, "Ana")
    await ana.presses("Yes, ask Ben")
    await ana.fills("ana@example.org")
    await town.later(seconds=5)

    await ben.presses("This is too much")
    assert ben.buttons == ["Nobody new for 8 weeks", "Stop offering", "Mentoring"]
    await ben.presses("Nobody new for 8 weeks")
    assert ben.last_heard == "Nobody new will be sent to you until Sunday 17 January."
    await town.later(days=1)
    assert ana.last_heard == f"{OWED}\n\n{WAITS}", "whom he was asked about waits for somebody else"
    dan = await asks(town, "Dan")
    assert dan.last_heard == WAITS

    await ben.says("/mentoring")
    await ben.presses("I have room again")
    assert ben.last_heard == OFFERED
    await town.later(days=1)
    assert dan.last_heard.startswith("I've found somebody: Ben.")


async def test_to_stop_offering_is_one_tap_and_so_is_to_begin_again(own_town: Town) -> None:
    town = own_town
    ben = await offers(town, "Ben")
    await ben.presses("Stop offering")
    ana = await asks(town, "Ana")
    assert ana.last_heard == WAITS

    await ben.presses("Offer my time again")
    await ben.fills([BANK], "1")
    await town.later(days=1)

    assert ana.last_heard.startswith("I've found somebody: Ben.")
