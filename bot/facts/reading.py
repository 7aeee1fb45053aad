"""Rows of a fact file as facts, sources and the dataset's own data, over any connection to it."""

import json
import sqlite3
from collections import defaultdict
from typing import Any, cast

from bot.dates.edtf import HistoricalDate
from bot.facts.models import Citation, Dataset, Fact, Localized, Source, Text

_Rows = dict[int, list[sqlite3.Row]]
_LANGUAGES = ("kk", "ru", "en")


def read_facts(
    connection: sqlite3.Connection, where: str = "", parameters: tuple[object, ...] = ()
) -> tuple[Fact, ...]:
    """Return the facts of a condition over the table ``facts``, by number.

    Files of older steps of the schema are read, too.
    """
    chosen = f"(SELECT id FROM facts {where})"  # noqa: S608 - no caller takes it from outside
    texts = _parts(connection, "texts", "lang", chosen, parameters)
    phrasings = _parts(connection, "phrasings", "lang, position", chosen, parameters)
    citations = _parts(connection, "citations", "position", chosen, parameters)
    rows = _rows(connection, f"SELECT * FROM facts {where} ORDER BY id", parameters)  # noqa: S608
    return tuple(
        _fact(row, texts[row["id"]], phrasings[row["id"]], citations[row["id"]]) for row in rows
    )


def read_sources(connection: sqlite3.Connection) -> dict[str, Source]:
    """Return all sources by id."""
    rows = _rows(connection, "SELECT * FROM sources ORDER BY id")
    return {row["id"]: _source(row) for row in rows}


def read_dataset(connection: sqlite3.Connection) -> Dataset:
    """Return what the file says of itself."""
    rows = _rows(connection, "SELECT * FROM dataset")
    if not rows:
        return Dataset({}, {}, {}, _LANGUAGES, "", "")
    row = rows[0]
    examples = {lang: tuple(listed) for lang, listed in json.loads(row["examples"]).items()}
    return Dataset(
        title=json.loads(row["title"]),
        description=json.loads(row["description"]),
        examples=examples,
        languages=tuple(json.loads(row["languages"])),
        licence=row["licence"],
        version=row["version"],
    )


def _rows(
    connection: sqlite3.Connection, sql: str, parameters: tuple[object, ...] = ()
) -> list[sqlite3.Row]:
    cursor = connection.cursor()
    cursor.row_factory = sqlite3.Row
    return cast("list[sqlite3.Row]", cursor.execute(sql, parameters).fetchall())


def _parts(
    connection: sqlite3.Connection,
    table: str,
    order: str,
    chosen: str,
    parameters: tuple[object, ...],
) -> _Rows:
    found: _Rows = defaultdict(list)
    sql = f"SELECT * FROM {table} WHERE fact_id IN {chosen} ORDER BY fact_id, {order}"  # noqa: S608
    for row in _rows(connection, sql, parameters):
        found[row["fact_id"]].append(row)
    return found


def _fact(
    row: sqlite3.Row,
    texts: list[sqlite3.Row],
    phrasings: list[sqlite3.Row],
    citations: list[sqlite3.Row],
) -> Fact:
    asked: dict[str, list[str]] = defaultdict(list)
    for phrasing in phrasings:
        asked[phrasing["lang"]].append(phrasing["text"])
    return Fact(
        id=row["id"],
        key=row["key"],
        date=HistoricalDate.parse(row["date"], row["calendar"]) if row["date"] else None,
        date_note=_localized(row["date_note"]),
        topic=row["topic"],
        place=row["place"],
        status=row["status"],
        texts={text["lang"]: Text(text["text"], text["note"]) for text in texts},
        phrasings={lang: tuple(listed) for lang, listed in asked.items()},
        citations=tuple(map(_citation, citations)),
        stale=tuple(text["lang"] for text in texts if _has(text, "stale") and text["stale"]),
        merged_into=row["merged_into"] if _has(row, "merged_into") else None,
    )


def _has(row: sqlite3.Row, column: str) -> bool:
    return column in row.keys()  # noqa: SIM118 - sqlite3.Row iterates over values


def _localized(stored: str | None) -> Localized:
    return cast("Localized", json.loads(stored)) if stored else {}


def _citation(row: sqlite3.Row) -> Citation:
    return Citation(
        source=row["source_id"],
        label=row["label"],
        locator=row["locator"],
        marker=row["marker"],
        note=_localized(row["note"]),
        via=row["via"],
    )


def _source(row: sqlite3.Row) -> Source:
    fields: dict[str, Any] = {
        name: row[name]
        for name in row.keys()  # noqa: SIM118 - sqlite3.Row iterates over values
        if name not in {"id", "title_in"} and row[name] is not None
    }
    if "author" in fields:
        fields["author"] = json.loads(fields["author"])
    return Source(row["id"], fields, _localized(row["title_in"]))
