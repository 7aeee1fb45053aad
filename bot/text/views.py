"""Outcomes and screens as replies, in the reader's language. Pure: no file, no network."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from bot.dates.edtf import HistoricalDate
from bot.facts.models import Fact, Found, Outcome, Source
from bot.service import Summary
from bot.text.citations import citation_spans
from bot.text.comparisons import comparison_lines
from bot.text.dates import date_text
from bot.text.pages import LONGEST, Page, page_value
from bot.text.reply import Button, Paragraph, Reply, Span, paragraph, shorten
from bot.text.translator import LOCALES, Translator

BUTTON_LETTERS: Final = 48
"""Letters of a fact on a button; telephones show about forty."""
LIST_LETTERS: Final = 160
"""Letters of a fact in a list."""
LANGUAGE_NAMES: Final = {"kk": "Қазақша", "ru": "Русский", "en": "English"}

LIST_FACTS: Final = 10
"""Facts on a page of a list."""
LIST_ROW: Final = 5
"""Buttons of these facts beside each other."""

Sources = Mapping[str, Source]


def outcome_reply(
    outcome: Outcome, sources: Sources, title: Mapping[str, str], tr: Translator
) -> Reply:
    """Return the reply to a question."""
    match outcome.status:
        case "answer":
            return _answer_reply(outcome, sources, tr)
        case "choices":
            lines = [paragraph(tr("choices.title")), *_numbered(outcome.facts, tr)]
            return Reply(tuple(lines), _fact_buttons(outcome.facts, tr))
        case "list":
            return list_reply(outcome, 1, tr)
        case "none":
            return _none_reply(outcome, title, tr)


def _answer_reply(outcome: Outcome, sources: Sources, tr: Translator) -> Reply:
    facts = [found.fact for found in outcome.facts]
    reply = facts_reply(facts, sources, tr)
    if outcome.compared is None:
        return reply
    lines = [*comparison_lines(outcome.compared, facts, tr), ""]
    return replace(reply, paragraphs=(*map(paragraph, lines), *reply.paragraphs))


def with_assumed(reply: Reply, assumed: Sequence[str], tr: Translator) -> Reply:
    """Return a reply with a line that says what was taken from the question before."""
    said = shorten(tr("answer.assumed", words=" ".join(assumed)), LIST_LETTERS)
    return replace(reply, paragraphs=(paragraph(said), *reply.paragraphs))


def facts_reply(facts: Sequence[Fact], sources: Sources, tr: Translator) -> Reply:
    """Return facts in full: date, text, note, sources."""
    paragraphs: list[Paragraph] = []
    for fact in facts:
        if paragraphs:
            paragraphs.append(paragraph(""))
        paragraphs.extend(_fact_paragraphs(fact, sources, tr))
    return Reply(tuple(paragraphs))


def when(fact: Fact, tr: Translator) -> str:
    """Return the date of a fact as people read it."""
    return date_text(fact.date, tr) if fact.date else tr("date.none")


def text_of(fact: Fact, lang: str) -> tuple[str, str]:
    """Return a fact's text and the language it is in: ``lang``, else the next best."""
    for candidate in (lang, *LOCALES, *sorted(fact.texts)):
        if candidate in fact.texts:
            return fact.texts[candidate].text, candidate
    return "", lang


def note_lines(fact: Fact, tr: Translator) -> list[str]:
    """Return what a reader must know beside the fact: of its date, and of other sources.

    Notes are in the language of the text; that sources disagree is said in any rather than not.
    """
    lines = []
    _, lang = text_of(fact, tr.lang)
    if date_note := fact.date_note.get(tr.lang) or fact.date_note.get(lang):
        lines.append(tr("answer.date-note", note=date_note))
    notes = {told_in: text.note for told_in, text in fact.texts.items() if text.note}
    disputed = fact.status == "disputed"
    others = (*LOCALES, *sorted(notes)) if disputed else ()
    note = next((notes[told_in] for told_in in (lang, *others) if told_in in notes), None)
    if note is not None:
        lines.append(tr("answer.disputed" if disputed else "answer.note", note=note))
    elif disputed:
        lines.append(tr("answer.disputed-only"))
    return lines


def source_lines(fact: Fact, sources: Sources, tr: Translator) -> list[Paragraph]:
    """Return the citations of a fact, one a line, in stated order.

    Where sources disagree, what each claims stands beside it, in whatever language there is.
    """
    disputed = fact.status == "disputed"
    return [citation_spans(c, sources, tr, any_language=disputed) for c in fact.citations]


def label(fact: Fact, tr: Translator, letters: int = BUTTON_LETTERS) -> str:
    """Return a fact in a few words: its date and the beginning of its text."""
    text, _ = text_of(fact, tr.lang)
    full = f"{date_text(fact.date, tr)} – {text}" if fact.date else text
    return shorten(full, letters)


def _list_line(fact: Fact, tr: Translator) -> Paragraph:
    text, _ = text_of(fact, tr.lang)
    return (Span(when(fact, tr), bold=True), Span(f" – {shorten(text, LIST_LETTERS)}"))


def list_reply(outcome: Outcome, number: int, tr: Translator) -> Reply:
    """Return a page of a list, the last one where the number is too high."""
    facts = [found.fact for found in outcome.facts]
    pages = -(-len(facts) // LIST_FACTS)
    number = min(number, pages)
    shown = facts[LIST_FACTS * (number - 1) : LIST_FACTS * number]
    key = "list.title" if outcome.asked else "list.about"
    lines: list[Paragraph] = [paragraph(tr.plural(key, len(facts), count=len(facts)))]
    lines.extend(
        (Span(f"{place}. "), *_list_line(fact, tr), Span(f" ({fact.label})"))
        for place, fact in enumerate(shown, start=1)
    )
    opening = tuple(
        Button(str(place), "fact", str(fact.id), tr.lang, beside=place % LIST_ROW != 1)
        for place, fact in enumerate(shown, start=1)
    )
    turning = _turning(outcome, number, pages, tr)
    if turning:
        lines.append(paragraph(tr("list.page", page=number, pages=pages)))
    elif pages > 1:
        more = len(facts) - len(shown)
        lines.append(paragraph(tr.plural("list.more", more, count=more)))
    return Reply(tuple(lines), (*opening, *turning))


def _turning(outcome: Outcome, number: int, pages: int, tr: Translator) -> tuple[Button, ...]:
    """Return the buttons to the pages before and after; none if one can't carry the list."""
    if outcome.again is None or pages < 2:
        return ()
    turns = (("list.back", number - 1), ("list.next", number + 1))
    values = [
        (key, page_value(Page(to, outcome.asked, outcome.again)))
        for key, to in turns
        if 1 <= to <= pages
    ]
    if any(len(value) > LONGEST for _, value in values):
        return ()
    return tuple(
        Button(tr(key), "page", value, tr.lang, beside=place > 0)
        for place, (key, value) in enumerate(values)
    )


def start_reply(summary: Summary, tr: Translator) -> Reply:
    """Return the greeting: what the bot knows, and questions to begin with."""
    dataset = summary.dataset
    knows = tr.plural(
        "start.knows",
        summary.facts,
        count=summary.facts,
        description=dataset.description.get(tr.lang, ""),
    )
    examples = dataset.examples.get(tr.lang, ())
    paragraphs = [paragraph(tr("start.greeting")), paragraph(knows)]
    if examples:
        paragraphs.append(paragraph(tr("start.examples")))
    buttons = tuple(
        Button(text, "example", str(number), tr.lang) for number, text in enumerate(examples)
    )
    return Reply(tuple(paragraphs), buttons)


def help_reply(commands: Sequence[str], tr: Translator) -> Reply:
    """Return how to ask, with the commands."""
    lines = [tr("help.how"), tr("help.dates"), tr("help.honest"), "", tr("help.commands")]
    lines.extend(f"/{command} – {tr(f'command.{command}')}" for command in commands)
    return Reply(tuple(paragraph(line) for line in lines))


def about_reply(summary: Summary, program: str, tr: Translator) -> Reply:
    """Return what the facts are, how many, from where, and which version."""
    dataset = summary.dataset
    lines = [
        dataset.description.get(tr.lang, ""),
        tr.plural("about.facts", summary.facts, count=summary.facts, disputed=summary.disputed),
        tr.plural("about.sources", summary.sources, count=summary.sources),
        tr("about.version", version=dataset.version, licence=dataset.licence),
        tr("about.changed", at=_day_of(summary.changed_at, tr)) if summary.changed_at else "",
        tr("about.program", version=program),
    ]
    title = paragraph(dataset.title.get(tr.lang, ""), bold=True)
    return Reply((title, *(paragraph(line) for line in lines if line)))


def _day_of(moment: str, tr: Translator) -> str:
    """Return the day of a moment (ISO 8601) as people read it."""
    return date_text(HistoricalDate.parse(moment[: len("2026-11-23")], "gregorian"), tr)


def language_reply(tr: Translator) -> Reply:
    """Return the choice of languages."""
    named = [Button(name, "language", lang=lang) for lang, name in LANGUAGE_NAMES.items()]
    automatic = Button(tr("language.automatic"), "language")
    return Reply((paragraph(tr("language.ask")),), (*named, automatic))


def message(key: str, tr: Translator, **data: object) -> Reply:
    """Return a reply of one sentence."""
    return Reply((paragraph(tr(key, **data)),))


def _fact_paragraphs(fact: Fact, sources: Sources, tr: Translator) -> list[Paragraph]:
    text, lang = text_of(fact, tr.lang)
    lines = [paragraph(when(fact, tr), bold=True), paragraph(text)]
    if lang != tr.lang:
        key = f"answer.only-in.{lang}"
        lines.append(paragraph(tr(key if tr.has(key) else "answer.only-in.other")))
    lines.extend(paragraph(note) for note in note_lines(fact, tr))
    before, after = tr("answer.source", source="\0").split("\0")
    lines.extend((Span(before), *spans, Span(after)) for spans in source_lines(fact, sources, tr))
    return lines


def _numbered(found: Sequence[Found], tr: Translator) -> list[Paragraph]:
    """Return facts to choose from, numbered as their buttons are."""
    return [
        (Span(f"{number}. "), *_list_line(f.fact, tr)) for number, f in enumerate(found, start=1)
    ]


def _fact_buttons(found: Sequence[Found], tr: Translator) -> tuple[Button, ...]:
    return tuple(
        Button(f"{number}. {label(f.fact, tr)}", "fact", str(f.fact.id), tr.lang)
        for number, f in enumerate(found, start=1)
    )


def _none_reply(outcome: Outcome, title: Mapping[str, str], tr: Translator) -> Reply:
    if outcome.compared is not None:
        near = [found.fact for found in outcome.near]
        lines = comparison_lines(outcome.compared, near, tr)
    else:
        lines = [tr("none.period" if outcome.asked else "none.title")]
    if outcome.near:
        lines.append(tr("none.near"))
    elif tr.lang in title:
        lines.append(tr("none.scope", title=title[tr.lang]))
    paragraphs = [paragraph(line) for line in lines]
    return Reply((*paragraphs, *_numbered(outcome.near, tr)), _fact_buttons(outcome.near, tr))
