"""What a question is looked up in: which facts hold its terms, how surely, and how rare they are.

Everything is read from the index inside the fact file; a process keeps no more of the facts than
those that it was asked about last.
"""

import functools
import math
from collections.abc import Iterable, Iterator, Sequence
from operator import mul
from typing import Any

from bot.dates.asked_dates import AskedDate
from bot.dates.edtf import HistoricalDate
from bot.facts.models import Fact
from bot.facts.store import FactStore
from bot.matching.dating import belongs, fits_loosely, in_either_style, numbers_of, years_of
from bot.matching.entry import Entry, Lookup, weighed
from bot.search.lexicon import Lexicon, Term
from bot.search.passages import day_token, loaded, place_token, token
from bot.search.postings import Sought, leading
from bot.search.tables import BEGINNING
from bot.search.vocabulary import ONE_TYPO, Vocabulary

SURE = 0.85
"""From this likeness on a passage counts as holding a word."""
LIGHTNESS = 0.5
"""What the weight of a light word is multiplied by."""
SHORTEST_NAME = 6
"""Letters of a name that is known with a typo."""
MOST_KEPT = 1_000
"""Facts that are kept in memory, read, until the file changes."""
MOST_WEIGHTS = 50_000
"""Beginnings of words whose weights are kept in memory."""
MOST_DATED = 1_000
"""Facts of a time that are looked at one by one."""


class FactIndex:
    """The index of a fact file as its store finds it; made anew after the file has changed."""

    def __init__(self, store: FactStore) -> None:
        self._store = store
        self._db = store.index()
        self.lexicon = Lexicon(store.concepts())
        self.places = self.lexicon.territories | store.places()
        self.vocabulary = Vocabulary(self._db)
        self._count = int(self._db.execute("SELECT facts FROM index_state").fetchone()[0])
        self._entries: dict[int, Entry] = {}
        self._facts: dict[int, Fact] = {}
        self._weights: dict[str, float] = {}
        self.look_up = functools.lru_cache(MOST_KEPT)(self._look_up)

    def forget(self) -> None:
        """Let go of what is kept in memory."""
        self.look_up.cache_clear()
        self.vocabulary.forget()
        self.lexicon.forget()
        for kept in (self._entries, self._facts, self._weights):
            kept.clear()

    def knows(self, key: str) -> bool:
        """Say whether a key is a word of the facts or a form of one."""
        return self.vocabulary.knows(key) or self.lexicon.names(key)

    def may_mean(self, key: str) -> bool:
        """Say whether a key is at least a misspelt word of the facts."""
        return self.vocabulary.may_mean(key) or self.lexicon.names(key)

    def name_like(self, key: str) -> str | None:
        """Return the name of a concept, as a key, that one keystroke makes of a long word."""
        if len(key) < SHORTEST_NAME or self.lexicon.names(key):
            return None
        close = self.vocabulary.spellings(key).items()
        names = [(like, word) for word, like in close if like >= ONE_TYPO]
        return next(
            (word for _, word in sorted(names, reverse=True) if self.lexicon.names(word)), None
        )

    def _look_up(self, term: Term) -> Lookup:
        """Return what a term of a question may stand for, and how rare that is."""
        spellings = tuple(self.vocabulary.spellings(key) for key in term.keys)
        years: frozenset[str] = frozenset()
        meant: list[str] = [] if term.kind == "word" else [token(term)]
        if term.kind == "concept":
            meant.append(place_token(term.label))
        if term.kind == "number" and len(term.label) == len("95"):
            years = frozenset(self.vocabulary.years_ending(term.label))
            meant.extend(sorted(years))
        words = sorted(spellings[0], key=lambda word: (-spellings[0][word], word))
        sure = meant or [word for word in words if spellings[0][word] >= SURE]
        count = min(sum(self.vocabulary.facts_with(sure).values()), self._count)
        weight = self._weight(count) * (LIGHTNESS if term.is_light else 1.0)
        tokens = tuple(meant) if meant and count else (*meant, *words)
        sought = Sought(tokens, max(count, int(bool(words))), weight)
        known = years.union(*spellings)
        return Lookup(term, weight, sought, spellings, known, years=years)

    def look_up_date(self, asked: AskedDate, text: str) -> Lookup:
        """Return which facts are of the days asked for: by their date or by a year they name."""
        years = years_of(asked)
        tokens = sorted(years)
        if asked.day_of_year is not None:
            month, day = asked.day_of_year
            tokens.append(day_token(f"{month:02d}{day:02d}"))
        facts = frozenset() if asked.day_of_year else frozenset(self._dated(asked))
        named = sum(self.vocabulary.facts_with(tokens).values())
        count = min(max(len(facts), named), self._count)
        term = Term("date", f"{asked.earliest}/{asked.latest}", (), text)
        weight = self._weight(count)
        sought = Sought(tuple(tokens), named, weight, facts)
        return Lookup(term, weight, sought, (), numbers_of(asked), asked, years)

    def _dated(self, asked: AskedDate) -> Iterator[int]:
        """Yield the facts that may be of the days asked for."""
        for dated in self._store.between(*in_either_style(asked), MOST_DATED):
            if fits_loosely(dated.date, asked):
                yield dated.number

    def of_the_time(self, asked: AskedDate) -> list[int]:
        """Return the facts that belong to the days asked for."""
        if asked.day_of_year is not None:
            month, day = asked.day_of_year
            sought = Sought((day_token(f"{month:02d}{day:02d}"),), 1, 1.0)
            return leading(self._db, [sought], MOST_DATED)
        found = self._store.between(*in_either_style(asked), MOST_DATED)
        return [dated.number for dated in found if belongs(dated.date, asked)]

    def leading(self, lookups: Sequence[Lookup], limit: int) -> list[Entry]:
        """Return the facts that hold most of what was looked up, at most ``limit``."""
        numbers = leading(self._db, [lookup.sought for lookup in lookups], limit)
        lacking = [number for number in numbers if number not in self._entries]
        if lacking:
            self._read(lacking)
        found = [self._entries[number] for number in numbers if number in self._entries]
        _forget_oldest(self._entries)
        return found

    def _read(self, numbers: Sequence[int]) -> None:
        """Read the passages of facts."""
        marks = ", ".join("?" * len(numbers))
        rows = self._db.execute(
            "SELECT fact_id, passages, readings.place, date, calendar"  # noqa: S608
            f" FROM readings JOIN facts ON facts.id = fact_id WHERE fact_id IN ({marks})",
            numbers,
        )
        for number, passages, place, date, calendar in rows:
            with self._store.reading():
                parsed = HistoricalDate.parse(date, calendar) if date else None
                self._entries[number] = Entry(number, parsed, place, loaded(passages))

    def facts(self, numbers: Sequence[int]) -> list[Fact]:
        """Return whole facts, in the order given."""
        lacking = [number for number in numbers if number not in self._facts]
        if lacking:
            self._facts.update(self._store.facts_numbered(lacking))
        found = [self._facts[number] for number in numbers if number in self._facts]
        _forget_oldest(self._facts)
        return found

    def weigh(self, entries: Iterable[Entry]) -> None:
        """Weigh the terms of all passages of these facts, in one go."""
        new = [entry for entry in entries if not entry.weighed]
        marks = [[tuple(map(_mark, p.terms)) for p in entry.passages] for entry in new]
        self._learn({mark for entry in marks for passage in entry for mark in passage})
        for entry, passages in zip(new, marks, strict=True):
            for passage, listed in zip(entry.passages, passages, strict=True):
                light = (LIGHTNESS if term.is_light else 1.0 for term in passage.terms)
                weights = (self._weights[mark] for mark in listed)
                entry.weighed.append(weighed(passage, tuple(map(mul, weights, light))))

    def _learn(self, marks: set[str]) -> None:
        """Count the facts that hold what terms of passages are weighed by."""
        if len(self._weights) > MOST_WEIGHTS:
            self._weights.clear()
        lacking = sorted(mark for mark in marks if mark not in self._weights)
        counts = self.vocabulary.facts_beginning([mark for mark in lacking if "_" not in mark])
        counts |= self.vocabulary.facts_with([mark for mark in lacking if "_" in mark])
        for mark in lacking:
            self._weights[mark] = self._weight(counts.get(mark, 0))

    def _weight(self, count: int) -> float:
        """Return how rare what so many facts hold is, from 0 (everywhere) to 1 (nowhere).

        The inverse document frequency (Spärck Jones 1972) ln(1 + N / (0.5 + df)), with N facts,
        df of which surely hold it, as a share of that of a word that no fact holds: so weights
        mean the same in a file of ten facts and in one of ten thousand.
        """
        total = max(self._count, 1)
        return math.log(1 + total / (0.5 + min(count, total))) / math.log(1 + total / 0.5)


def _forget_oldest(kept: dict[int, Any]) -> None:
    for number in list(kept)[: max(len(kept) - MOST_KEPT, 0)]:
        del kept[number]


def _mark(term: Term) -> str:
    """Return what a term of a passage is weighed by: a word's beginning, else its token."""
    return term.label[:BEGINNING] if term.kind == "word" else token(term)
