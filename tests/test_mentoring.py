"""Two in a mentoring: what they agree on, their talks, and every way in which it ends."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from bot.simulating import STORY_BEGINS
from storage import mentoring, peers
from storage.database import Database
from storage.mentoring import Mentoring, Side
from storage.people import Account, erase, meet
from storage.unasked import Unasked
from tests.mentored import agree, asks, offers, part, say_yes, starts
from tests.postgres import database, url
from tests.test_check_ins import core_alone
from tests.town import Town, Voice

__all__ = ["database", "url"]  # the fixtures


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


@core_alone
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


# --- A plan -------------------------------------------------------------------------------


async def test_a_plan_holds_only_as_both_read_it(own_town: Town) -> None:
    town = own_town
    ben, ana = await offers(town, "Ben"), await asks(town, "Ana")
    await say_yes(town, ana, ben)
    await ana.presses("Suggest a plan")
    await ana.fills("Open an account", "Every week", "Tuesday", "8 weeks")
    assert ben.last_heard == (
        "Ana suggests:\n\n"
        "What it's for: Open an account\n\n"
        "When: every week, on Tuesday, for 8 weeks in all."
    )
    to_first = ben.button("Yes, let's do that")
    await ana.presses("Change the plan")
    await ana.fills("Open an account", "Every two weeks", "Monday", "7")

    await ben.presses(to_first)
    assert ben.last_heard == "The plan has changed since. Here is how it stands:"
    await ben.presses("How it stands")
    await ben.presses("Yes, let's do that")

    assert "Your next talk: Monday 30 November." in ben.last_heard
    assert "It ends on Sunday 10 January 2027." in ana.last_heard


@pytest.mark.parametrize("weeks", ["25", "100", "none"])
async def test_a_plan_is_for_four_to_twenty_four_weeks(own_town: Town, weeks: str) -> None:
    town = own_town
    ben, ana = await offers(town, "Ben"), await asks(town, "Ana")
    await say_yes(town, ana, ben)
    await ana.presses("Suggest a plan")
    for said in ("Open an account", "Every week", "Tuesday", weeks):
        await ana.says(said)

    assert ana.last_heard.startswith("I didn't find that.")


async def test_two_without_a_plan_are_reminded_once_and_then_left_in_peace(own_town: Town) -> None:
    town = own_town
    ben, ana = await offers(town, "Ben"), await asks(town, "Ana")
    await say_yes(town, ana, ben)

    await town.later(days=5)
    assert ana.last_heard.startswith("You and Ben have no plan yet.")
    assert ben.last_heard.startswith("You've both said yes")
    await town.later(days=17)

    for voice, other in ((ana, "Ben"), (ben, "Ana")):
        assert voice.last_heard.startswith(f"You and {other} haven't agreed on a plan, so I'll")
    dan = await asks(town, "Dan")
    assert dan.last_heard.startswith("I've found somebody: Ben."), "he has room again"


async def test_going_on_for_longer_is_for_both_to_say(own_town: Town) -> None:
    town = own_town
    ana, ben = await pair(town, weeks="4 weeks")
    await town.later(days=28)
    assert ana.last_heard.startswith("The time that you and Ben agreed on is up.")

    await ana.presses("Go on for longer")
    await ana.fills("4 weeks")
    assert "for 8 weeks in all" in ben.last_heard
    await ben.presses("Leave the plan as it is")
    assert ana.last_heard == "Ben would rather leave the plan as it is."
    await ana.says("/mentoring")
    await ana.presses("With Ben")
    await ana.presses("Go on for longer")
    await ana.fills("8 weeks")
    await ben.presses("Yes, let's do that")

    assert "It ends on Sunday 14 February 2027." in ana.last_heard
    await town.later(days=2)
    assert ana.last_heard.startswith("Your talk with Ben: Tuesday 22 December.")


async def test_no_plan_goes_further_than_twenty_four_weeks_from_today(own_town: Town) -> None:
    ana, _ = await pair(own_town, weeks="24")
    await ana.presses("How it stands")
    await ana.presses("Go on for longer")
    await ana.fills("4 weeks")

    assert (
        ana.last_heard == "At most 24 weeks from today can be planned. You can go on again later."
    )


async def test_a_mentor_who_has_too_much_may_talk_less_often(own_town: Town) -> None:
    town = own_town
    ana, ben = await pair(town)
    await ben.says("/mentoring")
    await ben.presses("This is too much")
    assert ben.buttons == [
        "Nobody new for 8 weeks", "Talk less often with Ana", "Find Ana another mentor",
        "Stop offering", "Mentoring",
    ]  # fmt: skip

    await ben.presses("Talk less often with Ana")
    await ana.presses("Yes, let's do that")

    assert "It ends on Sunday 17 January 2027." in ana.last_heard
    await town.later(days=10)
    assert "Tuesday 24 November" in ana.last_heard, "there is none on 1 December"


# --- Talks --------------------------------------------------------------------------------


async def test_a_talk_that_was_not_is_nobodys_fault_and_can_be_after_all(own_town: Town) -> None:
    town = own_town
    ana, ben = await pair(town)
    await town.later(days=3, hours=1)
    assert ana.last_heard == (
        "Your talk with Ben was to be on Tuesday 24 November. Did you two talk? Then note your "
        "next step: you'll read it before the next talk."
    )
    await ana.presses("Not this time")
    assert ana.last_heard == (
        "That happens. Nobody is told.\n\nYour next talk: Tuesday 1 December."
    )
    await ana.presses("We did, after all")
    await ana.says("Skip")
    assert ana.last_heard.startswith("All right, no next step this time.")
    await ben.presses("We talked")
    await ben.says("Skip")
    await ben.presses("How it stands")

    assert "You have talked once." in ben.last_heard, "whoever says so: it was one talk"


async def test_nobody_hears_more_often_than_they_want_or_while_they_rest(own_town: Town) -> None:
    town = own_town
    ana, ben = await pair(town)
    await ben.says("/when")
    await ben.presses("Keep quiet for a while")
    await ben.fills("Two weeks")
    await ana.says("/when")
    await ana.presses("How many a week")
    await ana.fills("1")

    await town.later(days=14)

    assert not [text for text in ben.texts if text.startswith("Your talk with")]
    assert len([text for text in ana.texts if text.startswith("Your talk with")]) == 2
    async with town.database.transaction() as session:
        assert await session.scalar(select(func.max(Unasked.number))) == 1
    await ana.says("/stop")
    before = len(ana.texts)
    await town.later(days=60)
    assert len(ana.texts) == before


async def test_after_an_outage_only_what_still_helps_is_said(own_town: Town) -> None:
    town = own_town
    ana, _ = await pair(town)
    before = len(ana.texts)

    await town.off(days=12)

    assert len(ana.texts) == before + 1
    assert ana.last_heard.startswith("Your talk with Ben was to be on Tuesday 1 December.")


# --- The end ------------------------------------------------------------------------------


async def test_thanks_count_once_with_a_mentor_whether_they_are_said_in_it_or_beside_it(
    own_town: Town,
) -> None:
    town = own_town
    ana, ben = await pair(town)
    await town.later(days=2)
    await ana.presses("We talked")
    await ana.says("Skip")

    for _ in range(2):
        await ana.says("/thanks")
        await ana.presses("Ben")
        await ana.presses("Showing me how")
        await ana.presses("Yes, tell Ben")
        await town.later(days=8)
    await ana.says("/mentoring")
    await ana.presses("With Ben")
    await ana.presses("End it")
    await ana.presses("End it, and say thank you")

    await ben.says("/mentoring")
    assert ben.last_heard.endswith(
        "You have talked once with one person. One of them said thank you."
    )


async def test_either_may_end_it_early_with_thanks(own_town: Town) -> None:
    town = own_town
    ana, ben = await pair(town)
    await town.later(days=2)
    await ben.presses("We talked")
    await ben.says("Skip")
    await ben.presses("How it stands")

    await ben.presses("End it")
    assert ben.last_heard == (
        "Shall I end your mentoring with Ana? I'll tell them kindly.\n\nYou have talked once."
    )
    assert ben.buttons == [
        "End it, and say thank you", "Just end it", "Find Ana another mentor", "No, we go on"
    ]  # fmt: skip
    await ben.presses("End it, and say thank you")

    assert ben.last_heard == (
        "You've ended your mentoring with Ana. It's fine to end something in good time.\n\n"
        "You have talked once.\n\n"
        "You gave somebody your time. That counts for a lot."
    )
    assert ana.last_heard == (
        "Ben has ended your mentoring. That's no judgement of you.\n\n"
        "Ben says thank you.\n\n"
        "You have talked once."
    )
    assert ana.buttons == ["Say thank you", "Find me a mentor", "Mentoring"]
    await town.later(days=60)
    assert ana.last_heard.startswith("Ben has ended your mentoring."), "no prompt comes any more"


async def test_what_nobody_ends_is_complete_two_weeks_after_its_time(own_town: Town) -> None:
    town = own_town
    ana, ben = await pair(town, weeks="4 weeks")
    await town.later(days=28 + 15)

    for voice, other in ((ana, "Ben"), (ben, "Ana")):
        assert voice.last_heard.startswith(
            f"Your mentoring with {other} has come to its end. Well done, both of you."
        )


async def test_who_changes_the_mentor_comes_first_and_is_not_shown_the_same(own_town: Town) -> None:
    town = own_town
    ana, ben = await pair(town)
    await town.later(days=1)
    dan = await asks(town, "Dan")
    await ana.presses("How it stands")
    await ana.presses("End it")
    await ana.presses("Find me another mentor")

    assert ben.last_heard.startswith("Ana will go on with another mentor. That's no judgement")
    assert ana.last_heard.startswith("I'll look for another mentor.")
    await town.later(minutes=1)
    assert dan.last_heard.startswith("I've found somebody: Ben.")
    await offers(town, "Cat")
    await town.later(days=1)
    assert ana.last_heard.startswith("I've found somebody: Cat.")


async def test_a_mentor_may_hand_somebody_over(own_town: Town) -> None:
    town = own_town
    ana, ben = await pair(town)
    await ben.says("/mentoring")
    await ben.presses("This is too much")
    await ben.presses("Find Ana another mentor")

    assert ben.last_heard.startswith("I'll find Ana somebody else.")
    assert ana.last_heard.startswith("Ben has too much on just now, and it isn't about you.")
    await offers(town, "Cat")
    await town.later(days=1)
    assert ana.last_heard.startswith("I've found somebody: Cat.")


async def test_what_a_block_ends_is_said_before_it(own_town: Town) -> None:
    town = own_town
    ana, _ = await pair(town)
    await ana.says("/mentoring")
    await ana.presses("With Ben")
    await ana.presses("Block or report Ben")

    assert "Either way your mentoring with each other ends. Ben hears that" in ana.last_heard
    await ana.presses("Block Ben")
    await ana.presses("Undo")
    await town.later(minutes=1)

    await ana.says("/mentoring")
    assert "With Ben" in ana.buttons  # undone at once: nothing had ended


async def leaves(town: Town, number: int, other: int) -> None:
    async with town.database.transaction() as session:
        await peers.leave(session, number, town.clock.now())


async def blocks(town: Town, number: int, other: int) -> None:
    async with town.database.transaction() as session:
        await peers.keep_apart(session, number, other, town.clock.now())


@pytest.mark.parametrize("parts", [leaves, blocks])
async def test_who_leaves_or_blocks_ends_it_and_the_other_learns_no_reason(
    own_town: Town, parts: Callable[[Town, int, int], Awaitable[None]]
) -> None:
    town = own_town
    ana, ben = await pair(town)
    heard = len(ana.texts)

    await parts(town, await id_of(town, ana), await id_of(town, ben))
    await town.later(minutes=1)

    assert ben.last_heard.startswith("Ana has ended your mentoring. That's no judgement of you.")
    assert len(ana.texts) == heard
    await ben.presses("Say thank you")
    assert ben.last_heard == "I've passed it on to Ana."
    assert len(ana.texts) == heard + (parts is leaves)
    assert "07700" not in await told(town)


async def test_who_types_the_others_name_ends_it_at_once_and_nobody_hears_twice(
    own_town: Town,
) -> None:
    town = own_town
    ana, ben = await pair(town)
    heard = len(ana.texts), len(ben.texts)
    await ana.says("/peers")
    await ana.presses("People I don't want to meet")
    await ana.presses("Add a name")
    await ana.fills("Ben")
    typed = len(ana.texts)
    await town.later(days=1)

    assert len(ben.texts) == heard[1] + 1
    assert ben.last_heard.startswith("Ana has ended your mentoring.")
    assert len(ana.texts) == typed, "who wanted it so knows it"


async def test_a_name_of_somebody_else_keeps_nobody_from_hearing_that_it_is_over(
    own_town: Town,
) -> None:
    town = own_town
    ana, ben = await pair(town)
    mine = await id_of(town, ben)
    async with town.database.transaction() as session:
        await peers.keep_apart_by_name(session, mine, "Zed Evans", town.clock.now())
    await leaves(town, await id_of(town, ana), 0)
    await town.later(minutes=1)

    assert ben.last_heard.startswith("Ana has ended your mentoring.")


async def test_when_one_is_erased_the_other_hears_it_and_nothing_of_them_is_left(
    own_town: Town,
) -> None:
    town = own_town
    ana, ben = await pair(town)
    number = await id_of(town, ana)
    async with town.database.transaction() as session:
        await erase(session, number)
    await town.later(minutes=1)

    assert ben.last_heard == (
        "A mentoring of yours is over, as the other has left. It's nothing you did."
    )
    assert "Open an account" not in await told(town)


async def test_who_was_reported_sees_no_change_until_they_were_told(own_town: Town) -> None:
    town = own_town
    ana, ben = await pair(town)
    await ben.says("/mentoring")
    await ben.presses("With Ana")
    stood = ben.last_heard, ben.buttons
    await ana.says("/mentoring")
    await ana.presses("With Ben")
    await ana.presses("Block or report Ben")
    await ana.presses("Report Ben")
    await ana.fills("They were unkind", "")
    await town.later(minutes=1)

    await ana.says("/mentoring")
    assert "With Ben" not in ana.buttons
    assert "I'd like a mentor" in ana.buttons, "she may have another at once"
    heard = len(ana.texts)
    await ben.says("/mentoring")
    await ben.presses("With Ana")
    assert (ben.last_heard, ben.buttons) == stood
    await ben.presses("Suggest something else")
    await ben.fills("Another goal", "Every week", "Tuesday", "8 weeks")
    assert ben.last_heard.startswith("I've passed it on to Ana.")
    await town.later(days=6)
    assert len(ana.texts) == heard, "nothing of it reaches her"
    assert "ended" not in ben.last_heard

    await town.later(days=2)
    assert ben.last_heard.startswith("Ana has ended your mentoring. That's no judgement of you.")
    await ben.says("/mentoring")
    assert "With Ana" not in ben.buttons
    assert len(ana.texts) == heard
    assert "07700" not in await told(town)


async def test_when_who_was_reported_is_erased_it_is_over_and_nobody_hears_twice(
    own_town: Town,
) -> None:
    town = own_town
    ana, ben = await pair(town)
    await ana.says("/mentoring")
    await ana.presses("With Ben")
    await ana.presses("Block or report Ben")
    await ana.presses("Report Ben")
    await ana.fills("They were unkind", "")
    await town.later(minutes=1)
    number, heard = await id_of(town, ben), len(ana.texts)
    async with town.database.transaction() as session:
        await erase(session, number)
    await town.later(minutes=1)

    assert len(ana.texts) == heard
    async with town.database.transaction() as session:
        assert await session.scalar(select(func.count()).where(Mentoring.over_at.is_(None))) == 0
        assert await mentoring.NEXT_APART.read(session) is None


@pytest.mark.parametrize("agreed", [False, True])
async def test_while_one_is_out_for_a_report_it_does_not_end_but_goes_on_after(
    own_town: Town, *, agreed: bool
) -> None:
    town = own_town
    ben, ana = await offers(town, "Ben"), await asks(town, "Ana")
    await say_yes(town, ana, ben)
    if agreed:
        await agree(ana, ben, weeks="4 weeks")
    await _out_since(town, ben, town.clock.now())
    heard = len(ana.texts), len(ben.texts)

    await town.later(weeks=7)

    assert (len(ana.texts), len(ben.texts)) == heard
    await _out_since(town, ben, None)
    await town.later(days=2)
    for voice, before in zip((ana, ben), heard, strict=True):
        assert len(voice.texts) == before + 1
    ended = "Your mentoring" if agreed else "haven't agreed on a plan"
    assert ended in ana.last_heard


async def _out_since(town: Town, voice: Voice, at: datetime | None) -> None:
    number = await id_of(town, voice)
    async with town.database.transaction() as session:
        peer = await peers.peer_of(session, number)
        assert peer
        peer.out_at = at


async def test_while_one_is_out_for_a_report_nothing_is_said_and_nobody_learns_of_it(
    own_town: Town,
) -> None:
    town = own_town
    ana, ben = await pair(town)
    number = await id_of(town, ben)
    async with town.database.transaction() as session:
        peer = await peers.peer_of(session, number)
        assert peer
        peer.out_at = town.clock.now()
    heard = len(ana.texts), len(ben.texts)

    await town.later(days=6)

    assert (len(ana.texts), len(ben.texts)) == heard
    async with town.database.transaction() as session:
        peer = await peers.peer_of(session, number)
        assert peer
        peer.out_at = None
    await town.later(days=2)
    assert ana.last_heard.startswith("Your talk with Ben: Tuesday 1 December.")


# --- Two at once --------------------------------------------------------------------------


async def test_two_processes_at_once_never_go_beyond_a_mentors_cap(database: Database) -> None:
    """On PostgreSQL, where two transactions write side by side."""
    now = STORY_BEGINS
    ids = []
    async with database.transaction() as session:
        for user in ("ben", "ana", "dan", "eve", "flo"):
            account = await meet(session, "telegram", user, address=user, name=user,
                                 language="en", now=now)  # fmt: skip
            ids.append(account.person_id)
        await mentoring.offer(session, ids[0], 2, ["rules"], now)
        for each in ids[1:]:
            await mentoring.ask(session, each, ["rules"], now)

    async def begins(mentee: int) -> bool:
        async with database.transaction() as session:
            two = await mentoring.begin(session, mentee, ids[0], now)
            await asyncio.sleep(0)  # the others come in between
            return two is not None

    begun = await asyncio.gather(*(begins(each) for each in ids[1:] * 2))

    assert sum(begun) == 2
    async with database.transaction() as session:
        theirs = await mentoring.of_person(session, ids[0])
        assert len({two.mentee.person_id for two in theirs}) == 2
