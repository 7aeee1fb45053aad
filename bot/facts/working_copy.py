"""The working copy: the shipped facts, copied to where a bot's owner keeps theirs."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.errors import FactsReadOnly
from bot.facts.location import NAME, shipped


def ensure(path: Path) -> bool:
    """Copy the shipped facts to ``path`` unless there is a file; return whether they were copied.

    The copy appears whole or not at all, already in WAL mode, and never replaces a file, not even
    one that another process put there in the meantime. Raises FactsReadOnly when the folder is
    missing or can't be written.
    """
    if path.exists():
        return False
    try:
        with TemporaryDirectory(prefix=f".{NAME}-", dir=path.parent) as folder:
            copy = Path(folder, NAME)
            shutil.copyfile(shipped(), copy)
            with closing(sqlite3.connect(copy)) as db:
                db.execute("PRAGMA journal_mode = wal")
            os.link(copy, path)
    except FileExistsError:
        return False
    except (OSError, sqlite3.OperationalError) as error:
        raise FactsReadOnly("facts-read-only", path=str(path)) from error
    return True
