"""How well each fact answers a query, in parts that `explain` can show.

The facts that cover the question best are held against it passage by passage. What comes of it is
a handful of measures between 0 and 1; a logistic regression over them, its weights learned from
the development half of the test questions, gives the score by which candidates are ranked.
"""

from heapq import nlargest
from itertools import chain, compress, pairwise
from operator import mul
from typing import NamedTuple

from rapidfuzz import fuzz

from bot.matching.candidate import OBJECTIONS, Candidate, Measures, TermMatch, objections
from bot.matching.index import SURE, FactIndex, Lookup
from bot.matching.learned import learned, probability
from bot.matching.lexicon import Term, TermKind
from bot.matching.query import Query

LOOKED_AT = 20
"""How many facts, those that cover the question best, have their passages compared."""
KEPT = 12
"""How many of them are ranked."""
PRECISION_EXPONENT = 0.35
"""How much it counts, in choosing a fact's closest passages, what they say beyond the question."""
COMPARED = 3
"""How many closest passages of a fact are compared word by word."""
TOGETHER = 2
"""Terms at most this far from each other stand together."""


def candidates(query: Query, index: FactIndex) -> list[Candidate]:
    """Return the facts that share a term with the query, best first."""
    lookups = [index.look_up(term) for term in query.terms]
    lookups.extend(index.look_up_date(date, query.text) for date in query.dates)
    question = _Question(query, index, lookups)
    best = _best_likenesses(lookups, index)
    covered = {fact: question.share(row) for fact, row in best.items()}
    leading = nlargest(LOOKED_AT, covered, key=lambda fact: (covered[fact], -fact))
    found = [question.candidate(fact, best[fact]) for fact in leading]
    found.sort(key=lambda c: (-c.score, c.fact.id or 0))
    return found[:KEPT]


def _best_likenesses(lookups: list[Lookup], index: FactIndex) -> dict[int, list[float]]:
    """Return, for each fact that has any term, the best likeness of every term in it."""
    best: dict[int, list[float]] = {}
    for number, lookup in enumerate(lookups):
        for passage, like in lookup.likeness.items():
            fact = index.passages[passage].fact
            row = best.get(fact)
            if row is None:
                row = best[fact] = [0.0] * len(lookups)
            row[number] = max(row[number], like)
    return best


Covering = tuple[frozenset[tuple[TermKind, str]], frozenset[str]]
"""Kinds and labels of terms, and the words that they may stand for."""


class _Near(NamedTuple):
    """A passage held against the question; sorts by likeness, then its own language first."""

    likeness: float
    own_language: bool
    passage: int
    recall: float
    precision: float


class _Question:
    """A query with its terms looked up, ready to be held against facts."""

    def __init__(self, query: Query, index: FactIndex, lookups: list[Lookup]) -> None:
        self._query = query
        self._index = index
        self._lookups = lookups
        self._weights = [lookup.weight for lookup in lookups]
        self._total = sum(self._weights)
        self._wording = " ".join(key for term in query.terms for key in term.keys)
        self._coverings: dict[tuple[bool, ...], Covering] = {}

    def share(self, held: list[float]) -> float:
        """Return which share of the question's weight is held."""
        covered: float = sum(map(mul, self._weights, held))
        return covered / self._total

    def candidate(self, number: int, best: list[float]) -> Candidate:
        """Return a fact as a candidate; ``best`` has its likeness to every term."""
        fact = self._index.facts[number]
        nearest = self._nearest(number)
        measures = self._measures(number, self.share(best), nearest)
        against = objections(self._query, fact, self._lookups, best, self._index.places)
        if self._lacks("denial", nearest):
            against = (*against, "denied")
        if self._lacks("present", nearest):
            against = (*against, "present")
        score = probability(measures.values(), learned()["ranking"])
        for objection in against:
            score *= OBJECTIONS[objection]
        matches = zip(self._lookups, best, strict=True)
        return Candidate(
            fact=fact,
            score=score,
            measures=measures,
            passage=self._index.passages[nearest[0].passage].text if nearest else "",
            matches=tuple(TermMatch(look.term, look.weight, like) for look, like in matches),
            objections=against,
        )

    def _lacks(self, kind: TermKind, nearest: list[_Near]) -> bool:
        """Say whether the question has a term of this kind that the closest passages lack."""
        return any(
            lookup.term.kind == kind
            and not any(lookup.likeness.get(near.passage) for near in nearest)
            for lookup in self._lookups
        )

    def _nearest(self, number: int) -> list[_Near]:
        """Return a fact's passages that share a term with the question, closest first."""
        found = []
        for passage in self._index.passages_of[number]:
            held = [lookup.likeness.get(passage, 0.0) for lookup in self._lookups]
            recall = self.share(held)
            if recall:
                precision = self._precision(passage, held)
                likeness = recall * precision**PRECISION_EXPONENT
                own = self._index.passages[passage].lang == self._query.lang
                found.append(_Near(likeness, own, passage, recall, precision))
        return nlargest(COMPARED, found)

    def _measures(self, fact: int, coverage: float, nearest: list[_Near]) -> Measures:
        """Return the measures of a fact from its closest passages."""
        first = (
            nearest[0]
            if nearest
            else _Near(0.0, own_language=False, passage=-1, recall=0.0, precision=0.0)
        )
        plain_recall, plain_precision = self._plain(nearest[0].passage) if nearest else (0.0, 0.0)
        readings = [self._index.reading(near.passage) for near in nearest]
        asked = self._query.types
        return Measures(
            coverage=coverage,
            recall=first.recall,
            precision=first.precision,
            likeness=first.likeness,
            second=nearest[1].likeness if len(nearest) > 1 else 0.0,
            balance=max((_harmonic(near) for near in nearest), default=0.0),
            wording=max(
                (fuzz.token_sort_ratio(self._wording, r.wording) / 100 for r in readings),
                default=0.0,
            ),
            adjacent=max((self._adjacent(near.passage) for near in nearest), default=0.0),
            plain_recall=plain_recall,
            plain_precision=plain_precision,
            asked_alike=any(r.types & asked for r in readings),
            asked_otherwise=bool(
                readings and asked and readings[0].types and not readings[0].types & asked
            ),
            never_asked=bool(asked and not asked <= self._index.types(fact)),
        )

    def _adjacent(self, passage: int) -> float:
        """Return which share of the question's pairs of neighbours stand together in a passage."""
        said = self._index.passages[passage].terms
        places = [
            [place for place, term in enumerate(said) if _same(lookup, term)]
            if lookup.likeness.get(passage, 0.0) >= SURE
            else []
            for lookup in self._lookups[: len(self._query.terms)]
        ]
        weights = [min(pair) for pair in pairwise(self._weights[: len(places)])]
        together = [
            any(abs(here - there) <= TOGETHER for here in first for there in second)
            for first, second in pairwise(places)
        ]
        return sum(compress(weights, together)) / sum(weights) if weights else 0.0

    def _precision(self, passage: int, held: list[float]) -> float:
        """Return which share of a passage's weight the question covers."""
        labels, spellings = self._covering(tuple(like >= SURE for like in held))
        weighed = self._index.weighed_terms(passage)
        total = sum(weight for _, weight in weighed)
        covered = sum(
            weight
            for term, weight in weighed
            if (term.kind, term.label) in labels or spellings.issuperset(term.keys)
        )
        return covered / total if total else 0.0

    def _plain(self, passage: int) -> tuple[float, float]:
        """Return which share of the terms of question and passage each has of the other."""
        said = self._index.passages[passage].terms
        held = [lookup for lookup in self._lookups if lookup.likeness.get(passage, 0.0) >= SURE]
        covered = sum(any(_same(lookup, term) for lookup in held) for term in said)
        return len(held) / len(self._lookups), covered / len(said) if said else 0.0

    def _covering(self, sure: tuple[bool, ...]) -> Covering:
        """Return the labels and the spellings of the terms that a passage surely holds."""
        if sure not in self._coverings:
            looked_up = list(compress(self._lookups, sure))
            labels = frozenset((look.term.kind, look.term.label) for look in looked_up)
            spellings = frozenset(chain.from_iterable(look.spellings for look in looked_up))
            self._coverings[sure] = labels, spellings
        return self._coverings[sure]


def _same(lookup: Lookup, term: Term) -> bool:
    """Say whether a term of a passage is what a term of the question was looked up as."""
    if (term.kind, term.label) == (lookup.term.kind, lookup.term.label):
        return True
    return lookup.spellings.issuperset(term.keys)


def _harmonic(near: _Near) -> float:
    total = near.recall + near.precision
    return 2 * near.recall * near.precision / total if total else 0.0
