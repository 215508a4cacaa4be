"""The clock of a question to a team: what must happen next with an open one, and when.

The team has it from the first second. Somebody takes it, or the team is reminded: at most once a
day, while it works. Whoever asked is told when an answer is late.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from handlers.hours import politely
from handlers.turns import Here
from handlers.working_hours import (
    Closed,
    Hours,
    add_days,
    add_working,
    bank_holidays,
    end_of_day,
    first_open,
    is_open,
    read_hours,
    spans,
)
from storage.questions import Question
from storage.teams import Team

MARKED_AFTER = timedelta(hours=4)
"""Working hours after which the card says that nobody has taken it."""
REMINDED_AFTER = 1
"""Working days after which the team is reminded, its deputy called."""
BACKUP_AFTER = 2
"""Working days after which the backup team is reminded, too."""
ASKED_AGAIN_AFTER = 3
"""Working days after which whoever asked is reminded that the team has asked back."""
CLOSED_AFTER = 15
"""Working days after that, after which it is closed."""


class Step(StrEnum):
    """Something that the clock does."""

    MARK = "mark"
    """The card shows that nobody has taken it."""
    REMIND = "remind"
    """The team is reminded."""
    REMIND_BACKUP = "remind_backup"
    """The backup team is reminded."""
    TELL_LATE = "tell_late"
    """Whoever asked is told that the answer is late."""
    ASK_AGAIN = "ask_again"
    """Whoever asked is reminded that the team has asked back."""
    CLOSE = "close"
    """It is closed, for want of an answer to what the team asked back."""


@dataclass(frozen=True)
class Desk:
    """A team as the clock sees it."""

    hours: Hours
    closed: Closed
    zone: ZoneInfo
    answer_days: int
    reminded_at: datetime | None
    """When it was last reminded; None: never."""

    @staticmethod
    def of(team: Team, here: Here) -> "Desk":
        """A team's, where we are."""
        hours, closed = read_hours(team.hours), bank_holidays(here.nation)
        return Desk(hours, closed, here.zone, team.answer_days, team.reminded_at)

    def after(self, at: datetime, worked: timedelta) -> datetime:
        """When it has worked so long from an instant on."""
        return add_working(self.hours, self._local(at), worked, self.closed).astimezone(UTC)

    def days_after(self, at: datetime, days: int) -> datetime:
        """The same time so many working days on."""
        return add_days(self.hours, self._local(at), days, self.closed).astimezone(UTC)

    def promised(self, at: datetime) -> datetime:
        """Until when it answers what is asked at an instant."""
        return self.end_of_day(at, self.answer_days)

    def end_of_day(self, at: datetime, days: int) -> datetime:
        """When its work ends so many working days on."""
        return end_of_day(self.hours, self._local(at), days, self.closed).astimezone(UTC)

    def works(self, at: datetime) -> bool:
        """Whether it works at an instant."""
        return is_open(self.hours, self._local(at), self.closed)

    def break_after(self, at: datetime) -> datetime:
        """When it stops to work, as it works at an instant."""
        first = next(spans(self.hours, self._local(at), self.closed))
        return first.closes.astimezone(UTC)

    def opening(self, day: date) -> datetime:
        """When it begins to work on a day, or next after it."""
        midnight = datetime.combine(day, time(), self.zone)
        return first_open(self.hours, midnight, self.closed).astimezone(UTC)

    def free(self, at: datetime) -> datetime:
        """When it may be reminded from an instant on: as it works, on a day without a reminder."""
        earliest = first_open(self.hours, self._local(at), self.closed).astimezone(UTC)
        if self.reminded_at is None:
            return earliest
        return max(earliest, self.opening(self.day(self.reminded_at) + timedelta(days=1)))

    def working_days(self, since: datetime, until: datetime) -> int:
        """How many working days end between two instants."""
        days = set()
        for each in spans(self.hours, self._local(since), self.closed):
            if each.closes.astimezone(UTC) > until:
                break
            days.add(each.day)
        return len(days)

    def day(self, at: datetime) -> date:
        """The date at an instant."""
        return self._local(at).date()

    def _local(self, at: datetime) -> datetime:
        return at.astimezone(self.zone)


def holder(question: Question, deputy: str | None, there: Collection[str]) -> str | None:
    """The officer who has a question: whoever took it or, while they are away, the deputy.

    `there` are the officers who are not away. None: nobody has it.
    """
    if question.taken_by is None:
        return None
    return next((each for each in (question.taken_by, deputy) if each in there), None)


def next_step(
    question: Question, holder: str | None, team: Desk, backup: Desk | None, now: datetime
) -> tuple[datetime, Step]:
    """What must happen next with an open question, and when; at once, if that is not after `now`.

    `holder` is the officer who has it, or who stands in for them; None: nobody has.
    """
    return min(_steps(question, holder, team, backup, now), key=lambda step: step[0])


def _steps(
    question: Question, holder: str | None, team: Desk, backup: Desk | None, now: datetime
) -> Iterator[tuple[datetime, Step]]:
    if question.waits_for_asker:
        if question.asked_again_at is None:
            yield team.days_after(question.moved_at, ASKED_AGAIN_AFTER), Step.ASK_AGAIN
        else:
            yield team.days_after(question.asked_again_at, CLOSED_AFTER), Step.CLOSE
        return
    if holder is None and question.marked_at is None:
        yield team.after(question.moved_at, MARKED_AFTER), Step.MARK
    yield politely(max(late_from(question, team), now), team.zone, None), Step.TELL_LATE
    yield team.free(max(reminds_from(question, holder, team), now)), Step.REMIND
    if holder is None and backup is not None:
        yield backup.free(max(reminds_backup_from(question, team), now)), Step.REMIND_BACKUP


def reminds_from(question: Question, holder: str | None, team: Desk) -> datetime:
    """From when on reminders tell of a question. Who has it hears nothing before the last day."""
    if holder is None:
        return team.days_after(question.moved_at, REMINDED_AFTER)
    assert question.due_at is not None
    return team.opening(team.day(question.due_at))


def reminds_backup_from(question: Question, team: Desk) -> datetime:
    """From when on the backup team's reminders tell of a question that nobody has."""
    return team.days_after(question.moved_at, BACKUP_AFTER)


def late_from(question: Question, team: Desk) -> datetime:
    """When whoever asked is to be told that an answer is late: then again, as long as it is."""
    if question.late_told_at is not None:
        return team.promised(question.late_told_at)
    assert question.due_at is not None
    return question.due_at


def after_rest(question: Question, team: Desk, now: datetime) -> datetime:
    """Until when an answer is promised, once whoever asked has answered what the team asked back.

    As many working days as were left when it asked; one, if none was. The month that the law gives
    for somebody's own data does not rest.
    """
    assert question.due_at is not None
    if question.other == "own_data":
        return question.due_at
    left = team.working_days(question.moved_at, question.due_at)
    return team.end_of_day(now, max(left - 1, 1))
