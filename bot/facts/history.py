"""The history of a fact file: changes, and the revisions of the items that each one touched.

A change is what was done at once: an edit, an import, an undo. Every item that it touched, be it a
fact, a source, a concept or the dataset's own data, has a revision in it: the item as it was after
the change, in its one line of an exchange file, or nothing where the change took it away.
"""

import datetime as dt
import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from bot.facts.fields import Record
from bot.facts.models import Channel

Kind = Literal["dataset", "source", "alias", "fact"]
Name = tuple[Kind, str]
"""Of which kind an item is, and by what it is known: a fact's key, a source's or concept's id."""

Operation = Literal[
    "add", "edit", "retire", "restore", "merge", "revert", "undo", "import", "sources", "aliases"
]


@dataclass(frozen=True, slots=True)
class Change:
    """Who changes the facts, through what, what is done and why; ``undoes`` numbers a change."""

    by: str
    channel: Channel
    reason: str | None = None
    operation: Operation = "import"
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class MadeChange:
    """A change on record: its number, when it was made (ISO 8601, UTC), and how much it touched.

    ``undone_by`` is the number of the change that took it back, None while it stands: as long as it
    was not taken back, or once that was taken back itself.
    """

    number: int
    at: str
    change: Change
    items: int
    undone_by: int | None


@dataclass(frozen=True, slots=True)
class Revision:
    """An item after a change, and before it; a record is None where the item was not there."""

    name: Name
    revision: int
    before: Record | None
    after: Record | None
    made: MadeChange


_CHANGES = """
    SELECT id, at, by, channel, reason, operation, undoes,
        (SELECT count(*) FROM revisions WHERE change_id = changes.id)
    FROM changes
"""
_REVISIONS = """
    SELECT r.kind, r.item, r.revision, p.record, r.record, r.change_id
    FROM revisions r LEFT JOIN revisions p
        ON (p.kind, p.item, p.revision) = (r.kind, r.item, r.revision - 1)
"""


def last_revision(connection: sqlite3.Connection, name: Name) -> int:
    """Return the number of an item's latest revision, 0 where it never had one."""
    row = connection.execute(
        "SELECT coalesce(max(revision), 0) FROM revisions WHERE (kind, item) = (?, ?)", name
    ).fetchone()
    return int(row[0])


def revisions_of(connection: sqlite3.Connection, name: Name) -> list[Revision]:
    """Return all revisions of an item, oldest first."""
    rows = connection.execute(
        f"{_REVISIONS} WHERE (r.kind, r.item) = (?, ?) ORDER BY r.revision", name
    )
    return list(_revisions(connection, rows.fetchall()))


def revisions_in(connection: sqlite3.Connection, change: int) -> list[Revision]:
    """Return the revisions that a change made, in their order."""
    rows = connection.execute(f"{_REVISIONS} WHERE r.change_id = ? ORDER BY r.id", [change])
    return list(_revisions(connection, rows.fetchall()))


def last_records(connection: sqlite3.Connection) -> dict[Name, str | None]:
    """Return the line of every item's latest revision, None where the item was taken away."""
    rows = connection.execute(
        "SELECT kind, item, record, max(revision) FROM revisions GROUP BY kind, item"
    )
    return {(kind, item): line for kind, item, line, _ in rows}


def changes(connection: sqlite3.Connection, most: int = 20) -> list[MadeChange]:
    """Return the latest changes, latest first."""
    rows = connection.execute(f"{_CHANGES} ORDER BY id DESC LIMIT ?", [most])
    undone = _undone(connection)
    return [_made(row, undone) for row in rows]


def change_numbered(connection: sqlite3.Connection, number: int) -> MadeChange | None:
    """Return the change of a number, or None."""
    row = connection.execute(f"{_CHANGES} WHERE id = ?", [number]).fetchone()
    return _made(row, _undone(connection)) if row else None


def last_standing(connection: sqlite3.Connection) -> int | None:
    """Return the number of the last change that is no undo and stands, or None."""
    undone = _undone(connection)
    rows = connection.execute("SELECT id FROM changes WHERE undoes IS NULL ORDER BY id DESC")
    return next((number for (number,) in rows if number not in undone), None)


def record(connection: sqlite3.Connection, number: int, name: Name, line: str | None) -> None:
    """Put an item's next revision on record, in the change of this number."""
    connection.execute(
        "INSERT INTO revisions (change_id, kind, item, revision, record) VALUES (?, ?, ?, ?, ?)",
        (number, *name, last_revision(connection, name) + 1, line),
    )


def make(connection: sqlite3.Connection, change: Change) -> int:
    """Put a change on record and return its number."""
    cursor = connection.execute(
        "INSERT INTO changes (at, by, channel, operation, reason, undoes)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (now(), change.by, change.channel, change.operation, change.reason, change.undoes),
    )
    assert cursor.lastrowid is not None  # noqa: S101 - just inserted
    return cursor.lastrowid


def now() -> str:
    """Return this moment as ISO 8601, UTC, to the second."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


def _revisions(connection: sqlite3.Connection, rows: list[tuple[Any, ...]]) -> Iterator[Revision]:
    made: dict[int, MadeChange] = {}
    for kind, item, revision, before, after, number in rows:
        if number not in made:
            found = change_numbered(connection, number)
            assert found is not None  # noqa: S101 - a foreign key
            made[number] = found
        yield Revision((kind, item), revision, _loaded(before), _loaded(after), made[number])


def _loaded(line: str | None) -> Record | None:
    return None if line is None else json.loads(line)


def _undone(connection: sqlite3.Connection) -> dict[int, int]:
    """Return the changes that do not stand, each with the one that took it back."""
    rows = connection.execute(
        "SELECT id, undoes FROM changes WHERE undoes IS NOT NULL ORDER BY id DESC"
    )
    undone: dict[int, int] = {}
    for number, undoes in rows:
        if number not in undone:  # an undo that was taken back takes nothing back
            undone.setdefault(undoes, number)
    return undone


def _made(row: tuple[Any, ...], undone: Mapping[int, int]) -> MadeChange:
    number, at, by, channel, reason, operation, undoes, items = row
    change = Change(by, channel, reason, operation, undoes)
    return MadeChange(number, at, change, items, undone.get(number))
