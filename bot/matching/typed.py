"""A question about something unknown, read as it was meant: its layout, the word that asks.

``Matcher.judge`` tries layouts by what they answer; here nothing is answered, so a layout proves
itself by its words: those that ask or join words, that history is asked with, and the facts' own.
"""

from bot.matching.index import FactIndex
from bot.matching.query import asks
from bot.spelling.fold import repair, words
from bot.spelling.history_words import meanings
from bot.spelling.keyboard import DIGIT_IN_WORD, retyped
from bot.spelling.question_words import function_word_like, function_words

SHORTEST = 3
"""Letters of a word that speaks for a layout: щт (on) may stand anywhere."""


def as_meant(text: str, index: FactIndex) -> str:
    """Return the text, or the reading that asks: on another layout, or without one keystroke."""
    odd = DIGIT_IN_WORD.search(text) is not None
    if asks(text) and not odd:
        return text
    share = known_share(text, index)
    readings = [reading for reading in retyped(text) if asks(reading)]
    sensible = [reading for reading in readings if known_share(reading, index) > share]
    if sensible:
        return max(sensible, key=lambda reading: _promise(reading, index))
    return text if odd else _asking(text)


def _promise(reading: str, index: FactIndex) -> tuple[int, float]:
    """Return what makes one layout likelier than another, the most telling first."""
    return -len(DIGIT_IN_WORD.findall(reading)), known_share(reading, index)


def known_share(text: str, index: FactIndex) -> float:
    """Return the share of a text's words that are known."""
    keys = [word.key for word in words(text)]
    long = [key for key in keys if len(key) >= SHORTEST and key.isalpha()]
    known = [k for k in long if k in function_words() or meanings(k) or index.knows(k)]
    return len(known) / len(long) if long else 0.0


def _asking(text: str) -> str:
    """Return a text with its word that asks mended, where it lacks one but for a keystroke."""
    repaired = repair(text)
    for word in words(repaired):
        meant = function_word_like(word.key)
        if meant is not None and word.key not in function_words():
            mended = repaired[: word.start] + meant + repaired[word.end :]
            if asks(mended):
                return mended
    return text
