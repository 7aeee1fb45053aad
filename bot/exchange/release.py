"""A release: a folder with the facts, their checksums and what was changed.

    facts.jsonl    everything but the history, sorted: the same data gives the same bytes
    facts.db       a fact file, one file without anything beside it
    CHANGES.md     what was changed since the release before
    SHA256SUMS     checksums of the three, for ``sha256sum --check``

Nothing in them tells the time or the machine: the same fact file gives the same folder.
"""

import hashlib
import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.errors import BotError
from bot.exchange.contents import contents
from bot.exchange.items import Item, line_of, read_item
from bot.facts.models import Dataset
from bot.facts.store import FactStore, explained

EXPORT, DATABASE, CHANGES, CHECKSUMS = "facts.jsonl", "facts.db", "CHANGES.md", "SHA256SUMS"
_DIGITS = re.compile(r"(\d+)")


def release(path: Path, folder: Path, changes: Callable[[Sequence[Item]], Iterable[str]]) -> None:
    """Write a release of the fact file at ``path`` into ``folder``, whole or not at all.

    ``changes`` is given the released items and returns the lines of the change log. Raises BotError
    if the folder is there and not empty, or can't be made; FactsUnavailable as ``FactStore`` does.
    """
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise BotError("folder-not-empty", path=str(folder))
        folder.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".release-", dir=folder.parent) as temporary:
            made = Path(temporary, "release")
            made.mkdir()
            _fill(made, path, changes)
            made.replace(folder)
    except OSError as error:
        raise BotError("folder-unwritable", path=str(folder), reason=error.strerror) from error


def previous_release(folder: Path, version: str) -> Path | None:
    """Return the newest release beside ``folder`` that is no newer than ``version``, if any.

    Versions are compared number by number: 2026.10 is newer than 2026.9.
    """
    found = []
    for export in folder.parent.glob(f"*/{EXPORT}"):
        if export.parent.name != folder.name and (export.parent / CHECKSUMS).is_file():
            order = _version_order(_dataset_version(export))
            if order <= _version_order(version):
                found.append((order, export.parent.name, export.parent))
    return max(found)[2] if found else None


def released(path: Path) -> tuple[Item, ...]:
    """Return the items of a release's folder, of its export alone, or of a fact file.

    Raises BotError if the export holds something else; FactsUnavailable as ``FactStore`` does.
    """
    export = path / EXPORT if path.is_dir() else path
    if export.suffix != ".jsonl":
        return _stored(export)
    try:
        return tuple(_read_export(export))
    except (OSError, ValueError, AttributeError) as error:
        raise BotError("release-unreadable", path=str(export)) from error


def _fill(folder: Path, path: Path, changes: Callable[[Sequence[Item]], Iterable[str]]) -> None:
    _copy(path, folder / DATABASE)
    items = _stored(folder / DATABASE)
    _write(folder / EXPORT, map(line_of, items))
    _write(folder / CHANGES, changes(items))
    files = [folder / name for name in sorted((CHANGES, DATABASE, EXPORT))]
    sums = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}" for file in files]
    _write(folder / CHECKSUMS, sums)


def _copy(path: Path, copy: Path) -> None:
    """Copy a fact file as it is at one moment, one file, without what was only proposed."""
    FactStore(path).close()  # refuses what is no fact file
    uri = f"{path.resolve().as_uri()}?mode=ro"
    with explained(path), closing(sqlite3.connect(uri, uri=True)) as db:
        db.execute("VACUUM INTO ?", [str(copy)])
    with explained(copy), closing(sqlite3.connect(copy)) as db:
        db.execute("PRAGMA journal_mode = delete")
        if db.execute("SELECT 1 FROM sqlite_master WHERE name = 'proposals'").fetchone():
            db.execute("DELETE FROM proposals")
            db.commit()
            db.execute("VACUUM")


def _stored(path: Path) -> tuple[Item, ...]:
    with closing(FactStore(path)) as store:
        return tuple(contents(store))


def _write(path: Path, lines: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in lines)


def _read_export(export: Path) -> Iterator[Item]:
    def report(key: str, **_data: object) -> None:
        raise ValueError(key)

    with export.open(encoding="utf-8") as file:
        for line in file:
            item = read_item(json.loads(line), report)
            assert item is not None  # noqa: S101 - else it was reported
            yield item


def _dataset_version(export: Path) -> str:
    try:
        first = next(_read_export(export))
    except (OSError, ValueError, AttributeError, StopIteration):
        return ""
    return first.version if isinstance(first, Dataset) else ""


def _version_order(version: str) -> list[tuple[int, str]]:
    return [
        (int(part), "") if part.isdecimal() else (-1, part)
        for part in _DIGITS.split(version)
        if part
    ]
