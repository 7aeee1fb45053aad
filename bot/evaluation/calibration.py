"""Whether a stated confidence means what it says: of those at 0.9 nine in ten are right.

Expected calibration error over ten bins of equal width (Naeini, Cooper and Hauskrecht, 2015):
the distance between stated confidence and share of right answers, weighted by the questions.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.facts.models import Outcome

BINS = 10

Stated = tuple[float, bool]
"""A stated confidence (0-1), and whether what it was stated for is right."""


@dataclass(frozen=True, slots=True)
class Bin:
    """The questions whose confidence lies between two bounds: how many, mean, share right."""

    least: float
    most: float
    questions: int
    confidence: float
    right: float


def stated(outcome: Outcome) -> float:
    """Return the probability (0-1) that the first fact of an outcome answers the question.

    Where there is none it is that of the nearest fact, too low to be given; 0 without any.
    """
    if outcome.status == "none" and outcome.asked is not None:
        return 0.0  # near in time alone
    first = (outcome.facts or outcome.near)[:1]
    return first[0].score / 100 if first else 0.0


def bins(values: Iterable[Stated]) -> list[Bin]:
    """Return the bins that hold any question, lowest first; a bound belongs to the bin above."""
    sorted_in: dict[int, list[Stated]] = {}
    for confidence, right in values:
        sorted_in.setdefault(min(int(BINS * confidence), BINS - 1), []).append((confidence, right))
    return [
        Bin(
            least=number / BINS,
            most=(number + 1) / BINS,
            questions=len(held),
            confidence=sum(confidence for confidence, _ in held) / len(held),
            right=sum(right for _, right in held) / len(held),
        )
        for number, held in sorted(sorted_in.items())
    ]


def expected_error(held: Iterable[Bin]) -> float | None:
    """Return the expected calibration error (0-1) of bins, or None without any question."""
    listed = list(held)
    total = sum(each.questions for each in listed)
    if not total:
        return None
    return sum(each.questions * abs(each.right - each.confidence) for each in listed) / total
