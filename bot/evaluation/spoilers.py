"""Spoilers: a question as people spell it when nobody corrects them.

A spoiler's random numbers are seeded with a hash of its name and the question, so the same question
is spoiled the same way on every machine, whatever else is measured.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from bot.evaluation import alphabets
from bot.evaluation.chatter import with_chatter
from bot.evaluation.keyboards import wrong_layout
from bot.evaluation.questions import digest
from bot.evaluation.typos import typos

ALL = ("kk", "ru", "en")
LONG = 6
"""Letters of a word that somebody may tear in two."""

_INSIDE_NUMBERS = re.compile(r"(?<=\d)[^\w\s](?=\d)")
_BETWEEN_LETTERS = re.compile(r"(?<=\w)[-–—/](?=\w)")
_APART = re.compile(r"(?<=\w) (?=\w)")
_LONG_WORD = re.compile(rf"[^\W\d_]{{{LONG},}}")


@dataclass(frozen=True, slots=True)
class Spoiler:
    """One way of spelling badly: ``spoil(text, lang, random)`` returns the text so spelled.

    ``languages`` are those whose questions it fits; ``light`` ones leave every word known.
    """

    name: str
    languages: tuple[str, ...]
    spoil: Callable[[str, str, Random], str]
    light: bool = False


def spoiled(text: str, lang: str, spoiler: Spoiler) -> str | None:
    """Return a question spoiled, or None where it does not fit or changes nothing."""
    if lang not in spoiler.languages:
        return None
    seed = int.from_bytes(digest(f"{spoiler.name}\n{text}"))
    found = spoiler.spoil(text, lang, Random(seed))  # noqa: S311 - no secret
    return found if found != text else None


def _spelled(write: alphabets.Spelling) -> Callable[[str, str, Random], str]:
    return lambda text, _, random: write(text, random)


def _older_latin(text: str, _: str, random: Random) -> str:
    return random.choice((alphabets.latin_2017, alphabets.latin_2018))(text, random)


def _one_typo(text: str, lang: str, random: Random) -> str:
    return typos(text, lang, random, 1)


def _two_typos(text: str, lang: str, random: Random) -> str:
    return typos(text, lang, random, 2)


def _capitals(text: str, _: str, __: Random) -> str:
    return text.upper()


def _without_punctuation(text: str, _: str, __: Random) -> str:
    """Return a text in small letters without marks but those inside numbers: 13.07.1922 stays."""
    kept = {match.start() for match in _INSIDE_NUMBERS.finditer(text)}
    text = _BETWEEN_LETTERS.sub(lambda m: m.group() if m.start() in kept else " ", text)
    letters = (
        letter
        for place, letter in enumerate(text)
        if place in kept or unicodedata.category(letter)[0] not in "PS"
    )
    return " ".join("".join(letters).lower().split())


def _glued_or_split(text: str, _: str, random: Random) -> str:
    """Return a text with one space too few or one too many."""
    gaps = [match.start() for match in _APART.finditer(text)]
    long = [match.span() for match in _LONG_WORD.finditer(text)]
    if gaps and (not long or random.random() < 0.5):
        place = random.choice(gaps)
        return text[:place] + text[place + 1 :]
    if not long:
        return text
    start, end = random.choice(long)
    place = random.randrange(start + 2, end - 1)
    return f"{text[:place]} {text[place:]}"


def _decomposed(text: str, _: str, __: Random) -> str:
    return unicodedata.normalize("NFD", text)


SPOILERS = (
    Spoiler("no-kazakh-letters", ("kk",), _spelled(alphabets.without_kazakh_letters), light=True),
    Spoiler("homoglyphs", ALL, _spelled(alphabets.homoglyphs), light=True),
    Spoiler("latin-2021", ("kk",), _spelled(alphabets.latin_2021)),
    Spoiler("older-latin", ("kk",), _older_latin),
    Spoiler("chat-latin", ("kk",), _spelled(alphabets.chat_latin)),
    Spoiler("transliteration", ("ru",), _spelled(alphabets.transliterated)),
    Spoiler("wrong-layout", ALL, wrong_layout),
    Spoiler("one-typo", ALL, _one_typo, light=True),
    Spoiler("two-typos", ALL, _two_typos),
    Spoiler("capitals", ALL, _capitals, light=True),
    Spoiler("no-punctuation", ALL, _without_punctuation, light=True),
    Spoiler("chatter", ALL, with_chatter),
    Spoiler("glued-or-split", ALL, _glued_or_split),
    Spoiler("decomposed", ALL, _decomposed, light=True),
)
"""All of them, in the order in which they are shown."""
