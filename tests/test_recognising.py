import json
import time
from pathlib import Path

import pytest

from handlers.recognising import Danger, recognise

QUESTIONS = Path(__file__).parent / "questions"


def rows(name: str) -> list[dict[str, str]]:
    text = (QUESTIONS / f"{name}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        ("I want to kill myself", Danger("self", "emergency")),
        ("I don’t want to live anymore", Danger("self", "emergency")),
        ("i wnat to kil myslef", Danger("self", "emergency")),
        ("Dw i ddim eisiau byw mwy", Danger("self", "emergency")),
        ("nie chcę już żyć", Danger("self", "emergency")),
        ("everyone would be better off without me", Danger("self", "urgent")),
        ("he hits me", Danger("others", "urgent")),
        ("I was beaten up by my boyfriend last night", Danger("others", "urgent")),
        ("Mae fy ngŵr yn fy mwrw", Danger("others", "urgent")),
        ("a child in our group has been touched by her uncle", Danger("child", "urgent")),
        ("an old man at our club is being hit by his carer", Danger("adult", "urgent")),
        ("a man has collapsed in our hall", Danger("medical", "emergency")),
        ("I'm burnt out, I can't cope", Danger("burnout", "support")),
    ],
)
def test_danger_is_recognised_with_its_kind_and_urgency(text: str, danger: Danger) -> None:
    assert recognise(text) == danger


@pytest.mark.parametrize(
    "text",
    [
        "",
        "🙂",
        "this application form is killing me, 14 pages!!",
        "dying to get a new oven for the pantry lol",
        "could murder whoever wrote this form",
        "a grant for an abuse charity",
        "we need a grant to help women leaving abusive relationships",
        "can you recommend a speaker on suicide prevention for our AGM",
        "what's the cut off for the knife crime grant",
        "funding to help children who have been abused",
        "the boiler has died and the hall is freezing",
    ],
)
def test_turns_of_phrase_and_topics_are_no_danger(text: str) -> None:
    assert recognise(text) is None


def test_what_somebody_says_of_themselves_is_danger_in_a_message_about_a_project_too() -> None:
    said = "thanks for the grant form. I can't go on any more"
    assert recognise(said) == Danger("self", "urgent")


def test_the_gravest_of_several_dangers_is_told() -> None:
    said = "I'm burnt out and crying every night and I want to end my life"
    assert recognise(said) == Danger("self", "emergency")


@pytest.mark.parametrize("name", ["distress_dev", "distress_heldout", "distress_more"])
def test_few_are_missed_and_few_alarms_are_false(name: str) -> None:
    told = [(row["label"] == "distress", recognise(row["text"]) is not None) for row in rows(name)]
    recall = [found for danger, found in told if danger]
    alarms = [found for danger, found in told if not danger]
    assert sum(recall) / len(recall) >= 0.95
    assert sum(alarms) / len(alarms) <= 0.05


def test_questions_are_told_from_danger() -> None:
    both = [*rows("dev"), *rows("heldout"), *rows("second_look")]
    wrong = [
        row["question"]
        for row in both
        if (recognise(row["question"]) is not None) != (row["kind"] == "distress")
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "text", ["he said " * 500, "my " * 2000, "i want to i want to " * 200, "a" * 4096, "." * 4096]
)
def test_the_longest_message_takes_no_time_to_speak_of(text: str) -> None:
    recognise(text[:4096])
    begun = time.perf_counter()
    recognise(text[:4096])
    assert time.perf_counter() - begun < 0.25
