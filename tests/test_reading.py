"""Exchange files are read by the form that their names tell; JSON Lines line by line."""

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.generated import ITEMS

from bot.errors import ImportRejected
from bot.exchange.items import Item
from bot.exchange.jsonl_files import read_jsonl, write_jsonl
from bot.exchange.reading import form_of, open_rows
from bot.exchange.rows import Row

FACT = {"kind": "fact", "texts": {"kk": "М."}}


def read(path: Path, *lines: str) -> list[Row]:
    path.write_text("\n".join(lines), "utf-8")
    return list(open_rows(path))


@settings(max_examples=60, deadline=None)
@given(st.lists(ITEMS, max_size=4))
def test_json_lines_come_back_byte_for_byte(items: list[Item]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        one, other = Path(folder, "one.jsonl"), Path(folder, "other.jsonl")
        write_jsonl(one, items)
        rows = list(read_jsonl(one))
        assert [row.problems for row in rows] == [()] * len(items)
        write_jsonl(other, [row.item for row in rows if row.item])
        assert other.read_bytes() == one.read_bytes()


def test_every_problem_of_a_line_has_its_number_and_field(tmp_path: Path) -> None:
    rows = read(
        tmp_path / "facts.jsonl",
        json.dumps(FACT),
        "  ",
        "{",
        "[1]",
        '{"kind": "fact", "texts": {"kk": "\\ud83d"}}',
        '{"kind": "song"}',
        json.dumps(FACT | {"date": "1302-13-01", "citations": [{"page": "3"}]}),
    )
    assert [(row.number, p.key, p.field, dict(p.data)) for row in rows for p in row.problems] == [
        (3, "not-json", None, {"column": 2}),
        (4, "not-an-object", None, {}),
        (5, "half-character", None, {}),
        (6, "unknown-kind", "kind", {"value": "song"}),
        (7, "unknown-field", "citations[0].page", {}),
        (7, "missing", "citations[0].source", {}),
        (7, "date-impossible", "date", {"text": "1302-13-01", "calendar": "gregorian"}),
    ]
    assert [row.number for row in rows if row.item] == [1]


def test_what_an_earlier_report_added_is_passed_over(tmp_path: Path) -> None:
    rows = read(
        tmp_path / "facts.jsonl",
        json.dumps(FACT | {"problems": ["Дереккөзі жоқ."]}),
        json.dumps({"line": json.dumps(FACT), "problems": ["JSON емес."]}),
        json.dumps({"line": "{", "problems": ["JSON емес."]}),
    )
    assert [[p.key for p in row.problems] for row in rows] == [[], [], ["not-json"]]


def test_rows_can_be_read_again(tmp_path: Path) -> None:
    path = tmp_path / "facts.jsonl"
    path.write_text(json.dumps(FACT), "utf-8")
    rows = open_rows(path)
    assert [row.number for row in rows] == [row.number for row in rows] == [1]


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("f.jsonl", "jsonl"),
        ("f.CSV", "csv"),
        ("f.tsv", "csv"),
        ("f.txt", "csv"),
        ("f.xlsx", "xlsx"),
        ("f.json", "jsonl"),
    ],
)
def test_the_ending_tells_the_form(tmp_path: Path, name: str, form: str) -> None:
    assert form_of(tmp_path / name) == form


def test_json_of_the_query_service_is_told_from_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "facts.json"
    path.write_text('{"head": {"vars": []},\n "results": {"bindings": []}}', "utf-8")
    assert form_of(path) == "wikidata"
    path.write_text(json.dumps(FACT), "utf-8")
    assert [row.problems for row in open_rows(path)] == [()]


def test_json_lines_that_are_not_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "facts.jsonl"
    path.write_bytes(b"{}\n\xff\n")
    with pytest.raises(ImportRejected, match="file-not-text"):
        list(open_rows(path))
