"""Drawing who is asked to say hello to whom, once a week, a slice at a time."""

import asyncio
from datetime import datetime
from random import SystemRandom

from handlers import hello
from handlers.greeting import draw
from handlers.turns import Here, Moment
from storage import hellos, lease
from storage.database import Database

SLICE = 100
"""People who are looked at together, and whose notes a transaction sets down."""


async def draw_greetings(database: Database, here: Here, now: datetime, token: int) -> int:
    """Draw who is asked to say hello to whom in this week.

    Whoever is killed in the middle leaves the rest of them to the next week: those who have gone
    quiet, and were not drawn, are then the first.
    """
    async with lease.held(database, token) as session:
        if not await hello.take_round(Moment(session, now, here)):
            return 0
    could: dict[int, list[int]] = {}
    after: int | None = 0
    while after is not None:
        async with database.reading() as session:
            some, after = await hellos.who_could_greet(
                session, now, now - hello.NOT_AGAIN_WITHIN, after, SLICE
            )
        could.update({person: list(others) for person, others in some.items()})
        await asyncio.sleep(0)  # others have their turns
    async with database.reading() as session:
        named = await hellos.named_and_due(session, now)
    asked, for_real = draw(could, named, SystemRandom())
    real = dict(for_real)
    people = sorted(asked, key=lambda each: each in real)  # last: they are never without the rest
    for begins in range(0, len(people), SLICE):
        slice_ = {each: asked[each] for each in people[begins : begins + SLICE]}
        quiet = [real[each] for each in slice_ if each in real]
        async with lease.held(database, token) as session:
            await hello.plan(Moment(session, now, here), slice_, quiet)
        await asyncio.sleep(0)
    return 1
