"""Words by which a question goes on from the one before: and, what about; he, it, there.

Written by hand, in Kazakh, Russian and English. Kazakh "ше" asks "and what of …?" at the end of
what it asks about.
"""

import functools
from collections.abc import Sequence
from itertools import pairwise

from bot.spelling.fold import words

_LEADING = """
    ал, сонда, ендеше, және, онда, а, и, ну а, но, тогда, а ещё, and, but, what about, how about,
    so and, ok and, then
"""
_POINTING = """
    ол оны оның оған одан онда онымен олар оларды олардың оларға олардан сонда соны соның содан
    соған сол мұны мұның бұны бұның он она оно они его её ее их ему ей им ним ней них нему него неё
    нее нём нем ими ними там тогда оттуда туда этого этому этим этой
    he she it its they him her hers his them their theirs there then
"""
_TRAILING = "ше"
_NO_PLACE = "there is, there was, there were, there are, there be, is there, was there, were there"
"""English "there" that points nowhere."""


@functools.cache
def _phrases(listed: str) -> frozenset[tuple[str, ...]]:
    """Return phrases, given with commas between them, as keys."""
    return frozenset(tuple(w.key for w in words(phrase)) for phrase in listed.split(","))


@functools.cache
def pointing_words() -> frozenset[str]:
    """Return the keys of words that mean something said before."""
    return frozenset(w.key for w in words(_POINTING))


def leads_on(keys: Sequence[str]) -> bool:
    """Say whether a text begins as one that goes on from another, or ends so."""
    begins = any(tuple(keys[: len(lead)]) == lead for lead in _phrases(_LEADING))
    return begins or (len(keys) > 1 and (keys[-1],) in _phrases(_TRAILING))


def points_back(keys: Sequence[str]) -> bool:
    """Say whether a text has a word that means something said before.

    >>> [points_back([w.key for w in words(t)]) for t in ("when did he die", "was there a war")]
    [True, False]
    """
    pairs = set(pairwise(keys))
    idle = {"there"} if not pairs.isdisjoint(_phrases(_NO_PLACE)) else set()
    return bool(pointing_words().intersection(keys) - idle)
