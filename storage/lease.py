"""The lease: where several processes share one database, which of them polls, ticks and delivers.

Any number receive webhooks. One holds the lease, renews it, and loses it when it has been silent
for a few seconds. Each new holder gets a higher number, the token. Each of its transactions first
makes sure that this is still the number (`held`): so one that was asleep, and believes itself the
holder still, can neither claim a letter nor settle one that it claimed before.

On SQLite there is one process, and it is always the holder.
"""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import BigInteger, case, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base, Database

LASTS = timedelta(seconds=5)
"""How long the holder may be silent before another takes over."""
RENEWED = timedelta(seconds=1)
"""How often the holder says that it is there, and the others ask."""

ALONE = 0
"""The token of a process that shares its database with no other."""

_THE_ONE = 1


class Lease(Base):
    """The one lease. Its times are the database server's, so that the processes' may differ."""

    __tablename__ = "lease"

    id: Mapped[int] = mapped_column(primary_key=True)
    holder: Mapped[UUID]
    """The process that has it."""
    token: Mapped[int] = mapped_column(BigInteger)
    """Higher with each new holder."""
    until: Mapped[datetime]


class Lost(Exception):
    """Another process has the lease now."""


async def take(session: AsyncSession, process: UUID) -> int | None:
    """Take the lease if it is free, renew it if it is ours; its token. None: another has it.

    For a database that is shared; on another, the token is `ALONE`.
    """
    now = func.clock_timestamp()
    ours = Lease.holder == process
    return await session.scalar(
        insert(Lease)
        .values(id=_THE_ONE, holder=process, token=1, until=now + LASTS)
        .on_conflict_do_update(
            index_elements=[Lease.id],
            set_={
                "holder": process,
                "token": Lease.token + case((ours, 0), else_=1),
                "until": now + LASTS,
            },
            where=or_(ours, Lease.until <= now),
        )
        .returning(Lease.token)
    )


async def release(session: AsyncSession, process: UUID) -> None:
    """Let another process take the lease at once."""
    await session.execute(
        update(Lease).where(Lease.holder == process).values(until=func.clock_timestamp())
    )


@asynccontextmanager
async def held(database: Database, token: int) -> AsyncIterator[AsyncSession]:
    """A transaction of the holder's: as long as it lasts, nobody takes the lease over.

    Raises:
        Lost: another process did before.
    """
    async with database.transaction() as session:
        if database.shared:
            ours = select(Lease.id).where(Lease.token == token).with_for_update(read=True)
            if await session.scalar(ours) is None:
                raise Lost
        yield session


class Fenced:
    """A database all of whose transactions are the holder's: for work of many of them.

    Each raises `Lost` once another process has the lease.
    """

    def __init__(self, database: Database, token: int) -> None:
        self._database = database
        self._token = token

    def transaction(self) -> AbstractAsyncContextManager[AsyncSession]:
        """One transaction; see `held`."""
        return held(self._database, self._token)
