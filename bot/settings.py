"""The environment, read once, as one frozen `Settings`. Each setting is in the README."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

NATIONS = ("England", "Scotland", "Wales", "Northern Ireland")
UK = ZoneInfo("Europe/London")
TELEGRAM = "https://api.telegram.org"


class WrongSettings(Exception):
    """What is wrong with the settings, a line each, in words for whoever set them."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Settings:
    """All that an installation can set."""

    data_dir: Path
    database_url: str
    key_file: Path
    organisation: str = ""
    notice_url: str = ""
    nation: str = ""
    zone: ZoneInfo = UK
    telegram_token: str = ""
    telegram_api: str = TELEGRAM
    telegram_rate: float = 28.0
    """Messages a second, all chats together."""
    port: int = 8080


def settings_in(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings of an environment.

    Raises:
        WrongSettings: naming every one that is wrong.
    """
    read = _Reader(environment)
    data_dir = Path(read.text("DATA_DIR", "data"))
    settings = Settings(
        data_dir=data_dir,
        database_url=read.text("DATABASE_URL", f"sqlite:///{data_dir / 'sparkplug.sqlite'}"),
        key_file=Path(read.text("KEY_FILE", str(data_dir.parent / "sparkplug.key"))),
        organisation=read.text("ORGANISATION"),
        notice_url=read.text("NOTICE_URL"),
        nation=read.one_of("NATION", NATIONS),
        telegram_token=read.text("TELEGRAM_TOKEN"),
        telegram_api=read.text("TELEGRAM_API", TELEGRAM).rstrip("/"),
        telegram_rate=read.number("TELEGRAM_RATE", 28.0),
        port=int(read.number("PORT", 8080)),
    )
    if read.problems:
        raise WrongSettings(read.problems)
    return settings


class _Reader:
    """Reads settings one by one and collects what is wrong with them."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self.problems: list[str] = []

    def text(self, name: str, default: str = "") -> str:
        return self._environment.get(f"SPARKPLUG_{name}", "").strip() or default

    def one_of(self, name: str, choices: tuple[str, ...]) -> str:
        given = self.text(name)
        for choice in choices:
            if given.casefold() == choice.casefold():
                return choice
        if given:
            self.problems.append(f"SPARKPLUG_{name} is {given!r}; it can be {', '.join(choices)}.")
        return ""

    def number(self, name: str, default: float) -> float:
        given = self.text(name)
        try:
            value = float(given) if given else default
        except ValueError:
            value = 0
        if value <= 0:
            self.problems.append(f"SPARKPLUG_{name} is {given!r}; it must be a number above 0.")
            return default
        return value
