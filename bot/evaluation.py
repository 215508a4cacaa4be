"""Evaluation: how good the answers to a set of questions are, as numbers.

`answers_to` has each question asked by a new person, through the same dispatch as everybody's
messages; `evaluate` compares what that person was answered with what was expected.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Literal

import click
import msgspec
from rich.console import Console
from rich.table import Table

from bot.asking import filled, here_in, somebody
from bot.simulating import STORY_BEGINS, demonstration
from handlers.answering import answer
from handlers.recognising import recognise
from handlers.turns import Here
from handlers.understanding import Wish
from storage.database import Database
from storage.meaning import is_installed

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
    database: Database, here: Here, questions: Sequence[Question], now: datetime
) -> list[Prediction]:
    """What each question is answered with: each asked by a new person, its context first."""
    return [await _answered(database, here, one, now) for one in questions]


async def _answered(
    database: Database, here: Here, question: Question, now: datetime
) -> Prediction:
    async with somebody(database, here, now) as person:
        for said in question.context:
            await person.says(said)
        before = (await person.recent()).enquiry_no
        await person.says(question.words)
        if recognise(question.words):
            return Prediction(question.id, (), "distress")
        recent = await person.recent()
        enquiry = recent.enquiry if recent.enquiry_no > before else None
        if enquiry is None or question.label:
            return Prediction(question.id, (), "other")
        found = await answer(
            person.session,
            here.search,
            here.places,
            enquiry,
            now.astimezone(here.zone).date(),
            senses=here.search.senses_at_once(),
        )
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


# --- The command ----------------------------------------------------------------------------

_TOLD: Mapping[str, str] = {
    "hit_at_1": "a right answer comes first (hit@1)",
    "hit_at_3": "a right answer is among the first three (hit@3)",
    "mrr": "mean reciprocal rank (MRR)",
    "no_answer_precision": "no answer: precision",
    "no_answer_recall": "no answer: recall",
    "kind_accuracy": "kind accuracy",
    "distress_recall": "distress: recall",
    "distress_false_alarms": "distress: false alarms",
}


async def evaluate_file(
    file: Path, data: Path | None, out: Path | None, now: datetime | None
) -> None:
    """Ask a file's questions of a folder's data (None: the sample area), and print the numbers.

    Raises:
        ClickException: a file can't be read or written.
    """
    now = now or STORY_BEGINS
    try:
        questions = read_questions(file)
    except OSError as error:
        raise click.ClickException(f"{file} can't be read: {error.strerror}.") from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise click.ClickException(f"{file} is no file of questions: {error}.") from None
    settings = demonstration(Path(), port=0)
    with_meaning: list[Prediction] = []
    async with filled(data, now) as database:
        here = await here_in(database, settings)
        predictions = await answers_to(database, here, questions, now)
        if is_installed():
            here = await here_in(database, replace(settings, meaning=True))
            with_meaning = await answers_to(database, here, questions, now)
    if out is not None:
        try:
            write_predictions(out, predictions)
        except OSError as error:
            raise click.ClickException(f"{out} can't be written: {error.strerror}.") from None
    _print(
        Console(),
        file,
        evaluate(questions, predictions),
        evaluate(questions, with_meaning) if with_meaning else None,
    )


def _print(console: Console, file: Path, metrics: Metrics, with_meaning: Metrics | None) -> None:
    """The numbers; beside them those with the extra that compares meanings, where it is there."""
    table = Table(title=f"{file.name}: {metrics.questions} questions", title_justify="left")
    table.add_column("measure")
    table.add_column("value", justify="right")
    if with_meaning:
        table.add_column("with meaning", justify="right")
    for name, words in _TOLD.items():
        values = [getattr(each, name) for each in (metrics, with_meaning) if each]
        table.add_row(words, *("–" if value is None else f"{value:.3f}" for value in values))
    console.print(table)
