"""The index's tables, inside the fact file or in a private file of one process.

- ``readings``: what is said of a fact, read as terms; rowid is the fact's number.
- ``postings``: FTS5 without content or positions: which facts hold which token.
- ``vocabulary``: every word with its beginning and how many facts hold it.
- ``beginnings``: how many facts hold a word that begins so.
- ``index_state``: by which rules it was read, and how many facts it holds.
- ``unindexed``: facts that were changed without the index; 0 stands for all.
"""

RULES = 1
"""Raise it whenever words, terms or passages come to be read otherwise: indexes of older rules are
not used."""

BEGINNING = 5
"""Letters by which words that may be forms or misspellings of each other are found."""

ALL_FACTS = 0
"""Stands in ``unindexed`` for all facts."""

TABLES = (
    "CREATE TABLE index_state (rules INTEGER NOT NULL, facts INTEGER NOT NULL) STRICT",
    """
    CREATE TABLE readings (
        fact_id INTEGER PRIMARY KEY,
        passages TEXT NOT NULL,
        place TEXT,
        days TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE vocabulary (
        beginning TEXT NOT NULL,
        word TEXT NOT NULL,
        facts INTEGER NOT NULL,
        PRIMARY KEY (beginning, word)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE beginnings (
        beginning TEXT PRIMARY KEY,
        facts INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE VIRTUAL TABLE postings USING fts5 (
        tokens, content='', columnsize=0, detail=none,
        tokenize="unicode61 remove_diacritics 0 tokenchars '_'"
    )
    """,
)

_WATCHED = {
    "facts": ("id", "id, date, calendar, place, status"),
    "texts": ("fact_id", "fact_id, lang, text"),
    "phrasings": ("fact_id", "fact_id, lang, position, text"),
    "aliases": (None, "concept, lang, position, name"),
}
"""By table: where a row has its fact's number, if it is of one, and what of it is read."""


def watching() -> tuple[str, ...]:
    """Return the statements that make SQLite itself note what is changed."""
    statements = ["CREATE TABLE unindexed (fact_id INTEGER PRIMARY KEY) STRICT"]
    for table, (number, columns) in _WATCHED.items():
        for event, rows in (
            ("INSERT", ("new",)),
            ("DELETE", ("old",)),
            (f"UPDATE OF {columns}", ("old", "new")),
        ):
            name = f"{table}_{event.split()[0].lower()}_unindexed"
            facts = [f"{row}.{number}" if number else str(ALL_FACTS) for row in rows]
            notes = [f"INSERT OR IGNORE INTO unindexed VALUES ({fact});" for fact in facts]  # noqa: S608
            body = " ".join(dict.fromkeys(notes))
            statements.append(f"CREATE TRIGGER {name} AFTER {event} ON {table} BEGIN {body} END")
    return tuple(statements)
