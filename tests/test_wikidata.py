"""Query results of Wikidata, read as facts."""

import json
import uuid
from pathlib import Path
from typing import Any

import pytest

from bot.exchange.items import line_of
from bot.exchange.rows import Row
from bot.exchange.wikidata import QUERY, WIKIDATA, read_wikidata
from bot.exchange.wikidata_dates import Moment, historical_date, read_moment
from bot.facts.models import Citation, Fact, Source, Text
from bot.facts.problems import Problem
from bot.text.dates import date_text
from bot.text.translator import translator

ENTITY = "http://www.wikidata.org/entity/"
GREGORIAN, JULIAN = f"{ENTITY}Q1985727", f"{ENTITY}Q1985786"


def binding(item: str | None = "Q1", **values: str) -> dict[str, Any]:
    """Return a row; labels as ``label_kk`` or, with its language, ``itemLabel="ru:Битва"``."""
    row: dict[str, Any] = {}
    if item is not None:
        row["item"] = {"type": "uri", "value": f"{ENTITY}{item}"}
    for name, value in values.items():
        if name == "itemLabel":
            lang, _, label = value.partition(":")
            row[name] = {"type": "literal", "value": label, "xml:lang": lang}
        else:
            row[name] = {"type": "literal", "value": value}
    return row


def dated(item: str, date: str, precision: int = 11, calendar: str = GREGORIAN) -> dict[str, Any]:
    return binding(
        item, label_en=f"Battle {item}", date=date, precision=str(precision), calendar=calendar
    )


def result(*bindings: dict[str, Any]) -> dict[str, Any]:
    names = list(dict.fromkeys(name for row in bindings for name in row))
    return {"head": {"vars": names}, "results": {"bindings": list(bindings)}}


def read(folder: Path, content: object) -> list[Row]:
    path = folder / "query.json"
    path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    return list(read_wikidata(path))


def facts(rows: list[Row]) -> list[Fact]:
    return [row.item for row in rows if isinstance(row.item, Fact)]


def problems(rows: list[Row]) -> list[tuple[int, Problem]]:
    return [(row.number, problem) for row in rows for problem in row.problems]


def test_an_entity_becomes_a_draft_with_its_sources(tmp_path: Path) -> None:
    row = binding(
        "Q4078",
        label_kk="Аңырақай шайқасы",
        label_ru="Аныракайская битва",
        date="1730-01-01T00:00:00Z",
        precision="9",
        calendar=GREGORIAN,
        reference="https://www.example.org/anyrakai?page=2",
    )
    rows = read(tmp_path, result(row))
    page = str(rows[1].item.id) if isinstance(rows[1].item, Source) else ""
    assert page.startswith("example.org-")
    address = "https://www.example.org/anyrakai?page=2"
    [fact] = facts(rows)
    assert rows == [
        Row(1, WIKIDATA),
        Row(1, Source(page, {"type": "webpage", "title": address, "URL": address})),
        Row(1, fact),
    ]
    assert fact.id is None
    assert fact.key == str(uuid.uuid5(uuid.NAMESPACE_URL, f"{ENTITY}Q4078#date"))
    assert fact.status == "draft"
    assert fact.date is not None
    assert (fact.date.text, fact.date.calendar) == ("1730", "gregorian")
    assert fact.texts == {"kk": Text("Аңырақай шайқасы"), "ru": Text("Аныракайская битва")}
    assert fact.citations == (Citation("wikidata", locator="Q4078"), Citation(page))


def test_rows_of_an_entity_are_one_fact(tmp_path: Path) -> None:
    date = {"date": "1730-01-01T00:00:00Z", "precision": "9", "calendar": GREGORIAN}
    rows = read(
        tmp_path,
        result(
            binding("Q1", itemLabel="kk:Бір", reference="https://a.org/1", **date),
            binding("Q2", itemLabel="kk:Екі", reference="https://a.org/1", **date),
            binding("Q1", itemLabel="ru:Один", reference="https://b.org/2", **date),
            binding("Q1", itemLabel="ru:Один", reference="https://a.org/1", **date),
        ),
    )
    one, two = facts(rows)
    assert one.texts == {"kk": Text("Бір"), "ru": Text("Один")}
    assert [c.source.partition("-")[0] for c in one.citations] == ["wikidata", "a.org", "b.org"]
    assert two.citations[1] == one.citations[1]
    assert [(row.number, type(row.item).__name__) for row in rows] == [
        (1, "Source"),
        (1, "Source"),
        (1, "Source"),
        (1, "Fact"),
        (2, "Fact"),
    ]


def test_reading_again_gives_the_same(tmp_path: Path) -> None:
    content = result(dated("Q1", "1730-05-01T00:00:00Z"), dated("Q2", "1731-05-01T00:00:00Z"))
    first, second = read(tmp_path, content), read(tmp_path, content)
    assert [line_of(row.item) for row in first if row.item] == [
        line_of(row.item) for row in second if row.item
    ]


@pytest.mark.parametrize("verbose", [True, False])
def test_the_lists_that_the_query_service_downloads(tmp_path: Path, verbose: bool) -> None:
    rows = [dated("Q1", "1730-05-01T00:00:00Z")]
    plain = [{name: value["value"] for name, value in row.items()} for row in rows]
    [fact] = facts(read(tmp_path, rows if verbose else plain))
    assert fact.date is not None
    assert fact.date.text == "1730-05-01"


@pytest.mark.parametrize(
    ("value", "precision", "calendar", "text", "shown"),
    [
        ("1991-12-16T00:00:00Z", 11, "gregorian", "1991-12-16", "16 December 1991"),
        # entered as 12 January 1722 in the Julian calendar, exported as its Gregorian day
        ("1722-01-23T00:00:00Z", 11, "julian", "1722-01-12", "12 (23) January 1722"),
        # the Ides of March; proleptic Gregorian 13 March
        ("-0043-03-13T00:00:00Z", 11, "julian", "-0043-03-15", "15 March 44 BC"),
        ("0001-01-01T00:00:00Z", 11, "julian", "0001-01-03", "3 January 1"),
        ("1864-11-01T00:00:00Z", 10, "julian", "1864-11", "November 1864 (Old Style)"),
        ("1465-01-01T00:00:00Z", 9, "julian", "1465", "1465"),
        ("0000-01-01T00:00:00Z", 9, "gregorian", "0000", "1 BC"),
        ("1930-01-01T00:00:00Z", 8, "gregorian", "193X", "1930s"),
        ("1300-01-01T00:00:00Z", 7, "gregorian", "12XX", "13th century"),
        ("1301-01-01T00:00:00Z", 7, "gregorian", "13XX", "14th century"),
        ("1201-01-01T00:00:00Z", 7, "gregorian", "12XX", "13th century"),
        ("0100-01-01T00:00:00Z", 7, "gregorian", "00XX", "1st century"),
        ("-0299-01-01T00:00:00Z", 7, "gregorian", "-02XX", "3rd century BC"),
        ("-0200-01-01T00:00:00Z", 7, "gregorian", "-02XX", "3rd century BC"),
        ("0000-01-01T00:00:00Z", 7, "gregorian", "-00XX", "1st century BC"),
        ("2000-01-01T00:00:00Z", 6, "gregorian", "1XXX", "2nd millennium"),
        ("-0999-01-01T00:00:00Z", 6, "gregorian", "-0XXX", "1st millennium BC"),
    ],
)
def test_dates_at_their_precision(
    value: str, precision: int, calendar: Any, text: str, shown: str
) -> None:
    moment = read_moment(value)
    assert moment is not None
    date = historical_date(moment, precision, calendar)
    assert (date.text, date.calendar) == (text, calendar)
    assert date_text(date, translator("en")) == shown


@pytest.mark.parametrize(
    ("year", "text"),
    [
        (-43, "-0048/-0039"),  # 44 BC: of the 40s BC, 49 to 40 BC
        (-39, "-0048/-0039"),
        (-38, "-0038/-0029"),
        (0, "-0008/0000"),
        (7, "0001/0009"),
        (10, "001X"),
    ],
)
def test_decades_around_the_first_year(year: int, text: str) -> None:
    assert historical_date(Moment(year, 1, 1), 8, "gregorian").text == text


@pytest.mark.parametrize("value", ["", "1730", "t123456", "1730-05-01T00:00:00+05:00"])
def test_what_is_no_time_value(value: str) -> None:
    assert read_moment(value) is None


def fault(key: str, field: str, **data: object) -> Problem:
    return Problem(key, field, data)


DAY = {"date": "1730-05-01T00:00:00Z", "precision": "11", "calendar": GREGORIAN}


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (binding(None, label_kk="Бір"), fault("wikidata-no-item", "item", value="")),
        (
            binding("P585", label_kk="Бір"),
            fault("wikidata-no-item", "item", value=f"{ENTITY}P585"),
        ),
        (binding("Q7"), fault("wikidata-no-label", "label")),
        (binding("Q7", label_kk=" "), fault("wikidata-no-label", "label")),
        (binding("Q7", itemLabel="en:Q7"), fault("wikidata-no-label", "label")),
        (
            binding("Q7", label_kk="Бір", **DAY | {"date": "http://…/.well-known/genid/1"}),
            fault("wikidata-date", "date", value="http://…/.well-known/genid/1"),
        ),
        (
            binding("Q7", label_kk="Бір", **DAY | {"precision": "5"}),
            fault("wikidata-precision", "precision", value="5"),
        ),
        (
            binding("Q7", label_kk="Бір", **DAY | {"precision": ""}),
            fault("wikidata-precision", "precision", value=""),
        ),
        (
            binding("Q7", label_kk="Бір", **DAY | {"calendar": f"{ENTITY}Q12138"}),
            fault("wikidata-calendar", "calendar", value="Q12138"),
        ),
        (
            binding("Q7", label_kk="Бір", **DAY | {"date": "1730-02-30T00:00:00Z"}),
            fault("date-impossible", "date", text="1730-02-30", calendar="gregorian"),
        ),
        (
            binding("Q7", label_kk="Бір", **DAY | {"date": "1730-13-00T00:00:00Z"}),
            fault("date-impossible", "date", text="1730-13-00", calendar="gregorian"),
        ),
        (
            binding("Q7", label_kk="Бір", **DAY | {"date": "-13798000-01-01T00:00:00Z"}),
            fault("date-not-edtf", "date", text="-13798000-01-01"),
        ),
        (
            binding("Q7", label_kk="Бір", reference="ftp://a.org"),
            fault("wikidata-reference", "reference", value="ftp://a.org"),
        ),
        (
            binding("Q7", label_kk="Бір", reference="http://[a"),
            fault("wikidata-reference", "reference", value="http://[a"),
        ),
    ],
)
def test_every_fault_is_told_where_it_is(
    tmp_path: Path, row: dict[str, Any], problem: Problem
) -> None:
    rows = read(tmp_path, result(dated("Q1", "1730-05-01T00:00:00Z"), row))
    assert problems(rows) == [(2, problem)]
    assert len(facts(rows)) == 1


def test_all_faults_of_a_row_are_told_at_once(tmp_path: Path) -> None:
    row = binding("Q7", date="?", precision="x", calendar="y", reference="z")
    found = problems(read(tmp_path, result(row)))
    assert {(number, problem.field) for number, problem in found} == {
        (1, "label"),
        (1, "date"),
        (1, "precision"),
        (1, "calendar"),
        (1, "reference"),
    }


def test_two_dates_of_one_entity_are_not_chosen_from(tmp_path: Path) -> None:
    rows = read(
        tmp_path, result(dated("Q1", "1730-05-01T00:00:00Z"), dated("Q1", "1729-05-01T00:00:00Z"))
    )
    assert rows == [
        Row(
            2,
            None,
            (
                Problem(
                    "wikidata-several-dates", "date", {"first": "1730-05-01", "other": "1729-05-01"}
                ),
            ),
        )
    ]


@pytest.mark.parametrize(
    "content",
    ["", "{", "[1]", '{"results": []}', '{"results": {"bindings": 5}}', "null", "[" * 99999],
)
def test_another_file_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "query.json"
    path.write_text(content, "utf-8")
    assert list(read_wikidata(path)) == [Row(1, None, (Problem("wikidata-not-results"),))]


def test_an_empty_result_has_no_rows(tmp_path: Path) -> None:
    assert read(tmp_path, result()) == []


def test_the_query_asks_for_what_is_read() -> None:
    for name in ("item", "label_kk", "date", "precision", "calendar", "reference"):
        assert f"?{name}" in QUERY


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_every_problem_has_a_sentence(lang: str) -> None:
    tr = translator(lang)
    for key in ("no-item", "date", "precision", "calendar", "reference"):
        assert "Q12" in tr(f"problem.wikidata-{key}", value="Q12")
    assert tr("problem.wikidata-no-label") != tr("problem.wikidata-not-results")
    assert "1730" in tr("problem.wikidata-several-dates", first="1730", other="1729")
