"""Files that are written whole or not at all."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.errors import FactsReadOnly


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """Give the path of a temporary file beside ``path``, which takes its place at the end.

    On any failure the temporary file is removed and ``path`` stays as it was. Raises FactsReadOnly
    if the disk is full or the folder can't be written.
    """
    target = path.resolve()
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        yield temporary
        temporary.replace(target)
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        raise FactsReadOnly(
            "facts-disk-full" if full else "facts-read-only", path=str(path)
        ) from error
    finally:
        temporary.unlink(missing_ok=True)


def made_folder(path: Path) -> None:
    """Make a folder if it is not there; raises FactsReadOnly if that can't be done."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FactsReadOnly("facts-read-only", path=str(path)) from error
