"""Items of the inbox as cards: one message each, with what may be done about it.

People's words stand there as they wrote them, shortened so that a card fits into one message.
"""

from collections.abc import Sequence
from typing import Final

from bot.curation.inbox import DoubtedFact, Item, MinedPhrasing, OpenQuestion, WaitingProposal
from bot.curation.spellings import Spelling
from bot.facts.models import Fact
from bot.text.reply import Button, Paragraph, Reply, Span, paragraph, shorten
from bot.text.translator import Translator
from bot.text.views import BUTTON_LETTERS, label, text_of, when

TITLE_LETTERS: Final = 160
"""Letters of a question inside a sentence."""
_QUESTION_LETTERS: Final = 600
_REASON_LETTERS: Final = 240
_OTHER_LETTERS: Final = 120
_FACT_LETTERS: Final = 600
_MOST_OTHERS: Final = 4
"""Other spellings, reasons, and questions that led to a fact, that a card shows of each."""


def question_card(item: OpenQuestion, nearest: Sequence[Fact], tr: Translator) -> Reply:
    """Return the card of a question that got no answer, with the facts nearest to it."""
    group = item.group
    lines = [
        paragraph(tr("inbox.no-answer")),
        paragraph(shorten(group.text, _QUESTION_LETTERS), bold=True),
        paragraph(_how_often(group.languages, tr)),
        *_also(group.spellings, tr),
        *([paragraph(tr("inbox.nearest"))] if nearest else []),
    ]
    buttons = (
        *link_buttons(item, nearest, tr),
        Button(tr("inbox.search"), "search", item.name),
        Button(tr("inbox.draft"), "draft", item.name),
        Button(tr("inbox.out"), "out", item.name),
    )
    return Reply(tuple(lines), buttons)


def link_buttons(item: OpenQuestion, facts: Sequence[Fact], tr: Translator) -> tuple[Button, ...]:
    """Return a button for each fact, by which the question becomes a phrasing of it."""
    named = ((fact, f"→ {fact.label} ") for fact in facts)
    return tuple(
        Button(start + label(fact, tr, BUTTON_LETTERS - len(start)), "link", _about(item, fact))
        for fact, start in named
    )


def doubt_card(item: DoubtedFact, tr: Translator) -> Reply:
    """Return the card of a fact that people say is wrong; settling names the last one shown."""
    fact = item.fact
    lines = [paragraph(tr("inbox.doubted", fact=fact.label)), _fact_line(fact, tr)]
    for reason, count in item.reasons[:_MOST_OTHERS]:
        times = f" ×{count}" if count > 1 else ""
        lines.append(paragraph(_quoted(reason, _REASON_LETTERS, tr) + times))
    lines += _more(len(item.reasons) - _MOST_OTHERS, tr)
    if item.questions:
        lines.append(paragraph(tr("inbox.led", questions=_listed(item.questions, tr))))
    buttons = (
        Button(tr("inbox.edit", fact=fact.label), "field", fact.label),
        Button(tr("inbox.settle"), "settle", f"{item.name}.{item.rows[-1]}"),
    )
    return Reply(tuple(lines), buttons)


def mined_card(item: MinedPhrasing, tr: Translator) -> Reply:
    """Return the card of a question whose askers chose a fact."""
    group, fact = item.group, item.fact
    count, question = len(group.questions), title(item)
    said = tr.plural("inbox.chose", count, question=question, fact=fact.label, count=count)
    lines = (paragraph(said), _fact_line(fact, tr), *_also(group.spellings, tr))
    buttons = (
        Button(tr("inbox.add-phrasing"), "link", _about(item, fact)),
        Button(tr("inbox.discard"), "settle", item.name),
    )
    return Reply(lines, buttons)


def proposal_card(item: WaitingProposal, tr: Translator) -> Reply:
    """Return the card of a proposal: who proposed what, and when."""
    found = item.proposal
    line = tr(
        "proposal.line",
        proposal=found.number,
        at=found.at[: len("2026-11-23T10:00")].replace("T", " "),
        by=found.by,
        operation=tr(f"operation.{found.draft.operation}"),
    )
    button = Button(tr("inbox.show"), "show", item.name)
    return Reply((paragraph(tr("inbox.proposal")), paragraph(line)), (button,))


def among(card: Reply, place: int, items: Sequence[Item], tr: Translator) -> Reply:
    """Return a card with its place among several, and the way to those before and after it."""
    if len(items) < 2:
        return card
    before, after = items[place - 1], items[(place + 1) % len(items)]
    stands = paragraph(tr("inbox.place", place=place + 1, count=len(items)))
    way = (
        Button(tr("inbox.previous"), "inbox", before.name),
        Button(tr("inbox.next"), "inbox", after.name, beside=True),
    )
    return Reply((stands, *card.paragraphs), (*card.buttons, *way))


def title(item: OpenQuestion | MinedPhrasing) -> str:
    """Return the question of an item, short enough to be named in a sentence."""
    return shorten(item.group.text, TITLE_LETTERS)


def _about(item: Item, fact: Fact) -> str:
    return f"{item.name}.{fact.id}"


def _how_often(languages: Sequence[tuple[str, int]], tr: Translator) -> str:
    """Return how often something was asked; in which language how often, where in several."""
    count = sum(number for _, number in languages)
    named = [_language(lang, tr) for lang, _ in languages]
    if len(languages) > 1:
        named = [f"{name} {count}" for name, (_, count) in zip(named, languages, strict=True)]
    return tr.plural("inbox.asked", count, count=count, languages=", ".join(named))


def _language(lang: str, tr: Translator) -> str:
    key = f"inbox.language.{lang}"
    return tr(key) if tr.has(key) else lang


def _also(spellings: Sequence[Spelling], tr: Translator) -> list[Paragraph]:
    others = tuple(dict.fromkeys(spelling.text for spelling in spellings))[1:]
    return [paragraph(tr("inbox.also", questions=_listed(others, tr)))] if others else []


def _listed(texts: Sequence[str], tr: Translator) -> str:
    quoted = [_quoted(text, _OTHER_LETTERS, tr) for text in texts[:_MOST_OTHERS]]
    more = len(texts) - _MOST_OTHERS
    return ", ".join(quoted) + (f", {_how_many_more(more, tr)}" if more > 0 else "")


def _more(count: int, tr: Translator) -> list[Paragraph]:
    return [paragraph(_how_many_more(count, tr))] if count > 0 else []


def _how_many_more(count: int, tr: Translator) -> str:
    return tr.plural("inbox.more", count, count=count)


def _quoted(text: str, letters: int, tr: Translator) -> str:
    return tr("inbox.quoted", text=shorten(" ".join(text.split()), letters))


def _fact_line(fact: Fact, tr: Translator) -> Paragraph:
    text, _ = text_of(fact, tr.lang)
    return (Span(when(fact, tr), bold=True), Span(f" – {shorten(text, _FACT_LETTERS)}"))
