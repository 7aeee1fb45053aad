"""The language of a question, in any spelling of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.spelling.language import detect


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
