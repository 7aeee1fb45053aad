"""Which facts are of the days that a question asks for."""

from bot.dates.asked_dates import AskedDate
from bot.dates.calendars import day_from_number, day_number
from bot.dates.edtf import OPEN_END, OPEN_START, HistoricalDate, SingleDate, decode, encode
from bot.facts.models import Fact

MONTH, YEAR, DECADE = 100, 10_000, 100_000
"""Lengths of time in encoded days (see ``edtf.encode``)."""
MOST_YEARS = 10
"""Years of a longer time are not looked for one by one."""


def fits(fact: Fact, asked: AskedDate) -> bool:
    """Say whether a fact's date, in either style, may lie in the days asked for."""
    if fact.date is None:
        return False
    if asked.day_of_year is not None:
        return asked.day_of_year in days_of_year(fact)
    return _meets(fact.date, asked.earliest, asked.latest)


def fits_loosely(fact: Fact, asked: AskedDate) -> bool:
    """Say whether a fact may be meant by a date: people say "after 1670" of what 1670 brought."""
    if asked.day_of_year is not None or fact.date is None:
        return fits(fact, asked)
    earliest, latest = asked.earliest, asked.latest
    if latest == OPEN_END and earliest > OPEN_START:
        earliest = _shifted(earliest, -1)
    elif earliest == OPEN_START and latest < OPEN_END:
        latest = _shifted(latest, 1)
    return _meets(fact.date, earliest, latest)


def _meets(date: HistoricalDate, earliest: int, latest: int) -> bool:
    other = date.other_style()
    in_other_style = other is not None and earliest <= encode(*other) <= latest
    return in_other_style or date.overlaps(earliest, latest)


def _shifted(day: int, by: int) -> int:
    """Return an encoded day so many days later."""
    return encode(*day_from_number("gregorian", day_number("gregorian", *decode(day)) + by))


def days_of_year(fact: Fact) -> tuple[tuple[int, int], ...]:
    """Return the month and day of a day-precise fact, in both styles where it has two."""
    date = fact.date
    if date is None or not isinstance(date.parts, SingleDate):
        return ()
    month, day = date.parts.month, date.parts.day
    days = [(month, day)] if month and day else []
    other = date.other_style()
    if other is not None:
        days.append((other[1], other[2]))
    return tuple(days)


def belongs(fact: Fact, asked: AskedDate) -> bool:
    """Say whether a fact is of the days asked for: in them, or not much wider than they are.

    A day does not list the facts of its whole year, nor a year those of its century.
    """
    if not fits(fact, asked):
        return False
    if asked.day_of_year is not None or fact.date is None:
        return True
    asked_for = asked.latest - asked.earliest
    widest = MONTH if asked_for == 0 else YEAR if asked_for < MONTH else DECADE
    return fact.date.latest - fact.date.earliest <= max(asked_for, widest)


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
