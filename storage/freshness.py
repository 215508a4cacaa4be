"""What the owners of pots and contacts confirm."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Literal

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage import search
from storage.contacts import Contact
from storage.pots import Pot

Owned = Literal["pot", "contact"]

_TABLES: dict[Owned, type[Pot] | type[Contact]] = {"pot": Pot, "contact": Contact}


async def all_owned(session: AsyncSession) -> tuple[Sequence[Pot], Sequence[Contact]]:
    """Every pot and contact, in the order of the refs."""
    pots = await session.scalars(select(Pot).order_by(Pot.ref))
    contacts = await session.scalars(select(Contact).order_by(Contact.ref))
    return pots.all(), contacts.all()


async def confirm(
    session: AsyncSession, kind: Owned, refs: Collection[str], on: date
) -> Collection[str]:
    """Note that all was still true on a day; the refs that there are."""
    table = _TABLES[kind]
    found = await session.scalars(
        update(table).where(table.ref.in_(refs)).values(last_verified_on=on).returning(table.ref)
    )
    confirmed = set(found)
    if confirmed:
        await search.rows_changed(session, kind)
    return confirmed


async def pots_of(session: AsyncSession, contact: str) -> Sequence[str]:
    """The refs of the pots that a contact answers for."""
    return (
        await session.scalars(select(Pot.ref).where(Pot.contact == contact).order_by(Pot.ref))
    ).all()
