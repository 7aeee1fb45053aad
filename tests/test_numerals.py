"""Numbers in digits and ordinals in words, in any case of three languages."""

import pytest

from bot.spelling.fold import key
from bot.spelling.numerals import number


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("441", "441"), ("007", "7"), ("0", "0"), ("000", "0"), ("XIV", None),
        ("02", "02"), ("95", "95"), ("00", "00"), ("002", "2"),
        ("соңғы", "last"), ("ақырғы", "last"), ("последнего", "last"), ("last", "last"),
        ("бірінші", "1"), ("алғашқы", "1"), ("тұңғыш", "1"), ("первый", "1"), ("первого", "1"),
        ("впервые", "1"), ("first", "1"), ("birinshi", "1"),
        ("екінші", "2"), ("екіншісі", "2"), ("второй", "2"), ("второму", "2"), ("second", "2"),
        ("үшінші", "3"), ("третья", "3"), ("third", "3"),
        ("төртінші", "4"), ("четвёртого", "4"), ("четвертая", "4"), ("fourth", "4"),
        ("бесінші", "5"), ("пятой", "5"), ("fifth", "5"),
        ("алтыншы", "6"), ("шестое", "6"), ("sixth", "6"),
        ("жетінші", "7"), ("седьмая", "7"), ("seventh", "7"),
        ("сегізінші", "8"), ("восьмого", "8"), ("eighth", "8"),
        ("тоғызыншы", "9"), ("девятый", "9"), ("ninth", "9"),
        ("оныншы", "10"), ("десятого", "10"), ("tenth", "10"),
    ],
)  # fmt: skip
def test_numbers(typed: str, value: str | None) -> None:
    assert number(key(typed)) == value


@pytest.mark.parametrize(
    "typed",
    [
        "үш",
        "три",
        "three",
        "первобытный",
        "fifty",
        "секунда",
        "сот",
        "вторник",
        "пятница",
        "соң",
        "после",
        "lasso",
    ],
)
def test_words_that_are_no_ordinals(typed: str) -> None:
    assert number(key(typed)) is None
