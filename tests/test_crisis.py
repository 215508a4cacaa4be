"""Somebody in danger is answered at once, whatever else is going on."""

import asyncio
import sqlite3
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.app import LINES_WITHIN
from handlers.crisis import KINDS, help_for, numbers
from handlers.messages import Command, Incoming, Said, Sender, What
from handlers.recognising import Danger, Kind
from handlers.turns import Here
from handlers.wording import wording
from storage.signposts import Signpost
from tests.serving import until
from tests.town import OnBoth, OnTelegram, Town, Voice, opened
from tests.trouble import failing

LINES = (
    "• Life in danger now: ring 999. If you can't speak, press 55 when asked.\n"
    "• Samaritans, to talk, day or night: ring 116 123. It's free.\n"
    "• Rather write? Text SHOUT to 85258, day or night.\n"
    "• NHS: ring 111, and choose option 2 if it is about feelings."
)

HOME = "• National Domestic Abuse Helpline, day or night: ring 0808 2000 247. It's free."


async def test_somebody_in_danger_hears_the_numbers_and_one_question(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("I want to kill myself")

    said, offer = ana.hears
    assert offer.startswith("Moira and Sam look out for people here")
    sorry, lines, *own, not_alone, again = said.split("\n\n")
    assert sorry == (
        "I'm sorry it is this hard. I'm a computer program, so please talk to a person now. "
        "They listen, and they don't judge."
    )
    assert lines == LINES
    assert any(line.startswith("Papyrus HOPELINE247\n") for line in own)
    assert not_alone == "You don't have to do this on your own."
    assert again == "You can send /urgent at any time to see these numbers again."


@pytest.mark.talked
async def test_danger_in_the_middle_of_a_form_is_no_answer_to_it(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/outing hills")
    await ana.says("Skip")
    await ana.says("I want to end my life")
    assert LINES in ana.hears[0]
    assert ana.buttons[-1] == "Carry on: an outing"
    await ana.presses("Carry on: an outing")

    assert ana.hears == ["Whose boots shall we borrow?"]


IN_A_GROUP = (
    "If someone is in danger, these people can help at any time:\n\n"
    + LINES.rsplit("\n", 1)[0]
    + "\n• National Domestic Abuse Helpline, day or night: ring 0808 2000 247. It's free."
    + "\n• NSPCC, if you worry about a child: ring 0808 800 5000."
)


async def test_danger_told_in_a_group_is_answered_in_private(town: Town) -> None:
    ana, ben = town.voice("Ana"), town.voice("Ben")
    group = town.group("Neighbours", ana, ben)
    await ana.says("hello")

    await ana.says("@sparkplug_simulated_bot I want to kill myself", to=group)

    assert group.hears == []
    (said,) = ana.hears
    assert LINES in said


async def test_a_group_hears_the_numbers_and_no_name_where_nobody_may_be_written_to(
    town: Town,
) -> None:
    ana, ben = town.voice("Ana"), town.voice("Ben")
    group = town.group("Neighbours", ana, ben)
    await ana.says("hello")
    await ana.blocks()

    await ana.says("@sparkplug_simulated_bot I want to kill myself", to=group)

    assert group.hears == [IN_A_GROUP]
    assert ana.hears == []


async def test_help_that_reached_nobody_is_given_when_the_message_comes_again(
    town: Town,
) -> None:
    ana = town.voice("Ana")
    await ana.says("/start")
    await ana.blocks()
    danger = Said("I want to kill myself", "1")
    again = Incoming(town.way.name, "again-1", Sender(ana.id, "Ana", "en"), ana.id, danger)

    with failing(town.database, OSError("the database has stopped")):
        with pytest.raises(OSError, match="has stopped"):
            await town.app.receive([again])
        await asyncio.gather(*town.app._asides, return_exceptions=True)
    await ana.unblocks()
    async with town.turn():
        await town.app.receive([again])

    assert any(LINES in said for said in ana.hears)


async def test_somebody_hurt_at_home_hears_little_and_can_hide_it(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("hello")
    await ana.says("my husband hits me")

    (said,) = ana.hears
    _, lines, own, hide = said.split("\n\n")
    assert lines.split("\n") == [LINES.split("\n")[0], HOME]
    assert own.split("\n") == [
        "Safe at Home Fernleigh",
        "0808 157 0160 (8:00-22:00)",
        "People affected by domestic abuse in Fernleigh",
        "Last checked on Tuesday 20 October 2026.",
    ]
    assert hide.startswith("If someone may look at your phone: “Hide this”")
    held = ana.button("Hide this")

    await ana.presses("Hide this")

    assert ana.hears == []
    assert ana.toast is None
    with pytest.raises(LookupError):
        ana.button("Hide this")
    assert town.way.read(ana.id) == [], "all that was said is gone, not that message alone"
    await ana.says("/me")
    assert "hide" not in ana.last_heard.casefold()
    await ana.presses(held)
    assert ana.hears == []


@pytest.mark.parametrize(
    ("text", "begins", "has", "has_not"),
    [
        (
            "I think my brother is suicidal",
            "Thank you for looking out for them.",
            "116 123",
            "NSPCC",
        ),
        ("we were mugged outside the club", "I'm sorry that happened.", "ring 101", "0808 2000"),
        ("an old lady has bruises and is scared of her son", "Thank you", "0158", "NSPCC"),
        ("a child has been touched by her uncle", "Thank you", "NSPCC", "0808 157 0158"),
        ("I'm burnt out, I can't cope", "That is a lot", "Small Groups Adviser", "0808 2000"),
        ("heart attack at the hall!!", "Please ring 999 now", "999", "116 123"),
    ],
)
async def test_each_kind_of_danger_has_words_of_its_own(
    town: Town, text: str, begins: str, has: str, has_not: str
) -> None:
    ana = town.voice("Ana")

    await ana.says(text)

    said = ana.hears[0]
    assert said.startswith(begins)
    assert has in said
    assert has_not not in said


async def test_hours_are_told_where_they_tell_something(town: Town) -> None:
    ana, cai = town.voice("Ana"), town.voice("Cai", "cy")

    await ana.says("/urgent")
    await cai.says("/urgent")

    for each in (ana, cai):
        assert "every hour of every day" not in each.last_heard
        assert "check the website" not in each.last_heard
    assert "0800 1111 (day or night)" in ana.last_heard
    assert "0800 1111 (ddydd neu nos)" in cai.last_heard
    assert "0800 068 4141\n" in ana.last_heard


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_signpost_for_all_is_shown_for_each_kind(kind: Kind) -> None:
    signpost = Signpost(
        ref="SP1", name="Night line", how_to_reach="01632 960999", for_whom="Anyone", hours="",
        categories=["all"], real_service="no", last_verified_on=None,
    )  # fmt: skip
    here = Here("", "", "England", ZoneInfo("Europe/London"), signposts=[signpost])

    said = help_for(Danger(kind, "urgent"), here, public=False)

    assert [card.title for card in said.cards] == ["Night line"]


async def test_nothing_of_danger_is_kept(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("I want to kill myself")
    await ana.says("/me")
    await ana.presses("Send me all of it in a file")

    assert ana.file
    assert b"kill" not in ana.file[1]


@pytest.mark.parametrize("typed", ["/urgent", "urgent", "Emergency!", "Help me NOW"])
async def test_every_line_is_there_for_whoever_asks(town: Town, typed: str) -> None:
    ana = town.voice("Ana")

    await ana.says(typed)

    intro, lines, *own = ana.last_heard.split("\n\n")
    assert intro == ("If someone's life is in danger, ring 999 now. These people can help, too:")
    assert lines.startswith(LINES)
    assert [line.split(":")[0] for line in lines.split("\n")[4:]] == [
        "• National Domestic Abuse Helpline, day or night",
        "• Police, when it is not an emergency",
        "• NSPCC, if you worry about a child",
    ]
    assert "Safe at Home Fernleigh" in {card.split("\n")[0] for card in own}


@pytest.mark.talked
async def test_urgent_is_heard_in_the_middle_of_a_form(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/outing hills")
    await ana.says("urgent")

    assert LINES in ana.last_heard
    assert ana.buttons == ["Tell a safeguarding contact", "Carry on: an outing"]


@pytest.mark.parametrize("way", [OnBoth], indirect=True)  # Telegram alone sets a time for it
async def test_what_can_not_be_hidden_any_more_is_said_to_be_deleted_by_hand(town: Town) -> None:
    ana = town.voice("Ana")
    await ana.says("my husband hits me")

    await town.later(hours=49)
    await ana.presses("Hide this")

    assert ana.toast
    assert ana.toast.startswith("I can't delete that message. Please delete this chat by hand")


@pytest.mark.parametrize(
    ("nation", "theirs", "not_theirs"),
    [
        ("England", ["0808 2000 247"], ["0800 027 1234", "0808 802 1414", "0808 80 10 800"]),
        ("Wales", ["0808 80 10 800"], ["0808 2000 247"]),
        ("Scotland", ["0800 027 1234"], ["0808 2000 247"]),
        ("Northern Ireland", ["0808 802 1414"], ["0808 2000 247"]),
        ("", ["0808 2000 247", "0808 80 10 800", "0800 027 1234", "0808 802 1414"], []),
    ],
)
def test_who_is_hurt_at_home_is_given_the_line_of_their_nation(
    nation: str, theirs: list[str], not_theirs: list[str]
) -> None:
    here = Here("Fernleigh Together", "", nation, ZoneInfo("Europe/London"))

    said = wording("en")(numbers(here, "others"))

    assert [number for number in theirs if number not in said] == []
    assert [number for number in not_theirs if number in said] == []


@pytest.mark.parametrize("text", ["I want to kill myself", "/urgent"])
async def test_the_numbers_come_while_the_database_does_not_answer(
    furnished: Path, tmp_path: Path, text: str
) -> None:
    way = OnTelegram()
    async with opened(way, furnished, tmp_path, lines_within=LINES_WITHIN) as house:
        ana = Town(house).voice("Ana")
        await ana.says("hello")
        locked = sqlite3.connect(tmp_path / "simulator.sqlite", isolation_level=None)
        locked.execute("BEGIN EXCLUSIVE")
        way.simulator.phones.say(int(ana.id), text)
        await until(lambda: LINES in way.read(ana.id)[-1].text)
        assert way.simulator.updates.count == 1, "it is not acknowledged before it is stored"
        locked.execute("ROLLBACK")
        locked.close()
        await until(lambda: way.simulator.updates.count == 0)


ASKED: list[What] = [Command("urgent"), Said("urgent!", "1")]
STOPPED = OSError("the database has stopped")


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("midway", ["", "UPDATE update_seen", "SELECT", "INSERT INTO letter"])
async def test_so_do_all_lines_for_whoever_asks_for_them(
    town: Town, asked: What, midway: str
) -> None:
    """Wherever in the turn the database stops."""
    ana = town.voice("Ana")
    await ana.says("/start")
    incoming = urgent(town, ana, asked, f"without {asked} {midway}")

    before = len(town.way.read(ana.id))
    with failing(town.database, STOPPED, at=midway):
        for _ in range(2):  # the platform brings it again
            await refused(town, incoming)

    (said,) = [each.text for each in town.way.read(ana.id)[before:]]
    assert said.startswith("If someone's life is in danger, ring 999 now.")
    assert LINES in said


async def test_lines_that_reached_nobody_are_given_when_they_are_asked_for_again(
    town: Town,
) -> None:
    ana = town.voice("Ana")
    await ana.says("/start")
    incoming = urgent(town, ana, ASKED[0], "again")

    await ana.blocks()
    with failing(town.database, STOPPED):
        await refused(town, incoming)
    await ana.unblocks()
    before = len(town.way.read(ana.id))
    with failing(town.database, STOPPED):
        await refused(town, incoming)

    (said,) = [each.text for each in town.way.read(ana.id)[before:]]
    assert LINES in said


async def test_a_group_has_the_lines_where_whoever_asked_may_not_be_written_to(
    town: Town,
) -> None:
    ana, ben = town.voice("Ana"), town.voice("Ben")
    group = town.group("Neighbours", ana, ben)
    await ana.says("hello")
    await ana.blocks()
    asked = replace(urgent(town, ana, ASKED[0], "in a group"), address=group.id, public=True)

    with failing(town.database, STOPPED):
        await refused(town, asked)

    (said,) = [each.text for each in town.way.read(group.id)]
    assert LINES in said


async def test_whose_turn_alone_went_wrong_is_given_the_lines_and_no_apology(town: Town) -> None:
    ana = town.voice("Ana")
    await ana.says("/start")

    before = len(town.way.read(ana.id))
    with failing(town.database, STOPPED, at="INSERT INTO letter", times=1):
        async with town.turn():
            await town.app.receive([urgent(town, ana, ASKED[0], "once")])

    (said,) = [each.text for each in town.way.read(ana.id)[before:]]
    assert LINES in said


def urgent(town: Town, voice: Voice, asked: What, update: str) -> Incoming:
    return Incoming(town.way.name, update, Sender(voice.id, voice.name, "en"), voice.id, asked)


async def refused(town: Town, incoming: Incoming) -> None:
    """It comes in, and is not acknowledged."""
    with pytest.raises(OSError, match="has stopped"):
        await town.app.receive([incoming])
    await asyncio.gather(*town.app._asides, return_exceptions=True)
