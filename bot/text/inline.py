"""Facts as suggestions while somebody types, and for a day of the year."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from bot.facts.models import Fact, Outcome
from bot.service import FactService
from bot.spelling.fold import words
from bot.spelling.language import KAZAKH_LETTERS
from bot.text.brief import is_question
from bot.text.dialogue import LOOKED_AT, Speaker
from bot.text.reply import Paragraph, Reply, shorten
from bot.text.translator import translator
from bot.text.views import facts_reply, label, source_lines

MOST: Final = 50
"""Suggestions that Telegram takes."""
ENOUGH_WORDS: Final = 3
"""Words from which on a language is told by them, and not by that of Telegram."""
NEAR_ENOUGH: Final = 5.0
"""Confidence, in percent, from which on a fact is on the subject of what is typed.

With it, of the development half of the questions, 2 in 100 on other subjects are suggested any fact
(52 without), and 80 in 100 that can be answered have the right one at three fifths of their letters
(85 without).
"""
TITLE_LETTERS: Final = 100
DESCRIPTION_LETTERS: Final = 120
"""Letters of a suggestion's lines; telephones show about forty in one, and two lines of it."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A fact to send: two lines to choose it by, and what is sent.

    ``key`` is the same whenever the same fact is suggested in the same language.
    """

    key: str
    title: str
    description: str
    reply: Reply


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Suggestions, best first, and the language that they are in."""

    lang: str
    facts: tuple[Suggestion, ...]


class Inline:
    """Suggests facts; nothing of what is typed is kept."""

    def __init__(self, service: FactService) -> None:
        self._service = service

    def suggest(self, typed: str, speaker: Speaker, today: dt.date) -> Suggestions:
        """Return facts for what was typed; for nothing, those of the day, else examples."""
        if not is_question(typed):
            facts = self._of(today) or self._examples(speaker.lang)
            return self._suggestions(facts, speaker.lang)
        lang = speaker.chosen or (None if _tells_its_language(typed) else speaker.interface)
        outcome = self._service.ask(typed, lang, speaker.interface)
        return self._suggestions(_on_subject(outcome), outcome.lang)

    def _of(self, today: dt.date) -> list[Fact]:
        facts = self._service.on_day(today.month, today.day)
        return sorted(facts, key=lambda fact: fact.date.sort_jdn if fact.date else 0)

    def _examples(self, lang: str) -> list[Fact]:
        """Return the facts that the data set's example questions are answered with."""
        questions = self._service.dataset().examples.get(lang, ())
        outcomes = [self._service.ask(question) for question in questions]
        return [found.fact for outcome in outcomes for found in outcome.facts[:1]]

    def _suggestions(self, facts: Iterable[Fact], lang: str) -> Suggestions:
        unlike = list({fact.key: fact for fact in facts}.values())[:MOST]
        sources, tr = self._service.sources(), translator(lang)
        return Suggestions(
            tr.lang,
            tuple(
                Suggestion(
                    key=f"{fact.label}-{tr.lang}",
                    title=label(fact, tr, TITLE_LETTERS),
                    description=_first_line(source_lines(fact, sources, tr)),
                    reply=facts_reply([fact], sources, tr),
                )
                for fact in unlike
            ),
        )


def _tells_its_language(typed: str) -> bool:
    """Say whether a question's language can be told while it is being typed.

    A name alone looks like Kazakh or Russian whoever types it.
    """
    begun = typed[:LOOKED_AT]
    return len(words(begun)) >= ENOUGH_WORDS or not KAZAKH_LETTERS.isdisjoint(begun)


def _on_subject(outcome: Outcome) -> list[Fact]:
    """Return what was found, then what is near; what is only near in time is not the subject."""
    near = [] if outcome.asked else [found for found in outcome.near if found.score >= NEAR_ENOUGH]
    return [found.fact for found in (*outcome.facts, *near)]


def _first_line(lines: Sequence[Paragraph]) -> str:
    return shorten("".join(span.text for span in lines[0]), DESCRIPTION_LETTERS) if lines else ""
