"""Who is in the teams' channels: asked of their platforms, again and again."""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Protocol

from handlers import teams as handled
from handlers.messages import Readers, Refused, ShutOut, TryLater
from handlers.turns import Here, Moment
from scheduler.timetable import Errand
from storage import lease, teams
from storage.database import Database
from storage.earliest import NEVER

log = logging.getLogger(__name__)

EVERY = timedelta(minutes=5)
"""How long at most it takes until we know that somebody left."""
SOON = timedelta(seconds=20)
"""How long we leave a channel alone whose platform is busy or out of reach."""
REFUSED = timedelta(hours=1)
"""How long we leave a channel alone of which its platform tells us nothing."""


class Office(Protocol):
    """A platform that may have channels."""

    async def readers(self, address: str) -> Readers | None:
        """Who reads a channel. None: it is gone, we are not in it, or there are no channels.

        Raises:
            TryLater, Refused, ShutOut: as they say.
        """
        ...


def looking_around(offices: Mapping[str, Office]) -> Errand:
    """The errand that looks at the channels of some platforms.

    A clock that is pushed on does not stop for it: it is run wherever that stops.
    """

    async def look_at_channels(
        database: Database, here: Here, clock: Callable[[], datetime], token: int
    ) -> int:
        return await look_at_due(offices, database, here, clock, token)

    return Errand(look_at_channels, NEVER)


async def look_at_due(
    offices: Mapping[str, Office],
    database: Database,
    here: Here,
    clock: Callable[[], datetime],
    token: int,
) -> int:
    """Look at each channel that is due, and do what comes of it; how many that were."""
    looked = 0
    while True:
        async with lease.held(database, token) as session:
            due = await teams.take_due(session, clock(), clock() + EVERY)
        if due is None:
            return looked
        looked += 1
        office = offices.get(due.platform)
        try:
            if office is None:
                raise ShutOut(due.platform)  # its tokens are not set any more
            readers = await office.readers(due.channel)
        except (TryLater, Refused, ShutOut) as error:
            log.warning("nothing is told of the channel of team %s: %s", due.id, error)
            wait = SOON if isinstance(error, TryLater) else REFUSED
            async with lease.held(database, token) as session:
                now = clock()
                ends = await handled.lose_sight(Moment(session, now, here), due.id)
                await teams.look_later(session, due.id, min(now + wait, ends or now + wait))
            continue
        async with lease.held(database, token) as session:
            await handled.take_in(Moment(session, clock(), here), due.id, readers)
