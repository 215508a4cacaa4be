"""The one tick: whatever is due in the timetable, done in slices, each slice one moment."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from handlers.turns import Here, Moment
from scheduler.timetable import ERRANDS, TIMETABLE, Errand, Job, LongJob
from storage import earliest, lease
from storage.database import Database

log = logging.getLogger(__name__)

EVERY = 5
"""Seconds between two ticks."""
BREATH = 0.001
"""Seconds after a slice, in which whoever waited for its end does all they came for: a turn takes
two transactions, and would wait for another slice between them."""


async def tick(
    database: Database,
    here: Here,
    now: datetime,
    timetable: Sequence[Job | LongJob] = TIMETABLE,
    token: int = lease.ALONE,
) -> int:
    """Do all that is due at an instant; how much that was. A job that fails stops no other.

    Where nothing is due, nothing is locked. What a job makes due is for the next tick. If another
    process takes over, the rest is for it to do.
    """
    handled = 0
    for job in await _due(database, now, timetable):
        try:
            while count := await _slice(database, here, now, job, token):
                handled += count
                await asyncio.sleep(BREATH)
        except lease.Lost:
            return handled
        except Exception:
            log.exception("the job %s failed", job.run.__name__)
    return handled


async def _due(
    database: Database, now: datetime, timetable: Sequence[Job | LongJob]
) -> Sequence[Job | LongJob]:
    """Those in which something is due. Where one can't tell, all are tried."""
    try:
        async with database.reading() as session:
            instants = await earliest.read(session, [job.next_due for job in timetable])
    except Exception:
        log.exception("what is due is not known")
        return timetable
    return [
        job for job, instant in zip(timetable, instants, strict=True) if instant and instant <= now
    ]


async def _slice(
    database: Database, here: Here, now: datetime, job: Job | LongJob, token: int
) -> int:
    if isinstance(job, LongJob):
        return await job.run(database, here, now, token)
    async with lease.held(database, token) as session:
        return await job.run(Moment(session, now, here))


async def run_errand(
    errand: Errand,
    database: Database,
    here: Here,
    clock: Callable[[], datetime],
    token: int = lease.ALONE,
) -> int:
    """Run an errand that may be due, for as long as the network takes. It may fail: it comes again.

    How much it did. If another process takes over, the rest is for it to do.
    """
    try:
        return await errand.run(database, here, clock, token)
    except lease.Lost:
        return 0
    except Exception:
        log.exception("the errand %s failed", errand.run.__name__)
        return 0


async def next_due(
    database: Database,
    after: datetime,
    timetable: Sequence[Job | LongJob] = TIMETABLE,
    errands: Sequence[Errand] = ERRANDS,
) -> datetime | None:
    """The next instant at which something in the timetable falls due; None: nothing waits."""
    async with database.reading() as session:
        found = await earliest.read(session, [each.next_due for each in (*timetable, *errands)])
    return min((instant for instant in found if instant and instant > after), default=None)


def started(run: Callable[[], Awaitable[object]], every: float) -> AsyncIOScheduler:
    """A scheduler that calls `run` each so many seconds. It holds no schedule of its own to lose.

    A tick that comes late is not dropped, and those missed meanwhile are one.
    """
    scheduler = AsyncIOScheduler(timezone="UTC")
    scheduler.add_job(
        run, "interval", seconds=every, misfire_grace_time=None, coalesce=True, max_instances=1
    )
    scheduler.start()
    return scheduler
