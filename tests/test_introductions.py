"""Introductions: who is shown to whom, what it takes to get in touch, and what is asked after."""

from datetime import date

import pytest
from sqlalchemy import delete, select, update

from storage import rounds
from storage.peers import Peer, PeerReport
from storage.people import Person
from storage.rounds import Match, Round, Side
from tests.peering import SAFETY, account_of, fills_in, is_peer, nobody, peer_of
from tests.town import Held, Town, Voice

MEET_BEN = "This time I'd like you to meet Ben."
ASKED_FIRST = "Somebody has to write first: this time, would you?"
NOT_THIS_TIME = (
    "It didn't come about this time. That happens, and says nothing about you. You come first next "
    "time."
)
NOBODY = (
    "Sorry, I found nobody for you this time: nobody who shares a language with you was free. You "
    "come first next time."
)
IN_TOUCH, DID_YOU = "We're in touch", "Did you and"


async def matched(town: Town, *names: str) -> list[Voice]:
    """Some who joined, once the next round is made: nobody else is in."""
    await nobody(town)
    async with town.database.transaction() as session:
        await session.execute(delete(Round))
    voices = [town.voice(name) for name in names]
    await is_peer(town, *voices)
    await next_round(town)
    return voices


async def next_round(town: Town) -> None:
    """Push the clock to the next round."""
    await town.later(seconds=1)
    async with town.database.transaction() as session:
        coming = await rounds.to_come(session)
    assert coming
    await town.later(seconds=(coming.at - town.clock.now()).total_seconds())


async def say_yes(*voices: Voice) -> None:
    """Each says yes, and has the others write to their name."""
    for voice in voices:
        await voice.presses("Yes, put us in touch")
        await voice.fills(reach_of(voice))


def reach_of(voice: Voice) -> str:
    return f"{voice.name.lower()}@example.org"


async def says_one_language(town: Town, voice: Voice, language: str) -> None:
    async with town.database.transaction() as session:
        theirs = (await account_of(session, voice)).person_id
        await session.execute(
            update(Peer).where(Peer.person_id == theirs).values(languages=[language])
        )


async def test_two_get_each_others_details_once_both_said_yes(town: Town) -> None:
    ana, ben = await matched(town, "Ana", "Ben")

    assert MEET_BEN in ana.last_heard
    assert ana.last_heard.count(SAFETY) == 1
    await say_yes(ana)
    assert "This time I'd like you to meet Ana." in ben.last_heard
    await ana.says("/thanks")
    assert "Ben" not in ana.buttons, "who was shown them, and no more"
    await say_yes(ben)

    assert "\n\nAna\nana@example.org\n\n" in ben.last_heard
    assert "\n\nBen\nben@example.org\n\n" in ana.last_heard
    assert ana.last_heard.count(SAFETY) == 1
    assert "Block or report Ben" in ana.buttons
    await ana.says("/thanks")
    assert ana.buttons == ["Ben", "Somebody else"], "they met by us, for both wanted it"


async def test_one_yes_ends_the_asking_whether_they_talked(town: Town) -> None:
    ana, ben = await matched(town, "Ana", "Ben")
    await say_yes(ana, ben)
    await ana.presses(IN_TOUCH)
    await _skips(town, ana, ben)

    await town.later(days=7)
    asked = [voice for voice in (ana, ben) if DID_YOU in voice.last_heard]
    assert len(asked) == 1
    (one,) = asked
    other = ben if one is ana else ana
    await one.presses("Yes, we talked")
    await one.presses("Yes, again")
    await one.presses("A line for myself")
    await one.fills("Ask about the hall")
    await town.later(days=6)

    assert DID_YOU not in other.last_heard
    await one.says("/me")
    assert "You were in one round of introductions." in one.last_heard
    async with town.database.transaction() as session:
        of_it = select(Round).join(Match, Match.week == Round.week).where(Match.prompt != "")
        made = await session.scalar(of_it.order_by(Round.week).limit(1))
        assert made
        told = await rounds.numbers(session, made)
    assert (told.put, told.met) == (1, 1)


async def test_who_has_not_yet_talked_is_asked_no_more_but_the_other_is(town: Town) -> None:
    ana, ben = await matched(town, "Ana", "Ben")
    await say_yes(ana, ben)
    await ana.presses(IN_TOUCH)
    await _skips(town, ana, ben)

    await town.later(days=7)
    one, other = (ana, ben) if DID_YOU in ana.last_heard else (ben, ana)
    await one.presses("Not yet")
    assert "how to reach them is further up" in one.last_heard
    await town.later(days=2)

    assert DID_YOU in other.last_heard


async def _skips(town: Town, *voices: Voice) -> None:
    """They leave the next rounds out."""
    async with town.database.transaction() as session:
        for voice in voices:
            theirs = (await account_of(session, voice)).person_id
            await session.execute(
                update(Peer).where(Peer.person_id == theirs).values(every="monthly")
            )


async def test_if_none_is_in_touch_one_is_asked_to_write_first_and_next_time_the_other(
    town: Town,
) -> None:
    ana, ben = await matched(town, "Ana", "Ben")
    await say_yes(ana, ben)

    await town.later(days=3)
    first = [voice for voice in (ana, ben) if ASKED_FIRST in voice.last_heard]
    assert first[0].buttons[-1].startswith("Block or report ")
    await next_round(town)
    assert "There is nobody new for you this time." in ana.last_heard
    for voice in (ana, ben):
        await voice.presses("Yes, put us in touch")
        await voice.presses("Yes, like that")
    await town.later(days=3)
    then = [voice for voice in (ana, ben) if ASKED_FIRST in voice.last_heard]

    assert [voice.name for voice in first + then] in (["Ana", "Ben"], ["Ben", "Ana"])


async def test_who_said_yes_alone_hears_so_kindly_and_comes_first(town: Town) -> None:
    ana, ben = await matched(town, "Ana", "Ben")
    await say_yes(ana)
    await ben.presses("Not this time")

    assert ana.last_heard.startswith("Thank you. If you both say yes")
    await town.later(days=3)
    assert ana.last_heard == NOT_THIS_TIME
    assert ben.last_heard.startswith("That's fine.")
    assert ((await peer_of(town, ana)) or Peer()).first_at
    assert not ((await peer_of(town, ben)) or Peer()).first_at

    await ben.presses("Put us in touch after all")
    assert ben.last_heard == "It is too late to answer this one. There will be another round."


async def test_of_three_those_who_say_yes_get_in_touch(town: Town) -> None:
    ana, ben, cai = await matched(town, "Ana", "Ben", "Cai")

    assert "This time I'd like you to meet Ben and Cai." in ana.last_heard
    await say_yes(ana, cai)
    await town.later(days=2)
    assert "@" not in ana.last_heard
    await town.later(days=1)

    assert "\n\nCai\ncai@example.org\n\n" in ana.last_heard
    assert "\n\nAna\nana@example.org\n\n" in cai.last_heard
    assert "@" not in "\n".join(ben.hears)
    await town.later(days=4)


async def test_who_is_alone_in_their_language_hears_it_once_and_comes_first(town: Town) -> None:
    await nobody(town)
    voices = ana, ben, cai = town.voice("Ana"), town.voice("Ben"), town.voice("Cai")
    await is_peer(town, *voices)
    await says_one_language(town, cai, "cy")
    await next_round(town)

    assert MEET_BEN in ana.last_heard
    assert cai.last_heard == NOBODY
    await cai.says("/help")
    await next_round(town)
    assert cai.last_heard != NOBODY
    await says_one_language(town, ben, "cy")
    await next_round(town)

    assert "meet Ben" in cai.last_heard
    assert ana.last_heard == NOBODY


async def test_who_share_no_language_any_more_are_not_shown_to_each_other_and_hold_up_nobody(
    town: Town,
) -> None:
    await nobody(town)
    async with town.database.transaction() as session:
        await session.execute(delete(Round))
    voices = ana, ben, cai, _ = [town.voice(name) for name in ("Ana", "Ben", "Cai", "Dai")]
    await is_peer(town, *voices)
    async with town.database.transaction() as session:
        week = date(2026, 1, 5)
        now = town.clock.now()
        session.add(Round(week=week, at=now, made_at=now))
        await session.flush()
        ids = [(await account_of(session, voice)).person_id for voice in voices]
        await rounds.enrol(session, week, ids, ids)
        await rounds.keep(session, week, [ids[:2], ids[2:]], now)
    await says_one_language(town, ben, "cy")
    await town.later(seconds=1)

    assert "meet Dai" in cai.last_heard
    for voice in (ana, ben):
        assert voice.last_heard == NOBODY


async def test_who_blocked_the_other_passes_nothing_on(town: Town) -> None:
    ana, ben = await matched(town, "Ana", "Ben")
    await say_yes(ana)
    await ben.presses("Block or report Ana")
    await ben.presses(ben.buttons[0])
    await town.later(days=3)

    assert ana.last_heard == NOT_THIS_TIME
    assert "ana@" not in "\n".join(ben.hears)
    await next_round(town)
    assert "Ben" not in ana.last_heard


async def test_who_leaves_the_next_round_out_is_in_the_one_after(town: Town) -> None:
    ana, ben = await matched(town, "Ana", "Ben")
    await ana.presses("Skip the next one")
    before = ana.last_heard

    await next_round(town)
    assert ana.last_heard in (before, NOT_THIS_TIME)
    assert ben.last_heard == NOBODY
    await next_round(town)
    assert "meet Ben" in ana.last_heard


@pytest.mark.talked
async def test_what_is_no_way_to_reach_somebody_is_not_taken(town: Town) -> None:
    ana, ben = await matched(town, "Ana", "Ben")
    await ana.presses("Yes, put us in touch")
    await ana.fills("I feel low, please ring")

    assert "doesn't look like" in ana.last_heard
    await ana.fills("@ana_of_brookside")
    assert ana.last_heard.startswith("Thank you.")
    await say_yes(ben)
    assert "Write to them on Telegram" in ben.last_heard


async def test_who_stopped_all_messages_is_in_no_round(town: Town) -> None:
    ana, ben = await matched(town, "Ana", "Ben")
    await ana.says("/stop")
    await next_round(town)

    async with town.database.transaction() as session:
        theirs = (await account_of(session, ana)).person_id
        sides = select(Side.week).where(Side.person_id == theirs, Side.is_in)
        assert len((await session.scalars(sides)).all()) == 1
        await session.execute(update(Person).where(Person.id == theirs).values(stopped_at=None))
    assert ben.last_heard == NOBODY


async def test_nothing_that_is_pressed_later_tells_of_a_block_or_passes_details_on(
    town: Town,
) -> None:
    ana, ben = await matched(town, "Ana", "Ben")
    await say_yes(ana, ben)
    talked = ben.last_heard.count("ana@")
    async with town.database.transaction() as session:
        theirs = (await account_of(session, ben)).person_id
        side = await session.scalar(select(Side).where(Side.person_id == theirs))
        assert side
        number = side.match_id
    presses = [f"intro-talked {number} not-yet", f"intro-talked {number} talked",
               f"intro-again {number} yes"]  # fmt: skip
    before = [await _hears(ben, each) for each in presses]

    await ana.presses("Block or report Ben")
    await ana.presses("Block Ben")

    assert talked == 1
    assert [await _hears(ben, each) for each in presses] == before
    assert "ana@" not in "".join(before)


async def _hears(voice: Voice, pressed: str) -> str:
    await voice.presses(Held(pressed))
    return voice.last_heard


async def test_who_says_yes_reads_the_same_when_the_other_is_gone(town: Town) -> None:
    ana, ben = await matched(town, "Ana", "Ben")
    agree = Held(ana.button("Yes, put us in touch").data)
    await say_yes(ana)
    waits = ana.last_heard
    await ben.presses(Held("erase-now"))

    await ana.presses(agree)

    assert ana.last_heard == waits


async def test_who_is_reported_reads_and_hears_what_they_would_have(town: Town) -> None:
    ana, ben = await matched(town, "Ana", "Ben")
    await say_yes(ana)
    await ana.presses(Held(ana.button("Block or report Ben").data))
    await ana.presses("Report Ben")
    await ana.fills("They were unkind", "")
    await say_yes(ben)

    assert ben.last_heard.startswith("Thank you. If you both say yes")
    await _told_of_no_report(town)
    await town.later(days=3)
    assert ben.last_heard == NOT_THIS_TIME


async def _told_of_no_report(town: Town) -> None:
    async with town.database.transaction() as session:
        await session.execute(update(PeerReport).values(tell_at=None))


async def test_nobodys_details_wait_for_the_morning_where_they_could_not_be_taken_back(
    town: Town,
) -> None:
    ana, ben = await matched(town, "Ana", "Ben")
    await say_yes(ana)
    await town.later(hours=13)
    await say_yes(ben)
    assert "ana@" not in ben.last_heard
    await ben.presses("Block or report Ana")
    await ben.presses("Block Ana")
    await town.later(hours=12)

    for voice, other in ((ana, "ben@"), (ben, "ana@")):
        assert other not in "".join(voice.texts)
    assert ana.last_heard.startswith("Thank you."), "the hour would tell that it was a no"
    await town.later(days=2)
    assert ana.last_heard == NOT_THIS_TIME


async def test_at_night_two_yeses_put_people_in_touch_in_the_morning(town: Town) -> None:
    ana, ben = await matched(town, "Ana", "Ben")
    await say_yes(ana)
    await town.later(hours=13)
    await say_yes(ben)
    await town.later(hours=12)

    assert "\n\nAna\nana@example.org\n\n" in ben.last_heard
    assert "\n\nBen\nben@example.org\n\n" in ana.last_heard


async def test_who_leaves_and_joins_again_is_shown_to_nobody_without_a_way_to_reach_them(
    town: Town,
) -> None:
    ana, ben = await matched(town, "Ana", "Ben")
    await say_yes(ana, ben)
    await ana.presses(Held("peers-leave"))
    await ana.says("/peers")
    await ana.presses("I'd like to join")
    await fills_in(ana)
    assert ana.last_heard.startswith("You're in.")
    ana.mark()
    ben.mark()

    await town.later(days=3)

    assert not any(ASKED_FIRST in text for text in (*ana.hears, *ben.hears))


async def test_whoever_leaves_takes_along_how_to_reach_them(town: Town) -> None:
    ana, ben = await matched(town, "Ana", "Ben")
    await say_yes(ana)
    await ana.presses(Held("peers-leave"))
    async with town.database.transaction() as session:
        theirs = (await account_of(session, ana)).person_id
        assert await rounds.last_contact(session, theirs) == ""
        side = await session.scalar(select(Side).where(Side.person_id == theirs))
        assert side
        number = side.match_id

    await ana.presses(Held(f"intro-yes {number}"))
    assert ana.last_heard == "It is too late to answer this one. There will be another round."
    await say_yes(ben)
    await town.later(days=3)

    assert "ana@" not in "".join(ben.texts)
    assert ben.last_heard == NOT_THIS_TIME
