"""How well each fact answers a query, in parts that `explain` can show.

The facts that cover the question best are held against it passage by passage. What comes of it is
a handful of measures between 0 and 1; a logistic regression over them, its weights learned from
the development half of the test questions, gives the score by which candidates are ranked.
"""

from collections.abc import Iterable, Mapping, Sequence
from heapq import nlargest
from itertools import chain, compress, pairwise
from operator import and_, itemgetter, mul
from typing import NamedTuple

from rapidfuzz import fuzz

from bot.facts.models import Fact
from bot.matching.candidate import OBJECTIONS, Candidate, Measures, TermMatch, objections
from bot.matching.confidence import is_hopeless
from bot.matching.entry import Entry, Lookup, Weighed
from bot.matching.index import SURE, FactIndex
from bot.matching.learned import learned
from bot.matching.query import Query
from bot.search.lexicon import Term, TermKind
from bot.search.passages import Passage

LOADED = 24
"""How many facts, those that hold the rarest words, are read."""
LOOKED_AT = 16
"""How many facts, those that cover the question best, have their passages compared."""
LEAST = 0.3
"""Of what the best of them covers, what the others must cover to be compared: those that cover less
come to nothing."""
FIRST = 6
"""How many of them are compared first: where all of these are hopeless, so are the others."""
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
    leading = [one for one in leading if one.coverage >= LEAST * leading[0].coverage]
    found = question.candidates(leading[:FIRST])
    if not all(map(is_hopeless, found)):
        found += question.candidates(leading[FIRST:])
    found.sort(key=lambda c: (-c.score, c.fact.id or 0))
    return found[:KEPT]


class _Held(NamedTuple):
    """What a fact holds of a question: the likeness of every term in every passage that has it,

    the best of them, and the share of the question's weight that these cover.
    """

    entry: Entry
    likenesses: list[Mapping[int, float]]
    best: list[float]
    coverage: float


class _Covering(NamedTuple):
    """What a passage may hold of some terms: their kinds and labels, the words that they may stand

    for, and plain words by either.
    """

    labels: frozenset[tuple[TermKind, str]]
    known: frozenset[str]
    words: frozenset[str]


class _Near(NamedTuple):
    """A passage held against the question; sorts by likeness, then its own language first."""

    likeness: float
    own_language: bool
    passage: int
    recall: float
    precision: float
    held: tuple[float, ...]


_NOTHING = _Near(0.0, own_language=False, passage=-1, recall=0.0, precision=0.0, held=())


class _Question:
    """A query with its terms looked up, ready to be held against facts."""

    def __init__(self, query: Query, index: FactIndex, lookups: list[Lookup]) -> None:
        self._query = query
        self._index = index
        self._lookups = lookups
        self._terms = [lookup.term for lookup in lookups]
        self._weights = [lookup.weight for lookup in lookups]
        self._total = sum(self._weights)
        self._wording = " ".join(key for term in query.terms for key in term.keys)
        self._neighbours = [min(pair) for pair in pairwise(self._weights[: len(query.terms)])]
        self._coverings: dict[tuple[float, ...], _Covering] = {}
        self._kinds = {lookup.term.kind for lookup in lookups}

    def share(self, held: Iterable[float]) -> float:
        """Return which share of the question's weight is held."""
        covered: float = sum(map(mul, self._weights, held))
        return covered / self._total

    def held(self, entry: Entry) -> _Held:
        """Return what a fact holds of the question."""
        likenesses = list(map(entry.likenesses, self._lookups))
        best = [max(like.values()) if like else 0.0 for like in likenesses]
        return _Held(entry, likenesses, best, self.share(best))

    def candidates(self, held: Sequence[_Held]) -> list[Candidate]:
        """Return facts as candidates, in the same order."""
        self._index.weigh(one.entry for one in held)
        facts = self._index.facts([one.entry.number for one in held])
        return list(map(self._candidate, facts, held))

    def _candidate(self, fact: Fact, held: _Held) -> Candidate:
        """Return a fact as a candidate."""
        best = held.best
        nearest = self._nearest(held)
        measures = self._measures(held, nearest)
        against = objections(self._query, fact, self._lookups, best, self._index.places)
        if self._lacks("denial", held, nearest):
            against = (*against, "denied")
        if self._lacks("present", held, nearest):
            against = (*against, "present")
        score = learned()["ranking"].probability(measures.values())
        for objection in against:
            score *= OBJECTIONS[objection]
        return Candidate(
            fact=fact,
            score=score,
            measures=measures,
            closest=nearest[0].passage if nearest else None,
            matches=tuple(map(TermMatch, self._terms, self._weights, best)),
            objections=against,
        )

    def _lacks(self, kind: TermKind, held: _Held, nearest: list[_Near]) -> bool:
        """Say whether the question has a term of this kind that the closest passages lack."""
        return kind in self._kinds and any(
            lookup.term.kind == kind and not any(likeness.get(near.passage) for near in nearest)
            for lookup, likeness in zip(self._lookups, held.likenesses, strict=True)
        )

    def _nearest(self, held: _Held) -> list[_Near]:
        """Return a fact's passages that share most with the question, closest first.

        No passage is closer than its recall, so those of less recall need no comparing.
        """
        entry, found = held.entry, list[_Near]()
        for recall, row, numbers in self._rows(held):
            if len(found) == COMPARED and recall < found[-1].likeness:
                break
            covering = self._covering(row)
            for number in numbers:
                precision = _precision(entry.weighed[number], covering)
                likeness = recall * precision**PRECISION_EXPONENT
                if len(found) == COMPARED and likeness < found[-1].likeness:
                    continue
                own = entry.passages[number].lang == self._query.lang
                found.append(_Near(likeness, own, number, recall, precision, row))
                found.sort(reverse=True)
                del found[COMPARED:]
        return found

    def _rows(self, held: _Held) -> list[tuple[float, tuple[float, ...], list[int]]]:
        """Return the recall and the likenesses of all terms, and the passages that have them."""
        rows: dict[int, list[float]] = {}
        for place, likeness in enumerate(held.likenesses):
            for number, like in likeness.items():
                if number not in rows:
                    rows[number] = [0.0] * len(self._lookups)
                rows[number][place] = like
        alike: dict[tuple[float, ...], list[int]] = {}
        for number, row in rows.items():
            alike.setdefault(tuple(row), []).append(number)
        found = [(self.share(row), row, numbers) for row, numbers in alike.items()]
        found.sort(key=itemgetter(0), reverse=True)
        return found

    def _measures(self, held: _Held, nearest: list[_Near]) -> Measures:
        """Return the measures of a fact from its closest passages."""
        entry, asked = held.entry, self._query.types
        passages = [entry.passages[near.passage] for near in nearest]
        first = nearest[0] if nearest else _NOTHING
        plain_recall, plain_precision = self._plain(entry, first) if nearest else (0.0, 0.0)
        return Measures(
            coverage=held.coverage,
            recall=first.recall,
            precision=first.precision,
            likeness=first.likeness,
            second=nearest[1].likeness if len(nearest) > 1 else 0.0,
            balance=max(map(_harmonic, nearest), default=0.0),
            wording=max(map(self._alike, passages), default=0.0),
            adjacent=max(map(self._adjacent, passages, nearest), default=0.0),
            plain_recall=plain_recall,
            plain_precision=plain_precision,
            asked_alike=any(p.types & asked for p in passages),
            asked_otherwise=bool(
                passages and asked and passages[0].types and not passages[0].types & asked
            ),
            never_asked=bool(asked and not asked <= entry.types),
        )

    def _alike(self, passage: Passage) -> float:
        """Return how alike question and passage are word by word."""
        return fuzz.token_sort_ratio(self._wording, passage.wording) / 100

    def _adjacent(self, passage: Passage, near: _Near) -> float:
        """Return which share of the question's pairs of neighbours stand together in a passage."""
        count = len(self._query.terms)
        sure = [like >= SURE for like in near.held[:count]]
        if not any(map(and_, sure, sure[1:])):
            return 0.0
        places = [
            [place for place, term in enumerate(passage.terms) if _same(lookup, term)]
            if held
            else []
            for lookup, held in zip(self._lookups[:count], sure, strict=True)
        ]
        together = [
            any(abs(here - there) <= TOGETHER for here in first for there in second)
            for first, second in pairwise(places)
        ]
        return sum(compress(self._neighbours, together)) / sum(self._neighbours)

    def _plain(self, entry: Entry, near: _Near) -> tuple[float, float]:
        """Return which share of the terms of question and passage each has of the other."""
        held = [look for look, like in zip(self._lookups, near.held, strict=True) if like >= SURE]
        words = self._covering(near.held).words
        passage, weighed = entry.passages[near.passage], entry.weighed[near.passage]
        covered = sum(map(words.__contains__, weighed.words))
        for term, _ in weighed.others:
            covered += any(_same(lookup, term) for lookup in held)
        return len(held) / len(self._lookups), covered / max(len(passage.terms), 1)

    def _covering(self, row: tuple[float, ...]) -> _Covering:
        """Return what a passage holds that has the terms with these likenesses."""
        if row not in self._coverings:
            looked_up = [
                look for look, like in zip(self._lookups, row, strict=True) if like >= SURE
            ]
            labels = frozenset((look.term.kind, look.term.label) for look in looked_up)
            known = frozenset(chain.from_iterable(look.known for look in looked_up))
            words = known.union(label for kind, label in labels if kind == "word")
            self._coverings[row] = _Covering(labels, known, words)
        return self._coverings[row]


def _precision(weighed: Weighed, covering: _Covering) -> float:
    """Return which share of a passage's weight the question covers."""
    held = map(covering.words.__contains__, weighed.words)
    covered: float = sum(compress(weighed.weights, held))
    for term, weight in weighed.others:
        if term[:2] in covering.labels or covering.known.issuperset(term.keys):
            covered += weight
    return covered / weighed.total if weighed.total else 0.0


def _same(lookup: Lookup, term: Term) -> bool:
    """Say whether a term of a passage is what a term of the question was looked up as."""
    if (term.kind, term.label) == (lookup.term.kind, lookup.term.label):
        return True
    return lookup.known.issuperset(term.keys)


def _harmonic(near: _Near) -> float:
    total = near.recall + near.precision
    return 2 * near.recall * near.precision / total if total else 0.0
