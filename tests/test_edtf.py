"""EDTF dates: what is understood, what is refused, and how days are ordered."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dates import calendars, edtf
from bot.dates.edtf import DateInterval, DateSet, HistoricalDate, SingleDate
from bot.errors import DateError

CALENDARS = st.sampled_from(["julian", "gregorian"])
LO, HI = edtf.OPEN_START, edtf.OPEN_END

TABLE = [
    ("1302-03-25", "julian", 13020325, 13020325, "day"),
    ("1900-02-29", "julian", 19000229, 19000229, "day"),
    ("2000-02-29", "gregorian", 20000229, 20000229, "day"),
    ("1864-11", "julian", 18641101, 18641130, "month"),
    ("1900-02", "julian", 19000201, 19000229, "month"),
    ("1900-02", "gregorian", 19000201, 19000228, "month"),
    ("1586", "gregorian", 15860101, 15861231, "year"),
    ("0000", "julian", 101, 1231, "year"),
    ("-0043-03-15", "julian", -429685, -429685, "day"),
    ("-0043", "julian", -429899, -428769, "year"),
    ("13XX", "julian", 13000101, 13991231, "century"),
    ("193X", "gregorian", 19300101, 19391231, "decade"),
    ("1XXX", "julian", 10000101, 19991231, "millennium"),
    ("000X", "julian", 101, 91231, "decade"),
    ("-01XX", "julian", -1989899, -998769, "century"),
    ("-00XX", "julian", -989899, 1231, "century"),
    ("-004X", "julian", -489899, -398769, "decade"),
    ("1722-01-XX", "julian", 17220101, 17220131, "month"),
    ("1722-XX", "julian", 17220101, 17221231, "year"),
    ("1722-XX-XX", "julian", 17220101, 17221231, "year"),
    ("1722~", "julian", 17220101, 17221231, "year"),
    ("1937-11-11?", "gregorian", 19371111, 19371111, "day"),
    ("1722%", "julian", 17220101, 17221231, "year"),
    ("1711-21", "gregorian", 17110301, 17110531, "season"),
    ("1711-22", "gregorian", 17110601, 17110831, "season"),
    ("1711-23", "gregorian", 17110901, 17111130, "season"),
    ("1711-24", "gregorian", 17111201, 17120229, "season"),
    ("1899-24", "gregorian", 18991201, 19000228, "season"),
    ("1899-24", "julian", 18991201, 19000229, "season"),
    ("1789/1810", "gregorian", 17890101, 18101231, "interval"),
    ("1941?/1945?", "gregorian", 19410101, 19451231, "interval"),
    ("1722-05/1722", "gregorian", 17220501, 17221231, "interval"),
    ("1722/1722-05-03", "gregorian", 17220101, 17220503, "interval"),
    ("-0043/0014", "julian", -429899, 141231, "interval"),
    ("13XX/15XX", "julian", 13000101, 15991231, "interval"),
    ("../1722", "julian", LO, 17221231, "interval"),
    ("1722/..", "julian", 17220101, HI, "interval"),
    ("[1302,1303]", "julian", 13020101, 13031231, "set"),
    ("[1303-04-07,1302-03-25~]", "julian", 13020325, 13030407, "set"),
]


@pytest.mark.parametrize(("text", "calendar", "earliest", "latest", "precision"), TABLE)
def test_understood(text, calendar, earliest, latest, precision):
    date = HistoricalDate.parse(text, calendar)
    assert (date.text, date.calendar) == (text, calendar)
    assert (date.earliest, date.latest, date.precision) == (earliest, latest, precision)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        *[
            (text, "date-not-edtf")
            for text in [
                "13xx",
                "193x",
                "1722-xx",
                "14",
                "172",
                "XIV",
                "17222",
                "Y17222",
                "+1722",
                "-0000",
                "XXXX",
                "1X22",
                "1X2X",
                "X722",
                "1302-XX-25",
                "193X-05",
                "193X-XX",
                "19XX-05-01",
                "1722-1",
                "1722-1-2",
                "17220112",
                "1722-01-",
                "1722-",
                "1722-01-12T00:00:00",
                "1722-01-12-13",
                "1722??",
                "?1722",
                "1722-01~-12",
                "1722.01.12",
                "12.01.1722",
                "1722-X",
                "../..",
                "/",
                "1722/",
                "/1722",
                "1789/1810/1820",
                "../1722/..",
                "..",
                "[]",
                "[1302]",
                "[1302,]",
                "[,1302]",
                "[1302,[1303]]",
                "[1302",
                "{1302,1303}",
                "1302,1303",
                "[1302..1303]",
                "[1302/1303,1304]",
                "unknown",
            ]
        ],
        ("", "date-not-edtf"),
        (" 1722", "date-not-edtf"),
        ("1722\n", "date-not-edtf"),
        ("[1302, 1303]", "date-not-edtf"),
        ("١٧٢٢", "date-not-edtf"),
        ("1" * 4000, "date-not-edtf"),
        ("1722-00", "date-impossible"),
        ("1722-13", "date-impossible"),
        ("1722-20", "date-impossible"),
        ("1722-25", "date-impossible"),
        ("1722-21-05", "date-impossible"),
        ("1722-13-XX", "date-impossible"),
        ("1722-01-00", "date-impossible"),
        ("1722-01-32", "date-impossible"),
        ("1722-02-30", "date-impossible"),
        ("1721-02-29", "date-impossible"),
        ("1922-04-31/1923", "date-impossible"),
        ("[1922,1922-04-31]", "date-impossible"),
        ("1922/1917", "date-reversed"),
        ("1722-05-02/1722-05-01", "date-reversed"),
        ("0014/-0043", "date-reversed"),
    ],
)
def test_refused(text, key):
    with pytest.raises(DateError) as caught:
        HistoricalDate.parse(text, "julian")
    assert caught.value.key == key
    assert caught.value.data["text"] == text


@pytest.mark.parametrize("text", ["1900-02-29", "1700-02-29", "1800-02-29"])
def test_a_day_of_the_julian_calendar_only(text):
    HistoricalDate.parse(text, "julian")
    with pytest.raises(DateError, match="date-impossible"):
        HistoricalDate.parse(text, "gregorian")


def test_parts_of_a_single_date():
    assert HistoricalDate.parse("1722-01-12?", "julian").parts == SingleDate(
        year=1722,
        month=1,
        day=12,
        season=None,
        precision="day",
        uncertain=True,
        approximate=False,
    )
    winter = HistoricalDate.parse("-0043-24%", "julian").parts
    assert winter == SingleDate(-43, None, None, 24, "season", True, True)
    assert HistoricalDate.parse("1722-XX-XX~", "julian").parts == SingleDate(
        1722, None, None, None, "year", False, True
    )


def test_parts_of_composed_dates():
    open_end = HistoricalDate.parse("1722/..", "julian").parts
    assert open_end == DateInterval(SingleDate(1722, None, None, None, "year", False, False), None)
    one_of = HistoricalDate.parse("[1303,1302~]", "julian").parts
    assert isinstance(one_of, DateSet)
    assert [(m.year, m.approximate) for m in one_of.members] == [(1303, False), (1302, True)]


def test_first_year_of_a_century_before_christ():
    """-01XX is 200 to 101 BC, the second century BC."""
    parts = HistoricalDate.parse("-01XX", "julian").parts
    assert isinstance(parts, SingleDate)
    assert parts.year == -199


@pytest.mark.parametrize(
    ("text", "uncertain", "approximate"),
    [
        ("1722", False, False),
        ("1722?", True, False),
        ("1722~", False, True),
        ("1722%", True, True),
        ("1941?/1945", True, False),
        ("1941/1945~", False, True),
        ("../1722?", True, False),
        ("[1302,1303~]", False, True),
    ],
)
def test_qualifiers(text, uncertain, approximate):
    date = HistoricalDate.parse(text, "gregorian")
    assert (date.uncertain, date.approximate) == (uncertain, approximate)


@pytest.mark.parametrize(
    ("text", "calendar", "other"),
    [
        ("1722-01-12", "julian", (1722, 1, 23)),
        ("1917-11-22?", "julian", (1917, 12, 5)),
        ("1917-12-25", "julian", (1918, 1, 7)),
        ("1900-02-29", "julian", (1900, 3, 13)),
        ("1582-10-15", "julian", (1582, 10, 25)),
        ("1582-10-05", "julian", (1582, 10, 15)),
        ("1582-10-04", "julian", None),
        ("1302-03-25", "julian", None),
        ("1722-01-23", "gregorian", None),
        ("1864-11", "julian", None),
        ("1722-01-12/1722-01-13", "julian", None),
    ],
)
def test_other_style(text, calendar, other):
    assert HistoricalDate.parse(text, calendar).other_style() == other


def test_both_calendars_sort_together():
    ordered = [
        ("../1722", "julian"),
        ("-0043-03-15", "julian"),
        ("1582-10-04", "julian"),
        ("1582-10-15", "gregorian"),
        ("1917-11-07", "gregorian"),
        ("1917-10-26", "julian"),
        ("1917-11-09", "gregorian"),
    ]
    days = [HistoricalDate.parse(*date).sort_jdn for date in ordered]
    assert days == sorted(set(days))
    assert days[2] + 1 == days[3]


def test_overlaps():
    century = HistoricalDate.parse("13XX", "julian")
    assert century.overlaps(*edtf.year_bounds(1302))
    assert century.overlaps(*edtf.year_bounds(1301, 1400))
    assert century.overlaps(LO, 13000101)
    assert not century.overlaps(*edtf.year_bounds(1400))
    assert not century.overlaps(LO, 12991231)
    assert HistoricalDate.parse("../1722", "julian").overlaps(LO, LO)


def test_equal_by_text_and_calendar():
    assert HistoricalDate.parse("1722", "julian") == HistoricalDate("1722", "julian")
    assert HistoricalDate.parse("1722", "julian") != HistoricalDate("1722", "gregorian")
    assert len({HistoricalDate("1722", "julian"), HistoricalDate("1722", "julian")}) == 1


YEARS = st.integers(-9999, 9999)
CODES = st.integers(
    edtf.encode(-9999, 1, 1),
    edtf.encode(9999, 12, 31),
)


@st.composite
def days(draw, calendar="julian"):
    year, month = draw(YEARS), draw(st.integers(1, 12))
    return year, month, draw(st.integers(1, calendars.days_in_month(calendar, year, month)))


def written(year):
    return f"-{-year:04}" if year < 0 else f"{year:04}"


@st.composite
def single_texts(draw):
    year = draw(YEARS)
    forms = [written(year), f"{written(year)}-{draw(st.integers(1, 12)):02}"]
    forms += [f"{written(year)}-{draw(st.integers(21, 24))}", f"{written(year)}-XX"]
    forms += [written(year)[:-masked] + "X" * masked for masked in (1, 2, 3)]
    day = draw(days("gregorian"))
    forms.append(f"{written(day[0])}-{day[1]:02}-{day[2]:02}")
    return draw(st.sampled_from(forms)) + draw(st.sampled_from(["", "?", "~", "%"]))


@given(days(), days())
def test_encoding_orders_as_days_do(one, other):
    def number(day):
        return calendars.day_number("julian", *day)

    assert (edtf.encode(*one) < edtf.encode(*other)) == (number(one) < number(other))
    assert edtf.decode(edtf.encode(*one)) == one
    assert LO < edtf.encode(*one) <= HI


@given(single_texts(), CALENDARS)
def test_single_dates_keep_text_and_order(text, calendar):
    date = HistoricalDate.parse(text, calendar)
    assert date.text == text
    assert date.earliest <= date.latest
    for code in (date.earliest, date.latest):
        year, month, day = edtf.decode(code)
        assert 1 <= day <= calendars.days_in_month(calendar, year, month)
    assert date.sort_jdn == calendars.day_number(calendar, *edtf.decode(date.earliest))


@given(single_texts(), single_texts(), CALENDARS)
def test_intervals_and_sets_contain_their_parts(start, end, calendar):
    first, last = HistoricalDate.parse(start, calendar), HistoricalDate.parse(end, calendar)
    one_of = HistoricalDate.parse(f"[{start},{end}]", calendar)
    assert one_of.earliest == min(first.earliest, last.earliest)
    assert one_of.latest == max(first.latest, last.latest)
    since = HistoricalDate.parse(f"{start}/..", calendar)
    assert (since.earliest, since.latest) == (first.earliest, HI)
    if first.earliest > last.latest:
        with pytest.raises(DateError, match="date-reversed"):
            HistoricalDate.parse(f"{start}/{end}", calendar)
    else:
        interval = HistoricalDate.parse(f"{start}/{end}", calendar)
        assert (interval.earliest, interval.latest) == (first.earliest, last.latest)


@given(days())
def test_bounds_contain_each_other(day):
    year, month, _ = day
    day_code, (month_first, month_last) = (
        edtf.encode(*day),
        edtf.month_bounds("julian", year, month),
    )
    year_first, year_last = edtf.year_bounds(year)
    assert year_first <= month_first <= day_code <= month_last <= year_last
    nested = [f"{written(year)}-{month:02}", written(year)]
    nested += [written(year)[:-masked] + "X" * masked for masked in (1, 2, 3)]
    dates = [HistoricalDate.parse(text, "julian") for text in nested if text != "-0000"]
    for inner, outer in itertools.pairwise(dates):
        assert outer.earliest <= inner.earliest <= inner.latest <= outer.latest


@given(st.text() | st.text("0123456789X-/?~%[],. "), CALENDARS)
def test_nothing_but_a_date_error_is_raised(text, calendar):
    try:
        date = HistoricalDate.parse(text, calendar)
    except DateError:
        return
    assert date.text == text
    assert date.earliest <= date.latest
