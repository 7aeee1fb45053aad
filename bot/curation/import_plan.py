"""What importing a file would do, row by row."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Literal

from bot.exchange.differences import FieldDifference
from bot.facts.problems import Problem

Verdict = Literal["new", "changed", "same", "doubtful", "faulty"]
"""What a row comes to: doubtful rows raise questions (a duplicate, a contradiction, a phrasing that
another fact owns …), faulty ones have errors."""
VERDICTS: tuple[Verdict, ...] = ("new", "changed", "same", "doubtful", "faulty")
WRITTEN: tuple[Verdict, ...] = ("new", "changed")
"""What is written unless a curator chooses otherwise."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A row with its verdict, its problems, and the item as its line; no line where it is faulty.

    ``based_on`` is the revision of the item that the verdict was made on, 0 for a new one.
    """

    table: str
    number: int
    verdict: Verdict
    label: str
    problems: tuple[Problem, ...] = ()
    differences: tuple[FieldDifference, ...] = ()
    line: bytes = b""
    based_on: int = 0

    @property
    def standing(self) -> tuple[Problem, ...]:
        """What keeps the row from being written by itself."""
        if self.verdict not in ("doubtful", "faulty"):
            return ()
        return tuple(problem for problem in self.problems if problem.severity != "warning")


@dataclass(slots=True)
class ImportPlan:
    """What importing a file would do, row by row; rows that change nothing are only counted."""

    rows: list[Judged] = field(default_factory=list)
    counts: Counter[Verdict] = field(default_factory=Counter)

    def chosen(self, only: Collection[Verdict]) -> Iterator[Judged]:
        """Yield the rows of these verdicts that can be written."""
        return (row for row in self.rows if row.line and row.verdict in only)

    @property
    def rejected(self) -> list[Judged]:
        """The rows that are not written by themselves."""
        return [row for row in self.rows if row.verdict in ("doubtful", "faulty")]
