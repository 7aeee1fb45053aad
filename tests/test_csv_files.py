"""CSV: what was written is read again, also as spreadsheets save it; faults in their places."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.generated import EVERYTHING
from support.generated import FACTS as GENERATED

from bot.errors import BotError, FactsUnavailable, ImportRejected
from bot.exchange.csv_files import read_csv, read_folder, write_csv, write_folder
from bot.exchange.items import Item, line_of
from bot.exchange.reading import open_rows
from bot.exchange.rows import Row
from bot.facts.models import Dataset, Fact, Source
from bot.search.lexicon import Concept

HEADER = "key,date,text_kk,phrasings_kk\n"


def read(path: Path, text: str | bytes) -> list[Row]:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(open_rows(path))


def faults(rows: list[Row]) -> list[tuple[int, str, str | None]]:
    return [(row.number, p.key, p.field) for row in rows for p in row.problems]


def texts(rows: list[Row]) -> list[str]:
    return [row.item.texts["kk"].text for row in rows if isinstance(row.item, Fact)]


@settings(max_examples=100, deadline=None)
@given(st.lists(GENERATED, min_size=1, max_size=5))
def test_any_facts_come_back_as_they_went_out(facts: list[Item]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        one, other = Path(folder, "one.csv"), Path(folder, "other.csv")
        write_csv(one, facts)
        rows = list(read_csv(one))
        assert faults(rows) == []
        items = [row.item for row in rows if row.item]
        assert [line_of(item) for item in items] == [line_of(item) for item in facts]
        assert {row.kept for row in rows} == {frozenset()}
        write_csv(other, items)
        assert other.read_bytes() == one.read_bytes()


@settings(max_examples=50, deadline=None)
@given(EVERYTHING)
def test_a_folder_comes_back_as_it_went_out(items: list[Item]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write_folder(Path(folder, "data"), items)
        rows = list(read_folder(Path(folder, "data")))
        assert [line_of(row.item) for row in rows if row.item] == [line_of(i) for i in items]
        assert faults(rows) == []


def test_cells_that_a_spreadsheet_would_reckon_have_an_apostrophe(tmp_path: Path) -> None:
    path = tmp_path / "facts.csv"
    rows = read(tmp_path / "a.csv", "date,topic,text_kk\n-0043,'=1,=1+1\n'-0043,'q',@x\n")
    write_csv(path, [row.item for row in rows if row.item])
    text = path.read_text("utf-8-sig")
    for cell in (",'-0043,", ",'=1,", ",'=1+1,", ",'@x,", ",'q',"):
        assert cell in text
    assert [line_of(row.item) for row in open_rows(path) if row.item] == [
        line_of(row.item) for row in rows if row.item
    ]
    assert path.read_bytes().startswith(b"\xef\xbb\xbfkey,id,date,")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_delimiter_encoding_and_end_of_line_is_read(
    tmp_path: Path, delimiter: str, encoding: str, end: str
) -> None:
    lines = ["date,text_kk", '1465,"Керей; мен, Жәнібек"', "1722,б"]
    text = end.join(lines).replace("5,", f"5{delimiter}").replace("e,", f"e{delimiter}")
    text = text.replace("2,", f"2{delimiter}")
    rows = read(tmp_path / "facts.csv", text.encode(encoding))
    assert texts(rows) == ["Керей; мен, Жәнібек", "б"]


def test_rows_are_numbered_as_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    text = HEADER + ',1465,"a\nb",\n,,,\n\n,1466,c,\n,9999x,d,\n'
    rows = read(tmp_path / "facts.csv", text)
    assert [(row.number, row.table) for row in rows] == [(2, ""), (5, ""), (6, "")]
    assert faults(rows) == [(6, "date-not-edtf", "date")]


def test_the_header_tells_what_a_table_holds(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    for text, kind in (
        (HEADER + ",,М.,", Fact),
        ("id;type;title\na;book;A", Source),
        ("concept\tnames_kk\nastana\tАстана", Concept),
        ("licence;version;title_kk\nMIT;1;Тарих", Dataset),
    ):
        (row,) = read(path, text)
        assert isinstance(row.item, kind)


def test_a_faulty_header_is_a_fault_and_the_rows_are_still_read(tmp_path: Path) -> None:
    rows = read(tmp_path / "facts.csv", "date,txt_ru,text_kk,date,\n1465,т,М.,,x\nx,т,М.,x,\n")
    assert faults(rows) == [
        (1, "repeated-column", "date"),
        (1, "unknown-column", "txt_ru"),
        (2, "cell-without-column", None),
        (3, "date-not-edtf", "date"),
    ]


@pytest.mark.parametrize("text", ["a,b\n1,2\n", "\n\nx\n", "problems\nx\n"])
def test_a_table_of_something_else_is_unknown(tmp_path: Path, text: str) -> None:
    assert faults(read(tmp_path / "x.csv", text)) == [(1, "unknown-table", None)]


@pytest.mark.parametrize("text", ["", "\n\n", HEADER])
def test_an_empty_table_has_no_rows(tmp_path: Path, text: str) -> None:
    assert read(tmp_path / "facts.csv", text) == []


@pytest.mark.parametrize(
    "broken", ['1466,"open\n1467,c\n', '1466,"a" b\n', '1466,"' + "x" * 140_000 + '"\n']
)
def test_broken_quotes_are_a_fault_of_their_row(tmp_path: Path, broken: str) -> None:
    rows = read(tmp_path / "facts.csv", "date,text_kk\n1465,a\n" + broken)
    assert texts(rows) == ["a"]
    assert faults(rows) == [(3, "row-unreadable", None)]


def test_what_has_no_column_is_kept(tmp_path: Path) -> None:
    (row,) = read(tmp_path / "facts.csv", "key,text_kk\n,М.\n")
    assert {"phrasings", "citations", "date", "notes"} <= row.kept
    assert "texts" not in row.kept


def test_the_column_of_problems_is_passed_over(tmp_path: Path) -> None:
    rows = read(tmp_path / "facts.csv", "text_kk,problems\nМ.,Дереккөзі жоқ.\n")
    assert (texts(rows), faults(rows)) == (["М."], [])


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    for raw in (HEADER.encode() + "Текст".encode("cp1251"), b"\xff\xfe\x00"):
        with pytest.raises(ImportRejected) as caught:
            read(tmp_path / "facts.csv", raw)
        assert caught.value.key == "file-not-text"


def test_folders_and_files_of_unknown_form_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportRejected, match="folder-without-tables"):
        list(open_rows(tmp_path))
    with pytest.raises(ImportRejected, match="file-of-unknown-form"):
        open_rows(tmp_path / "facts.ods")
    with pytest.raises(FactsUnavailable, match="facts-unreadable"):
        list(open_rows(tmp_path / "missing.csv"))


def test_one_file_holds_one_kind_and_no_cell_that_could_not_be_read(tmp_path: Path) -> None:
    source, fact = (
        Source("a", {"type": "book", "title": "A"}),
        read(tmp_path / "a.csv", "text_kk\nМ.\n")[0].item,
    )
    assert fact is not None
    path = tmp_path / "out.csv"
    with pytest.raises(BotError, match="one-table-only"):
        write_csv(path, [source, fact])
    with pytest.raises(BotError, match="cell-too-long") as caught:
        write_csv(path, [Source("a", {"type": "book", "title": "A" * 131_073})])
    assert caught.value.data == {"name": "a", "column": "title", "most": 131_072}
    assert [file.name for file in tmp_path.iterdir()] == ["a.csv"]
