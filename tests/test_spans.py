"""What lies between two dates."""

from convertdate import gregorian, julian
from hypothesis import given
from hypothesis import strategies as st

from bot.dates.calendars import day_from_number, day_number
from bot.dates.edtf import HistoricalDate, decode
from bot.dates.spans import Gap, gap

YEARS = st.integers(1, 2100)
CALENDARS = st.sampled_from(["julian", "gregorian"])
TEXTS = st.one_of(
    st.builds("{:04d}".format, YEARS),
    st.builds("{:04d}-{:02d}".format, YEARS, st.integers(1, 12)),
    st.builds("{:04d}-{:02d}-{:02d}".format, YEARS, st.integers(1, 12), st.integers(1, 28)),
    st.builds("{:02d}XX".format, st.integers(0, 20)),
    st.builds("{:03d}X".format, st.integers(0, 209)),
    st.builds("{:04d}-{}".format, YEARS, st.integers(21, 24)),
    st.builds(
        lambda year, on: f"{year:04d}/{year + on:04d}", st.integers(1, 2000), st.integers(0, 99)
    ),
    st.builds(
        lambda year, on: f"[{year:04d},{year + on:04d}]", st.integers(1, 2000), st.integers(1, 99)
    ),
)
DATES = st.builds(HistoricalDate.parse, TEXTS, CALENDARS)


def between(one: str, other: str, calendar: str = "gregorian", second: str | None = None) -> Gap:
    found = gap(
        HistoricalDate.parse(one, calendar), HistoricalDate.parse(other, second or calendar)
    )
    assert found is not None
    return found


def span(date: HistoricalDate) -> tuple[int, int]:
    first, last = decode(date.earliest), decode(date.latest)
    return day_number(date.calendar, *first), day_number(date.calendar, *last)


@given(DATES, DATES, st.data())
def test_the_true_days_lie_within(one: HistoricalDate, other: HistoricalDate, data) -> None:
    found = gap(one, other)
    assert found is not None
    first, second = (data.draw(st.integers(*span(date))) for date in (one, other))
    assert found.days[0] <= abs(second - first) <= found.days[1]
    if found.order != "unknown":
        assert {"before": first < second, "after": first > second, "same": first == second}[
            found.order
        ]
    calendar = one.calendar if one.calendar == other.calendar else "gregorian"
    early, late = (day_from_number(calendar, day) for day in sorted((first, second)))
    years = late[0] - early[0] - (late[1:] < early[1:])
    assert found.years[0] <= years <= found.years[1]


@given(DATES, DATES)
def test_both_ways_are_the_same(one: HistoricalDate, other: HistoricalDate) -> None:
    there, back = gap(one, other), gap(other, one)
    assert there is not None
    assert back is not None
    assert (there.days, there.years, there.exact) == (back.days, back.years, back.exact)
    turned = {"before": "after", "after": "before"}
    assert back.order == turned.get(there.order, there.order)


@given(DATES, DATES)
def test_the_bounds_are_reached(one: HistoricalDate, other: HistoricalDate) -> None:
    found = gap(one, other)
    assert found is not None
    first, second = span(one), span(other)
    distances = {abs(a - b) for a in first for b in second}
    assert found.days[1] == max(distances)
    assert found.order == "unknown" or found.days[0] == min(distances)


@given(DATES)
def test_nothing_lies_between_a_date_and_itself(date: HistoricalDate) -> None:
    found = gap(date, date)
    assert found is not None
    assert found.days[0] == found.years[0] == 0
    assert found.order == ("same" if date.precision == "day" else "unknown")


def test_days_across_calendars_are_counted_as_they_passed() -> None:
    found = between("1917-10-25", "1917-11-07", "julian", "gregorian")
    assert (found.order, found.days) == ("same", (0, 0))
    found = between("1722-01-12", "1922-07-13", "julian", "gregorian")
    days = gregorian.to_jd(1922, 7, 13) - julian.to_jd(1722, 1, 12)
    assert (found.days, found.years, found.exact) == ((days, days), (200, 200), True)


def test_years_alone_leave_a_year_open() -> None:
    assert between("1586", "1670").years == (83, 84)
    assert between("1586", "1587").years == (0, 1)
    assert between("13XX", "1586").years == (186, 286)


def test_a_birthday_is_a_year_and_the_day_before_is_not() -> None:
    assert between("2000-05-06", "2001-05-06").years == (1, 1)
    assert between("2000-05-06", "2001-05-05").years == (0, 0)
    assert between("2000-02-29", "2001-02-28").years == (0, 0)
    assert between("2000-02-29", "2001-03-01").years == (1, 1)


def test_what_is_not_certain_is_said_to_be() -> None:
    assert between("1722~", "1800").doubtful
    assert between("1722", "1800?").doubtful
    assert not between("1722", "1800").doubtful


def test_an_open_end_has_no_distance() -> None:
    dates = [HistoricalDate.parse(text, "gregorian") for text in ("1722/..", "../1722", "1800")]
    assert gap(dates[0], dates[2]) is None
    assert gap(dates[2], dates[1]) is None
