"""SQLite's full-text search over folded words: any of them, ranked by BM25."""

import sqlite3
from collections.abc import Sequence


class Peer:
    """Finds the text of the highest rank."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._db = sqlite3.connect(":memory:")
        self._db.execute("CREATE VIRTUAL TABLE said USING fts5(text)")
        rows = list(enumerate(texts))
        self._db.executemany("INSERT INTO said(rowid, text) VALUES (?, ?)", rows)

    def best(self, question: str) -> tuple[int | None, float]:
        """Return the position of the first text and its BM25, the higher the better."""
        words = " OR ".join(f'"{word}"' for word in question.replace('"', " ").split())
        if not words:
            return None, 0.0
        query = "SELECT rowid, -rank FROM said WHERE said MATCH ? ORDER BY rank LIMIT 1"
        row: tuple[int, float] | None = self._db.execute(query, (words,)).fetchone()
        return (None, 0.0) if row is None else row
