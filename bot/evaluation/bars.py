"""Bars: what the figures must reach, kept in ``pyproject.toml`` beside the code that they hold.

    [tool.history-bot.bars]
    right-clean = { min = 84.0, aim = 93.0 }

``min`` or ``max`` is the bar, ``aim`` what is worked towards; numbers as in ``figures``.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.errors import BarsUnavailable
from bot.evaluation.figures import FIGURES

_FIELDS = frozenset({"min", "max", "aim"})


@dataclass(frozen=True, slots=True)
class Bar:
    """The least or the most that a figure may be, and what is aimed at."""

    figure: str
    least: float | None = None
    most: float | None = None
    aim: float | None = None

    def holds(self, value: float) -> bool:
        """Say whether a value is on the right side of the bar."""
        high_enough = self.least is None or value >= self.least
        return high_enough and (self.most is None or value <= self.most)


def read_bars(path: Path) -> tuple[Bar, ...]:
    """Return the bars of a file; raises BarsUnavailable where it has none or faulty ones."""
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
        table = document["tool"]["history-bot"]["bars"]
        return tuple(_bar(figure, limits) for figure, limits in table.items())
    except FileNotFoundError as error:
        raise BarsUnavailable("bars-missing", path=path) from error
    except KeyError as error:
        raise BarsUnavailable("bars-none", path=path) from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, AttributeError) as error:
        raise BarsUnavailable("bars-unreadable", path=path) from error


def missed(bars: Iterable[Bar], figures: Mapping[str, float]) -> list[Bar]:
    """Return the bars that figures miss; a figure that was not measured misses its bar."""
    return [bar for bar in bars if bar.figure not in figures or not bar.holds(figures[bar.figure])]


def _bar(figure: str, limits: Any) -> Bar:
    """Return a bar from its table; raises BarsUnavailable for anything else."""
    if (
        figure not in FIGURES
        or not isinstance(limits, dict)
        or not limits.keys() <= _FIELDS
        or limits.keys().isdisjoint({"min", "max"})
        or not all(type(limit) in (int, float) for limit in limits.values())
    ):
        raise BarsUnavailable("bar-faulty", figure=figure)
    return Bar(figure, limits.get("min"), limits.get("max"), limits.get("aim"))
