"""Curators' own questions with the facts that answer them, kept with the facts.

Before a change is published, those that would be answered otherwise are told.
"""

import json
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from bot.curation.curators import Curator
from bot.facts.store import FactStore
from bot.facts.writer import FactWriter

Asked = tuple[str, str, tuple[str, ...]]
"""Language, question, and the keys of all facts that answer it; none where it is to be refused."""


def keep(path: Path, questions: Iterable[Asked], curator: Curator) -> int:
    """Keep these questions in place of all before; return how many; raises NotAllowed."""
    curator.must("publish")
    rows = {(lang, text): json.dumps(list(facts)) for lang, text, facts in questions}
    with closing(FactWriter(path)) as writer, writer.transaction():
        writer.connection.execute("DELETE FROM questions")
        writer.connection.executemany(
            "INSERT INTO questions (lang, text, facts) VALUES (?, ?, ?)",
            ((lang, text, facts) for (lang, text), facts in rows.items()),
        )
    return len(rows)


def kept(store: FactStore) -> list[Asked]:
    """Return the questions that are kept, by language and text."""
    if not store.has_history:
        return []
    rows = store.connection.execute("SELECT lang, text, facts FROM questions ORDER BY lang, text")
    return [(lang, text, tuple(json.loads(facts))) for lang, text, facts in rows]
