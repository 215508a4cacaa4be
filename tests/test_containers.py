"""The container files, as far as they can be tried without a container engine."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from dotenv import dotenv_values

from bot.settings import read

ROOT = Path(__file__).parent.parent
COMPOSE = ("compose.yaml", "compose.postgres.yaml")


def compose(name: str) -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))
    return read


def test_the_dockerfile_has_no_known_fault() -> None:
    hadolint = Path(sys.executable).with_name("hadolint")
    found = subprocess.run([hadolint, ROOT / "Dockerfile"], capture_output=True, text=True)

    assert found.stdout == ""
    assert found.returncode == 0


def test_the_image_runs_as_an_ordinary_user_and_tells_its_health() -> None:
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()

    assert "USER 10001" in lines
    assert any('CMD ["sparkplug", "check", "--alive"]' in line for line in lines)
    assert any("--require-hashes" in line for line in lines)


def test_the_image_is_made_of_what_the_wheel_is_made_of() -> None:
    copied = set(re.findall(r"^COPY (\w+) \w+$", (ROOT / "Dockerfile").read_text(), re.MULTILINE))
    let_in = set(re.findall(r"^!(\w+)$", (ROOT / ".dockerignore").read_text(), re.MULTILINE))

    assert copied == {"bot", "handlers", "scheduler", "storage"}
    assert copied <= let_in


@pytest.mark.parametrize("name", COMPOSE)
def test_a_composition_opens_no_port_and_comes_back_after_a_crash(name: str) -> None:
    for service in compose(name)["services"].values():
        assert "ports" not in service
        assert service["restart"] == "unless-stopped"


@pytest.mark.parametrize("name", COMPOSE)
def test_the_bot_may_write_in_its_volumes_alone_and_its_key_is_in_none_with_the_data(
    name: str,
) -> None:
    composition = compose(name)
    bot = composition["services"]["bot"]

    assert bot["read_only"] is True
    assert bot["cap_drop"] == ["ALL"]
    assert {"data:/data", "keys:/keys"} <= set(bot["volumes"])
    for service in composition["services"].values():
        for volume in service["volumes"]:
            assert volume.split(":")[0] in composition["volumes"]


@pytest.mark.parametrize("name", COMPOSE)
def test_the_nightly_backup_is_a_sound_script(name: str) -> None:
    backup = compose(name)["services"]["backup"]
    shell, _, script = backup.get("command") or backup["entrypoint"]

    subprocess.run([shell, "-n", "-c", script.replace("$$", "$")], check=True)


@pytest.mark.parametrize(("now", "seconds"), [(0, 7201), (7199, 2), (7200, 1), (7201, 86400)])
@pytest.mark.parametrize("name", COMPOSE)
def test_the_nightly_backup_waits_until_two(name: str, now: int, seconds: int) -> None:
    backup = compose(name)["services"]["backup"]
    script = (backup.get("command") or backup["entrypoint"])[2].replace("$$", "$")
    sum_ = re.search(r"sleep (\$\(\(.*?\)\)) &", script)
    assert sum_

    told = subprocess.run(
        ["sh", "-c", f"echo {sum_[1].replace('$(date -u +%s)', str(now))}"],
        check=True,
        capture_output=True,
        text=True,
    )
    assert int(told.stdout) == seconds


@pytest.mark.parametrize("name", COMPOSE)
def test_copies_are_kept_for_35_days(name: str, tmp_path: Path) -> None:
    backup = compose(name)["services"]["backup"]
    script = (backup.get("command") or backup["entrypoint"])[2]
    tidy = re.search(r"find /backups -name '(\S+)' .*", script)
    assert tidy
    young, old = (tmp_path / tidy[1].replace("*", day) for day in ("young", "old"))
    for file, days in ((young, 34.9), (old, 35.1)):
        file.touch()
        os.utime(file, times=(time.time() - days * 86_400,) * 2)

    subprocess.run(["sh", "-c", tidy[0].replace("/backups", str(tmp_path))], check=True)

    assert list(tmp_path.iterdir()) == [young]


def test_the_example_names_every_setting_and_only_those() -> None:
    source = (ROOT / "bot" / "settings.py").read_text(encoding="utf-8")
    settings = {f"SPARKPLUG_{name}" for name in re.findall(r'reader\.\w+\(\s*"([A-Z_]+)"', source)}
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    named = set(re.findall(r"^#?([A-Z_]+)=", example, re.MULTILINE))

    assert named - {"POSTGRES_PASSWORD"} == settings


def test_the_example_as_it_is_is_no_wrong_setting() -> None:
    given = {name: value or "" for name, value in dotenv_values(ROOT / ".env.example").items()}

    assert read(given)[1] == []
