"""Invitations to talk with other volunteers: a word that a coordinator makes and passes on.

Whoever comes with it is vouched for. It is good for some people and some weeks. The word itself is
not kept: only what it comes to with our key, so that a copy of the file invites nobody, whatever is
tried on it. With a new key (`sparkplug rekey`) the invitations of before end.
"""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base, marks
from storage.retention import Rule

LASTS = timedelta(weeks=4)
"""How long an invitation is good for."""


class Invitation(Base):
    """A word that vouches."""

    __tablename__ = "invitation"

    hash: Mapped[str] = mapped_column(primary_key=True)
    """What the word comes to."""
    platform: Mapped[str]
    user: Mapped[str]
    """The coordinator who made it."""
    made_at: Mapped[datetime]
    ends_at: Mapped[datetime] = mapped_column(index=True)
    people: Mapped[int]
    """How many it was made for."""
    left: Mapped[int]
    """How many of them have not come yet."""


RULES = (
    Rule("invitations to talk with other volunteers", Invitation, "ends_at", LASTS, ends=True),
)

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Nothing that can be mistaken for something else when it is read aloud or typed."""
_LENGTH = 10


async def make(session: AsyncSession, platform: str, user: str, people: int, now: datetime) -> str:
    """Make an invitation for some people; the word."""
    word = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    session.add(
        Invitation(
            hash=_marks(session, word)[0],
            platform=platform,
            user=user,
            made_at=now,
            ends_at=now + LASTS,
            people=people,
            left=people,
        )
    )
    await session.flush()
    return word


async def invitation(session: AsyncSession, word: str, now: datetime) -> Invitation | None:
    """The invitation that a word stands for; None: there is none, or it is over."""
    return await session.scalar(
        select(Invitation).where(
            Invitation.hash.in_(_marks(session, word)),
            Invitation.ends_at > now,
            Invitation.left > 0,
        )
    )


async def use(session: AsyncSession, word: str, now: datetime) -> Invitation | None:
    """Come with an invitation; None: there is none, or it is over."""
    return await session.scalar(
        update(Invitation)
        .where(
            Invitation.hash.in_(_marks(session, word)),
            Invitation.ends_at > now,
            Invitation.left > 0,
        )
        .values(left=Invitation.left - 1)
        .returning(Invitation)
        .execution_options(populate_existing=True)
    )


async def open_ones(
    session: AsyncSession, platform: str, user: str, now: datetime
) -> Sequence[Invitation]:
    """The invitations of a coordinator that are good still, the oldest first."""
    return (
        await session.scalars(
            select(Invitation)
            .where(
                Invitation.platform == platform,
                Invitation.user == user,
                Invitation.ends_at > now,
                Invitation.left > 0,
            )
            .order_by(Invitation.made_at, Invitation.hash)
        )
    ).all()


async def take_back(session: AsyncSession, platform: str, user: str) -> None:
    """Let all invitations of a coordinator end."""
    await session.execute(
        delete(Invitation).where(Invitation.platform == platform, Invitation.user == user)
    )


def _marks(session: AsyncSession, word: str) -> Sequence[str]:
    plain = "".join(each for each in word.casefold() if each.isalnum())
    return marks(session, plain, "invitation")
