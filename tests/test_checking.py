"""`sparkplug check` and `sparkplug setup`: what is well, what is not, and what to do."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from socket import gethostname

import pytest
from click.testing import Result

from bot.simulating import demonstration, opened
from bot.simulator.server import Simulator
from bot.simulator.slack import APP_TOKEN, SIGNING_SECRET, TOKEN
from storage import administrators, inbox, installation, mailbox, teams
from storage.pots import Pot
from tests.serving import Command, free_port, settings_for
from tests.typed import WHO, Say, database_in, keep_sample

# --- check ----------------------------------------------------------------------------------


def marks(answer: Result) -> dict[str, int]:
    """How often each mark stands in what a check says."""
    return Counter(line[0] for line in answer.stdout.splitlines() if line[:1] in "✓!✗" and line)


def test_a_check_of_nothing_says_how_to_begin(sparkplug: Say, tmp_path: Path) -> None:
    answer = sparkplug("check")

    assert answer.exit_code == 1
    assert "✗ There is no token" in answer.stdout
    assert "→ sparkplug setup" in answer.stdout
    assert "! There is no database at sqlite:///data/sparkplug.sqlite yet." in answer.stdout
    assert list(tmp_path.iterdir()) == []


def test_a_check_finds_what_needs_somebody(sparkplug: Say, tmp_path: Path) -> None:
    now = datetime.now(UTC)
    keep_sample(tmp_path)
    words = b"words that are nobody's business"

    async def go_wrong() -> None:
        async with database_in(tmp_path) as database, database.transaction() as session:
            letter = await mailbox.post(
                session,
                words,
                platform="telegram",
                address="5551234",
                person_id=None,
                language="en",
                kind=mailbox.Kind.ANSWER,
                now=now,
            )
            await mailbox.give_up(session, letter, "unreachable", now)
            await inbox.note(session, "telegram", ["77"], now)
            await inbox.finish(session, "telegram", "77", now, "c0ffee KeyError")
            await installation.note_tick(session, gethostname(), now - timedelta(hours=3))
            session.add(
                Pot(
                    ref="old",
                    title="Old",
                    funder="",
                    summary="",
                    currency="GBP",
                    areas=[],
                    themes=[],
                    who_can_apply=[],
                    match_funding="no",
                    url="",
                    contact="",
                    source="",
                    last_verified_on=None,
                )
            )

    asyncio.run(go_wrong())
    (tmp_path / "sparkplug.key").chmod(0o644)

    answer = sparkplug("check", **WHO)

    for said in (
        "can be read by others (mode 644)",
        "→ chmod 600",
        "The bot is not running: it last ticked 3 hours ago.",
        "1 messages of the last week couldn't be delivered.",
        "telegram answer: unreachable",
        "1 messages to us could not be handled",
        "telegram 77: c0ffee KeyError",
        "pots are to be asked",
        "sparkplug fresh says whom to ask.",
        "These help lines have not been confirmed for 90 days, or never",
        "There is no administrator.",
    ):
        assert said in answer.stdout
    assert answer.exit_code == 1
    assert "nobody's business" not in answer.stdout
    assert "5551234" not in answer.stdout


def test_a_check_tells_where_nobody_can_ask_and_which_team_gets_nothing(
    sparkplug: Say, tmp_path: Path
) -> None:
    keep_sample(tmp_path)
    assert "No team is connected" in sparkplug("check", **WHO).stdout
    now = datetime.now(UTC)

    async def connect() -> None:
        async with database_in(tmp_path) as database, database.transaction() as session:
            await administrators.add(
                session, "slack", "U0MOIRA", administrators.Role.ADMINISTRATOR, now
            )
            for name, private in (("Parks", True), ("Roads", False)):
                team = await teams.look_at(session, "slack", name, now)
                team.name, team.private = name, private
                team.proposed_at = team.approved_at = now
                await session.flush()
                await teams.set_areas(session, team.id, ["AR04"])

    asyncio.run(connect())
    told = " ".join(sparkplug("check", **WHO).stdout.split())

    assert "The team Roads gets no questions: everybody in the workspace can read its" in told
    assert "No team is the front door" in told
    without = told.partition("Areas without a team, where people can't ask: ")[2]
    assert "Canalside" in without
    assert "Brookside" not in without
    assert "Severdale" not in without
    assert "There is one administrator, who can never be away." in told


def test_a_check_names_a_key_beside_the_data_and_made_up_data(
    sparkplug: Say, tmp_path: Path
) -> None:
    async def simulated() -> None:
        await (await opened(demonstration(tmp_path, port=0))).close()

    asyncio.run(simulated())

    answer = sparkplug(
        "check",
        **WHO,
        SPARKPLUG_DATA_DIR=str(tmp_path),
        SPARKPLUG_KEY_FILE=str(tmp_path / "simulator.key"),
        SPARKPLUG_DATABASE_URL=f"sqlite:///{tmp_path / 'simulator.sqlite'}",
    )

    assert "is in the data folder, so a copy of the folder opens itself." in answer.stdout
    assert "✗ The simulator filled this database with a made-up area." in answer.stdout


def test_a_check_names_a_key_beside_a_database_that_is_elsewhere(
    sparkplug: Say, tmp_path: Path
) -> None:
    (tmp_path / "sparkplug.key").touch(mode=0o600)

    answer = sparkplug("check", **WHO, SPARKPLUG_DATABASE_URL=f"sqlite:///{tmp_path / 'x.sqlite'}")

    assert "is in the data folder, so a copy of the folder opens itself." in answer.stdout


@pytest.mark.parametrize(("age", "status"), [(None, 1), (5, 0), (59, 0), (61, 1)])
def test_alive_is_whoever_ticked_within_a_minute(
    sparkplug: Say, tmp_path: Path, age: int | None, status: int
) -> None:
    async def tick() -> None:
        async with database_in(tmp_path) as database, database.transaction() as session:
            if age is not None:
                ago = datetime.now(UTC) - timedelta(seconds=age)
                await installation.note_tick(session, gethostname(), ago)

    asyncio.run(tick())

    answer = sparkplug("check", "--alive")

    assert (answer.exit_code, answer.output) == (status, "")


def test_what_ticks_on_another_machine_says_nothing_of_this_one(
    sparkplug: Say, tmp_path: Path
) -> None:
    async def tick() -> None:
        async with database_in(tmp_path) as database, database.transaction() as session:
            now = datetime.now(UTC)
            await installation.note_tick(session, gethostname(), now - timedelta(minutes=5))
            await installation.note_tick(session, "another", now)

    asyncio.run(tick())

    assert sparkplug("check", "--alive").exit_code == 1
    assert "The bot is running" in sparkplug("check", **WHO).stdout


async def test_machines_that_are_gone_for_a_week_are_forgotten(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    async with database_in(tmp_path) as database, database.transaction() as session:
        for host, days in (("gone", 8), ("here", 6)):
            await installation.note_tick(session, host, now - timedelta(days=days))
        await installation.note(session, installation.SIMULATED, now - timedelta(days=100))

        await installation.forget_ticks(session, now - timedelta(days=7))

        assert await installation.ticked(session, "gone") is None
        assert await installation.ticked(session, "here") == now - timedelta(days=6)
        assert await installation.ticked(session) == now - timedelta(days=6)
        assert await installation.noted(session, installation.SIMULATED)


def test_nothing_is_not_alive_and_nothing_is_made(sparkplug: Say, tmp_path: Path) -> None:
    assert sparkplug("check", "--alive").exit_code == 1
    assert list(tmp_path.iterdir()) == []


# --- setup ----------------------------------------------------------------------------------


@pytest.fixture
async def simulator() -> AsyncIterator[Simulator]:
    from bot.clock import WallClock

    simulator = Simulator(WallClock())
    await simulator.start()
    yield simulator
    await simulator.stop()


async def test_setup_tries_the_tokens_and_writes_what_run_needs(
    simulator: Simulator, tmp_path: Path
) -> None:
    env = tmp_path / ".env"
    env.write_text("# Ours\nTZ=Europe/London\nSPARKPLUG_NATION=Wales\nexport OTHER='a b'\n")
    api = simulator.telegram_api
    answers = [
        *("", "Fernleigh's Together", "nonsense", "https://www.fernleigh.example/privacy", ""),
        *("not a token", "1:mistyped", "n", simulator.account.token, "n", ""),
    ]
    setup = Command(tmp_path, "setup", SPARKPLUG_TELEGRAM_API=api)

    assert await (await setup.start("\n".join([*answers, ""]))).ends() == 0

    for said in (
        "This is needed.",
        "must be a web address",
        "does not look right",
        "Telegram does not know this token.",
        "Telegram knows the token; it is @",
        "sparkplug run",
    ):
        assert said in setup.said
    assert env.read_text() == (
        "# Ours\nTZ=Europe/London\nSPARKPLUG_NATION=Wales\nexport OTHER='a b'\n"
        "SPARKPLUG_ORGANISATION='Fernleigh\\'s Together'\n"
        "SPARKPLUG_NOTICE_URL=https://www.fernleigh.example/privacy\n"
        f"SPARKPLUG_TELEGRAM_TOKEN={simulator.account.token}\n"
    )
    assert env.stat().st_mode & 0o777 == 0o600

    # What it wrote is enough to run, and is offered when it is asked again.
    bot = await Command(tmp_path, "run", SPARKPLUG_TELEGRAM_API=api).start()
    await bot.says("Sparkplug is running: Telegram by polling.")
    await bot.kill()
    before = env.read_text()
    again = Command(tmp_path, "setup", SPARKPLUG_TELEGRAM_API=api)
    assert await (await again.start("\n" * 6)).ends() == 0
    assert "[Fernleigh's Together]" in again.said
    assert simulator.account.token not in again.said
    assert env.read_text() == before


async def test_setup_makes_the_secret_of_a_webhook(simulator: Simulator, tmp_path: Path) -> None:
    setup = Command(tmp_path, "setup", **settings_for(simulator))
    answers = ["", "", "", "", "y", "http://bot.example/t", "https://bot.example/t", "", ""]

    assert await (await setup.start("\n".join(answers))).ends() == 0

    kept = dict(line.split("=", 1) for line in (tmp_path / ".env").read_text().splitlines())
    assert kept["SPARKPLUG_TELEGRAM_WEBHOOK_URL"] == "https://bot.example/t"
    assert len(kept["SPARKPLUG_TELEGRAM_WEBHOOK_SECRET"]) == 43


async def test_setup_connects_slack_by_socket_mode(simulator: Simulator, tmp_path: Path) -> None:
    api = {"SPARKPLUG_SLACK_API": simulator.slack_api}
    answers = [
        *("Fernleigh Together", "https://www.fernleigh.example/privacy", "Wales", ""),
        *("a-token", "xoxb-mistyped", APP_TOKEN, "n"),
        *(TOKEN, "xoxb-of-the-bot", "xapp-mistyped", "n"),
        *(TOKEN, APP_TOKEN),
    ]
    setup = Command(tmp_path, "setup", **api)

    assert await (await setup.start("\n".join([*answers, ""]))).ends() == 0

    for said in (
        "SPARKPLUG_SLACK_BOT_TOKEN does not look right: it begins with xoxb-",
        "✗ Slack does not take SPARKPLUG_SLACK_BOT_TOKEN (invalid_auth).",
        "SPARKPLUG_SLACK_APP_TOKEN does not look right: it begins with xapp-",
        "✗ Slack does not take SPARKPLUG_SLACK_APP_TOKEN (invalid_auth).",
        "✓ Slack knows the tokens; they are ",
    ):
        assert said in setup.said
    assert "Signing secret" not in setup.said
    assert (tmp_path / ".env").read_text() == (
        "SPARKPLUG_ORGANISATION='Fernleigh Together'\n"
        "SPARKPLUG_NOTICE_URL=https://www.fernleigh.example/privacy\n"
        "SPARKPLUG_NATION=Wales\n"
        f"SPARKPLUG_SLACK_BOT_TOKEN={TOKEN}\n"
        f"SPARKPLUG_SLACK_APP_TOKEN={APP_TOKEN}\n"
    )

    bot = await Command(tmp_path, "run", **api).start()
    await bot.says("Sparkplug is running: Slack by Socket Mode.")
    await bot.kill()


async def test_setup_connects_slack_over_http_where_there_is_no_app_token(
    simulator: Simulator, tmp_path: Path
) -> None:
    port = str(free_port())
    more = {"SPARKPLUG_SLACK_API": simulator.slack_api, "SPARKPLUG_PORT": port}
    answers = [
        *("Fernleigh Together", "https://www.fernleigh.example/privacy", "Wales"),
        *("", ""),  # neither Telegram nor Slack: it asks again
        *("", TOKEN, "", "", SIGNING_SECRET),
    ]
    setup = Command(tmp_path, "setup", **more)

    assert await (await setup.start("\n".join([*answers, ""]))).ends() == 0

    assert "It needs one of the two" in setup.said
    assert "This is needed." in setup.said
    kept = dict(line.split("=", 1) for line in (tmp_path / ".env").read_text().splitlines())
    assert kept["SPARKPLUG_SLACK_BOT_TOKEN"] == TOKEN
    assert kept["SPARKPLUG_SLACK_SIGNING_SECRET"] == SIGNING_SECRET
    assert "SPARKPLUG_SLACK_APP_TOKEN" not in kept

    bot = await Command(tmp_path, "run", **more).start()
    await bot.says("Sparkplug is running: Slack by HTTP.")
    await bot.kill()

    # Asked again, it offers what is set, and shows no secret.
    again = Command(tmp_path, "setup", **more)
    assert await (await again.start("\n" * 9)).ends() == 0
    assert "the one that is set" in again.said
    for secret in (TOKEN, SIGNING_SECRET + "]"):
        assert secret not in again.said


async def test_a_setup_that_is_left_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("TZ=Europe/London\n")
    setup = Command(tmp_path, "setup")

    assert await (await setup.start("Fernleigh Together\n")).ends() == 1

    assert "Aborted!" in setup.said
    assert [each.name for each in tmp_path.iterdir()] == [".env"]  # noqa: ASYNC240
    assert (tmp_path / ".env").read_text() == "TZ=Europe/London\n"


async def test_a_check_beside_a_running_bot_is_well(simulator: Simulator, tmp_path: Path) -> None:
    settings = settings_for(simulator) | {"SPARKPLUG_NATION": "England"}
    bot = await Command(tmp_path, "run", **settings).start()
    await bot.says("Sparkplug is running")

    check = Command(tmp_path, "check", **settings)
    alive = Command(tmp_path, "check", "--alive", **settings)

    assert await (await check.start()).ends() == 0
    assert "✓ Telegram knows the token" in check.said
    assert "✓ The bot is running" in check.said
    assert await (await alive.start()).ends() == 0
    await bot.kill()
