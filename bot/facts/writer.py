"""Writing a fact file: one transaction a change set, one revision a changed fact."""

import datetime as dt
import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from bot.errors import FactsUnavailable
from bot.facts.indexing import is_current, renew
from bot.facts.location import is_shipped
from bot.facts.models import Channel, Dataset, Fact, Localized, Source
from bot.facts.records import SOURCE_FIELDS, fact_record, to_line
from bot.facts.schema import migrations
from bot.facts.store import explained
from bot.search.lexicon import Concept

_BUSY_MS = 5000


@dataclass(frozen=True, slots=True)
class Change:
    """Who changes facts, through what, and why; what every revision records."""

    by: str
    channel: Channel
    reason: str | None = None


class FactWriter:
    """A fact file, open for writing; made with its tables where there is none yet.

    Raises FactsUnavailable when the file is locked, damaged or holds something else, and
    FactsReadOnly when it can't be written; nothing is half-written then.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
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

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make everything inside one transaction, taken back whole if anything raises."""
        with explained(self.path, writing=True), self._db.atomic():
            # Take the write lock: sqlite-utils mistakes a lock met later for an SQLite without
            # upsert, and its substitute drops rows of STRICT tables without a word.
            self._db.execute("DELETE FROM facts WHERE 0")
            yield
            renew(self._db.conn)

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

    def put_source(self, source: Source) -> None:
        """Add or replace a source."""
        row: dict[str, Any] = {name: source.fields.get(name) for name in SOURCE_FIELDS}
        if row["author"] is not None:
            row["author"] = _json(row["author"])
        row |= {"id": source.id, "title_in": _json_or_none(source.title_in)}
        self._db.table("sources").upsert(row, pk="id")

    def put_concept(self, concept: Concept) -> None:
        """Add a concept, or replace all its names."""
        self._db.execute("DELETE FROM aliases WHERE concept = ?", [concept.id])
        self._db.table("aliases").insert_all(
            {"concept": concept.id, "lang": lang, "position": position, "name": name}
            for lang, names in sorted(concept.names.items())
            for position, name in enumerate(names)
        )

    def put_fact(self, fact: Fact, change: Change) -> Fact:
        """Add or replace a fact, matched by key, with its revision; return it with its number.

        A new fact keeps the number it brings if that was never given to another.
        """
        now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        numbers = self._db.execute("SELECT id FROM facts WHERE key = ?", [fact.key]).fetchall()
        if numbers:
            number = int(numbers[0][0])
            fact = replace(fact, id=number)
            self._db.table("facts").update(number, _row(fact) | {"updated_at": now})
            for table in ("texts", "phrasings", "citations"):
                self._db.execute(f"DELETE FROM {table} WHERE fact_id = ?", [fact.id])  # noqa: S608
        else:
            fact = replace(fact, id=self._number_for(fact))
            row = _row(fact) | {"id": fact.id, "created_at": now, "updated_at": now}
            self._db.table("facts").insert(row)
        self._put_parts(fact)
        self._put_revision(fact, change, now)
        return fact

    def _number_for(self, fact: Fact) -> int:
        given = self._db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'facts'").fetchone()
        highest = int(given[0]) if given else 0
        if fact.id is None or fact.id < 1:
            return highest + 1
        taken = self._db.execute("SELECT 1 FROM facts WHERE id = ?", [fact.id]).fetchone()
        return highest + 1 if taken else fact.id

    def _put_parts(self, fact: Fact) -> None:
        self._db.table("texts").insert_all(
            {"fact_id": fact.id, "lang": lang, "text": text.text, "note": text.note}
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

    def _put_revision(self, fact: Fact, change: Change, now: str) -> None:
        (last,) = self._db.execute(
            "SELECT coalesce(max(revision), 0) FROM revisions WHERE fact_id = ?", [fact.id]
        ).fetchone()
        self._db.table("revisions").insert(
            {
                "fact_id": fact.id,
                "revision": last + 1,
                "at": now,
                "by": change.by,
                "channel": change.channel,
                "reason": change.reason,
                "fact": to_line(fact_record(fact)),
            }
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
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _json_or_none(texts: Localized) -> str | None:
    return _json(dict(texts)) if texts else None
