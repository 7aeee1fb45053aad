"""Dates in words as EDTF."""

import pytest

from bot.dates.edtf import HistoricalDate
from bot.dates.stated import stated


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("1722 жылғы 12 қаңтар", "1722-01-12"),
        ("12 января 1722 года", "1722-01-12"),
        ("12 January 1722", "1722-01-12"),
        ("13.07.1922", "1922-07-13"),
        ("1722", "1722"),
        ("1722 ж.", "1722"),
        ("шамамен 1722 жыл", "1722~"),
        ("около 1722 года", "1722~"),
        ("c. 1722", "1722~"),
        ("October 1917", "1917-10"),
        ("1920-жылдары", "192X"),
        ("XIX ғасырдың 20-жылдары", "182X"),
        ("XVIII век", "17XX"),
        ("1917-1922 жылдар", "1917/1922"),
        ("after 1917", "1918/.."),
        ("before 1900", "../1899"),
        ("44 BC", "-0043"),
        ("б.з.б. 43 жыл", "-0042"),
    ],
)
def test_one_date_in_words(text: str, edtf: str) -> None:
    assert stated(text) == edtf
    HistoricalDate.parse(edtf, "gregorian")


@pytest.mark.parametrize(
    "text",
    ["", "белгісіз", "16 декабря", "1456 or 1465", "1456 және 1465 жылдары", "5 ғасыр б.з.б."],
)
def test_no_date_or_several_or_none_that_edtf_can_say(text: str) -> None:
    assert stated(text) is None
