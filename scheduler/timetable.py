"""Everything that is done unprompted, in one list.

A job handles one slice of what is due and returns how much that was; 0: nothing is left. What is
due is a column of its table, moved on or deleted in the same transaction, so that a restart, a
long outage or a second process neither skips nor doubles anything.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from handlers.turns import Moment
from storage import mailbox, talk, unasked

SLICE = 500
"""Rows a transaction handles, so that it ends within milliseconds."""


@dataclass(frozen=True)
class Job:
    """Something to do, and when it falls due next (None: nothing waits for it)."""

    run: Callable[[Moment], Awaitable[int]]
    next_due: Callable[[AsyncSession], Awaitable[datetime | None]]


async def forget_talk(moment: Moment) -> int:
    """Forget what people said more than half an hour ago, and forms left for a day."""
    return await talk.forget_old(moment.session, moment.now, SLICE)


async def forget_letters(moment: Moment) -> int:
    """Drop the account of letters a week after they ended."""
    return await mailbox.forget_letters(moment.session, moment.now, SLICE)


async def forget_updates(moment: Moment) -> int:
    """Forget updates that no platform repeats any more."""
    return await mailbox.forget_updates(moment.session, moment.now, SLICE)


async def forget_weeks(moment: Moment) -> int:
    """Forget how many messages people had in weeks gone by."""
    return await unasked.forget_weeks(moment.session, moment.now, SLICE)


async def free_letters(moment: Moment) -> int:
    """Let letters wait again whose sender is gone."""
    return await mailbox.take_back(moment.session, moment.now, expired_only=True)


TIMETABLE: Sequence[Job] = (
    Job(forget_talk, talk.next_to_forget),
    Job(forget_letters, mailbox.next_letter_to_forget),
    Job(forget_updates, mailbox.next_update_to_forget),
    Job(forget_weeks, unasked.next_week_to_forget),
    Job(free_letters, mailbox.next_lease_to_end),
)
