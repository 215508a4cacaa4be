"""Reports for the council: when they are made, what they count, who sees them."""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import delete, func, insert, select

from handlers.check_ins import TOPICS
from handlers.disclosure import Why
from scheduler import reporting as making
from storage import administrators, check_ins, consents, people, reports
from storage.administrators import Administrator, Role
from storage.areas import Area
from storage.check_ins import MOODS, CheckIn, InReport
from storage.consents import Purpose
from storage.database import Database, new_id
from storage.people import SILENT_FOR, Person
from storage.reports import AREA, Figure, Report, next_quarter, quarter_of
from tests.test_clockwork import HERE
from tests.test_disclosure import beliefs, blurring, likelihood
from tests.town import STORY_BEGINS, Held, Town, Voice
from tests.trouble import failing

OCTOBER = date(2026, 10, 1)
JANUARY = date(2027, 1, 1)


def exactly() -> int:
    """Nothing is blurred."""
    return 0


@pytest.mark.parametrize(
    ("day", "begins", "follows"),
    [
        (date(2026, 1, 1), date(2026, 1, 1), date(2026, 4, 1)),
        (date(2026, 3, 31), date(2026, 1, 1), date(2026, 4, 1)),
        (date(2026, 11, 22), date(2026, 10, 1), date(2027, 1, 1)),
        (date(2026, 12, 31), date(2026, 10, 1), date(2027, 1, 1)),
        (date(2026, 7, 5), date(2026, 7, 1), date(2026, 10, 1)),
    ],
)
def test_quarters(day: date, begins: date, follows: date) -> None:
    assert (quarter_of(day), next_quarter(day)) == (begins, follows)


# --- What is counted ------------------------------------------------------------------------


async def answered(
    database: Database,
    moods: dict[str, int],
    *,
    until: date = OCTOBER,
    first: int = 1,
    tags: tuple[str, ...] = (),
    area: int | None = None,
) -> None:
    """As many people as it says gave each word in the last week before a day."""
    at = datetime.combine(until, datetime.min.time(), UTC) - timedelta(days=3)
    week = at.date() - timedelta(days=at.weekday())
    said = [mood for mood, count in moods.items() for _ in range(count)]
    persons = [
        {
            "id": number,
            "name": f"P{number}",
            "language": "en",
            "met_at": at,
            "due_at": at + SILENT_FOR,
            "area_id": area,
        }
        for number in range(first, first + len(said))
    ]
    rows = [
        {
            "id": new_id(at),
            "person_id": number,
            "at": at,
            "week": week,
            "mood": mood,
            "tags": list(tags),
            "keep_note": False,
        }
        for number, mood in enumerate(said, first)
    ]
    async with database.transaction() as session:
        known = set(await session.scalars(select(Person.id)))
        new = [each for each in persons if each["id"] not in known]
        if new:
            await session.execute(insert(Person), new)
        await session.execute(insert(CheckIn), rows)


async def made(database: Database, until: date) -> bool:
    """Make a report; whether it shows anything of how people's weeks were."""
    now = datetime.combine(until, datetime.min.time(), UTC)
    assert await making.make(database, HERE, now, until, [], exactly)
    async with database.reading() as session:
        figures = await reports.figures(session, until, reports.MOODS)
    return any(each.shown is not None for each in figures.values())


async def told(database: Database, until: date, counted: str) -> dict[str, int | str | None]:
    async with database.transaction() as session:
        found = await reports.figures(session, until, counted)
    return {
        name: each.shown if each.shown is not None else each.why for name, each in found.items()
    }


async def test_each_person_is_counted_once_by_what_they_said_most_often(
    database: Database,
) -> None:
    await answered(database, {"good": 30, "hard": 30}, tags=("time", "money"))
    async with database.transaction() as session:
        for weeks in (1, 2):
            at = datetime(2026, 9, 28, tzinfo=UTC) - timedelta(weeks=weeks)
            kept = await check_ins.check_in(session, 1, at.date(), "great", at)
            kept.tags = ["rest"]

    assert await made(database, OCTOBER)

    assert await told(database, OCTOBER, reports.MOODS) == {
        "great": Why.FEW, "good": 30, "so_so": Why.FEW, "hard": 30, "very_hard": Why.FEW,
    }  # fmt: skip
    topics = await told(database, OCTOBER, reports.TOPICS)
    assert topics["time"] == Why.ALIKE


async def test_who_has_ended_check_ins_is_counted_no_more(database: Database) -> None:
    await answered(database, {"good": 40, "hard": 40})
    now = datetime.combine(OCTOBER, datetime.min.time(), UTC)
    async with database.transaction() as session:
        for person in range(1, 6):
            await consents.give(session, person, Purpose.CHECK_INS, 1, now - timedelta(days=9))
            await consents.end(session, person, now, 4, "week")

    assert await made(database, OCTOBER)

    assert (await told(database, OCTOBER, reports.MOODS))["good"] == 35


async def test_only_the_twelve_weeks_are_counted(database: Database) -> None:
    await answered(database, {"good": 40, "hard": 40})
    await answered(database, {"great": 40}, until=date(2026, 7, 1), first=100)
    await answered(database, {"great": 40}, until=date(2026, 10, 15), first=200)

    await made(database, OCTOBER)

    assert (await told(database, OCTOBER, reports.MOODS))["great"] == Why.FEW


async def test_a_new_number_is_shown_only_when_enough_have_come_and_gone(
    database: Database,
) -> None:
    await answered(database, {"good": 30, "hard": 30})
    assert await made(database, OCTOBER)
    await answered(database, {"good": 30, "hard": 30}, until=JANUARY)
    async with database.transaction() as session:
        for person in (1, 2, 3):
            await people.erase(session, person)

    assert not await made(database, JANUARY)
    assert set((await told(database, JANUARY, reports.MOODS)).values()) == {Why.STILL}

    april = date(2027, 4, 1)
    await answered(database, {"good": 30, "hard": 30}, until=april, first=10)
    async with database.transaction() as session:
        for person in range(10, 21):
            await check_ins.forget_all(session, person)
    # since October 20 have gone (3 of them erased), and 9 came
    assert await made(database, april)


async def test_what_was_shown_stays_as_it_was(database: Database) -> None:
    await answered(database, {"good": 30, "hard": 30})
    await made(database, OCTOBER)
    before = await told(database, OCTOBER, reports.MOODS)

    async with database.transaction() as session:
        for person in range(1, 30):
            await people.erase(session, person)
        assert await reports.due(session, datetime(2026, 11, 1, tzinfo=UTC)) is None

    assert await told(database, OCTOBER, reports.MOODS) == before


async def test_withdrawing_takes_the_note_that_one_was_counted(database: Database) -> None:
    await answered(database, {"good": 30, "hard": 30})
    await made(database, OCTOBER)

    async with database.transaction() as session:
        await check_ins.forget_all(session, 1)
        counted = select(func.count()).where(InReport.person_id == 1)
        assert await session.scalar(counted) == 0
        assert await session.scalar(select(func.count()).select_from(InReport)) == 2 * 59


async def test_a_report_is_due_when_a_quarter_has_ended_and_somebody_checked_in(
    database: Database,
) -> None:
    async with database.transaction() as session:
        assert await reports.NEXT_DUE.read(session) is None
        assert await reports.due(session, datetime(2026, 10, 1, tzinfo=UTC)) is None
    await answered(database, {"good": 1})

    async with database.transaction() as session:
        assert await reports.NEXT_DUE.read(session) == datetime(2026, 10, 1, tzinfo=UTC)
        assert await reports.due(session, datetime(2026, 9, 30, 23, 59, tzinfo=UTC)) is None
        assert await reports.due(session, datetime(2026, 10, 1, tzinfo=UTC)) == OCTOBER
    await made(database, OCTOBER)
    async with database.transaction() as session:
        assert await reports.NEXT_DUE.read(session) is None
        assert await reports.due(session, datetime(2026, 10, 2, tzinfo=UTC)) is None


async def test_a_report_is_made_once_though_two_processes_try(database: Database) -> None:
    await answered(database, {"good": 300, "hard": 300})
    other = Database(str(database.url), database.keys)
    now = datetime(2026, 10, 1, tzinfo=UTC)

    made = await asyncio.gather(
        making.make(database, HERE, now, OCTOBER, []), making.make(other, HERE, now, OCTOBER, [])
    )
    await other.close()

    assert sorted(made) == [False, True]
    shown = await told(database, OCTOBER, reports.MOODS)
    assert all(isinstance(shown[mood], int) for mood in ("good", "hard"))
    async with database.reading() as session:
        assert len(await reports.reports(session)) == 1
        noted = select(func.count()).select_from(InReport)
        assert await session.scalar(noted) == 2 * 600


async def test_a_report_that_was_not_finished_is_begun_anew(database: Database) -> None:
    await answered(database, {"good": 300, "hard": 300})
    with failing(database, Killed(), at="INSERT INTO report_figure"), pytest.raises(Killed):
        await made(database, OCTOBER)
    async with database.reading() as session:
        assert await reports.reports(session) == []
        assert await reports.due(session, datetime(2026, 10, 1, tzinfo=UTC)) == OCTOBER

    assert await made(database, OCTOBER)

    async with database.reading() as session:
        noted = select(func.count()).select_from(InReport)
        assert await session.scalar(noted) == 2 * 600


class Killed(BaseException):
    """The end of the process."""


async def test_who_was_in_an_earlier_report_is_noted_no_longer(database: Database) -> None:
    await answered(database, {"good": 300, "hard": 300})
    await made(database, OCTOBER)
    await answered(database, {"good": 300, "hard": 300}, until=JANUARY, first=1_000)

    assert await made(database, JANUARY)

    async with database.reading() as session:
        noted = select(InReport.person_id).where(InReport.person_id < 1_000)
        assert await session.scalar(noted) is None


async def test_a_note_that_is_kept_longer_than_its_word_is_nothing_to_tell_of(
    database: Database,
) -> None:
    await answered(database, {"": 1}, until=date(2026, 3, 1))

    async with database.transaction() as session:
        assert await reports.NEXT_DUE.read(session) is None


# --- A year of a whole partnership ----------------------------------------------------------

QUARTERS = (date(2026, 4, 1), date(2026, 7, 1), OCTOBER, JANUARY)


@dataclass
class Quarter:
    """What there was to tell of, and what was told."""

    answers: dict[int, tuple[str, str]]
    """Each person's word and topic."""
    told: dict[str, dict[str, int | str | None]] = field(default_factory=dict)


async def a_year(database: Database, seed: int) -> tuple[dict[int, str], list[Quarter]]:
    """Fifty areas of 8 to 60 people, who join, leave and are erased: everybody's area, and all."""
    chance = random.Random(seed)
    async with database.transaction() as session:
        areas = [_area(n) for n in range(50)]
        session.add_all(areas)
        await session.flush()
    homes: dict[int, Area] = {}
    for area in areas:
        for _ in range(chance.randint(8, 60)):
            homes[len(homes) + 1] = area
    taking_part, year = set(homes), []
    for until in QUARTERS:
        quarter = Quarter({p: (chance.choice(MOODS), chance.choice(TOPICS)) for p in taking_part})
        await _answer(database, until, quarter, homes)
        now = datetime.combine(until, datetime.min.time(), UTC)
        refs = [area.ref for area in areas]
        await making.make(database, HERE, now, until, refs, lambda: blurring(chance))
        async with database.transaction() as session:
            quarter.told = {
                counted: {
                    answer: each.shown if each.shown is not None else Why(each.why)
                    for answer, each in (await reports.figures(session, until, counted)).items()
                }
                for counted in (reports.MOODS, reports.TOPICS, AREA)
            }
            year.append(quarter)
            for person in chance.sample(sorted(taking_part), 60):
                await people.erase(session, person)
        gone = set(chance.sample(sorted(taking_part), 200))
        new = range(max(homes) + 1, max(homes) + 150)
        homes |= {person: chance.choice(areas) for person in new}
        async with database.transaction() as session:
            left = set(await session.scalars(select(Person.id)))
        taking_part = ((taking_part & left) - gone) | set(new)
    return {person: area.ref for person, area in homes.items()}, year


def _area(n: int) -> Area:
    return Area(
        ref=f"A{n:02}", name=f"Area {n}", kind="ward", also_called=[], landmarks=[],
        postcode_districts=[], part_of="", notes="",
    )  # fmt: skip


async def _answer(
    database: Database, until: date, quarter: Quarter, homes: dict[int, Area]
) -> None:
    at = datetime.combine(until, datetime.min.time(), UTC) - timedelta(days=3)
    async with database.transaction() as session:
        known = set(await session.scalars(select(Person.id)))
        new = [
            {
                "id": person, "name": "", "language": "en", "met_at": at,
                "due_at": at + SILENT_FOR, "area_id": homes[person].id,
            }
            for person in sorted(quarter.answers.keys() - known)
        ]  # fmt: skip
        if new:
            await session.execute(insert(Person), new)
        rows = [
            {
                "id": new_id(at), "person_id": person, "at": at, "week": at.date(),
                "mood": mood, "tags": [topic], "keep_note": False,
            }
            for person, (mood, topic) in sorted(quarter.answers.items())
        ]  # fmt: skip
        await session.execute(insert(CheckIn), rows)


async def test_nobody_is_found_among_all_counts_of_a_year_together(database: Database) -> None:
    """The attacker knows all else of everybody else, and looks at every count at once.

    Of each who took part all year: what they said each quarter, and whether they took part at all.
    """
    homes, year = await a_year(database, seed=7)
    shown = [v for q in year for table in q.told.values() for v in table.values()]
    assert sum(isinstance(v, int) for v in shown) > 60, "else there is nothing to look at"
    always = sorted(set.intersection(*(set(q.answers) for q in year)))
    sure = sure_of_part = 0.0
    for target in always[::5]:
        took_part = without = 1.0
        for n, quarter in enumerate(year):
            for place, answers in enumerate((MOODS, TOPICS)):
                counts = Counter(said[place] for said in quarter.answers.values())
                told = tuple(quarter.told[(reports.MOODS, reports.TOPICS)[place]].values())
                order = list(quarter.told[(reports.MOODS, reports.TOPICS)[place]])
                moves = moved_in(year, n, (reports.MOODS, reports.TOPICS)[place], None, homes)
                mine = quarter.answers[target][place]
                chances = [
                    likelihood(counted(counts, order, less=mine, more=answer), moves, told)
                    for answer in answers
                ]
                assert min(chances) > 0
                sure = max(sure, max(beliefs(chances)))
                took_part *= likelihood(counted(counts, order), moves, told)
                without *= likelihood(counted(counts, order, less=mine), moves, told)
            moves = moved_in(year, n, AREA, "", homes)
            total = (quarter.told[AREA][AREA],)
            took_part *= likelihood((len(quarter.answers),), moves, total)
            without *= likelihood((len(quarter.answers) - 1,), moves, total)
            name = AREA + homes[target]
            here = sum(homes[person] == homes[target] for person in quarter.answers)
            moves = moved_in(year, n, AREA, homes[target], homes)
            figure = (quarter.told[AREA][name],)
            took_part *= likelihood((here,), moves, figure)
            without *= likelihood((here - 1,), moves, figure)
        sure_of_part = max(sure_of_part, *beliefs([took_part, without]))
    assert sure < 0.6
    assert sure_of_part < 0.97


def counted(
    counts: Counter[str], order: list[str], less: str = "", more: str = ""
) -> tuple[int, ...]:
    return tuple(counts[each] - (each == less) + (each == more) for each in order)


def moved_in(
    year: list[Quarter], n: int, counted: str, area: str | None, homes: dict[int, str]
) -> int | None:
    """How many came or went since a count was last shown, as everybody but us would know it."""

    def those(quarter: Quarter) -> set[int]:
        return {p for p in quarter.answers if not area or homes[p] == area}

    for before in reversed(year[:n]):
        told = before.told[counted]
        figures = list(told.values()) if area is None else [told[AREA + area]]
        if any(isinstance(each, int) for each in figures):
            return len(those(before) ^ those(year[n]))
    return None


# --- Who sees them --------------------------------------------------------------------------


async def forget_reports(town: Town) -> None:
    """Other tests of this house have told of weeks, and gone past the ends of quarters."""
    async with town.database.transaction() as session:
        for table in (Figure, reports.LastShown, Report, InReport, CheckIn):
            await session.execute(delete(table))


@pytest.fixture
async def informed(town: Town) -> AsyncIterator[Voice]:
    """An administrator of a partnership whose people have told of their weeks."""
    await forget_reports(town)
    moira = town.voice("Moira")
    await moira.says("/contacts")
    async with town.database.transaction() as session:
        now = town.clock.now()
        await administrators.add(session, town.way.name, moira.id, Role.ADMINISTRATOR, now)
        area = await session.scalar(select(Area.id).where(Area.name == "Priory"))
    await answered(
        town.database, {"good": 60, "hard": 45, "great": 3}, first=10_000, until=JANUARY, area=area
    )
    yield moira
    async with town.database.transaction() as session:
        await session.execute(delete(Administrator).where(Administrator.user == moira.id))
        for number in range(10_000, 10_200):
            await people.erase(session, number)
    await forget_reports(town)


async def test_a_quarters_report_is_told_of_and_shown_to_administrators(
    town: Town, informed: Voice
) -> None:
    await town.later(days=40)

    new = "There is a new report on how people's weeks were, up to Thursday 31 December 2026."
    assert informed.hears.count(new) == 1
    await informed.presses("How weeks were")

    said = informed.last_heard
    assert said.startswith(
        "How people's weeks were, Friday 9 October 2026 to Thursday 31 December 2026"
    )
    assert "Great: not shown: too few people" in said
    assert "Good: about " in said
    assert "Numbers are blurred and rounded to five" in said
    await informed.presses("How many take part")
    assert "All together: about " in informed.last_heard
    assert "Priory: about " in informed.last_heard
    await informed.presses("What helped or weighed")
    assert informed.last_heard.startswith("What helped people or weighed on them")


async def test_an_old_note_that_is_kept_stops_no_clock(town: Town, informed: Voice) -> None:
    """As the clock is pushed on, all that falls due is done at its own instant, a year later too.

    The report that is due in January is not made late because a note of March is kept.
    """
    await answered(town.database, {"": 1}, first=10_190, until=date(2026, 3, 1))

    await town.later(days=60)

    async with town.database.reading() as session:
        (report,) = await reports.reports(session)
    assert report.made_at == datetime(2027, 1, 1, tzinfo=UTC)


async def test_nobody_else_sees_a_report(town: Town, informed: Voice) -> None:
    ben = town.voice("Ben")
    await town.later(days=40)

    await ben.says("/report")
    assert "I don't know the command" in ben.last_heard
    async with town.database.transaction() as session:
        held = [each.until for each in await reports.reports(session)]
    assert held == [JANUARY]
    await ben.presses(Held(f"report moods {JANUARY}"))
    assert "Good" not in ben.last_heard


async def test_before_the_first_there_is_none(town: Town) -> None:
    await forget_reports(town)
    moira = town.voice("Moira")
    await moira.says("/contacts")
    async with town.database.transaction() as session:
        now = STORY_BEGINS
        await administrators.add(session, town.way.name, moira.id, Role.ADMINISTRATOR, now)

    await moira.says("/report")

    assert moira.last_heard.startswith("There is no report yet.")
    async with town.database.transaction() as session:
        await session.execute(delete(Administrator).where(Administrator.user == moira.id))
