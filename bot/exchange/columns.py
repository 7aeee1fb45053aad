"""How facts, sources, concepts and the dataset stand in columns of a table, both ways.

A field by language has a column for each, ``text_kk``; a fact's citations have numbered groups of
columns, ``citation1_source``, ``citation1_note_kk``, ``citation2_source``. A list stands in one
cell, see ``cell_lists``; languages stand with spaces between them. An empty cell, and one of
spaces alone, says nothing.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, Literal

from bot.exchange.cell_lists import authors_cell, authors_of, texts_cell, texts_of
from bot.exchange.items import Item, record_of
from bot.facts.fields import Record
from bot.facts.records import SOURCE_FIELDS

Kind = Literal["fact", "source", "alias", "dataset"]
Form = Literal["text", "number", "texts", "words", "authors"]

TABLES: Final[Mapping[Kind, str]] = {
    "fact": "facts",
    "source": "sources",
    "alias": "aliases",
    "dataset": "dataset",
}
"""The sheet of a workbook, or the file of a folder, that holds the items of a kind."""
PROBLEMS = "problems"
"""The column in which a copy of a file says what is wrong with a row; never read."""
MOST_CITATIONS = 99

_FIRST_LANGS = ("kk", "ru", "en")
_LANG = r"(?P<lang>[^\s_]+)"
_CITATION = rf"citation(?P<citation>[1-9][0-9]{{0,{len(str(MOST_CITATIONS)) - 1}}})_"
_PROBLEM_FIELD = re.compile(
    r"(?:citations\[(?P<citation>[0-9]+)\]\.)?(?P<name>\w[\w-]*)(?:\[[0-9]+\])?(?:\.(?P<lang>.+))?"
)
_WHOLE_CITATION = re.compile(r"citations(?:\[(?P<citation>[0-9]+)\])?")
_NUMBER = re.compile(r"[0-9]{1,18}")


@dataclass(frozen=True, slots=True)
class Field:
    """A field ``name`` of a record, and the columns that begin with ``stem`` and hold it."""

    stem: str
    name: str
    form: Form = "text"
    by_language: bool = False
    cited: bool = False

    @property
    def pattern(self) -> str:
        """Return the names of its columns as a regular expression."""
        citation = _CITATION if self.cited else ""
        return citation + re.escape(self.stem) + (f"_{_LANG}" if self.by_language else "")


FIELDS: Final[Mapping[Kind, tuple[Field, ...]]] = {
    "fact": (
        Field("key", "key"),
        Field("id", "id", "number"),
        Field("date", "date"),
        Field("calendar", "calendar"),
        Field("date_note", "date_note", by_language=True),
        Field("topic", "topic"),
        Field("place", "place"),
        Field("status", "status"),
        Field("text", "texts", by_language=True),
        Field("note", "notes", by_language=True),
        Field("phrasings", "phrasings", "texts", by_language=True),
        Field("stale", "stale", "words"),
        Field("merged_into", "merged_into"),
        *(
            Field(name, name, cited=True)
            for name in ("source", "label", "locator", "marker", "via")
        ),
        Field("note", "note", by_language=True, cited=True),
    ),
    "source": (
        Field("id", "id"),
        *(Field(name, name, "authors" if name == "author" else "text") for name in SOURCE_FIELDS),
        Field("title_in", "title_in", by_language=True),
    ),
    "alias": (Field("concept", "concept"), Field("names", "names", "texts", by_language=True)),
    "dataset": (
        Field("version", "version"),
        Field("licence", "licence"),
        Field("languages", "languages", "words"),
        Field("title", "title", by_language=True),
        Field("description", "description", by_language=True),
        Field("examples", "examples", "texts", by_language=True),
    ),
}
"""The columns of every kind, in order; those of citations follow the others, group by group."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its field, the language or "", the number of its citation or 0."""

    field: Field
    lang: str = ""
    citation: int = 0

    @property
    def name(self) -> str:
        """The name in the header."""
        group = f"citation{self.citation}_" if self.citation else ""
        return group + self.field.stem + (f"_{self.lang}" if self.lang else "")


@lru_cache(maxsize=4096)
def column_named(kind: Kind, name: str) -> Column | None:
    """Return the column of a table that has this name; None if there is none."""
    for field in FIELDS[kind]:
        if match := re.fullmatch(field.pattern, name):
            found = match.groupdict()
            return Column(field, found.get("lang") or "", int(found.get("citation") or 0))
    return None


def row_of(item: Item) -> dict[str, str]:
    """Return an item as the cells of its row by column; what is empty is left out."""
    return {column.name: cell for column, cell in _cells(record_of(item))}


def columns_of(kind: Kind, items: Iterable[Item]) -> list[str]:
    """Return the names of the columns that a table of these items needs, in order.

    Columns without a language are always there, so is the first citation; those by language for
    every language that occurs; a citation's notes only where there are any.
    """
    used = {column for item in items for column, _ in _cells(record_of(item))}
    return [column.name for column in _ordered(kind, used)]


def record_of_row(kind: Kind, cells: Mapping[str, str]) -> Record:
    """Return a row as a record, to be read by ``items.read_item``.

    Unknown columns and empty cells say nothing. A citation that is missing before another one is
    empty, which the reader of records reports.
    """
    record: Record = {"kind": kind}
    citations: dict[int, Record] = {}
    for name, cell in cells.items():
        column = column_named(kind, name)
        if column is None or not cell.strip():
            continue
        holder = citations.setdefault(column.citation, {}) if column.citation else record
        if column.lang:
            holder = holder.setdefault(column.field.name, {})
        holder[column.lang or column.field.name] = _value(column.field, cell)
    if citations:
        record["citations"] = [citations.get(n, {}) for n in range(1, max(citations) + 1)]
    return record


def column_of(field: str) -> str:
    """Return the column of a field that a problem names; the field itself if there is none.

    >>> column_of("texts.kk"), column_of("citations[1].note.ru"), column_of("citations[0]")
    ('text_kk', 'citation2_note_ru', 'citation1_source')
    """
    if match := _WHOLE_CITATION.fullmatch(field):
        return f"citation{int(match['citation'] or 0) + 1}_source"
    match = _PROBLEM_FIELD.fullmatch(field)
    if match is None:
        return field
    cited = match["citation"] is not None
    for known in (known for fields in FIELDS.values() for known in fields):
        if known.name == match["name"] and known.cited == cited:
            citation = int(match["citation"]) + 1 if cited else 0
            return Column(known, match["lang"] or "", citation).name
    return field


def kept_fields(header: Iterable[str]) -> frozenset[str]:
    """Return the fields of a fact's record that a header has no column for.

    Not among them: what tells facts apart, ``key`` and ``id``.
    """
    columns = [column for name in header if (column := column_named("fact", name))]
    there = {"citations" if column.citation else column.field.name for column in columns}
    known = {"citations" if field.cited else field.name for field in FIELDS["fact"]}
    return frozenset(known - there - {"key", "id"})


def spoken_fields(header: Iterable[str]) -> frozenset[str]:
    """Return the fields by language that a header of facts has columns for, as ``texts.kk``."""
    columns = [column for name in header if (column := column_named("fact", name))]
    return frozenset(f"{c.field.name}.{c.lang}" for c in columns if c.lang and not c.citation)


def _cells(record: Record) -> Iterator[tuple[Column, str]]:
    for field in FIELDS[record["kind"]]:
        holders = enumerate(record.get("citations", ()), 1) if field.cited else [(0, record)]
        for citation, holder in holders:
            value = holder.get(field.name)
            by_language = (value or {}).items() if field.by_language else [("", value)]
            for lang, said in by_language:
                if said and (cell := _cell(field, said)).strip():
                    yield Column(field, lang, citation), cell


def _ordered(kind: Kind, used: set[Column]) -> list[Column]:
    fields = FIELDS[kind]
    langs = {column.lang for column in used} - {""}
    groups = range(1, max((column.citation for column in used), default=0) + 1) or (1,)
    columns = set(used)
    for field in fields:
        if field.cited:
            columns |= {Column(field, "", group) for group in groups if not field.by_language}
        else:
            columns |= {Column(field, lang) for lang in (langs if field.by_language else ("",))}

    def order(column: Column) -> tuple[int, int, int, str]:
        return column.citation, fields.index(column.field), _rank(column.lang), column.lang

    return sorted(columns, key=order)


def _rank(lang: str) -> int:
    return _FIRST_LANGS.index(lang) if lang in _FIRST_LANGS else len(_FIRST_LANGS)


def _cell(field: Field, value: Any) -> str:
    match field.form:
        case "texts":
            return texts_cell(value)
        case "words":
            return " ".join(value)
        case "authors":
            return authors_cell(value)
        case _:
            return str(value)


def _value(field: Field, cell: str) -> str | int | Sequence[str] | Sequence[Mapping[str, str]]:
    match field.form:
        case "texts":
            return texts_of(cell)
        case "words":
            return cell.split()
        case "authors":
            return authors_of(cell)
        case "number":
            return int(cell) if _NUMBER.fullmatch(cell.strip()) else cell
        case "text":
            return cell
