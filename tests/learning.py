"""`python -m tests.learning`: weigh words by the marked messages in tests/questions.

It writes handlers/danger_learned.csv, which `handlers/recognising.py` reads: for each word,
beginning of a word, or two words in a row, how much it speaks for danger, and for each kind of it.
A logistic regression, plain Python, the same each time. It first tells what it would have
recognised of messages that it had not seen: each fifth of them weighed by the other four.
"""

import csv
import json
import math
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from handlers.recognising import KINDS_LEARNED, LEARNED, by_patterns, clues
from handlers.wording import LANGUAGES, locale_files

QUESTIONS = Path(__file__).parent / "questions"
ROUNDS = 50
FOLDS = 5
MEASURED = (
    "dev",
    "heldout",
    "distress_dev",
    "distress_heldout",
    "distress_typed_heldout",
    "distress_typed_last",
    "complaints_heldout",
    "complaints_last",
    "grumbles_heldout",
)
"""What is measured (`make eval`, tests/test_recognising.py): never learned from."""
LABEL = 10
"""Words that a button or a phrase has at most."""
TELLING = ("report-what-frightened", "report-what-unwanted", "tell-kind-")
"""How the keys of those begin that do tell of danger: whoever types them is told of help, too."""


class Marked(NamedTuple):
    """A message, and what somebody said it is."""

    text: str
    danger: bool
    kind: str
    """Empty: not danger, or nobody said."""


class Weights(NamedTuple):
    """How much each clue weighs, and where one begins."""

    of: dict[str, float]
    start: float

    def score(self, found: Sequence[str]) -> float:
        known = [self.of[each] for each in found if each in self.of]
        return self.start + sum(known) / math.sqrt(len(known) + 1)


def marked() -> list[Marked]:
    """Every message that was marked, but those that are measured; and our own words, as no danger.

    Questions to the bot are no danger, if they aren't marked so.
    """
    found = [Marked(said, False, "") for said in our_own_words()]
    for file in sorted(QUESTIONS.glob("*.jsonl")):
        if file.stem in MEASURED:
            continue
        for line in file.read_text("utf-8").splitlines():
            row = json.loads(line)
            if "question" in row:
                found.append(Marked(row["question"], row["kind"] == "distress", ""))
            else:
                danger = row["label"] == "distress"
                found.append(Marked(row["text"], danger, row.get("category", "") if danger else ""))
    return found


def our_own_words() -> Iterator[str]:
    """What buttons and short messages say, in every language: people type the same words.

    Help lines are left out, and what tells of danger.
    """
    for language in LANGUAGES:
        for file in locale_files(language):
            if file.name != "crisis.ftl":
                for line in file.read_text("utf-8").splitlines():
                    if line.startswith(TELLING):
                        continue
                    words = re.sub(r"\{[^}]*\}|^[\w-]+ =|^\s*\*?\[\w+\]|^#.*", " ", line).strip()
                    if 1 < len(words.split()) <= LABEL:
                        yield words


def learned(rows: Sequence[Marked], is_so: Callable[[Marked], bool]) -> Weights:
    """Weights that tell those rows from the others."""
    chance = random.Random(1)
    found = [(clues(row.text), is_so(row)) for row in rows]
    count = Counter(clue for told, _ in found for clue in told)
    found = [([clue for clue in told if count[clue] > 1], so) for told, so in found]
    weights: dict[str, float] = dict.fromkeys((clue for told, _ in found for clue in told), 0.0)
    start = 0.0
    for nth in range(ROUNDS):
        chance.shuffle(found)
        step = 1 / (1 + 0.3 * nth)
        for told, so in found:
            share = 1 / math.sqrt(len(told) + 1)
            score = start + share * sum(weights[clue] for clue in told)
            wrong = so - 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))
            start += 0.1 * step * wrong
            for clue in told:
                weights[clue] = weights[clue] * (1 - 2e-4 * step) + step * wrong * share
    return Weights(weights, start)


def unseen(rows: Sequence[Marked]) -> list[tuple[Marked, float]]:
    """Each row with its score by weights that had not seen it."""
    rows = list(rows)
    random.Random(2).shuffle(rows)
    told = []
    for fold in range(FOLDS):
        weights = learned(
            [row for n, row in enumerate(rows) if n % FOLDS != fold], lambda row: row.danger
        )
        told += [(row, weights.score(clues(row.text))) for row in rows[fold::FOLDS]]
    return told


def main() -> None:
    """Tell how well it would do on what it has not seen, then learn from all and write it down."""
    rows = marked()
    told = unseen(rows)
    alarms = sum(not row.danger for row, _ in told)
    dangers = sum(row.danger for row, _ in told)
    for least in (0.0, 0.5, 1.0, 1.25, 1.5, 2.0, 2.5, 3.0):
        caught = sum(row.danger and score > least for row, score in told)
        both = sum(
            row.danger and (score > least or bool(by_patterns(row.text))) for row, score in told
        )
        false = sum(not row.danger and score > least for row, score in told)
        print(  # noqa: T201
            f"above {least}: {caught / dangers:.2f} of danger ({both / dangers:.2f} with patterns, "
            f"which have seen it), false alarms {false / alarms:.3f}"
        )
    of_kind = [row for row in rows if row.kind]
    columns = [learned(rows, lambda row: row.danger)] + [
        learned(of_kind, lambda row, kind=kind: row.kind == kind)  # type: ignore[misc]
        for kind in KINDS_LEARNED
    ]
    names = sorted(set().union(*(each.of for each in columns)))
    with LEARNED.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(["clue", "danger", *KINDS_LEARNED])
        lines.writerow(["", *(f"{each.start:.2f}" for each in columns)])
        for name in names:
            lines.writerow([name, *(f"{each.of.get(name, 0.0):.2f}" for each in columns)])


if __name__ == "__main__":
    main()
