"""Questions that people ask a council's team, and what becomes of each.

What anybody typed is sealed with its row. A question has a team from its first second and, for as
long as it is open, an instant at which something must happen next.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    Select,
    false,
    func,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute, Mapped, contains_eager, mapped_column

from storage.database import Base, BigId, Sealed, new_id, partial, seal, unseal
from storage.earliest import Earliest
from storage.people import Account, Person
from storage.retention import Rule
from storage.sealing import CannotOpen
from storage.teams import Team

KINDS = ("question", "barrier", "idea")
STANCES = ("asking", "together", "run_it")
"""What somebody with a barrier or an idea wants: just to ask; to decide together; to run it."""

KEPT_FOR = timedelta(days=365)
"""How long a question is kept after it was closed."""
FOLLOW_UP = timedelta(weeks=4)
"""How long after an answer we ask whether it helped."""


class What(StrEnum):
    """What happened to a question."""

    ASKED = "asked"
    ADDED = "added"
    EDITED = "edited"
    THANKED = "thanked"
    REOPENED = "reopened"
    HELPED = "helped"
    TAKEN = "taken"
    LET_GO = "let_go"
    REPLIED = "replied"
    ASKED_BACK = "asked_back"
    PASSED_ON = "passed_on"
    CLOSED = "closed"
    SOMETHING_ELSE = "something_else"
    ABUSIVE = "abusive"
    NOT_ABUSIVE = "not_abusive"
    STOPPED = "stopped"
    """A second officer agreed that it is abusive."""


TOLD = (What.ADDED, What.ASKED_BACK, What.REPLIED, What.CLOSED)
"""What happened of which whoever asked sees the words, too: others are between officers."""
WRITTEN = (What.ASKED_BACK, What.REPLIED, What.CLOSED)
"""What happened of which the words went from the team to whoever asked."""


def _as_told(row: dict[str, Any]) -> dict[str, Any]:
    """A row as whoever asked may read it: with no officer's id, and no note between officers."""
    told = {name: value for name, value in row.items() if name not in ("by", "taken_by")}
    if "what" in row and row["what"] not in TOLD:
        told.pop("note")
    return told


class Asked(msgspec.Struct, frozen=True):
    """What somebody typed."""

    words: str
    about: str = ""
    """The pot that they looked at; empty: they began with their question."""
    name_shown: str = ""
    """What the team is told they are called; empty: they would rather not say."""
    for_group: str = ""
    """The group that they ask for; empty: for themselves."""
    other_way: str = ""
    """How else to reach them; empty: not told."""
    lost: bool = False
    """It can't be opened any more."""


class Question(Base):
    """Something asked of a team, and where it stands."""

    __tablename__ = "question"
    __table_args__ = (
        partial("ix_question_next", "next_at", "closed_at IS NULL"),
        partial("ix_question_follow_up", "follow_up_at", "follow_up_at IS NOT NULL"),
        partial("ix_question_redraw", "redraw_at", "redraw_at IS NOT NULL"),
        Index("ix_question_team", "team_id", "closed_at"),
        CheckConstraint("closed_at IS NOT NULL OR next_at IS NOT NULL", "open_has_next"),
        CheckConstraint("closed_at IS NOT NULL OR due_at IS NOT NULL", "open_has_due"),
        {"info": {"tell": _as_told}},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("person.id", ondelete="CASCADE"), index=True
    )
    account_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
    """Where they asked, and hear what becomes of it."""
    said_in: Mapped[str | None]
    """The platform's id of the message that holds the words; None: none does, or not they alone."""
    team_id: Mapped[int] = mapped_column(BigId, ForeignKey("team.id"))
    """Whose it is."""
    kind: Mapped[str]
    """One of the `KINDS`."""
    stance: Mapped[str | None]
    """One of the `STANCES`; None: it was not asked."""
    other: Mapped[str | None]
    """What it turned out to be, one of teams.OTHERS; None: a question."""
    sealed: Mapped[bytes] = mapped_column(Sealed("question {id}"))
    """What they typed."""
    subject: Mapped[str | None]
    """One of the thesaurus's subjects; None: none was seen in it."""
    area_id: Mapped[int | None] = mapped_column(ForeignKey("area.id", ondelete="SET NULL"))
    """Where it is about; None: not told."""

    offered: Mapped[str | None]
    """The ref of the contact that they were shown before they asked; None: none was."""

    asked_at: Mapped[datetime]
    edited_at: Mapped[datetime | None]
    taken_by: Mapped[str | None]
    """The officer who has it, as their platform knows them; None: nobody yet."""
    taken_at: Mapped[datetime | None]
    moved_at: Mapped[datetime]
    """Since when it stands with its team as it does: see `moved`."""
    marked_at: Mapped[datetime | None]
    """When its card was marked, since nobody had taken it; None: not since `moved_at`."""
    asked_again_at: Mapped[datetime | None]
    """When whoever asked was reminded of what the team asked back; None: not since `moved_at`."""
    late_told_at: Mapped[datetime | None]
    """When whoever asked was last told that the answer is late; None: they were not."""
    waits_for_asker: Mapped[bool] = mapped_column(default=False, server_default=false())
    """The team has asked back, and there was no answer yet."""
    next_at: Mapped[datetime | None]
    """When something must next happen; None: it is closed."""
    due_at: Mapped[datetime | None]
    """Until when an answer is promised; None: it is closed."""
    answered_at: Mapped[datetime | None]
    """When it was first answered; None: not yet."""
    closed_at: Mapped[datetime | None]
    """None: it is open."""
    closed_why: Mapped[str | None]
    """One of handlers.cards.REASONS, answered, no_word or abusive; None: it is open."""
    hidden: Mapped[bool] = mapped_column(default=False, server_default=false())
    """An officer said that it is abusive: the card does not show its words."""
    reopened: Mapped[int] = mapped_column(default=0, server_default="0")
    """How often."""
    follow_up_at: Mapped[datetime | None]
    """When to ask whether the answer helped; None: not to be asked, or asked."""
    card_id: Mapped[UUID | None]
    """The message that shows it to the team (storage.standing.Standing); None: not posted yet."""
    redraw_at: Mapped[datetime | None]
    """Since when the card does not show how things are; None: it does."""

    @property
    def open(self) -> bool:
        """Whether the team still has something to do, or the asker something to say."""
        return self.closed_at is None


class QuestionEvent(Base):
    """One thing that happened to a question."""

    __tablename__ = "question_event"
    __table_args__ = ({"info": {"tell": _as_told}},)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    question_id: Mapped[UUID] = mapped_column(
        ForeignKey("question.id", ondelete="CASCADE"), index=True
    )
    person_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("person.id", ondelete="CASCADE"), index=True
    )
    """Who asked."""
    at: Mapped[datetime]
    what: Mapped[str]
    by: Mapped[str | None]
    """The officer whose doing it was, as their platform knows them; None: whoever asked, or we."""
    note: Mapped[bytes] = mapped_column(Sealed("question_event {id}"))
    """What was typed with it; where a team or a reason was chosen, that comes first (`Note`)."""
    arrived_at: Mapped[datetime | None]
    """When what it said to the asker was delivered; None: it was not, or said nothing."""
    failed_at: Mapped[datetime | None]
    """When that turned out to be impossible; None: it did not."""


class Note(msgspec.Struct, frozen=True):
    """What goes with an event."""

    words: str = ""
    chosen: str = ""
    """A team's name, a reason, or what else it is."""
    lost: bool = False
    """It can't be opened any more."""


class QuestionStop(Base):
    """Somebody may ask nothing for a time, since two officers found a question abusive."""

    __tablename__ = "question_stop"

    person_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    since: Mapped[datetime]
    until: Mapped[datetime] = mapped_column(index=True)


RULES = (
    Rule("questions to a council's team, and what became of them", Question, "closed_at",
         KEPT_FOR, Question.closed_at.is_not(None), at_once=50),
    Rule("that somebody may ask no questions for a time", QuestionStop, "until",
         timedelta(days=28), ends=True),
)  # fmt: skip


# --- Asking ---------------------------------------------------------------------------------


async def ask(
    session: AsyncSession,
    *,
    person_id: int,
    account_id: int,
    team_id: int,
    kind: str,
    stance: str | None,
    asked: Asked,
    subject: str | None,
    area_id: int | None,
    offered: str | None,
    due_at: datetime,
    next_at: datetime,
    now: datetime,
    said_in: str | None = None,
) -> Question:
    """Keep a question: its team has it from now on."""
    number = new_id(now)
    question = Question(
        id=number,
        person_id=person_id,
        account_id=account_id,
        team_id=team_id,
        kind=kind,
        stance=stance,
        sealed=_closed(session, asked, number),
        subject=subject,
        area_id=area_id,
        offered=offered,
        said_in=said_in,
        asked_at=now,
        moved_at=now,
        due_at=due_at,
        next_at=next_at,
        hidden=False,
        waits_for_asker=False,
        reopened=0,
    )
    session.add(question)
    await session.flush()
    await note(session, question, What.ASKED, now)
    return question


async def with_words_in(session: AsyncSession, account_id: int, message: str) -> Question | None:
    """The question whose words somebody wrote in a message; None: there is none."""
    found = select(Question).where(Question.account_id == account_id, Question.said_in == message)
    return await session.scalar(found.order_by(Question.id.desc()).limit(1))


def moved(question: Question, now: datetime) -> None:
    """Begin its clock anew: it was taken, let go, passed on, asked back, answered or reopened.

    What comes next is worked out with the next tick (handlers/clock.py).
    """
    question.moved_at = question.next_at = now
    question.marked_at = question.asked_again_at = None


def let_go(question: Question, now: datetime) -> None:
    """Nobody has it any more, and nothing is waited for."""
    question.taken_by = question.taken_at = None
    question.waits_for_asker = False
    moved(question, now)


def close(question: Question, why: str, now: datetime) -> None:
    """Let nothing more happen with it, unless it is opened again."""
    question.closed_at, question.closed_why, question.redraw_at = now, why, now
    question.next_at = question.due_at = None
    question.waits_for_asker = False


def reopen(question: Question, due_at: datetime, now: datetime) -> None:
    """Let it begin again: nobody has it."""
    question.closed_at = question.closed_why = question.taken_by = question.taken_at = None
    question.follow_up_at = question.late_told_at = None
    question.due_at = due_at
    question.reopened += 1
    moved(question, now)


def opened(session: AsyncSession, question: Question) -> Asked:
    """What somebody typed."""
    try:
        content = unseal(session, question.sealed, f"question {question.id}")
    except CannotOpen:
        return Asked("", lost=True)
    return msgspec.json.decode(content, type=Asked)


def say_anew(session: AsyncSession, question: Question, asked: Asked) -> None:
    """Put something else in the place of what somebody typed."""
    question.sealed = _closed(session, asked, question.id)


def _closed(session: AsyncSession, asked: Asked, number: UUID) -> bytes:
    return seal(session, msgspec.json.encode(asked), f"question {number}")


# --- What happened --------------------------------------------------------------------------


async def note(
    session: AsyncSession,
    question: Question,
    what: What,
    now: datetime,
    *,
    by: str | None = None,
    words: str = "",
    chosen: str = "",
) -> QuestionEvent:
    """Note that something happened to a question."""
    number = new_id(now)
    content = msgspec.json.encode(Note(words, chosen))
    event = QuestionEvent(
        id=number,
        question_id=question.id,
        person_id=question.person_id,
        at=now,
        what=what,
        by=by,
        note=seal(session, content, f"question_event {number}"),
    )
    session.add(event)
    await session.flush()
    return event


async def history(session: AsyncSession, question_id: UUID) -> Sequence[QuestionEvent]:
    """All that happened to a question, oldest first."""
    statement = select(QuestionEvent).where(QuestionEvent.question_id == question_id)
    return (await session.scalars(statement.order_by(QuestionEvent.id))).all()


def noted(session: AsyncSession, event: QuestionEvent) -> Note:
    """What goes with an event."""
    try:
        content = unseal(session, event.note, f"question_event {event.id}")
    except CannotOpen:
        return Note(lost=True)
    return msgspec.json.decode(content, type=Note)


async def happened(session: AsyncSession, question_id: UUID, what: What) -> bool:
    """Whether something happened to a question."""
    statement = select(QuestionEvent.id).where(
        QuestionEvent.question_id == question_id, QuestionEvent.what == what
    )
    return await session.scalar(statement.limit(1)) is not None


async def last_word(session: AsyncSession, question_id: UUID) -> str | None:
    """What came last: something written to whoever asked, or their thanks; None: neither did."""
    statement = select(QuestionEvent.what).where(
        QuestionEvent.question_id == question_id, QuestionEvent.what.in_((*WRITTEN, What.THANKED))
    )
    return await session.scalar(statement.order_by(QuestionEvent.id.desc()).limit(1))


async def last_word_lost(session: AsyncSession, question_id: UUID) -> bool:
    """Whether the last thing that was written to whoever asked could not be delivered."""
    statement = select(QuestionEvent.failed_at).where(
        QuestionEvent.question_id == question_id, QuestionEvent.what.in_(WRITTEN)
    )
    last = await session.scalar(statement.order_by(QuestionEvent.id.desc()).limit(1))
    return last is not None


async def found_abusive_by(session: AsyncSession, question_id: UUID) -> str | None:
    """The officer who last found a question abusive; None: nobody did."""
    statement = select(QuestionEvent.by).where(
        QuestionEvent.question_id == question_id, QuestionEvent.what == What.ABUSIVE
    )
    return await session.scalar(statement.order_by(QuestionEvent.id.desc()).limit(1))


async def note_delivery(
    session: AsyncSession, event_id: UUID, now: datetime, *, arrived: bool
) -> None:
    """Note on an event how the letter ended that told the asker of it; its card is to show that."""
    noted_on = await session.scalar(
        update(QuestionEvent)
        .where(QuestionEvent.id == event_id)
        .values({"arrived_at" if arrived else "failed_at": now})
        .returning(QuestionEvent.question_id)
        .execution_options(synchronize_session=False)
    )
    await session.execute(
        update(Question)
        .where(Question.id == noted_on)
        .values(redraw_at=now)
        .execution_options(synchronize_session=False)
    )


# --- Looking up -----------------------------------------------------------------------------


async def question_with_id(session: AsyncSession, number: str) -> Question | None:
    """The question with an id in hex digits, ours until the transaction ends; None: it is gone."""
    try:
        wanted = UUID(hex=number)
    except ValueError:
        return None
    statement = select(Question).where(Question.id == wanted).with_for_update()
    return await session.scalar(statement.execution_options(populate_existing=True))


async def take_back(session: AsyncSession, question: Question) -> None:
    """Delete a question, and all that became of it; its card is emptied with the next tick."""
    await session.delete(question)
    await session.flush()


async def questions_of(session: AsyncSession, *people: int) -> Sequence[Question]:
    """What people asked, the open ones first, the latest first among each."""
    statement = (
        select(Question)
        .where(Question.person_id.in_(people))
        .order_by(Question.closed_at.is_not(None), Question.id.desc())
    )
    return (await session.scalars(statement)).all()


async def count_since(session: AsyncSession, person_id: int, since: datetime) -> int:
    """How many questions somebody asked after an instant."""
    asked = select(func.count()).where(Question.person_id == person_id, Question.asked_at > since)
    return await session.scalar(asked) or 0


def open_ones() -> Select[Question]:
    """The questions with which something is still to be done."""
    return select(Question).where(Question.closed_at.is_(None))


async def open_for_clock(session: AsyncSession, now: datetime, at_most: int) -> Sequence[Question]:
    """The open questions with which something must happen now, the longest due first."""
    return await _due(session, Question.next_at, now, at_most, Question.closed_at.is_(None))


NEXT_FOR_CLOCK = Earliest(select(func.min(Question.next_at)).where(Question.closed_at.is_(None)))
"""When something must next happen with a question; None: none is open."""


async def open_of_team(session: AsyncSession, team_id: int) -> Sequence[Question]:
    """The open questions of a team, oldest first."""
    statement = open_ones().where(Question.team_id == team_id).order_by(Question.id)
    return (await session.scalars(statement)).all()


async def hold_open_of_team(session: AsyncSession, team_id: int) -> None:
    """Let nobody else change a team's open questions until the end of the transaction.

    Whoever changes the team too does this first, in the order of the questions' clock: of two that
    wait for each other, one would fail.
    """
    theirs = select(Question.id).where(Question.team_id == team_id, Question.closed_at.is_(None))
    await session.execute(theirs.order_by(Question.id).with_for_update())


async def see_to_soon(session: AsyncSession, team_id: int, now: datetime) -> int:
    """Have a team's open questions looked at and shown with the next tick; how many they are."""
    found = await session.execute(
        update(Question)
        .where(Question.team_id == team_id, Question.closed_at.is_(None))
        .values(next_at=now, redraw_at=now)
        .returning(Question.id)
        .execution_options(synchronize_session="fetch")
    )
    return len(found.all())


async def shown_by_team(session: AsyncSession, team_id: int) -> Sequence[Question]:
    """The questions that stand in a team's channel, those that are closed too."""
    statement = select(Question).where(Question.team_id == team_id, Question.card_id.is_not(None))
    return (await session.scalars(statement.order_by(Question.id))).all()


async def show_anew(session: AsyncSession, team_id: int, now: datetime) -> None:
    """Have all that stands in a team's channel shown as it is to be, slice by slice."""
    await session.execute(
        update(Question)
        .where(Question.team_id == team_id, Question.card_id.is_not(None))
        .values(redraw_at=now)
        .execution_options(synchronize_session="fetch")
    )


async def to_redraw(session: AsyncSession, now: datetime, at_most: int) -> Sequence[Question]:
    """The questions whose cards do not show how things are."""
    return await _due(session, Question.redraw_at, now, at_most)


NEXT_REDRAW = Earliest(select(func.min(Question.redraw_at)))
"""Since when a card is to be shown anew; None: all show how things are."""


async def to_follow_up(session: AsyncSession, now: datetime, at_most: int) -> Sequence[Question]:
    """The questions whose askers are to be asked whether the answer helped."""
    return await _due(session, Question.follow_up_at, now, at_most)


NEXT_FOLLOW_UP = Earliest(select(func.min(Question.follow_up_at)))
"""When the next asker is to be asked whether the answer helped; None: nobody."""


async def _due(
    session: AsyncSession,
    when: InstrumentedAttribute[datetime | None],
    now: datetime,
    at_most: int,
    *conditions: ColumnElement[bool],
) -> Sequence[Question]:
    """Questions for which an instant has come, the longest due first, ours until the end."""
    statement = (
        select(Question)
        .where(when <= now, *conditions)
        .order_by(when, Question.id)
        .limit(at_most)
        .with_for_update(skip_locked=True)
    )
    return (await session.scalars(statement)).all()


# --- Stopped --------------------------------------------------------------------------------


async def stop(session: AsyncSession, person_id: int, now: datetime, until: datetime) -> None:
    """Let somebody ask nothing until an instant."""
    stopped = await session.get(QuestionStop, person_id)
    if stopped is None:
        session.add(QuestionStop(person_id=person_id, since=now, until=until))
    else:
        stopped.since, stopped.until = now, until
    await session.flush()


async def stopped_until(session: AsyncSession, person_id: int, now: datetime) -> datetime | None:
    """Until when somebody may ask nothing; None: they may."""
    stopped = await session.get(QuestionStop, person_id)
    return stopped.until if stopped and stopped.until > now else None


# --- The clock ------------------------------------------------------------------------------


async def asker(session: AsyncSession, question: Question) -> Account:
    """The account of whoever asked, with person and area."""
    found = await session.scalars(
        select(Account)
        .join(Account.person)
        .outerjoin(Person.area)
        .options(contains_eager(Account.person).contains_eager(Person.area))
        .where(Account.id == question.account_id)
    )
    return found.one()


async def open_of_those_behind(session: AsyncSession, team_id: int) -> Sequence[Question]:
    """The open questions that nobody has taken of the teams for which a team is the backup."""
    behind = select(Team.id).where(Team.backup_id == team_id)
    statement = open_ones().where(Question.team_id.in_(behind), Question.waits_for_asker.is_(False))
    return (await session.scalars(statement.order_by(Question.id))).all()


async def open_with(session: AsyncSession, platform: str, user: str) -> Sequence[Question]:
    """The open questions that an officer has taken, oldest first."""
    theirs = select(Team.id).where(Team.platform == platform)
    statement = open_ones().where(Question.taken_by == user, Question.team_id.in_(theirs))
    return (await session.scalars(statement.order_by(Question.id).with_for_update())).all()
