"""How well each fact answers a query, in parts that `explain` can show.

The facts that cover the question best are held against it passage by passage. What comes of it is
a handful of measures between 0 and 1; a logistic regression over them, its weights learned from
the development half of the test questions, gives the score by which candidates are ranked.
"""

from collections.abc import Mapping
from heapq import nlargest
from itertools import chain, compress, pairwise
from operator import mul
from typing import NamedTuple

from rapidfuzz import fuzz

from bot.facts.models import Fact
from bot.matching.candidate import OBJECTIONS, Candidate, Measures, TermMatch, objections
from bot.matching.index import SURE, Entry, FactIndex, Lookup
from bot.matching.learned import learned, probability
from bot.matching.query import Query
from bot.search.lexicon import Term, TermKind
from bot.search.passages import Passage

LOADED = 24
"""How many facts, those that hold the rarest words, are read."""
LOOKED_AT = 16
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
    held = [question.held(entry) for entry in index.leading(lookups, LOADED)]
    held = [one for one in held if one.coverage]
    leading = nlargest(LOOKED_AT, held, key=lambda one: (one.coverage, -one.entry.number))
    index.weigh(one.entry for one in leading)
    facts = index.facts([one.entry.number for one in leading])
    found = [question.candidate(fact, one) for fact, one in zip(facts, leading, strict=True)]
    found.sort(key=lambda c: (-c.score, c.fact.id or 0))
    return found[:KEPT]


def _text(fact: Fact, number: int) -> str:
    """Return a passage of a fact as it was written, by its place in ``passages.Said``."""
    texts = [text for lang in sorted(fact.phrasings) for text in fact.phrasings[lang]]
    texts += [fact.texts[lang].text for lang in sorted(fact.texts)]
    return texts[number] if number < len(texts) else fact.date.text if fact.date else ""


class _Held(NamedTuple):
    """What a fact holds of a question: the likeness of every term in every passage that has it,

    the best of them, and the share of the question's weight that these cover.
    """

    entry: Entry
    likenesses: list[Mapping[int, float]]
    best: list[float]
    coverage: float


Covering = tuple[frozenset[tuple[TermKind, str]], frozenset[str]]
"""Kinds and labels of terms, and the words that they may stand for."""


class _Near(NamedTuple):
    """A passage held against the question; sorts by likeness, then its own language first."""

    likeness: float
    own_language: bool
    passage: int
    recall: float
    precision: float
    held: list[float]


_NOTHING = _Near(0.0, own_language=False, passage=-1, recall=0.0, precision=0.0, held=[])


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

    def held(self, entry: Entry) -> _Held:
        """Return what a fact holds of the question."""
        likenesses = [entry.likenesses(lookup) for lookup in self._lookups]
        best = [max(like.values(), default=0.0) for like in likenesses]
        return _Held(entry, likenesses, best, self.share(best))

    def candidate(self, fact: Fact, held: _Held) -> Candidate:
        """Return a fact as a candidate."""
        best = held.best
        nearest = self._nearest(held)
        measures = self._measures(held, nearest)
        against = objections(self._query, fact, self._lookups, best, self._index.places)
        if self._lacks("denial", held, nearest):
            against = (*against, "denied")
        if self._lacks("present", held, nearest):
            against = (*against, "present")
        score = probability(measures.values(), learned()["ranking"])
        for objection in against:
            score *= OBJECTIONS[objection]
        matches = zip(self._lookups, best, strict=True)
        return Candidate(
            fact=fact,
            score=score,
            measures=measures,
            passage=_text(fact, nearest[0].passage) if nearest else "",
            matches=tuple(TermMatch(look.term, look.weight, like) for look, like in matches),
            objections=against,
        )

    def _lacks(self, kind: TermKind, held: _Held, nearest: list[_Near]) -> bool:
        """Say whether the question has a term of this kind that the closest passages lack."""
        return any(
            lookup.term.kind == kind and not any(likeness.get(near.passage) for near in nearest)
            for lookup, likeness in zip(self._lookups, held.likenesses, strict=True)
        )

    def _nearest(self, held: _Held) -> list[_Near]:
        """Return a fact's passages that share most with the question, closest first.

        No passage is closer than its recall, so those of less recall need no comparing.
        """
        rows: dict[int, list[float]] = {}
        for place, likeness in enumerate(held.likenesses):
            for number, like in likeness.items():
                rows.setdefault(number, [0.0] * len(self._lookups))[place] = like
        recalls = sorted(((self.share(row), -number) for number, row in rows.items()), reverse=True)
        found: list[_Near] = []
        for recall, number in recalls:
            if len(found) == COMPARED and recall < found[-1].likeness:
                break
            found.append(self._near(held.entry, -number, recall, rows[-number]))
            found = nlargest(COMPARED, found)
        return found

    def _near(self, entry: Entry, number: int, recall: float, row: list[float]) -> _Near:
        precision = self._precision(entry, number, row)
        likeness = recall * precision**PRECISION_EXPONENT
        own = entry.passages[number].lang == self._query.lang
        return _Near(likeness, own, number, recall, precision, row)

    def _measures(self, held: _Held, nearest: list[_Near]) -> Measures:
        """Return the measures of a fact from its closest passages."""
        passages = [held.entry.passages[near.passage] for near in nearest]
        first = nearest[0] if nearest else _NOTHING
        plain_recall, plain_precision = self._plain(passages[0], first) if passages else (0.0, 0.0)
        asked = self._query.types
        return Measures(
            coverage=held.coverage,
            recall=first.recall,
            precision=first.precision,
            likeness=first.likeness,
            second=nearest[1].likeness if len(nearest) > 1 else 0.0,
            balance=max((_harmonic(near) for near in nearest), default=0.0),
            wording=max(
                (fuzz.token_sort_ratio(self._wording, p.wording) / 100 for p in passages),
                default=0.0,
            ),
            adjacent=max(map(self._adjacent, passages, nearest), default=0.0),
            plain_recall=plain_recall,
            plain_precision=plain_precision,
            asked_alike=any(p.types & asked for p in passages),
            asked_otherwise=bool(
                passages and asked and passages[0].types and not passages[0].types & asked
            ),
            never_asked=bool(asked and not asked <= held.entry.types),
        )

    def _adjacent(self, passage: Passage, near: _Near) -> float:
        """Return which share of the question's pairs of neighbours stand together in a passage."""
        count = len(self._query.terms)
        places = [
            [place for place, term in enumerate(passage.terms) if _same(lookup, term)]
            if like >= SURE
            else []
            for lookup, like in zip(self._lookups[:count], near.held[:count], strict=True)
        ]
        weights = [min(pair) for pair in pairwise(self._weights[:count])]
        together = [
            any(abs(here - there) <= TOGETHER for here in first for there in second)
            for first, second in pairwise(places)
        ]
        return sum(compress(weights, together)) / sum(weights) if weights else 0.0

    def _precision(self, entry: Entry, number: int, row: list[float]) -> float:
        """Return which share of a passage's weight the question covers."""
        labels, known = self._covering(tuple(like >= SURE for like in row))
        total = covered = 0.0
        for term, weight in zip(entry.passages[number].terms, entry.weights[number], strict=True):
            total += weight
            if (term.kind, term.label) in labels or known.issuperset(term.keys):
                covered += weight
        return covered / total if total else 0.0

    def _plain(self, passage: Passage, near: _Near) -> tuple[float, float]:
        """Return which share of the terms of question and passage each has of the other."""
        held = [look for look, like in zip(self._lookups, near.held, strict=True) if like >= SURE]
        covered = sum(any(_same(lookup, term) for lookup in held) for term in passage.terms)
        return len(held) / len(self._lookups), covered / max(len(passage.terms), 1)

    def _covering(self, sure: tuple[bool, ...]) -> Covering:
        """Return the labels and the spellings of the terms that a passage surely holds."""
        if sure not in self._coverings:
            looked_up = list(compress(self._lookups, sure))
            labels = frozenset((look.term.kind, look.term.label) for look in looked_up)
            spellings = frozenset(chain.from_iterable(look.known for look in looked_up))
            self._coverings[sure] = labels, spellings
        return self._coverings[sure]


def _same(lookup: Lookup, term: Term) -> bool:
    """Say whether a term of a passage is what a term of the question was looked up as."""
    if (term.kind, term.label) == (lookup.term.kind, lookup.term.label):
        return True
    return lookup.known.issuperset(term.keys)


def _harmonic(near: _Near) -> float:
    total = near.recall + near.precision
    return 2 * near.recall * near.precision / total if total else 0.0
