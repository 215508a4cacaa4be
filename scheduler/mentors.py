"""Looking for mentors for all who wait, once a day.

Who goes with whom is worked out beside everything else, and kept a few at a time: nobody waits for
it. Of whom one has left meanwhile, say, they are not shown to each other: see the clock's `_show`.
"""

import asyncio
from datetime import datetime

from handlers import mentors
from handlers.turns import Here, Moment
from storage import lease, mentoring
from storage.database import Database

PAIRS = 3
"""Two and two that a transaction puts together."""
SLICE = 100
"""People for whom one notes that they go on waiting."""


async def look(database: Database, here: Here, now: datetime, token: int) -> int:
    """Look for mentors for all who wait; how many that was due for."""
    async with database.reading() as session:
        due = await mentoring.count_to_look(session, now)
        if not due:
            return 0
        waiting = await mentors.waiting(Moment(session, now, here))
    chosen = await asyncio.to_thread(waiting.chosen)
    pairs = list(chosen.items())
    for begins in range(0, len(pairs), PAIRS):
        async with lease.held(database, token) as session:
            for mentee, mentor in pairs[begins : begins + PAIRS]:
                await mentors.put_together(Moment(session, now, here), mentee, mentor)
        await asyncio.sleep(0)  # others have their turns
    more = True
    while more:
        async with lease.held(database, token) as session:
            more = bool(await mentors.go_on_waiting(Moment(session, now, here), SLICE))
        await asyncio.sleep(0)
    return due
