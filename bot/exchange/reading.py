"""An exchange file as rows, whatever its form."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.errors import FactsUnavailable, ImportRejected
from bot.exchange.csv_files import read_csv, read_folder
from bot.exchange.jsonl_files import read_jsonl
from bot.exchange.rows import Row, Rows

_FORMS = {".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".tsv": "csv", ".txt": "csv"}


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    read: Callable[[Path], Iterator[Row]]

    def __iter__(self) -> Iterator[Row]:
        try:
            yield from self.read(self.path)
        except OSError as error:
            raise FactsUnavailable("facts-unreadable", path=str(self.path)) from error


def open_rows(path: Path) -> Rows:
    """Return the rows of an exchange file; its form is told by the ending of its name.

    Raises ImportRejected for another ending; reading the rows raises it for a file that does not
    hold what the ending says, and FactsUnavailable for one that can't be read.
    """
    return _File(path, _READERS[form_of(path)])


def form_of(path: Path) -> str:
    """Return ``jsonl``, ``wikidata``, ``csv``, ``xlsx`` or ``folder``; raises ImportRejected."""
    if path.is_dir():
        return "folder"
    suffix = path.suffix.lower()
    if suffix == ".xlsx":
        return "xlsx"
    if suffix == ".json":
        return "wikidata" if _is_query_result(path) else "jsonl"
    if suffix not in _FORMS:
        raise ImportRejected("file-of-unknown-form", path=str(path))
    return _FORMS[suffix]


def _is_query_result(path: Path) -> bool:
    """Say whether a file is a result of a SPARQL query in JSON, as the W3C defines it."""
    try:
        found = json.loads(path.read_text("utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(found, dict) and {"head", "results"} <= found.keys()


def _read_xlsx(path: Path) -> Iterator[Row]:
    from bot.exchange.xlsx_files import read_xlsx  # noqa: PLC0415 - loads openpyxl

    return read_xlsx(path)


def _read_wikidata(path: Path) -> Iterator[Row]:
    from bot.exchange.wikidata import read_wikidata  # noqa: PLC0415 - seldom needed

    return read_wikidata(path)


_READERS: dict[str, Callable[[Path], Iterator[Row]]] = {
    "jsonl": read_jsonl,
    "wikidata": _read_wikidata,
    "csv": read_csv,
    "xlsx": _read_xlsx,
    "folder": read_folder,
}
