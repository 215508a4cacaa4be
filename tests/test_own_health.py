"""What people say of their own health is left out of what we take from a message, and no more."""

import json
from pathlib import Path

import pytest

from handlers.own_health import without_own
from tests.test_check_ins import NOT_KEPT, core_alone
from tests.town import Town

QUESTIONS = Path(__file__).parent / "questions"

OWN = """
    feeling depressed
    feeling depressed, my marriage is over
    my anxiety is through the roof
    I can't sleep and I cry all day
    panic attacks again this week
    I've had cancer
    I'm on antidepressants now
    been in hospital with my heart
    Dw i'n isel iawn
    mae fy ngorbryder yn ddrwg
    mae gen i ganser
"""
ON_THE_WAY = {
    "I'm off sick with my nerves, any funding for a walking group?":
        "any funding for a walking group",
    "my depression is back, who can help our group with money":
        "who can help our group with money",
    "I have cancer can I get a grant for chairs": "can I get a grant for chairs",
    "can I get a grant for my cancer": "can I get a grant",
    "I feel so low since my husband died, where is the bereavement cafe":
        "where is the bereavement cafe",
    "We are a choir. I've been depressed. Is there money?": "Is there money",
    "rough week tbh, is there money for a choir?": "is there money for a choir",
    "dw i'n isel, oes arian i gôr?": "oes arian i gôr",
}  # fmt: skip
SUBJECTS = """
    money for a mental health group
    grant for a carers' wellbeing day
    I need a grant for mental health
    I run a mental health cafe
    we support people with dementia
    somewhere my autistic lad can play of a saturday
    my mum has dementia, is there a group for her?
    £1,500 for a deaf club
    arian i grŵp iechyd meddwl
"""


@pytest.mark.parametrize("said", [each.strip() for each in OWN.strip().splitlines()])
def test_nothing_is_left_of_what_is_about_oneself(said: str) -> None:
    assert without_own(said) == ""


@pytest.mark.parametrize(("said", "left"), ON_THE_WAY.items())
def test_what_is_asked_on_the_way_is_left(said: str, left: str) -> None:
    assert without_own(said) == left


@pytest.mark.parametrize("said", [each.strip() for each in SUBJECTS.strip().splitlines()])
def test_a_subject_is_left_as_it_is(said: str) -> None:
    assert without_own(said) == said


def test_the_questions_on_file_are_left_as_they_are() -> None:
    for name in ("heldout", "second_look", "third_look", "fourth_look", "fifth_look"):
        for line in (QUESTIONS / f"{name}.jsonl").read_text("utf-8").splitlines():
            text = json.loads(line).get("text", "")
            assert without_own(text) == text


@core_alone
async def test_the_answer_to_what_was_asked_comes_all_the_same(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("I've had cancer, any funding for a walking group?")

    assert "1" in ana.buttons
    assert "cancer" not in ana.last_heard


@core_alone
async def test_who_asks_for_nothing_is_told_that_nothing_is_kept(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("feeling depressed, my marriage is over")

    assert ana.last_heard.startswith(NOT_KEPT)
