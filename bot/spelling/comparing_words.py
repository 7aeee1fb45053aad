"""Questions that compare two things in time: how long between them, and which was first.

Written by hand, in Kazakh, Russian and English. What is found are the words of the two sides; the
word between them may stand within a side as well, so every place to part them is given.
"""

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

from bot.spelling.fold import words

Asks = Literal["between", "first"]

_BETWEEN = {
    "en": (
        "how many years, how many days, how many months, how many centuries, how much time, "
        "how long",
        "passed between, went by between, elapsed between, are there between, are between, "
        "were there between, were between, is there between, was there between, was it between, "
        "is it between, between, lie between, did pass between, had passed between, separate",
    ),
    "ru": (
        "сколько лет, сколько дней, сколько месяцев, сколько веков, сколько времени",
        "прошло между, между, миновало между, разделяет, разделяют, разделяло, отделяет, "
        "пролегло между, было между",
    ),
}
"""What stands before the two sides: each of the first followed by each of the second."""
_BETWEEN_AFTER = (
    "арасында, арасы, арасынан, ортасында",
    "неше жыл, қанша жыл, неше күн, қанша күн, неше ай, қанша ай, қанша уақыт, неше ғасыр, "
    "қанша ғасыр",
    "өтті, өткен, бар, болды, болған, жатыр, ,",
)
"""What stands after them in Kazakh, one of each."""
_AND = "and, и, мен, бен, пен, және"

_WHICH = (
    "what, which, who, что, кто, какая, какой, какое, которая, который, қайсысы, қайсы, не, кім"
)
_FIRST = """
    first, earlier, sooner, older, раньше, ранее, прежде, сначала,
    бұрын, бұрынырақ, ерте, ертерек, ертеректе, алдымен, бірінші
"""
_OR = "or, или, либо, әлде, немесе, болмаса"
_PARTICLES = "ма, ме, ба, бе, па, пе"
_MOST_BEFORE = 5
"""Words within which it is said that what was first is asked for."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is compared, as indexes of words: ``shared`` is said of both sides.

    ``sides`` are all ways to part the two.
    """

    asks: Asks
    shared: tuple[int, ...]
    sides: tuple[tuple[range, range], ...]


@functools.cache
def _keys(listed: str) -> frozenset[tuple[str, ...]]:
    """Return phrases, given with commas between them, as keys."""
    return frozenset(tuple(word.key for word in words(phrase)) for phrase in listed.split(","))


@functools.cache
def _single(listed: str) -> frozenset[str]:
    return frozenset(key for phrase in _keys(listed) for key in phrase)


@functools.cache
def _before() -> frozenset[tuple[str, ...]]:
    return frozenset(
        how + between
        for hows, betweens in _BETWEEN.values()
        for how, between in product(_keys(hows), _keys(betweens))
    )


@functools.cache
def _after() -> frozenset[tuple[str, ...]]:
    parts = product(*map(_keys, _BETWEEN_AFTER))
    return frozenset(between + how + passed for between, how, passed in parts)


def comparison(keys: Sequence[str]) -> Comparison | None:
    """Return what a question compares in time, None for all others.

    >>> comparison([w.key for w in words("How many years passed between A and B?")]).sides
    ((range(5, 6), range(7, 8)),)
    """
    return _between(tuple(keys)) or _first(tuple(keys))


def _between(keys: tuple[str, ...]) -> Comparison | None:
    inside = None
    for width in range(len(keys) - 3, 1, -1):
        if keys[:width] in _before():
            inside = range(width, len(keys))
        elif keys[-width:] in _after():
            inside = range(len(keys) - width)
        if inside is not None:
            sides = tuple(_parted(keys, inside, _single(_AND)))
            return Comparison("between", (), sides) if sides else None
    return None


def _first(keys: tuple[str, ...]) -> Comparison | None:
    if not keys or keys[0] not in _single(_WHICH):
        return None
    marks = [
        place for place in range(1, min(_MOST_BEFORE, len(keys))) if keys[place] in _single(_FIRST)
    ]
    if not marks:
        return None
    inside = range(marks[0] + 1, len(keys))
    sides = tuple(_parted(keys, inside, _single(_OR)))
    return Comparison("first", tuple(range(1, marks[0])), sides) if sides else None


def _parted(
    keys: tuple[str, ...], inside: range, between: frozenset[str]
) -> Iterator[tuple[range, range]]:
    """Yield both sides of every word between them, without particles that ask."""
    for place in inside[1:-1]:
        if keys[place] in between:
            end = place - 1 if keys[place - 1] in _single(_PARTICLES) else place
            last = inside.stop - 1 if keys[inside.stop - 1] in _single(_PARTICLES) else inside.stop
            if inside.start < end and place + 1 < last:
                yield range(inside.start, end), range(place + 1, last)
