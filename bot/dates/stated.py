"""What a date that is written in words is in EDTF."""

from bot.dates.asked_dates import AskedDate, find
from bot.dates.centuries import century
from bot.dates.edtf import OPEN_END, OPEN_START, decode
from bot.spelling.fold import words

_ABOUT = "шамамен жуық шамасында шамасы около примерно приблизительно about around circa ca c"
_NEW_YEAR, _YEARS_END = (1, 1), (12, 31)


def stated(text: str) -> str | None:
    """Return the one date that a text speaks of in EDTF, None where it speaks of none or several.

    >>> stated("1722 жылғы 12 қаңтар"), stated("XVIII век"), stated("13.07.1922")
    ('1722-01-12', '17XX', '1922-07-13')
    >>> stated("шамамен 1722 жыл"), stated("about 44 BC"), stated("1456 or 1465")
    ('1722~', '-0043~', None)
    """
    found = find(text)
    if len(found) != 1 or found[0].day_of_year is not None:
        return None
    edtf = _edtf(found[0])
    about = {word.key for word in words(_ABOUT)} & {word.key for word in words(text)}
    return f"{edtf}~" if edtf and about and "/" not in edtf else edtf


def _edtf(asked: AskedDate) -> str | None:
    if asked.precision == "interval":
        return _interval(asked)
    year, month, day = decode(asked.earliest)
    forms = {
        "day": f"{_year(year)}-{month:02}-{day:02}",
        "month": f"{_year(year)}-{month:02}",
        "year": _year(year),
    }
    if year > 0:  # masked digits of years before Christ count the other way round
        forms |= {"decade": f"{year // 10:03}X", "century": century(year)}
    return forms.get(asked.precision)


def _interval(asked: AskedDate) -> str:
    first = ".." if asked.earliest == OPEN_START else _end(asked.earliest, _NEW_YEAR)
    last = ".." if asked.latest == OPEN_END else _end(asked.latest, _YEARS_END)
    return f"{first}/{last}"


def _end(code: int, of_the_year: tuple[int, int]) -> str:
    year, month, day = decode(code)
    whole = (month, day) == of_the_year
    return _year(year) if whole else f"{_year(year)}-{month:02}-{day:02}"


def _year(year: int) -> str:
    return f"-{-year:04}" if year < 0 else f"{year:04}"
