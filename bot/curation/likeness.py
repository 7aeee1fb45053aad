"""How nearly two texts say the same, and finding the texts that nearly say the same as one.

Texts are compared as ``Content``: their folded words, so that spelling and punctuation don't count,
and their numbers, which must be the same: the 441st and the
442nd regiment are two. The numbers of a fact's own date may differ, because dates are compared as
dates: "founded in 1465" and "founded in 1456" are alike, and contradict each other.

Likeness is ``rapidfuzz.fuzz.ratio``, the share of letters that stay (0-100), of the words as they
stand or, where that is more, in alphabetical order.
"""

import functools
import re
import sqlite3
from array import array
from collections.abc import Iterator, Sequence
from itertools import combinations
from math import ceil, log
from typing import NamedTuple

from rapidfuzz import fuzz

from bot.dates.edtf import HistoricalDate, SingleDate
from bot.search.passages import posted
from bot.search.postings import Sought, leading
from bot.search.vocabulary import Vocabulary
from bot.spelling.fold import words
from bot.spelling.inflection import is_ending
from bot.spelling.question_words import either_way, function_words

ALIKE = 87.0
"""From this likeness on two texts may be one statement.

Measured over the shipped facts in three languages: no two of them come nearer than 83.8; of 393
copies each, all with a typo or in another order reach 95, and 390 with another word instead of one
reach 87.
"""
SHARED = 0.6
"""Share of their words (Jaccard) that rows of a file must have in common to be compared."""
MOST_CANDIDATES = 8
"""Facts of the file that a text is compared with."""
MOST_WORDS = 8
"""Words of a text, the rarest, by which those facts are found."""
MOST_RARE = 6
"""Words of a text, the rarest, whose pairs it is filed under: two of them may be changed."""
MOST_LOOKS = 50
"""Rows that a text is held against, those with its rarest pairs first, the newest first."""
BUCKETS = 1 << 20
"""Pairs share these; what meets by chance costs a look and is then told apart."""

_DIGITS = re.compile(r"\d+")


class Content(NamedTuple):
    """What is compared of a text: its folded words as they stand, its numbers in order.

    ``numbers`` are those beside the fact's own date, ``stated`` all.
    """

    words: tuple[str, ...]
    numbers: tuple[str, ...]
    stated: tuple[str, ...]


def content(text: str, date: HistoricalDate | None) -> Content:
    """Return what a text of a fact says, without the numbers of the fact's date."""
    dated = _numbers_of(date)
    keys = [word.key for word in words(text) if word.key]
    stated = sorted(key.lstrip("0") for key in keys if key.isdigit())
    return Content(
        tuple(key for key in keys if not key.isdigit()),
        tuple(number for number in stated if number not in dated),
        tuple(stated),
    )


def ways(said: Content) -> tuple[Content, ...]:
    """Return a content to be filed and asked for: with its date's numbers too, where it has any."""
    return (said,) if said.numbers == said.stated else (said, said._replace(numbers=said.stated))


def likeness(one: Content, other: Content) -> float:
    """Return how alike two texts are, 0 to 100; below ``ALIKE`` it may be given as 0.

    >>> text = "Конституция принята на референдуме."
    >>> likeness(content(text, None), content("На референдуме принята Конституциа", None)) > 90
    True
    """
    if one.numbers != other.numbers and one.stated != other.stated:
        return 0.0
    as_said = fuzz.ratio(" ".join(one.words), " ".join(other.words), score_cutoff=ALIKE)
    if as_said == 100:
        return as_said
    in_order = fuzz.ratio(
        " ".join(sorted(one.words)), " ".join(sorted(other.words)), score_cutoff=ALIKE
    )
    return max(as_said, in_order)


def _numbers_of(date: HistoricalDate | None) -> frozenset[str]:
    """Return the numbers by which a text may give a date: years, days, a century."""
    if date is None:
        return frozenset()
    found = {number.lstrip("0") for number in _DIGITS.findall(date.text)}
    if isinstance(date.parts, SingleDate) and date.parts.precision == "century":
        found.add(str(abs(date.parts.year) // 100 + 1))
    if date.earliest < 0:
        found |= {str(1 + int(number)) for number in found if number}
    return frozenset(found)


class Neighbours:
    """The facts of a fact file that share most with a text, found through its index."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._vocabulary = Vocabulary(connection)
        self._facts = connection.execute("SELECT facts FROM index_state").fetchone()[0]

    def near(self, text: str) -> list[int]:
        """Return the numbers of the facts that share the most telling words, best first."""
        telling = _telling(text)
        counted = self._counted(telling)
        if len(counted) < SHARED * len(telling):
            return []  # most of its words are new
        sought = [
            Sought((word,), count, log(1 + self._facts / count))
            for word, count in counted[:MOST_WORDS]
        ]
        return leading(self._db, sought, MOST_CANDIDATES)

    def with_all(self, text: str, most: int) -> list[int]:
        """Return the facts that hold every word of a text that says something, at most ``most``."""
        keys = _telling(text)
        if not keys or len(self._counted(keys)) < len(keys):
            return []
        query = " AND ".join(f'"{posted(key)}"' for key in keys)
        rows = self._db.execute(
            "SELECT rowid FROM postings WHERE postings MATCH ? LIMIT ?", [query, most]
        )
        return [number for (number,) in rows]

    def _counted(self, keys: Sequence[str]) -> list[tuple[str, int]]:
        """Return the words that the facts know, rarest first, with their counts."""
        found = self._vocabulary.facts_with(keys)
        return sorted(found.items(), key=lambda item: (item[1], item[0]))


def _telling(text: str) -> list[str]:
    """Return the words of a text that the index may hold, each once."""
    listed = words(text)
    skipped = either_way(tuple(word.key for word in listed))
    said = dict.fromkeys(
        word.key
        for position, word in enumerate(listed)
        if position not in skipped and not (word.joined and is_ending(word.key))
    )
    return [key for key in said if (len(key) > 1 or key.isdigit()) and key not in _unspoken()]


@functools.cache
def _unspoken() -> frozenset[str]:
    return function_words()


class RowIndex:
    """Texts of one language, asked for those that nearly say the same, as they are added.

    Set similarity by prefix filtering: of two sets of words, n in the larger, whose Jaccard
    similarity reaches t, the first n - ⌈t·n⌉ + 2 of each, in any order that is the same for all,
    have two words in common (Chaudhuri, Ganti, Kaushik, A primitive operator for similarity joins,
    ICDE 2006; Xiao, Wang, Lin, Yu, Efficient similarity joins, WWW 2008; more than one word: Wang,
    Li, Feng, Can we beat the prefix filtering?, SIGMOD 2012). So rows are filed under pairs of
    words, which are rare even where all rows follow one pattern. Words seen later come first: they
    are mostly the rarer ones, and nothing need be counted beforehand.
    """

    def __init__(self) -> None:
        self._words: dict[str, int] = {}
        self._spelled: list[str] = []
        self._numbers: dict[tuple[str, ...], int] = {}
        self._texts = array("I")  # the words of all rows, one row after the other
        self._starts = array("I", [0])
        self._numbered = array("I")
        self._newest = array("I", bytes(4 * BUCKETS))  # by bucket; postings count from 1
        self._rows = array("I", [0])  # by posting: its row
        self._older = array("I", [0])  # by posting: the one before it in its bucket

    def add(self, said: Content) -> int:
        """Add a text; return its row, counted from 0."""
        row = len(self._numbered)
        listed, numbered = self._interned(said)
        self._texts.extend(listed)
        self._starts.append(len(self._texts))
        self._numbered.append(numbered)
        for bucket in _buckets(listed, numbered):
            self._rows.append(row)
            self._older.append(self._newest[bucket])
            self._newest[bucket] = len(self._rows) - 1
        return row

    def near(self, said: Content) -> list[tuple[int, float]]:
        """Return the rows that are like a text, and how much, best first."""
        listed, numbered = self._interned(said)
        mine = set(listed)
        found: list[tuple[int, float]] = []
        for row in self._candidates(listed, numbered):
            theirs = self._texts[self._starts[row] : self._starts[row + 1]]
            shared = len(mine.intersection(theirs))
            if shared < SHARED * len(mine.union(theirs)):
                continue
            other = Content(
                tuple(self._spelled[word] for word in theirs), said.numbers, said.stated
            )
            if (like := likeness(said, other)) >= ALIKE:
                found.append((row, like))
        return sorted(found, key=lambda item: (-item[1], item[0]))

    def _candidates(self, listed: Sequence[int], numbered: int) -> set[int]:
        """Return rows that share a rare pair with a text, and are of its numbers and length."""
        found: set[int] = set()
        least, most = SHARED * len(listed), len(listed) / SHARED
        left = MOST_LOOKS
        for bucket in _buckets(listed, numbered):
            posting = self._newest[bucket]
            while posting and left:
                left -= 1
                row = self._rows[posting]
                size = self._starts[row + 1] - self._starts[row]
                if self._numbered[row] == numbered and least <= size <= most:
                    found.add(row)
                posting = self._older[posting]
        return found

    def _interned(self, said: Content) -> tuple[list[int], int]:
        listed: list[int] = []
        for word in said.words:
            number = self._words.setdefault(word, len(self._words))
            if number == len(self._spelled):
                self._spelled.append(word)
            listed.append(number)
        return listed, self._numbers.setdefault(said.numbers, len(self._numbers))


def _buckets(listed: Sequence[int], numbered: int) -> Iterator[int]:
    """Yield where a text is filed: under all of its words, and under pairs of rare ones."""
    yield hash((numbered, *listed)) % BUCKETS
    rare = sorted(set(listed), reverse=True)
    first = rare[: min(len(rare) - ceil(SHARED * len(rare)) + 2, MOST_RARE)]
    for pair in combinations(first, 2):
        yield hash((numbered, *pair)) % BUCKETS
