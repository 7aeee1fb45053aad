"""Day numbers against convertdate, an independent library."""

import datetime

import pytest
from convertdate import gregorian, julian
from hypothesis import given
from hypothesis import strategies as st

from bot.dates import calendars

CALENDARS = st.sampled_from(["julian", "gregorian"])
YEARS = st.integers(-9999, 9999)
FIRST = calendars.day_number("julian", -4000, 1, 1)
LAST = calendars.day_number("gregorian", 3000, 12, 31)


@pytest.mark.parametrize(
    ("calendar", "day", "number"),
    [
        ("julian", (-4712, 1, 1), 0),
        ("gregorian", (-4713, 11, 24), 0),
        ("julian", (-43, 3, 15), 1705426),
        ("julian", (0, 12, 31), 1721423),
        ("julian", (1, 1, 1), 1721424),
        ("gregorian", (1, 1, 1), 1721426),
        ("julian", (1582, 10, 4), 2299160),
        ("gregorian", (1582, 10, 15), 2299161),
        ("gregorian", (1858, 11, 17), 2400001),
        ("gregorian", (2000, 1, 1), 2451545),
        ("julian", (1900, 2, 29), 2415092),
    ],
)
def test_known_days(calendar, day, number):
    assert calendars.day_number(calendar, *day) == number
    assert calendars.day_from_number(calendar, number) == day


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ((1582, 10, 5), (1582, 10, 15)),
        ((1722, 1, 12), (1722, 1, 23)),
        ((1722, 4, 27), (1722, 5, 8)),
        ((1864, 11, 20), (1864, 12, 2)),
        ((1917, 10, 25), (1917, 11, 7)),
        ((1917, 11, 22), (1917, 12, 5)),
        ((1917, 12, 25), (1918, 1, 7)),
    ],
)
def test_old_style_to_new_style(old, new):
    assert calendars.julian_to_gregorian(*old) == new


def test_sample_of_seven_thousand_years_against_convertdate():
    for number in range(FIRST, LAST, 97):
        for calendar, theirs in (("gregorian", gregorian), ("julian", julian)):
            day = calendars.day_from_number(calendar, number)
            assert theirs.from_jd(number - 0.5) == day
            assert theirs.to_jd(*day) == number - 0.5


@given(st.integers(FIRST, LAST))
def test_any_day_against_convertdate(number):
    assert gregorian.from_jd(number - 0.5) == calendars.day_from_number("gregorian", number)
    assert julian.from_jd(number - 0.5) == calendars.day_from_number("julian", number)


@given(st.dates())
def test_gregorian_agrees_with_the_standard_library(date):
    number = calendars.day_number("gregorian", date.year, date.month, date.day)
    assert number == date.toordinal() + 1721425
    assert datetime.date(*calendars.day_from_number("gregorian", number)) == date


@given(CALENDARS, st.integers(-5_000_000, 6_000_000))
def test_numbers_survive_the_round_trip(calendar, number):
    year, month, day = calendars.day_from_number(calendar, number)
    assert 1 <= day <= calendars.days_in_month(calendar, year, month)
    assert calendars.day_number(calendar, year, month, day) == number


@given(CALENDARS, YEARS, st.integers(1, 12))
def test_month_is_as_long_as_the_numbers_say(calendar, year, month):
    following = (year, month + 1, 1) if month < 12 else (year + 1, 1, 1)
    length = calendars.day_number(calendar, *following) - calendars.day_number(
        calendar, year, month, 1
    )
    assert calendars.days_in_month(calendar, year, month) == length


@given(YEARS)
def test_every_gregorian_leap_year_is_a_julian_one(year):
    assert calendars.is_leap("gregorian", year) <= calendars.is_leap("julian", year)


@pytest.mark.parametrize("year", [1700, 1800, 1900, 2100])
def test_century_years_differ(year):
    assert calendars.days_in_month("julian", year, 2) == 29
    assert calendars.days_in_month("gregorian", year, 2) == 28
