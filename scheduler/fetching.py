"""Files that people sent: fetched from their platform, stripped, sealed, and handed on.

Each step is short: what is due is claimed in one transaction; the platform is waited for with none
open; what came is kept, and sent on its way, in another. A kill in between fetches a file again.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Protocol

import msgspec
from msgspec import structs

from handlers import attachments as handing
from handlers.files import Raw, Stripped, Unwanted
from handlers.messages import NotToBeHad, ShutOut, TryLater
from handlers.turns import Here, Moment
from scheduler.timetable import Errand
from scheduler.workers import NoProcess, worked
from storage import attachments, lease
from storage.attachments import Told
from storage.database import Database

log = logging.getLogger(__name__)

AT_ONCE = 3
"""Files under way at a time: each takes some megabytes of memory."""
LEASE = timedelta(minutes=2)
"""How long a file is ours to fetch and strip; longer than both take."""
LONGEST = 30.0
"""Seconds that a platform may take to hand a file over."""
WAITS = tuple(timedelta(seconds=each) for each in (2, 10, 60, 300, 900))
"""Before each further try."""


class Fetcher(Protocol):
    """A platform that hands files over."""

    async def fetch(self, file: str, at_most: int) -> bytes:
        """The content of a file that somebody sent there, by the platform's id of it.

        Raises:
            NotToBeHad: it is gone, not ours to see, or has more bytes than that.
            TryLater, ShutOut: as they say.
        """
        ...


def fetching_from(fetchers: Mapping[str, Fetcher]) -> Errand:
    """The errand that fetches what people sent on some platforms."""

    async def fetch_files(
        database: Database, here: Here, clock: Callable[[], datetime], token: int
    ) -> int:
        return await fetch_due(fetchers, database, here, clock, token)

    return Errand(fetch_files, attachments.NEXT_TO_FETCH)


async def fetch_due(
    fetchers: Mapping[str, Fetcher],
    database: Database,
    here: Here,
    clock: Callable[[], datetime],
    token: int,
) -> int:
    """Fetch every file that is due; how many tries that were."""
    tries = 0
    while True:
        async with lease.held(database, token) as session:
            files = await attachments.claim(session, clock(), LEASE, AT_ONCE)
        if not files:
            return tries
        fetching = [_fetch(fetchers.get(each.platform), each) for each in files]
        for file, outcome in zip(files, await asyncio.gather(*fetching), strict=True):
            async with lease.held(database, token) as session:
                await _settle(Moment(session, clock(), here), file, outcome)
        tries += len(files)


_Outcome = Stripped | Unwanted | None
"""None: to be tried again."""


async def _fetch(fetcher: Fetcher | None, file: Told) -> _Outcome:
    if fetcher is None:  # we are on that platform no more
        return Unwanted("gone")
    try:
        async with asyncio.timeout(LONGEST):
            content = await fetcher.fetch(file.about.file, handing.LARGEST)
    except NotToBeHad as no:
        return Unwanted("large" if no.large else "gone")
    except (TryLater, ShutOut, TimeoutError):
        return None
    except Exception:
        log.exception("file %s could not be fetched", file.id)
        return None
    raw = msgspec.msgpack.encode(Raw(file.about.name, content))
    try:
        made = await worked("handlers.stripping", raw)
    except NoProcess:
        return None
    if made is None:  # it was too much for the process
        return Unwanted("broken")
    return msgspec.msgpack.decode(made, type=Stripped | Unwanted)


async def _settle(moment: Moment, file: Told, outcome: _Outcome) -> None:
    if outcome is None and file.tries <= len(WAITS):
        await attachments.put_back(moment.session, file.id, moment.now + WAITS[file.tries - 1])
        return
    if isinstance(outcome, Stripped):
        about = structs.replace(file.about, media_type=outcome.media_type, ending=outcome.ending)
        kept = await attachments.keep(moment.session, file.id, about, outcome.content)
        if kept:
            await handing.hand_on(moment, kept)
        return
    gone = await attachments.give_up(moment.session, file.id)
    if gone:
        await handing.failed(moment, gone, outcome.why if outcome else "gone")
