"""The wheel: all that runs is in it, nothing else, and it runs where nothing may be written."""

import asyncio
import os
import shutil
import socket
import subprocess
import sys
import venv
import zipfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("bot", "handlers", "storage", "scheduler")


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as it would be handed over, built without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    [file] = folder.glob("*.whl")
    return file


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the wheel and its dependencies, but not with our source."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=True)
    pip = [str(folder / "bin" / "python"), "-m", "pip", "--disable-pip-version-check"]
    subprocess.run([*pip, "install", "-q", "--no-index", "--no-deps", str(wheel)], check=True)
    [packages] = folder.glob("lib/python*/site-packages")
    ours = Path(aiohttp.__file__).parent.parent
    (packages / "dependencies.pth").write_text(f"{ours}\n")
    return folder


def test_the_wheel_holds_all_that_runs_and_no_tests(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())

    tracked = subprocess.run(
        ["git", "ls-files", "--", *PACKAGES], cwd=ROOT, check=True, capture_output=True, text=True
    )
    files = [name for name in tracked.stdout.splitlines() if (ROOT / name).exists()]
    assert [name for name in files if name not in names] == []
    tops = {name.split("/")[0] for name in names}
    assert tops == {*PACKAGES, next(top for top in tops if top.endswith(".dist-info"))}
    for kind in (
        "handlers/locales/en/welcome.ftl",
        "handlers/thesaurus/subjects.toml",
        "handlers/gazetteer/elsewhere.csv",
        "handlers/library.csv",
        "bot/sample/funding_pots.csv",
        "bot/simulator/page/index.html",
        "bot/simulator/specs/telegram_bot_api.json",
        "storage/migrations/versions/0001_the_first_tables.py",
    ):
        assert kind in names


def test_the_wheel_carries_its_licence_and_credits(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()

    assert [name.split("/")[-1] for name in names if "/licenses/" in name] == ["LICENSE", "NOTICE"]


def test_the_installed_program_tells_its_version_and_commands(installed: Path) -> None:
    def told(*arguments: str) -> str:
        program = [str(installed / "bin" / "sparkplug"), *arguments]
        return subprocess.run(
            program, check=True, capture_output=True, text=True, cwd=installed
        ).stdout

    assert told("--version").startswith("sparkplug, version ")
    help_told = told("--help")
    for command in ("run", "simulate", "import"):
        assert command in help_told


@pytest.mark.skipif(not shutil.which("bwrap"), reason="bubblewrap (bwrap) is not installed")
async def test_it_runs_as_an_ordinary_user_where_only_its_folder_can_be_written(
    installed: Path, tmp_path: Path
) -> None:
    port = _free_port()
    program = [str(installed / "bin" / "sparkplug"), "simulate", "--port", str(port)]
    async with _locked_in(tmp_path, program) as process:
        async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as http:
            await _until_open(http, process)
            ana = await _asked(http, "/simulator/people", {"name": "Ana", "start": ""})
            heard = await _asked(
                http,
                f"/simulator/chats/{ana['id']}/say",
                {
                    "as": ana["id"],
                    "text": "Is there money for an older people's lunch club?",
                    "wait": True,
                },
            )
        said = "\n".join(message["text"] for message in heard["heard"])
        assert "£" in said

    assert process.returncode == 0, "it did not end when it was asked to"
    assert (tmp_path / "simulator.sqlite").exists()


@pytest.mark.skipif(not shutil.which("bwrap"), reason="bubblewrap (bwrap) is not installed")
async def test_where_nothing_can_be_written_it_says_so(installed: Path, tmp_path: Path) -> None:
    program = [str(installed / "bin" / "sparkplug"), "simulate", "--port", str(_free_port())]
    async with _locked_in(tmp_path, [*program, "--folder", str(ROOT)]) as process:
        _, said = await asyncio.wait_for(process.communicate(), 30)

    assert process.returncode == 1
    assert "I can't write in" in said.decode()
    assert "Traceback" not in said.decode()


@asynccontextmanager
async def _locked_in(
    folder: Path, program: Sequence[str]
) -> AsyncIterator[asyncio.subprocess.Process]:
    """A program as user 1000 without capabilities, where all but one folder is read-only."""
    process = await asyncio.create_subprocess_exec(
        "bwrap", "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc",
        "--bind", str(folder), str(folder), "--chdir", str(folder), "--setenv", "HOME", str(folder),
        "--unshare-user", "--uid", "1000", "--gid", "1000", "--cap-drop", "ALL",
        "--die-with-parent", *program,
        stderr=asyncio.subprocess.PIPE,
        env={key: os.environ[key] for key in ("PATH", "LANG") if key in os.environ},
    )  # fmt: skip
    try:
        yield process
        if process.returncode is None:
            _interrupt(process)
            await asyncio.wait_for(process.communicate(), 10)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def _interrupt(process: asyncio.subprocess.Process) -> None:
    """Press Ctrl-C: bwrap does not pass signals on, so its child gets it."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    for child in children:
        os.kill(int(child), 2)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


async def _until_open(http: aiohttp.ClientSession, process: asyncio.subprocess.Process) -> None:
    for _ in range(300):
        if process.returncode is not None:
            _, said = await process.communicate()
            raise AssertionError(said.decode())
        try:
            async with http.get("/simulator/state"):
                return
        except aiohttp.ClientConnectionError:
            await asyncio.sleep(0.1)
    raise AssertionError("the simulator did not open")


async def _asked(http: aiohttp.ClientSession, path: str, body: dict[str, Any]) -> dict[str, Any]:
    async with http.post(path, json=body) as answer:
        told: dict[str, Any] = await answer.json()
        assert answer.status == 200, told
        return told
