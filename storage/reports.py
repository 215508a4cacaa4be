"""Reports for the council: who was counted, and what was shown. What was shown never changes.

A report tells of the twelve weeks before a quarter of the year began. A person is counted once in
each count, however often they answered: by the word, or the topic, that they gave most often.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Select,
    String,
    and_,
    delete,
    func,
    insert,
    literal,
    or_,
    select,
    tuple_,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.areas import Area
from storage.check_ins import KEPT_FOR, CheckIn, InReport
from storage.consents import ends_for
from storage.database import Base, among, bare, dialect_of, upsert
from storage.earliest import Earliest
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
    there_are = select(CheckIn.id).where(_told_of(until))
    return until if (await session.scalar(there_are.limit(1))) is not None else None


_last = select(func.max(Report.until)).scalar_subquery()

NEXT_DUE = Earliest(
    select(func.min(CheckIn.at)).where(
        CheckIn.mood != "", or_(_last.is_(None), CheckIn.at >= _last)
    ),
    lambda first: first and begins(next_quarter(first.date())),
)
"""When there is something to tell of next; None: nobody has checked in since the last.

A note that is kept longer than its word is nothing to tell of.
"""


# --- Who is counted -----------------------------------------------------------------------

MOODS, TOPICS, AREA = "moods", "topics", "area "
"""`AREA` alone counts everybody; with an area's ref after it, those who told that area."""


AT_ONCE = 250
"""People looked at, or noted, in one transaction, so that it ends within milliseconds."""


@dataclass
class People:
    """The people of one count, by the answer that each gave most often."""

    by_answer: defaultdict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    @property
    def all(self) -> set[int]:
        """Everybody who is counted."""
        return set().union(*self.by_answer.values())


Found = defaultdict[str, People]
"""Who is to be counted where, by the name of the count."""


async def find(session: AsyncSession, until: date, found: Found, after: int) -> int | None:
    """Add the next people after one, by number; the last of them. None: there are no more."""
    slice_ = select(Person.id).where(Person.id > after).order_by(Person.id).limit(AT_ONCE)
    last: int | None = await session.scalar(select(func.max(slice_.subquery().c.id)))
    if last is None:
        return None
    these = and_(
        CheckIn.person_id > after,
        CheckIn.person_id <= last,
        _told_of(until),
        ~ends_for(CheckIn.person_id.expression),
    )
    tags = (
        func.json_each(CheckIn.tags)
        if dialect_of(session) == "sqlite"
        else func.json_array_elements_text(CheckIn.tags)
    )
    topic = tags.table_valued("value", joins_implicitly=True).c.value
    for name, answer in ((MOODS, CheckIn.mood), (TOPICS, topic)):
        for person, most in await session.execute(_most_often(answer, these)):
            found[name].by_answer[most].add(person)
    homes = (
        select(Person.id, Area.ref)
        .outerjoin(Area, Area.id == Person.area_id)
        .where(select(CheckIn.id).where(these, CheckIn.person_id == Person.id).exists())
        .where(Person.id > after, Person.id <= last)
    )
    for person, area in await session.execute(homes):
        found[AREA].by_answer["people"].add(person)
        if area:
            found[AREA + area].by_answer["people"].add(person)
    return last


def _told_of(until: date) -> ColumnElement[bool]:
    """Whether a report up to a day tells of a check-in."""
    return and_(
        CheckIn.at >= begins(until) - KEPT_FOR,
        CheckIn.at < begins(until),
        CheckIn.mood != "",
    )


def _most_often(answer: Any, these: ColumnElement[bool]) -> Select[int, str]:
    """What each gave most often; of two as often the later one, or else the first by name."""
    order = (func.count().desc(), func.max(CheckIn.week).desc(), answer)
    nth = func.row_number().over(partition_by=CheckIn.person_id, order_by=order)
    given = (
        select(CheckIn.person_id, answer.label("answer"), nth.label("nth"))
        .where(these)
        .group_by(CheckIn.person_id, answer)
        .subquery()
    )
    return select(given.c.person_id, given.c.answer).where(given.c.nth == 1)


async def last_shown(session: AsyncSession) -> Mapping[str, tuple[date, int]]:
    """When each count was last shown, in the report up to which day, and of how many people."""
    rows = await session.execute(
        select(LastShown.counted, func.max(Figure.until), LastShown.people)
        .join(Figure, Figure.counted == LastShown.counted)
        .where(Figure.shown.is_not(None))
        .group_by(LastShown.counted, LastShown.people)
    )
    return {counted: (until, people) for counted, until, people in rows}


async def were_in(session: AsyncSession, counted: str, until: date, after: int) -> Sequence[int]:
    """The next people after one who were in a count of a report, and are still known."""
    were = select(InReport.person_id).where(
        InReport.counted == _those(counted, until), InReport.person_id > after
    )
    return (await session.scalars(were.order_by(InReport.person_id).limit(AT_ONCE))).all()


# --- What is shown ------------------------------------------------------------------------


Figures = Mapping[str, tuple[int | None, str]]
"""By the answer: what is shown, and if nothing is, why."""


async def note_people(
    session: AsyncSession, until: date, counted: str, people: Sequence[int], now: datetime
) -> None:
    """Remember that these are in a count that is about to be shown, those who are still here."""
    noted = select(
        Person.id, literal(_those(counted, until), String()), literal(now, InReport.at.type)
    )
    notes = upsert(session, InReport).from_select(
        ["person_id", "counted", "at"], noted.where(among(session, bare(Person).c.id, people))
    )
    await session.execute(notes.on_conflict_do_nothing())


async def keep(
    session: AsyncSession,
    until: date,
    now: datetime,
    figures: Mapping[str, Figures],
    people: Mapping[str, int],
) -> bool:
    """Freeze what is shown of each count, of how many people; False: somebody else has.

    Who they are has been noted before (`note_people`).
    """
    report = upsert(session, Report).values(until=until, made_at=now).on_conflict_do_nothing()
    if (await session.execute(report.returning(Report.until))).first() is None:
        return False
    await session.execute(
        insert(bare(Figure)),
        [
            {"until": until, "counted": counted, "answer": answer, "shown": shown, "why": why}
            for counted, each in figures.items()
            for answer, (shown, why) in each.items()
        ],
    )
    shown_now = [each for each in figures if shows(figures[each])]
    if shown_now:
        await session.execute(delete(LastShown).where(LastShown.counted.in_(shown_now)))
        rows = [{"counted": each, "people": people[each]} for each in shown_now]
        await session.execute(insert(bare(LastShown)), rows)
    return True


def shows(figures: Figures) -> bool:
    """Whether anything of a count is shown."""
    return any(shown is not None for shown, _ in figures.values())


async def forget_earlier(session: AsyncSession) -> int:
    """Forget a slice of who was in a count that has been shown anew since; how many that were."""
    latest = [_those(name, until) for name, (until, _) in (await last_shown(session)).items()]
    notes = bare(InReport)
    key = (notes.c.person_id, notes.c.counted)
    old = select(*key).where(notes.c.counted.not_in(latest)).limit(2 * AT_ONCE)
    gone = await session.execute(
        notes.delete().where(tuple_(*key).in_(old)).returning(notes.c.person_id)
    )
    return len(gone.all())


def _those(counted: str, until: date) -> str:
    """What the note says that somebody was in a count of one report."""
    return f"{until} {counted}"


async def counted_in(session: AsyncSession, person_id: int) -> bool:
    """Whether somebody was counted in what was last shown."""
    found = select(InReport.counted).where(InReport.person_id == person_id).limit(1)
    return await session.scalar(found) is not None


async def reports(session: AsyncSession) -> Sequence[Report]:
    """All of them, the latest first."""
    return (await session.scalars(select(Report).order_by(Report.until.desc()))).all()


async def new_since(session: AsyncSession, since: datetime) -> date | None:
    """Up to which day the last report tells that was made since and shows anything; None: none."""
    something = select(Figure.until).where(Figure.shown.is_not(None))
    told = Report.made_at > since, Report.until.in_(something)
    until: date | None = await session.scalar(select(func.max(Report.until)).where(*told))
    return until


async def figures(session: AsyncSession, until: date, counted: str) -> Mapping[str, Figure]:
    """What is shown of a count, by the answer; of `area `, by the count's name."""
    rows = await session.scalars(
        select(Figure)
        .where(Figure.until == until, Figure.counted.startswith(counted, autoescape=True))
        .order_by(Figure.counted, Figure.answer)
    )
    return {each.counted if counted == AREA else each.answer: each for each in rows}
