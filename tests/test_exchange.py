"""JSON Lines out and in again without loss, and every fault of a line named."""

import json
import tempfile
import uuid
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.facts import ALIASES, DATASET, FACTS, SOURCES, fact
from support.imports import exported, imported, planned

from bot.curation.import_plan import ImportPlan
from bot.errors import FactsUnavailable
from bot.facts.problems import Problem
from bot.facts.store import FactStore
from bot.text.problems import row_problem_lines
from bot.text.translator import LOCALES, translator

RECORDS = (DATASET, *SOURCES, *ALIASES, *FACTS)


def lines(*records: Any) -> list[str]:
    return [json.dumps(record) for record in records]


def read(path: Path, given: Iterable[str]) -> ImportPlan:
    return imported(given, path)


def written(path: Path) -> list[str]:
    return exported(path)


def counts(plan: ImportPlan) -> tuple[int, int, int]:
    return plan.counts["new"] + plan.counts["doubtful"], plan.counts["changed"], plan.counts["same"]


def faults(plan: ImportPlan) -> list[tuple[int, Problem]]:
    return [(row.number, p) for row in plan.rows for p in row.problems if p.severity == "error"]


def test_export_import_export_gives_the_same_bytes(facts: Path, tmp_path: Path) -> None:
    first = written(facts)
    copy = tmp_path / "copy.db"
    assert counts(read(copy, first)) == (len(RECORDS), 0, 0)
    assert written(copy) == first


def test_export_is_sorted_and_canonical(tmp_path: Path) -> None:
    path = tmp_path / "facts.db"
    author = {"given": "Ахмет", "family": "Байтұрсынұлы"}
    source = {"title": "Ж", "type": "book", "id": "a", "kind": "source", "author": [author]}
    event = fact(2, "1722-01-12", ("Мәтін.", "Сұрақ?"), (), ("Text.", "Q?"), calendar="julian")
    event |= {"notes": {"kk": "Ескертпе."}, "date_note": {"ru": "О дате."}, "topic": "sky"}
    event |= {"citations": [{"locator": "4", "source": "a", "note": {"ru": "н", "kk": "е"}}]}
    read(path, lines(event, ALIASES[0], source, DATASET))
    assert written(path) == [
        '{"kind": "dataset", "version": "2026.1", "licence": "CC BY 4.0", '
        '"languages": ["kk", "ru", "en"], '
        '"title": {"en": "Kazakh history", "kk": "Қазақ тарихы", "ru": "История казахов"}, '
        '"description": {"en": "Facts for testing.", "kk": "Сынаққа арналған деректер.", '
        '"ru": "Факты для проверки."}, '
        '"examples": {"en": ["When was independence declared?", "What happened on 16 December?"], '
        '"kk": ["Тәуелсіздік қашан жарияланды?", "16 желтоқсанда не болды?"], '
        '"ru": ["Когда провозглашена независимость?", "Что произошло 16 декабря?"]}}',
        '{"kind": "source", "id": "a", "type": "book", "title": "Ж", '
        '"author": [{"family": "Байтұрсынұлы", "given": "Ахмет"}]}',
        '{"kind": "alias", "concept": "astana", "names": '
        '{"en": ["Astana"], "kk": ["Астана", "Ақмола"], "ru": ["Астана", "Акмола"]}}',
        '{"kind": "fact", "key": "00000000-0000-0000-0000-000000000002", "id": 2, '
        '"date": "1722-01-12", "calendar": "julian", "date_note": {"ru": "О дате."}, '
        '"topic": "sky", "status": "published", "texts": {"en": "Text.", "kk": "Мәтін."}, '
        '"notes": {"kk": "Ескертпе."}, "phrasings": {"en": ["Q?"], "kk": ["Сұрақ?"]}, '
        '"citations": [{"source": "a", "locator": "4", "note": {"kk": "е", "ru": "н"}}]}',
    ]


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Co", "Zl", "Zp")),
    min_size=1,
    max_size=20,
).filter(str.strip) | st.sampled_from(['"\\"', "a < b & c", "🙂", "=1+1", "-5", "'"])
TEXTS = TEXTS.filter(str.strip)
LANGS = st.sampled_from(["kk", "ru", "en", "tr", "zh-Hant"])
DATES = st.sampled_from(
    [
        *("1722-01-12", "1465", "13XX", "193X", "1XXX", "1722-01-XX", "1864-11", "-0043-03-15"),
        *("1789/1810", "../1722", "1722/..", "[1302,1303]", "1722~", "1937-11-11?", "1711-23"),
    ]
)
NAMED = st.dictionaries(st.sampled_from(["family", "given", "literal"]), TEXTS, min_size=1)
CITATION = st.fixed_dictionaries(
    {"source": st.sampled_from(["one", "two"])},
    optional={
        "label": st.sampled_from(["line", "page"]),
        "locator": TEXTS,
        "marker": TEXTS,
        "note": st.dictionaries(LANGS, TEXTS, max_size=2),
        "via": st.just("one"),
    },
)
GENERATED = st.fixed_dictionaries(
    {
        "kind": st.just("fact"),
        "key": st.uuids().map(str),
        "texts": st.dictionaries(LANGS, TEXTS, min_size=1, max_size=3),
        "citations": st.lists(CITATION, min_size=1, max_size=2),
    },
    optional={
        "id": st.integers(1, 999_999) | st.integers(1, 5),
        "date": DATES,
        "calendar": st.sampled_from(["julian", "gregorian"]),
        "date_note": st.dictionaries(LANGS, TEXTS, max_size=2),
        "topic": TEXTS,
        "place": TEXTS,
        "status": st.sampled_from(["draft", "published", "disputed", "retired"]),
        "phrasings": st.dictionaries(LANGS, st.lists(TEXTS, max_size=3), max_size=2),
    },
)
GENERATED_SOURCES = st.tuples(*(
    st.fixed_dictionaries(
        {"kind": st.just("source"), "id": st.just(name), "type": TEXTS, "title": TEXTS},
        optional={"author": st.lists(NAMED, max_size=2), "URL": TEXTS, "publisher-place": TEXTS}
        | {"title_in": st.dictionaries(LANGS, TEXTS)},
    )
    for name in ("one", "two")
))  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(GENERATED_SOURCES, st.lists(GENERATED, max_size=4, unique_by=lambda record: record["key"]))
def test_any_facts_come_back_as_they_went_out(
    sources: tuple[Any, ...], facts: list[dict[str, Any]]
) -> None:
    given = lines(DATASET, *sources, *facts)
    with tempfile.TemporaryDirectory() as folder:
        one, other = Path(folder, "one.db"), Path(folder, "other.db")
        assert counts(read(one, given)) == (len(given), 0, 0)
        first = written(one)
        assert counts(planned(given, one)) == (0, 0, len(given))
        assert counts(planned(first, one)) == (0, 0, len(given))
        read(other, first)
        assert written(other) == first
        by_key = {record["key"]: record for record in map(json.loads, first) if "key" in record}
        for record in facts:
            back = by_key[record["key"]]
            assert back["texts"] == {lang: t.strip() for lang, t in record["texts"].items()}
            assert back.get("date") == record.get("date")
        assert len({record["id"] for record in by_key.values()}) == len(facts)


def test_a_dry_run_changes_nothing(facts: Path) -> None:
    before = facts.read_bytes()
    changed = FACTS[0] | {"texts": {"kk": "Басқа мәтін."}}
    plan = planned(lines(*RECORDS[:-1], changed | {"key": str(uuid.uuid4())}, DATASET), facts)
    assert facts.read_bytes() == before
    assert [p.name for p in facts.parent.iterdir()] == [facts.name]
    assert faults(plan) == [(len(RECORDS) + 1, Problem("repeated", None, {"line": "1"}))]


def test_a_dry_run_for_a_missing_file_makes_none(tmp_path: Path) -> None:
    path = tmp_path / "facts.db"
    assert counts(planned(lines(*RECORDS), path)) == (len(RECORDS), 0, 0)
    assert not path.exists()


def test_a_plan_tells_new_changed_and_same_apart(facts: Path) -> None:
    changed = FACTS[1] | {"texts": {"kk": "Өзгерді."}}
    added = fact(99, "1959", ("Ай.",)) | {"key": str(uuid.uuid4())}
    plan = planned(
        lines(
            DATASET | {"version": "2"},
            SOURCES[0],
            SOURCES[1] | {"id": "new"},
            ALIASES[0] | {"names": {"kk": ["Астана"]}},
            FACTS[0],
            changed,
            added,
        ),
        facts,
    )
    assert faults(plan) == []
    assert [(row.label, row.verdict) for row in plan.rows] == [
        ("dataset", "changed"),
        ("new", "new"),
        ("astana", "changed"),
        ("f2", "changed"),
        ("f99", "new"),
    ]
    assert plan.counts["same"] == 2
    kazakh = next(d for d in plan.rows[3].differences if d.field == "texts.kk")
    assert kazakh.new == "Өзгерді."


def revisions(path: Path) -> int:
    with closing(FactStore(path)) as store:
        return int(store._rows("SELECT count(*) FROM revisions WHERE kind = 'fact'")[0][0])


def test_a_second_import_changes_nothing(facts: Path) -> None:
    assert revisions(facts) == len(FACTS)
    before = facts.read_bytes()
    assert counts(read(facts, lines(*RECORDS))) == (0, 0, len(RECORDS))
    assert facts.read_bytes() == before


def test_only_changed_facts_get_a_revision(facts: Path) -> None:
    read(facts, lines(FACTS[0], FACTS[1] | {"status": "retired"}))
    assert revisions(facts) == len(FACTS) + 1


def labels(path: Path) -> dict[str, int | None]:
    with closing(FactStore(path)) as store:
        return {found.texts["kk"].text: found.id for found in store.facts()}


def new(name: str, number: int | None) -> dict[str, Any]:
    record = fact(1, None, (name,)) | {"key": str(uuid.uuid4()), "id": number}
    return {field: value for field, value in record.items() if value is not None}


def test_numbers_are_kept_if_they_are_free(tmp_path: Path) -> None:
    path = tmp_path / "facts.db"
    read(path, lines(*SOURCES, new("a", 5)))
    read(path, lines(new("b", 5), new("c", 6), new("d", None), new("e", 2), new("f", 2)))
    numbers = labels(path)
    assert {name: numbers[name] for name in "ace"} == {"a": 5, "c": 6, "e": 2}
    assert sorted(numbers[name] for name in "bdf") == [7, 8, 9]


def test_a_known_fact_keeps_its_number_whatever_the_file_says(facts: Path) -> None:
    assert counts(read(facts, lines(FACTS[0] | {"id": 999}))) == (0, 0, 1)
    renumbered = FACTS[0] | {"id": 999, "texts": {"kk": "Өзгерді."}}
    assert counts(read(facts, lines(renumbered))) == (0, 1, 0)
    assert labels(facts)["Өзгерді."] == 1


def test_facts_without_a_key_are_known_again_by_their_texts(tmp_path: Path) -> None:
    path = tmp_path / "facts.db"
    keyless = {name: value for name, value in FACTS[0].items() if name not in ("key", "id")}
    read(path, lines(*SOURCES, keyless))
    assert counts(read(path, lines(keyless))) == (0, 0, 1)
    assert counts(read(path, lines(keyless | {"topic": "freedom"}))) == (0, 1, 0)
    with closing(FactStore(path)) as store:
        assert uuid.UUID(store.fact(1).key).version == 5


def test_sources_may_follow_the_facts_that_cite_them(tmp_path: Path) -> None:
    path = tmp_path / "facts.db"
    assert counts(read(path, lines(*reversed(RECORDS)))) == (len(RECORDS), 0, 0)


def test_empty_lines_count_but_say_nothing(tmp_path: Path) -> None:
    path = tmp_path / "facts.db"
    plan = planned(["", *lines(SOURCES[0]), "   ", "?"], path)
    assert counts(plan) == (1, 0, 0)
    assert [(line, p.key) for line, p in faults(plan)] == [(4, "not-json")]


def test_faulty_lines_are_left_out_and_all_others_written(tmp_path: Path) -> None:
    path = tmp_path / "facts.db"
    plan = imported(["?", *lines(*RECORDS), "?"], path)
    assert [row.number for row in plan.rejected if row.verdict == "faulty"] == [1, len(RECORDS) + 2]
    assert exported(path) == exported_anew(tmp_path)


def exported_anew(folder: Path) -> list[str]:
    imported(lines(*RECORDS), folder / "other.db")
    return exported(folder / "other.db")


def test_an_import_into_a_file_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "facts.db"
    path.write_bytes(b"something else" * 100)
    with pytest.raises(FactsUnavailable):
        planned(lines(*RECORDS), path)
    assert path.read_bytes() == b"something else" * 100


GOOD = FACTS[0]
CITED = {"source": "annals"}
DATED = {"text": "1302-13-01", "calendar": "gregorian"}
PROBLEMS: list[tuple[Any, str, dict[str, object]]] = [
    ("{", "not-json", {"column": 2}),
    ('"', "not-json", {"column": 1}),
    (["fact"], "not-an-object", {}),
    (GOOD | {"texts": {"kk": "\ud83d"}}, "half-character", {}),
    ({"kind": "song"}, "unknown-kind", {"field": "kind", "value": "song"}),
    ({"id": 1}, "unknown-kind", {"field": "kind", "value": "None"}),
    (GOOD | {"text": {}}, "unknown-field", {"field": "text"}),
    (DATASET | {"langs": []}, "unknown-field", {"field": "langs"}),
    (SOURCES[0] | {"colour": "red"}, "unknown-field", {"field": "colour"}),
    (ALIASES[0] | {"id": 3}, "unknown-field", {"field": "id"}),
    (
        GOOD | {"citations": [CITED | {"page": "3"}]},
        "unknown-field",
        {"field": "citations[0].page"},
    ),
    (GOOD | {"texts": {}}, "missing", {"field": "texts"}),
    (DATASET | {"title": {}}, "missing", {"field": "title"}),
    (SOURCES[0] | {"title": " "}, "missing", {"field": "title"}),
    (SOURCES[0] | {"type": None}, "missing", {"field": "type"}),
    ({"kind": "source", "type": "book", "title": "T"}, "missing", {"field": "id"}),
    (ALIASES[0] | {"concept": ""}, "missing", {"field": "concept"}),
    (ALIASES[0] | {"names": {"en": []}}, "missing", {"field": "names"}),
    (GOOD | {"citations": [{"locator": "3"}]}, "missing", {"field": "citations[0].source"}),
    (GOOD | {"topic": 3}, "not-a-text", {"field": "topic"}),
    (GOOD | {"date": 1465}, "not-a-text", {"field": "date"}),
    (SOURCES[0] | {"volume": 7}, "not-a-text", {"field": "volume"}),
    (SOURCES[0] | {"author": [{"family": 7}]}, "not-a-text", {"field": "author[0]"}),
    (
        GOOD | {"citations": [CITED | {"locator": 3}]},
        "not-a-text",
        {"field": "citations[0].locator"},
    ),
    *(
        (GOOD | {"id": number}, "not-a-number", {"field": "id", "most": 999_999_999})
        for number in ("3", 3.0, True, 0, -1, 10**30)
    ),
    (GOOD | {"key": "f3"}, "not-a-uuid", {"field": "key"}),
    (
        GOOD | {"status": "secret"},
        "not-allowed",
        {
            "field": "status",
            "value": "secret",
            "allowed": "draft, published, disputed, retired",
        },
    ),
    (
        GOOD | {"calendar": "maya"},
        "not-allowed",
        {"field": "calendar", "value": "maya", "allowed": "gregorian, julian"},
    ),
    (GOOD | {"texts": "text"}, "not-by-language", {"field": "texts"}),
    (GOOD | {"texts": {"kk": 3}}, "not-by-language", {"field": "texts"}),
    (GOOD | {"texts": {"kk": " "}}, "not-by-language", {"field": "texts"}),
    (GOOD | {"date_note": ["kk"]}, "not-by-language", {"field": "date_note"}),
    (GOOD | {"phrasings": ["Q?"]}, "not-lists-by-language", {"field": "phrasings"}),
    (GOOD | {"phrasings": {"kk": "Q?"}}, "not-lists-by-language", {"field": "phrasings"}),
    (GOOD | {"phrasings": {"kk": [""]}}, "not-lists-by-language", {"field": "phrasings"}),
    (DATASET | {"examples": "?"}, "not-lists-by-language", {"field": "examples"}),
    (GOOD | {"citations": CITED}, "not-a-list", {"field": "citations"}),
    (GOOD | {"citations": ["annals"]}, "not-a-list", {"field": "citations"}),
    (DATASET | {"languages": "kk"}, "not-a-list", {"field": "languages"}),
    (GOOD | {"notes": {"tr": "Not."}}, "note-without-text", {"field": "notes.tr"}),
    (
        GOOD | {"citations": [CITED, {"source": "no", "via": "annals"}]},
        "unknown-source",
        {"field": "citations[1].source", "source": "no"},
    ),
    (
        GOOD | {"citations": [CITED | {"via": "no"}]},
        "unknown-source",
        {"field": "citations[0].via", "source": "no"},
    ),
    (GOOD | {"citations": []}, "no-source", {"field": "citations"}),
    (GOOD | {"date": "13 July"}, "date-not-edtf", {"field": "date", "text": "13 July"}),
    (GOOD | {"date": "1302-13-01"}, "date-impossible", {"field": "date", **DATED}),
    (GOOD | {"date": "1810/1789"}, "date-reversed", {"field": "date", "text": "1810/1789"}),
]


@pytest.mark.parametrize(("record", "key", "data"), PROBLEMS)
def test_a_faulty_line_is_named_with_its_field(
    tmp_path: Path, record: Any, key: str, data: dict[str, object]
) -> None:
    line = record if isinstance(record, str) else json.dumps(record)
    plan = planned([*lines(*SOURCES), line], tmp_path / "facts.db")
    field = data.pop("field", None)
    assert [(n, p.key, p.field, p.data) for n, p in faults(plan)] == [(3, key, field, data)]
    for lang in LOCALES:
        (said, *_) = row_problem_lines(plan.rows[-1], translator(lang))
        assert "3" in said
        assert "{" not in said or key.endswith("by-language")


def test_all_problems_of_a_file_are_reported_at_once(tmp_path: Path) -> None:
    faulty = GOOD | {"date": "?", "status": "?", "zz": 1, "aa": 1, "id": "x"}
    given = ["?", json.dumps(faulty), json.dumps(GOOD | {"citations": []}), json.dumps(GOOD)]
    plan = planned(given, tmp_path / "facts.db")
    assert [(n, p.key, p.field) for n, p in faults(plan)] == [
        (1, "not-json", None),
        (2, "unknown-field", "aa"),
        (2, "unknown-field", "zz"),
        (2, "not-a-number", "id"),
        (2, "date-not-edtf", "date"),
        (2, "not-allowed", "status"),
        (3, "no-source", "citations"),
        (4, "repeated", None),
    ]


def test_a_draft_needs_no_source(tmp_path: Path) -> None:
    path = tmp_path / "facts.db"
    assert counts(read(path, lines(GOOD | {"status": "draft", "citations": []}))) == (1, 0, 0)


@pytest.mark.parametrize(
    ("lang", "sentences"),
    [
        (
            "kk",
            (
                "2-жол: Бұл жазба 1-жолда бар. Біреуін қалдырыңыз.",
                "3-жол, «date»: «12.01.1722» EDTF күні емес. "
                "Былай жазыңыз: 1722, 1722-01-12, 1864-11, 13XX, 1789/1810.",
            ),
        ),
        (
            "ru",
            (
                "Строка 2: Эта запись уже есть в строке 1. Оставьте одну.",
                "Строка 3, «date»: «12.01.1722» – не дата EDTF. "
                "Пишите так: 1722, 1722-01-12, 1864-11, 13XX, 1789/1810.",
            ),
        ),
        (
            "en",
            (
                "Line 2: This record already stands in line 1. Keep one of them.",
                "Line 3, “date”: “12.01.1722” is not an EDTF date. "
                "Write it like 1722, 1722-01-12, 1864-11, 13XX or 1789/1810.",
            ),
        ),
    ],
)
def test_problems_as_sentences(tmp_path: Path, lang: str, sentences: tuple[str, ...]) -> None:
    given = lines(SOURCES[0], SOURCES[0], fact(1, "12.01.1722", ("Мәтін.",)))
    plan = planned(given, tmp_path / "facts.db")
    tr = translator(lang)
    assert tuple(line for row in plan.rejected for line in row_problem_lines(row, tr)) == sentences
