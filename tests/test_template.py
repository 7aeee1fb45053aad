"""Empty tables to begin with, and the document of the columns, in step with the code."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from bot.exchange.columns import FIELDS, TABLES, Column, Field
from bot.exchange.csv_files import write_folder
from bot.exchange.reading import open_rows
from bot.exchange.table_schema import documented, package_of, pattern_of
from bot.exchange.template import template_csv, template_xlsx
from bot.facts.models import Fact, Source

LANGS = ("kk", "ru", "en")


def test_the_csv_template_is_read_without_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "facts.csv"
    path.write_text(template_csv(LANGS), "utf-8", newline="")
    (row,) = open_rows(path)
    assert isinstance(row.item, Fact)
    assert (row.problems, row.item.status, row.item.id) == ((), "draft", None)
    assert sorted(row.item.texts) == sorted(row.item.phrasings) == ["en", "kk", "ru"]
    assert [citation.source for citation in row.item.citations] == ["independence-law-1991"]


@pytest.mark.parametrize(("langs", "text"), [(["kk"], "Қазақстан өзінің"), (["tr"], "Kazakhstan")])
def test_the_template_has_the_columns_of_its_languages(langs: list[str], text: str) -> None:
    header, example = csv.reader(
        template_csv(langs).removeprefix("\ufeff").splitlines(keepends=True)
    )
    assert header == [
        *("date", "calendar", f"date_note_{langs[0]}", "topic", "place", "status"),
        *(f"text_{langs[0]}", f"note_{langs[0]}", f"phrasings_{langs[0]}"),
        *("citation1_source", "citation1_label", "citation1_locator"),
    ]
    assert example[6].startswith(text)


def test_the_workbook_holds_the_source_of_its_example(tmp_path: Path) -> None:
    path = tmp_path / "facts.xlsx"
    template_xlsx(path, LANGS)
    fact, source = open_rows(path)
    assert (fact.table, source.table) == ("facts", "sources")
    assert isinstance(fact.item, Fact)
    assert isinstance(source.item, Source)
    assert fact.item.citations[0].source == source.item.id


def fields(table: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = table["schema"]["fields"]
    return found


def test_every_column_is_documented_in_its_order() -> None:
    def pattern(field: Field) -> str:
        return pattern_of(Column(field, "kk" if field.by_language else "", int(field.cited)))

    tables = documented()["resources"]
    assert [table["name"] for table in tables] == list(TABLES.values())
    for table, kind in zip(tables, TABLES, strict=True):
        assert [field["name"] for field in fields(table)] == [pattern(f) for f in FIELDS[kind]]
        assert all(field["title"] and field["type"] for field in fields(table))


def test_a_folder_describes_the_columns_that_it_has(tmp_path: Path) -> None:
    path = tmp_path / "facts.csv"
    path.write_text(template_csv(LANGS), "utf-8", newline="")
    write_folder(tmp_path / "data", [row.item for row in open_rows(path) if row.item])
    written = (tmp_path / "data" / "datapackage.json").read_text("utf-8")
    for table in json.loads(written)["resources"]:
        header = (tmp_path / "data" / table["path"]).read_text("utf-8-sig").splitlines()[0]
        assert [field["name"] for field in fields(table)] == header.split(",")


def test_each_language_and_citation_is_described_by_itself() -> None:
    (table,) = package_of({"fact": ["text_kk", "citation2_note_ru"]})["resources"]
    assert [field["name"] for field in fields(table)] == ["text_kk", "citation2_note_ru"]
    assert [field["title"] for field in fields(table)] == ["Text", "Note on the citation"]
