"""A copy of an exchange file in which every rejected row says why, to be mended and read again."""

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import chain
from pathlib import Path
from typing import Any

from bot.exchange.cells import escaped, guarded
from bot.exchange.columns import PROBLEMS
from bot.exchange.csv_files import delimiter_of, folder_tables, text_lines
from bot.exchange.jsonl_files import LINE, is_unicode, numbered_lines
from bot.exchange.reading import form_of
from bot.exchange.rows import MOST_CELLS
from bot.exchange.whole import made_folder, written_whole

Reasons = Mapping[tuple[str, int], Sequence[str]]
"""Sentences by table and number of the row, as ``rows.Row`` names them."""


def annotate(source: Path, out: Path, reasons: Reasons) -> None:
    """Write a copy of an exchange file with the reasons of each rejected row under ``problems``.

    A table gets a last column of that name, a JSON object a last key; a line that holds no object
    is kept as ``{"line": …, "problems": …}``. Sheets keep values, formulas and formats of numbers.
    For a folder ``out`` is a folder. Raises ImportRejected if the file can't be read and
    FactsReadOnly if the copy can't be written; then there is no copy.
    """
    form = form_of(source)
    if form == "folder":
        made_folder(out)
        with ExitStack() as files:
            for file, _ in folder_tables(source):
                _copy_csv(file, files.enter_context(written_whole(out / file.name)), reasons)
        return
    with written_whole(out) as temporary:
        match form:
            case "csv":
                _copy_csv(source, temporary, reasons, table="")
            case "xlsx":
                _copy_xlsx(source, temporary, reasons)
            case "wikidata":
                _copy_wikidata(source, temporary, reasons)
            case _:
                _copy_jsonl(source, temporary, reasons)


def _copy_csv(source: Path, out: Path, reasons: Reasons, table: str | None = None) -> None:
    name = source.name if table is None else table
    lines = text_lines(source)
    first = next(lines, "")
    delimiter = delimiter_of(first)
    taken = _Taken(chain([first], lines))
    rows = enumerate(csv.reader(taken, delimiter=delimiter, strict=True), start=1)
    number, place = 0, _Place([])
    with out.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        try:
            for number, cells in rows:
                said = guarded("\n".join(reasons.get((name, number), ())))
                if number == 1:
                    place, said = _Place(cells), PROBLEMS
                writer.writerow(place.put(cells, said, "") if cells or number == 1 else [])
                taken.lines.clear()
        except csv.Error:  # from here on there are no cells: as it was, after the reasons
            said = guarded("\n".join(reasons.get((name, number + 1), ())))
            writer.writerow(place.put([], said, ""))
            file.writelines(chain(taken.lines, taken.rest))


class _Taken:
    """Lines, with those that were taken since ``lines`` was last cleared."""

    def __init__(self, rest: Iterator[str]) -> None:
        self.rest = rest
        self.lines: list[str] = []

    def __iter__(self) -> Iterator[str]:
        for line in self.rest:
            self.lines.append(line)
            yield line


class _Place:
    """Where the reasons stand: in the column that is there, else in one after the last.

    In the first one where there are too many.
    """

    def __init__(self, header: Sequence[Any]) -> None:
        self._old = PROBLEMS in header
        after = len(header) if len(header) <= MOST_CELLS else 0
        self._at = header.index(PROBLEMS) if self._old else after

    def put(self, cells: Sequence[Any], said: Any, empty: Any) -> list[Any]:
        """Return a row with its reasons; cells beyond the header stay beyond it."""
        row = [*cells, *[empty] * (self._at - len(cells))]
        return [*row[: self._at], said, *row[self._at + self._old :]]


def _copy_xlsx(source: Path, out: Path, reasons: Reasons) -> None:
    from bot.exchange.workbook import (  # noqa: PLC0415 - loads openpyxl
        add_rows,
        copied,
        opened,
        rows_of,
        written,
    )

    with opened(source) as sheets, written(out) as book:
        for name, old in sheets:
            sheet: Any = book.create_sheet(old.title)
            place = _Place([])
            for number, cells in enumerate(rows_of(old, source), start=1):
                if number == 1:
                    place = _Place([cell.value for cell in cells])
                said = PROBLEMS if number == 1 else "\n".join(reasons.get((name, number), ()))
                row = [copied(sheet, cell) for cell in cells]
                add_rows(sheet, [place.put(row, escaped(said), None) if row or said else []])


def _copy_jsonl(source: Path, out: Path, reasons: Reasons) -> None:
    with out.open("w", encoding="utf-8", newline="\n") as file:
        for number, line in numbered_lines(source):
            file.write(_line(line, reasons.get(("", number), ())) + "\n")


def _line(line: str, said: Sequence[str]) -> str:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        record = None
    if not isinstance(record, dict) or not is_unicode(record):
        record = {LINE: line}
    elif PROBLEMS not in record and not said:
        return line
    record.pop(PROBLEMS, None)
    if said:
        record[PROBLEMS] = list(said)
    elif LINE in record:
        return line
    return json.dumps(record, ensure_ascii=False)


def _copy_wikidata(source: Path, out: Path, reasons: Reasons) -> None:
    """Give every rejected binding one more variable; a result without bindings one more key."""
    result = json.loads(source.read_text("utf-8-sig"))
    result.pop(PROBLEMS, None)
    results = result["results"]
    bindings = results.get("bindings") if isinstance(results, dict) else None
    if not isinstance(bindings, list) or not all(isinstance(one, dict) for one in bindings):
        result[PROBLEMS] = list(reasons.get(("", 1), ()))
        bindings = []
    for number, binding in enumerate(bindings, start=1):
        binding.pop(PROBLEMS, None)
        if said := reasons.get(("", number)):
            binding[PROBLEMS] = {"type": "literal", "value": "\n".join(said)}
    text = json.dumps(result, ensure_ascii=not is_unicode(result), indent=2)
    out.write_text(f"{text}\n", "utf-8")
