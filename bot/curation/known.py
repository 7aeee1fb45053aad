"""What the checks of a fact need to know of the others: those in the file, and rows before it."""

import functools
import sqlite3
from array import array
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any, NamedTuple

from bot.curation.likeness import ALIKE, Neighbours, RowIndex, content, likeness, ways
from bot.dates.edtf import HistoricalDate
from bot.facts.models import ANSWERED, Fact
from bot.facts.store import FactStore
from bot.spelling.fold import fold

MOST_HOLDERS = 500
"""Facts that are read to find the owner of a phrasing; its words are rarely in so many."""
MOST_DRAFTS = 2_000
"""Drafts, the newest, whose texts are compared: the index has only facts that are answered."""


class Other(NamedTuple):
    """Another fact: its name for people (f31, or the row of an import), its key and its date."""

    label: str
    key: str
    date: HistoricalDate | None


class Known:
    """A fact file, and what an import has brought so far; for one operation, not for longer.

    Raises FactsUnavailable where the file can't be read.
    """

    def __init__(self, store: FactStore) -> None:
        self._store = store
        self._rows: list[Other] = []
        self._newest: dict[str, int] = {}
        self._merged: dict[str, str | None] = {}
        self._phrasings: dict[int, int] = {}
        self._texts: dict[str, tuple[RowIndex, array[int]]] = {}
        self._drafts_read = False
        self._expected: tuple[frozenset[str], frozenset[str]] = frozenset(), frozenset()

    @functools.cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages that every fact should have."""
        return self._store.dataset().languages

    @functools.cached_property
    def _sources(self) -> frozenset[str]:
        return frozenset(self._store.sources())

    @functools.cached_property
    def _index(self) -> sqlite3.Connection:
        return self._store.index()

    @functools.cached_property
    def _neighbours(self) -> Neighbours:
        with self._store.reading():
            return Neighbours(self._index)

    def expect(self, sources: Iterable[str] = (), keys: Iterable[str] = ()) -> None:
        """Name sources and facts that an import brings, whether before or after they are cited."""
        self._expected = frozenset(sources), frozenset(keys)

    def add(self, label: str, fact: Fact) -> None:
        """Take note of a fact that is about to be written; ``label`` is what people call it.

        From then on it stands for the fact of the same key in the file.
        """
        row = self._note(Other(label, fact.key, fact.date))
        self._merged[fact.key] = fact.merged_into
        if fact.status == "retired":
            return
        if fact.status in ANSWERED:
            for listed in fact.phrasings.values():
                for phrasing in listed:
                    self._phrasings.setdefault(hash(fold(phrasing)), row)
        for lang, text in fact.texts.items():
            self._add_text(row, lang, text.text, fact.date)

    def has_source(self, source: str) -> bool:
        """Say whether there is such a source."""
        return source in self._sources or source in self._expected[0]

    def has_fact(self, key: str) -> bool:
        """Say whether there is a fact of this key."""
        return key in self._merged or key in self._expected[1] or self.fact(key) is not None

    def fact(self, key: str) -> Fact | None:
        """Return the file's fact of this key, or None."""
        rows = self._query("SELECT id FROM facts WHERE key = ?", [key])
        return self._store.fact(rows[0][0]) if rows else None

    def merged_into(self, key: str) -> str | None:
        """Return the key of the fact that took the place of this one, or None."""
        if key in self._merged:
            return self._merged[key]
        fact = self.fact(key)
        return None if fact is None else fact.merged_into

    def owner(self, phrasing: str, but: str) -> Other | None:
        """Return the answered fact, other than that of the key ``but``, that has a phrasing.

        A phrasing of which no word says anything is not looked for in the file.
        """
        if self._phrasings:
            row = self._phrasings.get(hash(fold(phrasing)))
            if row is not None and self._rows[row].key != but:
                return self._rows[row]
        with self._store.reading():
            holders = self._neighbours.with_all(phrasing, MOST_HOLDERS)
        if not holders:
            return None
        rows = self._query(
            "SELECT f.id, f.key, f.date, f.calendar, p.text"  # noqa: S608
            " FROM facts AS f JOIN phrasings AS p ON p.fact_id = f.id"
            f" WHERE f.id IN ({', '.join(map(str, holders))}) AND f.key <> ? ORDER BY f.id",
            [but],
        )
        for number, key, date, calendar, text in rows:
            if key not in self._merged and fold(text) == fold(phrasing):
                return _other(number, key, date, calendar)
        return None

    def like(
        self, text: str, lang: str, date: HistoricalDate | None, but: str
    ) -> list[tuple[Other, float]]:
        """Return facts that nearly say the same in a language, and how nearly, most like first.

        ``date`` is the fact's own, ``but`` its key. Retired facts are left out.
        """
        self._read_drafts()
        said = content(text, date)
        found: dict[str, tuple[Other, float]] = {}
        for row in self._near(text, lang, but):
            other = _other(*row[:4])
            if other.key not in self._merged:
                found[other.key] = other, likeness(said, content(row[4], other.date))
        if lang in self._texts:
            index, rows = self._texts[lang]
            for place, like in chain.from_iterable(map(index.near, ways(said))):
                other = self._rows[rows[place]]
                if self._newest[other.key] == rows[place]:  # a row takes the place of its draft
                    found[other.key] = other, like
        alike = [pair for key, pair in found.items() if key != but and pair[1] >= ALIKE]
        return sorted(alike, key=lambda pair: -pair[1])

    def _near(self, text: str, lang: str, but: str) -> list[Any]:
        with self._store.reading():
            numbers = self._neighbours.near(text)
        if not numbers:
            return []
        return self._query(
            "SELECT f.id, f.key, f.date, f.calendar, t.text"  # noqa: S608
            " FROM facts AS f JOIN texts AS t ON t.fact_id = f.id"
            f" WHERE f.id IN ({', '.join(map(str, numbers))}) AND t.lang = ? AND f.key <> ?",
            [lang, but],
        )

    def _read_drafts(self) -> None:
        """Compare texts with those of drafts as well, from now on."""
        if self._drafts_read:
            return
        self._drafts_read = True
        rows = self._query(
            "SELECT id, key, date, calendar FROM facts WHERE status = 'draft'"
            " ORDER BY id DESC LIMIT ?",
            [MOST_DRAFTS],
        )
        drafts = {row[0]: self._note(_other(*row)) for row in rows if row[1] not in self._merged}
        listed = ", ".join(map(str, drafts))
        for number, lang, text in self._query(
            f"SELECT fact_id, lang, text FROM texts WHERE fact_id IN ({listed})"  # noqa: S608
        ):
            self._add_text(drafts[number], lang, text, self._rows[drafts[number]].date)

    def _note(self, other: Other) -> int:
        self._newest[other.key] = len(self._rows)
        self._rows.append(other)
        return self._newest[other.key]

    def _add_text(self, row: int, lang: str, text: str, date: HistoricalDate | None) -> None:
        if lang not in self._texts:
            self._texts[lang] = RowIndex(), array("I")
        index, rows = self._texts[lang]
        for said in ways(content(text, date)):
            index.add(said)
            rows.append(row)

    def _query(self, sql: str, parameters: Sequence[object] = ()) -> list[Any]:
        with self._store.reading():
            return self._index.execute(sql, parameters).fetchall()


def _other(number: int, key: str, date: str | None, calendar: Any) -> Other:
    return Other(f"f{number}", key, HistoricalDate.parse(date, calendar) if date else None)
