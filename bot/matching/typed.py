"""A question about something unknown, read on the keyboard layout that was meant.

``Matcher.judge`` tries layouts by what they answer; here nothing is answered, so a layout proves
itself by its words: those that ask or join words, that history is asked with, and the facts' own.
"""

from bot.matching.index import FactIndex
from bot.spelling.fold import words
from bot.spelling.history_words import meanings
from bot.spelling.keyboard import retyped
from bot.spelling.question_words import function_words, question_types

SHORTEST = 3
"""Letters of a word that speaks for a layout: щт (on) may stand anywhere."""
KNOWN_WELL = 0.3
"""Share of known words from which on a text is read as typed."""


def as_meant(text: str, index: FactIndex) -> str:
    """Return the text, or its reading on another layout whose words are better known."""
    share, asks = _known(text, index)
    if asks or share >= KNOWN_WELL:
        return text
    best, best_share = text, share
    for reading in retyped(text):
        found, asking = _known(reading, index)
        if asking and found > max(best_share, KNOWN_WELL):
            best, best_share = reading, found
    return best


def _known(text: str, index: FactIndex) -> tuple[float, bool]:
    """Return the share of a text's words that are known, and whether one of them asks."""
    keys = tuple(word.key for word in words(text))
    asks = bool(question_types(keys)[0])
    long = [key for key in keys if len(key) >= SHORTEST and key.isalpha()]
    known = [k for k in long if k in function_words() or meanings(k) or index.knows(k)]
    return (len(known) / len(long) if long else 0.0), asks
