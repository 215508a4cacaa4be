"""Feeds: fetched page by page, politely, from public addresses alone; believed only so far."""

import asyncio
import gzip
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click
import pytest
from aiohttp import web
from sqlalchemy import func, select

from bot import feeding
from scheduler import clockwork
from scheduler.imports import CannotRead, Kind, Report
from scheduler.imports.feeds import fetch_due, fetch_page, keep_pages
from scheduler.imports.fetching import Guard, fetch, is_public
from scheduler.imports.policy import AskLater, CannotFetch, Policy, check
from scheduler.timetable import Errand
from storage import feeds
from storage.database import Database
from storage.earliest import NEVER
from storage.feeds import Feed, FeedPiece
from storage.imports import Import
from storage.sealing import new_keys
from tests.feeding import Handler, Source, pages, service, serving
from tests.importing import DATA, NOW, stored
from tests.town import House, Town, opened
from tests.town.core import Core

FIRST, SECOND = [service(1), service(2)], [service(3)]


@pytest.fixture
async def source() -> AsyncIterator[Source]:
    async with serving() as source:
        yield source


@pytest.fixture
def policy(source: Source) -> Policy:
    return Policy(frozenset({source.host}), "Fernleigh (Together)", pause=0)


class Clock:
    """A clock that tests push."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


async def add(database: Database, url: str, kind: str = "", every_days: int = 7) -> None:
    async with database.transaction() as session:
        session.add(feeds.new_feed(url, kind, every_days, NOW))


async def the_feed(database: Database) -> Feed:
    async with database.transaction() as session:
        return (await session.scalars(select(Feed))).one()


async def waiting(database: Database) -> int:
    """Pieces of pages that wait."""
    async with database.transaction() as session:
        return await session.scalar(select(func.count()).select_from(FeedPiece)) or 0


async def fetched_once(
    database: Database,
    url: str,
    policy: Policy,
    *,
    dry_run: bool = False,
    keep_good: bool = True,
    details: bool = False,
) -> Report:
    """What `sparkplug import URL` does."""
    return await feeding.fetched(
        database,
        None,
        url,
        policy,
        details=details,
        dry_run=dry_run,
        keep_good=keep_good,
        progress=lambda done, total: None,
        tell=lambda problem: None,
    )


# --- By schedule ------------------------------------------------------------------------------


async def test_a_feed_is_fetched_page_by_page_and_kept_when_the_last_is_in(
    database: Database, source: Source, policy: Policy, clock: Clock
) -> None:
    source.answer = pages(FIRST, SECOND)
    policy = replace(policy, pause=1.0)
    await add(database, source.at("/services?size=2&page=9"))

    assert await fetch_due(database, policy, clock) == 1
    feed = await the_feed(database)
    assert (feed.page, feed.pages, feed.due_at) == (2, 2, NOW + timedelta(seconds=1))
    assert await stored(database, Kind.GROUPS) == {}
    clock.now += timedelta(seconds=1)
    assert await fetch_due(database, policy, clock) == 1

    assert set(await stored(database, Kind.GROUPS)) == {"S1", "S2", "S3"}
    assert source.asked == ["/services?size=2", "/services?size=2&page=2"]
    assert source.most_at_once == 1
    assert source.headers[0]["User-Agent"].startswith("Sparkplug/")
    assert "run by Fernleigh Together" in source.headers[0]["User-Agent"]
    feed = await the_feed(database)
    assert (feed.problem, feed.fetched_at, feed.due_at, feed.page, feed.started_at) == (
        "",
        clock.now,
        clock.now + timedelta(days=7),
        1,
        None,
    )
    assert await waiting(database) == 0
    async with database.transaction() as session:
        record = await session.get(Import, feed.import_id)
    assert record is not None
    assert (record.file, record.new) == (feed.url, 3)
    assert {row.import_id for row in (await stored(database, Kind.GROUPS)).values()} == {record.id}


async def test_a_week_later_what_changed_is_fetched(
    database: Database, source: Source, policy: Policy, clock: Clock
) -> None:
    source.answer = pages(FIRST)
    await add(database, source.at("/services"))
    await fetch_due(database, policy, clock)
    source.answer = pages([service(1, name="Another name"), service(2)])

    clock.now += timedelta(days=6)
    assert await fetch_due(database, policy, clock) == 0
    clock.now += timedelta(days=1)
    assert await fetch_due(database, policy, clock) == 1

    groups = await stored(database, Kind.GROUPS)
    assert {ref: row.name for ref, row in groups.items()} == {
        "S1": "Another name",
        "S2": "Service 2",
    }


async def test_no_transaction_is_open_while_the_network_is_waited_for(
    database: Database, source: Source, policy: Policy, clock: Clock
) -> None:
    other = pages(FIRST)

    async def answer(request: web.Request) -> web.StreamResponse:
        async with database.transaction():  # would wait for ever
            return await other(request)

    source.answer = answer
    await add(database, source.at("/services"))

    async with asyncio.timeout(30):
        await fetch_due(database, policy, clock)

    assert set(await stored(database, Kind.GROUPS)) == {"S1", "S2"}


async def test_a_restart_goes_on_from_the_page_it_was_at(
    database: Database, source: Source, policy: Policy, clock: Clock
) -> None:
    source.answer = pages(FIRST, SECOND, [service(4)])
    await add(database, source.at("/services"))
    policy = replace(policy, pause=1.0)
    await fetch_due(database, policy, clock)

    asked = asyncio.Event()

    async def hangs(request: web.Request) -> web.StreamResponse:
        asked.set()
        await asyncio.Event().wait()
        raise AssertionError

    whole, source.answer = source.answer, hangs
    clock.now += timedelta(seconds=1)
    feed = await the_feed(database)
    async with database.transaction() as session:
        assert await feeds.claim(session, clock(), timedelta(minutes=10))
    fetching = asyncio.create_task(fetch_page(database, feed, policy, clock()))
    await asked.wait()
    fetching.cancel()  # as a kill would
    await asyncio.gather(fetching, return_exceptions=True)
    source.answer = whole

    again = Database(str(database.url), new_keys())  # another process
    assert await fetch_due(again, policy, clock) == 0  # the claim of the one that died still holds
    clock.now += timedelta(minutes=10)
    while await fetch_due(again, policy, clock):
        clock.now += timedelta(seconds=1)
    await again.close()

    assert source.asked == [
        *("/services", "/services?page=2", "/services?page=2", "/services?page=3"),
    ]
    assert set(await stored(database, Kind.GROUPS)) == {"S1", "S2", "S3", "S4"}


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"Retry-After": "120"}, 120.0),
        (
            {
                "Retry-After": "Sun, 22 Nov 2026 10:05:00 GMT",
                "Date": "Sun, 22 Nov 2026 10:00:00 GMT",
            },
            300.0,
        ),
        ({"Retry-After": "99999999"}, 86_400.0),
        ({"Retry-After": "soon"}, 60.0),
        ({}, 60.0),
    ],
)
async def test_a_source_that_wants_to_be_asked_later_is(
    database: Database,
    source: Source,
    policy: Policy,
    clock: Clock,
    headers: dict[str, str],
    wait: float,
) -> None:
    async def busy(_: web.Request) -> web.StreamResponse:
        return web.Response(status=429, headers=headers)

    source.answer = busy
    await add(database, source.at("/services"))
    await fetch_due(database, policy, clock)
    source.answer = pages(FIRST)

    clock.now += timedelta(seconds=wait - 1)
    assert await fetch_due(database, policy, clock) == 0
    clock.now += timedelta(seconds=1)
    assert await fetch_due(database, policy, clock) == 1
    assert set(await stored(database, Kind.GROUPS)) == {"S1", "S2"}


async def test_a_source_out_of_reach_is_tried_eight_times_and_then_next_week(
    database: Database, policy: Policy, clock: Clock
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # nobody listens
        host = f"127.0.0.1:{taken.getsockname()[1]}"
        await add(database, f"http://{host}/services")
        steps = []
        for _ in range(8):
            await fetch_due(database, Policy(frozenset({host})), clock)
            due = (await the_feed(database)).due_at
            assert due
            steps.append(due - clock.now)
            clock.now = due

    assert steps[:3] == [timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=4)]
    assert steps[-1] == timedelta(days=7)
    assert (await the_feed(database)).problem.startswith("The source could not be reached")


@pytest.mark.parametrize("there", ["http://[", "https://[::1", "//[", "https://\x80\x81.example/"])
async def test_a_redirect_to_what_is_no_address_ends_the_fetching(
    database: Database, source: Source, policy: Policy, clock: Clock, there: str
) -> None:
    async def elsewhere(_: web.Request) -> web.StreamResponse:
        return web.Response(status=302, headers={"Location": there})

    source.answer = elsewhere
    await add(database, source.at("/services"))

    assert await fetch_due(database, policy, clock) == 1

    feed = await the_feed(database)
    assert feed.problem
    assert feed.due_at == NOW + timedelta(days=7)


async def test_what_fails_here_is_logged_noted_and_tried_five_times(
    database: Database,
    source: Source,
    policy: Policy,
    clock: Clock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    source.answer = pages(FIRST)
    await add(database, source.at("/services"), kind="a kind that a later version knows")
    steps = []
    for _ in range(5):
        assert await fetch_due(database, policy, clock) == 1
        feed = await the_feed(database)
        assert feed.due_at
        assert feed.problem.startswith("It failed here, not at the source (ValueError): see the")
        steps.append(feed.due_at - clock.now)
        clock.now = feed.due_at

    assert steps == [*(timedelta(minutes=n) for n in (1, 2, 4, 8)), timedelta(days=7)]
    assert feed.problem.endswith("Tried 5 times.")
    assert sum(bool(record.exc_info) for record in caplog.records) == 5
    assert len(source.asked) == 1, "the page that is in waits"
    assert await waiting(database) == 0


async def test_the_bot_fetches_beside_its_ticks(
    furnished: Path, tmp_path: Path, source: Source
) -> None:
    source.answer = pages(FIRST, SECOND)
    async with opened(Core(), furnished, tmp_path) as house:
        town = Town(house)
        town.app.here.feed_hosts = frozenset({source.host})
        async with town.database.transaction() as session:
            session.add(feeds.new_feed(source.at("/services"), "", 1, town.clock.now()))

        for _ in range(2):
            await town.later(seconds=10)

        found = await stored(town.database, Kind.GROUPS)
        assert {"S1", "S2", "S3"} <= set(found)
        assert await clockwork.next_due(town.database, town.clock.now()) is not None


async def test_an_errand_that_fails_stops_no_other(database: Database) -> None:
    ran = []

    async def fails(*_: object) -> int:
        raise RuntimeError

    async def runs(*_: object) -> int:
        ran.append(1)
        return 0

    here = House  # never looked at
    for each in (Errand(fails, NEVER), Errand(runs, NEVER)):
        await clockwork.run_errand(each, database, here, lambda: NOW)  # type: ignore[arg-type]

    assert ran == [1]


# --- By a command -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "kind", "rows"),
    [
        ("360giving/oxford_city_council_grants_2014-2018.csv", Kind.GRANTS, 105),
        ("360giving/wolfson_sample.json", Kind.GRANTS, 30),
        ("360giving/fundingproviders-grants_2_grants.xlsx", Kind.GRANTS, 2),
        ("oruk/services_oruk_v3.json", Kind.GROUPS, 14),
    ],
)
async def test_any_file_that_can_be_imported_can_be_fetched(
    database: Database, source: Source, policy: Policy, name: str, kind: Kind, rows: int
) -> None:
    async def answer(_: web.Request) -> web.StreamResponse:
        return web.FileResponse(DATA / name)

    source.answer = answer

    report = await fetched_once(database, source.at("/data"), policy)

    assert (report.kind, report.new) == (kind, rows)
    assert len(await stored(database, kind)) == rows
    assert await waiting(database) == 0
    async with database.transaction() as session:
        assert await session.scalar(select(Feed)) is None  # asked for once, and done


async def test_the_older_form_is_fetched_too_from_whatever_number_it_begins(
    database: Database, source: Source, policy: Policy
) -> None:
    async def answer(request: web.Request) -> web.StreamResponse:
        number = int(request.query.get("page", "0"))
        file = DATA / "oruk" / "made_here" / f"v1_page_{number + 1}.json"
        page = json.loads(file.read_text("utf-8"))
        return web.json_response({**page, "number": number})

    source.answer = answer

    report = await fetched_once(database, source.at("/services"), policy)

    assert source.asked == ["/services", "/services?page=1"]
    assert (report.new, report.refused, report.skipped) == (17, 3, 1)


async def test_what_was_tried_dry_is_not_fetched_again(
    database: Database, source: Source, policy: Policy
) -> None:
    source.answer = pages([service(1), {"id": "S2"}], SECOND)

    dry = await fetched_once(database, source.at("/services"), policy, dry_run=True)
    refused = await fetched_once(database, source.at("/services"), policy, keep_good=False)
    good = await fetched_once(database, source.at("/services"), policy)

    assert [(each.new, each.kept) for each in (dry, refused, good)] == [
        (2, False),
        (2, False),
        (2, True),
    ]
    assert len(source.asked) == 2


async def test_a_command_that_is_told_to_wait_long_says_so_and_keeps_what_it_has(
    database: Database, source: Source, policy: Policy
) -> None:
    held = pages(FIRST, SECOND)

    async def busy_later(request: web.Request) -> web.StreamResponse:
        if request.query.get("page") == "2" and len(source.asked) < 3:
            return web.Response(status=503, headers={"Retry-After": "600"})
        return await held(request)

    source.answer = busy_later

    with pytest.raises(AskLater, match="1 pages are here; the same command goes on from there"):
        await fetched_once(database, source.at("/services"), policy)
    assert await stored(database, Kind.GROUPS) == {}
    report = await fetched_once(database, source.at("/services"), policy)

    assert report.new == 3
    assert source.asked == ["/services", "/services?page=2", "/services?page=2"]


async def test_feeds_are_added_listed_reported_and_removed(
    database: Database,
    source: Source,
    policy: Policy,
    clock: Clock,
    capsys: pytest.CaptureFixture[str],
) -> None:
    @asynccontextmanager
    async def own() -> AsyncIterator[Database]:
        yield database

    def said() -> str:
        return " ".join(capsys.readouterr().out.split())

    url = source.at("/s")
    await feeding.show(own)
    assert said().startswith("There are none yet.")
    await feeding.add(own, url, "", "week", policy)
    assert "will be fetched every week" in said()
    await feeding.add(own, url, "groups", "day", policy)
    assert "is fetched every day from now on" in said()
    source.answer = pages([service(1), {"id": "S2"}])
    clock.now = datetime.now(UTC)
    await fetch_due(database, policy, clock)
    await feeding.show(own)
    assert "1 new" in said()
    await feeding.report(own, url)
    assert "service 2 (S2): refused: name: The cell is empty." in said()
    await feeding.remove(own, url)
    assert "What it brought stays." in said()
    assert set(await stored(database, Kind.GROUPS)) == {"S1"}
    for each in (feeding.remove(own, url), feeding.report(own, url)):
        with pytest.raises(click.ClickException, match="is no feed"):
            await each
    with pytest.raises(click.ClickException, match="does not begin with https"):
        await feeding.add(own, "http://a.example/", "", "week", policy)


def in_full(*held: list[dict[str, object]]) -> Handler:
    """A list that is short of details, and its services, which are not; the third is gone."""
    of_list = pages(*held)

    async def answer(request: web.Request) -> web.StreamResponse:
        if request.path == "/services":
            return await of_list(request)
        number = request.path.rpartition("S")[2]
        if number == "3":
            return web.Response(status=404)
        phones = [{"number": f"01632 96000{number}"}]
        return web.json_response(service(int(number), phones=phones))

    return answer


async def test_services_are_asked_for_their_details_one_by_one(
    database: Database, source: Source, policy: Policy
) -> None:
    source.answer = in_full(FIRST, SECOND)

    thin = await fetched_once(database, source.at("/services?x=1"), policy)
    assert any("Fetched from its address with --details" in p.reason for p in thin.problems)
    source.asked.clear()
    full = await fetched_once(database, source.at("/services?x=1"), policy, details=True)

    assert source.asked == [
        *("/services?x=1", "/services?x=1&page=2"),
        *("/services/S1", "/services/S2", "/services/S3"),
    ]
    assert (full.changed, full.same, full.refused, full.problems) == (2, 1, 0, full.problems)
    assert not any("--details" in p.reason or "speaks of" in p.reason for p in full.problems)
    assert {ref: row.phone for ref, row in (await stored(database, Kind.GROUPS)).items()} == {
        "S1": "01632 960001",
        "S2": "01632 960002",
        "S3": "",
    }


async def test_details_go_on_after_a_restart_too(
    database: Database, source: Source, policy: Policy, clock: Clock
) -> None:
    source.answer = in_full(FIRST, SECOND)
    async with database.transaction() as session:
        session.add(feeds.new_feed(source.at("/services"), "", 7, NOW, details=True))
    policy = replace(policy, pause=1.0)

    while not await stored(database, Kind.GROUPS):
        again = Database(str(database.url), new_keys())  # each step by another process
        assert await fetch_due(again, policy, clock) == 1
        await again.close()
        clock.now += timedelta(seconds=1)

    assert len(source.asked) == len(set(source.asked)) == 5
    assert (await the_feed(database)).problem == ""
    assert (await stored(database, Kind.GROUPS))["S2"].phone == "01632 960002"


# --- Sources that lie, or never end -------------------------------------------------------------


async def test_a_feed_without_an_end_is_stopped_and_changes_nothing(
    database: Database, source: Source, policy: Policy, clock: Clock
) -> None:
    async def endless(request: web.Request) -> web.StreamResponse:
        number = int(request.query.get("page", "1"))
        page = {"total_pages": number + 1, "last_page": False, "contents": [service(number)]}
        return web.json_response(page)

    source.answer = endless
    await add(database, source.at("/services"))

    while await fetch_due(database, replace(policy, most_pages=5), clock):
        if (await the_feed(database)).problem:
            break

    assert (await the_feed(database)).problem.startswith("The feed has no end: 5 pages")
    assert len(source.asked) == 5
    assert await stored(database, Kind.GROUPS) == {}
    assert await waiting(database) == 0


async def test_a_feed_may_not_be_too_much(
    database: Database, source: Source, policy: Policy
) -> None:
    source.answer = pages(FIRST, SECOND)

    with pytest.raises(CannotFetch, match="The feed has no end"):
        await fetched_once(database, source.at("/s"), replace(policy, most_bytes=100))

    assert await stored(database, Kind.GROUPS) == {}


async def test_a_feed_may_not_take_for_ever(
    database: Database, source: Source, policy: Policy, clock: Clock
) -> None:
    source.answer = pages(FIRST, SECOND)
    await add(database, source.at("/services"))
    policy = replace(policy, pause=1.0)
    await fetch_due(database, policy, clock)

    clock.now += timedelta(hours=13)
    await fetch_due(database, policy, clock)

    assert (await the_feed(database)).problem == "Only 1 pages came within 12:00:00."
    assert await stored(database, Kind.GROUPS) == {}


@pytest.mark.parametrize(
    ("held", "said", "asked", "rows", "doubt"),
    [
        # It says that there are five pages, and the third is empty.
        ([FIRST, SECOND], {"total_pages": 5, "last_page": False, "total_items": 9}, 3, 3, True),
        # It says that there is one page, and that it is not the last.
        ([FIRST, SECOND], {"total_pages": 1, "last_page": False}, 3, 3, False),
        # It says that the first is the last, and that there are two.
        ([FIRST, SECOND], {"last_page": True}, 2, 3, False),
        # It gives the same page whatever is asked for.
        ([FIRST, FIRST, FIRST], {"total_items": 6}, 2, 2, True),
        # It says one page, and holds more than it says.
        ([[service(n) for n in range(40)]], {"total_items": 31}, 1, 40, True),
        # The same service is on two pages.
        ([FIRST, [*SECOND, service(1)]], {}, 2, 3, False),
    ],
)
async def test_what_a_feed_says_of_its_pages_is_believed_only_so_far(
    database: Database,
    source: Source,
    policy: Policy,
    held: list[list[dict[str, str]]],
    said: dict[str, object],
    asked: int,
    rows: int,
    doubt: bool,
) -> None:
    source.answer = pages(*held, **said)

    report = await fetched_once(database, source.at("/services"), policy)

    assert len(source.asked) == asked
    assert len(await stored(database, Kind.GROUPS)) == rows
    assert any("The source speaks of" in each.reason for each in report.problems) == doubt


@pytest.mark.parametrize(
    "body",
    ["<!DOCTYPE html><p>Down for repairs", '{"contents": [{', '{"error": 1}', "", "a,b\n1,2"],
)
async def test_a_later_page_that_is_none_is_asked_for_again(
    database: Database, source: Source, policy: Policy, clock: Clock, body: str
) -> None:
    whole = pages(FIRST, SECOND)

    async def broken_later(request: web.Request) -> web.StreamResponse:
        if "page" in request.query and len(source.asked) == 2:
            return web.Response(text=body)
        return await whole(request)

    source.answer = broken_later
    await add(database, source.at("/services"))
    policy = replace(policy, pause=1.0)

    while not (await the_feed(database)).fetched_at:
        assert await fetch_due(database, policy, clock) == 1
        clock.now = (await the_feed(database)).due_at or clock.now

    assert set(await stored(database, Kind.GROUPS)) == {"S1", "S2", "S3"}
    assert len(source.asked) == 3


# --- Bad answers ----------------------------------------------------------------------------


def answering(body: bytes, status: int = 200, **headers: str) -> web.Response:
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    return web.Response(body=body, status=status, headers=told)


@pytest.mark.parametrize(
    ("answer", "failure", "says"),
    [
        (lambda: answering(b"", 404), CannotFetch, "answered 404"),
        (lambda: answering(b"", 500), AskLater, "answered 500"),
        (lambda: answering(b""), CannotRead, "The file is empty"),
        (lambda: answering(b"<!DOCTYPE html><p>Sorry"), CannotRead, "The file is a web page"),
        (lambda: answering(b'{"error": "no"}'), CannotRead, "neither 360Giving nor Open Ref"),
        (lambda: answering(b"x" * 3000), CannotFetch, "over 0 MB at once"),
        (
            lambda: answering(gzip.compress(b" " * 50_000_000), Content_Encoding="gzip"),
            CannotFetch,
            "over 0 MB at once",
        ),
        (
            lambda: answering(gzip.compress(b"{}" * 500)[:-9], Content_Encoding="gzip"),
            AskLater,
            "cut off",
        ),
        (lambda: answering(b"no gzip", Content_Encoding="gzip"), CannotFetch, "can't be unpacked"),
        (lambda: answering(b"?", Content_Encoding="br"), CannotFetch, "was not asked for"),
    ],
)
async def test_an_answer_that_is_of_no_use_is_told_of_and_changes_nothing(
    database: Database,
    source: Source,
    policy: Policy,
    answer: object,
    failure: type[Exception],
    says: str,
) -> None:
    async def give(_: web.Request) -> web.StreamResponse:
        assert callable(answer)
        given = answer()
        assert isinstance(given, web.StreamResponse)
        return given

    source.answer = give
    await add(database, source.at("/services"), every_days=7)
    feed = await the_feed(database)

    with pytest.raises(failure, match=says):
        await _whole(database, feed, replace(policy, largest=2000))

    assert await stored(database, Kind.GROUPS) == {}


async def _whole(database: Database, feed: Feed, policy: Policy) -> None:
    while await fetch_page(database, feed, policy, NOW):
        pass
    await keep_pages(database, feed, now=NOW)


async def test_a_source_that_never_finishes_is_left(
    source: Source, policy: Policy, tmp_path: Path
) -> None:
    async def hangs(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        await response.write(b"{")
        await asyncio.Event().wait()
        return response

    source.answer = hangs

    with pytest.raises(AskLater, match="No whole answer within"):
        await fetch(source.at("/"), replace(policy, seconds=0.2), tmp_path / "page")


# --- Where to -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700:4700::1111", True),
        ("::ffff:8.8.8.8", True),
        ("64:ff9b::808:808", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.0.1", False),
        ("169.254.169.254", False),  # where clouds keep their keys
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("239.255.255.250", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::7f00:1", False),  # 127.0.0.1 by NAT64
        ("2002:7f00:1::", False),  # 127.0.0.1 by 6to4
        ("2002:808:808::", True),  # 8.8.8.8
        ("2001:0:808:808::f7f7:f7f7", True),  # 8.8.8.8, by Teredo at 8.8.8.8
        ("2001:0:808:808::80ff:fffe", False),  # 127.0.0.1
        ("2001:0:7f00:1::f7f7:f7f7", False),  # 8.8.8.8, at 127.0.0.1
        ("fec0::1", False),
        ("::127.0.0.1", False),
        ("::8.8.8.8", False),
        ("::ffff:0:127.0.0.1", False),
        ("64:ff9b:1::7f00:1", False),
        ("2001:db8::1", False),
        ("3fff::1", False),
        ("4000::1", False),
        ("192.0.0.8", False),
        ("192.0.0.10", False),
        ("192.88.99.1", False),
        ("192.0.2.1", False),
        ("240.0.0.1", False),
        ("localhost", False),
        ("", False),
    ],
)
def test_only_an_address_of_the_public_internet_is_connected_to(address: str, public: bool) -> None:
    assert is_public(address) == public
    told = (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443))
    guard = Guard(trusting=False)
    if public:
        guard.socket(told).close()
        assert guard.refused == ""
    else:
        with pytest.raises(PermissionError):
            guard.socket(told)
        assert guard.refused == address
        Guard(trusting=True).socket(told).close()


@pytest.mark.parametrize(
    "url",
    [
        "http://a.example/data",
        "ftp://a.example/data",
        "file:///etc/passwd",
        "https://user:secret@a.example/",
        "https:///data",
        "https://a.example:0/",
        "https://[::1",
        "https://a.example/a b",
        "https://ä.example/",
        "/data",
        "",
    ],
)
def test_what_is_no_public_web_address_is_not_fetched(url: str) -> None:
    with pytest.raises(CannotFetch):
        check(url, Policy())


def test_a_setting_allows_hosts_of_ones_own() -> None:
    policy = Policy(frozenset({"intranet.example", "10.0.0.5:8080"}))

    for url in (
        "http://intranet.example/x",
        "http://INTRANET.example:81/",
        "http://10.0.0.5:8080/",
    ):
        check(url, policy)
    with pytest.raises(CannotFetch):
        check("http://10.0.0.5/", policy)


@pytest.mark.parametrize(
    ("to", "says"),
    [
        ("https://127.0.0.1:1/secret", "127.0.0.1, which is not on the public internet"),
        ("https://localhost:{port}/secret", "which is not on the public internet"),
        ("https://2130706433/secret", "no web address"),
        ("https://[::ffff:127.0.0.1]:{port}/", "which is not on the public internet"),
        ("http://localhost:{port}/secret", "does not begin with https://"),
        ("http://169.254.169.254/latest/meta-data/", "does not begin with https://"),
        ("file:///etc/passwd", "no web address"),
        ("", "redirects more than 5 times"),
        ("/again", "redirects more than 5 times"),
    ],
)
async def test_no_redirect_leads_inwards_or_round_in_circles(
    source: Source, policy: Policy, tmp_path: Path, to: str, says: str
) -> None:
    async def redirect(_: web.Request) -> web.StreamResponse:
        return web.Response(status=302, headers={"Location": to.format(port=source.port)})

    source.answer = redirect

    with pytest.raises(CannotFetch, match=says):
        await fetch(source.at("/start"), policy, tmp_path / "page")

    assert not any("secret" in path for path in source.asked)


async def test_a_redirect_within_a_trusted_host_is_followed(
    source: Source, policy: Policy, tmp_path: Path
) -> None:
    async def moved(request: web.Request) -> web.StreamResponse:
        if request.path == "/start":
            return web.Response(status=301, headers={"Location": "/there"})
        return web.Response(text="there")

    source.answer = moved

    assert await fetch(source.at("/start"), policy, tmp_path / "page") == 5
    assert (tmp_path / "page").read_text() == "there"
