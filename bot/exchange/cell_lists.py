"""Several values in one cell of a table, one a line, and back without loss.

A text that itself holds a line break or a backslash is written with ``\\n`` for the one and
``\\\\`` for the other; a backslash before anything else stands for itself. Empty lines say nothing.
"""

import json
import re
from collections.abc import Mapping, Sequence

_ESCAPED = re.compile(r"\\([\\n])")
_UNESCAPED = {"\\": "\\", "n": "\n"}

Author = dict[str, str]
"""A name as in CSL: ``family`` and ``given``, or ``literal``, or any other of its fields."""


def texts_cell(texts: Sequence[str]) -> str:
    """Return texts as the lines of a cell.

    >>> texts_cell(["Who?", "two\\nlines"])
    'Who?\\ntwo\\\\nlines'
    """
    return "\n".join(text.replace("\\", "\\\\").replace("\n", "\\n") for text in texts)


def texts_of(cell: str) -> list[str]:
    """Return the texts that a cell holds.

    >>> texts_of("Who?\\n\\ntwo\\\\nlines")
    ['Who?', 'two\\nlines']
    """
    return [
        _ESCAPED.sub(lambda match: _UNESCAPED[match[1]], line)
        for line in cell.split("\n")
        if line.strip()
    ]


def authors_cell(authors: Sequence[Mapping[str, str]]) -> str:
    """Return authors as the lines of a cell: ``Family, Given``, a literal name, or JSON.

    >>> authors_cell([{"family": "Valikhanov", "given": "Shoqan"}, {"literal": "The editors"}])
    'Valikhanov, Shoqan\\nThe editors'
    """
    return "\n".join(map(_author_line, authors))


def authors_of(cell: str) -> list[Author]:
    """Return the authors that a cell holds; one that can't be read is empty.

    >>> authors_of("Valikhanov, Shoqan")
    [{'family': 'Valikhanov', 'given': 'Shoqan'}]
    """
    return [_author(line) for line in cell.split("\n") if line.strip()]


def _author_line(author: Mapping[str, str]) -> str:
    plain = author.get("literal", f"{author.get('family')}, {author.get('given')}")
    if "\n" not in plain and _author(plain) == author:
        return plain
    return json.dumps(author, ensure_ascii=False)


def _author(line: str) -> Author:
    line = line.strip()
    if line.startswith("{"):
        return _json_author(line)
    family, comma, given = line.partition(", ")
    return {"family": family, "given": given} if comma else {"literal": line}


def _json_author(line: str) -> Author:
    try:
        author = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return author if isinstance(author, dict) else {}
