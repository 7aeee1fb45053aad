"""What the quiet buttons under an answer lead to: why it, what was around, its sources."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from bot.facts.models import Fact, Source
from bot.matching.candidate import Candidate, TermMatch
from bot.matching.matcher import Judgement
from bot.spelling.fold import words
from bot.text.citations import full_citation
from bot.text.reply import Button, Paragraph, Reply, Span, paragraph, shorten
from bot.text.translator import Translator
from bot.text.views import LIST_LETTERS, label, note_lines, text_of, when

MOST_COPIED: Final = 256
"""Letters that Telegram copies at the press of a button."""
MOST_AROUND: Final = 3
"""Facts before and after one."""
MOST_SOURCES: Final = 20
"""Sources in a list; it says how many more there are."""


def why_reply(judgement: Judgement, fact: Fact, tr: Translator) -> Reply | None:
    """Return why a question is answered with a fact, None where it no longer is a candidate."""
    title = tr("why.title", fact=label(fact, tr, LIST_LETTERS))
    if judgement.outcome.asked is not None:
        alone = [found.fact.key for found in judgement.outcome.facts] == [fact.key]
        return Reply((paragraph(title), paragraph(tr("why.time")))) if alone else None
    found = next((c for c in judgement.candidates if c.fact.key == fact.key), None)
    if found is None:
        return None
    lines = [title, *_words(judgement, found, tr)]
    if judgement.outcome.status == "answer":
        lines.append(tr("why.sure", percent=round(100 * judgement.confidence)))
    others = [c for c in judgement.candidates if c.fact.key != fact.key]
    if others and found.score > 0:
        next_best = label(others[0].fact, tr, LIST_LETTERS)
        share = min(100, round(100 * others[0].score / found.score))
        lines.append(tr("why.runner-up", fact=next_best, percent=share))
    return Reply(tuple(map(paragraph, lines)))


def _words(judgement: Judgement, found: Candidate, tr: Translator) -> list[str]:
    """Return which words of a question the fact has, which it lacks, and which were passed over."""
    query = judgement.query
    listed = words(query.text)
    dates = [" ".join(listed[place].text for place in sorted(d.words)) for d in query.dates]
    matched = _named((m for m in found.matches if m.likeness > 0), dates)
    missing = _named(found.missing, dates)
    read = {key for term in query.terms for key in term.keys}
    dated = {place for date in query.dates for place in date.words}
    passed = [
        word.text
        for place, word in enumerate(listed)
        if word.key not in read and place not in dated
    ]
    told = (("why.matched", matched), ("why.missing", missing), ("why.passed", passed))
    lines = []
    for key, texts in told:
        if texts:
            lines.append(tr(key, words=", ".join(dict.fromkeys(texts))))
    return lines


def _named(matches: Iterable[TermMatch], dates: Sequence[str]) -> list[str]:
    """Return terms as they were typed; those of time are the dates, as terms keep no words."""
    return [text for m in matches for text in (dates if m.term.kind == "date" else [m.term.text])]


def around_reply(
    fact: Fact, before: Sequence[Fact], after: Sequence[Fact], tr: Translator
) -> Reply:
    """Return what was before and after a fact, in order, each with a button that opens it."""
    lines = [paragraph(tr("around.title"))]
    lines += [_line(other, tr) for other in before]
    lines.append((Span(tr("around.here", fact=label(fact, tr, LIST_LETTERS)), bold=True),))
    lines += [_line(other, tr) for other in after]
    buttons = tuple(
        Button(label(other, tr), "fact", str(other.id), tr.lang) for other in (*before, *after)
    )
    return Reply(tuple(lines), buttons)


def _line(fact: Fact, tr: Translator) -> Paragraph:
    text, _ = text_of(fact, tr.lang)
    return (Span(when(fact, tr), bold=True), Span(f" – {shorten(text, LIST_LETTERS)}"))


def source_reply(fact: Fact, sources: Mapping[str, Source], tr: Translator) -> Reply:
    """Return a fact's citations in full, with what sources disagree about, and buttons to copy."""
    disputed = fact.status == "disputed"
    cited = [full_citation(c, sources, tr, any_language=disputed) for c in fact.citations]
    lines = [paragraph(tr("source.title", fact=label(fact, tr, LIST_LETTERS)))]
    lines += [paragraph(f"{number}. {text}") for number, text in enumerate(cited, start=1)]
    lines += [paragraph(note) for note in note_lines(fact, tr)]
    several = len(cited) > 1
    buttons = tuple(
        Button(
            tr("source.copy-one", number=number) if several else tr("source.copy"),
            "source",
            copy=shorten(text, MOST_COPIED),
        )
        for number, text in enumerate(cited, start=1)
    )
    return Reply(tuple(lines), buttons)


def sources_reply(
    sources: Mapping[str, Source], counts: Mapping[str, int], tr: Translator
) -> Reply:
    """Return all sources with how many facts rest on each, the most used first."""
    listed = sorted(sources.values(), key=lambda source: (-counts.get(source.id, 0), source.id))
    lines = [paragraph(tr.plural("sources.title", len(listed), count=len(listed)))]
    for source in listed[:MOST_SOURCES]:
        title = shorten(str(source.title_in.get(tr.lang, source.fields["title"])), LIST_LETTERS)
        count = counts.get(source.id, 0)
        said = tr.plural("sources.line", count, count=count)
        lines.append((Span(title, url=source.fields.get("URL")), Span(f" – {said}")))
    more = len(listed) - MOST_SOURCES
    if more > 0:
        lines.append(paragraph(tr.plural("sources.more", more, count=more)))
    return Reply(tuple(lines))
