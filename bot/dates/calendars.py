"""Julian and Gregorian dates as day numbers, and back.

A day number is the chronological Julian Day Number (JDN): 0 is Monday, 1 January 4713 BC of the
Julian calendar. Years are astronomical: 1 BC is 0, 44 BC is -43. Both calendars are proleptic:
they reach back before they were introduced.

Formulas: E. G. Richards, "Calendars", in S. E. Urban and P. K. Seidelmann (eds.), Explanatory
Supplement to the Astronomical Almanac, 3rd ed., 2013, section 15.11, algorithms 3 and 4 with the
parameters of table 15.14. Floor division makes them hold for every year, negative ones as well.
"""

from typing import Literal

Calendar = Literal["julian", "gregorian"]

Day = tuple[int, int, int]
"""Astronomical year, month 1-12, day 1-31."""

GREGORIAN_START = 2299161
"""JDN of 15 October 1582, the first day of the Gregorian calendar (bull Inter gravissimas)."""

_MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_leap(calendar: Calendar, year: int) -> bool:
    """Say whether the year has a 29 February."""
    if calendar == "julian":
        return year % 4 == 0
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(calendar: Calendar, year: int, month: int) -> int:
    """Return the number of days, 28 to 31; ``month`` must be 1 to 12."""
    return 29 if month == 2 and is_leap(calendar, year) else _MONTH_LENGTHS[month - 1]


def day_number(calendar: Calendar, year: int, month: int, day: int) -> int:
    """Return the JDN of a day that exists in the calendar.

    >>> day_number("julian", 1917, 10, 25) == day_number("gregorian", 1917, 11, 7) == 2421540
    True
    """
    shifted_year = year + 4716 - (14 - month) // 12
    shifted_month = (month + 9) % 12
    number = 1461 * shifted_year // 4 + (153 * shifted_month + 2) // 5 + day - 1402
    if calendar == "gregorian":
        number -= 3 * ((shifted_year + 184) // 100) // 4 - 38
    return number


def day_from_number(calendar: Calendar, number: int) -> Day:
    """Return the (year, month, day) that a JDN has in the calendar.

    >>> day_from_number("gregorian", 2421540), day_from_number("julian", 0)
    ((1917, 11, 7), (-4712, 1, 1))
    """
    shifted = number + 1401
    if calendar == "gregorian":
        shifted += 3 * ((4 * number + 274277) // 146097) // 4 - 38
    quarter_days = 4 * shifted + 3
    month_steps = 5 * (quarter_days % 1461 // 4) + 2
    day = month_steps % 153 // 5 + 1
    month = (month_steps // 153 + 2) % 12 + 1
    return quarter_days // 1461 - 4716 + (14 - month) // 12, month, day


def julian_to_gregorian(year: int, month: int, day: int) -> Day:
    """Return the Gregorian (year, month, day) of a Julian day.

    >>> julian_to_gregorian(1722, 1, 12)
    (1722, 1, 23)
    """
    return day_from_number("gregorian", day_number("julian", year, month, day))
