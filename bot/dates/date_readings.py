"""What the words of a date mean together.

Each ``read_…`` takes the items that a pattern of ``asked_dates`` names and returns the days meant,
or None if they are no date after all. Names: ``y`` year, ``m`` month, ``d`` day, ``c`` century,
``t`` decade, ``a`` and ``z`` the first and the last of a range, ``h`` which half, ``b`` before
Christ, ``e`` ending of a number, ``g`` and ``k`` the word year or century.
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from bot.dates.calendars import day_from_number, day_number, days_in_month
from bot.dates.edtf import OPEN_END, OPEN_START, decode, encode, month_bounds, year_bounds

AskedPrecision = Literal["day", "month", "year", "decade", "century", "interval", "day-of-year"]


class Span(NamedTuple):
    """The days that a date means; the fields are those of ``AskedDate``."""

    earliest: int
    latest: int
    precision: AskedPrecision
    day_of_year: tuple[int, int] | None = None
    as_year: int | None = None  # "1930 жылдары" is a decade, "1920 мен 1930 жылдары" has a year


class Item(NamedTuple):
    """A word, or the words of a date, with its separator in front."""

    separator: str
    kind: str
    value: int
    first: int
    last: int
    key: str
    span: Span | None = None


Items = Mapping[str, Item]


def _year_value(items: Items) -> int:
    year = items["y"].value
    return 1 - year if "b" in items else year


def read_day(items: Items) -> Span | None:
    """Read a day; one that no calendar has is read as its month."""
    month, day = items["m"].value, items["d"].value
    if not 1 <= month <= 12:
        return None
    year = _year_value(items)
    # Every Gregorian leap year is a Julian one: the day need only exist in one of the calendars.
    if not 1 <= day <= days_in_month("julian", year, month):
        return read_month(items)
    code = encode(year, month, day)
    return Span(code, code, "day")


def read_day_of_year(items: Items) -> Span | None:
    """Read a day without a year."""
    month, day = items["m"].value, items["d"].value
    if not 1 <= day <= days_in_month("julian", 0, month):
        return None
    return Span(OPEN_START, OPEN_END, "day-of-year", (month, day))


def read_days(items: Items) -> Span | None:
    """Read 12-15 January 1722."""
    last = read_day(items)
    first = read_day({**items, "d": items["a"]})
    return first and last and _joined(first, last)


def read_month(items: Items) -> Span | None:
    """Read a month of a year, in the calendar that has more days in it."""
    month = items["m"].value
    if not 1 <= month <= 12:
        return None
    return Span(*month_bounds("julian", _year_value(items), month), "month")


def read_year(items: Items) -> Span | None:
    """Read a year; n BC is 1 - n."""
    if items["y"].value == 0:
        return None
    return Span(*year_bounds(_year_value(items)), "year")


def read_years_before_christ(items: Items) -> Span | None:
    """Read 500-449 BC."""
    first, last = (read_year({**items, "y": items[end]}) for end in "az")
    return first and last and _joined(first, last)


def read_decade(items: Items) -> Span | None:
    """Read 1930-е годы, 1930s, 1930 жылдары."""
    year = items["y"].value
    if year % 10:
        return None
    plain = "e" not in items and items["g"].separator != "-"
    return Span(*year_bounds(year, year + 9), "decade", as_year=year if plain else None)


def read_decade_of_century(items: Items) -> Span | None:
    """Read 30-е годы XX века; without a century the twentieth is meant."""
    decade, century = items["t"].value, items["c"].value if "c" in items else 20
    if decade % 10 or not 1 <= century <= 21 or ("c" not in items and decade < 20):
        return None
    if "g" not in items and items["e"].key != "s":
        return None  # 30-е alone is a day
    first = (century - 1) * 100 + decade
    return Span(*year_bounds(first, first + 9), "decade")


def read_short_range(items: Items) -> Span | None:
    """Read 1941-45, 1930-40-е годы, 30-40-жылдары."""
    first, last = items["a"].value, items["z"].value
    decades = "g" in items and first % 10 == last % 10 == 0
    if first < 100:
        if not decades:
            return None
        first += 1900
    last += first - first % 100
    if last <= first:
        return None
    return Span(*year_bounds(first, last + 9 if decades else last), "interval")


def read_century(items: Items) -> Span | None:
    """Read a century in Kazakh and Russian usage: the 14th is 1301 to 1400."""
    ten = items["t"].value if "t" in items else 0
    century = items["c"].value + ten
    if not 1 <= century <= 21 or (ten and items["c"].value > 9):
        return None
    first = 1 - century * 100 if "b" in items else (century - 1) * 100 + 1
    return Span(*year_bounds(first, first + 99), "century")


def read_centuries(items: Items) -> Span | None:
    """Read XVIII-XIX, with or without the word, and from the 14th to the 16th century."""
    bare = "k" not in items
    if bare and min(items["c"].value, items["z"].value) < 10:
        return None  # I-II may be anything
    first, last = read_century(items), read_century({**items, "c": items["z"]})
    return first and last and _joined(first, last)


def _joined(first: Span, last: Span) -> Span | None:
    end = last.latest
    if last.as_year is not None and first.precision != "decade":
        end = year_bounds(last.as_year)[1]
    return Span(first.earliest, end, "interval") if first.earliest < end else None


def read_range(items: Items) -> Span | None:
    """From a date to a date, or from a day of the year that the last date has."""
    first, last = items["a"].span, items["z"].span
    if first is None or last is None:
        return None
    if first.day_of_year is None:
        return _joined(first, last)
    code = encode(decode(last.earliest)[0], *first.day_of_year)
    return _joined(Span(code, code, "day"), last) if last.precision == "day" else None


def read_range_till(items: Items) -> Span | None:
    """Read 1917 жылдан 1922 жылға дейін: the first date must be in the ablative."""
    return read_range(items) if "i" in items or _is_ablative(items["a"].key) else None


def read_before(items: Items) -> Span | None:
    """Read the time before a date, without the date."""
    span = items["a"].span
    if span is None or ("v" in items and not _is_ablative(items["a"].key)):
        return None
    return Span(OPEN_START, _neighbour(span.earliest, -1), "interval")


def read_after(items: Items) -> Span | None:
    """Read the time after a date, without the date."""
    span = items["a"].span
    if span is None or ("v" in items and not _is_ablative(items["a"].key)):
        return None
    return Span(_neighbour(span.latest, 1), OPEN_END, "interval")


def read_since(items: Items) -> Span | None:
    """Read the time from a date on, with the date."""
    span = items["a"].span
    return span and Span(span.earliest, OPEN_END, "interval")


def read_half(items: Items) -> Span | None:
    """Read the first or second half of a year, decade or century."""
    span, half = items["a"].span, items["h"].value
    if span is None or half not in {1, 2} or span.precision not in {"year", "decade", "century"}:
        return None
    first, last = decode(span.earliest)[0], decode(span.latest)[0]
    if first == last:
        middles = encode(first, 6, 30), encode(first, 7, 1)
    else:
        middle = (first + last) // 2
        middles = encode(middle, 12, 31), encode(middle + 1, 1, 1)
    bounds = (span.earliest, middles[0]) if half == 1 else (middles[1], span.latest)
    return Span(*bounds, "interval")


def _is_ablative(key: str) -> bool:
    return key.endswith(("dan", "den", "tan", "ten", "nan", "nen"))


def _neighbour(code: int, step: int) -> int:
    """Return the encoded day before (-1) or after (1), in the calendar with more leap days."""
    day = day_from_number("julian", day_number("julian", *decode(code)) + step)
    return encode(*day)
