"""Dates as people read them, in three languages."""

import re

import pytest
from babel.dates import get_day_names, get_month_names
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.dates.edtf import HistoricalDate
from bot.errors import DateError
from bot.text.dates import date_text, english_ordinal, roman
from bot.text.translator import LOCALES, translator


def shown(text: str, calendar: str, lang: str) -> str:
    return date_text(HistoricalDate.parse(text, calendar), translator(lang))


TABLE = [
    # days
    ("1922-07-13", "gregorian", "1922 жылғы 13 шілде", "13 июля 1922 года", "13 July 1922"),
    (
        "1722-01-12",
        "julian",
        "1722 жылғы 12 (23) қаңтар",
        "12 (23) января 1722 года",
        "12 (23) January 1722",
    ),
    (
        "1864-11-20",
        "julian",
        "1864 жылғы 20 қараша (2 желтоқсан)",
        "20 ноября (2 декабря) 1864 года",
        "20 November (2 December) 1864",
    ),
    (
        "1917-12-22",
        "julian",
        "1917 жылғы 22 желтоқсан (1918 жылғы 4 қаңтар)",
        "22 декабря 1917 года (4 января 1918 года)",
        "22 December 1917 (4 January 1918)",
    ),
    ("1302-03-25", "julian", "1302 жылғы 25 наурыз", "25 марта 1302 года", "25 March 1302"),
    (
        "1582-10-05",
        "julian",
        "1582 жылғы 5 (15) қазан",
        "5 (15) октября 1582 года",
        "5 (15) October 1582",
    ),
    ("1582-10-04", "julian", "1582 жылғы 4 қазан", "4 октября 1582 года", "4 October 1582"),
    (
        "-0043-03-15",
        "julian",
        "б.з.б. 44 жылғы 15 наурыз",
        "15 марта 44 года до н. э.",
        "15 March 44 BC",
    ),
    # months, seasons, years
    ("1864-11", "gregorian", "1864 жылғы қараша", "ноябрь 1864 года", "November 1864"),
    (
        "1864-11",
        "julian",
        "1864 жылғы қараша (ескі стиль)",
        "ноябрь 1864 года (старый стиль)",
        "November 1864 (Old Style)",
    ),
    ("1722-01-XX", "gregorian", "1722 жылғы қаңтар", "январь 1722 года", "January 1722"),
    ("1711-21", "gregorian", "1711 жылғы көктем", "весна 1711 года", "spring 1711"),
    ("1711-22", "gregorian", "1711 жылғы жаз", "лето 1711 года", "summer 1711"),
    ("1711-23", "gregorian", "1711 жылғы күз", "осень 1711 года", "autumn 1711"),
    ("1711-24", "gregorian", "1711 жылғы қыс", "зима 1711 года", "winter 1711"),
    ("1465", "gregorian", "1465 жыл", "1465 год", "1465"),
    ("1465", "julian", "1465 жыл", "1465 год", "1465"),
    ("1722-XX", "gregorian", "1722 жыл", "1722 год", "1722"),
    ("0033", "julian", "33 жыл", "33 год", "33"),
    ("0000", "julian", "б.з.б. 1 жыл", "1 год до н. э.", "1 BC"),
    ("-0239", "julian", "б.з.б. 240 жыл", "240 год до н. э.", "240 BC"),
    # decades, centuries, millennia
    ("193X", "gregorian", "1930-жылдар", "1930-е годы", "1930s"),
    ("13XX", "gregorian", "XIV ғасыр", "XIV век", "14th century"),
    ("20XX", "gregorian", "XXI ғасыр", "XXI век", "21st century"),
    ("00XX", "julian", "I ғасыр", "I век", "1st century"),
    ("1XXX", "gregorian", "II мыңжылдық", "II тысячелетие", "2nd millennium"),
    ("-03XX", "julian", "б.з.б. IV ғасыр", "IV век до н. э.", "4th century BC"),
    # qualified
    (
        "1722?",
        "gregorian",
        "1722 жыл (болжам бойынша)",
        "1722 год (предположительно)",
        "1722 (probably)",
    ),
    ("1722~", "gregorian", "шамамен 1722 жыл", "примерно 1722 год", "about 1722"),
    (
        "1722%",
        "gregorian",
        "шамамен 1722 жыл (болжам бойынша)",
        "примерно 1722 год (предположительно)",
        "about 1722 (probably)",
    ),
    (
        "1722-01-12~",
        "julian",
        "шамамен 1722 жылғы 12 (23) қаңтар",
        "примерно 12 (23) января 1722 года",
        "about 12 (23) January 1722",
    ),
    # intervals and sets
    ("1789/1810", "gregorian", "1789–1810 жылдар", "1789–1810 годы", "1789–1810"),
    (
        "1789~/1810~",
        "gregorian",
        "шамамен 1789–1810 жылдар",
        "примерно 1789–1810 годы",
        "about 1789–1810",
    ),
    (
        "1789~/1810",
        "gregorian",
        "шамамен 1789 жыл – 1810 жыл",
        "примерно 1789 год – 1810 год",
        "about 1789 – 1810",
    ),
    (
        "1917-10-25/1917-12-22",
        "julian",
        "1917 жылғы 25 қазан (7 қараша) – 1917 жылғы 22 желтоқсан (1918 жылғы 4 қаңтар)",
        "25 октября (7 ноября) 1917 года – 22 декабря 1917 года (4 января 1918 года)",
        "25 October (7 November) 1917 – 22 December 1917 (4 January 1918)",
    ),
    (
        "[1722-01-12,1722-01-13]",
        "julian",
        "1722 жылғы 12 (23) қаңтар немесе 1722 жылғы 13 (24) қаңтар",
        "12 (23) января 1722 года или 13 (24) января 1722 года",
        "12 (23) January 1722 or 13 (24) January 1722",
    ),
    (
        "1922-07-13/1923-01",
        "gregorian",
        "1922 жылғы 13 шілде – 1923 жылғы қаңтар",
        "13 июля 1922 года – январь 1923 года",
        "13 July 1922 – January 1923",
    ),
    (
        "-0499/-0448",
        "julian",
        "б.з.б. 500 жыл – б.з.б. 449 жыл",
        "500 год до н. э. – 449 год до н. э.",
        "500 BC – 449 BC",
    ),
    (
        "13XX/15XX",
        "gregorian",
        "XIV ғасыр – XVI ғасыр",
        "XIV век – XVI век",
        "14th century – 16th century",
    ),
    (
        "../1722",
        "gregorian",
        "1722 жыл немесе одан бұрын",
        "1722 год или раньше",
        "1722 or earlier",
    ),
    (
        "1722/..",
        "gregorian",
        "1722 жыл немесе одан кейін",
        "1722 год или позже",
        "1722 or later",
    ),
    (
        "[1302,1303]",
        "gregorian",
        "1302 жыл немесе 1303 жыл",
        "1302 год или 1303 год",
        "1302 or 1303",
    ),
    (
        "[1465,1466,1470]",
        "gregorian",
        "1465 жыл, 1466 жыл немесе 1470 жыл",
        "1465 год, 1466 год или 1470 год",
        "1465, 1466 or 1470",
    ),
]


@pytest.mark.parametrize(("text", "calendar", "kk", "ru", "en"), TABLE)
def test_dates(text: str, calendar: str, kk: str, ru: str, en: str) -> None:
    assert [shown(text, calendar, lang) for lang in LOCALES] == [kk, ru, en]


@pytest.mark.parametrize("lang", LOCALES)
def test_month_names_are_those_of_cldr(lang: str) -> None:
    tr = translator(lang)
    cldr = get_month_names("wide", context="format", locale=lang)
    alone = get_month_names("wide", context="stand-alone", locale=lang)
    for month in range(1, 13):
        assert tr(f"month.{month}").casefold() == cldr[month].casefold()
        assert tr(f"month-alone.{month}").casefold() == alone[month].casefold()


EXACT = st.builds(
    lambda year, month, day: f"{year:04}-{month:02}-{day:02}",
    st.integers(1, 9999),
    st.integers(1, 12),
    st.integers(1, 28),
)


@given(EXACT, st.sampled_from(["julian", "gregorian"]), st.sampled_from(LOCALES))
def test_a_day_is_shown_with_its_own_numbers_and_never_a_weekday(
    text: str, calendar: str, lang: str
) -> None:
    said = shown(text, calendar, lang)
    year, month, day = (int(part) for part in text.split("-"))
    numbers = [int(number) for number in re.findall(r"\d+", said)]
    assert {year, day} <= set(numbers)
    assert translator(lang)(f"month.{month}") in said
    assert "(" not in said or calendar == "julian"
    said_words = set(re.findall(r"\w+", said.casefold()))
    for width in ("wide", "abbreviated"):
        names = get_day_names(width, locale=lang).values()
        assert said_words.isdisjoint(name.casefold() for name in names)


def test_roman_numerals_and_english_ordinals() -> None:
    assert [roman(n) for n in (1, 4, 9, 14, 19, 20, 21)] == [
        "I", "IV", "IX", "XIV", "XIX", "XX", "XXI",
    ]  # fmt: skip
    assert [english_ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 20, 21, 22, 23, 111)] == [
        "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "20th", "21st", "22nd", "23rd", "111th",
    ]  # fmt: skip


YEARS = st.integers(-2999, 2999).filter(lambda year: abs(year) > 32)
"""Years that no day of a month can be mistaken for."""
QUALIFIERS = st.sampled_from(["", "?", "~", "%"])


def written(year: int) -> str:
    """Return a year as EDTF writes it."""
    return f"{'-' if year < 0 else ''}{abs(year):04}"


WITHOUT_DAY = st.one_of(
    st.builds(written, YEARS),
    st.builds(lambda year: f"{written(year)}-XX", YEARS),
    st.builds(lambda year: f"{written(year)[:-1]}X", YEARS),
    st.builds(lambda year: f"{written(year)[:-2]}XX", YEARS),
    st.builds(lambda year, season: f"{written(year)}-{season}", YEARS, st.integers(21, 24)),
)
MONTHS = st.builds(lambda year, month: (written(year), month), YEARS, st.integers(1, 12))
MONTH_NAMES = {
    lang: {
        translator(lang)(f"{kind}.{month}").casefold()
        for kind in ("month", "month-alone")
        for month in range(1, 13)
    }
    for lang in LOCALES
}


def months_named(said: str, lang: str) -> set[str]:
    return set(re.findall(r"\w+", said.casefold())) & MONTH_NAMES[lang]


CALENDARS = st.sampled_from(["julian", "gregorian"])


@given(WITHOUT_DAY, QUALIFIERS, CALENDARS, st.sampled_from(LOCALES))
def test_what_the_source_leaves_open_stays_open(
    text: str, qualifier: str, calendar: str, lang: str
) -> None:
    """A year, decade, century or season is never shown with a month or a day."""
    said = shown(text + qualifier, calendar, lang)
    assert months_named(said, lang) == set()
    assert len(re.findall(r"\d+|\b[IVX]+\b", said)) == 1, "one number, that of the year"


@given(MONTHS, st.booleans(), QUALIFIERS, CALENDARS, st.sampled_from(LOCALES))
def test_a_month_is_never_shown_with_a_day(
    month: tuple[str, int], marked: bool, qualifier: str, calendar: str, lang: str
) -> None:
    year, number = month
    said = shown(f"{year}-{number:02}{'-XX' if marked else ''}{qualifier}", calendar, lang)
    assert months_named(said, lang) == {translator(lang)(f"month-alone.{number}").casefold()}
    assert len(re.findall(r"\d+", said)) == 1, "the year alone"


ANY = st.one_of(WITHOUT_DAY, EXACT, MONTHS.map(lambda month: f"{month[0]}-{month[1]:02}"))


@given(ANY, QUALIFIERS, CALENDARS, st.sampled_from(LOCALES))
def test_doubts_are_always_shown(text: str, qualifier: str, calendar: str, lang: str) -> None:
    """As the words around the date; without a doubt there are none."""
    tr = translator(lang)
    said = shown(text + qualifier, calendar, lang)
    about = tr("date.approximate", date="").strip()
    maybe = tr("date.uncertain", date="").strip()
    assert (about in said) is (qualifier in ("~", "%"))
    assert (maybe in said) is (qualifier in ("?", "%"))


@given(ANY, ANY, QUALIFIERS, CALENDARS, st.sampled_from(LOCALES))
def test_both_sides_of_a_choice_and_of_a_span_keep_their_precision(
    first: str, second: str, qualifier: str, calendar: str, lang: str
) -> None:
    """What is shown of several dates is what is shown of each, but for spans of bare years."""
    one, two = shown(first + qualifier, calendar, lang), shown(second, calendar, lang)
    try:
        choice = shown(f"[{first},{second}]", calendar, lang)
    except DateError:
        assume(False)
    assert shown(first, calendar, lang) in choice
    assert two in choice
    assert one in shown(f"../{first}{qualifier}", calendar, lang)
    assert one in shown(f"{first}{qualifier}/..", calendar, lang)
