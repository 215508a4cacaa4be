"""Prompts: short texts that begin a talk, and who was given which."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ForeignKey, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base, BigId, upsert
from storage.imported import Imported
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


RULES = (Rule("which prompts somebody was given", Given, "at", timedelta(days=365)),)


async def own(session: AsyncSession) -> Sequence[Prompt]:
    """All prompts of the council's, in the order of their refs."""
    return (await session.scalars(select(Prompt).order_by(Prompt.ref))).all()


async def given_to(session: AsyncSession, people: Collection[int]) -> Mapping[int, Sequence[str]]:
    """The refs of what each of some people was given, the last one first."""
    found = await session.execute(
        select(Given.person_id, Given.prompt)
        .where(Given.person_id.in_(people))
        .order_by(Given.person_id, Given.at.desc(), Given.prompt)
    )
    given: dict[int, list[str]] = {person: [] for person in people}
    for person, prompt in found:
        given[person].append(prompt)
    return given


async def give(session: AsyncSession, people: Collection[int], prompt: str, now: datetime) -> None:
    """Note that some people are given a prompt."""
    rows = [{"person_id": person, "prompt": prompt, "at": now} for person in people]
    added = upsert(session, Given).values(rows)
    await session.execute(
        added.on_conflict_do_update(
            index_elements=[Given.person_id, Given.prompt], set_={"at": added.excluded.at}
        )
    )
