"""The part of a message that asks, without what people say around it.

"Ребёнку задали доклад, когда была битва? Спасибо!" asks when the battle was.
Nothing is left out that the question may need: no part with a date, a number or a name, no second
question after it, and nothing at all where the asking part points back ("почему он проиграл") or
says little by itself.
"""

import re

from bot.matching.index import FactIndex
from bot.matching.query import read
from bot.spelling.fold import repair, words
from bot.spelling.history_words import meanings
from bot.spelling.inflection import is_verb
from bot.spelling.question_words import question_types

_APART = re.compile(r"(?<=[.!?;:,\n)(…])\s+|\s[-–—]\s")
FEWEST = 2
"""Content words that a part needs to be a question by itself."""
MOST_PARTS = 24
"""A text of more parts is no message with a question in it: a list, or nothing."""

_POINTING = re.compile(
    r"\b(?:ол|он|она|оно|они|оны|оның|онын|онда|оған|оган|олар|бұл|бул|осы|сол|сонда|мұнда|мунда"
    r"|его|её|ему|ей|их|им|эт[оаи]|этот|тот|там|тут|тогда"
    r"|he|she|it|they|him|her|his|their|this|that|these|those|there|then)\b"
)
"""Words that mean something said before, in small letters: ООН is none."""


def question_part(text: str, index: FactIndex, languages: tuple[str, ...]) -> str:
    """Return the part of a text that asks, or the whole text."""
    parts = [part for part in _APART.split(repair(text)) if part and words(part)]
    if not 2 <= len(parts) <= MOST_PARTS:
        return text
    asking = [place for place, part in enumerate(parts) if _asks(part)]
    if not asking:
        return text
    said = {place: _content(parts[place], index, languages) for place in asking}
    best = max(asking, key=lambda place: (said[place], place))
    if not _stands_alone(parts[best], said[best], index, languages):
        return text
    kept = [
        part
        for place, part in enumerate(parts)
        if place == best
        or (place > best and (place in asking or part.endswith("?")))
        or _needed(part, index, languages)
    ]
    return " ".join(kept)


def _asks(part: str) -> bool:
    return bool(question_types(tuple(word.key for word in words(part)))[0])


def _stands_alone(part: str, said: int, index: FactIndex, languages: tuple[str, ...]) -> bool:
    """Say whether a part needs no other to be understood."""
    if _POINTING.search(part[:1].lower() + part[1:]):
        return False
    query = read(part, index, languages)
    names = [
        term
        for term in query.telling
        if term.kind == "word" and not meanings(term.label) and not is_verb(term.label, query.lang)
    ]
    return said >= FEWEST or bool(names)


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
