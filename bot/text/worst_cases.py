"""The worst cases one by one: what was asked, what came of it, and what spoke for and against."""

from collections.abc import Iterator

from bot.evaluation.grading import Trial
from bot.matching.candidate import Candidate, TermMatch
from bot.matching.matcher import Judgement
from bot.text.translator import Translator


def case_lines(number: int, trial: Trial, judgement: Judgement, tr: Translator) -> list[str]:
    """Return a case: the question, then the fact that led and the one that would be right."""
    lines = [
        tr(
            "eval.case",
            number=number,
            result=tr(f"eval.{trial.result}"),
            confidence=f"{100 * trial.confidence:.0f}",
            spelling=_spelling(trial, tr),
            text=trial.asking.text,
        )
    ]
    wanted, given = ", ".join(trial.question.facts), ", ".join(trial.given)
    lines.append("   " + tr("eval.case.facts", given=given or "–", wanted=wanted or "–"))
    lines.extend("   " + _candidate(place, c, tr) for place, c in told_of(trial, judgement))
    return lines


def told_of(trial: Trial, judgement: Judgement) -> Iterator[tuple[int, Candidate]]:
    """Yield, with its place from 1, the candidate that led and the first one that is right."""
    for place, candidate in enumerate(judgement.candidates, start=1):
        right = candidate.fact.label in trial.question.facts
        if place == 1 or right:
            yield place, candidate
        if right:
            return


def named(match: TermMatch) -> str:
    """Return a term as it was typed; of a date, whose words are not kept, its days."""
    return match.term.label if match.term.kind == "date" else match.term.text


def _spelling(trial: Trial, tr: Translator) -> str:
    if not trial.asking.spoiler:
        return tr("eval.spelling.clean")
    return tr(f"eval.spoiler.{trial.asking.spoiler}")


def _candidate(place: int, candidate: Candidate, tr: Translator) -> str:
    found = tuple(match for match in candidate.matches if match.likeness)
    parts = [f"{place}. {candidate.fact.label}"]
    if found:
        parts.append(tr("explain.matched", terms=_terms(found)))
    if candidate.missing:
        parts.append(tr("explain.missing", terms=_terms(candidate.missing)))
    parts.extend(tr(f"explain.objection.{name}") for name in candidate.objections)
    return "; ".join(part.removesuffix(".") for part in parts)


def _terms(matches: tuple[TermMatch, ...]) -> str:
    return ", ".join(named(match) for match in matches)
