"""Peers: joining, leaving, whom one never wants to meet, and what becomes of a report."""

import asyncio
import hashlib
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from handlers.forms import NotUnderstood
from handlers.peers import own_line
from handlers.wording import wording
from storage import invitations, peers, people, reminders, retention
from storage.database import Database
from storage.peers import NeverWith, Peer, Want
from storage.reminders import Every
from storage.sealing import Keys, new_keys
from tests.peering import JOINED, asks_to_join, coordinator, fills_in, is_peer, peer_of, word_from
from tests.test_check_ins import core_alone
from tests.town import Held, Town, Voice

NOON = datetime(2026, 9, 14, 11, tzinfo=UTC)


async def met(session: AsyncSession, name: str) -> int:
    """Somebody who joined, and for whom somebody vouched."""
    account = await people.meet(
        session, "core", name, address=name, name=name, language="en", now=NOON
    )
    peer = peers.told_nothing(account.person_id, NOON)
    peer.adult_at = peer.vouched_at = NOON
    session.add(peer)
    await session.flush()
    return account.person_id


# --- Who is kept apart --------------------------------------------------------------------


async def test_two_are_kept_apart_whichever_of_them_wants_it(database: Database) -> None:
    async with database.transaction() as session:
        ana, ben, cy = [await met(session, name) for name in ("Ana", "Ben", "Cy")]
        await peers.keep_apart(session, ben, ana, NOON)
        await peers.keep_apart(session, ben, ana, NOON)  # again changes nothing

        assert await peers.blocks(session, [ana, ben, cy]) == {(ana, ben)}
        assert await peers.blocks(session, [ana, cy]) == set()
        assert not await peers.may_meet(session, [ana, ben], NOON)
        assert await peers.may_meet(session, [ana, cy], NOON)


@pytest.mark.parametrize(
    ("named", "called", "apart"),
    [
        ("gareth jones", "Gareth Jones", True),
        ("Gareth Jones", "Gareth", True),
        ("Gareth", "Gareth Jones", True),
        ("Siân", "SIAN Price", True),
        ("Gareth Jones", "Gareth Price", False),
        ("Gar", "Gareth", False),
        ("!", "Gareth", False),
        ("Gareth", "", False),
    ],
)
async def test_a_name_keeps_apart_from_everybody_who_may_be_called_so(
    database: Database, named: str, called: str, apart: bool
) -> None:
    async with database.transaction() as session:
        ana, other = await met(session, "Ana"), await met(session, called)
        await peers.keep_apart_by_name(session, ana, named, NOON)

        assert bool(await peers.blocks(session, [ana, other])) is apart


async def test_nobody_is_kept_apart_from_a_stranger_for_whoever_had_their_number(
    database: Database,
) -> None:
    async with database.transaction() as session:
        ana, ben = await met(session, "Ana"), await met(session, "Ben")
        await peers.keep_apart(session, ana, ben, NOON)
        await people.erase(session, ben)

    async with database.transaction() as session:
        assert (await session.scalars(select(NeverWith))).all() == []


# --- Who is in ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "lacking",
    [
        {"adult_at": None},
        {"vouched_at": None},
        {"left_at": NOON},
        {"out_at": NOON},
        {"paused_until": NOON + timedelta(days=1)},
    ],
)
async def test_nobody_is_in_who_lacks_anything(
    database: Database, lacking: dict[str, datetime | None]
) -> None:
    async with database.transaction() as session:
        ana = await met(session, "Ana")
        peer = await session.get_one(Peer, ana)
        assert [each.person.name for each in await peers.all_in(session, NOON)] == ["Ana"]
        for name, value in lacking.items():
            setattr(peer, name, value)

        assert await peers.all_in(session, NOON) == []
        assert await peers.those_in(session, [ana], NOON) == []


async def test_whoever_stopped_or_rests_is_not_in(database: Database) -> None:
    async with database.transaction() as session:
        ana = await met(session, "Ana")
        person = await session.get_one(people.Person, ana)
        person.paused_until = NOON + timedelta(days=1)
        assert await peers.all_in(session, NOON) == []
        assert await peers.all_in(session, NOON + timedelta(days=2)) != []
        person.stopped_at = NOON

        assert await peers.all_in(session, NOON + timedelta(days=2)) == []


# --- Invitations --------------------------------------------------------------------------


async def test_of_some_who_come_with_one_word_at_the_same_instant_one_is_let_in(
    database: Database,
) -> None:
    """Side by side on PostgreSQL; on SQLite from two processes, as far as it can tell."""
    other = Database(database.url.render_as_string(hide_password=False), database.keys)
    async with database.transaction() as session:
        word = await invitations.make(session, "core", "moira", 1, NOON)

    async def comes(way: Database) -> bool:
        async with way.transaction() as session:
            return await invitations.use(session, word, NOON) is not None

    came = await asyncio.gather(*(comes(way) for way in [database, other] * 4))
    await other.close()

    assert came.count(True) == 1


async def test_a_word_is_known_by_its_key_alone_and_not_by_a_new_one(database: Database) -> None:
    async with database.transaction() as session:
        word = await invitations.make(session, "core", "moira", 1, NOON)
        plain = hashlib.sha256(word.encode()).hexdigest()
        assert await session.get(invitations.Invitation, plain) is None
    old, new = new_keys(), new_keys()
    both = Keys(new.sealing, {**old.by_id, **new.by_id})

    assert both.marks(word, "invitation") == [
        *new.marks(word, "invitation"), *old.marks(word, "invitation"),
    ]  # fmt: skip
    assert old.marks(word, "invitation") != old.marks(word, "something else")


async def test_an_invitation_is_good_for_so_many_and_so_long(database: Database) -> None:
    async with database.transaction() as session:
        word = await invitations.make(session, "core", "moira", 2, NOON)
        later = NOON + invitations.LASTS

        assert await invitations.invitation(session, "nonsense", NOON) is None
        assert await invitations.use(session, word, later) is None
        assert await invitations.use(session, f" {word.upper()} ", NOON)
        assert await invitations.use(session, word, NOON)
        assert await invitations.use(session, word, NOON) is None


# --- Joining ------------------------------------------------------------------------------


@pytest.fixture
async def moira(town: Town) -> Voice:
    """Looks after volunteers; nobody is a peer yet."""
    return await coordinator(town, "Moira")


async def test_it_is_told_what_it_is_before_anything_is_asked(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/peers")

    assert ana.last_heard.startswith("Would you like to talk with somebody now and then")
    assert "Nobody learns who said no." in ana.last_heard
    assert "Never by how your weeks were." in ana.last_heard
    assert ana.buttons == ["I'd like to join", "No, thank you"]
    await ana.presses("No, thank you")
    assert await peer_of(town, ana) is None


async def test_somebody_joins_and_sees_what_they_said(town: Town, moira: Voice) -> None:
    ana = town.voice("Ana Ng")
    word = await word_from(moira)

    await ana.says(f"/peers {word}")
    await ana.presses("I'd like to join")
    await ana.fills(
        "Yes",
        ["Somebody to talk with", "A circle: four to six people who meet"],
        "Every two weeks",
        ["English", "Welsh"],
        "Anywhere",
        ["gardens", "music"],
        ["Losing our venue"],
        ["Calls", "In person"],
        "I run the lunch club, and I like a good laugh.",
    )
    assert ana.last_heard.startswith(JOINED)
    await ana.presses("Meet other volunteers")

    told = ana.last_heard.split("\n\n")
    assert "\n\n".join(each for each in told if not each.startswith("The next round")) == (
        f"{JOINED}\n\n"
        "Others see: Ana, and your line.\n\n"
        "You'd like: Somebody to talk with, A circle: four to six people who meet\n"
        "How often: Every two weeks\n"
        "Languages: English, Welsh\n"
        "Where: Anywhere\n"
        "You like: gardens, music\n"
        "You have been through: Losing our venue\n"
        "Ways to meet: Calls, In person\n"
        "Your line: “I run the lunch club, and I like a good laugh.”"
    )
    assert ana.buttons == [
        "Mentoring",
        "Circles",
        "Thank somebody",
        "A hello if I go quiet",
        "A question to think about, once a week",
        "Skip the next one",
        "Have a break for 4 weeks",
        "Change what I said",
        "People I don't want to meet",
        "Leave",
    ]
    await ana.presses("Circles")
    assert "I have been looking for one for you since" in ana.last_heard


@core_alone
async def test_their_own_language_is_ticked_already(town: Town, moira: Voice) -> None:
    rhys = town.voice("Rhys", "cy")

    await rhys.says("/peers")
    await rhys.presses("Hoffwn ymuno")
    await rhys.fills("Ydw", ["Cylch: pedwar i chwech o bobl sy'n cwrdd"])
    assert "2. Cymraeg ✓" in rhys.buttons
    assert "1. Saesneg" in rhys.buttons
    await rhys.presses("Wedi gorffen")
    await rhys.fills("Unrhyw le", "Hepgor", "Hepgor", ["Galwadau"], "Hepgor", "Hepgor")

    assert (await kept(town, rhys)).languages == ["cy"]


async def test_whoever_has_no_room_for_an_introduction_hears_so_and_can_make_some(
    town: Town,
) -> None:
    ana = town.voice("Ana")
    (number,) = await is_peer(town, ana)
    async with town.database.transaction() as session:
        person = await session.get_one(people.Person, number)
        person.weekly_number = 1
        await reminders.begin(session, person, 4, Every.WEEK, town.clock.now() + timedelta(days=5))

    await ana.says("/peers")
    assert ana.last_heard.startswith("You have one message a week from me, and your weekly")
    await ana.presses("Two messages a week, please")
    assert ana.last_heard.startswith(f"Done: two a week at most.\n\n{JOINED}")
    await ana.says("/peers")

    assert ana.last_heard.startswith(JOINED)
    async with town.database.transaction() as session:
        person = await session.get_one(people.Person, number)
        assert person.weekly_number == 2


async def test_whoever_wants_a_mentor_too_hears_that_more_is_asked(town: Town) -> None:
    ana = town.voice("Ana")
    await is_peer(town, ana, wants=(Want.PEER, Want.MENTOR))

    await ana.says("/peers")
    assert "For mentoring I need one thing more from you: tap Mentoring." in ana.last_heard
    await ana.presses("Mentoring")
    assert ana.last_heard.endswith("and I'll look for somebody who has been there.")
    await ana.presses("I'd like a mentor")
    await ana.fills(["Our first grant"])
    await ana.says("/peers")

    assert "one thing more" not in ana.last_heard


async def test_whoever_is_under_18_is_told_so_kindly_and_nothing_else_is_kept(
    town: Town, moira: Voice
) -> None:
    sam = town.voice("Sam")

    await sam.says("/peers")
    await sam.presses("I'd like to join")
    await sam.fills("No, not yet")
    assert sam.last_heard.startswith("Thank you for telling me. I only introduce people of 18")
    assert "I forget it after a year." in sam.last_heard
    assert [text for text in moira.texts if "Sam" in text] == []
    kept = await peer_of(town, sam)
    assert kept
    assert (kept.adult_at, kept.wants, kept.languages, kept.line) == (None, [], [], None)
    await sam.says("/peers")
    assert sam.last_heard.startswith("Thank you for telling me.")
    assert sam.buttons == []
    await sam.presses(Held("peers-join"))  # is not asked again
    assert sam.last_heard.startswith("Thank you for telling me.")
    await sam.says(f"/peers {await word_from(moira, 'Invite a group, up to 20')}")
    await sam.presses("I'd like to join")
    assert sam.last_heard.startswith("Thank you for telling me.")

    await sam.says(f"/peers {await word_from(moira)}")  # it was a slip
    await sam.presses("I'd like to join")
    await fills_in(sam, "Yes")
    assert sam.last_heard.startswith(JOINED)


async def test_what_was_said_by_somebody_under_18_is_forgotten_in_a_year(
    database: Database,
) -> None:
    async with database.transaction() as session:
        sam = await met(session, "Sam")
        peer = await session.get_one(Peer, sam)
        peer.adult_at = peer.vouched_at = None
        peer.under_at = NOON
        rule = next(each for each in peers.RULES if each.since == "under_at")

        assert await retention.forget(session, rule, NOON + timedelta(days=364), 10) == 0
        assert await retention.forget(session, rule, NOON + timedelta(days=365), 10) == 1


@pytest.mark.parametrize(
    ("line", "no"),
    [
        ("Ring me on 07700 900123", "Please leave out numbers"),
        ("I am @ana_ng", "Please leave out numbers"),
        ("see ana.example.org", "Please leave out numbers"),
        ("I feel so low these days", "I have not kept that"),
    ],
)
async def test_no_line_tells_how_to_reach_its_writer_or_how_they_are(line: str, no: str) -> None:
    with pytest.raises(NotUnderstood) as caught:
        own_line(line)

    assert wording("en")(caught.value.words).startswith(no)


async def test_a_line_may_tell_of_what_somebody_does(town: Town) -> None:
    assert own_line("I've run  a youth club since 2019, for 30 kids") == (
        "I've run a youth club since 2019, for 30 kids"
    )


# --- Changing, resting, leaving -----------------------------------------------------------


async def test_one_thing_is_changed_and_the_rest_stays(town: Town) -> None:
    ana = town.voice("Ana")
    await is_peer(town, ana)

    await ana.says("/peers")
    await ana.presses("Change what I said")
    await ana.presses("Languages")
    await ana.fills(["Polish"])

    assert ana.last_heard.startswith("Done. This is what I have now.")
    assert "Languages: Polish\nWhere: Anywhere" in ana.last_heard
    assert "You'd like: Somebody to talk with\nHow often: Every week" in ana.last_heard


async def test_a_break_is_one_tap_and_ends_by_one(town: Town) -> None:
    ana = town.voice("Ana")
    (number,) = await is_peer(town, ana)

    await ana.says("/peers")
    await ana.presses("Have a break for 4 weeks")
    assert ana.last_heard == (
        "Have a good break. I won't introduce you to anybody until Sunday 20 December."
    )
    async with town.database.transaction() as session:
        assert await peers.those_in(session, [number], town.clock.now()) == []
    await ana.presses("I'm back")

    assert ana.last_heard.startswith(JOINED)
    async with town.database.transaction() as session:
        assert len(await peers.those_in(session, [number], town.clock.now())) == 1


async def test_whoever_keeps_everything_quiet_until_a_day_reads_until_when(town: Town) -> None:
    ana = town.voice("Ana")
    (number,) = await is_peer(town, ana)
    async with town.database.transaction() as session:
        person = await session.get_one(people.Person, number)
        person.paused_until = town.clock.now() + timedelta(days=14)

    await ana.says("/peers")

    assert ana.last_heard.startswith("You're in, but you asked me to keep quiet until Sunday 6 Dec")
    assert "The next round" not in ana.last_heard


async def test_the_next_one_is_skipped_and_is_not_after_all(town: Town) -> None:
    ana = town.voice("Ana")
    await is_peer(town, ana)

    await ana.says("/peers")
    await ana.presses("Skip the next one")
    assert ana.last_heard.startswith("I'll leave you out of the next round.")
    assert (await kept(town, ana)).skip_next
    await ana.presses("I'm in for the next one")

    assert ana.last_heard.startswith(JOINED)
    assert not (await kept(town, ana)).skip_next


async def kept(town: Town, voice: Voice) -> Peer:
    found = await peer_of(town, voice)
    assert found
    return found


async def test_leaving_is_one_tap_whatever_state_they_are_in(town: Town, moira: Voice) -> None:
    ana, ben = town.voice("Ana"), town.voice("Ben")
    ids = await is_peer(town, ana, ben)
    async with town.database.transaction() as session:
        peer = await session.get_one(Peer, ids[0])
        peers.write_line(session, peer, "Hello")
        await peers.keep_apart(session, ids[1], ids[0], town.clock.now())

    await ana.says("/peers")
    await ana.presses("Leave")

    assert ana.last_heard.startswith("You have left. I won't introduce you to anybody any more")
    left = await kept(town, ana)
    assert (left.line, left.wants, left.lived, left.every) == (None, [], [], "")
    async with town.database.transaction() as session:
        assert await peers.those_in(session, ids, town.clock.now()) != []
        assert await peers.blocks(session, ids) == {(min(ids), max(ids))}  # Ben is safe still
    await ana.presses("Meet other volunteers")
    await ana.presses("I'd like to join")
    await fills_in(ana)
    assert ana.last_heard.startswith(JOINED)  # somebody knew them before
    cath = town.voice("Cath")
    await asks_to_join(cath)
    await cath.says("/peers")
    await cath.presses("Leave")  # while they wait
    assert cath.last_heard.startswith("You have left.")
    await moira.presses("Yes, I know them")
    assert moira.last_heard == "They don't ask any more."


async def test_stop_means_no_introductions_either(town: Town) -> None:
    ana = town.voice("Ana")
    (number,) = await is_peer(town, ana)

    await ana.says("/stop")

    async with town.database.transaction() as session:
        assert await peers.those_in(session, [number], town.clock.now()) == []
    await ana.says("/peers")
    assert ana.last_heard.startswith("You're in, but you asked me for no messages")


# --- After a check-in ---------------------------------------------------------------------


async def test_another_volunteer_is_offered_by_who_would_see_what(town: Town) -> None:
    ana = town.voice("Ana")
    await is_peer(town, ana)

    await ana.presses(Held("peers-offer"))
    assert "Nobody sees that you asked, or anything you said in a check-in." in ana.last_heard
    assert (await kept(town, ana)).first_at is None
    await ana.presses("Yes, put me first")

    assert ana.last_heard == "Done. You come first in the next round."
    assert (await kept(town, ana)).first_at == town.clock.now()


async def test_whoever_is_no_peer_is_told_what_it_is(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/start")
    await ana.presses(Held("peers-offer"))

    assert ana.buttons == ["I'd like to join", "No, thank you"]


# --- What is kept -------------------------------------------------------------------------


async def test_everything_kept_of_a_peer_is_told_and_goes(town: Town) -> None:
    ana, ben = town.voice("Ana"), town.voice("Ben")
    ids = await is_peer(town, ana, ben)
    async with town.database.transaction() as session:
        await peers.introduce(session, ids[0], ids[1], town.clock.now())
        await peers.keep_apart(session, ids[0], ids[1], town.clock.now())
        await peers.keep_apart_by_name(session, ids[0], "Gareth", town.clock.now())

    await ana.says("/me")
    assert "I introduced you to one person." in ana.last_heard
    assert "You said that you don't want to meet again: Ben." in ana.last_heard
    assert "don't want to meet anybody called: Gareth." in ana.last_heard
    await ana.presses(Held("erase-now"))

    async with town.database.transaction() as session:
        assert await peers.introduced_to(session, ids[0]) == []
        assert await peers.names_kept_from(session, ids[0]) == []
        assert await peers.blocks(session, ids) == set()
        assert await session.get(Peer, ids[0]) is None
