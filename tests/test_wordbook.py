"""`sparkplug words`: all that people can read, in one place."""

import re
from pathlib import Path

import pytest

from bot.wordbook import words_of
from handlers import library
from handlers.wording import LANGUAGES, locale_files
from tests.test_house import ENGLISH
from tests.typed import Say


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_there_once_under_its_feature(language: str) -> None:
    lines = list(words_of(language))

    listed = [line[3:-1] for line in lines if line.startswith("- `")]
    said = [key for key in ENGLISH if not key.endswith("-said")]
    assert sorted(listed) == sorted([*said, *library.ours()])
    features = [line.removeprefix("## ") for line in lines if line.startswith("## ")]
    files = [file.name.removesuffix(".ftl") for file in locale_files(language)]
    assert features == [*files, "library"]


def test_words_that_differ_by_a_value_are_all_there() -> None:
    text = "\n".join(words_of("en"))

    assert "> One message from me:" in text
    assert "> 4 messages from me:" in text
    assert "I can't look at photos." in text
    assert "I can only read words." in text
    assert not re.search(r"\{ ?\$", text)


def test_welsh_has_all_its_plurals() -> None:
    text = "\n".join(words_of("cy"))

    assert "# What people can read: Cymraeg" in text
    assert "> Un neges gennyf i:" in text


def test_they_are_written_to_a_file_for_those_who_sign_them(sparkplug: Say, tmp_path: Path) -> None:
    assert sparkplug("words", "--language", "cy", "--out", "words.md").exit_code == 0

    assert (tmp_path / "words.md").read_text("utf-8").startswith("# What people can read: Cymraeg")
    assert sparkplug("words").stdout.startswith("# What people can read: English")
