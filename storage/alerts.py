"""Alerts: somebody in danger has asked that a safeguarding contact be told.

What they say of themselves is sealed with its row. What is due is a column: whom to tell next.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

import msgspec
from sqlalchemy import ForeignKey, and_, case, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, contains_eager, mapped_column, relationship

from storage.database import Base, BigId, Sealed, new_id, seal, unseal
from storage.earliest import Earliest
from storage.mailbox import Letter, State
from storage.people import Account
from storage.retention import Rule
from storage.safeguarding import SafeguardingContact

KEPT_FOR = timedelta(days=7)
"""How long an alert is kept after it was made."""


class Told(msgspec.Struct, frozen=True):
    """What a contact is told of somebody."""

    name: str
    kind: str
    """Of danger; "urgent": not told."""
    number: str = ""
    """Where to ring them; empty: they want to be written to here."""
    words: str = ""
    """What they want the contact to read; empty: nothing."""
    also: tuple[str, ...] = ()
    """Other kinds of danger for which they asked again before anybody had it."""
    lost: bool = False
    """It can't be opened any more: only the name is known."""


class Alert(Base):
    """Somebody's wish to be got in touch with."""

    __tablename__ = "alert"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("person.id", ondelete="CASCADE"), index=True
    )
    account_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
    """Where they asked, and hear what becomes of it."""
    area_ref: Mapped[str]
    """Whose contacts are told."""
    sealed: Mapped[bytes] = mapped_column(Sealed("alert {id}"))
    """What the contact is told."""
    made_at: Mapped[datetime] = mapped_column(index=True)
    due_at: Mapped[datetime | None] = mapped_column(index=True)
    """When the next contact is told; None: somebody has it, or we have given up."""
    told: Mapped[list[str]]
    """The ids of the contacts who were told since somebody's hours last began."""
    ever_told: Mapped[list[str]]
    """The ids of all contacts who were told."""
    taken_by: Mapped[int | None] = mapped_column(
        BigId, ForeignKey("safeguarding_contact.id", ondelete="SET NULL"), index=True
    )
    """The contact who has it; None: nobody yet."""
    taken_at: Mapped[datetime | None]

    account: Mapped[Account] = relationship(lazy="raise")


RULES = (Rule("wishes that a safeguarding contact get in touch", Alert, "made_at", KEPT_FOR),)

_ALERTS = (
    select(Alert)
    .join(Alert.account)
    .join(Account.person)
    .options(contains_eager(Alert.account).contains_eager(Account.person))
    .order_by(Alert.id)
)


_DROPPED = and_(Alert.taken_at.is_not(None), Alert.taken_by.is_(None))
"""Somebody had it who is a contact no longer: nobody has it."""


async def make(
    session: AsyncSession, account: Account, area_ref: str, told: Told, now: datetime
) -> Alert:
    """Keep somebody's wish."""
    number = new_id(now)
    alert = Alert(
        id=number,
        person_id=account.person_id,
        account=account,
        area_ref=area_ref,
        sealed=seal(session, msgspec.json.encode(told), _row(number)),
        made_at=now,
        due_at=now,
        told=[],
        ever_told=[],
    )
    session.add(alert)
    await session.flush()
    return alert


async def waiting(session: AsyncSession, person_id: int, area_ref: str) -> Alert | None:
    """What somebody asked an area's contacts for that nobody has, and that goes on; None: nothing.

    It is asked for again in the same row, so that what has been begun for them begins not anew.
    """
    statement = _ALERTS.where(
        Alert.person_id == person_id,
        Alert.area_ref == area_ref,
        Alert.taken_by.is_(None),
        Alert.due_at.is_not(None),
    )
    found = await session.scalars(statement.with_for_update(of=Alert))
    return found.first()


def tell(session: AsyncSession, alert: Alert, told: Told) -> None:
    """What a contact is told from now on."""
    alert.sealed = seal(session, msgspec.json.encode(told), _row(alert.id))


async def hasten(session: AsyncSession, platform: str, address: str, now: datetime) -> None:
    """Wait no longer for a contact whom an alert could not reach: the next is to be told now."""
    there = await session.scalars(
        select(SafeguardingContact.id)
        .join(SafeguardingContact.account)
        .where(Account.platform == platform, Account.address == address)
    )
    ids = {str(each) for each in there}
    if not ids:
        return
    for alert in await session.scalars(_ALERTS.where(Alert.due_at > now)):
        if ids & set(alert.told[-1:]) or (not alert.told and set(alert.ever_told) <= ids):
            alert.due_at = now


def told_in(session: AsyncSession, alert: Alert) -> Told:
    """What a contact is told; raises `CannotOpen`."""
    return msgspec.json.decode(unseal(session, alert.sealed, _row(alert.id)), type=Told)


async def alert_with_id(session: AsyncSession, number: str) -> Alert | None:
    """The alert with an id in hex digits, or None: it is gone, or never was."""
    try:
        wanted = UUID(hex=number)
    except ValueError:
        return None
    return await session.scalar(_ALERTS.where(Alert.id == wanted).with_for_update(of=Alert))


async def due(session: AsyncSession, now: datetime, at_most: int) -> Sequence[Alert]:
    """The next alerts of which somebody is to be told now."""
    statement = _ALERTS.where(or_(Alert.due_at <= now, _DROPPED)).limit(at_most)
    return (await session.scalars(statement.with_for_update(of=Alert))).all()


NEXT_DUE = Earliest(select(func.min(case((_DROPPED, Alert.taken_at), else_=Alert.due_at))))
"""When somebody is to be told next; None: nobody."""


async def alerts_of(session: AsyncSession, person_id: int) -> Sequence[Alert]:
    """What somebody asked for that is still kept, oldest first."""
    return (await session.scalars(_ALERTS.where(Alert.person_id == person_id))).all()


async def arrived(session: AsyncSession, number: UUID) -> dict[int, bool]:
    """Of the people with letters about an alert: whether they had one, or may have had one.

    Of whom there is none any more, nothing can be said by this.
    """
    had = or_(Letter.state.in_([State.SENT, State.SENDING]), Letter.doubts > 0)
    found = await session.execute(
        select(Letter.person_id, func.max(case((had, 1), else_=0)))
        .where(Letter.alert_id == number, Letter.person_id.is_not(None))
        .group_by(Letter.person_id)
    )
    return {person: bool(had_it) for person, had_it in found}


def _row(number: UUID) -> str:
    return f"alert {number}"
