"""The words of the facts: which of them a typed word may stand for, and how many facts hold them.

Words are looked for among those of the same beginning. Only where nothing there is a form of the
typed word are the beginnings tried that one keystroke makes of it: so a look-up costs the same in
a file of a hundred facts and of a million.
"""

import functools
import sqlite3
import string
from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from bot.search.tables import BEGINNING
from bot.spelling.inflection import SHORTEST_STEM, stems

SAME_WORD = 0.97
"""How alike two forms of one word are held to be."""
MAYBE_SAME = 0.9
"""The same for words that share no more than a short stem: Кони and көне."""
TYPO_CUTOFF = 75.0
"""Below this ratio (0-100) two words are two words: прокурор and прокуратура stand at 74."""
SHORTEST_TYPO = 4
ONE_TYPO = 0.9
"""How alike words are held to be at least that one keystroke tells apart."""
LONG_WORD = 6
"""Words this long may differ in their first letter."""
TELLING_STEM = 5
"""Letters of a stem that make a word known."""
MISSPELT = 0.85
"""From this likeness on a word is taken for a known one with a typo."""
MOST_REMEMBERED = 5_000
"""Typed words whose spellings are remembered, those that were typed last."""
AT_ONCE = 400
"""Words that are counted in one statement."""
MOST_OF_BEGINNING = 2_000
"""Words of one beginning that are looked at."""

_LETTERS = string.ascii_lowercase


class Vocabulary:
    """The words of an index, read through a connection; what was looked up is remembered."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self.spellings = functools.lru_cache(MOST_REMEMBERED)(self._find_spellings)
        self._same_beginning = functools.lru_cache(MOST_REMEMBERED)(self._read_beginning)

    def forget(self) -> None:
        """Let go of what was looked up."""
        self.spellings.cache_clear()
        self._same_beginning.cache_clear()

    def knows(self, key: str) -> bool:
        """Say whether a key is a word of the facts or a form of one."""
        near = self._same_beginning(key[:BEGINNING])
        telling = {stem for stem in stems(key) if len(stem) >= TELLING_STEM}
        return key in near or any(not telling.isdisjoint(stems(word)) for word in near)

    def may_mean(self, key: str) -> bool:
        """Say whether a key is at least a misspelt word of the facts."""
        return max(self.spellings(key).values(), default=0.0) >= MISSPELT

    def facts_with(self, words: Sequence[str]) -> dict[str, int]:
        """Return how many facts hold each of these words, without those that none does."""
        found: dict[str, int] = {}
        for start in range(0, len(words), AT_ONCE):
            some = words[start : start + AT_ONCE]
            if not some:
                break
            marks = ", ".join(["(?, ?)"] * len(some))
            found.update(
                self._db.execute(
                    f"WITH sought (beginning, word) AS (VALUES {marks})"  # noqa: S608
                    " SELECT word, facts FROM sought CROSS JOIN vocabulary USING (beginning, word)",
                    [value for word in some for value in (word[:BEGINNING], word)],
                )
            )
        return found

    def facts_beginning(self, beginnings: Sequence[str]) -> dict[str, int]:
        """Return how many facts hold a word of each beginning, without those that none does."""
        found: dict[str, int] = {}
        for start in range(0, len(beginnings), AT_ONCE):
            some = beginnings[start : start + AT_ONCE]
            marks = ", ".join("?" * len(some))
            found.update(
                self._db.execute(
                    f"SELECT beginning, facts FROM beginnings WHERE beginning IN ({marks})",  # noqa: S608
                    some,
                )
            )
        return found

    def years_ending(self, ending: str) -> list[str]:
        """Return the years with these last two digits: people say '95 for 1995."""
        years = [f"{century:02d}{ending}" for century in range(100)]
        return sorted(self.facts_beginning(years))

    def _find_spellings(self, key: str) -> Mapping[str, float]:
        """Return the known words that a typed word may stand for, with their likeness (0-1]."""
        near = self._same_beginning(key[:BEGINNING])
        if key.isdigit():
            return {key: 1.0} if key in near else {}
        found = {**_forms(key, near), **self._short_forms(key)}
        if key in near:
            found[key] = 1.0
        if len(key) >= SHORTEST_TYPO:
            if max(found.values(), default=0.0) < SAME_WORD:
                near = (*near, *self._misspelt(key))
            for word, like in _misspellings(key, near):
                found.setdefault(word, like)
        return found

    def _short_forms(self, key: str) -> dict[str, float]:
        """Return forms of stems so short that words of several beginnings may have them."""
        found: dict[str, float] = {}
        for stem in sorted(stems(key), key=len):  # the longest, which says most, comes last
            if len(stem) < BEGINNING:
                found.update(_forms(key, self._read_from(stem), only=stem))
        return found

    def _misspelt(self, key: str) -> list[str]:
        """Return the words whose beginnings one keystroke tells from that of a key."""
        beginnings = sorted(_variants(key) - {key[:BEGINNING]})
        marks = ", ".join("?" * len(beginnings))
        rows = self._db.execute(
            "SELECT word FROM vocabulary"  # noqa: S608
            f" WHERE beginning IN ({marks}) AND instr(word, '_') = 0 LIMIT ?",
            [*beginnings, MOST_OF_BEGINNING],
        )
        return [word for (word,) in rows]

    def _read_beginning(self, beginning: str) -> tuple[str, ...]:
        rows = self._db.execute(
            "SELECT word FROM vocabulary WHERE beginning = ? AND instr(word, '_') = 0 LIMIT ?",
            [beginning, MOST_OF_BEGINNING],
        )
        return tuple(word for (word,) in rows)

    def _read_from(self, stem: str) -> list[str]:
        rows = self._db.execute(
            "SELECT word FROM vocabulary"
            " WHERE beginning >= ? AND beginning < ? AND instr(word, '_') = 0 LIMIT ?",
            [stem, stem + "{", MOST_OF_BEGINNING],
        )
        return [word for (word,) in rows]


def _forms(key: str, words: Iterable[str], only: str | None = None) -> dict[str, float]:
    """Return the words that share a stem with a key, with their likeness."""
    mine = stems(key) if only is None else frozenset({only})
    found: dict[str, float] = {}
    for word in words:
        shared = mine & stems(word)
        if shared:
            stem = max(shared, key=lambda stem: (len(stem), stem))
            sure = len(stem) > SHORTEST_STEM or stem in {key, word}
            found[word] = SAME_WORD if sure else MAYBE_SAME
    return found


def _misspellings(key: str, words: Sequence[str]) -> Iterable[tuple[str, float]]:
    """Yield the words that are like a key letter by letter, with their likeness."""
    close = process.extract(key, words, scorer=fuzz.ratio, score_cutoff=TYPO_CUTOFF, limit=None)
    for word, ratio, _ in close:
        one_typo = len(key) > SHORTEST_TYPO and OSA.distance(key, word) == 1
        if word[0] == key[0] or len(key) >= LONG_WORD or one_typo:
            yield word, max(ratio / 100, ONE_TYPO if one_typo else 0.0)


def _variants(key: str) -> set[str]:
    """Return the beginnings that one keystroke more, less, other or swapped makes of a key's."""
    head = key[: BEGINNING + 1]
    found: set[str] = set()
    for place in range(BEGINNING + 1):
        before, after = head[:place], head[place:]
        found.add((before + after[1:])[:BEGINNING])
        found.add((before + after[1:2] + after[:1] + after[2:])[:BEGINNING])
        other = after[1 : BEGINNING - place]
        more = after[: max(BEGINNING - place - 1, 0)]
        starts = [before + letter for letter in _LETTERS] if place < BEGINNING else []
        found.update([start + other for start in starts])
        found.update([start + more for start in starts])
    return found
