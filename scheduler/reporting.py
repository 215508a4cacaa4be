"""Making the council's reports: a few people at a time, so that nobody waits; frozen at once."""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime

from handlers import disclosure
from handlers.check_ins import TOPICS
from handlers.disclosure import Counted, Noise, Why
from handlers.reports import tell_administrators
from handlers.turns import Here, Moment
from storage import lease, reports, safeguarding
from storage.areas import all_areas
from storage.check_ins import MOODS
from storage.database import Database
from storage.reports import AREA


async def make_due(database: Database, here: Here, now: datetime, token: int) -> int:
    """Make the report of the last quarter, if there is something to tell of."""
    async with database.reading() as session:
        until = await reports.due(session, now)
        areas = await _areas(Moment(session, now, here)) if until else []
    if until is None:
        return 0
    return int(await make(database, here, now, until, areas, token=token))


async def make(
    database: Database,
    here: Here,
    now: datetime,
    until: date,
    areas: Sequence[str],
    noise: Noise = disclosure.noise,
    token: int = lease.ALONE,
) -> bool:
    """Make the report up to a day, and freeze it; False: somebody else has.

    `areas` are those that it tells of, by their refs: also where nobody takes part. People are
    looked at, and noted, a few at a time, so that nobody waits; nothing is shown before it is
    frozen, in one transaction. Whoever is stopped before that begins anew.
    """
    found = await _people(database, until)
    counts = {reports.MOODS: MOODS, reports.TOPICS: TOPICS}
    counts |= {AREA + ref: ("people",) for ref in ("", *areas)}
    async with database.reading() as session:
        before = await reports.last_shown(session)
    figures = {}
    for name, answers in counts.items():
        by_answer = {answer: found[name].by_answer[answer] for answer in answers}
        moved = None
        if name in before:
            moved = await _moved(database, name, *before[name], found[name].all)
        cells = {answer: len(who) for answer, who in by_answer.items()}
        shown = disclosure.shown(Counted(cells, moved), noise)
        figures[name] = {
            answer: (None, each.value) if isinstance(each, Why) else (each, "")
            for answer, each in shown.items()
        }
    for name in counts:
        if reports.shows(figures[name]):
            them = sorted(found[name].all)
            for begins in range(0, len(them), reports.AT_ONCE):
                some = them[begins : begins + reports.AT_ONCE]
                async with lease.held(database, token) as session:
                    await reports.note_people(session, until, name, some, now)
                await asyncio.sleep(0)
    people = {name: len(found[name].all) for name in counts}
    async with lease.held(database, token) as session:
        made = await reports.keep(session, until, now, figures, people)
        if made and any(map(reports.shows, figures.values())):
            await tell_administrators(Moment(session, now, here), until)
    gone = 1
    while gone:
        async with lease.held(database, token) as session:
            gone = await reports.forget_earlier(session)
        await asyncio.sleep(0)
    return made


async def _people(database: Database, until: date) -> reports.Found:
    """Who is to be counted where."""
    found: reports.Found = defaultdict(reports.People)
    after: int | None = 0
    while after is not None:
        async with database.reading() as session:
            after = await reports.find(session, until, found, after)
        await asyncio.sleep(0)
    return found


async def _moved(database: Database, counted: str, until: date, people: int, now: set[int]) -> int:
    """How many came or went since a count was last shown, up to a day and of so many people.

    Who was erased, or takes part no longer, has gone.
    """
    stayed, after = 0, 0
    while True:
        async with database.reading() as session:
            were = await reports.were_in(session, counted, until, after)
        if not were:
            return (people - stayed) + (len(now) - stayed)
        stayed += len(now.intersection(were))
        after = were[-1]
        await asyncio.sleep(0)


async def _areas(moment: Moment) -> Sequence[str]:
    """The areas that have check-ins."""
    on = await safeguarding.check_ins_where(moment.session, moment.now)
    return [area.ref for area in await all_areas(moment.session) if area.id in on]
