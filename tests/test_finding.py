"""Finding: which pots answer, and in what order. Each row is a rule, all else being equal."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest

from handlers.finding import FoundPots, effort, rank_pots
from handlers.places import Places
from handlers.understanding import understand
from storage.pots import Pot
from tests.test_places import TOWN

TODAY = date(2026, 11, 22)
PLACES = Places(TOWN)


def pot(**differs: Any) -> Pot:
    """A pot like any other, but for what differs."""
    usual: Mapping[str, Any] = {
        "id": 1,
        "ref": "P",
        "title": "Pond Pot",
        "funder": "A funder",
        "summary": "Ponds.",
        "min_amount": 50,
        "max_amount": 1_000,
        "currency": "GBP",
        "opens_on": None,
        "closes_on": None,
        "days_in_words": "",
        "areas": ["Fernleigh"],
        "themes": ["water"],
        "who_can_apply": ["informal group"],
        "match_funding": "no",
        "url": "",
        "contact": "",
        "last_verified_on": TODAY,
        "source": "",
    }
    return Pot(**{**usual, **differs})


def ranked(
    pots: Sequence[Mapping[str, Any]],
    asked: str = "£300 for a pond, we are a few neighbours, no bank account",
    scores: Sequence[float] = (),
) -> FoundPots:
    """The pots in the order of their answer. Each is called A, B … as it comes."""
    named = [
        pot(id=n, title=f"Pond Pot {chr(64 + n)}", ref=chr(64 + n), **differs)
        for n, differs in enumerate(pots, 1)
    ]
    enquiry = understand(asked, places=PLACES, today=TODAY)
    scored = list(zip(named, scores or [1.0] * len(named), strict=True))
    return rank_pots(scored, enquiry, PLACES, "Brookside", TODAY)


def refs(found: FoundPots) -> str:
    return "".join(each.pot.ref for each in found.pots)


ELIGIBLE: Mapping[str, Any] = {"who_can_apply": ["informal group"]}
UNKNOWN: Mapping[str, Any] = {"who_can_apply": []}
OPEN: Mapping[str, Any] = {"opens_on": date(2026, 11, 1)}
LATER: Mapping[str, Any] = {"opens_on": date(2026, 12, 1)}
CLOSED: Mapping[str, Any] = {"closes_on": date(2026, 11, 21)}


@pytest.mark.parametrize(
    ("pots", "order"),
    [
        pytest.param([LATER, OPEN], "BA", id="open before later"),
        pytest.param([CLOSED, OPEN], "B", id="open only"),
        pytest.param([UNKNOWN, ELIGIBLE], "BA", id="eligible first"),
        pytest.param(
            [{"max_amount": 5_000}, {"max_amount": 200}, {"max_amount": 400}],
            "CA",
            id="the smallest that is enough first",
        ),
        pytest.param(
            [{}, {"closes_on": date(2027, 1, 1)}, {"closes_on": date(2026, 12, 1)}],
            "CBA",
            id="then the next to close, and those without a deadline last",
        ),
        pytest.param(
            [{"areas": ["England"]}, {"areas": ["Fernleigh"]}, {"areas": ["Brookside"]}],
            "CBA",
            id="then the nearest, local before national",
        ),
        pytest.param(
            [
                {"match_funding": "20% of project cost"},
                {"match_funding": "no"},
            ],
            "BA",
            id="then what takes the least effort",
        ),
        pytest.param(
            [{"max_amount": 400, "closes_on": date(2027, 3, 1)}, {"closes_on": date(2026, 12, 1)}],
            "AB",
            id="enough goes before soon",
        ),
        pytest.param(
            [
                {"areas": ["Brookside"], "closes_on": date(2027, 3, 1)},
                {"closes_on": date(2026, 12, 1)},
            ],
            "BA",
            id="soon goes before near",
        ),
        pytest.param(
            [{"areas": ["Brookside"], "match_funding": "half"}, {"areas": ["England"]}],
            "AB",
            id="near goes before easy",
        ),
        pytest.param(
            [{"themes": ["any local cause"]}, {}], "B", id="no general pot beside a special one"
        ),
        pytest.param(
            [{"themes": ["any local cause"]}, {"max_amount": 100}],
            "A",
            id="a general pot where nothing special fits",
        ),
    ],
)
def test_pots_come_in_the_order_that_serves_a_volunteer(
    pots: list[Mapping[str, Any]], order: str
) -> None:
    scores = [0.0 if "any local cause" in each.get("themes", ()) else 1.0 for each in pots]
    assert refs(ranked(pots, scores=scores)) == order


@pytest.mark.parametrize(
    ("differs", "point"),
    [
        ({"max_amount": 100}, "amount"),
        ({"who_can_apply": ["registered charity"]}, "who"),
        ({"areas": ["Marlbury"]}, "place"),
    ],
)
def test_the_nearest_miss_tells_what_rules_it_out(differs: Mapping[str, Any], point: str) -> None:
    found = ranked([differs])
    (miss,) = found.near_misses
    assert (refs(found), [check.point for check in miss.fit.against]) == ("", [point])


def test_the_miss_that_comes_closest_is_shown_first() -> None:
    found = ranked([{"max_amount": 60}, {"max_amount": 250}], asked="£300 for a pond")
    assert [miss.pot.ref for miss in found.near_misses] == ["B", "A"]


@pytest.mark.parametrize(
    ("differs", "steps"),
    [
        ({"who_can_apply": ["individual", "registered charity"]}, 0),
        ({"who_can_apply": ["registered charity"]}, 1),
        ({"who_can_apply": ["CIC"], "match_funding": "30% of project cost"}, 2),
        ({"who_can_apply": [], "match_funding": ""}, 0),
    ],
)
def test_effort_is_money_of_ones_own_and_papers(differs: Mapping[str, Any], steps: int) -> None:
    assert effort(pot(**differs)) == steps


def test_of_about_a_sum_the_whole_comes_before_most_of_it() -> None:
    found = ranked(
        [{"max_amount": 250}, {"max_amount": 5_000}, {"max_amount": 260}, {"max_amount": 300}],
        "about £300 for a pond, we are a few neighbours, no bank account",
    )

    assert refs(found) == "DBCA"
