"""Questions whose right answers are known, and which of them tuning may see.

Files are tab-separated with a header: ``question``, ``facts`` (numbers of all right answers, best
first; empty where the bot must refuse) and ``kind``.
"""

import csv
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

Half = Literal["development", "report"]
HALVES: Final[tuple[Half, ...]] = ("development", "report")
Sort = Literal["answerable", "near", "off"]
SORTS: Final[tuple[Sort, ...]] = ("answerable", "near", "off")
"""Questions that a fact answers; to be refused, from the same field; to be refused, any other."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question with the numbers of the facts that answer it; none where it must be refused."""

    text: str
    facts: tuple[str, ...]
    kind: str
    lang: str

    @property
    def sort(self) -> Sort:
        """What is to be done with it."""
        if self.facts:
            return "answerable"
        return "near" if self.kind == "near" else "off"


def read_questions(path: Path) -> list[Question]:
    """Return the questions of a file; its language is the part of the name before ``.tsv``.

    Raises KeyError where a column is missing and UnicodeDecodeError where it is not UTF-8.
    """
    lang = path.stem.rpartition(".")[2]
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [
            Question(row["question"], tuple((row.get("facts") or "").split()), row["kind"], lang)
            for row in rows
        ]


def half(question: Question, keys: Mapping[str, str]) -> Half:
    """Return the half of a question; tuning and learning may see the development half alone.

    Decided by a hash: of the key of the fact that answers it, or of a refused question itself, so
    that all questions of a fact stand on one side. ``keys`` are facts' keys by number ("f12").
    """
    name = keys.get(question.facts[0], "") if question.facts else question.text
    return HALVES[digest(name)[0] % 2]


def digest(text: str) -> bytes:
    """Return 32 bytes that depend on a text alone: the same on every machine, in every run."""
    return hashlib.sha256(text.encode()).digest()
