"""Questions with their right facts, and how far down in a ranking the first right one stands."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

DEPTHS = (1, 5, 50)


class Asked(NamedTuple):
    """A question with the numbers of the facts that answer it.

    ``origin`` is the text that it was made from, empty where it was not made from one.
    """

    text: str
    facts: tuple[int, ...]
    origin: str = ""


def with_equals(listed: Sequence[Asked], texts: Iterable[tuple[int, str]]) -> list[Asked]:
    """Return the questions with every fact as right that has the text of origin as well."""
    holders: dict[str, set[int]] = {asked.origin: set() for asked in listed if asked.origin}
    for number, text in texts:
        if text in holders:
            holders[text].add(number)
    return [
        asked._replace(facts=tuple(sorted(holders.get(asked.origin, set()).union(asked.facts))))
        for asked in listed
    ]


def place(asked: Asked, ranked: Sequence[int]) -> int | None:
    """Return where in a ranking the first right fact stands, from 0, or None."""
    return next((at for at, number in enumerate(ranked) if number in asked.facts), None)


def shares(places: Collection[int | None]) -> Mapping[str, float]:
    """Return, by depth, which share of the questions has a right fact that far up."""
    return {
        str(depth): sum(at is not None and at < depth for at in places) / len(places)
        for depth in DEPTHS
    }
