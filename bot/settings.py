"""The environment, read once, as one frozen `Settings`. Each setting is in the README.

A setting that is wrong, or of use only with another that is missing, is an error at the start, and
all of them are named at once. `settings_in` reads them for any command; `to_run` adds what
`sparkplug run` can't do without.
"""

import ipaddress
import math
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from storage.meaning import is_installed

NATIONS = ("England", "Scotland", "Wales", "Northern Ireland")
UK = ZoneInfo("Europe/London")
TELEGRAM = "https://api.telegram.org"
SLACK = "https://slack.com/api/"
OWN_PATHS = ("/health", "/metrics", "/slack/events")
"""Paths of our web server that no setting may claim."""


class WrongSettings(Exception):
    """What is wrong with the settings, a line each, in words for whoever set them."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Settings:
    """All that an installation can set; `port` is SPARKPLUG_PORT in the environment, and so on."""

    data_dir: Path
    """Where the database file is, and what else an installation keeps."""
    database_url: str
    """SQLAlchemy's form without a driver; SQLite or PostgreSQL."""
    key_file: Path
    """The key that opens what people wrote. Made at the first start, outside the data folder."""
    organisation: str = ""
    """Who runs this assistant, as people know them."""
    notice_url: str = ""
    """Where the privacy notice is."""
    nation: str = ""
    """Which national help lines to name; empty: all of them."""
    zone: ZoneInfo = UK
    telegram_token: str = ""
    """What BotFather gave; empty: no Telegram."""
    telegram_api: str = TELEGRAM
    """The base address, without the token and without a slash at its end."""
    telegram_webhook_url: str = ""
    """Where Telegram brings updates; empty: we ask for them."""
    telegram_webhook_secret: str = ""
    """What Telegram says with each of them, to prove that it is Telegram."""
    telegram_rate: float = 28.0
    """Messages a second, all chats together."""
    slack_bot_token: str = ""
    """xoxb-…; empty: no Slack."""
    slack_app_token: str = ""
    """xapp-…: events come by Socket Mode."""
    slack_signing_secret: str = ""
    """Without the app token: events come over HTTP, signed with it."""
    slack_api: str = SLACK
    """The base address, with a slash at its end."""
    slack_rate: float = 1.0
    """Messages a second to one channel."""
    slack_check_ins: bool = False
    """Whether people are asked in Slack, too, how their week was: their employer can export it."""
    host: str = "127.0.0.1"
    """The address of this machine that our web server listens on; 0.0.0.0: every one."""
    port: int = 8080
    """Where our web server listens, if a platform brings its updates."""

    feed_hosts: frozenset[str] = frozenset()
    """Hosts of feeds that may be on our own network, and without https."""

    meaning: bool = False
    """Whether answers are put in order by meaning, too, with the extra that does it."""

    @property
    def takes_webhooks(self) -> bool:
        """Whether a platform brings what comes in, so that we must listen for it."""
        return bool(self.telegram_webhook_url) or self.slack_over_http

    @property
    def slack_over_http(self) -> bool:
        """Whether Slack brings its events over HTTP."""
        return bool(self.slack_bot_token and self.slack_signing_secret and not self.slack_app_token)

    @property
    def on_loopback_alone(self) -> bool:
        """Whether every platform that we talk to is played on this machine."""
        return is_loopback(self.telegram_api) and (
            is_loopback(self.slack_api) or not self.slack_bot_token
        )


def settings_in(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings of an environment.

    Raises:
        WrongSettings: naming every one that is wrong.
    """
    settings, problems = read(environment)
    if problems:
        raise WrongSettings(problems)
    return settings


def to_run(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings of an environment that are enough to serve real people.

    Raises:
        WrongSettings: naming every one that is wrong or missing.
    """
    settings, problems = read(environment)
    problems += missing(settings)
    if problems:
        raise WrongSettings(problems)
    return settings


def missing(settings: Settings) -> list[str]:
    """What serving real people can't do without, a sentence each."""
    found = []
    if not (settings.telegram_token or settings.slack_bot_token):
        found.append(
            "There is no token, so there is nobody to talk to. Set SPARKPLUG_TELEGRAM_TOKEN to "
            "what BotFather gave you, or SPARKPLUG_SLACK_BOT_TOKEN. To try the bot without: "
            "sparkplug simulate"
        )
    if not settings.organisation:
        found.append("SPARKPLUG_ORGANISATION is missing: people are told who runs this assistant.")
    if not settings.notice_url:
        found.append("SPARKPLUG_NOTICE_URL is missing: people are told where the notice is.")
    return found


def read(environment: Mapping[str, str]) -> tuple[Settings, list[str]]:
    """The settings as far as they can be read, and what is wrong with them, a sentence each."""
    reader = _Reader(environment)
    data_dir = Path(reader.text("DATA_DIR", "data"))
    settings = Settings(
        data_dir=data_dir,
        database_url=reader.database("DATABASE_URL", f"sqlite:///{data_dir / 'sparkplug.sqlite'}"),
        key_file=Path(reader.text("KEY_FILE", str(data_dir.parent / "sparkplug.key"))),
        organisation=reader.text("ORGANISATION"),
        notice_url=reader.address("NOTICE_URL"),
        nation=reader.one_of("NATION", NATIONS),
        telegram_token=reader.shaped(
            "TELEGRAM_TOKEN", r"\d+:[\w-]+", "BotFather's look like 123:abc"
        ),
        telegram_api=reader.address("TELEGRAM_API", TELEGRAM).rstrip("/"),
        telegram_webhook_url=reader.address("TELEGRAM_WEBHOOK_URL"),
        telegram_webhook_secret=reader.shaped(
            "TELEGRAM_WEBHOOK_SECRET", r"[A-Za-z0-9_-]{1,256}", "letters, digits, _ and - alone"
        ),
        telegram_rate=reader.number("TELEGRAM_RATE", 28.0),
        slack_bot_token=reader.shaped("SLACK_BOT_TOKEN", r"xoxb-\S+", "it begins with xoxb-"),
        slack_app_token=reader.shaped("SLACK_APP_TOKEN", r"xapp-\S+", "it begins with xapp-"),
        slack_signing_secret=reader.text("SLACK_SIGNING_SECRET"),
        slack_api=reader.address("SLACK_API", SLACK).rstrip("/") + "/",
        slack_rate=reader.number("SLACK_RATE", 1.0),
        slack_check_ins=reader.switch("SLACK_CHECK_INS"),
        host=reader.text("HOST", "127.0.0.1"),
        port=reader.port("PORT", 8080),
        feed_hosts=reader.hosts("FEED_HOSTS"),
        meaning=reader.switch("MEANING"),
    )
    return settings, [*reader.problems, *_halves(settings, reader)]


def _halves(settings: Settings, reader: "_Reader") -> list[str]:
    """What is of no use alone, or can't be as it is."""
    webhook = settings.telegram_webhook_url
    halves = {
        "SPARKPLUG_TELEGRAM_WEBHOOK_URL needs SPARKPLUG_TELEGRAM_WEBHOOK_SECRET beside it: a word "
        "of your own choosing that proves that it is Telegram who calls.": (
            webhook and not reader.given("TELEGRAM_WEBHOOK_SECRET")
        ),
        "SPARKPLUG_TELEGRAM_WEBHOOK_SECRET is of no use without SPARKPLUG_TELEGRAM_WEBHOOK_URL.": (
            reader.given("TELEGRAM_WEBHOOK_SECRET") and not reader.given("TELEGRAM_WEBHOOK_URL")
        ),
        "SPARKPLUG_TELEGRAM_WEBHOOK_URL needs SPARKPLUG_TELEGRAM_TOKEN beside it.": (
            webhook and not reader.given("TELEGRAM_TOKEN")
        ),
        "SPARKPLUG_TELEGRAM_WEBHOOK_URL must begin with https://: Telegram calls no other.": (
            webhook and not webhook.startswith("https://") and not is_loopback(webhook)
        ),
        "SPARKPLUG_TELEGRAM_WEBHOOK_URL needs a path that is not taken, such as /telegram.": (
            webhook and urlsplit(webhook).path in OWN_PATHS
        ),
        "SPARKPLUG_SLACK_APP_TOKEN needs SPARKPLUG_SLACK_BOT_TOKEN beside it.": (
            reader.given("SLACK_APP_TOKEN") and not reader.given("SLACK_BOT_TOKEN")
        ),
        "SPARKPLUG_SLACK_SIGNING_SECRET needs SPARKPLUG_SLACK_BOT_TOKEN beside it.": (
            reader.given("SLACK_SIGNING_SECRET") and not reader.given("SLACK_BOT_TOKEN")
        ),
        "SPARKPLUG_SLACK_BOT_TOKEN needs SPARKPLUG_SLACK_APP_TOKEN beside it (Socket Mode), or "
        "SPARKPLUG_SLACK_SIGNING_SECRET (HTTP).": (
            reader.given("SLACK_BOT_TOKEN")
            and not reader.given("SLACK_APP_TOKEN")
            and not reader.given("SLACK_SIGNING_SECRET")
        ),
        "SPARKPLUG_MEANING=on needs the extra that does it: pip install 'sparkplug[meaning]'.": (
            settings.meaning and not is_installed()
        ),
        "SPARKPLUG_SLACK_API must end in /api/.": not settings.slack_api.endswith("/api/"),
    }
    return [problem for problem, is_so in halves.items() if is_so]


def is_loopback(url: str) -> bool:
    """Whether an address is on this machine alone."""
    host = urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class _Reader:
    """Reads settings one by one and collects what is wrong with them.

    No problem repeats what a secret setting says.
    """

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self.problems: list[str] = []

    def text(self, name: str, default: str = "") -> str:
        return self._environment.get(f"SPARKPLUG_{name}", "").strip() or default

    def given(self, name: str) -> bool:
        return bool(self.text(name))

    def shaped(self, name: str, pattern: str, hint: str) -> str:
        given = self.text(name)
        if given and not re.fullmatch(pattern, given, re.ASCII):
            self.problems.append(f"SPARKPLUG_{name} does not look right: {hint}.")
            return ""
        return given

    def address(self, name: str, default: str = "") -> str:
        given = self.text(name, default)
        try:
            parts = urlsplit(given)
            sound = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        except ValueError:
            sound = False
        if given and (not sound or not given.isprintable() or " " in given):
            self.problems.append(f"SPARKPLUG_{name} must be a web address, http:// or https://.")
            return default
        return given

    def hosts(self, name: str) -> frozenset[str]:
        given = [host.strip().lower() for host in self.text(name).split(",") if host.strip()]
        if wrong := [host for host in given if not re.fullmatch(r"[\w.-]+(:\d+)?", host, re.ASCII)]:
            self.problems.append(
                f"SPARKPLUG_{name} must be names of hosts with commas between them, such as "
                f"intranet.example.org or 10.0.0.5:8080: {wrong[0]!r} is none."
            )
            return frozenset()
        return frozenset(given)

    def database(self, name: str, default: str) -> str:
        given = re.sub("^postgres:", "postgresql:", self.text(name, default))
        try:
            url = make_url(given)
        except ArgumentError:
            self.problems.append(
                f"SPARKPLUG_{name} is no database address; sqlite:///data/sparkplug.sqlite and "
                "postgresql://user:password@host/name are."
            )
            return default
        backend = url.get_backend_name()
        if backend not in ("sqlite", "postgresql"):
            self.problems.append(
                f"SPARKPLUG_{name} names {backend}; only SQLite and PostgreSQL can be used."
            )
        elif backend == "sqlite" and url.database in (None, "", ":memory:"):
            self.problems.append(f"SPARKPLUG_{name} must name a file, to keep what it is told.")
        else:
            return given
        return default

    def one_of(self, name: str, choices: tuple[str, ...]) -> str:
        given = self.text(name)
        for choice in choices:
            if given.casefold() == choice.casefold():
                return choice
        if given:
            self.problems.append(f"SPARKPLUG_{name} is {given!r}; it can be {', '.join(choices)}.")
        return ""

    def switch(self, name: str) -> bool:
        given = self.text(name, "off").casefold()
        if given not in ("on", "off"):
            self.problems.append(f"SPARKPLUG_{name} is {given!r}; it can be on or off.")
        return given == "on"

    def number(self, name: str, default: float) -> float:
        given = self.text(name)
        try:
            value = float(given) if given else default
        except ValueError:
            value = 0
        if value <= 0 or not math.isfinite(value):
            self.problems.append(f"SPARKPLUG_{name} is {given!r}; it must be a number above 0.")
            return default
        return value

    def port(self, name: str, default: int) -> int:
        given = self.text(name)
        value = int(given) if given.isascii() and given.isdigit() else 0 if given else default
        if not 0 < value < 65536:
            self.problems.append(f"SPARKPLUG_{name} is {given!r}; it must be from 1 to 65535.")
            return default
        return value
