"""Settings: read once, and what is wrong with them named at once."""

from pathlib import Path

import pytest

from bot.settings import Settings, WrongSettings, read, settings_in, to_run

TELEGRAM = {"SPARKPLUG_TELEGRAM_TOKEN": "123:abc"}
SLACK = {"SPARKPLUG_SLACK_BOT_TOKEN": "xoxb-1", "SPARKPLUG_SLACK_APP_TOKEN": "xapp-1"}
WHO = {
    "SPARKPLUG_ORGANISATION": "Fernleigh Together",
    "SPARKPLUG_NOTICE_URL": "https://www.fernleigh.example/privacy",
}
HOOK = {
    "SPARKPLUG_TELEGRAM_WEBHOOK_URL": "https://bot.fernleigh.example/telegram",
    "SPARKPLUG_TELEGRAM_WEBHOOK_SECRET": "between_us",
}


def test_nothing_set_is_enough_to_import_and_ask() -> None:
    assert settings_in({}) == Settings(
        data_dir=Path("data"),
        database_url="sqlite:///data/sparkplug.sqlite",
        key_file=Path("sparkplug.key"),
    )


def test_everything_can_be_set() -> None:
    given = {
        **TELEGRAM,
        **SLACK,
        **WHO,
        **HOOK,
        "SPARKPLUG_DATA_DIR": "/data",
        "SPARKPLUG_DATABASE_URL": "postgres://bot:secret@db/sparkplug",
        "SPARKPLUG_KEY_FILE": "/keys/sparkplug.key",
        "SPARKPLUG_NATION": "wales",
        "SPARKPLUG_TELEGRAM_API": "http://127.0.0.1:9000/",
        "SPARKPLUG_TELEGRAM_RATE": "100",
        "SPARKPLUG_SLACK_SIGNING_SECRET": "signed",
        "SPARKPLUG_SLACK_API": "http://127.0.0.1:9001/api",
        "SPARKPLUG_SLACK_RATE": "0.5",
        "SPARKPLUG_SLACK_CHECK_INS": "on",
        "SPARKPLUG_HOST": "0.0.0.0",
        "SPARKPLUG_PORT": "8443",
    }
    assert to_run(given) == Settings(
        data_dir=Path("/data"),
        database_url="postgresql://bot:secret@db/sparkplug",
        key_file=Path("/keys/sparkplug.key"),
        organisation="Fernleigh Together",
        notice_url="https://www.fernleigh.example/privacy",
        nation="Wales",
        telegram_token="123:abc",
        telegram_api="http://127.0.0.1:9000",
        telegram_webhook_url="https://bot.fernleigh.example/telegram",
        telegram_webhook_secret="between_us",
        telegram_rate=100.0,
        slack_bot_token="xoxb-1",
        slack_app_token="xapp-1",
        slack_signing_secret="signed",
        slack_api="http://127.0.0.1:9001/api/",
        slack_rate=0.5,
        slack_check_ins=True,
        host="0.0.0.0",
        port=8443,
    )


@pytest.mark.parametrize("given", [TELEGRAM, SLACK, TELEGRAM | HOOK, TELEGRAM | SLACK])
def test_one_platform_is_enough_to_run(given: dict[str, str]) -> None:
    assert to_run(WHO | given).organisation == "Fernleigh Together"


WRONG = [
    ({}, "TELEGRAM_WEBHOOK_URL", "https://a.example/t", "needs SPARKPLUG_TELEGRAM_WEBHOOK_SECRET"),
    ({}, "TELEGRAM_WEBHOOK_SECRET", "word", "no use without SPARKPLUG_TELEGRAM_WEBHOOK_URL"),
    (HOOK, "TELEGRAM_TOKEN", "", "WEBHOOK_URL needs SPARKPLUG_TELEGRAM_TOKEN"),
    (TELEGRAM | HOOK, "TELEGRAM_WEBHOOK_URL", "http://a.example/t", "must begin with https://"),
    (TELEGRAM | HOOK, "TELEGRAM_WEBHOOK_URL", "https://a.example/health", "path that is not taken"),
    (TELEGRAM | HOOK, "TELEGRAM_WEBHOOK_URL", "bot.example", "must be a web address"),
    (TELEGRAM | HOOK, "TELEGRAM_WEBHOOK_SECRET", "with blanks", "letters, digits, _ and -"),
    ({}, "TELEGRAM_TOKEN", "abc", "does not look right"),
    ({}, "TELEGRAM_API", "127.0.0.1:9000", "must be a web address"),
    ({}, "TELEGRAM_RATE", "nan", "must be a number above 0"),
    ({}, "TELEGRAM_RATE", "-1", "must be a number above 0"),
    ({}, "SLACK_APP_TOKEN", "xapp-1", "APP_TOKEN needs SPARKPLUG_SLACK_BOT_TOKEN"),
    ({}, "SLACK_SIGNING_SECRET", "s", "SIGNING_SECRET needs SPARKPLUG_SLACK_BOT_TOKEN"),
    ({}, "SLACK_BOT_TOKEN", "xoxb-1", "BOT_TOKEN needs SPARKPLUG_SLACK_APP_TOKEN"),
    ({}, "SLACK_BOT_TOKEN", "xapp-1", "begins with xoxb-"),
    ({}, "SLACK_API", "https://slack.com/", "must end in /api/"),
    ({}, "SLACK_RATE", "often", "must be a number above 0"),
    ({}, "MEANING", "perhaps", "it can be on or off"),
    ({}, "SLACK_CHECK_INS", "perhaps", "it can be on or off"),
    ({}, "NATION", "Cornwall", "it can be England, Scotland, Wales, Northern Ireland"),
    ({}, "NOTICE_URL", "javascript:alert(1)", "must be a web address"),
    ({}, "NOTICE_URL", "https://a.example/ b", "must be a web address"),
    ({}, "DATABASE_URL", "mysql://a/b", "only SQLite and PostgreSQL"),
    ({}, "DATABASE_URL", "sqlite://", "must name a file"),
    ({}, "DATABASE_URL", "data/sparkplug.sqlite", "is no database address"),
    ({}, "PORT", "70000", "from 1 to 65535"),
    ({}, "PORT", "80.5", "from 1 to 65535"),
]


@pytest.mark.parametrize(("rest", "name", "value", "said"), WRONG)
def test_what_is_wrong_or_half_is_named(
    rest: dict[str, str], name: str, value: str, said: str
) -> None:
    with pytest.raises(WrongSettings, match="SPARKPLUG_") as wrong:
        settings_in(rest | {f"SPARKPLUG_{name}": value})

    assert [problem for problem in wrong.value.problems if said in problem]


def test_all_that_is_wrong_is_named_at_once() -> None:
    with pytest.raises(WrongSettings) as wrong:
        to_run({"SPARKPLUG_PORT": "x", "SPARKPLUG_SLACK_APP_TOKEN": "xapp-1"})

    first_words = [problem.split()[0] for problem in wrong.value.problems]
    assert first_words == [
        "SPARKPLUG_PORT",
        "SPARKPLUG_SLACK_APP_TOKEN",
        "There",
        "SPARKPLUG_ORGANISATION",
        "SPARKPLUG_NOTICE_URL",
    ]


def test_no_problem_repeats_a_secret() -> None:
    secret = "hush hush"
    names = ("TELEGRAM_TOKEN", "TELEGRAM_WEBHOOK_SECRET", "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN")
    given = {f"SPARKPLUG_{name}": secret for name in names}
    given |= {"SPARKPLUG_DATABASE_URL": f"mysql://bot:{secret}@db/x"}

    _, problems = read(given)

    assert len(problems) >= 5
    assert not [problem for problem in problems if secret in problem]


LOOPBACK = {"SPARKPLUG_TELEGRAM_API": "http://127.0.0.1:9000"}


@pytest.mark.parametrize(
    ("given", "alone"),
    [
        ({}, False),
        (LOOPBACK, True),
        ({"SPARKPLUG_TELEGRAM_API": "http://localhost:9000"}, True),
        ({"SPARKPLUG_TELEGRAM_API": "http://127.0.0.1.evil.example"}, False),
        (LOOPBACK | SLACK, False),
        (LOOPBACK | SLACK | {"SPARKPLUG_SLACK_API": "http://[::1]:9000/api/"}, True),
    ],
)
def test_whether_every_platform_is_played_on_this_machine(
    given: dict[str, str], alone: bool
) -> None:
    assert settings_in(given).on_loopback_alone is alone
