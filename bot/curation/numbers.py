"""The numbers that a text states, so that its translations can be held against each other."""

import re
from collections.abc import Mapping
from functools import cache

from bot.spelling.fold import roman, words
from bot.spelling.inflection import stems
from bot.spelling.numerals import number

SMALL = 10
"""Up to here numbers are as often written in words, or left out."""

_GROUPED = re.compile(r"(?<!\d)\d{1,3}(?:[ \u00a0\u202f,.]\d{3})+(?!\d)")
_DIGITS = re.compile(r"\d+")
_CARDINALS: Mapping[int, str] = {
    1: "бір один одна одно one",
    2: "екі екеуі два две двух two both",
    3: "үш үшеуі три трёх three",
    4: "төрт төртеуі четыре четырёх four",
    5: "бес бесеуі пять пяти five",
    6: "алты алтауы шесть шести six",
    7: "жеті жетеуі семь семи seven",
    8: "сегіз восемь восьми eight",
    9: "тоғыз девять девяти nine",
    10: "он десять десяти ten",
    11: "одиннадцать eleven",
    12: "двенадцать twelve",
    20: "жиырма двадцать двадцати twenty",
    30: "отыз тридцать тридцати thirty",
    40: "қырық сорок сорока forty",
    50: "елу пятьдесят пятидесяти fifty",
    60: "алпыс шестьдесят sixty",
    70: "жетпіс семьдесят seventy",
    80: "сексен восемьдесят eighty",
    90: "тоқсан девяносто ninety",
    100: "жүз сто hundred",
    1000: "мың тысяча тысячи thousand",
}


def written(text: str) -> frozenset[int]:
    """Return the numbers in digits and in Roman numerals; ``10 000`` is one number.

    >>> sorted(written("XIV ғасырдан 1722 жылға дейін 10 000 адам"))
    [14, 1722, 10000]
    """
    found: set[int] = set()
    for match in _GROUPED.finditer(text):
        found.add(int(re.sub(r"\D", "", match.group())))
    found.update(int(digits) for digits in _DIGITS.findall(_GROUPED.sub(" ", text)))
    for word in words(text):
        value = roman(word.text)
        if value is not None and word.text != "I":
            found.add(value)
    return frozenset(found)


def stated(text: str) -> frozenset[int]:
    """Return the numbers that a text states in digits, Roman numerals or words."""
    found = set(written(text))
    for word in words(text):
        if (value := roman(word.text)) is not None:
            found.add(value)
        if (ordinal := number(word.key)) is not None and ordinal.isdigit():
            found.add(int(ordinal))
        for stem in (word.key, *stems(word.key)):
            if stem in _cardinals():
                found.add(_cardinals()[stem])
    return frozenset(found)


def lacking(text: str, other: str) -> frozenset[int]:
    """Return the numbers of a text that its translation does not state.

    A small number counts only if the translation writes one that the text lacks: others may be in
    words, or not be said. Two digits may stand for a year ("the thirties, 1930s").
    """
    here, there = written(text), stated(other)
    missing = {n for n in here - there if not _is_short_year(n, there)}
    foreign = {n for n in written(other) - stated(text) if not _is_short_year(n, stated(text))}
    return frozenset(n for n in missing if n > SMALL or foreign)


def _is_short_year(value: int, others: frozenset[int]) -> bool:
    return any(n % 100 == value % 100 for n in others if (n > 999) != (value > 999) and n > SMALL)


@cache
def _cardinals() -> dict[str, int]:
    return {word.key: value for value, listed in _CARDINALS.items() for word in words(listed)}
