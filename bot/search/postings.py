"""Which facts share most with a question: the rarest words first, within a budget.

The design was measured against BM25 over all words, trigrams and other engines: reading the facts
of the rare words and letting the common ones only decide between them costs the same at any size.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nlargest

from bot.search.passages import posted

BUDGET = 3_000
"""Facts that are read for all the words of a question together."""
MOST_TOKENS = 40
"""Spellings of one word that are looked for."""


@dataclass(frozen=True, slots=True)
class Sought:
    """One thing to look for: tokens any of which will do, how many facts hold them, its weight.

    ``facts`` holds the facts themselves where they were found otherwise, as those of a date.
    """

    tokens: tuple[str, ...]
    count: int
    weight: float
    facts: frozenset[int] = frozenset()


def leading(connection: sqlite3.Connection, sought: Sequence[Sought], limit: int) -> list[int]:
    """Return the facts that hold most of the weight of what is sought, at most ``limit``."""
    shares: dict[int, float] = defaultdict(float)
    left = BUDGET
    read: list[Sought] = []
    common: list[Sought] = []
    for one in sorted(sought, key=lambda s: s.count):
        for fact in one.facts:
            shares[fact] += one.weight
        if not one.tokens or not one.count:
            continue
        if one.count > left:
            common.append(one)
            continue
        left -= one.count
        read.append(one)
        for fact in _facts(connection, _any(one), BUDGET):
            if fact not in one.facts:
                shares[fact] += one.weight
    if common:
        _break_ties(connection, shares, read, common)
    return nlargest(limit, shares, key=lambda fact: (shares[fact], -fact))


def _break_ties(
    connection: sqlite3.Connection,
    shares: dict[int, float],
    read: list[Sought],
    common: list[Sought],
) -> None:
    """Add the weight of common words to facts that hold a rare one, else to those that hold all."""
    if read:
        rare = " OR ".join(map(_any, read))
        for one in common:
            for fact in _facts(connection, f"({rare}) AND ({_any(one)})", BUDGET):
                shares[fact] += one.weight
        return
    for kept in range(len(common), 0, -1):  # the commonest are dropped until some fact has all
        query = " AND ".join(f"({_any(one)})" for one in common[:kept])
        found = _facts(connection, query, BUDGET // 2)
        for fact in found:
            shares[fact] += sum(one.weight for one in common[:kept])
        if found:
            return


def _any(sought: Sought) -> str:
    return " OR ".join(f'"{posted(token)}"' for token in sought.tokens[:MOST_TOKENS])


def _facts(connection: sqlite3.Connection, query: str, limit: int) -> list[int]:
    rows = connection.execute(
        "SELECT rowid FROM postings WHERE postings MATCH ? LIMIT ?", [query, limit]
    )
    return [fact for (fact,) in rows]
