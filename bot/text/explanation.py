"""Why a question came to its outcome, in words that a curator understands."""

from bot.dates.edtf import OPEN_END, OPEN_START, decode
from bot.matching.candidate import Candidate, TermMatch
from bot.matching.matcher import ANSWER, CHOICE, Judgement
from bot.text.translator import Translator
from bot.text.views import label

SHOWN = 5
"""How many candidates are explained."""


def explain_lines(judgement: Judgement, tr: Translator) -> list[str]:
    """Return the explanation, one line each: reading, candidates, decision."""
    query, outcome = judgement.query, judgement.outcome
    lines = [
        tr("explain.folded", folded=query.folded),
        tr("explain.language", lang=query.lang or "–"),
    ]
    if query.dates:
        dates = ", ".join(f"{_day(date.earliest)} … {_day(date.latest)}" for date in query.dates)
        lines.append(tr("explain.dates", dates=dates))
    terms = ", ".join(f"{term.text} [{term.label}]" for term in query.terms)
    lines.append(tr("explain.terms", terms=terms or "–"))
    for candidate in judgement.candidates[:SHOWN]:
        lines.extend(_candidate_lines(candidate, tr))
    lines.append(_outcome(judgement, tr))
    if outcome.status != "answer" and judgement.candidates:
        lines.append(tr("explain.advice"))
    return lines


def _outcome(judgement: Judgement, tr: Translator) -> str:
    sure, status = judgement.confidence, judgement.outcome.status
    percent = {
        "confidence": _percent(sure),
        "answer": _percent(ANSWER),
        "choice": _percent(CHOICE),
    }
    if status == "none" and sure >= CHOICE:
        return tr("explain.none-single", **percent)
    return tr(f"explain.{status}", **percent)


def _candidate_lines(candidate: Candidate, tr: Translator) -> list[str]:
    fact = candidate.fact
    title = tr("explain.candidate", label=fact.label, score=_percent(candidate.score))
    parts = tr(
        "explain.parts",
        coverage=_percent(candidate.measures.coverage),
        recall=_percent(candidate.measures.recall),
        precision=_percent(candidate.measures.precision),
    )
    lines = ["", f"{title} – {label(fact, tr)}", f"  {parts}"]
    lines.append(f"  {tr('explain.passage', passage=candidate.passage)}")
    found = [match for match in candidate.matches if match.likeness]
    if found:
        lines.append(f"  {tr('explain.matched', terms=_terms(found))}")
    if candidate.missing:
        lines.append(f"  {tr('explain.missing', terms=_terms(candidate.missing))}")
    lines.extend(f"  {tr(f'explain.objection.{name}')}" for name in candidate.objections)
    return lines


def _terms(matches: list[TermMatch] | tuple[TermMatch, ...]) -> str:
    return ", ".join(f"{m.term.text} {_percent(m.likeness)}×{m.weight:.2f}" for m in matches)


def _percent(share: float) -> str:
    return f"{100 * share:.0f}"


def _day(encoded: int) -> str:
    """Return an encoded day as year-month-day, an open end as an ellipsis."""
    if encoded in (OPEN_START, OPEN_END):
        return "…"
    year, month, day = decode(encoded)
    return f"{year:04d}-{month:02d}-{day:02d}"
