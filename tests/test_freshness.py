"""What was confirmed lately is said plainly, what was not is marked, and in the end not sure."""

from datetime import date

import pytest

from handlers.freshness import freshness
from handlers.listing import checked

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("last", "how", "words"),
    [
        (date(2026, 11, 22), "fresh", "checked-on"),
        (date(2026, 8, 25), "fresh", "checked-on"),
        (date(2026, 8, 24), "old", "checked-old"),  # 90 days ago
        (date(2026, 5, 27), "old", "checked-old"),
        (date(2026, 5, 26), "unsure", "checked-long-ago"),  # 180 days ago
        (None, "unsure", "checked-never"),
    ],
)
def test_a_fact_ages_by_the_day_it_was_last_checked(
    last: date | None, how: str, words: str
) -> None:
    assert freshness(last, TODAY) == how
    assert checked(last, TODAY).key == words
