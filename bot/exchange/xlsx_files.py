"""Tables as a workbook (XLSX) with a sheet for each kind of item, every cell a text."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from openpyxl.utils import get_column_letter

from bot.exchange.cells import MOST_CHARACTERS, escaped, typed_text
from bot.exchange.columns import TABLES, Kind
from bot.exchange.items import Item
from bot.exchange.rows import Row
from bot.exchange.tables import FORMULA, Formula, Numbered, Table, read_table, tables_of
from bot.exchange.whole import written_whole
from bot.exchange.workbook import TEXT_FORMAT, add_rows, opened, rows_of, written

_KINDS: dict[str, Kind] = {name: kind for kind, name in TABLES.items()}
_WIDE, _NARROW = 48, 16
"""Widths of columns, in characters."""


def write_xlsx(path: Path, items: Iterable[Item]) -> None:
    """Write items as a workbook; raises BotError if a cell is too long, and FactsReadOnly."""
    write_tables(path, tables_of(items))


def write_tables(path: Path, tables: Iterable[Table]) -> None:
    """Write tables as the sheets of a workbook."""
    with written_whole(path) as temporary, written(temporary) as book:
        for table in tables:
            sheet: Any = book.create_sheet(TABLES[table.kind])
            sheet.freeze_panes = "A2"
            for position, name in enumerate(table.columns, start=1):
                column = sheet.column_dimensions[get_column_letter(position)]
                column.width = _WIDE if name.startswith(("text_", "phrasings_")) else _NARROW
                column.number_format = TEXT_FORMAT
            add_rows(sheet, table.rows(escaped, MOST_CHARACTERS))


def read_xlsx(path: Path) -> Iterator[Row]:
    """Yield the rows of all sheets; raises ImportRejected if the file is not a workbook.

    A sheet with the name of a table is that; of any other the header tells.
    """
    with opened(path) as sheets:
        for name, sheet in sheets:
            kind = _KINDS.get(sheet.title.strip().lower())
            yield from read_table(_numbered(sheet, path), name, kind)


def _numbered(sheet: Any, path: Path) -> Iterator[Numbered]:
    for number, cells in enumerate(rows_of(sheet, path), start=1):
        yield number, [_read(cell) for cell in cells]


def _read(cell: Any) -> str | Formula:
    return FORMULA if cell.data_type == "f" else typed_text(cell.value)
