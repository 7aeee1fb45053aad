"""The state file: made, readable by its owner alone, when there is first something to keep."""

import datetime as dt
import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeAlias, cast

from sqlite_utils import Database

from bot.errors import StateUnavailable
from bot.state.schema import migrations

Record: TypeAlias = dict[str, Any]
"""A row as people read it: values by words that say what they are."""

_BUSY_MS = 3000
_CACHE_KILOBYTES = 256
"""What one user of the file keeps of it; several have it open, and the system keeps it as well."""
_PRIVATE = 0o600


class StateFile:
    """The file as its tables use it; raises StateUnavailable when it can't be used."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._db: Database | None = None
        self._joined = False
        self._every_write = True

    def close(self) -> None:
        """Close the file; the next call opens it again."""
        if self._db is not None:
            self._db.close()
            self._db = None
            self._every_write = True

    def check(self) -> None:
        """Raise StateUnavailable if nothing could be kept; makes no file."""
        if self.path.exists():
            self._open()
        elif not os.access(self.path.parent, os.W_OK | os.X_OK):
            raise StateUnavailable("state-unwritable", path=str(self.path))

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Return what a query finds; nothing, and no file, where there is none yet."""
        if self._db is None and not self.path.exists():
            return []
        db = self._open()
        with self._explained():
            found: list[tuple[Any, ...]] = db.execute(sql, values).fetchall()
        return found

    def row(self, sql: str, values: Sequence[Any] = ()) -> tuple[Any, ...] | None:
        """Return the first row that a query finds, or None."""
        return next(iter(self.rows(sql, values)), None)

    def records(self, sql: str, values: Sequence[Any] = ()) -> list[Record]:
        """Return what a query finds, each row by the names of its columns."""
        if self._db is None and not self.path.exists():
            return []
        db = self._open()
        with self._explained():
            found = db.execute(sql, values)
            names = [column[0] for column in found.description]
            return [dict(zip(names, row, strict=True)) for row in found]

    @contextmanager
    def writing(self, *, on_disk: bool = True) -> Iterator[Database]:
        """Give the database for one transaction: all that is written, or nothing.

        ``on_disk``: it is on the disk then. Otherwise some of the last may be missing after a power
        cut, though not after the end of a process, however it ends.
        """
        db = self._open()
        if self._joined:
            yield db
            return
        self._sync(db, every_write=on_disk)
        with self._explained(), _transaction(db):
            yield db

    @contextmanager
    def joined(self, *, on_disk: bool) -> Iterator[None]:
        """Let all that is written within be one transaction, with no way back from a part of it."""
        with self.writing(on_disk=on_disk):
            self._joined = True
            try:
                yield
            finally:
                self._joined = False

    def _sync(self, db: Database, *, every_write: bool) -> None:
        """Choose whether every write is on the disk when it returns, as it is at first."""
        if every_write == self._every_write:
            return
        with self._explained():
            db.execute(f"PRAGMA synchronous = {'full' if every_write else 'normal'}")
        self._every_write = every_write

    def insert(self, table: str, row: Mapping[str, Any], *, on_disk: bool = True) -> int:
        """Add a row and return its number; ``on_disk``: see ``writing``."""
        columns, marks = ", ".join(row), ", ".join(f":{column}" for column in row)
        with self.writing(on_disk=on_disk) as db:
            sql = f"INSERT INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608
            return cast("int", db.execute(sql, dict(row)).lastrowid)

    def remove(self, sql: str, values: Sequence[Any] = ()) -> int:
        """Carry out a DELETE and return how many rows went; makes no file where there is none."""
        if self._db is None and not self.path.exists():
            return 0
        with self.writing() as db:
            return int(db.execute(sql, values).rowcount)

    def clear_journal(self) -> None:
        """Leave nothing of what was deleted in the file that SQLite keeps beside this one.

        Does as much of it as other processes that read the file leave room for.
        """
        db = self._open()
        with self._explained():
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def _open(self) -> Database:
        if self._db is None:
            with self._explained():
                self._make()
                db = Database(sqlite3.connect(self.path, timeout=_BUSY_MS / 1000))
                db.execute("PRAGMA journal_mode = wal")
                db.execute(f"PRAGMA cache_size = -{_CACHE_KILOBYTES}")
                db.execute("PRAGMA secure_delete = on")  # what was taken back is not left in pages
                migrations.apply(db)
                self._db = db
        return self._db

    def _make(self) -> None:
        """Make the file where there is none; SQLite gives its companion files the same mode.

        A file that is there is left alone: closing it would take away the locks that this process
        holds on it, and another process that closes it then would delete what is still written to.
        See "How To Corrupt An SQLite Database File", 2.2: https://sqlite.org/howtocorrupt.html
        """
        with suppress(FileExistsError):
            os.close(os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_EXCL, _PRIVATE))

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


@contextmanager
def _transaction(db: Database) -> Iterator[None]:
    """Write all or nothing, after whoever else is writing; a part may be taken back by itself.

    IMMEDIATE: a transaction that begins by reading can't wait for another writer any more.
    """
    if db.conn.in_transaction:
        with db.atomic():
            yield
        return
    db.conn.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.commit()
    except BaseException:
        db.rollback()
        raise


def now() -> str:
    """Return this moment, as the state file keeps times: ISO 8601 in UTC, to the second."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


def days_ago(days: float) -> str:
    """Return the moment that lies this many days back, as ``now`` gives it."""
    moment = dt.datetime.now(dt.UTC) - dt.timedelta(days=days)
    return moment.isoformat(timespec="seconds")


def storable(text: str) -> str:
    """Return a text without halves of characters (lone surrogates), which SQLite can't keep."""
    return text.encode("utf-8", "ignore").decode("utf-8")


def _reason(error: sqlite3.DatabaseError) -> str:
    said = str(error)
    damaged = "not a database" in said or "malformed" in said
    return "state-damaged" if damaged else "state-unwritable"
