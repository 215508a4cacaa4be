"""`sparkplug run`: what it serves, what it survives, and what it refuses, in words."""

import asyncio
import contextlib
import logging
import os
import signal
import socket
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.__main__ import main
from bot.clock import PushedClock
from bot.simulating import demonstration, opened
from bot.simulator.faults import Fault
from bot.simulator.server import Simulator
from tests.postgres import Server
from tests.serving import (
    Command,
    free_port,
    heard,
    heard_on_slack,
    settings_for,
    slack_settings,
    until,
    webhook_at,
)

Folders = pytest.TempPathFactory
Serve = Callable[..., Awaitable[Command]]


@pytest.fixture
async def simulator() -> AsyncIterator[Simulator]:
    simulator = Simulator(PushedClock(datetime.now(UTC)))
    await simulator.start()
    yield simulator
    await simulator.stop()


@pytest.fixture
async def serve(simulator: Simulator, tmp_path: Path) -> AsyncIterator[Serve]:
    """Starts `sparkplug run` in one folder, as often as one likes."""
    started: list[Command] = []

    async def start(*options: str, **settings: str) -> Command:
        bot = Command(tmp_path, "run", *options, **settings_for(simulator) | settings)
        started.append(bot)
        return await bot.start()

    yield start
    for bot in started:
        await bot.kill()


# --- Serving --------------------------------------------------------------------------------

WAYS = [
    (telegram, slack) for telegram in ("polling", "webhook") for slack in ("Socket Mode", "HTTP")
]


async def kill_between_two_messages(
    folder: Path, telegram: str, slack: str, **database: str
) -> None:
    """Ana and Moira write before it is killed and after, and hear both answers."""
    simulator = Simulator(PushedClock(datetime.now(UTC)))
    await simulator.start()
    port = free_port()
    settings = settings_for(simulator) | {"SPARKPLUG_PORT": str(port)} | database
    settings |= webhook_at(port) if telegram == "webhook" else {}
    settings |= slack_settings(simulator, over_http=slack == "HTTP")
    bot = Command(folder, "run", **settings)
    try:
        await bot.start()
        await bot.says(f"Sparkplug is running: Telegram by {telegram}, Slack by {slack}.")
        if slack == "HTTP":
            await simulator.send_events_to(f"http://127.0.0.1:{port}/slack/events")
        ana, moira = simulator.phones.meet("Ana Ng").id, simulator.workspace.meet("Moira", "en").id

        def both_have_heard(words: str) -> bool:
            told = heard(simulator, ana), heard_on_slack(simulator, moira)
            return all(any(words in each for each in texts) for texts in told)

        simulator.phones.say(ana, "?!")
        simulator.workspace.say(moira, "?!", "dm")
        await until(lambda: both_have_heard("I could not read anything in that."))
        await bot.kill()
        simulator.phones.say(ana, "hello")
        simulator.workspace.say(moira, "hello", "dm")
        bot = await Command(folder, "run", **settings).start()
        await bot.says("Sparkplug is running")
        # Slack tries again at once, and after a minute.
        await simulator.push_clock(simulator.clock.now() + timedelta(minutes=1))
        await until(lambda: both_have_heard("Ask me about money for your group"))

        how = signal.SIGTERM if slack == "HTTP" else signal.SIGINT
        assert await bot.ends(how) == 0
        assert "Traceback" not in bot.said
    finally:
        await bot.kill()
        await simulator.stop()


async def test_a_kill_between_two_messages_loses_nothing(tmp_path_factory: Folders) -> None:
    async with asyncio.TaskGroup() as side_by_side:
        for ways in WAYS:
            folder = tmp_path_factory.mktemp("bot")
            side_by_side.create_task(kill_between_two_messages(folder, *ways))


async def test_a_kill_between_two_messages_loses_nothing_on_postgresql(
    server: Server, tables: str, tmp_path_factory: Folders
) -> None:
    async with asyncio.TaskGroup() as side_by_side:
        for n, ways in enumerate(WAYS):
            folder, url = tmp_path_factory.mktemp("bot"), server.make(f"bot_{n}", like=tables)
            side_by_side.create_task(
                kill_between_two_messages(folder, *ways, SPARKPLUG_DATABASE_URL=url)
            )


async def test_whoever_polls_removes_the_webhook_of_before(
    simulator: Simulator, serve: Serve
) -> None:
    port = free_port()
    bot = await serve(**webhook_at(port))
    await bot.says("by webhook")
    assert simulator.world.notes["webhook"]["url"] == f"http://127.0.0.1:{port}/telegram"
    asked = time.monotonic()
    assert await bot.ends(signal.SIGTERM) == 0
    assert time.monotonic() - asked < 5
    assert simulator.world.notes["webhook"]["url"] != ""  # Telegram keeps what comes meanwhile

    bot = await serve()
    await bot.says("by polling")

    assert simulator.world.notes["webhook"]["url"] == ""
    ana = simulator.phones.meet("Ana Ng", start="")
    await until(lambda: len(heard(simulator, ana.id)) == 1)


async def test_the_log_tells_no_token_and_no_words(simulator: Simulator, serve: Serve) -> None:
    bot = await serve(SPARKPLUG_TELEGRAM_TOKEN=simulator.account.token)
    await bot.says("Sparkplug is running")

    ana = simulator.phones.meet("Ana Ng", start="")
    simulator.phones.say(ana.id, "My secret lunch club needs chairs")
    simulator.updates.inject({"message": {"from": {"first_name": "Secret"}}})
    await until(lambda: len(heard(simulator, ana.id)) == 2)
    await until(lambda: simulator.updates.count == 0)
    await bot.ends(signal.SIGTERM)

    assert "malformed" in bot.said
    for private in ("ecret", "Ana", simulator.account.token):
        assert private not in bot.said


async def test_a_clock_of_ones_own_begins_where_it_is_told_and_runs_on(
    serve: Serve, simulator: Simulator
) -> None:
    bot = await serve("--now", "2031-03-04T10:00Z")
    await bot.says("Sparkplug is running")

    ana = simulator.phones.meet("Ana Ng", start="")
    simulator.phones.say(ana.id, "/me")
    await until(lambda: len(heard(simulator, ana.id)) == 2)

    assert "4 March 2031" in heard(simulator, ana.id)[1]


async def test_the_same_data_imported_are_ordinary(serve: Serve, tmp_path: Path) -> None:
    sample = Path(__file__).parents[1] / "bot" / "sample"
    imported = Command(tmp_path, "import", "areas", str(sample / "areas.csv"))
    assert await (await imported.start()).ends() == 0

    bot = await serve()

    await bot.says("Sparkplug is running")


# --- A platform out of reach ----------------------------------------------------------------


def out_of_reach(platform: str) -> Fault:
    """Every call ends before it has an effect, until the fault is cleared."""
    return Fault(kind="drop", times=None, platform="slack" if platform == "slack" else "telegram")


@pytest.mark.parametrize("away", ["telegram", "slack"])
async def test_one_that_is_out_of_reach_keeps_no_other_from_working_and_joins_in_later(
    simulator: Simulator, serve: Serve, away: str
) -> None:
    simulator.faults.add(out_of_reach(away))
    bot = await serve(**slack_settings(simulator, over_http=False))
    await bot.says(f"{away} is out of reach; trying until it answers")
    await bot.says("Sparkplug is running")
    ana, moira = simulator.phones.meet("Ana Ng").id, simulator.workspace.meet("Moira", "en").id
    simulator.phones.say(ana, "hello")
    simulator.workspace.say(moira, "hello", "dm")

    def answered() -> set[str]:
        told = {"telegram": heard(simulator, ana), "slack": heard_on_slack(simulator, moira)}
        return {platform for platform, texts in told.items() if texts}

    await until(lambda: bool(answered()))
    assert answered() == {"telegram", "slack"} - {away}

    simulator.faults.clear()

    await bot.says(f"{away} is within reach")
    await simulator.push_clock(simulator.clock.now() + timedelta(minutes=1))  # Slack's next try
    await until(lambda: answered() == {"telegram", "slack"})
    assert await bot.ends(signal.SIGTERM) == 0
    assert "Traceback" not in bot.said


async def test_a_wrong_token_found_out_later_ends_it(simulator: Simulator, serve: Serve) -> None:
    simulator.faults.add(out_of_reach("telegram"))
    bot = await serve(**slack_settings(simulator, over_http=False))
    await bot.says("Sparkplug is running")

    simulator.faults.clear()
    simulator.faults.add(Fault(kind="401", times=None))

    assert await bot.ends() == 1
    assert TOKEN_IS_WRONG in bot.said


async def test_while_nothing_can_be_reached_it_can_be_stopped(tmp_path: Path) -> None:
    nowhere = {
        "SPARKPLUG_ORGANISATION": "Fernleigh Together",
        "SPARKPLUG_NOTICE_URL": "https://www.fernleigh.example/privacy",
        "SPARKPLUG_TELEGRAM_TOKEN": "1:simulated",
        "SPARKPLUG_TELEGRAM_API": f"http://127.0.0.1:{free_port()}",
        "SPARKPLUG_SLACK_BOT_TOKEN": "xoxb-1",
        "SPARKPLUG_SLACK_APP_TOKEN": "xapp-1",
        "SPARKPLUG_SLACK_API": "http://no-such-host.invalid/api/",
    }
    bot = await Command(tmp_path, "run", **nowhere).start()
    await bot.says("Sparkplug is running")

    assert await bot.ends(signal.SIGTERM) == 0

    for said in ("telegram is out of reach", "slack is out of reach"):
        assert said in bot.said
    assert "Traceback" not in bot.said


async def test_a_simulator_that_is_stopped_while_it_starts_ends_politely(tmp_path: Path) -> None:
    simulator = await Command(tmp_path, "simulate", "--port", str(free_port())).start()
    await until((tmp_path / "simulator.key").exists)

    assert await simulator.ends(signal.SIGINT) == 0

    assert "Traceback" not in simulator.said


# --- Refusing -------------------------------------------------------------------------------

TOKEN_IS_WRONG = "Error: Telegram does not know this token. Check SPARKPLUG_TELEGRAM_TOKEN."
WHO = {
    "SPARKPLUG_ORGANISATION": "Fernleigh Together",
    "SPARKPLUG_NOTICE_URL": "https://www.fernleigh.example/privacy",
    "SPARKPLUG_TELEGRAM_TOKEN": "1:simulated",
    "SPARKPLUG_TELEGRAM_API": "http://127.0.0.1:1",
}


Refused = Callable[..., str]


@pytest.fixture
def refused(tmp_path: Path) -> Iterator[Refused]:
    """What `sparkplug run` says when it refuses to start: a sentence, never a traceback."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    developers = {name: None for name in os.environ if "SPARKPLUG" in name}

    def run(*options: str, **settings: str) -> str:
        with contextlib.chdir(tmp_path):
            answer = CliRunner(env=developers).invoke(main, ["run", *options], env=settings)
        assert (answer.exit_code, type(answer.exception)) == (1, SystemExit)
        return answer.output.strip()

    yield run
    root.handlers[:], root.level = handlers, level


async def test_a_wrong_token_is_named(serve: Serve) -> None:
    bot = await serve(SPARKPLUG_TELEGRAM_TOKEN="1:mistyped")

    assert await bot.ends() == 1
    assert bot.said.strip() == TOKEN_IS_WRONG


def test_a_clock_of_ones_own_is_for_the_simulator_alone(refused: Refused) -> None:
    elsewhere = WHO | {"SPARKPLUG_TELEGRAM_API": "https://telegram.invalid"}

    said = refused("--now", "2031-03-04", **elsewhere)

    assert "--now is for trying things out against the simulator" in said


def test_what_is_missing_is_named_at_once(refused: Refused, tmp_path: Path) -> None:
    said = refused(SPARKPLUG_PORT="0")

    for name in ("no token", "ORGANISATION", "NOTICE_URL", "SPARKPLUG_PORT is '0'"):
        assert name in said
    assert not (tmp_path / "data").exists()


def test_made_up_data_are_not_shown_to_real_people(refused: Refused, tmp_path: Path) -> None:
    async def made_up() -> None:
        await (await opened(demonstration(tmp_path, port=0))).close()

    asyncio.run(made_up())

    url = f"sqlite:///{tmp_path / 'simulator.sqlite'}"
    said = refused(**WHO, SPARKPLUG_DATABASE_URL=url)

    assert "The simulator filled" in said
    assert "Set SPARKPLUG_DATABASE_URL to another database" in said


async def test_two_do_not_serve_from_one_file(serve: Serve, tmp_path: Path) -> None:
    first = await serve()
    await first.says("Sparkplug is running")
    second = await serve()
    assert await second.ends() == 1

    file = tmp_path / "data" / "sparkplug.sqlite"
    assert second.said.startswith(f"Error: Another Sparkplug is running on {file}.")
    await first.kill()
    third = await serve()
    await third.says("Sparkplug is running")


async def test_two_do_not_simulate_on_one_file(tmp_path: Path) -> None:
    async def simulate() -> Command:
        return await Command(tmp_path, "simulate", "--port", str(free_port())).start()

    first = await simulate()
    try:
        await first.says("Ctrl-C stops it")
        second = await simulate()
        assert await second.ends() == 1
        file = tmp_path / "simulator.sqlite"
        assert second.said.startswith(f"Error: Another Sparkplug is running on {file}.")
    finally:
        await first.kill()


def test_a_busy_port_is_named(refused: Refused) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        said = refused(**WHO | webhook_at(port))

    assert f"I can't listen at 127.0.0.1, port {port}" in said
    assert "SPARKPLUG_PORT" in said


def test_a_folder_that_cannot_be_written_is_named(refused: Refused, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")

    said = refused(**WHO, SPARKPLUG_DATA_DIR=str(tmp_path / "file" / "data"))

    assert f"I can't write in {tmp_path / 'file' / 'data'}" in said


def test_what_is_no_database_and_no_key_is_left_alone(refused: Refused, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "sparkplug.sqlite").write_bytes(b"a letter to my aunt" * 100)
    assert "is not a database, or is damaged" in refused(**WHO)

    (tmp_path / "sparkplug.key").write_text("{}")
    assert "is no key file" in refused(**WHO)
    assert (tmp_path / "sparkplug.key").read_text() == "{}"


def test_a_database_server_out_of_reach_is_named_without_its_password(refused: Refused) -> None:
    url = f"postgresql://bot:hidden@127.0.0.1:{free_port()}/sparkplug"

    said = refused(**WHO, SPARKPLUG_DATABASE_URL=url)

    assert "can't be reached" in said
    assert "hidden" not in said
