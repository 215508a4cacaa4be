"""Which subjects a question is about, by which it finds its team."""

from datetime import date

import pytest

from handlers import addressing
from handlers.places import Places
from handlers.understanding import Enquiry, understand

NOWHERE = Places(())


def understood(words: str) -> Enquiry:
    return understand(words, places=NOWHERE, today=date(2026, 11, 22))


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("who mows the verge", "parks"),
        ("Who cuts the grass by the youth club?", "parks"),
        ("Pwy sy'n torri'r gwair?", "parks"),
        ("The drain on Park Lane is blocked", "roads"),
        ("Park Lane floods whenever it rains", "water"),
        ("who grits the road", "roads"),
        ("Children can't see the cars when they cross", "roads"),
        ("the lights are out in Elm Road", "street_lights"),
        ("who empties the bins in the park?", "fly_tipping"),
        ("Can we have the park on Saturday?", "parks"),
        ("Who looks after the park road?", "parks"),
        ("Why is it so?", None),
    ],
)
def test_a_question_is_about_the_work_it_asks_for_and_no_streets_name(
    words: str, first: str | None
) -> None:
    assert next(iter(addressing.subjects_of(words, understood)), None) == first
