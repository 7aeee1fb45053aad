"""Invented words: roots of syllables, spelled in Kazakh, Russian and English, with endings.

A root is written in plain letters of which each has one Cyrillic and one Latin spelling, so that a
name reads alike in all three languages. Every root is made from its own seed: word 70,000 of a
language is the same whichever words were asked for before.
"""

import functools
import itertools
import random
from bisect import bisect
from typing import Final, Literal

Lang = Literal["kk", "ru", "en"]
LANGS: Final[tuple[Lang, ...]] = ("kk", "ru", "en")

_SINGLE = tuple("bdgjklmnprstzcwfhv")
_ONSETS = (*_SINGLE, "", "br", "dr", "gr", "kr", "pr", "tr", "st", "sk", "kl", "pl", "sm", "vl")
_ONSET_WEIGHTS = (*[6] * len(_SINGLE), 12, *[2] * 12)
_VOWELS = "aeiou"
_CODAS = ("", *"lmnrstkdzgbpfv")
_CODA_WEIGHTS = (20, *[2] * 14)
_SYLLABLES = (2, 3)
_SYLLABLE_WEIGHTS = (3, 1)
SHORTEST = 4
"""Letters of a root at least."""

_CYRILLIC = str.maketrans("abdefghijklmnoprstuvzcw", "абдефгхижклмнопрстувзчш")
_LATIN = str.maketrans({"h": "kh", "j": "zh", "c": "ch", "w": "sh"})
_KAZAKH = str.maketrans("аиокгну", "әіөқғңү")
WITHOUT_KAZAKH: Final = str.maketrans("әіөқғңүұһӘІӨҚҒҢҮҰҺ", "аиокгнуухАИОКГНУУХ")
"""What people type who have a Russian keyboard."""

ENDINGS: Final[dict[Lang, tuple[str, ...]]] = {
    "kk": ("", "ы", "да", "дан", "ға", "ның", "ды", "лар", "лары", "мен", "лық"),
    "ru": ("", "а", "у", "ом", "е", "ы", "ов", "ами", "ский", "ского", "ая"),
    "en": ("", "", "s", "ed", "ing", "er", "al"),
}


def root(seed: str) -> str:
    """Return the invented root of a seed, at least SHORTEST plain letters."""
    rng = random.Random(seed)
    syllables = rng.choices(_SYLLABLES, _SYLLABLE_WEIGHTS)[0]
    made = ""
    while syllables > 0 or len(made) < SHORTEST:
        made += rng.choices(_ONSETS, _ONSET_WEIGHTS)[0]
        made += rng.choice(_VOWELS)
        made += rng.choices(_CODAS, _CODA_WEIGHTS)[0]
        syllables -= 1
    return made


def spelled(plain: str, lang: Lang) -> str:
    """Return plain letters in the alphabet of a language; every third Kazakh root has its own."""
    if lang == "en":
        return plain.translate(_LATIN)
    cyrillic = plain.translate(_CYRILLIC)
    return cyrillic.translate(_KAZAKH) if lang == "kk" and len(plain) % 3 == 0 else cyrillic


class Lexicon:
    """The words of a language, the most frequent first; by Zipf's law as Mandelbrot put it.

    The word of rank r is drawn with a weight of 1 / (r + ``flattened``): without it the first word
    would be in nearly every text, as only function words are.
    """

    def __init__(self, name: str, size: int, *, flattened: float) -> None:
        self.name = name
        self.size = size
        self._cumulative = list(
            itertools.accumulate(1 / (rank + flattened) for rank in range(1, size + 1))
        )

    def draw(self, rng: random.Random) -> int:
        """Return the rank of a word, 0 for the most frequent."""
        return bisect(self._cumulative, rng.random() * self._cumulative[-1])

    @functools.lru_cache(maxsize=500_000)  # noqa: B019 - a run has a few, and needs them all along
    def word(self, rank: int, lang: Lang) -> str:
        """Return the word of a rank as spelled in a language, without an ending."""
        return spelled(root(f"{self.name} {rank}"), lang)
