"""Coordinators: they say who is known, by an invitation or a yes; and see numbers."""

import re

import pytest
from sqlalchemy import select

from handlers.coordinators import FOR_MANY
from storage import administrators, peers, people, rounds
from storage.administrators import Role
from tests.peering import JOINED, asks_to_join, coordinator, fills_in, word_from
from tests.town import Held, Town

WAITS = (
    "Thank you, that's kept. I have asked those who look after volunteers. They see your name, "
    "your area, and that you want to join. I'll tell you as soon as one of them has said yes."
)


# --- A yes --------------------------------------------------------------------------------


async def test_a_coordinator_says_that_somebody_is_known(town: Town) -> None:
    moira, ana = await coordinator(town, "Moira"), town.voice("Ana")

    await asks_to_join(ana)
    assert ana.last_heard == WAITS
    assert moira.last_heard.startswith("Ana would like to meet other volunteers.")
    assert moira.buttons == ["Yes, I know them", "No, not now"]
    await ana.says("/peers")
    assert ana.last_heard.startswith("You have asked to join.")
    await moira.presses("Yes, I know them")

    assert moira.last_heard == "Thank you. Ana is in, and hears it from me by day."
    assert ana.last_heard == (
        "Good news: you're in. I'll write to you when I've found somebody for you."
    )


async def test_whoever_wants_no_peer_is_promised_none_as_somebody_knows_them(town: Town) -> None:
    moira, ana = await coordinator(town, "Moira"), town.voice("Ana")
    await ana.says("/peers")
    await ana.presses("I'd like to join")
    await ana.fills("Yes", ["To be a mentor"], ["English"], "Anywhere", [], [], ["Calls"], "", "")
    await moira.presses("Yes, I know them")

    assert ana.last_heard == "Good news: you're in. Tap below to find what you wanted."
    await ana.presses("Meet other volunteers")
    await ana.presses("Mentoring")
    assert ana.last_heard.endswith("tell me what you could talk about, and to how many people.")
    assert ana.buttons == ["I'd like a mentor", "I could be a mentor"]


async def test_a_no_is_told_kindly_and_an_invitation_opens_it(town: Town) -> None:
    moira, ana = await coordinator(town, "Moira"), town.voice("Ana")
    await asks_to_join(ana)

    await moira.presses("No, not now")
    assert ana.last_heard.startswith("I can't introduce you to other volunteers for now.")
    assert "Moira" not in ana.last_heard
    await ana.says(f"/peers {await word_from(moira)}")

    assert ana.last_heard.startswith(JOINED)


async def test_nobody_is_there_to_ask(town: Town) -> None:
    async with town.database.transaction() as session:
        for each in await administrators.administrators(session):
            await session.delete(each)
    ana = town.voice("Ana")

    await asks_to_join(ana)

    assert ana.last_heard.startswith("Thank you, that's kept. Nobody is here yet who could say")


async def test_whoever_waits_is_listed_until_somebody_knows_them(town: Town) -> None:
    moira, ana = await coordinator(town, "Moira"), town.voice("Ana")
    await asks_to_join(ana)

    await moira.says("/peers")
    await moira.presses("Who waits")
    assert "Ana: yes" in moira.buttons
    await moira.presses("Ana: yes")
    await moira.presses(Held("peers-waiting"))

    assert moira.last_heard == "Nobody waits for you to say that you know them."
    assert ana.last_heard.startswith("Good news: you're in.")


async def test_only_coordinators_say_who_is_known(town: Town) -> None:
    moira, ana, ben = await coordinator(town, "Moira"), town.voice("Ana"), town.voice("Ben")
    await asks_to_join(ana)
    yes = moira.button("Yes, I know them")
    await ben.says("/start")

    await ben.presses(Held(yes.data))
    assert ben.last_heard == "That is for those who look after volunteers."
    await ana.presses(Held(yes.data))
    assert ana.last_heard == "That is for those who look after volunteers."
    await ana.says("/peers")
    assert ana.last_heard.startswith("You have asked to join.")


# --- Invitations --------------------------------------------------------------------------


@pytest.mark.parametrize("way_in", ["/start", "/peers"])
async def test_whoever_comes_with_an_invitation_is_in(town: Town, way_in: str) -> None:
    moira, ana = await coordinator(town, "Moira"), town.voice("Ana")
    word = await word_from(moira)

    await ana.says(f"{way_in} {word}")
    assert "You are invited to meet other volunteers" in ana.last_heard
    assert "If nobody has invited you" not in ana.last_heard
    await ana.presses("I'd like to join")
    await fills_in(ana, "Yes")

    assert ana.last_heard.startswith(JOINED)
    assert [text for text in moira.texts if "Ana" in text] == []


async def test_an_invitation_is_a_link_where_there_are_links(town: Town) -> None:
    moira = await coordinator(town, "Moira")

    word = await word_from(moira)

    link = town.app.here.link
    assert (f"On Telegram, open: {link}{word}" in moira.last_heard) == bool(link)
    assert bool(link) == (town.way.name == "telegram")


async def test_an_invitation_for_one_is_good_once(town: Town) -> None:
    moira, ana, ben = await coordinator(town, "Moira"), town.voice("Ana"), town.voice("Ben")
    word = await word_from(moira)
    await asks_to_join(ana, word=word)
    assert ana.last_heard.startswith(JOINED)

    await ben.says(f"/peers {word}")

    assert ben.last_heard.startswith("I don't know that word, or it is too old.")


async def test_an_invitation_ends_with_its_time_its_maker_and_by_a_tap(town: Town) -> None:
    moira, ana = await coordinator(town, "Moira"), town.voice("Ana")
    first = await word_from(moira, f"Invite a group, up to {FOR_MANY}")

    await moira.says("/peers")
    await moira.presses("An invitation got into wrong hands")
    await ana.says(f"/peers {first}")
    assert ana.last_heard.startswith("I don't know that word")
    second = await word_from(moira, f"Invite a group, up to {FOR_MANY}")
    async with town.database.transaction() as session:
        await administrators.remove(session, town.way.name, moira.id, Role.COORDINATOR)
    await ana.says(f"/peers {second}")

    assert ana.last_heard.startswith("I don't know that word")


async def test_the_word_is_kept_nowhere(town: Town) -> None:
    moira = await coordinator(town, "Moira")

    word = await word_from(moira)

    assert re.fullmatch(r"[a-z2-9]{10}", word)
    async with town.database.transaction() as session:
        raw = await (await session.connection()).exec_driver_sql("SELECT * FROM invitation")
        assert word not in str(raw.all())


async def test_coordinators_join_as_everybody_does(town: Town) -> None:
    moira = await coordinator(town, "Moira")

    await moira.says("/peers")
    await moira.presses("My own page")
    await moira.presses("I'd like to join")
    await fills_in(moira, "Yes", word="")

    assert moira.last_heard.startswith(JOINED)


# --- In numbers ---------------------------------------------------------------------------


async def are_peers(town: Town, number: int) -> None:
    """Let so many people be peers whom nobody here plays."""
    async with town.database.transaction() as session:
        now = town.clock.now()
        for nth in range(number):
            account = await people.meet(
                session, "core", f"peer-{nth}", address="", name=f"P{nth}", language="en", now=now
            )
            peer = peers.told_nothing(account.person_id, now)
            peer.adult_at = peer.vouched_at = now
            peer.wants, peer.every, peer.languages = ["peer"], "weekly", ["en"]
            session.add(peer)


async def test_the_next_round_is_tried_out_in_numbers_and_nobody_is_told(own_town: Town) -> None:
    town = own_town
    moira = await coordinator(town, "Moira")
    await are_peers(town, 33)

    await moira.says("/peers")
    await moira.presses("Try the next round out")
    assert moira.last_heard == "I'm working it out now, and will write to you in a minute."
    await town.later(seconds=30)

    assert moira.last_heard == (
        "What the next round would come to, if it were made now. "
        "I have told nobody, and have kept nothing of it.\n\n"
        "In it: about 35\n"
        "In twos: about 30\n"
        "In threes: fewer than 10\n"
        "Without anybody: fewer than 10\n"
        "Twos who met lately: fewer than 10\n\n"
        "Numbers below 10 are not shown, and all others are rounded to five."
    )
    async with town.database.transaction() as session:
        assert await rounds.last_made(session) is None
        assert (await session.scalars(select(rounds.Match))).all() == []


async def test_few_people_are_no_numbers(own_town: Town) -> None:
    moira = await coordinator(own_town, "Moira")
    await are_peers(own_town, 9)

    for button in ("The last round", "Who waits for a mentor", "Try the next round out"):
        await moira.says("/peers")
        await moira.presses(button)
        await own_town.later(seconds=30)

    assert moira.last_heard.endswith("so I show no numbers: they would tell of people.")
    assert "There has been no round yet." in moira.texts
    assert not any("9" in text for text in moira.texts)


async def test_the_last_round_is_shown_as_a_picture_and_in_words(own_town: Town) -> None:
    town = own_town
    moira = await coordinator(town, "Moira")
    async with town.database.transaction() as session:
        now = town.clock.now()
        made = rounds.Round(week=now.date(), at=now, made_at=now, people=47)
        made.pairs, made.threes, made.alone, made.again = 19, 3, 0, 0
        session.add(made)

    await moira.says("/peers")
    await moira.presses("The last round")

    assert moira.last_heard.startswith(
        "The round of Sunday 22 November\n\n"
        "In it: about 45\nIn twos: about 40\nIn threes: fewer than 10\n"
    )
    assert moira.file
    assert moira.file[1].startswith(b"\x89PNG")


async def test_no_old_word_lets_somebody_say_anew_that_they_are_an_adult(town: Town) -> None:
    moira, sam = await coordinator(town, "Moira"), town.voice("Sam")
    word = await word_from(moira)
    await sam.says("/peers")
    await sam.presses("I'd like to join")
    await sam.fills("No, not yet")
    async with town.database.transaction() as session:
        await administrators.remove(session, town.way.name, moira.id, Role.COORDINATOR)

    await sam.presses(Held(f"peers-word {word}"))

    assert sam.last_heard.startswith("Thank you for telling me. I only introduce people of 18")
