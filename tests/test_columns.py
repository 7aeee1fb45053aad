"""Columns of tables: every item there and back, columns in order, fields of problems as columns."""

from typing import Any

import pytest
from hypothesis import given, settings
from support.generated import ITEMS

from bot.exchange.columns import (
    Kind,
    column_named,
    column_of,
    columns_of,
    kept_fields,
    record_of_row,
    row_of,
)
from bot.exchange.items import Item, line_of, name_of
from bot.exchange.tables import read_record

FACT: dict[str, Any] = {
    "kind": "fact",
    "key": "00000000-0000-0000-0000-000000000001",
    "id": 1,
    "date": "-0043-03-15",
    "calendar": "julian",
    "texts": {"en": "Text.", "kk": "Мәтін."},
    "notes": {"kk": "Ескертпе."},
    "stale": ["en", "kk"],
    "phrasings": {"kk": ["Кім?", "а\nб\\в"]},
    "citations": [
        {"source": "annals", "locator": "4"},
        {"source": "other", "note": {"ru": "Ненадёжно."}},
    ],
}
ROW = {
    "key": "00000000-0000-0000-0000-000000000001",
    "id": "1",
    "date": "-0043-03-15",
    "calendar": "julian",
    "status": "draft",
    "text_en": "Text.",
    "text_kk": "Мәтін.",
    "note_kk": "Ескертпе.",
    "phrasings_kk": "Кім?\nа\\nб\\\\в",
    "stale": "en kk",
    "citation1_source": "annals",
    "citation1_locator": "4",
    "citation2_source": "other",
    "citation2_note_ru": "Ненадёжно.",
}


def item(record: dict[str, Any]) -> Item:
    found, problems = read_record(record)
    assert found is not None, problems
    return found


def source(**fields: Any) -> dict[str, Any]:
    return {"kind": "source", "id": "a", "type": "book", "title": "A"} | fields


@settings(max_examples=300, deadline=None)
@given(ITEMS)
def test_any_item_comes_back_from_its_row(given: Item) -> None:
    kind: Any = name_of(given)[0]
    row = row_of(given)
    assert line_of(item(record_of_row(kind, row))) == line_of(given)
    assert set(row) <= set(columns_of(kind, [given]))


def test_a_fact_stands_in_a_row() -> None:
    assert row_of(item(FACT)) == ROW


def test_columns_have_a_fixed_order_and_kazakh_comes_first() -> None:
    assert columns_of("fact", [item(FACT)]) == [
        *("key", "id", "date", "calendar"),
        *("date_note_kk", "date_note_ru", "date_note_en", "topic", "place", "status"),
        *("text_kk", "text_ru", "text_en", "note_kk", "note_ru", "note_en"),
        *("phrasings_kk", "phrasings_ru", "phrasings_en", "stale", "merged_into"),
        *("citation1_source", "citation1_label", "citation1_locator", "citation1_marker"),
        *("citation1_via", "citation2_source", "citation2_label", "citation2_locator"),
        *("citation2_marker", "citation2_via", "citation2_note_ru"),
    ]


@pytest.mark.parametrize(
    ("kind", "columns"),
    [
        ("alias", ["concept"]),
        ("dataset", ["version", "licence", "languages"]),
    ],
)
def test_a_table_without_items_has_the_columns_that_need_no_language(
    kind: Kind, columns: list[str]
) -> None:
    assert columns_of(kind, []) == columns


def test_authors_stand_one_a_line_in_the_plainest_form_that_comes_back() -> None:
    authors = [
        {"family": "Уәлиханов", "given": "Шоқан"},
        {"literal": "А. Альдекеев"},
        {"literal": "Academy, Institute"},
        {"family": "Abai"},
    ]
    assert row_of(item(source(author=authors)))["author"].split("\n") == [
        "Уәлиханов, Шоқан",
        "А. Альдекеев",
        '{"literal": "Academy, Institute"}',
        '{"family": "Abai"}',
    ]


def test_an_author_that_is_no_json_is_a_fault_of_its_column() -> None:
    record = record_of_row("source", {"id": "a", "type": "b", "title": "c", "author": "{oops"})
    _, problems = read_record(record)
    assert [(p.key, column_of(p.field or "")) for p in problems] == [("not-a-text", "author")]


def test_a_citation_missing_before_another_is_a_fault() -> None:
    record = record_of_row("fact", {"text_kk": "М.", "citation2_source": "a"})
    _, problems = read_record(record)
    assert [(p.key, column_of(p.field or "")) for p in problems] == [
        ("missing", "citation1_source")
    ]


@pytest.mark.parametrize("number", ["0", "f1", "1.5", "9" * 30, "-1"])
def test_what_is_no_number_is_a_fault(number: str) -> None:
    _, problems = read_record(record_of_row("fact", {"id": number, "text_kk": "М."}))
    assert [(p.key, p.field) for p in problems] == [("not-a-number", "id")]


@pytest.mark.parametrize(
    ("field", "column"),
    [
        ("texts.kk", "text_kk"),
        ("texts", "text"),
        ("notes.zh-Hant", "note_zh-Hant"),
        ("phrasings.ru", "phrasings_ru"),
        ("date_note.en", "date_note_en"),
        ("date", "date"),
        ("citations", "citation1_source"),
        ("citations[1]", "citation2_source"),
        ("citations[0].locator", "citation1_locator"),
        ("citations[1].note.kk", "citation2_note_kk"),
        ("title_in.kk", "title_in_kk"),
        ("container-title", "container-title"),
        ("author[2]", "author"),
        ("names.en", "names_en"),
        ("txt_kk", "txt_kk"),
        ("", ""),
    ],
)
def test_the_field_of_a_problem_has_its_column(field: str, column: str) -> None:
    assert column_of(field) == column


@pytest.mark.parametrize(
    "name",
    ["txt_kk", "text_", "text", "text_kk_x", "citation0_source", "citation100_source", "Date", ""],
)
def test_other_columns_are_unknown(name: str) -> None:
    assert column_named("fact", name) is None


def test_fields_without_a_column_are_kept() -> None:
    assert kept_fields(["key", "text_kk", "date", "citation1_locator"]) == {
        *("calendar", "date_note", "topic", "place", "status", "notes", "phrasings", "stale"),
        "merged_into",
    }
    assert kept_fields(columns_of("fact", [item(FACT)])) == frozenset()
