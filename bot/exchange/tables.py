"""A table as rows of an exchange file, whatever it is kept in: a header, then an item a row."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from bot.errors import BotError
from bot.exchange.cells import units
from bot.exchange.columns import (
    FIELDS,
    PROBLEMS,
    TABLES,
    Kind,
    column_named,
    columns_of,
    kept_fields,
    record_of_row,
    row_of,
    spoken_fields,
)
from bot.exchange.items import Item, name_of, read_item
from bot.exchange.rows import MOST_CELLS, MOST_CHARACTERS, MOST_PROBLEMS, Row, too_long
from bot.facts.fields import Record
from bot.facts.problems import Problem


class Formula:
    """What stands for a cell whose value a spreadsheet reckons."""


FORMULA: Final = Formula()
Cells = Sequence[str | Formula]
Numbered = tuple[int, Cells | Problem]
"""A row with its number (the header is 1): its cells, or why it can't be told apart into cells."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table to be written: every row has a cell for every column."""

    kind: Kind
    columns: Sequence[str]
    items: Sequence[Item]

    def rows(self, write: Callable[[str], str], most: int) -> Iterator[list[str]]:
        """Yield the header, then an item a row, each text as ``write`` makes a cell of it.

        Raises BotError if a cell has more than ``most`` UTF-16 units.
        """
        yield list(self.columns)
        for item in self.items:
            texts = row_of(item)
            cells = [write(texts.get(name, "")) for name in self.columns]
            for column, cell in zip(self.columns, cells, strict=True):
                if len(cell) > most // 2 and units(cell) > most:
                    name = name_of(item)[1] or self.kind
                    raise BotError("cell-too-long", name=name, column=column, most=most)
            yield cells


def tables_of(items: Iterable[Item]) -> list[Table]:
    """Return the items as a table for each kind, in the order of ``TABLES``; some may be empty."""
    by_kind: dict[str, list[Item]] = {kind: [] for kind in TABLES}
    for item in items:
        by_kind[name_of(item)[0]].append(item)
    return [Table(kind, columns_of(kind, by_kind[kind]), by_kind[kind]) for kind in TABLES]


def kind_of(header: Iterable[str]) -> Kind | None:
    """Return the kind of item that most columns belong to; None if they belong to none."""
    names = [name.strip() for name in header]
    known: Counter[Kind] = Counter(
        kind for kind in FIELDS for name in names if column_named(kind, name)
    )
    return known.most_common(1)[0][0] if known else None


def read_table(
    rows: Iterable[Numbered], table: str = "", kind: Kind | None = None
) -> Iterator[Row]:
    """Yield the rows of a table that are not empty; ``kind`` is told by the header if not given.

    A header that is faulty is a row with errors itself; the rows below are read nevertheless.
    """
    iterator = map(_bounded, rows)
    number, first = next(iterator, (1, ()))
    if isinstance(first, Problem):
        yield Row(number, None, (first,), table)
        return
    if not any(_said(cell) for cell in first):
        if any(isinstance(cells, Problem) or any(map(_said, cells)) for _, cells in iterator):
            yield Row(number, None, (Problem("unknown-table"),), table)
        return
    names = [cell.strip() if isinstance(cell, str) else "" for cell in first]
    kind = kind or kind_of(names)
    if kind is None:
        yield Row(number, None, (Problem("unknown-table"),), table)
        return
    header = _Header(kind, names, table)
    if problems := tuple(islice(header.problems(), MOST_PROBLEMS)):
        yield Row(number, None, problems, table)
    for number, cells in iterator:
        if isinstance(cells, Problem):
            yield Row(number, None, (cells,), table, header.kept)
        elif any(map(_said, cells)):
            yield header.read(number, cells)


def read_record(record: Record) -> tuple[Item | None, tuple[Problem, ...]]:
    """Return the item of a record, or None and what is wrong with it."""
    problems: list[Problem] = []

    def report(key: str, field: str | None = None, **data: object) -> None:
        if len(problems) < MOST_PROBLEMS:
            problems.append(Problem(key, field, data))

    item = read_item(record, report)
    return item, tuple(problems)


@dataclass(frozen=True, slots=True)
class _Header:
    kind: Kind
    names: Sequence[str]
    table: str
    kept: frozenset[str] = field(init=False)
    spoken: frozenset[str] | None = field(init=False)

    def __post_init__(self) -> None:
        kept = kept_fields(self.names) if self.kind == "fact" else frozenset[str]()
        object.__setattr__(self, "kept", kept)
        spoken = spoken_fields(self.names) if self.kind == "fact" else None
        object.__setattr__(self, "spoken", spoken)

    def problems(self) -> Iterator[Problem]:
        """Yield what is wrong with the columns."""
        for name, times in Counter(filter(None, self.names)).items():
            if name != PROBLEMS and column_named(self.kind, name) is None:
                yield Problem("unknown-column", name)
            if times > 1:
                yield Problem("repeated-column", name)

    def read(self, number: int, cells: Cells) -> Row:
        """Return the item in a row, or all that is wrong with it."""
        problems: list[Problem] = []
        texts: dict[str, str] = {}
        for position, cell in enumerate(cells):
            name = self.names[position] if position < len(self.names) else ""
            if name == PROBLEMS or not _said(cell):
                continue
            if not name:
                problems.append(Problem("cell-without-column", data={"position": position + 1}))
            elif isinstance(cell, Formula):
                problems.append(Problem("cell-is-formula", name))
            else:
                texts[name] = cell
        if not texts and not problems:
            return Row(number, None, (), self.table, self.kept)
        item, faults = read_record(record_of_row(self.kind, texts))
        found = (*problems, *(fault for fault in faults if fault.field not in _fields(problems)))
        read = None if found else item
        return Row(number, read, found[:MOST_PROBLEMS], self.table, self.kept, self.spoken)


def _fields(problems: Iterable[Problem]) -> set[str]:
    return {problem.field for problem in problems if problem.field is not None}


def _bounded(row: Numbered) -> Numbered:
    """Return a row; one that is far too long as that problem."""
    number, cells = row
    if isinstance(cells, Problem):
        return row
    letters = sum(len(cell) for cell in cells if isinstance(cell, str))
    if len(cells) > MOST_CELLS or letters > MOST_CHARACTERS:
        return number, too_long()
    return row


def _said(cell: str | Formula) -> bool:
    return isinstance(cell, Formula) or bool(cell.strip())
