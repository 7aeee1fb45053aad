"""Ordinals in words as numbers: бірінші, первый and first are all 1.

Being first is what many questions turn on, so "first" is a number that a fact has or lacks.
"""

import functools

from bot.spelling.fold import words
from bot.spelling.inflection import stems

SHORTEST = 4
"""Letters that identify an ordinal: соң (after) is no form of соңғы (last)."""
LAST = "last"
"""Stands for the ordinal that is opposed to the first."""

_ORDINALS = {
    "1": "бірінші біріншісі алғашқы алғаш тұңғыш первый первая первое первые впервые first",
    "2": "екінші второй вторая второе вторые second",
    "3": "үшінші третий третья третье третьи third",
    "4": "төртінші четвёртый четвёртая четвёртое fourth",
    "5": "бесінші пятый пятая пятое fifth",
    "6": "алтыншы шестой шестая шестое sixth",
    "7": "жетінші седьмой седьмая седьмое seventh",
    "8": "сегізінші восьмой восьмая восьмое eighth",
    "9": "тоғызыншы девятый девятая девятое ninth",
    "10": "оныншы десятый десятая десятое tenth",
    LAST: "соңғы ақырғы последний последняя последнее last",
}


@functools.cache
def _numbers_by_stem() -> dict[str, str]:
    return {
        stem: number
        for number, listed in _ORDINALS.items()
        for word in words(listed)
        for stem in stems(word.key)
        if len(stem) >= max(len(word.key) - 2, SHORTEST)
    }


@functools.lru_cache(4096)
def number(key: str) -> str | None:
    """Return the number that a key writes in digits or as an ordinal, or None.

    Two digits stay as they are: 02 may be the year 2002.

    >>> number("birinwi"), number("pervogo"), number("first"), number("441"), number("sud")
    ('1', '1', '1', '441', None)
    """
    if key.isdigit():
        return key if len(key) == 2 else key.lstrip("0") or "0"
    numbers = _numbers_by_stem()
    return next((numbers[stem] for stem in stems(key) if stem in numbers), None)
