"""The story of a question, with the bot killed in the midst of some of its steps."""

from pathlib import Path

import pytest

from tests.story import tell

SENT, PASSED_ON, REPLIED = 3, 5, 7
"""Steps that say something on both platforms at once."""


@pytest.mark.timeout(600)
async def test_a_question_is_neither_lost_nor_doubled_by_a_kill(tmp_path: Path) -> None:
    await tell(tmp_path, kills=(SENT, PASSED_ON, REPLIED), seed=20261122)


@pytest.mark.timeout(600)
async def test_a_card_that_is_there_is_not_posted_again(tmp_path: Path) -> None:
    await tell(tmp_path, kills=(), posted=(SENT, PASSED_ON), seed=1)
