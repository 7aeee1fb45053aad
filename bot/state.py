"""What is kept beside the facts: chosen languages, curators and their names, suggestions."""

import datetime as dt
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database, Migrations

from bot.errors import StateUnavailable

migrations = Migrations("state")

_BUSY_MS = 3000
_PRIVATE = 0o600


@migrations()
def create_tables(db: Database) -> None:
    """Create the tables of the first version."""
    db.execute(
        """
        CREATE TABLE people (
            person INTEGER PRIMARY KEY,
            lang TEXT NOT NULL CHECK (lang <> ''),
            changed_at TEXT NOT NULL
        ) STRICT
        """
    )


@migrations()
def add_curators(db: Database) -> None:
    """Add the people who keep the facts, under the names that they chose for the history."""
    db.execute(
        """
        CREATE TABLE curators (
            person INTEGER PRIMARY KEY,
            name TEXT NOT NULL CHECK (name <> ''),
            contributes INTEGER NOT NULL CHECK (contributes IN (0, 1))
        ) STRICT
        """
    )


@migrations()
def add_suggestions(db: Database) -> None:
    """Add what people say may be wrong with a fact, without who said it."""
    db.execute(
        """
        CREATE TABLE suggestions (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            fact TEXT NOT NULL,
            lang TEXT NOT NULL,
            text TEXT NOT NULL CHECK (text <> ''),
            at TEXT NOT NULL
        ) STRICT
        """
    )


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What somebody says may be wrong with the fact of a key, when (ISO 8601, UTC)."""

    number: int
    fact: str
    lang: str
    text: str
    at: str


@dataclass(frozen=True, slots=True)
class Appointment:
    """A person's name for the history, and whether an editor has made them a contributor."""

    name: str
    contributes: bool


class State:
    """The state file; made, readable by its owner alone, when there is first something to keep.

    Raises StateUnavailable from every method when the file can't be used.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._db: Database | None = None

    def close(self) -> None:
        """Close the file; the next call opens it again."""
        if self._db is not None:
            self._db.close()
            self._db = None

    def check(self) -> None:
        """Raise StateUnavailable if nothing could be kept; makes no file."""
        if self.path.exists():
            self._open()
        elif not os.access(self.path.parent, os.W_OK | os.X_OK):
            raise StateUnavailable("state-unwritable", path=str(self.path))

    def language(self, person: int) -> str | None:
        """Return the language that a person has chosen, or None."""
        if self._db is None and not self.path.exists():
            return None
        with self._explained():
            found = self._open().execute("SELECT lang FROM people WHERE person = ?", [person])
            row = found.fetchone()
        return str(row[0]) if row else None

    def choose(self, person: int, lang: str | None) -> None:
        """Keep a person's language; with None, keep nothing about the person."""
        if lang is None and self.language(person) is None:
            return
        db = self._open()
        with self._explained(), db.atomic():
            if lang is None:
                db.execute("DELETE FROM people WHERE person = ?", [person])
            else:
                row = {"person": person, "lang": lang, "changed_at": _now()}
                db.table("people").upsert(row, pk="person")

    def appointment(self, person: int) -> Appointment | None:
        """Return the name that a person chose and whether they contribute, or None."""
        if self._db is None and not self.path.exists():
            return None
        with self._explained():
            row = (
                self._open()
                .execute("SELECT name, contributes FROM curators WHERE person = ?", [person])
                .fetchone()
            )
        return Appointment(row[0], bool(row[1])) if row else None

    def appointments(self) -> dict[int, Appointment]:
        """Return all appointments by the Telegram number of the person."""
        if self._db is None and not self.path.exists():
            return {}
        with self._explained():
            rows = self._open().execute("SELECT * FROM curators ORDER BY person").fetchall()
        return {person: Appointment(name, bool(contributes)) for person, name, contributes in rows}

    def appoint(self, person: int, appointment: Appointment | None) -> None:
        """Keep a person's appointment; with None, keep nothing of it."""
        if appointment is None and self.appointment(person) is None:
            return
        db = self._open()
        with self._explained(), db.atomic():
            if appointment is None:
                db.execute("DELETE FROM curators WHERE person = ?", [person])
            else:
                row = {"person": person, "name": appointment.name}
                row["contributes"] = int(appointment.contributes)
                db.table("curators").upsert(row, pk="person")

    def suggest(self, fact: str, lang: str, text: str) -> None:
        """Keep a suggestion about the fact of a key."""
        row = {"fact": fact, "lang": lang, "text": text, "at": _now()}
        db = self._open()
        with self._explained(), db.atomic():
            db.table("suggestions").insert(row)

    def suggestions(self) -> list[Suggestion]:
        """Return the suggestions that are not settled, oldest first."""
        if self._db is None and not self.path.exists():
            return []
        with self._explained():
            rows = self._open().execute("SELECT id, fact, lang, text, at FROM suggestions")
            return [Suggestion(*row) for row in rows.fetchall()]

    def settle(self, number: int) -> bool:
        """Forget a suggestion; say whether there was one of this number."""
        db = self._open()
        with self._explained(), db.atomic():
            return db.execute("DELETE FROM suggestions WHERE id = ?", [number]).rowcount == 1

    def _open(self) -> Database:
        if self._db is None:
            with self._explained():
                # SQLite gives its companion files the mode of the main one.
                os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, _PRIVATE))
                db = Database(sqlite3.connect(self.path, timeout=_BUSY_MS / 1000))
                db.execute("PRAGMA journal_mode = wal")
                migrations.apply(db)
                self._db = db
        return self._db

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.IntegrityError, sqlite3.ProgrammingError):
            raise  # a mistake in this program, not in the file
        except sqlite3.DatabaseError as error:
            raise StateUnavailable(_reason(error), path=str(self.path)) from error
        except OSError as error:
            raise StateUnavailable("state-unwritable", path=str(self.path)) from error


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


def _reason(error: sqlite3.DatabaseError) -> str:
    said = str(error)
    damaged = "not a database" in said or "malformed" in said
    return "state-damaged" if damaged else "state-unwritable"
