"""Safeguarding: who hears of people in danger, which help lines are right, where check-ins are on.

What hangs on an area names it by its ref, so that it outlives an import of the areas.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    UniqueConstraint,
    and_,
    delete,
    false,
    func,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, contains_eager, mapped_column, relationship

from storage import administrators
from storage.administrators import Role
from storage.areas import Area, all_areas, around
from storage.database import Base, BigId, upsert
from storage.people import Account

CONTACTS_NEEDED = 2
"""How many contacts an area must have who accepted and answered a test, before check-ins are on."""


class SafeguardingContact(Base):
    """Somebody who hears of people in danger in an area, if those people want it."""

    __tablename__ = "safeguarding_contact"
    __table_args__ = (UniqueConstraint("area_ref", "account_id"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("person.id", ondelete="CASCADE"), index=True
    )
    account_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
    """Where alerts reach them."""
    area_ref: Mapped[str]
    name: Mapped[str]
    """What people in danger are told they are called."""
    hours: Mapped[str]
    """When they read alerts, as `working_hours` writes it."""
    position: Mapped[int]
    """Who is told first: the lowest of those who read at that hour."""
    added_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    """When they said yes to it; None: not yet."""
    tested_at: Mapped[datetime | None]
    """When they were last sent a test alert; None: never."""
    answered_at: Mapped[datetime | None]
    """When they last answered one; None: never."""

    account: Mapped[Account] = relationship(lazy="raise")

    @property
    def ready(self) -> bool:
        """Whether alerts may go to them, and arrive."""
        tested = self.accepted_at is not None and self.answered_at is not None
        return tested and self.account.unreachable_at is None


_READY = (
    SafeguardingContact.accepted_at.is_not(None),
    SafeguardingContact.answered_at.is_not(None),
    Account.unreachable_at.is_(None),
)
"""`SafeguardingContact.ready`, for SQL."""

_CONTACTS = (
    select(SafeguardingContact)
    .join(SafeguardingContact.account)
    .join(Account.person)
    .options(contains_eager(SafeguardingContact.account).contains_eager(Account.person))
    .order_by(SafeguardingContact.area_ref, SafeguardingContact.position, SafeguardingContact.id)
)


async def add_contact(
    session: AsyncSession, account: Account, area: Area, name: str, hours: str, now: datetime
) -> SafeguardingContact | None:
    """Name somebody as an area's next contact; they have to accept. None: they are one already."""
    if any(each.account_id == account.id for each in await contacts_of(session, area.ref)):
        return None
    last = await session.scalar(
        select(func.max(SafeguardingContact.position)).where(
            SafeguardingContact.area_ref == area.ref
        )
    )
    contact = SafeguardingContact(
        person_id=account.person_id,
        account=account,
        area_ref=area.ref,
        name=name,
        hours=hours,
        position=(last or 0) + 1,
        added_at=now,
    )
    session.add(contact)
    await session.flush()
    await administrators.add(session, account.platform, account.user, Role.SAFEGUARDING, now)
    return contact


async def remove_contact(session: AsyncSession, platform: str, user: str, area_ref: str) -> bool:
    """Let somebody be an area's contact no longer; False: they were not."""
    all_of_theirs = [
        each
        for each in await all_contacts(session)
        if (each.account.platform, each.account.user) == (platform, user)
    ]
    here = [each for each in all_of_theirs if each.area_ref == area_ref]
    for each in here:
        await session.delete(each)
    if here == all_of_theirs:
        await administrators.remove(session, platform, user, Role.SAFEGUARDING)
    await session.flush()
    return bool(here)


async def all_contacts(session: AsyncSession) -> Sequence[SafeguardingContact]:
    """Every contact with account and person: by area, and in the order in which they are told."""
    return (await session.scalars(_CONTACTS)).all()


async def contacts_of(session: AsyncSession, area_ref: str) -> Sequence[SafeguardingContact]:
    """An area's own contacts, in the order in which they are told."""
    statement = _CONTACTS.where(SafeguardingContact.area_ref == area_ref)
    return (await session.scalars(statement)).all()


async def any_ready(session: AsyncSession) -> bool:
    """Whether alerts may go to anybody."""
    found = await session.scalar(
        select(SafeguardingContact.id).join(SafeguardingContact.account).where(*_READY).limit(1)
    )
    return found is not None


async def contacts_of_person(
    session: AsyncSession, person_id: int
) -> Sequence[SafeguardingContact]:
    """What somebody is contact for; empty: they are none."""
    statement = _CONTACTS.where(SafeguardingContact.person_id == person_id)
    return (await session.scalars(statement)).all()


async def contact_with_id(session: AsyncSession, number: int) -> SafeguardingContact | None:
    """The contact with one of our own numbers, or None: they are no longer one."""
    return await session.scalar(_CONTACTS.where(SafeguardingContact.id == number))


async def contacts_for(session: AsyncSession, area: Area | None) -> Sequence[SafeguardingContact]:
    """Those who look after somebody: the ready contacts of their area or the nearest around it.

    Whoever has not told an area is looked after by those of an area around all that have any.
    """
    by_area: dict[str, list[SafeguardingContact]] = {}
    for contact in await all_contacts(session):
        if contact.ready:
            by_area.setdefault(contact.area_ref, []).append(contact)
    if not by_area:
        return []
    areas = await all_areas(session)
    chains = around(areas)
    if area is not None:
        return next((by_area[ref] for ref in chains[area.ref] if ref in by_area), [])
    outermost = (ref for ref in by_area if not set(chains.get(ref, [ref])[1:]) & by_area.keys())
    return by_area[next(outermost)]


# --- Help lines ---------------------------------------------------------------------------


class LineConfirmation(Base):
    """A help line that an administrator has rung or looked up, and found to be right."""

    __tablename__ = "line_confirmation"

    line: Mapped[str] = mapped_column(primary_key=True)
    """Our name of a national line, or the ref of a signpost."""
    reach: Mapped[str]
    """The number that was confirmed: one that has changed since has not been."""
    confirmed_by: Mapped[str]
    confirmed_at: Mapped[datetime]


async def confirm_line(
    session: AsyncSession, line: str, reach: str, by: str, now: datetime
) -> None:
    """Note that a line is right, or is so still."""
    told = {"reach": reach, "confirmed_by": by, "confirmed_at": now}
    await session.execute(
        upsert(session, LineConfirmation)
        .values(line=line, **told)
        .on_conflict_do_update(index_elements=[LineConfirmation.line], set_=told)
    )


async def confirmations(session: AsyncSession) -> Mapping[str, LineConfirmation]:
    """The last confirmation of each line that has one."""
    found = await session.scalars(select(LineConfirmation).order_by(LineConfirmation.line))
    return {each.line: each for each in found}


# --- Check-ins ----------------------------------------------------------------------------


class CheckInArea(Base):
    """An area in which check-ins are switched on."""

    __tablename__ = "check_in_area"

    area_ref: Mapped[str] = mapped_column(primary_key=True)
    since: Mapped[datetime]
    switched_on_by: Mapped[str]
    four_questions: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether the four questions on well-being are asked as well, once a month."""


async def switch_on(session: AsyncSession, area: Area, by: str, now: datetime) -> bool:
    """Have check-ins in an area and those in it; False: they were on already."""
    switched = await session.execute(
        upsert(session, CheckInArea)
        .values(area_ref=area.ref, since=now, switched_on_by=by)
        .on_conflict_do_nothing()
        .returning(CheckInArea.area_ref)
    )
    return switched.first() is not None


async def switch_off(session: AsyncSession, area: Area) -> bool:
    """Have no check-ins in an area any more; False: there were none."""
    switched = await session.execute(
        delete(CheckInArea).where(CheckInArea.area_ref == area.ref).returning(CheckInArea.area_ref)
    )
    return switched.first() is not None


async def ask_four_questions(session: AsyncSession, area: Area, *, ask: bool) -> bool:
    """Ask the four questions where check-ins are on, or no more; False: they are not on there."""
    switched = await session.execute(
        update(CheckInArea)
        .where(CheckInArea.area_ref == area.ref)
        .values(four_questions=ask)
        .returning(CheckInArea.area_ref)
    )
    return switched.first() is not None


async def areas_switched_on(session: AsyncSession) -> Sequence[CheckInArea]:
    """Where check-ins are switched on, whether or not there are contacts enough."""
    return (await session.scalars(select(CheckInArea).order_by(CheckInArea.area_ref))).all()


async def check_ins_where(session: AsyncSession, now: datetime) -> frozenset[int | None]:
    """The ids of the areas whose people may have check-ins; None: also those who told no area.

    That is in and around where they are switched on, for as long as two contacts are ready there.
    """
    return await _where(session, CheckInArea.since <= now)


async def _where(session: AsyncSession, switched_on: ColumnElement[bool]) -> frozenset[int | None]:
    """The same for those areas alone where a condition holds."""
    ready = await session.scalars(
        select(SafeguardingContact.area_ref)
        .join(SafeguardingContact.account)
        .where(
            SafeguardingContact.area_ref.in_(select(CheckInArea.area_ref).where(switched_on)),
            *_READY,
        )
        .distinct()
        .add_columns(SafeguardingContact.person_id)
    )
    on = {ref for ref, count in Counter(ready).items() if count >= CONTACTS_NEEDED}
    if not on:
        return frozenset()
    areas = await all_areas(session)
    chains = around(areas)
    return frozenset({None, *(each.id for each in areas if on & set(chains[each.ref]))})


async def check_ins_on(session: AsyncSession, area: Area | None, now: datetime) -> bool:
    """Whether somebody of an area may have check-ins; None: somebody who told none."""
    return (area.id if area else None) in await check_ins_where(session, now)


async def four_questions_on(session: AsyncSession, area: Area | None, now: datetime) -> bool:
    """Whether somebody of an area is asked the four questions; None: somebody who told none."""
    on = and_(CheckInArea.since <= now, CheckInArea.four_questions)
    return (area.id if area else None) in await _where(session, on)
