"""The one process that handles updates: it holds a lock that ends with it, however it ends.

The lock is SQLite's own, on an empty file beside the state file, so it holds wherever that file
works, and the operating system lets go of it when the process is killed.
"""

import sqlite3
from pathlib import Path

from bot.errors import StateUnavailable


class Lock:
    """A lock that one process at a time can hold."""

    def __init__(self, state: Path) -> None:
        self._path = state.with_name(f"{state.name}-lock")
        self._held: sqlite3.Connection | None = None

    def take(self) -> bool:
        """Take the lock; say whether this process holds it. Raises StateUnavailable."""
        if self._held is not None:
            return True
        try:
            db = sqlite3.connect(
                self._path, timeout=0, isolation_level=None, check_same_thread=False
            )
        except sqlite3.Error as error:
            raise StateUnavailable("state-unwritable", path=str(self._path)) from error
        try:
            db.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            db.close()
            if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
                return False
            raise StateUnavailable("state-unwritable", path=str(self._path)) from error
        self._held = db
        return True

    def close(self) -> None:
        """Let go of it."""
        if self._held is not None:
            self._held.close()
            self._held = None
