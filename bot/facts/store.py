"""Reading a fact file; never writes, not even a lock file beside it."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from bot.dates.edtf import HistoricalDate
from bot.errors import DateError, FactsReadOnly, FactsUnavailable, NoSuchFact
from bot.facts import times
from bot.facts.indexing import concepts, is_current, private_index
from bot.facts.models import ANSWERED, Citation, Dataset, Fact, Localized, Source, Status, Text
from bot.facts.times import Dated
from bot.search.lexicon import Concept

SCHEMA_VERSION = "add_search_index"
"""The newest step of ``schema.py``, repeated here so that reading need not import sqlite-utils."""
READABLE = (SCHEMA_VERSION, "create_tables")
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
            self._db = sqlite3.connect(self._uri, uri=True, isolation_level=None)
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

    def version(self) -> int:
        """Return a number that changes whenever another connection has changed the file."""
        return int(self._rows("PRAGMA data_version")[0][0])

    def facts(self, statuses: Sequence[Status] = ANSWERED) -> tuple[Fact, ...]:
        """Return the facts of these statuses, by number."""
        marks = ", ".join("?" * len(statuses))
        with self.reading():
            return self._facts(f"WHERE status IN ({marks})", tuple(statuses))

    def fact(self, number: int) -> Fact:
        """Return the fact of this number, whatever its status; raises NoSuchFact."""
        with self.reading():
            found = self._facts("WHERE id = ?", (number,))
        if not found:
            raise NoSuchFact("no-such-fact", fact=f"f{number}")
        return found[0]

    def facts_numbered(self, numbers: Sequence[int]) -> dict[int, Fact]:
        """Return the facts of these numbers, whatever their status, by number."""
        marks = ", ".join("?" * len(numbers))
        with self.reading():
            found = self._facts(f"WHERE id IN ({marks})", tuple(numbers))
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
        return {row["id"]: _source(row) for row in self._rows("SELECT * FROM sources ORDER BY id")}

    def dataset(self) -> Dataset:
        """Return what the file says of itself."""
        with self.reading():
            return self._dataset()

    def _dataset(self) -> Dataset:
        rows = self._rows("SELECT * FROM dataset")
        if not rows:
            return Dataset({}, {}, {}, ("kk", "ru", "en"), "", "")
        row = rows[0]
        examples = {lang: tuple(listed) for lang, listed in json.loads(row["examples"]).items()}
        return Dataset(
            title=json.loads(row["title"]),
            description=json.loads(row["description"]),
            examples=examples,
            languages=tuple(json.loads(row["languages"])),
            licence=row["licence"],
            version=row["version"],
        )

    def integrity(self) -> tuple[str, ...]:
        """Return what SQLite finds wrong with the file; empty when all is well."""
        found = [row[0] for row in self._rows("PRAGMA integrity_check") if row[0] != "ok"]
        broken = self._rows("PRAGMA foreign_key_check")
        return (*found, *(f"{row['table']} row {row['rowid']}" for row in broken))

    def _facts(self, where: str, parameters: tuple[object, ...]) -> tuple[Fact, ...]:
        chosen = f"(SELECT id FROM facts {where})"  # noqa: S608 - fixed text above
        texts: dict[int, dict[str, Text]] = defaultdict(dict)
        for row in self._chosen("texts", "lang", chosen, parameters):
            texts[row["fact_id"]][row["lang"]] = Text(row["text"], row["note"])
        phrasings: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for row in self._chosen("phrasings", "lang, position", chosen, parameters):
            phrasings[row["fact_id"]][row["lang"]].append(row["text"])
        citations: dict[int, list[Citation]] = defaultdict(list)
        for row in self._chosen("citations", "position", chosen, parameters):
            citations[row["fact_id"]].append(_citation(row))
        rows = self._rows(f"SELECT * FROM facts {where} ORDER BY id", parameters)  # noqa: S608
        return tuple(
            Fact(
                id=row["id"],
                key=row["key"],
                date=_date(row),
                date_note=_localized(row["date_note"]),
                topic=row["topic"],
                place=row["place"],
                status=row["status"],
                texts=texts[row["id"]],
                phrasings={lang: tuple(p) for lang, p in phrasings[row["id"]].items()},
                citations=tuple(citations[row["id"]]),
            )
            for row in rows
        )

    def _chosen(
        self, table: str, order: str, chosen: str, parameters: tuple[object, ...]
    ) -> list[sqlite3.Row]:
        return self._rows(
            f"SELECT * FROM {table} WHERE fact_id IN {chosen} ORDER BY fact_id, {order}",  # noqa: S608
            parameters,
        )

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


def _localized(stored: str | None) -> Localized:
    return cast("Localized", json.loads(stored)) if stored else {}


def _date(row: sqlite3.Row) -> HistoricalDate | None:
    return HistoricalDate.parse(row["date"], row["calendar"]) if row["date"] else None


def _citation(row: sqlite3.Row) -> Citation:
    return Citation(
        source=row["source_id"],
        label=row["label"],
        locator=row["locator"],
        marker=row["marker"],
        note=_localized(row["note"]),
        via=row["via"],
    )


def _source(row: sqlite3.Row) -> Source:
    fields: dict[str, Any] = {
        name: row[name]
        for name in row.keys()  # noqa: SIM118 - sqlite3.Row iterates over values
        if name not in {"id", "title_in"} and row[name] is not None
    }
    if "author" in fields:
        fields["author"] = json.loads(fields["author"])
    return Source(row["id"], fields, _localized(row["title_in"]))
