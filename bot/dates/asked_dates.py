"""Dates in a question: days, months, years, decades, centuries, and what lies between them.

A question becomes a string of kinds, one letter for each word (see ``date_words``) after one for
what separates it from the word before. Patterns over that string find single dates, then patterns
over dates and words find ranges: ``1917 мен 1922 жылдар арасында`` is ``y A y G W``, then
``P A P W``. The longest pattern wins; the first, if several are equally long.
"""

import functools
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.dates import date_readings as read
from bot.dates.date_items import items_of
from bot.dates.date_readings import AskedPrecision, Item, Items, Span

_Reading = Callable[[Items], Span | None]
_Table = tuple[tuple[_Reading, tuple[str, ...]], ...]
_Patterns = Mapping[str, Sequence[tuple[re.Pattern[str], _Reading]]]


@dataclass(frozen=True, slots=True)
class AskedDate:
    """A date that somebody asks about.

    ``earliest`` and ``latest`` are encoded days as in ``edtf``, in whichever calendar the facts
    are; open ends are ``OPEN_START`` and ``OPEN_END``. ``day_of_year`` is (month, day) of a day
    asked for without a year, which has two open ends. ``words`` are the indexes of the date's
    words in ``fold.words(text)``, without a preposition in front of a single date.
    """

    earliest: int
    latest: int
    day_of_year: tuple[int, int] | None
    precision: AskedPrecision
    words: tuple[int, ...]


def find(text: str) -> tuple[AskedDate, ...]:
    """Return the dates of a question in the order of its words; no text is an error.

    >>> [(d.earliest, d.latest, d.precision) for d in find("1722 жылғы 12 қаңтарда не болды?")]
    [(17220112, 17220112, 'day')]
    """
    items = _replace(items_of(text), _by_first_kind(_SINGLE))
    items = _replace(items, _by_first_kind(_COMBINED))
    return tuple(
        AskedDate(
            span.earliest,
            span.latest,
            span.day_of_year,
            span.precision,
            tuple(range(item.first, item.last)),
        )
        for item in items
        if (span := item.span) is not None
    )


def _replace(items: list[Item], patterns: _Patterns) -> list[Item]:
    """Return the items with every date that a pattern finds in one item, P or Q, of its own."""
    shape = "".join(item.separator + item.kind for item in items)
    replaced: list[Item] = []
    index = 0
    while index < len(items):
        span, end = _longest(items, shape, index, patterns.get(items[index].kind, ()))
        item = items[index]
        if span is not None:
            kind = "Q" if span.day_of_year else "P"
            last = items[end - 1]
            item = Item(item.separator, kind, 0, item.first, last.last, last.key, span)
        replaced.append(item)
        index = end
    return replaced


def _longest(
    items: list[Item], shape: str, index: int, patterns: Sequence[tuple[re.Pattern[str], _Reading]]
) -> tuple[Span | None, int]:
    """Return the meaning of the longest match at an item and the index after it."""
    best, best_end = None, index + 1
    for pattern, reading in patterns:
        match = pattern.match(shape, index * 2)
        if match is None or (best is not None and match.end() // 2 <= best_end):
            continue
        named = {
            name: items[match.start(name) // 2] for name, kind in match.groupdict().items() if kind
        }
        span = reading(named)
        if span is not None:
            best, best_end = span, match.end() // 2
    return best, best_end


# Patterns: kinds of words; ``name=`` gives the item to the reading, ``?`` makes it optional,
# ``!`` forbids it, ``-``, ``.`` and ``/`` in front are the separator that it needs.

_SINGLE: _Table = (
    (
        read.read_day,
        (
            "y=y es? gdGY? d=n es? m=mlkM h? !y",
            "y=z es? g d=n es? m=ml h?",
            "y=y es? gdGY? m=mk h? d=n es?",
            "y=z es? g m=m h? d=n es?",
            "d=n es? f? m=mlkM h? f? y=y es? gdGY? p?",
            "d=n es? f? m=ml h? y=z gd p?",
            "m=mk h? d=n es? y=y es? gdY?",
            "d=n .m=n .y=y es? gd?",
            "d=n /m=n /y=y es? gd?",
            "d=n -m=n -y=y es? gd?",
            "y=y -m=n -d=n",
            "y=y .m=n .d=n",
            "d=n es? f? m=ml h? y=nzy es? gd? b=b",
            "m=m d=n es? y=nzy b=b",
            "b=b y=nzy es? gd? d=n es? m=ml h?",
            "y=nzy es? gd? d=n es? m=ml h? b=b",
        ),
    ),
    (
        read.read_days,
        (
            "FRS a=n es? -d=n es? m=mlkM h? y=y es? gdGY?",
            "a=n es? -d=n es? m=mlkM h? y=y es? gdGY?",
            "FRS a=n es? AUB d=n es? m=mlk h? y=y es? gdGY?",
            "y=y es? gdGY? a=n es? -d=n es? m=mlk h?",
        ),
    ),
    (
        read.read_month,
        (
            "y=y es? gdGY? m=mlk h?",
            "y=z es? g m=ml h?",
            "m=mlk h? f? y=y es? gdGY?",
            "m=ml h? y=z gd",
            "m=ml h? y=nzy es? gd? b=b",
            "y=y -m=n",
            "m=n .y=y gd?",
            "m=n /y=y gd?",
        ),
    ),
    (read.read_day_of_year, ("d=n es? f? m=mlk h?", "m=mk h? d=n es?")),
    (read.read_short_range, ("a=yn s? -z=n es? g=G", "a=y -z=n g?")),
    (
        read.read_decade_of_century,
        (
            "t=n e=s g=G? f? j? c=onr es? c",
            "t=n e? g=G f? j? c=onr es? c",
            "t=n es? g=G c=w",
            "c=onr es? c t=n es? g=G",
            "t=n es? g=G",
            "t=n e=s",
        ),
    ),
    (read.read_decade, ("y=y e=es? g=G", "y=y e=s")),
    (
        read.read_year,
        (
            "y=y es? gdGY? gG? p?",
            "Y y=yz p?",
            "y=z es? g p?",
            "y=nz es? gd? p",
            "p y=nzy es? gd?",
            "y=nzy es? gGd? b=b",
            "b=b y=nzy es? gGd?",
        ),
    ),
    (
        read.read_years_before_christ,
        ("a=nzy -z=nzy es? gGd? b=b", "b=b a=nzy -z=nzy es? gGd?"),
    ),
    (
        read.read_century,
        (
            "c=onr es? c b=b?",
            "t=t c=o c b=b?",
            "c=w b=b?",
            "b=b c=onr es? c",
        ),
    ),
    (
        read.read_centuries,
        (
            "c=onr es? -z=onr es? k=c b=b?",
            "c=onr es? A j? z=onr es? k=c W?",
            "FRS j? c=onr es? AUB j? z=onr es? k=c b=b?",
            "c=r -k=w",
            "c=r -z=r",
        ),
    ),
)

_COMBINED: _Table = (
    (
        read.read_range,
        (
            "F j? a=PQ AU j? z=P W?",
            "RS j? a=PQ UB j? z=P W?",
            "a=PQ -z=P W?",
            "a=P A j? z=P W",
        ),
    ),
    (read.read_range_till, ("a=P i=I? z=P D",)),
    (read.read_before, ("B U? j? a=P", "a=P D", "a=P v=V")),
    (read.read_after, ("Z j? a=P", "a=P v=K")),
    (read.read_since, ("S j? a=P", "a=P I")),
    (read.read_half, ("h=onr es? H f? j? a=P", "a=P h=onr es? H")),
)

_TOKEN = re.compile(r"(?P<mark>[-./!]?)(?:(?P<name>[a-z])=)?(?P<kinds>[A-Za-z]+)(?P<maybe>\??)")


def _regex(pattern: str) -> str:
    """Return the regular expression over separators and kinds that a pattern stands for."""
    parts: list[str] = []
    for token in _TOKEN.finditer(pattern):
        mark, name, listed = token["mark"], token["name"], f"[{token['kinds']}]"
        separator = "." if not parts else re.escape(mark) if mark in {"-", ".", "/"} else "[-._]"
        if mark == "!":
            parts.append(f"(?!{separator}{listed})")
            continue
        kind = f"(?P<{name}>{listed})" if name else listed
        parts.append(f"(?:{separator}{kind}){token['maybe']}")
    return "".join(parts)


@functools.cache
def _by_first_kind(table: _Table) -> _Patterns:
    """Compile the patterns and list them under the kinds of word that they begin with."""
    listed: dict[str, list[tuple[re.Pattern[str], _Reading]]] = {}
    for reading, patterns in table:
        for pattern in patterns:
            compiled = re.compile(_regex(pattern))
            first = _TOKEN.match(pattern)
            for kind in first["kinds"] if first else "":
                listed.setdefault(kind, []).append((compiled, reading))
    return listed
