"""Tables as CSV: one file, or a folder with a file for each kind of item.

Written as RFC 4180 says, in UTF-8 with a byte order mark, without which Excel takes it for another
encoding. Read with or without the mark, and as what Excel calls Unicode text (UTF-16), with
commas, semicolons or tabs between cells, whichever makes the most column names of the header.
"""

import codecs
import csv
import json
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from bot.errors import BotError, ImportRejected
from bot.exchange.cells import guarded, unguarded
from bot.exchange.columns import FIELDS, TABLES, Kind, column_named
from bot.exchange.items import Item
from bot.exchange.rows import Row
from bot.exchange.table_schema import package_of
from bot.exchange.tables import Numbered, Table, read_table, tables_of
from bot.exchange.whole import made_folder, written_whole
from bot.facts.problems import Problem

DELIMITERS: Final = (",", ";", "\t")
DESCRIPTOR: Final = "datapackage.json"


def write_csv(path: Path, items: Iterable[Item]) -> None:
    """Write items of one kind as a table; raises BotError if there are several kinds or none.

    Raises BotError as well if a cell is longer than can be read again, and FactsReadOnly.
    """
    tables = [table for table in tables_of(items) if table.items]
    if len(tables) != 1:
        raise BotError("one-table-only", path=str(path))
    with written_whole(path) as temporary:
        _write(temporary, tables[0])


def write_folder(path: Path, items: Iterable[Item]) -> None:
    """Write items as a Frictionless data package: a folder with a file for each kind."""
    tables = tables_of(items)
    made_folder(path)
    with ExitStack() as files:
        for table in tables:
            name = f"{TABLES[table.kind]}.csv"
            _write(files.enter_context(written_whole(path / name)), table)
        descriptor = package_of({table.kind: table.columns for table in tables})
        text = json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n"
        files.enter_context(written_whole(path / DESCRIPTOR)).write_text(text, "utf-8")


def read_csv(path: Path, table: str = "", kind: Kind | None = None) -> Iterator[Row]:
    """Yield the rows of a table; raises ImportRejected if the file is not text."""
    return read_table(_numbered(path), table, kind)


def read_folder(path: Path) -> Iterator[Row]:
    """Yield the rows of all tables in a folder: sources, aliases and the dataset as well.

    Raises ImportRejected if there are none.
    """
    found = folder_tables(path)
    if not found:
        raise ImportRejected("folder-without-tables", path=str(path))
    for file, kind in found:
        yield from read_csv(file, file.name, kind)


def folder_tables(path: Path) -> list[tuple[Path, Kind]]:
    """Return the tables that a folder holds."""
    named = [(path / f"{name}.csv", kind) for kind, name in TABLES.items()]
    return [(file, kind) for file, kind in named if file.is_file()]


def text_lines(path: Path) -> Iterator[str]:
    """Yield the lines of a text, ends as they are; raises ImportRejected if it is none."""
    with path.open("rb") as file:
        start = file.read(2)
    wide = start in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    try:
        with path.open(encoding="utf-16" if wide else "utf-8-sig", newline="") as text:
            yield from text
    except UnicodeError as error:
        raise ImportRejected("file-not-text", path=str(path)) from error


def delimiter_of(header: str) -> str:
    """Return what stands between the cells of a header line, told by its beginning.

    >>> delimiter_of("key;date;text_kk"), delimiter_of("concept\\tnames_kk")
    (';', '\\t')
    """

    begun = header[: csv.field_size_limit()]

    def known(delimiter: str) -> tuple[int, int]:
        names = next(csv.reader([begun], delimiter=delimiter), [])
        columns = (
            sum(column_named(kind, name.strip()) is not None for name in names) for kind in FIELDS
        )
        return max(columns), len(names)

    return max(DELIMITERS, key=known)


def unreadable() -> Problem:
    """Return the problem of a row from which on quotation marks and cells can't be told apart."""
    return Problem("row-unreadable", data={"most": csv.field_size_limit()})


def _numbered(path: Path) -> Iterator[Numbered]:
    lines = text_lines(path)
    first = next(lines, "")
    number = 0
    try:
        for cells in csv.reader(_from(first, lines), delimiter=delimiter_of(first), strict=True):
            number += 1
            yield number, [unguarded(cell) for cell in cells]
    except csv.Error:
        yield number + 1, unreadable()


def _from(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _write(path: Path, table: Table) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(table.rows(guarded, csv.field_size_limit()))
