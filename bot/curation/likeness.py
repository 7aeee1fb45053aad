"""Texts that nearly say the same: found among a hundred thousand without comparing them all.

The likeness of two texts is the Jaccard index of their words: the share of all their words, folded
and without numbers, that both have. Two sets that are this alike must share one of their rarest
words (the prefix filter of Chaudhuri, Ganti and Kaushik 2006): only these are posted and looked up.
"""

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from bot.spelling.fold import words
from bot.spelling.question_words import function_words

NEAR = 0.75
"""From this likeness on, texts are taken for one: of eight words, one may be another."""
FEWEST = 3
"""Words that a text needs to be compared."""


def words_of(text: str) -> frozenset[str]:
    """Return the words by which a text is compared: folded, without numbers and function words."""
    return frozenset(
        word.key
        for word in words(text)
        if word.key and not word.key.isdigit() and word.key not in function_words()
    )


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the Jaccard index of two sets of words, 0 to 1; 0 for texts of too few words."""
    if min(len(one), len(other)) < FEWEST:
        return 0.0
    return len(one & other) / len(one | other)


@dataclass(frozen=True, slots=True)
class Like:
    """A text that is like another: whose it is, and how like."""

    owner: int
    likeness: float


class TextIndex:
    """Texts of many owners, each found by those that nearly say the same.

    Words are numbered in the order in which they first come, and later ones taken for rarer: the
    prefix filter needs one order for all texts, whichever.
    """

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._posted: dict[int, list[int]] = defaultdict(list)
        self._texts: list[tuple[int, ...]] = []
        self._owners: list[int] = []

    def add(self, text: str, owner: int) -> None:
        """Add a text under its owner's number."""
        ids = self._ids(words_of(text), adding=True)
        if len(ids) < FEWEST:
            return
        for word in _prefix(ids):
            self._posted[word].append(len(self._texts))
        self._texts.append(ids)
        self._owners.append(owner)

    def near(self, text: str) -> Iterator[Like]:
        """Yield the owners of texts that are as like as NEAR, in the order in which they came."""
        said = words_of(text)
        if len(said) < FEWEST:
            return
        ids = self._ids(said, adding=False)
        unknown = len(said) - len(ids)
        places = {place for word in _prefix(ids, unknown) for place in self._posted.get(word, ())}
        for place in sorted(places):
            shared = len(set(ids).intersection(self._texts[place]))
            like = shared / (len(said) + len(self._texts[place]) - shared)
            if like >= NEAR:
                yield Like(self._owners[place], like)

    def _ids(self, said: frozenset[str], *, adding: bool) -> tuple[int, ...]:
        """Return the numbers of words, the rarest first; unknown words are left out or numbered."""
        if adding:
            for word in sorted(said):
                self._numbers.setdefault(word, len(self._numbers))
        known = (self._numbers[word] for word in said if word in self._numbers)
        return tuple(sorted(known, reverse=True))


def _prefix(ids: tuple[int, ...], unknown: int = 0) -> tuple[int, ...]:
    """Return the rarest words, one of which every set as like as NEAR must have.

    ``unknown`` words come before all known ones: no set has them.
    """
    size = len(ids) + unknown
    length = size - math.ceil(NEAR * size) + 1
    return ids[: max(length - unknown, 0)]
