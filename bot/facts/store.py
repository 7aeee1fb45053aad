"""Reading a fact file; never writes, not even a lock file beside it."""

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bot.errors import DateError, FactsReadOnly, FactsUnavailable, NoSuchFact
from bot.facts import times
from bot.facts.indexing import concepts, is_current, private_index
from bot.facts.models import ANSWERED, STATUSES, Dataset, Fact, Source, Status
from bot.facts.reading import read_dataset, read_facts, read_sources
from bot.facts.times import Dated
from bot.search.lexicon import Concept

SCHEMA_VERSION = "add_history"
"""The newest step of ``schema.py``, repeated here so that reading need not import sqlite-utils."""
READABLE = (SCHEMA_VERSION, "add_search_index", "create_tables")
"""Steps whose files can be read; one without an index gets a private one."""

_BUSY_MS = 3000
_DAMAGED = ("not a database", "malformed", "disk image", "no such table", "no such column")


class FactStore:
    """A fact file, open for reading.

    Raises FactsUnavailable from every method when the file is missing, locked, damaged, or holds
    something else.
    """

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise FactsUnavailable("facts-missing", path=str(path))
        self.path = path
        self._uri = f"{path.resolve().as_uri()}?mode=ro"
        self._private: tuple[int, sqlite3.Connection] | None = None
        with self.reading():
            self._db = sqlite3.connect(
                self._uri, uri=True, isolation_level=None, check_same_thread=False
            )
            self._db.row_factory = sqlite3.Row
            self._db.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
        try:
            self._check_schema()
        except FactsUnavailable:
            self._db.close()
            raise

    def close(self) -> None:
        """Close the file."""
        self._db.close()
        self._close_private()

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection to the file itself, for reading what is not of the facts."""
        return self._db

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read one state of the file inside, whatever others write meanwhile."""
        with self.reading():
            self._db.execute("BEGIN")
        try:
            yield
        finally:
            self._db.execute("ROLLBACK")

    def version(self) -> int:
        """Return a number that changes whenever another connection has changed the file."""
        return int(self._rows("PRAGMA data_version")[0][0])

    def facts(self, statuses: Sequence[Status] = ANSWERED) -> tuple[Fact, ...]:
        """Return the facts of these statuses, by number."""
        marks = ", ".join("?" * len(statuses))
        with self.reading():
            return read_facts(self._db, f"WHERE status IN ({marks})", tuple(statuses))

    def fact(self, number: int) -> Fact:
        """Return the fact of this number, whatever its status; raises NoSuchFact."""
        with self.reading():
            found = read_facts(self._db, "WHERE id = ?", (number,))
        if not found:
            raise NoSuchFact("no-such-fact", fact=f"f{number}")
        return found[0]

    def fact_with_key(self, key: str) -> Fact | None:
        """Return the fact of this key, whatever its status, or None."""
        with self.reading():
            found = read_facts(self._db, "WHERE key = ?", (key,))
        return found[0] if found else None

    def facts_numbered(self, numbers: Sequence[int]) -> dict[int, Fact]:
        """Return the facts of these numbers, whatever their status, by number."""
        marks = ", ".join("?" * len(numbers))
        with self.reading():
            found = read_facts(self._db, f"WHERE id IN ({marks})", tuple(numbers))
        return {fact.id: fact for fact in found if fact.id is not None}

    def concepts(self) -> tuple[Concept, ...]:
        """Return all concepts with their names, by id."""
        with self.reading():
            return concepts(self._db)

    def index(self) -> sqlite3.Connection:
        """Return the database with the index: the file itself where its index is current.

        Otherwise the facts are indexed in a temporary file, once for every change of the file.
        """
        with self.reading():
            if is_current(self._db):
                return self._db
            version = self.version()
            if self._private is None or self._private[0] != version:
                self._close_private()
                self._private = version, private_index(self._uri)
            return self._private[1]

    def _close_private(self) -> None:
        if self._private is not None:
            self._private[1].close()

    def between(self, earliest: int, latest: int, most: int) -> list[Dated]:
        """Return facts whose dates meet these encoded days, at most ``most``, in no order."""
        with self.reading():
            return times.between(self._db, earliest, latest, most)

    def nearest(self, day: int, most: int) -> list[Dated]:
        """Return the facts nearest to a Julian day number, at most ``most`` on either side."""
        with self.reading():
            return times.nearest(self._db, day, most)

    def places(self) -> frozenset[str]:
        """Return the places of all facts, found one by one in their index."""
        found: set[str] = set()
        after = ""
        while place := self._rows("SELECT min(place) FROM facts WHERE place > ?", (after,))[0][0]:
            found.add(place)
            after = place
        return frozenset(found)

    def statuses(self) -> dict[Status, int]:
        """Return how many facts there are of every status."""
        rows = self._rows("SELECT status, count(*) FROM facts GROUP BY status")
        return {row[0]: row[1] for row in rows}

    def sources(self) -> dict[str, Source]:
        """Return all sources by id."""
        with self.reading():
            return read_sources(self._db)

    def citation_counts(self, statuses: Sequence[Status] = STATUSES) -> dict[str, int]:
        """Return how many facts of these statuses cite each source, directly or by way of it."""
        marks = ", ".join("?" * len(statuses))
        cited = f"citations JOIN facts ON facts.id = fact_id WHERE status IN ({marks})"
        rows = self._rows(
            f"SELECT source_id, fact_id FROM {cited}"  # noqa: S608 - fixed texts
            f" UNION SELECT via, fact_id FROM {cited} AND via IS NOT NULL",
            (*statuses, *statuses),
        )
        return dict(Counter(row[0] for row in rows))

    def changed_at(self) -> str | None:
        """Return when the file was last changed (ISO 8601, UTC), None where it has no history."""
        if not self.has_history:
            return None
        return next((row[0] for row in self._rows("SELECT max(at) FROM changes")), None)

    def dataset(self) -> Dataset:
        """Return what the file says of itself."""
        with self.reading():
            return read_dataset(self._db)

    def integrity(self) -> tuple[str, ...]:
        """Return what SQLite finds wrong with the file; empty when all is well."""
        found = [row[0] for row in self._rows("PRAGMA integrity_check") if row[0] != "ok"]
        broken = self._rows("PRAGMA foreign_key_check")
        return (*found, *(f"{row['table']} row {row['rowid']}" for row in broken))

    def _rows(self, sql: str, parameters: tuple[object, ...] = ()) -> list[sqlite3.Row]:
        with self.reading():
            return self._db.execute(sql, parameters).fetchall()

    def _check_schema(self) -> None:
        tables = {row[0] for row in self._rows("SELECT name FROM sqlite_master")}
        if not {"facts", "texts", "_sqlite_migrations"} <= tables:
            raise FactsUnavailable("facts-foreign", path=str(self.path))
        steps = self._rows(
            "SELECT name FROM _sqlite_migrations WHERE migration_set = 'facts' ORDER BY id DESC"
        )
        if not steps or steps[0][0] not in READABLE:
            raise FactsUnavailable("facts-other-version", path=str(self.path))
        self.has_history = steps[0][0] == SCHEMA_VERSION

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Raise FactsUnavailable where rows can't be fetched or don't hold what belongs there."""
        try:
            with explained(self.path):
                yield
        except (DateError, ValueError, AttributeError) as error:
            # written by something else: no date, or not the JSON that belongs there
            raise FactsUnavailable("facts-damaged", path=str(self.path)) from error


@contextmanager
def explained(path: Path, *, writing: bool = False) -> Iterator[None]:
    """Turn SQLite's refusal of a fact file into FactsUnavailable or, in writing, FactsReadOnly."""
    try:
        yield
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError):
        raise  # a mistake in this program, not in the file
    except sqlite3.DatabaseError as error:
        if writing and ("readonly" in str(error) or "unable to open" in str(error)):
            raise FactsReadOnly("facts-read-only", path=str(path)) from error
        raise FactsUnavailable(_reason(error), path=str(path)) from error


def _reason(error: sqlite3.Error) -> str:
    """Return the key of the sentence that explains why SQLite refused a fact file."""
    said = str(error)
    if "locked" in said or "busy" in said:
        return "facts-locked"
    if any(sign in said for sign in _DAMAGED):
        return "facts-damaged"
    if "full" in said:
        return "facts-disk-full"
    return "facts-unreadable"
