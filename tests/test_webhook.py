"""Telegram's webhook: who may post to it, and when it is told that we have an update."""

import asyncio
import contextlib
import io
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from sqlalchemy import text

from bot.app import App
from bot.clock import PushedClock
from bot.simulating import STORY_BEGINS, demonstration
from bot.simulator.server import Simulator
from bot.telegram import Telegram
from bot.telegram.webhook import SECRET, Webhook
from bot.web import LARGEST, Web
from storage.database import Database
from storage.migrations import migrate
from storage.sealing import new_keys
from tests.serving import free_port, heard, until

WORD = "a-word_between-us"


@pytest.fixture
async def simulator(tmp_path: Path) -> AsyncIterator[Simulator]:
    """The simulator, and a bot that it brings its updates to."""
    port = free_port()
    settings = demonstration(tmp_path, port)
    await asyncio.to_thread(migrate, settings.database_url)
    database = Database(settings.database_url, new_keys())
    clock = PushedClock(STORY_BEGINS)
    simulator = Simulator(clock)
    await simulator.start()
    web = Web(database, "127.0.0.1", port)
    await web.start()
    webhook = Webhook(f"http://127.0.0.1:{port}/telegram", WORD, web)
    telegram = Telegram(simulator.account.token, simulator.telegram_api, 1000, webhook)
    app = App(settings, clock, database, [telegram])
    simulator.settle = app.settle
    await app.start()
    yield simulator
    await web.stop()
    await app.stop()
    await simulator.stop()


@pytest.fixture
async def door(simulator: Simulator) -> AsyncIterator[aiohttp.ClientSession]:
    """The bot's own address, for whoever wants to post to it."""
    address = simulator.world.notes["webhook"]["url"].removesuffix("/telegram")
    async with aiohttp.ClientSession(address) as session:
        yield session


async def test_a_person_is_answered(simulator: Simulator) -> None:
    ana = simulator.phones.meet("Ana Ng", start="")

    await simulator.quiet()

    assert len(heard(simulator, ana.id)) == 1


async def test_only_what_we_read_is_asked_for(simulator: Simulator) -> None:
    assert sorted(simulator.world.notes["allowed_updates"]) == [
        "callback_query",
        "edited_message",
        "message",
        "my_chat_member",
    ]


ANA = {"id": 7, "is_bot": False, "first_name": "Ana"}
HELLO = {
    "update_id": 900,
    "message": {
        "message_id": 1,
        "date": 1795341600,
        "chat": {"id": 7, "type": "private", "first_name": "Ana"},
        "from": ANA,
        "text": "hello",
    },
}

POSTS: list[tuple[dict[str, str], Any, int]] = [
    ({}, HELLO, 403),
    ({SECRET: ""}, HELLO, 403),
    ({SECRET: WORD[:-1]}, HELLO, 403),
    ({SECRET: "a-wörd"}, HELLO, 403),
    ({SECRET: WORD}, b"{", 400),
    ({SECRET: WORD}, b"[]", 400),
    ({SECRET: WORD}, b"\xff\xfe", 400),
    ({SECRET: WORD}, b"[" * 100_000, 400),
    ({SECRET: WORD}, {"message": {}}, 400),
    ({SECRET: WORD}, {"update_id": "900"}, 400),
    ({SECRET: WORD}, b"x" * (LARGEST + 1), 413),
    # Whatever else Telegram sends under an id is confirmed, or it would come for ever.
    ({SECRET: WORD}, {"update_id": 901, "message": {"from": None}}, 200),
    ({SECRET: WORD}, {"update_id": 902, "message": 7}, 200),
    ({SECRET: WORD}, {"update_id": 903, "poll": {}}, 200),
    ({SECRET: WORD}, HELLO, 200),
]


@pytest.mark.parametrize(("headers", "content", "status"), POSTS)
async def test_who_and_what_is_let_in(
    door: aiohttp.ClientSession, headers: dict[str, str], content: Any, status: int
) -> None:
    how = {"data": io.BytesIO(content)} if isinstance(content, bytes) else {"json": content}

    async with door.post("/telegram", headers=headers, **how) as answer:
        assert answer.status == status


async def test_other_paths_and_ways_lead_nowhere(door: aiohttp.ClientSession) -> None:
    async with door.post("/slack/events", json={}) as answer:
        assert answer.status == 404
    async with door.get("/telegram") as answer:
        assert answer.status in (404, 405)


async def test_what_cannot_be_stored_is_not_confirmed_and_comes_again(
    simulator: Simulator, tmp_path: Path
) -> None:
    url = demonstration(tmp_path, 0).database_url
    other = Database(url, new_keys())
    async with other.transaction() as session:
        await session.execute(text("ALTER TABLE update_seen RENAME TO mislaid"))
    ana = simulator.phones.meet("Ana Ng", start="")
    await until(lambda: simulator_was_refused(simulator))
    assert heard(simulator, ana.id) == []

    async with other.transaction() as session:
        await session.execute(text("ALTER TABLE mislaid RENAME TO update_seen"))
    await other.close()
    await simulator.quiet()

    assert len(heard(simulator, ana.id)) == 1


def simulator_was_refused(simulator: Simulator) -> bool:
    """Whether Telegram has noted an error of our webhook."""
    return "503" in simulator._webhook.info({}).get("last_error_message", "")


async def test_the_same_update_twice_has_one_effect(
    simulator: Simulator, door: aiohttp.ClientSession
) -> None:
    ana = simulator.phones.meet("Ana Ng", start="")
    await simulator.quiet()
    hello = HELLO | {
        "message": HELLO["message"]  # type: ignore[operator]
        | {"chat": {"id": ana.id, "type": "private"}, "from": ANA | {"id": ana.id}, "text": "/help"}
    }

    for _ in range(2):
        async with door.post("/telegram", headers={SECRET: WORD}, json=hello) as answer:
            assert answer.status == 200
    await simulator.quiet()

    assert len(heard(simulator, ana.id)) == 2


async def test_health_and_counts_wait_for_no_writer(
    simulator: Simulator, door: aiohttp.ClientSession, tmp_path: Path
) -> None:
    with contextlib.closing(sqlite3.connect(tmp_path / "simulator.sqlite")) as writing:
        writing.execute("BEGIN IMMEDIATE")
        for path in ("/health", "/metrics"):
            async with door.get(path, timeout=aiohttp.ClientTimeout(5)) as answer:
                assert answer.status == 200


async def test_health_and_counts_say_when_the_database_is_out_of_reach(
    simulator: Simulator, door: aiohttp.ClientSession, tmp_path: Path
) -> None:
    with contextlib.closing(sqlite3.connect(tmp_path / "simulator.sqlite")) as writing:
        writing.execute("DROP TABLE installation_fact")
    for path in ("/health", "/metrics"):
        async with door.get(path) as answer:
            told = answer.status, await answer.text()
            assert told == (503, "the database is out of reach\n")


async def test_health_and_counts_tell_nothing_of_anybody(
    simulator: Simulator, door: aiohttp.ClientSession
) -> None:
    ana = simulator.phones.meet("Ana Ng", start="")
    await simulator.quiet()

    async with door.get("/health") as answer:
        assert (answer.status, await answer.text()) == (200, "alive\n")
    async with door.get("/metrics") as answer:
        told = await answer.text()

    assert 'sparkplug_letters{platform="telegram",state="sent"} 1' in told
    assert "sparkplug_updates_set_aside 0" in told
    assert str(ana.id) not in told
    assert "Ana" not in told
