"""Learns bot/matching/learned.json from the development half of tests/questions.

Two logistic regressions by gradient descent, with a small penalty on large weights: first the
ranking of candidates, then, over that ranking, the confidence in the best one. The same questions
and facts give the same file. Usage: python tests/scripts/learn_weights.py [FACTS]
"""

import json
import math
import sys
from pathlib import Path

from bot.evaluation.questions import Question, half, read_questions
from bot.facts import location
from bot.matching import learned
from bot.matching.confidence import features
from bot.service import FactService

ROOT = Path(__file__).parents[2]
TARGET = ROOT / "bot" / "matching" / "learned.json"
RANKED = 8
"""Candidates of a question from which the ranking learns."""
RATE = 0.5

Row = tuple[dict[str, float], float]


def main() -> None:
    """Learn the weights and write them."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else location.shipped()
    service = FactService(path)
    questions = development_questions(service)
    models = {"ranking": {}, "confidence": {}}
    for _ in range(2):  # the second time the shortlist is ranked by what was learned
        models["ranking"] = learn(ranking_rows(service, questions), rounds=800, penalty=0.0005)
        write(models)
    models["confidence"] = learn(confidence_rows(service, questions), rounds=3000, penalty=0.004)
    write(models)


def write(models: dict[str, dict[str, float]]) -> None:
    """Write the file and forget what was loaded from it."""
    half_done = TARGET.with_suffix(".new")
    half_done.write_text(json.dumps(models, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    half_done.replace(TARGET)
    learned.learned.cache_clear()


def development_questions(service: FactService) -> list[Question]:
    """Return the questions that learning may see, without those for lists."""
    keys = {fact.label: fact.key for fact in service.facts()}
    return [
        question
        for file in sorted((ROOT / "tests" / "questions").glob("*.tsv"))
        for question in read_questions(file)
        if question.kind != "list" and half(question, keys) == "development"
    ]


def ranking_rows(service: FactService, questions: list[Question]) -> list[Row]:
    """Return the measures of candidates, with 1 where one is a right answer, else 0."""
    return [
        (candidate.measures.values(), float(candidate.fact.label in question.facts))
        for question in questions
        if question.facts
        for candidate in service.judge_reading(question.text).candidates[:RANKED]
    ]


def confidence_rows(service: FactService, questions: list[Question]) -> list[Row]:
    """Return the features of best candidates, with 1 where it is a right answer, else 0."""
    rows: list[Row] = []
    for question in questions:
        judged = service.judge_reading(question.text)
        if judged.candidates:
            right = judged.candidates[0].fact.label in question.facts
            rows.append((features(judged.query, judged.candidates), float(right)))
    return rows


def learn(rows: list[Row], rounds: int, penalty: float) -> dict[str, float]:
    """Return weights in the features' own units; the empty name is the intercept."""
    names = sorted(rows[0][0])
    count = len(rows)
    mean = {n: sum(values[n] for values, _ in rows) / count for n in names}
    spread = {
        n: math.sqrt(sum((values[n] - mean[n]) ** 2 for values, _ in rows) / count) or 1.0
        for n in names
    }
    table = [[(values[n] - mean[n]) / spread[n] for n in names] for values, _ in rows]
    weights, intercept = [0.0] * len(names), 0.0
    for _ in range(rounds):
        slope, slope_0 = [penalty * w for w in weights], 0.0
        for line, (_, right) in zip(table, rows, strict=True):
            total = intercept + sum(w * x for w, x in zip(weights, line, strict=True))
            error = (1 / (1 + math.exp(-total)) - right) / count
            slope_0 += error
            for index, x in enumerate(line):
                slope[index] += error * x
        intercept -= RATE * slope_0
        weights = [w - RATE * s for w, s in zip(weights, slope, strict=True)]
    scaled = {n: w / spread[n] for n, w in zip(names, weights, strict=True)}
    scaled[""] = intercept - sum(scaled[n] * mean[n] for n in names)
    return {n: round(w, 4) for n, w in scaled.items()}


if __name__ == "__main__":
    main()
