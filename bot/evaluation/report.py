"""Everything that is measured, put together: by half, and the worst cases."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.evaluation.asking import SPELLINGS, Spelling
from bot.evaluation.calibration import Bin, bins
from bot.evaluation.comparison import Standing
from bot.evaluation.grading import Trial
from bot.evaluation.languages import Told, told
from bot.evaluation.questions import HALVES, Half, Question
from bot.evaluation.tallies import Table, Tally, by_spoiler, table

PERCENTILES = (50, 95)
WORST = 20
"""Cases that are shown one by one."""

Calibration = Mapping[Spelling, Sequence[Bin]]


@dataclass(frozen=True, slots=True)
class HalfReport:
    """What one half of the questions measured; ``latency`` in milliseconds by percentile."""

    half: Half
    table: Table
    spoilers: Mapping[str, Tally]
    calibration: Calibration
    languages: Mapping[str, Told]
    latency: Mapping[int, float]
    standings: Sequence[Standing]


def report(
    trials: Sequence[Trial], languages: tuple[str, ...], standings: Mapping[Half, list[Standing]]
) -> list[HalfReport]:
    """Return what was measured, by half; a half without questions is left out.

    ``languages`` are those of the fact file.
    """
    sides = {side: [trial for trial in trials if trial.half == side] for side in HALVES}
    return [
        HalfReport(
            half=side,
            table=table(held),
            spoilers=by_spoiler(held),
            calibration={spelling: _bins(held, spelling) for spelling in SPELLINGS},
            languages=told(_questions(held), languages),
            latency=_latency(held),
            standings=standings.get(side, []),
        )
        for side, held in sides.items()
        if held
    ]


def worst(trials: Iterable[Trial], count: int = WORST) -> list[Trial]:
    """Return the worst cases, each question once.

    First what was answered wrong, the surest first; then what was not answered though a fact would
    have, the least sure first. Half of them are of each sort if there are so many.
    """
    ordered = sorted(trials, key=lambda t: (-t.confidence, t.asking.text))
    wrong = _once(trial for trial in ordered if trial.result == "wrong")
    silent = _once(t for t in reversed(ordered) if t.result == "none" and t.question.facts)
    silent = [trial for trial in silent if trial.question not in {t.question for t in wrong}]
    shown = wrong[: max(count - len(silent), count // 2)]
    return shown + silent[: count - len(shown)]


def _once(trials: Iterable[Trial]) -> list[Trial]:
    """Return the first trial of each question."""
    first: dict[Question, Trial] = {}
    for trial in trials:
        first.setdefault(trial.question, trial)
    return list(first.values())


def _questions(trials: Iterable[Trial]) -> list[Question]:
    return [trial.question for trial in trials if trial.asking.spelling == "clean"]


def _bins(trials: Iterable[Trial], spelling: Spelling) -> list[Bin]:
    """Return the calibration of what got an answer or choices."""
    return bins(
        (trial.confidence, trial.first_right)
        for trial in trials
        if trial.asking.spelling == spelling and trial.status in ("answer", "choices")
    )


def _latency(trials: Iterable[Trial]) -> dict[int, float]:
    """Return percentiles of the time an answer took, by nearest rank."""
    ordered = sorted(trial.milliseconds for trial in trials)
    return {p: ordered[math.ceil(p / 100 * len(ordered)) - 1] for p in PERCENTILES}
