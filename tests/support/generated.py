"""Items of every kind as Hypothesis makes them: odd texts, dates before Christ, many citations."""

from typing import Any

from hypothesis import strategies as st

from bot.exchange.items import Item
from bot.exchange.tables import read_record
from bot.facts.records import SOURCE_FIELDS

ODD = (
    "=1+1", "+x", "-x", "@x", "-0043", "'quoted'", "'=1", "''", "'-", "＝1", "1722", "00123", "5.0",
    "1e5", "TRUE", "#N/A", "a\tb", "two\nlines", "a\r\nb", "a\rb", "back\\slash", "\\n", "\\\\n",
    'said "so"', '"', "a;b,c", "_x0041_", "_x005F_x0041_", "_x0041\x01", "bell\a",
    "nul\x00", "\uffff",
    "Керей мен Жәнібек", "Әз-Тәуке, хан", "🙂", "\u2028x", "{", '{"literal": 1}', "Family, Given",
)  # fmt: skip
TEXTS = (
    st.sampled_from(ODD)
    | st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)
    | st.text("='-+@\t\r\n\\_x0041nF;,\"{} ", min_size=1, max_size=12)
).filter(str.strip)
LANGS = st.sampled_from(["kk", "ru", "en", "tr", "zh-Hant"])
DATES = st.sampled_from(
    [
        *("1722-01-12", "1465", "13XX", "193X", "1722-01-XX", "1864-11", "-0043-03-15", "-0043"),
        *("1789/1810", "../1722", "1722/..", "[1302,1303]", "1722~", "1937-11-11?", "1711-23"),
    ]
)
BY_LANGUAGE = st.dictionaries(LANGS, TEXTS, min_size=1, max_size=3)
LISTS = st.dictionaries(LANGS, st.lists(TEXTS, min_size=1, max_size=3), min_size=1, max_size=2)


def _facts() -> st.SearchStrategy[dict[str, Any]]:
    citation = st.fixed_dictionaries(
        {"source": TEXTS},
        optional={"label": TEXTS, "locator": TEXTS, "marker": TEXTS, "via": TEXTS}
        | {"note": BY_LANGUAGE},
    )
    return st.fixed_dictionaries(
        {"kind": st.just("fact"), "key": st.uuids().map(str), "texts": BY_LANGUAGE},
        optional={
            "id": st.integers(1, 999_999_999),
            "date": DATES,
            "calendar": st.sampled_from(["julian", "gregorian"]),
            "date_note": BY_LANGUAGE,
            "topic": TEXTS,
            "place": TEXTS,
            "status": st.sampled_from(["draft", "published", "disputed", "retired"]),
            "phrasings": LISTS,
            "citations": st.lists(citation, min_size=1, max_size=3),
            "merged_into": st.uuids().map(str),
        },
    ).flatmap(_with_notes)


def _with_notes(fact: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    langs = st.sampled_from(sorted(fact["texts"]))
    return st.fixed_dictionaries(
        {name: st.just(value) for name, value in fact.items()},
        optional={
            "notes": st.dictionaries(langs, TEXTS, min_size=1),
            "stale": st.lists(langs, min_size=1, unique=True),
        },
    )


def _sources() -> st.SearchStrategy[dict[str, Any]]:
    name = st.dictionaries(
        st.sampled_from(["family", "given", "literal", "suffix"]), TEXTS, min_size=1
    )
    fields = {field: TEXTS for field in SOURCE_FIELDS if field not in ("type", "title")}
    fields |= {"author": st.lists(name, min_size=1, max_size=3), "title_in": BY_LANGUAGE}
    required = {"kind": st.just("source"), "id": TEXTS, "type": TEXTS, "title": TEXTS}
    return st.fixed_dictionaries(required, optional=fields)


def _item(record: dict[str, Any]) -> Item:
    item, problems = read_record(record)
    assert item is not None, problems
    return item


FACTS = _facts().map(_item)
SOURCES = _sources().map(_item)
CONCEPTS = st.fixed_dictionaries({"kind": st.just("alias"), "concept": TEXTS, "names": LISTS}).map(
    _item
)
DATASETS = st.fixed_dictionaries(
    {"kind": st.just("dataset"), "title": BY_LANGUAGE},
    optional={
        "version": TEXTS,
        "licence": TEXTS,
        "languages": st.lists(LANGS, max_size=3),
        "description": BY_LANGUAGE,
        "examples": LISTS,
    },
).map(_item)
ITEMS = FACTS | SOURCES | CONCEPTS | DATASETS
"""One item of any kind."""
EVERYTHING = st.lists(FACTS, min_size=1, max_size=4).flatmap(
    lambda facts: st.tuples(st.lists(SOURCES, max_size=2), st.lists(CONCEPTS, max_size=2)).map(
        lambda others: [*facts, *others[0], *others[1]]
    )
)
"""A few items of several kinds, in the order of the tables."""
