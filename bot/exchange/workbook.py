"""Workbooks as openpyxl reads and writes them, row by row, with every string as the file has it."""

import struct
import warnings
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from xml.etree.ElementTree import ParseError, iterparse
from zipfile import BadZipFile, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS

from bot.errors import ImportRejected

MOST_KEPT: Final = 512
"""How large, once unpacked, the parts of a workbook may be that are kept in memory: in MiB."""
MOST_UNPACKED: Final = 2048
"""How large all its parts may be; the sheets, which are read row by row, with them: in MiB."""
MOST_ROWS: Final = 1_048_576
TEXT_FORMAT: Final = "@"
"""The number format of a cell that stays text whatever is typed into it."""

_ITEM, _RUN, _TEXT = (f"{{{SHEET_MAIN_NS}}}{name}" for name in ("si", "r", "t"))
_DAMAGED = (
    BadZipFile, InvalidFileException, ParseError, zlib.error, struct.error, EOFError, LookupError,
    ValueError, TypeError, AttributeError, NotImplementedError, RuntimeError,
)  # fmt: skip
"""What zipfile, the XML parser and openpyxl raise on files that are no workbooks."""


class _Reader(ExcelReader):
    """Reads shared strings as they are; openpyxl takes ``x005F_`` away, which can't be undone."""

    def read_strings(self) -> None:
        part = self.package.find(SHARED_STRINGS)  # type: ignore[no-untyped-call]
        if part is None:
            return
        with self.archive.open(part.PartName[1:]) as source:
            self.shared_strings = list(_strings(source))


@contextmanager
def opened(path: Path) -> Iterator[list[tuple[str, Any]]]:
    """Give the sheets of a workbook with their names; a single one has the name "".

    Raises ImportRejected if the file is not a workbook, or too large once unpacked.
    """
    with telling_damage(path), warnings.catch_warnings(action="ignore"):
        _refuse_too_large(path)
        reader = _Reader(path, read_only=True, data_only=False, keep_links=False)
        reader.read()
        _refuse_repeated(path, reader.wb.worksheets)
    try:
        sheets = reader.wb.worksheets
        yield [(sheet.title if len(sheets) > 1 else "", sheet) for sheet in sheets]
    finally:
        reader.wb.close()


def rows_of(sheet: Any, path: Path) -> Iterator[tuple[Any, ...]]:
    """Yield the cells of every row from the first; raises ImportRejected at what is damaged."""
    sheet.reset_dimensions()  # some programs write wrong ones
    with telling_damage(path):
        for number, cells in enumerate(sheet.iter_rows(), start=1):
            if number > MOST_ROWS:
                raise ImportRejected("file-not-workbook", path=str(path))
            yield cells


def add_rows(sheet: Any, rows: Iterable[Iterable[Any]]) -> None:
    """Add rows of cells or of texts, which stay texts even where they look like formulas."""
    for row in rows:
        sheet.append([text_cell(sheet, cell) if isinstance(cell, str) else cell for cell in row])


def text_cell(sheet: Any, text: str) -> Any:
    """Return a cell that holds a text, or None where it is empty."""
    if not text:
        return None
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    cell.number_format = TEXT_FORMAT
    return cell


def copied(sheet: Any, cell: Any) -> Any:
    """Return a cell of another workbook with its value, formula or text, and format of numbers."""
    if cell.value is None:
        return None
    copy = WriteOnlyCell(sheet, cell.value)
    copy.data_type = cell.data_type
    copy.number_format = cell.number_format
    return copy


@contextmanager
def written(path: Path) -> Iterator[Workbook]:
    """Give a workbook that is written row by row, and save it at the end; nothing on failure."""
    book = Workbook(write_only=True)
    try:
        yield book
        book.save(path)
    except BaseException:
        for sheet in book.worksheets:
            if not sheet.closed:
                sheet.close()  # what was written so far lies in temporary files
        raise


def refuse_larger(path: Path, parts: Iterable[ZipInfo], most: int) -> None:
    """Raise ImportRejected where parts are larger than so many MiB once unpacked."""
    if sum(part.file_size for part in parts) > most * 1024**2:
        raise ImportRejected("file-too-large", path=str(path), most=most)


@contextmanager
def telling_damage(path: Path) -> Iterator[None]:
    """Raise ImportRejected for what comes up where a file is no workbook."""
    try:
        yield
    except ImportRejected:
        raise
    except _DAMAGED as error:
        raise ImportRejected("file-not-workbook", path=str(path)) from error


def _refuse_too_large(path: Path) -> None:
    parts = _parts(path)
    kept = (part for part in parts if not part.filename.startswith("xl/worksheets/"))
    refuse_larger(path, parts, MOST_UNPACKED)
    refuse_larger(path, kept, MOST_KEPT)


def _refuse_repeated(path: Path, sheets: Iterable[Any]) -> None:
    """Raise ImportRejected where sheets share a part, which would be read once for each."""
    parts = Counter(sheet._worksheet_path for sheet in sheets)
    if any(times > 1 for times in parts.values()):
        raise ImportRejected("file-not-workbook", path=str(path))


def _parts(path: Path) -> list[ZipInfo]:
    with ZipFile(path) as archive:
        return archive.infolist()


def _strings(source: Any) -> Iterator[str]:
    """Yield the shared strings; what tells how a text is read aloud is no part of them."""
    events = iterparse(source, ("start", "end"))  # noqa: S314 - expat limits entities
    _, table = next(events)
    for event, node in events:
        if event == "end" and node.tag == _ITEM:
            plain, runs = node.findall(_TEXT), node.findall(f"{_RUN}/{_TEXT}")
            yield "".join(part.text or "" for part in (*plain, *runs))
            table.clear()
