"""`sparkplug run`: what it serves, what it survives, and what it refuses, in words."""

import signal
import socket
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.clock import PushedClock
from bot.simulating import demonstration, opened
from bot.simulator.server import Simulator
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


async def refused(bot: Command) -> str:
    """What it says when it refuses to start: a sentence, never a traceback."""
    assert await bot.ends() == 1
    assert "Traceback" not in bot.said
    return bot.said.strip()


# --- Serving --------------------------------------------------------------------------------


@pytest.mark.parametrize("slack_way", ["Socket Mode", "HTTP"])
@pytest.mark.parametrize("telegram_way", ["polling", "webhook"])
async def test_a_kill_between_two_messages_loses_nothing(
    simulator: Simulator, serve: Serve, telegram_way: str, slack_way: str
) -> None:
    port = free_port()
    settings = {"SPARKPLUG_PORT": str(port)}
    settings |= webhook_at(port) if telegram_way == "webhook" else {}
    settings |= slack_settings(simulator, over_http=slack_way == "HTTP")
    bot = await serve(**settings)
    await bot.says(f"Sparkplug is running: Telegram by {telegram_way}, Slack by {slack_way}.")
    if slack_way == "HTTP":
        await simulator.send_events_to(f"http://127.0.0.1:{port}/slack/events")
    moira = simulator.workspace.meet("Moira", "en").id

    def both_have_heard(words: str) -> bool:
        told = heard(simulator, ana.id), heard_on_slack(simulator, moira)
        return all(any(words in each for each in texts) for texts in told)

    ana = simulator.phones.meet("Ana Ng")
    simulator.phones.say(ana.id, "?!")
    simulator.workspace.say(moira, "?!", "dm")
    await until(lambda: both_have_heard("I could not read anything in that."))
    await bot.kill()
    simulator.phones.say(ana.id, "hello")
    simulator.workspace.say(moira, "hello", "dm")
    bot = await serve(**settings)
    await bot.says("Sparkplug is running")
    # Slack tries again at once, and after a minute.
    await simulator.push_clock(simulator.clock.now() + timedelta(minutes=1))
    await until(lambda: both_have_heard("Ask me about money for your group"))
    assert await bot.ends(signal.SIGTERM) == 0


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
async def test_it_stops_cleanly_within_five_seconds(
    simulator: Simulator, serve: Serve, how: signal.Signals
) -> None:
    bot = await serve()
    await bot.says("Sparkplug is running")
    asked = time.monotonic()

    assert await bot.ends(how) == 0

    assert time.monotonic() - asked < 5
    assert "Traceback" not in bot.said


async def test_whoever_polls_removes_the_webhook_of_before(
    simulator: Simulator, serve: Serve
) -> None:
    port = free_port()
    bot = await serve(**webhook_at(port))
    await bot.says("by webhook")
    assert simulator.world.notes["webhook"]["url"] == f"http://127.0.0.1:{port}/telegram"
    await bot.ends(signal.SIGTERM)
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


# --- Refusing -------------------------------------------------------------------------------


async def test_a_clock_of_ones_own_is_for_the_simulator_alone(serve: Serve) -> None:
    bot = await serve("--now", "2031-03-04", SPARKPLUG_TELEGRAM_API="https://telegram.invalid")

    assert "--now is for trying things out against the simulator" in await refused(bot)


async def test_what_is_missing_is_named_at_once(tmp_path: Path) -> None:
    said = await refused(await Command(tmp_path, "run", SPARKPLUG_PORT="0").start())

    for name in ("no token", "ORGANISATION", "NOTICE_URL", "SPARKPLUG_PORT is '0'"):
        assert name in said
    assert not (tmp_path / "data").exists()


async def test_a_wrong_token_is_named(serve: Serve) -> None:
    said = await refused(await serve(SPARKPLUG_TELEGRAM_TOKEN="1:mistyped"))

    assert said == "Error: Telegram does not know this token. Check SPARKPLUG_TELEGRAM_TOKEN."


async def test_telegram_out_of_reach_is_said(serve: Serve) -> None:
    bot = await serve(SPARKPLUG_TELEGRAM_API=f"http://127.0.0.1:{free_port()}")

    assert "Telegram is out of reach" in await refused(bot)


async def test_made_up_data_are_not_shown_to_real_people(serve: Serve, tmp_path: Path) -> None:
    database = await opened(demonstration(tmp_path, port=0))
    await database.close()

    bot = await serve(SPARKPLUG_DATABASE_URL=f"sqlite:///{tmp_path / 'simulator.sqlite'}")

    said = await refused(bot)
    assert "The simulator filled" in said
    assert "Set SPARKPLUG_DATABASE_URL to another database" in said


async def test_the_same_data_imported_are_ordinary(serve: Serve, tmp_path: Path) -> None:
    sample = Path(__file__).parents[1] / "bot" / "sample"
    imported = Command(tmp_path, "import", "areas", str(sample / "areas.csv"))
    assert await (await imported.start()).ends() == 0

    bot = await serve()

    await bot.says("Sparkplug is running")


async def test_a_busy_port_is_named(serve: Serve) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        said = await refused(await serve(**webhook_at(port)))

    assert f"I can't listen at 127.0.0.1, port {port}" in said
    assert "SPARKPLUG_PORT" in said


async def test_a_folder_that_cannot_be_written_is_named(serve: Serve, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")

    said = await refused(await serve(SPARKPLUG_DATA_DIR=str(tmp_path / "file" / "data")))

    assert f"I can't write in {tmp_path / 'file' / 'data'}" in said


async def test_what_is_no_database_and_no_key_is_left_alone(serve: Serve, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "sparkplug.sqlite").write_bytes(b"a letter to my aunt" * 100)
    assert "is not a database, or is damaged" in await refused(await serve())

    (tmp_path / "sparkplug.key").write_text("{}")
    assert "is no key file" in await refused(await serve())
    assert (tmp_path / "sparkplug.key").read_text() == "{}"


async def test_a_database_server_out_of_reach_is_named_without_its_password(serve: Serve) -> None:
    url = f"postgresql://bot:hidden@127.0.0.1:{free_port()}/sparkplug"

    said = await refused(await serve(SPARKPLUG_DATABASE_URL=url))

    assert "can't be reached" in said
    assert "hidden" not in said
