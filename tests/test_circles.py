"""Circles, from wanting one to its kind end: held as conversations."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

import pytest
from sqlalchemy import select, update

from handlers.circle import members
from handlers.turns import Moment
from storage import administrators, circles, peers, people
from storage.administrators import Role
from storage.areas import area_called
from storage.circles import Circle, CircleNote, Meeting, Seat
from storage.database import Database
from storage.people import Account, Person
from tests.both import database
from tests.peering import SAFETY
from tests.town import STORY_BEGINS as NOW
from tests.town import Town, Voice

__all__ = ["database"]  # the fixture

HOW = (
    "You agree yourselves how and where you meet. Those who said yes, now or later, see each "
    "other's first name, and the phone number or other way that each chose to give. You can leave "
    "with one tap."
)
NAMES = ("Ana", "Ben", "Cai", "Dai", "Eve", "Flo", "Gwen")


# --- Who is there ---------------------------------------------------------------------------


async def peer(
    town: Town,
    name: str,
    *interests: str,
    line: str = "",
    every: str = "weekly",
    most: int = 3,
) -> Voice:
    """Somebody new in Brookside who has joined as a peer."""
    voice = town.voice(name)
    await voice.says("/start")
    number = await id_of(town, voice)
    async with town.database.transaction() as session:
        person = await session.get_one(Person, number)
        area = await area_called(session, "Brookside")
        assert area
        person.area_id, person.weekly_number = area.id, most
        one = peers.told_nothing(person.id, town.clock.now())
        one.adult_at = one.vouched_at = town.clock.now()
        one.wants, one.every, one.languages = ["circle"], every, ["en"]
        one.interests = list(interests)
        session.add(one)
        await session.flush()
        peers.write_line(session, one, line)
    return voice


async def id_of(town: Town, voice: Voice) -> int:
    async with town.database.transaction() as session:
        found = await session.scalar(select(Account.person_id).where(Account.user == voice.id))
        assert found
        return found


async def gardeners(town: Town, count: int, interest: str = "gardening") -> list[Voice]:
    """So many who like the same, and wait for a circle."""
    voices = [await peer(town, name, interest) for name in NAMES[:count]]
    for voice in voices:
        await voice.says("/circle")
        await voice.presses("Find me a circle")
    return voices


async def joins(voice: Voice, button: str = "Yes, count me in", *, votes: bool = True) -> None:
    """Somebody says yes to a circle."""
    await voice.presses(button)
    when = [["Tuesday", "Thursday"], ["In the evening"]] if votes else []
    await voice.fills(*when, f"{voice.name}@example.org")


async def circle_of(town: Town, count: int, interest: str = "gardening") -> list[Voice]:
    """So many in a circle that has begun."""
    voices = await gardeners(town, count, interest)
    await town.later(minutes=1)
    for n, voice in enumerate(voices):
        await joins(voice, votes=n < 4)
    await town.later(minutes=1)
    return voices


async def starts(voice: Voice) -> None:
    """Somebody starts a circle around gardening that meets every Tuesday."""
    await voice.says("/circle")
    await voice.presses("Start a circle")
    await voice.fills("A subject", "gardens", "Every week", "Tuesday", "7pm", "07700 900000")


async def sitting(town: Town) -> dict[int, list[str]]:
    """Who is in which circle that has not ended."""
    async with town.database.transaction() as session:
        found = await circles.open_circles(session)
        moment = Moment(session, town.clock.now(), town.app.here)
        return {each.id: [one.person.name for one in await members(moment, each)] for each in found}


async def days(town: Town, number: int, voices: Sequence[Voice]) -> dict[str, list[str]]:
    """Let days go by; what each heard unasked."""
    heard: dict[str, list[str]] = {voice.name: [] for voice in voices}
    for _ in range(number):
        await town.later(days=1)
        for voice in voices:
            heard[voice.name] += voice.hears
    return heard


# --- Wanting one, and its beginning ---------------------------------------------------------


async def test_four_who_want_one_become_a_circle(town: Town) -> None:
    voices = [await peer(town, name, "gardening", line=f"I am {name}.") for name in NAMES[:4]]
    ana, ben, _, dai = voices
    for voice in voices:
        await voice.says("/circle")
        await voice.presses("Find me a circle")
    assert ana.last_heard.startswith("I'm looking. A circle begins when 4 people who fit")
    await town.later(minutes=1)
    assert ben.last_heard == (
        "You wanted a circle.\n\n"
        "There is a circle for you: gardens, in Brookside. It meets on the day and at the hour "
        "that suit most of you, for eight weeks.\n\n"
        "Nobody has said yes yet: you would be the first.\n\n"
        f"It begins when 4 have said yes.\n\n{HOW}\n\n{SAFETY}"
    )

    await joins(ana)
    assert "You are the first. It begins when 4 have said yes." in ana.last_heard
    await ben.says("/circle")
    assert "I am Ana." in ben.last_heard
    assert "@example.org" not in ben.last_heard, "not before they said yes"
    for voice in voices[1:]:
        await joins(voice)
    assert "Your circle is there: 4 have said yes." in dai.last_heard
    assert (
        "You meet every Tuesday at 7 pm. The next time: Tuesday 1 December, 7 pm" in dai.last_heard
    )
    assert "Ana hosts it." in dai.last_heard
    assert "Ana@example.org" in dai.last_heard
    assert SAFETY in dai.last_heard
    await town.later(minutes=1)
    assert "You host it." in ana.last_heard

    await dai.presses("I'm coming")
    await ben.says("/circle")
    await ben.presses("Not this time")
    assert ben.last_heard.startswith("That's fine. Thank you for saying.")
    assert "Coming: Dai" in ben.last_heard
    assert "Not this time: you" in ben.last_heard

    await dai.says("/thanks")
    assert sorted(dai.buttons) == ["Ana", "Ben", "Cai", "Somebody else"]

    await ana.says("/circle")
    await ana.presses("The host's pack")
    assert ana.last_heard.startswith("All you need to host.")
    await ana.presses("Circles")
    await ana.presses("Write down what you agreed")
    await ana.fills("The café on Mill Lane, at the back.")
    await ben.says("/circle")
    assert "What you agreed: The café on Mill Lane, at the back." in ben.last_heard
    assert "Delete what I wrote" not in ben.buttons
    await ana.presses("Delete what I wrote")
    await ben.says("/circle")
    assert "What you agreed" not in ben.last_heard

    await dai.presses("Leave this circle")
    assert dai.last_heard.startswith("You have left: gardens, in Brookside. Nobody gets a message")
    await ben.says("/circle")
    assert "Dai" not in ben.last_heard
    for voice in voices:
        await voice.says("/circle")
        if "Leave this circle" in voice.buttons:
            await voice.presses("Leave this circle")


async def test_what_was_agreed_is_sealed_and_contacts_go_with_the_seat(own_town: Town) -> None:
    ana, *_ = await circle_of(own_town, 4)
    await ana.says("/circle")
    await ana.presses("Write down what you agreed")
    await ana.fills("The café on Mill Lane.")
    async with own_town.database.transaction() as session:
        note = (await session.scalars(select(CircleNote))).one()
        seats = (await session.scalars(select(Seat))).all()
    assert b"Mill Lane" not in note.words
    assert [b"example" in (each.contact or b"example") for each in seats] == [False] * 4

    await ana.presses("Leave this circle")
    async with own_town.database.transaction() as session:
        left = [each for each in await session.scalars(select(Seat)) if each.left_at]
    assert [each.contact for each in left] == [None]


async def test_nobody_waits_without_hearing(own_town: Town) -> None:
    (ana,) = await gardeners(own_town, 1)

    heard = (await days(own_town, 45, [ana]))["Ana"]
    assert [each[:44] for each in heard] == ["I have not found enough people for your circ"] * 2
    await ana.presses("Stop looking")
    assert await days(own_town, 30, [ana]) == {"Ana": []}


async def test_who_joined_for_something_else_may_want_one_later(own_town: Town) -> None:
    voices = [await peer(own_town, name, "gardening") for name in NAMES[:4]]
    async with own_town.database.transaction() as session:
        await session.execute(update(peers.Peer).values(wants=["peer"]))
    for voice in voices:
        await voice.says("/circle")
        await voice.presses("Find me a circle")
    await own_town.later(minutes=1)
    assert ["Yes, count me in" in voice.buttons for voice in voices] == [True] * 4


async def test_who_declines_is_asked_again_a_week_later_and_not_sooner(own_town: Town) -> None:
    voices = await gardeners(own_town, 5)
    ana = voices[0]
    await own_town.later(minutes=1)
    await ana.presses("Not this one")
    assert ana.last_heard.startswith("All right. I'm looking for another one.")
    await starts(await peer(own_town, "Gwen", "gardening"))
    await own_town.later(hours=1)
    assert await days(own_town, 6, [ana]) == {"Ana": []}
    (heard,) = (await days(own_town, 3, [ana]))["Ana"]
    assert "There is a circle for you: gardens, in Fernleigh." in heard


async def test_one_that_does_not_come_together_ends_kindly(own_town: Town) -> None:
    voices = await gardeners(own_town, 4)
    await own_town.later(minutes=1)
    ana = voices[0]
    await joins(ana)
    heard = await days(own_town, 29, voices)

    assert heard["Ana"][0].startswith("Not enough people have said yes to your circle yet.")
    assert heard["Ana"][-1].startswith("Your circle did not come together this time")
    assert heard["Ben"] == [], "who never answered is left in peace"
    assert await sitting(own_town) == {}
    await ana.says("/circle")
    assert "I have been looking for one for you since" in ana.last_heard


async def test_an_offer_holds_for_a_week_also_when_the_circle_has_begun(own_town: Town) -> None:
    voices = await gardeners(own_town, 5)
    await own_town.later(minutes=1)
    for voice in voices[:4]:
        await joins(voice)
    eve = voices[4]
    await own_town.later(days=6)
    await eve.says("/circle")
    assert "Yes, count me in" in eve.buttons
    await own_town.later(days=2)
    await eve.says("/circle")

    assert "Find me a circle" in eve.buttons
    assert "gardens, in Brookside (4)" in eve.buttons, "she may still come"


async def test_a_peer_starts_one_and_those_who_wait_are_asked(own_town: Town) -> None:
    waits = await gardeners(own_town, 3)
    gwen = await peer(own_town, "Gwen", "gardening")
    await starts(gwen)
    assert gwen.last_heard.startswith("You have started a circle. I'm asking people who fit.")
    await own_town.later(minutes=1)
    for voice in waits:
        assert "gardens, in Fernleigh. It meets every Tuesday at 7 pm" in voice.last_heard
        assert "Yes, count me in" in voice.buttons, voice.last_heard
        await joins(voice, votes=False)
    assert sorted(next(iter((await sitting(own_town)).values()))) == ["Ana", "Ben", "Cai", "Gwen"]


async def test_a_coordinator_starts_one_for_others(own_town: Town) -> None:
    moira, plain = own_town.voice("Moira"), own_town.voice("Nobody")
    for voice in (moira, plain):
        await voice.says("/circle")
        assert "It is for volunteers who joined as peers." in voice.last_heard
    assert "Start a circle" not in plain.buttons
    async with own_town.database.transaction() as session:
        now = own_town.clock.now()
        await administrators.add(session, own_town.way.name, moira.id, Role.COORDINATOR, now)
    voices = await gardeners(own_town, 2)
    await moira.says("/circle")
    await moira.presses("Start a circle")
    await moira.fills("Both of these", "gardens", "Brookside", "English", "Every week",
                      "Tuesday", "7pm")  # fmt: skip
    assert moira.last_heard.startswith("The circle is there: gardens, in Brookside.")
    await own_town.later(minutes=1)
    assert ["Yes, count me in" in voice.buttons for voice in voices] == [True, True]


async def test_who_looks_at_a_circle_reads_how_many_are_in_it_and_not_who(own_town: Town) -> None:
    await circle_of(own_town, 4)
    gwen = await peer(own_town, "Gwen", "gardening")
    await gwen.says("/circle")
    await gwen.presses("gardens, in Brookside (4)")

    assert "4 people have said yes so far." in gwen.last_heard
    assert [name for name in NAMES[:4] if name in gwen.last_heard] == []
    assert gwen.buttons == ["Yes, count me in", "Not this one"]
    await joins(gwen, votes=False)
    assert [name for name in NAMES[:4] if name in gwen.last_heard] == list(NAMES[:4])


async def test_what_is_passed_on_is_a_way_to_be_reached_and_a_note_says_what_was_agreed(
    own_town: Town,
) -> None:
    ana, ben, *_ = await circle_of(own_town, 4)
    gwen = await peer(own_town, "Gwen", "gardening")
    await gwen.says("/circle")
    await gwen.presses("gardens, in Brookside (4)")
    await gwen.presses("Yes, count me in")
    await gwen.says("Just knock at the blue door")
    assert gwen.last_heard.startswith("That doesn't look like a phone number")
    await gwen.says("https://chat.whatsapp.com/AbC123")
    assert gwen.last_heard.startswith("You're in.")

    await ana.says("/circle")
    await ana.presses("Write down what you agreed")
    await ana.says("We meet at mine, as I have been ill all week")
    assert ana.last_heard.startswith("I have not kept that: it says how you are yourself.")
    await ana.says("The café on Mill Lane.")
    await ben.says("/circle")
    assert "What you agreed: The café on Mill Lane." in ben.last_heard
    assert "https://chat.whatsapp.com/AbC123" in ben.last_heard


# --- Eight weeks ----------------------------------------------------------------------------


@pytest.mark.parametrize("more", [False, pytest.param(True, marks=pytest.mark.soak)])
async def test_eight_weeks_to_the_end_and_eight_more(own_town: Town, *, more: bool) -> None:
    """With fair turns in hosting, and for nobody more messages a week than they wanted."""
    voices = [
        await peer(own_town, name, "gardening", most=most)
        for name, most in zip(NAMES, (3, 1, 2, 3), strict=False)
    ]
    for voice in voices:
        await voice.says("/circle")
        await voice.presses("Find me a circle")
    await own_town.later(minutes=1)
    for voice in voices:
        await joins(voice)
    per_week: Counter[tuple[str, int]] = Counter()
    ended: dict[str, str] = {}
    for day in range(7 * (19 if more else 10)):
        await own_town.later(days=1)
        week = own_town.clock.now().isocalendar().week
        for voice in voices:
            per_week[voice.name, week] += len(voice.hears)
            for text in voice.hears:
                if "The eight weeks of your circle are over" in text:
                    ended[voice.name] = text
            if (
                "Eight more weeks: yes" in voice.buttons
                and day < 70
                and voice.name != "Dai"
                and more
            ):
                await voice.presses("Eight more weeks: yes")
            elif "I'm coming" in voice.buttons:
                await voice.presses("I'm coming")
    most = {"Ana": 3, "Ben": 1, "Cai": 2, "Dai": 3}
    assert {key: n for key, n in per_week.items() if n > most[key[0]]} == {}

    async with own_town.database.transaction() as session:
        (circle,) = (await session.scalars(select(Circle))).all()
        meetings = (await session.scalars(select(Meeting).order_by(Meeting.at))).all()
        hosts = [next(each.person_id for each in await circles.coming_to(session, meeting)
                      if each.hosts) for meeting in meetings]  # fmt: skip
    assert circle.ended_why == "over"
    assert len(meetings) == (16 if more else 8)
    assert all(one.weekday() == 1 and one.hour == 19 for one in (each.at for each in meetings))
    assert all(one != other for one, other in pairwise(hosts))
    first, second = Counter(hosts[:8]), Counter(hosts[8:])
    assert set(first.values()) == {2}
    if more:
        assert max(second.values()) - min(second.values()) <= 1
        assert len(second) == 3, "Dai did not say that they go on"
    assert set(ended) == {"Ana", "Ben", "Cai", *(() if more else ("Dai",))}
    assert f"You met {len(meetings)} times, and you hosted" in ended["Ana"]


async def test_after_an_outage_over_its_last_meeting_there_is_a_day_to_go_on(
    own_town: Town,
) -> None:
    voices = await circle_of(own_town, 4)
    async with own_town.database.transaction() as session:
        last = (await session.scalars(select(Meeting))).one()
        await session.execute(update(Circle).values(ends_at=last.at + timedelta(days=7)))
    await own_town.later(days=(last.at - own_town.clock.now()).days)

    await own_town.off(days=9)
    for voice in voices[:3]:
        await voice.says("/circle")
        await voice.presses("Eight more weeks: yes")
    await own_town.later(days=2)

    assert list((await sitting(own_town)).values()) == [["Ana", "Ben", "Cai"]]


async def test_the_host_of_the_last_meeting_is_given_an_ending(own_town: Town) -> None:
    ana, *_ = await circle_of(own_town, 4)
    async with own_town.database.transaction() as session:
        last = (await session.scalars(select(Meeting))).one()
        await session.execute(update(Circle).values(ends_at=last.at + timedelta(days=7)))
    heard = []
    for _ in range(2):
        await ana.says("/circle")
        await ana.presses("The host's pack")
        heard.append(ana.last_heard)

    assert "It is the last meeting of these eight weeks. To end it well:" in heard[0]
    assert heard[0] == heard[1]
    async with own_town.database.transaction() as session:
        (meeting,) = (await session.scalars(select(Meeting))).all()
    assert [each.split("-")[0] for each in meeting.prompt.splitlines()] == ["host", "end"]


# --- Growing, parting, shrinking ------------------------------------------------------------


async def test_at_seven_it_becomes_two(own_town: Town) -> None:
    voices = await circle_of(own_town, 6)
    await own_town.later(weeks=2)
    gwen = await peer(own_town, "Gwen", "gardening")
    await gwen.says("/circle")
    await gwen.presses("gardens, in Brookside (6)")
    await joins(gwen, votes=False)
    one, two = sorted((await sitting(own_town)).values(), key=len)
    assert (len(one), len(two)) == (3, 4)
    assert sorted((*one, *two)) == list(NAMES)
    heard = await days(own_town, 1, voices)
    assert all("so there are two now" in texts[0] for texts in heard.values()), heard
    async with own_town.database.transaction() as session:
        meetings = (await session.scalars(select(Meeting).where(Meeting.over_at.is_(None)))).all()
        hosts = [sum(each.hosts for each in await circles.coming_to(session, meeting))
                 for meeting in meetings]  # fmt: skip
    assert hosts == [1, 1]


async def test_one_that_becomes_two_after_its_last_meeting_goes_on_as_both(
    own_town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    voices = await circle_of(own_town, 6)
    async with own_town.database.transaction() as session:
        last = (await session.scalars(select(Meeting))).one()
        await session.execute(update(Circle).values(ends_at=last.at + timedelta(days=7)))
    await own_town.later(days=(last.at - own_town.clock.now()).days + 1)
    gwen = await peer(own_town, "Gwen", "gardening")
    await gwen.says("/circle")
    await gwen.presses("gardens, in Brookside (6)")
    await joins(gwen, votes=False)
    assert sorted(map(len, (await sitting(own_town)).values())) == [3, 4]
    for voice in (*voices, gwen):
        await voice.says("/circle")
        await voice.presses("Eight more weeks: yes")
    await own_town.later(days=5)

    assert sorted(map(len, (await sitting(own_town)).values())) == [3, 4]
    async with own_town.database.transaction() as session:
        found = await circles.open_circles(session)
        meetings = [await circles.next_meeting(session, each) for each in found]
    assert [each and each.at > last.at for each in meetings] == [True, True]
    assert caplog.records == []


async def test_two_who_are_left_join_another_each_by_their_own_yes(own_town: Town) -> None:
    voices = await circle_of(own_town, 4)
    gwen = await peer(own_town, "Gwen", "gardening")
    await starts(gwen)
    for count, name in enumerate(("Hal", "Ida", "Jon"), start=1):
        more = await peer(own_town, name, "gardening")
        await more.says("/circle")
        await more.presses(f"gardens, in Fernleigh ({count})")
        await joins(more, votes=False)
    ana, ben, cai, dai = voices
    for voice in (cai, dai):
        await voice.says("/circle")
        await voice.presses("Leave this circle")
    heard = await days(own_town, 8, [ana, ben])
    assert heard["Ana"][0].startswith("Your circle has become small. There is another one")
    assert "There is a circle for you: gardens, in Fernleigh." in heard["Ben"][0]
    await ana.says("/circle")
    await ana.presses("Move to another circle")
    await joins(ana, votes=False)
    assert sorted(map(sorted, (await sitting(own_town)).values())) == [
        ["Ana", "Gwen", "Hal", "Ida", "Jon"], ["Ben"],
    ]  # fmt: skip
    await days(own_town, 30, [ana, ben])
    assert sorted(map(sorted, (await sitting(own_town)).values())) == [
        ["Ana", "Gwen", "Hal", "Ida", "Jon"]
    ]


# --- Kept apart, and out --------------------------------------------------------------------


async def keeps_apart(town: Town, one: Voice, other: Voice) -> None:
    """Somebody does not want to meet another any more."""
    pair = await id_of(town, one), await id_of(town, other)
    async with town.database.transaction() as session:
        await peers.keep_apart(session, *pair, town.clock.now())
        await circles.look_again(session, pair[0], town.clock.now())


async def test_two_who_are_kept_apart_are_never_in_one_circle(own_town: Town) -> None:
    voices = await gardeners(own_town, 4)
    await keeps_apart(own_town, voices[0], voices[1])

    await own_town.later(days=2)
    assert await sitting(own_town) == {}
    gwen = await peer(own_town, "Gwen", "gardening")
    await starts(gwen)
    await own_town.later(minutes=1)
    asked = [voice.name for voice in voices if "Yes, count me in" in voice.buttons]
    assert asked == ["Ana", "Cai", "Dai"]
    ben = voices[1]
    await ben.says("/circle")
    assert ben.buttons == ["Stop looking", "Start a circle"]


async def test_who_blocks_another_of_four_leaves_and_nobody_learns_why(own_town: Town) -> None:
    ana, ben, cai, dai = await circle_of(own_town, 4)
    await keeps_apart(own_town, ana, ben)
    heard = await days(own_town, 1, [ana, ben, cai, dai])

    assert heard["Ana"][0].startswith("Somebody whom you don't want to meet was in your circle.")
    assert (heard["Ben"], heard["Cai"], heard["Dai"]) == ([], [], [])
    assert list((await sitting(own_town)).values()) == [["Ben", "Cai", "Dai"]]


async def test_what_a_block_ends_is_said_before_it(own_town: Town) -> None:
    ana, *_ = await circle_of(own_town, 4)
    await ana.says("/circle")
    await ana.presses("Block or report somebody")
    await ana.presses("Block or report Ben")

    assert "You are in one circle. If you block Ben, you leave it" in ana.last_heard
    await ana.presses("Block Ben")
    await own_town.later(minutes=1)

    assert list((await sitting(own_town)).values()) == [["Ben", "Cai", "Dai"]]


async def test_who_typed_anothers_name_leaves_and_not_who_typed_somebody_elses(
    own_town: Town,
) -> None:
    ana, ben, cai, dai = await circle_of(own_town, 4)
    for voice, name in ((ana, "Zed Evans"), (ben, "ana")):
        await voice.says("/peers")
        await voice.presses("People I don't want to meet")
        await voice.presses("Add a name")
        await voice.fills(name)
    heard = await days(own_town, 1, [ana, ben, cai, dai])

    assert heard["Ben"][0].startswith("Somebody whom you don't want to meet was in your circle.")
    assert (heard["Ana"], heard["Cai"], heard["Dai"]) == ([], [], [])
    assert list((await sitting(own_town)).values()) == [["Ana", "Cai", "Dai"]]


async def test_of_six_two_circles_are_made_with_those_kept_apart(own_town: Town) -> None:
    voices = await circle_of(own_town, 6)
    await keeps_apart(own_town, voices[0], voices[1])
    heard = await days(own_town, 1, voices)

    one, two = (await sitting(own_town)).values()
    assert (len(one), len(two)) == (3, 3)
    assert ("Ana" in one) != ("Ben" in one)
    assert {texts[0][:27] for texts in heard.values()} == {"Your circle has grown, so t"}


async def test_who_was_reported_is_seen_by_nobody_from_then_on(own_town: Town) -> None:
    ana, ben, cai, dai = await circle_of(own_town, 4)
    reported = await id_of(own_town, dai)
    by = await id_of(own_town, ana)
    async with own_town.database.transaction() as session:
        await session.execute(
            update(peers.Peer).where(peers.Peer.person_id == reported).values(out_at=NOW)
        )
        await circles.look_again(session, by, own_town.clock.now())

    for voice in (ana, ben, cai):
        await voice.says("/circle")
        assert "Dai" not in voice.last_heard
    await dai.says("/circle")
    assert dai.last_heard == "There is no circle for you at the moment."
    await own_town.later(minutes=1)
    assert list((await sitting(own_town)).values()) == [["Ana", "Ben", "Cai"]]


async def test_who_was_reported_sees_no_change_until_they_are_told(own_town: Town) -> None:
    voices = await circle_of(own_town, 4)
    ana, ben, cai, dai = voices
    await dai.says("/circle")
    before, buttons = dai.last_heard, dai.buttons
    await ana.says("/circle")
    await ana.presses("Block or report somebody")
    await ana.presses("Block or report Dai")
    await ana.presses("Report Dai")
    await ana.fills("They were unkind", "")
    await own_town.later(minutes=1)

    for voice in (ana, ben, cai):
        await voice.says("/circle")
        assert "Dai" not in voice.last_heard
    for _ in range(2):
        await dai.says("/circle")
        assert (dai.last_heard, dai.buttons) == (before, buttons), "she reads nothing new, either"
        await own_town.later(hours=5)
    assert list((await sitting(own_town)).values()) == [["Ana", "Ben", "Cai"]]
    await dai.presses("I'm coming")
    await ben.says("/circle")
    assert "Dai" not in ben.last_heard

    await own_town.later(days=4)
    await dai.says("/circle")
    assert dai.last_heard == "There is no circle for you at the moment."


async def test_who_was_reported_reads_the_same_list_of_circles_until_they_are_told(
    own_town: Town,
) -> None:
    ana, _, _, dai = await circle_of(own_town, 4)
    await ana.says("/circle")
    await ana.presses("Block or report somebody")
    await dai.says("/circle")
    await dai.presses("Leave this circle")
    await dai.says("/circle")
    before, buttons = dai.last_heard, dai.buttons
    assert "gardens, in Brookside (3)" in buttons
    await ana.presses("Block or report Dai")
    await ana.presses("Report Dai")
    await ana.fills("They were unkind", "")
    await own_town.later(minutes=1)

    await dai.says("/circle")
    assert (dai.last_heard, dai.buttons) == (before, buttons)
    await dai.presses("gardens, in Brookside (3)")
    assert "3 people have said yes so far." in dai.last_heard
    await dai.presses("Yes, count me in")
    assert dai.last_heard.startswith("That circle has no place for you any more")
    assert list((await sitting(own_town)).values()) == [["Ana", "Ben", "Cai"]]


async def test_a_circle_that_ends_lets_go_who_is_out_and_does_not_know_it(own_town: Town) -> None:
    ana, ben, cai, dai = await circle_of(own_town, 4)
    await ana.says("/circle")
    await ana.presses("Block or report somebody")
    await ana.presses("Block or report Dai")
    await ana.presses("Report Dai")
    await ana.fills("They were unkind", "")
    for voice in (ana, ben, cai):
        await voice.says("/circle")
        await voice.presses("Leave this circle")
    await own_town.later(minutes=1)

    assert await sitting(own_town) == {}
    async with own_town.database.transaction() as session:
        seats = (await session.scalars(select(Seat))).all()
    assert [(each.left_at is None, each.contact) for each in seats] == [(False, None)] * 4
    await dai.says("/circle")
    assert "Find me a circle" in dai.buttons


# --- Waiting --------------------------------------------------------------------------------


async def test_who_waits_keeps_their_place(database: Database) -> None:
    async with database.transaction() as session:
        account = await people.meet(
            session, "x", "1", address="1", name="Ana", language="en", now=NOW
        )
        for more in range(2):
            await circles.wait(session, account.person_id, NOW + timedelta(days=more))

    async with database.transaction() as session:
        (waits,) = await circles.waiting(session, NOW + timedelta(days=1))
        assert await circles.waiting(session, NOW + timedelta(hours=23)) == []
    assert (waits.since, waits.look_at) == (NOW, NOW + timedelta(days=1))
