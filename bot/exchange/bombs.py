"""Workbooks that would become far more in memory than what their sender sent.

A workbook is XML in a ZIP archive. An archive of a few megabytes can unpack to gigabytes, and a
few letters of XML can stand for an element that takes a hundred times their length in memory, or
for a cell so far to the right that a row is filled up with thousands of empty ones. So sizes are
looked at first, and then the XML is read through once without anything of it being kept.
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final, NoReturn
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import ZipFile, ZipInfo

from openpyxl.xml.constants import SHEET_MAIN_NS

from bot.errors import ImportRejected
from bot.exchange.workbook import refuse_larger, telling_damage

MOST_UNPACKED: Final = 128
"""How large all parts may be: in MiB."""
MOST_TIGHTLY: Final = 100
"""How many bytes one packed byte may hold, as Apache POI has it; texts in sheets hold about ten."""
_NEVER_TIGHT: Final = 1024**2
"""Parts of fewer bytes than this do no harm, however tightly they are packed."""
MOST_PARTS: Final = 1_000
MOST_CELLS: Final = 3_000_000
"""Elements of XML in rows and strings; and rows and cells, with the empty ones that others stand
behind. Twenty thousand facts with all that may be said of them have about two million."""
MOST_OTHERS: Final = 200_000
"""All other elements, such as formats, of which there may be 65,490."""
MOST_COLUMNS: Final = 16_384
"""The last column of a row is XFD."""
_DEEPEST: Final = 100
"""Elements inside each other; the text of a cell is in the sixth place."""

_ROW, _STRING = f"{SHEET_MAIN_NS} row", f"{SHEET_MAIN_NS} si"
_COLUMN = re.compile(r"([A-Za-z]{1,4})[0-9]")
_NUMBER = re.compile(r"[0-9]{1,9}")


def refuse_bombs(path: Path) -> None:
    """Raise ImportRejected for a workbook that would take far more than its sender sent.

    What a part says of its size holds: zipfile reads no more of it.
    """
    with telling_damage(path), ZipFile(path) as archive:
        parts = archive.infolist()
        refuse_larger(path, parts, MOST_UNPACKED)
        if len(parts) > MOST_PARTS or any(map(_is_tight, parts)):
            raise ImportRejected("file-too-tight", path=str(path))
        scan = _Scan(path)
        for part in parts:
            scan.read(archive, part)


def _is_tight(part: ZipInfo) -> bool:
    return part.file_size > max(_NEVER_TIGHT, MOST_TIGHTLY * part.compress_size)


class _Scan:
    """Counts what is in the parts of a workbook; raises ImportRejected where it is too much."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._cells = 0
        self._inside = 0
        self._others = 0

    def read(self, archive: ZipFile, part: ZipInfo) -> None:
        """Read a part through, up to where it is no XML any more: nobody reads further."""
        self._depth = self._top = 0
        """How deep it is here, and at the row or string that this is in; 0 outside of them."""
        self._row = self._column = self._children = 0
        parser = ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = self._refuse
        with archive.open(part) as source, suppress(ExpatError):
            parser.ParseFile(source)

    def _begin(self, name: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        if name in {_ROW, _STRING}:
            if self._top:
                self._refuse()  # one of them in another
            self._top = self._depth
            if name == _ROW:
                self._begin_row(attributes.get("r"))
        elif self._top and self._depth == self._top + 1:
            self._begin_cell(attributes.get("r", ""))
        self._inside += self._top > 0
        self._others += self._top == 0
        if (
            max(self._cells, self._inside) > MOST_CELLS
            or max(self._column, self._children) > MOST_COLUMNS
            or self._others > MOST_OTHERS
            or self._depth > _DEEPEST
        ):
            raise ImportRejected("file-of-too-many-cells", path=str(self._path))

    def _begin_row(self, place: str | None) -> None:
        before = self._row
        if place is not None and not _NUMBER.fullmatch(place):
            self._refuse()
        self._row = before + 1 if place is None else int(place)
        self._column = self._children = 0
        self._cells += max(1, self._row - before)

    def _begin_cell(self, place: str) -> None:
        """Count a cell, as which whatever stands in a row is read; or a part of a string."""
        before = self._column
        self._column = _column(place, before)
        self._children += 1
        self._cells += max(1, self._column - before)

    def _end(self, _: str) -> None:
        if self._depth == self._top:
            self._top = 0
        self._depth -= 1

    def _refuse(self, *_: object) -> NoReturn:
        """Raise ImportRejected for what stands in no workbook, such as a document type.

        In that a few letters may stand for very many.
        """
        raise ImportRejected("file-not-workbook", path=str(self._path))


def _column(place: str, before: int) -> int:
    """Return the number of a cell's column, given that of the cell to its left.

    >>> _column("A1", 0), _column("XFD7", 3), _column("", 3)
    (1, 16384, 4)
    """
    found = _COLUMN.match(place)
    if found is None:
        return before + 1
    number = 0
    for letter in found[1].upper():
        number = 26 * number + ord(letter) - ord("A") + 1
    return number
