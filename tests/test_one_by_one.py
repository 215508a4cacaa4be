"""Rows done one by one: what fails for one is undone, logged without words, and comes later."""

import io
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.logs import Discreet
from handlers.one_by_one import one_by_one
from handlers.turns import Here, Moment
from storage import circles
from storage.circles import Circle
from storage.database import Database
from tests.both import database
from tests.town import STORY_BEGINS as NOW

__all__ = ["database"]  # the fixture

HERE = Here(organisation="", notice_url="", nation="", zone=ZoneInfo("Europe/London"))


async def three(session: AsyncSession) -> list[int]:
    """The ids of three circles for which there is something to do."""
    made = [
        Circle(language="en", subject="", place="", every="", made_at=NOW, next_at=NOW)
        for _ in range(3)
    ]
    session.add_all(made)
    await session.flush()
    return [each.id for each in made]


async def do_all(database: Database, do: Callable[[Moment, int], Awaitable[None]]) -> int:
    async with database.transaction() as session:
        due = await circles.due(session, NOW, 9)
        return await one_by_one(Moment(session, NOW, HERE), due, do, circles.put_off)


async def as_they_are(database: Database) -> list[tuple[str, datetime | None]]:
    async with database.transaction() as session:
        found = await session.scalars(select(Circle).order_by(Circle.id))
        return [(each.subject, each.next_at) for each in found]


async def test_one_that_fails_is_put_off_and_the_others_are_done(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    async with database.transaction() as session:
        first, bad, last = await three(session)

    async def note(moment: Moment, number: int) -> None:
        everyone = await circles.open_circles(moment.session)
        for each in everyone:  # it changes others, too, which then have to be read again
            each.subject += str(number)
        mine = await circles.circle_with_id(moment.session, number)
        assert mine
        mine.next_at = None
        await moment.session.flush()
        if number == bad:
            raise RuntimeError("zebra")

    assert await do_all(database, note) == 3

    done = f"{first}{last}"
    assert await as_they_are(database) == [
        (done, None), (done, NOW + timedelta(hours=1)), (done, None),
    ]  # fmt: skip
    (record,) = caplog.records
    assert record.getMessage().endswith(f"note failed for {bad}")
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(Discreet())
    handler.emit(record)
    assert "zebra" not in written.getvalue()


class Deadlock(Exception):
    """What PostgreSQL says of two that wait for each other."""

    sqlstate = "40P01"


async def test_trouble_of_the_database_is_no_rows_and_undoes_the_slice(database: Database) -> None:
    async with database.transaction() as session:
        await three(session)

    async def clash(moment: Moment, number: int) -> None:
        raise DBAPIError("", None, Deadlock())

    with pytest.raises(DBAPIError):
        await do_all(database, clash)

    assert await as_they_are(database) == [("", NOW)] * 3
