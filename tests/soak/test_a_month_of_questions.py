"""A month of 500 questions over Christmas and the New Year: what is true at every hour."""

import pytest

from storage.database import Database
from tests.month import lived

pytestmark = [pytest.mark.soak, pytest.mark.timeout(3600)]


@pytest.mark.parametrize("seed", range(3))
async def test_a_month_over_christmas(database: Database, seed: int) -> None:
    month = await lived(database, days=30, asks=500, seed=seed)

    assert month.done["ask"] == 500
    assert month.hours_looked_at > 29 * 24
