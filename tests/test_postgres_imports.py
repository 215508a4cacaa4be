"""Imports, their undoing and feeds on PostgreSQL, as on SQLite."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from aiohttp import web
from sqlalchemy import func, select

from scheduler.imports import Kind, import_file, load_sample, undo_last
from scheduler.imports.feeds import fetch_due
from scheduler.imports.policy import Policy
from storage import feeds, lease
from storage.database import Database
from storage.feeds import Feed, FeedPiece
from tests.feeding import Source, pages, service, serving
from tests.importing import NOW, SAMPLE, stored
from tests.postgres import another, database, url
from tests.test_imports_undo import LATER, changed_file, whole

__all__ = ["database", "url"]  # the fixtures


@pytest.fixture
async def source() -> AsyncIterator[Source]:
    async with serving() as source:
        yield source


async def test_an_import_of_each_kind_taken_back_leaves_every_row_as_it_was(
    database: Database, tmp_path: Path
) -> None:
    await load_sample(database, NOW, SAMPLE)
    for kind in Kind:
        before = await whole(database, kind)
        await import_file(database, kind, changed_file(kind, tmp_path), now=LATER)
        assert await whole(database, kind) != before

        report = await undo_last(database, kind, now=LATER)

        assert (report.removed, report.left, report.done) == (1, 0, True)
        assert report.restored > 0
        assert await whole(database, kind) == before


async def test_a_feed_is_claimed_by_one_process_alone(database: Database) -> None:
    other = another(database)
    for n in range(6):
        async with database.transaction() as session:
            session.add(feeds.new_feed(f"https://a.example/{n}", "", 1, NOW))

    async def claims(using: Database) -> list[str]:
        found = list[str]()
        while True:
            async with using.transaction() as session:
                feed = await feeds.claim(session, NOW, timedelta(minutes=1))
            if feed is None:
                return found
            found.append(feed.url)

    both = await asyncio.gather(claims(database), claims(other))

    assert sorted(url for each in both for url in each) == [
        f"https://a.example/{n}" for n in range(6)
    ]
    await other.close()


async def test_a_feed_that_one_process_began_another_goes_on_with(
    database: Database, source: Source
) -> None:
    source.answer = pages([service(1)], [service(2)])
    policy = Policy(frozenset({source.host}), pause=1.0)
    async with database.transaction() as session:
        session.add(feeds.new_feed(source.at("/services"), "", 7, NOW))
        token = await lease.take(session, feeds.new_feed("", "", 0, NOW).id)
    assert token
    now = NOW
    await fetch_due(database, policy, lambda: now, token)

    other = another(database)
    now += timedelta(seconds=1)
    await fetch_due(other, policy, lambda: now, token)

    assert set(await stored(database, Kind.GROUPS)) >= {"S1", "S2"}
    assert len(source.asked) == 2
    await other.close()


async def test_who_lost_the_lease_while_a_page_came_changes_nothing(
    database: Database, source: Source
) -> None:
    whole = pages([service(1)], [service(2)])
    other = another(database)

    async def taken_over(request: web.Request) -> web.StreamResponse:
        async with other.transaction() as session:
            await lease.release(session, ours)
            assert await lease.take(session, uuid4()) != token
        return await whole(request)

    source.answer = taken_over
    ours = uuid4()
    async with database.transaction() as session:
        session.add(feeds.new_feed(source.at("/services"), "", 7, NOW))
        token = await lease.take(session, ours)
    assert token

    with pytest.raises(lease.Lost):
        await fetch_due(database, Policy(frozenset({source.host})), lambda: NOW, token)

    async with database.transaction() as session:
        feed = (await session.scalars(select(Feed))).one()
        assert await session.scalar(select(func.count()).select_from(FeedPiece)) == 0
    assert (feed.page, feed.started_at, feed.tries, feed.problem) == (1, None, 0, "")
    await other.close()
