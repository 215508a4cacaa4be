"""Turning the clock of 2,000 open questions in 100 teams that are due in the same minute."""

import asyncio
from datetime import UTC, datetime, timedelta
from time import perf_counter, process_time

from sqlalchemy import func, insert, select

from bot.settings import UK
from handlers.question_clock import Desk
from handlers.turns import Here, Moment
from scheduler.timetable import turn_the_clock
from storage import questions, teams
from storage.database import Database
from storage.mailbox import Kind, Letter
from storage.migrations import migrate
from storage.people import Account, Person
from storage.questions import Asked
from storage.sealing import new_keys
from storage.teams import Team
from tests.bench.far_end import folder
from tests.bench.table import Measure

TEAMS, EACH = 100, 20
ASKED = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
"""A Friday."""
DUE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
"""A working day later: all of them are marked, and every team is reminded."""
HERE = Here("Fernleigh Together", "", "England", UK)


async def clock() -> list[Measure]:
    """Turn it until nothing is due, a slice at a time."""
    async with folder() as where:
        url = f"sqlite:///{where / 'bench.sqlite'}"
        await asyncio.to_thread(migrate, url)
        database = Database(url, new_keys())
        await _filled(database)
        slices: list[float] = []
        began, cpu = perf_counter(), process_time()
        while True:
            start = process_time()
            async with database.transaction() as session:
                turned = await turn_the_clock(Moment(session, DUE, HERE))
            slices.append(process_time() - start)
            if not turned:
                break
        took, used = perf_counter() - began, process_time() - cpu
        async with database.reading() as session:
            reminders = select(func.count()).where(Letter.kind == Kind.REMINDER)
            assert await session.scalar(reminders) == TEAMS
            following = await questions.NEXT_FOR_CLOCK.read(session)
            assert following
            assert following > DUE
        await database.close()
    slices.sort()
    p95 = slices[int(len(slices) * 0.95)] * 1000
    return [
        Measure("2,000 questions of 100 teams due at once", "s", took, below=20),
        Measure("  of which CPU of ours", "s", used),
        Measure("  a transaction, CPU, p95", "ms", p95, below=50),
        Measure("  a transaction, CPU, at most", "ms", slices[-1] * 1000),
    ]


async def _filled(database: Database) -> None:
    async with database.transaction() as session:
        told = {"language": "en", "met_at": ASKED, "due_at": ASKED + timedelta(days=365)}
        await session.execute(insert(Person), [{"id": 1, "name": "Ana", **told}])
        await session.execute(
            insert(Account),
            [{"id": 1, "person_id": 1, "platform": "bench", "user": "1", "address": "1"}],
        )
        for n in range(1, TEAMS + 1):
            team = Team(
                id=n, platform="bench", channel=f"C{n}", name=f"Team {n}", about="", subjects=[],
                hours="Mon-Fri 9-17", answer_days=5, deputy="U1", proposed_by="U1",
                proposed_at=ASKED, approved_by="U1", approved_at=ASKED, private=True, look_at=DUE,
            )  # fmt: skip
            session.add(team)
            await session.flush()
            await teams.set_members(session, team, {"U1": "Moira", "U2": "Sam"}, set(), ASKED)
            for _ in range(EACH):
                await questions.ask(
                    session, person_id=1, account_id=1, team_id=n, kind="question", stance=None,
                    asked=Asked("Who looks after the park?"), subject="parks", area_id=None,
                    offered=None, due_at=Desk.of(team, HERE).promised(ASKED), next_at=ASKED,
                    now=ASKED,
                )  # fmt: skip
