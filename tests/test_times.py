"""Which facts are of a time: all that meet it, and those nearest to it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from bot.dates.edtf import OPEN_END, OPEN_START, HistoricalDate, encode
from bot.errors import DateError
from bot.facts.schema import migrations
from bot.facts.times import Dated, between, nearest

YEARS = st.integers(-30, 40).map(lambda year: f"{year:04d}" if year >= 0 else f"-{-year:04d}")
MONTHS = st.builds("{}-{:02d}".format, YEARS, st.integers(1, 12))
DAYS = st.builds("{}-{:02d}".format, MONTHS, st.integers(1, 28))
ENDS = YEARS | MONTHS | DAYS


def parsed(text: str, calendar: str = "gregorian") -> HistoricalDate | None:
    try:
        return HistoricalDate.parse(text, "julian" if calendar == "julian" else "gregorian")
    except DateError:
        return None  # an end before its beginning


DATES = st.builds(
    parsed,
    ENDS
    | st.sampled_from(["00XX", "001X"])
    | st.builds("{}/{}".format, ENDS | st.just(".."), ENDS)
    | st.builds("{}/..".format, ENDS)
    | st.builds("[{},{}]".format, ENDS, ENDS),
    st.sampled_from(["gregorian", "julian"]),
).filter(bool)
CODES = st.builds(encode, st.integers(-30, 40), st.integers(1, 12), st.integers(1, 31))


@pytest.fixture(scope="module")
def db() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as db:
        migrations.apply(Database(db))
        yield db


def fill(db: sqlite3.Connection, *dates: HistoricalDate, status: str = "published") -> None:
    """Give the file facts of these dates, numbered from 1."""
    db.execute("DELETE FROM facts")
    db.executemany(
        "INSERT INTO facts (id, key, date, calendar, earliest, latest, sort_jdn, status,"
        " created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, '', '')",
        [
            (n, f"{n:036}", d.text, d.calendar, d.earliest, d.latest, d.sort_jdn, status)
            for n, d in enumerate(dates, 1)
        ],
    )


def date(text: str) -> HistoricalDate:
    return HistoricalDate.parse(text, "gregorian")


@given(
    st.lists(DATES, min_size=1, max_size=6),
    CODES | st.just(OPEN_START),
    CODES | st.just(OPEN_END),
)
def test_all_facts_that_meet_a_time_are_found_and_no_others(
    db: sqlite3.Connection, dates: list[HistoricalDate], one: int, other: int
) -> None:
    earliest, latest = min(one, other), max(one, other)
    fill(db, *dates)
    meeting = [Dated(n, d) for n, d in enumerate(dates, 1) if d.overlaps(earliest, latest)]
    assert sorted(between(db, earliest, latest, 99), key=lambda found: found.number) == meeting


@pytest.mark.parametrize(
    ("text", "meets"),
    [
        ("1722-06-15", True),
        ("1722", True),
        ("1722-06", True),
        ("17XX", True),
        ("1700/1800", True),
        ("../1730", True),
        ("1700/..", True),
        ("1721-07/1722-06-14", False),
        ("1722-06-16/1722-12", True),
        ("1721-07/1722-06-15", True),
        ("1721-07/1722-06-20", True),
        ("1721-06/1722-12", True),
        ("1722-01-01/1723-01-01", True),
        ("1722-06-14", False),
        ("1722-06-18", False),
        ("1721", False),
        ("../1722-06-14", False),
        ("1722-06-18/..", False),
    ],
)
def test_a_fact_is_of_a_time_if_it_begins_or_ends_in_it_or_lasts_through_it(
    db: sqlite3.Connection, text: str, meets: bool
) -> None:
    fill(db, date(text))
    assert between(db, 17220615, 17220617, 9) == ([Dated(1, date(text))] if meets else [])


def test_no_more_facts_of_a_time_than_asked_for(db: sqlite3.Connection) -> None:
    fill(db, *[date("1722-06")] * 3, *[date("1722-06-15")] * 3, *[date("17XX")] * 3)
    for most in range(10):
        found = [dated.number for dated in between(db, 17220615, 17220617, most)]
        assert len(found) == len(set(found)) == most


def test_the_nearest_facts_are_taken_from_before_and_after(db: sqlite3.Connection) -> None:
    dates = [date(text) for text in ("1700", "1710", "1720", "1730", "1740", "1750")]
    fill(db, *dates)
    day = date("1731").sort_jdn
    assert {d.number for d in nearest(db, day, 2)} == {3, 4, 5, 6}
    assert {d.number for d in nearest(db, day, 1)} == {4, 5}
    assert nearest(db, date("1760").sort_jdn, 1) == [Dated(6, dates[5])]
    assert nearest(db, date("1690").sort_jdn, 1) == [Dated(1, dates[0])]


def test_a_fact_of_the_very_day_is_found_once(db: sqlite3.Connection) -> None:
    fill(db, date("1700-01-01"))
    assert [d.number for d in nearest(db, date("1700-01-01").sort_jdn, 3)] == [1]


@pytest.mark.parametrize(
    ("status", "answered"),
    [("published", True), ("disputed", True), ("draft", False), ("retired", False)],
)
def test_only_facts_that_are_answered_with_are_of_a_time(
    db: sqlite3.Connection, status: str, answered: bool
) -> None:
    fill(db, date("1722"), status=status)
    assert bool(between(db, 17220101, 17221231, 9)) is answered
    assert bool(between(db, 17220301, 17220302, 9)) is answered
    assert bool(nearest(db, date("1723").sort_jdn, 9)) is answered
    assert bool(nearest(db, date("1721").sort_jdn, 9)) is answered
