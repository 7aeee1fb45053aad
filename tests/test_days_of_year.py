"""The day of the year that something fell on, for anniversaries."""

import pytest

from bot.dates.days_of_year import days_of_year
from bot.dates.edtf import HistoricalDate


@pytest.mark.parametrize(
    ("text", "calendar", "days"),
    [
        ("1991-12-16", "gregorian", ((12, 16),)),
        ("1722-01-12", "julian", ((1, 12), (1, 23))),
        ("1916-06-25", "julian", ((6, 25), (7, 8))),
        ("1900-12-25", "julian", ((12, 25), (1, 7))),
        ("1582-10-04", "julian", ((10, 4),)),
        ("-0043-03-15", "julian", ((3, 15),)),
        ("1991-12-16?", "gregorian", ((12, 16),)),
        ("1991-12", "gregorian", ()),
        ("1991-12-XX", "gregorian", ()),
        ("1991", "gregorian", ()),
        ("1711-21", "gregorian", ()),
        ("19XX", "gregorian", ()),
        ("1991-12-16/1991-12-18", "gregorian", ()),
        ("[1991-12-16,1991-12-17]", "gregorian", ()),
        ("1722-01", "julian", ()),
    ],
)
def test_whole_days_have_days_of_the_year_in_both_styles(
    text: str, calendar: str, days: tuple[tuple[int, int], ...]
) -> None:
    date = HistoricalDate.parse(text, "julian" if calendar == "julian" else "gregorian")
    assert days_of_year(date) == days


def test_what_has_no_date_has_no_day() -> None:
    assert days_of_year(None) == ()
