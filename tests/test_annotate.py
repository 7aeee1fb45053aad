"""Copies of exchange files with reasons: beside the row, mended and read again."""

import json
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from bot.errors import FactsReadOnly, ImportRejected
from bot.exchange.annotate import annotate
from bot.exchange.reading import open_rows

SAID = ["Күні EDTF емес.", "-1 болмайды."]


def read(path: Path) -> list[tuple[int, bool, list[str]]]:
    rows = open_rows(path)
    return [(row.number, row.item is not None, [p.key for p in row.problems]) for row in rows]


def test_csv_gets_a_last_column_and_stays_as_it_was_otherwise(tmp_path: Path) -> None:
    source, out = tmp_path / "facts.csv", tmp_path / "out.csv"
    source.write_text('date;text_kk\nx;\'-0043\n\n1465;"а\nб"\n1;М.;extra\n;М.\n', "utf-8")
    annotate(source, out, {("", 2): SAID, ("", 5): ["Баған жоқ."]})
    assert out.read_bytes().decode("utf-8-sig") == (
        "date;text_kk;problems\r\n"
        'x;\'-0043;"Күні EDTF емес.\n-1 болмайды."\r\n'
        "\r\n"
        '1465;"а\nб";\r\n'
        "1;М.;Баған жоқ.;extra\r\n"
        ";М.;\r\n"
    )
    assert read(out) == read(source)


def test_reasons_of_an_earlier_report_are_replaced(tmp_path: Path) -> None:
    source, out = tmp_path / "facts.csv", tmp_path / "out.csv"
    source.write_text("date,problems,text_kk\nx,old,М.\n1465,old,М.\n", "utf-8")
    annotate(source, out, {("", 2): ["=new"]})
    assert out.read_text("utf-8-sig").splitlines() == [
        "date,problems,text_kk",
        "x,'=new,М.",
        "1465,,М.",
    ]
    annotate(out, out, {})
    assert [row[1] for row in read(out)] == [False, True]


def test_rows_after_a_broken_quote_stay_as_they_were(tmp_path: Path) -> None:
    source, out = tmp_path / "facts.csv", tmp_path / "out.csv"
    source.write_text('text_kk,date\nМ.,1465\n"a" b,1\nв,2\n', "utf-8")
    annotate(source, out, {("", 3): ["Тырнақша."]})
    assert out.read_text("utf-8-sig").splitlines() == [
        "text_kk,date,problems",
        "М.,1465,",
        ",,Тырнақша.",
        '"a" b,1',
        "в,2",
    ]


def test_every_table_of_a_folder_gets_its_reasons(tmp_path: Path) -> None:
    source, out = tmp_path / "data", tmp_path / "report"
    source.mkdir()
    (source / "facts.csv").write_text("date,text_kk\nx,М.\n", "utf-8")
    (source / "sources.csv").write_text("id,type,title\n,book,A\n", "utf-8")
    annotate(source, out, {("sources.csv", 2): ["id жоқ."], ("facts.csv", 2): ["Күні."]})
    assert (out / "facts.csv").read_text("utf-8-sig").splitlines()[1] == "x,М.,Күні."
    assert (out / "sources.csv").read_text("utf-8-sig").splitlines()[1] == ",book,A,id жоқ."
    assert read(out) == read(source)


def test_a_workbook_keeps_values_formulas_and_formats(tmp_path: Path) -> None:
    source, out = tmp_path / "facts.xlsx", tmp_path / "out.xlsx"
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "facts"
    for row in (["date", "text_kk"], [1722, "=1+1"], [None], ["-0043", "М."], ["x", "_x0041_"]):
        sheet.append(row)
    sheet["A2"].number_format = "0.00"
    book.create_sheet("sources").append(["id", "type", "title"])
    book.worksheets[1].append(["a", "book", "A"])
    book.save(source)
    annotate(source, out, {("facts", 2): ["=a", "b\x07"], ("facts", 5): ["c"]})
    copy = load_workbook(out)
    assert [[cell.value for cell in row] for row in copy["facts"].iter_rows()] == [
        ["date", "text_kk", "problems"],
        [1722, "=1+1", "=a\nb_x0007_"],
        [None, None, None],
        ["-0043", "М.", None],
        ["x", "_x0041_", "c"],
    ]
    cells = copy["facts"]
    assert cells["B2"].data_type == "f"
    assert cells["C2"].data_type == "s"
    assert cells["A2"].number_format == "0.00"
    assert copy["sources"]["C2"].value == "A"
    assert read(out) == read(source)


def test_json_lines_get_a_last_key(tmp_path: Path) -> None:
    source, out = tmp_path / "facts.jsonl", tmp_path / "out.jsonl"
    good = '{"kind":"fact", "texts": {"kk": "М."}}'
    lines = [good, "{", '{"problems": ["old"], "kind": "song"}', '["\\ud83d"]', "", good[:-1] + "}"]
    lines.append('{"kind": "fact", "texts": {"kk": "\\ud83d"}}')
    source.write_text("\n".join(lines), "utf-8")
    annotate(source, out, {("", n): [f"{n}."] for n in (2, 3, 4, 7)})
    assert out.read_text("utf-8").splitlines() == [
        good,
        '{"line": "{", "problems": ["2."]}',
        '{"kind": "song", "problems": ["3."]}',
        '{"line": "[\\"\\\\ud83d\\"]", "problems": ["4."]}',
        "",
        good,
        json.dumps({"line": lines[-1], "problems": ["7."]}),
    ]
    assert read(out) == read(source)
    annotate(out, out, {("", 2): ["again"]})
    assert out.read_text("utf-8").splitlines()[1] == '{"line": "{", "problems": ["again"]}'


def test_bindings_of_a_query_result_get_a_variable(tmp_path: Path) -> None:
    source, out = tmp_path / "query.json", tmp_path / "out.json"
    result = {"head": {"vars": []}, "results": {"bindings": [{"a": {"value": "1"}}, {}]}}
    source.write_text(json.dumps(result), "utf-8")
    annotate(source, out, {("", 2): ["a", "b"]})
    assert json.loads(out.read_text("utf-8"))["results"]["bindings"] == [
        {"a": {"value": "1"}},
        {"problems": {"type": "literal", "value": "a\nb"}},
    ]


def test_a_damaged_workbook_leaves_no_copy(tmp_path: Path) -> None:
    source, out = tmp_path / "facts.xlsx", tmp_path / "out.xlsx"
    book = Workbook()
    for _ in range(2000):
        book.worksheets[0].append(["text_kk", "М."])
    book.save(source)
    raw = bytearray(source.read_bytes())
    raw[raw.index(b"sheet1.xml") + 4000] ^= 0xFF
    source.write_bytes(raw)
    with pytest.raises(ImportRejected, match="file-not-workbook"):
        annotate(source, out, {})
    assert list(tmp_path.iterdir()) == [source]


def test_a_copy_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    source, out = tmp_path / "facts.csv", tmp_path / "out.csv"
    source.write_bytes(b"text_kk\n" + b"x\n" * 100_000 + b"\xff\n")
    out.write_text("before")
    with pytest.raises(ImportRejected, match="file-not-text"):
        annotate(source, out, {})
    assert out.read_text() == "before"
    with pytest.raises(FactsReadOnly, match="facts-read-only"):
        annotate(source, tmp_path / "missing" / "out.csv", {})
    assert sorted(file.name for file in tmp_path.iterdir()) == ["facts.csv", "out.csv"]


@pytest.mark.parametrize("results", [None, [], {}, {"bindings": None}, {"bindings": [1]}])
def test_a_result_of_a_query_without_rows_has_its_reason_beside_it(
    tmp_path: Path, results: object
) -> None:
    source, out = tmp_path / "query.json", tmp_path / "out.json"
    source.write_text(json.dumps({"head": {}, "results": results}), "utf-8")
    assert read(source) == [(1, False, ["wikidata-not-results"])]
    annotate(source, out, {("", 1): SAID})
    assert json.loads(out.read_text("utf-8")) == {"head": {}, "results": results, "problems": SAID}
    assert read(out) == read(source)


def test_half_a_character_in_a_result_of_a_query_is_a_fault_of_its_row(tmp_path: Path) -> None:
    source, out = tmp_path / "query.json", tmp_path / "out.json"
    item = {"value": "http://www.wikidata.org/entity/Q1"}
    half, label = {"value": "\ud800"}, {"value": "Шайқас"}
    rows = [{"item": half}, {"item": item, "label_kk": half}, {"item": item, "label_kk": label}]
    source.write_text(json.dumps({"head": {}, "results": {"bindings": rows}}), "utf-8")
    assert [row for row in read(source) if row[2]] == [
        (1, False, ["half-character"]),
        (2, False, ["half-character"]),
    ]
    annotate(source, out, {("", 1): SAID})
    copy = json.loads(out.read_text("utf-8"))["results"]["bindings"]
    assert copy == [
        {"item": half, "problems": {"type": "literal", "value": "\n".join(SAID)}},
        *rows[1:],
    ]
