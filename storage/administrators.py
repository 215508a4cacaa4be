"""Administrators: who may do on a platform what others may not.

They are named by the platform's id of them, also before they have ever spoken with us, so their
row hangs on no person; whoever runs the installation adds and removes them.
"""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Select, delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base, upsert


class Role(StrEnum):
    """What somebody may do."""

    ADMINISTRATOR = "administrator"
    """Everything that the installation offers."""
    COORDINATOR = "coordinator"
    """Look after volunteers."""
    SAFEGUARDING = "safeguarding"
    """Hear of people in danger: has it for as long as they are a contact (storage/safeguarding.py).
    """
    ANNOUNCEMENTS = "announcements"
    """Tell something to many at once."""
    IMPORTS = "imports"
    """Bring in and take back what people are shown."""
    AUDIT = "audit"
    """Read who did what."""


class Administrator(Base):
    """A user of a platform in a role; one user may have several."""

    __tablename__ = "administrator"

    platform: Mapped[str] = mapped_column(primary_key=True)
    user: Mapped[str] = mapped_column(primary_key=True)
    role: Mapped[str] = mapped_column(primary_key=True)
    added_at: Mapped[datetime]


async def add(session: AsyncSession, platform: str, user: str, role: Role, now: datetime) -> bool:
    """Give a user a role; False: they have it."""
    added = await session.execute(
        upsert(session, Administrator)
        .values(platform=platform, user=user, role=role, added_at=now)
        .on_conflict_do_nothing()
        .returning(Administrator.user)
    )
    return added.first() is not None


FEWEST = 2
"""Administrators there must be: one alone could not be asked about, nor ever be away."""


class TooFew(Exception):
    """Without this administrator there would be too few."""


async def remove(
    session: AsyncSession, platform: str, user: str, role: Role | None = None
) -> Sequence[str]:
    """Take a role from a user, or with None every one; the roles they had of these.

    Raises:
        TooFew: they are an administrator, and there are no more than there must be.
    """
    if role in (None, Role.ADMINISTRATOR):
        known = (await session.execute(_named(Role.ADMINISTRATOR).with_for_update())).all()
        if (platform, user) in known and len(known) <= FEWEST:
            raise TooFew
    statement = delete(Administrator).where(
        Administrator.platform == platform, Administrator.user == user
    )
    if role is not None:
        statement = statement.where(Administrator.role == role)
    return sorted((await session.scalars(statement.returning(Administrator.role))).all())


async def administrators(session: AsyncSession) -> Sequence[Administrator]:
    """All of them, by platform, user and role."""
    return (
        await session.scalars(
            select(Administrator).order_by(
                Administrator.platform, Administrator.user, Administrator.role
            )
        )
    ).all()


async def who_are(session: AsyncSession, role: Role) -> Sequence[tuple[str, str]]:
    """The platforms and users of those in a role."""
    found = await session.execute(_named(role))
    return [(platform, user) for platform, user in found]


def _named(role: Role) -> Select[str, str]:
    named = select(Administrator.platform, Administrator.user).where(Administrator.role == role)
    return named.order_by(Administrator.platform, Administrator.user)


async def has(session: AsyncSession, platform: str, user: str, *roles: Role) -> bool:
    """Whether a user of a platform has one of some roles."""
    found = await session.scalar(
        select(Administrator.user)
        .where(
            Administrator.platform == platform,
            Administrator.user == user,
            Administrator.role.in_(roles),
        )
        .limit(1)
    )
    return found is not None


async def roles_of(session: AsyncSession, platform: str, user: str) -> Sequence[Role]:
    """What a user of a platform may do."""
    roles = await session.scalars(
        select(Administrator.role)
        .where(Administrator.platform == platform, Administrator.user == user)
        .order_by(Administrator.role)
    )
    return [Role(each) for each in roles]
