"""Two facts held against each other in time: how long between them, and which was first.

Each side is a question of its own and must have a sure answer; a side that names no more than a
place ("in Russia and in France") takes the rest from the other.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Final

from bot.dates.spans import gap
from bot.facts.models import Compared, Found, Outcome
from bot.matching.followup import completions, holds_own, lack
from bot.matching.index import SURE
from bot.matching.matcher import Judgement, Matcher
from bot.matching.query import MAX_LETTERS
from bot.spelling.comparing_words import Comparison, comparison
from bot.spelling.fold import words
from bot.spelling.question_words import QuestionType

_WHEN: Final[frozenset[QuestionType]] = frozenset({"when"})
_Pair = tuple[tuple[str, Judgement], tuple[str, Judgement]]


def judge(matcher: Matcher, text: str) -> Judgement:
    """Return the outcome of a question, which may compare two things."""
    listed = words(text[:MAX_LETTERS])
    found = comparison([word.key for word in listed])
    if found is None:
        return matcher.judge(text)
    said = [word.text for word in listed]
    pairs = [_completed(matcher, pair) for pair in _pairs(matcher, found, said)]
    pair = max(pairs, key=_promise)
    whole = matcher.judge(text)
    if not _is_settled(pair) and _is_told(whole):
        return whole
    return _compared(found, pair, whole)


def _pairs(matcher: Matcher, found: Comparison, said: list[str]) -> Iterator[_Pair]:
    """Yield both sides, judged, for every place to part them."""
    shared = [said[place] for place in found.shared]
    for sides in found.sides:
        first, second = (" ".join(said[place] for place in side) for side in sides)
        one, other = (_judged(matcher, " ".join((*shared, side))) for side in (first, second))
        yield (first, one), (second, other)


def _judged(matcher: Matcher, side: str) -> Judgement:
    """Return when what a side names was."""
    read = matcher.read(side)
    return matcher.judge_query(replace(read, types=_WHEN))


def _completed(matcher: Matcher, pair: _Pair) -> _Pair:
    """Return both sides, where one lacks something with what it takes from the other."""
    (first, one), (second, other) = pair
    if _is_sure(one) and _lacks(matcher, other):
        other = _with(matcher, other, one)
    elif _is_sure(other) and _lacks(matcher, one):
        one = _with(matcher, one, other)
    return (first, one), (second, other)


def _lacks(matcher: Matcher, side: Judgement) -> bool:
    """Say whether a side has no sure answer, or none but for a place or a number that it names."""
    return not _is_sure(side) or lack(side.query, matcher.index) == "bare"


def _with(matcher: Matcher, lacking: Judgement, whole: Judgement) -> Judgement:
    """Return the first answer that a side comes to with what the other says; else its own."""
    judged = [
        matcher.judge_query(completion.query, partial(holds_own, completion=completion))
        for completion in completions(lacking.query, whole.query, matcher.index)
    ]
    return next(filter(_is_sure, judged), judged[0] if judged else lacking)


def _is_sure(judged: Judgement) -> bool:
    return judged.outcome.status == "answer" and len(judged.outcome.facts) == 1


def _is_settled(pair: _Pair) -> bool:
    """Say whether both sides have a sure answer, each its own."""
    if not all(_is_sure(judged) for _, judged in pair):
        return False
    (_, one), (_, other) = pair
    return one.outcome.facts[0].fact.key != other.outcome.facts[0].fact.key


def _is_told(whole: Judgement) -> bool:
    """Say whether one fact tells all that the question says: some are of how long a thing was."""
    if whole.outcome.status != "answer":
        return False
    best = whole.candidates[0]
    telling = [match for match in best.matches if not match.term.is_light]
    return best.measures.asked_alike or all(match.likeness >= SURE for match in telling)


def _promise(pair: _Pair) -> tuple[int, float]:
    sure = [judged.confidence for _, judged in pair if _is_sure(judged)]
    return len(sure), min(sure, default=0.0)


def _compared(found: Comparison, pair: _Pair, whole: Judgement) -> Judgement:
    """Return the outcome of a comparison: both facts, earlier first, or why there is none."""
    facts = [judged.outcome.facts[0] for _, judged in pair if _is_sure(judged)]
    lang = whole.outcome.lang
    unknown = tuple(said for said, judged in pair if not _is_sure(judged))
    same = len({fact.fact.key for fact in facts}) < len(facts)
    dates = [fact.fact.date for fact in facts]
    between = None
    if len(facts) == 2 and not same and dates[0] is not None and dates[1] is not None:
        between = gap(dates[0], dates[1])
    compared = Compared(found.asks, between, unknown)
    if between is None:
        near = tuple(facts[:1] if same else facts)
        outcome = Outcome("none", lang, near=near, compared=compared)
    else:
        outcome = Outcome("answer", lang, _in_order(facts), compared=compared)
    sure = min(judged.confidence for _, judged in pair)
    leading = tuple(judged.candidates[0] for _, judged in pair if _is_sure(judged))
    return Judgement(whole.query, leading, sure, outcome)


def _in_order(facts: list[Found]) -> tuple[Found, ...]:
    return tuple(
        sorted(facts, key=lambda found: found.fact.date.sort_jdn if found.fact.date else 0)
    )
