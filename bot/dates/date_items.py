"""A question as a row of items: words with the kind that they have beside their neighbours."""

from collections.abc import Sequence

from bot.dates import date_words
from bot.dates.date_readings import Item
from bot.spelling.fold import Word, repair, roman, words

YEARS = range(1000, 2101)
"""Numbers that are years without a year word."""

LAST_DAY = 31

_DASHES = frozenset("-‐‒–—―−")
_NUMBER_KINDS = frozenset("ynzr")


def _separator(between: str) -> str:
    """Return ``-``, ``.`` or ``/`` if that is what stands between two words, ``_`` or ``|``."""
    if between in {"/", "."}:
        return between
    mark = between.strip(" \t\r\n.,'’‘ʼ`´ʹʻ")
    return "_" if not mark else "-" if mark in _DASHES else "|"


def items_of(text: str) -> list[Item]:
    """Return the items of a text; ``first`` and ``last`` are indexes into ``fold.words``."""
    repaired, listed = repair(text), words(text)
    items: list[Item] = []
    end = index = 0
    while index < len(listed):
        word = listed[index]
        past = _past_remark(repaired, listed, index, end)
        if past is not None and items and items[-1].kind != "x":
            items[-1] = items[-1]._replace(last=past)
            index, end = past, repaired.index(")", listed[past - 1].end) + 1
            continue
        separator = _separator(repaired[end : word.start])
        last, kind, value = _phrase(listed, index) or (index + 1, *_kind(repaired, listed, index))
        if items and items[-1].kind in _NUMBER_KINDS and kind not in "gGdcbp":
            glued = separator == "-" or word.start == end or repaired[word.start - 1] in "'’"
            kind = _ending(word, glued=glued) or kind
        items.append(Item(separator, kind, value, index, last, word.key))
        index, end = last, listed[last - 1].end
    return items


def _past_remark(repaired: str, listed: Sequence[Word], index: int, end: int) -> int | None:
    """Return the index after a bracket that says nothing new of a date, or None.

    Such as the New Style day in 12 (23) January 1722 and 27 April (8 May) 1722, or (Old Style).
    """
    close = repaired.find(")", listed[index].start)
    if close < 0 or repaired[end : listed[index].start].strip() != "(":
        return None
    past = next((i for i in range(index, len(listed)) if listed[i].start > close), len(listed))
    first, *others = (word.key for word in listed[index:past])
    months = [date_words.kinds().get(key, "x")[0] == "m" for key in others[:1]]
    other_day = first.isdigit() and int(first[:3]) <= LAST_DAY and all(months)
    return past if other_day or date_words.remarks().issuperset((first, *others)) else None


def _phrase(listed: Sequence[Word], index: int) -> tuple[int, str, int] | None:
    for keys, kind in date_words.phrases().get(listed[index].key, ()):
        last = index + len(keys)
        if tuple(word.key for word in listed[index:last]) == keys:
            return last, kind, 0
    return None


def _kind(repaired: str, listed: Sequence[Word], index: int) -> tuple[str, int]:
    word = listed[index]
    text, small = word.text, word.text.casefold()
    if text[0].isdecimal():
        return _number(repaired, listed, index)
    if small in {"в", "вв"} and (repaired[word.end : word.end + 1] == "." or small == "вв"):
        return "c", 0
    if text in date_words.AS_TYPED or small in date_words.AS_TYPED:
        return date_words.AS_TYPED.get(text) or date_words.AS_TYPED[small], 0
    if small in date_words.short_months():
        kind, value = date_words.short_months()[small]
        return "k" if repaired[word.end : word.end + 1] == "." else kind, value
    return _roman(text) or _named(listed, index)


def _roman(text: str) -> tuple[str, int] | None:
    """Read XIV, xiv, and XIVв. typed without a space; one small letter is no numeral."""
    numeral = roman(text) or (roman(text.upper()) if len(text) > 1 else None)
    if numeral is not None:
        return "r", numeral
    glued = roman(text[:-1]) if text[-1] in "вғ" else None
    return None if glued is None else ("w", glued)


def _named(listed: Sequence[Word], index: int) -> tuple[str, int]:
    """Return kind and value of a word by its key; a month must not name an event or a city."""
    word = listed[index]
    before = listed[index - 1].text if index else ""
    after = listed[index + 1] if index + 1 < len(listed) else None
    beside_day = _is_short(before) or (after is not None and _is_short(after.text))
    found = date_words.kinds().get(word.key)
    if found is None and beside_day:
        found = date_words.mistyped_month(word.key)
    kind, value = found or ("x", 0)
    if kind in {"m", "l"} and not beside_day:
        event = after is not None and date_words.names_event(after.key)
        month_follows = after is not None and date_words.kinds().get(after.key, "x")[0] == "h"
        city = word.key == "kazan" and word.text[0].isupper() and not month_follows
        return ("x", 0) if event or city else (kind, value)
    return kind, value


def _is_short(text: str) -> bool:
    return len(text) < 3 and text.isdecimal()


def _number(repaired: str, listed: Sequence[Word], index: int) -> tuple[str, int]:
    """Return y for a year, n for one or two digits, z for what needs a year word, x for a count."""
    text = listed[index].text
    if len(text) > 4 or _counts(listed, index):
        return "x", 0
    if len(text) < 3:
        return "n", int(text)
    before = listed[index - 1] if index else None
    labelled = before is not None and _simple_kind(before) == "N"
    if labelled or repaired[: listed[index].start].endswith("#"):
        return "x", 0
    return "y" if int(text) in YEARS and len(text) == 4 else "z", int(text)


def _counts(listed: Sequence[Word], index: int) -> bool:
    """Say whether a number, or the range it begins, says how many: 441 адам, 1500 жыл бұрын."""
    following = [_simple_kind(word) for word in listed[index + 1 : index + 3]] + ["x", "x"]
    if following[0] == "d" and index + 2 < len(listed):
        return listed[index + 2].key in date_words.long_ago()
    if index + 2 < len(listed) and listed[index + 1].text.isdecimal() and following[1] == "u":
        return len(listed[index + 1].text) >= len(listed[index].text) > 2
    return following[0] == "u"


def _simple_kind(word: Word) -> str:
    return date_words.AS_TYPED.get(word.text) or date_words.kinds().get(word.key, "x")[0]


def _ending(word: Word, *, glued: bool) -> str | None:
    ending = date_words.endings().get(word.key)
    return ending if glued or word.key == "wi" else None
