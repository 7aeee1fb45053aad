"""What a fact ought to have, one rule each; worded by those who check a file or a single fact."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from bot.facts.models import Fact
from bot.spelling.fold import repair

FEWEST_PHRASINGS = 3
"""Phrasings that a fact needs in each of the data's languages."""

_WORD = re.compile(r"\w+")
_CONTROLS = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
"""Unicode categories of what nobody sees: control and format characters, half characters,
private use, separators of lines and paragraphs."""


def control_characters(text: str, allowed: str = "\n") -> list[str]:
    """Return the characters of a text that have no shape of their own, but for the allowed."""
    if text.isprintable():
        return []
    return [c for c in text if unicodedata.category(c) in _CONTROLS and c not in allowed]


def mixed_words(text: str) -> list[str]:
    """Return the words that have letters of another alphabet among their own."""
    return [word for word in _WORD.findall(text) if repair(word) != word]


def unclean_words(text: str) -> list[str]:
    """Return the words with homoglyphs or invisible characters, and stray control characters."""
    return [*map(repr, control_characters(text)), *mixed_words(text)]


def languages_without_text(fact: Fact, languages: Sequence[str]) -> Iterator[str]:
    """Yield the data's languages in which the fact is not told."""
    return (lang for lang in languages if lang not in fact.texts)


def languages_without_note(fact: Fact, languages: Sequence[str]) -> Iterator[str]:
    """Yield the languages that lack the note that another has."""
    if any(text.note for text in fact.texts.values()):
        for lang in languages:
            if lang in fact.texts and not fact.texts[lang].note:
                yield lang


def few_phrasings(fact: Fact, languages: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Yield the languages with too few phrasings, and how many they have."""
    for lang in languages:
        count = len(fact.phrasings.get(lang, ()))
        if count < FEWEST_PHRASINGS:
            yield lang, count


def lacks_locator(fact: Fact) -> bool:
    """Say whether a fact has sources, but none of them says where."""
    return bool(fact.citations) and not any(citation.locator for citation in fact.citations)


def is_disputed_alone(fact: Fact) -> bool:
    """Say whether a fact is disputed, yet only one side has a source."""
    return fact.status == "disputed" and len({c.source for c in fact.citations}) < 2
