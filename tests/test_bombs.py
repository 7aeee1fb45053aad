"""Files that would become far more than what was sent: refused in a sentence, and soon."""

import io
import json
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from bot.desk.received import received
from bot.errors import ImportRejected
from bot.exchange import bombs
from bot.exchange.annotate import annotate
from bot.exchange.bombs import refuse_bombs
from bot.exchange.items import item_of
from bot.exchange.reading import open_rows
from bot.exchange.rows import MOST_CELLS, MOST_CHARACTERS, MOST_PROBLEMS
from bot.exchange.xlsx_files import read_xlsx, write_xlsx
from bot.text.changes import error_lines, problem_sentence
from bot.text.translator import LOCALES, translator

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET = "xl/worksheets/sheet1.xml"
HEADER = '<row><c t="inlineStr"><is><t>text_kk</t></is></c></row>'
MANY = {
    "en": "The workbook facts.xlsx holds more cells than I can look through at once. "
    "Send it in parts, or have it imported with “facts import”.",
    "ru": "В книге facts.xlsx больше ячеек, чем я могу просмотреть за один раз. "
    "Пришлите её по частям или импортируйте командой «facts import».",
    "kk": "facts.xlsx кітабындағы ұяшықтар менің бірден қарап шыға алатынымнан көп. "
    "Бөліп жіберіңіз немесе «facts import» арқылы енгізіңіз.",
}
LONG = {
    "en": "This is too long for one record: 500000 characters and 2000 cells are the "
    "most. Check where it ends, or make it shorter.",
    "ru": "Для одной записи это слишком длинно: самое большее – 500000 знаков "
    "и 2000 ячеек. Проверьте, где она кончается, или сократите её.",
    "kk": "Бұл бір жазба үшін тым ұзақ: ең көбі – 500000 таңба мен 2000 ұяшық. "
    "Жазбаның қай жерде бітетінін тексеріңіз немесе қысқартыңыз.",
}

MakeBook = Callable[..., Path]


@pytest.fixture
def book(tmp_path: Path) -> MakeBook:
    """Return a maker of workbooks in which some parts are replaced."""
    saved = io.BytesIO()
    Workbook().save(saved)
    with zipfile.ZipFile(saved) as archive:
        whole = {name: archive.read(name) for name in archive.namelist()}

    def making(**parts: str | bytes) -> Path:
        path = tmp_path / "facts.xlsx"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in (whole | parts).items():
                archive.writestr(name, content)
        return path

    return making


def sheet(rows: str, before: str = "") -> dict[str, str]:
    """Return the part that is a sheet with these rows."""
    return {SHEET: f'{before}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'}


def strings(table: str) -> dict[str, str]:
    """Return the part that is a table of shared strings."""
    return {"xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{table}</sst>'}


def unlike(element: str, count: int) -> str:
    """Return an empty element so many times, written so that it packs no tighter than text."""
    spaces = random.Random(1).choices(("", " ", "  ", "\n", "\t"), k=count)
    return "".join(f"<{element}{space}/>" for space in spaces)


def test_a_workbook_of_too_many_strings(book: MakeBook) -> None:
    """A few megabytes, of which each string would take a hundred times its letters."""
    with pytest.raises(ImportRejected, match="file-of-too-many-cells"):
        refuse_bombs(book(**strings(unlike("si", bombs.MOST_CELLS + 1))))


@pytest.mark.parametrize("lang", LOCALES)
def test_it_is_told_what_to_do(book: MakeBook, lang: str) -> None:
    """Under the name that the file was sent with."""
    content = book(**sheet('<row><c r="XFE1"/></row>')).read_bytes()
    with pytest.raises(ImportRejected) as caught, received("facts.xlsx", content):
        pass
    assert list(error_lines(caught.value, translator(lang))) == [MANY[lang]]


@pytest.mark.parametrize(
    "rows",
    [
        "".join(f'<row><c r="XFD{n}" s="{n % 7}"/></row>' for n in range(1, 200)),
        "<row>" + "<c/>" * (bombs.MOST_COLUMNS + 1) + "</row>",
        '<row><c r="XFE1"/></row>',
        '<row><c r="ZZZZ1"/></row>',
        "<row>" + '<c r="A1"/>' * (bombs.MOST_COLUMNS + 1) + "</row>",
        "<row>" + "<x/>" * (bombs.MOST_COLUMNS + 1) + "</row>",
        '<row r="1"/><row r="999999999"/>',
        "<a>" * 101 + "</a>" * 101,
    ],
)
def test_a_sheet_of_too_many_cells(book: MakeBook, rows: str) -> None:
    """Too wide, too long with what would be filled up, or too deep."""
    with pytest.raises(ImportRejected, match="file-of-too-many-cells"):
        refuse_bombs(book(**sheet(HEADER + rows)))


def test_too_many_formats(book: MakeBook) -> None:
    """Each becomes an object, however short it is written."""
    formats = unlike("xf", bombs.MOST_OTHERS)
    styles = f'<styleSheet xmlns="{MAIN}"><cellXfs>{formats}</cellXfs></styleSheet>'
    with pytest.raises(ImportRejected, match="file-of-too-many-cells"):
        refuse_bombs(book(**{"xl/styles.xml": styles}))


def test_it_makes_no_difference_what_a_part_is_called(book: MakeBook) -> None:
    """A sheet is what the workbook says is one."""
    part = sheet('<row><c r="XFE1"/></row>')[SHEET]
    with pytest.raises(ImportRejected, match="file-of-too-many-cells"):
        refuse_bombs(book(**{"xl/media/picture.png": part}))


@pytest.mark.parametrize(
    "part",
    [
        sheet(HEADER, '<!DOCTYPE x [<!ENTITY a "ha">]>'),
        sheet('<row><row><c r="A1"/></row></row>'),
        sheet('<si><row><c r="A1"/></row></si>'),
        sheet('<row r="99999999999999999999"/>'),
        sheet('<row r="1e9"/>'),
        sheet('<row r="٣"/>'),
    ],
)
def test_what_stands_in_no_workbook(book: MakeBook, part: dict[str, str]) -> None:
    """Entities, rows inside each other, rows beyond counting."""
    with pytest.raises(ImportRejected, match="file-not-workbook"):
        refuse_bombs(book(**part))


def test_gigabytes_in_a_few_kilobytes_and_archives_of_very_many_parts(tmp_path: Path) -> None:
    """Refused by what the archive says of itself."""
    path = tmp_path / "facts.xlsx"
    write_xlsx(path, [item_of({"kind": "alias", "concept": "a", "names": {"en": ["A"]}})])
    refuse_bombs(path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/zeros", bytes(2 * 1024**2))
    with pytest.raises(ImportRejected, match="file-too-tight"):
        refuse_bombs(path)
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(bombs.MOST_PARTS + 1):
            archive.writestr(str(number), b"")
    with pytest.raises(ImportRejected, match="file-too-tight"):
        refuse_bombs(path)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(bombs.MOST_UNPACKED + 1):
            archive.writestr(str(number), bytes(1024**2))
    with pytest.raises(ImportRejected, match="file-too-large"):
        refuse_bombs(path)


def test_an_archive_in_an_archive_is_not_unpacked(book: MakeBook) -> None:
    """It is a part like a picture."""
    inner = book(**sheet(HEADER)).read_bytes()
    path = book(**{"xl/embeddings/inner.xlsx": inner, **sheet(HEADER)})
    refuse_bombs(path)
    assert [row.item for row in read_xlsx(path)] == []


def test_a_part_is_read_as_one_sheet_only(book: MakeBook) -> None:
    """However many sheets say that it is theirs."""
    named = "".join(f'<sheet name="s{n}" sheetId="{n}" r:id="r1"/>' for n in (1, 2))
    spaces = f'xmlns="{MAIN}" xmlns:r="{OFFICE}"'
    listed = f"<workbook {spaces}><sheets>{named}</sheets></workbook>"
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    relation = f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    relations = f'<Relationships xmlns="{space}">{relation}</Relationships>'
    parts = {"xl/workbook.xml": listed, "xl/_rels/workbook.xml.rels": relations}
    with pytest.raises(ImportRejected, match="file-not-workbook"):
        list(read_xlsx(book(**parts, **sheet(HEADER))))


def test_what_people_send_is_no_bomb(book: MakeBook) -> None:
    """Cells as far to the right and as far down as there are any, a picture, a text of a sheet."""
    far = HEADER + '<row r="1048576"><c r="XFD1048576"/></row>'
    refuse_bombs(book(**sheet(far), **{"xl/media/picture.png": b"\x89PNG\r\n" + bytes(range(256))}))


@pytest.mark.parametrize("lang", LOCALES)
def test_a_record_that_is_far_too_long(tmp_path: Path, lang: str) -> None:
    """One line of twenty megabytes, say."""
    path = tmp_path / "facts.jsonl"
    path.write_text(json.dumps({"kind": "fact", "texts": {"en": "a" * MOST_CHARACTERS}}))
    (row,) = open_rows(path)
    assert [problem_sentence(problem, translator(lang)) for problem in row.problems] == [LONG[lang]]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl", "[" * 100_000),
        ("a.jsonl", '{"kind":' * 100_000),
        ("a.json", "[" * 100_000),
        ("a.jsonl", '{"kind": "fact", "id": ' + "9" * 100_000 + "}"),
        ("a.jsonl", '{"kind": "fact", "texts": {"kk": "' + "9" * 20_000_000),
        ("a.csv", "text_kk" + ",x" * 3_000_000),
        ("a.csv", "text_kk\n" + ",x" * 3_000_000),
        ("a.csv", "x" * 3_000_000),
        ("a.csv", '"text_kk,date\n1465'),
        ("a.csv", 'text_kk\n"' + "x" * 3_000_000),
        ("a.csv", "text_kk," + "text_l," * MOST_CELLS),
    ],
)
def test_every_file_has_its_reasons_and_a_copy_with_them(
    tmp_path: Path, name: str, content: str
) -> None:
    """Deep, long, wide or never closed: it is told of one row, and the copy can be written."""
    path, copy = tmp_path / name, tmp_path / f"copy-{name}"
    path.write_text(content)
    (row,) = open_rows(path)
    assert row.item is None
    assert row.problems
    annotate(path, copy, {(row.table, row.number): ["the reason"]})
    text = copy.read_text("utf-8-sig")
    assert "the reason" in text or text.startswith("problems,")


def test_of_a_row_a_hundred_problems_are_told(tmp_path: Path) -> None:
    """More help nobody, and each takes its time and room."""
    path = tmp_path / "facts.jsonl"
    path.write_text(json.dumps({"kind": "fact"} | {f"field{n}": "x" for n in range(1_000)}))
    (row,) = open_rows(path)
    assert len(row.problems) == MOST_PROBLEMS
    table = tmp_path / "facts.csv"
    table.write_text("text_kk\n" + ",x" * (MOST_CELLS - 1))
    (row,) = open_rows(table)
    assert len(row.problems) == MOST_PROBLEMS
    header = ",".join(f"field{n}" for n in range(1_000))
    table.write_text(f"text_kk,date,{header}\n")
    (row,) = open_rows(table)
    assert len(row.problems) == MOST_PROBLEMS
