"""Learns bot/matching/learned.json from the development half of tests/questions.

Two logistic regressions with a small penalty on large weights: the ranking of candidates and, over
that ranking, the confidence in the best one. In the confidence a feature's line bends, for enough
is enough: twice the evidence is not twice as sure. Beyond what nearly all questions have it is
flat, for nothing was learned there. Questions count as they stand and as people spell them.
Learning starts from the weights that are there, for they choose how a question is read, so each
run may move them a little.

Usage: python -m tests.scripts.learn_weights [--ranking]
"""

import json
import math
import re
import sys
from collections.abc import Iterator, Sequence
from operator import mul
from pathlib import Path
from typing import NamedTuple

from bot.evaluation.questions import Question, digest, half, read_questions
from bot.evaluation.spoilers import SPOILERS, spoiled
from bot.facts import location
from bot.matching import learned
from bot.matching.confidence import features, is_hopeless
from bot.matching.learned import Model
from bot.service import FactService

ROOT = Path(__file__).parents[2]
TARGET = ROOT / "bot" / "matching" / "learned.json"
RANKED = 8
"""Candidates of a question from which the ranking learns."""
SPELLINGS = 4
"""Ways in which each question is misspelt, beside its clean spelling."""
PENALTY = {"ranking": 0.0005, "confidence": 0.005}
STEPS = 25
SMALL = 1e-7
"""A step that changes no weight by more is the last."""
BENDS = (0.02, 0.2, 0.4, 0.6, 0.8, 0.98)
"""The shares of all values of a feature below its knees. It is flat beyond the outer ones."""

Row = tuple[dict[str, float], float]


class Asked(NamedTuple):
    """A question, and its text as somebody spells it."""

    question: Question
    text: str


def main() -> None:
    """Learn the confidence, or with ``--ranking`` both, and write them."""
    service = FactService(location.shipped())
    asked = list(development_questions(service))
    models = dict(learned.learned())
    if "--ranking" in sys.argv:
        for _ in range(2):  # the second time over its own shortlist
            models["ranking"] = learn(ranking_rows(service, asked), PENALTY["ranking"])
            write(models)
    models["confidence"] = learn(confidence_rows(service, asked), PENALTY["confidence"], BENDS)
    write(models)


def write(models: dict[str, Model]) -> None:
    """Write the file and forget what was loaded from it."""
    half_done = TARGET.with_suffix(".new")
    plain = {name: model._asdict() for name, model in models.items()}
    text = json.dumps(plain, indent=1, sort_keys=True)
    text = re.sub(r"\[\s+([-\d.]+),\s+([-\d.]+)\s+\]", r"[\1, \2]", text)
    half_done.write_text(text + "\n", encoding="utf-8")
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
        if judged.candidates and not is_hopeless(judged.candidates[0]):
            right = judged.candidates[0].fact.label in question.facts
            rows.append((features(judged.query, judged.candidates), float(right)))
    return rows


def learn(rows: list[Row], penalty: float, bends: Sequence[float] = ()) -> Model:
    """Return a model in the features' own units.

    Newton's method (iteratively reweighted least squares) on standardised columns: one for every
    feature, and one for every knee between the outer ones, of how far the feature lies beyond it.
    """
    names = sorted(rows[0][0])
    knees = {name: _knees([values[name] for values, _ in rows], bends) for name in names}
    table = [[column for n in names for column in _columns(v[n], knees[n])] for v, _ in rows]
    mean, spread = _standardise(table)
    rights = [right for _, right in rows]
    weights = [0.0] * (len(mean) + 1)
    for _ in range(STEPS):
        step = _newton_step(table, rights, weights, penalty * len(rows))
        weights = [weight - change for weight, change in zip(weights, step, strict=True)]
        if max(map(abs, step)) < SMALL:
            break
    scaled = [weight / wide for weight, wide in zip(weights[1:], spread, strict=True)]
    intercept = weights[0] - math.fsum(map(mul, scaled, mean))
    slopes, bent, left = dict[str, float](), dict[str, list[tuple[float, float]]](), iter(scaled)
    for name in names:
        if knees[name]:
            low, *inner, high = knees[name]
            changes = [round(next(left), 4) for _ in (low, *inner)]
            flat = (high, -round(math.fsum(changes), 4))
            bent[name] = [*zip((low, *inner), changes, strict=True), flat]
            intercept += changes[0] * low
        else:
            slopes[name] = round(next(left), 4)
    return Model(round(intercept, 4), slopes, bent)


def _knees(values: list[float], shares: Sequence[float]) -> list[float]:
    """Return the values that have these shares of all below them; of a yes or no there are none."""
    values = sorted(values)
    knees = sorted({round(values[int(len(values) * share)], 3) for share in shares})
    return knees if len(set(values)) > 2 and len(knees) > 1 else []


def _columns(value: float, knees: Sequence[float]) -> list[float]:
    """Return a value within the outer knees, and how far it lies beyond each of the inner ones."""
    if not knees:
        return [value]
    low, *inner, high = knees
    value = min(max(value, low), high)
    return [value, *(max(0.0, value - knee) for knee in inner)]


def _standardise(table: list[list[float]]) -> tuple[list[float], list[float]]:
    """Standardise a table's columns in place, with ones before them; return means and spreads."""
    count = len(table)
    mean = [math.fsum(column) / count for column in zip(*table, strict=True)]
    spread = [
        math.sqrt(math.fsum((x - middle) ** 2 for x in column) / count) or 1.0
        for column, middle in zip(zip(*table, strict=True), mean, strict=True)
    ]
    for line in table:
        line[:] = [1.0, *((x - m) / s for x, m, s in zip(line, mean, spread, strict=True))]
    return mean, spread


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
