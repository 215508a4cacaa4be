"""What the documents say is there, is there."""

import re
from pathlib import Path

import pytest

from bot.__main__ import main
from scheduler.imports.cells import squashed
from scheduler.imports.sheets import SHEETS
from storage.imports import Kind

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def settings() -> set[str]:
    return {
        f"SPARKPLUG_{name}"
        for name in re.findall(r'reader\.\w+\(\s*"([A-Z_]+)"', text("bot/settings.py"))
    }


def test_the_readme_explains_every_setting_and_no_other() -> None:
    explained = re.findall(r"^\| `(SPARKPLUG_\w+)` \|", text("README.md"), re.MULTILINE)

    assert len(settings()) > 10
    assert set(explained) == settings()
    assert len(explained) == len(set(explained))


def section(kind: Kind) -> str:
    """What `docs/data.md` says of a kind of file."""
    *_, after = re.split(rf"^### {kind}$", text("docs/data.md"), maxsplit=1, flags=re.MULTILINE)
    return re.split(r"^##", after, maxsplit=1, flags=re.MULTILINE)[0]


@pytest.mark.parametrize("kind", Kind)
def test_every_column_of_a_file_is_explained(kind: Kind) -> None:
    told = squashed(section(kind))

    for column in SHEETS[kind].columns:
        assert any(squashed(heading) in told for heading in column.headings), column.name


@pytest.mark.parametrize("kind", Kind)
def test_every_column_that_is_needed_is_bold(kind: Kind) -> None:
    bold = {squashed(name) for name in re.findall(r"\*\*(.+?)\*\*", section(kind))}

    for column in SHEETS[kind].columns:
        named = {squashed(heading) for heading in column.headings} & bold
        assert bool(named) == column.needed, column.name


@pytest.mark.parametrize(
    "document",
    [each for each in DOCUMENTS if each.name != "README.md"],
    ids=lambda path: path.name,
)
def test_links_lead_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", document.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (document.parent / target).exists(), target


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_commands_that_are_named_exist(document: Path) -> None:
    said = document.read_text(encoding="utf-8")
    named = re.findall(r"(?:`|^\s*)(?:\.venv/bin/)?sparkplug ([a-z]+)\b", said, re.MULTILINE)

    assert set(named) <= set(main.commands)
