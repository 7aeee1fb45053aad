"""Numerals in words, by language, with the keys that ``fold`` gives them."""

import functools
from collections.abc import Mapping
from decimal import Decimal

from bot.spelling.fold import key

_CARDINALS = {
    "kk": {
        "1": "бір",
        "2": "екі екеу екеуі",
        "3": "үш үшеу үшеуі",
        "4": "төрт төртеу төртеуі",
        "5": "бес бесеу бесеуі",
        "6": "алты алтау алтауы",
        "7": "жеті жетеу жетеуі",
        "8": "сегіз",
        "9": "тоғыз",
        "10": "он",
        "20": "жиырма",
        "30": "отыз",
        "40": "қырық",
        "50": "елу",
        "60": "алпыс",
        "70": "жетпіс",
        "80": "сексен",
        "90": "тоқсан",
    },
    "ru": {
        "1": "один одна одно одного одной одну одному одним одном",
        "2": "два две двух двум двумя двое двоих",
        "3": "три трёх трём тремя трое троих",
        "4": "четыре четырёх четырём четырьмя четверо четверых",
        "5": "пять пяти пятью пятеро",
        "6": "шесть шести шестью шестеро",
        "7": "семь семи семью семеро",
        "8": "восемь восьми восемью",
        "9": "девять девяти девятью",
        "10": "десять десяти десятью",
        "11": "одиннадцать одиннадцати",
        "12": "двенадцать двенадцати",
        "13": "тринадцать тринадцати",
        "14": "четырнадцать четырнадцати",
        "15": "пятнадцать пятнадцати",
        "16": "шестнадцать шестнадцати",
        "17": "семнадцать семнадцати",
        "18": "восемнадцать восемнадцати",
        "19": "девятнадцать девятнадцати",
        "20": "двадцать двадцати",
        "30": "тридцать тридцати",
        "40": "сорок сорока",
        "50": "пятьдесят пятидесяти",
        "60": "шестьдесят шестидесяти",
        "70": "семьдесят семидесяти",
        "80": "восемьдесят восьмидесяти",
        "90": "девяносто девяноста",
        "100": "сто ста",
        "200": "двести двухсот",
        "300": "триста трёхсот",
        "400": "четыреста четырёхсот",
        "500": "пятьсот пятисот",
        "600": "шестьсот шестисот",
        "700": "семьсот семисот",
        "800": "восемьсот восьмисот",
        "900": "девятьсот девятисот",
    },
    "en": {
        "1": "one",
        "2": "two",
        "3": "three",
        "4": "four",
        "5": "five",
        "6": "six",
        "7": "seven",
        "8": "eight",
        "9": "nine",
        "10": "ten",
        "11": "eleven",
        "12": "twelve",
        "13": "thirteen",
        "14": "fourteen",
        "15": "fifteen",
        "16": "sixteen",
        "17": "seventeen",
        "18": "eighteen",
        "19": "nineteen",
        "20": "twenty",
        "30": "thirty",
        "40": "forty",
        "50": "fifty",
        "60": "sixty",
        "70": "seventy",
        "80": "eighty",
        "90": "ninety",
    },
}
_SCALES = {
    "kk": {"1000": "мың", "1000000": "миллион млн", "1000000000": "миллиард млрд"},
    "ru": {
        "1000": "тысяча тысячи тысяч тысячу тысячам тысячами тыс",
        "1000000": "миллион миллиона миллионов млн",
        "1000000000": "миллиард миллиарда миллиардов млрд",
    },
    "en": {"1000": "thousand", "1000000": "million mln", "1000000000": "billion bn"},
}
_VAGUE = {
    "kk": {
        "1": "бір бірі біреу біреуі бірге жалғыз",
        "2": "қос",
        "100": "жүз жүздеген",
        "1000": "мың мыңдаған",
    },
    "ru": {
        "1": "один одна одно одного одной одну одному одним одном одни единственный",
        "2": "оба обе обоих обеих дважды вдвое пара",
        "3": "трижды треть трети",
        "100": "сотни сотен",
        "1000": "тысяча тысячи тысяч",
    },
    "en": {
        "1": "one once sole single",
        "2": "both twice double pair",
        "3": "thrice triple",
        "12": "dozen",
        "100": "hundred hundreds",
        "1000": "thousand thousands",
    },
}
_COMPOUNDS = {
    "ru": {
        "2": "двух", "3": "трёх", "4": "четырёх", "5": "пяти", "6": "шести", "7": "семи",
        "8": "восьми", "9": "девяти", "10": "десяти", "20": "двадцати", "30": "тридцати",
        "40": "сорока", "50": "пятидесяти", "100": "сто", "300": "трёхсот",
    },
}  # fmt: skip

HUNDRED = frozenset(map(key, ("жүз", "hundred")))
"""Words that make a hundred of the numeral before them; alone, жүз is mostly the zhuz."""


@functools.cache
def cardinals(lang: str) -> Mapping[str, Decimal]:
    """Return the value of each numeral below a thousand by its key."""
    return _by_key(_CARDINALS.get(lang, {}))


@functools.cache
def scales(lang: str) -> Mapping[str, Decimal]:
    """Return the value of each word by which the number before it is multiplied."""
    return _by_key(_SCALES.get(lang, {}))


@functools.cache
def vague(lang: str) -> Mapping[str, tuple[Decimal, ...]]:
    """Return what words may count that are mostly said without counting, by their key."""
    return {word: (value,) for word, value in _by_key(_VAGUE.get(lang, {})).items()}


@functools.cache
def compounds(lang: str) -> tuple[tuple[str, Decimal], ...]:
    """Return how words begin that hold a number, such as трёхвековой, with that number."""
    return tuple(_by_key(_COMPOUNDS.get(lang, {})).items())


def is_known(lang: str) -> bool:
    """Say whether the numerals of a language are listed here."""
    return lang in _CARDINALS


def _by_key(listed: Mapping[str, str]) -> dict[str, Decimal]:
    return {key(word): Decimal(value) for value, said in listed.items() for word in said.split()}
