"""Historical dates in words, never more exact than their source.

Old Style days after 1582 show the New Style day in brackets; a weekday is never shown.
"""

from bot.dates.calendars import (
    GREGORIAN_START,
    Calendar,
    Day,
    day_from_number,
    day_number,
)
from bot.dates.edtf import DateInterval, DateSet, HistoricalDate, SingleDate
from bot.text.translator import Translator

_GREGORIAN_REFORM = 1582
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def date_text(date: HistoricalDate, tr: Translator) -> str:
    """Return a date as people read it, such as ``1722 жылғы 12 (23) қаңтар``."""
    parts = date.parts
    if isinstance(parts, DateSet):
        members = [_single(member, date.calendar, tr) for member in parts.members]
        return tr("date.one-of", dates=", ".join(members[:-1]), last=members[-1])
    if isinstance(parts, DateInterval):
        return _interval(parts, date.calendar, tr)
    return _single(parts, date.calendar, tr)


def _interval(interval: DateInterval, calendar: Calendar, tr: Translator) -> str:
    start, end = interval.start, interval.end
    if start is None or end is None:
        known = start or end
        assert known is not None  # noqa: S101 - an interval has at least one end
        key = "date.until" if start is None else "date.since"
        return tr(key, date=_single(known, calendar, tr))
    alike = (start.uncertain, start.approximate) == (end.uncertain, end.approximate)
    years = start.precision == end.precision == "year" and min(start.year, end.year) > 0
    if years and alike:
        text = tr("date.interval-years", start=start.year, end=end.year)
        return _qualified(start, text, tr)
    first, last = _single(start, calendar, tr), _single(end, calendar, tr)
    return tr("date.interval", start=first, end=last)


def _single(date: SingleDate, calendar: Calendar, tr: Translator) -> str:
    new = _new_style(date) if calendar == "julian" else None
    if new is not None:
        return _qualified(date, _both_styles(date, new, tr), tr)
    text = _qualified(date, _in_one_style(date, tr), tr)
    old_style = calendar == "julian" and date.year > _GREGORIAN_REFORM and date.month
    return tr("date.old-style", date=text) if old_style else text


def _new_style(date: SingleDate) -> Day | None:
    """Return the Gregorian day of a Julian one; none before there was that calendar."""
    if date.month is None or date.day is None:
        return None
    number = day_number("julian", date.year, date.month, date.day)
    return day_from_number("gregorian", number) if number >= GREGORIAN_START else None


def _in_one_style(date: SingleDate, tr: Translator) -> str:
    """Return a date without its doubts; the year 0 is 1 BC, but 00XX is the first century."""
    several_years = date.precision in ("decade", "century", "millennium")
    if date.year > 0 or (date.year == 0 and several_years):
        return _at_precision(date, date.year, tr)
    return tr("date.bc", date=_at_precision(date, 1 - date.year, tr))


def _at_precision(date: SingleDate, year: int, tr: Translator) -> str:
    if date.season:
        return tr(f"date.season.{date.season}", year=year)
    if date.day:
        return tr("date.day", year=year, day=date.day, month=tr(f"month.{date.month}"))
    if date.month:
        return tr("date.month", year=year, month=tr(f"month-alone.{date.month}"))
    if date.precision in ("century", "millennium"):
        number = year // (100 if date.precision == "century" else 1000) + (date.year >= 0)
        return tr(f"date.{date.precision}", roman=roman(number), ordinal=english_ordinal(number))
    return tr(f"date.{date.precision}", year=year)


def _both_styles(old: SingleDate, new: Day, tr: Translator) -> str:
    new_year, new_month, new_day = new
    if new_year != old.year:
        key = "date.day-both-years"
    elif new_month != old.month:
        key = "date.day-both-months"
    else:
        key = "date.day-both"
    return tr(
        key,
        year=old.year,
        month=tr(f"month.{old.month}"),
        day=old.day,
        new_year=new_year,
        new_month=tr(f"month.{new_month}"),
        new_day=new_day,
    )


def _qualified(date: SingleDate, text: str, tr: Translator) -> str:
    if date.approximate:
        text = tr("date.approximate", date=text)
    return tr("date.uncertain", date=text) if date.uncertain else text


def roman(number: int) -> str:
    """Return a number below 40 in Roman numerals.

    >>> roman(14), roman(21)
    ('XIV', 'XXI')
    """
    text = ""
    for value, letters in _ROMAN:
        while number >= value:
            text += letters
            number -= value
    return text


def english_ordinal(number: int) -> str:
    """Return an English ordinal in digits.

    >>> english_ordinal(1), english_ordinal(12), english_ordinal(22)
    ('1st', '12th', '22nd')
    """
    teens = 10 <= number % 100 <= 20
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
