"""Messages that stand in a chat and are kept up to date there, such as a team's card.

A letter that names one takes the place of what stands, once that is there.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ForeignKey, case, delete, false, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base, new_id
from storage.earliest import Earliest
from storage.mailbox import Kind, Letter, State


class Standing(Base):
    """One such message.

    When what it shows is gone from the database, it is known by having nothing to show, and is
    made empty.
    """

    __tablename__ = "standing"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    question_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("question.id", ondelete="SET NULL"), index=True
    )
    """What it shows; None: that is gone."""
    part: Mapped[bool] = mapped_column(default=False, server_default=false())
    """It is a part of that in its thread, such as a file: deleted rather than made empty."""
    platform: Mapped[str]
    address: Mapped[str]
    message: Mapped[str | None]
    """The platform's id of the message; None: it has not been sent yet."""
    made_at: Mapped[datetime]
    look_at: Mapped[datetime | None]
    """Of one that shows nothing: when to forget where it is; None: it is not empty yet."""


async def stand(
    session: AsyncSession,
    question_id: UUID,
    platform: str,
    address: str,
    now: datetime,
    *,
    part: bool = False,
) -> UUID:
    """Make a message of which letters keep up to date what it shows; the first one sends it."""
    standing = Standing(
        id=new_id(now),
        question_id=question_id,
        part=part,
        platform=platform,
        address=address,
        made_at=now,
    )
    session.add(standing)
    await session.flush()
    return standing.id


async def named_by(session: AsyncSession, letters: Sequence[Letter]) -> Mapping[UUID | None, str]:
    """The platform's ids of the standing messages that some letters name, of those sent by now."""
    names = (name for each in letters for name in (each.standing_id, each.thread_of_id))
    named = {name for name in names if name}
    if not named:
        return {}
    found = await session.execute(
        select(Standing.id, Standing.message).where(
            Standing.id.in_(named), Standing.message.is_not(None)
        )
    )
    return {standing: message for standing, message in found if message}


async def places(
    session: AsyncSession, standing: Collection[UUID]
) -> Mapping[UUID, tuple[str, str]]:
    """Where standing messages are, of those sent by now: the chat's id, and the message's."""
    if not standing:
        return {}
    found = await session.execute(
        select(Standing.id, Standing.address, Standing.message).where(Standing.id.in_(standing))
    )
    return {each: (address, message) for each, address, message in found if message}


async def showing(session: AsyncSession, questions: Sequence[UUID]) -> Sequence[UUID]:
    """The standing messages that show some questions, their parts too."""
    found = select(Standing.id).where(Standing.question_id.in_(questions))
    return (await session.scalars(found)).all()


async def take_away(session: AsyncSession, standing: Sequence[UUID], gone: bytes) -> int:
    """Let what is on its way of standing messages say no more; how many letters that leaves.

    What has surely not arrived never comes. What may have, or is being sent now, becomes what puts
    `gone` in its place where we know that, and otherwise looks for it, and deletes it: tied to
    nobody, so that it outlives whose words they were.
    """
    known = select(Standing.id).where(Standing.id.in_(standing), Standing.message.is_not(None))
    theirs = Letter.standing_id.in_(standing)
    needless = or_(Letter.doubts == 0, Letter.standing_id.in_(known))
    await session.execute(
        delete(Letter)
        .where(theirs, Letter.state == State.WAITING, needless)
        .execution_options(synchronize_session=False)
    )
    emptied = {"person_id": None, "sealed": False}
    left = 0
    for which, values in (
        (Letter.standing_id.in_(known), {"content": gone}),
        (Letter.standing_id.not_in(known), {"content": b"", "kind": Kind.UNSEND}),
    ):
        changed = await session.scalars(
            update(Letter)
            .where(theirs, which, Letter.state.in_([State.WAITING, State.SENDING]))
            .values(**emptied, **values)
            .returning(Letter.id)
            .execution_options(synchronize_session=False)
        )
        left += len(changed.all())
    return left


async def take_down_parts(session: AsyncSession, question_id: UUID) -> None:
    """Let the parts of a question show nothing from now on; those not sent yet never come."""
    parts = await session.scalars(
        update(Standing)
        .where(Standing.question_id == question_id, Standing.part)
        .values(question_id=None)
        .returning(Standing.id)
        .execution_options(synchronize_session=False)
    )
    await take_away(session, parts.all(), b"")


TIME_TO_ARRIVE = timedelta(minutes=5)
"""After which a letter that was under way when it was dropped has surely ended."""


async def showing_nothing(session: AsyncSession, now: datetime, at_most: int) -> Sequence[Standing]:
    """Standing messages that show what is gone: to be emptied, or emptied and to be forgotten."""
    found = await session.scalars(
        select(Standing)
        .where(
            Standing.question_id.is_(None),
            or_(Standing.look_at.is_(None), Standing.look_at <= now),
        )
        .order_by(Standing.id)
        .limit(at_most)
        .with_for_update(skip_locked=True)
    )
    return found.all()


NEXT_SHOWING_NOTHING = Earliest(
    select(func.min(func.coalesce(Standing.look_at, Standing.made_at))).where(
        Standing.question_id.is_(None)
    )
)
"""Since when a standing message shows what is gone; None: none does."""


async def note_message(session: AsyncSession, standing: UUID, message: str) -> None:
    """Note where a standing message is."""
    await session.execute(
        update(Standing)
        .where(Standing.id == standing)
        .values(
            message=message,
            look_at=case((Standing.message.is_(None), None), else_=Standing.look_at),
        )
        .execution_options(synchronize_session=False)
    )
