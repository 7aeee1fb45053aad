"""Which facts are of a time, read through the file's indexes and never more than asked for."""

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from bot.dates.edtf import HistoricalDate
from bot.facts.models import ANSWERED


class Dated(NamedTuple):
    """A fact's number and its date."""

    number: int
    date: HistoricalDate


_OF_A_TIME = (
    "earliest BETWEEN :earliest AND :latest",
    "latest BETWEEN :earliest AND :latest",
    "latest - earliest > 10000 AND earliest < :earliest AND latest > :latest",
)
"""A fact is of a time if it begins or ends in it, or lasts through it: more than a year then."""


def between(db: sqlite3.Connection, earliest: int, latest: int, most: int) -> list[Dated]:
    """Return facts whose dates meet these encoded days, at most ``most``, in no order."""
    found: dict[int, Dated] = {}
    for condition in (*_OF_A_TIME, _within(earliest, latest)):
        if condition is not None and len(found) < most:
            values = {"earliest": earliest, "latest": latest, "most": most}
            found.update((dated.number, dated) for dated in _read(db, condition, values, "LIMIT"))
    return list(found.values())[:most]


def _within(earliest: int, latest: int) -> str | None:
    """Return the condition for facts of less than a year around a time shorter than theirs."""
    if latest - earliest >= 10_000:
        return None
    return f"earliest BETWEEN {earliest - 10_000} AND :earliest AND latest > :latest"


def nearest(db: sqlite3.Connection, day: int, most: int) -> list[Dated]:
    """Return the facts nearest to a Julian day number, at most ``most`` before and after it."""
    values = {"day": day, "most": most}
    before = _read(db, "sort_jdn < :day", values, "ORDER BY sort_jdn DESC LIMIT")
    after = _read(db, "sort_jdn >= :day", values, "ORDER BY sort_jdn LIMIT")
    return [*before, *after]


def _read(
    db: sqlite3.Connection, condition: str, values: dict[str, int], limit: str
) -> Iterator[Dated]:
    statuses = ", ".join(f"'{status}'" for status in ANSWERED)
    rows = db.execute(
        f"SELECT id, date, calendar FROM facts WHERE {condition}"  # noqa: S608 - fixed texts
        f" AND status IN ({statuses}) {limit} :most",
        values,
    )
    for number, date, calendar in rows:
        yield Dated(number, HistoricalDate.parse(date, calendar))
