"""Processes that start at once: our programs, forked from one that has loaded what they need.

Loading the libraries takes seconds of a processor; a test that starts a bot twenty times would wait
for little else. Each is a process of its own, with its own environment, folder, memory and end: it
can be killed. Only the loading is shared. Programs as a user starts them are in test_packaging.py.
"""

import asyncio
import contextlib
import gc
import importlib
import json
import os
import random
import runpy
import select
import signal
import socket
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from handlers.wording import LANGUAGES, wording

LOADED = ("bot.importing", "bot.safeguarding", "bot.running", "bot.simulating", "psycopg")

Fds = tuple[int, int, int]
"""Standard input, output and error."""


# --- Where tests are -------------------------------------------------------------------------


class Started:
    """A process that was started."""

    def __init__(self, pid: int, told: asyncio.StreamReader, line: asyncio.StreamWriter) -> None:
        self.pid = pid
        self.returncode: int | None = None
        """As `subprocess` has it: below zero for a signal; None: it runs."""
        self._line = line
        self._ending = asyncio.create_task(self._wait(told))

    async def _wait(self, told: asyncio.StreamReader) -> int:
        self.returncode = int(await told.readline())
        self._line.close()
        return self.returncode

    async def wait(self) -> int:
        """Wait until it has ended; its exit status."""
        return await asyncio.shield(self._ending)

    def send_signal(self, what: signal.Signals) -> None:
        if self.returncode is None:
            os.kill(self.pid, what)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


async def start(
    *words: str, folder: Path, environment: Mapping[str, str], fds: Fds | None = None
) -> Started:
    """Start `python -m` with some words, in a folder, with an environment of its own.

    `fds`: its standard input, output and error, which are closed here; None: nothing, and ours.
    """
    given = fds or (os.open(os.devnull, os.O_RDONLY), os.dup(1), os.dup(2))
    line = socket.socket(socket.AF_UNIX)
    try:
        line.connect(_starter())
        asked = json.dumps([words, str(folder), dict(environment)]).encode()
        socket.send_fds(line, [asked], given)
    finally:
        for fd in given:
            os.close(fd)
    told, writer = await asyncio.open_unix_connection(sock=line)
    writer.write_eof()
    return Started(int(await told.readline()), told, writer)


async def heard(
    *words: str, folder: Path, environment: Mapping[str, str], typed: str | None = None
) -> tuple[Started, asyncio.StreamReader]:
    """Start a program, type something, and hear all that it says on either of its outputs."""
    says, its_mouth = os.pipe()
    its_ear, keys = os.pipe()
    os.write(keys, (typed or "").encode())
    os.close(keys)
    fds = its_ear, its_mouth, os.dup(its_mouth)
    started = await start(*words, folder=folder, environment=environment, fds=fds)
    said = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(said), os.fdopen(says, "rb", 0)
    )
    return started, said


_address: list[str] = []


def _starter() -> str:
    """The address of the one that forks; it is started first, and ends when we do."""
    if not _address:
        address = str(Path(tempfile.mkdtemp(prefix="warm-")) / "line")
        ours, its = socket.socketpair()
        its.set_inheritable(True)
        os.set_inheritable(ours.fileno(), False)
        os.posix_spawn(
            sys.executable,
            [sys.executable, "-m", "tests.warm", address],
            os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])},
            file_actions=[(os.POSIX_SPAWN_DUP2, its.fileno(), 0)],
        )
        its.close()
        assert ours.recv(1), "it did not start"
        _address.append(address)
        _kept.append(ours)
    return _address[0]


_kept: list[socket.socket] = []
"""Whose other end it listens at: it ends when this is closed, as it is when we end."""


# --- Where they are forked -------------------------------------------------------------------


def serve(address: str) -> list[str] | None:
    """Fork whatever is asked for, until nobody is there who could ask.

    Returns in each process that was forked too, with its words.
    """
    for name in LOADED:
        importlib.import_module(name)
    for language in LANGUAGES:
        wording(language)
    gc.freeze()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(address)
    listening.listen(64)
    os.write(0, b"!")
    while True:
        ready, _, _ = select.select([0, listening.fileno()], [], [])
        if 0 in ready:
            Path(address).unlink()
            Path(address).parent.rmdir()
            return None
        line, _ = listening.accept()
        if os.fork():
            line.close()
            continue
        listening.close()
        return _keep(line)


def _keep(line: socket.socket) -> list[str]:
    """Fork the process itself, and tell of its end; returns in that process."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    asked, fds, _, _ = socket.recv_fds(line, 1 << 16, 3)
    while more := line.recv(1 << 16):
        asked += more
    pid = os.fork()
    if pid:
        for fd in fds:
            os.close(fd)
        with contextlib.suppress(BrokenPipeError):
            line.sendall(b"%d\n" % pid)
            _, status = os.waitpid(pid, 0)
            line.sendall(b"%d\n" % os.waitstatus_to_exitcode(status))
        os._exit(0)
    line.close()
    for fd, place in zip(fds, (0, 1, 2), strict=True):
        os.dup2(fd, place)
        os.close(fd)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    words, folder, environment = json.loads(asked)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    random.seed()
    return list(words)


def run(words: Sequence[str]) -> None:
    """Be the program, as `python -m` would have it."""
    module, *arguments = words
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    words = serve(sys.argv[1])
    if words:
        run(words)
