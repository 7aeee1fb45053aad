"""What an index holds, whichever file it is in, and fact files as older programs left them."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from bot.facts.schema import migrations
from bot.search.lexicon import Term
from bot.search.passages import Passage
from bot.search.writing import IndexWriter

_TABLES = {
    "readings": "fact_id",
    "vocabulary": "beginning, word",
    "beginnings": "beginning",
    "index_state": "facts",
}
_FACT_TABLES = ("dataset", "sources", "facts", "texts", "phrasings", "aliases", "citations")
_OLD_REVISIONS = """
    INSERT INTO revisions (fact_id, revision, at, by, channel, reason, fact)
    SELECT f.id, r.revision, c.at, c.by, c.channel, c.reason, r.record
    FROM source.revisions r JOIN source.changes c ON c.id = r.change_id
    JOIN source.facts f ON (r.kind, r.item) = ('fact', f.key)
"""

Index = dict[str, list[tuple[Any, ...]]]


def index_of(db: sqlite3.Connection) -> Index:
    """Return the rows of the index's tables, and for every token the facts that hold it."""
    found: Index = {
        table: [tuple(row) for row in db.execute(f"SELECT * FROM {table} ORDER BY {order}")]
        for table, order in _TABLES.items()
    }
    found["postings"] = [(token, *_facts_of(db, token)) for token in _tokens(db)]
    return found


def fill(db: sqlite3.Connection, *facts: str) -> sqlite3.Connection:
    """Make an index of facts 1, 2 …, each given as its words, and return its database."""
    writer = IndexWriter(db)
    writer.create()
    for number, said in enumerate(facts, 1):
        terms = tuple(Term("word", word, (word,), "") for word in said.split())
        writer.put(number, [Passage("en", frozenset(), terms)], None, ())
    writer.flush()
    return db


def index_in(path: Path) -> Index:
    """Return the index in a fact file."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as db:
        return index_of(db)


def _tokens(db: sqlite3.Connection) -> list[str]:
    db.execute("DROP TABLE IF EXISTS temp.all_tokens")
    db.execute("CREATE VIRTUAL TABLE temp.all_tokens USING fts5vocab('main', 'postings', 'row')")
    tokens = [token for (token,) in db.execute("SELECT term FROM all_tokens ORDER BY term")]
    db.execute("DROP TABLE temp.all_tokens")
    return tokens


def _facts_of(db: sqlite3.Connection, token: str) -> list[int]:
    rows = db.execute("SELECT rowid FROM postings WHERE postings MATCH ?", [f'"{token}"'])
    return sorted(number for (number,) in rows)


def write_without_index(path: Path, source: Path) -> None:
    """Write the facts of ``source`` into a file of the schema's first step, which has no index."""
    with closing(Database(sqlite3.connect(path))) as db:
        migrations.apply(db, stop_before="add_search_index")
        db.execute("ATTACH ? AS source", [str(source)])
        with db.conn:
            for table in _FACT_TABLES:
                columns = ", ".join(f'"{column.name}"' for column in db.table(table).columns)
                db.execute(f"INSERT INTO {table} SELECT {columns} FROM source.{table}")
            db.execute(_OLD_REVISIONS)
