"""Past grants: awards that were made, in the 360Giving standard's terms. Never open calls."""

from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import Numeric, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base
from storage.imported import Imported


class Grant(Imported, Base):
    """One award. 360Giving schema 1.4 names the fields; what it calls `id` is `ref` here."""

    __tablename__ = "past_grant"

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    description: Mapped[str]
    currency: Mapped[str]
    amount: Mapped[Decimal] = mapped_column(Numeric(14, 2))
    """What was awarded, in the currency."""
    awarded_on: Mapped[date]
    funder_ref: Mapped[str]
    funder: Mapped[str]
    to_individual: Mapped[bool]
    """Made to a person: then no name is stored, shown or searched."""
    recipient_ref: Mapped[str]
    recipient: Mapped[str]
    programme: Mapped[str] = mapped_column(index=True)
    place: Mapped[str]
    """The beneficiary location's name, or the recipient's town; empty: not known."""
    place_code: Mapped[str]
    """The location's geographic code; empty: not known."""
    url: Mapped[str]
    source: Mapped[str]
    """Where the publisher says the data came from."""


async def grants_of_programme(
    session: AsyncSession, names: Collection[str], at_most: int
) -> Sequence[Grant]:
    """The awards of a grant programme, by each name it goes by; the latest first."""
    return (
        await session.scalars(
            select(Grant)
            .where(Grant.programme.in_(names))
            .order_by(Grant.awarded_on.desc(), Grant.id)
            .limit(at_most)
        )
    ).all()
