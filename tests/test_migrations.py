"""Migrations: all of one or nothing, by one process at a time."""

import asyncio
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy.exc import OperationalError

from storage.migrations import VERSIONS, BrokenReferences, migrate, newest
from tests.serving import clean

FIRST = """
import sqlalchemy as sa
from alembic import op

revision = "1"
down_revision = None


def upgrade():
    op.create_table("street", sa.Column("id", sa.Integer, primary_key=True))
    op.create_table(
        "house", sa.Column("street", sa.Integer, sa.ForeignKey("street.id", ondelete="CASCADE"))
    )
    op.execute("INSERT INTO street (id) VALUES (1)")
    op.execute("INSERT INTO house (street) VALUES (1)")
"""
SECOND = """
import sqlalchemy as sa
from alembic import op

revision = "2"
down_revision = "1"


def upgrade():
    op.create_table("town", sa.Column("id", sa.Integer, primary_key=True))
    with op.batch_alter_table("street") as street:
        street.add_column(sa.Column("name", sa.String))
    op.execute("{last}")
"""


def stored(file: Path) -> list[str]:
    """All that a database holds, as SQL."""
    with closing(sqlite3.connect(file)) as database:
        return list(database.iterdump())


def written(folder: Path, *steps: str) -> Path:
    """Versions in a folder of their own."""
    folder.mkdir(exist_ok=True)
    for number, step in enumerate(steps, 1):
        (folder / f"{number}.py").write_text(step)
    return folder


@pytest.mark.parametrize(
    ("last", "refusal"),
    [
        ("INSERT INTO nowhere VALUES (1)", OperationalError),
        ("DELETE FROM street", BrokenReferences),
    ],
)
def test_a_migration_that_fails_leaves_the_database_as_it_was(
    tmp_path: Path, last: str, refusal: type[Exception]
) -> None:
    url, file = f"sqlite:///{tmp_path / 'old.sqlite'}", tmp_path / "old.sqlite"
    migrate(url, written(tmp_path / "versions", FIRST))
    before = stored(file)
    versions = written(tmp_path / "versions", FIRST, SECOND.format(last=last))

    for _ in range(2):
        with pytest.raises(refusal):
            migrate(url, versions)
        assert stored(file) == before

    migrate(url, written(tmp_path / "versions", FIRST, SECOND.format(last="SELECT 1")))
    assert 'INSERT INTO "house" VALUES(1);' in stored(file)


def test_a_first_migration_that_fails_leaves_nothing(tmp_path: Path) -> None:
    url, file = f"sqlite:///{tmp_path / 'new.sqlite'}", tmp_path / "new.sqlite"
    broken = written(tmp_path / "versions", FIRST.replace("VALUES (1)", "VALUES ('one', 2)"))

    with pytest.raises(OperationalError):
        migrate(url, broken)

    assert stored(file) == ["BEGIN TRANSACTION;", "COMMIT;"]


async def test_processes_that_start_together_migrate_one_after_the_other(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new.sqlite'}"
    code = f"from storage.migrations import migrate; print(); input(); migrate({url!r})"
    starting = [
        await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", code),
            env=clean({}),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        for _ in range(4)
    ]
    for each in starting:
        assert each.stdout
        await each.stdout.readline()  # ready to begin

    ended = await asyncio.gather(*(each.communicate(b"\n") for each in starting))

    assert [error.decode()[-500:] for _, error in ended if error] == []
    migrate(f"sqlite:///{tmp_path / 'alone.sqlite'}")
    # A table that was replaced gets its indexes again in any order.
    assert sorted(stored(tmp_path / "new.sqlite")) == sorted(stored(tmp_path / "alone.sqlite"))


def test_the_steps_follow_each_other_by_their_numbers() -> None:
    numbers = sorted(file.stem.partition("_")[0] for file in VERSIONS.glob("[0-9]*.py"))
    config = Config()
    config.set_main_option("script_location", "storage:migrations")
    walked = ScriptDirectory.from_config(config).walk_revisions()

    assert [step.revision for step in walked] == numbers[::-1]
    assert newest(VERSIONS) == numbers[-1]
