"""Numbers that texts state, and texts that disagree about them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.curation.numbers import disagreement, shown, stated

AGREE = [
    ("kk", "1722 жылғы 12 қаңтар", "ru", "12 (23) января 1722 года"),
    ("ru", "12.01.1722", "en", "12 January 1722"),
    ("en", "on 1722-01-12", "kk", "1722 жылғы 12 қаңтарда"),
    ("kk", "XIX ғасырда", "en", "in the nineteenth century"),
    ("ru", "19 век", "en", "the 19th century"),
    ("kk", "XVIII–XIX ғасырлар", "ru", "XVIII и XIX вв."),
    ("kk", "1918–1920 жж.", "en", "in 1918-20"),
    ("ru", "30-е годы XX века", "en", "the 1930s"),
    ("kk", "10 мың адам", "en", "10,000 people"),
    ("ru", "10 000 человек", "kk", "10\u00a0000 адам"),
    ("ru", "1,5 млн", "en", "1.5 million"),
    ("ru", "двести тысяч", "en", "200,000"),
    ("kk", "екі мың үш жүз қырық бес", "en", "2,345"),
    ("en", "three hundred and five", "ru", "305"),
    ("kk", "жиырма бірінші", "ru", "двадцать первый"),
    ("kk", "Үш жүздің билері", "ru", "Бии трёх жузов"),
    ("kk", "үш ғасырлық тарих", "ru", "трёхвековая история"),
    ("kk", "тұңғыш президент", "en", "the first president"),
    ("en", "Peter the Great", "ru", "Пётр I"),
    ("kk", "екі ағайынды", "ru", "братья"),
    ("en", "one of the judges", "ru", "судья"),
    ("en", "P. X. Yaguzhinsky", "ru", "П. Ягужинский"),
    ("tr", "beş yıl", "ru", "5 лет"),
]


@pytest.mark.parametrize(("lang", "text", "other_lang", "other"), AGREE)
def test_texts_that_state_the_same(lang: str, text: str, other_lang: str, other: str) -> None:
    assert disagreement(stated(text, lang), stated(other, other_lang)) == (set(), set())


DISAGREE = [
    ("kk", "1722 жылы", "ru", "в 1723 году", "1722", "1723"),
    ("kk", "1722 жылы", "ru", "в том году", "1722", "–"),
    ("en", "the 14th century", "ru", "XV век", "14", "15"),
    ("kk", "16 желтоқсан", "en", "17 December", "16", "17"),
    ("en", "twenty-five", "ru", "двадцать шесть", "25", "26"),
    ("en", "Peter I", "ru", "Пётр III", "1", "3"),
    ("ru", "три этапа", "kk", "екі кезең", "3", "2"),
    ("en", "10,000 men", "ru", "1 000 человек", "10000", "1000"),
    ("en", "3.5 km", "ru", "3,6 км", "3.5", "3.6"),
]


@pytest.mark.parametrize(("lang", "text", "other_lang", "other", "mine", "others"), DISAGREE)
def test_texts_that_state_others(
    lang: str, text: str, other_lang: str, other: str, mine: str, others: str
) -> None:
    found = disagreement(stated(text, lang), stated(other, other_lang))
    assert tuple(map(shown, found)) == (mine, others)


@given(st.integers(1, 999_999_999), st.sampled_from(["kk", "ru", "en"]))
def test_digits_with_and_without_separators_are_one_number(value: int, lang: str) -> None:
    assert stated(f"{value:,}", lang).sure == {Decimal(value)}
    assert stated(f"{value:,}".replace(",", "\u00a0"), lang).sure == {Decimal(value)}
    assert stated(str(value), lang).sure == {Decimal(value)}


@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from(["kk", "ru", "en", "tr"]))
def test_any_texts_can_be_compared_either_way(one: str, other: str, lang: str) -> None:
    said, there = stated(one, lang), stated(other, "ru")
    assert disagreement(said, there) == disagreement(there, said)[::-1]
    assert disagreement(said, said) == (set(), set())
