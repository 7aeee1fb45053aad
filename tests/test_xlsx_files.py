"""Workbooks: what was written is read again; what people typed is read as text."""

import datetime
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from openpyxl import Workbook, load_workbook
from support.generated import EVERYTHING

from bot.errors import BotError, ImportRejected
from bot.exchange.items import Item, line_of
from bot.exchange.reading import open_rows
from bot.exchange.rows import Row
from bot.exchange.xlsx_files import read_xlsx, write_xlsx
from bot.facts.models import Fact, Source

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def saved(path: Path, **sheets: list[list[Any]]) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def faults(rows: list[Row]) -> list[tuple[str, int, str, str | None]]:
    return [(row.table, row.number, p.key, p.field) for row in rows for p in row.problems]


@settings(max_examples=100, deadline=None)
@given(EVERYTHING)
def test_any_items_come_back_as_they_went_out(items: list[Item]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "facts.xlsx")
        write_xlsx(path, items)
        rows = list(read_xlsx(path))
        assert faults(rows) == []
        assert [line_of(row.item) for row in rows if row.item] == [line_of(i) for i in items]


def test_strings_are_read_as_other_programs_keep_them(tmp_path: Path) -> None:
    """Excel keeps strings in a table beside the sheets, escaped as ECMA-376 says."""
    path = saved(tmp_path / "f.xlsx", sources=[["id", "type", "title"], ["a", "book", "A"]])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    title = "_x005F_x0041_ _x0007__xD83D_ <r>"
    texts = ["id", "type", "title", "a", "book", title.replace("<", "&lt;")]
    strings = "".join(f"<si><t>{text}</t></si>" for text in texts)
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{strings}</sst>'.encode()
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
    types = parts["[Content_Types].xml"].replace(b"</Types>", override.encode())
    parts["[Content_Types].xml"] = types
    rows = (("A1", "B1", "C1"), ("A2", "B2", "C2"))
    cells = iter(f'<c r="{at}" t="s"><v>{n}</v></c>' for n, at in enumerate([*rows[0], *rows[1]]))
    lines = "".join(f"<row>{next(cells)}{next(cells)}{next(cells)}</row>" for _ in rows)
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{lines}</sheetData></worksheet>'
    parts["xl/worksheets/sheet1.xml"] = sheet.encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    (row,) = read_xlsx(path)
    assert isinstance(row.item, Source)
    assert row.item.fields["title"] == "_x0041_ \x07_xD83D_ <r>"


def test_no_cell_is_a_formula_and_every_cell_has_the_format_of_text(tmp_path: Path) -> None:
    path = tmp_path / "facts.xlsx"
    write_xlsx(path, [Source("-0043", {"type": "=1+1", "title": "#N/A", "note": "1722"})])
    sheet = load_workbook(path)["sources"]
    cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row if cell.value]
    assert [cell.value for cell in cells] == ["-0043", "=1+1", "#N/A", "1722"]
    assert {(cell.data_type, cell.number_format) for cell in cells} == {("s", "@")}
    assert sheet.freeze_panes == "A2"


def test_what_people_typed_is_read_as_text(tmp_path: Path) -> None:
    header = ["id", "date", "text_kk", "topic", "place"]
    midnight = datetime.datetime.fromisoformat("1922-07-13T00:00")
    moment = datetime.datetime.fromisoformat("2000-01-02T03:04")
    rows = [
        [1, 1722, "М.", 5.0, True],
        [2.0, midnight, "М.", 2.5, datetime.date(2000, 1, 2)],
        [3, "1465", "М.", moment, datetime.time(3, 4)],
    ]
    found = list(read_xlsx(saved(tmp_path / "f.xlsx", facts=[header, *rows])))
    facts = [row.item for row in found if isinstance(row.item, Fact)]
    assert [(f.id, f.date and f.date.text, f.topic, f.place) for f in facts] == [
        (1, "1722", "5", "true"),
        (2, "1922-07-13", "2.5", "2000-01-02"),
        (3, "1465", "2000-01-02 03:04:00", "03:04:00"),
    ]


def test_a_formula_is_a_fault_of_its_cell(tmp_path: Path) -> None:
    rows = [["date", "text_kk"], ["=1+1", "М."], ["1465", "М."], ["1722", "=A1"]]
    found = list(read_xlsx(saved(tmp_path / "f.xlsx", facts=rows)))
    assert faults(found) == [
        ("", 2, "cell-is-formula", "date"),
        ("", 4, "cell-is-formula", "text_kk"),
        ("", 4, "missing", "texts"),
    ]
    assert [row.number for row in found if row.item] == [3]


def test_sheets_are_known_by_name_or_header_and_empty_ones_passed_over(tmp_path: Path) -> None:
    path = saved(
        tmp_path / "f.xlsx",
        Лист1=[["date", "text_kk"], [1465, "М."], [None, None], ["x", "М."]],
        Sources=[["id"], ["a"]],
        Sheet3=[],
        notes=[["to do"], ["call"]],
    )
    assert faults(list(open_rows(path))) == [
        ("Лист1", 4, "date-not-edtf", "date"),
        ("Sources", 2, "missing", "title"),
        ("Sources", 2, "missing", "type"),
        ("notes", 1, "unknown-table", None),
    ]


@pytest.mark.parametrize("raw", [b"", b"PK\x03\x04 damaged", b"\xd0\xcf\x11\xe0" * 200])
def test_what_is_no_workbook_is_refused(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "facts.xlsx"
    path.write_bytes(raw)
    with pytest.raises(ImportRejected, match="file-not-workbook"):
        list(read_xlsx(path))


def test_a_damaged_workbook_is_refused_wherever_the_damage_is(tmp_path: Path) -> None:
    whole = saved(tmp_path / "f.xlsx", facts=[["text_kk"], *[["М."]] * 50]).read_bytes()
    path = tmp_path / "damaged.xlsx"
    keys = []
    for at in range(0, len(whole), 97):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        try:
            list(read_xlsx(path))
        except ImportRejected as error:
            keys.append(error.key)
    assert len(keys) > 20
    assert set(keys) <= {"file-not-workbook", "file-too-large"}


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    path = saved(tmp_path / "f.xlsx", facts=[["text_kk"], ["М."]])
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/media/zeros", "w", force_zip64=True) as part,
    ):
        for _ in range(513):
            part.write(bytes(1024**2))
    with pytest.raises(ImportRejected, match="file-too-large"):
        list(read_xlsx(path))


def test_a_cell_too_long_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    path = tmp_path / "f.xlsx"
    with pytest.raises(BotError, match="cell-too-long") as caught:
        write_xlsx(path, [Source("a", {"type": "book", "title": "🙂" * 16_384})])
    assert caught.value.data == {"name": "a", "column": "title", "most": 32_767}
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(BotError, match="cell-too-long"):
        write_xlsx(path, [Source("a", {"type": "book", "title": "\x07" * 4_682})])
    fits = Source("a", {"type": "book", "title": "🙂" * 16_383 + "a"})
    write_xlsx(path, [fits])
    assert [row.item for row in read_xlsx(path)] == [fits]
