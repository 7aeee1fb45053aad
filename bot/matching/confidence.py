"""How sure the bot may be that the best candidate answers the question.

A logistic regression over plain features of the best candidate and its lead, most of which count
by a line that bends: see ``learned.py``.
"""

import math
from collections.abc import Sequence

from bot.matching.candidate import Candidate, Objection
from bot.matching.learned import learned
from bot.matching.query import Query
from bot.search.lexicon import Term
from bot.spelling.inflection import is_verb

TELLING: tuple[Objection, ...] = ("other-place", "other-date", "no-date", "present")
"""Objections that count beyond what they take off the score; the others are too rare to learn."""
EXACT = 0.96
"""From this likeness on a word counts as found as it is, not as a near spelling."""
UNKNOWN = 0.999
"""The weight of a word that no fact holds, but for rounding."""
WORD_FOR_WORD = 0.99
EXPECTED = 0.95
"""The least confidence in a fact that expects the question word for word. No question to learn
from is like that, for they are written by people who have not seen the phrasings."""
SUREST = 0.99
"""Of the surest answers to people's questions about one in a hundred is wrong."""
HOPELESS = 0.01
"""A fact whose score is less comes to nothing: hardly any right one has less."""
EVIDENCE_SCALE = 5.0
"""Spreads the weight of what was found over the range where a logarithm bends."""
FARTHEST = 4.0
"""A lead in log odds beyond this says nothing more."""


def confidence(query: Query, candidates: Sequence[Candidate]) -> float:
    """Return the probability (0-1) that the first candidate answers the query."""
    if not any(map(_says_something, query.terms)) or not candidates or is_hopeless(candidates[0]):
        return 0.0
    sure = learned()["confidence"].probability(features(query, candidates))
    return min(max(sure, EXPECTED) if expects(candidates[0]) else sure, SUREST)


def is_hopeless(candidate: Candidate) -> bool:
    """Say whether a fact shares so little with a question that the rest says nothing."""
    return candidate.score < HOPELESS


def expects(candidate: Candidate) -> bool:
    """Say whether a fact expects the question word for word."""
    measures = candidate.measures
    return min(measures.recall, measures.precision, measures.wording) >= WORD_FOR_WORD


def features(query: Query, candidates: Sequence[Candidate]) -> dict[str, float]:
    """Return the features of the best candidate, each of the order of 1."""
    best = candidates[0]
    lead = _log_odds(best.score) - (_log_odds(candidates[1].score) if candidates[1:] else -FARTHEST)
    total = sum(match.weight for match in best.matches)
    exact = sum(m.weight for m in best.matches if m.likeness >= EXACT) / total
    near = sum(m.weight for m in best.matches if 0 < m.likeness < EXACT) / total
    evidence = sum(m.weight * m.likeness for m in best.matches)
    measures = best.measures
    return {
        **measures.values(),
        "score": best.score,
        "log odds": _log_odds(best.score),
        "lead": max(0.0, min(lead, FARTHEST)),
        "coverage squared": measures.coverage**2,
        "precision of coverage": measures.precision * measures.coverage,
        "found exactly": exact,
        "found nearly": near,
        "evidence": math.log1p(EVIDENCE_SCALE * evidence),
        "terms": math.log1p(len(best.matches)),
        "single term": float(len(best.matches) == 1),
        "terms missing": min(len(best.missing), 4) / 2,
        "unknown": sum(m.weight for m in best.missing if m.weight >= UNKNOWN) / total,
        "verbs missing": sum(m.weight for m in best.missing if _is_verb(query, m.term)) / total,
        "light missing": sum(m.weight for m in best.missing if m.term.is_light) / total,
        "concepts missing": sum(m.weight for m in best.missing if m.term.kind == "concept") / total,
        "heaviest missing": max((m.weight for m in best.missing), default=0.0),
        "dates held": float(bool(query.dates) and "other-date" not in best.objections),
        "names missing": min(_missing_names(query, best), 2.0),
        "asks how many": float("how-many" in query.types),
        "letters": math.log1p(len(query.text)) / 3,
        **{name: float(name in best.objections) for name in TELLING},
    }


def _says_something(term: Term) -> bool:
    """Say whether a term can be what a question is about; "1" can't, "270" can."""
    return term.kind in ("concept", "word") or (term.kind == "number" and len(term.label) > 2)


def _is_verb(query: Query, term: Term) -> bool:
    return term.kind == "word" and is_verb(term.label, query.lang)


def _log_odds(score: float) -> float:
    bounded = min(max(score, 1e-4), 1 - 1e-4)
    return math.log(bounded / (1 - bounded))


def _missing_names(query: Query, best: Candidate) -> float:
    """Return how many missing words are written as names: capitals, not at the beginning."""
    start = query.text.lstrip("«\"'“ ")
    return sum(
        match.term.kind == "word"
        and match.term.text[:1].isupper()
        and not start.startswith(match.term.text)
        for match in best.missing
    )
