"""Two versions of a record, field by field."""

import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from bot.exchange.differences import FieldDifference, differences

FACT = {
    "kind": "fact",
    "key": "5f6b2ad8-4d7e-4b7e-9f0b-6a1f6a0f0b11",
    "id": 12,
    "date": "1465",
    "calendar": "gregorian",
    "texts": {"kk": "Қазақ хандығы құрылды.", "en": "The Kazakh Khanate was founded."},
    "phrasings": {"kk": ["Қазақ хандығы қашан құрылды?", "хандықтың құрылуы"]},
    "citations": [
        {"source": "rashidi", "label": "page", "locator": "82"},
        {"source": "egov", "locator": "1"},
    ],
}


def test_the_same_record_has_no_differences() -> None:
    assert differences(FACT, dict(FACT)) == ()
    assert differences(None, None) == ()


def test_a_new_record_shows_all_its_fields_but_those_that_name_it() -> None:
    assert differences(None, FACT) == (
        FieldDifference("id", None, "12"),
        FieldDifference("date", None, "1465"),
        FieldDifference("calendar", None, "gregorian"),
        FieldDifference("texts.kk", None, "Қазақ хандығы құрылды."),
        FieldDifference("texts.en", None, "The Kazakh Khanate was founded."),
        FieldDifference("phrasings.kk", None, "Қазақ хандығы қашан құрылды?"),
        FieldDifference("phrasings.kk", None, "хандықтың құрылуы"),
        FieldDifference("citations[0]", None, "rashidi, page, 82"),
        FieldDifference("citations[1]", None, "egov, 1"),
    )


def test_a_removed_record_shows_what_it_had() -> None:
    removed = differences({"kind": "alias", "concept": "turk", "names": {"ru": ["тюрки"]}}, None)
    assert removed == (FieldDifference("names.ru", "тюрки", None),)


def test_a_changed_text_and_a_removed_field() -> None:
    old = {"date": "1465", "topic": "khanate", "texts": {"kk": "Бір.", "ru": "Один."}}
    new = {"date": "1466", "texts": {"kk": "Екі.", "en": "Two."}}
    assert differences(old, new) == (
        FieldDifference("date", "1465", "1466"),
        FieldDifference("topic", "khanate", None),
        FieldDifference("texts.kk", "Бір.", "Екі."),
        FieldDifference("texts.ru", "Один.", None),
        FieldDifference("texts.en", None, "Two."),
    )


def test_every_phrasing_added_or_removed_is_one_difference() -> None:
    old = {"phrasings": {"ru": ["когда", "в каком году", "год"]}}
    new = {"phrasings": {"ru": ["когда", "год", "дата"]}}
    assert differences(old, new) == (
        FieldDifference("phrasings.ru", "в каком году", None),
        FieldDifference("phrasings.ru", None, "дата"),
    )


def test_phrasings_in_another_order() -> None:
    old = {"phrasings": {"ru": ["а", "б", "в"]}}
    new = {"phrasings": {"ru": ["в", "а", "г"]}}
    assert differences(old, new) == (
        FieldDifference("phrasings.ru", "б", None),
        FieldDifference("phrasings.ru", None, "г"),
        FieldDifference("phrasings.ru", "а; в", "в; а"),
    )


def test_a_citation_keeps_its_fields_apart_when_another_before_it_goes() -> None:
    new = FACT | {"citations": [{"source": "egov", "locator": "2", "note": {"kk": "Ескерту"}}]}
    assert differences(FACT, new) == (
        FieldDifference("citations[0].locator", "1", "2"),
        FieldDifference("citations[0].note.kk", None, "Ескерту"),
        FieldDifference("citations[0]", "rashidi, page, 82", None),
    )


def test_a_citation_of_another_source_is_a_changed_one() -> None:
    old = {"citations": [{"source": "egov", "locator": "1"}]}
    new = {"citations": [{"source": "rashidi", "locator": "1"}]}
    assert differences(old, new) == (FieldDifference("citations[0].source", "egov", "rashidi"),)


def test_citations_in_another_order() -> None:
    old = {"citations": [{"source": "a"}, {"source": "b"}]}
    new = {"citations": [{"source": "b"}, {"source": "a"}]}
    assert differences(old, new) == (FieldDifference("citations", "a; b", "b; a"),)


def test_authors_of_a_source() -> None:
    old = {"author": [{"family": "Валиханов", "given": "Ч."}]}
    new = {"author": [{"family": "Уәлиханов", "given": "Ч."}, {"literal": "ҚР ҰҒА"}]}
    assert differences(old, new) == (
        FieldDifference("author[0].family", "Валиханов", "Уәлиханов"),
        FieldDifference("author[1]", None, "ҚР ҰҒА"),
    )


def test_empty_and_missing_are_the_same() -> None:
    empty = {"licence": "", "title": {}, "languages": [], "version": None}
    assert differences(empty, {}) == ()
    assert differences({}, empty) == ()


RECORDS = st.fixed_dictionaries(
    {},
    optional={
        "date": st.sampled_from(("1465", "1466")),
        "texts": st.dictionaries(st.sampled_from(("kk", "ru")), st.sampled_from("абв"), min_size=1),
        "phrasings": st.dictionaries(
            st.sampled_from(("kk", "ru")),
            st.lists(st.sampled_from("абвг"), min_size=1, unique=True),
            min_size=1,
        ),
        "citations": st.lists(
            st.fixed_dictionaries(
                {"source": st.sampled_from("xyz")}, optional={"locator": st.sampled_from("12")}
            ),
            min_size=1,
            max_size=4,
        ),
    },
)


@given(RECORDS, RECORDS)
def test_no_change_goes_unseen(old: dict[str, object], new: dict[str, object]) -> None:
    assert bool(differences(old, new)) == (old != new)


def test_it_is_quick_to_import() -> None:
    loaded = "import sys, bot.exchange.differences; print('bot.search.lexicon' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", loaded], capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"
