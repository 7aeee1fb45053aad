"""A fact as an answer to a query: its measures, its score and what speaks against it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from bot.facts.models import Fact
from bot.matching.entry import Lookup
from bot.matching.query import Query
from bot.search.lexicon import Term

Objection = Literal["other-place", "other-number", "other-date", "no-date", "denied", "present"]
OBJECTIONS: Mapping[Objection, float] = {
    "other-place": 0.55,
    "other-number": 0.6,
    "other-date": 0.4,
    "no-date": 0.9,
    "denied": 0.5,
    "present": 0.5,
}
"""What a score is multiplied by for each thing that speaks against a fact."""


FIRST = "1"
"""The number that facts hold without saying so: what is new is the first of its kind."""


class TermMatch(NamedTuple):
    """A term of the question with its weight and its likeness in one fact (0 = missing)."""

    term: Term
    weight: float
    likeness: float


class Measures(NamedTuple):
    """How a fact stands to a question, each from 0 to 1.

    ``coverage`` of the question's weight by all that the fact says; ``recall`` by its closest
    passage; ``precision``, the share of that passage's weight that the question covers;
    ``likeness`` of the closest and ``second`` of the next closest passage, both together;
    ``balance``, the best harmonic mean of recall and precision; ``wording``, how alike question
    and passage are word by word; ``adjacent``, the share of the question's neighbouring terms that
    a passage has beside each other; ``plain_recall`` and ``plain_precision``, those of the closest
    passage with all terms weighing the same, so that what all facts are about counts; whether the
    passages ask for what the question asks for, and whether any phrasing of the fact does.
    """

    coverage: float
    recall: float
    precision: float
    likeness: float
    second: float
    balance: float
    wording: float
    adjacent: float
    plain_recall: float
    plain_precision: float
    asked_alike: bool
    asked_otherwise: bool
    never_asked: bool

    def values(self) -> dict[str, float]:
        """Return the measures by which candidates are ranked."""
        return {
            "coverage": self.coverage,
            "likeness": self.likeness,
            "second likeness": self.second,
            "balance": self.balance,
            "wording": self.wording,
            "adjacent": self.adjacent,
            "plain recall": self.plain_recall,
            "plain precision": self.plain_precision,
            "asked alike": float(self.asked_alike),
            "asked otherwise": float(self.asked_otherwise),
            "never asked": float(self.never_asked),
        }


@dataclass(frozen=True, slots=True)
class Candidate:
    """A fact as an answer to a query; ``score`` is from 0 to 1.

    ``closest`` is the number of its closest passage, None where none has anything of the question.
    """

    fact: Fact
    score: float
    measures: Measures
    closest: int | None
    matches: tuple[TermMatch, ...]
    objections: tuple[Objection, ...]

    @property
    def passage(self) -> str:
        """The closest passage as it was written, by its place in ``passages.Said``."""
        if self.closest is None:
            return ""
        fact = self.fact
        texts = [text for lang in sorted(fact.phrasings) for text in fact.phrasings[lang]]
        texts += [fact.texts[lang].text for lang in sorted(fact.texts)]
        if self.closest < len(texts):
            return texts[self.closest]
        return fact.date.text if fact.date else ""

    @property
    def missing(self) -> tuple[TermMatch, ...]:
        """The terms of the question that the fact lacks."""
        return tuple(match for match in self.matches if match.likeness == 0)


def objections(
    query: Query,
    fact: Fact,
    lookups: Sequence[Lookup],
    best: Sequence[float],
    places: frozenset[str],
) -> tuple[Objection, ...]:
    """Return what speaks against a fact; ``best`` has its likeness to what was looked up."""
    found: list[Objection] = []
    lacking = [lookup.term for lookup, like in zip(lookups, best, strict=True) if like == 0]
    kinds = {term.kind for term in lacking}
    if any(term.kind == "concept" and term.label in places for term in lacking):
        found.append("other-place")
    if any(term.kind == "number" and term.label != FIRST for term in lacking):
        found.append("other-number")
    if "date" in kinds:
        found.append("other-date")
    if "when" in query.types and fact.date is None:
        found.append("no-date")
    return tuple(found)
