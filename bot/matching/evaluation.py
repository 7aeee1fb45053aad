"""Measuring answers on questions whose right answers are known.

Files are tab-separated with a header: ``question``, ``facts`` (numbers of all right answers, best
first; empty where the bot must refuse) and ``kind``.
"""

import csv
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from bot.facts.models import Outcome

Result = Literal["right", "choices", "wrong", "none"]
"""A right answer or list; a right fact among choices; a wrong one; an honest no."""
RESULTS: Final[tuple[Result, ...]] = ("right", "choices", "wrong", "none")
LIST_SHARE = 0.8
"""A list is right when it holds this share of the facts it should."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question with the numbers of the facts that answer it; none where it must be refused."""

    text: str
    facts: tuple[str, ...]
    kind: str
    lang: str


def read_questions(path: Path) -> list[Question]:
    """Return the questions of a file; its language is the part of the name before ``.tsv``."""
    lang = path.stem.rpartition(".")[2]
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [
            Question(row["question"], tuple((row.get("facts") or "").split()), row["kind"], lang)
            for row in rows
        ]


def is_development(question: Question, keys: Mapping[str, str]) -> bool:
    """Say whether tuning and learning may see a question.

    Decided by a hash: of the key of the fact that answers it, or of a refused question itself.
    ``keys`` are facts' keys by number ("f12").
    """
    name = keys.get(question.facts[0], "") if question.facts else question.text
    return hashlib.sha256(name.encode()).digest()[0] % 2 == 0


def grade(question: Question, outcome: Outcome) -> Result:
    """Return how an outcome stands to the right answers."""
    given = [found.fact.label for found in outcome.facts]
    if outcome.status == "none":
        return "none"
    if not question.facts:
        return "wrong"
    wanted = set(question.facts)
    if question.kind == "list":
        share = len(wanted.intersection(given)) / len(wanted)
        return "right" if share >= LIST_SHARE else "wrong"
    if outcome.status == "answer":
        return "right" if wanted.intersection(given) else "wrong"
    return "choices" if wanted.intersection(given) else "wrong"


def tally(graded: Iterable[tuple[Question, Result]]) -> dict[tuple[str, str], Counter[Result]]:
    """Return how many results of each sort there are, by language and kind.

    The kind is "answerable" or, for questions to be refused, "near" or "off".
    """
    table: dict[tuple[str, str], Counter[Result]] = {}
    for question, result in graded:
        kind = "answerable" if question.facts else ("near" if question.kind == "near" else "off")
        table.setdefault((question.lang, kind), Counter())[result] += 1
    return table
