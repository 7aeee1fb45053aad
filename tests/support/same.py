"""The questions of which it is known which ask the same, and how well they are told."""

import csv
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from bot.evaluation.questions import digest

QUESTIONS = Path(__file__).parents[1] / "questions" / "same" / "groups.tsv"


class Asked(NamedTuple):
    """A question; those of one topic and ``asks`` ask the same.

    ``wording`` says how it differs from the others of its language: in its ``spelling`` and the
    order and the forms of its words, or as a ``paraphrase``, in other words.
    """

    question: str
    lang: str
    topic: str
    asks: str
    wording: str

    @property
    def held_out(self) -> bool:
        """Say whether tuning must not see it; near questions stand on one side."""
        return digest(self.topic)[0] % 2 == 1


@dataclass(frozen=True)
class Told:
    """Shares of pairs (0-1): of those joined that ask the same, of those that do, joined."""

    precision: float
    within: float
    across: float


def read_asked() -> list[Asked]:
    """Return the questions in the order of the file."""
    with QUESTIONS.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [Asked(**row) for row in rows]


def told(asked: Sequence[Asked], groups: Sequence[Sequence[int]]) -> Told:
    """Return how well groups of positions are those that ask the same."""
    group = {place: number for number, places in enumerate(groups) for place in places}
    counted: Counter[tuple[str, bool]] = Counter()
    for one, other in combinations(range(len(asked)), 2):
        joined = group[one] == group[other]
        a, b = asked[one], asked[other]
        alike = (a.topic, a.asks) == (b.topic, b.asks)
        if joined:
            counted["joined", alike] += 1
        if alike and a.lang != b.lang:
            counted["across", joined] += 1
        elif alike and a.wording == b.wording == "spelling":
            counted["within", joined] += 1
    return Told(*(_share(counted, name) for name in ("joined", "within", "across")))


def _share(counted: Mapping[tuple[str, bool], int], name: str) -> float:
    return counted[name, True] / (counted[name, True] + counted[name, False])
