"""A fact file with its history, open for reading: one state of it from first to last."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.facts.store import FactStore, explained
from bot.facts.writer import FactWriter


@contextmanager
def opened(path: Path) -> Iterator[FactStore]:
    """Open a fact file; what others write meanwhile is not seen.

    So an item and its revision are read as they belong together. Of a file without a history, as
    an older program left it, a copy is read that has one: reading never writes. Raises
    FactsUnavailable.
    """
    with TemporaryDirectory(prefix="history-bot-") as folder:
        with closing(FactStore(path)) as store:
            if store.has_history:
                with store.snapshot():
                    yield store
                return
        newer = Path(folder, path.name)
        copy(path, newer)
        FactWriter(newer).close()
        with closing(FactStore(newer)) as store:
            yield store


def copy(path: Path, to: Path) -> None:
    """Copy a fact file as of now, whatever is being written to it; raises FactsUnavailable."""
    with (
        explained(path),
        closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as db,
        closing(sqlite3.connect(to)) as target,
    ):
        db.backup(target)
