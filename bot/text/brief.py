"""Short answers, for chats where others read along: one fact, and where there is more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.facts.models import Fact, Outcome, Source
from bot.service import FactService
from bot.spelling.fold import fold
from bot.spelling.small_talk import small_talk
from bot.text.dialogue import LONGEST, LOOKED_AT, Log, Speaker
from bot.text.reply import Reply, Span, paragraph, shorten
from bot.text.small_talk import small_talk_reply
from bot.text.translator import Translator, translator
from bot.text.views import LIST_LETTERS, facts_reply, label, message, text_of, when

IN_GROUPS: Final = ("ask", "language")
"""The commands of groups."""
TEXT_LETTERS: Final = 500
"""Letters of a fact's text in a short answer."""
MOST_LINES: Final = 4
"""Facts that a short answer names."""


@dataclass(frozen=True, slots=True)
class Link:
    """Something to open in the private chat: a fact in a language, or else the beginning."""

    label: str
    fact: int | None = None
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Brief:
    """A short answer, and the links below it."""

    reply: Reply
    links: tuple[Link, ...] = ()


class Briefly:
    """Answers questions in short; with a log, the questions of those who agree are kept."""

    def __init__(self, service: FactService, log: Log | None = None) -> None:
        self._service = service
        self._log = log

    def say(self, text: str, speaker: Speaker) -> Brief:
        """Return the short answer to a question; ``is_question`` must be true of the text."""
        if len(text) > LONGEST:
            return Brief(message("question.long", translator(speaker.lang)))
        said = small_talk(text)
        if said is not None:
            return Brief(small_talk_reply(said, translator(speaker.chosen or said.lang)))
        outcome = self._service.ask(text, speaker.chosen, speaker.interface)
        if self._log is not None and speaker.logged:
            self._log.keep(text, outcome)
        return brief(outcome, self._service.sources(), translator(outcome.lang))

    def how(self, speaker: Speaker, name: str | None = None) -> Brief:
        """Return how to ask in a group; where the bot is a guest, by its user name."""
        tr = translator(speaker.lang)
        examples = self._service.dataset().examples.get(tr.lang, ())
        example = examples[0] if examples else "…"
        said = (
            message("group.how", tr, example=example)
            if name is None
            else message("guest.how", tr, name=name, example=example)
        )
        return Brief(said, (_to_private(tr),))


def is_question(text: str) -> bool:
    """Say whether there is a word in a text that could ask something."""
    return bool(fold(text[:LOOKED_AT]))


def brief(outcome: Outcome, sources: Mapping[str, Source], tr: Translator) -> Brief:
    """Return an outcome in short: its first fact, the facts to choose from, or a no."""
    if outcome.status == "none":
        return Brief(message("none.title", tr), (_to_private(tr),))
    if outcome.status == "answer":
        first, *others = (found.fact for found in outcome.facts)
        links = (_to_fact(tr("link.more"), first, tr), *_links(others, tr))
        return Brief(fact_brief(first, sources, tr), links)
    return _several(outcome, tr)


def fact_brief(fact: Fact, sources: Mapping[str, Source], tr: Translator) -> Reply:
    """Return a fact with its first source only; of one that sources dispute, with all of them."""
    text, lang = text_of(fact, tr.lang)
    if lang in fact.texts:
        short = replace(fact.texts[lang], text=shorten(text, TEXT_LETTERS))
        fact = replace(fact, texts={**fact.texts, lang: short})
    if fact.status != "disputed":
        fact = replace(fact, citations=fact.citations[:1])
    return facts_reply([fact], sources, tr)


def _several(outcome: Outcome, tr: Translator) -> Brief:
    """Return the first facts of a choice or a list, a line each, with a link to each."""
    facts = [found.fact for found in outcome.facts]
    title = (
        tr("choices.title")
        if outcome.status == "choices"
        else tr.plural("list.title", len(facts), count=len(facts))
    )
    shown = facts[:MOST_LINES]
    lines = [
        (
            Span(f"{number}. "),
            Span(when(fact, tr), bold=True),
            Span(f" – {shorten(text_of(fact, tr.lang)[0], LIST_LETTERS)}"),
        )
        for number, fact in enumerate(shown, start=1)
    ]
    links = [
        replace(link, label=f"{number}. {link.label}")
        for number, link in enumerate(_links(shown, tr), start=1)
    ]
    if len(facts) > len(shown):
        links.append(_to_private(tr))
    return Brief(Reply((paragraph(title), *lines)), tuple(links))


def _links(facts: Sequence[Fact], tr: Translator) -> tuple[Link, ...]:
    return tuple(_to_fact(label(fact, tr), fact, tr) for fact in facts)


def _to_fact(said: str, fact: Fact, tr: Translator) -> Link:
    return Link(said, fact.id, tr.lang)


def _to_private(tr: Translator) -> Link:
    return Link(tr("link.private"))
