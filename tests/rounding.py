"""Rounds with many people, for tests: who they are, and what they were told.

`python -m tests.rounding URL KEY N` makes the round that is due, and says "begun"; in its Nth
transaction it says "midway" and waits there for its end; 0: it does not.
"""

import asyncio
import random
import signal
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.settings import UK
from handlers.messages import Message, Say, read
from handlers.peers import INTERESTS, LIVED
from handlers.turns import Here
from scheduler import clockwork
from scheduler.timetable import TIMETABLE, Job, LongJob
from storage import mailbox, peers, people
from storage.database import Database
from storage.mailbox import Letter
from storage.peers import Want
from storage.sealing import keys_in

HERE = Here("Fernleigh", "", "England", UK)
TURNED = {"begin_rounds", "introduce"}
JOBS = [each for each in TIMETABLE if each.run.__name__ in TURNED]
BEGINS = datetime(2026, 9, 7, 12, tzinfo=UTC)
"""A Monday: the first round is on the day after."""
FIRST = datetime(2026, 9, 8, 9, tzinfo=UTC)


async def join(session: AsyncSession, count: int, seed: int = 1) -> list[int]:
    """Let so many join; their ids."""
    chance, ids = random.Random(seed), []
    for number in range(count):
        name = f"Person{number}"
        account = await people.meet(
            session, "core", name, address=name, name=name, language="en", now=BEGINS
        )
        peer = peers.told_nothing(account.person_id, BEGINS)
        peer.adult_at = peer.vouched_at = BEGINS
        peer.wants, peer.every, peer.languages = [Want.PEER], "weekly", ["en"]
        peer.interests = chance.sample(INTERESTS, 2)
        peer.lived = chance.sample(LIVED, 2)
        peer.anywhere, peer.ways, peer.via = True, ["call"], "coordinator"
        session.add(peer)
        ids.append(account.person_id)
    await session.flush()
    return ids


async def turn(
    database: Database, now: datetime, token: int = 0, jobs: Sequence[Job | LongJob] = JOBS
) -> None:
    """Do all that is due for rounds at an instant, and what it makes due."""
    while await clockwork.tick(database, HERE, now, jobs, token):
        pass


async def told(database: Database) -> Sequence[tuple[int, str]]:
    """To whom what was said since, by the key of its first words; nothing of it is kept."""
    async with database.transaction() as session:
        letters = (await session.scalars(select(Letter).order_by(Letter.id))).all()
        found = [
            (each.person_id or 0, _key(read(mailbox.content(session, each)))) for each in letters
        ]
        await session.execute(delete(Letter))
    return found


def _key(message: Message) -> str:
    first = message.paragraphs[0]
    return first.key if isinstance(first, Say) else ""


class Killed(BaseException):
    """The process ends here, as far as the database can tell."""


class Dying(Database):
    """A database whose process ends in the middle of a transaction."""

    ends_in = 0
    """In which one, counted from now; 0: in none."""
    by_signal = False
    """It waits for it, in the middle of the transaction."""

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncSession]:
        """One transaction, perhaps the last one."""
        self.ends_in -= 1
        async with super().transaction() as session:
            yield session
            if self.ends_in == 0:
                await session.flush()
                if self.by_signal:
                    _say("midway")
                    signal.pause()
                raise Killed


def _say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


async def _main(url: str, key: str, ends_in: int) -> None:
    database = Dying(url, keys_in(Path(key)))
    database.ends_in, database.by_signal = ends_in, True
    _say("begun")
    await clockwork.tick(database, HERE, FIRST, JOBS[:1], 1)
    await database.close()


if __name__ == "__main__":
    asyncio.run(_main(sys.argv[1], sys.argv[2], int(sys.argv[3])))
