"""The real bot as a process of its own, which tests may kill; the simulator stays in theirs."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Self

from bot.simulator.server import Simulator

ROOT = Path(__file__).parents[1]
PATIENCE = 60.0
"""Seconds in which whatever is waited for must come."""


async def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds that nobody tells us of.

    Raises:
        TimeoutError: it never did.
    """
    async with asyncio.timeout(PATIENCE):
        while not holds():  # noqa: ASYNC110
            await asyncio.sleep(0.02)


class Process:
    """A Python program that is started, and stopped or killed, as often as one likes.

    `async with` starts it, and lets none outlive a test that fails.
    """

    def __init__(self, folder: Path, arguments: list[str], settings: Mapping[str, str]) -> None:
        self._folder = folder
        self._arguments = arguments
        # A folder of its own, so that no .env of the developer's is read.
        self._environment = os.environ | settings | {"PYTHONPATH": str(ROOT)}
        self._running: asyncio.subprocess.Process | None = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.end(signal.SIGKILL)

    async def start(self) -> None:
        """Start it; what it logs goes to `log` in its folder."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / "log").open("ab") as log:
            self._running = await asyncio.create_subprocess_exec(
                sys.executable,
                *self._arguments,
                cwd=self._folder,
                env=self._environment,
                stdout=log,
                stderr=log,
            )

    async def end(self, how: signal.Signals) -> int:
        """Send a signal, and wait until it has ended; its exit status."""
        assert self._running is not None
        if self._running.returncode is None:
            self._running.send_signal(how)
        return await self._running.wait()

    async def resident(self) -> float:
        """The memory it holds, in MB."""
        assert self._running is not None
        ps = await asyncio.create_subprocess_exec(
            "ps", "-o", "rss=", "-p", str(self._running.pid), stdout=asyncio.subprocess.PIPE
        )
        out, _ = await ps.communicate()
        return int(out) / 1024

    @property
    def log(self) -> str:
        """What it has written so far."""
        return (self._folder / "log").read_text(encoding="utf-8", errors="replace")


def real_bot(folder: Path, simulator: Simulator, *, rate: float = 100_000) -> Process:
    """`sparkplug run`, on an SQLite file of its own."""
    settings = {
        "SPARKPLUG_DATA_DIR": str(folder / "data"),
        "SPARKPLUG_KEY_FILE": str(folder / "sparkplug.key"),
        "SPARKPLUG_ORGANISATION": "Fernleigh Together",
        "SPARKPLUG_NOTICE_URL": "https://www.fernleigh.example/privacy",
        "SPARKPLUG_TELEGRAM_TOKEN": "1:simulated",
        "SPARKPLUG_TELEGRAM_API": simulator.telegram_api,
        "SPARKPLUG_TELEGRAM_RATE": str(rate),
    }
    return Process(folder, ["-m", "bot", "run"], settings)


def database_url(folder: Path) -> str:
    """Where `real_bot` keeps its data."""
    return f"sqlite:///{folder / 'data' / 'sparkplug.sqlite'}"
