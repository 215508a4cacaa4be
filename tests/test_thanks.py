"""Thanks passed on, held as conversations."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from storage import mentoring, peers, people, unasked
from storage.mentoring import Why
from storage.peers import Cadence
from storage.people import Account
from storage.unasked import Sort
from tests.town import Town, Voice

WEDNESDAY = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)

TOLD = "Ana thanks you for lending a hand."
DESERVED = "I thought you would like to know."


async def until(town: Town, instant: datetime) -> None:
    await town.later(seconds=(instant - town.clock.now()).total_seconds())


async def id_of(town: Town, voice: Voice) -> int:
    async with town.database.transaction() as session:
        found = await session.scalar(select(Account.person_id).where(Account.user == voice.id))
    assert found
    return found


async def who_know(town: Town, *names: str) -> list[Voice]:
    """Peers, of whom the first knows each of the others."""
    voices = [town.voice(name) for name in names]
    for voice in voices:
        await voice.says("/language")
    ids = [await id_of(town, voice) for voice in voices]
    now = town.clock.now()
    async with town.database.transaction() as session:
        for each in ids:
            peer = peers.told_nothing(each, now)
            peer.adult_at = peer.vouched_at = now
            peer.every = Cadence.WEEKLY  # and wants nobody new, so that no round writes to them
            session.add(peer)
        await session.flush()
        for other in ids[1:]:
            await peers.acquaint(session, [ids[0], other], now)
    return voices


async def thanks(voice: Voice, whom: str) -> None:
    await voice.says("/thanks")
    await voice.presses(whom)
    await voice.presses("Lending a hand")
    await voice.presses(f"Yes, tell {whom}")


async def test_thanks_are_shown_first_then_passed_on_at_the_others_hour(town: Town) -> None:
    ana, ben = await who_know(town, "Ana", "Ben")

    await ana.says("/thanks")
    assert ana.last_heard.startswith("Who helped you this week?")
    assert ana.buttons == ["Ben", "Somebody else"]
    await ana.presses("Ben")
    await ana.presses("Lending a hand")
    assert ana.last_heard == (
        "Ben would read this from me, with your first name and nothing else:\n\n" + TOLD
    )
    await ana.presses("Yes, tell Ben")
    assert ana.last_heard == "Good. Ben will hear it soon, at a good hour."

    await until(town, WEDNESDAY)
    assert ben.last_heard == f"{TOLD}\n\n{DESERVED}"


async def test_without_a_yes_nothing_is_passed_on(town: Town) -> None:
    ana, ben = await who_know(town, "Ana", "Ben")
    before = ben.last_heard

    await ana.says("/thanks")
    await ana.presses("Ben")
    await ana.presses("Listening")
    await ana.presses("No, leave it")

    assert ana.last_heard == "All right. Nothing was passed on."
    await until(town, WEDNESDAY)
    assert ben.last_heard == before


async def test_once_a_week_is_often_enough(town: Town) -> None:
    ana, _ = await who_know(town, "Ana", "Ben")

    await thanks(ana, "Ben")
    await thanks(ana, "Ben")

    assert ana.last_heard.startswith("You thanked Ben less than a week ago.")


async def test_nobody_is_told_of_thanks_by_somebody_whom_they_have_blocked_since(
    town: Town,
) -> None:
    ana, ben = await who_know(town, "Ana", "Ben")
    await thanks(ana, "Ben")
    ids = await id_of(town, ben), await id_of(town, ana)
    async with town.database.transaction() as session:
        await peers.keep_apart(session, *ids, town.clock.now())
    before = ben.last_heard

    await until(town, WEDNESDAY)

    assert ben.last_heard == before


async def test_who_was_reported_finds_their_page_as_it_was_and_nothing_of_it_is_passed_on(
    town: Town,
) -> None:
    ana, ben, cai = await who_know(town, "Ana", "Ben", "Cai")
    await ana.says("/thanks")
    offered = ana.last_heard, ana.buttons
    ids, now = [await id_of(town, ana), await id_of(town, ben)], town.clock.now()
    async with town.database.transaction() as session:
        told_on = now + timedelta(days=6)
        await peers.report(session, ids[0], ids[1], "", "unkind", "", told_on, now)

    await ana.says("/thanks")
    assert (ana.last_heard, ana.buttons) == offered
    await thanks(ana, "Ben")
    assert ana.last_heard == "Good. Ben will hear it soon, at a good hour."
    await thanks(ana, "Cai")
    before = ben.last_heard, cai.last_heard
    await until(town, WEDNESDAY)

    assert (ben.last_heard, cai.last_heard) == before


async def test_who_was_reported_is_offered_nobody_whom_a_block_keeps_from_them(town: Town) -> None:
    ana, ben, _ = await who_know(town, "Ana", "Ben", "Cai")
    ids, now = [await id_of(town, ana), await id_of(town, ben)], town.clock.now()
    async with town.database.transaction() as session:
        await peers.keep_apart(session, ids[1], ids[0], now - timedelta(days=1))
        await peers.report(session, ids[0], ids[1], "", "unkind", "", now + timedelta(days=2), now)

    await ana.says("/thanks")
    assert ana.buttons == ["Cai", "Somebody else"]


async def test_thanks_of_somebody_who_left_since_are_not_passed_on(town: Town) -> None:
    ana, ben = await who_know(town, "Ana", "Ben")
    await thanks(ana, "Ben")
    number = await id_of(town, ana)
    async with town.database.transaction() as session:
        await peers.leave(session, number, town.clock.now())
    before = ben.last_heard
    await until(town, WEDNESDAY)

    assert ben.last_heard == before


async def test_whoever_was_only_shown_is_nobody_whom_one_met(town: Town) -> None:
    ana, ben = await who_know(town, "Ana"), await who_know(town, "Ben")
    ids = await id_of(town, ana[0]), await id_of(town, ben[0])
    async with town.database.transaction() as session:
        await peers.introduce(session, ids[0], ids[1], town.clock.now())
        await peers.introduce(session, ids[1], ids[0], town.clock.now())

    await ana[0].says("/thanks")

    assert ana[0].last_heard.startswith("I can pass thanks on to people you met through me.")


async def test_whoever_wants_none_has_none_and_is_not_offered(town: Town) -> None:
    ana, ben = await who_know(town, "Ana", "Ben")
    await thanks(ana, "Ben")
    await until(town, WEDNESDAY)
    await ben.presses("Don't pass thanks on to me")
    assert ben.last_heard == "Done: I pass no more thanks on to you. Nobody is told."

    await ana.says("/thanks")
    assert ana.last_heard.startswith("I can pass thanks on to people you met through me.")

    await ben.presses("Pass thanks on to me again")
    await ana.says("/thanks")
    assert ana.buttons == ["Ben", "Somebody else"]


async def test_nobody_is_offered_who_is_kept_apart_left_or_unknown(town: Town) -> None:
    ana, ben, cai, _ = await who_know(town, "Ana", "Ben", "Cai", "Dai")
    stranger = town.voice("Eve")
    ids, now = [await id_of(town, each) for each in (ben, ana, cai)], town.clock.now()
    async with town.database.transaction() as session:
        await peers.keep_apart(session, ids[0], ids[1], now)
        await peers.leave(session, ids[2], now)

    await ana.says("/thanks")
    assert ana.buttons == ["Dai", "Somebody else"]
    await ana.presses("Somebody else")
    assert ana.last_heard.startswith("For anybody else: tell them yourself")
    await stranger.says("/thanks")
    assert stranger.last_heard.startswith("I can pass thanks on to people you met through me.")


async def test_what_has_no_room_waits_for_the_next_week_and_is_merged(town: Town) -> None:
    ben, ana, cai = await who_know(town, "Ben", "Ana", "Cai")
    before = ben.last_heard
    await until(town, WEDNESDAY - timedelta(hours=20))
    number, now, zone = await id_of(town, ben), town.clock.now(), town.app.here.zone
    async with town.database.transaction() as session:
        for _ in range(3):
            assert await unasked.claim(session, number, Sort.PEERS, now, zone)
    await thanks(ana, "Ben")
    await thanks(cai, "Ben")

    await until(town, WEDNESDAY + timedelta(days=3))
    assert ben.last_heard == before
    await until(town, WEDNESDAY + timedelta(days=5, hours=1))

    assert ben.last_heard == f"{TOLD}\n\n{TOLD.replace('Ana', 'Cai')}\n\n{DESERVED}"


async def test_whom_several_thanked_is_asked_once_if_they_would_like_to_lead(town: Town) -> None:
    ben, *others = await who_know(town, "Ben", "Ana", "Cai", "Dai", "Efa")
    for each in others[:3]:
        await thanks(each, "Ben")
    await until(town, WEDNESDAY)

    assert "3 people have thanked you lately." in ben.last_heard
    assert ben.buttons == [
        "Tell me about mentoring",
        "Start a circle",
        "Not for me, thank you",
        "Don't pass thanks on to me",
    ]
    await ben.presses("Not for me, thank you")
    assert ben.last_heard == "That is fine. What you do counts as it is."

    await thanks(others[3], "Ben")
    await until(town, WEDNESDAY + timedelta(days=1))
    assert ben.last_heard == f"{TOLD.replace('Ana', 'Efa')}\n\n{DESERVED}"


async def test_thanks_at_the_end_of_a_mentoring_count_among_those_of_several(town: Town) -> None:
    ben, *others = await who_know(town, "Ben", "Ana", "Cai", "Dai")
    await _mentored(town, mentor=others[2], mentee=ben)
    for each in others[:2]:
        await thanks(each, "Ben")
    await until(town, WEDNESDAY)

    assert "3 people have thanked you lately." in ben.last_heard


async def _mentored(town: Town, mentor: Voice, mentee: Voice) -> None:
    """A mentoring that is over, at the end of which the mentor said thank you."""
    helps, helped, now = await id_of(town, mentor), await id_of(town, mentee), town.clock.now()
    async with town.database.transaction() as session:
        await mentoring.offer(session, helps, 1, ["rules"], now)
        await mentoring.ask(session, helped, ["rules"], now)
        two = await mentoring.begin(session, helped, helps, now)
        assert two
        mentoring.end(session, two.mentoring, two.sides, Why.COMPLETED, now)
        two.mentor.thanked_at = now


async def test_me_tells_of_thanks_on_both_sides(town: Town) -> None:
    ana, ben = await who_know(town, "Ana", "Ben")
    await thanks(ana, "Ben")
    await until(town, WEDNESDAY)

    await ana.says("/me")
    assert any("Thanks that you gave: 1." in each for each in ana.hears)
    await ben.says("/me")
    assert any("Thanks that I passed on to you: 1." in each for each in ben.hears)


async def test_thanks_go_with_whoever_gave_them(town: Town) -> None:
    ana, ben = await who_know(town, "Ana", "Ben")
    before = ben.last_heard
    await thanks(ana, "Ben")
    number = await id_of(town, ana)
    async with town.database.transaction() as session:
        await people.erase(session, number)

    await until(town, WEDNESDAY)

    assert ben.last_heard == before
