"""Writing a fact file: one transaction a change, one revision of every item in it."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from bot.errors import FactsUnavailable
from bot.facts.fields import Record
from bot.facts.history import Change, Name, make, now, record
from bot.facts.indexing import is_current, renew
from bot.facts.location import is_shipped
from bot.facts.models import Dataset, Fact, Localized, Source
from bot.facts.records import (
    SOURCE_FIELDS,
    concept_record,
    dataset_record,
    fact_record,
    source_record,
    to_line,
)
from bot.facts.schema import migrations
from bot.facts.store import explained
from bot.search.lexicon import Concept

_BUSY_MS = 5000
_TABLES = {
    "dataset": ("dataset", "''"),
    "source": ("sources", "id"),
    "alias": ("aliases", "concept"),
    "fact": ("facts", "key"),
}
"""By kind of item: its table, and what in it an item is known by; there is one dataset."""


class FactWriter:
    """A fact file, open for writing; made with its tables where there is none yet.

    Raises FactsUnavailable when the file is locked, damaged or holds something else, and
    FactsReadOnly when it can't be written; nothing is half-written then.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._change: Change | None = None
        self.change_number: int | None = None
        """The number of the change in progress or last made, None where it touched nothing."""
        with explained(self.path, writing=True):
            self._db = Database(sqlite3.connect(path, timeout=_BUSY_MS / 1000))
            try:
                self._prepare()
            except BaseException:
                self._db.close()
                raise

    def _prepare(self) -> None:
        self._refuse_foreign()
        self._db.execute("PRAGMA foreign_keys = ON")
        # The file that comes with the program is one file in git; a working copy is written
        # while a bot reads it.
        mode = "delete" if is_shipped(self.path) else "wal"
        self._db.execute(f"PRAGMA journal_mode = {mode}")
        migrations.apply(self._db)
        if not is_current(self._db.conn):
            with self._db.atomic():
                renew(self._db.conn)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection, which sees what the change in progress has written so far."""
        return self._db.conn

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make everything inside one transaction, taken back whole if anything raises."""
        with explained(self.path, writing=True), self._db.atomic():
            # Take the write lock: sqlite-utils mistakes a lock met later for an SQLite without
            # upsert, and its substitute drops rows of STRICT tables without a word.
            self._db.execute("DELETE FROM facts WHERE 0")
            yield
            renew(self._db.conn)

    @contextmanager
    def change(self, change: Change) -> Iterator[None]:
        """Make everything inside one change on record, in one transaction.

        A change that touches nothing is not put on record.
        """
        with self.transaction():
            self._change, self.change_number = change, None
            yield

    def put_dataset(self, dataset: Dataset) -> None:
        """Write what the file says of itself."""
        self._db.table("dataset").upsert(
            {
                "id": 1,
                "title": _json(dataset.title),
                "description": _json(dataset.description),
                "examples": _json({lang: list(e) for lang, e in dataset.examples.items()}),
                "languages": _json(list(dataset.languages)),
                "licence": dataset.licence,
                "version": dataset.version,
            },
            pk="id",
        )
        self._record(("dataset", ""), dataset_record(dataset))

    def put_source(self, source: Source) -> None:
        """Add or replace a source."""
        row: dict[str, Any] = {name: source.fields.get(name) for name in SOURCE_FIELDS}
        if row["author"] is not None:
            row["author"] = _json(row["author"])
        row |= {"id": source.id, "title_in": _json_or_none(source.title_in)}
        self._db.table("sources").upsert(row, pk="id")
        self._record(("source", source.id), source_record(source))

    def put_concept(self, concept: Concept) -> None:
        """Add a concept, or replace all its names."""
        self._db.execute("DELETE FROM aliases WHERE concept = ?", [concept.id])
        self._db.table("aliases").insert_all(
            {"concept": concept.id, "lang": lang, "position": position, "name": name}
            for lang, names in sorted(concept.names.items())
            for position, name in enumerate(names)
        )
        self._record(("alias", concept.id), concept_record(concept))

    def put_fact(self, fact: Fact) -> Fact:
        """Add or replace a fact, matched by key, with its revision; return it with its number.

        A new fact keeps the number it brings if that was never given to another.
        """
        at = now()
        numbers = self._db.execute("SELECT id FROM facts WHERE key = ?", [fact.key]).fetchall()
        if numbers:
            number = int(numbers[0][0])
            fact = replace(fact, id=number)
            self._db.table("facts").update(number, _row(fact) | {"updated_at": at})
            for table in ("texts", "phrasings", "citations"):
                self._db.execute(f"DELETE FROM {table} WHERE fact_id = ?", [fact.id])  # noqa: S608
        else:
            fact = replace(fact, id=self._number_for(fact))
            row = _row(fact) | {"id": fact.id, "created_at": at, "updated_at": at}
            self._db.table("facts").insert(row)
        self._put_parts(fact)
        self._record(("fact", fact.key), fact_record(fact))
        return fact

    def remove(self, name: Name) -> None:
        """Take an item away; its number is not given again.

        Raises sqlite3.IntegrityError for a source that is cited.
        """
        kind, item = name
        table, column = _TABLES[kind]
        self._db.execute(f"DELETE FROM {table} WHERE {column} = ?", [item])  # noqa: S608
        self._record(name, None)

    def _record(self, name: Name, after: Record | None) -> None:
        """Put an item's revision on record, and before the first one the change itself."""
        assert self._change is not None  # noqa: S101 - written outside of a change
        if self.change_number is None:
            self.change_number = make(self._db.conn, self._change)
        record(self._db.conn, self.change_number, name, None if after is None else to_line(after))

    def _number_for(self, fact: Fact) -> int:
        given = self._db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'facts'").fetchone()
        highest = int(given[0]) if given else 0
        if fact.id is None or fact.id < 1:
            return highest + 1
        taken = self._db.execute(
            "SELECT 1 FROM facts WHERE id = ? UNION ALL SELECT 1 FROM revisions"
            " WHERE kind = 'fact' AND json_extract(record, '$.id') = ? AND item <> ?",
            [fact.id, fact.id, fact.key],
        ).fetchone()
        return highest + 1 if taken else fact.id

    def _put_parts(self, fact: Fact) -> None:
        self._db.table("texts").insert_all(
            {
                "fact_id": fact.id,
                "lang": lang,
                "text": text.text,
                "note": text.note,
                "stale": int(lang in fact.stale),
            }
            for lang, text in sorted(fact.texts.items())
        )
        self._db.table("phrasings").insert_all(
            {"fact_id": fact.id, "lang": lang, "position": position, "text": text}
            for lang, phrasings in sorted(fact.phrasings.items())
            for position, text in enumerate(phrasings)
        )
        self._db.table("citations").insert_all(
            {
                "fact_id": fact.id,
                "position": position,
                "source_id": citation.source,
                "label": citation.label,
                "locator": citation.locator,
                "marker": citation.marker,
                "note": _json_or_none(citation.note),
                "via": citation.via,
            }
            for position, citation in enumerate(fact.citations)
        )

    def _refuse_foreign(self) -> None:
        """Refuse to add tables to a file that belongs to another program."""
        tables = set(self._db.table_names())
        if tables and not {"facts", "_sqlite_migrations"} <= tables:
            raise FactsUnavailable("facts-foreign", path=str(self.path))


def _row(fact: Fact) -> dict[str, Any]:
    date = fact.date
    return {
        "key": fact.key,
        "date": date.text if date else None,
        "calendar": date.calendar if date else "gregorian",
        "earliest": date.earliest if date else None,
        "latest": date.latest if date else None,
        "sort_jdn": date.sort_jdn if date else None,
        "date_note": _json_or_none(fact.date_note),
        "topic": fact.topic,
        "place": fact.place,
        "status": fact.status,
        "merged_into": fact.merged_into,
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _json_or_none(texts: Localized) -> str | None:
    return _json(dict(texts)) if texts else None
