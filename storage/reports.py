"""Reports for the council: who was counted, and what was shown. What was shown never changes.

A report tells of the twelve weeks before a quarter of the year began. A person is counted once in
each count, however often they answered: by the word, or the topic, that they gave most often.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time

from sqlalchemy import ForeignKey, delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.areas import Area
from storage.check_ins import KEPT_FOR, CheckIn, InReport
from storage.database import Base
from storage.people import Person


class Report(Base):
    """That there is a report of the twelve weeks up to a day."""

    __tablename__ = "report"

    until: Mapped[date] = mapped_column(primary_key=True)
    """The first day that it does not tell of: that of a quarter."""
    made_at: Mapped[datetime]


class Figure(Base):
    """A number that was shown, or why it was not."""

    __tablename__ = "report_figure"

    until: Mapped[date] = mapped_column(
        ForeignKey("report.until", ondelete="CASCADE"), primary_key=True
    )
    counted: Mapped[str] = mapped_column(primary_key=True)
    """Of which count: `MOODS`, `TOPICS`, or `AREA` with an area's ref or none."""
    answer: Mapped[str] = mapped_column(primary_key=True)
    shown: Mapped[int | None]
    """Rounded; None: it is not shown."""
    why: Mapped[str]
    """Why it is not shown; empty: it is."""


class LastShown(Base):
    """How many people a count was of when it was last shown: so it is known how many went."""

    __tablename__ = "report_last_shown"

    counted: Mapped[str] = mapped_column(primary_key=True)
    people: Mapped[int]


# --- When ---------------------------------------------------------------------------------


def quarter_of(day: date) -> date:
    """The first day of a day's quarter."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def next_quarter(day: date) -> date:
    """The first day of the quarter after a day's."""
    begins = quarter_of(day)
    return date(begins.year + begins.month // 10, (begins.month + 2) % 12 + 1, 1)


def begins(day: date) -> datetime:
    """The instant at which a day begins, everywhere the same."""
    return datetime.combine(day, time(), UTC)


async def due(session: AsyncSession, now: datetime) -> date | None:
    """The day up to which a report is to be made now; None: there is nothing to tell of."""
    until = quarter_of(now.date())
    if await session.get(Report, until):
        return None
    there_are = select(CheckIn.id).where(
        CheckIn.at >= begins(until) - KEPT_FOR, CheckIn.at < begins(until)
    )
    return until if (await session.scalar(there_are.limit(1))) is not None else None


async def next_due(session: AsyncSession) -> datetime | None:
    """When there is something to tell of next; None: nobody has checked in since the last."""
    last = await session.scalar(select(func.max(Report.until)))
    oldest = select(func.min(CheckIn.at))
    first: datetime | None = await session.scalar(
        oldest.where(CheckIn.at >= begins(last)) if last else oldest
    )
    return begins(next_quarter(first.date())) if first else None


# --- Who is counted -----------------------------------------------------------------------

MOODS, TOPICS, AREA = "moods", "topics", "area "
"""`AREA` alone counts everybody; with an area's ref after it, those who told that area."""


@dataclass
class People:
    """The people of one count, by the answer that each gave most often."""

    by_answer: defaultdict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    @property
    def all(self) -> set[int]:
        """Everybody who is counted."""
        return set().union(*self.by_answer.values())


async def people_of(session: AsyncSession, until: date) -> Mapping[str, People]:
    """Who is to be counted where, by the name of the count."""
    rows = await session.execute(
        select(CheckIn.person_id, CheckIn.mood, CheckIn.tags, Area.ref)
        .join(Person, Person.id == CheckIn.person_id)
        .outerjoin(Area, Area.id == Person.area_id)
        .where(
            CheckIn.at >= begins(until) - KEPT_FOR, CheckIn.at < begins(until), CheckIn.mood != ""
        )
        .order_by(CheckIn.person_id, CheckIn.week.desc())
    )
    moods: defaultdict[int, Counter[str]] = defaultdict(Counter)
    topics: defaultdict[int, Counter[str]] = defaultdict(Counter)
    found: defaultdict[str, People] = defaultdict(People)
    for person, mood, tags, area in rows:
        moods[person][mood] += 1
        topics[person].update(tags)
        found[AREA].by_answer["people"].add(person)
        if area:
            found[AREA + area].by_answer["people"].add(person)
    for name, said in ((MOODS, moods), (TOPICS, topics)):
        for person, counted in said.items():
            for answer, _ in counted.most_common(1):  # of two as often, the later one
                found[name].by_answer[answer].add(person)
    return found


async def moved(session: AsyncSession, counted: str, now: set[int]) -> int | None:
    """How many came or went since a count was last shown; None: it never was.

    Who was erased, or takes part no longer, has gone.
    """
    last = await session.get(LastShown, counted)
    if last is None:
        return None
    were = await session.scalars(select(InReport.person_id).where(InReport.counted == counted))
    stayed = len(now.intersection(were))
    return (last.people - stayed) + (len(now) - stayed)


# --- What is shown ------------------------------------------------------------------------


async def begin(session: AsyncSession, until: date, now: datetime) -> None:
    """Note that there is a report; what it shows follows in the same transaction."""
    session.add(Report(until=until, made_at=now))
    await session.flush()


async def keep(
    session: AsyncSession,
    until: date,
    counted: str,
    figures: Mapping[str, tuple[int | None, str]],
    people: set[int],
    now: datetime,
) -> None:
    """Freeze what is shown of a count; if anything is, remember who was in it."""
    await session.execute(
        insert(Figure),
        [
            {"until": until, "counted": counted, "answer": answer, "shown": shown, "why": why}
            for answer, (shown, why) in figures.items()
        ],
    )
    if all(shown is None for shown, _ in figures.values()):
        return
    await session.execute(delete(LastShown).where(LastShown.counted == counted))
    session.add(LastShown(counted=counted, people=len(people)))
    await session.execute(delete(InReport).where(InReport.counted == counted))
    if people:
        rows = [{"person_id": each, "counted": counted, "at": now} for each in sorted(people)]
        await session.execute(insert(InReport), rows)


async def counted_in(session: AsyncSession, person_id: int) -> bool:
    """Whether somebody was counted in what was last shown."""
    found = select(InReport.counted).where(InReport.person_id == person_id).limit(1)
    return await session.scalar(found) is not None


async def reports(session: AsyncSession) -> Sequence[Report]:
    """All of them, the latest first."""
    return (await session.scalars(select(Report).order_by(Report.until.desc()))).all()


async def figures(session: AsyncSession, until: date, counted: str) -> Mapping[str, Figure]:
    """What is shown of a count, by the answer; of `area `, by the count's name."""
    rows = await session.scalars(
        select(Figure)
        .where(Figure.until == until, Figure.counted.startswith(counted, autoescape=True))
        .order_by(Figure.counted, Figure.answer)
    )
    return {each.counted if counted == AREA else each.answer: each for each in rows}
