"""Pages of lists as buttons carry them.

A button to turn the page carries what the list is of, not where it was shown: days and folded
words. So one that is years old still works, and shows the facts as they are now.
"""

import re
from dataclasses import dataclass
from typing import Final

from bot.dates.edtf import OPEN_END, OPEN_START, decode
from bot.facts.models import Asked

LONGEST: Final = 36
"""Letters that a button's value may have."""
_VALUE: Final = re.compile(
    r"(?P<page>[1-9][0-9]{0,2})\.(?P<start>[0-9a-z]{1,6})\.(?P<end>[0-9a-z]{1,6})"
    r"(?P<words>(?:\.[0-9a-z]+)*)"
)
_DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"
_ANY_TIME: Final = "x"
_EVERY_YEAR: Final = "y"
"""Stand for the first day of a list of any time, and of one day of every year."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page, from 1, of the list of these days and words, as in ``Outcome``."""

    number: int
    asked: Asked | None
    words: tuple[str, ...]


def page_value(page: Page) -> str:
    """Return a page as the value of a button.

    >>> page_value(Page(2, Asked(17010101, 18001231), ("frantsia",)))
    '2.1xnqt0.1y8zke.frantsia'
    >>> page_value(Page(1, None, ("peter", "1"))), page_value(Page(3, Asked(0, 0, (12, 16)), ()))
    ('1.x.0.peter.1', '3.y.xs')
    """
    asked = page.asked
    if asked is None:
        start, end = _ANY_TIME, 0
    elif asked.day_of_year is not None:
        month, day = asked.day_of_year
        start, end = _EVERY_YEAR, 100 * month + day
    else:
        start, end = _base36(asked.earliest - OPEN_START), asked.latest - OPEN_START
    return ".".join((str(page.number), start, _base36(end), *page.words))


def page_of(value: str) -> Page | None:
    """Return the page that a button's value tells, None where it tells none."""
    read = _VALUE.fullmatch(value)
    if read is None:
        return None
    start, end = read["start"], int(read["end"], 36)
    words = tuple(read["words"].split(".")[1:])
    if start == _ANY_TIME:
        return Page(int(read["page"]), None, words) if words else None
    asked = _every_year(end) if start == _EVERY_YEAR else _days(int(start, 36), end)
    return None if asked is None else Page(int(read["page"]), asked, words)


def _every_year(code: int) -> Asked | None:
    month, day = divmod(code, 100)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return Asked(OPEN_START, OPEN_END, (month, day))


def _days(start: int, end: int) -> Asked | None:
    earliest, latest = start + OPEN_START, end + OPEN_START
    real = _is_day(earliest) and _is_day(latest) and earliest <= latest
    return Asked(earliest, latest) if real else None


def _is_day(code: int) -> bool:
    if not OPEN_START < code < OPEN_END:
        return code in (OPEN_START, OPEN_END)
    _, month, day = decode(code)
    return 1 <= month <= 12 and 1 <= day <= 31


def _base36(number: int) -> str:
    """Return a number in digits and small letters, as ``int(…, 36)`` reads it."""
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return digits or "0"
