"""Prompts: short texts that begin a talk, and who was given which."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import ForeignKey, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base, BigId, among, upsert
from storage.earliest import Earliest
from storage.imported import Imported
from storage.peers import Peer
from storage.people import Person
from storage.retention import Rule


class Kind(StrEnum):
    """What a prompt is for."""

    ICE_BREAKER = "ice-breaker"
    """The first question of two or three who meet."""
    REFLECTION = "reflection"
    APPRECIATION = "appreciation"
    ASKING = "asking"
    """Asking for help."""
    ENDING = "ending"
    """The last words of a talk, a season, a pairing."""
    FIRST_TALK = "first-talk"
    """Prepares the first talk of a mentoring."""
    TALK = "talk"
    """Prepares one that is neither the first nor the last."""
    LAST_TALK = "last-talk"
    HOST = "host"
    """A pack for whoever hosts a circle: how to open, a question or two, how to close."""


class Prompt(Imported, Base):
    """A prompt of the council's own. One with the id of one of ours takes its place.

    Ours (`handlers/library.csv`) are rows of no table.
    """

    __tablename__ = "prompt"

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(unique=True)
    """The id in the file it came from."""
    kind: Mapped[str]
    subjects: Mapped[list[str]]
    """What somebody has to be interested in, one of these; as the thesaurus calls them. Empty: it
    is for everybody."""
    text_en: Mapped[str]
    text_cy: Mapped[str]
    """Empty: it is not given to those who are to have it in Welsh."""
    in_use: Mapped[bool]


class Given(Base):
    """A prompt that a person was given, and when last."""

    __tablename__ = "given_prompt"

    person_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    prompt: Mapped[str] = mapped_column(primary_key=True)
    """Its ref: a row of the council's, or one of ours."""
    at: Mapped[datetime] = mapped_column(index=True)


class Weekly(Base):
    """That a person wants a prompt a week, and when the next one is."""

    __tablename__ = "weekly_prompt"

    person_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    due_at: Mapped[datetime] = mapped_column(index=True)
    last_on: Mapped[date | None]
    """Their date of the last one, also if they were passed over; None: there was none."""


RULES = (Rule("which prompts somebody was given", Given, "at", timedelta(days=365)),)


async def own(session: AsyncSession) -> Sequence[Prompt]:
    """All prompts of the council's, in the order of their refs."""
    return (await session.scalars(select(Prompt).order_by(Prompt.ref))).all()


async def given_to(session: AsyncSession, people: Collection[int]) -> Mapping[int, Sequence[str]]:
    """The refs of what each of some people was given, the last one first."""
    found = await session.execute(
        select(Given.person_id, Given.prompt)
        .where(among(session, Given.person_id.expression, list(people)))
        .order_by(Given.person_id, Given.at.desc(), Given.prompt)
    )
    given: dict[int, list[str]] = {person: [] for person in people}
    for person, prompt in found:
        given[person].append(prompt)
    return given


async def give(session: AsyncSession, prompts: Mapping[int, str], now: datetime) -> None:
    """Note that people are given prompts, by their ids."""
    if not prompts:
        return
    rows = [{"person_id": each, "prompt": prompt, "at": now} for each, prompt in prompts.items()]
    added = upsert(session, Given).values(rows)
    await session.execute(
        added.on_conflict_do_update(
            index_elements=[Given.person_id, Given.prompt], set_={"at": added.excluded.at}
        )
    )


# --- Weekly -------------------------------------------------------------------------------


async def weekly_of(session: AsyncSession, person_id: int) -> Weekly | None:
    """When a person's next weekly prompt is; None: they want none."""
    return await session.get(Weekly, person_id)


async def want_weekly(session: AsyncSession, person_id: int, due_at: datetime) -> None:
    """Give somebody a prompt a week, from an instant on."""
    added = upsert(session, Weekly).values(person_id=person_id, due_at=due_at)
    await session.execute(
        added.on_conflict_do_update(
            index_elements=[Weekly.person_id], set_={"due_at": added.excluded.due_at}
        )
    )


async def want_no_weekly(session: AsyncSession, person_id: int) -> None:
    """Give somebody no more of them."""
    await session.execute(delete(Weekly).where(Weekly.person_id == person_id))


async def due(
    session: AsyncSession, now: datetime, at_most: int
) -> Sequence[tuple[Person, Weekly]]:
    """Those whose weekly prompt is due, a slice of them."""
    found = await session.execute(
        select(Person, Weekly)
        .join(Weekly, Weekly.person_id == Person.id)
        .where(Weekly.due_at <= now)
        .order_by(Weekly.due_at, Weekly.person_id)
        .limit(at_most)
        .with_for_update(of=Weekly, skip_locked=True)
    )
    return [(person, weekly) for person, weekly in found]


NEXT_DUE = Earliest(select(func.min(Weekly.due_at)))
"""When the next weekly prompt is due; None: nobody wants one."""


async def set_down(
    session: AsyncSession, following: Mapping[int, tuple[datetime, date | None]]
) -> None:
    """Note when some people's next ones are, by their ids, and their dates of the last ones."""
    alike: dict[tuple[datetime, date | None], list[int]] = {}
    for person, told in following.items():
        alike.setdefault(told, []).append(person)
    for (due_at, last_on), people in alike.items():
        theirs = among(session, Weekly.person_id.expression, people)
        await session.execute(update(Weekly).where(theirs).values(due_at=due_at, last_on=last_on))


async def interests_of(session: AsyncSession, people: Sequence[int]) -> Mapping[int, Sequence[str]]:
    """What those of some people who are peers are interested in."""
    theirs = among(session, Peer.person_id.expression, people)
    found = await session.execute(select(Peer.person_id, Peer.interests).where(theirs))
    return dict(found.all())
