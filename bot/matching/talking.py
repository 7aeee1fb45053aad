"""One question of a conversation: answered by itself, or with what it takes from the one before."""

from dataclasses import dataclass, replace
from typing import Final

from bot.facts.models import ANSWERED, Found, Outcome
from bot.matching.candidate import Candidate
from bot.matching.comparing import judge
from bot.matching.followup import (
    Completion,
    Context,
    Lack,
    completions,
    holds_own,
    lack,
    stands_alone,
)
from bot.matching.index import SURE
from bot.matching.matcher import VETOES, Judgement, Matcher

_ASKED_OF_THE_SAME: Final = frozenset({"when", "who", "where", "how-many"})
"""What may be asked of the fact that was the answer before; else something new is asked for."""
_SURELY: Final = 0.9
"""From this confidence on a short question has its answer by itself."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """What a question came to; ``assumed`` are the words that were taken from the one before.

    ``context`` is what the next question may go on from.
    """

    outcome: Outcome
    context: Context | None
    assumed: tuple[str, ...] = ()


def converse(matcher: Matcher, text: str, before: Context | None, now: float) -> Exchange:
    """Answer a question, with what it lacks from the one before it if that is not long ago.

    ``now`` is in seconds, by the clock of ``Context.at``.
    """
    alone = judge(matcher, text)
    if before is None or not before.lasts(now) or alone.outcome.compared is not None:
        return _exchange(alone, None, now)
    if alone.outcome.status == "none":
        typed = matcher.judge_reading(text)  # what means nothing alone was read on other layouts
        alone = typed if lack(typed.query, matcher.index) else alone
    lacking = lack(alone.query, matcher.index)
    answered = alone.outcome.status in ("answer", "list")
    whole = lacking == "pointing" and stands_alone(alone.query, matcher.index)
    surely = lacking == "short" and alone.confidence >= _SURELY
    complete = whole or surely or lacking == "leading"
    if lacking is None or (answered and complete):
        return _exchange(alone, before, now)
    if lacking == "bare" and (same := _same_fact(matcher, alone, before, now)) is not None:
        return same
    return _gone_on(matcher, alone, before, lacking, now)


def _gone_on(
    matcher: Matcher, alone: Judgement, before: Context, lacking: Lack, now: float
) -> Exchange:
    """Return the first answer that a completed question comes to, or what is next best."""
    tried: list[tuple[Completion, Judgement]] = []
    for completion in completions(alone.query, before.query, matcher.index):
        judged = _judged(matcher, completion, before, lacking)
        if judged.outcome.status in ("answer", "list") and _is_surer(judged, alone):
            return _exchange(judged, before, now, completion.assumed)
        tried.append((completion, judged))
    if not tried or _stands(matcher, alone, tried[0][0], lacking):
        return _exchange(alone, before, now)
    offering = [one for one in tried if one[1].outcome.status == "choices"]
    completion, judged = offering[0] if offering else tried[0]
    if offering or lacking == "bare":
        return _exchange(judged, before, now, completion.assumed)
    return _exchange(_doubted(alone), before, now)


def _judged(matcher: Matcher, completion: Completion, before: Context, lacking: Lack) -> Judgement:
    """Judge a completed question by the facts that hold what it says itself."""
    query = completion.query
    new = not completion.asked & _ASKED_OF_THE_SAME

    def fitting(candidate: Candidate) -> bool:
        told = candidate.fact.id in before.facts
        if told and new and not (completion.asked and candidate.measures.asked_alike):
            return False
        if "when" in query.types and candidate.fact.date is None:
            return False
        return holds_own(candidate, completion, light=lacking == "short")

    return matcher.judge_query(query, fitting)


def _is_surer(judged: Judgement, alone: Judgement) -> bool:
    """Say whether a completed question has a surer answer than it had by itself, if it had one."""
    return alone.outcome.status != "answer" or judged.confidence > alone.confidence


def _stands(matcher: Matcher, alone: Judgement, completion: Completion, lacking: Lack) -> bool:
    """Say whether what a question comes to by itself fits what was talked of."""
    if lacking in ("leading", "short") or alone.outcome.status == "none":
        return lacking != "bare"
    if alone.outcome.status != "answer":
        return False
    led = alone.candidates[0].fact.id
    return lacking == "pointing" and any(
        candidate.fact.id == led and _is_of(candidate, completion)
        for candidate in matcher.judge_query(completion.query).candidates
    )


def _is_of(candidate: Candidate, completion: Completion) -> bool:
    """Say whether a fact is of what was talked of: nothing of it is denied, some of it is held."""
    own = {(term.kind, term.label) for term in completion.own}
    held = [
        match.likeness >= SURE
        for match in candidate.matches
        if (match.term.kind, match.term.label) not in own and not match.term.is_light
    ]
    return not VETOES.intersection(candidate.objections) and (any(held) or not held)


def _doubted(alone: Judgement) -> Judgement:
    """Return an answer as what is known nearby, for it is not of what was talked of."""
    outcome = alone.outcome
    near = outcome.near or outcome.facts[:3]
    return replace(alone, outcome=Outcome("none", outcome.lang, near=near))


def _same_fact(matcher: Matcher, alone: Judgement, before: Context, now: float) -> Exchange | None:
    """Return the fact answered before, if nothing but its time is asked for.

    One without a date is no answer, and nothing else is: its time was asked for, not another's.
    """
    query = alone.query
    if query.types != {"when"} or query.terms or query.dates or len(before.facts) != 1:
        return None
    facts = matcher.index.facts(before.facts)
    if not facts or facts[0].status not in ANSWERED:
        return None
    lang = query.lang or before.query.lang or ""
    found = (Found(facts[0], 100.0),)
    dated = facts[0].date is not None
    outcome = Outcome("answer", lang, found) if dated else Outcome("none", lang, near=found)
    words = tuple(term.text for term in before.query.terms)
    return Exchange(outcome, replace(before, at=now), words)


def _exchange(
    judged: Judgement, before: Context | None, now: float, assumed: tuple[str, ...] = ()
) -> Exchange:
    """Return a judgement with what the next question goes on from; a greeting ends nothing."""
    query, outcome = judged.query, judged.outcome
    if not query.terms and not query.dates:
        return Exchange(outcome, before, assumed)
    facts = tuple(found.fact.id for found in outcome.facts if found.fact.id is not None)
    return Exchange(outcome, Context(query, facts, now), assumed)
