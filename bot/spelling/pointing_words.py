"""Words by which a question goes on from the one before: and, what about; he, it, there.

Written by hand, by language: English "on" is spelt like Russian "он", "a" like "а". Kazakh "ше"
asks "and what of …?" at the end of what it asks about.
"""

import functools
from collections.abc import Mapping, Sequence
from itertools import pairwise

from bot.spelling.fold import words

_LEADING = {
    "kk": "ал, а, сонда, ендеше, және, онда",
    "ru": "а, и, ну а, но, тогда, а ещё, а ал",
    "en": "and, but, what about, how about, so and, ok and, then",
}
_POINTING = {
    "kk": """
        ол оны оның оған одан онда онымен олар оларды олардың оларға олардан сонда соны соның содан
        соған сол мұны мұның бұны бұның
    """,
    "ru": """
        он она оно они его её ее их ему ей им ним ней них нему него нём нем ими ними там тогда
        оттуда туда этого этому этим этой
    """,
    "en": "he she it its they him her hers his them their theirs there then",
}
_ASKING = {
    "kk": "не нені неден немен қандай қай қайсы қалай",
    "ru": """
        что чем чему чего какой какая какое какие каких каком какого какую каким какими как
    """,
    "en": "what which how whose did does was were",
}
"""Words that ask, beside those for when, who, where, how many and why."""
_TRAILING = "ше"
_NO_PLACE = "there is, there was, there were, there are, there be, is there, was there, were there"
"""English "there" that points nowhere."""


@functools.cache
def _phrases(listed: str) -> frozenset[tuple[str, ...]]:
    """Return phrases, given with commas between them, as keys."""
    return frozenset(tuple(w.key for w in words(phrase)) for phrase in listed.split(","))


@functools.cache
def _keys(listed: str) -> frozenset[str]:
    return frozenset(w.key for w in words(listed))


def _of(table: Mapping[str, str], lang: str | None) -> list[str]:
    """Return a language's row, all rows where the language could not be told."""
    return [table[lang]] if lang is not None and lang in table else list(table.values())


def pointing_words(lang: str | None) -> frozenset[str]:
    """Return the keys of words that mean something said before."""
    return frozenset().union(*map(_keys, _of(_POINTING, lang)))


def leads_on(keys: Sequence[str], lang: str | None) -> bool:
    """Say whether a text begins as one that goes on from another, or ends so."""
    leads = frozenset().union(*map(_phrases, _of(_LEADING, lang)))
    begins = any(tuple(keys[: len(lead)]) == lead for lead in leads)
    return begins or (len(keys) > 1 and (keys[-1],) in _phrases(_TRAILING))


def points_back(keys: Sequence[str], lang: str | None) -> bool:
    """Say whether a text has a word that means something said before.

    >>> said = ("when did he die", "was there a war", "a law on courts")
    >>> [points_back([w.key for w in words(text)], "en") for text in said]
    [True, False, False]
    """
    idle = {"there"} if not _phrases(_NO_PLACE).isdisjoint(pairwise(keys)) else set()
    return bool(pointing_words(lang).intersection(keys) - idle)


def asks_what(keys: Sequence[str], lang: str | None) -> bool:
    """Say whether a text has a word that asks what, which or how."""
    return any(not _keys(listed).isdisjoint(keys) for listed in _of(_ASKING, lang))
