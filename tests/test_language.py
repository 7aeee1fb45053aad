"""The language of a question, in any spelling of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.spelling.language import LANGUAGES, _table, detect, trigrams


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Қашан құрылды?", "kk"),
        ("Кашан курылды?", "kk"),
        ("Kashan kuryldy", "kk"),
        ("qazaq handygy qashan quryldy", "kk"),
        ("Qazaq handyğy qaşan qūryldy?", "kk"),
        ("Прокурор деген ким", "kk"),
        ("prokuror degen kim", "kk"),
        ("Когда создано ханство?", "ru"),
        ("Подъезд", "ru"),
        ("kogda sozdana prokuratura", "ru"),
        ("Что такое суд", "ru"),
        ("When was it founded?", "en"),
        ("the Kazakh Khanate", "en"),
        ("хан", None),
        ("khan", None),
        ("Қaзaқстaн", "kk"),
        ("1722", None),
        ("?!", None),
        ("🙂", None),
        ("", None),
        ("\ud800", None),
    ],
)
def test_detection(text: str, lang: str | None) -> None:
    assert detect(text) == lang


def test_only_the_languages_that_count_are_found() -> None:
    assert detect("Қашан құрылды?", ("ru", "en")) is None
    assert detect("Кто такой Абай?", ("kk", "en")) != "ru"
    assert detect("khan", ("kk", "ru")) is None
    assert detect("хан", ("kk", "en")) is None
    assert detect("khan", ()) is None


@given(st.text(), st.sampled_from([("kk", "ru", "en"), ("kk",), ("ru", "en"), ()]))
def test_any_text_has_one_of_the_languages_or_none(text: str, languages: tuple[str, ...]) -> None:
    assert detect(text, languages) in {*languages, None}


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("hanstvo osnovano", "ru"),
        ("Ханство основано", "ru"),
        ("handyk kuryldy", "kk"),
        ("Хандык курылды", "kk"),
        ("khanate founded", "en"),
        ("Алматыдагы галым", "kk"),
        ("государственность", "ru"),
    ],
)
def test_groups_of_letters_tell_the_language_where_no_function_word_does(
    text: str, lang: str
) -> None:
    assert detect(text) == lang


def test_the_groups_of_three_letters_of_a_word() -> None:
    assert list(trigrams("han")) == ["_ha", "han", "an_"]
    assert list(trigrams("h")) == ["_h_"]
    assert list(trigrams("")) == list(trigrams("1722")) == list(trigrams("f12")) == []


def test_the_table_says_of_every_group_how_common_it_is_in_every_language() -> None:
    table = _table()
    assert len(table) > 1000
    assert {len(group) for group in table} == {3}
    assert {len(common) for common in table.values()} == {len(LANGUAGES)}
    for position in range(len(LANGUAGES)):
        assert min(common[position] for common in table.values()) < 0
        assert max(common[position] for common in table.values()) > 0


def test_only_the_beginning_of_a_long_text_is_looked_at() -> None:
    """So that a text has as many votes by its spelling as a question has."""
    english, russian = "khanate founded ", "gosudarstvennost "
    assert detect(english * 20 + russian * 40) == "en"
    assert detect(russian * 20 + english * 40) == "ru"
