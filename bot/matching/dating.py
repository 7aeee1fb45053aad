"""Which facts are of the days that a question asks for."""

from bot.dates.asked_dates import AskedDate
from bot.dates.calendars import day_from_number, day_number
from bot.dates.days_of_year import days_of_year
from bot.dates.edtf import OPEN_END, OPEN_START, HistoricalDate, decode, encode

MONTH, YEAR, DECADE = 100, 10_000, 100_000
"""Lengths of time in encoded days (see ``edtf.encode``)."""
STYLES_APART = 13
"""Days by which the Julian calendar may be behind, in the times that people ask about."""
MOST_YEARS = 10
"""Years of a longer time are not looked for one by one."""


def fits(date: HistoricalDate | None, asked: AskedDate) -> bool:
    """Say whether a fact's date, in either style, may lie in the days asked for."""
    if date is None:
        return False
    if asked.day_of_year is not None:
        return asked.day_of_year in days_of_year(date)
    return _meets(date, asked.earliest, asked.latest)


def fits_loosely(date: HistoricalDate | None, asked: AskedDate) -> bool:
    """Say whether a date may be meant by another: people say "after 1670" of what 1670 brought."""
    if asked.day_of_year is not None or date is None:
        return fits(date, asked)
    earliest, latest = asked.earliest, asked.latest
    if latest == OPEN_END and earliest > OPEN_START:
        earliest = _shifted(earliest, -1)
    elif earliest == OPEN_START and latest < OPEN_END:
        latest = _shifted(latest, 1)
    return _meets(date, earliest, latest)


def _meets(date: HistoricalDate, earliest: int, latest: int) -> bool:
    other = date.other_style()
    in_other_style = other is not None and earliest <= encode(*other) <= latest
    return in_other_style or date.overlaps(earliest, latest)


def _shifted(day: int, by: int) -> int:
    """Return an encoded day so many days later."""
    return encode(*day_from_number("gregorian", day_number("gregorian", *decode(day)) + by))


def in_either_style(asked: AskedDate) -> tuple[int, int]:
    """Return the days asked for, wide enough for a date of either calendar to be among them."""
    earliest, latest = asked.earliest, asked.latest
    if earliest > OPEN_START:
        earliest = _shifted(earliest, -STYLES_APART)
    if latest < OPEN_END:
        latest = _shifted(latest, STYLES_APART)
    return earliest, latest


def belongs(date: HistoricalDate | None, asked: AskedDate) -> bool:
    """Say whether a fact is of the days asked for: in them, or not much wider than they are.

    A day does not list the facts of its whole year, nor a year those of its century.
    """
    if not fits(date, asked):
        return False
    if asked.day_of_year is not None or date is None:
        return True
    asked_for = asked.latest - asked.earliest
    widest = MONTH if asked_for == 0 else YEAR if asked_for < MONTH else DECADE
    return date.latest - date.earliest <= max(asked_for, widest)


def numbers_of(asked: AskedDate) -> frozenset[str]:
    """Return the numbers in which a text may state the days asked for: years, and one day's day."""
    if asked.day_of_year is not None:
        return frozenset({str(asked.day_of_year[1])})
    if OPEN_START in {asked.earliest, asked.latest} or asked.latest == OPEN_END:
        return frozenset()
    (first, *_), (last, *_) = decode(asked.earliest), decode(asked.latest)
    if first != last:
        return years_of(asked)
    day = {str(decode(asked.earliest)[2])} if asked.earliest == asked.latest else set()
    return frozenset({str(first), *day})


def years_of(asked: AskedDate) -> frozenset[str]:
    """Return the whole years asked for as they stand in texts; none for a long time."""
    if asked.day_of_year is not None or asked.earliest == OPEN_START or asked.latest == OPEN_END:
        return frozenset()
    (first, *start), (last, *end) = decode(asked.earliest), decode(asked.latest)
    if last - first >= MOST_YEARS or (start, end) != ([1, 1], [12, 31]):
        return frozenset()
    return frozenset(str(year) for year in range(first, last + 1))
