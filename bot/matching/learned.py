"""The learned weights of the two logistic regressions: ranking and confidence.

``learned.json`` is written by ``tests/scripts/learn_weights.py`` from the development half of the
test questions, never from the other half.
"""

import functools
import json
import math
from collections.abc import Mapping
from itertools import repeat
from operator import mul
from pathlib import Path

_FILE = Path(__file__).with_name("learned.json")
INTERCEPT = ""
"""The name under which a model's intercept stands."""
STEEPEST = 30.0
"""Beyond this a logistic function is 0 or 1 to every digit."""

Weights = Mapping[str, float]


@functools.cache
def learned() -> Mapping[str, Weights]:
    """Return the weights of every feature of the models "ranking" and "confidence"."""
    models: dict[str, dict[str, float]] = json.loads(_FILE.read_text(encoding="utf-8"))
    return models


def log_odds(values: Mapping[str, float], weights: Weights) -> float:
    """Return the weighted sum of features, in log odds."""
    of_each = map(weights.get, values, repeat(0.0))
    total: float = weights.get(INTERCEPT, 0.0) + sum(map(mul, of_each, values.values()))
    return max(-STEEPEST, min(STEEPEST, total))


def probability(values: Mapping[str, float], weights: Weights) -> float:
    """Return the logistic function (0-1) of the weighted sum of features."""
    return 1 / (1 + math.exp(-log_odds(values, weights)))
