"""Typing mistakes: a letter too many, too few, another one, two swapped, the key beside it."""

import re
from random import Random
from typing import Final, Literal

from bot.evaluation.keyboards import alphabet, neighbours

Mistake = Literal["insert", "delete", "replace", "swap", "neighbour"]
MISTAKES: Final[tuple[Mistake, ...]] = ("insert", "delete", "replace", "swap", "neighbour")
LONG = 4
"""Letters of a word in which a mistake is made: in "in" it would leave another word."""

_WORD = re.compile(r"[^\W\d_]+")


def typos(text: str, lang: str, random: Random, count: int) -> str:
    """Return a text with mistakes in ``count`` different words of LONG letters and more.

    Fewer where the text has fewer such words; numbers stay as they are, for another year is another
    question.
    """
    long = [match for match in _WORD.finditer(text) if len(match.group()) >= LONG]
    chosen = random.sample(long, min(count, len(long)))
    for match in sorted(chosen, key=lambda match: -match.start()):
        text = text[: match.start()] + mistyped(match.group(), lang, random) + text[match.end() :]
    return text


def mistyped(word: str, lang: str, random: Random) -> str:
    """Return a word with one mistake, never the word itself."""
    while True:
        mistake = random.choice(MISTAKES)
        typed = _mistyped(word, lang, mistake, random)
        if typed != word:
            return typed


def _mistyped(word: str, lang: str, mistake: Mistake, random: Random) -> str:
    place = random.randrange(len(word))
    before, letter, after = word[:place], word[place], word[place + 1 :]
    if mistake == "insert":
        return before + letter + _like(letter, random.choice(alphabet(lang) + letter)) + after
    if mistake == "delete":
        return before + after
    if mistake == "replace":
        return before + _like(letter, random.choice(alphabet(lang))) + after
    if mistake == "swap":
        return before + after[:1] + letter + after[1:]
    beside = neighbours(letter.lower(), lang)
    return before + _like(letter, random.choice(beside)) + after if beside else word


def _like(letter: str, typed: str) -> str:
    """Return what was typed as a capital where the letter is one."""
    return typed.upper() if letter.isupper() else typed
