"""Facts as a chronology to be read, in Markdown: by century, with notes and numbered sources."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from bot.dates.centuries import century
from bot.dates.edtf import DateInterval, DateSet, HistoricalDate, SingleDate
from bot.facts.models import Dataset, Fact, Source
from bot.text.dates import date_text
from bot.text.markdown import escaped, paragraph_line, spans_line
from bot.text.translator import Translator
from bot.text.views import note_lines, source_lines, text_of, when

_SEVERAL_YEARS = ("decade", "century", "millennium")


def chronology(
    dataset: Dataset, facts: Iterable[Fact], sources: Mapping[str, Source], tr: Translator
) -> Iterator[str]:
    """Yield the lines of a chronology in the language of ``tr``, earliest facts first.

    A fact without a text in that language is told in the next best, which is named. Facts without
    a date come last. Sources are footnotes, each place in a source one; of a disputed fact they are
    also listed under it.
    """
    title = dataset.title.get(tr.lang) or next(iter(dataset.title.values()), "")
    yield f"# {escaped(title) or '–'}"
    if description := dataset.description.get(tr.lang):
        yield from ("", paragraph_line(description))
    footnotes: dict[str, int] = {}
    for heading, group in groupby(sorted(facts, key=_order), lambda fact: _heading(fact, tr)):
        yield from ("", f"## {heading}", "")
        for fact in group:
            yield from _fact_lines(fact, sources, footnotes, tr)
    if footnotes:
        yield ""
    for citation, number in footnotes.items():
        yield f"[^{number}]: {citation}"


def _fact_lines(
    fact: Fact, sources: Mapping[str, Source], footnotes: dict[str, int], tr: Translator
) -> Iterator[str]:
    text, lang = text_of(fact, tr.lang)
    citations = [spans_line(spans) for spans in source_lines(fact, sources, tr)]
    marks = [f"[^{footnotes.setdefault(c, len(footnotes) + 1)}]" for c in citations]
    date = f"**{escaped(when(fact, tr))}** – " if fact.date else ""
    told_in = f" ({lang})" if lang != tr.lang else ""
    yield f"- {date}{escaped(text)}{told_in}{''.join(marks)}"
    yield from (f"  - {paragraph_line(note)}" for note in note_lines(fact, tr))
    if fact.status == "disputed":
        for citation, mark in zip(citations, marks, strict=True):
            yield f"  - {tr('answer.source', source=citation)}{mark}"


def _heading(fact: Fact, tr: Translator) -> str:
    if fact.date is None:
        return escaped(tr("date.none"))
    return escaped(date_text(HistoricalDate.parse(century(_year(fact.date)), "gregorian"), tr))


def _order(fact: Fact) -> tuple[bool, int, int, int, int]:
    """By century, as some centuries begin with a year of the one before; then by day."""
    number = fact.id or 0
    if fact.date is None:
        return True, 0, 0, 0, number
    return False, (_year(fact.date) - 1) // 100, fact.date.sort_jdn, fact.date.latest, number


def _year(date: HistoricalDate) -> int:
    """Return the year by whose century a date stands; of an open start it is that of the end."""
    single = _first(date)
    return single.year + (single.year >= 0 and single.precision in _SEVERAL_YEARS)


def _first(date: HistoricalDate) -> SingleDate:
    parts = date.parts
    if isinstance(parts, DateSet):
        return min(parts.members, key=lambda member: member.bounds(date.calendar))
    if isinstance(parts, DateInterval):
        single = parts.start or parts.end
        assert single is not None  # noqa: S101 - an interval has at least one end
        return single
    return parts
