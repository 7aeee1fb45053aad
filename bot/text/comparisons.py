"""Two facts held against each other in time, in words: never more exact than their dates."""

from collections.abc import Sequence
from typing import Final

from bot.dates.spans import Gap
from bot.facts.models import Compared, Fact
from bot.text.reply import shorten
from bot.text.translator import Translator

_SIDE_LETTERS: Final = 120
"""Letters of a side of the question that are repeated."""


def comparison_lines(compared: Compared, facts: Sequence[Fact], tr: Translator) -> list[str]:
    """Return what is said above the facts: those compared, earlier first, or what is known."""
    gap = compared.gap
    if gap is None:
        return _why_not(compared, facts, tr)
    if gap.order == "same":
        lines = [tr("compared.same-day")]
    elif gap.order == "unknown":
        lines = [tr("compared.overlap"), tr("compared.between", span=span_text(gap, tr))]
    else:
        lines = [tr("compared.between", span=span_text(gap, tr))]
        if compared.asks == "first":
            lines.insert(0, tr("compared.earlier"))
    if gap.doubtful or any(fact.status == "disputed" for fact in facts):
        lines.append(tr("compared.doubtful"))
    return lines


def _why_not(compared: Compared, facts: Sequence[Fact], tr: Translator) -> list[str]:
    if compared.unknown:
        sides = (shorten(side, _SIDE_LETTERS) for side in compared.unknown)
        return [tr("compared.unknown", side=side) for side in sides]
    return [tr("compared.same-fact" if len(facts) == 1 else "compared.undated")]


def span_text(gap: Gap, tr: Translator) -> str:
    """Return what lies between two dates: whole years, days where both dates are days."""
    least, most = gap.years
    days = tr.plural("span.days", gap.days[1], count=_grouped(gap.days[1])) if gap.exact else ""
    if not most:
        return days or tr("span.under-year")
    if not least:
        years = tr.plural("span.under-years", most + 1, count=most + 1)
    elif least == most:
        years = tr.plural("span.years", most, count=most)
    else:
        years = tr.plural("span.years-range", most, least=least, most=most)
    return tr("span.with-days", years=years, days=days) if days else years


def _grouped(number: int) -> str:
    """Return a number with its thousands apart, by spaces that do not break the line."""
    return f"{number:,}".replace(",", "\u00a0")
