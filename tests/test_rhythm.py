"""When people hear from us, and the weekly note: held as conversations."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from handlers import rhythm
from handlers.consents import VERSIONS
from handlers.messages import Command, Incoming, Sender
from handlers.turns import Turn
from scheduler.reminders import MISSED
from storage import consents
from storage.consents import Purpose
from storage.people import Account, Person
from storage.reminders import Reminder
from tests.test_check_ins import everywhere
from tests.town import STORY_BEGINS, Held, Town, Voice

__all__ = ["everywhere"]  # a fixture

FRIDAY = datetime(2026, 11, 27, 10, 0, tzinfo=UTC)
"""The first one after the story begins, at the usual hour."""

TITLE = "Your weekly Sparkplug note"
NOTE = (
    f"{TITLE}\n\n"
    "One short question is waiting for you. It takes ten seconds, and you can leave it out."
)
USUAL = (
    "I write to you at most 3 times a week, unless you ask me something.\n\n"
    "I try to write at about 10 am, by the clock in London. Never at night, unless you choose it."
)
OVER = "That one is over. /when shows when the next note comes."


async def person_of(town: Town, voice: Voice) -> Person:
    async with town.database.transaction() as session:
        account = await session.scalar(select(Account).where(Account.user == voice.id))
        assert account
        person = await session.get(Person, account.person_id)
        assert person
        return person


async def reminder_of(town: Town, voice: Voice) -> Reminder | None:
    person = await person_of(town, voice)
    async with town.database.transaction() as session:
        return await session.get(Reminder, person.id)


async def begins(town: Town, voice: Voice) -> None:
    """Somebody says yes to check-ins."""
    await voice.says("/language")
    async with town.database.transaction() as session:
        account = await session.scalar(select(Account).where(Account.user == voice.id))
        assert account
        await session.refresh(account, ["person"])
        sender = Sender(voice.id, voice.name, "en")
        incoming = Incoming(account.platform, "0", sender, account.address, Command("x"))
        turn = Turn(session, town.clock.now(), town.app.here, incoming, account)
        version = VERSIONS[Purpose.CHECK_INS]
        await consents.give(session, account.person_id, Purpose.CHECK_INS, version, turn.now)
        assert await rhythm.begin(turn) == FRIDAY


async def until(town: Town, instant: datetime) -> None:
    await town.later(seconds=(instant - town.clock.now()).total_seconds())


# --- The page -------------------------------------------------------------------------------


async def test_the_page_says_when_how_often_and_how_much(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/when")
    assert ana.hears == [USUAL]
    assert ana.buttons == [
        "Change the hour",
        "How many a week",
        "My clock is somewhere else",
        "Keep quiet for a while",
        "A question to think about, once a week",
    ]
    await begins(town, ana)
    await ana.says("fewer messages")
    assert ana.hears == [f"{USUAL}\n\nYour weekly note comes every Friday."]
    assert ana.buttons[0] == "Change the day and hour"


async def test_me_leads_to_the_page(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/me")
    await ana.presses("When I hear from you")

    assert ana.last_heard == USUAL


@pytest.mark.parametrize(
    ("answer", "hour", "told"),
    [
        ("Early evening, 6 pm", 18, "6 pm"),
        ("Midday, 12 noon", 12, "12 noon"),
    ],
)
async def test_another_hour(town: Town, answer: str, hour: int, told: str) -> None:
    ana = town.voice("Ana")

    await ana.says("/when")
    await ana.presses("Change the hour")
    await ana.fills(answer)

    assert ana.last_heard.startswith("Done.\n\n")
    assert f"at about {told}, by the clock" in ana.last_heard
    assert (await person_of(town, ana)).hour == hour


@pytest.mark.parametrize(
    ("typed", "hours"),
    [
        ("7pm", ["19"]), ("7 p.m.", ["19"]), ("19:00", ["19"]), ("7.00 pm", ["19"]), ("9", ["9"]),
        ("12am", ["0"]), ("12 pm", ["12"]), ("noon", ["12"]), ("Midnight", ["0"]), ("7yh", ["19"]),
        ("1am", []), ("2", []), ("24", []), ("13 pm", []), ("7:30pm", []), ("soon", []),
    ],
)  # fmt: skip
async def test_an_hour_can_be_typed_in_many_ways(typed: str, hours: list[str]) -> None:
    assert await rhythm.read_hour(SimpleNamespace(), typed) == hours  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "zones"),
    [
        ("Auckland", ["Pacific/Auckland"]),
        ("new york", ["America/New_York"]),
        ("St Johns", ["America/St_Johns"]),
        ("europe/warsaw", ["Europe/Warsaw"]),
        ("Atlantis", []),
        ("", []),
    ],
)
async def test_a_clock_is_found_by_its_city(typed: str, zones: list[str]) -> None:
    assert await rhythm.read_zone(SimpleNamespace(), typed) == zones  # type: ignore[arg-type]


@pytest.mark.talked
async def test_a_clock_can_be_typed(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/when")
    await ana.presses("My clock is somewhere else")
    await ana.says("Auckland")

    assert "at about 10 am, by the clock in Auckland." in ana.last_heard
    assert (await person_of(town, ana)).zone == "Pacific/Auckland"


async def test_fewer_a_week(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/when")
    await ana.presses("How many a week")
    await ana.fills("One")

    assert ana.last_heard.startswith("Done.\n\nI write to you at most once a week, unless")


# --- A rest ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "day"),
    [
        (["Two weeks"], "Sunday 6 December"),
        (["Until a date", "05/01/2027"], "Tuesday 5 January"),
    ],
)
async def test_a_rest_ends_by_itself_or_when_they_say_so(
    town: Town, answers: list[str], day: str
) -> None:
    ana = town.voice("Ana")

    await ana.says("/when")
    await ana.presses("Keep quiet for a while")
    await ana.fills(*answers)
    rests = ana.last_heard
    await ana.says("/when")
    await ana.presses("You can write again")

    assert rests.endswith(f"I am keeping quiet until {day}.")
    assert ana.last_heard == f"Done.\n\n{USUAL}"
    assert (await person_of(town, ana)).paused_until is None


@pytest.mark.parametrize("day", ["22/11/2026", "01/01/2020", "01/01/2030", "31/12/9999"])
async def test_a_rest_ends_on_a_day_to_come(town: Town, day: str) -> None:
    ana = town.voice("Ana")

    await ana.says("/when")
    await ana.presses("Keep quiet for a while")
    await ana.fills("Until a date", day)

    assert ana.last_heard.startswith("That day won't do.")
    assert (await person_of(town, ana)).paused_until is None


# --- The note -------------------------------------------------------------------------------


async def test_the_note_comes_each_week_at_its_hour_and_tells_a_locked_phone_nothing(
    town: Town,
) -> None:
    ana = town.voice("Ana")
    await begins(town, ana)

    await until(town, FRIDAY - timedelta(seconds=1))
    assert ana.hears == []
    await until(town, FRIDAY)
    assert ana.hears == [NOTE]
    assert ana.buttons == ["Tell how it was", "Later", "Skip this week", "Change when"]
    await town.later(days=7)
    assert ana.hears == [NOTE]
    await town.later(days=14)
    assert ana.hears == [NOTE, NOTE]


async def test_later_asks_once_more(town: Town) -> None:
    ana = town.voice("Ana")
    await begins(town, ana)
    await until(town, FRIDAY)

    await ana.presses("Later")
    assert ana.buttons == ["In 1 hour", "In 3 hours", "Tomorrow", "Tell how it was"]
    await ana.presses("In 3 hours")
    assert ana.last_heard == "All right. I'll ask again in 3 hours."
    await town.later(hours=2, minutes=59)
    assert ana.hears == []
    await town.later(minutes=1)
    assert ana.hears == [NOTE]
    await town.later(days=6)
    assert ana.hears == []


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("later", "When shall I ask again?"),
        ("Skip this week", "All right, we leave this one out."),
        ("skip", "All right, we leave this one out."),
        ("pretty good", "It sounds as if you're telling me about your week."),
    ],
)
async def test_the_note_is_answered_in_words(town: Town, said: str, told: str) -> None:
    ana = town.voice("Ana")
    await begins(town, ana)
    await until(town, FRIDAY)

    await ana.says(said)

    assert ana.last_heard.startswith(told)


async def test_a_note_put_off_to_monday_is_about_the_week_that_is_over(town: Town) -> None:
    ana = town.voice("Ana")
    await begins(town, ana)
    await ana.says("/when")
    await ana.presses("Change the day and hour")
    await ana.fills("Sunday", "Early evening, 6 pm", "Every week")
    await until(town, FRIDAY + timedelta(days=2, hours=8))

    await ana.presses("Later")
    await ana.presses("Tomorrow")
    await town.later(days=1)
    await ana.presses("Tell how it was")
    await ana.presses("🙁 Hard")
    await ana.presses("Change my word")
    assert ana.last_heard.startswith("You have told me about this week.")
    await ana.presses("🙂 Good")
    await ana.says("/myweeks")
    assert "Week from Monday 23 November: 🙂 Good" in ana.last_heard
    assert "Hard" not in ana.last_heard

    await ana.says("/checkin")
    assert ana.last_heard == "How was your week?", "this week is not told of yet"


async def test_who_asked_for_a_late_hour_has_it(town: Town) -> None:
    ana = town.voice("Ana")
    await begins(town, ana)
    await until(town, FRIDAY + timedelta(hours=10))

    await ana.presses("Later")
    await ana.presses("In 3 hours")
    await town.later(hours=3)

    assert ana.hears == [NOTE]


async def test_a_week_can_be_left_out(town: Town) -> None:
    ana = town.voice("Ana")
    await begins(town, ana)
    await until(town, FRIDAY)
    note = ana.button("Later")

    await ana.presses("Skip this week")
    assert ana.last_heard == (
        "All right, we leave this one out. The next note comes on Friday 4 December.\n\n"
        "From now on I ask once a week, on Fridays at 10 am by the clock in London. "
        "Is that a good time for you?"
    )
    assert ana.buttons == ["Yes, Fridays at 10 am", "No, another time"]
    await ana.presses(note)
    assert ana.last_heard == OVER


async def test_what_was_pressed_under_an_older_note_is_over(town: Town) -> None:
    ana = town.voice("Ana")
    await begins(town, ana)
    await until(town, FRIDAY)
    old = ana.button("Skip this week")
    await town.later(days=7)

    await ana.presses(old)

    assert ana.last_heard == OVER
    reminder = await reminder_of(town, ana)
    assert reminder
    assert str(reminder.open_on) == "2026-12-04"


async def test_later_is_for_the_hours_on_offer(town: Town) -> None:
    ana = town.voice("Ana")
    await begins(town, ana)
    await until(town, FRIDAY)

    await ana.presses(Held("rhythm-by 5 2026-11-27"))

    assert ana.last_heard == "That button doesn't work any more. Please ask me again."


async def test_another_day_holds_from_the_next_week_on(town: Town) -> None:
    ana = town.voice("Ana")
    await begins(town, ana)
    await until(town, FRIDAY)

    await ana.presses("Change when")
    await ana.fills("Saturday", "Evening, 8 pm", "Every other week")
    assert ana.last_heard.endswith("Your note comes every other Saturday.")
    await until(town, datetime(2026, 12, 12, 19, 59, tzinfo=UTC))
    assert ana.hears == []
    await town.later(minutes=1)

    assert ana.hears == [NOTE.replace("weekly ", "")]


@pytest.mark.parametrize("says", ["/stop", "pause"])
async def test_who_stopped_or_rests_has_no_note_and_then_has_it_again(
    town: Town, says: str
) -> None:
    ana = town.voice("Ana")
    await begins(town, ana)

    await ana.says(says)
    if says == "pause":
        await ana.presses("Keep quiet for a while")
        await ana.fills("Two weeks")
    await town.later(days=14)
    assert ana.hears == []
    if says == "/stop":
        await ana.says("/me")
        await ana.presses("Let me have messages again")
    await town.later(days=7)
    assert ana.hears == [NOTE]


async def test_who_blocked_us_has_no_note_until_they_are_back(town: Town) -> None:
    ana = town.voice("Ana")
    await begins(town, ana)

    await ana.blocks()
    await town.later(days=7)
    await ana.unblocks()
    await ana.says("/when")
    await town.later(days=7)

    assert ana.hears == [NOTE]


async def test_a_second_reminder_is_not_for_who_stopped_meanwhile(town: Town) -> None:
    ana = town.voice("Ana")
    await begins(town, ana)
    await until(town, FRIDAY)

    await ana.presses("Later")
    await ana.presses("In 1 hour")
    await ana.says("/stop")
    await town.later(hours=2)

    assert ana.hears == []


# --- Across the year ------------------------------------------------------------------------


async def test_there_is_no_note_on_christmas_day(town: Town) -> None:
    ana = town.voice("Ana")
    await begins(town, ana)
    await until(town, datetime(2026, 12, 20, tzinfo=UTC))

    await until(town, datetime(2026, 12, 31, 23, 0, tzinfo=UTC))
    assert ana.hears == []
    await town.later(hours=12)
    assert ana.hears == [NOTE]


async def test_nor_is_it_asked_for_on_the_eve_for_the_day_after(town: Town) -> None:
    ana = town.voice("Ana")
    await begins(town, ana)
    await ana.says("/when")
    await ana.presses("Change the day and hour")
    await ana.fills("Thursday", "Late morning, 10 am", "Every week")
    await until(town, datetime(2026, 12, 24, 10, 0, tzinfo=UTC))
    assert ana.hears[-1] == NOTE

    await ana.presses("Later")
    await ana.presses("Tomorrow")
    assert ana.hears == ["All right. I'll ask again on Saturday 26 December."]
    await until(town, datetime(2026, 12, 26, 9, 59, tzinfo=UTC))
    assert ana.hears == []
    await town.later(minutes=1)
    assert ana.hears == [NOTE]


def test_the_story_begins_on_a_sunday_and_a_round_is_missed_after_a_day() -> None:
    assert (STORY_BEGINS.weekday(), MISSED) == (6, timedelta(days=1))
