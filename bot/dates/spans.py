"""How much time lies between two dates, no more exactly than both are known.

A date that is no single day may be any of its days; so what lies between two dates is an interval,
from the least that is possible to the most. Days are counted as day numbers, across calendars;
whole years in the calendar of both dates, or in the Gregorian where they have two.
"""

from dataclasses import dataclass
from typing import Literal

from bot.dates.calendars import Calendar, day_from_number, day_number
from bot.dates.edtf import OPEN_END, OPEN_START, HistoricalDate, decode

Order = Literal["before", "after", "same", "unknown"]


@dataclass(frozen=True, slots=True)
class Gap:
    """What lies between two dates: the least and the most of ``days`` and of whole ``years``.

    ``order`` is how the first date stands to the second: ``same`` is the same day, ``unknown``
    where they share days and are no single one. ``exact``: both are days. ``doubtful``: one of
    them is approximate or uncertain itself, so that even the bounds are.
    """

    order: Order
    days: tuple[int, int]
    years: tuple[int, int]
    exact: bool
    doubtful: bool


def gap(one: HistoricalDate, other: HistoricalDate) -> Gap | None:
    """Return what lies between two dates, None where one of them has an open end.

    >>> years = [HistoricalDate.parse(text, "gregorian") for text in ("1586", "1670")]
    >>> gap(*years).years, gap(*years).order
    ((83, 84), 'before')
    """
    first, second = _days(one), _days(other)
    if first is None or second is None:
        return None
    order = _order(first, second)
    early, late = (second, first) if order == "after" else (first, second)
    calendar = one.calendar if one.calendar == other.calendar else "gregorian"
    if order == "unknown":
        ways = (first[0], second[1]), (second[0], first[1])
        days = 0, max(end - start for start, end in ways)
        years = 0, max(_years(start, end, calendar) for start, end in ways)
    else:
        days = late[0] - early[1], late[1] - early[0]
        years = _years(early[1], late[0], calendar), _years(early[0], late[1], calendar)
    doubtful = any(date.uncertain or date.approximate for date in (one, other))
    exact = first[0] == first[1] and second[0] == second[1]
    return Gap(order, days, years, exact, doubtful)


def _days(date: HistoricalDate) -> tuple[int, int] | None:
    """Return the day numbers of the first and the last day, None for an open end."""
    if date.earliest == OPEN_START or date.latest == OPEN_END:
        return None
    return date.sort_jdn, day_number(date.calendar, *decode(date.latest))


def _order(first: tuple[int, int], second: tuple[int, int]) -> Order:
    if first[1] < second[0]:
        return "before"
    if second[1] < first[0]:
        return "after"
    return "same" if first == second and first[0] == first[1] else "unknown"


def _years(start: int, end: int, calendar: Calendar) -> int:
    """Return the whole years from one day number to a later one."""
    year, *day = day_from_number(calendar, start)
    last_year, *last_day = day_from_number(calendar, end)
    return last_year - year - (last_day < day)
