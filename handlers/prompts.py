"""Prompts: something to begin with, for two who meet, a talk, a circle, or a quiet minute."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from handlers import library
from handlers.messages import say
from handlers.turns import Kept, Routes, Turn
from storage import prompts
from storage.prompts import Kind, Prompt

on = Routes()


async def pick(
    session: AsyncSession,
    people: Sequence[int],
    kind: Kind,
    language: str,
    interests: Collection[str],
    now: datetime,
) -> Prompt:
    """Choose a prompt for some people together, and note that they are given it.

    `library.in_words(prompt)` is what to say of it. It is none of the last twelve of its kind that
    one of them was given, unless there is no other.

    Args:
        session: where it is noted.
        people: their ids.
        kind: what it is for.
        language: the one that they share.
        interests: subjects that they share, as the thesaurus calls them.
        now: the instant.
    """
    every = library.with_own(await prompts.own(session))
    given = await prompts.given_to(session, people)
    lot = f"{sorted(people)} {now.date()}"
    chosen = library.choose(every.values(), kind, language, interests, given.values(), lot)
    await prompts.give(session, people, chosen.ref, now)
    return chosen


async def prompt_called(session: AsyncSession, ref: str) -> Prompt | None:
    """A prompt by its ref; None: it was the council's, and is gone."""
    return library.with_own(await prompts.own(session)).get(ref)


# --- All of it, told ----------------------------------------------------------------------


@on.keeps("given_prompt")
async def tell_given(turn: Turn) -> Kept | None:
    """What they were given in the last year."""
    given = (await prompts.given_to(turn.session, [turn.person.id]))[turn.person.id]
    if not given:
        return None
    every = library.with_own(await prompts.own(turn.session))
    rows = [[library.in_words(every[ref])] for ref in given if ref in every]
    return Kept(say("me-title-given-prompts"), say("me-given-prompts", count=len(given)), rows)
