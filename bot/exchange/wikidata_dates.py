"""Points in time as the Wikidata Query Service gives them, as historical dates.

Rules of Wikibase's RDF export (mediawiki.org, Wikibase/Indexing/RDF Dump Format, "Time"; its class
JulianDateTimeValueCleaner) and of how it shows years (wikidata.org, Help:Dates; its class
MwTimeIsoFormatter, which rounds centuries and millennia up and decades down):

- Years are those of XML Schema 1.1, astronomical: 0000 is 1 BC.
- A day in the Julian calendar is exported as its proleptic Gregorian day, while the calendar model
  still says Julian: it is turned back here. What is no whole day is exported as it was entered.
- A century is the one that ends with its hundredth year: 1300 and 1201 are of the 13th, 1301 is of
  the 14th; millennia likewise. A decade is that of its first three digits: 1300 is of the 1300s.

The 13th century becomes ``12XX``, the form for centuries here, which readers are shown as the 13th
century. Its years are then 1200 to 1299, as EDTF has it: one year off at both ends, where
``1201/1300`` would be shown as something that lasted a hundred years. EDTF groups decades BC
otherwise than people do, so that the 40s BC, 49 to 40 BC, are an interval, ``-0048/-0039``.
"""

import re
from dataclasses import dataclass
from typing import Final

from bot.dates.calendars import Calendar, day_from_number, day_number
from bot.dates.centuries import century, millennium
from bot.dates.edtf import HistoricalDate
from bot.errors import DateError

CALENDARS: Final[dict[str, Calendar]] = {"Q1985727": "gregorian", "Q1985786": "julian"}
"""Calendar models by their items."""
PRECISIONS: Final = range(6, 12)
"""Millennium, century, decade, year, month, day; others are none that a fact can have."""

_, _CENTURY, _DECADE, _YEAR, _MONTH, _DAY = PRECISIONS
_TIME = re.compile(r"(?P<year>[+-]?\d{4,16})-(?P<month>\d\d)-(?P<day>\d\d)(?:T[\d:.]+Z?)?")


@dataclass(frozen=True, slots=True)
class Moment:
    """A value of the query service: astronomical year, month and day as they were exported."""

    year: int
    month: int
    day: int


def read_moment(value: str) -> Moment | None:
    """Return what an ``xsd:dateTime`` says, or None if it is not one.

    >>> read_moment("-0043-03-15T00:00:00Z")
    Moment(year=-43, month=3, day=15)
    """
    match = _TIME.fullmatch(value)
    return match and Moment(int(match["year"]), int(match["month"]), int(match["day"]))


def historical_date(moment: Moment, precision: int, calendar: Calendar) -> HistoricalDate:
    """Return the date at one of ``PRECISIONS``; raises DateError as ``HistoricalDate.parse``.

    >>> historical_date(Moment(1722, 1, 23), 11, "julian")
    HistoricalDate(text='1722-01-12', calendar='julian')
    >>> historical_date(Moment(1300, 1, 1), 7, "gregorian")
    HistoricalDate(text='12XX', calendar='gregorian')
    """
    if precision == _DAY:
        return _day(moment, calendar)
    if precision == _MONTH:
        text = f"{_year(moment.year)}-{moment.month:02d}"
    elif precision == _YEAR:
        text = _year(moment.year)
    elif precision == _DECADE:
        text = _decade(moment.year)
    elif precision == _CENTURY:
        text = century(moment.year)
    else:
        text = millennium(moment.year)
    return HistoricalDate.parse(text, calendar)


def _day(moment: Moment, calendar: Calendar) -> HistoricalDate:
    exported = f"{_year(moment.year)}-{moment.month:02d}-{moment.day:02d}"
    gregorian = HistoricalDate.parse(exported, "gregorian")  # refuses 30 February
    if gregorian.precision != "day":
        raise DateError("date-not-edtf", text=exported)
    if calendar == "gregorian":
        return gregorian
    number = day_number("gregorian", moment.year, moment.month, moment.day)
    year, month, day = day_from_number("julian", number)
    return HistoricalDate.parse(f"{_year(year)}-{month:02d}-{day:02d}", "julian")


def _year(year: int) -> str:
    return f"-{-year:04d}" if year < 0 else f"{year:04d}"


def _decade(year: int) -> str:
    if year >= 10:
        return f"{year // 10:03d}X"
    if year > 0:
        return f"{_year(1)}/{_year(9)}"
    last = (1 - year) // 10 * 10
    return f"{_year(-last - 8)}/{_year(1 - max(last, 1))}"
