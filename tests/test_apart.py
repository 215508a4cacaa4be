"""Kept apart: names, blocks that nobody learns of, reports, and who decides about them."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from handlers import apart
from handlers.messages import Message, stacked
from handlers.peers import SAFETY, block_button
from handlers.turns import Moment
from storage import administrators, peers, people
from storage.administrators import Role
from storage.mailbox import Kind
from storage.peers import PeerReport, PeerReportWords
from tests.peering import account_of, is_peer, nobody, peer_of
from tests.town import Held, Town, Voice

WORDS = "He kept ringing me at night."
THREAT = "They threatened me and said they would hit me if I told anyone."


@pytest.fixture(autouse=True)
async def alone(town: Town) -> None:
    """Nobody is a peer yet."""
    await nobody(town)


async def introduced(town: Town, one: Voice, other: Voice) -> None:
    """One is shown the other, with the button that stands under every introduction."""
    async with town.turn(), town.database.transaction() as session:
        moment = Moment(session, town.clock.now(), town.app.here)
        to, them = await account_of(session, one), await account_of(session, other)
        them = await people.account_of(session, them.platform, them.user) or them
        to = await people.account_of(session, to.platform, to.user) or to
        offered = await block_button(moment, to.person_id, them.person)
        await moment.send(to, Message(SAFETY, buttons=stacked(offered)), Kind.PROMPT)


async def reports(ana: Voice, name: str, what: str = "They were unkind", words: str = "") -> None:
    """Report somebody from under an introduction."""
    await ana.presses(f"Block or report {name}")
    await ana.presses(f"Report {name}")
    await ana.fills(what, words)


# --- Never with ---------------------------------------------------------------------------


async def test_a_name_is_kept_and_taken_off_again_for_ones_own_eyes(town: Town) -> None:
    ana, gareth = town.voice("Ana"), town.voice("Gareth Jones")
    ids = await is_peer(town, ana, gareth)

    await ana.says("/peers")
    await ana.presses("People I don't want to meet")
    assert ana.last_heard.startswith("There is nobody whom I keep you apart from.")
    await ana.presses("Add a name")
    await ana.fills("gareth jones")
    assert ana.last_heard == (
        "Kept. I'll never introduce you to anybody called gareth jones, and nobody learns of it."
    )
    async with town.database.transaction() as session:
        assert await peers.blocks(session, ids) == {(min(ids), max(ids))}
    await ana.presses("People I don't want to meet")
    await ana.presses("gareth jones: no longer")

    assert ana.last_heard.startswith("There is nobody whom I keep you apart from.")
    assert gareth.hears == []


# --- Block --------------------------------------------------------------------------------


async def test_a_block_is_never_visible_to_the_blocked(town: Town) -> None:
    ana, ben = town.voice("Ana"), town.voice("Ben Price")
    ids = await is_peer(town, ana, ben)
    await introduced(town, ana, ben)
    await introduced(town, ben, ana)
    heard, page = list(ben.texts), await own_page(ben)

    await ana.presses("Block or report Ben")
    assert "Ben never learns of it" in ana.last_heard
    assert ana.buttons == ["Block Ben", "Report Ben", "Neither"]
    await ana.presses("Block Ben")
    assert ana.last_heard.startswith("Done. I'll never introduce you and Ben to each other again.")

    async with town.database.transaction() as session:
        assert not await peers.may_meet(session, ids, town.clock.now())
    assert ben.texts[: len(heard)] == heard
    assert await own_page(ben) == page
    async with town.database.transaction() as session:
        told = await people.export(session, ids[1])
    assert "never_with" not in told
    await ana.presses("Undo")
    assert ana.last_heard.startswith("Done. As far as you are concerned, you and Ben may be")
    async with town.database.transaction() as session:
        assert await peers.may_meet(session, ids, town.clock.now())


async def own_page(voice: Voice) -> str:
    await voice.says("/peers")
    return voice.last_heard


async def test_nobody_blocks_or_reports_whom_they_never_met(town: Town) -> None:
    ana, ben = town.voice("Ana"), town.voice("Ben")
    ids = await is_peer(town, ana, ben)

    for forged in ("apart", "apart-yes", "peer-report"):
        await ana.presses(Held(f"{forged} {ids[1]}"))
        assert ana.last_heard == "I have not introduced you to them, or they are gone."

    async with town.database.transaction() as session:
        assert await peers.may_meet(session, ids, town.clock.now())


# --- Reports ------------------------------------------------------------------------------


async def test_a_report_takes_somebody_out_until_a_contact_decides(town: Town) -> None:
    moira, sam = await town.contact_voices("Moira", "Sam")
    ana, ben = town.voice("Ana"), town.voice("Ben")
    ids = await is_peer(town, ana, ben)
    await introduced(town, ana, ben)

    await ana.presses("Block or report Ben")
    assert "If you report, Moira and Sam can read your name and what you write." in ana.last_heard
    assert "never by whom" in ana.last_heard
    await ana.presses("Report Ben")
    await ana.fills("They did not stop when I said no", WORDS)
    assert "I have sent it to Moira and Sam." in ana.last_heard
    assert "Ben doesn't learn that it was you." in ana.last_heard
    for contact in (moira, sam):
        assert "Reported: Ben\nBy: Ana, who knows that you read this\n" in contact.last_heard
        assert f"In their words: “{WORDS}”" in contact.last_heard
    async with town.database.transaction() as session:
        assert not await peers.those_in(session, ids[1:], town.clock.now())

    await town.later(days=3)
    assert ben.last_heard.startswith("For now I don't introduce you to other volunteers.")
    await moira.presses("They may meet others again")

    assert moira.last_heard.startswith("Decided. They may meet others again")
    assert sam.last_heard == "Moira has decided about the report. There is nothing for you to do."
    assert ben.last_heard.startswith("A safeguarding contact has looked at the report. You may")
    assert ana.last_heard.startswith("A safeguarding contact has looked at what you reported")
    assert ana.last_heard.endswith("I keep the two of you apart, whatever was decided.")
    async with town.database.transaction() as session:
        assert await peers.those_in(session, ids[1:], town.clock.now())
        assert not await peers.may_meet(session, ids, town.clock.now())  # those two, never
    for text in ben.texts:
        assert "Ana" not in text
        assert "night" not in text


async def test_a_contact_hears_both_through_us_and_neither_hears_the_other(town: Town) -> None:
    moira, _ = await town.contact_voices("Moira", "Sam")
    ana, ben = town.voice("Ana"), town.voice("Ben")
    await is_peer(town, ana, ben)
    await introduced(town, ana, ben)
    await reports(ana, "Ben")

    await moira.presses("Write to Ana")
    await moira.fills("When may I ring you?")
    assert ana.last_heard == (
        "Moira, a safeguarding contact, writes to you about a report: When may I ring you?"
    )
    await ana.presses("Answer Moira")
    await ana.fills("Tonight")
    assert moira.last_heard == "Ana, who reported, writes: Tonight"
    await moira.presses("Write to Ben")
    await moira.fills("How do you see it?")
    assert ben.hears[0].startswith("For now I don't introduce you to other volunteers.")
    await ben.presses("Answer Moira")
    await ben.fills("I only wanted to help")

    assert moira.last_heard == "Ben, who was reported, writes: I only wanted to help"
    assert not any("only wanted to help" in text for text in ana.texts)
    assert not any("Ana" in text for text in ben.texts)


async def test_a_report_of_a_threat_is_sent_and_nobody_is_told_that_it_was_not(
    town: Town,
) -> None:
    moira, _ = await town.contact_voices("Moira", "Sam")
    ana, ben = town.voice("Ana"), town.voice("Ben")
    await is_peer(town, ana, ben)
    await introduced(town, ana, ben)
    ana.mark()

    await reports(ana, "Ben", "They frightened or threatened me, or somebody else", THREAT)

    lines = next(text for text in ana.texts if "ring 999. If you can't speak" in text)
    assert "I tell nobody unless you ask me to." in lines
    assert "told nobody" not in " ".join(ana.texts)
    assert "I have sent it to Moira and Sam." in ana.last_heard
    assert f"In their words: “{THREAT}”" in moira.last_heard


async def test_a_contact_s_words_come_by_day(own_town: Town) -> None:
    moira, ben = await _writes_at_night(own_town)

    assert moira.last_heard.startswith("It is night for them. They have it in the morning")
    assert ben.hears == []
    await own_town.later(hours=10)

    assert ben.hears[0].startswith("For now I don't introduce you to other volunteers.")
    assert ben.last_heard.endswith("writes to you about a report: How do you see it?")


async def test_a_contact_s_words_do_not_come_after_stop(own_town: Town) -> None:
    moira, ben = await _writes_at_night(own_town)
    await ben.says("/stop")
    ben.mark()
    await own_town.later(hours=10)
    assert ben.hears == []

    await moira.presses("Write to Ben")
    await moira.fills("Hello?")

    assert moira.last_heard.startswith("Ben has asked me for no messages, so I can't pass it on.")
    assert ben.hears == []


async def _writes_at_night(town: Town) -> tuple[Voice, Voice]:
    """A contact writes at ten in the evening to somebody who was reported."""
    moira, _ = await town.contact_voices("Moira", "Sam")
    ana, ben = town.voice("Ana"), town.voice("Ben")
    await is_peer(town, ana, ben)
    await introduced(town, ana, ben)
    await reports(ana, "Ben")
    await town.later(hours=12)
    await moira.presses("Write to Ben")
    ben.mark()
    await moira.fills("How do you see it?")
    return moira, ben


@pytest.mark.parametrize("decision", ["They may meet others again", "They stay out"])
async def test_whoever_reported_takes_back_that_they_are_kept_apart_but_no_report(
    town: Town, decision: str
) -> None:
    moira, _ = await town.contact_voices("Moira", "Sam")
    ana, ben = town.voice("Ana"), town.voice("Ben")
    ids = await is_peer(town, ana, ben)
    await introduced(town, ana, ben)
    await reports(ana, "Ben")
    assert "I'll never introduce the two of you again, unless you take that back." in ana.last_heard

    await ana.says("/peers")
    await ana.presses("People I don't want to meet")
    await ana.presses("Ben: no longer")
    assert "Your report stands" in ana.last_heard
    async with town.database.transaction() as session:
        assert not await peers.may_meet(session, ids, town.clock.now())  # he is out still
    await moira.presses(decision)

    assert "I keep the two of you apart" not in ana.last_heard
    async with town.database.transaction() as session:
        may = await peers.may_meet(session, ids, town.clock.now())
    assert may is (decision == "They may meet others again")


async def test_whoever_was_reported_can_not_guess_from_the_hour_who_it_was(town: Town) -> None:
    await town.contact_voices("Moira", "Sam")
    ana, ben = town.voice("Ana"), town.voice("Ben")
    ids = await is_peer(town, ana, ben)
    await introduced(town, ana, ben)
    page, heard = await own_page(ben), list(ben.texts)

    await reports(ana, "Ben")
    await town.later(hours=23)

    assert ben.texts == heard
    assert await own_page(ben) == page
    await ben.says("/me")
    assert "report" not in ben.last_heard
    async with town.database.transaction() as session:
        told = await people.export(session, ids[1])
    assert "peer_report" not in told
    assert "out_at" not in told["peer"][0]


async def test_a_second_report_shows_no_sooner_than_the_first(town: Town) -> None:
    moira, _ = await town.contact_voices("Moira", "Sam")
    ana, cath, ben = town.voice("Ana"), town.voice("Cath"), town.voice("Ben")
    await is_peer(town, ana, cath, ben)
    for one in (ana, cath):
        await introduced(town, one, ben)
    await reports(ana, "Ben")
    await town.later(days=4)
    await moira.presses("They may meet others again")
    page = await own_page(ben)

    await reports(cath, "Ben")

    assert await own_page(ben) == page
    await ben.presses(Held("peers-offer"))
    assert ben.buttons == ["Yes, put me first", "No, thank you"]


async def test_what_came_to_nothing_before_they_were_told_is_not_told(town: Town) -> None:
    moira, _ = await town.contact_voices("Moira", "Sam")
    ana, ben = town.voice("Ana"), town.voice("Ben")
    await is_peer(town, ana, ben)
    await introduced(town, ana, ben)
    heard = list(ben.texts)
    await reports(ana, "Ben")

    await moira.presses("They may meet others again")
    await town.later(days=4)

    assert ben.texts == heard


async def test_whoever_stays_out_is_told_plainly_and_stays_so(town: Town) -> None:
    moira, _ = await town.contact_voices("Moira", "Sam")
    ana, ben = town.voice("Ana"), town.voice("Ben")
    ids = await is_peer(town, ana, ben)
    await introduced(town, ana, ben)
    await reports(ana, "Ben")

    page, heard = await own_page(ben), list(ben.texts)
    await moira.presses("They stay out")
    assert ben.texts == heard  # minutes after they met one person, it would tell who it was
    assert await own_page(ben) == page
    async with town.database.transaction() as session:
        assert "peer_report" not in await people.export(session, ids[1])
    await town.later(days=4)
    assert "I no longer introduce you to other volunteers" in ben.last_heard
    assert not any("for now" in text for text in ben.texts)
    assert "/privacy shows how" in ben.last_heard.replace("/sparkplug ", "/")
    await ben.presses(Held("peers-leave"))
    await ben.says("/peers")
    await ben.presses("I'd like to join")
    await ben.fills(["Somebody to talk with"], "Every week", ["English"], "Anywhere", [], [],
                    ["Calls"], "")  # fmt: skip

    async with town.database.transaction() as session:
        assert not await peers.those_in(session, ids[1:], town.clock.now())
    assert "I no longer introduce you to anybody." in await own_page(ben)


async def test_a_contact_who_is_reported_hears_nothing_and_decides_nothing(town: Town) -> None:
    moira, sam = await town.contact_voices("Moira", "Sam")
    ana = town.voice("Ana")
    await is_peer(town, ana, sam)
    await introduced(town, ana, sam)
    heard = list(sam.texts)

    await reports(ana, "Sam", words=WORDS)
    assert "I have sent it to Moira." in ana.last_heard
    assert sam.texts == heard
    await sam.presses(Held(moira.button("They may meet others again").data))
    assert sam.last_heard == "That button doesn't work any more. Please ask me again."
    peer = await peer_of(town, sam)
    assert peer
    assert peer.out_at
    await moira.presses("They may meet others again")

    peer = await peer_of(town, sam)
    assert peer
    assert peer.out_at is None


async def test_nobody_decides_about_their_own_report(town: Town) -> None:
    moira, sam = await town.contact_voices("Moira", "Sam")
    ben = town.voice("Ben")
    await is_peer(town, sam, ben)
    await introduced(town, sam, ben)

    await reports(sam, "Ben")

    assert "I have sent it to Moira." in sam.last_heard
    await sam.presses(Held(moira.button("They stay out").data))
    assert sam.last_heard.startswith("That button doesn't work any more.")


async def test_where_nobody_can_decide_they_stay_out_and_administrators_hear_of_it(
    town: Town,
) -> None:
    (sam,) = await town.contact_voices("Sam")
    ana, priya = town.voice("Ana"), town.voice("Priya")
    await is_peer(town, ana, sam)
    await priya.says("/start")
    async with town.database.transaction() as session:
        now = town.clock.now()
        await administrators.add(session, town.way.name, priya.id, Role.ADMINISTRATOR, now)
    await introduced(town, ana, sam)

    await reports(ana, "Sam", words=WORDS)

    assert "so it waits, locked away" in ana.last_heard
    assert priya.last_heard.startswith("A volunteer has reported somebody")
    assert "Sam" not in priya.last_heard
    assert WORDS not in priya.last_heard
    priya.mark()
    await town.contact_voices("Moira")
    await town.later(days=4)
    peer = await peer_of(town, sam)
    assert peer
    assert peer.out_at


async def test_contacts_are_asked_again_until_one_decides(town: Town) -> None:
    moira, _ = await town.contact_voices("Moira", "Sam")
    ana, ben = town.voice("Ana"), town.voice("Ben")
    await is_peer(town, ana, ben)
    await introduced(town, ana, ben)
    await reports(ana, "Ben")
    asked = [text for text in moira.texts if "Reported: Ben" in text]
    assert len(asked) == 1

    await town.later(seconds=apart.ASKED_AGAIN.total_seconds())
    assert len([text for text in moira.texts if "Reported: Ben" in text]) == 2
    await moira.presses("They stay out")
    await town.later(days=4)

    assert len([text for text in moira.texts if "Reported: Ben" in text]) == 2


async def test_two_reports_take_two_decisions(town: Town) -> None:
    moira, _ = await town.contact_voices("Moira", "Sam")
    ana, cath, ben = town.voice("Ana"), town.voice("Cath"), town.voice("Ben")
    *_, them = await is_peer(town, ana, cath, ben)
    for one in (ana, cath):
        await introduced(town, one, ben)
        await reports(one, "Ben")
    async with town.database.transaction() as session:
        found = await session.scalars(select(PeerReport).where(PeerReport.person_id == them))
        first, second = [each.id.hex for each in found]

    await moira.presses(Held(f"case-in {first}"))
    peer = await peer_of(town, ben)
    assert peer
    assert peer.out_at
    await moira.presses(Held(f"case-in {second}"))

    peer = await peer_of(town, ben)
    assert peer
    assert peer.out_at is None


async def test_words_are_sealed_and_go_with_their_writer_but_the_report_stays(town: Town) -> None:
    moira, _ = await town.contact_voices("Moira", "Sam")
    ana, ben = town.voice("Ana"), town.voice("Ben")
    ids = await is_peer(town, ana, ben)
    await introduced(town, ana, ben)
    await reports(ana, "Ben", words=WORDS)
    async with town.database.transaction() as session:
        kept = (await session.scalars(select(PeerReportWords))).all()
        assert all(WORDS.encode() not in each.words for each in kept)
        told = await people.export(session, ids[0])
        assert told["peer_report_words"][0]["words"] == WORDS
        await people.erase(session, ids[0])

    await town.later(seconds=apart.ASKED_AGAIN.total_seconds())
    assert "Whoever reported it has erased what I kept about them" in moira.last_heard
    assert WORDS not in moira.last_heard
    await moira.presses("They stay out")

    assert moira.last_heard.startswith("Decided. I'll introduce them to nobody any more")


async def test_whoever_is_reported_at_night_is_told_by_day(town: Town) -> None:
    await town.contact_voices("Moira", "Sam")
    ana, ben = town.voice("Ana"), town.voice("Ben")
    *_, them = await is_peer(town, ana, ben)
    await introduced(town, ana, ben)
    await reports(ana, "Ben")

    async with town.database.transaction() as session:
        made = (await session.scalars(select(PeerReport).where(PeerReport.person_id == them))).one()

    assert made.tell_at
    assert timedelta(days=1) <= made.tell_at - made.at <= timedelta(days=3, hours=12)
    assert 8 <= made.tell_at.astimezone(town.app.here.zone).hour < 21
