"""Everything that is said of one fact before it is written, each thing by itself."""

import dataclasses
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from support.facts import DATASET, SOURCES, fact, write_facts
from support.single_facts import complete, read

from bot.curation.fact_checks import check, stale_after
from bot.curation.known import Known
from bot.facts import location
from bot.facts.models import Fact
from bot.facts.problems import Problem
from bot.facts.store import FactStore
from bot.text.translator import LOCALES, translator

FIRST = {"kk": "Ең алғашқы мектеп", "ru": "Самая первая школа", "en": "The very first school"}
OLD = complete(1, texts=FIRST, date="1847-05-01", calendar="julian")
GOOD = complete(2)


@pytest.fixture
def known(tmp_path: Path) -> Iterator[Known]:
    path = tmp_path / "facts.db"
    write_facts(path, DATASET, *SOURCES, OLD)
    with closing(FactStore(path)) as store:
        yield Known(store)


def said(problems: tuple[Problem, ...]) -> list[tuple[str, str, str | None, dict[str, object]]]:
    return [(p.severity, p.key, p.field, dict(p.data)) for p in problems]


def test_nothing_is_said_of_a_fact_in_order(known: Known) -> None:
    assert check(read(GOOD), None, known) == ()


def test_nothing_is_said_of_the_shipped_facts() -> None:
    with closing(FactStore(location.shipped())) as store:
        known = Known(store)
        assert [found for fact in store.facts() if (found := check(fact, None, known))] == []


CITED = {"source": "annals", "label": "line", "locator": "1"}
MERGED = {"status": "retired", "merged_into": OLD["key"]}
ERRORS: list[tuple[dict[str, Any], list[tuple[str, str, dict[str, object]]]]] = [
    (
        {"citations": [CITED | {"source": "no"}, CITED | {"via": "none"}]},
        [
            ("unknown-source", "citations[0].source", {"source": "no"}),
            ("unknown-source", "citations[1].via", {"source": "none"}),
        ],
    ),
    (
        {"texts": GOOD["texts"] | {"kk": "<b>Мәтін</b> 2."}},
        [("has-html", "texts.kk", {"found": "<b>"})],
    ),
    ({"topic": "law&nbsp;"}, [("has-html", "topic", {"found": "&nbsp;"})]),
    ({"date_note": {"kk": "a &lt; b"}}, [("has-html", "date_note.kk", {"found": "&lt;"})]),
    ({"topic": "a\u200bb"}, [("has-control", "topic", {"code": "U+200B"})]),
    ({"place": "Алматы\nқаласы"}, [("has-control", "place", {"code": "U+000A"})]),
    (
        {"phrasings": GOOD["phrasings"] | {"ru": ["Когда\t2?", "Кто 2?", "Где 2?"]}},
        [("has-control", "phrasings.ru", {"code": "U+0009"})],
    ),
    (
        {"citations": [CITED | {"note": {"en": "\u202eabc\u202c"}}]},
        [("has-control", "citations[0].note.en", {"code": "U+202E, U+202C"})],
    ),
    (
        {"citations": [CITED | {"locator": "1" * 301}]},
        [("too-long", "citations[0].locator", {"length": 301, "most": 300})],
    ),
    (MERGED | {"merged_into": GOOD["key"]}, [("merged-into-itself", "merged_into", {})]),
    (
        MERGED | {"merged_into": complete(99)["key"]},
        [("merged-into-unknown", "merged_into", {})],
    ),
]


@pytest.mark.parametrize(("fields", "expected"), ERRORS)
def test_errors(
    known: Known, fields: dict[str, Any], expected: list[tuple[str, str, dict[str, object]]]
) -> None:
    found = check(read(GOOD | fields), None, known)
    assert [(p.key, p.field) for p in found] == [(key, field) for key, field, _ in expected]
    for problem, (_, _, data) in zip(found, expected, strict=True):
        assert problem.severity == "error"
        assert data.items() <= problem.data.items()


def test_what_looks_like_html_but_is_not(known: Known) -> None:
    texts = GOOD["texts"] | {"kk": "Мәтін 2: <мектеп> & 3 < 5;\nAT&T 5."}
    numbers = {"ru": "Текст 2: 3, 5.", "en": "Text 2: 3, 5."}
    assert check(read(GOOD | {"texts": texts | numbers}), None, known) == ()


def test_no_text_and_no_source(known: Known) -> None:
    bare = dataclasses.replace(read(GOOD), texts={}, phrasings={}, citations=())
    found = check(bare, None, known)
    assert [(p.key, p.field) for p in found if p.severity == "error"] == [
        ("missing", "texts"),
        ("no-source", "citations"),
    ]
    draft = dataclasses.replace(read(GOOD), status="draft", citations=())
    assert check(draft, None, known) == ()


def test_facts_that_take_each_other_over(known: Known) -> None:
    known.add("row 1", read(OLD | {"status": "retired", "merged_into": GOOD["key"]}))
    found = check(read(GOOD | MERGED), None, known)
    assert said(found) == [("error", "merged-in-a-circle", "merged_into", {"other": OLD["key"]})]


def test_a_fact_may_be_taken_over_by_another(known: Known) -> None:
    assert check(read(GOOD | MERGED), None, known) == ()


OWNED = GOOD["phrasings"] | {"kk": ["кашан 1", "Қашан 1?", "Кім 2?", "Қайда 2?"]}
COPY = GOOD["texts"] | {"ru": "Первая самая школа!"}
LIKE = {"other": "f1", "likeness": 100}
APART = {"other": "f1", "date": "1850", "other_date": "1847-05-01"}
QUESTIONS: list[tuple[dict[str, Any], list[tuple[str, str, dict[str, object]]]]] = [
    (
        {"phrasings": OWNED},
        [("phrasing-owned", "phrasings.kk", {"phrasing": "кашан 1", "other": "f1"})],
    ),
    ({"texts": COPY}, [("duplicate", "texts.ru", LIKE), ("numbers-disagree", "texts.ru", {})]),
    ({"texts": FIRST}, [("duplicate", "texts.kk", LIKE)]),
    ({"texts": FIRST, "date": None}, [("duplicate", "texts.kk", LIKE)]),
    ({"texts": FIRST, "date": "1847-05-13"}, [("duplicate", "texts.kk", LIKE)]),
    ({"texts": FIRST, "date": "1850/.."}, [("contradicts", "date", APART | {"date": "1850/.."})]),
    ({"texts": FIRST, "date": "../1847"}, [("duplicate", "texts.kk", LIKE)]),
    ({"texts": FIRST, "date": "1850"}, [("contradicts", "date", APART)]),
    (
        {"phrasings": OWNED, "date": "1850"},
        [("phrasing-owned", "phrasings.kk", {"other": "f1"}), ("contradicts", "date", APART)],
    ),
    (
        {"texts": {"kk": "1722 жылы", "ru": "В 1723 году", "en": "In 1722"}},
        [
            (
                "numbers-disagree", "texts.ru",
                {"lang": "ru", "numbers": "1723", "other_lang": "kk", "other_numbers": "1722"},
            )
        ],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "expected"), QUESTIONS)
def test_questions(
    known: Known, fields: dict[str, Any], expected: list[tuple[str, str, dict[str, object]]]
) -> None:
    found = check(read(GOOD | fields), None, known)
    assert [(p.key, p.field) for p in found] == [(key, field) for key, field, _ in expected]
    for problem, (_, _, data) in zip(found, expected, strict=True):
        assert problem.severity == "question"
        assert data.items() <= problem.data.items()


def test_dates_are_compared_as_days_whatever_their_calendar(known: Known) -> None:
    same_day = check(read(GOOD | {"texts": FIRST, "date": "1847-05-13"}), None, known)
    same_name = check(read(GOOD | {"texts": FIRST, "date": "1847-05-01"}), None, known)
    assert [p.key for p in same_day] == ["duplicate"]
    assert [p.key for p in same_name] == ["contradicts"]


def test_nothing_is_asked_about_a_retired_fact(known: Known) -> None:
    fields = {"texts": FIRST | {"ru": "Школа 7"}, "phrasings": OWNED, "status": "retired"}
    assert check(read(GOOD | fields), None, known) == ()


NUMBERED = {"lang": "ru", "count": 1, "least": 3}
WARNINGS: list[tuple[dict[str, Any], str, str, dict[str, object]]] = [
    ({"notes": {"kk": "Е.", "en": "N."}}, "note-missing", "notes.ru", {"lang": "ru"}),
    ({"stale": ["en"]}, "stale", "texts.en", {"lang": "en"}),
    ({"citations": [{"source": "annals"}]}, "locator-missing", "citations", {}),
    ({"status": "disputed"}, "disputed-alone", "citations", {}),
    (
        {"phrasings": GOOD["phrasings"] | {"ru": ["Кто 2?"]}},
        "phrasings-few", "phrasings.ru", NUMBERED,
    ),
    (
        {"texts": {lang: text for lang, text in GOOD["texts"].items() if lang != "en"}},
        "language-missing", "texts.en", {"lang": "en"},
    ),
    ({"place": "Aлматы"}, "mixed-alphabets", "place", {"word": "Aлматы"}),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "key", "field", "data"), WARNINGS)
def test_warnings(
    known: Known, fields: dict[str, Any], key: str, field: str, data: dict[str, object]
) -> None:
    found = check(read(GOOD | fields), None, known)
    assert said(found) == [("warning", key, field, data)]


def test_what_was_so_before_is_not_asked_again(known: Known) -> None:
    before = read(GOOD | {"texts": FIRST, "stale": ["en"], "topic": "<b>"})
    mended = dataclasses.replace(before, texts={**before.texts, "kk": before.texts["ru"]})
    assert [p.key for p in check(before, None, known)] == ["has-html", "duplicate", "stale"]
    assert [p.key for p in check(before, before, known)] == ["has-html"]
    worse = dataclasses.replace(mended, phrasings=read(GOOD | {"phrasings": OWNED}).phrasings)
    assert "phrasing-owned" in [p.key for p in check(worse, before, known)]


def test_a_draft_that_is_published_is_asked_about_again(known: Known) -> None:
    draft = read(GOOD | {"texts": FIRST, "status": "draft"})
    published = dataclasses.replace(draft, status="published")
    assert [p.key for p in check(published, draft, known)] == ["duplicate"]


def with_texts(**texts: str) -> Fact:
    return read(fact(1, None, ("М.",)) | {"texts": texts})


def after(stale: tuple[str, ...] = (), **texts: str) -> Fact:
    return dataclasses.replace(with_texts(**texts), stale=stale)


BEFORE = with_texts(kk="Мектеп 1847 жылы ашылды.", ru="Школа открыта в 1847.", en="Opened.")
KK, RU, EN = (BEFORE.texts[lang].text for lang in ("kk", "ru", "en"))


@pytest.mark.parametrize(
    ("stale", "texts", "expected"),
    [
        ((), {"kk": KK, "ru": RU, "en": EN}, ()),
        ((), {"kk": "мектеп 1847 жылы ашылды!", "ru": RU, "en": EN}, ()),
        ((), {"kk": KK.replace("7", "8"), "ru": RU, "en": EN}, ("en", "ru")),
        ((), {"kk": "Жаңа.", "ru": "Новое.", "en": EN}, ("en",)),
        ((), {"kk": "Жаңа.", "ru": "Новое.", "en": "New."}, ()),
        ((), {"kk": "Жаңа.", "ru": RU}, ("ru",)),
        ((), {"kk": KK, "ru": RU, "en": EN, "tr": "Yeni."}, ()),
        (("en", "ru"), {"kk": KK, "ru": "Новое.", "en": EN}, ("en",)),
        (("en",), {"kk": KK, "ru": RU, "en": EN}, ("en",)),
        (("en",), {"kk": "Жаңа.", "ru": RU, "en": "New."}, ("ru",)),
    ],
)
def test_stale_after(
    stale: tuple[str, ...], texts: dict[str, str], expected: tuple[str, ...]
) -> None:
    before = dataclasses.replace(BEFORE, stale=stale)
    assert stale_after(before, after(stale, **texts)) == expected


def test_a_mark_may_be_taken_away_and_a_new_fact_has_none() -> None:
    before = dataclasses.replace(BEFORE, stale=("en",))
    assert stale_after(before, BEFORE) == ()
    assert stale_after(None, BEFORE) == ()


KEYS = [
    "has-html", "has-control", "too-long", "merged-into-unknown", "merged-into-itself",
    "merged-in-a-circle", "phrasing-owned", "duplicate", "contradicts", "numbers-disagree",
    "language-missing", "note-missing", "phrasings-few", "stale", "locator-missing",
    "disputed-alone", "mixed-alphabets", "missing", "no-source", "unknown-source",
]  # fmt: skip


@pytest.mark.parametrize("lang", LOCALES)
@pytest.mark.parametrize("key", KEYS)
def test_every_problem_has_a_sentence(key: str, lang: str) -> None:
    names = "found code length most other phrasing date other_date lang other_lang source word"
    more = "numbers other_numbers count least likeness"
    data = {name: f"[{name}]" for name in f"{names} {more}".split()}
    sentence = translator(lang)(f"problem.{key}", **data)
    assert sentence.endswith(".")
    assert sentence != f"problem.{key}"
