"""Bots in processes of their own that tests may kill and start again; the simulator stays here."""

import asyncio
import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol, Self

from bot.simulator.server import Simulator
from tests import warm
from tests.serving import clean, settings_for


class Running(Protocol):
    """A process of the system's."""

    @property
    def pid(self) -> int: ...

    @property
    def returncode(self) -> int | None: ...

    async def wait(self) -> int: ...

    def send_signal(self, signal: signal.Signals, /) -> None: ...


class Process:
    """One of our programs that is started, and stopped or killed, as often as one likes.

    What it says goes to `log` in its folder. `async with` starts it, and lets none outlive a test
    that fails.
    """

    def __init__(self, folder: Path, *arguments: str, settings: Mapping[str, str]) -> None:
        self._folder = folder
        self._arguments = arguments
        self._environment = clean(settings)
        self._running: Running | None = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.end(signal.SIGKILL)

    async def start(self) -> None:
        """Start it, for the first time or once more."""
        with (self._folder / "log").open("ab") as log:
            self._running = await self._started(log.fileno())

    async def _started(self, log: int) -> Running:
        return await warm.start(
            *self._arguments,
            folder=self._folder,
            environment=self._environment,
            fds=(os.open(os.devnull, os.O_RDONLY), os.dup(log), os.dup(log)),
        )

    async def end(self, how: signal.Signals) -> int:
        """Send a signal, and wait until it has ended; its exit status."""
        assert self._running is not None
        if self._running.returncode is None:
            self._running.send_signal(how)
        return await self._running.wait()

    async def wait(self) -> int:
        """Wait until it has ended by itself; its exit status."""
        assert self._running is not None
        return await self._running.wait()

    async def resident(self) -> float:
        """The memory that it holds, in MB."""
        assert self._running is not None
        ps = await asyncio.create_subprocess_exec(
            *("ps", "-o", "rss=", "-p", str(self._running.pid)), stdout=asyncio.subprocess.PIPE
        )
        out, _ = await ps.communicate()
        return int(out) / 1024

    @property
    def log(self) -> str:
        """What it has said so far."""
        return (self._folder / "log").read_text(encoding="utf-8", errors="replace")


class ColdProcess(Process):
    """One that loads all it needs by itself, as a user's does: for measuring."""

    async def _started(self, log: int) -> Running:
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", *self._arguments),
            cwd=self._folder,
            env=self._environment,
            stdout=log,
            stderr=log,
        )


def real_bot(
    folder: Path, simulator: Simulator, *arguments: str, kind: type[Process] = Process
) -> Process:
    """`sparkplug run`, as fast as it can, on an SQLite file of its own."""
    settings = settings_for(simulator) | {"SPARKPLUG_TELEGRAM_RATE": "100000"}
    return kind(folder, "bot", "run", *arguments, settings=settings)


def database_url(folder: Path) -> str:
    """Where a bot in a folder keeps its data."""
    return f"sqlite:///{folder / 'data' / 'sparkplug.sqlite'}"
