"""What `facts check` finds, each kind by itself in a file that is otherwise in order."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from support.facts import DATASET, SOURCES, fact, write_facts
from support.single_facts import complete

from bot.facts.checks import Finding, check
from bot.facts.rules import unclean_words
from bot.facts.store import FactStore
from bot.text.translator import LOCALES, translator

SOURCE = SOURCES[0]


def findings(path: Path, *records: dict[str, Any]) -> list[Finding]:
    write_facts(path, DATASET, *records)
    with closing(FactStore(path)) as store:
        return list(check(store))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "facts.db"


def without(lang: str, texts: dict[str, Any]) -> dict[str, Any]:
    return {other: text for other, text in texts.items() if other != lang}


def test_complete_facts_are_found_in_order(path: Path) -> None:
    assert findings(path, SOURCE, complete(1), complete(2)) == []


GOOD = complete(1)
CASES: list[tuple[dict[str, Any], list[tuple[str, dict[str, object]]]]] = [
    (
        {"texts": without("en", GOOD["texts"])},
        [("text-missing", {"label": "f1", "lang": "en"})],
    ),
    (
        {"phrasings": GOOD["phrasings"] | {"ru": ["Когда 1?", "Кто 1?"]}},
        [("phrasings-few", {"label": "f1", "lang": "ru", "count": 2, "least": 3})],
    ),
    (
        {"phrasings": without("kk", GOOD["phrasings"])},
        [("phrasings-few", {"label": "f1", "lang": "kk", "count": 0, "least": 3})],
    ),
    (
        {"notes": {"kk": "Ескертпе.", "en": "Note."}},
        [("note-missing", {"label": "f1", "lang": "ru"})],
    ),
    (
        {"citations": [{"source": "annals", "marker": "[3]"}]},
        [("locator-missing", {"label": "f1"})],
    ),
    (
        {"status": "disputed"},
        [("disputed-alone", {"label": "f1"})],
    ),
    (
        {"phrasings": GOOD["phrasings"] | {"en": ["When 2", "Who 1?", "Where 1?"]}},
        [("phrasing-shared", {"label": "f2", "phrasing": "When 2?", "other": "f1"})],
    ),
    (
        {"texts": GOOD["texts"] | {"ru": "Тeкст."}},
        [("text-unclean", {"label": "f1", "lang": "ru", "word": "Тeкст"})],
    ),
    (
        {"phrasings": GOOD["phrasings"] | {"kk": ["Қaшан 1?", "Кім 1?", "Қайда 1?"]}},
        [("text-unclean", {"label": "f1", "lang": "kk", "word": "Қaшан"})],
    ),
    (
        {"notes": {"kk": "Е.", "ru": "П.", "en": "Soft\u00adhyphen"}},
        [
            ("text-unclean", {"label": "f1", "lang": "en", "word": r"'\xad'"}),
        ],
    ),
]


@pytest.mark.parametrize(("fields", "expected"), CASES)
def test_each_finding(
    path: Path, fields: dict[str, Any], expected: list[tuple[str, dict[str, object]]]
) -> None:
    found = findings(path, SOURCE, complete(1, **fields), complete(2))
    assert [(finding.key, finding.data) for finding in found] == expected


def test_a_fact_without_citations_is_found(path: Path) -> None:
    """An import refuses it, so it can only come about by hand."""
    write_facts(path, DATASET, SOURCE, complete(1))
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("DELETE FROM citations")
    with closing(FactStore(path)) as store:
        broken, *others = check(store)
        assert broken.key == "history-broken"
        assert others == [
            Finding("citation-missing", {"label": "f1"}),
            Finding("source-unused", {"source": "annals"}),
        ]


def test_a_source_that_nobody_cites_is_found(path: Path) -> None:
    assert findings(path, *SOURCES, complete(1)) == [Finding("source-unused", {"source": "other"})]


def test_a_source_that_only_quotes_another_counts_as_cited(path: Path) -> None:
    cited = {"source": "annals", "locator": "1", "via": "other"}
    assert findings(path, *SOURCES, complete(1, citations=[cited])) == []


def test_a_disputed_fact_with_two_sources_is_in_order(path: Path) -> None:
    cited = [{"source": "annals", "locator": "1"}, {"source": "other"}]
    assert findings(path, *SOURCES, complete(1, status="disputed", citations=cited)) == []


def test_a_name_of_two_concepts_is_found(path: Path) -> None:
    concepts = [
        {"kind": "alias", "concept": "moon", "names": {"kk": ["Ай"], "en": ["Moon"]}},
        {"kind": "alias", "concept": "month", "names": {"kk": ["Шілде", "ай"]}},
    ]
    assert findings(path, SOURCE, complete(1), *concepts) == [
        Finding("alias-shared", {"name": "ай", "first": "month", "second": "moon"})
    ]


def test_one_phrasing_twice_in_one_fact_is_no_finding(path: Path) -> None:
    phrasings = GOOD["phrasings"] | {"kk": ["Қашан 1?", "Кашан 1", "Кім 1?"]}
    assert findings(path, SOURCE, complete(1, phrasings=phrasings)) == []


def test_drafts_and_retired_facts_are_not_checked(path: Path) -> None:
    bare = [fact(n, None, ("М.",), status=s) for n, s in ((2, "draft"), (3, "retired"))]
    assert findings(path, SOURCE, complete(1), *bare) == []


def test_a_damaged_file_is_found(path: Path) -> None:
    write_facts(path, DATASET, *SOURCES, complete(1))
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("DELETE FROM sources WHERE id = 'annals'")
    with closing(FactStore(path)) as store:
        assert next(iter(check(store))).key == "file-damaged"


def test_only_the_languages_of_the_data_are_expected(path: Path) -> None:
    kazakh = complete(1)
    kazakh |= {name: {"kk": kazakh[name]["kk"]} for name in ("texts", "phrasings")}
    write_facts(path, DATASET | {"languages": ["kk"]}, SOURCE, kazakh)
    with closing(FactStore(path)) as store:
        assert list(check(store)) == []


@pytest.mark.parametrize(
    ("text", "unclean"),
    [
        ("Қазақстан – Latin XIV ғасыр\nжаңа жол", []),
        ("Қaзақ елi", ["Қaзақ", "елi"]),
        ("a\u200bb", [r"'\u200b'"]),
        ("tab\there", [r"'\t'"]),
        ("bell\x07", [r"'\x07'"]),
        ("Аба\u0306й", []),
    ],
)
def test_unclean_words(text: str, unclean: list[str]) -> None:
    assert unclean_words(text) == unclean


KEYS = [
    "text-missing", "phrasings-few", "note-missing", "citation-missing", "locator-missing",
    "disputed-alone", "phrasing-shared", "text-unclean", "alias-shared", "source-unused",
    "file-damaged",
]  # fmt: skip


@pytest.mark.parametrize("lang", LOCALES)
@pytest.mark.parametrize("key", KEYS)
def test_every_finding_is_a_sentence_that_names_what_to_mend(key: str, lang: str) -> None:
    names = ("label", "lang", "phrasing", "other", "word", "name", "first", "second", "source")
    data = {name: f"<{name}>" for name in names} | {"problem": "!", "count": 2, "least": 3}
    sentence = translator(lang)(f"check.{key}", **data)
    assert sentence.endswith(".")
    assert "<" in sentence or "!" in sentence
