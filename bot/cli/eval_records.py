"""The rows of ``eval --json``: each names the table and the half that it belongs to."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from bot.evaluation.figures import figures
from bot.evaluation.grading import Trial
from bot.evaluation.report import HalfReport
from bot.matching.matcher import Judgement
from bot.text.worst_cases import named, told_of


def half_records(half: HalfReport) -> Iterator[dict[str, Any]]:
    """Yield the rows of all tables of a half; shares go from 0 to 1, figures are in percent."""
    for row in _rows(half):
        yield {"half": half.half, **row}


def figure_records(half: HalfReport) -> Iterator[dict[str, Any]]:
    """Yield the figures of a half alone."""
    for name, value in figures(half).items():
        yield {"half": half.half, "table": "figures", "figure": name, "value": round(value, 2)}


def _rows(half: HalfReport) -> Iterator[dict[str, Any]]:
    for (spelling, sort, lang), held in half.table.items():
        place = {"spelling": spelling, "kind": sort, "lang": lang}
        yield {"table": "results", **place, "questions": held.questions, **asdict(held)}
    for name, held in half.spoilers.items():
        yield {"table": "spoilers", "spoiler": name, "questions": held.questions, **asdict(held)}
    for spelling, bins in half.calibration.items():
        for each in bins:
            yield {"table": "calibration", "spelling": spelling, **asdict(each)}
    for written, told in half.languages.items():
        yield {"table": "languages", "written": written, **asdict(told)}
    for standing in half.standings:
        yield {"table": "peers", **asdict(standing)}
    latency = {f"p{percentile}": round(ms, 2) for percentile, ms in half.latency.items()}
    yield {"table": "latency", **latency}


def case_record(trial: Trial, judgement: Judgement) -> dict[str, Any]:
    """Return one of the worst cases."""
    return {
        "half": trial.half,
        "table": "worst",
        "question": trial.question.text,
        "asked": trial.asking.text,
        "spoiler": trial.asking.spoiler or None,
        "result": trial.result,
        "confidence": trial.confidence,
        "given": trial.given,
        "facts": trial.question.facts,
        "candidates": [
            {
                "place": place,
                "id": candidate.fact.label,
                "found": [named(match) for match in candidate.matches if match.likeness],
                "missing": [named(match) for match in candidate.missing],
                "objections": candidate.objections,
            }
            for place, candidate in told_of(trial, judgement)
        ],
    }
