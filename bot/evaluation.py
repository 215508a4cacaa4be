"""Evaluation: how good the answers to a set of questions are, as numbers.

`answers_to` runs questions through the same understanding, search and ranking that a person's
message goes through; `evaluate` compares the outcome with what was expected.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Literal

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from handlers.answering import answer
from handlers.places import Places
from handlers.recognising import recognise
from handlers.understanding import Enquiry, Wish, understand
from storage.search import Search

Kind = Literal["funding", "contact", "other", "distress"]

SHOWN = 10
"""How many results of a question count."""

_KINDS: dict[Wish, Kind] = {
    "funding": "funding",
    "past_grants": "funding",
    "contact": "contact",
    "group": "contact",
    "small_talk": "other",
    "out_of_scope": "other",
}


class Question(msgspec.Struct, frozen=True):
    """A row of a question set; a row with `text` and `label` asks only whether it is distress."""

    id: str
    question: str = ""
    kind: str = ""
    relevant: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    text: str = ""
    label: str = ""

    @property
    def words(self) -> str:
        """What the person says."""
        return self.question or self.text

    @property
    def expected(self) -> str:
        """The kind that is right."""
        return self.kind or ("distress" if self.label == "distress" else "other")


class Prediction(msgspec.Struct, frozen=True):
    """What we answered: a line of the file that `--out` names."""

    id: str
    results: tuple[str, ...]
    """Ids, best first, at most ten; near misses left out."""
    kind: Kind


class Metrics(msgspec.Struct, frozen=True):
    """The numbers; None where no question of the set asks for it."""

    questions: int
    hit_at_1: float | None
    hit_at_3: float | None
    mrr: float | None
    no_answer_precision: float | None
    no_answer_recall: float | None
    kind_accuracy: float | None
    distress_recall: float | None
    distress_false_alarms: float | None


def read_questions(file: Path) -> list[Question]:
    """The questions in a file of one JSON object a line."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return [msgspec.json.decode(line, type=Question) for line in lines if line.strip()]


def write_predictions(file: Path, predictions: Iterable[Prediction]) -> None:
    """One JSON object a line: `{"id", "results", "kind"}`."""
    lines = (json.dumps(msgspec.to_builtins(one), ensure_ascii=False) for one in predictions)
    file.write_text("".join(line + "\n" for line in lines), encoding="utf-8")


async def answers_to(
    session: AsyncSession,
    search: Search,
    places: Places,
    questions: Sequence[Question],
    today: date,
) -> list[Prediction]:
    """What each question is answered with: each asked by a new person, its context first."""
    return [await _answered(session, search, places, one, today) for one in questions]


async def _answered(
    session: AsyncSession, search: Search, places: Places, question: Question, today: date
) -> Prediction:
    if recognise(question.words):
        return Prediction(question.id, (), "distress")
    if question.label:
        return Prediction(question.id, (), "other")
    before: Enquiry | None = None
    for said in question.context:
        before = understand(said, places=places, today=today, before=before)
    enquiry = understand(question.words, places=places, today=today, before=before)
    found = await answer(session, search, places, enquiry, today)
    return Prediction(question.id, tuple(found.refs[:SHOWN]), _KINDS[enquiry.kind])


def evaluate(questions: Sequence[Question], predictions: Sequence[Prediction]) -> Metrics:
    """How good the predictions are.

    hit@n: of the questions with an answer, the share with a right one among the first n. MRR: the
    mean of 1 / the place of the first right one. No-answer: of the questions for which nothing was
    found, the share that has none (precision), and the other way round (recall); distress is apart.
    """
    answered = {prediction.id: prediction for prediction in predictions}
    pairs = [(question, answered[question.id]) for question in questions]
    asked = [(q, p) for q, p in pairs if not q.label and q.expected != "distress"]
    places = [_first_right(q, p) for q, p in asked if q.relevant]
    said_none = [not q.relevant for q, p in asked if not p.results]
    have_none = [not p.results for q, p in asked if not q.relevant]
    return Metrics(
        questions=len(pairs),
        hit_at_1=_mean(place == 1 for place in places),
        hit_at_3=_mean(0 < place <= 3 for place in places),
        mrr=_mean(1 / place if place else 0 for place in places),
        no_answer_precision=_mean(said_none),
        no_answer_recall=_mean(have_none),
        kind_accuracy=_mean(q.expected == p.kind for q, p in pairs if not q.label),
        distress_recall=_mean(p.kind == "distress" for q, p in pairs if q.expected == "distress"),
        distress_false_alarms=_mean(
            p.kind == "distress" for q, p in pairs if q.expected != "distress"
        ),
    )


def _first_right(question: Question, prediction: Prediction) -> int:
    """The place of the first right result, from 1; 0: none is."""
    right: Callable[[str], bool] = set(question.relevant).__contains__
    return next((n for n, ref in enumerate(prediction.results, 1) if right(ref)), 0)


def _mean(values: Iterable[float]) -> float | None:
    listed = list(values)
    return sum(listed) / len(listed) if listed else None
