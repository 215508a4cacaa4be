"""The story of a question, killed in the midst of every step, at moments that chance picks."""

from pathlib import Path

import pytest

from tests.story import STEPS, tell

pytestmark = [pytest.mark.soak, pytest.mark.timeout(1200)]


@pytest.mark.parametrize("seed", range(20))
async def test_a_question_is_neither_lost_nor_doubled(tmp_path: Path, seed: int) -> None:
    await tell(tmp_path, kills=range(STEPS), seed=seed)
