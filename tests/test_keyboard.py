"""Texts typed on another keyboard layout than was meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.spelling.keyboard import DIGIT_IN_WORD, retyped


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("rjulf", "когда"),
        ("Rjulf jcyjdfyj [fycndj&", "Когда основано ханство&"),
        ("ghjrehfnehf", "прокуратура"),
        ("rfpfrcnfy", "казакстан"),
        ("rfpf5cnfy", "казағстан"),
        ("8fprcnfy", "үазкстан"),
        ("0fpf0cnfy", "қазақстан"),
        ("Цруку", "Where"),
        ("ңұғ", "495"),
    ],
)
def test_a_reading_is_what_was_meant(typed: str, meant: str) -> None:
    assert meant in retyped(typed)


def test_kazakh_letters_on_the_digit_row() -> None:
    assert retyped("0аза0") == ("қазақ", "0fpf0")


def test_readings_come_in_order_without_what_changes_nothing() -> None:
    assert retyped("r0pf0 [fylsus") == ("к0за0 хандыгы", "кқзақ хандыгы", "rқpfқ [fylsus")
    assert retyped("abc") == ("фис",)
    assert retyped("1") == ()
    assert retyped("") == ()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("*аза*стан", "ҮазаҮстан"),
        ("@ткен", "Әткен"),
        ("а)б", "аҚб"),
        ("wash", "shash"),
    ],
)
def test_signs_of_the_digit_row_are_capital_letters_and_w_is_sh(typed: str, meant: str) -> None:
    assert meant in retyped(typed)


def test_a_number_stays_a_number_where_digits_are_letters() -> None:
    assert retyped("0аза0 1722") == ("қазақ 1722", "0fpf0 1722")
    assert retyped("1722") == ()


@pytest.mark.parametrize(
    ("text", "odd"),
    [
        ("0аза0стан", True),
        ("5алым", True),
        ("*аза*стан", True),
        ("а)б", True),
        (")зен", True),
        ("f0b", True),
        ("1722", False),
        ("1722ж", False),
        ("1991жылы", False),
        ("17th", False),
        ("8лы", False),
        ("Уран (планета)", False),
        ("қазақ", False),
    ],
)
def test_digits_and_signs_in_words_are_told_from_years(text: str, odd: bool) -> None:
    assert bool(DIGIT_IN_WORD.search(text)) is odd


@given(st.text())
def test_no_reading_repeats_or_is_the_text_itself(text: str) -> None:
    readings = retyped(text)
    assert text not in readings
    assert len(set(readings)) == len(readings)
    assert all(len(r) == len(text) for r in readings if "w" not in text)


@given(st.text(st.sampled_from("qwertyuiopasdfghjklzxcvbnm ")).filter(str.strip))
def test_typing_on_the_wrong_layout_is_undone(text: str) -> None:
    assert text in retyped(retyped(text)[0])
