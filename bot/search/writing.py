"""Writing the index, in the transaction of whoever writes the facts."""

import sqlite3
from collections import Counter
from collections.abc import Sequence

from bot.search.passages import Passage, dumped, loaded, posted, tokens
from bot.search.tables import BEGINNING, RULES, TABLES


class IndexWriter:
    """The index's tables, written through a connection; ``flush`` before the transaction ends.

    Counts of words are gathered in memory, so that loading many facts writes each only once.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._words: Counter[str] = Counter()
        self._beginnings: Counter[str] = Counter()
        self._facts = 0

    def create(self) -> None:
        """Create the tables, empty."""
        for statement in TABLES:
            self._db.execute(statement)
        self._db.execute("INSERT INTO index_state VALUES (?, 0)", [RULES])

    def clear(self) -> None:
        """Forget all facts, and what older rules made of them."""
        for table in ("readings", "vocabulary", "beginnings"):
            self._db.execute(f"DELETE FROM {table}")  # noqa: S608
        self._db.execute("INSERT INTO postings (postings) VALUES ('delete-all')")
        self._db.execute("DELETE FROM index_state")
        self._db.execute("INSERT INTO index_state VALUES (?, 0)", [RULES])

    def put(
        self, fact: int, passages: Sequence[Passage], place: str | None, days: Sequence[str]
    ) -> None:
        """Add a fact that is not indexed."""
        found = tokens(passages, place, days)
        self._db.execute(
            "INSERT INTO readings VALUES (?, ?, ?, ?)",
            [fact, dumped(passages), place, " ".join(days)],
        )
        self._db.execute(
            "INSERT INTO postings (rowid, tokens) VALUES (?, ?)", [fact, _joined(found)]
        )
        self._count(found, 1)

    def remove(self, fact: int) -> None:
        """Take a fact out, if it is indexed."""
        row = self._db.execute(
            "SELECT passages, place, days FROM readings WHERE fact_id = ?", [fact]
        ).fetchone()
        if row is None:
            return
        found = tokens(loaded(row[0]), row[1], row[2].split())
        self._db.execute(
            "INSERT INTO postings (postings, rowid, tokens) VALUES ('delete', ?, ?)",
            [fact, _joined(found)],
        )
        self._db.execute("DELETE FROM readings WHERE fact_id = ?", [fact])
        self._count(found, -1)

    def _count(self, found: frozenset[str], by: int) -> None:
        self._facts += by
        beginnings = {token[:BEGINNING] for token in found if "_" not in token}
        for token in found:
            self._words[token] += by
        for beginning in beginnings:
            self._beginnings[beginning] += by

    def flush(self) -> None:
        """Write the counts that were gathered."""
        self._db.executemany(
            """
            INSERT INTO vocabulary VALUES (?, ?, ?)
            ON CONFLICT DO UPDATE SET facts = facts + excluded.facts
            """,
            sorted((word[:BEGINNING], word, n) for word, n in self._words.items() if n),
        )
        self._db.executemany(
            """
            INSERT INTO beginnings VALUES (?, ?)
            ON CONFLICT DO UPDATE SET facts = facts + excluded.facts
            """,
            sorted((beginning, n) for beginning, n in self._beginnings.items() if n),
        )
        gone = [(word[:BEGINNING], word) for word, n in self._words.items() if n < 0]
        self._db.executemany(
            "DELETE FROM vocabulary WHERE beginning = ? AND word = ? AND facts <= 0", gone
        )
        fewer = [(beginning,) for beginning, n in self._beginnings.items() if n < 0]
        self._db.executemany("DELETE FROM beginnings WHERE beginning = ? AND facts <= 0", fewer)
        self._db.execute("UPDATE index_state SET facts = facts + ?", [self._facts])
        self._words.clear()
        self._beginnings.clear()
        self._facts = 0


def _joined(found: frozenset[str]) -> str:
    return " ".join(sorted(map(posted, found)))
