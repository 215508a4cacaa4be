"""How long it takes to start: the imports, and `make run` up to the first answer."""

import asyncio
import sys
import time
from statistics import median

import aiohttp

from tests.bench.far_end import folder
from tests.bench.table import Measure
from tests.processes import ColdProcess
from tests.serving import free_port

ROUNDS = 3


async def starting() -> list[Measure]:
    """Several times each, in turn."""
    ours, theirs, answered = [], [], []
    for _ in range(ROUNDS):
        ours.append(await _import("bot.running"))
        theirs.append(await _import("telegram.ext"))
        answered.append(await _first_answer())
    return [
        Measure("imports", "s", median(ours), median(theirs), "python-telegram-bot's"),
        Measure("make run to the first answer", "s", median(answered), below=3),
    ]


async def _import(module: str) -> float:
    began = time.monotonic()
    python = await asyncio.create_subprocess_exec(sys.executable, "-c", f"import {module}")
    assert await python.wait() == 0
    return time.monotonic() - began


async def _first_answer() -> float:
    """What `make run` does when the environment exists, in an empty folder."""
    began, port = time.monotonic(), free_port()
    address = f"http://127.0.0.1:{port}/simulator"
    async with (
        folder() as where,
        ColdProcess(where, "bot", "simulate", "--port", str(port), settings={}),
        aiohttp.ClientSession() as http,
    ):
        ana = await _asked_until_there(http, f"{address}/people", {"name": "Ana"})
        asked = {"as": ana["id"], "text": "Is there money for a lunch club?", "wait": True}
        async with http.post(f"{address}/chats/{ana['id']}/say", json=asked) as answer:
            assert (await answer.json())["heard"]
        return time.monotonic() - began


async def _asked_until_there(
    http: aiohttp.ClientSession, url: str, body: dict[str, str]
) -> dict[str, int]:
    while True:
        try:
            async with http.post(url, json=body) as answer:
                found: dict[str, int] = await answer.json()
                return found
        except aiohttp.ClientConnectorError:
            await asyncio.sleep(0.02)
