"""The kill test, for as long as one has patience: each seed is another twenty kills."""

from pathlib import Path

import pytest

from tests.kills import kill_while_people_write

pytestmark = [pytest.mark.soak, pytest.mark.timeout(600)]


@pytest.mark.parametrize("seed", range(15))
async def test_nothing_is_lost_or_done_twice(tmp_path: Path, seed: int) -> None:
    await kill_while_people_write(tmp_path, kills=20, seed=seed)
