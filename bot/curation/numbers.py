"""The numbers that a text states, so that the texts of a fact can be held against each other.

Read are digits (10,000 and 10 000 and 10 мың are one number, 1,5 and 1.5 another), Roman numerals,
and numerals in Kazakh, Russian and English words. A number is only a value here: XIX ғасыр, 19 век
and the nineteenth century all state 19. Months are no numbers.
"""

import functools
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from bot.curation.numeral_words import (
    HUNDRED,
    cardinals,
    compounds,
    is_known,
    scales,
    vague,
)
from bot.dates import date_words
from bot.spelling.fold import Word, repair, roman, words
from bot.spelling.numerals import LAST, number

Numbers = frozenset[Decimal]

_GAP = "[ \u00a0\u2009\u202f]"
_THOUSANDS = re.compile(rf"(?<![\d.,])\d{{1,3}}(?:(?:,|{_GAP})\d{{3}})+(?![\d])")
_THOUSANDS_BY_DOT = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})+(?![\d.])")
_DECIMAL = re.compile(r"(?<![\d.,])\d+[.,]\d+(?![\d.,]*\d)")
_DATE = re.compile(r"(?<!\d)(?:\d{1,2}[./]\d{1,2}(?=[./]\d{4})|\d{4}-\d{2}(?=-\d{2}(?!\d)))")
_SHORT_RANGE = re.compile(r"(?<!\d)(\d\d)(\d\d)[-–—](\d\d)(?!\d)(?!-\d)")
_OTHER_STYLE = re.compile(r"\(\s*([0-3]?\d)(?!\d)[^()\d]{0,20}\)")
_DIGITS = re.compile(r"\d+")
_POINT = "٫"
"""Stands for a decimal point, so that a full stop stays what it is."""
_SHORT_CENTURY = frozenset({"в", "вв", "ғ", "ғғ", "c"})
_AND = "and"
_SMALL = frozenset(map(Decimal, range(101)))
"""What may stand in words of a language whose numerals are not known."""


class Stated(NamedTuple):
    """The numbers of a text, by how much their absence elsewhere says.

    ``sure``: in digits, or of a century: another text of the fact must have them. ``told``: in
    words, or of a ruler: another text may do without (Peter the Great), but not say otherwise.
    ``maybe``: what may be meant as well; it only excuses the other text.
    """

    sure: Numbers
    told: Numbers
    maybe: Numbers

    @property
    def all(self) -> Numbers:
        """Every number that the text can be taken to state."""
        return self.sure | self.told | self.maybe


def stated(text: str, lang: str) -> Stated:
    """Return the numbers of a text; in a language without numeral words any small one may be.

    >>> sorted(map(int, stated("В 1722 году прислали 10 000 человек", "ru").sure))
    [1722, 10000]
    """
    joined, maybe = _joined(repair(text), lang)
    if not is_known(lang):
        maybe |= _SMALL
    sure: set[Decimal] = set()
    told: set[Decimal] = set()
    listed = words(joined)
    index = 0
    while index < len(listed):
        value, after, written = _number_at(joined, listed, index, lang)
        if value is None:
            maybe.update(_hidden(listed[index].key, lang))
        else:
            (sure if written else told).add(value)
            if after - index > 1 and listed[after - 1].key in HUNDRED:
                maybe.add(value / 100)  # үш жүз is 300, or the three zhuzes
        index = after
    return Stated(frozenset(sure), frozenset(told), frozenset(maybe | _implied(sure | told)))


def disagreement(one: Stated, other: Stated) -> tuple[Numbers, Numbers]:
    """Return what each of two texts states and the other does not; both empty if they agree."""
    sure, sure_there = one.sure - other.all, other.sure - one.all
    told, told_there = one.told - other.all, other.told - one.all
    some, some_there = sure | told, sure_there | told_there
    return (some if some_there else sure), (some_there if some else sure_there)


def shown(numbers: Numbers) -> str:
    """Return numbers as people read them, smallest first; a dash for none."""
    return ", ".join(f"{value.normalize():f}" for value in sorted(numbers)) or "–"


def _joined(text: str, lang: str) -> tuple[str, set[Decimal]]:
    """Return a text whose numbers are each one run of digits, and what was taken out of it."""
    maybe = {Decimal(day) for day in _OTHER_STYLE.findall(text)}
    text = _OTHER_STYLE.sub(" ", text) if maybe else text
    for date in _DATE.findall(text):
        parts = _DIGITS.findall(date)
        maybe.add(Decimal(parts[1]))  # the month
    text = _DATE.sub(lambda match: _DIGITS.findall(match.group())[0] + " ", text)
    text = _SHORT_RANGE.sub(_whole_range, text)
    text = _THOUSANDS.sub(lambda match: re.sub(r"\D", "", match.group()), text)
    if lang != "en":
        text = _THOUSANDS_BY_DOT.sub(lambda match: match.group().replace(".", ""), text)
    return _DECIMAL.sub(lambda match: re.sub("[.,]", _POINT, match.group()), text), maybe


def _whole_range(match: re.Match[str]) -> str:
    """Return 1941–45 as 1941–1945; 1997-05 is a month, not a range."""
    century, first, last = match.groups()
    return f"{century}{first}–{century}{last}" if last > first else match.group()


def _number_at(
    text: str, listed: tuple[Word, ...], index: int, lang: str
) -> tuple[Decimal | None, int, bool]:
    """Return the number that begins at a word, the index after it, and whether it is sure."""
    word = listed[index]
    if word.text.isdecimal():
        value, after = Decimal(word.text), index + 1
        if text[word.end : word.end + 1] == _POINT:
            value, after = Decimal(f"{word.text}.{listed[after].text}"), after + 1
        return *_scaled(value, listed, after, lang), True
    if (numeral := roman(word.text)) is not None:
        century = _is_century(listed, index + 1)
        initial = len(word.text) == 1 and text[word.end : word.end + 1] == "." and not century
        return (None if initial else Decimal(numeral)), index + 1, century
    return *_in_words(listed, index, lang), False


def _is_century(listed: tuple[Word, ...], index: int) -> bool:
    """Say whether the word century follows, perhaps after another numeral: XVIII–XIX ғасырлар."""
    following = [word for word in listed[index : index + 2] if roman(word.text) is None]
    if not following:
        return False
    text, key = following[0].text.casefold(), following[0].key
    return text in _SHORT_CENTURY or date_words.kinds().get(key, "x")[0] == "c"


def _scaled(value: Decimal, listed: tuple[Word, ...], index: int, lang: str) -> tuple[Decimal, int]:
    """Multiply a number by the thousand, million … that follows it."""
    while index < len(listed) and (scale := scales(lang).get(listed[index].key)):
        value, index = value * scale, index + 1
    return value, index


def _in_words(listed: tuple[Word, ...], index: int, lang: str) -> tuple[Decimal | None, int]:
    """Return the number that the words from here on write: үш мың екі жүз, twenty-five."""
    total, part, start = Decimal(0), Decimal(0), index
    room = Decimal("Infinity")  # what follows must be smaller: "five, six" are two numbers
    while index < len(listed):
        key = listed[index].key
        unit = cardinals(lang).get(key)
        if index > start and key in HUNDRED and 1 <= part <= 9:
            part, room = part * 100, Decimal(100)
        elif index > start and part and (scale := scales(lang).get(key)):
            total, part, room = total + part * scale, Decimal(0), Decimal("Infinity")
        elif unit is not None and unit < room and part % 10 == 0:
            part, room = part + unit, _room_after(unit)
        elif not (key == _AND and part >= 100 and part % 100 == 0):
            break
        index += 1
    ordinal = _ordinal(listed[index].key, lang) if index < len(listed) else None
    if ordinal is not None and ordinal < room and part % 10 == 0:
        return total + part + ordinal, index + 1  # жиырма бірінші
    if index == start:
        return None, index + 1
    value = total + part
    return (None if value == 1 and index == start + 1 else value), index


def _room_after(unit: Decimal) -> Decimal:
    if unit >= 100:
        return Decimal(100)
    return Decimal(10) if unit >= 20 else Decimal(0)


@functools.lru_cache(4096)
def _ordinal(key: str, lang: str) -> Decimal | None:
    if not is_known(lang) or key.isdigit():
        return None
    kind, value = date_words.kinds().get(key, ("x", 0))
    listed = number(key)
    if listed == LAST:
        return None
    if listed is not None:
        return Decimal(listed)
    return Decimal(value) if kind == "o" else None


def _hidden(key: str, lang: str) -> Iterator[Decimal]:
    """Yield the numbers that a word may hold: one, both, трёхвековой."""
    yield from vague(lang).get(key, ())
    for start, value in compounds(lang):
        if key.startswith(start) and len(key) > len(start) + 2:
            yield value


def _implied(found: set[Decimal]) -> set[Decimal]:
    """Return what other ways of writing make of years: the 1930s, 30-е годы XX века."""
    implied: set[Decimal] = set()
    for value in found:
        if 1000 <= value <= 2100:
            implied.update({value // 100 + 1, value % 100})
        if value < 100 and value % 10 == 0:
            implied.update((century - 1) * 100 + value for century in found if 1 <= century <= 21)
    return implied
