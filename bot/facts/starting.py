"""Starting a data set of one's own: a fact file without facts, and files to begin with."""

import os
from collections.abc import Mapping
from contextlib import closing, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.errors import BotError
from bot.facts.history import Change
from bot.facts.location import NAME
from bot.facts.models import Dataset
from bot.facts.writer import FactWriter


def start(folder: Path, dataset: Dataset, files: Mapping[str, str], change: Change) -> Path:
    """Make ``facts.db`` in a folder, and text files by name; return the path of ``facts.db``.

    The folder is made if needed. A text file whose name is taken is left as it is. The fact file
    comes last, whole or not at all; raises BotError if there is one, or the folder can't be
    written.
    """
    path = folder / NAME
    if path.exists():
        raise BotError("folder-has-facts", path=str(path))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=f".{NAME}-", dir=folder) as temporary:
            made = Path(temporary)
            for name, text in files.items():
                (made / name).write_text(text, "utf-8", newline="\n")
                with suppress(FileExistsError):
                    os.link(made / name, folder / name)
            _make(made / NAME, dataset, change)
            _claim(made / NAME, path)
    except OSError as error:
        raise BotError("folder-unwritable", path=str(folder), reason=error.strerror) from error
    return path


def _make(path: Path, dataset: Dataset, change: Change) -> None:
    with closing(FactWriter(path)) as writer, writer.change(change):
        writer.put_dataset(dataset)


def _claim(made: Path, path: Path) -> None:
    """Put a file in its place, unless another was put there in the meantime."""
    try:
        os.link(made, path)
    except FileExistsError as error:
        raise BotError("folder-has-facts", path=str(path)) from error
