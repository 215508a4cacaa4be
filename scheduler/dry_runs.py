"""Dry runs: what the next round would come to if it were made now, in numbers, for coordinators.

It reads, matches in a process of its own, and writes nothing but the letters that tell it.
"""

from datetime import datetime

from handlers import coordinators
from handlers.turns import Here, Moment
from scheduler.rounds import again, given, is_due, matched
from storage import dry_runs, lease, people, rounds, unasked
from storage.database import Database

MOST = 20_000
"""People who are looked at."""


async def try_out(database: Database, here: Here, now: datetime, token: int) -> int:
    """Work one out for whoever would like it: they wait until they are told."""
    async with database.reading() as session:
        if await dry_runs.NEXT_DUE.read(session) is None:
            return 0
        week, _ = unasked.week_of(now, here.zone)
        coming = await rounds.to_come(session)
        asked = await rounds.to_look_at(session, coming.week if coming else week, now, MOST)
    week = coming.week if coming else week
    ids = [each.person_id for each in asked if is_due(each, week) and not each.skips]
    basis = await given(database, ids, now)
    found = await matched(basis)
    groups = found.groups if found else ()
    sizes = [len(group) for group in groups]
    async with lease.held(database, token) as session:
        wanted = await dry_runs.take(session)
        for platform, user in wanted:
            account = await people.account_of(session, platform, user)
            if account and account.address:
                await coordinators.tell_tried(
                    Moment(session, now, here),
                    account,
                    people_in=len(basis.people) if found else None,
                    pairs=sizes.count(2),
                    threes=sizes.count(3),
                    again=again(basis, groups),
                )
    return len(wanted)
