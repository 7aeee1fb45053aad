"""The part of a message that asks: "Ребёнку задали доклад, когда была битва? Спасибо!"

Nothing is left out that the question may need: no part with a date, a number or a name known to
the facts, and nothing at all where the asking part points back ("почему он проиграл") or says
little by itself.
"""

import functools
import re

from bot.matching.index import FactIndex
from bot.matching.query import read
from bot.spelling.fold import repair, words
from bot.spelling.history_words import meanings
from bot.spelling.question_words import question_types

_APART = re.compile(r"(?<=[.!?;:,\n)(…])\s+|\s[-–—]\s")
FEWEST = 2
"""Content words that a part needs to be a question by itself."""

_POINTING = """
    ол оны оның онда оған олар бұл осы сол сонда мұнда
    он она оно они его её ему ей их им это этот эта эти тот там тут тогда
    he she it they him her his their this that these those there then
"""


@functools.cache
def _pointing() -> frozenset[str]:
    return frozenset(word.key for word in words(_POINTING))


def question_part(text: str, index: FactIndex, languages: tuple[str, ...]) -> str:
    """Return the part of a text that asks, or the whole text."""
    parts = [part for part in _APART.split(repair(text)) if part and words(part)]
    if len(parts) < 2:
        return text
    said = [_content(part, index, languages) for part in parts]
    asking = [place for place, part in enumerate(parts) if _asks(part)]
    if not asking:
        return text
    best = max(asking, key=lambda place: (said[place], place))
    keys = {word.key for word in words(parts[best])}
    if said[best] < FEWEST or not keys.isdisjoint(_pointing()):
        return text
    kept = [p for place, p in enumerate(parts) if place == best or _needed(p, index, languages)]
    return " ".join(kept)


def _asks(part: str) -> bool:
    return bool(question_types(tuple(word.key for word in words(part)))[0])


def _content(part: str, index: FactIndex, languages: tuple[str, ...]) -> int:
    """Return how many words of a part say what it is about."""
    terms = read(part, index, languages).terms
    return sum(not term.is_light or bool(meanings(term.label)) for term in terms)


def _needed(part: str, index: FactIndex, languages: tuple[str, ...]) -> bool:
    """Say whether a part may belong to what is asked: it has a date, a number, a name."""
    query = read(part, index, languages)
    capitals = any(w.text[0].isupper() and w.start > 0 for w in words(part))
    numbers = any(term.kind == "number" for term in query.terms)
    return bool(query.dates) or capitals or numbers
