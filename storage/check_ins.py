"""Check-ins: how somebody's weeks were, in their own word. Health data: none without consent.

A note is sealed with its row's identity. What becomes of a row when it is old is for the
timetable (`KEPT_FOR`, `NOTES_KEPT_FOR`).
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint, and_, delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base, BigId, Sealed, new_id, seal, unseal
from storage.retention import Rule

MOODS = ("great", "good", "so_so", "hard", "very_hard")
"""The five words for a week, from the best to the hardest."""

KEPT_FOR = timedelta(weeks=12)
"""How long an answer is kept."""
NOTES_KEPT_FOR = timedelta(weeks=4)
"""How long a note is kept that its writer did not ask us to keep."""


class CheckIn(Base):
    """A person's word for one week."""

    __tablename__ = "check_in"
    __table_args__ = (UniqueConstraint("person_id", "week"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(BigId, ForeignKey("person.id", ondelete="CASCADE"))
    at: Mapped[datetime] = mapped_column(index=True)
    """When they first answered; a change leaves it as it is."""
    week: Mapped[date]
    """The Monday of the week, where they are."""
    mood: Mapped[str]
    """One of `MOODS`; empty: it was forgotten, and only the note is kept."""
    tags: Mapped[list[str]]
    """What weighed on them or helped."""
    note: Mapped[bytes | None] = mapped_column(Sealed("check_in {id}"))
    """Sealed; None: there is none."""
    keep_note: Mapped[bool]
    """Whether they want the note kept until they delete it."""


class Ons4(Base):
    """A person's answers to the four questions on well-being, each 0 to 10, never summed.

    https://analysisfunction.civilservice.gov.uk/policy-store/personal-well-being/
    """

    __tablename__ = "ons4"
    __table_args__ = (UniqueConstraint("person_id", "month"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(BigId, ForeignKey("person.id", ondelete="CASCADE"))
    at: Mapped[datetime] = mapped_column(index=True)
    month: Mapped[date]
    """Its first day."""
    satisfied: Mapped[int]
    worthwhile: Mapped[int]
    happy: Mapped[int]
    anxious: Mapped[int]
    """Here 10 is the worst, unlike in the others."""


class InReport(Base):
    """That somebody's weeks were counted when a count was last shown to the council.

    By it the next report knows how many have come and gone; what they said is not in it.
    """

    __tablename__ = "in_report"

    person_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    counted: Mapped[str] = mapped_column(primary_key=True, index=True)
    at: Mapped[datetime] = mapped_column(index=True)


# --- The week in a word -------------------------------------------------------------------


async def check_in_for(session: AsyncSession, person_id: int, week: date) -> CheckIn | None:
    """What somebody said of a week; None: nothing."""
    return await session.scalar(
        select(CheckIn).where(CheckIn.person_id == person_id, CheckIn.week == week)
    )


async def check_ins_of(session: AsyncSession, person_id: int) -> Sequence[CheckIn]:
    """All that is kept of somebody's weeks, the oldest first."""
    return (
        await session.scalars(
            select(CheckIn).where(CheckIn.person_id == person_id).order_by(CheckIn.week)
        )
    ).all()


async def check_in(
    session: AsyncSession, person_id: int, week: date, mood: str, now: datetime
) -> CheckIn:
    """Keep a word for a week; it takes the place of an earlier one, and leaves tags and note."""
    kept = await check_in_for(session, person_id, week)
    if kept is None:
        kept = CheckIn(
            id=new_id(now),
            person_id=person_id,
            at=now,
            week=week,
            mood=mood,
            tags=[],
            keep_note=False,
        )
        session.add(kept)
    kept.mood = mood
    await session.flush()
    return kept


async def take_back(session: AsyncSession, person_id: int, week: date) -> bool:
    """Delete what somebody said of a week; False: there was nothing."""
    gone = await session.execute(
        delete(CheckIn)
        .where(CheckIn.person_id == person_id, CheckIn.week == week)
        .returning(CheckIn.id)
    )
    return gone.first() is not None


# --- Notes --------------------------------------------------------------------------------


def write_note(session: AsyncSession, kept: CheckIn, note: str) -> None:
    """Seal a note into its check-in. A new note is kept no longer than any other."""
    kept.note = seal(session, note.encode(), _row(kept.id))
    kept.keep_note = False


def note_of(session: AsyncSession, kept: CheckIn) -> str:
    """The note of a check-in in words; empty: there is none. Raises `CannotOpen`."""
    if kept.note is None:
        return ""
    return unseal(session, kept.note, _row(kept.id)).decode()


# --- The four questions -------------------------------------------------------------------


async def ons4_for(session: AsyncSession, person_id: int, month: date) -> Ons4 | None:
    """Somebody's four answers of a month; None: there are none."""
    return await session.scalar(
        select(Ons4).where(Ons4.person_id == person_id, Ons4.month == month)
    )


async def ons4_of(session: AsyncSession, person_id: int) -> Sequence[Ons4]:
    """All of somebody's four answers, the oldest month first."""
    return (
        await session.scalars(select(Ons4).where(Ons4.person_id == person_id).order_by(Ons4.month))
    ).all()


async def answer_ons4(
    session: AsyncSession, person_id: int, month: date, answers: dict[str, int], now: datetime
) -> None:
    """Keep the four answers of a month; they take the place of earlier ones."""
    await take_back_ons4(session, person_id, month)
    session.add(Ons4(id=new_id(now), person_id=person_id, at=now, month=month, **answers))
    await session.flush()


async def take_back_ons4(session: AsyncSession, person_id: int, month: date) -> None:
    """Delete the four answers of a month."""
    await session.execute(delete(Ons4).where(Ons4.person_id == person_id, Ons4.month == month))


# --- All of it ----------------------------------------------------------------------------


async def forget_all(session: AsyncSession, person_id: int) -> None:
    """Delete all that somebody said of how they are."""
    await session.execute(delete(CheckIn).where(CheckIn.person_id == person_id))
    await session.execute(delete(Ons4).where(Ons4.person_id == person_id))
    await session.execute(delete(InReport).where(InReport.person_id == person_id))


_TO_KEEP = and_(CheckIn.keep_note, CheckIn.note.is_not(None))
RULES = (
    Rule("answers in check-ins", CheckIn, "at", KEPT_FOR, ~_TO_KEEP),
    Rule("answers in check-ins whose note is to be kept", CheckIn, "at", KEPT_FOR,
         and_(_TO_KEEP, CheckIn.mood != ""), {"mood": "", "tags": []}),
    Rule("notes in check-ins, unless they are to be kept", CheckIn, "at", NOTES_KEPT_FOR,
         and_(~_TO_KEEP, CheckIn.note.is_not(None)), {"note": None}),
    Rule("answers to the four questions", Ons4, "at", KEPT_FOR),
    Rule("that somebody's weeks were counted in a report", InReport, "at", timedelta(days=365)),
)  # fmt: skip


def _row(check_in: UUID) -> str:
    return f"check_in {check_in}"
