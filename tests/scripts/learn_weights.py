"""Learns bot/matching/learned.json from the development half of tests/questions.

Two logistic regressions with a small penalty on large weights: first the ranking of candidates,
then, over that ranking, the confidence in the best one. Questions count as they stand and as
people spell them. The same questions and facts give the same file.

Usage: python -m tests.scripts.learn_weights [FACTS]
"""

import json
import math
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from bot.evaluation.questions import Question, digest, half, read_questions
from bot.evaluation.spoilers import SPOILERS, spoiled
from bot.facts import location
from bot.matching import learned
from bot.matching.confidence import features
from bot.service import FactService

ROOT = Path(__file__).parents[2]
TARGET = ROOT / "bot" / "matching" / "learned.json"
RANKED = 8
"""Candidates of a question from which the ranking learns."""
SPELLINGS = 2
"""Ways in which each question is misspelt, beside its clean spelling."""
PENALTY = {"ranking": 0.0005, "confidence": 0.005}
STEPS = 25
SMALL = 1e-7
"""A step that changes no weight by more is the last."""

Row = tuple[dict[str, float], float]


class Asked(NamedTuple):
    """A question, and its text as somebody spells it."""

    question: Question
    text: str


def main() -> None:
    """Learn the weights and write them."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else location.shipped()
    service = FactService(path)
    asked = list(development_questions(service))
    models = {"ranking": {}, "confidence": {}}
    for _ in range(2):  # the second time the shortlist is ranked by what was learned
        models["ranking"] = learn(ranking_rows(service, asked), PENALTY["ranking"])
        write(models)
    models["confidence"] = learn(confidence_rows(service, asked), PENALTY["confidence"])
    write(models)


def write(models: dict[str, dict[str, float]]) -> None:
    """Write the file and forget what was loaded from it."""
    half_done = TARGET.with_suffix(".new")
    half_done.write_text(json.dumps(models, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    half_done.replace(TARGET)
    learned.learned.cache_clear()


def development_questions(service: FactService) -> Iterator[Asked]:
    """Yield the questions that learning may see, clean and misspelt, without those for lists."""
    keys = {fact.label: fact.key for fact in service.facts()}
    for file in sorted((ROOT / "tests" / "questions").glob("*.tsv")):
        for question in read_questions(file):
            if question.kind != "list" and half(question, keys) == "development":
                yield Asked(question, question.text)
                yield from (Asked(question, text) for text in _misspelt(question))


def _misspelt(question: Question) -> list[str]:
    """Return a question in SPELLINGS ways, chosen by a hash so that all of them occur."""
    ways = sorted(SPOILERS, key=lambda way: digest(f"{question.text}\n{way.name}"))
    texts = (spoiled(question.text, question.lang, way) for way in ways)
    return [text for text in texts if text is not None][:SPELLINGS]


def ranking_rows(service: FactService, asked: Sequence[Asked]) -> list[Row]:
    """Return the measures of candidates, with 1 where one is a right answer, else 0."""
    return [
        (candidate.measures.values(), float(candidate.fact.label in question.facts))
        for question, text in asked
        if question.facts
        for candidate in service.judge(text).candidates[:RANKED]
    ]


def confidence_rows(service: FactService, asked: Sequence[Asked]) -> list[Row]:
    """Return the features of best candidates, with 1 where it is a right answer, else 0."""
    rows: list[Row] = []
    for question, text in asked:
        judged = service.judge(text)
        if judged.candidates:
            right = judged.candidates[0].fact.label in question.facts
            rows.append((features(judged.query, judged.candidates), float(right)))
    return rows


def learn(rows: list[Row], penalty: float) -> dict[str, float]:
    """Return weights in the features' own units; the empty name is the intercept.

    Newton's method (iteratively reweighted least squares) on standardised features.
    """
    names = sorted(rows[0][0])
    count = len(rows)
    mean = {n: sum(values[n] for values, _ in rows) / count for n in names}
    spread = {
        n: math.sqrt(sum((values[n] - mean[n]) ** 2 for values, _ in rows) / count) or 1.0
        for n in names
    }
    table = [[1.0, *((values[n] - mean[n]) / spread[n] for n in names)] for values, _ in rows]
    weights = [0.0] * (len(names) + 1)
    for _ in range(STEPS):
        step = _newton_step(table, [right for _, right in rows], weights, penalty * count)
        weights = [weight - change for weight, change in zip(weights, step, strict=True)]
        if max(map(abs, step)) < SMALL:
            break
    scaled = {n: w / spread[n] for n, w in zip(names, weights[1:], strict=True)}
    scaled[""] = weights[0] - sum(scaled[n] * mean[n] for n in names)
    return {n: round(w, 4) for n, w in scaled.items()}


def _newton_step(
    table: list[list[float]], rights: list[float], weights: list[float], penalty: float
) -> list[float]:
    size = len(weights)
    slope = [0.0, *(penalty * weight for weight in weights[1:])]
    curve = [[0.0] * size for _ in range(size)]
    for index in range(1, size):
        curve[index][index] = penalty
    for line, right in zip(table, rights, strict=True):
        total = sum(map(float.__mul__, weights, line))
        sure = 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
        error, bend = sure - right, sure * (1 - sure)
        for index, x in enumerate(line):
            slope[index] += error * x
            row, scaled = curve[index], bend * x
            for other in range(index + 1):
                row[other] += scaled * line[other]
    for index in range(size):
        for other in range(index):
            curve[other][index] = curve[index][other]
    return _solved(curve, slope)


def _solved(matrix: list[list[float]], values: list[float]) -> list[float]:
    """Return x of matrix · x = values, by Gaussian elimination; the matrix is positive definite."""
    rows = [[*row, value] for row, value in zip(matrix, values, strict=True)]
    for index, row in enumerate(rows):
        for below in rows[index + 1 :]:
            factor = below[index] / row[index]
            for column in range(index, len(row)):
                below[column] -= factor * row[column]
    found = [0.0] * len(rows)
    for index in range(len(rows) - 1, -1, -1):
        row = rows[index]
        rest = sum(row[column] * found[column] for column in range(index + 1, len(rows)))
        found[index] = (row[-1] - rest) / row[index]
    return found


if __name__ == "__main__":
    main()
