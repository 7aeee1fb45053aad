"""Texts as cells that a spreadsheet leaves alone, and what people typed as text.

A cell that begins with one of ``= + - @``, a tab or a line break may be taken for a formula (OWASP,
"CSV Injection"), so ``-0043`` is written as ``'-0043``. An apostrophe before such a beginning is
taken away when the cell is read; where a text has that apostrophe itself, it gets another one. All
other texts stand as they are.

A workbook says that a cell is a text, so no apostrophe is needed there. But XML holds no control
characters: they are written as ``_x0007_`` (ECMA-376, part 1, 22.4.2.4), and a text that looks so
by itself has its underscore written as ``_x005F_``.
"""

import datetime
import re

MOST_CHARACTERS = 32_767
"""What a cell of a workbook holds, in UTF-16 units."""

_BEGINNING = r"[=+\-@\t\r\n＝＋－＠]"  # the wide ones are what some Asian input methods write
_UNSAFE = re.compile(f"'*{_BEGINNING}")
_GUARDED = re.compile(f"'+{_BEGINNING}")
_LITERAL = re.compile("_(?=x[0-9A-Fa-f]{4})")
_NOT_XML = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_ESCAPED = re.compile("_x((?![dD][89a-fA-F])[0-9A-Fa-f]{4})_")


def guarded(text: str) -> str:
    """Return a text as a cell of CSV that is no formula.

    >>> guarded("-0043"), guarded("'=1"), guarded("1722")
    ("'-0043", "''=1", '1722')
    """
    return f"'{text}" if _UNSAFE.match(text) else text


def unguarded(cell: str) -> str:
    """Return the text that a cell of CSV stands for.

    >>> unguarded("'-0043"), unguarded("-0043"), unguarded("'quoted'")
    ('-0043', '-0043', "'quoted'")
    """
    return cell[1:] if _GUARDED.match(cell) else cell


def escaped(text: str) -> str:
    """Return a text as XML can hold it in a workbook.

    >>> escaped("bell\\a"), escaped("_x0007_")
    ('bell_x0007_', '_x005F_x0007_')
    """
    return _NOT_XML.sub(lambda match: f"_x{ord(match[0]):04X}_", _LITERAL.sub("_x005F_", text))


def unescaped(cell: str) -> str:
    """Return the text that a workbook's string stands for; halves of a character stay escaped."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), cell)


def units(text: str) -> int:
    """Return the length of a text in UTF-16 units, which is how workbooks count."""
    return len(text) + sum(character > "\uffff" for character in text)


def typed_text(value: object) -> str:
    """Return as text what people typed into a cell of a workbook.

    >>> typed_text(1722.0), typed_text(datetime.datetime(1922, 7, 13)), typed_text(None)
    ('1722', '1922-07-13', '')
    """
    match value:
        case str():
            return unescaped(value)
        case bool():
            return str(value).lower()
        case float() if value.is_integer():
            return str(int(value))
        case datetime.datetime() if value.time() == datetime.time():
            return value.date().isoformat()
        case _:
            return "" if value is None else str(value)
