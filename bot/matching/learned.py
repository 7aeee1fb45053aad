"""The learned weights of the two models, ranking and confidence.

Each is a logistic regression. A feature's part in it is a straight line, or one that bends: its
slope changes at a few values of the feature, its knees, and it is flat beyond what most questions
have. ``learned.json`` is written by ``tests/scripts/learn_weights.py`` from the development half of
the test questions, never from the other half.
"""

import functools
import json
import math
from collections.abc import Mapping, Sequence
from operator import mul
from pathlib import Path
from typing import Final, NamedTuple

_FILE: Final = Path(__file__).with_name("learned.json")
_STEEPEST: Final = 30.0
"""Beyond this a logistic function is 0 or 1 to every digit."""


class Model(NamedTuple):
    """A logistic regression: its intercept, the slopes of straight lines, the knees of bent ones.

    A knee is a value of a feature and the change of slope from there on; before its first knee a
    line is flat.
    """

    intercept: float
    slopes: Mapping[str, float]
    knees: Mapping[str, Sequence[tuple[float, float]]]

    def log_odds(self, values: Mapping[str, float]) -> float:
        """Return the sum of all features' parts, in log odds."""
        total: float = sum(map(mul, self.slopes.values(), map(values.__getitem__, self.slopes)))
        total += self.intercept
        for name, knees in self.knees.items():
            value = values[name]
            for knee, change in knees:
                if value <= knee:
                    break
                total += change * (value - knee)
        return max(-_STEEPEST, min(_STEEPEST, total))

    def probability(self, values: Mapping[str, float]) -> float:
        """Return the logistic function (0-1) of the log odds."""
        return 1 / (1 + math.exp(-self.log_odds(values)))


@functools.cache
def learned() -> Mapping[str, Model]:
    """Return the models "ranking" and "confidence"."""
    models = json.loads(_FILE.read_text(encoding="utf-8"))
    return {name: Model(**model) for name, model in models.items()}
