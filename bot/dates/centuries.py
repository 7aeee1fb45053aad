"""Centuries and millennia as people count them, in EDTF.

The 13th century ends with 1300, and there is no century without a number between the first BC and
the first. EDTF masks digits, so that ``12XX`` is 1200 to 1299: the form for the 13th century all
the same, one year off at both ends. Before Christ the years are the same in both.
"""


def century(year: int) -> str:
    """Return the century of a year (astronomical: 0 is 1 BC).

    >>> century(1300), century(1301), century(0), century(-100)
    ('12XX', '13XX', '-00XX', '-01XX')
    """
    return _masked(year, 2)


def millennium(year: int) -> str:
    """Return the millennium of a year (astronomical).

    >>> millennium(2000), millennium(2001), millennium(-43)
    ('1XXX', '2XXX', '-0XXX')
    """
    return _masked(year, 3)


def _masked(year: int, digits: int) -> str:
    before_christ = year < 1
    counted = 1 - year if before_christ else year
    number = (counted - 1) // 10**digits
    return f"{'-' if before_christ else ''}{number:0{4 - digits}d}{'X' * digits}"
