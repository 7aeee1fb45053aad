"""The columns of tables as ``table_schema.json`` documents them: Frictionless Table Schema.

There a field ``text_{lang}`` stands for the columns of all languages, and ``{n}`` in a name for the
number of a citation. Beside a table that was written, each of its columns has a field of its own.
"""

import json
from collections.abc import Mapping, Sequence
from importlib import resources
from typing import Any

from bot.exchange.columns import TABLES, Column, Kind, column_named

_DELIMITED = {"encoding": "utf-8", "format": "csv", "mediatype": "text/csv"}


def documented() -> dict[str, Any]:
    """Return the shipped document: a Data Package whose names of fields hold placeholders."""
    text = resources.files("bot.exchange").joinpath("table_schema.json").read_text("utf-8")
    package: dict[str, Any] = json.loads(text)
    return package


def package_of(columns: Mapping[Kind, Sequence[str]]) -> dict[str, Any]:
    """Return the descriptor of a Data Package whose tables have these columns.

    Languages and numbers of citations are spelt out: each column has a field of its own.
    """
    package = documented()
    kinds = {name: kind for kind, name in TABLES.items()}
    tables = [table for table in package["resources"] if kinds[table["name"]] in columns]
    for table in tables:
        kind = kinds[table["name"]]
        fields = {field["name"]: field for field in table["schema"]["fields"]}
        found = [column for name in columns[kind] if (column := column_named(kind, name))]
        table.update(_DELIMITED)
        table["schema"]["fields"] = [
            fields[pattern_of(column)] | {"name": column.name} for column in found
        ]
    return package | {"resources": tables}


def pattern_of(column: Column) -> str:
    """Return the name under which a column is documented.

    >>> pattern_of(column_named("fact", "citation2_note_kk"))
    'citation{n}_note_{lang}'
    """
    citation = "citation{n}_" if column.citation else ""
    return citation + column.field.stem + ("_{lang}" if column.lang else "")
