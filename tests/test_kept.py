"""Keep this: reminders before the deadline, each once, and how it went after it."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, insert, select, update

from handlers import outcomes, remembering
from handlers.hours import Clock
from handlers.outcomes import Told
from scheduler import clockwork
from scheduler.timetable import TIMETABLE
from storage import kept
from storage.kept import Kept, Outcome
from storage.people import Account, Person
from storage.pots import Pot
from tests.town import Town, Voice

LONDON = ZoneInfo("Europe/London")
CHEST = "Community Chest"
"""It closes on Monday 30 November; the story begins eight days before."""
OLDER = "Older and Bolder Grants"
"""It closes on Friday 29 January 2027."""


async def keeps(person: Voice, pot: str) -> None:
    """Somebody asks for a pot by its name, and keeps it."""
    await person.says(f"/pots {pot}")
    while f". {pot}\n" not in person.last_heard:
        await person.presses("More")
    shown = next(line for line in person.last_heard.split("\n") if line.endswith(f". {pot}"))
    await person.presses(shown.split(".")[0])
    await person.presses("Keep this")


async def at(town: Town, day: str, hour: int = 12, *, off: bool = False) -> None:
    """Push the clock to an hour, UTC, of a day; the bot is off meanwhile, or at work."""
    then = datetime.fromisoformat(day).replace(hour=hour, tzinfo=UTC)
    push = town.off if off else town.later
    await push(seconds=(then - town.clock.now()).total_seconds())


async def moved(town: Town, pot: str, closes_on: date | None) -> None:
    """An import brings another deadline for a pot."""
    async with town.database.transaction() as session:
        await session.execute(update(Pot).where(Pot.title == pot).values(closes_on=closes_on))
        await kept.look_again(session, town.clock.now())


# --- Keeping --------------------------------------------------------------------------------


async def test_keeping_says_when_reminders_come(town: Town) -> None:
    ana = town.voice("Ana")

    await keeps(ana, OLDER)

    assert ana.hears == [
        (
            "Kept: Older and Bolder Grants.\n\n"
            "I'll remind you on Friday 15 January, on Tuesday 26 January, on Thursday 28 January. "
            "Four weeks after it closes, I'll ask how it went."
        )
    ]
    assert ana.buttons == ["What I keep", "Undo"]


async def test_with_fewer_days_left_only_those_that_remain_are_promised(town: Town) -> None:
    ana = town.voice("Ana")

    await keeps(ana, CHEST)

    assert "I'll remind you on Friday 27 November, on Sunday 29 November. " in ana.last_heard


async def test_without_a_deadline_there_is_no_reminder(town: Town) -> None:
    ana = town.voice("Ana")

    await keeps(ana, "Carers' Breather Fund")

    assert "It has no deadline, so I won't remind you." in ana.last_heard


async def test_keeping_twice_is_keeping_once_and_the_details_say_so(town: Town) -> None:
    ana = town.voice("Ana")
    await keeps(ana, CHEST)

    await ana.says("/pots community chest")
    await ana.presses("1")
    assert "You keep this" in ana.buttons
    await ana.presses("You keep this")
    await ana.says("/kept")

    assert ana.last_heard == (
        "You keep one pot:\n\n"
        "1. Community Chest\n"
        "£250 to £1,500 · closes Monday 30 November, in 8 days"
    )


async def test_what_is_kept_is_listed_next_to_close_first_and_can_be_let_go_and_brought_back(
    town: Town,
) -> None:
    ana = town.voice("Ana")
    for pot in (OLDER, "Carers' Breather Fund", CHEST, "Food Partnership Micro Grants"):
        await keeps(ana, pot)

    await ana.says("/kept")
    assert ana.last_heard.split("\n\n")[0] == "You keep 4 pots:"
    assert [line for line in ana.last_heard.split("\n") if line[:1].isdigit()] == [
        "1. Community Chest",
        "2. Food Partnership Micro Grants",
        "3. Older and Bolder Grants",
    ]
    await ana.presses("More")
    assert "4. Carers' Breather Fund" in ana.last_heard
    await ana.presses("Earlier ones")
    await ana.presses("1")
    assert ana.buttons == [
        "All about it", "Tell you how it went", "Stop keeping it", "Back to the list",
    ]  # fmt: skip
    await ana.presses("Stop keeping it")
    assert ana.last_heard == "I no longer keep Community Chest for you."
    await ana.presses("Undo: keep it after all")
    await ana.says("/kept")
    assert ana.last_heard.startswith("You keep 4 pots:")


async def test_who_keeps_nothing_is_told_how(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/kept")

    assert ana.last_heard == "You keep no pots yet. Look at one, and tap “Keep this”."


# --- Reminders ------------------------------------------------------------------------------


async def test_reminders_come_at_fourteen_three_and_one_days_at_the_usual_hour(
    town: Town,
) -> None:
    ana, heard = town.voice("Ana"), []
    await keeps(ana, OLDER)

    for day in ("2027-01-15", "2027-01-26", "2027-01-28", "2027-02-26"):
        await at(town, day, 9, off=True)
        assert ana.hears == []
        await at(town, day, 10)
        heard += ana.hears

    assert [each.split("\n")[0] for each in heard] == [
        *["You asked me to remind you:"] * 3,
        "Older and Bolder Grants closed four weeks ago. How did it go?",
    ]
    assert heard[1] == (
        "You asked me to remind you:\n\n"
        "Older and Bolder Grants\n"
        "£500 to £3,000 · closes Friday 29 January, in 3 days\n"
        "How to apply"
    )
    await at(town, "2027-06-01", off=True)
    assert ana.hears == []


async def test_a_reminder_leads_to_the_details_and_to_having_applied(town: Town) -> None:
    ana = town.voice("Ana")
    await keeps(ana, CHEST)

    await at(town, "2026-11-27")
    assert ana.buttons == ["All about it", "Can we apply?", "We have applied", "Stop keeping it"]
    await ana.presses("We have applied")
    assert ana.last_heard.startswith("Well done for getting it in.")
    await at(town, "2026-11-30")
    assert ana.hears == []
    await at(town, "2026-12-28")

    assert ana.hears == ["Community Chest closed four weeks ago. How did it go?"]


async def test_they_come_at_the_persons_hour_where_they_are(town: Town) -> None:
    ana = town.voice("Ana")
    await ana.says("/start")
    async with town.database.transaction() as session:
        who = select(Account.person_id).where(Account.user == ana.id)
        await session.execute(
            update(Person).where(Person.id.in_(who)).values(hour=19, zone="America/New_York")
        )
    await keeps(ana, CHEST)

    await at(town, "2026-11-27", 23)
    assert ana.hears == []
    await at(town, "2026-11-28", 0)

    assert len(ana.hears) == 1, "seven in the evening of the 27th in New York"


async def test_who_wants_no_messages_gets_no_reminder_and_is_told_so(town: Town) -> None:
    ana = town.voice("Ana")
    await ana.says("/stop")

    await keeps(ana, CHEST)
    assert ana.last_heard.endswith("You asked me not to write to you, so I won't remind you.")
    await at(town, "2026-12-28")

    assert ana.hears == []


async def test_reminders_count_against_no_weekly_number(town: Town) -> None:
    ana = town.voice("Ana")
    for pot in (CHEST, "Short Breaks Activity Grants", "Mind and Mates Small Grants",
                "Christmas Day Companions"):  # fmt: skip
        await keeps(ana, pot)

    heard = 0
    for day in ("2026-11-23", "2026-11-24", "2026-11-26", "2026-11-27", "2026-11-28"):
        await at(town, day)
        heard += len(ana.hears)

    assert heard > 3, "in one week"


async def test_a_deadline_that_moves_is_told_by_day_and_counted_anew(town: Town) -> None:
    ana = town.voice("Ana")
    await keeps(ana, CHEST)
    await at(town, "2026-11-29", 23)

    await moved(town, CHEST, date(2026, 12, 18))
    try:
        await town.later(hours=1)
        assert ana.hears == [], "not at night"
        await at(town, "2026-11-30", 8)
        assert ana.hears == [
            (
                "The date has changed for something that you keep:\n\n"
                "Community Chest\n"
                "£250 to £1,500 · closes Friday 18 December, in 18 days\n"
                "How to apply"
            )
        ]
        await at(town, "2026-12-04", 10)
        assert ana.hears[0].startswith("You asked me to remind you:")
        assert "in 14 days" in ana.last_heard
    finally:
        await moved(town, CHEST, date(2026, 11, 30))


# --- Once, whatever happens -----------------------------------------------------------------


async def test_after_a_long_outage_only_what_still_helps_is_said(own_town: Town) -> None:
    ana, ben = own_town.voice("Ana"), own_town.voice("Ben")
    await keeps(ana, OLDER)
    await keeps(ben, CHEST)

    own_town.clock.push_to(datetime(2027, 1, 27, 18, tzinfo=UTC))  # the bot was off
    async with own_town.turn():
        await own_town.app.tick()
        await own_town.app.tick()

    assert [each.split("\n")[0] for each in ana.hears] == ["You asked me to remind you:"]
    assert "in 2 days" in ana.last_heard
    assert ben.hears == ["Community Chest closed four weeks ago. How did it go?"]


async def test_a_second_process_that_ticks_beside_it_doubles_nothing(own_town: Town) -> None:
    ana = own_town.voice("Ana")
    await keeps(ana, CHEST)
    own_town.clock.push_to(datetime(2026, 11, 27, 10, tzinfo=UTC))

    async with own_town.turn():
        for _ in range(3):
            await clockwork.tick(own_town.database, own_town.app.here, own_town.clock.now())

    assert len(ana.hears) == 1


async def test_many_are_reminded_in_slices(own_town: Town) -> None:
    ana = own_town.voice("Ana")
    await ana.says("/start")
    now = own_town.clock.now()
    async with own_town.database.transaction() as session:
        (person,) = await session.scalars(select(Account.person_id).where(Account.user == ana.id))
        ids = (await session.scalars(select(Pot.id).where(Pot.closes_on > now.date()))).all()
        rows = [
            {
                "person_id": person, "pot_id": each, "kept_at": now, "due_at": now,
                "closes_on": None, "outcome": "", "tells": False,
            }
            for each in ids
        ]  # fmt: skip
        await session.execute(insert(Kept), rows)

    job = next(job for job in TIMETABLE if job.run.__name__ == "remind_of_kept_pots")
    handled = await clockwork.tick(own_town.database, own_town.app.here, now, [job])

    assert handled == len(ids)
    async with own_town.database.transaction() as session:
        due = await session.scalar(select(func.count()).where(Kept.due_at <= now))
    assert due == 0


@given(
    closes=st.dates(date(2026, 1, 1), date(2028, 12, 31)),
    kept_days=st.integers(-40, 60),
    hour=st.sampled_from([None, 0, 7, 10, 22]),
)
def test_every_step_that_is_still_to_come_comes_once_in_order(
    closes: date, kept_days: int, hour: int | None
) -> None:
    begins = datetime.combine(closes - timedelta(days=kept_days), datetime.min.time(), UTC)
    clock = Clock(LONDON, hour)
    step = remembering.gone_by(closes, begins, clock)
    said, now = [], begins
    while (after := remembering.following(step)) is not None:
        now = remembering.instant(closes, after, clock)
        assert now > begins
        step = remembering.gone_by(closes, now, clock)
        assert step == after
        said.append(step)

    missed = [each for each in remembering.STEPS
              if remembering.instant(closes, each, clock) <= begins]  # fmt: skip
    assert [*missed, *said] == list(remembering.STEPS)


# --- How it went ----------------------------------------------------------------------------


async def test_how_it_went_is_one_tap_and_can_be_changed(town: Town) -> None:
    ana = town.voice("Ana")
    await keeps(ana, CHEST)
    await at(town, "2026-12-28")
    assert ana.buttons == [
        "We got it", "We didn't get it", "We didn't apply", "Still waiting",
    ]  # fmt: skip

    await ana.presses("Still waiting")
    assert ana.last_heard.startswith("Thank you. Tell me when you hear; /kept has it.")
    await ana.presses("Change my answer")
    await ana.presses("We got it")
    assert ana.last_heard == (
        "You got it. That's lovely news.\n\n"
        "Others will see only how many groups got it, once there are ten or more, and never who."
    )
    await ana.says("/kept")

    assert "closed on Monday 30 November 2026 · We got it" in ana.last_heard


async def test_who_got_it_may_be_happy_to_tell_and_is_never_named(town: Town) -> None:
    ana, ben = town.voice("Ana"), town.voice("Ben")
    await keeps(ana, OLDER)
    await ana.presses("What I keep")
    await ana.presses("1")
    await ana.presses("Tell you how it went")
    await ana.presses("We got it")
    await ana.presses("Happy to tell others how")
    assert ana.last_heard.startswith("Thank you. I'll say that somebody who got it")

    tells = "Somebody who got it is happy to tell others how."
    for person, told in ((ben, True), (ana, False)):
        await person.says(f"/pots {OLDER}")
        await person.presses("1")
        assert (tells in person.last_heard) is told
        assert "Ana" not in person.last_heard

    await ana.says("/kept")
    await ana.presses("1")
    await ana.presses("Tell you how it went")
    await ana.presses("We got it")
    await ana.presses("I'd rather not, after all")
    await ben.says(f"/pots {OLDER}")
    await ben.presses("1")
    assert tells not in ben.last_heard


async def others(town: Town, pot: str, told: Sequence[str]) -> None:
    """Others keep a pot, and told how it went."""
    now = town.clock.now()
    async with town.database.transaction() as session:
        (pot_id,) = await session.scalars(select(Pot.id).where(Pot.title == pot))
        for outcome in told:
            person = Person(name="x", language="en", met_at=now, due_at=now + timedelta(days=365))
            session.add(person)
            await session.flush()
            session.add(
                Kept(person_id=person.id, pot_id=pot_id, kept_at=now, outcome=outcome, tells=False)
            )


async def test_how_it_went_for_others_is_told_from_ten_groups_on_and_rounded(
    own_town: Town,
) -> None:
    ana = own_town.voice("Ana")
    spring = "Community Chest (spring 2026 round)"
    await others(own_town, spring, ["got"] * 7 + ["not-got"] * 2 + ["not-applied"] * 9)

    await ana.says("/pots community chest")
    await ana.presses("1")
    assert "groups that applied" not in ana.last_heard
    await others(own_town, CHEST, ["not-got"])
    await ana.says("/pots community chest")
    await ana.presses("1")

    assert "\nOf about 10 groups that applied, about 5 got it.\n" in ana.last_heard


async def test_a_round_has_the_name_of_its_programme_letter_by_letter(own_town: Town) -> None:
    spring = "Community Chest (spring 2026 round)"
    await others(own_town, spring, ["got"])
    async with own_town.database.transaction() as session:
        chest = (await session.scalars(select(Pot).where(Pot.title == CHEST))).one()
        other = (await session.scalars(select(Pot).where(Pot.title == spring))).one()
        assert await kept.outcomes_of(session, chest) == {"got": 1}
        other.title = spring.upper()
        await session.flush()

        assert await kept.outcomes_of(session, chest) == {}


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ({}, None),
        ({Outcome.GOT: 9, Outcome.WAITING: 50}, None),
        ({Outcome.GOT: 9, Outcome.NOT_GOT: 1}, Told(10, 10)),
        ({Outcome.GOT: 2, Outcome.NOT_GOT: 10}, Told(0, 10)),
        ({Outcome.GOT: 3, Outcome.NOT_GOT: 10}, Told(5, 15)),
    ],
)
def test_few_are_told_of_nothing(counts: dict[str, int], told: Told | None) -> None:
    assert outcomes.told(counts) == told


async def test_what_is_kept_is_told_of_and_goes_with_the_person(town: Town) -> None:
    ana = town.voice("Ana")
    await keeps(ana, CHEST)

    await ana.says("/me")
    assert "One pot that you keep, so that I can remind you, and how it went." in ana.last_heard
    assert "What I keep for you" in ana.buttons
    async with town.database.transaction() as session:
        before = await session.scalar(select(func.count()).select_from(Kept))
    await ana.presses("Erase everything")
    await ana.presses("Yes, erase everything")

    async with town.database.transaction() as session:
        assert await session.scalar(select(func.count()).select_from(Kept)) == (before or 0) - 1
