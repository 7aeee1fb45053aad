"""Questions with their right facts, and how far down in a ranking the first right one stands."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from bot.facts.models import Fact

DEPTHS = (1, 5, 50)


class Asked(NamedTuple):
    """A question with the numbers of the facts that answer it.

    ``origin`` is the text that it was made from: a fact with the same text is as right. It is
    empty where the question was not made from a text.
    """

    text: str
    facts: tuple[int, ...]
    origin: str = ""


def is_right(asked: Asked, fact: Fact) -> bool:
    """Say whether a fact answers a question."""
    return fact.id in asked.facts or (bool(asked.origin) and asked.origin in _texts(fact))


def place(asked: Asked, ranked: Sequence[Fact]) -> int | None:
    """Return where in a ranking the first right fact stands, from 0, or None."""
    return next((at for at, fact in enumerate(ranked) if is_right(asked, fact)), None)


def shares(places: Collection[int | None]) -> Mapping[str, float]:
    """Return, by depth, which share of the questions has a right fact that far up."""
    return {
        str(depth): sum(at is not None and at < depth for at in places) / len(places)
        for depth in DEPTHS
    }


def _texts(fact: Fact) -> set[str]:
    said = {text.text for text in fact.texts.values()}
    return said.union(*fact.phrasings.values())
