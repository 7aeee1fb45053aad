"""Keeping the search index with the facts: what of them is read, and when it must be read again."""

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from bot.dates.days_of_year import days_of_year
from bot.dates.edtf import HistoricalDate
from bot.facts.models import ANSWERED
from bot.search.lexicon import Concept, Lexicon
from bot.search.passages import Said, read
from bot.search.tables import ALL_FACTS, RULES
from bot.search.writing import IndexWriter

AT_ONCE = 500
"""Facts that are read together."""
_YEAR = re.compile(r"\d{4}")


def index_all(connection: sqlite3.Connection, source: str = "main") -> None:
    """Read all facts of the database ``source`` anew into the index."""
    writer = IndexWriter(connection)
    writer.clear()
    marks = ", ".join("?" * len(ANSWERED))
    numbers = connection.execute(
        f"SELECT id FROM {source}.facts WHERE status IN ({marks}) ORDER BY id",  # noqa: S608
        ANSWERED,
    )
    _index(connection, writer, (number for (number,) in numbers.fetchall()), source)


def index_some(connection: sqlite3.Connection, numbers: Iterable[int]) -> None:
    """Read these facts anew; those that are not answered with, or gone, are taken out."""
    writer = IndexWriter(connection)
    listed = sorted(set(numbers))
    for number in listed:
        writer.remove(number)
    _index(connection, writer, iter(listed), "main")


def renew(connection: sqlite3.Connection) -> None:
    """Read again what was changed since the index was made, if anything was."""
    if rules(connection) != RULES:
        index_all(connection)
    else:
        changed = [number for (number,) in connection.execute("SELECT fact_id FROM unindexed")]
        if ALL_FACTS in changed:
            index_all(connection)
        elif changed:
            index_some(connection, changed)
    connection.execute("DELETE FROM unindexed")


def is_current(connection: sqlite3.Connection) -> bool:
    """Say whether a fact file has an index that answers for all its facts."""
    if rules(connection) != RULES:
        return False
    return connection.execute("SELECT 1 FROM unindexed LIMIT 1").fetchone() is None


def private_index(path: str) -> sqlite3.Connection:
    """Return an index of a fact file in a temporary file of this process; ``path`` is a URI.

    The fact file's own tables can be read through it, too.
    """
    connection = sqlite3.connect("", uri=True, isolation_level=None, check_same_thread=False)
    connection.execute("ATTACH ? AS source", [path])
    connection.execute("BEGIN")
    IndexWriter(connection).create()
    index_all(connection, "source")
    connection.execute("COMMIT")
    return connection


def rules(connection: sqlite3.Connection) -> int | None:
    """Return the rules by which a file was indexed; None where it is not."""
    tables = "SELECT 1 FROM sqlite_master WHERE name = 'index_state'"
    if connection.execute(tables).fetchone() is None:
        return None
    row = connection.execute("SELECT rules FROM index_state").fetchone()
    return int(row[0]) if row else None


def concepts(connection: sqlite3.Connection, source: str = "main") -> tuple[Concept, ...]:
    """Return all concepts with their names, by id."""
    names: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    rows = connection.execute(
        f"SELECT concept, lang, name FROM {source}.aliases ORDER BY concept, lang, position"  # noqa: S608
    )
    for concept, lang, name in rows:
        names[concept][lang].append(name)
    return tuple(
        Concept(concept, {lang: tuple(listed) for lang, listed in by_lang.items()})
        for concept, by_lang in names.items()
    )


def _index(
    connection: sqlite3.Connection, writer: IndexWriter, numbers: Iterator[int], source: str
) -> None:
    lexicon = Lexicon(concepts(connection, source))
    while chunk := list(islice(numbers, AT_ONCE)):
        for number, said in _said(connection, chunk, source):
            writer.put(number, read(said, lexicon), said.place, said.days)
    writer.flush()


def _said(
    connection: sqlite3.Connection, numbers: Sequence[int], source: str
) -> Iterator[tuple[int, Said]]:
    """Yield what is said of those of these facts that are answered with."""
    listed = ", ".join(map(str, numbers))
    texts: dict[int, dict[str, str]] = defaultdict(dict)
    phrasings: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for number, lang, text in connection.execute(
        f"SELECT fact_id, lang, text FROM {source}.texts WHERE fact_id IN ({listed})"  # noqa: S608
    ):
        texts[number][lang] = text
    for number, lang, text in connection.execute(
        f"SELECT fact_id, lang, text FROM {source}.phrasings WHERE fact_id IN ({listed})"  # noqa: S608
        " ORDER BY fact_id, lang, position"
    ):
        phrasings[number][lang].append(text)
    facts = connection.execute(
        f"SELECT id, date, calendar, place FROM {source}.facts"  # noqa: S608
        f" WHERE id IN ({listed}) AND status IN (?, ?) ORDER BY id",
        ANSWERED,
    )
    for number, text, calendar, place in facts.fetchall():
        date = HistoricalDate.parse(text, calendar) if text else None
        yield (
            number,
            Said(
                phrasings=phrasings[number],
                texts=texts[number],
                years=" ".join(_YEAR.findall(text or "")),
                place=place,
                days=tuple(f"{month:02d}{day:02d}" for month, day in days_of_year(date)),
            ),
        )
