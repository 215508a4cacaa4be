"""People: who they are to us, how to reach them, and all that is kept about them."""

import json
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import (
    Column,
    ColumnElement,
    ForeignKey,
    ScalarSelect,
    Select,
    Table,
    UniqueConstraint,
    and_,
    bindparam,
    delete,
    exists,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, aliased, contains_eager, mapped_column, relationship

from storage.administrators import Administrator
from storage.areas import Area
from storage.database import Base, BigId, Sealed, note_erasure, partial, unseal
from storage.earliest import Earliest
from storage.sealing import CannotOpen
from storage.teams import Member, Team


class Person(Base):
    """Somebody who talks with us. Little is kept, and all of it goes when they say so."""

    __tablename__ = "person"
    __table_args__ = (partial("ix_person_asked", "due_at", "asked_at IS NOT NULL"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    name: Mapped[str]
    """What they are called on the platform they came from."""
    language: Mapped[str]
    """The language we speak with them: one of the locales."""
    area_id: Mapped[int | None] = mapped_column(ForeignKey("area.id", ondelete="SET NULL"))
    """Where they are active; None: not told."""
    met_at: Mapped[datetime]
    stopped_at: Mapped[datetime | None]
    """When they asked for no more unasked-for messages; None: they may have them."""
    paused_until: Mapped[datetime | None]
    """Until when they want a rest from unasked-for messages; None, or gone by: no rest."""
    weekly_number: Mapped[int] = mapped_column(default=3, server_default="3")
    """How many unasked-for messages a week they may have, 1 to 5."""
    hour: Mapped[int | None]
    """The hour, where they are, at which they like to hear from us; None: the usual one."""
    zone: Mapped[str | None]
    """Where their clock is, as IANA names it (Europe/London); None: where the installation is."""

    due_at: Mapped[datetime] = mapped_column(index=True)
    """Until when they may be silent: then they are asked if they want to stay, and later erased."""
    asked_at: Mapped[datetime | None]
    """When they were asked if they want to stay; None: they were not since they last wrote."""

    area: Mapped[Area | None] = relationship(lazy="raise")

    def heard(self, now: datetime) -> None:
        """They are there: nothing comes of their silence for a year. Written down once a day."""
        if self.asked_at is not None or self.due_at < now + SILENT_FOR - timedelta(days=1):
            self.due_at = now + SILENT_FOR
            self.asked_at = None


SILENT_FOR = timedelta(days=365)
"""How long somebody is silent until they are asked if they want to stay."""
TIME_TO_ANSWER = timedelta(days=30)
"""How long after that they are erased."""


class Account(Base):
    """A person on a platform."""

    __tablename__ = "account"
    __table_args__ = (UniqueConstraint("platform", "user"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    platform: Mapped[str]
    user: Mapped[str]
    address: Mapped[str]
    """The chat in which we talk alone; empty: we have only met in a group so far."""
    unreachable_at: Mapped[datetime | None]
    """When the platform said that our messages do not arrive; None: they do."""

    person: Mapped[Person] = relationship(lazy="raise")


def zone_of(name: str | None, home: ZoneInfo) -> ZoneInfo:
    """The zone of a person; without a name, the installation's."""
    return ZoneInfo(name) if name else home


def willing(now: datetime) -> ColumnElement[bool]:
    """Of `Person`: whether they may have messages they did not ask for."""
    return and_(
        Person.stopped_at.is_(None),
        or_(Person.paused_until.is_(None), Person.paused_until <= now),
    )


def first_account() -> ScalarSelect[int]:
    """Of `Person`: their first account where our messages arrive; NULL: there is none."""
    each = aliased(Account)
    theirs = each.person_id == Person.id, _arrives(each)
    return select(func.min(each.id)).where(*theirs).correlate(Person).scalar_subquery()


def is_where_to_write() -> ColumnElement[bool]:
    """Of `Person` and `Account`: whether it is where they have what they did not ask for."""
    return and_(Account.id == first_account(), Person.stopped_at.is_(None))


def is_first_account() -> ColumnElement[bool]:
    """Of `Account`: whether it is that one. For many, this takes a third of the time."""
    earlier = aliased(Account)
    theirs = earlier.person_id == Account.person_id, earlier.id < Account.id, _arrives(earlier)
    return and_(_arrives(Account), ~exists().where(*theirs).correlate(Account))


def _arrives(account: type[Account]) -> ColumnElement[bool]:
    return and_(account.address != "", account.unreachable_at.is_(None))


_WITH_PERSON = (
    select(Account)
    .join(Account.person)
    .outerjoin(Person.area)
    .options(contains_eager(Account.person).contains_eager(Person.area))
)
_ACCOUNT = _WITH_PERSON.where(
    Account.platform == bindparam("on"), Account.user == bindparam("of")
).with_for_update(of=Person, key_share=True)  # rows about them may be added meanwhile


async def account_of(session: AsyncSession, platform: str, user: str) -> Account | None:
    """The account of a platform's user with its person and area, or None: we have not met.

    The person is ours until the transaction ends: on PostgreSQL, whoever else handles something of
    theirs waits here. (On SQLite, where one transaction writes at a time, nobody else can.)
    """
    return await session.scalar(_ACCOUNT, {"on": platform, "of": user})


async def account_with_id(session: AsyncSession, number: int) -> Account | None:
    """An account with its person and area; None: it is gone."""
    return await session.scalar(_WITH_PERSON.where(Account.id == number))


async def account_to_reach(session: AsyncSession, person_id: int) -> Account | None:
    """Somebody's first account where our messages arrive, with its person; None: there is none."""
    theirs = Account.person_id == person_id, is_first_account()
    return await session.scalar(_WITH_PERSON.where(*theirs))


async def colleagues(session: AsyncSession, platform: str) -> Sequence[Account]:
    """Those on a platform who are of a team or have a role, with their persons, by name."""
    has_role = exists().where(
        Administrator.platform == Account.platform, Administrator.user == Account.user
    )
    of_team = exists().where(
        Team.platform == Account.platform, Team.id == Member.team_id, Member.user == Account.user
    )
    statement = (
        select(Account)
        .join(Account.person)
        .options(contains_eager(Account.person))
        .where(Account.platform == platform, or_(has_role, of_team))
        .order_by(Person.name, Account.id)
    )
    return (await session.scalars(statement)).all()


async def names_of(
    session: AsyncSession, platform: str, users: Collection[str]
) -> Mapping[str, str]:
    """What some users of a platform are called, as far as we have met them."""
    found = await session.execute(
        select(Account.user, Person.name)
        .join(Account.person)
        .where(Account.platform == platform, Account.user.in_(users))
    )
    return {user: name for user, name in found if name}


async def meet(
    session: AsyncSession,
    platform: str,
    user: str,
    *,
    address: str,
    name: str,
    language: str,
    now: datetime,
) -> Account:
    """Get to know a new user of a platform."""
    name = name.replace("\0", "")  # which PostgreSQL can't store
    person = Person(name=name, language=language, met_at=now, due_at=now + SILENT_FOR)
    person.area = None
    account = Account(person=person, platform=platform, user=user, address=address)
    try:
        async with session.begin_nested():
            session.add(account)
    except IntegrityError:  # another process met them at the same instant
        met = await account_of(session, platform, user)
        assert met is not None
        return met
    return account


async def mark_unreachable(
    session: AsyncSession, platform: str, address: str, now: datetime
) -> None:
    """Remember that messages to an address do not arrive, until its owner writes again."""
    await session.execute(
        update(Account)
        .where(Account.platform == platform, Account.address == address)
        .values(unreachable_at=now)
    )


async def move(session: AsyncSession, platform: str, old: str, new: str) -> None:
    """Note that a chat has a new address."""
    await session.execute(
        update(Account)
        .where(Account.platform == platform, Account.address == old)
        .values(address=new)
    )


async def erase(session: AsyncSession, *people: int) -> None:
    """Delete people and, by the foreign keys to them, all that is kept about them.

    But for letters to others that tell of them: see `mailbox.drop_all_about`.
    """
    await session.execute(
        delete(Person).where(Person.id.in_(people)).execution_options(synchronize_session=False)
    )
    note_erasure(session)


# --- Silence ------------------------------------------------------------------------------


async def silent(session: AsyncSession, now: datetime, at_most: int) -> Sequence[Person]:
    """Those who have been silent for so long that they are to be asked if they want to stay."""
    return (
        await session.scalars(
            select(Person)
            .where(Person.due_at <= now, Person.asked_at.is_(None))
            .order_by(Person.due_at, Person.id)
            .limit(at_most)
            .with_for_update()
        )
    ).all()


async def wait_for(
    session: AsyncSession, silent: Sequence[int], until: datetime, *, asked_at: datetime | None
) -> None:
    """Look at silent people again at an instant; `asked_at`: they were asked, or can't be."""
    await session.execute(
        update(Person).where(Person.id.in_(silent)).values(due_at=until, asked_at=asked_at)
    )


def those(ids: Sequence[int]) -> Select[int]:
    """A query for some people's ids."""
    return select(Person.id).where(Person.id.in_(ids))


async def reachable(session: AsyncSession, of: Sequence[int]) -> Sequence[int]:
    """Those of some people who may be written to at all: they did not stop it, and it arrives."""
    found = await session.scalars(
        select(Person.id)
        .where(Person.id.in_(of), Person.stopped_at.is_(None), first_account().is_not(None))
        .order_by(Person.id)
    )
    return found.all()


async def accounts_of(session: AsyncSession, of: Sequence[int]) -> Mapping[int, Account]:
    """Where to write to some people, with their persons: those who `reachable` finds."""
    found = await session.scalars(
        select(Account)
        .join(Account.person)
        .options(contains_eager(Account.person))
        .where(Person.id.in_(of), is_where_to_write())
    )
    return {account.person_id: account for account in found}


async def silent_for_good(
    session: AsyncSession, now: datetime, at_most: int
) -> tuple[Sequence[int], int]:
    """Those to be erased, who were asked if they want to stay and did not answer.

    And how many more were looked at, who stay for they have a role: it is not by chatting that they
    are with us.
    """
    has_role = exists().where(
        Administrator.platform == Account.platform,
        Administrator.user == Account.user,
        Account.person_id == Person.id,
    )
    due = Person.due_at <= now, Person.asked_at.is_not(None)
    kept = select(Person.id).where(*due, has_role).limit(at_most)
    stay = await session.execute(
        update(Person)
        .where(Person.id.in_(kept))
        .values(due_at=now + SILENT_FOR, asked_at=None)
        .returning(Person.id)
        .execution_options(synchronize_session=False)
    )
    gone = await session.scalars(
        select(Person.id).where(*due, ~has_role).limit(at_most).with_for_update()
    )
    return gone.all(), len(stay.all())


NEXT_SILENCE = Earliest(select(func.min(Person.due_at)).where(Person.asked_at.is_(None)))
"""When the next person is to be asked if they want to stay; None: there is nobody."""


NEXT_ERASURE = Earliest(select(func.min(Person.due_at)).where(Person.asked_at.is_not(None)))
"""When the next of those who were asked is erased; None: nobody was."""


# --- Everything about somebody ------------------------------------------------------------


async def export(session: AsyncSession, person_id: int) -> dict[str, list[dict[str, Any]]]:
    """All that is kept about a person, by table: every row whose foreign keys lead to them.

    Sealed texts are opened; one whose key is gone is None. The parts of JSON come as they are. The
    content of files is left out: they are given by themselves.
    """
    rows: dict[str, list[dict[str, Any]]] = {}
    for table in personal_tables():
        column = table.c.id if table.name == "person" else _to_person(table)
        texts = [each for each in table.columns if not _is_large(each)]
        found = await session.execute(
            select(*texts).where(column == person_id).order_by(*table.primary_key)
        )
        tell = table.info.get("tell", dict)  # a table may hold what is not for them
        told = [tell(_opened(session, table, dict(row))) for row in found.mappings()]
        kept = [each for each in told if each]
        if kept:
            rows[table.name] = kept
    return rows


def _is_large(column: Column[Any]) -> bool:
    return isinstance(column.type, Sealed) and column.type.large


def _opened(session: AsyncSession, table: Table, row: dict[str, Any]) -> dict[str, Any]:
    """A row with its sealed texts in words."""
    told = dict(row)
    for column in table.columns:
        kept = row.get(column.name)
        if isinstance(column.type, Sealed) and kept is not None:
            text = kept
            if kept and row.get("sealed") is not False:  # what SQL planned is not sealed
                try:
                    text = unseal(session, kept, column.type.row_of(row))
                except CannotOpen:
                    told[column.name] = None
                    continue
            told[column.name] = _read(text.decode(errors="replace"))
    return told


def _read(text: str) -> Any:
    """What somebody wrote, or what we noted in JSON."""
    if text.startswith("{"):
        with suppress(ValueError):
            return json.loads(text)
    return text


def personal_tables() -> Sequence[Table]:
    """The person's own table and every one with a foreign key to it."""
    tables = Base.metadata.sorted_tables
    return [t for t in tables if t.name == "person" or _to_person(t) is not None]


def _to_person(table: Table) -> Any:
    for key in table.foreign_keys:
        if key.column.table.name == "person":
            return key.parent
    return None
