"""Times of single calls and what is told of them."""

import time
from collections.abc import Callable, Sequence
from math import ceil
from typing import NamedTuple, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Spread(NamedTuple):
    """Percentiles of durations in milliseconds."""

    p50: float
    p95: float
    p99: float


def timed(call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> tuple[T, float]:
    """Return what a call returns and how many milliseconds it takes."""
    start = time.perf_counter_ns()
    result = call(*args, **kwargs)
    return result, (time.perf_counter_ns() - start) / 1e6


def spread(milliseconds: Sequence[float]) -> Spread:
    """Return the percentiles by the nearest-rank method: each is a duration that was measured."""
    ordered = sorted(milliseconds)
    return Spread(*(ordered[ceil(share * len(ordered)) - 1] for share in (0.5, 0.95, 0.99)))
