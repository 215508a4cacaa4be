"""The talk in progress: what was just asked and offered, and a form that is half filled in.

Sealed, and short-lived: recent talk half an hour, a half-filled form a day; that a team waits
for a word of theirs, four weeks.
"""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache

from sqlalchemy import ForeignKey, bindparam, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import (
    Base,
    BigId,
    Sealed,
    Upsert,
    bare,
    dialect_of,
    seal,
    unseal,
    upsert_in,
)
from storage.retention import Rule
from storage.sealing import CannotOpen


class Topic(StrEnum):
    """What a row of talk is about."""

    RECENT = "recent"
    FORM = "form"
    TEAM = "team"
    """Which of their questions a team wrote about last: no word of what was said."""
    TAKEN_BACK = "taken_back"
    """When they asked what they took back: that alone."""


KEPT_FOR: Mapping[Topic, timedelta] = {
    Topic.RECENT: timedelta(minutes=30),
    Topic.FORM: timedelta(days=1),
    Topic.TEAM: timedelta(days=28),
    Topic.TAKEN_BACK: timedelta(days=1),
}


class Talk(Base):
    """One person's talk on one topic, as sealed JSON."""

    __tablename__ = "talk"

    person_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    topic: Mapped[str] = mapped_column(primary_key=True)
    sealed: Mapped[bytes] = mapped_column(Sealed("talk {person_id} {topic}"))
    until: Mapped[datetime] = mapped_column(index=True)


_talk = bare(Talk)
_OF = select(_talk.c.topic, _talk.c.sealed).where(
    _talk.c.person_id == bindparam("person"), _talk.c.until > bindparam("now")
)


async def talk_of(session: AsyncSession, person_id: int, now: datetime) -> dict[Topic, bytes]:
    """What a person's talk holds that has not run out."""
    rows = await session.execute(_OF, {"person": person_id, "now": now})
    found: dict[Topic, bytes] = {}
    for topic, sealed in rows:
        with suppress(CannotOpen):  # its key is gone, and so is what was said
            found[Topic(topic)] = unseal(session, sealed, _row(person_id, topic))
    return found


@cache
def _keeping(dialect: str) -> Upsert:
    kept = upsert_in(dialect, _talk)
    return kept.on_conflict_do_update(
        index_elements=[_talk.c.person_id, _talk.c.topic],
        set_={"sealed": kept.excluded.sealed, "until": kept.excluded.until},
    )


async def keep(
    session: AsyncSession, person_id: int, topic: Topic, content: bytes, now: datetime
) -> None:
    """Put a person's talk on a topic in place of what was there."""
    row = {
        "person_id": person_id,
        "topic": topic,
        "sealed": seal(session, content, _row(person_id, topic)),
        "until": now + KEPT_FOR[topic],
    }
    await session.execute(_keeping(dialect_of(session)), row)


async def change(
    session: AsyncSession, person_id: int, topic: Topic, content: bytes, kept_at: datetime
) -> None:
    """Change what was kept at an instant of a person's talk; what was kept since stays as it is."""
    await session.execute(
        update(_talk)
        .where(
            _talk.c.person_id == person_id,
            _talk.c.topic == topic,
            _talk.c.until == kept_at + KEPT_FOR[topic],
        )
        .values(sealed=seal(session, content, _row(person_id, topic)))
    )


async def drop(session: AsyncSession, person_id: int, topic: Topic) -> None:
    """Forget a person's talk on a topic."""
    await session.execute(delete(Talk).where(Talk.person_id == person_id, Talk.topic == topic))


RULES = (
    Rule("what was asked and offered last", Talk, "until", KEPT_FOR[Topic.RECENT],
         Talk.topic == Topic.RECENT, ends=True),
    Rule("forms that are half filled in", Talk, "until", KEPT_FOR[Topic.FORM],
         Talk.topic == Topic.FORM, ends=True),
    Rule("which question a team wrote about last", Talk, "until", KEPT_FOR[Topic.TEAM],
         Talk.topic == Topic.TEAM, ends=True),
    Rule("that a question was taken back", Talk, "until", KEPT_FOR[Topic.TAKEN_BACK],
         Talk.topic == Topic.TAKEN_BACK, ends=True),
)  # fmt: skip


def _row(person_id: int, topic: str) -> str:
    return f"talk {person_id} {topic}"
