"""Historical dates as a source states them: EDTF text plus the calendar it was written in.

EDTF is ISO 8601-2:2019; understood here are its levels 0 and 1 without times, and one-of-a-set:

    1302-03-25  1864-11  1586          day, month, year; -0043-03-15 is 15 March 44 BC
    13XX  193X  1XXX                   century, decade, millennium
    1722-01-XX  1722-XX                some day of January, some month of 1722
    1711-21 … 1711-24                  spring, summer, autumn, winter
    1722?  1722~  1722%                uncertain, approximate, both
    1789/1810  ../1722  1722/..        from … to …; two dots are an open end
    [1302,1303]                        one of these

Not understood, on purpose: years of more than four digits, an unknown end (``1722/``), qualified
parts (``2004-06~-11``), times.
"""

import re
from dataclasses import dataclass, field
from typing import Literal

from bot.dates.calendars import (
    GREGORIAN_START,
    Calendar,
    Day,
    day_from_number,
    day_number,
    days_in_month,
)
from bot.errors import DateError

Precision = Literal[
    "day", "month", "season", "year", "decade", "century", "millennium", "interval", "set"
]

OPEN_START = -99991231
OPEN_END = 99991231
"""Bounds of an open end: before the first and not before the last day that can be stated."""

OPEN_START_JDN = -99_999_999
"""``sort_jdn`` of an open start: before every day number."""

_SINGLE = re.compile(
    r"(?P<year>-?[0-9](?:[0-9]{3}|[0-9]{2}X|[0-9]XX|XXX))"
    r"(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?"
    r"(?P<qualifier>[?~%]?)"
)
_WIDTHS: tuple[Precision, ...] = ("year", "decade", "century", "millennium")
_SEASONS = {21: 3, 22: 6, 23: 9, 24: 12}
"""First months. Codes sort within a year, so its winter is the one that begins in December."""


def encode(year: int, month: int, day: int) -> int:
    """Return a day as year * 10000 + month * 100 + day, which sorts as days do.

    The year is astronomical; month and day are added, not appended, so that negative years sort
    as well: 15 March 44 BC is -43 * 10000 + 315.

    >>> encode(-43, 3, 15), encode(-43, 3, 15) < encode(-43, 3, 16) < encode(-42, 1, 1)
    (-429685, True)
    """
    return year * 10000 + month * 100 + day


def decode(code: int) -> Day:
    """Return the (year, month, day) that ``encode`` was given; not for open ends.

    >>> decode(-429685)
    (-43, 3, 15)
    """
    year, rest = divmod(code, 10000)
    return year, rest // 100, rest % 100


def year_bounds(first: int, last: int | None = None) -> tuple[int, int]:
    """Return the encoded first and last day of a year, or of a run of years."""
    return encode(first, 1, 1), encode(first if last is None else last, 12, 31)


def month_bounds(calendar: Calendar, year: int, month: int) -> tuple[int, int]:
    """Return the encoded first and last day of a month, 1 to 12."""
    return encode(year, month, 1), encode(year, month, days_in_month(calendar, year, month))


@dataclass(frozen=True, slots=True)
class SingleDate:
    """One date: ``year`` (astronomical) is the first one of a decade, century or millennium.

    ``month`` is 1 to 12, ``day`` 1 to 31, ``season`` 21 to 24 (spring to winter).
    """

    year: int
    month: int | None
    day: int | None
    season: int | None
    precision: Precision
    uncertain: bool
    approximate: bool

    def bounds(self, calendar: Calendar) -> tuple[int, int]:
        """Return the encoded first and last day."""
        if self.season is not None:
            month = _SEASONS[self.season]
            year, last_month = (self.year + 1, 2) if month == 12 else (self.year, month + 2)
            return encode(self.year, month, 1), month_bounds(calendar, year, last_month)[1]
        if self.month is None:
            years: int = 10 ** _WIDTHS.index(self.precision)
            return year_bounds(self.year, self.year + years - 1)
        if self.day is None:
            return month_bounds(calendar, self.year, self.month)
        return (encode(self.year, self.month, self.day),) * 2


@dataclass(frozen=True, slots=True)
class DateInterval:
    """From a date to a date; None is an open end, never both."""

    start: SingleDate | None
    end: SingleDate | None


@dataclass(frozen=True, slots=True)
class DateSet:
    """One of two or more dates, in the order of the text."""

    members: tuple[SingleDate, ...]


Parts = SingleDate | DateInterval | DateSet


@dataclass(frozen=True, slots=True)
class HistoricalDate:
    """A date as its source states it; an instance is always valid in its calendar.

    ``text`` is kept exactly as given. ``earliest`` and ``latest`` are the first and last day as
    stated (see ``encode``), in the date's own calendar; an open end is ``OPEN_START`` or
    ``OPEN_END``.
    """

    text: str
    calendar: Calendar
    parts: Parts = field(init=False, repr=False, compare=False)
    earliest: int = field(init=False, repr=False, compare=False)
    latest: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        parts = _parse(self.text, self.calendar)
        earliest, latest = _bounds(parts, self.calendar)
        if earliest > latest:
            raise DateError("date-reversed", text=self.text)
        object.__setattr__(self, "parts", parts)
        object.__setattr__(self, "earliest", earliest)
        object.__setattr__(self, "latest", latest)

    @classmethod
    def parse(cls, text: str, calendar: Calendar) -> "HistoricalDate":
        """Return the date, or raise DateError with one of these keys and ``text``.

        ``date-not-edtf``: not in the form above. ``date-impossible``: no such month, or no such
        day in this ``calendar``. ``date-reversed``: the interval ends before it starts.
        """
        return cls(text, calendar)

    @property
    def sort_jdn(self) -> int:
        """The day number of the earliest day: dates of both calendars sort by it."""
        if self.earliest == OPEN_START:
            return OPEN_START_JDN
        return day_number(self.calendar, *decode(self.earliest))

    @property
    def precision(self) -> Precision:
        """What the date is: a day, a month … an interval, a set."""
        if isinstance(self.parts, SingleDate):
            return self.parts.precision
        return "interval" if isinstance(self.parts, DateInterval) else "set"

    @property
    def uncertain(self) -> bool:
        """Whether the date, or an end or member of it, carries ``?`` or ``%``."""
        return any(single.uncertain for single in _singles(self.parts))

    @property
    def approximate(self) -> bool:
        """Whether the date, or an end or member of it, carries ``~`` or ``%``."""
        return any(single.approximate for single in _singles(self.parts))

    def other_style(self) -> Day | None:
        """Return the Gregorian (year, month, day) of a Julian day, or None.

        Only for whole days from the first day of the Gregorian calendar on: 5 October 1582 Old
        Style is 15 October 1582 New Style. Before that there was no other style.
        """
        if self.calendar != "julian" or self.precision != "day" or self.sort_jdn < GREGORIAN_START:
            return None
        return day_from_number("gregorian", self.sort_jdn)

    def overlaps(self, earliest: int, latest: int) -> bool:
        """Say whether the date shares a day with these encoded bounds."""
        return self.earliest <= latest and self.latest >= earliest


def _parse(text: str, calendar: Calendar) -> Parts:
    if text.startswith("[") and text.endswith("]") and "," in text:
        members = text[1:-1].split(",")
        return DateSet(tuple(_parse_single(member, text, calendar) for member in members))
    if "/" not in text:
        return _parse_single(text, text, calendar)
    start, _, end = text.partition("/")
    if start == end == "..":
        raise DateError("date-not-edtf", text=text)
    return DateInterval(
        None if start == ".." else _parse_single(start, text, calendar),
        None if end == ".." else _parse_single(end, text, calendar),
    )


def _parse_single(single: str, text: str, calendar: Calendar) -> SingleDate:
    match = _SINGLE.fullmatch(single)
    if match is None:
        raise DateError("date-not-edtf", text=text)
    year, month, day = match["year"], _number(match["month"]), _number(match["day"])
    masked = year.count("X")
    no_month = month is None and (match["day"] or "XX") != "XX"  # 1302-XX-25
    if year == "-0000" or no_month or (masked and match["month"]):
        raise DateError("date-not-edtf", text=text)
    if month in _SEASONS and match["day"] is None:
        season, month = month, None
    else:
        season = None
        _check_day(text, calendar, (int(year.replace("X", "0")), month, day))
    return SingleDate(
        year=int(year.replace("X", "9" if year.startswith("-") else "0")),
        month=month,
        day=day,
        season=season,
        precision="season" if season else "day" if day else "month" if month else _WIDTHS[masked],
        uncertain=match["qualifier"] in {"?", "%"},
        approximate=match["qualifier"] in {"~", "%"},
    )


def _number(digits: str | None) -> int | None:
    return None if digits is None or digits == "XX" else int(digits)


def _check_day(text: str, calendar: Calendar, day: tuple[int, int | None, int | None]) -> None:
    year, month, day_of_month = day
    if month is None:
        return
    last = days_in_month(calendar, year, month) if 1 <= month <= 12 else 0
    if not last or (day_of_month is not None and not 1 <= day_of_month <= last):
        raise DateError("date-impossible", text=text, calendar=calendar)


def _singles(parts: Parts) -> tuple[SingleDate, ...]:
    if isinstance(parts, SingleDate):
        return (parts,)
    if isinstance(parts, DateSet):
        return parts.members
    return tuple(end for end in (parts.start, parts.end) if end is not None)


def _bounds(parts: Parts, calendar: Calendar) -> tuple[int, int]:
    if isinstance(parts, DateInterval):
        start = OPEN_START if parts.start is None else parts.start.bounds(calendar)[0]
        end = OPEN_END if parts.end is None else parts.end.bounds(calendar)[1]
        return start, end
    bounds = [single.bounds(calendar) for single in _singles(parts)]
    return min(first for first, _ in bounds), max(last for _, last in bounds)
