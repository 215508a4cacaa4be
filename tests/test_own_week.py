"""Who tells how they are is told from who asks for something."""

import json
from pathlib import Path

import pytest

from handlers.own_week import tells_of_week

QUESTIONS = Path(__file__).parent / "questions"

TELLS = """
    rough week tbh
    knackered this week
    had a lovely week
    Had a really hard week
    What a week!
    it's been a long week
    It’s been such a tough few weeks
    my week was awful
    This week's been brilliant
    week from hell
    I'm shattered
    feeling a bit low
    im feeling good today
    absolutely exhausted tbh
    pretty good week
    Not a good week
    I've been so stressed lately
    shattered but happy, fete raised £900!
    so so
    Very hard
    wythnos anodd
    Wythnos hyfryd!
    Dw i wedi blino'n lân
    Ces i wythnos ofnadwy
    bad week
    this week has been really hard
    feeling rough today
"""

ASKS = """
    is there money for a great week of activities
    Carers Week grant
    our boiler is knackered
    we need money for a hard court
    Good Neighbours Week event
    rough sleepers project
    who do I talk to about half term week
    I'm good at spreadsheets
    great
    great, thanks
    ok
    good morning
    hard of hearing group
    playscheme for a week in August
    £500 for a week of tennis
    week of action
    long term sick group
    Easter week lunches for kids
    busy road crossing
    happy to help
    tired benches need replacing
    lonely older people lunch club
    day centre
    sad cafe
    low income families
    is there a grant for stressed teachers
    a quiet day for carers
    fun day
    wythnos gofalwyr
    Oes arian am wythnos o weithgareddau?
    exhausted our budget
    shattered window at the hall
    down syndrome group
"""


def lines(listed: str) -> list[str]:
    return [line.strip() for line in listed.splitlines() if line.strip()]


@pytest.mark.parametrize("said", lines(TELLS))
def test_somebody_tells_how_they_are(said: str) -> None:
    assert tells_of_week(said)


@pytest.mark.parametrize("said", lines(ASKS))
def test_somebody_asks_for_something(said: str) -> None:
    assert not tells_of_week(said)


@pytest.mark.parametrize("file", ["dev", "heldout", "second_look", "third_look"])
def test_no_question_of_the_sets_is_taken_for_a_week(file: str) -> None:
    asked = (QUESTIONS / f"{file}.jsonl").read_text("utf-8").splitlines()
    questions = [json.loads(line)["question"] for line in asked]

    assert [each for each in questions if tells_of_week(each)] == []


def test_who_writes_at_length_has_something_else_to_say() -> None:
    assert not tells_of_week("rough week tbh " + "and the kettle broke " * 10)
