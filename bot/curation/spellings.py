"""How people spelt a question, and which of their spellings become phrasings of a fact."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.facts.models import Fact
from bot.spelling.fold import fold
from bot.spelling.keyboard import DIGIT_IN_WORD
from bot.state.questions import LoggedQuestion

_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_KAZAKH = re.compile("[әғқңөұүһі]", re.IGNORECASE)
_IN_CYRILLIC = frozenset({"kk", "ru"})


@dataclass(frozen=True, slots=True)
class Spelling:
    """A question in the words in which it was asked, in which language, and how often."""

    text: str
    lang: str
    count: int


def spellings(questions: Sequence[LoggedQuestion]) -> tuple[Spelling, ...]:
    """Return how questions were spelt: most asked first, then best written, then earliest."""
    counts = Counter((" ".join(question.text.split()), question.lang) for question in questions)
    found = (Spelling(text, lang, count) for (text, lang), count in counts.items())
    return tuple(sorted(found, key=lambda one: (one.count, _written(one)), reverse=True))


def phrasings(asked: Sequence[Spelling]) -> dict[str, str]:
    """Return the first spelling in each language; one that stands for two languages stands once."""
    kept: dict[str, str] = {}
    for one in asked:
        if one.lang not in kept:
            kept[one.lang] = one.text
    return {
        lang: text
        for place, (lang, text) in enumerate(kept.items())
        if fold(text) not in map(fold, list(kept.values())[:place])
    }


def lacking(fact: Fact, offered: Mapping[str, str]) -> dict[str, str]:
    """Return those of the phrasings that a fact does not have, in any language and spelling."""
    had = {fold(phrasing) for listed in fact.phrasings.values() for phrasing in listed}
    return {lang: text for lang, text in offered.items() if fold(text) not in had}


def with_phrasings(fact: Fact, new: Mapping[str, str]) -> Fact:
    """Return a fact with one more phrasing in each of these languages."""
    added = {lang: (*fact.phrasings.get(lang, ()), text) for lang, text in new.items()}
    return replace(fact, phrasings={**fact.phrasings, **added})


def _written(spelling: Spelling) -> tuple[bool, bool, int]:
    """Return what makes a spelling fit to be read: no digits for letters, the language's letters.

    Kazakh has more letters than Russian: the more of them, the better Kazakh it is, and the worse
    Russian.
    """
    text, lang = spelling.text, spelling.lang
    cyrillic, latin = len(_CYRILLIC.findall(text)), len(_LATIN.findall(text))
    own = cyrillic >= latin if lang in _IN_CYRILLIC else latin >= cyrillic
    kazakh = len(_KAZAKH.findall(text))
    return not DIGIT_IN_WORD.search(text), own, kazakh if lang == "kk" else -kazakh
